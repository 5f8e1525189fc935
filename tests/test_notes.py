"""Notes: longer texts in the learner's file. Nothing is cut, nothing is lost, all is restored."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils.learn import store as stores
from lesson_utils.learn.kept import Kept
from lesson_utils.learn.store import Store


def at(folder: Path) -> Path:
    return folder / "progress.json"


def value(store: Store, key: str) -> str:
    return store.notes()[key]["value"]


def test_a_long_text_is_kept_whole(tmp_path: Path) -> None:
    text = "長い文章と emoji 🗾 und Umlaute. " * 2000
    assert Store(at(tmp_path)).note("dossier.C01.reason", text)
    assert value(Store(at(tmp_path)), "dossier.C01.reason") == text


def test_a_file_without_notes_stays_as_it_was(tmp_path: Path) -> None:
    kept = Store(at(tmp_path))
    kept.answer("Q25", "Miyako", ok=True)
    assert "notes" not in json.loads(at(tmp_path).read_text("utf-8"))
    assert kept.notes() == {}
    kept.note("a", "text")
    data = json.loads(at(tmp_path).read_text("utf-8"))
    assert data["format"] == 1
    assert data["answers"]["Q25"]["ok"] is True
    assert set(data["notes"]["a"]) == {"value", "at"}


def test_halves_of_signs_do_not_break_the_file(tmp_path: Path) -> None:
    kept = Store(at(tmp_path))
    assert kept.note("a", "broken \ud83d and whole \ud83d\uddfe")
    assert value(Store(at(tmp_path)), "a") == "broken \ufffd and whole 🗾"


def test_what_another_notebook_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    one, two = Store(at(tmp_path)), Store(at(tmp_path))
    one.note("a", "first", seen="")
    two.note("a", "second", seen="first")
    one.note("a", "first, longer", seen="first")
    note = one.notes()["a"]
    assert note["value"] == "first, longer"
    assert [one["value"] for one in note.get("kept", [])] == ["second"]
    one.note("a", "first, longer still", seen="first, longer")
    assert len(one.notes()["a"].get("kept", [])) == 1


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.text("abc", min_size=1, max_size=4)),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_two_notebooks_at_once_lose_no_word(moves: list[tuple[int, str]]) -> None:
    """What either wrote last can be read in the newest text or beside it."""
    with tempfile.TemporaryDirectory() as name:
        two = [Store(at(Path(name))) for _ in range(2)]
        seen, wrote = ["", ""], ["", ""]
        for who, text in moves:
            mine = f"{who}{text}"  # the two never write the same words
            two[who].note("a", mine, seen=seen[who])
            seen[who] = wrote[who] = mine
        note = two[0].notes()["a"]
        everything = [note["value"], *(one["value"] for one in note.get("kept", []))]
        for text in wrote:
            assert not text or any(text in one for one in everything)


def test_notes_wait_when_the_folder_cannot_be_written(tmp_path: Path) -> None:
    kept = Store(at(tmp_path / "missing"))
    for length in range(1, 30):
        assert not kept.note("a", "x" * length, seen="x" * (length - 1))
    assert kept.waiting == 1
    assert "could not be saved" in kept.message
    assert value(kept, "a") == "x" * 29
    (tmp_path / "missing").mkdir()
    assert kept.save()
    assert value(Store(at(tmp_path / "missing")), "a") == "x" * 29


@pytest.mark.parametrize(
    "notes", ["3", '{"a": 3}', '{"a": {"value": 3, "at": ""}}', '{"a": {"value": "x"}}',
              '{"a": {"value": "x", "at": "", "kept": [3]}}']
)  # fmt: skip
def test_broken_notes_are_set_aside_with_the_file(tmp_path: Path, notes: str) -> None:
    at(tmp_path).write_text(f'{{"format": 1, "answers": {{}}, "notes": {notes}}}', "utf-8")
    kept = Store(at(tmp_path))
    assert kept.note("b", "text")
    assert len(list(tmp_path.glob("progress.broken-*.json"))) == 1


def test_a_process_killed_after_a_change_has_kept_it(tmp_path: Path) -> None:
    code = (
        "import os, lesson_utils as lu\n"
        "panel = lu.explore.dossier('C13')\n"
        "panel.sheet.fields['reason'].value = 'No number on 15 January'\n"
        "os.kill(os.getpid(), 9)\n"
    )
    settings = os.environ | {stores.SETTING: str(at(tmp_path))}
    subprocess.run([sys.executable, "-c", code], env=settings, check=False, timeout=60)
    assert value(Store(at(tmp_path)), "dossier.C13.reason") == "No number on 15 January"


def fields() -> dict[str, w.Widget]:
    return {
        "text": w.Textarea(),
        "choice": w.Dropdown(options=[("none", ""), ("yes", "y"), ("no", "n")]),
        "tick": w.Checkbox(),
    }


def test_fields_are_restored(tmp_path: Path) -> None:
    one = Kept("sheet", fields(), Store(at(tmp_path)))
    assert not one.save()
    one.fields["text"].value = "words"
    one.fields["choice"].value = "n"
    one.fields["tick"].value = True
    assert one.save()
    assert not one.save()
    two = Kept("sheet", fields(), Store(at(tmp_path)))
    assert [field.value for field in two.fields.values()] == ["words", "n", True]
    assert set(two.notes()) == {"text", "choice", "tick"}
    two.fields["tick"].value = False
    two.save()
    assert Kept("sheet", fields(), Store(at(tmp_path))).fields["tick"].value is False


def test_a_choice_no_longer_offered_is_left_in_the_file(tmp_path: Path) -> None:
    kept = Store(at(tmp_path))
    kept.note("sheet.choice", "gone")
    sheet = Kept("sheet", fields(), kept)
    assert sheet.fields["choice"].value == ""
    assert not sheet.save()
    assert value(kept, "sheet.choice") == "gone"
