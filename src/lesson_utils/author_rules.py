"""The rules that tell an author what a lesson still lacks: texts, sources, links, closing parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lesson_utils import data, evidence
from lesson_utils.cells import Cell, Finding, calls, named, prose, source, texts
from lesson_utils.course import Lesson
from lesson_utils.errors import UnknownNameError
from lesson_utils.learn import exercises
from lesson_utils.learn.questions import lesson_file, questions

__all__ = ["PENCIL", "RULES"]

PENCIL = "✎"
"""Stands in a new lesson (`tools/new_lesson.py`) wherever its author has to write."""

_LINK = re.compile(r"\]\(([^)\s]+)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
_DRAWN = re.compile(r"^lu\.(?:charts|maps|explore)\.", re.MULTILINE)
_TABLE = re.compile(r"([a-z_]\w*)\[")
_LEDGERS = {"claims", "timeline", "glossary", "sources", "questions"}


def _unwritten(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    for cell in cells:
        for line in source(cell).splitlines():
            if PENCIL in line:
                yield (
                    cell.get("id", "?"),
                    f"is not written yet: {line.partition(PENCIL)[2].strip()}",
                )
    if PENCIL in str(lesson_file(lesson.number)):
        yield f"data/lessons/{lesson.number}.json", f"is not written yet where it says {PENCIL}"
    for text in (lesson.question, *lesson.objectives):
        if PENCIL in text:
            yield "metadata", f"is not written yet: {text.partition(PENCIL)[2].strip()}"


def _frame(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    """Check the calls that every lesson begins and ends with."""
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    begin = f'import lesson_utils as lu\nlu.start("{lesson.number}")'
    if not code or [line for line in source(code[0]).splitlines() if line] != begin.splitlines():
        where = code[0].get("id", "?") if code else "code"
        yield where, f"the first code cell must be exactly these two lines: {begin!r}"
    for name, what in (("sources_used", "sources"), ("terms", "terms")):
        if named(cells, name) != [lesson.number]:
            yield what, f'must be listed once, by a cell lu.{name}("{lesson.number}")'


def _objectives(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    text = " ".join("\n".join(texts(cells)).split())
    for objective in lesson.objectives:
        plain = " ".join(objective.split())
        if plain not in text and _bare(plain) not in _bare(text):
            yield "objectives", f"the metadata's objective is in no text: {objective!r}"


def _bare(text: str) -> str:
    """Take links and emphasis out of a text."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_]", r"\1", text).lower()


def _read_it(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    """Check that what is drawn is also read in words before the next part begins."""
    for number, cell in enumerate(cells):
        if cell["cell_type"] != "code" or not _DRAWN.search(source(cell)):
            continue
        for later in cells[number + 1 :]:
            text = source(later)
            if later["cell_type"] == "markdown" and "**Read it.**" in text:
                break
            if later["cell_type"] == "markdown" and re.match(r"##? ", text):
                yield (
                    cell.get("id", "?"),
                    "draws without a reading in words; add a text after it that begins "
                    "**Read it.** and says kind of picture, axes, range and trend",
                )
                break


def _in_class(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    if not any("without computers" in text for text in texts(cells)):
        yield (
            "in class",
            "has no activity without computers; add **Ten minutes without computers.**",
        )


def _known_claims(lesson: Lesson, _cells: Sequence[Cell]) -> Iterator[Finding]:
    known = [claim.id for claim in evidence.claims()]
    for name in lesson.claims:
        if name not in known:
            yield "claims", str(UnknownNameError("claim", name, known))


def _sources(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    file = f"data/lessons/{lesson.number}.json"
    named_ = lesson_file(lesson.number)
    if not named_:
        yield file, "is missing; it names the lesson's questions, terms and tables"
        return
    sources, sets = {one.id for one in evidence.sources()}, set(data.names())
    for question in questions(lesson.number):
        if not question.sources:
            yield file, f"question {question.id} names no source; add one to its sources"
        for name in question.sources:
            table = name.removeprefix("data:")
            if name.startswith("data:") and table not in sets:
                yield file, f"question {question.id}: {UnknownNameError('data set', table, sets)}"
            elif not name.startswith("data:") and name not in sources:
                yield file, f"question {question.id}: {UnknownNameError('source', name, sources)}"
    listed = set(named_.get("tables", ()))
    for name in sorted(listed - sets):
        yield file, f"tables: {UnknownNameError('data set', name, sets)}"
    for cell in cells:
        for name in sorted((_used(cell) & sets) - listed - _LEDGERS):
            where = cell.get("id", "?")
            yield where, f"uses the data set {name}, which {file} does not list under tables"


def _used(cell: Cell) -> set[str]:
    """List the data sets that a cell loads or takes its numbers from."""
    if cell["cell_type"] == "code":
        return {name for call in ("data.load", "data.describe") for name in named([cell], call)}
    told = cell["metadata"].get("numbers", {}).values()
    return {name for text in told if isinstance(text, str) for name in _TABLE.findall(text)}


def _links(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    anchors = {
        heading.replace(" ", "-") for text in texts(cells) for heading in _HEADING.findall(text)
    }
    for cell in cells:
        if cell["cell_type"] != "markdown":
            continue
        for address in _LINK.findall(prose(source(cell))):
            file, _hash, anchor = address.partition("#")
            if file.startswith(("http:", "https:", "mailto:")):
                continue
            if file and not (lesson.path.parent / file).is_file():
                yield cell.get("id", "?"), f"a link leads to {file}, which is not there"
            elif not file and anchor not in anchors:
                yield cell.get("id", "?"), f"a link leads to #{anchor}; no heading is called that"


def _exercises(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    for name in sorted(set(named(cells, "exercise"))):
        try:
            found = exercises.get(name)
        except UnknownNameError as mistake:
            yield "exercises", f"{mistake} It belongs into learn/exercises/lesson_{name[:2]}.py."
            continue
        if PENCIL in "".join((found.title, found.task, found.hint, found.stub)):
            yield f"learn/exercises/lesson_{name[:2]}.py", f"{name} is not written yet"


def _questions_are_used(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    own = {question.id for question in questions(lesson.number) if question.id.startswith("L")}
    asked = " ".join(source(cell) for cell in cells if cell["cell_type"] == "code")
    all_of_them = any(not call.keywords for call in calls(cells, "quiz"))
    for name in sorted(own):
        if f'"{name}"' not in asked and not all_of_them:
            yield (
                "questions",
                f"never asks its own question {name}; add it to a lu.quiz(…, only=[…])",
            )


RULES: tuple[Callable[[Lesson, Sequence[Cell]], Iterator[Finding]], ...] = (
    _unwritten,
    _frame,
    _objectives,
    _read_it,
    _in_class,
    _known_claims,
    _sources,
    _links,
    _questions_are_used,
    _exercises,
)
"""Each rule looks at one lesson and its cells and yields (where, what is wrong and what to do)."""
