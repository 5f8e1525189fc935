"""Copies of the lessons and what JupyterLab is opened with."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path

import pytest

from lesson_utils import course, course_files
from lesson_utils.errors import LessonError

from .courses import make_course, write_notebook


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = make_course(tmp_path / "course")
    monkeypatch.setattr(course, "folder", lambda: top)
    return top


def test_copy_takes_the_lessons_and_nobodys_answers(small: Path, tmp_path: Path) -> None:
    report = course_files.copy(tmp_path / "my class" / "コピー")
    assert sorted(report.new) == ["00_start_here.ipynb", "05_islands.ipynb", "images/a.png"]
    names = {path.name for path in report.target.rglob("*")}
    copied = {"00_start_here.ipynb", "05_islands.ipynb", "images", "a.png"}
    assert names == {*copied, course_files.MANIFEST}
    assert "data/tables/a.csv" in course_files.copy(tmp_path / "with data", data=True).new


def test_a_changed_file_is_kept_and_an_untouched_one_updated(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    course_files.copy(target)
    (target / "00_start_here.ipynb").write_text("my notes")
    (target / "images" / "a.png").unlink()
    write_notebook(small / "notebooks" / "00_start_here.ipynb", question="New edition?")
    write_notebook(small / "notebooks" / "05_islands.ipynb", question="New edition?")

    again = course_files.copy(target)

    assert again.kept == ["00_start_here.ipynb"]
    assert again.updated == ["05_islands.ipynb"]
    assert again.new == ["images/a.png"]
    assert (target / "00_start_here.ipynb").read_text() == "my notes"
    assert "New edition?" in (target / "05_islands.ipynb").read_text()
    assert "changes of your own" in str(again)
    assert "rename yours" in str(again)
    third = course_files.copy(target)
    assert (third.kept, third.updated, third.new) == (["00_start_here.ipynb"], [], [])


def test_without_its_list_a_copy_overwrites_nothing(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    course_files.copy(target)
    (target / course_files.MANIFEST).write_text("not json")
    write_notebook(small / "notebooks" / "05_islands.ipynb", question="New edition?")
    assert course_files.copy(target).kept == ["05_islands.ipynb"]


def test_copying_onto_the_course_or_a_file_is_refused(small: Path, tmp_path: Path) -> None:
    for own in (small, small / "notebooks", small / "notebooks" / "images", small / "data" / "x"):
        with pytest.raises(LessonError, match="the course's own folder"):
            course_files.copy(own)
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(LessonError, match="is a file"):
        course_files.copy(file)
    with pytest.raises(LessonError, match=r"Could not write|is a file"):
        course_files.copy(file / "below")


def test_which_folder_opens(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(course, "checkout", lambda: None)
    place, report = course_files.folder_to_open()
    assert place == tmp_path / course_files.FOLDER_NAME
    assert report is not None
    assert len(report.new) == 3
    monkeypatch.chdir(place)
    assert course_files.folder_to_open() == (place, None)
    with pytest.raises(LessonError, match="There is no folder"):
        course_files.folder_to_open("nowhere")
    with pytest.raises(LessonError, match="holds no notebook"):
        course_files.folder_to_open(small / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(course, "checkout", lambda: small)
    assert course_files.folder_to_open() == (small / "notebooks", None)


def test_jupyterlab_stays_on_this_machine_and_asks_for_no_news(small: Path) -> None:
    arguments = course_files.lab_arguments(small / "notebooks")
    assert "--ServerApp.ip=127.0.0.1" in arguments
    assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in arguments
    assert "--LabApp.news_url=None" in arguments
    assert "--ServerApp.jpserver_extensions={'voila.server_extension': False}" in arguments
    assert not [one for one in arguments if "token" in one or "password" in one]
    settings = Path(next(one for one in arguments if "app_settings_dir" in one).split("=")[1])
    overrides = json.loads((settings / "overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    page = json.loads((settings / "page_config.json").read_text(encoding="utf-8"))
    assert page == {
        "buildAvailable": False,
        "buildCheck": False,
        # Its button would open a template that asks the internet for icons.
        "disabledExtensions": {"@voila-dashboards/jupyterlab-preview": True},
    }


def test_opening_without_jupyterlab_names_the_extra(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course_files.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(LessonError, match=r'-m pip install "jupyterlab>='):
        course_files.open_lab(small / "notebooks")


def test_a_remedy_installs_what_the_extra_names() -> None:
    """And never the package of this name that somebody else has on the package index."""
    from lesson_utils import present

    text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    extras = tomllib.loads(text)["project"]["optional-dependencies"]
    assert shlex.split(course_files.JUPYTERLAB) == extras["lab"]
    assert shlex.split(present.VOILA) == [
        need for need in extras["present"] if not need.startswith("lesson-utils")
    ]


def test_a_notebook_in_place_of_its_folder_is_told(small: Path) -> None:
    notebook = small / "notebooks" / "00_start_here.ipynb"
    with pytest.raises(LessonError, match=r"is a file, .*lessons open \".*notebooks\""):
        course_files.folder_to_open(notebook)


@pytest.mark.parametrize("name", ["", " "])
def test_a_folder_without_a_name_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LessonError, match="needs a name"):
        course_files.copy(name)
    assert list(tmp_path.iterdir()) == []
