"""Rates, conversion, and units that refuse to be mixed."""

from __future__ import annotations

import copy
import datetime
import math
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, money
from lesson_utils.errors import LessonError
from lesson_utils.money import MixedUnitsError, Money

FRIDAY = datetime.date(2026, 1, 16)
FIRST, LAST = datetime.date(1999, 1, 4), datetime.date(2026, 10, 30)
amounts = st.floats(min_value=1e-3, max_value=1e15)
days = st.dates(min_value=FIRST, max_value=LAST)
units = st.tuples(
    st.sampled_from(["JPY", "USD", "CNY"]),
    st.sampled_from(["current", "constant 2024"]),
    st.sampled_from([None, 2024, 2025]),
)


# ---------------------------------------------------------------- rates


def test_rate_of_the_article_s_day() -> None:
    found = money.rate("2026-01-17")  # a Saturday
    assert found.fixing == found.date == FRIDAY
    assert found.asked == datetime.date(2026, 1, 17)
    assert round(found, 2) == 158.10
    assert found.yen_per_dollar == data.load("fx_usdjpy_daily").one(date=FRIDAY).jpy_per_usd
    assert "the last before 2026-01-17" in repr(found)
    assert "the last before" not in repr(money.rate(FRIDAY))


def test_rate_accepts_text_day_and_moment() -> None:
    moment = datetime.datetime(2026, 1, 16, 23, 59)
    assert money.rate("2026-01-16") == money.rate(FRIDAY) == money.rate(moment)


@given(days)
def test_rate_is_the_last_fixing_on_or_before_the_day(day: datetime.date) -> None:
    found = money.rate(day)
    fixings = data.load("fx_usdjpy_daily").column("date")
    assert found.fixing in fixings
    assert found.fixing <= day
    assert not any(found.fixing < other <= day for other in fixings)
    assert (day - found.fixing).days <= 5


@pytest.mark.parametrize("day", ["1999-01-03", "2026-11-07", "2030-01-01"])
def test_rate_outside_the_table(day: str) -> None:
    with pytest.raises(LessonError, match="1999-01-04 to 2026-10-30"):
        money.rate(day)


@pytest.mark.parametrize("day", ["16.1.2026", "", None, 20260116])
def test_rate_of_no_day(day: object) -> None:
    with pytest.raises(LessonError, match="is no day"):
        money.rate(day)  # type: ignore[arg-type]


def test_rates_of_a_span() -> None:
    found = money.rates("2026-01-10", "2026-01-19")
    assert [one.fixing.day for one in found] == [12, 13, 14, 15, 16, 19]
    assert money.rates("2026-01-17", "2026-01-18") == ()
    with pytest.raises(LessonError, match="Swap"):
        money.rates("2026-01-19", "2026-01-10")


# ---------------------------------------------------------------- conversion


def test_the_article_s_conversion() -> None:
    found = money.to_yen(550e9, "2026-01-16")
    assert round(found / 1e12, 2) == 86.96
    assert found.currency == "JPY"
    assert str(found) == "¥86.96 trillion (current prices)"
    assert round(money.to_yen(550e9, "2025-07-22") / 1e12, 1) == 80.9


def test_the_printed_table_agrees() -> None:
    for row in data.load("pledge_in_yen"):
        yen = money.to_yen(row.usd_billion * 1e9, row.ecb_date)
        assert yen / 1e12 == pytest.approx(row.ecb_yen_trillion, abs=0.005)


@given(amounts, days)
def test_there_and_back(amount: float, day: datetime.date) -> None:
    back = money.to_dollars(money.to_yen(amount, day), day)
    assert float(back) == pytest.approx(amount, rel=1e-12)
    assert back.currency == "USD"


def test_conversion_refuses_the_wrong_currency_and_constant_prices() -> None:
    with pytest.raises(MixedUnitsError, match="only USD at current prices"):
        money.to_yen(money.yen(1), FRIDAY)
    with pytest.raises(MixedUnitsError, match="constant 2024"):
        money.to_yen(money.dollars(1, "constant 2024"), FRIDAY)
    with pytest.raises(MixedUnitsError, match="only JPY"):
        money.to_dollars(money.dollars(1), FRIDAY)
    assert money.to_yen(money.dollars(1, year=2026), FRIDAY).year == 2026


def test_dates_within_finds_the_article_s_day() -> None:
    found = money.dates_within(550e9, 86.5e12, 87.5e12, "2025-07-22", "2026-01-17")
    assert FRIDAY in found
    assert datetime.date(2025, 7, 22) not in found
    assert list(found) == sorted(found)
    assert money.dates_within(550e9, 1, 2) == ()
    assert FRIDAY in money.dates_within(550e9, 86.5e12, 87.5e12)


@given(amounts, days, st.integers(0, 40))
def test_dates_within_are_exactly_those_that_convert_into_the_span(
    usd: float, day: datetime.date, length: int
) -> None:
    end = min(LAST, day + datetime.timedelta(days=length))
    middle = float(money.to_yen(usd, day))
    low, high = 0.995 * middle, 1.005 * middle
    found = set(money.dates_within(usd, low, high, day, end))
    for one in money.rates(day, end):
        assert (one.fixing in found) == (low <= usd * one <= high)


def test_dates_within_refuses_nonsense() -> None:
    with pytest.raises(LessonError, match="above zero"):
        money.dates_within(0, 1, 2)
    with pytest.raises(LessonError, match="no finite number"):
        money.dates_within(math.nan, 1, 2)
    with pytest.raises(LessonError, match="Swap"):
        money.dates_within(1, 2, 1)
    with pytest.raises(MixedUnitsError, match="where JPY is meant"):
        money.dates_within(550e9, money.dollars(1), 2)


# ---------------------------------------------------------------- shares


@given(amounts, amounts, units)
def test_share_round_trip(a: float, b: float, unit: tuple[str, str, int | None]) -> None:
    part, whole = Money(a, *unit), Money(b, *unit)
    found = money.share(part, whole)
    assert float(found) == a / b
    assert found.percent == 100 * (a / b)
    assert float(whole * float(found)) == pytest.approx(a)
    assert (found.numerator, found.denominator) == (part, whole)
    assert pickle.loads(pickle.dumps(found)).denominator == whole


@given(units, units)
def test_share_is_refused_exactly_when_units_differ(
    one: tuple[str, str, int | None], two: tuple[str, str, int | None]
) -> None:
    years_fit = one[2] is None or two[2] is None or one[2] == two[2]
    if one[:2] == two[:2] and years_fit:
        assert money.share(Money(1, *one), Money(2, *two)) == 0.5
    else:
        with pytest.raises(MixedUnitsError, match="cannot be divided"):
            money.share(Money(1, *one), Money(2, *two))


@pytest.mark.parametrize(
    ("part", "whole", "what", "remedy"),
    [
        (money.yen(1), money.dollars(1), "the currency differs", "to_yen"),
        (money.yen(1, "constant 2024"), money.yen(1), "the price basis differs", "one of them"),
        (money.yen(1, year=2025), money.yen(1, year=2022), "the year differs", "across_years=True"),
    ],
)
def test_refusals_say_what_differs_and_what_to_do(
    part: Money, whole: Money, what: str, remedy: str
) -> None:
    with pytest.raises(MixedUnitsError, match=what) as caught:
        money.share(part, whole)
    assert remedy in str(caught.value)


def test_years_may_differ_on_purpose_but_nothing_else() -> None:
    spending, gdp = money.yen(11.0e12, year=2025), money.yen(560.2e12, year=2022)
    found = money.share(spending, gdp, across_years=True)
    assert round(found.percent, 2) == 1.96
    assert "2025" in repr(found)
    assert "2022" in repr(found)
    with pytest.raises(MixedUnitsError):
        money.share(spending, money.dollars(1, year=2022), across_years=True)


def test_the_first_tranche_of_the_pledge() -> None:
    found = money.share(money.dollars(36e9), money.dollars(550e9))
    assert round(found.percent, 1) == 6.5
    assert found == pytest.approx(0.0654545)


def test_bare_numbers_carry_no_unit() -> None:
    with pytest.raises(MixedUnitsError, match="numerator, 36, carries no unit"):
        money.share(36, money.dollars(550))  # type: ignore[arg-type]
    with pytest.raises(MixedUnitsError, match="denominator"):
        money.share(money.dollars(36), 550)  # type: ignore[arg-type]


def test_share_of_nothing() -> None:
    with pytest.raises(LessonError, match="denominator is zero"):
        money.share(money.yen(1), money.yen(0))


# ---------------------------------------------------------------- arithmetic


def test_arithmetic_keeps_or_refuses_units() -> None:
    a, b = money.yen(3, year=2025), money.yen(1, year=2025)
    for found, amount in ((a + b, 4), (a - b, 2), (a * 2, 6), (2 * a, 6), (a / 2, 1.5), (-a, -3)):
        assert isinstance(found, Money)
        assert (float(found), found.currency, found.year) == (amount, "JPY", 2025)
    assert abs(-a) == a
    assert type(a / b) is float
    assert a > b >= b
    assert b < a <= a
    other = money.dollars(1)
    for refused in (
        lambda: a + other,
        lambda: a - other,
        lambda: a / other,
        lambda: a * other,
        lambda: a < other,
        lambda: a <= other,
        lambda: a > other,
        lambda: a >= other,
    ):
        with pytest.raises(MixedUnitsError):
            refused()
    assert a != money.dollars(3)
    assert a == 3
    assert len({a, copy.copy(a), money.yen(3, year=2025)}) == 1


def test_plain_numbers_make_plain_numbers() -> None:
    assert type(money.yen(3) + 1) is float
    assert type(1 - money.yen(3)) is float
    assert sum([money.yen(1), money.yen(2)]) == 3


@pytest.mark.parametrize("amount", [math.nan, math.inf])
def test_amounts_are_finite(amount: float) -> None:
    with pytest.raises(LessonError, match="finite"):
        money.yen(amount)


@pytest.mark.parametrize("code", ["yen", "¥", "", "usd", "YENS"])
def test_currencies_are_codes(code: str) -> None:
    with pytest.raises(LessonError, match="is no currency"):
        Money(1, code)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Money(-2.5e6, "USD"), "-$2.50 million (current prices)"),
        (Money(999, "JPY", "constant 2024"), "¥999.00 (constant 2024 prices)"),
        (Money(1.9e12, "CNY", year=2026), "CN¥1.90 trillion (current prices, 2026)"),
        (Money(1, "PHP"), "PHP 1.00 (current prices)"),
    ],
)
def test_amounts_show_their_unit(amount: Money, text: str) -> None:
    assert str(amount) == repr(amount) == text


def test_pickling_keeps_units() -> None:
    for one in (money.yen(1, "constant 2024", 2025), money.rate(FRIDAY)):
        back = pickle.loads(pickle.dumps(one))
        assert back == one
        assert repr(back) == repr(one)
