"""Pupils' files from a class folder: each one read with care, and every fault reported."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, cast

from lesson_utils.errors import LessonError
from lesson_utils.learn.state import NewerFormatError, State, UnreadableError, parse

__all__ = ["Found", "RefusedError", "Skipped", "examine", "gather", "read", "shown"]

LARGEST_BYTES = 5_000_000
MOST_ENTRIES = 2_000
MOST_TRIES = 100_000
LONGEST_NAME = 80
MOST_FILES = 20_000
EARLIER = re.compile(r"progress\.(broken|before)-.*\.json", re.IGNORECASE)


class RefusedError(Exception):
    """The file is not taken; the message says why."""


@dataclass(frozen=True)
class Skipped:
    """A file or folder that was not counted, and why."""

    name: str
    why: str


@dataclass
class Found:
    """What a class folder holds.

    Attributes
    ----------
    states : list of (str, State)
        The name of each file below the folder, and its answers.
    skipped : list of Skipped
        What looked like a pupil's file and could not be counted.
    foreign : list of str
        Other JSON files, which are no progress files.
    """

    states: list[tuple[str, State]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def gather(folder: Path) -> Found:
    """Read every progress file below a folder.

    Links are not followed, hidden files and a course's own backups are passed over, and nothing
    that a file holds can stop the others from being read.

    Parameters
    ----------
    folder : Path
        The class folder: a subfolder for each pupil, or many ``.json`` files side by side.

    Raises
    ------
    LessonError
        If there is no such folder, or it cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = (Path(name) / "progress.json").write_text("{half")
    ...     gather(Path(name)).skipped[0].why
    'it is not a progress file, or it is damaged'
    """
    if not folder.is_dir():
        raise LessonError(
            f"There is no folder {folder}. Give the folder that holds the pupils' progress.json "
            "files: lessons report CLASSFOLDER"
        )
    found = Found()
    for path in _candidates(folder, found):
        name = shown(path.relative_to(folder).as_posix())
        if len(found.states) + len(found.skipped) + len(found.foreign) >= MOST_FILES:
            found.skipped.append(Skipped("…", f"more than {MOST_FILES} files: the rest is left"))
            break
        try:
            found.states.append((name, read(path)))
        except UnreadableError:
            if path.name.lower().startswith("progress"):
                found.skipped.append(Skipped(name, "it is not a progress file, or it is damaged"))
            else:
                found.foreign.append(name)
        except NewerFormatError:
            found.skipped.append(
                Skipped(name, "a newer edition of the course wrote it; update this one")
            )
        except RefusedError as error:
            found.skipped.append(Skipped(name, str(error)))
        except OSError as error:
            found.skipped.append(Skipped(name, f"it cannot be read ({error.strerror})"))
    return found


def _candidates(folder: Path, found: Found) -> Iterator[Path]:
    """Walk through the folder without following links; what is unreadable is noted."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listed:
                entries = sorted(listed, key=lambda one: one.name)
        except OSError as error:
            if here == folder:
                raise LessonError(
                    f"The folder {folder} cannot be read ({error.strerror}). Copy it to a place "
                    "of your own, or ask for the right to read it."
                ) from error
            why = f"this folder cannot be read ({error.strerror})"
            found.skipped.append(Skipped(shown(here.relative_to(folder).as_posix()), why))
            continue
        below = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            is_json = entry.name.lower().endswith(".json")
            if entry.is_symlink():
                if is_json or _is_folder(entry):
                    name = shown(Path(entry.path).relative_to(folder).as_posix())
                    found.skipped.append(Skipped(name, "it is a link, and links are not followed"))
            elif entry.is_dir(follow_symlinks=False):
                below.append(Path(entry.path))
            elif is_json and not EARLIER.fullmatch(entry.name):
                yield Path(entry.path)
        waiting.extend(reversed(below))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links
        return True


def read(path: Path) -> State:
    """Read one progress file that may hold anything.

    Returns
    -------
    State
        Checked more strictly than the learner's own: counts are counts, texts can be written.

    Raises
    ------
    OSError
        If it cannot be read, or a newer edition of the course wrote it.
    UnreadableError
        If it is not a progress file.
    RefusedError
        If it holds what no learner can have done.

    Examples
    --------
    >>> read(Path(__file__))
    Traceback (most recent call last):
    lesson_utils.learn.state.UnreadableError
    """
    # Not waiting, should somebody have made it a pipe between the look and the opening.
    how = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, how)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise RefusedError("it is no ordinary file")
        raw = file.read(LARGEST_BYTES + 1)
    return examine(raw, path)


def examine(raw: bytes, path: Path) -> State:
    """Take the content of a progress file, which may be anything; `read` says what it raises.

    Parameters
    ----------
    raw : bytes
        The content.
    path : Path
        Where it is from; a file without a name of its own is named after it.

    Examples
    --------
    >>> examine(b'{"format": 1, "answers": {}}', Path("7b/mika.json"))["who"]
    '7b/mika'
    """
    if len(raw) > LARGEST_BYTES:
        raise RefusedError(f"it is larger than {LARGEST_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
        named = "who" in json.loads(text, parse_constant=_no_number)
        state = parse(text)
        if "\\ud" in text.lower():  # the only way to half a character
            state = _writable(state)
        return _checked(state, path, named=named)
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableError from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _checked(state: State, path: Path, *, named: bool) -> State:
    """Hold the file to what the course writes; a name it lacks is taken from the file's."""
    raw = cast(dict[str, Any], state)
    if type(raw["format"]) is not int:
        raise UnreadableError
    entries = (raw["answers"], raw["predictions"], raw.get("notes", {}))
    if any(len(one) > MOST_ENTRIES for one in entries):
        raise RefusedError(f"it holds more than {MOST_ENTRIES} answers, which no course asks for")
    if any(len(key) > LONGEST_NAME for one in entries for key in one):
        raise RefusedError("it holds names of questions that no course has")
    for entry in raw["answers"].values():
        if type(entry["tries"]) is not int or not 1 <= entry["tries"] <= MOST_TRIES:
            raise RefusedError("it holds counts that cannot be")
    raw["who"] = shown(raw["who"] if named else f"{path.parent.name}/{path.stem}")[:40] or "?"
    return state


def shown(text: str) -> str:
    r"""Make a text one line that can be shown and written anywhere.

    Examples
    --------
    >>> shown("a\nb\ud800")
    'a b�'
    """
    if text.isprintable():  # almost always
        return text.strip()
    one_line = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ", text)
    return re.sub("[\ud800-\udfff\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", one_line).strip()


def _writable(value: Any) -> Any:
    """Replace halves of characters, which no file can hold, all the way down."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_writable(one) for one in value]
    if isinstance(value, dict):
        return {_writable(key): _writable(one) for key, one in value.items()}
    return value
