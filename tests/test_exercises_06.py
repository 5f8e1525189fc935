"""Exercises of lesson 06: the usual mistakes are recognised."""

from __future__ import annotations

from typing import Any

import pytest

from lesson_utils import data
from lesson_utils.learn.exercises import get

ROWS = list(data.load("pla_activity_monthly"))
BEFORE = [r.aircraft_sum for r in ROWS if r.definition == "ADIZ only"]
LATE = [r.aircraft_sum for r in ROWS if r.month >= "2022-08"]
FIRST, RIGHT = sum(BEFORE) / len(BEFORE), sum(LATE[1:-1]) / len(LATE[1:-1])


def average(values: list[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (60, "per cent"),
        (1.0, "multiply it by 0.4"),
        (30 / 90, "threat of punishment is missing"),
        (24 / 90, "cost of war is missing"),
        (90 / 54, "Turn the fraction over"),
        (54, "Divide it by the prize"),
        (0.7, "too large"),
        ("half", "A number is wanted"),
    ],
)
def test_break_even_mistakes(answer: Any, says: str) -> None:
    verdict = get("06.1").check(answer)
    assert not verdict.ok
    assert says in verdict.message


def test_break_even_is_praised_with_its_meaning() -> None:
    verdict = get("06.1").check(0.6)
    assert verdict.ok
    assert "60%" in verdict.message


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((FIRST, RIGHT, True), "what does each month count"),
        ((FIRST, RIGHT, "no"), "must be True or False"),
        ((FIRST, average(LATE[1:]), False), "ends on the 22nd"),
        ((FIRST, average(LATE), False), "leave out both"),
        ((FIRST, average(LATE[:-1]), False), "counted in two ways"),
        ((FIRST, 1, False), "second mean is not right"),
        ((average(BEFORE[1:]), RIGHT, False), "first mean is not right"),
        ((FIRST, RIGHT), "Three things are wanted"),
        (7, "Three things are wanted"),
        ((float("nan"), RIGHT, False), "first mean is not right"),
    ],
)
def test_mistakes_with_two_counts(answer: Any, says: str) -> None:
    verdict = get("06.2").check(answer)
    assert not verdict.ok
    assert says in verdict.message


def test_two_counts_are_praised_with_a_warning() -> None:
    verdict = get("06.2").check((FIRST, RIGHT, False))
    assert verdict.ok
    assert "76.7 and 388.2" in verdict.message
