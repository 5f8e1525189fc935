"""Who reads the charts by their words and tables alone can answer the questions about them."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import lesson_utils as lu
from lesson_utils.chart import Chart
from lesson_utils.learn.questions import Numeric, Question
from tests import panels

from .reading import Known, Printed, printed, said
from .shown import LESSONS, drawn_in, lesson

Quiz = importlib.import_module("lesson_utils.learn.quiz").Quiz

NOT_IN_A_CHART = {
    "00 Q01": "the day of a meeting: it stands in the card of the claim",
    "00 L00-4": "the sum of the five assessments in the table, tested below",
    "01 L01-2": "the days between two dates of the timeline, tested below",
    "02 Q08": "the year of the pledge: it stands in the card of the claim",
    "03 L03-6": "the day of a meeting: it stands in the card of the claim",
}
"""Questions whose answer is a number that no chart of the lesson shows, and why."""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def asked(path: Path) -> list[Question]:
    """Give the questions that the cells of a lesson ask."""
    quizzes = [one.value for one in lesson(path) if isinstance(one.value, Quiz)]
    return [one.question for quiz in quizzes for one in quiz.asked]


def readings(path: Path) -> Iterator[str]:
    """Give the words and tables of the charts, of the explorers for each option of each control."""
    for shown in drawn_in(path):
        if isinstance(shown.value, Chart):
            yield said(shown.value)
        elif shown.value.chart is not None:
            # A fresh panel, so that no other test meets it turned.
            panel = eval(shown.source.strip().splitlines()[-1], {"lu": lu})
            yield said(panel.chart)
            for _step in panels.every_option(panel):
                yield said(panel.chart)


@cache
def told(path: Path) -> frozenset[Printed]:
    """Give every number that a reader of the words and the tables meets in a lesson."""
    return frozenset(number for text in readings(path) for number in printed(text))


def wanted(question: Question) -> list[tuple[float, float]]:
    """Give the numbers of the right answer, each with how far off it may be read."""
    if isinstance(question, Numeric):
        return [(question.answer, question.tolerance)]
    return [(n.value, 0.5 * 10**-n.digits) for n in printed(question.right.text)]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_the_answers_can_be_read(path: Path) -> None:
    for question in filter(wanted, asked(path)):
        name = f"{path.stem[:2]} {question.id}"
        found = [
            any(abs(n.value - value) <= off + 0.5 * 10**-n.digits for n in told(path))
            for value, off in wanted(question)
        ]
        if name in NOT_IN_A_CHART:
            assert not all(found), f"{name} is answered by a chart now: take it off the list"
        else:
            assert all(found), f"{name}: {wanted(question)} stand in no words and no table"


def test_the_exceptions_exist_and_have_reasons() -> None:
    names = {f"{path.stem[:2]} {q.id}" for path in LESSONS for q in asked(path) if wanted(q)}
    assert set(NOT_IN_A_CHART) <= names
    assert len(names) > 30
    assert all(len(reason.split()) > 4 for reason in NOT_IN_A_CHART.values())


def test_the_claims_can_be_added_up_from_the_table() -> None:
    [question] = lu.quiz("00", only=["L00-4"]).asked
    rows = lu.charts.assessments().table.rows
    assert isinstance(question.question, Numeric)
    assert sum(row[1] for row in rows) == question.question.answer


def test_the_days_can_be_counted_from_the_timeline() -> None:
    [question] = lu.quiz("01", only=["L01-2"]).asked
    chart = lu.explore.timeline().chart
    assert chart is not None
    days = [str(row[0]) for row in chart.table.rows]
    assert "4 December 2025" in days
    assert isinstance(question.question, Numeric)
    counted = (datetime.date(2026, 1, 17) - datetime.date(2025, 12, 4)).days
    assert counted == question.question.answer
    assert "17 January 2026" in chart.alt


def test_a_chart_without_its_table_would_be_noticed() -> None:
    """The yardstick: the answers of lesson 05 are not in the words alone."""
    chart = lu.maps.first_island_chain()
    assert not Known(chart).unfound("63")
    [question] = lu.quiz("05", only=["L05-2"]).asked
    assert isinstance(question.question, Numeric)
    answer = question.question.answer
    assert not any(abs(n.value - answer) < 1 for n in printed(chart.alt))
