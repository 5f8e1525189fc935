"""Damaged data, damaged notebooks and full disks around them: named, with the remedy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import lesson_utils as lu
from lesson_utils import cli, course, course_files, ledger
from lesson_utils.errors import LessonError
from lesson_utils.learn import questions
from lesson_utils.readers import DataError
from tests.courses import make_course
from tests.faults.places import run_in


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a copy of the data to damage, in the place of the course's own."""
    folder = tmp_path / "data"
    shutil.copytree(lu.data.root(), folder)
    caches = [
        one
        for holder in (ledger, questions, lu.data)
        for one in vars(holder).values()
        if hasattr(one, "cache_clear")
    ]
    monkeypatch.setattr(lu.data, "root", lambda: folder)
    for one in caches:
        one.cache_clear()
    yield folder
    for one in caches:
        one.cache_clear()


def cut(path: Path, part: float = 0.5) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])


def test_a_truncated_table_is_named_with_the_remedy(data: Path) -> None:
    cut(data / "tables" / "fx_usdjpy_daily.csv")
    with pytest.raises(DataError) as told:
        lu.money.rate("2026-01-16")
    assert str(told.value).startswith("data/tables/fx_usdjpy_daily.csv")
    assert "Put the file back" in str(told.value)


def test_an_explorer_whose_table_breaks_says_so_in_its_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An open panel keeps its last picture and says which file is damaged."""
    panel = lu.explore.exchange_rate()
    lu.data._registry.cache_clear()
    cut(data / "tables" / "fx_usdjpy_daily.csv")
    for control in panel.controls.values():
        if hasattr(control, "index") and len(control.options) > 1:
            control.index = 1 if control.index != 1 else 0
    assert panel.failure is None
    assert "data/tables/fx_usdjpy_daily.csv" in panel.sentence
    assert "Put the file back" in panel.sentence
    assert capsys.readouterr() == ("", "")


def test_altered_evidence_is_refused(data: Path) -> None:
    """One word changed in the ledger is no longer the course's assessment."""
    path = data / "evidence" / "claims.json"
    path.write_text(path.read_text("utf-8").replace("contested", "supported", 1), "utf-8")
    with pytest.raises(DataError, match=r"evidence/claims\.json: expected sha256"):
        lu.claim_card("C05")


def test_a_lesson_whose_questions_are_damaged_says_so(data: Path) -> None:
    cut(data / "lessons" / "05.json")
    with pytest.raises(LessonError, match=r"05\.json is not a file of questions .* again"):
        lu.quiz("05")


def test_a_lost_registry_is_named(data: Path) -> None:
    (data / "datapackage.json").unlink()
    with pytest.raises(DataError, match="the registry of data sets, got no such file"):
        lu.data.names()


def test_verify_names_every_damage_and_fails(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It printed the damage and reported success."""
    assert cli.main(["verify"]) == 0
    capsys.readouterr()
    cut(data / "tables" / "straits.csv", 0.99)
    (data / "geography" / "chains.geojson").unlink()
    (data / "tables" / "mine.csv").write_text("a\n1\n")
    assert cli.main(["verify"]) == 1
    said = capsys.readouterr().out
    assert "3 problems" in said
    for name in ("straits.csv", "chains.geojson", "mine.csv"):
        assert name in said


# -- notebooks -------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = make_course(tmp_path / "course")
    monkeypatch.setattr(course, "folder", lambda: top)
    return top


DAMAGE = {
    "empty": "",
    "half": '{"cells": [{"cell_type": "markdown", "id": "a", "meta',
    "merge marks": "<<<<<<< HEAD\n{}\n=======\n",
    "no cells": '{"metadata": {}, "nbformat": 4}',
    "a cell that is none": '{"cells": [7], "metadata": {}}',
    "a web page": "<!doctype html><title>404</title>",
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_notebook_is_named_by_every_command(
    small: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The teacher reads which file it is and how to get a fresh one; no traceback."""
    (small / "notebooks" / "05_islands.ipynb").write_text(content, "utf-8")
    course.read_lessons.cache_clear()
    assert cli.main(["list"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("lessons: 05_islands.ipynb ")
    assert said.count("\n") == 1
    assert "lessons copy FOLDER" in said
    assert cli.main(["check", str(small / "notebooks")]) == 1
    assert "05_islands.ipynb, file: " in capsys.readouterr().out
    course.read_lessons.cache_clear()


def test_a_damaged_notebook_leaves_the_summary_of_answers(small: Path) -> None:
    (small / "notebooks" / "05_islands.ipynb").write_text("{half", "utf-8")
    course.read_lessons.cache_clear()
    summary = lu.progress()
    assert repr(summary)
    assert summary._repr_html_().startswith("<div")
    course.read_lessons.cache_clear()


def test_a_damaged_notebook_is_never_overwritten(small: Path, tmp_path: Path) -> None:
    """What a pupil has left of it stays; renamed, a fresh copy comes."""
    mine = tmp_path / "mine"
    course_files.copy(mine)
    broken = mine / "05_islands.ipynb"
    broken.write_text("{half")
    assert course_files.copy(mine).kept == ["05_islands.ipynb"]
    assert broken.read_text() == "{half"
    broken.rename(mine / "05_broken.ipynb")
    assert course_files.copy(mine).new == ["05_islands.ipynb"]
    assert json.loads(broken.read_text("utf-8"))["cells"]


COPY = """
import sys
from pathlib import Path
from lesson_utils import cli
sys.stderr = sys.stdout
print("code:", cli.main(["copy", "class"]))
print("whole:", all(p.stat().st_size > 1000 for p in Path("class").glob("*.ipynb")))
print("left over:", [p.name for p in Path("class").iterdir() if p.name.startswith(".copying")])
"""


def test_copying_onto_a_full_disk_leaves_whole_files_only(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    out = run_in(
        folder, COPY.replace("import cli", "import cli\nimport sys\nsys.stderr = sys.stdout")
    )
    assert "Could not write to" in out
    assert "No space left on device" in out
    assert "code: 1" in out
    assert "whole: True" in out
    assert "left over: []" in out
