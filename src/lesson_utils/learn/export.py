"""Write a learner's work into files that never take the place of anybody else's."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lesson_utils.errors import LessonError
from lesson_utils.i18n import _

__all__ = ["Exported", "export", "is_intact"]

_SEAL = re.compile(r"<!-- counterweight ([0-9a-f]{16}) -->\n?\Z")
MOST_NAMES = 200


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes
    ----------
    names : tuple of str
        The files, by name.
    earlier : tuple of str
        Where an earlier state was kept.
    avoided : bool
        True if a file of the usual name was somebody else's, or changed by hand, and was left.
    """

    names: tuple[str, ...]
    earlier: tuple[str, ...] = ()
    avoided: bool = False


def export(
    folder: Path, stem: str, texts: Mapping[str, str], *, keep_earlier: bool = True
) -> Exported:
    """Write texts as files of one stem.

    Each file ends in a seal, a comment with a checksum. A file whose seal is whole is the
    course's own and is brought up to date; any other file of that name is left alone, and the
    next free number is taken.

    Parameters
    ----------
    folder : Path
        Where to write.
    stem : str
        Name of the files without ending, such as ``"dossier-C01"``.
    texts : mapping of str to str
        Ending, such as ``".md"``, and the whole text.
    keep_earlier : bool
        Whether an older state is kept under another name.

    Raises
    ------
    LessonError
        If the folder cannot be written; the message is for the learner.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     export(Path(name), "dossier-C01", {".md": "# Mine"}).names
    ('dossier-C01.md',)
    """
    try:
        return _export(folder, stem, texts, keep_earlier)
    except OSError as error:
        raise LessonError(_sorry(error)) from error


def _export(folder: Path, stem: str, texts: Mapping[str, str], keep_earlier: bool) -> Exported:
    number, name = _free(folder, stem, tuple(texts))
    earlier = []
    for ending, text in texts.items():
        path = folder / f"{name}{ending}"
        new = _sealed(text)
        before = path.read_bytes() if path.exists() else None
        if before == new:
            continue
        if before is not None and keep_earlier:
            _number, kept = _free(folder, f"{name}-earlier", (ending,))
            _write(folder / f"{kept}{ending}", before)
            earlier.append(f"{kept}{ending}")
        _write(path, new)
    return Exported(tuple(f"{name}{ending}" for ending in texts), tuple(earlier), number > 1)


def _free(folder: Path, stem: str, endings: tuple[str, ...]) -> tuple[int, str]:
    """Find a name under which every file is missing or the course's own and unchanged."""
    for number in range(1, MOST_NAMES):
        name = stem if number == 1 else f"{stem}-{number}"
        paths = [folder / f"{name}{ending}" for ending in endings]
        if all(is_intact(path) for path in paths if os.path.lexists(path)):
            return number, name
    raise FileExistsError(errno.EEXIST, "no free name")


def is_intact(path: Path) -> bool:
    """Tell whether a file was written by `export` and has not been changed since.

    Examples
    --------
    >>> is_intact(Path("no such file"))
    False
    """
    try:
        if path.is_symlink():
            return False
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    seal = _SEAL.search(text)
    return seal is not None and seal[1] == _checksum(text[: seal.start()])


def _sealed(text: str) -> bytes:
    body = text if text.endswith("\n") else f"{text}\n"
    return f"{body}<!-- counterweight {_checksum(body)} -->\n".encode()


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _write(path: Path, content: bytes) -> None:
    """Put the file in place in one step, so that it is whole at every moment."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _sorry(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        why = _("the disk is full")
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        why = _("this folder is read-only")
    elif error.errno in {errno.ENOENT, errno.ENOTDIR}:
        why = _("the folder is no longer there")
    elif error.errno == errno.EEXIST:
        why = _("too many files of this name are there already")
    else:
        why = _("the file could not be written")
    return _("Nothing was exported: {why}. Your text is not lost; it stays in this panel.").format(
        why=why
    )
