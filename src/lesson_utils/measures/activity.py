"""Aircraft and ships reported round Taiwan: months and years that never mix two definitions."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from .. import data
from ..errors import LessonError, UnknownNameError
from ..tables import Row

MEASURES = ("aircraft", "aircraft per day", "ships", "ships per day", "days")
"""Monthly sum and mean per reported day of aircraft and ships, and days with a bulletin."""

ZONE, MIXED, ALL = "ADIZ only", "mixed", "all detected"
"""What the bulletins counted: aircraft in the zone, a month of both, all aircraft detected."""

BREAK = "2022-08"
"""The month in which the definition changes."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a measure.

    Attributes
    ----------
    month : str
        Such as ``"2025-06"``.
    value : float or None
        In sorties, ship-days, either of them per reported day, or days; None if not reported.
    days : int
        Days with a bulletin.
    definition : str
        `ZONE`, `MIXED` or `ALL`.
    complete : bool
        False for the month in which the compilation ends.
    """

    month: str
    value: float | None
    days: int
    definition: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The months of one year that were counted by one definition.

    Attributes
    ----------
    year : int
        Calendar year.
    first, last : str
        First and last month.
    value : float
        Sum over the months; for a mean per day the mean over all reported days.
    months : int
        Number of months.
    definition : str
        `ZONE`, `MIXED` or `ALL`.
    whole : bool
        True if all twelve months of the year are there and complete.
    """

    year: int
    first: str
    last: str
    value: float
    months: int
    definition: str
    whole: bool


def months(measure: str = "aircraft") -> tuple[Month, ...]:
    """List the months of a measure, in order.

    Parameters
    ----------
    measure : str
        One of `MEASURES`.

    Returns
    -------
    tuple of Month
        A month whose ships were not reported has the value None, not 0.

    Raises
    ------
    UnknownNameError
        If there is no such measure.

    Notes
    -----
    Source: daily bulletins of Taiwan's Ministry of National Defense, compiled; data set
    ``pla_activity_monthly``.

    Examples
    --------
    >>> [m.value for m in months("ships") if m.month in ("2022-07", "2022-09")]
    [None, 145.0]
    """
    _known(measure)
    rows = list(data.load("pla_activity_monthly"))
    last = rows[-1].month
    return tuple(
        Month(
            month=row.month,
            value=_value(row, measure),
            days=row.days_reported,
            definition=row.definition,
            complete=row.month != last or row.days_reported >= month_days(row.month),
        )
        for row in rows
    )


def month_days(month: str) -> int:
    """Count the days of a month.

    Examples
    --------
    >>> month_days("2024-02")
    29
    """
    return monthrange(int(month[:4]), int(month[5:7]))[1]


def _known(measure: str) -> None:
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)


def _parts(row: Row, measure: str) -> tuple[float, int]:
    """Give sum and number of reported days behind a measure."""
    if measure.startswith("ships"):
        return float(row.vessel_sum), int(row.vessel_days)
    if measure == "days":
        return float(row.days_reported), int(row.days_reported)
    return float(row.aircraft_sum), int(row.days_reported)


def _value(row: Row, measure: str) -> float | None:
    total, days = _parts(row, measure)
    if not days:
        return None
    return total / days if measure.endswith("per day") else total


def moving_average(given: Sequence[Month], width: int) -> tuple[float | None, ...]:
    """Average each month with those before it, never across the change of definition.

    Parameters
    ----------
    given : sequence of Month
        In order of time.
    width : int
        Months in the window, 2 or more.

    Returns
    -------
    tuple of (float or None)
        One for each month; None where the window would hold the month of the change, months of
        both definitions, an incomplete month or one that was not reported.

    Raises
    ------
    LessonError
        If the width is no whole number of 2 or more.

    Examples
    --------
    >>> found = moving_average(months(), 3)
    >>> found[2], found[0] is None
    (59.333333333333336, True)
    """
    if isinstance(width, bool) or not isinstance(width, int) or width < 2:
        raise LessonError(f"The width {width!r} must be a whole number of months, 2 or more.")
    found: list[float | None] = []
    for end in range(1, len(given) + 1):
        window = given[max(0, end - width) : end]
        values = [m.value for m in window if m.value is not None and m.complete]
        alike = {m.definition for m in window} in ({ZONE}, {ALL})
        found.append(sum(values) / width if alike and len(values) == width else None)
    return tuple(found)


def years(measure: str = "aircraft") -> tuple[Span, ...]:
    """Total a measure by year, the parts of a year with different definitions apart.

    Parameters
    ----------
    measure : str
        One of `MEASURES`.

    Returns
    -------
    tuple of Span
        In order of time; parts without a report are left out.

    Examples
    --------
    >>> [(s.year, s.value, s.months) for s in years() if s.year == 2022]
    [(2022, 617.0, 7), (2022, 820.0, 1), (2022, 1838.0, 4)]
    """
    _known(measure)
    found = []
    listed = list(zip(months(measure), data.load("pla_activity_monthly"), strict=True))
    keys = dict.fromkeys((m.month[:4], m.definition) for m, _row in listed)
    for year, definition in keys:
        part = [
            (m, row)
            for m, row in listed
            if (m.month[:4], m.definition) == (year, definition) and m.value is not None
        ]
        if not part:
            continue
        total = sum(_parts(row, measure)[0] for _m, row in part)
        days = sum(_parts(row, measure)[1] for _m, row in part)
        found.append(
            Span(
                year=int(year),
                first=part[0][0].month,
                last=part[-1][0].month,
                value=total / days if measure.endswith("per day") else total,
                months=len(part),
                definition=definition,
                whole=len(part) == 12 and all(m.complete for m, _row in part),
            )
        )
    return tuple(found)


def mean(measure: str, definition: str) -> float | None:
    """Average the complete months of one definition; None if the measure has none.

    Parameters
    ----------
    measure : str
        One of `MEASURES`.
    definition : str
        `ZONE` or `ALL`.

    Raises
    ------
    UnknownNameError
        If there is no such measure or definition.

    Examples
    --------
    >>> round(mean("aircraft", ZONE), 1), round(mean("aircraft", ALL), 1)
    (76.7, 388.2)
    """
    if definition not in (ZONE, ALL):
        raise UnknownNameError("definition", definition, (ZONE, ALL))
    values = [
        m.value
        for m in months(measure)
        if m.definition == definition and m.complete and m.value is not None
    ]
    return sum(values) / len(values) if values else None
