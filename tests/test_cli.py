"""The command line, as somebody types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lesson_utils import cli, course, course_files


def lessons(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "lesson_utils", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


def test_list_shows_every_lesson() -> None:
    short, long = lessons("list"), lessons("list", "--long")
    assert (short.returncode, long.returncode) == (0, 0)
    for lesson in course.lessons():
        assert f"{lesson.number}  {lesson.question}" in short.stdout
        assert f"{lesson.minutes} minutes" in long.stdout
        assert lesson.objectives[0] in long.stdout


def test_copy_twice_says_what_it_kept(tmp_path: Path) -> None:
    first = lessons("copy", "mine", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert "new" in first.stdout
    assert 'lessons open "mine"' in first.stdout
    notebook = tmp_path / "mine" / course_files.FIRST
    notebook.write_text("mine now")
    second = lessons("copy", "mine", cwd=tmp_path)
    assert "1 kept" in second.stdout
    assert f"  {course_files.FIRST}" in second.stdout
    assert notebook.read_text() == "mine now"


def test_verify_is_clean() -> None:
    done = lessons("verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_check_reports_and_fails(tmp_path: Path) -> None:
    (tmp_path / "05_x.ipynb").write_text("{")
    done = lessons("check", str(tmp_path))
    assert done.returncode == 1
    assert "05_x.ipynb, file: cannot be read as a notebook" in done.stdout
    assert "1 notebooks checked, 1 to mend." in done.stdout
    empty = lessons("check", str(tmp_path / "none"))
    assert empty.returncode == 1
    assert "There is no notebook in" in empty.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "lessons --help"),
        (("opne",), 2, "Did you mean: lessons open?"),
        (("copy",), 2, "folder"),
        (("open", "nowhere"), 1, "lessons copy nowhere"),
        (("copy", __file__), 1, "is a file, not a folder"),
    ],
)
def test_a_mistake_is_one_clear_message(words: tuple[str, ...], code: int, said: str) -> None:
    done = lessons(*words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_words_after_the_dashes_go_to_jupyterlab(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.ipynb").write_text("{}")
    got: list[object] = []
    monkeypatch.setattr(
        course_files, "open_lab", lambda place, extra: got.extend([place, *extra]) or 7
    )
    assert cli.main(["open", str(tmp_path), "--", "--no-browser", "x"]) == 7
    assert got == [tmp_path, "--no-browser", "x"]


def test_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert lessons("--version").stdout.split()[1] == version("lesson-utils")
