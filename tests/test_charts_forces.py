"""Charts of spending and ships: values from the tables, estimates and projections marked."""

from __future__ import annotations

import pytest

from lesson_utils import charts, data
from lesson_utils.charts import forces
from lesson_utils.measures.china_budget import UNITS


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("log", [False, True])
def test_china_in_every_unit(unit: str, log: bool) -> None:
    drawn = forces.draw_china(unit, log, 2024)
    first = forces.draw_china("cny", False, 2024)
    assert [t["name"] for t in drawn.traces] == [t["name"] for t in first.traces]
    assert drawn.layout.keys() == first.layout.keys()
    assert drawn.layout["yaxis.type"] == ("log" if log else "linear")
    assert "estimate" in drawn.alt
    shown = {t["name"]: t for t in drawn.traces}
    assert bool(shown["announced, national"]["x"]) is (unit != "constant")
    assert shown["SIPRI's estimate"]["x"][0] == 1989
    assert len(shown["year compared"]["x"]) == (1 if unit == "constant" else 2)


def test_budgets_of_an_unstated_level_stand_apart() -> None:
    shown = {t["name"]: t for t in forces.draw_china("cny", False, 2024).traces}
    assert shown["announced, level not stated"]["x"] == list(range(2009, 2016))
    assert shown["announced, national"]["x"] == list(range(2016, 2027))
    paper = shown["SIPRI's estimate"]["marker"]["color"]
    assert shown["announced, level not stated"]["marker"]["color"] == paper
    assert shown["announced, national"]["marker"]["color"] != paper


def test_log_ticks_are_written_out() -> None:
    layout = forces.draw_china("usd", True, 2024, "USA").layout
    assert "1,000" in layout["yaxis.ticktext"]
    assert len(layout["yaxis.ticktext"]) == len(layout["yaxis.tickvals"]) >= 4


def test_another_state_is_named() -> None:
    drawn = forces.draw_china("ppp", False, 2024, "JPN")
    shown = {t["name"]: t["x"] for t in drawn.traces}
    assert shown["Japan, SIPRI"][-1] == 2025
    assert shown["United States, SIPRI"] == []
    assert "Japan, SIPRI" in drawn.alt
    assert charts.china_spending().title.startswith("China's military spending")


def test_three_states_at_one_price() -> None:
    chart = charts.military_spending()
    last = chart.table.rows[-1]
    assert last[0] == 2025
    for iso3, value in zip(("USA", "CHN", "JPN"), last[1:], strict=False):
        row = data.load("military_expenditure").one(iso3=iso3, year=2025)
        assert abs(value - row.constant_2024_usd_m / 1000) < 0.06
    dashes = {t["name"]: t.get("line", {}).get("dash") for t in chart.spec.data}
    assert dashes["China (estimates)"] == "dot"
    assert dashes["Japan"] == "solid"
