"""Yardsticks of power: values from the tables, verdicts by an independent rule, laws of growth."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, measures
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures import decline, power

TABLES = Path(data.root()) / "tables"
COLUMN = {
    "gdp_usd": ("gdp_world_share", "share_current_usd_pct", 1),
    "gdp_ppp": ("gdp_world_share", "share_ppp_pct", 1),
    "military": ("military_expenditure_world_share", "share_of_world_pct", 1),
    "cinc": ("national_capability", "cinc_v7_share_of_world", 100),
}


def read(measure: str, state: str) -> dict[int, float]:
    """Read a share straight from the file."""
    table, column, factor = COLUMN[measure]
    with (TABLES / f"{table}.csv").open(encoding="utf-8") as file:
        return {
            int(row["year"]): float(row[column]) * factor
            for row in csv.DictReader(file)
            if row["iso3"] == state and row[column]
        }


@pytest.mark.parametrize("measure", COLUMN)
@pytest.mark.parametrize("state", power.STATES)
def test_series_are_the_tables(measure: str, state: str) -> None:
    wanted = read(measure, state)
    if not wanted:
        assert state not in power.states_of(measure)
        return
    got = {p.year: p.value for p in power.series(measure, state)}
    assert got.keys() == wanted.keys()
    assert all(math.isclose(got[y], wanted[y]) for y in got)


def test_estimates_begin_in_2025_for_gdp_only() -> None:
    for measure in power.YARDSTICKS:
        years = [p.year for p in power.series(measure, "USA") if p.estimate]
        assert years == (list(range(2025, 2031)) if measure.startswith("gdp") else [])


@pytest.mark.parametrize("measure", COLUMN)
@pytest.mark.parametrize("state", ["USA", "CHN", "JPN", "IND"])
def test_verdicts_follow_the_stated_rule(measure: str, state: str) -> None:
    values = read(measure, state)
    last = {"gdp_usd": 2024, "gdp_ppp": 2024, "military": 2025, "cinc": 2022}[measure]
    for base, got in decline.by_base_year(measure, state).items():
        ratio = values[last] / values[base]
        wanted = "declined" if ratio < 0.95 else "rose" if ratio > 1.05 else "flat"
        assert (got.direction, got.end_year) == (wanted, last), base
        assert got.declined is (wanted == "declined")


def test_what_the_lesson_says_about_base_years() -> None:
    def tally(measure: str) -> tuple[int, int]:
        found = decline.by_base_year(measure, "USA")
        return decline.counts(found)["declined"], len(found)

    assert tally("gdp_usd") == (14, 44)
    assert tally("gdp_ppp") == (38, 44)
    assert tally("military") == (36, 36)
    for base, n in ((2000, 4), (2010, 3)):
        verdicts = [measures.verdict(m, "USA", base) for m in measures.YARDSTICKS]
        assert sum(v.declined for v in verdicts) == n


def test_for_a_distance_growing_is_declining() -> None:
    assert measures.verdict("un_distance", "USA", 2010).direction == "rose"
    found = measures.verdict("un_distance", "CHN", 2010)
    assert found.change_pct > 5
    assert found.declined


def test_nearer_to_one_is_farther_from_the_other() -> None:
    us = {p.year: p.value for p in power.series("un_nearer", "USA")}
    china = {p.year: p.value for p in power.series("un_nearer", "CHN")}
    assert all(math.isclose(us[y] + china[y], 100) for y in us)


def test_against_china_is_the_ratio_of_the_two() -> None:
    got = {p.year: p.value for p in power.series("gdp_ppp", "USA", "CHN")}
    us, china = read("gdp_ppp", "USA"), read("gdp_ppp", "CHN")
    assert math.isclose(got[2024], us[2024] / china[2024])
    assert 0.7 < got[2024] < 0.8
    assert measures.verdict("gdp_usd", "USA", 2010, against="CHN").declined


@given(st.floats(0, 200))
def test_a_wider_tolerance_never_turns_flat_into_a_verdict(tolerance: float) -> None:
    narrow = measures.verdict("gdp_usd", "USA", 2000, tolerance_pct=tolerance)
    wide = measures.verdict("gdp_usd", "USA", 2000, tolerance_pct=tolerance + 1)
    assert wide.direction in (narrow.direction, "flat")


def test_breaks_are_named_only_where_they_lie_between() -> None:
    def years(base: int) -> list[float]:
        return [b.year for b in measures.verdict("cinc", "USA", base).breaks]

    assert years(1990) == [2001.5, 2016.5]
    assert years(2010) == [2016.5]
    assert years(2018) == []
    assert [b.kind for b in measures.verdict("un_nearer", "USA", 2022).breaks] == ["outlier"]
    assert measures.verdict("un_nearer", "USA", 2010).breaks == ()


def test_the_breaks_are_in_the_input() -> None:
    table = data.load("national_capability_breaks")
    people = {(r.iso3, r.year): r.urban_population_thousands_nmc_v7 for r in table}
    for one in power.YARDSTICKS["cinc"].breaks:
        before, after = int(one.year), int(one.year) + 1
        assert abs(math.log(people["USA", after] / people["USA", before])) > math.log(1.5)
    assert 1991 not in {p.year for p in power.series("military", "USA")}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("gdp", "USA", 2000), "yardstick"),
        (("cinc", "RUS", 2000), "RUS"),
        (("un_nearer", "JPN", 2000), "JPN"),
        (("military", "USA", 1991), "without 1991"),
        (("gdp_usd", "USA", 1979), "1980"),
        (("gdp_usd", "USA", 2024), "not before"),
        (("gdp_usd", "USA", 2010, 2005), "not before"),
    ],
)
def test_wrong_questions_are_answered(asked: tuple[str, str, int], says: str) -> None:
    with pytest.raises(LessonError, match=says):
        measures.verdict(*asked)


def test_impossible_comparisons_say_why() -> None:
    with pytest.raises(LessonError, match="no ratio"):
        measures.verdict("un_nearer", "USA", 2000, against="CHN")
    with pytest.raises(LessonError, match="always 1"):
        measures.verdict("gdp_usd", "CHN", 2000, against="CHN")
    with pytest.raises(UnknownNameError):
        measures.verdict("gdp_usd", "USA", 2000, against="XXX")
    for wrong in (-1.0, math.nan):
        with pytest.raises(LessonError, match="tolerance"):
            measures.verdict("gdp_usd", "USA", 2000, tolerance_pct=wrong)
