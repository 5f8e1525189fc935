"""What a caller handed in, checked: a number, a day, names, an object of the right kind.

Python's own complaint about a wrong value names a line of the course's code; these name what was
given, and what to give instead.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from numbers import Real
from typing import TypeVar

from .errors import LessonError

__all__ = ["instance", "is_number", "names", "number", "one_day", "shown"]

Item = TypeVar("Item")


def is_number(value: object) -> bool:
    """Tell whether a value is a finite real number that a float can hold.

    Examples
    --------
    >>> is_number(2), is_number(10**400), is_number(float("nan")), is_number(True), is_number("2")
    (True, False, False, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, Real):  # numpy's numbers are Real too
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False


def number(value: object, what: str) -> float:
    """Take a finite real number.

    Raises
    ------
    LessonError
        If it is none; a word, nothing, true, infinity and "not a number" are none.

    Examples
    --------
    >>> number(3, "number of years")
    3.0
    >>> number("three", "number of years")
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: The number of years 'three' is no finite number. Give one.
    """
    if isinstance(value, Real) and is_number(value):
        return float(value)
    raise LessonError(f"The {what} {shown(value)} is no finite number. Give one.")


def one_day(value: datetime.date | str) -> datetime.date:
    """Take a day, given as a date or as text.

    Raises
    ------
    LessonError
        If it is neither.

    Examples
    --------
    >>> one_day("2026-01-16")
    datetime.date(2026, 1, 16)
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise LessonError(f"{shown(value)} is no day. Write it like '2026-01-16'.") from None


def names(value: Iterable[Item], what: str) -> tuple[Item, ...]:
    """Take names; a single name need not be put into a list.

    Raises
    ------
    LessonError
        If they cannot be listed.

    Examples
    --------
    >>> names("C09", "claims"), names(["C09", "C10"], "claims")
    (('C09',), ('C09', 'C10'))
    """
    if isinstance(value, str):
        return (value,)  # type: ignore[return-value]
    if isinstance(value, bytes) or not isinstance(value, Iterable):
        raise LessonError(f"{shown(value)} is no list of {what}. Give one, as in ['…', '…'].")
    return tuple(value)


def instance(value: object, kind: type, remedy: str) -> None:
    """Refuse an object of another kind.

    Raises
    ------
    LessonError
        If `value` is not a `kind`; `remedy` says where to get one.

    Examples
    --------
    >>> instance("05", str, "")
    >>> instance(5, str, "Write it in quotation marks.")
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: 5 is no str. Write it in quotation marks.
    """
    if not isinstance(value, kind):
        raise LessonError(f"{shown(value)} is no {kind.__name__}. {remedy}")


def shown(value: object) -> str:
    """Show a value in a message, short.

    Examples
    --------
    >>> shown("x" * 500)[-3:], len(shown("x" * 500))
    ('xx…', 81)
    """
    try:
        text = repr(value)
    except ValueError:  # Python refuses to write a whole number of thousands of digits
        text = f"a {type(value).__name__} that cannot be written out"
    return text if len(text) <= 80 else f"{text[:80]}…"
