"""``lessons export cards``: the glossary in English and Japanese as flash cards.

Source of Anki's format: the chapter "Importing: Text files" of the Anki manual. The identifier of
each term rides along, so that importing a newer edition brings cards up to date and keeps what
Anki knows of the learner.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from lesson_utils import evidence
from lesson_utils.desk.bank import as_html, destination, lesson_number
from lesson_utils.desk.files import create
from lesson_utils.desk.sheet import sheet
from lesson_utils.errors import LessonError
from lesson_utils.evidence import Term
from lesson_utils.learn.questions import lesson_file

__all__ = ["ADVICE", "anki", "cards_csv", "export"]

ADVICE = {
    "anki": "In Anki: File, Import. The first column is the front, the second the back; the "
    "note type “Basic (and reversed card)” asks in both directions.",
    "csv": "Open it with a spreadsheet program; it is UTF-8.",
}
CHECKED = "seen"  # a Japanese source was read; the others await a reader's check


def export(form: str, lesson: str | None, out: Path | None) -> tuple[Path, int]:
    """Write the terms to a new file.

    Parameters
    ----------
    form : {"anki", "csv"}
        The format.
    lesson : str or None
        Such as ``"05"`` for the terms of one lesson; None for the whole glossary.
    out : Path or None
        File or folder; None for a name of its own in the current folder.

    Returns
    -------
    tuple of Path and int
        The file, and how many terms it holds.

    Raises
    ------
    LessonError
        If there is no such lesson, the file is there already, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     path, n = export("anki", "05", Path(name))
    >>> path.name, n == len(lesson_file("05")["terms"])
    ('counterweight-cards-05.anki.txt', True)
    """
    found = _terms(lesson)
    ending = ".anki.txt" if form == "anki" else ".csv"
    path = destination(out, "cards", ending, lesson)
    create(path, anki(found) if form == "anki" else cards_csv(found))
    return path, len(found)


def _terms(lesson: str | None) -> Sequence[Term]:
    if lesson is None:
        return evidence.glossary()
    number = lesson_number(lesson)
    names = lesson_file(number).get("terms", [])
    if not names:
        raise LessonError(f"Lesson {number} names no terms. Leave --lesson out for the glossary.")
    return [evidence.term(name) for name in names]


def anki(terms: Sequence[Term]) -> bytes:
    """Write terms for Anki: English on the front; Japanese, reading and meaning on the back.

    Examples
    --------
    >>> anki([evidence.term("eez")]).decode().splitlines()[0]
    '#separator:tab'
    """
    text = io.StringIO(newline="")
    head = ["#separator:tab", "#html:true", "#deck:Counterweight", "#columns:Front\tBack\tTags\tId"]
    text.write("\n".join([*head, "#tags column:3", "#guid column:4"]) + "\n")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for term in terms:
        mark = "" if term.ja_status == CHECKED else " unchecked-japanese"
        row = [as_html(term.term), _back(term), f"counterweight{mark}", f"counterweight-{term.id}"]
        writer.writerow(row)
    return text.getvalue().encode()


def _back(term: Term) -> str:
    japanese = f'<span lang="ja">{as_html(term.ja)}</span>'
    reading = f'<br><small lang="ja">{as_html(term.kana)}</small>' if term.kana else ""
    return f"{japanese}{reading}<br><br>{as_html(term.definition)}"


def cards_csv(terms: Sequence[Term]) -> bytes:
    """Write terms as a table.

    Examples
    --------
    >>> cards_csv(()).decode("utf-8-sig").strip()
    'id,English,Japanese,reading in kana,meaning,Japanese checked,sources'
    """
    head = ["id", "English", "Japanese", "reading in kana", "meaning"]
    rows = [
        [
            term.id,
            term.term,
            term.ja,
            term.kana,
            term.definition,
            "yes" if term.ja_status == CHECKED else "awaits a Japanese reader",
            " ".join(source.id for source in term.sources),
        ]
        for term in terms
    ]
    return sheet([*head, "Japanese checked", "sources"], rows)
