"""A class report as two files: a table for spreadsheets and a page to read or print."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lesson_utils.desk.files import put, trouble
from lesson_utils.desk.intake import shown
from lesson_utils.desk.report import ClassReport, Pupil
from lesson_utils.desk.report_page import page
from lesson_utils.desk.sheet import sheet
from lesson_utils.errors import LessonError

__all__ = ["rows", "write"]

STEM = "class-report"
MOST_NAMES = 200
SEAL = re.compile(r"<!-- counterweight ([0-9a-f]{16}) csv ([0-9a-f]{16}) -->\n?\Z")
HEAD = (
    "pupil",
    "file",
    "kind",
    "lesson",
    "id",
    "asked",
    "answer",
    "first answer",
    "right",
    "right first time",
    "tries",
    "last answered (UTC)",
)


def write(report: ClassReport, folder: Path) -> tuple[Path, Path]:
    """Write ``class-report.csv`` and ``class-report.html``.

    An earlier report that nobody has changed is brought up to date; any other file of that name
    is left alone, and the next free number is taken.

    Parameters
    ----------
    report : ClassReport
        What `class_report` counted.
    folder : Path
        Where to; it is made if it is missing.

    Returns
    -------
    tuple of Path
        The table and the page.

    Raises
    ------
    LessonError
        If the folder cannot be written, or no name is free.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     nobody = ClassReport("3a", (), (), (), (), ())
    ...     [path.name for path in write(nobody, Path(name))]
    ['class-report.csv', 'class-report.html']
    """
    table = sheet(HEAD, rows(report))
    body = page(report)
    seal = f"<!-- counterweight {_checksum(body.encode())} csv {_checksum(table)} -->\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        csv_path, html_path = _free(folder)
        # The page names the table it belongs to, so it comes second: a break between the two
        # leaves a table that is not taken for the page's own, and nothing is written over it.
        put(csv_path, table)
        put(html_path, f"{body}{seal}".encode())
    except OSError as error:
        hint = " The report can go elsewhere: lessons report CLASSFOLDER --out DIR"
        raise LessonError(f"{trouble('written', folder, error)}{hint}") from error
    return csv_path, html_path


def _free(folder: Path) -> tuple[Path, Path]:
    for number in range(1, MOST_NAMES):
        stem = STEM if number == 1 else f"{STEM}-{number}"
        csv_path, html_path = folder / f"{stem}.csv", folder / f"{stem}.html"
        if not os.path.lexists(csv_path) and not os.path.lexists(html_path):
            return csv_path, html_path
        if _is_ours(csv_path, html_path):
            return csv_path, html_path
    raise LessonError(
        f"{folder} already holds {MOST_NAMES} reports. Move them away, or write elsewhere: "
        "lessons report CLASSFOLDER --out DIR"
    )


def _is_ours(csv_path: Path, html_path: Path) -> bool:
    """Tell whether both files are an earlier report that nobody has changed."""
    if csv_path.is_symlink() or html_path.is_symlink():
        return False
    try:
        text = html_path.read_bytes().decode("utf-8")
        seal = SEAL.search(text)
        if seal is None or seal[1] != _checksum(text[: seal.start()].encode()):
            return False
        return not csv_path.exists() or seal[2] == _checksum(csv_path.read_bytes())
    except (OSError, UnicodeDecodeError):
        return False


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def rows(report: ClassReport) -> Iterator[tuple[object, ...]]:
    """Give one row for each answer of each pupil, and each prediction.

    Examples
    --------
    >>> list(rows(ClassReport("3a", (), (), (), (), ())))
    []
    """
    asked = {line.task.key: line.text for line in report.lines}
    for pupil in report.pupils:
        files = "; ".join(pupil.files)
        for key, entry in sorted(pupil.state["answers"].items()):
            known: Any = entry
            yield (
                pupil.who,
                files,
                shown(entry["kind"]),
                shown(entry["lesson"]),
                shown(key),
                asked.get(key, "(from another edition)"),
                entry["value"],
                known.get("first", ""),
                int(entry["ok"]),
                int(entry["first_ok"]),
                entry["tries"],
                shown(entry["at"]),
            )
        yield from _predictions(pupil, files, asked)


def _predictions(pupil: Pupil, files: str, asked: dict[str, str]) -> Iterator[tuple[object, ...]]:
    for key, entry in sorted(pupil.state["predictions"].items()):
        text = asked.get(key, "(from another edition)")
        start = (pupil.who, files, "prediction", shown(key[:2]), shown(key), text, entry["value"])
        yield (*start, "", "", "", "", shown(entry["at"]))
