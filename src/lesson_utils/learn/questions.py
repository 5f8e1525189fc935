"""Questions as data: the bank of the evidence ledger and the extra ones of each lesson."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lesson_utils import data, evidence
from lesson_utils.errors import LessonError, UnknownNameError

__all__ = [
    "Choice",
    "Misreading",
    "Numeric",
    "Option",
    "Question",
    "lesson_file",
    "questions",
    "read_questions",
]

_TWO_DIGITS = re.compile("[0-9]{2}")


@dataclass(frozen=True)
class Option:
    """One answer to choose, and what to say when it is chosen."""

    key: str
    text: str
    correct: bool
    explanation: str


@dataclass(frozen=True)
class Choice:
    """A question with options, in a fixed order."""

    id: str
    claims: tuple[str, ...]
    level: str
    text: str
    hint: str
    sources: tuple[str, ...]
    options: tuple[Option, ...]

    @property
    def right(self) -> Option:
        """The option that is correct."""
        return next(option for option in self.options if option.correct)


@dataclass(frozen=True)
class Misreading:
    """A wrong number that tells what was misunderstood."""

    value: float
    tolerance: float
    text: str


@dataclass(frozen=True)
class Numeric:
    """A question whose answer is a number with a unit."""

    id: str
    claims: tuple[str, ...]
    level: str
    text: str
    hint: str
    sources: tuple[str, ...]
    answer: float
    tolerance: float
    unit: str
    right: str
    wrong: str
    misreadings: tuple[Misreading, ...]

    def judge(self, value: float) -> tuple[bool, str]:
        """Say whether a number is right, and why.

        Parameters
        ----------
        value : float
            In the question's own unit.

        Returns
        -------
        tuple of bool and str
            Verdict and explanation.
        """
        if math.isclose(value, self.answer, rel_tol=0, abs_tol=self.tolerance):
            return True, self.right
        for misreading in self.misreadings:
            if math.isclose(value, misreading.value, rel_tol=0, abs_tol=misreading.tolerance):
                return False, misreading.text
        return False, self.wrong


Question = Choice | Numeric


def questions(lesson: str | None = None, only: Sequence[str] | None = None) -> tuple[Question, ...]:
    """Find the questions of a lesson, or those named.

    Parameters
    ----------
    lesson : str, optional
        Two digits. The bank's questions on the lesson's claims come first, then its own.
    only : sequence of str, optional
        Identifiers, in the order wanted; from the whole bank and the lesson's own.

    Raises
    ------
    UnknownNameError
        If an identifier or the lesson does not exist.

    Examples
    --------
    >>> [question.id for question in questions(only=["Q26", "Q25"])]
    ['Q26', 'Q25']
    """
    own = _own(lesson) if lesson else ()
    if only is not None:
        known = {question.id: question for question in (*_bank(), *own)}
        for name in only:
            if name not in known:
                raise UnknownNameError("question", name, known)
        return tuple(known[name] for name in only)
    if lesson is None:
        return _bank()
    from lesson_utils.course import lesson as described  # the lesson's claims stand in its notebook

    claims = set(described(lesson).claims)
    return (*(q for q in _bank() if claims & set(q.claims)), *own)


@cache
def _bank() -> tuple[Question, ...]:
    return tuple(
        Choice(
            id=entry.id,
            claims=tuple(entry.claims),
            level=entry.level,
            text=entry.text,
            hint="",
            sources=tuple(_source_id(source) for source in entry.sources),
            options=tuple(
                Option(option.key, option.text, option.correct, option.explanation)
                for option in entry.options
            ),
        )
        for entry in evidence.questions()
    )


def _source_id(source: Any) -> str:
    return source if isinstance(source, str) else str(source.id)


def _own(lesson: str) -> tuple[Question, ...]:
    return read_questions(_path_of(lesson))


def _path_of(lesson: str) -> Path:
    folder = Path(data.root()) / "lessons"
    if not _TWO_DIGITS.fullmatch(lesson):  # and nothing else becomes a way to other folders
        known = sorted(path.stem for path in folder.glob("[0-9][0-9].json"))
        raise UnknownNameError("lesson", lesson, known)
    return folder / f"{lesson}.json"


def lesson_file(lesson: str) -> dict[str, Any]:
    """Read what a lesson's file names: ``questions``, ``terms`` and ``tables``.

    Examples
    --------
    >>> lesson_file("05")["lesson"]
    '05'
    """
    path = _path_of(lesson)
    return _read(path) if path.exists() else {}


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path, error) from error
    if not isinstance(found, dict):
        raise _damaged(path, f"it holds a {type(found).__name__}")
    return found


def _damaged(path: Path, why: object) -> LessonError:
    return LessonError(f"{path.name} is not a file of questions ({why}). Install the course again.")


@cache
def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a lesson's own questions.

    Parameters
    ----------
    path : Path
        ``data/lessons/NN.json``; a file that is not there holds no questions.

    Raises
    ------
    LessonError
        If the file or an entry is malformed.

    Examples
    --------
    >>> read_questions(Path("no such file.json"))
    ()
    """
    if not path.exists():
        return ()
    entries = _read(path).get("questions")
    if not isinstance(entries, list):
        raise _damaged(path, "it has no list of questions")
    found = []
    for entry in entries:
        try:
            found.append(_question(entry))
        except (
            LookupError, TypeError, ValueError, AttributeError, ArithmeticError, LessonError,
        ) as error:  # fmt: skip
            name = entry.get("id", "?") if isinstance(entry, dict) else "?"
            raise LessonError(
                f"{path.name}: question {name} is malformed ({error!r}). "
                "It needs id, claims, level, question, hint, sources and options or an answer."
            ) from error
    return tuple(found)


def _question(entry: Mapping[str, Any]) -> Question:
    common: dict[str, Any] = {
        "id": entry["id"],
        "claims": tuple(entry["claims"]),
        "level": entry["level"],
        "text": entry["question"],
        "hint": entry["hint"],
        "sources": tuple(entry["sources"]),
    }
    if entry["type"] == "choice":
        options = tuple(
            Option(option["key"], option["text"], option["correct"], option["explanation"])
            for option in entry["options"]
        )
        if sum(option.correct for option in options) != 1:
            raise ValueError("exactly one option must be correct")
        return Choice(**common, options=options)
    answer = _number(entry["answer"])
    misreadings = [(_number(m["value"]), m) for m in entry.get("misreadings", ())]
    return Numeric(
        **common,
        answer=answer,
        tolerance=float(entry["tolerance"]),
        unit=entry["unit"],
        right=entry["right"].format(answer=answer),
        wrong=entry["wrong"].format(answer=answer),
        misreadings=tuple(
            Misreading(value, float(m["tolerance"]), m["text"].format(value=value))
            for value, m in misreadings
        ),
    )


def _number(given: Any) -> float:
    """Read a number, or look it up in a data table so that it cannot drift from the data."""
    if not isinstance(given, Mapping):
        return float(given)
    if "evidence" in given:
        return float(len(getattr(evidence, given["evidence"])()))
    rows: Iterable[Any] = data.load(given["data"]).where(**given["where"])
    values = [row[given["column"]] for row in rows]
    if len(values) != 1:
        raise ValueError(f"{given} fits {len(values)} rows, not one")
    return float(values[0]) / float(given.get("divide_by", 1))
