"""Usual mistakes in the exercises of lesson 02."""

from __future__ import annotations

from typing import Any

import pytest

from lesson_utils.learn import exercises

GDP = 4438.568


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((GDP * 0.015, GDP * 0.035), "core part comes first"),
        ((GDP * 0.035e9, 0), "single euros"),
        ((GDP * 3.5, 0), "divide by 100"),
        ((5013.574 * 0.035, 0), "US dollars"),
        ((GDP * 0.05, 0), "whole 5%"),
        ((GDP * 0.025, GDP * 0.025), "not equal"),
        ((GDP * 0.035, 1), "related part is not yet"),
        ((1, 1), "is not 3.5%"),
        (7, "pair of two numbers"),
    ],
)
def test_the_split(answer: Any, says: str) -> None:
    verdict = exercises.get("02.1").check(answer)
    assert not verdict.ok
    assert says in verdict.message


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (["POL", "LTU", "EST"], "1 states are missing"),
        (["POL", "LTU", "EST", "LVA", "POL"], "named twice"),
        ([4.25], "r.iso3"),
        ([], "No state reached 5%"),
        ("POL", "A list of codes"),
        ([...], "in place of the dots"),
    ],
)
def test_who_is_above(answer: Any, says: str) -> None:
    verdict = exercises.get("02.2").check(answer)
    assert not verdict.ok
    assert says in verdict.message
    assert exercises.get("02.2").check({"LVA", "POL", "LTU", "EST"}).ok


def test_other_lines_and_years_are_recognised() -> None:
    from lesson_utils import measures

    check = exercises.get("02.2").check
    two = [c.state for c in measures.standing(2025) if c.share_pct >= 2]
    later = [c.state for c in measures.standing(2026) if c.share_pct >= 3.5]
    assert "2% or more" in check(two).message
    assert "of 2026" in check(later).message
