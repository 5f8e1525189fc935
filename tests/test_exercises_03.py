"""Usual mistakes in the exercises of lesson 03."""

from __future__ import annotations

from typing import Any

import pytest

from lesson_utils.learn import exercises


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (11.0 / 560.2, "Multiply by 100"),
        (100 * 560.2 / 11.0, "turn it round"),
        (1100 / 691.9, "fiscal 2022"),
        (870.05 / 560.2, "budget alone"),
        (2, "rounded figure"),
        (3, "too large"),
    ],
)
def test_the_share(answer: float, says: str) -> None:
    verdict = exercises.get("03.1").check(answer)
    assert not verdict.ok
    assert says in verdict.message


def share(row: Any) -> Any:
    return row.share_of_initial_forecast_gnp_pct


def test_the_ceiling() -> None:
    check = exercises.get("03.2").check
    wrong = [
        (lambda rows, limit: [r.year for r in rows if share(r) <= limit], "None cannot"),
        (lambda rows, limit: [r.year for r in rows if share(r) and share(r) <= limit], "all years"),
        (
            lambda rows, limit: [
                r.year for r in rows if share(r) and share(r) <= limit and 1976 <= r.year <= 1986
            ],
            "older than the ceiling",
        ),
        (lambda rows, limit: list(range(1977, 1987)), "no known share"),
        (lambda rows, limit: set(), "a list of years"),
        (
            lambda rows, limit: [
                r.year for r in rows if share(r) and share(r) < limit and 1977 <= r.year <= 1986
            ],
            "includes the limit",
        ),
        ([1977], "A function is wanted"),
    ]
    for answer, says in wrong:
        verdict = check(answer)
        assert not verdict.ok
        assert says in verdict.message, verdict.message
    with pytest.raises(TypeError):
        check(lambda rows: rows)
