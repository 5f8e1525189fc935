"""A class folder: what is counted, what is reported and skipped, what is written."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.cli import main
from lesson_utils.desk import report_files
from lesson_utils.desk.intake import LARGEST_BYTES, gather
from lesson_utils.desk.report import class_report
from lesson_utils.desk.sheet import guarded, sheet
from lesson_utils.errors import LessonError
from lesson_utils.learn.questions import Choice, questions
from lesson_utils.learn.store import Store
from lesson_utils.learn.tasks import tasks

Q25 = questions(only=["Q25"])[0]


def answer(value: str = "Miyako", *, ok: bool = True, **more: Any) -> dict[str, Any]:
    known = {"kind": "quiz", "lesson": "05", "first_ok": ok, "tries": 1}
    return {**known, "at": "2026-11-20T09:00:00Z", "value": value, "ok": ok, **more}


def pupil(place: Path, who: str = "", **answers: Any) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "format": 1,
        "who": who or place.parent.name,
        "answers": {key.replace("_", "-"): entry for key, entry in answers.items()},
        "predictions": {},
    }
    place.write_text(json.dumps(state), "utf-8")
    return place


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


class Page(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def tags(self) -> set[str]:
        return {tag for tag, _attributes in self.found}


def test_questions_are_counted(tmp_path: Path) -> None:
    wrong = [option.text for option in Q25.options if not option.correct]  # type: ignore[union-attr]
    pupil(tmp_path / "a" / "progress.json", Q25=answer())
    for name, text in (("b", wrong[0]), ("c", wrong[0]), ("d", wrong[1])):
        pupil(tmp_path / name / "progress.json", Q25=answer(text, ok=False, tries=2))
    late = answer(ok=True, first_ok=False, tries=3, first=wrong[0])
    pupil(tmp_path / "side by side.json", "e", Q25=late)
    report = class_report(tmp_path)
    line = next(line for line in report.lines if line.task.key == "Q25")
    assert line.text == Q25.text
    assert (line.answered, line.right, line.first, line.tries) == (5, 2, 1, 10)
    assert line.given == ((wrong[0], 3), (wrong[1], 1))
    assert line.first_share == pytest.approx(0.2)
    assert [one.who for one in report.pupils] == ["a", "b", "c", "d", "e"]


def test_every_task_of_every_lesson_has_words(tmp_path: Path) -> None:
    pupil(tmp_path / "a" / "progress.json")
    report = class_report(tmp_path)
    assert {line.task.key for line in report.lines} == {task.key for task in tasks()}
    assert all(line.text.strip() for line in report.lines)


def test_predictions_are_shared_out(tmp_path: Path) -> None:
    for name, value in (("a", "Tokara"), ("b", "Miyako"), ("c", "Miyako")):
        kept = Store(tmp_path / f"{name}.json")
        kept.predict("05.gap", value)
    report = class_report(tmp_path)
    line = next(line for line in report.lines if line.task.key == "05.gap")
    assert line.given == (("Miyako", 2), ("Tokara", 1))
    csv_path, html_path = report_files.write(report, tmp_path / "out")
    assert sum(row["kind"] == "prediction" for row in rows(csv_path)) == 3
    assert "Miyako (2 pupils)" in Page(html_path.read_text("utf-8")).words


def test_the_same_name_in_two_files_is_one_pupil(tmp_path: Path) -> None:
    pupil(tmp_path / "home.json", "same", Q25=answer("Luzon", ok=False))
    pupil(tmp_path / "school.json", "same", Q26=answer("A strategic concept"))
    merged = json.loads(pupil(tmp_path / "both.json", "aaaa").read_text("utf-8"))
    (tmp_path / "both.json").write_text(json.dumps({**merged, "merged": {"other": {}}}))
    pupil(tmp_path / "third.json", "other", Q27=answer("2016"))
    report = class_report(tmp_path)
    assert [pupil.who for pupil in report.pupils] == ["aaaa", "same"]
    assert report.pupils[1].files == ("home.json", "school.json")
    assert set(report.pupils[1].state["answers"]) == {"Q25", "Q26"}
    html = Page(report_files.write(report, tmp_path / "out")[1].read_text("utf-8")).words
    assert "Files put together" in html


HOSTILE = {
    "half": b"{half",
    "nothing": b"",
    "not text": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
    "deep inside": b'{"format":1,"answers":{},"x":' + b"[" * 3_000 + b"]" * 3_000 + b"}",
    "deeper than anything": b'{"format":1,"answers":{},"x":' + b"[" * 50 + b"]" * 50 + b"}",
    "not a number": b'{"format":1,"answers":{},"x":NaN}',
    "endless": b'{"format":1,"answers":{},"x":Infinity}',
    "long number": b'{"format":' + b"1" * 5_000 + b',"answers":{}}',
    "no dictionary": b"[1]",
    "wrong types": b'{"format":1,"answers":{"Q25":3}}',
    "newer": b'{"format":99,"answers":{}}',
    "true is no format": b'{"format":true,"answers":{}}',
    "true is no count": json.dumps({"format": 1, "answers": {"Q25": answer(tries=True)}}).encode(),
    "no tries": json.dumps({"format": 1, "answers": {"Q25": answer(tries=0)}}).encode(),
    "too many": json.dumps({"format": 1, "answers": {"Q25": answer(tries=10**30)}}).encode(),
    "flood": json.dumps(
        {"format": 1, "answers": {f"x{i}": answer() for i in range(3000)}}
    ).encode(),
    "endless name": json.dumps({"format": 1, "answers": {"x" * 999: answer()}}).encode(),
    "huge": b"[" + b"1," * (LARGEST_BYTES // 2) + b"1]",
    "a name that is no text": b'{"format":1,"who":[],"answers":{}}',
}


def test_hostile_files_are_reported_and_the_others_counted(tmp_path: Path) -> None:
    pupil(tmp_path / "good" / "progress.json", Q25=answer())
    for name, content in HOSTILE.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "progress.json").write_bytes(content)
    report = class_report(tmp_path)
    assert [pupil.who for pupil in report.pupils] == ["good"]
    assert {one.name for one in report.skipped} == {f"{name}/progress.json" for name in HOSTILE}
    assert all(one.why for one in report.skipped)
    assert all(report_files.write(report, tmp_path / "out"))


def test_links_pipes_and_closed_folders_survive(tmp_path: Path) -> None:
    pupil(tmp_path / "good" / "progress.json", Q25=answer())
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "good" / "again").symlink_to("..")
    (tmp_path / "itself.json").symlink_to("itself.json")
    (tmp_path / "outside.json").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe.json")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        found = gather(tmp_path)
    finally:
        closed.chmod(0o700)
    assert [name for name, _state in found.states] == ["good/progress.json"]
    skipped = {one.name: one.why for one in found.skipped}
    assert {"loop", "good/again", "itself.json", "outside.json", "pipe.json"} <= set(skipped)
    assert "ordinary" in skipped["pipe.json"]
    if os.geteuid() != 0:  # nothing is closed to root
        assert "closed" in skipped


def test_what_is_no_pupils_file_is_passed_over(tmp_path: Path) -> None:
    pupil(tmp_path / "good" / "progress.json", Q25=answer())
    pupil(tmp_path / "good" / ".ipynb_checkpoints" / "progress-checkpoint.json", "x")
    pupil(tmp_path / "good" / "progress.before-reset-05-20261120T090000Z.json", "x")
    pupil(tmp_path / "good" / "progress.broken-20261120T090000-abcd.json", "x")
    (tmp_path / "good" / "datapackage.json").write_text('{"name": "counterweight"}')
    report = class_report(tmp_path)
    assert report.files == 1
    assert report.skipped == ()
    assert report.foreign == ("good/datapackage.json",)


EVIL = '"><script>alert(1)</script>&amp;<img src=x onerror=alert(1)>'


def test_nothing_a_pupil_types_becomes_markup(tmp_path: Path) -> None:
    wrong = answer(EVIL, ok=False, lesson=EVIL, at=EVIL)
    path = pupil(tmp_path / "<b>x" / "progress.json", EVIL[:40], Q25=wrong, Q999=wrong)
    state = json.loads(path.read_text("utf-8"))
    state["predictions"] = {"05.gap": {"value": EVIL, "at": EVIL}, EVIL: {"value": "x"}}
    path.write_text(json.dumps(state), "utf-8")
    (tmp_path / "<i>.json").write_text("{}")
    (tmp_path / "progress<u>.json").write_text("{")
    html = report_files.write(class_report(tmp_path), tmp_path)[1].read_text("utf-8")
    page = Page(html)
    assert not {"script", "img", "b>x", "u", "object", "iframe"} & page.tags()
    assert not any(name.startswith("on") for _tag, found in page.found for name in found)
    assert EVIL in page.words
    assert all(
        not (found.get("href") or "#").strip("#").count(":")
        for tag, found in page.found
        if tag == "a"
    )


def test_the_page_stands_alone_and_can_be_read_aloud(tmp_path: Path) -> None:
    pupil(tmp_path / "a" / "progress.json", Q25=answer())
    html = report_files.write(class_report(tmp_path), tmp_path)[1].read_text("utf-8")
    page = Page(html)
    assert ("html", {"lang": "en"}) in page.found
    assert not {"script", "link", "img"} & page.tags()
    assert not any(
        "src" in found or "http" in (found.get("href") or "") for _t, found in page.found
    )
    assert "default-src 'none'" in html
    assert {"title", "main", "caption", "h1"} <= page.tags()
    names = [found["aria-label"] for _tag, found in page.found if "aria-label" in found]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "＝", "＋", "＠"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, start: str) -> None:
    pupil(tmp_path / "a" / "progress.json", f"{start}who", Q25=answer(f"{start}1+1", ok=False))
    csv_path, _html = report_files.write(class_report(tmp_path), tmp_path)
    cells = [cell for row in rows(csv_path) for cell in row.values()]
    assert any("1+1" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in "=+-@\t\r＝＋＠" and cell.strip()]


@given(st.text())
def test_any_text_survives_the_table(text: str) -> None:
    cell = guarded(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}
    assert cell[:1] not in {"\t", "\r"}
    made = sheet(["a", "b"], [[text, 1]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(made, newline="")))[1] == [cell, "1"]
    plain = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if plain.isprintable():
        assert cell.removeprefix("'").replace(";'", ";") == plain.removeprefix("'").replace(
            ";'", ";"
        )


def test_only_its_own_report_is_replaced(tmp_path: Path) -> None:
    pupil(tmp_path / "a" / "progress.json", Q25=answer())
    first = report_files.write(class_report(tmp_path), tmp_path)
    pupil(tmp_path / "b" / "progress.json", Q25=answer())
    assert report_files.write(class_report(tmp_path), tmp_path) == first
    assert len(rows(first[0])) == 2
    first[0].write_text("a teacher's own marks", "utf-8")
    second = report_files.write(class_report(tmp_path), tmp_path)
    assert [path.name for path in second] == ["class-report-2.csv", "class-report-2.html"]
    assert first[0].read_text("utf-8") == "a teacher's own marks"
    second[1].write_text(second[1].read_text("utf-8") + "<p>a remark", "utf-8")
    third = report_files.write(class_report(tmp_path), tmp_path)
    assert third[0].name == "class-report-3.csv"
    third[0].unlink()
    third[0].symlink_to(first[0])
    assert report_files.write(class_report(tmp_path), tmp_path)[0].name == "class-report-4.csv"
    assert first[0].read_text("utf-8") == "a teacher's own marks"


def test_a_fault_while_writing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    pupil(tmp_path / "a" / "progress.json", Q25=answer())
    report = class_report(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(LessonError, match="could not be written"):
        report_files.write(report, tmp_path / "file")

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(LessonError, match=r"the disk is full.* lessons report CLASSFOLDER --out"):
        report_files.write(report, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda place: None, "There is no folder"),
        (lambda place: place.mkdir(), "There is no progress file"),
        (lambda place: place.write_text(""), "There is no folder"),
    ],
)
def test_a_wrong_folder_is_one_clear_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Any, said: str
) -> None:
    make(tmp_path / "class")
    assert main(["report", str(tmp_path / "class")]) == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pupil(tmp_path / "a" / "progress.json", Q25=answer())
    (tmp_path / "progress-b.json").write_text("{")
    assert main(["report", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "1 pupil in 1 file, 1 not counted" in said
    assert "not counted: progress-b.json: it is not a progress file" in said
    assert (tmp_path / "out" / "class-report.html").is_file()
    assert not (tmp_path / "class-report.html").exists()


def test_three_hundred_pupils_in_seconds(tmp_path: Path) -> None:
    asked = [task for task in tasks() if task.kind != "prediction"]
    known = {question.id: question for question in questions()}
    answers = {}
    for task in asked:
        question = known.get(task.key)
        text = question.options[0].text if isinstance(question, Choice) else "42"
        answers[task.key] = answer(text, ok=False, kind=task.kind, lesson=task.lesson)
    for number in range(300):
        path = tmp_path / "class" / f"p{number:03d}" / "progress.json"
        path.parent.mkdir(parents=True)
        state = {"format": 1, "who": f"{number:08x}", "answers": answers, "predictions": {}}
        path.write_text(json.dumps(state, indent=1), "utf-8")
    begun = time.process_time()  # the processor's own time: other work on the machine is not ours
    report = class_report(tmp_path / "class")
    report_files.write(report, tmp_path / "out")
    assert time.process_time() - begun < 2
    assert len(report.pupils) == 300
