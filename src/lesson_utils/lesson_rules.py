"""The rules of a lesson's anatomy: its parts in order, its claims, questions and terms."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence

from lesson_utils import author_rules, evidence
from lesson_utils.cells import Cell, Finding, calls, named, parsed, prose, source, texts
from lesson_utils.course import Lesson
from lesson_utils.errors import LessonError
from lesson_utils.learn.questions import lesson_file, questions

__all__ = ["PARTS", "check_lesson", "links_to_terms"]

PARTS = (
    "What this lesson asks",
    "Predict first",
    "Exercise",
    "In class",
    "Key points",
    "Sources and licences",
    "Terms in English and Japanese",
    "Next",
)
"""Beginnings of the second-level headings that every lesson has, in this order."""

FEWEST_QUESTIONS = 6
FEWEST_EXERCISES = 2
_TERMS = re.compile(r"\[([^\]]+)\]\(#Terms-in-English-and-Japanese\)")
_HEADING = re.compile(r"^#{1,6}\s.*$", re.MULTILINE)
_TABLE_HEAD = re.compile(r"^(\s*\|.*)\n\s*\|?\s*:?-+:?\s*\|", re.MULTILINE)
_ASSESSED = re.compile(r"\*\*Assessments? of ([^:*]+)")


def check_lesson(lesson: Lesson, cells: Sequence[Cell]) -> list[Finding]:
    """Check the anatomy of one lesson.

    Parameters
    ----------
    lesson : Lesson
        What the notebook's metadata says.
    cells : sequence of dict
        The notebook's cells.

    Returns
    -------
    list of (str, str)
        Where, and what is wrong and what to do; empty for a sound lesson.

    Examples
    --------
    >>> from lesson_utils import course
    >>> where, message = check_lesson(course.lessons()[0], [])[0]
    >>> message.partition(";")[0]
    "has no part 'What this lesson asks' in its place"
    """
    found: list[Finding] = []
    for rule in (*_RULES, *author_rules.RULES):
        try:
            found += rule(lesson, cells)
        except LessonError as mistake:  # an unknown question or term, a damaged file of questions
            found.append((rule.__name__.strip("_"), str(mistake)))
    return found


def _readable(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    for cell in cells:
        if cell["cell_type"] == "code" and parsed(cell) is None:
            yield cell.get("id", "?"), "is no Python that can be read; mend the code"


def _parts(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    found = [
        heading.removeprefix("## ")
        for text in texts(cells)
        for heading in re.findall(r"^## .*$", text, re.MULTILINE)
    ]
    at = 0
    for part in PARTS:
        place = next((i for i in range(at, len(found)) if found[i].startswith(part)), None)
        if place is None:
            order = ", ".join(repr(name) for name in PARTS)
            yield "parts", f"has no part {part!r} in its place; the order is {order}"
        else:
            at = place + 1


def _claims(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    cards = named(cells, "claim_card")
    text = "\n".join(texts(cells))
    assessed = set(re.findall(r"C\d\d", " ".join(_ASSESSED.findall(text))))
    for name in lesson.claims:
        if name not in cards:
            yield "claims", f'teaches {name} without its card; add lu.claim_card("{name}")'
        if name not in assessed:
            yield "claims", f'has no "**Assessment of {name}: …**" with what would change it'
    for name in sorted({*cards} - {*lesson.claims}):
        yield "claims", f"shows the card of {name}, which its metadata does not list"
    for words in ("as of the article", "known later"):
        if words not in text.lower():
            yield "claims", f"never says what is so {words!r}"


def _predictions(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    asked, recalled = named(cells, "predict"), named(cells, "predicted")
    if not asked:
        yield "prediction", "asks for no prediction; add lu.predict(…)"
    for key in sorted({*asked} ^ {*recalled}):
        yield "prediction", f"{key!r} is asked or shown again only; do both under the same key"


def _questions(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    names: set[str] = set()
    for call in calls(cells, "quiz"):
        only = next((word.value for word in call.keywords if word.arg == "only"), None)
        if only is None:
            names |= {question.id for question in questions(lesson.number)}
        else:
            try:
                names |= set(ast.literal_eval(only))
            except (ValueError, TypeError):
                yield "questions", f"asks for only={ast.unparse(only)}; list the names themselves"
    if len(names) < FEWEST_QUESTIONS:
        yield "questions", f"asks {len(names)} questions; at least {FEWEST_QUESTIONS}"


def _exercises(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    names = set(named(cells, "exercise"))
    if len(names) < FEWEST_EXERCISES:
        yield "exercises", f"has {len(names)} of at least {FEWEST_EXERCISES} exercises"


def _teacher(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    notes = [c for c in cells if "teacher" in c["metadata"].get("tags", [])]
    if not notes:
        yield "teacher", "has no teacher notes; add a cell with the tag 'teacher'"
    for cell in notes:
        if not "".join(cell["source"]).lstrip().startswith("<details>"):
            yield cell.get("id", "?"), "teacher notes are open; put them into <details>"


def links_to_terms(texts: Sequence[str], terms: Sequence[str]) -> Iterator[str]:
    """Say which glossary terms a lesson uses without a link at their first use.

    Parameters
    ----------
    texts : sequence of str
        The lesson's Markdown, cell by cell.
    terms : sequence of str
        The English terms as the glossary prints them.

    Yields
    ------
    str
        What is wrong and what to do.

    Examples
    --------
    >>> list(links_to_terms(["The Taiwan Strait is wide."], ["Taiwan Strait"]))
    ["uses 'Taiwan Strait' first without a link: [Taiwan Strait](#Terms-in-English-and-Japanese)"]
    """
    read = "\n".join(_HEADING.sub("", prose(text)) for text in texts)
    linked = [(hit.start(1), hit.end(1)) for hit in _TERMS.finditer(read)]
    for term in terms:
        hit = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", read, re.IGNORECASE)
        if hit and not any(start <= hit.start() and hit.end() <= end for start, end in linked):
            yield (f"uses {term!r} first without a link: [{term}](#Terms-in-English-and-Japanese)")


def _tables(_lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            for head in _TABLE_HEAD.findall(prose(source(cell))):
                if not all(name.strip() for name in head.strip().strip("|").split("|")):
                    message = f"a table has a column without a heading: {head.strip()!r}; a screen "
                    message += "reader has nothing to say there, so name every column"
                    yield cell.get("id", "?"), message


def _terms(lesson: Lesson, cells: Sequence[Cell]) -> Iterator[Finding]:
    names = lesson_file(lesson.number).get("terms", ())
    taught = [
        source(cell)
        for cell in cells
        if cell["cell_type"] == "markdown" and "teacher" not in cell["metadata"].get("tags", [])
    ]
    # "First Island Chain (列島線)" is found by its first words.
    terms = [evidence.term(name).term.partition(" (")[0] for name in names]
    for message in links_to_terms(taught, terms):
        yield "terms", message
    if not any(_TERMS.search(text) for text in taught):
        yield "terms", "links no glossary term; link the first use of each"


_RULES: tuple[Callable[[Lesson, Sequence[Cell]], Iterator[Finding]], ...] = (
    _readable,
    _parts,
    _claims,
    _predictions,
    _questions,
    _exercises,
    _teacher,
    _tables,
    _terms,
)
