"""The exchange-rate detective: the days it finds, the day it converts, how fast it answers."""

from __future__ import annotations

import datetime
import time

import pytest

from lesson_utils import data, money
from lesson_utils.errors import LessonError
from lesson_utils.explore.exchange_rate import HALVES, ExchangeRate
from lesson_utils.explore.exchange_rate import exchange_rate as open_it

PANEL = ExchangeRate()


def test_it_opens_on_the_article() -> None:
    panel = open_it()
    assert len(panel.fits) == 8
    assert "8 of 126 fixings" in panel.sentence
    assert "no fixing" in panel.sentence
    assert "158.10 yen" in panel.sentence
    assert "¥86.96 trillion" in panel.sentence


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("period", ["article", "later", "since2012", "all"])
def test_the_days_are_those_of_money(period: str, half: float) -> None:
    starts = {"article": "2025-07-22", "later": "2025-07-22", "since2012": "2012-01-02"}
    end = "2026-01-17" if period == "article" else "9999-12-31"
    for figure in sorted(set(data.load("pledge_in_yen").column("stated_yen_trillion"))):
        PANEL.choose(period=period, rounding=half, figure=figure)
        wanted = money.dates_within(
            550e9, (figure - half) * 1e12, (figure + half) * 1e12,
            starts.get(period, "1999-01-04"), end,
        )  # fmt: skip
        assert PANEL.fits == wanted
        assert PANEL.failure is None
        if not wanted:
            assert PANEL.sentence.startswith("Not one of ")


def test_a_working_day_and_a_weekend() -> None:
    panel = open_it().choose(day=datetime.date(2025, 7, 22))
    assert "On 22 July 2025 a dollar cost 147.17 yen" in panel.sentence
    assert "¥80.94 trillion" in panel.sentence
    panel.choose(day=datetime.date(2025, 7, 27))
    assert "of 25 July 2025" in panel.sentence


def test_any_day_back_to_1999_and_the_day_is_kept_where_it_can_be() -> None:
    panel = open_it().choose(period="all", day=datetime.date(2011, 11, 1))
    assert "On 1 November 2011" in panel.sentence
    panel.choose(period="article")
    assert panel.value("day") == datetime.date(2026, 1, 17)
    panel.choose(day=datetime.date(2025, 12, 1), period="later")
    assert panel.value("day") == datetime.date(2025, 12, 1)


def test_it_answers_within_a_tenth_of_a_second() -> None:
    panel = open_it(period="all")
    waits = []
    for figure in (80.0, 84.0, 85.0, 86.0, 87.0):
        start = time.perf_counter()
        panel.choose(figure=figure)
        waits.append(time.perf_counter() - start)
    assert sorted(waits)[2] < 0.1


def test_the_chart_follows() -> None:
    panel = open_it().choose(figure=84.0)
    assert panel.chart is not None
    fits = next(t for t in panel.chart.spec.data if t["name"] == "days that fit")
    assert fits["x"] == [day.isoformat() for day in panel.fits]
    assert panel.chart.spec.layout["shapes"][0]["y0"] == 83.5


def test_wrong_values_are_named() -> None:
    with pytest.raises(LessonError, match="Figure"):
        open_it(figure=42.0)
    with pytest.raises(LessonError, match="Period"):
        open_it(period="tomorrow")


def test_the_saved_picture_is_of_the_period_shown() -> None:
    panel = open_it(period="all").choose(period="article", figure=84.0)
    assert panel.chart is not None
    assert panel.chart.saved.data == panel.chart.spec.data
    panel.choose(period="all")
    thin = panel.chart.saved.data[0]["x"]
    assert thin[0].startswith("1999")
    assert len(thin) <= 500
