"""Questions and cards for other systems, read again by readers that share no code with them."""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils import course, evidence
from lesson_utils.cli import main
from lesson_utils.desk.bank import UNWRITABLE, Entry, entries, plain_number, tags
from lesson_utils.desk.cards_export import anki, cards_csv
from lesson_utils.desk.gift import gift
from lesson_utils.desk.moodle_xml import moodle_xml
from lesson_utils.desk.qti import identifier, qti
from lesson_utils.desk.quiz_export import quiz_csv
from lesson_utils.evidence import Term
from lesson_utils.learn.questions import Choice, Misreading, Numeric, Option


@dataclass
class Read:
    """A question as another system understood it."""

    name: str
    text: str
    options: list[tuple[bool, str, str]] = field(default_factory=list)  # right, text, reason
    numbers: list[tuple[bool, float, float, str]] = field(default_factory=list)
    otherwise: str = ""
    tags: list[str] = field(default_factory=list)
    category: str = ""


def plain(html: str) -> str:
    return unescape(html.replace("<br>", "\n").replace("<br />", "\n"))


# GIFT, as the Moodle documentation describes it ------------------------------------------------


def read_gift(data: bytes) -> list[Read]:
    assert b"&&" not in data  # Moodle's own stand-ins for signs begin so
    found = []
    category = ""
    for block in re.split(r"\n[ \t]*\n", data.decode("utf-8")):
        comments = re.findall(r"^//.*$", block, re.MULTILINE)
        body = "\n".join(line for line in block.split("\n") if not line.strip().startswith("//"))
        body = body.strip()
        if body.startswith("$CATEGORY:"):
            category = body.removeprefix("$CATEGORY:").strip()
        elif body:
            read = read_gift_question(signs(body))
            read.category = category
            read.tags = re.findall(r"\[tag:(.*?)\]", " ".join(comments))
            found.append(read)
    return found


def signs(text: str) -> list[tuple[str, bool]]:
    """Split into characters, each with the word whether a backslash stood before it."""
    found = []
    place = 0
    while place < len(text):
        if text[place] == "\\" and text[place + 1 : place + 2] in tuple("~=#{}:\\n"):
            sign = text[place + 1]
            found.append(("\n" if sign == "n" else sign, True))
            place += 2
        else:
            found.append((text[place], False))
            place += 1
    return found


def split(found: list[tuple[str, bool]], marks: str) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Cut before every bare mark; each part comes with the mark it began with."""
    parts: list[tuple[str, list[tuple[str, bool]]]] = [("", [])]
    for sign, escaped in found:
        if sign in marks and not escaped:
            parts.append((sign, []))
        else:
            parts[-1][1].append((sign, escaped))
    return parts


def words(found: Sequence[tuple[str, bool]]) -> str:
    text = "".join(sign for sign, _escaped in found).strip(" \t\n\r\0\x0b")
    if not text.startswith("[html]"):
        return text
    return plain(text.removeprefix("[html]")).strip(" \t\n\r")


def read_gift_question(found: list[tuple[str, bool]]) -> Read:
    colon = [number for number, one in enumerate(found) if one == (":", False)]
    assert colon[:2] == [0, 1]
    assert colon[3] == colon[2] + 1
    start = found.index(("{", False))
    end = found.index(("}", False))
    assert not "".join(sign for sign, _escaped in found[end + 1 :]).strip()
    read = Read(words(found[2 : colon[2]]), words(found[colon[3] + 1 : start]))
    inside = found[start + 1 : end]
    if inside[:1] == [("#", False)]:
        read_gift_numbers(read, inside[1:])
        return read
    for mark, part in split(inside, "~="):
        if not mark:
            assert not words(part)
            continue
        (_none, text), (_mark, reason) = split(part, "#")
        assert not re.match(r"%-?\d", words(text)) or "[html]" in "".join(s for s, _e in text)
        read.options.append((mark == "=", words(text), words(reason)))
    return read


def read_gift_numbers(read: Read, found: list[tuple[str, bool]]) -> None:
    for mark, part in split(found, "~="):
        if not mark:
            continue
        pieces = split(part, "#")
        reason = words(pieces[1][1])
        if mark == "~":
            read.otherwise = reason
            continue
        given = words(pieces[0][1])
        share = re.match(r"%(\d+)%", given)
        value, tolerance = given[share.end() if share else 0 :].split(":")
        right = share is None or share[1] == "100"
        read.numbers.append((right, float(value), float(tolerance), reason))


# Moodle XML ------------------------------------------------------------------------------------


def read_moodle(data: bytes) -> list[Read]:
    found = []
    category = ""
    for one in ElementTree.fromstring(data).findall("question"):
        if one.get("type") == "category":
            category = one.findtext("category/text", "")
            continue
        read = Read(one.findtext("name/text", ""), html_text(one, "questiontext"))
        read.category = category
        read.tags = [tag.findtext("text", "") for tag in one.findall("tags/tag")]
        for answer in one.findall("answer"):
            right = answer.get("fraction") == "100"
            reason = html_text(answer, "feedback")
            given = answer.findtext("text", "")
            if one.get("type") == "multichoice":
                assert answer.get("format") == "html"
                read.options.append((right, plain(given), reason))
            elif given == "*":
                read.otherwise = reason
            else:
                tolerance = float(answer.findtext("tolerance", "nan"))
                read.numbers.append((right, float(given), tolerance, reason))
        if one.get("type") == "multichoice":
            assert one.findtext("single") == "true"
        found.append(read)
    return found


def html_text(parent: ElementTree.Element, name: str) -> str:
    child = parent.find(name)
    assert child is not None
    assert child.get("format") == "html"
    return plain(child.findtext("text", ""))


# QTI 2.1: a package read as a delivery engine would, scoring included --------------------------

NAMES = {
    "q": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "p": "http://www.imsglobal.org/xsd/imscp_v1p1",
}


def inner(element: ElementTree.Element | None) -> str:
    assert element is not None
    text = element.text or ""
    for child in element:
        if child.tag.endswith("}br"):
            text += "\n"
        text += child.tail or ""
    return text


class Package:
    """A QTI package, and what an engine would do with it."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        assert self.archive.testzip() is None
        manifest = ElementTree.fromstring(self.archive.read("imsmanifest.xml"))
        resources = manifest.findall("p:resources/p:resource", NAMES)
        self.kinds = {one.get("href"): one.get("type") for one in resources}
        ids = [one.get("identifier") for one in resources]
        assert len(ids) == len(set(ids))
        listed = {one.get("href") for one in manifest.iter(f"{{{NAMES['p']}}}file")}
        assert listed == set(self.kinds) == set(self.archive.namelist()) - {"imsmanifest.xml"}
        depends = {one.get("identifierref") for one in manifest.iter(f"{{{NAMES['p']}}}dependency")}
        assert depends == set(ids) - {"counterweight-test"}
        test = ElementTree.fromstring(self.archive.read("test.xml"))
        assert self.kinds["test.xml"] == "imsqti_test_xmlv2p1"
        self.order = [
            one.get("href", "") for one in test.iter(f"{{{NAMES['q']}}}assessmentItemRef")
        ]
        self.sections = [
            one.get("title") for one in test.iter(f"{{{NAMES['q']}}}assessmentSection")
        ]

    def items(self) -> list[ElementTree.Element]:
        assert all(self.kinds[href] == "imsqti_item_xmlv2p1" for href in self.order)
        return [ElementTree.fromstring(self.archive.read(href)) for href in self.order]


ORDER = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing"]


def read_qti(data: bytes) -> list[Read]:
    return [read_item(item) for item in Package(data).items()]


def read_item(item: ElementTree.Element) -> Read:
    for name in ("identifier", "title", "adaptive", "timeDependent"):
        assert item.get(name) is not None
    assert re.fullmatch(r"[A-Za-z_][\w.-]*", item.get("identifier", ""))
    names = [child.tag.rpartition("}")[2] for child in item]
    ranks = [[*ORDER, "modalFeedback"].index(name) for name in names]
    assert ranks == sorted(ranks)  # the schema wants this order
    asked = item.find("q:itemBody/q:choiceInteraction", NAMES)
    if asked is not None:
        read = Read(item.get("title", ""), inner(asked.find("q:prompt", NAMES)))
        for choice in asked.findall("q:simpleChoice", NAMES):
            score, reason = respond(item, choice.get("identifier", ""))
            read.options.append((score == 1, inner(choice), reason))
        return read
    read = Read(item.get("title", ""), inner(item.find("q:itemBody/q:p", NAMES)))
    for equal in item.iter(f"{{{NAMES['q']}}}equal"):
        assert equal.get("toleranceMode") == "absolute"
        low, high = map(float, equal.get("tolerance", "").split())
        assert low == high
        value = float(equal.findtext("q:baseValue", "nan", NAMES))
        score, reason = respond(item, value)
        read.numbers.append((score == 1, value, low, reason))
    read.otherwise = respond(item, 1e300)[1]
    return read


def respond(item: ElementTree.Element, given: str | float) -> tuple[float, str]:
    """Answer an item; return the score and the feedback it shows."""
    declared = item.find("q:responseDeclaration", NAMES)
    assert declared is not None
    base = declared.get("baseType")
    assert base == ("identifier" if isinstance(given, str) else "float")
    right = declared.findtext("q:correctResponse/q:value", "", NAMES)
    outcomes: dict[str, str] = {}
    for one in item.findall("q:outcomeDeclaration", NAMES):
        outcomes[one.get("identifier", "")] = one.findtext("q:defaultValue/q:value", "", NAMES)
    processing = item.find("q:responseProcessing", NAMES)
    assert processing is not None
    run(processing, given, right, outcomes)
    shown = [
        inner(one)
        for one in item.findall("q:modalFeedback", NAMES)
        if one.get("showHide") == "show"
        and outcomes[one.get("outcomeIdentifier", "")] == one.get("identifier")
    ]
    assert len(shown) <= 1
    return float(outcomes["SCORE"]), "".join(shown)


def run(
    rules: ElementTree.Element, given: str | float, right: str, outcomes: dict[str, str]
) -> None:
    for rule in rules:
        name = rule.tag.rpartition("}")[2]
        if name == "responseCondition":
            for branch in rule:
                if branch.tag.endswith("}responseElse") or holds(branch[0], given, right):
                    run(branch, given, right, outcomes)
                    break
        elif name == "setOutcomeValue":
            value = rule[0]
            assert rule.get("identifier") in outcomes
            is_answer = value.tag.endswith("}variable")
            outcomes[rule.get("identifier", "")] = str(given) if is_answer else value.text or ""


def holds(test: ElementTree.Element, given: str | float, right: str) -> bool:
    if test.tag.endswith("}match"):
        return given == right
    assert test.tag.endswith("}equal")
    width = float(test.get("tolerance", "").split()[0])
    return abs(float(given) - float(test[1].text or "nan")) <= width


# The laws --------------------------------------------------------------------------------------

READERS = {"gift": (gift, read_gift), "moodle": (moodle_xml, read_moodle), "qti": (qti, read_qti)}


def wanted(text: str, *, trimmed: bool) -> str:
    clean = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    return clean.strip(" \t\n\r") if trimmed else clean


def compare(read: Read, entry: Entry, *, trimmed: bool) -> None:
    asked = entry.question

    def same(one: str, other: str) -> None:
        assert wanted(one, trimmed=trimmed) == wanted(other, trimmed=trimmed)

    same(read.text, asked.text)
    if isinstance(asked, Choice):
        assert not read.numbers
        assert len(read.options) == len(asked.options)
        for (right, text, reason), option in zip(read.options, asked.options, strict=True):
            assert right == option.correct
            same(text, option.text)
            same(reason, option.explanation)
        return
    assert not read.options
    same(read.otherwise, asked.wrong)
    rows = [(True, asked.answer, asked.tolerance, asked.right)]
    rows += [(False, one.value, one.tolerance, one.text) for one in asked.misreadings]
    assert len(read.numbers) == len(rows)
    for (right, value, tolerance, reason), row in zip(read.numbers, rows, strict=True):
        assert math.isclose(value, row[1], rel_tol=1e-11)
        assert math.isclose(tolerance, row[2], rel_tol=1e-11)
        assert right == row[0]
        same(reason, row[3])


@pytest.mark.parametrize("form", READERS)
def test_the_whole_course_is_read_again(form: str) -> None:
    write, read_again = READERS[form]
    every = entries()
    found = read_again(write(every))
    assert [read.name for read in found] == [entry.question.id for entry in every]
    for read, entry in zip(found, every, strict=True):
        compare(read, entry, trimmed=False)


SIGNS = (
    r"""~=#{}:\ \n \\ // :: [html] [plain]x %50% {#3:1} -> &&058; <b> &amp; ]]> <!-- =1+1 ' \""""
)
SPECIAL = st.sampled_from(
    [
        *(SIGNS.split()),
        *("$CATEGORY: x", "\n", "\r\n", "\n\n", "\t", "尖閣", "か゚", "😀", "", " "),
        *("\x00", "\ufffe", "\ud800", "\x85", "\u2028"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=12), st.lists(st.one_of(SPECIAL, st.text(max_size=3)), max_size=6).map("".join)
)
NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: float(f"{x:.9g}"))
WIDTHS = st.floats(0, 1e3).map(lambda x: float(f"{x:.6g}"))


@st.composite
def choices(draw: st.DrawFn) -> Entry:
    n = draw(st.integers(2, 5))
    right = draw(st.integers(0, n - 1))
    options = tuple(Option("abcde"[i], draw(TEXTS), i == right, draw(TEXTS)) for i in range(n))
    made = Choice("Q1", ("C24",), "easy", draw(TEXTS), draw(TEXTS), (), options)
    return Entry(draw(st.sampled_from(["", "05"])), made)


@st.composite
def numerics(draw: st.DrawFn) -> Entry:
    values = draw(st.lists(NUMBERS, min_size=1, max_size=4, unique_by=lambda x: round(x, -1)))
    wide = min((abs(a - b) for a in values for b in values if a != b), default=10.0) / 3
    widths = [min(draw(WIDTHS), float(f"{wide:.6g}")) for _ in values]
    misread = tuple(
        Misreading(value, width, draw(TEXTS))
        for value, width in zip(values[1:], widths[1:], strict=True)
    )
    made = Numeric(
        *("L05-1", ("C24",), "hard", draw(TEXTS), draw(TEXTS), ()),
        *(values[0], widths[0], draw(st.sampled_from(["", "km", "%", "<&"]))),
        *(draw(TEXTS), draw(TEXTS), misread),
    )
    return Entry("05", made)


@pytest.mark.parametrize("form", READERS)
@settings(deadline=None)
@given(data=st.data())
def test_any_text_comes_back(form: str, data: st.DataObject) -> None:
    entry = data.draw(st.one_of(choices(), numerics()))
    write, read_again = READERS[form]
    found = read_again(write([entry]))
    assert len(found) == 1
    assert found[0].name == entry.question.id
    compare(found[0], entry, trimmed=form == "gift")


def test_categories_and_tags_ride_along() -> None:
    every = entries("05")
    for found in (read_gift(gift(every)), read_moodle(moodle_xml(every))):
        assert {read.category for read in found} == {"$course$/Counterweight/Lesson 05"}
        assert [tuple(read.tags) for read in found] == [tags(entry) for entry in every]
    assert Package(qti(every)).sections == ["Lesson 05"]


def test_every_question_is_exported_once() -> None:
    every = entries()
    ids = [entry.question.id for entry in every]
    assert len(ids) == len(set(ids))
    assert {question.id for question in evidence.questions()} <= set(ids)
    for lesson in course.lessons():
        assert {e.question.id for e in entries(lesson.number)} <= set(ids)


def test_the_archive_is_the_same_each_time() -> None:
    every = entries("05")
    assert qti(every) == qti(every)
    assert len({identifier(entry.question.id) for entry in entries()}) == len(entries())


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_has_no_exponent(value: float) -> None:
    text = plain_number(value)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
    assert math.isclose(float(text), value, rel_tol=1e-11)


def test_the_table_of_questions() -> None:
    every = entries("05")
    text = quiz_csv(every).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in found] == [entry.question.id for entry in every]
    for row, entry in zip(found, every, strict=True):
        if isinstance(entry.question, Choice):
            assert row["correct answer"] == entry.question.right.text
            wrong = [one.text for one in entry.question.options if not one.correct]
            assert [row[f"wrong answer {i}"] for i in range(1, 4)] == wrong
        else:
            assert float(row["correct answer"]) == entry.question.answer
            assert row["unit"] == entry.question.unit


# Cards -----------------------------------------------------------------------------------------


def read_anki(data: bytes) -> tuple[dict[str, str], list[list[str]]]:
    """Read an import file as the Anki manual describes it: # lines first, then fields."""
    text = data.decode("utf-8")
    head: dict[str, str] = {}
    while text.startswith("#"):
        line, _end, text = text.partition("\n")
        name, _colon, value = line.removeprefix("#").partition(":")
        head[name] = value
    assert head["separator"] == "tab"
    return head, list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))


def test_the_glossary_as_cards() -> None:
    head, found = read_anki(anki(evidence.glossary()))
    assert head["html"] == "true"
    columns = head["columns"].split("\t")
    assert len(found) == len(evidence.glossary())
    for row, term in zip(found, evidence.glossary(), strict=True):
        assert len(row) == len(columns) == 4
        assert unescape(row[0]) == term.term
        back = unescape(re.sub(r"<[^>]+>", " ", row[1]))
        assert term.ja in back
        assert term.kana in back
        assert term.definition in back
        assert row[int(head["guid column"]) - 1] == f"counterweight-{term.id}"
        named = row[int(head["tags column"]) - 1].split()
        assert ("unchecked-japanese" in named) == (term.ja_status != "seen")


@given(TEXTS, TEXTS)
def test_any_card_comes_back(front: str, back: str) -> None:
    term = Term("x", front, back, "語", "ご", "read", "seen", ())
    _head, found = read_anki(anki([term]))
    assert len(found) == 1
    assert wanted(plain(found[0][0]), trimmed=False) == wanted(front, trimmed=False)
    assert plain(found[0][1].rpartition("</small><br><br>")[2]) == wanted(back, trimmed=False)


def test_the_glossary_as_a_table() -> None:
    text = cards_csv(evidence.glossary()).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["Japanese"] for row in found] == [term.ja for term in evidence.glossary()]
    assert {row["Japanese checked"] for row in found} == {"yes", "awaits a Japanese reader"}


# The command -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "form", "name"),
    [
        ("quiz", "moodle-xml", "counterweight-quiz-05.xml"),
        ("quiz", "gift", "counterweight-quiz-05.gift.txt"),
        ("quiz", "qti", "counterweight-quiz-05.qti.zip"),
        ("quiz", "csv", "counterweight-quiz-05.csv"),
        ("cards", "anki", "counterweight-cards-05.anki.txt"),
        ("cards", "csv", "counterweight-cards-05.csv"),
    ],
)
def test_an_export_never_replaces_a_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: str,
    form: str,
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["export", what, "--format", form, "--lesson", "5"]
    assert main(words) == 0
    assert name in capsys.readouterr().out
    before = (tmp_path / name).read_bytes()
    assert main(words) == 1
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / name).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lesson", "77"], "There is no lesson '77'"),
        (["--out", "nowhere/a.xml"], "There is no folder nowhere"),
        (["--lesson", "../5"], "There is no lesson"),
    ],
)
def test_a_wrong_wish_is_one_clear_message(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "quiz", "--format", "gift", *words]) == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_command_names_its_formats(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "quiz", "--format", "word"])
    assert "moodle-xml" in capsys.readouterr().err


def test_a_handout_comes_out_of_the_built_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "handouts").mkdir()
    (tmp_path / "handouts" / "05_first_island_chain.pdf").write_bytes(b"%PDF-1.4")
    assert main(["export", "handout", "--lesson", "5"]) == 0
    assert (tmp_path / "counterweight-handout-05.pdf").read_bytes() == b"%PDF-1.4"
    assert main(["export", "handout"]) == 1
    assert "Say which lesson" in capsys.readouterr().err


def test_handouts_that_are_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = course.folder()
    (tmp_path / "notebooks").symlink_to(real / "notebooks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(course, "folder", lambda: tmp_path)
    assert main(["export", "handout", "--lesson", "05"]) == 1
    assert "python run.py site" in capsys.readouterr().err
