"""What "last December" means on a given day: every reading of a relative date, with its reason."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import LessonError
from ..when import When

MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""Season → its first month; three whole months each, as in the northern hemisphere."""

UNITS = ("week", "month", "year")
WORDS = ("last", "this", "next")
PHRASES = (
    "last December", "last June", "Thursday", "last Thursday", "next Thursday", "2 January",
    "this spring", "last spring", "last month", "last year", "next year", "last week", "yesterday",
    "now",
)  # fmt: skip
"""Phrases to try; `resolve` knows every month, weekday, season and day of the year."""

_FAR_YEARS = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a relative date.

    Attributes
    ----------
    first, last : datetime.date
        First and last day it can mean.
    rule : str
        Why it can be read so: a key of the explorer's list of reasons.
    """

    first: date
    last: date
    rule: str

    @property
    def when(self) -> When:
        """The reading as a date of the evidence ledger: a day, a month, a year or a span.

        Examples
        --------
        >>> Reading(date(2025, 12, 1), date(2025, 12, 31), "latest").when
        '2025-12'
        """
        first, last = self.first, self.last
        if first == last:
            return When(first.isoformat())
        if first.day == 1 and (last + timedelta(days=1)).day == 1:
            if (first.month, last.month) == (1, 12) and first.year == last.year:
                return When(f"{first.year:04}")
            ends = list(dict.fromkeys(day.isoformat()[:7] for day in (first, last)))
            return When(" to ".join(ends))
        return When(f"{first.isoformat()} to {last.isoformat()}")

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


def resolve(phrase: str, published: date) -> tuple[Reading, ...]:
    """List what a relative date can mean in a text published on a given day.

    Parameters
    ----------
    phrase : str
        Such as ``"last December"``, ``"Thursday"``, ``"2 January"``, ``"this spring"``; a leading
        "in" or "on" is passed over.
    published : datetime.date
        Day the text appeared.

    Returns
    -------
    tuple of Reading
        The usual reading of a news text first, then the others; no two have the same days.

    Raises
    ------
    LessonError
        If the phrase is not understood, or leads out of the calendar.

    Notes
    -----
    The rules are conventions of English news writing, not laws: a reading is a candidate until a
    source decides. Weeks run from Monday to Sunday, seasons are three whole months.

    Examples
    --------
    >>> [(one.when, one.rule) for one in resolve("last December", date(2026, 1, 17))]
    [('2025-12', 'latest')]
    >>> [one.when for one in resolve("Thursday", date(2026, 1, 17))]
    ['2026-01-15', '2026-01-22']
    """
    words = str(phrase).lower().split()
    if words and words[0] in ("in", "on"):
        words = words[1:]
    found: list[Reading] = []
    try:
        for one in _read(words, published):
            if not any((one.first, one.last) == (f.first, f.last) for f in found):
                found.append(one)
    except (ValueError, OverflowError) as error:
        raise LessonError(
            f"{phrase!r} cannot be read on {published}: {error}. Give a day between 1600 and 9000."
        ) from error
    if not found:
        raise LessonError(
            f"{phrase!r} is no relative date known here. Write last, this or next with a month, "
            "weekday, season, week, month or year; a day such as 2 January; today, yesterday, "
            f"tomorrow or now. For example: {', '.join(PHRASES[:4])}."
        )
    return tuple(found)


def _read(words: list[str], published: date) -> Iterable[Reading]:
    day = timedelta(days=1)
    match words:
        case ["now"]:
            yield Reading(published, published, "day itself")
            yield Reading(*_month(published.year, published.month), "about now")
        case ["today" | "yesterday" | "tomorrow"]:
            moved = published + day * {"today": 0, "yesterday": -1, "tomorrow": 1}[words[0]]
            yield Reading(moved, moved, "day itself")
        case [name] if name in WEEKDAYS:
            yield from _weekday("", WEEKDAYS.index(name), published)
        case [name] if name in MONTHS or name in SEASONS:
            yield from _named("", name, published)
        case [("last" | "this" | "next") as word, name] if name in WEEKDAYS:
            yield from _weekday(word, WEEKDAYS.index(name), published)
        case [("last" | "this" | "next") as word, name] if name in MONTHS or name in SEASONS:
            yield from _named(word, name, published)
        case [("last" | "this" | "next") as word, name] if name in UNITS:
            yield from _unit(word, name, published)
        case [number, name] if number.isdigit() and name in MONTHS:
            yield from _day_of_year(int(number), MONTHS.index(name) + 1, published)
        case [name, number] if number.isdigit() and name in MONTHS:
            yield from _day_of_year(int(number), MONTHS.index(name) + 1, published)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _span(name: str, year: int) -> tuple[date, date]:
    """Give a named month, or a season by the year in which it begins."""
    if name in MONTHS:
        return _month(year, MONTHS.index(name) + 1)
    start = SEASONS[name]
    end = start + 2
    return date(year, start, 1), _month(year + (end > 12), (end - 1) % 12 + 1)[1]


def _named(word: str, name: str, published: date) -> Iterable[Reading]:
    year = published.year
    spans = [_span(name, y) for y in range(year - 2, year + 3)]
    over = [s for s in spans if s[1] < published]
    ahead = [s for s in spans if s[0] > published]
    if word == "last":
        yield Reading(*over[-1], "latest")
        yield Reading(*_span(name, year - 1), "year before")
    elif word == "next":
        yield Reading(*ahead[0], "soonest")
        yield Reading(*_span(name, year + 1), "year after")
    elif word == "this":
        yield Reading(*_span(name, year), "this year")
    elif name in MONTHS:  # a report looks back
        begun = [s for s in spans if s[0] <= published]
        yield Reading(*begun[-1], "report")
        yield Reading(*ahead[0], "plan")
    else:  # a season without a word usually announces
        yield Reading(*next(s for s in spans if s[1] >= published), "plan")
        yield Reading(*over[-1], "report")


def _weekday(word: str, number: int, published: date) -> Iterable[Reading]:
    def on(shift: int) -> tuple[date, date]:
        moved = published + timedelta(days=shift)
        return moved, moved

    back = (published.weekday() - number) % 7
    in_week = number - published.weekday()
    if word == "this":
        yield Reading(*on(in_week), "same week")
    elif word == "last":
        yield Reading(*on(-(back or 7)), "latest")
        yield Reading(*on(in_week - 7), "week before")
    elif word == "next":
        yield Reading(*on(7 - back), "soonest")
        yield Reading(*on(in_week + 7), "week after")
    else:
        yield Reading(*on(-back), "report")
        if back == 0:
            yield Reading(*on(-7), "week earlier")
        yield Reading(*on(7 - back), "plan")


def _unit(word: str, name: str, published: date) -> Iterable[Reading]:
    step = WORDS.index(word) - 1
    one_day = timedelta(days=1)
    if name == "year":
        year = published.year + step
        yield Reading(date(year, 1, 1), date(year, 12, 31), "calendar unit")
        around: dict[int, Callable[[], tuple[date, date]]] = {
            -1: lambda: (_year_on(published, -1), published - one_day),
            1: lambda: (published + one_day, _year_on(published, 1)),
        }
    elif name == "month":
        months = published.year * 12 + published.month - 1 + step
        yield Reading(*_month(months // 12, months % 12 + 1), "calendar unit")
        around = {
            -1: lambda: (published - one_day * 30, published - one_day),
            1: lambda: (published + one_day, published + one_day * 30),
        }
    else:
        monday = published - one_day * published.weekday() + one_day * 7 * step
        yield Reading(monday, monday + one_day * 6, "calendar unit")
        around = {
            -1: lambda: (published - one_day * 7, published - one_day),
            1: lambda: (published + one_day, published + one_day * 7),
        }
    if step in around:
        yield Reading(*around[step](), "rolling")


def _year_on(day: date, years: int) -> date:
    """Give the same day of another year; 29 February becomes 28 where there is none."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def _day_of_year(day: int, month: int, published: date) -> Iterable[Reading]:
    years = range(published.year - _FAR_YEARS, published.year + _FAR_YEARS + 1)
    days = [date(y, month, day) for y in years if 1 <= day <= calendar.monthrange(y, month)[1]]
    if not days:
        raise ValueError(f"{MONTHS[month - 1].capitalize()} has no day {day}")
    past = [one for one in days if one <= published]
    ahead = [one for one in days if one > published]
    yield Reading(past[-1], past[-1], "report")
    yield Reading(ahead[0], ahead[0], "plan")
