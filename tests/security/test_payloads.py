"""Hostile text without a browser: what is made of it, what a terminal prints, what goes elsewhere.

`tests/browser/test_security.py` looks at the same payloads in pages that are alive.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lesson_utils.cli import main
from lesson_utils.desk import report_files
from lesson_utils.desk.report import class_report
from lesson_utils.explore.headline import headline
from lesson_utils.learn.dossier import read
from lesson_utils.learn.exercise import Result
from lesson_utils.learn.predict import Predicted
from lesson_utils.learn.progress import Progress
from lesson_utils.learn.store import SETTING
from lesson_utils.markup import join, link, tag

from .payloads import PAYLOADS, hostile, lines, pupil

ROOT = Path(__file__).resolve().parents[2]
SINK = "sink.example"
TEXTS = lines(SINK)
OURS = {
    "a", "b", "bdi", "blockquote", "body", "br", "caption", "details", "div", "footer", "h1", "h2",
    "h3", "head", "header", "hr", "html", "i", "li", "main", "meta", "nav", "p", "section", "small",
    "span", "strong", "style", "summary", "table", "tbody", "td", "th", "thead", "title", "tr",
    "ul",
}  # fmt: skip
STATE = hostile(SINK)


class Read(HTMLParser):
    """The elements of a page, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def check(self) -> None:
        for name, attributes in self.found:
            assert name in OURS, name
            assert not [key for key in attributes if key.startswith("on") or key == "src"], name
            assert "evil" not in (attributes.get("class") or "")
            assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href") or "")
            assert SINK not in (attributes.get("href") or "")


def same(text: str) -> str:
    """Write a text as it is compared: signs that are no letters are as good as blanks."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def test_there_are_payloads_enough_and_none_twice() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 40


@pytest.mark.parametrize("text", TEXTS)
def test_one_text_in_every_output(text: str) -> None:
    paragraph = tag("p", text, title=text, lang=text)
    for made in (
        paragraph, join(text, tag("b", text)), link(text, text), link(text, f"https://x/{text}"),
        Predicted(text)._repr_html_(), Result(False, text, text)._repr_html_(),
        Progress(STATE, text, text, ())._repr_html_(),
    ):  # fmt: skip
        page = Read(made)
        if not made.startswith("<a"):
            page.check()
        assert not [name for name, _found in page.found if name not in OURS]
        assert same(text) in same(page.words)
    [(_name, attributes)] = [one for one in Read(paragraph).found if one[0] == "p"]
    assert attributes == {"title": text, "lang": text}


@pytest.mark.parametrize("text", [text for text in TEXTS if text.count("$") > 1 or "\\" in text])
def test_nothing_is_left_for_a_formula(text: str) -> None:
    for made in (tag("p", text), join("a $5 ", text), tag("td", "x", tag("b", "y"), text)):
        bare = re.sub(r'<span class="mathjax_ignore[^>]*>.*?</span>', "", made, flags=re.DOTALL)
        assert "\\" not in bare
        assert bare.count("$") < 2
    assert "<span" not in tag("title", text)


def test_the_files_of_a_dossier() -> None:
    for claim in ("C24", "C01"):
        made = read(claim, STATE["notes"])
        page = Read(made.page())
        for name, attributes in page.found:
            assert name in OURS, name
            assert "evil" not in (attributes.get("class") or "")
        words = same(page.words)
        assert all(same(text) in words for text in TEXTS)
        markdown = made.markdown()
        assert not re.search(r"<(?!/?span>|https?://)", markdown)
        assert not re.search(r"(?<!\\)\]\(", markdown)


def test_a_report_and_its_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "class <b class=evil>x"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        state = pupil(SINK, "Q25", "05.gap")
        state["who"] = f"{text}{number}"
        state["answers"]["Q25"].update(value=text, first=text)
        (folder / f"{number}.json").write_text(json.dumps(state), encoding="utf-8")
    (folder / "progress\u202e\u001b[31m.json").write_text("{", encoding="utf-8")
    table, html = report_files.write(class_report(folder), tmp_path)
    page = Read(html.read_text("utf-8"))
    page.check()
    assert "bdi" in {name for name, _found in page.found}
    with table.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert sum("cmd|" in cell for cell in cells) > 3
    # Where the comma is the decimal sign, a spreadsheet begins a new cell at a semicolon.
    parts = [part.strip() for cell in cells for part in re.split("[;\t]", cell)]
    assert not [part for part in parts if part[:1] in {*"=+-@＝＋－＠"} and part]
    assert main(["report", str(folder), "--out", str(tmp_path / "again")]) in (0, 1)
    assert_plain(capsys.readouterr())


def assert_plain(printed: tuple[str, str]) -> None:
    """Insist that nothing printed steers a terminal or turns a line round."""
    for text in printed:
        assert not [sign for sign in text if sign != "\n" and not sign.isprintable()]


def test_what_a_terminal_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    state = pupil(SINK, "Q25", "05.gap")
    one.write_text(json.dumps(state), encoding="utf-8")
    two.write_text(json.dumps({**state, "who": "other"}), encoding="utf-8")
    assert main(["progress", "show", "--file", str(one)]) == 0
    assert main(["progress", "merge", str(one), str(two), "--out", str(tmp_path / "o.json")]) == 0
    assert main(["progress", "reset", "05", "--file", str(one)]) == 0
    printed = capsys.readouterr()
    assert "evil" in printed.out, "the file's own words are not shown, so nothing was tried"
    assert_plain(printed)


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder whose file of answers is hostile, as its owner would."""
    path = tmp_path / "progress.json"
    path.write_text(json.dumps(STATE), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SETTING, str(path))
    assert TEXTS[0] in json.dumps(headline().sheet.fields["own"].value).replace('\\"', '"')
    return tmp_path


def clean(content: bytes) -> bool:
    """Tell whether nothing of a learner is in a file."""
    return b"class=evil" not in content and SINK.encode() not in content


@pytest.mark.parametrize(
    ("what", "form"),
    [("quiz", "moodle-xml"), ("quiz", "gift"), ("quiz", "qti"), ("quiz", "csv"), ("cards", "anki"),
     ("cards", "csv")],
)  # fmt: skip
def test_exports_hold_nothing_of_a_learner(planted: Path, what: str, form: str) -> None:
    out = planted / "out"
    assert main(["export", what, "--format", form, "--out", str(out)]) == 0
    assert clean(out.read_bytes())


def test_reading_pages_and_handouts_hold_nothing_of_a_learner(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    importlib.import_module("pages").build(planted / "site", ROOT / "notebooks", paper=False)
    pages = [path for path in (planted / "site").rglob("*") if path.is_file()]
    assert len([path for path in pages if path.suffix == ".html"]) > 20
    assert [path for path in pages if not clean(path.read_bytes())] == []
