"""Energy: shares as in the table, and the laws of the stock model."""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures.energy import (
    crude_lost_pct,
    energy_mix,
    stock_days,
    stocks_if_closed,
)

PERCENT = st.floats(0, 100)
DAYS = st.floats(0, 400)


@pytest.fixture(scope="module")
def cells() -> dict[int, dict[str, str]]:
    with (data.root() / "tables" / "energy_japan.csv").open(encoding="utf-8") as file:
        return {int(row["year"]): row for row in csv.DictReader(file)}


@pytest.mark.parametrize("year", [2005, 2010, 2014, 2024])
def test_primary_mix_is_the_table_s(cells: dict[int, dict[str, str]], year: int) -> None:
    mix = energy_mix("primary", year)
    for name, share in mix.shares_pct.items():
        assert share == pytest.approx(float(cells[year][f"{name}_share_energy_pct"]))
    assert sum(mix.shares_pct.values()) == pytest.approx(100, abs=0.1)
    fossil = sum(mix.shares_pct[name] for name in ("oil", "coal", "gas"))
    assert fossil == pytest.approx(mix.fossil_pct, abs=0.1)


@pytest.mark.parametrize("year", [2005, 2011, 2025])
def test_electricity_adds_up_and_agrees_with_published_shares(
    cells: dict[int, dict[str, str]], year: int
) -> None:
    mix = energy_mix("electricity", year)
    assert sum(mix.shares_pct.values()) == pytest.approx(100, abs=0.1)
    for name in ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind"):
        published = float(cells[year][f"{name}_share_elec_pct"])
        assert mix.shares_pct[name] == pytest.approx(published, abs=0.01)


def test_the_two_vintages_are_never_spliced() -> None:
    older = {row.year: row.coal_electricity_twh for row in data.load("electricity_japan_2022")}
    mix = energy_mix("electricity", 2019)
    assert mix.shares_pct["coal"] * mix.total_twh / 100 == pytest.approx(350.8, abs=0.1)
    assert older[2019] == pytest.approx(301.9, abs=0.1)
    with pytest.raises(LessonError, match="2005 to 2025"):
        energy_mix("electricity", 1990)  # the older vintage has it, and is not used


def test_years_and_kinds_are_checked() -> None:
    with pytest.raises(LessonError, match="2005 to 2024"):
        energy_mix("primary", 2025)
    with pytest.raises(UnknownNameError, match="primary"):
        energy_mix("heat", 2020)


def test_cited_figures() -> None:
    assert stock_days() == 254
    assert crude_lost_pct() == pytest.approx(65.7, abs=0.05)


def test_a_worked_case() -> None:
    # 90% stops, a third of that is replaced, use is cut by 10%: half of use is missing each day
    model = stocks_if_closed(90, 254, replaced_pct=100 / 3, saved_pct=10, days_at_sea=25)
    assert model.gap_pct == pytest.approx(50)
    assert model.days == pytest.approx(25 + 508)


@given(lost=PERCENT, stock=DAYS, replaced=PERCENT, saved=PERCENT, sea=DAYS)
def test_what_is_drawn_is_what_was_there(
    lost: float, stock: float, replaced: float, saved: float, sea: float
) -> None:
    model = stocks_if_closed(lost, stock, replaced_pct=replaced, saved_pct=saved, days_at_sea=sea)
    if model.days is None:
        assert model.gap_pct == 0
        return
    assert model.days >= stock + sea - 1e-6  # never shorter than if everything stopped
    drawn = (model.days - sea) * model.gap_pct / 100
    assert drawn == pytest.approx(stock, rel=1e-6, abs=1e-6)
    assert model.line[-1] == (model.days, 0.0)
    assert all(a[0] <= b[0] and a[1] >= b[1] for a, b in pairwise(model.line))


@given(lost=st.floats(1, 100), more=st.floats(0, 100), stock=st.floats(1, 400))
def test_losing_more_never_lasts_longer(lost: float, more: float, stock: float) -> None:
    worse = min(100, lost + more)
    mild, hard = stocks_if_closed(lost, stock).days, stocks_if_closed(worse, stock).days
    assert mild is not None
    assert hard is not None
    assert hard <= mild + 1e-9


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"lost_pct": 101, "stock": 1}, "0 to 100"),
        ({"lost_pct": float("nan"), "stock": 1}, "0 to 100"),
        ({"lost_pct": 1, "stock": -1}, "impossible"),
        ({"lost_pct": 1, "stock": 1, "saved_pct": -5}, "saved"),
    ],
)
def test_impossible_assumptions_are_named(values: dict[str, float], says: str) -> None:
    with pytest.raises(LessonError, match=says):
        stocks_if_closed(**values)
