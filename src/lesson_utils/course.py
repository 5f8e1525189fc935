"""The lessons, as their own notebooks describe them, and where the course files live."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lesson_utils import i18n
from lesson_utils.arguments import instance
from lesson_utils.errors import LessonError, UnknownNameError


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, as the metadata of its notebook describes it.

    Attributes
    ----------
    number : str
        Two digits, ``"00"`` to ``"09"``.
    slug : str
        The file name without number and ending.
    question : str
        What the lesson asks.
    minutes : int
        How long it takes, in minutes.
    claims : tuple of str
        Identifiers of the claims it treats.
    objectives : tuple of str
        What the learner can do afterwards.
    title : str
        The notebook's only first-level heading.
    path : pathlib.Path
        The notebook.
    """

    number: str
    slug: str
    question: str
    minutes: int
    claims: tuple[str, ...]
    objectives: tuple[str, ...]
    title: str
    path: Path


def checkout() -> Path | None:
    """Find the checkout this code runs from, or None when it was installed from a wheel.

    Examples
    --------
    >>> found = checkout()
    >>> found is None or (found / "notebooks").is_dir()
    True
    """
    top = Path(__file__).resolve().parents[2]
    inside = (top / "pyproject.toml").is_file() and (top / "notebooks").is_dir()
    return top if inside else None


def folder() -> Path:
    """Find the folder that holds ``notebooks/`` and ``data/``.

    A checkout (an editable install) is always read in place; a wheel carries its own copy.

    Raises
    ------
    LessonError
        If neither is there, because the package was copied without its files.

    Examples
    --------
    >>> (folder() / "notebooks").is_dir()
    True
    """
    packed = Path(__file__).resolve().parent / "_course"
    top = checkout() or packed
    if not (top / "notebooks").is_dir():
        raise LessonError(
            f"The course files are missing: neither a checkout nor {packed} holds notebooks/. "
            "Install lesson-utils again from its wheel, or work in a clone of the repository."
        )
    return top


def start(number: str | int, lang: str | None = None) -> None:
    """Begin a lesson: the one set-up call of a notebook.

    It prints nothing and fetches nothing.

    Parameters
    ----------
    number : str or int
        The lesson, such as ``"05"``.
    lang : {"en", "ja"}, optional
        The language of controls, questions and place names; English if it is not given.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.
    LessonError
        If the language is not one the course speaks.

    Examples
    --------
    >>> start("05")
    >>> current()
    '05'
    """
    global _current
    known = _numbers(folder())
    two = _two_digits(number)
    if two not in known:
        raise UnknownNameError("lesson", number, known, "lu.course.lessons() lists the lessons.")
    i18n.set_language("en" if lang is None else lang)
    _current = two


_current: str | None = None


def current() -> str | None:
    """Tell which lesson `start` began in this kernel.

    Examples
    --------
    >>> start(5)
    >>> current()
    '05'
    """
    return _current


def lessons() -> tuple[Lesson, ...]:
    """Read every lesson's description from its notebook, in order.

    Raises
    ------
    LessonError
        If a notebook cannot be read or lacks a key of ``metadata.lesson``.

    Examples
    --------
    >>> [one.number for one in lessons()][:1]
    ['00']
    """
    return read_lessons(folder() / "notebooks")


def lesson(number: str | int) -> Lesson:
    """Read one lesson's description.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.

    Examples
    --------
    >>> lesson("05").claims
    ('C23', 'C24')
    """
    two = _two_digits(number)
    for path in _notebooks(folder() / "notebooks"):
        if path.name.startswith(f"{two}_"):
            return read_lesson(path)
    raise UnknownNameError(
        "lesson", number, _numbers(folder()), "lu.course.lessons() lists the lessons."
    )


@cache
def read_lessons(notebooks: Path) -> tuple[Lesson, ...]:
    """Read the lessons of a folder of notebooks, once.

    Examples
    --------
    >>> read_lessons(folder() / "notebooks") == lessons()
    True
    """
    instance(notebooks, Path, "Write pathlib.Path('notebooks').")
    return tuple(read_lesson(path) for path in _notebooks(notebooks))


def read_notebook(path: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Read the cells and the metadata of a notebook, and refuse one that is damaged.

    Raises
    ------
    LessonError
        If the file is no notebook, or a cell lacks what the format asks for.

    Examples
    --------
    >>> cells, metadata = read_notebook(folder() / "notebooks" / "00_start_here.ipynb")
    >>> cells[0]["cell_type"], metadata["lesson"]["number"]
    ('markdown', '00')
    """
    instance(path, Path, "Write pathlib.Path('05_first_island_chain.ipynb').")
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells, metadata = notebook["cells"], notebook["metadata"]
        wrong = None if isinstance(metadata, dict) else "metadata"
        wrong = wrong or next((f"cell {i}" for i, one in enumerate(cells) if not _whole(one)), None)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise LessonError(
            f"{path.name} cannot be read as a notebook ({trouble!r}). "
            "Take a fresh copy: lessons copy FOLDER."
        ) from trouble
    if wrong:
        raise LessonError(
            f"{path.name} is a damaged notebook ({wrong} is not as the format asks). "
            "Take a fresh copy: lessons copy FOLDER."
        )
    return cells, metadata


def _whole(cell: Any) -> bool:
    """Tell whether a cell has the parts that the notebook format asks for."""
    if not isinstance(cell, dict) or not isinstance(cell.get("metadata"), dict):
        return False
    source, tags = cell.get("source"), cell["metadata"].get("tags", [])
    texts = [source] if isinstance(source, str) else source
    for part in (texts, tags):
        if not isinstance(part, list) or not all(isinstance(one, str) for one in part):
            return False
    numbers = cell["metadata"].get("numbers", {})
    if not isinstance(numbers, dict) or not isinstance(cell.get("id", ""), str):
        return False
    if cell.get("cell_type") != "code":
        return isinstance(cell.get("cell_type"), str)
    outputs = cell.get("outputs")
    return (
        "execution_count" in cell
        and isinstance(outputs, list)
        and all(_is_output(one) for one in outputs)
    )


def _is_output(output: Any) -> bool:
    if not isinstance(output, dict) or not isinstance(output.get("output_type"), str):
        return False
    if output["output_type"] == "error":
        return {"ename", "evalue"} <= output.keys()
    return all(isinstance(output.get(key, {}), dict) for key in ("data", "metadata"))


def read_lesson(path: Path) -> Lesson:
    """Read the description of the lesson in one notebook.

    Raises
    ------
    LessonError
        If the file is no notebook, or ``metadata.lesson`` lacks a key or has one of a wrong kind.

    Examples
    --------
    >>> read_lesson(folder() / "notebooks" / "00_start_here.ipynb").slug
    'start_here'
    """
    cells, metadata = read_notebook(path)
    described = metadata.get("lesson")
    expected = {
        "number": str,
        "slug": str,
        "question": str,
        "minutes": int,
        "claims": list,
        "objectives": list,
    }
    if not isinstance(described, dict):
        raise LessonError(
            f"{path.name} has no metadata.lesson. It must hold {', '.join(expected)}; "
            "edit it in JupyterLab's property inspector, under Notebook Metadata."
        )
    wrong = [
        f"{key} ({'missing' if key not in described else repr(described[key])}, "
        f"must be {kind.__name__})"
        for key, kind in expected.items()
        if not isinstance(described.get(key), kind)
        or (kind is list and not all(isinstance(one, str) for one in described[key]))
    ]
    if wrong:
        raise LessonError(f"{path.name}: metadata.lesson is wrong in {'; '.join(wrong)}.")
    return Lesson(
        number=described["number"],
        slug=described["slug"],
        question=described["question"],
        minutes=described["minutes"],
        claims=tuple(described["claims"]),
        objectives=tuple(described["objectives"]),
        title=next((line[2:].strip() for line in _lines(cells) if line.startswith("# ")), ""),
        path=path,
    )


def _lines(cells: Sequence[dict[str, Any]]) -> Iterator[str]:
    for cell in cells:
        if cell.get("cell_type") == "markdown":
            yield from "".join(cell["source"]).splitlines()


def _notebooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9][0-9]_*.ipynb"))


def _numbers(top: Path) -> list[str]:
    return [path.name[:2] for path in _notebooks(top / "notebooks")]


def _two_digits(number: str | int) -> str:
    return str(number).strip().zfill(2)
