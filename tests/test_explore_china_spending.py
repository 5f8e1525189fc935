"""China's spending: the sentence is computed, changes with each control, refuses mixed units."""

from __future__ import annotations

import pytest

from lesson_utils.errors import LessonError
from lesson_utils.explore.china_spending import china_spending
from lesson_utils.measures import china_ratios


@pytest.mark.parametrize("year", [2009, 2013, 2024, 2025])
def test_the_ratio_is_said(year: int) -> None:
    panel = china_spending(year=year)
    assert f"which is {china_ratios()[year]:.2f} times as much" in panel.sentence
    assert panel.failure is None


def test_growth_and_doubling_are_those_of_the_unit() -> None:
    panel = china_spending()
    assert "7.2% a year, which doubles it in 10 years" in panel.sentence
    panel.choose(unit="ppp")
    assert "9.0% a year" in panel.sentence
    assert "3.5 yuan for a dollar, the market 7.2" in panel.sentence
    panel.choose(unit="constant")
    assert "5.5% a year" in panel.sentence
    assert "no announced budget in this unit" in panel.sentence


def test_the_scale_is_said_and_drawn() -> None:
    panel = china_spending()
    assert "linear axis" in panel.sentence
    panel.choose(scale="log")
    assert "logarithmic axis steady growth is a straight line" in panel.sentence
    assert panel.chart is not None
    assert panel.chart.spec.layout["yaxis"]["type"] == "log"
    panel.choose(scale="linear")
    assert panel.chart.spec.layout["yaxis"]["type"] == "linear"
    assert panel.chart.spec.layout["yaxis"]["tickmode"] == "auto"


def test_the_share_of_gdp_is_flat() -> None:
    panel = china_spending(unit="share")
    assert "from 1.25% to 1.28%" in panel.sentence
    assert "nearly flat" in panel.sentence


def test_another_state_beside_it() -> None:
    panel = china_spending(unit="usd", beside="USA")
    assert "31% of its figure for the United States" in panel.sentence
    panel.choose(unit="ppp")
    assert "63% of its figure for the United States" in panel.sentence
    panel.choose(unit="share", beside="JPN")
    assert "SIPRI's figure for Japan is 1.29% of GDP" in panel.sentence
    panel.choose(year=2026)
    assert "no figures of 2026 to compare with Japan" in panel.sentence


def test_yuan_and_dollars_are_not_mixed() -> None:
    panel = china_spending(beside="USA")
    assert panel.sentence.startswith("Yuan are China's own money")
    assert panel.chart is not None
    shown = {t["name"]: t["x"] for t in panel.chart.spec.data}
    assert shown["United States, SIPRI"] == []
    panel.choose(unit="usd")
    shown = {t["name"]: t["x"] for t in panel.chart.spec.data}
    assert shown["United States, SIPRI"][0] == 1989


def test_what_was_known_later_is_said() -> None:
    panel = china_spending(year=2026)
    assert "SIPRI has no estimate of it yet" in panel.sentence
    assert "March 2026, after the article" in panel.sentence
    panel.choose(year=2025)
    assert "April 2026, after the article" in panel.sentence
    panel.choose(year=2012)
    assert "central or the national" in panel.sentence
    panel.choose(year=2018)
    assert "after the article" not in panel.sentence


def test_a_value_that_is_not_offered_is_refused() -> None:
    with pytest.raises(LessonError, match="euro"):
        china_spending(unit="euro")
