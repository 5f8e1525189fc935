"""Relative dates: laws that every reading keeps, and readings worked out by hand."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.errors import LessonError
from lesson_utils.measures import PHRASES, Reading, resolve
from lesson_utils.measures.relative_dates import MONTHS, SEASONS, UNITS, WEEKDAYS, WORDS
from lesson_utils.when import When

NAMES = (*MONTHS, *WEEKDAYS, *SEASONS)
DAYS = st.dates(date(1700, 1, 1), date(2400, 12, 31))
WORDED = st.tuples(st.sampled_from(WORDS), st.sampled_from((*NAMES, *UNITS))).map(" ".join)
ANY = st.one_of(st.sampled_from((*PHRASES, *NAMES)), WORDED)
WEEK = timedelta(days=7)


def spans(phrase: str, published: date) -> list[tuple[date, date]]:
    return [(one.first, one.last) for one in resolve(phrase, published)]


@given(ANY, DAYS)
def test_readings_are_whole_and_different(phrase: str, published: date) -> None:
    found = resolve(phrase, published)
    assert all(one.first <= one.last for one in found)
    assert len({(one.first, one.last) for one in found}) == len(found)
    for one in found:
        assert (one.when.start, one.when.end) == (one.first, one.last)


@given(st.sampled_from((*NAMES, *UNITS)), DAYS)
def test_last_looks_back_and_next_looks_ahead(name: str, published: date) -> None:
    usual = {word: resolve(f"{word} {name}", published)[0] for word in ("last", "next")}
    assert usual["last"].last < published < usual["next"].first


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_weekdays_are_that_weekday_and_near(name: str, published: date) -> None:
    for phrase in (name, f"last {name}", f"this {name}", f"next {name}"):
        for one in resolve(phrase, published):
            assert one.first == one.last
            assert WEEKDAYS[one.first.weekday()] == name
            assert abs(one.first - published) <= 2 * WEEK
    usual = resolve(name, published)[0].first
    assert published - WEEK < usual <= published


@given(st.sampled_from(WEEKDAYS), st.sampled_from(("", *WORDS)), DAYS)
def test_a_week_later_the_weekday_is_a_week_later(name: str, word: str, published: date) -> None:
    phrase = f"{word} {name}".strip()
    moved = [(a + WEEK, b + WEEK) for a, b in spans(phrase, published)]
    assert spans(phrase, published + WEEK) == moved


@given(ANY, DAYS, st.integers(0, 800))
def test_a_later_day_never_means_an_earlier_date(phrase: str, published: date, days: int) -> None:
    later = published + timedelta(days=days)
    assert resolve(phrase, published)[0].first <= resolve(phrase, later)[0].first


@given(st.sampled_from(MONTHS), st.sampled_from(("", *WORDS)), DAYS)
def test_months_are_whole_months(name: str, word: str, published: date) -> None:
    for one in resolve(f"{word} {name}".strip(), published):
        assert one.when.precision == "month"
        assert MONTHS[one.first.month - 1] == name
        assert (one.last + timedelta(days=1)).day == 1


@given(st.integers(1, 31), st.sampled_from(MONTHS), DAYS)
def test_a_day_of_the_year_is_that_day(day: int, name: str, published: date) -> None:
    try:
        found = resolve(f"{day} {name}", published)
    except LessonError:
        assert (day, name) in {(30, "february"), (31, "february")} | {
            (31, month) for month in ("april", "june", "september", "november")
        }
        return
    past, ahead = (one.first for one in found)
    assert past <= published < ahead
    assert {(d.day, MONTHS[d.month - 1]) for d in (past, ahead)} == {(day, name)}
    assert found == resolve(f"{name.capitalize()} {day}", published)


@pytest.mark.parametrize(
    ("phrase", "published", "wanted"),
    [
        ("last December", "2026-01-17", ["2025-12"]),
        ("last December", "2025-12-20", ["2024-12"]),
        ("last June", "2026-08-01", ["2026-06", "2025-06"]),
        ("in last June", "2026-01-17", ["2025-06"]),
        ("Thursday", "2026-01-17", ["2026-01-15", "2026-01-22"]),
        ("on Thursday", "2026-01-15", ["2026-01-15", "2026-01-08", "2026-01-22"]),
        ("last Thursday", "2026-01-17", ["2026-01-15", "2026-01-08"]),
        ("last Sunday", "2026-01-19", ["2026-01-18"]),
        ("2 January", "2026-01-17", ["2026-01-02", "2027-01-02"]),
        ("29 February", "2026-01-17", ["2024-02-29", "2028-02-29"]),
        ("spring", "2026-01-17", ["2026-03 to 2026-05", "2025-03 to 2025-05"]),
        ("this winter", "2026-01-17", ["2026-12 to 2027-02"]),
        ("last winter", "2026-01-17", ["2024-12 to 2025-02", "2025-12 to 2026-02"]),
        ("last year", "2026-01-17", ["2025", "2025-01-17 to 2026-01-16"]),
        ("last year", "2024-02-29", ["2023", "2023-02-28 to 2024-02-28"]),
        ("last month", "2026-01-17", ["2025-12", "2025-12-18 to 2026-01-16"]),
        ("next month", "2025-12-31", ["2026-01", "2026-01-01 to 2026-01-30"]),
        ("last week", "2026-01-17", ["2026-01-05 to 2026-01-11", "2026-01-10 to 2026-01-16"]),
        ("yesterday", "2026-01-01", ["2025-12-31"]),
        ("now", "2026-01-17", ["2026-01-17", "2026-01"]),
    ],
)
def test_readings_worked_out_by_hand(phrase: str, published: str, wanted: list[str]) -> None:
    found = [str(one.when) for one in resolve(phrase, date.fromisoformat(published))]
    assert found == wanted


@pytest.mark.parametrize("phrase", ["", "soon", "last blue moon", "the 3rd", "²  january"])
def test_what_is_not_understood_is_named(phrase: str) -> None:
    with pytest.raises(LessonError, match=re.escape(repr(phrase))):
        resolve(phrase, date(2026, 1, 17))


def test_days_that_do_not_exist_and_the_end_of_the_calendar() -> None:
    with pytest.raises(LessonError, match="February has no day 30"):
        resolve("30 February", date(2026, 1, 17))
    with pytest.raises(LessonError, match="between 1600 and 9000"):
        resolve("next year", date.max)


def test_a_reading_knows_its_days() -> None:
    one = Reading(date(2025, 12, 1), date(2025, 12, 31), "latest")
    assert one.holds(date(2025, 12, 6))
    assert not one.holds(date(2026, 1, 1))
    assert one.when == When("2025-12")
