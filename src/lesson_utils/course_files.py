"""Copies of the lessons in a learner's own folder, and JupyterLab opened on them."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lesson_utils import course
from lesson_utils.errors import LessonError

MANIFEST = ".course-files.json"
FIRST = "00_start_here.ipynb"
FOLDER_NAME = "counterweight"
# Not "lesson-utils[lab]": another project has that name on the package index.
JUPYTERLAB = '"jupyterlab>=4.4,<5" "ipykernel>=6.29"'


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What `copy` did, file by file, as paths relative to the target.

    Attributes
    ----------
    target : pathlib.Path
        The folder copied into.
    new, updated, same, kept : list of str
        Files written for the first time; files replaced because nobody had touched them; files
        that were up to date already; files left alone because they had been changed.
    """

    target: Path
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Say it in words, with the remedy for what was kept."""
        parts = [
            f"{len(files)} {word}"
            for files, word in (
                (self.new, "new"),
                (self.updated, "updated"),
                (self.same, "already up to date"),
                (self.kept, "kept"),
            )
            if files
        ]
        lines = [f"{self.target}: {', '.join(parts) or 'nothing to copy'}."]
        if self.kept:
            lines.append("Kept as they are, because they hold changes of your own:")
            lines += [f"  {name}" for name in self.kept]
            lines.append(
                "For a fresh copy of one of them, rename yours and run the same command again."
            )
        return "\n".join(lines)


def copy(target: str | Path, *, data: bool = False) -> CopyReport:
    """Copy the notebooks into a folder, never over anything a learner has changed.

    A file that still is what an earlier copy wrote is brought up to date; every other file that
    differs from the course's is kept. A list of what was written stays in the folder.

    Parameters
    ----------
    target : str or pathlib.Path
        The folder; it is made if it is missing.
    data : bool, optional
        Copy the data tables as well, into ``data/``. The notebooks do not need them there.

    Returns
    -------
    CopyReport
        What was written and what was kept.

    Raises
    ------
    LessonError
        If the folder cannot be written, or is the course's own.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as empty:
    ...     report = copy(empty)
    >>> "00_start_here.ipynb" in report.new, report.kept
    (True, [])
    """
    if not str(target).strip():
        raise LessonError(f"The folder needs a name: lessons copy ~/{FOLDER_NAME}")
    top = course.folder()
    into = Path(target).expanduser().resolve()
    if into == top or top / "notebooks" in (into, *into.parents) or top / "data" in into.parents:
        raise LessonError(
            f"{into} is the course's own folder. Name another: lessons copy ~/{FOLDER_NAME}"
        )
    if into.exists() and not into.is_dir():
        raise LessonError(f"{into} is a file, not a folder. Name a folder: lessons copy FOLDER")
    report = CopyReport(into)
    written = _read_manifest(into)
    try:
        into.mkdir(parents=True, exist_ok=True)
        for source, relative in _course_files(top, data):
            content = source.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            place = into / relative
            if not place.exists():
                report.new.append(relative)
            elif (there := hashlib.sha256(place.read_bytes()).hexdigest()) == digest:
                report.same.append(relative)
                written[relative] = digest
                continue
            elif there == written.get(relative):
                report.updated.append(relative)
            else:
                report.kept.append(relative)
                continue
            _write(place, content)
            written[relative] = digest
        _write(into / MANIFEST, json.dumps({"files": written}, indent=1, sort_keys=True).encode())
    except OSError as trouble:
        raise LessonError(
            f"Could not write to {into} ({trouble.strerror or trouble}). "
            f"Choose a folder of your own with some free space: lessons copy ~/{FOLDER_NAME}"
        ) from trouble
    return report


def _course_files(top: Path, data: bool) -> Iterator[tuple[Path, str]]:
    for path in sorted((top / "notebooks").rglob("*")):
        hidden = any(part.startswith((".", "_")) for part in path.relative_to(top).parts)
        if path.is_file() and not hidden and path.suffix in {".ipynb", ".png", ".svg"}:
            yield path, path.relative_to(top / "notebooks").as_posix()
    if data:
        for path in sorted((top / "data").rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path, path.relative_to(top).as_posix()


def _read_manifest(target: Path) -> dict[str, str]:
    """Read what an earlier copy wrote; without a readable list, nothing counts as untouched."""
    try:
        files = json.loads((target / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(place: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the whole new one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".copying-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def folder_to_open(given: str | Path | None = None) -> tuple[Path, CopyReport | None]:
    """Decide which folder of notebooks JupyterLab shows.

    A folder that is given; else the current one, if the course was copied into it; else a
    checkout's own notebooks; else a copy beside the learner's other files, made or brought up to
    date now (the report says what was done).

    Raises
    ------
    LessonError
        If the given folder is missing or holds no notebook.

    Examples
    --------
    >>> folder_to_open(course.folder() / "notebooks")[1] is None
    True
    """
    if given is not None:
        place = Path(given).expanduser().resolve()
        if place.is_file():
            raise LessonError(
                f"{place} is a file, not a folder. Name the folder it lies in: "
                f'lessons open "{place.parent}"'
            )
        if not place.is_dir():
            raise LessonError(f"There is no folder {place}. Make it with: lessons copy {given}")
        if not any(place.glob("*.ipynb")):
            raise LessonError(
                f"{place} holds no notebook. Copy the course into it: lessons copy {given}"
            )
        return place, None
    here = Path.cwd()
    if (here / MANIFEST).is_file():
        return here, None
    if course.checkout() is not None:
        return course.folder() / "notebooks", None
    report = copy(here / FOLDER_NAME)
    return report.target, report


def lab_arguments(notebooks: Path) -> list[str]:
    """Build JupyterLab's arguments: this machine only, with a token, nothing asked of the network.

    Examples
    --------
    >>> "--ServerApp.ip=127.0.0.1" in lab_arguments(course.folder() / "notebooks")
    True
    """
    names = sorted(path.name for path in notebooks.glob("*.ipynb"))
    first = FIRST if FIRST in names else names[0]
    settings = Path(__file__).resolve().parent / "_lab"
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={notebooks}",
        f"--LabApp.default_url=/lab/tree/{first}",
        f"--LabApp.app_settings_dir={settings}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LanguageServerManager.autodetect=False",
        # Of no use beside JupyterLab, and it would make every start a second longer.
        "--ServerApp.jpserver_extensions={'voila.server_extension': False}",
    ]


def open_lab(notebooks: Path, extra: Sequence[str] = ()) -> int:
    """Run JupyterLab on a folder of notebooks until it is stopped, and return its exit code.

    Raises
    ------
    LessonError
        If JupyterLab is not installed beside this package.

    Examples
    --------
    >>> notebooks = course.folder() / "notebooks"
    >>> open_lab(notebooks)  # doctest: +SKIP
    0
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise LessonError(
            "JupyterLab is not installed beside this package. "
            f'Install it: "{sys.executable}" -m pip install {JUPYTERLAB}'
        )
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    from jupyterlab.labapp import LabApp

    arguments = [*lab_arguments(notebooks), *extra]
    stopped = LabApp.launch_instance(argv=arguments)
    return int(stopped or 0)
