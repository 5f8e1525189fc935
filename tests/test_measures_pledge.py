"""The pledge: how far it had come on a day, and the split as a cash flow under both readings."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures import BASES, UNTIL, pledge_ceiling, pledge_stand, profit_split

FLOWS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    earnings_pct=st.floats(0, 60),
    years=st.integers(1, 60),
    interest_pct=st.floats(0, 20),
    until=st.sampled_from(UNTIL),
    base=st.sampled_from(BASES),
    equity_pct=st.floats(0.5, 100),
)


@given(FLOWS)
def test_shares_sum_to_the_cash_flow_and_none_is_negative(choice: dict[str, Any]) -> None:
    flow = profit_split(**choice)
    for year in zip(flow.earned, flow.loans, flow.japan, flow.usa, strict=True):
        earned, *parts = year
        assert math.fsum(parts) == pytest.approx(earned, abs=1e-9)
        assert min(parts) >= -1e-12
    assert flow.to_japan + flow.to_usa == pytest.approx(flow.total, abs=1e-6)


@given(FLOWS)
def test_what_is_left_is_never_worse_for_the_us_than_half(choice: dict[str, Any]) -> None:
    flow = profit_split(**choice)
    for japan, usa in zip(flow.japan, flow.usa, strict=True):
        assert usa >= japan - 1e-9
        assert japan >= 0.1 * (japan + usa) - 1e-9


@given(FLOWS)
def test_after_the_switch_it_is_ninety_to_ten(choice: dict[str, Any]) -> None:
    flow = profit_split(**choice)
    for year, (japan, usa) in enumerate(zip(flow.japan, flow.usa, strict=True), start=1):
        if flow.switch is None or year < flow.switch:
            assert japan == pytest.approx(usa)
        elif year > flow.switch:
            assert usa == pytest.approx(9 * japan, abs=1e-7)


@given(FLOWS)
def test_interest_in_the_target_is_never_worse_for_japan(choice: dict[str, Any]) -> None:
    plain = profit_split(**choice | {"until": UNTIL[0]})
    more = profit_split(**choice | {"until": UNTIL[1]})
    assert more.to_japan >= plain.to_japan - 1e-6
    assert (more.switch or 10**6) >= (plain.switch or 10**6)


@given(FLOWS, st.floats(0, 20))
def test_higher_earnings_never_lower_the_us_part(choice: dict[str, Any], more: float) -> None:
    low = profit_split(**choice)
    high = profit_split(**choice | {"earnings_pct": choice["earnings_pct"] + more})
    assert high.to_usa >= low.to_usa - 1e-6


@given(FLOWS)
def test_a_longer_life_only_adds(choice: dict[str, Any]) -> None:
    short = profit_split(**choice)
    longer = profit_split(**choice | {"years": int(choice["years"]) + 1})
    assert longer.japan[:-1] == short.japan
    assert longer.usa[:-1] == short.usa


def test_by_hand() -> None:
    """At 12 a year each side has 6 a year: 100 is reached during the 17th year."""
    flow = profit_split(12, 20)
    assert flow.switch == 17
    # 16 years give 96; of the 17th year 8 are split evenly and 4 by 90/10; then 1.2 a year.
    assert flow.to_japan == pytest.approx(96 + 4 + 0.4 + 3 * 1.2)
    assert flow.to_usa == pytest.approx(240 - flow.to_japan)
    # With 5% interest 6 a year pays 1 off in the first year: far from done after 20 years.
    interest = profit_split(12, 20, until="principal and interest")
    assert interest.switch is None
    assert interest.to_japan == pytest.approx(120)


def test_loans_are_repaid_first_and_with_interest() -> None:
    """98 of loans at 5% against 12 a year: the independent annuity formula gives the years."""
    flow = profit_split(12, 20, 5, base="equity", equity_pct=2)
    payments = -math.log(1 - 98 * 0.05 / 12) / math.log(1.05)
    assert sum(value > 0 for value in flow.loans) == math.ceil(payments)
    worth = sum(paid / 1.05**year for year, paid in enumerate(flow.loans, start=1))
    assert worth == pytest.approx(98)
    assert round(flow.to_japan) == 142


def test_no_earnings_no_switch() -> None:
    flow = profit_split(0, 5)
    assert flow.switch is None
    assert flow.total == flow.to_japan == flow.to_usa == 0


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"earnings_pct": -1}, "from 0 to 100"),
        ({"earnings_pct": float("nan")}, "from 0 to 100"),
        ({"interest_pct": "5"}, "must be a number"),
        ({"years": 0}, "whole number"),
        ({"years": 2.5}, "whole number"),
        ({"equity_pct": True}, "equity"),
    ],
)
def test_numbers_out_of_range_are_named(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(LessonError, match=says):
        profit_split(**wrong)


def test_unknown_readings_list_the_valid_ones() -> None:
    with pytest.raises(UnknownNameError, match="principal and interest"):
        profit_split(until="interest")
    with pytest.raises(UnknownNameError, match="equity"):
        profit_split(base="loans")


def test_the_pledge_step_by_step() -> None:
    projects = data.load("us_japan_projects")
    first = sum(projects.where(tranche=1).column("usd_bn_up_to"))
    assert pledge_ceiling() == 550
    assert pledge_stand("2025-07-21").ceiling == 0
    article = pledge_stand("2026-01-17")
    assert (article.ceiling, article.listed, article.chosen) == (550, 400, 0)
    assert pledge_stand("2025-10-27").listed == 0
    assert pledge_stand("2026-02-16").chosen == 0
    later = pledge_stand("2026-03-19")
    assert later.chosen == pytest.approx(first)
    assert later.chosen + later.candidates == pytest.approx(sum(projects.column("usd_bn_up_to")))
    assert later.chosen_pct == pytest.approx(6.545, abs=0.001)
    assert later.paid is None
    with pytest.raises(LessonError, match="no day"):
        pledge_stand("in spring")
