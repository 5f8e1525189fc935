"""Steady growth: the yearly rate between two values, and the time in which it doubles one."""

from __future__ import annotations

import math

from ..arguments import number
from ..errors import LessonError


def growth_pct(first: float, last: float, years: float) -> float:
    """Give the steady yearly growth that leads from one value to another, % a year.

    Raises
    ------
    LessonError
        If a value or the number of years is not above zero.

    Examples
    --------
    >>> round(growth_pct(100, 200, 10), 2)
    7.18
    """
    start, end = number(first, "first value"), number(last, "last value")
    span = number(years, "number of years")
    wrong = LessonError(
        f"Growth from {first!r} to {last!r} in {years!r} years is not defined. Give values "
        "and years above zero."
    )
    if not (start > 0 and end > 0 and span > 0):
        raise wrong
    try:
        rate = float((end / start) ** (1 / span) - 1) * 100
    except ArithmeticError:  # values far apart in no time
        raise wrong from None
    if not math.isfinite(rate):
        raise wrong
    return rate


def doubling_years(pct: float) -> float:
    """Give the years in which something doubles that grows by a steady rate, % a year.

    Raises
    ------
    LessonError
        If the rate is not above zero.

    Examples
    --------
    >>> round(doubling_years(7), 1)
    10.2
    """
    rate = math.log1p(max(0.0, number(pct, "rate")) / 100)
    if rate < 1e-300:
        raise LessonError(f"At {pct!r}% a year nothing doubles. Give a rate above zero.")
    return math.log(2) / rate
