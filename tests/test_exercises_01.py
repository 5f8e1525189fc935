"""Lesson 01: usual mistakes get the message that helps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from lesson_utils import evidence
from lesson_utils.learn import exercise, store


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, "off")
    monkeypatch.setattr(store, "_stores", {})


def back(day: Any, number: int) -> int:
    return int((day.weekday() - number) % 7)


@pytest.mark.parametrize(
    ("latest", "says"),
    [
        (lambda d, n: d - timedelta(days=back(d, n) or 7), "day of publication counts too"),
        (lambda d, n: d + timedelta(days=7 - back(d, n)), "a report looks back"),
        (lambda d, n: d - timedelta(days=back(d, n) + 7), "not the latest one"),
        (lambda d, n: d - timedelta(days=(d.isoweekday() - n) % 7), "counts from 1"),
        (lambda d, n: d - timedelta(days=1), "another day of the week"),
        (lambda d, n: str(d), "a datetime.date is wanted"),
        (lambda d, n: datetime(2026, 1, 15), "a datetime.date is wanted"),
        (lambda d, n: 1 / 0, "ZeroDivisionError"),
        ("15 January", "A function is wanted"),
    ],
)
def test_weekday_mistakes(latest: Any, says: str) -> None:
    result = exercise("01.1").check(latest)
    assert not result
    assert says in repr(result)


def test_the_right_weekday() -> None:
    result = exercise("01.1").check(lambda d, n: d - timedelta(days=back(d, n)))
    assert result
    assert "17 January 2026 is 15 January 2026" in repr(result)


WEAK = [c.id for c in evidence.claims() if all(s.grade != "A" for s in c.sources)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda: [c.id for c in evidence.claims() if c.id not in WEAK], "turn it round"),
        (lambda: [c.id for c in evidence.claims()], "have some source below A"),
        (lambda: WEAK[::-1], "keep the order"),
        (lambda: WEAK[1:], "1 claim is missing, such as C01"),
        (lambda: [*WEAK, "C02"], "1 entry does not belong there, such as C02"),
        (lambda: list(evidence.claims()), "put in claim.id"),
        (lambda: set(WEAK), "A list of ids is wanted"),
    ],
)
def test_lists_that_are_off(change: Callable[[], Any], says: str) -> None:
    result = exercise("01.2").check(change())
    assert not result
    assert says in repr(result)


def test_the_right_list() -> None:
    assert "29 of 35 claims" in repr(exercise("01.2").check(WEAK))
