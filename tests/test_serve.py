"""The one-line server: this computer only, right types, a free port, clear mistakes."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from lesson_utils import cli, serve


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<title>front</title>", encoding="utf-8")
    for name in ("a.wasm", "b.mjs", "c.whl", "d.json", "e.ipynb"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("b.mjs", "text/javascript; charset=utf-8"),
        ("c.whl", "application/zip"),
        ("d.json", "application/json"),
        ("e.ipynb", "application/json"),
    ],
)
def test_files_come_with_the_type_a_browser_insists_on(pages: Path, name: str, kind: str) -> None:
    with serve.running(pages) as base, urllib.request.urlopen(f"{base}/{name}") as answer:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "no-cache"


def test_nothing_outside_the_folder_is_given(pages: Path) -> None:
    (pages.parent / "secret.txt").write_text("no")
    with serve.running(pages) as base, pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(f"{base}/..%2fsecret.txt")
    assert told.value.code == 404
    told.value.close()


def test_a_taken_port_gives_way_to_a_free_one(pages: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with serve.running(pages, port) as base:
            assert not base.endswith(f":{port}")
            urllib.request.urlopen(base).close()


def test_it_answers_this_computer_only(pages: Path) -> None:
    httpd = serve.server(pages, 0)
    assert httpd.server_address[0] == "127.0.0.1"
    httpd.server_close()


def test_it_runs_as_a_file_of_its_own(pages: Path) -> None:
    script = pages / "serve.py"
    script.write_bytes(Path(str(serve.__file__)).read_bytes())
    child = subprocess.Popen(
        [sys.executable, "-I", str(script), "--port", "0", "--no-browser"],
        stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    try:
        assert child.stdout is not None
        address = child.stdout.readline().split(" – ")[0].split()[-1]
        with urllib.request.urlopen(address) as answer:
            assert b"front" in answer.read()
    finally:
        child.kill()
        child.communicate()


def test_a_folder_without_pages_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["site", "serve", str(tmp_path / "none")]) == 1
    assert "There is no index.html in" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("lesson_utils.course.folder", lambda: tmp_path)
    assert cli.main(["site", "serve"]) == 1
    assert "python run.py lite" in capsys.readouterr().err


@pytest.mark.parametrize("port", [-5, 65536, 99999])
def test_an_impossible_port_gives_way_to_a_free_one(pages: Path, port: int) -> None:
    with serve.running(pages, port) as base:
        urllib.request.urlopen(base).close()


def test_a_copy_that_broke_off_is_named_and_served_all_the_same(pages: Path) -> None:
    """A USB stick pulled out too early: the teacher hears it, not the class."""
    serve.list_contents(pages)
    assert serve.damage(pages) == []
    (pages / "mine.txt").write_text("added later, which is no damage")
    (pages / "a.wasm").unlink()
    (pages / "b.mjs").write_bytes(b"")
    assert serve.damage(pages) == ["a.wasm", "b.mjs"]
    child = subprocess.Popen(
        [sys.executable, "-m", "lesson_utils", "site", "serve", str(pages), "--port", "0",
         "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    try:
        assert child.stdout is not None
        assert child.stderr is not None
        assert "2 files are missing or not whole (a.wasm, b.mjs)" in child.stderr.readline()
        address = child.stdout.readline().split(" – ")[0].split()[-1]
        urllib.request.urlopen(address).close()
    finally:
        child.kill()
        child.communicate()


@pytest.mark.parametrize("content", ["", "[1, 2", "[]", '"x"', "7"])
def test_a_damaged_list_of_contents_is_damage(pages: Path, content: str) -> None:
    (pages / serve.CONTENTS).write_text(content)
    assert serve.damage(pages) == [serve.CONTENTS]


def test_the_reading_pages_are_found_where_there_is_no_browser_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[list[str]] = []
    monkeypatch.setattr(serve, "main", lambda words: served.append(words) or 0)
    monkeypatch.setattr("lesson_utils.course.folder", lambda: tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for name in ("site", "lite"):
        (tmp_path / "dist" / name).mkdir(parents=True)
        (tmp_path / "dist" / name / "index.html").write_text("", encoding="utf-8")
        assert cli.main(["site", "serve", "--no-browser"]) == 0
        assert served.pop()[0] == str(tmp_path / "dist" / name)


def test_without_a_browser_the_address_is_left_to_the_reader(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _address: False)
    serve.show("http://127.0.0.1:8399/")
    assert "open the address yourself" in capsys.readouterr().out
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    serve.show("http://127.0.0.1:8399/")
    assert capsys.readouterr().out == ""
