"""Where a learner stands and where to go on; answers from an earlier edition stay."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import course
from lesson_utils.i18n import set_language
from lesson_utils.learn import exercises
from lesson_utils.learn.progress import Progress
from lesson_utils.learn.questions import questions
from lesson_utils.learn.state import Act, State, new_state
from lesson_utils.learn.tasks import Task, read_tasks, tasks

PLAN = (
    Task("01.first", "prediction", "01", "Predict", "What do you expect?"),
    Task("Q1", "quiz", "01", "Claim C01: the date"),
    Task("Q2", "quiz", "01", "Claim C02: the verb"),
    Task("01.1", "exercise", "01", "Exercises"),
    Task("Q1", "quiz", "02", "Again"),
    Task("Q3", "quiz", "02", "Claim C03"),
)


def state(*acts: tuple[str, str, str, bool]) -> State:
    """Do one thing after another: key, kind, lesson, whether it is right."""
    made = new_state()
    for minute, (key, kind, lesson, ok) in enumerate(acts):
        Act(key, "x", f"2026-11-20T09:{minute:02d}:00Z", kind, lesson, ok).apply(made)
    return made


def key_of(task: Task | None) -> tuple[str, str] | None:
    return None if task is None else (task.lesson, task.key)


FIRST = ("01.first", "prediction", "", True)
Q1 = ("Q1", "quiz", "01", True)
Q2 = ("Q2", "quiz", "01", True)
WORK = ("01.1", "exercise", "01", True)
Q1_AGAIN = ("Q1", "quiz", "02", True)
Q3 = ("Q3", "quiz", "02", True)


@pytest.mark.parametrize(
    ("acts", "wanted"),
    [
        ([], None),
        ([FIRST], ("01", "Q1")),
        ([Q1], ("01", "Q2")),
        ([Q1, Q2, WORK], ("01", "01.first")),  # what was skipped, before the next lesson
        ([FIRST, Q1, ("Q2", "quiz", "01", False), WORK], ("02", "Q3")),  # new things first
        ([FIRST, Q1, ("Q2", "quiz", "01", False), WORK, Q3], ("01", "Q2")),  # then what is wrong
        ([FIRST, Q1, Q2, WORK, Q3], None),
        ([Q3], ("02", "Q1")),
    ],
)
def test_where_to_go_on(
    acts: list[tuple[str, str, str, bool]], wanted: tuple[str, str] | None
) -> None:
    assert key_of(Progress(state(*acts), plan=PLAN).next) == wanted


@given(st.lists(st.sampled_from([FIRST, Q1, Q2, WORK, Q1_AGAIN, Q3]), max_size=12))
def test_going_on_always_ends(acts: list[tuple[str, str, str, bool]]) -> None:
    made = state(*acts)
    for _step in range(len(PLAN) + 1):
        task = Progress(made, plan=PLAN).next
        if task is None:
            break
        act = Act(task.key, "x", "2026-11-21T09:00:00Z", task.kind, task.lesson, True)
        before = json.dumps(made, sort_keys=True)
        act.apply(made)
        assert json.dumps(made, sort_keys=True) != before
    shown = Progress(made, plan=PLAN)
    assert shown.next is None
    assert ("You have done everything" in repr(shown)) == bool(acts)


def test_each_lesson_says_how_much_is_done() -> None:
    shown = Progress(state(FIRST, Q1, ("Q2", "quiz", "01", False)), "", "progress.json", PLAN)
    (line,) = shown.lessons
    assert (line.done, line.asked) == (2, 4)
    assert "2 of 4 tasks done" in repr(shown)
    assert "Go on with lesson 01, at “Exercises”." in repr(shown)
    whole = Progress(state(FIRST, Q1, Q2, WORK), "", "progress.json", PLAN)
    assert "Lesson 01: 2 questions answered, 2 correct, 2 at the first try" in repr(whole)
    assert "all done" in repr(whole)


def test_a_prediction_alone_begins_a_lesson() -> None:
    shown = Progress(state(FIRST), plan=PLAN)
    assert [line.lesson for line in shown.lessons] == ["01"]
    assert "Lesson 01: 1 of 4 tasks done" in repr(shown)


def test_the_lessons_not_begun_are_named_once_one_is() -> None:
    assert "Not begun" not in repr(Progress(state(), plan=PLAN))
    numbers = sorted({task.lesson for task in PLAN})
    shown = Progress(state(Q1), plan=PLAN)
    begun = [line.lesson for line in shown.lessons]
    rest = ", ".join(number for number in numbers if number not in begun)
    assert begun
    assert rest
    assert re.search(rf"Not begun yet: lessons? {rest}\.", repr(shown))
    assert f" {rest}." in shown._repr_html_()


def test_answers_from_an_earlier_edition_stay_and_are_named() -> None:
    acts = [Q1, ("Q999", "quiz", "01", True), ("07.old", "prediction", "", True)]
    shown = Progress(state(*acts, ("Q25", "quiz", "", True)), plan=PLAN)
    assert shown.earlier == ("07.old", "Q999")  # Q25 is in the bank, though no lesson here asks it
    assert "2 answers are from an earlier edition" in repr(shown)
    assert "Q999" in shown._repr_html_()
    assert "Q999" in shown.state["answers"]


def test_links_lead_to_the_notebook_and_its_heading() -> None:
    shown = Progress(state(("Q26", "quiz", "05", True)), "", "progress.json")
    html = shown._repr_html_()
    assert shown.next is not None
    assert 'href="05_first_island_chain.ipynb"' in html
    assert 'href="05_first_island_chain.ipynb#' in html
    assert "%20" not in html


def test_what_was_typed_is_never_markup() -> None:
    evil = "<img src=x onerror=alert(1)>"
    made = state((evil, "quiz", "<b>01", True), (f"{evil}2", "prediction", "", True), Q1)
    plan = (*PLAN[:2], Task("Q2", "quiz", "01", evil), *PLAN[3:])
    html = Progress(made, evil, evil, plan)._repr_html_()
    assert "<img" not in html
    assert "<b>01" not in html


def test_without_a_course_the_summary_still_works() -> None:
    shown = Progress(state(Q1, FIRST), "", "progress.json", ())
    assert shown.next is None
    assert shown.earlier == ()
    assert "1 question answered" in repr(shown)
    assert "href" not in shown._repr_html_()


def test_japanese_has_every_sentence() -> None:
    acts = [FIRST, Q1, ("Q999", "quiz", "01", True)]
    english = repr(Progress(state(*acts), "", "progress.json", PLAN))
    set_language("ja")
    try:
        japanese = repr(Progress(state(*acts), "", "progress.json", PLAN))
    finally:
        set_language("en")
    assert len(japanese.splitlines()) == len(english.splitlines())


# What the notebooks ask ------------------------------------------------------------------------


def test_every_task_of_the_notebooks_exists() -> None:
    known = set(exercises.names())
    for lesson in course.lessons():
        ids = {question.id for question in questions(lesson.number)}
        ids |= {question.id for question in questions()}
        mine = tasks(lesson.number)
        assert len({task.key for task in mine}) == len(mine)
        for task in mine:
            if task.kind == "quiz":
                assert task.key in ids
            elif task.kind == "exercise":
                assert task.key in known
            else:
                assert task.key.startswith(f"{lesson.number}.")
                assert task.prompt


def test_every_call_in_the_notebooks_is_found() -> None:
    for lesson in course.lessons():
        text = lesson.path.read_text("utf-8")
        kinds = {task.kind for task in tasks(lesson.number)}
        for call, kind in (("lu.quiz(", "quiz"), ("lu.exercise(", "exercise")):
            assert (call in text) == (kind in kinds), lesson.number
        assert ("lu.predict(" in text) == ("prediction" in kinds)


def notebook(path: Path, *cells: str) -> Path:
    listed = [
        {"cell_type": "markdown" if cell.startswith("#") else "code", "source": [cell]}
        for cell in cells
    ]
    path.write_text(json.dumps({"cells": listed}), "utf-8")
    return path


def test_notebooks_are_read_and_not_run(tmp_path: Path) -> None:
    notebook(
        tmp_path / "05_x.ipynb",
        "# Title\n\n## First *island* [chain](#Terms)",
        'lu.predict("05.a", "What?", ["x", "y"])',
        'raise SystemExit(lu.quiz("05", only=["Q25", "Q26"]))',
        "## Work",
        'lu.exercise("05.1").check(answer)\nlu.exercise(name)',
        "this is no code (",
    )
    (tmp_path / "06_y.ipynb").write_text("{half", "utf-8")
    found = read_tasks(tmp_path)
    assert [task.key for task in found] == ["05.a", "Q25", "Q26", "05.1"]
    assert found[0].options == ("x", "y")
    assert [task.heading for task in found] == ["First island chain"] * 3 + ["Work"]
