"""The dossier panel: kept at every change, restored, exported; nothing a pupil wrote is lost."""

import json
from pathlib import Path

import pytest

from lesson_utils import evidence
from lesson_utils.errors import UnknownNameError
from lesson_utils.explore.dossier import DossierPanel, dossier
from lesson_utils.learn import store
from lesson_utils.learn.export import is_intact
from lesson_utils.learn.furniture import Heading


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a folder and a file of answers of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(store.SETTING)
    monkeypatch.setattr(store, "_stores", {})
    return tmp_path


def again(claim: str = "C01") -> DossierPanel:
    """Open the panel as after a restart of the kernel."""
    store._stores.clear()
    return dossier(claim)


def fill(panel: DossierPanel) -> DossierPanel:
    for tick in panel.sheet.picks.values():
        tick.value = True
    panel.choose(verdict="contested", grading="B and C.", reason="Because.", change="A speech.")
    return panel


def test_it_opens_empty_and_says_what_to_do(folder: Path) -> None:
    panel = dossier()
    assert panel.sentence == (
        "Dossier on C01: nothing written yet. Tick the evidence you want to use "
        "(3 on offer), then argue."
    )
    assert list(folder.iterdir()) == []
    with pytest.raises(UnknownNameError):
        dossier("C99")


@pytest.mark.parametrize("claim", [one.id for one in evidence.claims()])
def test_every_claim_offers_its_evidence_with_grades(claim: str) -> None:
    panel = dossier(claim)
    found = evidence.claim(claim).evidence
    assert list(panel.sheet.picks) == [one.source.id for one in found]
    for tick, one in zip(panel.sheet.picks.values(), found, strict=True):
        assert tick.description.startswith(f"{one.source.grade}: {one.finding}")
    assert panel.failure is None


def test_every_change_is_in_the_file_at_once(folder: Path) -> None:
    panel = dossier("C13")
    for length in range(1, 12):
        text = "No number."[:length]
        panel.sheet.fields["reason"].value = text
        notes = json.loads((folder / "progress.json").read_text("utf-8"))["notes"]
        assert notes["dossier.C13.reason"]["value"] == text


def test_it_is_there_again_after_a_restart() -> None:
    fill(dossier())
    panel = again()
    assert all(tick.value for tick in panel.sheet.picks.values())
    assert panel.value("verdict") == "contested"
    assert panel.value("reason") == "Because."
    assert "Every part is written." in panel.sentence


def test_dossiers_on_several_claims_are_kept_apart() -> None:
    panel = dossier("C01").choose(reason="one")
    panel.choose(claim="C13")
    assert panel.value("reason") == ""
    panel.choose(reason="two")
    panel.choose(claim="C35")
    assert "You also keep dossiers on C01, C13." in panel.sentence
    panel.choose(claim="C01")
    assert panel.value("reason") == "one"
    assert again("C13").value("reason") == "two"


def test_a_change_held_back_by_the_page_arrives_where_it_was_written() -> None:
    """ipywidgets holds text back while the kernel is busy; another claim may overtake it."""
    panel = dossier("C01").choose(reason="begun")
    late = panel.sheet.fields["reason"]
    panel.choose(claim="C13", reason="the other")
    late.value = "begun and finished"
    assert panel.value("reason") == "the other"
    assert again("C01").value("reason") == "begun and finished"
    assert again("C13").value("reason") == "the other"


def test_the_sentence_leads_from_part_to_part() -> None:
    panel = dossier()
    panel.sheet.picks["NSS_EIR"].value = True
    assert "Dossier on C01: evidence 1 of 3, grade C. Still missing: how good" in panel.sentence
    assert "Kept in progress.json at every change." in panel.sentence
    panel.choose(verdict="contested")
    assert "Your verdict: contested. Write your reasons to compare" in panel.sentence
    assert "supported with nuance" not in panel.sentence
    panel.choose(reason="Because.")
    assert "Your verdict: contested; the ledger's: supported with nuance." in panel.sentence
    panel.choose(verdict="supported with nuance")
    assert "Your verdict and the ledger's are the same: supported with nuance." in panel.sentence
    panel.choose(verdict="", reason="")
    assert "Still missing: how good it is, your verdict, your reasons" in panel.sentence


def test_export_writes_both_files_and_names_them(folder: Path) -> None:
    panel = fill(dossier())
    panel.sheet.export.click()
    assert "Exported to dossier-C01.md and dossier-C01.html, beside" in panel.sentence
    for ending in (".md", ".html"):
        assert "A speech." in (folder / f"dossier-C01{ending}").read_text("utf-8")
    assert "dossier-C13" not in "".join(path.name for path in folder.iterdir())


def test_a_change_that_comes_after_the_click_is_exported_too(folder: Path) -> None:
    """A box ticked just before the click may arrive after it."""
    panel = dossier().choose(reason="Because.")
    panel.sheet.export.click()
    assert "newindianexpress" not in used(folder)
    panel.sheet.picks["NDS_NIE"].value = True
    assert "newindianexpress" in used(folder)
    assert (
        "The exported files dossier-C01.md and dossier-C01.html are up to date." in panel.sentence
    )
    assert sorted(path.name for path in folder.glob("dossier*")) == [
        "dossier-C01.html",
        "dossier-C01.md",
    ]


def used(folder: Path) -> str:
    text = (folder / "dossier-C01.md").read_text("utf-8")
    return text.split("## Evidence I use")[1].split("## ")[0]


def test_the_page_hands_its_fields_over_before_the_click(folder: Path) -> None:
    """As question.js does: a text typed while the kernel was busy is in the exported file."""
    panel = dossier()
    heading = next(one for one in panel.sheet.box.children if isinstance(one, Heading))
    heading._take(heading, {"answers": ["graded", 3, "reasons typed in haste", ""]}, [])
    panel.sheet.export.click()
    assert "reasons typed in haste" in (folder / "dossier-C01.md").read_text("utf-8")
    assert again().value("verdict") == "contested"


def test_an_earlier_export_is_kept_and_named(folder: Path) -> None:
    dossier().choose(reason="first").sheet.export.click()
    panel = again().choose(reason="second")
    panel.sheet.export.click()
    assert (
        "The earlier export is kept as dossier-C01-earlier.md and dossier-C01-earlier.html."
        in panel.sentence
    )
    assert "first" in (folder / "dossier-C01-earlier.md").read_text("utf-8")
    assert "second" in (folder / "dossier-C01.md").read_text("utf-8")


def test_a_file_of_ones_own_is_never_overwritten(folder: Path) -> None:
    (folder / "dossier-C01.md").write_text("my own notes", "utf-8")
    panel = dossier().choose(reason="Because.")
    panel.sheet.export.click()
    assert "Exported to dossier-C01-2.md and dossier-C01-2.html" in panel.sentence
    assert "it was left" in panel.sentence
    assert (folder / "dossier-C01.md").read_text("utf-8") == "my own notes"
    path = folder / "dossier-C01-2.md"
    path.write_text("edited by hand", "utf-8")
    panel.choose(reason="Because of more.")
    assert path.read_text("utf-8") == "edited by hand"
    assert "Exported to dossier-C01-3.md and dossier-C01-3.html" in panel.sentence
    assert is_intact(folder / "dossier-C01-3.md")


def test_a_folder_that_is_gone_is_said_and_the_text_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = dossier().choose(reason="Because.")
    (folder / "progress.json").unlink()
    (folder / ".progress-lock").unlink()
    folder.rmdir()
    panel.sheet.export.click()
    assert "Nothing was exported: the folder is no longer there." in panel.sentence
    assert "could not be saved" in dossier("C24").choose(reason="Here too.").sentence
    assert panel.failure is None
    assert panel.value("reason") == "Because."
    folder.mkdir()
    monkeypatch.chdir(folder)
    panel.choose(reason="Because of more.")
    assert again().value("reason") == "Because of more."


def test_a_full_disk_is_said_and_the_text_waits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = dossier().choose(reason="Because.")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    monkeypatch.setattr(Path, "replace", full)
    panel.choose(reason="Because of more.")
    assert "could not be saved: the disk is full" in panel.sentence
    panel.sheet.export.click()
    assert "Nothing was exported: the disk is full." in panel.sentence
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    panel.choose(change="Room on the disk.")
    assert "could not be saved" not in panel.sentence
    saved = json.loads((folder / "progress.json").read_text("utf-8"))["notes"]
    assert saved["dossier.C01.reason"]["value"] == "Because of more."


def test_two_notebooks_on_one_claim_lose_nothing(folder: Path) -> None:
    one = dossier().choose(reason="mine")
    two = again()
    two.choose(reason="mine, and from the other notebook")
    one.choose(reason="mine, continued")
    assert "Another notebook wrote here too" in one.sentence
    one.sheet.export.click()
    exported = (folder / "dossier-C01.md").read_text("utf-8")
    assert "mine, continued" in exported
    assert "from the other notebook" in exported


def test_in_memory_only_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv(store.SETTING, "off")
    panel = dossier().choose(reason="Because.")
    assert "Your answers are kept in memory only." in panel.sentence
    assert list(folder.iterdir()) == []
    panel.sheet.export.click()
    assert (folder / "dossier-C01.md").exists()


def test_the_saved_form_holds_no_words_of_the_learner() -> None:
    bundle = dossier().choose(reason="尖閣 <b>")._repr_mimebundle_()
    assert "尖閣" not in str(bundle)
    assert "My reasons" in bundle["text/html"]
    assert "Run this cell" in bundle["text/html"]
