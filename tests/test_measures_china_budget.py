"""China's budget and SIPRI's estimate: units against the tables, the ratio, refusals."""

from __future__ import annotations

import math

import pytest

from lesson_utils import data, measures
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures import china_budget


def economy(state: str, year: int) -> data.Row:
    return data.load("macroeconomy").one(ref_area=state, year=year, group_name=None)


def test_yuan_are_the_announced_ones() -> None:
    got = {s.year: s.value for s in china_budget.announced()}
    assert list(got) == list(range(2009, 2027))
    assert got[2015] == 886.898  # the column of the level that is not stated
    assert got[2016] == 954.4
    assert got[2026] == 1909.561
    assert not any(s.estimate for s in china_budget.announced())


@pytest.mark.parametrize("year", [2009, 2016, 2024, 2026])
def test_units_are_the_yuan_over_a_rate(year: int) -> None:
    found = {
        unit: {s.year: s.value for s in china_budget.announced(unit)}[year]
        for unit in ("cny", "usd", "ppp", "share")
    }
    row = economy("CHN", year)
    assert math.isclose(found["usd"] * row.lcu_per_usd_implied, found["cny"])
    assert math.isclose(found["ppp"] * row.ppp_lcu_per_intl, found["cny"])
    assert math.isclose(found["share"] / 100 * row.ngdp_lcu_bn, found["cny"])


def test_conversions_with_projections_are_marked() -> None:
    marked = [s.year for s in china_budget.announced("usd") if s.estimate]
    assert marked == [2025, 2026]


@pytest.mark.parametrize("state", ["CHN", "USA", "JPN"])
def test_sipri_is_the_table(state: str) -> None:
    rows = {r.year: r for r in data.load("military_expenditure").where(iso3=state)}
    for unit, column, size in (
        ("usd", "current_usd_m", 1000),
        ("constant", "constant_2024_usd_m", 1000),
        ("share", "share_of_gdp_pct", 1),
    ):
        for one in china_budget.sipri(unit, state):
            assert math.isclose(one.value, rows[one.year][column] / size)
            assert one.estimate is rows[one.year].sipri_estimate


def test_every_value_for_china_is_an_estimate() -> None:
    assert all(s.estimate for unit in china_budget.UNITS for s in china_budget.sipri(unit))


def test_the_ratio_is_the_same_in_every_unit_with_one_rate() -> None:
    ratios = measures.china_ratios()
    assert list(ratios) == list(range(2009, 2026))
    assert round(min(ratios.values()), 2) == 1.35
    assert round(max(ratios.values()), 2) == 1.41
    for unit in ("usd", "ppp"):
        official = {s.year: s.value for s in china_budget.announced(unit)}
        estimate = {s.year: s.value for s in china_budget.sipri(unit)}
        assert all(math.isclose(estimate[y] / official[y], ratios[y]) for y in ratios)


def test_ppp_brings_china_nearer_to_the_united_states() -> None:
    def part(unit: str) -> float:
        china, us = ({s.year: s.value for s in china_budget.sipri(unit, x)} for x in ("CHN", "USA"))
        return china[2024] / us[2024]

    assert round(part("usd"), 2) == 0.31
    assert round(part("ppp"), 2) == 0.63


def test_refusals_say_what_to_do() -> None:
    with pytest.raises(LessonError, match="SIPRI alone"):
        china_budget.announced("constant")
    with pytest.raises(LessonError, match="own money"):
        china_budget.sipri("cny", "USA")
    with pytest.raises(UnknownNameError):
        china_budget.sipri("usd", "IND")
    with pytest.raises(UnknownNameError):
        china_budget.announced("eur")
    with pytest.raises(LessonError, match="market"):
        china_budget.rate("market", 1900)
    with pytest.raises(LessonError, match="ppp"):
        china_budget.rate("black", 2024)
