"""Questions as a QTI 2.1 package, which Canvas and other systems import.

Source of the structure: IMS Question and Test Interoperability 2.1, Assessment Test, Section and
Item Information Model, and IMS Content Packaging 1.1. One file for each question, one for the
test, one that lists them, in a zip archive that is the same byte for byte each time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from lesson_utils.desk.bank import UNWRITABLE, Entry, misreadings, plain_number
from lesson_utils.learn.questions import Choice, Numeric

__all__ = ["qti"]

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the date of every file in the archive


def qti(entries: Sequence[Entry]) -> bytes:
    """Write questions as a QTI 2.1 package.

    Parameters
    ----------
    entries : sequence of Entry
        In the order wanted; each lesson becomes a section of the test.

    Returns
    -------
    bytes
        A zip archive.

    Examples
    --------
    >>> from lesson_utils.desk.bank import entries
    >>> with zipfile.ZipFile(io.BytesIO(qti(entries("05")))) as package:
    ...     package.namelist()[:2]
    ['imsmanifest.xml', 'test.xml']
    """
    named = {identifier(entry.question.id): entry for entry in entries}
    files = {
        "imsmanifest.xml": _written(_manifest(named), PACKAGE),
        "test.xml": _written(_test(named), QTI),
    }
    for name, entry in named.items():
        files[f"items/{name}.xml"] = _written(_item(name, entry), QTI)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, content)
    return archive.getvalue()


def identifier(name: str) -> str:
    """Make a name that XML takes for an identifier.

    Examples
    --------
    >>> identifier("L05-2"), identifier("5 km?")
    ('L05-2', 'q5_km_')
    """
    safe = re.sub(r"[^A-Za-z0-9_.-]", "_", name)
    return safe if re.match(r"[A-Za-z]", safe) else f"q{safe}"


def _written(root: Element, namespace: str) -> bytes:
    register_namespace("", namespace)
    register_namespace("xsi", SCHEMA)
    if root.tag != f"{{{QTI}}}assessmentItem":  # where spaces inside a sentence would be shown
        indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _root(namespace: str, name: str, schema: str, **attributes: str) -> Element:
    return Element(
        f"{{{namespace}}}{name}",
        {f"{{{SCHEMA}}}schemaLocation": f"{namespace} {schema}", **attributes},
    )


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    namespace = parent.tag.partition("}")[0] + "}"
    made = SubElement(parent, f"{namespace}{name}", attributes)
    made.text = text
    return made


def _manifest(named: Iterable[str]) -> Element:
    root = _root(
        PACKAGE,
        "manifest",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
        identifier="counterweight-package",
    )
    metadata = _add(root, "metadata")
    _add(metadata, "schema", "QTIv2.1 Package")
    _add(metadata, "schemaversion", "1.0.0")
    _add(root, "organizations")
    resources = _add(root, "resources")
    test = _add(
        resources,
        "resource",
        identifier="counterweight-test",
        type="imsqti_test_xmlv2p1",
        href="test.xml",
    )
    _add(test, "file", href="test.xml")
    for name in named:
        _add(test, "dependency", identifierref=f"item-{name}")
    for name in named:
        href = f"items/{name}.xml"
        item = _add(
            resources, "resource", identifier=f"item-{name}", type="imsqti_item_xmlv2p1", href=href
        )
        _add(item, "file", href=href)
    return root


def _test(named: dict[str, Entry]) -> Element:
    root = _root(
        QTI,
        "assessmentTest",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
        identifier="counterweight-test",
        title="Counterweight?",
    )
    part = _add(
        root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual"
    )
    sections: dict[str, Element] = {}
    for name, entry in named.items():
        lesson = entry.lesson
        if lesson not in sections:
            sections[lesson] = _add(
                part,
                "assessmentSection",
                identifier=f"lesson-{lesson or 'other'}",
                title=f"Lesson {lesson}" if lesson else "Other",
                visible="true",
            )
        _add(
            sections[lesson],
            "assessmentItemRef",
            identifier=f"ref-{name}",
            href=f"items/{name}.xml",
        )
    return root


def _item(name: str, entry: Entry) -> Element:
    root = _root(
        QTI,
        "assessmentItem",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
        identifier=name,
        title=_plain(entry.question.id),
        adaptive="false",
        timeDependent="false",
    )
    root.set(f"{{{XML}}}lang", "en")
    if isinstance(entry.question, Choice):
        _choice(root, entry.question)
    else:
        _numeric(root, entry, entry.question)
    return root


def _declare(root: Element, base: str, right: str) -> None:
    response = _add(
        root, "responseDeclaration", identifier="RESPONSE", cardinality="single", baseType=base
    )
    _add(_add(response, "correctResponse"), "value", right)
    score = _add(
        root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"
    )
    _add(_add(score, "defaultValue"), "value", "0")
    _add(
        root,
        "outcomeDeclaration",
        identifier="FEEDBACK",
        cardinality="single",
        baseType="identifier",
    )


def _choice(root: Element, question: Choice) -> None:
    keys = [f"option-{number}" for number in range(1, len(question.options) + 1)]
    right = next(key for key, one in zip(keys, question.options, strict=True) if one.correct)
    _declare(root, "identifier", right)
    asked = _add(
        _add(root, "itemBody"),
        "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle="true",
        maxChoices="1",
    )
    _lines(_add(asked, "prompt"), question.text)
    for key, option in zip(keys, question.options, strict=True):
        _lines(_add(asked, "simpleChoice", identifier=key), option.text)
    processing = _add(root, "responseProcessing")
    found = _add(_add(processing, "responseCondition"), "responseIf")
    match = _add(found, "match")
    _add(match, "variable", identifier="RESPONSE")
    _add(match, "correct", identifier="RESPONSE")
    _set(found, "SCORE", "float", "1")
    feedback = _add(processing, "setOutcomeValue", identifier="FEEDBACK")
    _add(feedback, "variable", identifier="RESPONSE")
    for key, option in zip(keys, question.options, strict=True):
        _feedback(root, key, option.explanation)


def _numeric(root: Element, entry: Entry, question: Numeric) -> None:
    _declare(root, "float", plain_number(question.answer))
    body = _add(root, "itemBody")
    _lines(_add(body, "p"), question.text)
    field = _add(body, "p")
    _add(field, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
    if question.unit:
        field[-1].tail = f" {_plain(question.unit)}"
    condition = _add(_add(root, "responseProcessing"), "responseCondition")
    rows = [(question.answer, question.tolerance, question.right), *misreadings(entry)]
    for number, (value, tolerance, _text) in enumerate(rows):
        branch = _add(condition, "responseElseIf" if number else "responseIf")
        width = plain_number(tolerance)
        equal = _add(branch, "equal", toleranceMode="absolute", tolerance=f"{width} {width}")
        _add(equal, "variable", identifier="RESPONSE")
        _add(equal, "baseValue", plain_number(value), baseType="float")
        if not number:
            _set(branch, "SCORE", "float", "1")
        _set(branch, "FEEDBACK", "identifier", f"answer-{number}")
    _set(_add(condition, "responseElse"), "FEEDBACK", "identifier", "other")
    for number, (_value, _tolerance, text) in enumerate(rows):
        _feedback(root, f"answer-{number}", text)
    _feedback(root, "other", question.wrong)


def _set(parent: Element, name: str, base: str, value: str) -> None:
    _add(_add(parent, "setOutcomeValue", identifier=name), "baseValue", value, baseType=base)


def _feedback(root: Element, key: str, text: str) -> None:
    made = _add(
        root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=key, showHide="show"
    )
    _lines(made, text)


def _plain(text: str) -> str:
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _lines(parent: Element, text: str) -> None:
    """Put plain text into an element, its line breaks as elements."""
    first, *rest = _plain(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    parent.text = first
    for line in rest:
        _add(parent, "br").tail = line
