"""The questions of the course with the lesson each belongs to, ready to be exported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lesson_utils import course
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.learn.questions import Question, questions

__all__ = ["Entry", "as_html", "destination", "entries", "lesson_number", "plain_number", "tags"]

# What XML 1.0 cannot hold, not even escaped.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """A question and the lesson that asks it, two digits; empty if none does."""

    lesson: str
    question: Question


def entries(lesson: str | None = None) -> tuple[Entry, ...]:
    """List the questions of one lesson, or of the whole course.

    Parameters
    ----------
    lesson : str, optional
        Such as ``"05"``; left out, every question once, under the first lesson it belongs to.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.

    Examples
    --------
    >>> {entry.lesson for entry in entries("5")}
    {'05'}
    """
    numbers = (
        [one.number for one in course.lessons()] if lesson is None else [lesson_number(lesson)]
    )
    found: dict[str, Entry] = {}
    for number in numbers:
        for question in questions(number):
            found.setdefault(question.id, Entry(number, question))
    if lesson is None:
        for question in questions():
            found.setdefault(question.id, Entry("", question))
    return tuple(found.values())


def lesson_number(given: str) -> str:
    """Read the number of a lesson.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.

    Examples
    --------
    >>> lesson_number("5")
    '05'
    """
    number = given.strip().zfill(2)
    known = [one.number for one in course.lessons()]
    if number not in known:
        raise UnknownNameError("lesson", given, known, "`lessons list` shows them.")
    return number


def as_html(text: str) -> str:
    r"""Write plain text as HTML in which nothing is markup but line breaks.

    Examples
    --------
    >>> as_html("3 < 5\nyes")
    '3 &lt; 5<br>yes'
    """
    writable = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    lines = writable.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "<br>".join(escape(line, quote=False) for line in lines)


def plain_number(value: float) -> str:
    """Write a number without an exponent, to twelve digits at most.

    Examples
    --------
    >>> plain_number(215.0), plain_number(1e-7)
    ('215', '0.0000001')
    """
    from decimal import Decimal

    text = format(Decimal(f"{value:.12g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def tags(entry: Entry) -> tuple[str, ...]:
    """Name what a question is about: the course, lesson, claims and level.

    Examples
    --------
    >>> tags(entries("05")[0])[:2]
    ('counterweight', 'lesson-05')
    """
    lesson = (f"lesson-{entry.lesson}",) if entry.lesson else ()
    return ("counterweight", *lesson, *entry.question.claims, entry.question.level)


def destination(out: Path | None, stem: str, ending: str, lesson: str | None) -> Path:
    """Say where an export goes: where it was asked to, or under a name of its own here.

    Raises
    ------
    LessonError
        If the folder is not there.

    Examples
    --------
    >>> destination(None, "quiz", ".xml", "5").name
    'counterweight-quiz-05.xml'
    """
    part = "" if lesson is None else f"-{lesson_number(lesson)}"
    name = f"counterweight-{stem}{part}{ending}"
    if out is None:
        return Path(name)
    if out.is_dir():
        return out / name
    if not out.parent.is_dir():
        raise LessonError(f"There is no folder {out.parent}. Make it first, or name another.")
    return out


def misreadings(entry: Entry) -> Sequence[tuple[float, float, str]]:
    """Give the wrong numbers that tell what was misunderstood: value, tolerance, what to say.

    Examples
    --------
    >>> misreadings(entries("05")[0])
    ()
    """
    found = getattr(entry.question, "misreadings", ())
    return tuple((one.value, one.tolerance, one.text) for one in found)
