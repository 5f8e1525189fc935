"""``lessons export quiz``: the questions for Moodle, Canvas, other systems and spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lesson_utils.desk import bank
from lesson_utils.desk.bank import Entry
from lesson_utils.desk.files import create
from lesson_utils.desk.gift import gift
from lesson_utils.desk.moodle_xml import moodle_xml
from lesson_utils.desk.qti import qti
from lesson_utils.desk.sheet import sheet
from lesson_utils.learn.questions import Choice

__all__ = ["ADVICE", "export", "quiz_csv"]

MOST_OPTIONS = 6
ADVICE = {
    "moodle-xml": "In Moodle: Question bank, Import, Moodle XML format.",
    "gift": "In Moodle: Question bank, Import, GIFT format. Moodle XML carries hints as well.",
    "qti": "QTI 2.1. In Canvas: Settings, Import Course Content, QTI .zip file; its importer takes "
    "a number for a short text, so check those questions there.",
    "csv": "Open it with a spreadsheet program; it is UTF-8.",
}
ENDINGS = {"moodle-xml": ".xml", "gift": ".gift.txt", "qti": ".qti.zip", "csv": ".csv"}
WRITERS = {"moodle-xml": moodle_xml, "gift": gift, "qti": qti}


def export(form: str, lesson: str | None, out: Path | None) -> tuple[Path, int]:
    """Write the questions to a new file.

    Parameters
    ----------
    form : {"moodle-xml", "gift", "qti", "csv"}
        The format.
    lesson : str or None
        Such as ``"05"``; None for the whole course.
    out : Path or None
        File or folder; None for a name of its own in the current folder.

    Returns
    -------
    tuple of Path and int
        The file, and how many questions it holds.

    Raises
    ------
    LessonError
        If there is no such lesson, the file is there already, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     path, n = export("gift", "05", Path(name))
    >>> path.name, n == len(bank.entries("05"))
    ('counterweight-quiz-05.gift.txt', True)
    """
    path = bank.destination(out, "quiz", ENDINGS[form], lesson)
    found = bank.entries(lesson)
    create(path, quiz_csv(found) if form == "csv" else WRITERS[form](found))
    return path, len(found)


def quiz_csv(entries: Sequence[Entry]) -> bytes:
    """Write the questions as a table, one to a row, each option with its reason.

    Examples
    --------
    >>> quiz_csv(()).decode("utf-8-sig").split(",")[:3]
    ['id', 'lesson', 'claims']
    """
    head = ["id", "lesson", "claims", "level", "question", "correct answer", "unit", "tolerance"]
    head += ["why it is correct", "hint", "sources"]
    for number in range(1, MOST_OPTIONS):
        head += [f"wrong answer {number}", f"why {number} is wrong"]
    return sheet(head, [_row(entry, len(head)) for entry in entries])


def _row(entry: Entry, width: int) -> list[object]:
    asked = entry.question
    row: list[object] = [asked.id, entry.lesson, " ".join(asked.claims), asked.level, asked.text]
    wrong: list[object] = []
    if isinstance(asked, Choice):
        row += [asked.right.text, "", "", asked.right.explanation]
        for option in asked.options:
            if not option.correct:
                wrong += [option.text, option.explanation]
    else:
        row += [asked.answer, asked.unit, asked.tolerance, asked.right]
        for value, _tolerance, text in bank.misreadings(entry):
            wrong += [value, text]
        wrong += ["anything else", asked.wrong]
    row += [asked.hint, " ".join(asked.sources)]
    return [*row, *wrong, *[""] * width][:width]
