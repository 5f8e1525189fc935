"""Questions in GIFT, the text format that Moodle and many other systems read.

Source of the rules: the page "GIFT format" of the Moodle documentation. Each text is HTML, so that
an ampersand or a bracket of the text can never be taken for one of the format's own signs.
"""

from __future__ import annotations

from collections.abc import Iterable

from lesson_utils.desk.bank import Entry, as_html, misreadings, plain_number, tags
from lesson_utils.learn.questions import Choice, Numeric

__all__ = ["gift"]

SIGNS = {sign: f"\\{sign}" for sign in "\\~=#{}:"}
TABLE = str.maketrans(SIGNS)


def gift(entries: Iterable[Entry]) -> bytes:
    """Write questions in GIFT.

    Parameters
    ----------
    entries : iterable of Entry
        In the order wanted; each lesson becomes a category.

    Returns
    -------
    bytes
        UTF-8 without a byte-order mark.

    Examples
    --------
    >>> from lesson_utils.desk.bank import entries
    >>> gift(entries("05")).decode().splitlines()[0]
    '$CATEGORY: $course$/Counterweight/Lesson 05'
    """
    parts: list[str] = []
    category = None
    for entry in entries:
        if entry.lesson != category:
            category = entry.lesson
            name = f"Lesson {category}" if category else "Other"
            parts.append(f"$CATEGORY: $course$/Counterweight/{name}\n")
        parts.append(_question(entry))
    return "\n".join(parts).encode()


def _question(entry: Entry) -> str:
    question = entry.question
    named = " ".join(f"[tag:{tag}]" for tag in tags(entry))
    body = _numeric(entry, question) if isinstance(question, Numeric) else _choice(question)
    start = (
        f"// {named} [id:{question.id}]\n::{_escaped(question.id)}::[html]{_text(question.text)}"
    )
    return f"{start}{{{body}}}\n"


def _choice(question: Choice) -> str:
    lines = [
        f"\t{'=' if option.correct else '~'}[html]{_text(option.text)}"
        f"#[html]{_text(option.explanation)}\n"
        for option in question.options
    ]
    return "\n" + "".join(lines)


def _numeric(entry: Entry, question: Numeric) -> str:
    lines = [_number(100, question.answer, question.tolerance, question.right)]
    lines += [_number(0, *one) for one in misreadings(entry)]
    lines.append(f"\t~#[html]{_text(question.wrong)}\n")
    return "#\n" + "".join(lines)


def _number(share: int, value: float, tolerance: float, text: str) -> str:
    mark = "" if share == 100 else f"%{share}%"
    return f"\t={mark}{plain_number(value)}:{plain_number(tolerance)}#[html]{_text(text)}\n"


def _text(text: str) -> str:
    return _escaped(as_html(text))


def _escaped(text: str) -> str:
    return text.translate(TABLE)
