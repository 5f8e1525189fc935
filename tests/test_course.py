"""Lessons, copies and what JupyterLab is opened with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import lesson_utils as lu
from lesson_utils import course, i18n
from lesson_utils.errors import LessonError, UnknownNameError


def write_notebook(path: Path, **lesson: object) -> Path:
    described = {
        "number": path.name[:2],
        "slug": path.stem[3:],
        "question": "Why?",
        "minutes": 45,
        "claims": ["C01"],
        "objectives": ["name", "compare", "judge"],
        **lesson,
    }
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# A title\n", "x"]}]
    notebook = {
        "cells": cells,
        "metadata": {"lesson": {k: v for k, v in described.items() if v is not None}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of two notebooks, an image, answers and a data file."""
    top = tmp_path / "course"
    (top / "notebooks" / "images").mkdir(parents=True)
    (top / "notebooks" / ".ipynb_checkpoints").mkdir()
    (top / "data" / "tables").mkdir(parents=True)
    write_notebook(top / "notebooks" / "00_start_here.ipynb")
    write_notebook(top / "notebooks" / "05_islands.ipynb")
    write_notebook(top / "notebooks" / ".ipynb_checkpoints" / "05_islands.ipynb")
    (top / "notebooks" / "images" / "a.png").write_bytes(b"png")
    (top / "notebooks" / "progress.json").write_text("{}")
    (top / "data" / "tables" / "a.csv").write_text("a\n1\n")
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


def test_copy_takes_the_lessons_and_nobodys_answers(small: Path, tmp_path: Path) -> None:
    report = course.copy(tmp_path / "my class" / "コピー")
    assert sorted(report.new) == ["00_start_here.ipynb", "05_islands.ipynb", "images/a.png"]
    names = {path.name for path in report.target.rglob("*")}
    assert names == {"00_start_here.ipynb", "05_islands.ipynb", "images", "a.png", course.MANIFEST}
    assert "data/tables/a.csv" in course.copy(tmp_path / "with data", data=True).new


def test_a_changed_file_is_kept_and_an_untouched_one_updated(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    course.copy(target)
    (target / "00_start_here.ipynb").write_text("my notes")
    (target / "images" / "a.png").unlink()
    write_notebook(small / "notebooks" / "00_start_here.ipynb", question="New edition?")
    write_notebook(small / "notebooks" / "05_islands.ipynb", question="New edition?")

    again = course.copy(target)

    assert again.kept == ["00_start_here.ipynb"]
    assert again.updated == ["05_islands.ipynb"]
    assert again.new == ["images/a.png"]
    assert (target / "00_start_here.ipynb").read_text() == "my notes"
    assert "New edition?" in (target / "05_islands.ipynb").read_text()
    assert "changes of your own" in str(again)
    assert "rename yours" in str(again)
    third = course.copy(target)
    assert (third.kept, third.updated, third.new) == (["00_start_here.ipynb"], [], [])


def test_without_its_list_a_copy_overwrites_nothing(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    course.copy(target)
    (target / course.MANIFEST).write_text("not json")
    write_notebook(small / "notebooks" / "05_islands.ipynb", question="New edition?")
    assert course.copy(target).kept == ["05_islands.ipynb"]


def test_copying_onto_the_course_or_a_file_is_refused(small: Path, tmp_path: Path) -> None:
    for own in (small, small / "notebooks", small / "notebooks" / "images", small / "data" / "x"):
        with pytest.raises(LessonError, match="the course's own folder"):
            course.copy(own)
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(LessonError, match="is a file"):
        course.copy(file)
    with pytest.raises(LessonError, match=r"Could not write|is a file"):
        course.copy(file / "below")


def test_which_folder_opens(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(course, "checkout", lambda: None)
    place, report = course.folder_to_open()
    assert place == tmp_path / course.FOLDER_NAME
    assert report is not None
    assert len(report.new) == 3
    monkeypatch.chdir(place)
    assert course.folder_to_open() == (place, None)
    with pytest.raises(LessonError, match="There is no folder"):
        course.folder_to_open("nowhere")
    with pytest.raises(LessonError, match="holds no notebook"):
        course.folder_to_open(small / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(course, "checkout", lambda: small)
    assert course.folder_to_open() == (small / "notebooks", None)


def test_jupyterlab_stays_on_this_machine_and_asks_for_no_news(small: Path) -> None:
    arguments = course.lab_arguments(small / "notebooks")
    assert "--ServerApp.ip=127.0.0.1" in arguments
    assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in arguments
    assert "--LabApp.news_url=None" in arguments
    assert not [one for one in arguments if "token" in one or "password" in one]
    settings = Path(next(one for one in arguments if "app_settings_dir" in one).split("=")[1])
    overrides = json.loads((settings / "overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    page = json.loads((settings / "page_config.json").read_text(encoding="utf-8"))
    assert page == {"buildAvailable": False, "buildCheck": False}


def test_opening_without_jupyterlab_names_the_extra(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(LessonError, match=r"lesson-utils\[lab\]"):
        course.open_lab(small / "notebooks")
