"""The file of answers: whole at every instant, nothing lost, every fault said in plain words."""

import errno
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils.i18n import set_language
from lesson_utils.learn import lock, store
from lesson_utils.learn.progress import Progress
from lesson_utils.learn.progress import progress as summary
from lesson_utils.learn.store import Store

WRITER = """
import sys
from pathlib import Path
from lesson_utils.learn.store import Store
name, count, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
kept = Store(path)
for i in range(count):
    if not kept.answer(f"{name}-{i}", "尖閣", ok=i % 2 == 0, lesson="05"):
        sys.exit(kept.message)
    if not kept.answer("shared", name, ok=False, lesson="05"):
        sys.exit(kept.message)
"""


def at(folder: Path) -> Path:
    return folder / "progress.json"


def test_answers_count_tries_and_keep_the_first(tmp_path: Path) -> None:
    kept = Store(at(tmp_path))
    assert kept.answer("Q25", "Luzon", ok=False, lesson="05")
    assert kept.answer("Q25", "Miyako", ok=True, lesson="05")
    assert kept.answer("Q25", "Penghu", ok=False, lesson="05")
    entry = json.loads(at(tmp_path).read_text("utf-8"))["answers"]["Q25"]
    assert (entry["tries"], entry["first_ok"], entry["ok"]) == (3, False, True)
    assert entry["value"] == "Penghu"


def test_nothing_about_the_person_is_kept(tmp_path: Path) -> None:
    Store(at(tmp_path)).answer("Q25", "Miyako", ok=True, lesson="05")
    data = json.loads(at(tmp_path).read_text("utf-8"))
    assert set(data) == {"format", "who", "answers", "predictions"}
    assert len(data["who"]) == 8
    assert str(tmp_path) not in at(tmp_path).read_text("utf-8")


def test_two_stores_see_each_other(tmp_path: Path) -> None:
    one, two = Store(at(tmp_path)), Store(at(tmp_path))
    one.answer("a", "1", ok=True)
    two.answer("b", "2", ok=True)
    one.predict("05.chain", "Okinawa first")
    assert set(one.state()["answers"]) == set(two.state()["answers"]) == {"a", "b"}
    assert two.state()["predictions"]["05.chain"]["value"] == "Okinawa first"


@settings(deadline=None)  # every answer is written to the disk
@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=20))
def test_any_interleaving_of_two_kernels_equals_one(moves: list[tuple[str, bool, bool]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        two = [Store(Path(name) / "progress.json") for _ in range(2)]
        alone = Store(None)
        for key, ok, which in moves:
            two[which].answer(key, "v", ok=ok)
            alone.answer(key, "v", ok=ok)
        seen = {
            key: (entry["tries"], entry["ok"], entry["first_ok"])
            for key, entry in two[0].state()["answers"].items()
        }
        wanted = {
            key: (entry["tries"], entry["ok"], entry["first_ok"])
            for key, entry in alone.state()["answers"].items()
        }
        assert seen == wanted


def run_writers(path: Path, names: str, count: int) -> tuple[list[str], int]:
    """Start real processes and read the file without pause until they end."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITER, name, str(count), str(path)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    reads = 0
    faults: list[str] = []
    while any(writer.poll() is None for writer in writers):
        if path.exists():
            try:
                json.loads(path.read_text("utf-8"))
                reads += 1
            except ValueError as error:
                faults.append(repr(error))
    for writer in writers:
        faults.append(writer.communicate()[1].strip())
    return [fault for fault in faults if fault], reads


def test_real_processes_lose_nothing(tmp_path: Path) -> None:
    faults, reads = run_writers(at(tmp_path), "ABC", 250)
    assert faults == []
    assert reads > 20
    answers = json.loads(at(tmp_path).read_text("utf-8"))["answers"]
    assert set(answers) == {f"{name}-{i}" for name in "ABC" for i in range(250)} | {"shared"}
    assert answers["shared"]["tries"] == 750
    assert {path.name for path in tmp_path.iterdir()} == {"progress.json", ".progress-lock"}


def test_a_writer_killed_in_the_middle_does_no_harm(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, "K", "100000", str(at(tmp_path))]
    writer = subprocess.Popen(command)
    deadline = time.monotonic() + 20
    while not at(tmp_path).exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    writer.kill()
    writer.wait()
    kept = Store(at(tmp_path))
    assert kept.answer("after", "x", ok=True)
    assert "K-0" in kept.state()["answers"]
    assert kept.message == ""


@pytest.mark.parametrize(
    "broken", ["{half", "[]", "null", '{"format": 1}', '{"format": 1, "answers": {"Q": 3}}', "\x00"]
)
def test_a_broken_file_is_set_aside_and_told_once(tmp_path: Path, broken: str) -> None:
    at(tmp_path).write_text(broken, "utf-8")
    kept = Store(at(tmp_path))
    assert kept.answer("Q25", "Miyako", ok=True)
    aside = list(tmp_path.glob("progress.broken-*.json"))
    assert len(aside) == 1
    assert aside[0].read_text("utf-8") == broken
    assert aside[0].name in kept.message
    assert kept.answer("Q26", "concept", ok=True)
    assert kept.message == ""
    assert len(list(tmp_path.glob("progress.broken-*.json"))) == 1


def test_bytes_that_are_no_text_are_set_aside(tmp_path: Path) -> None:
    at(tmp_path).write_bytes(b"\xff\xfe\x00")
    assert Store(at(tmp_path)).answer("Q25", "Miyako", ok=True)
    assert len(list(tmp_path.glob("progress.broken-*.json"))) == 1


def test_a_break_loses_nothing_this_kernel_knew(tmp_path: Path) -> None:
    kept = Store(at(tmp_path))
    kept.answer("Q25", "Miyako", ok=True)
    at(tmp_path).write_text("{", "utf-8")
    kept.answer("Q26", "concept", ok=True)
    assert set(json.loads(at(tmp_path).read_text("utf-8"))["answers"]) == {"Q25", "Q26"}


def test_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    newer = '{"format": 2, "answers": {}}'
    at(tmp_path).write_text(newer, "utf-8")
    kept = Store(at(tmp_path))
    assert not kept.answer("Q25", "Miyako", ok=True)
    assert "newer" in kept.message
    assert at(tmp_path).read_text("utf-8") == newer
    assert kept.state()["answers"]["Q25"]["ok"] is True


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EIO, "not be written")],
)
def test_a_save_that_fails_waits_and_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    kept = Store(at(tmp_path))
    kept.answer("Q01", "first", ok=True)
    real = os.fsync

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync" if code == errno.EIO else "replace", lambda *a: fail(0))
    assert not kept.answer("Q25", "Miyako", ok=True)
    assert words in kept.message
    assert kept.waiting == 1
    assert kept.state()["answers"]["Q25"]["ok"] is True
    assert "Q25" not in at(tmp_path).read_text("utf-8")
    assert not list(tmp_path.glob(".progress-*.tmp"))
    monkeypatch.undo()
    assert os.fsync is real
    assert kept.answer("Q26", "concept", ok=True)
    assert kept.waiting == 0
    assert kept.message == ""
    assert set(json.loads(at(tmp_path).read_text("utf-8"))["answers"]) == {"Q01", "Q25", "Q26"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    kept = Store(tmp_path / "missing" / "progress.json")
    assert not kept.answer("Q25", "Miyako", ok=True)
    assert "could not be saved" in kept.message
    (tmp_path / "missing").mkdir()
    assert kept.save()
    assert "Q25" in (tmp_path / "missing" / "progress.json").read_text("utf-8")


@pytest.mark.parametrize("system", [True, False])
def test_the_lock_lets_one_in_at_a_time(tmp_path: Path, system: bool) -> None:
    inside = 0
    most = 0
    entered = 0

    def work() -> None:
        nonlocal inside, most, entered
        for _ in range(20):
            with lock.exclusive(tmp_path / ".lock", system=system):
                inside += 1
                most = max(most, inside)
                time.sleep(0.0005)
                inside -= 1
                entered += 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, entered) == (1, 80)


def test_a_lock_file_left_behind_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".lock-file"
    left.write_bytes(b"somebody")
    with (
        pytest.raises(lock.LockTimeoutError),
        lock.exclusive(tmp_path / ".lock", timeout_s=0.1, system=False),
    ):
        pass
    old = time.time() - lock.STALE_S - 1
    os.utime(left, (old, old))
    with lock.exclusive(tmp_path / ".lock", timeout_s=1, system=False):
        assert left.read_bytes() != b"somebody"
    assert list(tmp_path.iterdir()) == []


def test_the_setting_moves_the_file_or_switches_it_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(store.SETTING, raising=False)
    assert store.store().path == at(tmp_path).resolve()
    monkeypatch.setenv(store.SETTING, "off")
    memory = store.store()
    assert memory.path is None
    memory.answer("Q25", "Miyako", ok=True)
    assert list(tmp_path.iterdir()) == []
    assert "memory only" in repr(summary())


def test_the_summary_reads_well_and_is_escaped(tmp_path: Path) -> None:
    kept = Store(at(tmp_path))
    assert "No answers yet" in repr(Progress(kept.state()))
    kept.answer("Q25", "Luzon", ok=False, lesson="05")
    kept.answer("Q25", "Miyako", ok=True, lesson="05")
    kept.answer("Q26", "concept", ok=True, lesson="05")
    kept.answer("05.1", "107", ok=True, lesson="05", kind="exercise")
    kept.answer("Q01", "x", ok=False, lesson="<b>00")
    kept.predict("05.chain", "<script>")
    shown = Progress(kept.state(), "", "progress.json")
    assert (
        "Lesson 05: 2 questions answered, 2 correct, 1 at the first try; 1 of 1 exercise solved"
        in repr(shown)
    )
    assert "1 prediction written" in repr(shown)
    html = shown._repr_html_()
    assert "<b>00" not in html
    assert "&lt;b&gt;00" in html
    assert "<script>" not in html


def test_the_summary_speaks_japanese() -> None:
    set_language("ja")
    try:
        assert "No answers yet" not in repr(Progress(Store(None).state()))
    finally:
        set_language("en")


def test_the_browser_edition_locks_with_a_file_or_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    with lock.exclusive(tmp_path / ".lock"):
        assert [path.name for path in tmp_path.iterdir()] == [".lock-file"]
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(os, "open", lambda *a: (_ for _ in ()).throw(OSError(errno.ENOSYS, "no")))
    with lock.exclusive(tmp_path / ".lock"):
        pass
    monkeypatch.undo()
