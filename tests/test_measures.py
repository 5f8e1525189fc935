"""Sums behind a share of GDP."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, measures
from lesson_utils.errors import LessonError, UnknownNameError

STATES = sorted(measures.CURRENCY)


def test_every_state_of_the_data_set_has_a_currency_or_is_left_out_knowingly() -> None:
    areas = {r.ref_area for r in data.load("macroeconomy") if r.group_name is None}
    assert set(measures.CURRENCY) <= areas


@given(st.sampled_from(STATES), st.floats(0.1, 20), st.integers(2000, 2030))
def test_sum_is_the_share_of_gdp(state: str, target: float, year: int) -> None:
    gdp = data.load("macroeconomy").one(ref_area=state, year=year, group_name=None)
    got = measures.burden(state, target, year)
    assert math.isclose(float(got.money), target / 100 * gdp.ngdp_lcu_bn * 1e9, rel_tol=1e-12)
    assert math.isclose(float(got.dollars), target / 100 * gdp.ngdp_usd_bn * 1e9, rel_tol=2e-3)
    assert math.isclose(float(got.per_resident) * gdp.population_m * 1e6, float(got.money))


@given(st.sampled_from(STATES), st.floats(0.1, 10))
def test_twice_the_share_is_twice_the_money(state: str, target: float) -> None:
    once, twice = measures.burden(state, target), measures.burden(state, 2 * target)
    assert math.isclose(2 * float(once.money), float(twice.money), rel_tol=1e-12)


def test_the_base_year_changes_the_money() -> None:
    same, fixed = measures.burden("JPN", 2, 2025), measures.burden("JPN", 2, 2025, 2022)
    assert fixed.gdp_base_year == 2022
    assert float(fixed.money) < float(same.money)


@pytest.mark.parametrize("target", [-1, 101, math.nan, math.inf, "2", True])
def test_no_share(target: object) -> None:
    with pytest.raises(LessonError, match="share"):
        measures.burden("JPN", target)  # type: ignore[arg-type]


def test_unknown_state_and_year() -> None:
    with pytest.raises(UnknownNameError, match="JPN"):
        measures.burden("JPM", 2)
    with pytest.raises(LessonError, match=r"1980 to 2030"):
        measures.burden("JPN", 2, 1950)
