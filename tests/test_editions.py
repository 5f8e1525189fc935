"""A new edition of the course meets answers from an older one: nothing a learner did is lost.

The file below was written when question Q26 had other options, a question QOLD was asked in lesson
05, an exercise was called 05.old, and the prediction of lesson 05 offered other places.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import lesson_utils as lu
from lesson_utils.cli import main
from lesson_utils.learn import store


def entry(value: str, *, ok: bool, kind: str = "quiz", tries: int = 2) -> dict[str, Any]:
    at = "2025-06-01T08:00:00Z"
    return {"kind": kind, "lesson": "05", "value": value, "ok": ok, "first_ok": False,
            "first": "an answer of then", "tries": tries, "at": at}  # fmt: skip


OLD = {
    "format": 1,
    "who": "0ld",
    "answers": {
        "Q26": entry("An option of then", ok=True),
        "Q25": entry("A wrong option of then", ok=False),
        "QOLD": entry("Kept", ok=True),
        "05.old": entry("107", ok=True, kind="exercise"),
    },
    "predictions": {"05.gap": {"value": "A strait of then", "at": "2025-06-01T08:00:00Z"}},
    "a key of then": [1, 2],
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "progress.json"
    path.write_text(json.dumps(OLD), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(store.SETTING, str(path))
    return path


def kept(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def test_a_changed_question_stays_answered_and_can_be_answered_anew(file: Path) -> None:
    asked = lu.quiz("05")["Q26"]
    assert "before" in asked.feedback.text
    asked.answers.index = next(i for i, one in enumerate(asked.question.options) if not one.correct)
    asked.check()
    now = kept(file)["answers"]["Q26"]
    assert (now["ok"], now["tries"]) == (True, 3)  # once right stays right
    assert now["first"] == "an answer of then"
    assert {**OLD["answers"], "Q26": now} == kept(file)["answers"]  # and nothing else changed
    assert kept(file)["a key of then"] == [1, 2]


def test_a_wrong_answer_of_then_is_no_choice_now(file: Path) -> None:
    asked = lu.quiz("05")["Q25"]
    assert asked.answers.index is None
    assert asked.feedback.text == ""


def test_what_was_removed_or_renamed_stays_and_is_named(file: Path) -> None:
    shown = lu.progress()
    assert set(shown.earlier) == {"QOLD", "05.old"}
    assert "QOLD" in repr(shown)
    line = shown.lessons[0]
    assert line.done == 2  # Q26 and the prediction: what is no longer asked does not count
    assert line.done < line.asked


def test_a_prediction_with_other_options_is_shown_in_its_own_words(file: Path) -> None:
    question = lu.predict("05.gap", "Which?", ["Miyako Strait", "Luzon Strait"])
    assert question.answer.value is None
    assert str(lu.predicted("05.gap")) == "You predicted: A strait of then"
    question.keep()  # nothing is chosen, so nothing is replaced
    assert kept(file)["predictions"] == OLD["predictions"]
    question.answer.value = "Luzon Strait"
    question.keep()
    assert kept(file)["predictions"]["05.gap"]["value"] == "Luzon Strait"


def test_the_class_report_shows_it_and_counts_what_is_asked(file: Path) -> None:
    assert main(["report", str(file.parent)]) == 0
    text = (file.parent / "class-report.csv").read_bytes().decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows["QOLD"]["asked"] == "(from another edition)"
    assert rows["Q26"]["answer"] == "An option of then"
    page = (file.parent / "class-report.html").read_text("utf-8")
    assert "A wrong option of then" in page or "an answer of then" in page


def test_merging_two_editions_keeps_both(file: Path) -> None:
    other = file.parent / "home.json"
    new = store.Store(other)
    new.answer("Q26", "An option of now", ok=True, lesson="05")
    new.answer("QNEW", "x", ok=True, lesson="05")
    assert main(["progress", "merge", str(file), str(other), "--out", "both.json"]) == 0
    both = kept(file.parent / "both.json")
    assert set(both["answers"]) == {*OLD["answers"], "QNEW"}
    assert both["answers"]["Q26"]["tries"] == 3
    assert both["a key of then"] == [1, 2]


def test_beginning_the_lesson_anew_keeps_the_old_in_the_copy(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["progress", "reset", "05"]) == 0
    assert kept(file)["answers"] == {}
    (copy,) = file.parent.glob("progress.before-reset-05-*.json")
    assert kept(copy) == OLD
