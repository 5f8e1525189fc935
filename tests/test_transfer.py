"""Files to the reader's own disk and back: what the page may ask for, what comes of a bad file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lesson_utils.desk import own_disk
from lesson_utils.desk.keeping import text_of
from lesson_utils.errors import LessonError
from lesson_utils.explore.dossier import dossier
from lesson_utils.learn.progress import progress
from lesson_utils.learn.store import Store, store
from lesson_utils.learn.transfer import Transfer


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of notebooks with a file of answers of its own."""
    monkeypatch.setenv("LESSON_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"


def ask(widget: Transfer, content: Any, *buffers: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Send what a page sends; give what comes back."""
    back: list[tuple[dict[str, Any], list[bytes]]] = []
    widget.send = lambda content, buffers=None: back.append((content, buffers or []))
    widget._handle_custom_msg(content, [memoryview(one) for one in buffers])
    assert len(back) <= 1
    return back[0] if back else ({}, [])


def test_a_download_is_the_file_byte_for_byte(here: Path) -> None:
    store().answer("Q26", "尖閣 <b>", ok=True, lesson="05")
    widget = own_disk.answers()
    told, sent = ask(widget, {"op": "give", "file": "progress.json", "asked": "7"})
    assert told == {"op": "file", "asked": "7", "file": "progress.json"}
    assert sent == [here.read_bytes()]


def test_what_a_read_only_folder_could_not_keep_is_downloaded_too(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_anything: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as during:
        during.setattr(Store, "_replace", full)
        assert not store().answer("Q26", "kept in memory", ok=True)
        _told, sent = ask(own_disk.answers(), {"op": "give", "file": "progress.json"})
    assert json.loads(sent[0])["answers"]["Q26"]["value"] == "kept in memory"


@pytest.mark.parametrize(
    "content",
    [
        {"op": "give", "file": "../secret"}, {"op": "give", "file": "/etc/passwd"}, {"op": "give"},
        {"op": "give", "file": ["progress.json"]}, {"op": "take"}, {"op": "open"}, "give", None, 7,
    ],
)  # fmt: skip
def test_a_page_gets_nothing_else(here: Path, content: Any) -> None:
    assert ask(own_disk.answers(), content) == ({}, [])


def test_a_file_that_is_brought_back_adds_to_what_is_here(here: Path, tmp_path: Path) -> None:
    school = Store(tmp_path / "school.json")
    school.answer("Q25", "Miyako", ok=True, lesson="05")
    school.note("dossier.C01.reason", "The verb")
    brought = (tmp_path / "school.json").read_bytes()
    widget = own_disk.answers()
    told, _sent = ask(widget, {"op": "take", "asked": "1"}, brought)
    assert told["text"].startswith("Your file now holds: answers 1, predictions 0, texts 1.")
    assert here.read_bytes() == brought
    store().answer("Q26", "here", ok=False, lesson="05")
    before = here.read_bytes()
    school.answer("Q30", "later", ok=True, lesson="06")
    told, _sent = ask(widget, {"op": "take"}, (tmp_path / "school.json").read_bytes())
    assert set(store().state()["answers"]) == {"Q25", "Q26", "Q30"}
    kept = told["text"].split("is kept as ")[1].rstrip(".")
    assert (here.parent / kept).read_bytes() == before
    again, _sent = ask(widget, {"op": "take"}, (tmp_path / "school.json").read_bytes())
    assert "kept as" not in again["text"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a file of answers"),
        (b"\xff\xfe", "not a file of answers"),
        (b"[]", "not a file of answers"),
        (b'{"format": 1}', "not a file of answers"),
        (b'{"format": 99, "answers": {}}', "newer edition"),
        (b"[" * 200_000, "not a file of answers"),
        (b" " * 5_000_001, "not a file of answers"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_changes_nothing(here: Path, content: bytes, why: str) -> None:
    store().answer("Q26", "here", ok=True)
    before = here.read_bytes()
    told, _sent = ask(own_disk.answers(), {"op": "take", "asked": "1"}, content)
    assert why in told["text"]
    assert (told["tone"], told["asked"]) == ("not yet", "1")
    assert here.read_bytes() == before
    assert sorted(p.name for p in here.parent.glob("*.json")) == ["progress.json"]


def test_in_memory_only_nothing_can_be_brought_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSON_PROGRESS", "off")
    widget = own_disk.answers()
    assert not widget.takes
    assert ask(widget, {"op": "take"}, text_of(store().state())) == ({}, [])


def test_a_fault_of_the_disk_is_said_in_words() -> None:
    def gone(_name: str) -> bytes:
        raise FileNotFoundError(2, "No such file")

    told, _sent = ask(Transfer(["a.md"], gone), {"op": "give", "file": "a.md"})
    assert "No such file" in told["text"]

    def refused(_name: str) -> bytes:
        raise LessonError("Export it first.")

    told, _sent = ask(Transfer(["a.md"], refused), {"op": "give", "file": "a.md"})
    assert told["text"] == "Export it first."


def test_the_dossier_offers_what_it_exported(here: Path) -> None:
    panel = dossier("C24")
    assert panel.sheet.download.files == []
    panel.sheet.fields["reason"].value = "Both coasts say so"
    panel.sheet.export.click()
    assert panel.sheet.download.files == ["dossier-C24.md", "dossier-C24.html"]
    for name in panel.sheet.download.files:
        _told, sent = ask(panel.sheet.download, {"op": "give", "file": name})
        assert sent == [(here.parent / name).read_bytes()]
        assert b"Both coasts say so" in sent[0]


def test_the_summary_comes_with_the_way_to_the_disk(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("IPython.display.display", lambda what, **_how: shown.append(what))
    progress()._ipython_display_()
    assert "No answers yet." in shown[0]["text/html"]
    assert isinstance(shown[1], Transfer)
    assert shown[1].takes
