"""What a class answered: question by question, lesson by lesson, pupil by pupil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from lesson_utils import course
from lesson_utils.desk.intake import Found, Skipped, gather, shown
from lesson_utils.desk.merge import merge, names_of
from lesson_utils.errors import LessonError
from lesson_utils.learn.state import Answer, State
from lesson_utils.learn.tasks import Task, tasks

__all__ = ["ClassReport", "Line", "Pupil", "class_report"]

LONGEST_ANSWER = 160
MOST_EARLIER = 50


@dataclass(frozen=True)
class Pupil:
    """One pupil, known by the anonymous name in the file and by the file itself."""

    who: str
    files: tuple[str, ...]
    state: State

    @property
    def last(self) -> str:
        """The day of the newest answer, ISO 8601; empty if none has a day."""
        entries: list[Mapping[str, Any]] = [*self.state["answers"].values()]
        entries += self.state["predictions"].values()
        return max((str(one.get("at", ""))[:10] for one in entries), default="")


@dataclass(frozen=True)
class Line:
    """What a class made of one task.

    Attributes
    ----------
    task : Task
        Question, exercise or prediction.
    text : str
        What was asked.
    answered, right, first : int
        Pupils who answered it, who found the answer, who had it right at the first try.
    tries : int
        Tries of all pupils together.
    given : tuple of (str, int)
        The most frequent answers and how many pupils gave each: to a question the wrong ones,
        to a prediction all.
    """

    task: Task
    text: str
    answered: int
    right: int
    first: int
    tries: int
    given: tuple[tuple[str, int], ...]

    @property
    def first_share(self) -> float:
        """Share of those who answered that was right at the first try, 0 to 1."""
        return self.first / self.answered if self.answered else 0.0


@dataclass(frozen=True)
class ClassReport:
    """A class: its pupils, what they answered, and which files were not counted."""

    folder: str
    pupils: tuple[Pupil, ...]
    lines: tuple[Line, ...]
    earlier: tuple[tuple[str, int], ...]
    skipped: tuple[Skipped, ...]
    foreign: tuple[str, ...]

    def of(self, lesson: str, kind: str) -> tuple[Line, ...]:
        """Give the lines of one lesson and kind, in the order of the lesson."""
        return tuple(x for x in self.lines if (x.task.lesson, x.task.kind) == (lesson, kind))

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons of the course, two digits each."""
        return tuple(sorted({line.task.lesson for line in self.lines}))

    @property
    def files(self) -> int:
        """How many files were counted."""
        return sum(len(pupil.files) for pupil in self.pupils)


def class_report(folder: Path) -> ClassReport:
    """Read a class folder and count.

    Parameters
    ----------
    folder : Path
        A subfolder with a ``progress.json`` for each pupil, or many ``.json`` files side by side.
        Files that carry the same anonymous name are one pupil's and are merged.

    Raises
    ------
    LessonError
        If the folder is not there, cannot be read, or holds no progress file at all.

    Examples
    --------
    >>> class_report(Path(__file__).parent)
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: There is no progress file in desk. ...
    """
    found = gather(folder)
    if not found.states:
        raise LessonError(_nothing(folder, found))
    pupils = _pupils(found.states)
    asked = _asked()
    texts = _texts(asked)
    lines = [_line(task, texts.get(task.key, ""), pupils) for task in asked.values()]
    return ClassReport(
        folder=shown(folder.resolve().name),
        pupils=pupils,
        lines=tuple(lines),
        earlier=_earlier(pupils, set(asked)),
        skipped=tuple(found.skipped),
        foreign=tuple(found.foreign),
    )


def _nothing(folder: Path, found: Found) -> str:
    name = shown(folder.resolve().name) or str(folder)
    text = f"There is no progress file in {name}. "
    if found.skipped:
        first = found.skipped[0]
        text += f"{len(found.skipped)} could not be counted; {first.name}: {first.why}. "
    return text + (
        "Collect each pupil's progress.json into one folder, under different names or in a "
        "subfolder each, and give that folder."
    )


def _pupils(states: Sequence[tuple[str, State]]) -> tuple[Pupil, ...]:
    """Put together the files that share a name, also by way of a third file that was merged."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for _file, state in states:
        for name in names_of(state):
            one, two = sorted((find(state["who"]), find(name)))
            leader[two] = one
    together: dict[str, list[tuple[str, State]]] = {}
    for file, state in states:
        together.setdefault(find(state["who"]), []).append((file, state))
    return tuple(
        Pupil(who, tuple(file for file, _state in every), merge([state for _file, state in every]))
        for who, every in sorted(together.items(), key=lambda one: (one[1][0][0], one[0]))
    )


def _asked() -> dict[str, Task]:
    """Every task of the course once, where it is asked first."""
    found: dict[str, Task] = {}
    for task in tasks():
        found.setdefault(task.key, task)
    return found


def _texts(asked: Mapping[str, Task]) -> dict[str, str]:
    """Say in words what is asked."""
    from lesson_utils.learn import exercises
    from lesson_utils.learn.questions import questions

    texts = {key: task.prompt for key, task in asked.items()}
    texts |= {question.id: question.text for question in questions()}
    for lesson in course.lessons():
        texts |= {question.id: question.text for question in questions(lesson.number)}
    known = set(exercises.names())
    for key, task in asked.items():
        if task.kind == "exercise" and key in known:
            texts[key] = exercises.get(key).title
    return texts


def _line(task: Task, text: str, pupils: Iterable[Pupil]) -> Line:
    if task.kind == "prediction":
        found = [one.state["predictions"].get(task.key) for one in pupils]
        values = [one["value"] for one in found if one is not None]
        return Line(task, text, len(values), 0, 0, 0, _frequent(values))
    entries = [
        entry
        for pupil in pupils
        if (entry := pupil.state["answers"].get(task.key)) and entry["kind"] == task.kind
    ]
    return Line(
        task,
        text,
        answered=len(entries),
        right=sum(entry["ok"] for entry in entries),
        first=sum(entry["first_ok"] for entry in entries),
        tries=sum(entry["tries"] for entry in entries),
        given=_frequent(value for entry in entries for value in wrong_answers(entry)),
    )


def wrong_answers(entry: Answer) -> set[str]:
    """Give the wrong answers of one pupil that the file still knows: the first, and the last.

    Examples
    --------
    >>> wrong_answers({"kind": "quiz", "lesson": "05", "value": "Luzon", "ok": False,
    ...                "first_ok": False, "tries": 1, "at": ""})
    {'Luzon'}
    """
    found = set()
    first = cast(Mapping[str, Any], entry).get("first")
    if not entry["first_ok"] and isinstance(first, str):
        found.add(first)
    if not entry["ok"]:
        found.add(entry["value"])
    return found


def _frequent(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(shown(value)[:LONGEST_ANSWER] for value in values)
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(ranked[:8])


def _earlier(pupils: Iterable[Pupil], known: set[str]) -> tuple[tuple[str, int], ...]:
    """Count answers to what this edition no longer asks."""
    counted = Counter(
        shown(key)
        for pupil in pupils
        for key in (*pupil.state["answers"], *pupil.state["predictions"])
        if key not in known
    )
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST_EARLIER])
