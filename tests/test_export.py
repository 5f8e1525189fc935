"""Exported files: whole, sealed, and never in the place of somebody else's."""

import errno
from pathlib import Path

import pytest

from lesson_utils.errors import LessonError
from lesson_utils.learn.export import export, is_intact

BOTH = {".md": "# One", ".html": "<p>One</p>"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_files_are_written_and_sealed(tmp_path: Path) -> None:
    done = export(tmp_path, "dossier-C01", BOTH)
    assert done.names == ("dossier-C01.md", "dossier-C01.html")
    assert (done.earlier, done.avoided) == ((), False)
    assert names(tmp_path) == ["dossier-C01.html", "dossier-C01.md"]
    assert all(is_intact(path) for path in tmp_path.iterdir())
    assert (tmp_path / "dossier-C01.md").read_text("utf-8").startswith("# One\n<!-- counterweight")


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    export(tmp_path, "d", BOTH)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert export(tmp_path, "d", BOTH).earlier == ()
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_an_older_state_is_kept_once(tmp_path: Path) -> None:
    export(tmp_path, "d", {".md": "one"})
    assert export(tmp_path, "d", {".md": "two"}).earlier == ("d-earlier.md",)
    assert (tmp_path / "d-earlier.md").read_text("utf-8").startswith("one")
    export(tmp_path, "d", {".md": "three"})
    assert (tmp_path / "d-earlier.md").read_text("utf-8").startswith("two")
    assert export(tmp_path, "d", {".md": "four"}, keep_earlier=False).earlier == ()
    assert (tmp_path / "d-earlier.md").read_text("utf-8").startswith("two")
    assert names(tmp_path) == ["d-earlier.md", "d.md"]


@pytest.mark.parametrize("foreign", [b"my own notes", b"\xff\xfe", b""])
def test_somebody_elses_file_is_left_alone(tmp_path: Path, foreign: bytes) -> None:
    (tmp_path / "d.html").write_bytes(foreign)
    done = export(tmp_path, "d", BOTH)
    assert done.names == ("d-2.md", "d-2.html")
    assert done.avoided
    assert (tmp_path / "d.html").read_bytes() == foreign
    assert export(tmp_path, "d", {".md": "2", ".html": "2"}).names == ("d-2.md", "d-2.html")


def test_a_file_changed_by_hand_is_left_alone(tmp_path: Path) -> None:
    export(tmp_path, "d", {".md": "one"})
    path = tmp_path / "d.md"
    path.write_text(path.read_text("utf-8").replace("one", "one and mine"), "utf-8")
    assert not is_intact(path)
    assert export(tmp_path, "d", {".md": "two"}).names == ("d-2.md",)
    assert "mine" in path.read_text("utf-8")


def test_folders_and_links_of_that_name_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "d.md").mkdir()
    target = tmp_path / "elsewhere.md"
    export(tmp_path, "elsewhere", {".md": "one"})
    (tmp_path / "d-2.md").symlink_to(target)
    (tmp_path / "d-3.md").symlink_to(tmp_path / "nowhere")
    assert export(tmp_path, "d", {".md": "two"}).names == ("d-4.md",)
    assert target.read_text("utf-8").startswith("one")


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match="the folder is no longer there"):
        export(tmp_path / "gone", "d", BOTH)


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "not be written")],
)
def test_a_fault_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    export(tmp_path, "d", {".md": "one"})

    def fail(*_arguments: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(LessonError, match=words):
        export(tmp_path, "d", {".md": "two"}, keep_earlier=False)
    monkeypatch.undo()
    assert names(tmp_path) == ["d.md"]
    assert (tmp_path / "d.md").read_text("utf-8").startswith("one")


def test_too_many_files_of_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import lesson_utils.learn.export as module

    monkeypatch.setattr(module, "MOST_NAMES", 3)
    for name in ("d", "d-2"):
        (tmp_path / f"{name}.md").write_text("mine", "utf-8")
    with pytest.raises(LessonError, match="too many files"):
        export(tmp_path, "d", {".md": "x"})
