"""What `lessons present` shows, says and refuses, without a browser."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from lesson_utils import cli, course, course_files, present
from lesson_utils.errors import LessonError, UnknownNameError

from .courses import make_course

TEMPLATE = present.HERE / "voila" / "templates" / present.TEMPLATE
LESSONS = sorted((Path(__file__).parents[1] / "notebooks").glob("[0-9][0-9]_*.ipynb"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_lesson_keeps_its_sections_and_loses_what_needs_code(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    shown = present.Prepared(forget=False)(None, nbformat.read(path, as_version=4), "")
    nbformat.validate(shown, relax_add_props=True)

    def headings(cells: list) -> list[str]:
        return [
            line
            for cell in cells
            if cell.cell_type == "markdown"
            for line in cell.source.splitlines()
            if re.match("#{1,2} ", line)
        ]

    assert headings(shown.cells) == headings(book.cells)
    code = "\n".join(cell.source for cell in shown.cells if cell.cell_type == "code")
    words = "\n".join(cell.source for cell in shown.cells if cell.cell_type == "markdown")
    assert "lu.exercise(" not in code
    assert "Teacher notes" not in words
    for call in ("lu.quiz(", "lu.predict(", "lu.claim_card(", "lu.start("):
        whole = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
        assert code.count(call) == whole.count(call), call
    assert present.EXERCISES in words
    assert re.findall(r"lu\.predicted\(.*", code) == re.findall(
        r"lu\.predicted\(\"[^\"]+\"\)\.live\(\)", code
    )
    assert code.count("lu.predicted(") == 1
    assert shown.metadata.title == course.lesson(path.name[:2]).title


def test_a_forgetful_page_does_not_ask_to_be_reloaded() -> None:
    """A reload begins with no answers, so there would be none to count."""
    path = LESSONS[0]
    for forget in (False, True):
        cells = present.Prepared(forget)(None, nbformat.read(path, as_version=4), "").cells
        assert any("lu.progress(" in cell.source for cell in cells)
        assert any(cell.source == present.PROGRESS for cell in cells) is not forget


def test_the_page_says_where_the_answers_go() -> None:
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("No heading")])
    kept = present.Prepared(forget=False)(None, book, "").metadata["lesson"]
    assert "progress.json" in kept["kept"]
    assert kept["shown"] == "A lesson"
    forgotten = present.Prepared(forget=True)(None, book, "").metadata["lesson"]
    assert "forgotten" in forgotten["kept"]


def test_a_lesson_is_found_by_number_and_name(tmp_path: Path) -> None:
    notebooks = make_course(tmp_path / "course") / "notebooks"
    for given in ("05", "5", 5, " 05 ", "islands", "05_islands", "05_islands.ipynb"):
        assert present.find(notebooks, given).name == "05_islands.ipynb"
    with pytest.raises(UnknownNameError, match="Did you mean 'islands'"):
        present.find(notebooks, "iland")
    with pytest.raises(UnknownNameError, match=r"no lesson '17'. .*'00', '05'.* lessons list"):
        present.find(notebooks, 17)


def test_it_stays_on_this_computer_with_a_token() -> None:
    said = present.arguments(Path("/somewhere"), 4567, "secret", dark=True)
    assert "--Voila.ip=127.0.0.1" in said
    assert "--Voila.token=secret" in said
    assert "--Voila.port_retries=0" in said
    assert "--VoilaConfiguration.theme=dark" in said
    assert "--VoilaConfiguration.allow_template_override=NO" in said


def test_a_taken_port_is_refused_before_anything_starts() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(LessonError, match=rf"Port {port} .*\(in use\).*Leave out --port"):
            present.reserve(port)
    assert present.reserve(0) > 1023


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["9z"], "There is no lesson '9z'"),
        (["05", "no such folder"], "There is no folder"),
        (["05", "--port", "80"], "80 is no port"),
    ],
)
def test_a_mistake_is_one_line(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(present.importlib.util, "find_spec", lambda _name: True)
    assert cli.main(["present", *words]) == 1
    out = capsys.readouterr()
    assert (out.out, out.err.count("\n")) == ("", 1)
    assert said in out.err


def test_without_voila_it_says_what_to_type(tmp_path: Path) -> None:
    """In a Python that cannot see Voilà; nothing is copied or started."""
    hide = (
        "import sys, importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'voila' else real(name, *more)\n"
        "from lesson_utils import cli; sys.exit(cli.main(['present', '05']))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", hide],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"-m pip install {present.VOILA}" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_voila_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole start with a Voilà that only takes notes."""
    notebooks = make_course(tmp_path / "course") / "notebooks"
    notes: dict[str, object] = {}

    class Application:
        class voila_configuration:  # noqa: N801
            prelaunch_hook = None

        @classmethod
        def instance(cls) -> Application:
            return cls()

        def initialize(self, words: list[str]) -> None:
            notes["words"] = words

        def start(self) -> None:
            notes["progress"] = os.environ["LESSON_PROGRESS"]
            notes["path"] = os.environ["JUPYTER_PATH"].split(os.pathsep)
            self.launch_browser()  # type: ignore[attr-defined]

    class Module:
        Voila = Application

    opened: list[str] = []
    monkeypatch.setattr(present.importlib.util, "find_spec", lambda _name: True)
    monkeypatch.setattr(present.importlib, "import_module", lambda _name: Module)
    monkeypatch.setattr(present.webbrowser, "open", lambda url: opened.append(url) or False)
    monkeypatch.setenv("LESSON_PROGRESS", "kept here")
    monkeypatch.setenv("JUPYTER_PATH", "mine")
    assert present.present("islands", notebooks) == 0
    assert notes["progress"] == "kept here"
    assert notes["path"] == [str(present.HERE), "mine"]
    token = next(w for w in notes["words"] if "token=" in w).partition("=")[2]  # type: ignore[attr-defined]
    assert len(token) >= 32
    [address] = opened
    assert address.startswith("http://127.0.0.1:")
    assert address.endswith(f"/voila/render/05_islands.ipynb?token={token}")
    present.present("00", notebooks, browser=False, forget=True)
    assert notes["progress"] == "off"
    assert len(opened) == 1


def test_the_notebooks_are_those_of_lessons_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = make_course(tmp_path / "course")
    monkeypatch.setattr(course, "folder", lambda: top)
    monkeypatch.setattr(course, "checkout", lambda: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(present.importlib.util, "find_spec", lambda _name: True)
    with pytest.raises(UnknownNameError):
        present.present("77")
    copied = tmp_path / course_files.FOLDER_NAME
    assert (copied / "05_islands.ipynb").is_file()
    assert course_files.folder_to_open()[0] == copied


def test_the_template_names_no_other_machine() -> None:
    files = [path for path in TEMPLATE.iterdir() if path.is_file()]
    assert {path.name for path in files} == {
        "conf.json",
        "index.html.j2",
        "lesson.css",
        "page.html",
    }
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?:|//[a-z]+\.", text), path.name
    assert (
        json.loads((TEMPLATE / "conf.json").read_text(encoding="utf-8"))["base_template"] == "lab"
    )
