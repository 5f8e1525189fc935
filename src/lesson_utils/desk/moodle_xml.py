"""Questions in Moodle XML, with the reason for every option, hints and tags.

Source of the structure: the page "Moodle XML format" of the Moodle documentation.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lesson_utils.desk.bank import Entry, as_html, misreadings, plain_number, tags
from lesson_utils.learn.questions import Choice, Numeric

__all__ = ["moodle_xml"]


def moodle_xml(entries: Iterable[Entry]) -> bytes:
    """Write questions in Moodle XML.

    Parameters
    ----------
    entries : iterable of Entry
        In the order wanted; each lesson becomes a category.

    Returns
    -------
    bytes
        UTF-8 with an XML declaration.

    Examples
    --------
    >>> from lesson_utils.desk.bank import entries
    >>> moodle_xml(entries("05")).count(b'<question type="numerical">')
    1
    """
    quiz = Element("quiz")
    category = None
    for entry in entries:
        if entry.lesson != category:
            category = entry.lesson
            name = f"Lesson {category}" if category else "Other"
            question = SubElement(quiz, "question", type="category")
            _text(SubElement(question, "category"), f"$course$/Counterweight/{name}")
        _question(quiz, entry)
    indent(quiz)
    written: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _question(quiz: Element, entry: Entry) -> None:
    asked = entry.question
    numeric = isinstance(asked, Numeric)
    made = SubElement(quiz, "question", type="numerical" if numeric else "multichoice")
    _text(SubElement(made, "name"), asked.id)
    _html(made, "questiontext", asked.text)
    _html(made, "generalfeedback", "")
    for name, value in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("hidden", "0")):
        SubElement(made, name).text = value
    SubElement(made, "idnumber").text = f"counterweight-{asked.id}"
    if isinstance(asked, Choice):
        _choice(made, asked)
    else:
        _numeric(made, entry, asked)
    if asked.hint:
        _html(made, "hint", asked.hint)
    listed = SubElement(made, "tags")
    for tag in tags(entry):
        _text(SubElement(listed, "tag"), tag)


def _choice(made: Element, question: Choice) -> None:
    settings = {"single": "true", "shuffleanswers": "true", "answernumbering": "abc"}
    for name, value in settings.items():
        SubElement(made, name).text = value
    for option in question.options:
        share = "100" if option.correct else "0"
        answer = SubElement(made, "answer", fraction=share, format="html")
        _text(answer, as_html(option.text))
        _html(answer, "feedback", option.explanation)


def _numeric(made: Element, entry: Entry, question: Numeric) -> None:
    rows = [("100", question.answer, question.tolerance, question.right)]
    rows += [("0", *one) for one in misreadings(entry)]
    for share, value, tolerance, text in rows:
        answer = SubElement(made, "answer", fraction=share, format="moodle_auto_format")
        _text(answer, plain_number(value))
        _html(answer, "feedback", text)
        SubElement(answer, "tolerance").text = plain_number(tolerance)
    anything = SubElement(made, "answer", fraction="0", format="moodle_auto_format")
    _text(anything, "*")
    _html(anything, "feedback", question.wrong)
    SubElement(anything, "tolerance").text = "0"
    # The unit stands in the question; Moodle is not to ask for it again.
    settings = {"unitgradingtype": "0", "unitpenalty": "0.1", "showunits": "3", "unitsleft": "0"}
    for name, setting in settings.items():
        SubElement(made, name).text = setting


def _html(parent: Element, name: str, text: str) -> None:
    _text(SubElement(parent, name, format="html"), as_html(text))


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text
