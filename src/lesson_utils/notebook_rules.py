"""The rules every lesson's notebook keeps, each as one short function."""

from __future__ import annotations

import itertools
import json
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lesson_utils import course, evidence, prose
from lesson_utils.cells import Cell, place, source
from lesson_utils.errors import LessonError
from lesson_utils.lesson_rules import check_lesson

TAGS = frozenset(
    {
        "exercise",
        "hide-input",
        "hint",
        "nbval-ignore-output",
        "raises-exception",
        "solution",
        "teacher",
    }
)
MOST_LINES = 6
MEDIAN_LINES = 2
MOST_BYTES = 400_000
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

_MACHINE_PATH = re.compile(r"(?<![\w./:-])/(?:home|root|Users|tmp|work|var|opt)/\w|\b[A-Z]:\\+\w")
_FENCE = re.compile(r"^(```|~~~)[\s\S]*?^\1", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)")
_IMG_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_EMPTY_LINK = re.compile(r"\[(here|link|this|click here|more)\]\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a notebook breaks.

    Attributes
    ----------
    notebook : str
        File name.
    where : str
        The cell with number, id and first words, or the part of the notebook.
    message : str
        What is wrong and what to do.
    """

    notebook: str
    where: str
    message: str

    def __str__(self) -> str:
        """Give the finding in one line."""
        return f"{self.notebook}, {self.where}: {self.message}"


def check_folder(notebooks: Path) -> list[Finding]:
    """Check every notebook of a folder against every rule.

    Raises
    ------
    LessonError
        If the folder is missing or holds no notebook.

    Examples
    --------
    >>> found = check_folder(course.folder() / "notebooks")
    >>> [finding for finding in found if "machine" in finding.message]
    []
    """
    paths = sorted(notebooks.glob("*.ipynb"))
    if not paths:
        raise LessonError(f"There is no notebook in {notebooks}. Give a folder that holds some.")
    found = [finding for path in paths for finding in (*check(path), *check_anatomy(path))]
    return [*found, *check_together(paths)]


def check_together(paths: Sequence[Path]) -> list[Finding]:
    """Check what no notebook shows by itself: numbers given twice, claims that nobody teaches.

    Claims are asked for in the course's own folder only.

    Examples
    --------
    >>> check_together([])
    []
    """
    found = []
    for number, same in itertools.groupby(paths, lambda path: path.name[:2]):
        names = [path.name for path in same]
        if number.isdigit() and len(names) > 1:
            message = f"has the number of {names[0]}; every lesson needs a number of its own"
            found.append(Finding(names[1], "file", message))
    if paths and paths[0].parent.resolve() == (course.folder() / "notebooks").resolve():
        taught = {name for path in paths for name in _claims_of(path)}
        found += [
            Finding("data/evidence/claims.json", claim.id, "is in the metadata of no lesson")
            for claim in evidence.claims()
            if claim.id not in taught
        ]
    return found


def _claims_of(path: Path) -> tuple[str, ...]:
    try:
        return course.read_lesson(path).claims
    except LessonError:  # reported by `check`
        return ()


def check(path: Path) -> list[Finding]:
    """Check one notebook against every rule.

    Examples
    --------
    >>> check(Path("none.ipynb"))[0].message.partition(" (")[0]
    'cannot be read as a notebook'
    """
    try:
        cells, metadata = course.read_notebook(path)
        text = path.read_text(encoding="utf-8")
    except (LessonError, OSError) as trouble:
        return [Finding(path.name, "file", str(trouble).removeprefix(f"{path.name} "))]
    found = list(_about_file(path, text, cells, metadata))
    for rule in _RULES:
        found += rule(cells)
    return [Finding(path.name, place(cells, where), message) for where, message in found]


def check_anatomy(path: Path) -> list[Finding]:
    """Check whether a notebook has the parts of a lesson; an unreadable one has been reported.

    Examples
    --------
    >>> check_anatomy(Path("none.ipynb"))
    []
    """
    try:
        lesson = course.read_lesson(path)
        cells, _metadata = course.read_notebook(path)
    except LessonError:
        return []
    found = check_lesson(lesson, cells)
    return [Finding(path.name, place(cells, where), text) for where, text in found]


def _heaviest(cells: list[Cell]) -> str:
    sizes = [(len(json.dumps(cell)), cell.get("id", "?")) for cell in cells]
    size, name = max(sizes, default=(0, ""))
    return f". The largest: {place(cells, name)}, with {size // 1000} kB" if sizes else ""


def _about_file(
    path: Path, text: str, cells: list[Cell], metadata: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    try:
        lesson = course.read_lesson(path)
    except LessonError as mistake:
        yield "metadata", str(mistake)
    else:
        if path.stem != f"{lesson.number}_{lesson.slug}":
            yield "metadata", f"describes {lesson.number}_{lesson.slug}: rename one or the other"
        if not 3 <= len(lesson.objectives) <= 5:
            yield "metadata", f"has {len(lesson.objectives)} objectives; give three to five"
    size = len(text.encode())
    if size > MOST_BYTES:
        yield (
            "file",
            f"has {size // 1000} kB; {MOST_BYTES // 1000} kB are allowed{_heaviest(cells)}",
        )
    if "widgets" in metadata:
        yield "metadata", "stores widget state; run `python run.py execute`"
    for hit in _MACHINE_PATH.finditer(text):
        shown = text[hit.start() : hit.start() + 40].split('"')[0]
        yield "file", f"holds a path of one machine: {shown}"


def headings(cells: list[Cell]) -> list[tuple[int, str, str]]:
    r"""List the headings of a notebook as (level, text, cell id).

    Examples
    --------
    >>> headings([{"cell_type": "markdown", "id": "a", "source": "# One\n\n## Two"}])
    [(1, 'One', 'a'), (2, 'Two', 'a')]
    """
    return [
        (len(hit.group(1)), hit.group(2).strip(), cell.get("id", "?"))
        for cell in cells
        if cell["cell_type"] == "markdown"
        for hit in re.finditer(r"^(#{1,6})\s+(.+)$", _FENCE.sub("", source(cell)), re.MULTILINE)
    ]


def _headings(cells: list[Cell]) -> Iterator[tuple[str, str]]:
    found = headings(cells)
    tops = [text for level, text, _cell in found if level == 1]
    if len(tops) != 1:
        yield "headings", f"has {len(tops)} first-level headings {tops}; there must be one"
    elif found[0][0] != 1:
        yield found[0][2], "starts with a lower heading than the title"
    for (before, _text, _cell), (level, text, cell) in itertools.pairwise(found):
        if level > before + 1:
            yield cell, f"heading {text!r} skips from level {before} to {level}"


def _tags(cells: list[Cell]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        tags = cell["metadata"].get("tags", [])
        for tag in sorted(set(tags) - TAGS):
            yield (
                cell.get("id", "?"),
                f"has the tag {tag!r}; the tags are {', '.join(sorted(TAGS))}",
            )
        if "nbval-ignore-output" in tags and not cell["metadata"].get("reason"):
            yield cell.get("id", "?"), "ignores its output; say why in the cell's metadata.reason"


def _code(cells: list[Cell]) -> Iterator[tuple[str, str]]:
    lengths = []
    for cell in cells:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code" or {"hide-input", "solution"} & set(tags):
            continue
        lines = sum(bool(line.strip()) for line in source(cell).splitlines())
        lengths.append(lines)
        if lines > MOST_LINES:
            yield cell.get("id", "?"), f"shows {lines} lines of code; at most {MOST_LINES}"
    if lengths and statistics.median(lengths) > MEDIAN_LINES:
        median = statistics.median(lengths)
        yield "code", f"shows {median:g} lines of code in the median cell; at most {MEDIAN_LINES}"


def _outputs(cells: list[Cell]) -> Iterator[tuple[str, str]]:
    code = [cell for cell in cells if cell["cell_type"] == "code" and source(cell).strip()]
    if code and not any(cell["outputs"] for cell in code):
        yield "outputs", "holds no output; run `python run.py execute`"
    counts = [cell["execution_count"] for cell in code]
    if counts != list(range(1, len(counts) + 1)):
        yield "outputs", f"execution counts are {counts}; run `python run.py execute`"
    for cell in code:
        for output in cell["outputs"]:
            data = output.get("data", {})
            where = cell.get("id", "?")
            if WIDGET_VIEW in data:
                yield where, "stores a widget view; run `python run.py execute`"
            if output["output_type"] == "error" and "raises-exception" not in cell["metadata"].get(
                "tags", []
            ):
                yield where, f"stores an error: {output['ename']}: {output['evalue']}"
            for kind in data:
                if kind.startswith("image/") and not output["metadata"].get(kind, {}).get("alt"):
                    yield where, f"an output of kind {kind} has no alt text in its metadata"
            for tag in _IMG_TAG.findall("".join(data.get("text/html", ""))):
                if not re.search(r"\balt=[\"'][^\"']", tag):
                    yield where, f"an image in the output has no alt text: {tag[:60]}"


def _markdown(cells: list[Cell]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        if cell["cell_type"] != "markdown":
            continue
        where, text = cell.get("id", "?"), _FENCE.sub("", source(cell))
        for alt, address in _IMAGE.findall(text):
            if not alt.strip():
                yield where, f"the image {address} has no alt text"
            if address.startswith(("http:", "https:", "//")):
                yield where, f"the image {address} comes from the internet; put it into images/"
        for tag in _IMG_TAG.findall(text):
            if not re.search(r"\balt=[\"'][^\"']", tag):
                yield where, f"an image has no alt text: {tag[:60]}"
        for word in _EMPTY_LINK.findall(text):
            yield where, f"a link is called {word!r}; say where it leads"


def _numbers(cells: list[Cell]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            declared = cell["metadata"].get("numbers", {})
            for message in prose.check_numbers(source(cell), declared):
                yield cell.get("id", "?"), message


def _ids(cells: list[Cell]) -> Iterator[tuple[str, str]]:
    ids = [cell.get("id") for cell in cells]
    if None in ids or len(set(ids)) != len(ids):
        yield "cells", "cell ids are missing or repeated; run `python run.py execute`"


_RULES: tuple[Callable[[list[Cell]], Iterator[tuple[str, str]]], ...] = (
    _ids,
    _headings,
    _tags,
    _code,
    _outputs,
    _markdown,
    _numbers,
)
