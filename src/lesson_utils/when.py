"""Dates as the sources give them: a day, a month, a year, a span, or not known."""

from __future__ import annotations

import calendar
import datetime
import re

from lesson_utils.errors import LessonError

__all__ = ["When"]

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?: \(.*\))?")
_UNKNOWN = ("unknown", "n.a.", "n.d.")
_FORMS = {4: "year", 7: "month", 10: "day"}


class When(str):
    """A date of known precision; it is text, and knows its first and last day.

    Parameters
    ----------
    text : str
        ``"2026-01-17"``, ``"2025-12"``, ``"1954"``, two of these joined by ``" to "``, ``" / "``
        or ``"-"`` (years only), or ``"unknown"``, ``"n.a."``, ``"n.d."``.
    about : bool, optional
        True where the source says "about".

    Raises
    ------
    LessonError
        If the text is none of these, or the day does not exist.

    Examples
    --------
    >>> When("2025-12").start, When("2025-12").end, When("2025-12").precision
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31), 'month')
    >>> When("2025-06 to 2026-01").end, When("unknown").start
    (datetime.date(2026, 1, 31), None)
    """

    __slots__ = ("end", "precision", "start")

    start: datetime.date | None
    end: datetime.date | None
    precision: str

    def __new__(cls, text: str, *, about: bool = False) -> When:
        """Read the text; see the class."""
        new = super().__new__(cls, text)
        if text in _UNKNOWN:
            facts: tuple[object, object, str] = (None, None, "unknown")
        else:
            parts = re.split(r" to | / |(?<=^\d{4})-(?=\d{4}$)", text)
            spans = [_span(part, text) for part in parts]
            form = _FORMS[len(parts[0].split(" (")[0])]
            precision = "approx" if about else "span" if len(parts) > 1 else form
            facts = (min(s for s, _ in spans), max(e for _, e in spans), precision)
        for name, value in zip(("start", "end", "precision"), facts, strict=True):
            object.__setattr__(new, name, value)
        return new

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"dates are read-only: {name!r} was not changed")

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (str(self), self.precision == "approx")

    @property
    def order(self) -> tuple[datetime.date, datetime.date]:
        """Key for sorting: first day, then last day; unknown dates come last."""
        return self.start or datetime.date.max, self.end or datetime.date.max

    def begins_after(self, day: datetime.date) -> bool:
        """Tell whether all of it lies after a day; False where it is unknown.

        Examples
        --------
        >>> When("2026-01").begins_after(datetime.date(2026, 1, 17))
        False
        """
        return self.start is not None and self.start > day


def _again(text: str, about: bool) -> When:
    return When(text, about=about)


def _span(part: str, text: str) -> tuple[datetime.date, datetime.date]:
    match = _PART.fullmatch(part)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(number) if number else 0 for number in match.groups())
        first = datetime.date(year, month or 1, day or 1)
        last = calendar.monthrange(year, month or 12)[1]
        return first, datetime.date(year, month or 12, day or last)
    except ValueError:
        raise LessonError(
            f"{text!r} is no date. Write 2026-01-17, 2025-12, 1954, two of them joined by "
            "' to ', or 'unknown'."
        ) from None
