"""The deterrence model: break-even, monotony, levers; and the counts round Taiwan."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures.denial import (
    LEVERS,
    Deterrence,
    deterrence,
    nearest_lever,
    turning_point,
)

SHARE = st.floats(0, 1)
UNITS = st.floats(0, 200)
ACCOUNTS = st.builds(
    deterrence, SHARE, st.floats(1, 200), UNITS, UNITS, SHARE, st.floats(-100, 100)
)
MORE = st.floats(0.01, 1)


@given(ACCOUNTS)
def test_expected_value_is_the_mean_over_the_four_outcomes(a: Deterrence) -> None:
    outcomes = [
        (a.success * a.credibility, a.prize - a.war - a.punishment),
        (a.success * (1 - a.credibility), a.prize - a.war),
        ((1 - a.success) * a.credibility, -a.war - a.punishment),
        ((1 - a.success) * (1 - a.credibility), -a.war),
    ]
    value = sum(chance * worth for chance, worth in outcomes)
    assert math.isclose(a.expected_value, value, abs_tol=1e-9)


@given(ACCOUNTS, MORE)
def test_each_assumption_pulls_its_own_way(a: Deterrence, more: float) -> None:
    value = a.advantage
    assert replace(a, success=min(1, a.success + more)).advantage >= value
    assert replace(a, prize=a.prize + more).advantage >= value
    for worse in ("war", "punishment", "leave"):
        assert replace(a, **{worse: getattr(a, worse) + more}).advantage <= value
    assert replace(a, credibility=min(1, a.credibility + more)).advantage <= value


@given(ACCOUNTS)
def test_a_turning_point_turns_and_only_there(a: Deterrence) -> None:
    for lever in LEVERS:
        at = turning_point(a, lever)
        if at is None:
            continue
        assume(not 0 < a.credibility < 1e-3 and not 0 < a.punishment < 1e-3)
        there = replace(a, **{lever: at})
        assert math.isclose(there.advantage, 0, abs_tol=1e-6)
        past = -0.1 if lever == "success" else 0.1
        assert replace(a, **{lever: at + past}).advantage <= 1e-6
        assert replace(a, **{lever: at - past}).advantage >= -1e-6


@given(ACCOUNTS)
def test_the_line_divides_the_plane(a: Deterrence) -> None:
    above = a.cost > a.break_even_cost
    assert a.verdict == "even" or above == (a.verdict == "does not pay")
    assert a.verdict == "even" or above == (a.success < a.break_even_success)


@given(ACCOUNTS, st.floats(0, 200))
def test_a_threat_nobody_believes_weighs_nothing(a: Deterrence, punishment: float) -> None:
    idle = replace(a, credibility=0.0)
    assert replace(idle, punishment=punishment).advantage == idle.advantage
    assert turning_point(idle, "punishment") is None


@given(ACCOUNTS)
def test_no_lever_is_nearer_than_the_nearest(a: Deterrence) -> None:
    def way(lever: Any) -> float:
        at = turning_point(a, lever)
        length = 100 if lever == "punishment" else 1
        return math.inf if at is None or at > length else abs(at - getattr(a, lever)) / length

    found = nearest_lever(a)
    ways = {lever: way(lever) for lever in LEVERS}
    if not found:
        assert min(ways.values()) > 1 or min(ways.values()) == math.inf
    for lever in found:
        assert ways[lever] <= min(ways.values()) + 1e-6


def test_the_example_of_the_lesson() -> None:
    a = deterrence(0.6, 80, 20, punishment=40, credibility=0.5)
    assert (a.gain, a.cost, a.expected_value, a.verdict) == (48, 40, 8, "pays")
    assert [turning_point(a, lever) for lever in LEVERS] == [0.5, 56, 0.7]
    assert nearest_lever(a) == ("success",)
    assert replace(a, success=0.5).verdict == "even"
    assert replace(a, leave=-10, success=0.5).verdict == "pays"


def test_nothing_turns_an_attack_that_wins_more_than_any_lever_takes() -> None:
    a = deterrence(0.5, 100, 0, punishment=10, credibility=0, leave=-40)
    assert nearest_lever(a) == ()
    assert turning_point(a, "success") is None


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"success": 60}, "from 0 to 1"),
        ({"success": -0.1}, "from 0 to 1"),
        ({"credibility": 1.5}, "credibility"),
        ({"prize": 0}, "nothing to attack for"),
        ({"war": -1}, "of 0 or more"),
        ({"punishment": math.nan}, "is no number"),
        ({"leave": math.inf}, "is no number"),
        ({"prize": "much"}, "is no number"),
        ({"war": True}, "is no number"),
    ],
)
def test_impossible_accounts_say_why(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(LessonError, match=says):
        deterrence(**({"success": 0.5, "prize": 50, "war": 10} | wrong))


def test_an_unknown_lever_is_named() -> None:
    with pytest.raises(UnknownNameError, match="success"):
        turning_point(deterrence(0.5, 50, 10), "sucess")  # type: ignore[arg-type]
