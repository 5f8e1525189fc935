"""Exercises of lesson 08: each usual mistake gets its own words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from lesson_utils import data, money
from lesson_utils.learn.exercises import get

JAPAN = data.load("macroeconomy").one(ref_area="JPN", year=2025)
RATE = float(money.rate("2026-01-16"))
USD, YEN = 55000 / JAPAN.ngdp_usd_bn, 55000 * RATE / JAPAN.ngdp_lcu_bn


def days(low: float, high: float, *span: str) -> tuple[datetime.date, ...]:
    return money.dates_within(550e9, low, high, *span)


def says(name: str, answer: object) -> str:
    verdict = get(name).check(answer)
    assert not verdict.ok
    return verdict.message


SPAN = ("2025-07-22", "2026-01-17")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (days(86.5e12, 87.5e12), "since 1999"),
        (days(86.5e12, 87.5e12, SPAN[0]), "after the article"),
        (days(86.5e12, 87.5e12, "1999-01-04", SPAN[1]), "before the agreement"),
        (days(86e12, 88e12, *SPAN), "86.2 rounds to 86"),
        (days(86.95e12, 87.05e12, *SPAN), "one decimal"),
        (days(87e12, 88e12, *SPAN), "does not round"),
        (days(86.5, 87.5, *SPAN), "single yen"),
        (days(86.5e12, 87.5e12, *SPAN)[1:], "1 that fit are missing and 0"),
        (["yesterday"], "no day"),
        (8, "not int"),
    ],
)
def test_days(answer: object, words: str) -> None:
    assert words in says("08.1", answer)


def test_days_may_be_text_and_in_any_order() -> None:
    right = [d.isoformat() for d in reversed(days(86.5e12, 87.5e12, *SPAN))]
    assert get("08.1").check(right).ok


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((YEN, USD), "wrong way round"),
        ((USD / 100, YEN), "times 100"),
        ((USD, YEN / 100), "times 100"),
        ((JAPAN.ngdp_usd_bn / 550, YEN), "turn the division over"),
        ((55000 / JAPAN.ngdp_lcu_bn, YEN), "dollars by yen"),
        ((USD, 55000 * RATE / JAPAN.ngdp_usd_bn), "same money"),
        ((55000 / JAPAN.gdp_ppp_intl_bn, YEN), "PPP"),
        ((USD, USD), "turn the pledge into yen"),
        ((USD, YEN / RATE * float(money.rate("2025-07-22"))), "16 January"),
        (USD, "pair"),
    ],
)
def test_shares(answer: object, words: str) -> None:
    assert words in says("08.2", answer)


def test_87_trillion_will_do() -> None:
    assert get("08.2").check((USD, 100 * 87e3 / JAPAN.ngdp_lcu_bn)).ok


OLD = data.load("macroeconomy").one(ref_area="JPN", year=2012)
IN_YEN = 100 * (JAPAN.ngdp_lcu_bn / OLD.ngdp_lcu_bn - 1)
IN_USD = 100 * (JAPAN.ngdp_usd_bn / OLD.ngdp_usd_bn - 1)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((IN_USD, IN_YEN), "yen come first"),
        ((IN_YEN, -IN_USD), "the sign is not"),
        ((100 + IN_YEN, IN_USD), "take off 100"),
        ((1 + IN_YEN / 100, IN_USD), "subtract 1"),
        ((IN_YEN / 100, IN_USD), "times 100"),
        ((IN_YEN, 100 * (OLD.ngdp_usd_bn / JAPAN.ngdp_usd_bn - 1)), "from 2025 back to 2012"),
        ((100 * (JAPAN.gdp_real_lcu_bn / OLD.gdp_real_lcu_bn - 1), IN_USD), "real growth"),
        ((IN_YEN, 100 * (JAPAN.gdp_ppp_intl_bn / OLD.gdp_ppp_intl_bn - 1)), "purchasing power"),
    ],
)
def test_growth(answer: object, words: str) -> None:
    assert words in says("08.3", answer)


def world(states: list[str], column: str) -> list[Any]:
    table = data.load("macroeconomy").where(year=2025)
    total = table.one(ref_area="G001")[column]
    return [sum(r[column] for r in table if r.ref_area in states), total, table]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (lambda s, c: world(s, c)[0] / world(s, c)[1], "times 100"),
        (lambda s, c: world(s, c)[0], "Divide by the row of the world"),
        (lambda s, c: 100 * world(s, c)[0] / sum(world(s, c)[2].column(c)), "groups again"),
        (lambda s, c: 100 * world(s, "ngdp_usd_bn")[0] / world(s, "ngdp_usd_bn")[1], "its column"),
        (lambda s, c: 100 * world(s, c)[1] / world(s, c)[0], "Turn the division"),
        (lambda s, c: 100 * world(s, c)[0] / world(s, "ngdp_usd_bn")[1], "mixes"),
    ],
)
def test_half(share: Callable[[list[str], str], float], words: str) -> None:
    assert words in says("08.4", share)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((36, 109 / 5.5, None), "divide by 550"),
        ((0.0654545, 109 / 5.5, None), "times 100"),
        ((109 / 5.5, 109 / 5.5, None), "Tranche 1 alone"),
        ((9.0, 109 / 5.5, None), "list of October"),
        ((36 / 5.5, 73 / 5.5, None), "Add the first"),
        ((36 / 5.5, 109 / 5.5, 0), "Zero would be a finding"),
        ((36 / 5.5, 109 / 5.5, 36 / 5.5), "committed is not paid"),
        ((36 / 5.5, 109 / 5.5, "?"), "write None"),
    ],
)
def test_steps(answer: object, words: str) -> None:
    assert words in says("08.5", answer)
