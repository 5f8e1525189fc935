"""Exercises of lesson 04: usual mistakes get the message that helps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lesson_utils import data
from lesson_utils.learn import exercise
from lesson_utils.learn import store as store_module

Pair = tuple[float, float]


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store_module.SETTING, "off")
    monkeypatch.setattr(store_module, "_stores", {})


def shares(change: Callable[[float, float], float]) -> Pair:
    table = data.load("gdp_world_share")
    then, now = table.one(iso3="USA", year=2010), table.one(iso3="USA", year=2024)
    return (
        change(then.share_current_usd_pct, now.share_current_usd_pct),
        change(then.share_ppp_pct, now.share_ppp_pct),
    )


def test_two_opposite_verdicts() -> None:
    result = exercise("04.1").check(shares(lambda a, b: (b / a - 1) * 100))
    assert result
    assert "+17.5% in current dollars, -13.2% at purchasing power parity" in result.message
    assert exercise("04.1").check([17.5, -13.2])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda a, b: b - a, "percentage points"),
        (lambda a, b: (a / b - 1) * 100, "backwards"),
        (lambda a, b: (b - a) / b * 100, "against 2024"),
        (lambda a, b: (1 - b / a) * 100, "signs"),
        (lambda a, b: b / a - 1, "fractions"),
        (lambda a, b: b / a, "ratios"),
        (lambda a, b: b / a * 100, "Take away 100"),
        (lambda a, b: b * 10, "Neither"),
    ],
)
def test_mistakes_with_shares(change: Callable[[float, float], float], says: str) -> None:
    result = exercise("04.1").check(shares(change))
    assert not result
    assert says in result.message


def test_one_of_the_two_shares() -> None:
    usd, ppp = shares(lambda a, b: (b / a - 1) * 100)
    assert "wrong order" in exercise("04.1").check((ppp, usd)).message
    assert "first number is right" in exercise("04.1").check((usd, 1)).message
    assert "second number is right" in exercise("04.1").check((1, ppp)).message


@pytest.mark.parametrize("years", [9.97, 10, 70 / 7.2])
def test_doubling(years: float) -> None:
    result = exercise("04.2").check((7.2, years))
    assert result
    assert "2.00 times" in result.message


@pytest.mark.parametrize(
    ("pair", "says"),
    [
        ((9.67, 10), "ninth root"),
        ((6.46, 10), "not ten"),
        ((87.0, 10), "all nine years"),
        ((0.072, 10), "fraction"),
        ((1.072, 10), "factor"),
        ((3, 10), "does not lead"),
        ((7.2, 100 / 7.2), "growth comes on growth"),
        ((7.2, 5), "not yet"),
    ],
)
def test_mistakes_with_growth(pair: Pair, says: str) -> None:
    result = exercise("04.2").check(pair)
    assert not result
    assert says in result.message
