"""Lessons as their notebooks describe them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import lesson_utils as lu
from lesson_utils import course, i18n
from lesson_utils.errors import LessonError, UnknownNameError

from .courses import make_course, write_notebook


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = make_course(tmp_path / "course")
    monkeypatch.setattr(course, "folder", lambda: top)
    return top


def test_importing_the_package_is_light_and_start_says_nothing() -> None:
    code = (
        "import sys, lesson_utils as lu\n"
        "assert not {m for m in sys.modules if m.startswith('lesson_utils.')}\n"
        "assert lu.start('05') is None\n"
        "heavy = {'numpy', 'pandas', 'plotly', 'ipywidgets', 'anywidget', 'IPython'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_every_public_name_is_there() -> None:
    assert set(lu.__all__) <= set(dir(lu))
    for name in lu.__all__:
        assert getattr(lu, name) is not None


def test_a_mistyped_name_gets_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"Did you mean lu\.evidence\?"):
        _ = lu.evidense
    with pytest.raises(AttributeError, match="There is no explorer 'nothing_like_it'"):
        _ = lu.explore.nothing_like_it


def test_an_explorer_is_not_hidden_by_its_file() -> None:
    import importlib

    for name in dir(lu.explore):
        importlib.import_module(f"lesson_utils.explore.{name}")
        assert callable(getattr(lu.explore, name))


def test_start_sets_lesson_and_language() -> None:
    try:
        assert lu.start(5, lang="ja") is None
        assert (course.current(), i18n.language()) == ("05", "ja")
        lu.start("00")
        assert (course.current(), i18n.language()) == ("00", "en")
        with pytest.raises(UnknownNameError, match="There is no lesson '42'"):
            lu.start("42")
        with pytest.raises(UnknownNameError, match="language"):
            lu.start("05", lang="xx")
        assert course.current() == "00"
    finally:
        i18n.set_language("en")


def test_lessons_come_from_the_notebooks(small: Path) -> None:
    first, second = course.lessons()
    assert (first.number, second.slug, second.title) == ("00", "islands", "A title")
    assert course.lesson(5) == second
    with pytest.raises(UnknownNameError, match=r"lu\.course\.lessons\(\)"):
        course.lesson("11")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"claims": None}, r"claims \(missing, must be list\)"),
        ({"minutes": "45"}, r"minutes \('45', must be int\)"),
    ],
)
def test_wrong_metadata_is_named(small: Path, wrong: dict[str, object], words: str) -> None:
    path = write_notebook(small / "notebooks" / "06_more.ipynb", **wrong)
    with pytest.raises(LessonError, match=words):
        course.read_lesson(path)
    path.write_text("{")
    with pytest.raises(LessonError, match="cannot be read as a notebook"):
        course.read_lesson(path)
