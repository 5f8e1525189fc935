"""Files written whole, and never in place of somebody else's."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from lesson_utils.errors import LessonError

__all__ = ["create", "put", "trouble"]


def put(path: Path, content: bytes) -> None:
    """Write a file in one step, so that it is whole at every moment; what was there is replaced.

    Raises
    ------
    OSError
        If it cannot be written; then nothing has changed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     put(Path(name) / "a.txt", b"whole")
    ...     (Path(name) / "a.txt").read_bytes()
    b'whole'
    """
    with _unfinished(path, content) as made:
        made.replace(path)


def create(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, in one step.

    Raises
    ------
    LessonError
        If a file of that name is there, or it cannot be written.

    Examples
    --------
    >>> create(Path(__file__), b"")
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: files.py is there already and is left as it is. ...
    """
    if os.path.lexists(path):
        raise LessonError(
            f"{path.name} is there already and is left as it is. Name another file with --out, "
            "or move that one away first."
        )
    try:
        with _unfinished(path, content) as made:
            try:
                os.link(made, path)  # fails if somebody was faster; a rename would not
            except FileExistsError:
                raise
            except OSError:  # a file system without links, such as a USB stick's
                made.replace(path)
    except OSError as error:
        raise trouble("written", path, error) from error


@contextlib.contextmanager
def _unfinished(path: Path, content: bytes) -> Iterator[Path]:
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with made.open("xb") as file:
            file.write(content)
        yield made
    finally:
        made.unlink(missing_ok=True)


def trouble(what: str, path: Path, error: OSError) -> LessonError:
    """Say in words why a file could not be read or written, and what helps.

    Examples
    --------
    >>> print(trouble("written", Path("x/report.csv"), OSError(errno.ENOSPC, "")))
    x/report.csv could not be written: the disk is full. Free some space, or write elsewhere.
    """
    if error.errno == errno.ENOSPC:
        why = "the disk is full. Free some space, or write elsewhere"
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        why = "this account may not do that there. Choose a folder of your own"
    elif error.errno in {errno.ENOENT, errno.ENOTDIR}:
        why = "there is no such file or folder. Check the name, or make the folder first"
    elif error.errno == errno.EEXIST:
        why = "a file of that name is there already. Name another"
    elif error.errno == errno.EISDIR:
        why = "that is a folder. Name a file"
    else:
        why = f"{error.strerror or error}. Try another place"
    return LessonError(f"{path} could not be {what}: {why}.")
