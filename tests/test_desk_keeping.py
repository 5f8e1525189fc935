"""A learner's own file: reset a lesson, merge, take along; the file as it was is always kept."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from lesson_utils.cli import main
from lesson_utils.desk import keeping
from lesson_utils.errors import LessonError
from lesson_utils.learn import store
from lesson_utils.learn.store import Store


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(store.SETTING, "progress.json")
    made = Store(tmp_path / "progress.json")
    made.answer("Q25", "Luzon", ok=False, lesson="05")
    made.answer("05.1", "107", ok=True, lesson="05", kind="exercise")
    made.answer("Q01", "15 January 2026", ok=True, lesson="00")
    made.predict("05.gap", "Miyako Strait")
    made.predict("00.word", "an American document")
    made.note("dossier.C24", "The chain is a concept.")
    return made


def backups(folder: Path) -> list[Path]:
    return sorted(folder.glob("progress.before-*.json"))


def test_reset_takes_out_one_lesson_and_keeps_a_dated_copy(
    kept: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (tmp_path / "progress.json").read_bytes()
    assert main(["progress", "reset", "5"]) == 0
    state = kept.state()
    assert set(state["answers"]) == {"Q01"}
    assert set(state["predictions"]) == {"00.word"}
    assert set(state["notes"]) == {"dossier.C24"}
    (backup,) = backups(tmp_path)
    assert backup.read_bytes() == before
    said = capsys.readouterr().out
    assert "2 answers and 1 prediction taken out" in said
    assert backup.name in said
    assert main(["progress", "reset", "05"]) == 0
    assert "nothing of lesson 05" in capsys.readouterr().out
    assert len(backups(tmp_path)) == 1
    assert kept.answer("Q25", "Miyako", ok=True, lesson="05")
    assert kept.state()["answers"]["Q25"]["first_ok"] is True


def test_a_shared_question_stays_with_the_lesson_that_had_it(kept: Store, tmp_path: Path) -> None:
    assert main(["progress", "reset", "01"]) == 0
    assert "Q01" in kept.state()["answers"]


def test_merging_the_backup_brings_everything_back(kept: Store, tmp_path: Path) -> None:
    whole = kept.state()
    main(["progress", "reset", "05"])
    (backup,) = backups(tmp_path)
    words = ["progress", "merge", "progress.json", backup.name, "--out", "progress.json"]
    assert main(words) == 0
    state = kept.state()
    assert set(state["answers"]) == set(whole["answers"])
    assert state["predictions"] == whole["predictions"]
    assert state["answers"]["Q25"]["tries"] == whole["answers"]["Q25"]["tries"]


def test_merge_writes_a_new_file_and_leaves_the_others(kept: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "home.json")
    other.answer("Q25", "Miyako", ok=True, lesson="05")
    before = [(tmp_path / name).read_bytes() for name in ("progress.json", "home.json")]
    assert main(["progress", "merge", "progress.json", "home.json", "--out", "both.json"]) == 0
    entry = Store(tmp_path / "both.json").state()["answers"]["Q25"]
    assert (entry["tries"], entry["ok"], entry["first_ok"]) == (2, True, False)
    assert before == [(tmp_path / name).read_bytes() for name in ("progress.json", "home.json")]
    assert main(["progress", "merge", "progress.json", "home.json", "--out", "both.json"]) == 1
    assert backups(tmp_path) == []


def test_a_merged_file_goes_on_counting(kept: Store, tmp_path: Path) -> None:
    Store(tmp_path / "home.json").answer("Q25", "Miyako", ok=True, lesson="05")
    main(["progress", "merge", "progress.json", "home.json", "--out", "progress.json"])
    kept.answer("Q25", "Miyako", ok=True, lesson="05")
    Store(tmp_path / "home.json").answer("Q25", "Miyako", ok=True, lesson="05")
    main(["progress", "merge", "progress.json", "home.json", "--out", "progress.json"])
    main(["progress", "merge", "home.json", "progress.json", "--out", "progress.json"])
    assert kept.state()["answers"]["Q25"]["tries"] == 4
    assert len(backups(tmp_path)) == 3
    assert len({path.name for path in backups(tmp_path)}) == 3


def test_export_makes_a_checked_copy(
    kept: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stick").mkdir()
    assert main(["progress", "export", "stick"]) == 0
    copied = Store(tmp_path / "stick" / "progress.json").state()
    assert copied == kept.state()
    assert main(["progress", "export", "stick"]) == 1
    assert "is there already" in capsys.readouterr().err


def test_show_says_what_is_done(kept: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "show"]) == 0
    said = capsys.readouterr().out
    assert "Lesson 05: 1 question answered, 0 correct, 0 at the first try" in said
    assert "Go on with lesson" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file"),
        ("{half", "is not a progress file"),
        ('{"format": 9, "answers": {}}', "newer edition"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str | None,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(store.SETTING, "progress.json")
    if content is not None:
        Path("progress.json").write_text(content, "utf-8")
    for words in (
        ["show"],
        ["reset", "05"],
        ["export", "copy.json"],
        ["merge", "progress.json", "progress.json", "--out", "both.json"],
    ):
        assert main(["progress", *words]) == 1
        err = capsys.readouterr().err
        assert said in err
        assert err.count("\n") == 1
    left = {path.name for path in tmp_path.iterdir()}
    assert left == ({"progress.json"} if content is not None else set())
    if content is not None:
        assert Path("progress.json").read_text("utf-8") == content


def test_from_a_clone_the_answers_beside_the_notebooks_are_found(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python run.py progress show`, one folder above the notebooks."""
    monkeypatch.setenv("LESSON_PROGRESS", "")
    place = tmp_path / "clone" / "notebooks"
    place.mkdir(parents=True)
    (tmp_path / "progress.json").rename(place / "progress.json")
    monkeypatch.chdir(place.parent)
    assert main(["progress", "show"]) == 0
    assert "Lesson 05" in capsys.readouterr().out
    (place.parent / "progress.json").write_bytes((place / "progress.json").read_bytes())
    assert keeping.own_file() == Path("progress.json").resolve()


def test_answers_in_memory_only_have_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "show"]) == 1
    assert "--file" in capsys.readouterr().err


def test_an_unknown_lesson_changes_nothing(
    kept: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (tmp_path / "progress.json").read_bytes()
    assert main(["progress", "reset", "55"]) == 1
    assert "There is no lesson '55'" in capsys.readouterr().err
    assert (tmp_path / "progress.json").read_bytes() == before


@pytest.mark.parametrize("call", ["replace", "link"])
def test_a_full_disk_loses_nothing(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = (tmp_path / "progress.json").read_bytes()

    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    if call == "link":  # then the copy beside it cannot be made either
        monkeypatch.setattr(os, "link", full)
    with pytest.raises(LessonError, match="the disk is full"):
        keeping.reset("05", tmp_path / "progress.json")
    assert (tmp_path / "progress.json").read_bytes() == before
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_stick_without_links_is_written_all_the_same(
    kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_given: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    keeping.take_along(tmp_path / "progress.json", tmp_path / "copy.json")
    assert json.loads((tmp_path / "copy.json").read_text("utf-8"))["answers"]
