"""A learner's own file of answers: reset a lesson, take it along, put two of them together.

Before anything is taken out or replaced, the file as it was is kept beside it under a dated name.
"""

from __future__ import annotations

import copy
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from lesson_utils import course
from lesson_utils.desk.files import create, put, trouble
from lesson_utils.desk.intake import RefusedError, examine, read
from lesson_utils.desk.merge import merge
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.learn.lock import exclusive
from lesson_utils.learn.state import NewerFormatError, State, UnreadableError
from lesson_utils.learn.store import FILE_NAME, store
from lesson_utils.learn.tasks import tasks

__all__ = ["Reset", "bring_back", "merge_files", "own_file", "own_state", "reset", "take_along"]


@dataclass(frozen=True)
class Reset:
    """What `reset` took out, and where the file as it was is kept."""

    answers: int
    predictions: int
    backup: str


def own_file(name: Path | None = None) -> Path:
    """Find the file of answers: the one named, or the one here or in ``notebooks`` here.

    Raises
    ------
    LessonError
        If the setting ``LESSON_PROGRESS`` keeps answers in memory only.

    Examples
    --------
    >>> own_file(Path("mine.json")).name
    'mine.json'
    """
    if name is not None:
        return name / FILE_NAME if name.is_dir() else name
    found = store().path
    if found is None:
        raise LessonError(
            "LESSON_PROGRESS is off: answers are kept in memory only, and there is no file. "
            "Name one: --file progress.json"
        )
    beside = found.parent / "notebooks" / found.name
    # Somebody with a clone stands beside the folder of notebooks, where JupyterLab keeps answers.
    return beside if not found.exists() and beside.is_file() else found


def own_state(path: Path) -> State:
    """Read a file of answers, saying in words why it cannot be read.

    Raises
    ------
    LessonError
        If it is missing, damaged, not a progress file, or of a newer edition.

    Examples
    --------
    >>> own_state(Path("no such file.json"))
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: There is no file no such file.json. ...
    """
    try:
        return read(path)
    except FileNotFoundError as error:
        raise LessonError(
            f"There is no file {path}. Answers are in progress.json, in the folder of the "
            "notebooks, as soon as there are any: run this there, or name the file with its folder."
        ) from error
    except NewerFormatError as error:
        raise LessonError(
            f"{path} was written by a newer edition of the course. Update this one first; the "
            "file is left as it is."
        ) from error
    except (UnreadableError, RefusedError) as error:
        why = f" ({error})" if str(error) else ""
        raise LessonError(
            f"{path} is not a progress file, or it is damaged{why}. It is left as it is. An "
            "earlier copy may stand beside it: progress.before-… or progress.broken-…"
        ) from error
    except OSError as error:
        raise trouble("read", path, error) from error


def reset(lesson: str, path: Path) -> Reset:
    """Take one lesson's answers and predictions out of a file.

    A question that another lesson asks as well goes only if it was answered in this one. Notes,
    which belong to claims and not to lessons, stay.

    Parameters
    ----------
    lesson : str
        Two digits.
    path : Path
        The file. What it held before is kept beside it under a dated name.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.
    LessonError
        If the file cannot be read or written; then it is as it was.

    Examples
    --------
    >>> import tempfile
    >>> from lesson_utils.learn.store import Store
    >>> with tempfile.TemporaryDirectory() as name:
    ...     file = Path(name) / "progress.json"
    ...     _ = Store(file).answer("Q26", "A concept", ok=True, lesson="05")
    ...     done = reset("05", file)
    ...     done.answers, sorted(Store(file).state()["answers"])
    (1, [])
    """
    number = str(lesson).strip().zfill(2)
    known = [one.number for one in course.lessons()]
    if number not in known:
        raise UnknownNameError("lesson", lesson, known, "`lessons list` shows them.")
    own_state(path)  # a missing or broken file is told before a lock is made beside it
    try:
        with exclusive(path.with_name(".progress-lock")):
            before = own_state(path)
            after = _without(number, before)
            gone = len(before["answers"]) - len(after["answers"])
            unsaid = len(before["predictions"]) - len(after["predictions"])
            if not gone and not unsaid:
                return Reset(0, 0, "")
            backup = _backup(path, f"reset-{number}")
            put(path, text_of(after))
    except OSError as error:
        raise trouble("written", path, error) from error
    return Reset(gone, unsaid, backup)


def _without(lesson: str, state: State) -> State:
    after = copy.deepcopy(state)
    asked = {task.key for task in tasks(lesson)}
    gone = {
        key
        for key, entry in state["answers"].items()
        if entry["lesson"] == lesson or (key in asked and not entry["lesson"])
    }
    after["answers"] = {k: v for k, v in state["answers"].items() if k not in gone}
    after["predictions"] = {
        key: entry
        for key, entry in state["predictions"].items()
        if not (key in asked or key.startswith(f"{lesson}."))
    }
    counted = cast(dict[str, Any], after).get("merged")
    if isinstance(counted, dict):  # what came from whom, see desk.merge
        for one in counted.values():
            if isinstance(one, dict):
                for key in gone:
                    one.pop(key, None)
    return after


def _backup(path: Path, why: str) -> str:
    """Keep the file as it is under a dated name that is free."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = f"{path.stem}.before-{why}-{stamp}.json"
    if os.path.lexists(path.with_name(name)):
        name = f"{path.stem}.before-{why}-{stamp}-{secrets.token_hex(2)}.json"
    create(path.with_name(name), path.read_bytes())
    return name


def text_of(state: State) -> bytes:
    r"""Write a state as the course writes it.

    Examples
    --------
    >>> text_of({"format": 1, "who": "a", "answers": {}, "predictions": {}})[:16]
    b'{\n "answers": {}'
    """
    text = json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode(errors="replace")  # half a character stops nothing


def merge_files(paths: Sequence[Path], out: Path) -> tuple[State, str]:
    """Put several files of answers together.

    Parameters
    ----------
    paths : sequence of Path
        Two or more.
    out : Path
        A new file, or one of `paths`: then what it held is kept beside it under a dated name.

    Returns
    -------
    tuple of State and str
        What was written, and the name of the backup; empty if there was nothing to keep.

    Raises
    ------
    LessonError
        If there are fewer than two, one cannot be read, or `out` is somebody else's file.

    Examples
    --------
    >>> merge_files([Path("only.json")], Path("both.json"))
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: One file alone cannot be merged. ...
    """
    if len(paths) < 2:
        raise LessonError(
            "One file alone cannot be merged. Name two or more: "
            "lessons progress merge A.json B.json --out BOTH.json"
        )
    paths = [own_file(path) for path in paths]
    out = own_file(out)
    is_input = any(_same(path, out) for path in paths)
    try:
        if not is_input:
            state = merge([own_state(path) for path in paths], secrets.token_hex(4))
            create(out, text_of(state))
            return state, ""
        own_state(out)
        with exclusive(out.with_name(".progress-lock")):
            state = merge([own_state(path) for path in paths], own_state(out)["who"])
            backup = _backup(out, "merge")
            put(out, text_of(state))
    except OSError as error:
        raise trouble("written", out, error) from error
    return state, backup


def bring_back(content: bytes, path: Path) -> tuple[State, str]:
    """Put the content of a file from elsewhere into the file of answers; nothing here is lost.

    Parameters
    ----------
    content : bytes
        A ``progress.json`` that was taken along or downloaded.
    path : Path
        The file of answers; it may be missing. What it held is kept beside it under a dated name.

    Returns
    -------
    tuple of State and str
        What the file holds now, and the name of the backup; empty if nothing had to be changed,
        or nothing was there.

    Raises
    ------
    UnreadableError, RefusedError, NewerFormatError
        If the content is not a progress file of this edition; then nothing has changed.
    LessonError
        If the file here cannot be read or written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     file = Path(name) / "progress.json"
    ...     state, backup = bring_back(b'{"format": 1, "who": "a", "answers": {}}', file)
    ...     state["who"], backup, file.is_file()
    ('a', '', True)
    """
    theirs = examine(content, path)
    try:
        with exclusive(path.with_name(".progress-lock")):
            if not path.exists():
                put(path, text_of(theirs))
                return theirs, ""
            mine = own_state(path)
            both = merge([mine, theirs], mine["who"])
            if text_of(both) == text_of(mine):
                return mine, ""
            backup = _backup(path, "merge")
            put(path, text_of(both))
    except OSError as error:
        raise trouble("written", path, error) from error
    return both, backup


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def take_along(path: Path, out: Path) -> State:
    """Copy a file of answers to another place, such as a memory stick, after checking it.

    Parameters
    ----------
    path : Path
        The file of answers.
    out : Path
        A new file, or a folder for a ``progress.json``.

    Raises
    ------
    LessonError
        If the file cannot be read, or there already is one of that name.

    Examples
    --------
    >>> take_along(Path("no such file.json"), Path("stick"))
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: There is no file no such file.json. ...
    """
    state = own_state(path)
    create(own_file(out), text_of(state))
    return state
