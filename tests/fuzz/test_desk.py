"""The teacher's desk and the command line take any class folder, any file and any words."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import cli
from lesson_utils.desk import keeping
from lesson_utils.desk.report import ClassReport, class_report
from lesson_utils.desk.report_files import write
from lesson_utils.desk.sheet import guarded
from lesson_utils.errors import LessonError
from tests.fuzz.strange import PATHS, call, texts, tries
from tests.fuzz.test_parsers import JSON, STATE, altered, damaged, file

PUPIL = JSON | altered(STATE) | texts() | damaged(json.dumps(STATE, indent=1).encode())
ACTIVE = {"script", "img", "svg", "iframe", "object", "embed", "form", "input", "link", "base"}


class Tags(HTMLParser):
    """The elements of a page, and whether one of them can do something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.active: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.active += [
            f"{key}={value}"
            for key, value in attrs
            if key.startswith("on") or str(value).strip().lower().startswith("javascript:")
        ]


def content(given_: Any) -> bytes:
    """Give what a file holds: bytes as they are, a text as it is, anything else as JSON."""
    if isinstance(given_, bytes):
        return given_
    text = given_ if isinstance(given_, str) else json.dumps(given_)
    return text.encode("utf-8", "surrogatepass")


@tries(60)
@given(st.lists(PUPIL, min_size=1, max_size=4))
def test_any_class_folder_is_counted(pupils: list[Any]) -> None:
    """One sound pupil beside any others: the sound one is counted, every file is accounted for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, one in enumerate([STATE | {"who": "sound"}, *pupils]):
            (folder / f"{number}").mkdir()
            (folder / f"{number}" / "progress.json").write_bytes(content(one))
        report = call(lambda: class_report(folder))
        assert isinstance(report, ClassReport), report
        assert "sound" in [pupil.who for pupil in report.pupils]
        assert report.files + len(report.skipped) + len(report.foreign) == len(pupils) + 1
        table, page = call(lambda: write(report, folder / "out"))
        for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
        seen = Tags(page.read_text("utf-8"))
        assert not seen.found & ACTIVE
        assert seen.active == []


@tries(150)
@given(texts())
def test_no_cell_of_a_table_is_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@tries(60)
@given(PUPIL)
def test_any_file_is_merged_or_refused(one: Any) -> None:
    """One's own answers are in the result, or nothing was written."""
    with file("other.json", content(one)) as other:
        mine, out = other.parent / "mine.json", other.parent / "out.json"
        mine.write_text(json.dumps(STATE), "utf-8")
        before = other.read_bytes()
        made = call(lambda: keeping.merge_files([mine, other], out))
        assert (mine.read_text("utf-8"), other.read_bytes()) == (json.dumps(STATE), before)
        if isinstance(made, LessonError):
            assert not out.exists()
            assert "other.json" in str(made)
        else:
            kept = json.loads(out.read_text("utf-8"))
            assert STATE["answers"].keys() <= kept["answers"].keys()


@tries(60)
@given(PUPIL)
def test_any_lesson_is_begun_anew_with_a_copy(one: Any) -> None:
    """What was there is still there, in the file or in the dated copy beside it."""
    with file("progress.json", content(one)) as path:
        before = path.read_bytes()
        made = call(lambda: keeping.reset("05", path))
        copies = [found for found in path.parent.iterdir() if found != path]
        if isinstance(made, LessonError):
            assert path.read_bytes() == before
        elif path.read_bytes() != before:
            assert before in [found.read_bytes() for found in copies]


# -- the command line ------------------------------------------------------------------------------

HARMLESS = ("list", "verify", "check", "progress", "report", "export", "copy", "x", "lists")
OPTIONS = """
    --long --help --version quiz cards handout merge reset --format gift csv 05 99 --lesson --out
    --port -1
"""
WORDS = st.sampled_from((*OPTIONS.split(), *PATHS, ""))


@tries(150)
@given(st.sampled_from(HARMLESS), st.lists(WORDS | texts(), max_size=4))
def test_any_words_of_the_command_line_get_an_answer(command: str, words: list[str]) -> None:
    """An end code of 0, 1 or 2 and at least a line of words; never a traceback."""
    # What would be written goes to a folder of its own; "/" and "~" are no place to try.
    elsewhere = ("/", "~", "C:", "..")
    words = [word for word in words if not word.startswith(elsewhere) and "\0" not in word]
    out, err = io.StringIO(), io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = cli.main([command, *words])
        except SystemExit as end:
            code = int(end.code or 0)
    said = out.getvalue() + err.getvalue()
    assert code in (0, 1, 2)
    assert said.strip()
    assert "Traceback" not in said


@pytest.mark.parametrize("command", HARMLESS[:-2])
def test_every_harmless_command_is_one_of_the_course(command: str) -> None:
    assert command in cli._COMMANDS
