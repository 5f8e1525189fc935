"""What each lesson asks, in the order of its notebook: questions, exercises, predictions.

The notebooks are read, not run: the calls ``lu.quiz``, ``lu.exercise`` and ``lu.predict`` in their
code cells say what is asked, and the heading above each says where.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lesson_utils import course
from lesson_utils.errors import LessonError

__all__ = ["Task", "read_tasks", "tasks"]

KINDS = {"quiz": "quiz", "exercise": "exercise", "predict": "prediction"}


@dataclass(frozen=True)
class Task:
    """One thing a lesson asks for.

    Attributes
    ----------
    key : str
        Its name in ``progress.json``: ``"Q25"``, ``"05.1"``, ``"05.gap"``.
    kind : str
        ``"quiz"``, ``"exercise"`` or ``"prediction"``.
    lesson : str
        Two digits.
    heading : str
        The heading it stands under, as it is read.
    prompt : str
        What a prediction asks; empty for the others, whose words stand in the bank.
    options : tuple of str
        What a prediction offers to choose from.
    """

    key: str
    kind: str
    lesson: str
    heading: str
    prompt: str = ""
    options: tuple[str, ...] = ()


def tasks(lesson: str | None = None) -> tuple[Task, ...]:
    """List what the course asks, lesson by lesson.

    Parameters
    ----------
    lesson : str, optional
        Two digits; left out, every lesson.

    Returns
    -------
    tuple of Task
        In the order of the notebooks. A question that two lessons ask is listed in both. A
        notebook that cannot be read asks nothing here.

    Examples
    --------
    >>> [task.key for task in tasks("05") if task.kind == "exercise"]
    ['05.1', '05.2']
    """
    try:
        found = read_tasks(course.folder() / "notebooks")
    except LessonError:
        return ()
    return tuple(task for task in found if lesson is None or task.lesson == lesson)


@cache
def read_tasks(notebooks: Path) -> tuple[Task, ...]:
    """Read the tasks of a folder of notebooks, once.

    Examples
    --------
    >>> read_tasks(Path("no such folder"))
    ()
    """
    found: list[Task] = []
    for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb")):
        try:
            cells = json.loads(path.read_text("utf-8"), object_hook=_needed)["cells"]
            found += _of_notebook(path.name[:2], cells)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return tuple(found)


def _needed(part: dict[str, Any]) -> dict[str, Any]:
    """Let go of outputs as they are read: ten lessons store 2 MB of them."""
    return {key: part[key] for key in ("cells", "cell_type", "source") if key in part}


def _of_notebook(lesson: str, cells: list[Mapping[str, Any]]) -> list[Task]:
    found: dict[str, Task] = {}
    heading = ""
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = _last_heading(source) or heading
        elif cell["cell_type"] == "code" and "lu." in source:
            for task in _of_code(lesson, heading, source):
                found.setdefault(task.key, task)
    return list(found.values())


def _last_heading(source: str) -> str:
    """Find the last heading of a cell, without the marks of emphasis, code and links."""
    found = re.findall(r"^#{1,6}\s+(.+?)\s*#*\s*$", source, re.MULTILINE)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found[-1]) if found else ""
    return re.sub(r"[*`]", "", plain).strip()


def _of_code(lesson: str, heading: str, source: str) -> Iterator[Task]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "lu"
            and node.func.attr in KINDS
        ):
            continue
        try:
            given = [ast.literal_eval(one) for one in node.args]
            named = {one.arg: ast.literal_eval(one.value) for one in node.keywords if one.arg}
        except ValueError:
            continue
        yield from _of_call(KINDS[node.func.attr], lesson, heading, given, named)


def _of_call(
    kind: str, lesson: str, heading: str, given: list[Any], named: Mapping[str, Any]
) -> Iterator[Task]:
    if kind == "quiz":
        only = named.get("only", given[1] if len(given) > 1 else None)
        for key in _all_questions(lesson) if only is None else only:
            yield Task(key, kind, lesson, heading)
        return
    if not given:
        return
    if kind == "exercise":
        yield Task(str(given[0]), kind, lesson, heading)
        return
    prompt = named.get("prompt", given[1] if len(given) > 1 else "")
    options = named.get("options", given[2] if len(given) > 2 else None)
    yield Task(str(given[0]), kind, lesson, heading, str(prompt), tuple(map(str, options or ())))


def _all_questions(lesson: str) -> list[str]:
    from lesson_utils.learn.questions import questions

    try:
        return [question.id for question in questions(lesson)]
    except LessonError:
        return []
