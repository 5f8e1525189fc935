"""The lessons, as their own notebooks describe them; where course files live; copy and open."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lesson_utils import i18n
from lesson_utils.errors import LessonError, UnknownNameError

MANIFEST = ".course-files.json"
FIRST = "00_start_here.ipynb"
FOLDER_NAME = "counterweight"


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
    return tuple(read_lesson(path) for path in _notebooks(notebooks))


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
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        cells: list[dict[str, Any]] = notebook["cells"]
        described = notebook["metadata"].get("lesson")
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise LessonError(
            f"{path.name} cannot be read as a notebook ({trouble!r}). "
            "Take a fresh copy: lessons copy FOLDER."
        ) from trouble
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
    top = folder()
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
    >>> folder_to_open(folder() / "notebooks")[1] is None
    True
    """
    if given is not None:
        place = Path(given).expanduser().resolve()
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
    if checkout() is not None:
        return folder() / "notebooks", None
    report = copy(here / FOLDER_NAME)
    return report.target, report


def lab_arguments(notebooks: Path) -> list[str]:
    """Build JupyterLab's arguments: this machine only, with a token, nothing asked of the network.

    Examples
    --------
    >>> "--ServerApp.ip=127.0.0.1" in lab_arguments(folder() / "notebooks")
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
    ]


def open_lab(notebooks: Path, extra: Sequence[str] = ()) -> int:
    """Run JupyterLab on a folder of notebooks until it is stopped, and return its exit code.

    Raises
    ------
    LessonError
        If JupyterLab is not installed beside this package.

    Examples
    --------
    >>> notebooks = folder() / "notebooks"
    >>> open_lab(notebooks)  # doctest: +SKIP
    0
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise LessonError(
            "JupyterLab is not installed beside this package. "
            f'Install it: {Path(sys.executable).name} -m pip install "lesson-utils[lab]"'
        )
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    from jupyterlab.labapp import LabApp

    arguments = [*lab_arguments(notebooks), *extra]
    stopped = LabApp.launch_instance(argv=arguments)
    return int(stopped or 0)
