"""No answer key lies in a notebook, and none reaches the page before it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest

import lesson_utils as lu
from lesson_utils import course
from lesson_utils.learn import exercises
from lesson_utils.learn.questions import Choice, Question, questions

NOTEBOOKS = sorted((course.folder() / "notebooks").glob("*.ipynb"))


def every_question() -> Iterator[Question]:
    seen = set()
    for lesson in course.lessons():
        for question in questions(lesson.number):
            if question.id not in seen:
                seen.add(question.id)
                yield question


def keys(question: Question) -> list[str]:
    """Texts that only somebody who has answered should see; a few words may stand anywhere."""
    if isinstance(question, Choice):
        texts = [option.explanation for option in question.options]
    else:
        texts = [question.right, question.wrong, *(one.text for one in question.misreadings)]
    return [text for text in texts if len(text) > 30]


def leaked(text: str) -> list[str]:
    """Name the questions and exercises whose key stands in a text, plain or escaped."""
    texts = (text, unescape(text), text.replace('\\"', '"'))
    told = {question.id: keys(question) for question in every_question()}
    told |= {name: [exercises.get(name).solution.strip()] for name in exercises.names()}
    return [name for name, some in told.items() if any(one in t for one in some for t in texts)]


def page_state(box: w.Widget) -> str:
    """Give all that ipywidgets sends to the page for a widget and what is in it."""
    found: list[Any] = []
    waiting = [box]
    while waiting:
        widget = waiting.pop()
        found.append(widget.get_state(drop_defaults=False))
        waiting += [one for one in getattr(widget, "children", ()) if isinstance(one, w.Widget)]
    return json.dumps(found, default=repr, ensure_ascii=False)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_key(path: Path) -> None:
    """Neither in what is shown, nor in metadata, nor in stored outputs; teachers' notes apart."""
    book = json.loads(path.read_text("utf-8"))
    kept = [c for c in book["cells"] if "teacher" not in c["metadata"].get("tags", [])]
    text = json.dumps({**book, "cells": kept}, ensure_ascii=False)
    for question in every_question():
        for key in keys(question):
            assert json.dumps(key, ensure_ascii=False)[1:-1] not in text, question.id
    for name in exercises.names():
        solution = exercises.get(name).solution.strip()
        assert json.dumps(solution, ensure_ascii=False)[1:-1] not in text, name
        assert exercises.get(name).hint not in text, name


@pytest.mark.parametrize("lesson", [one.number for one in course.lessons()])
def test_a_page_is_sent_no_key_before_it_is_asked_for(lesson: str) -> None:
    quiz = lu.quiz(lesson)
    state = page_state(quiz)
    saved = json.dumps(quiz._repr_mimebundle_(), default=repr, ensure_ascii=False)
    for asked in quiz.asked:
        for key in (*keys(asked.question), asked.question.hint):
            shown = json.dumps(key, ensure_ascii=False)[1:-1]
            assert not shown or shown not in state + saved, asked.question.id


def test_the_search_would_find_a_key() -> None:
    told = keys(next(every_question()))[0]
    for text in (told, escape(told), json.dumps(told, ensure_ascii=False)):
        assert leaked(f"<p>{text}</p>")
    assert sum(len(keys(question)) for question in every_question()) > 200
    quiz = lu.quiz("05", only=["Q26"])
    asked = quiz["Q26"]
    assert isinstance(asked.question, Choice)
    asked.answers.index = asked.question.options.index(asked.question.right)
    asked.check()
    told = json.dumps(asked.question.right.explanation, ensure_ascii=False)[1:-1]
    assert told in page_state(quiz)


@pytest.mark.parametrize("name", exercises.names())
def test_a_solution_stays_in_the_kernel_until_it_is_asked_for(name: str) -> None:
    view = lu.exercise(name)
    shown = json.dumps(exercises.get(name).solution.strip())[1:-1].splitlines()[0]
    bundle = json.dumps(view._repr_mimebundle_(), default=repr)
    assert shown not in page_state(view) + bundle
    view.toggle_solution()
    assert view.solution.value
