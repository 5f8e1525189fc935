"""Aircraft and ships round Taiwan: sums against the table, nothing across the break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures import activity
from lesson_utils.measures.activity import ALL, BREAK, MIXED, ZONE


def test_months_follow_one_another_without_a_hole_and_change_definition_once() -> None:
    found = activity.months()
    numbers = [12 * int(m.month[:4]) + int(m.month[5:]) for m in found]
    assert numbers == list(range(numbers[0], numbers[0] + len(found)))
    told = [m.definition for m in found]
    assert told == sorted(told, key=[ZONE, MIXED, ALL].index)
    assert [m.month for m in found if m.definition == MIXED] == [BREAK]
    assert [m.month for m in found if not m.complete] == ["2026-08"]


def test_ships_before_the_break_are_missing_not_none() -> None:
    for measure in ("ships", "ships per day"):
        assert all((m.value is None) == (m.month < BREAK) for m in activity.months(measure))


def test_means_per_day_agree_with_the_published_column() -> None:
    rows = data.load("pla_activity_monthly")
    for month, row in zip(activity.months("aircraft per day"), rows, strict=True):
        assert month.value == pytest.approx(row.aircraft_mean_per_reported_day, abs=0.006)


@given(st.sampled_from(activity.MEASURES), st.integers(2, 24))
def test_no_average_crosses_the_break(measure: str, width: int) -> None:
    given_ = activity.months(measure)
    found = activity.moving_average(given_, width)
    for end, value in enumerate(found):
        window = given_[max(0, end - width + 1) : end + 1]
        kinds = {m.definition for m in window}
        if value is None:
            assert (
                len(window) < width
                or len(kinds) > 1
                or MIXED in kinds
                or any(m.value is None or not m.complete for m in window)
            )
        else:
            assert kinds in ({ZONE}, {ALL})
            assert value == pytest.approx(sum(m.value or 0 for m in window) / width)
    assert found[[m.month for m in given_].index(BREAK)] is None


def test_years_add_up_to_the_months_and_to_the_annual_table() -> None:
    for measure in ("aircraft", "ships", "days"):
        total = sum(m.value or 0 for m in activity.months(measure))
        assert sum(span.value for span in activity.years(measure)) == total
    spans = activity.years()
    for row in data.load("pla_aircraft_annual"):
        if row.mirror_sum is not None:
            assert sum(s.value for s in spans if s.year == row.year) == row.mirror_sum


def test_only_full_years_of_one_count_are_whole() -> None:
    assert [s.year for s in activity.years() if s.whole] == [2021, 2023, 2024, 2025]
    assert [s.year for s in activity.years("ships") if s.whole] == [2023, 2024, 2025]
    assert [s.definition for s in activity.years() if s.year == 2022] == [ZONE, MIXED, ALL]


def test_a_mean_per_day_of_a_year_is_weighted_by_days() -> None:
    rows = [r for r in data.load("pla_activity_monthly") if r.month.startswith("2024")]
    wanted = sum(r.aircraft_sum for r in rows) / sum(r.days_reported for r in rows)
    found = next(s for s in activity.years("aircraft per day") if s.year == 2024)
    assert found.value == pytest.approx(wanted)


def test_means_leave_out_the_incomplete_month() -> None:
    rows = [r.aircraft_sum for r in data.load("pla_activity_monthly") if r.definition == ALL]
    assert activity.mean("aircraft", ALL) == pytest.approx(sum(rows[:-1]) / len(rows[:-1]))
    assert activity.mean("ships", ZONE) is None


def test_wrong_words_are_answered() -> None:
    with pytest.raises(UnknownNameError, match="aircraft"):
        activity.months("airplanes")
    with pytest.raises(UnknownNameError, match="ADIZ"):
        activity.mean("aircraft", MIXED)
    for width in (1, 0, 2.5, True):
        with pytest.raises(LessonError, match="whole number of months"):
            activity.moving_average(activity.months(), width)  # type: ignore[arg-type]
