"""Yen and dollars: daily rates, conversion, and shares that refuse mixed units.

Rates are the European Central Bank's daily cross (about 14:15 in Frankfurt). On a day without a
fixing – a weekend, a holiday – the last fixing before it is used, and the `Rate` says so.

Examples
--------
>>> from lesson_utils import money
>>> money.rate("2026-01-17")
158.1045 yen per US$ (fixing of 2026-01-16, the last before 2026-01-17)
>>> money.to_yen(550e9, "2026-01-16")
¥86.96 trillion (current prices)
"""

from __future__ import annotations

import bisect
import datetime
from typing import Any, Self

from lesson_utils import data
from lesson_utils.amounts import MixedUnitsError, Money, Share
from lesson_utils.arguments import number, one_day
from lesson_utils.errors import LessonError

__all__ = [
    "MixedUnitsError",
    "Money",
    "Rate",
    "Share",
    "dates_within",
    "dollars",
    "rate",
    "rates",
    "share",
    "to_dollars",
    "to_yen",
    "yen",
]

LONGEST_GAP = 7  # days; a longer gap means the table ends or starts here


class Rate(float):
    """Yen per dollar; a number that knows which fixing it is.

    Attributes
    ----------
    fixing : datetime.date
        Day of the fixing.
    asked : datetime.date
        Day that was asked for.
    """

    __slots__ = ("asked", "fixing")

    fixing: datetime.date
    asked: datetime.date

    def __new__(cls, value: float, fixing: datetime.date, asked: datetime.date) -> Self:
        """Make a rate; see the class."""
        new = super().__new__(cls, number(value, "rate"))
        new.fixing, new.asked = fixing, asked
        return new

    @property
    def yen_per_dollar(self) -> float:
        """The bare number."""
        return float(self)

    @property
    def date(self) -> datetime.date:
        """Day of the fixing."""
        return self.fixing

    def __reduce__(self) -> tuple[Any, ...]:
        return Rate, (float(self), self.fixing, self.asked)

    def __repr__(self) -> str:
        moved = "" if self.asked == self.fixing else f", the last before {self.asked}"
        return f"{float(self):.4f} yen per US$ (fixing of {self.fixing}{moved})"


def yen(amount: float, basis: str = "current", year: int | None = None) -> Money:
    """Make an amount of yen, in single yen.

    Examples
    --------
    >>> yen(9.0353e12, year=2026)
    ¥9.04 trillion (current prices, 2026)
    """
    return Money(amount, "JPY", basis, year)


def dollars(amount: float, basis: str = "current", year: int | None = None) -> Money:
    """Make an amount of US dollars, in single dollars.

    Examples
    --------
    >>> dollars(550e9)
    $550.00 billion (current prices)
    """
    return Money(amount, "USD", basis, year)


def _fixings() -> tuple[tuple[datetime.date, ...], tuple[float, ...]]:
    table = data.load("fx_usdjpy_daily")
    return table.column("date"), table.column("jpy_per_usd")


def rate(date: datetime.date | str) -> Rate:
    """Look up yen per dollar on a day, or at the last fixing before it.

    Parameters
    ----------
    date : datetime.date or str
        The day, such as ``"2026-01-16"``.

    Returns
    -------
    Rate
        Yen per dollar; knows its fixing. Source: European Central Bank reference rates.

    Raises
    ------
    LessonError
        If it is no day, or before the first or more than a week after the last fixing.

    Examples
    --------
    >>> round(rate("2026-01-16"), 2), rate("2026-01-18").fixing
    (158.1, datetime.date(2026, 1, 16))
    """
    asked = one_day(date)
    days, values = _fixings()
    place = bisect.bisect_right(days, asked) - 1
    if place < 0 or (asked - days[place]).days > LONGEST_GAP:
        raise LessonError(
            f"There is no rate for {asked}: the fixings run from {days[0]} to {days[-1]}."
        )
    return Rate(values[place], days[place], asked)


def rates(start: datetime.date | str, end: datetime.date | str) -> tuple[Rate, ...]:
    """List the fixings from one day to another, both included.

    Raises
    ------
    LessonError
        If one is no day, or the end lies before the start.

    Examples
    --------
    >>> [one.fixing.day for one in rates("2026-01-15", "2026-01-19")]
    [15, 16, 19]
    """
    first, last = one_day(start), one_day(end)
    if last < first:
        raise LessonError(f"The end, {last}, lies before the start, {first}. Swap them.")
    days, values = _fixings()
    span = range(bisect.bisect_left(days, first), bisect.bisect_right(days, last))
    return tuple(Rate(values[place], days[place], days[place]) for place in span)


def to_yen(usd: float, date: datetime.date | str) -> Money:
    """Convert dollars into yen at a day's rate.

    Parameters
    ----------
    usd : float or Money
        Dollars (single dollars); an amount in another currency is refused.
    date : datetime.date or str
        The day; see `rate`.

    Returns
    -------
    Money
        Yen, at current prices.

    Raises
    ------
    MixedUnitsError
        If the amount is not in dollars at current prices.
    LessonError
        If there is no rate for the day.

    Examples
    --------
    >>> to_yen(550e9, "2025-07-22")
    ¥80.94 trillion (current prices)
    """
    return _converted(usd, "USD", "JPY", rate(date))


def to_dollars(jpy: float, date: datetime.date | str) -> Money:
    """Convert yen into dollars at a day's rate.

    Raises
    ------
    MixedUnitsError
        If the amount is not in yen at current prices.
    LessonError
        If there is no rate for the day.

    Examples
    --------
    >>> to_dollars(yen(87e12), "2026-01-16")
    $550.27 billion (current prices)
    """
    return _converted(jpy, "JPY", "USD", 1 / rate(date))


def _converted(amount: float, old: str, new: str, factor: float) -> Money:
    year = None
    if isinstance(amount, Money):
        if (amount.currency, amount.basis) != (old, "current"):
            raise MixedUnitsError(
                f"{amount} is in {amount.unit}; only {old} at current prices can be converted "
                f"at a market rate."
            )
        year = amount.year
    return Money(number(amount, "amount") * float(factor), new, "current", year)


def dates_within(
    usd: float,
    low_yen: float,
    high_yen: float,
    start: datetime.date | str = "1999-01-04",
    end: datetime.date | str = "9999-12-31",
) -> tuple[datetime.date, ...]:
    """List the fixings at which an amount of dollars came to between two amounts of yen.

    Parameters
    ----------
    usd : float
        Dollars.
    low_yen, high_yen : float
        Lowest and highest amount of yen; both count.
    start, end : datetime.date or str, optional
        First and last day.

    Returns
    -------
    tuple of datetime.date
        The days, in order; empty if there is none.

    Raises
    ------
    LessonError
        If the dollars are not above zero or a span is upside down.

    Examples
    --------
    When was 550 billion dollars "about 87 trillion yen", to the nearest trillion?

    >>> days = dates_within(550e9, 86.5e12, 87.5e12, "2025-07-22", "2026-01-17")
    >>> days[0].isoformat(), days[-1].isoformat(), len(days)
    ('2025-11-20', '2026-01-16', 8)
    """
    for amount, currency in ((usd, "USD"), (low_yen, "JPY"), (high_yen, "JPY")):
        if isinstance(amount, Money) and amount.currency != currency:
            raise MixedUnitsError(f"{amount} is given where {currency} is meant.")
    if not number(usd, "amount of dollars") > 0:
        raise LessonError(f"The dollars must be above zero, not {float(usd)!r}.")
    low, high = number(low_yen, "lowest yen"), number(high_yen, "highest yen")
    if high < low:
        raise LessonError(f"The lowest yen, {low:g}, lie above the highest, {high:g}. Swap them.")
    return tuple(one.fixing for one in rates(start, end) if low <= float(usd) * one <= high)


def share(numerator: Money, denominator: Money, *, across_years: bool = False) -> Share:
    """Divide two amounts of the same currency, price basis and year.

    Parameters
    ----------
    numerator, denominator : Money
        From `yen`, `dollars`, `to_yen` or `Money`. An amount without a year fits every year.
    across_years : bool, optional
        Allow different years, as when spending of one year is divided by the GDP of another.

    Returns
    -------
    Share
        A ratio; ``.percent`` gives per cent.

    Raises
    ------
    MixedUnitsError
        If the units differ, or an amount carries none.
    LessonError
        If the denominator is zero.

    Examples
    --------
    >>> share(yen(11.0e12, year=2025), yen(560.2e12, year=2022), across_years=True)
    1.96% (¥11.00 trillion (current prices, 2025) of ¥560.20 trillion (current prices, 2022))
    """
    for name, amount in (("numerator", numerator), ("denominator", denominator)):
        if not isinstance(amount, Money):
            raise MixedUnitsError(
                f"The {name}, {amount!r}, carries no unit. Say what it is, such as "
                f"lu.money.yen({amount!r}) or lu.money.dollars({amount!r}, year=2025)."
            )
    numerator.check_same_unit(denominator, "divided", across_years)
    return Share(numerator, denominator)
