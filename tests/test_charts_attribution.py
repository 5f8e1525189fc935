"""Charts on sources and a quotation: counted again from the ledger."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lesson_utils import charts, evidence
from lesson_utils.charts import quotation
from lesson_utils.charts.readings import Candidate, draw_readings, readings
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.when import When

LESSON = ("C03", "C15", "C17", "C18", "C28")


def test_grades_are_counted_from_the_ledger() -> None:
    chart = charts.source_grades(*LESSON)
    every = Counter(s.grade for s in evidence.sources())
    used = Counter(
        grade for _id, grade in {(s.id, s.grade) for c in LESSON for s in evidence.claim(c).sources}
    )
    assert used.total() == 14
    for row, letter in zip(chart.table.rows, "ABCD", strict=True):
        assert row[0].startswith(letter)
        assert (row[1], row[3]) == (every[letter], used[letter])
    assert sum(chart.spec.data[0]["x"]) == pytest.approx(100, abs=0.3)
    assert "A 9 (5%)" in chart.alt


def test_all_sources_alone_and_an_unknown_claim() -> None:
    assert len(charts.source_grades().spec.data) == 1
    with pytest.raises(UnknownNameError, match="C99"):
        charts.source_grades("C99")


def test_the_list_of_model_allies_is_that_of_the_findings() -> None:
    chart = charts.model_allies()
    assert [row[0] for row in chart.table.rows] == [
        "Israel", "South Korea", "Poland", "Germany", "the Baltics", "Japan",
    ]  # fmt: skip
    assert all(row[1] == row[2] for row in chart.table.rows)
    assert [row[1] for row in chart.table.rows[:3]] == ["named"] * 3
    assert chart.table.rows[3][1] == "named, “increasingly”"
    assert [row[3] for row in chart.table.rows[:-1]] == ["does not speak of it"] * 5
    assert sum(len(trace["x"]) for trace in chart.spec.data) == 18


def test_a_finding_that_no_longer_speaks_of_japan_is_noticed() -> None:
    assert quotation._named_in("Poland", "Israel; Japan not in it") == "absent"
    with pytest.raises(LessonError, match="no longer says"):
        quotation._named_in("Japan", "Israel and Poland")


def test_sources_stand_on_their_side_of_the_article() -> None:
    rows = charts.source_dates().table.rows
    since = date(2025, 1, 1)
    dated = [
        s for s in evidence.sources()
        if s.date.precision in ("day", "month") and s.date.start >= since
    ]  # fmt: skip
    before = [s for s in dated if s.date.end <= evidence.ARTICLE_DATE]
    later = [s for s in dated if s.date.start > evidence.ARTICLE_DATE]
    sums = [sum(row[column] for row in rows) for column in (1, 2, 3)]
    assert sums == [len(before), len(dated) - len(before) - len(later), len(later)]
    assert (sums[2], max(rows, key=lambda r: sum(r[1:]))[:2]) == (37, ["December 2025", 31])
    assert [row[0] for row in rows if row[2]] == ["January 2026"]


def test_claims_with_an_official_text_as_the_question_says() -> None:
    held = [c for c in evidence.claims() if any(s.grade == "A" for s in c.sources)]
    assert len(held) == 6
    assert (evidence.ARTICLE_DATE - date(2025, 12, 4)).days == 44


def test_readings_are_drawn_at_their_days() -> None:
    chart = readings(
        "last year",
        date(2026, 1, 17),
        [Candidate(When("2025"), "right", chosen=True), Candidate(When("unknown"))],
        When("2025-07-22"),
    )
    span, marks, found = chart.spec.data
    assert span["x"] == ["2025-01-01", "2025-12-31", None]
    assert marks["y"] == ["2025"]
    assert (found["x"], found["y"]) == (["2025-07-22"], ["found: 22 July 2025"])
    assert chart.alt.splitlines()[1:] == [
        "2025: 17 days before publication.",
        "Found in the sources: 22 July 2025.",
    ]


def test_distances_are_said_on_both_sides() -> None:
    day = date(2026, 1, 17)
    three = [Candidate(When(text)) for text in ("2026-01-16", "2026-01", "2026-01-19")]
    assert [row[3] for row in draw_readings("x", day, three).chart().table.rows] == [
        "1 day before publication", "holds the day of publication", "2 days after publication",
    ]  # fmt: skip
