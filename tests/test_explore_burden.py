"""The burden calculator: money, the split, and the comparisons it refuses."""

from __future__ import annotations

import pytest

from lesson_utils import data, measures
from lesson_utils.errors import LessonError
from lesson_utils.explore.burden import burden


def test_it_says_what_five_per_cent_is_for_japan() -> None:
    panel = burden()
    assert "31.60 trillion yen, 256,326 yen for each resident" in panel.sentence
    assert "today's 1.41% (SIPRI, 2025)" in panel.sentence
    assert "22.12 trillion yen are core defence and 9.48 trillion yen" in panel.sentence
    assert panel.failure is None


def test_the_bars_are_the_sums() -> None:
    panel = burden("POL").choose(unit="usd")
    assert panel.chart is not None
    gdp = data.load("macroeconomy").one(ref_area="POL", year=2025)
    core, related = (panel.chart.spec.data[i]["x"][1] for i in (1, 2))
    assert core == pytest.approx(gdp.ngdp_usd_bn * 0.035, rel=2e-3)
    assert related == pytest.approx(gdp.ngdp_usd_bn * 0.015, rel=2e-3)
    panel.choose(target=3.5)
    assert panel.chart.spec.data[2]["x"][1] is None
    assert "core defence" not in panel.sentence


def test_a_target_below_today_is_less() -> None:
    panel = burden("POL", 2.0)
    assert "less than today's 4.25% (NATO, 2025)" in panel.sentence


def test_sipri_and_nato_are_not_compared_unless_forced() -> None:
    panel = burden("JPN").choose(unit="pct", beside="DEU")
    assert panel.sentence.startswith("Not compared: Japan is counted here by SIPRI")
    panel.choose(force=True)
    assert "mixes two counts: it is no finding" in panel.sentence
    assert panel.chart is not None
    assert panel.chart.subtitle.startswith("Warning: SIPRI beside NATO")
    panel.choose(beside="KOR")
    assert "Warning" not in panel.chart.subtitle
    assert "By SIPRI's count Japan spends 1.19 points less" in panel.sentence


def test_it_looks_for_a_count_that_both_have() -> None:
    panel = burden("USA").choose(unit="pct", beside="DEU")
    assert "By NATO's count United States spends 0.95 points more" in panel.sentence
    panel.choose(beside="JPN")
    assert "By SIPRI's count" in panel.sentence


def test_currencies_do_not_share_an_axis() -> None:
    panel = burden("DEU").choose(beside="POL")
    assert "different currencies" in panel.sentence
    panel.choose(beside="FRA")
    assert "By NATO's count" in panel.sentence


def test_a_count_that_a_state_does_not_have() -> None:
    assert "own members only" in burden("JPN").choose(body="NATO").sentence
    assert "nine states" in burden("DEU").choose(body="SIPRI").sentence


def test_years_of_a_budget_and_another_base() -> None:
    panel = burden("JPN").choose(budget="initial 2025")
    assert "That is 3.6 years of Japan's initial defence budget of FY2025" in panel.sentence
    panel.choose(base=2022)
    assert "5% of the GDP of 2022 comes to 28.03 trillion yen" in panel.sentence
    panel.choose(state="USA", budget="total 2025")
    assert "In dollars that is" in panel.sentence


def test_states_without_gdp_are_named() -> None:
    with pytest.raises(LessonError, match="SWE"):
        burden("SWE")
    with pytest.raises(LessonError, match="outside"):
        burden("JPN", 9.0)


def test_every_unit_draws_the_same_ratio() -> None:
    ratios = set()
    for unit in ("own", "usd", "ppp", "head", "pct"):
        chart = burden("AUS").choose(unit=unit).chart
        assert chart is not None
        today, total = chart.spec.data[0]["x"][0], chart.spec.data[3]["x"][1]
        ratios.add(round(total / today, 6))
    assert ratios == {round(5 / measures.spending_count("AUS", "SIPRI").share_pct, 6)}
