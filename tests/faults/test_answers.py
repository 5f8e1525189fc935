"""The learner's answers under every fault: nothing lost, and a sentence that says what happened."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import lesson_utils as lu
from lesson_utils.learn import lock, state
from lesson_utils.learn import store as stores
from lesson_utils.learn.store import Store
from tests.faults.places import run_in

WRITERS, TABS, EACH = 4, 2, 1280  # 4 kernels × 2 tabs × 1,280 = 10,240 writes
WRITER = """
import sys, threading
from pathlib import Path
from lesson_utils.learn.store import Store
kernel, tabs, each = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
def tab(name):
    kept = Store(Path("progress.json"))
    for i in range(each):
        key = f"{name}-{i % 20}" if i % 4 else "shared"
        done = kept.note(key, f"{name} {i}") if i % 8 == 7 else kept.answer(key, "尖閣", ok=False)
        if not done:
            print(kept.message, file=sys.stderr)
names = [f"{kernel}{number}" for number in range(tabs)]
threads = [threading.Thread(target=tab, args=[name]) for name in names]
for one in threads: one.start()
for one in threads: one.join()
"""


def at(folder: Path) -> Path:
    return folder / "progress.json"


def read(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(at(folder).read_text("utf-8"))
    return content


@pytest.mark.slow
def test_ten_thousand_writes_by_four_kernels_and_eight_tabs(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITER, name, str(TABS), str(EACH)],
            cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8",
        )
        for name in "ABCD"[:WRITERS]
    ]  # fmt: skip
    reads, faults = 0, []
    while any(writer.poll() is None for writer in writers):
        try:
            state.parse(at(tmp_path).read_text("utf-8"))
            reads += 1
        except FileNotFoundError:
            faults += ["the file was gone"] * bool(reads)
        except state.UnreadableError as error:
            faults.append(repr(error))
        time.sleep(0.001)
    said = [writer.communicate()[1].strip() for writer in writers]
    assert [one for one in (*said, *faults) if one] == []
    assert reads > 500
    kept = read(tmp_path)
    notes = sum(1 for i in range(EACH) if i % 8 == 7) * WRITERS * TABS
    tries = sum(entry["tries"] for entry in kept["answers"].values())
    assert tries + notes == WRITERS * TABS * EACH == 10_240
    newest = {key: note["value"] for key, note in kept["notes"].items()}
    last = {}
    for i in range(EACH):
        if i % 8 == 7:
            last[i % 20] = i
    assert newest == {
        f"{name}{tab}-{place}": f"{name}{tab} {i}"
        for name in "ABCD"[:WRITERS]
        for tab in range(TABS)
        for place, i in last.items()
    }
    assert {path.name for path in tmp_path.iterdir()} == {"progress.json", ".progress-lock"}


ACKNOWLEDGED = """
import sys
from pathlib import Path
from lesson_utils.learn.store import Store
kept = Store(Path("progress.json"))
for i in range(10**6):
    if kept.answer(f"{sys.argv[1]}-{i % 50}", str(i), ok=False):
        print(i, flush=True)
"""


def test_a_kernel_killed_in_the_middle_keeps_every_answer_it_said_was_kept(tmp_path: Path) -> None:
    dice = random.Random(2026)
    for kill in range(8):
        child = subprocess.Popen(
            [sys.executable, "-c", ACKNOWLEDGED, f"K{kill}"],
            cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(dice.random() * 0.25)
        child.send_signal(signal.SIGKILL)
        said = [first, *child.communicate()[0].splitlines()]
        complete = [int(one) for one in said if one.strip().isdecimal()]
        kept = read(tmp_path)["answers"]
        stored = sum(entry["tries"] for key, entry in kept.items() if key.startswith(f"K{kill}-"))
        assert stored - len(complete) in (0, 1), "an answer that was kept is gone"
    later = Store(at(tmp_path))
    assert later.answer("Q25", "Miyako", ok=True)
    assert later.message == ""


@pytest.mark.parametrize("moment", ["before the rename", "while writing"])
def test_a_power_cut_leaves_the_old_answers_whole(tmp_path: Path, moment: str) -> None:
    """The learner loses at most the answer on its way, and sees no message."""
    Store(at(tmp_path)).answer("Q25", "Miyako", ok=True)
    before = at(tmp_path).read_bytes()
    cut = "os.replace = lambda *a: os._exit(9)"
    if moment == "while writing":
        cut = "json.dump = lambda s, f, **k: (f.write('{\"format'), f.flush(), os._exit(9))"
    program = (
        "import json, os\nfrom pathlib import Path\nfrom lesson_utils.learn.store import Store\n"
        f"{cut}\nStore(Path('progress.json')).answer('Q26', 'concept', ok=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False)
    assert done.returncode == 9
    assert at(tmp_path).read_bytes() == before
    kept = Store(at(tmp_path))
    assert kept.answer("Q27", "x", ok=True)
    assert kept.message == ""
    assert set(read(tmp_path)["answers"]) == {"Q25", "Q27"}


@pytest.mark.parametrize("content", [b"", b"\x00" * 600, b'{"answers": {"Q25": {"ki'])
def test_a_file_the_disk_lost_is_set_aside_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """Some disks give back zeros or half a file after a power cut."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(stores.SETTING)
    at(tmp_path).write_bytes(content)
    quiz = lu.quiz(only=["Q26"])
    quiz["Q26"].answers.index = 1
    quiz["Q26"].check()
    said = quiz["Q26"].feedback.text
    assert said.startswith("Correct.")
    assert "could not be read. It is kept as progress.broken-" in said
    aside = next(tmp_path.glob("progress.broken-*.json"))
    assert aside.read_bytes() == content
    assert read(tmp_path)["answers"]["Q26"]["ok"] is True


FULL = """
from pathlib import Path
import lesson_utils as lu
lu.start("05")
place = Path("fill")
def fill():
    with place.open("ab", buffering=0) as out:
        try:
            while True:
                out.write(b"x" * 256)
        except OSError:
            pass
quiz = lu.quiz("05", only=["Q25", "Q26"])
quiz["Q26"].answers.index = 1
quiz["Q26"].check()
print("first:", quiz["Q26"].feedback.text)
fill()
box = lu.predict("05.chain", "Where does the chain end?")
box.answer.value = "Borneo " * 400
box.keep()
print("full:", box.feedback.text)
print("whole:", "Q26" in Path("progress.json").read_text("utf-8"))
print("again:", lu.predicted("05.chain").value[:6])
panel = lu.explore.dossier("C23")
panel.choose(reason="The map " * 400)
print("panel:", panel.sentence, panel.failure)
panel.controls["export"].click()
print("export:", panel.sentence.splitlines()[0], panel.failure)
place.unlink()
quiz["Q25"].answers.index = 0
quiz["Q25"].check()
text = Path("progress.json").read_text("utf-8")
print("room again:", "Borneo Borneo" in text, "The map The map" in text, "Q25" in text)
print("left over:", sorted(p.name for p in Path().iterdir()))
"""


def told(output: str, name: str) -> str:
    return output.partition(f"{name}: ")[2].partition("\n")[0]


def test_a_disk_that_is_full_in_earnest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner reads that the disk is full; all is saved as soon as there is room."""
    monkeypatch.delenv(stores.SETTING)
    folder = tmp_path / "course"
    folder.mkdir()
    out = run_in(folder, FULL)
    assert "disk is full" not in out.partition("full: ")[0]
    full = out.partition("full: ")[2].partition("whole: ")[0]
    assert "Your answer counts, but could not be saved: the disk is full." in full
    assert told(out, "whole") == "True"
    assert told(out, "again") == "Borneo"
    assert "could not be saved: the disk is full" in out.partition("panel: ")[2]
    assert told(out, "export").startswith("Nothing was exported: the disk is full.")
    assert told(out, "room again") == "True True True"
    assert told(out, "left over") == "['.progress-lock', 'progress.json']"


READ_ONLY = """
import lesson_utils as lu
lu.start("05")
quiz = lu.quiz("05", only=["Q25", "Q26"])
print("before:", quiz["Q26"].feedback.text)
quiz["Q25"].answers.index = 0
quiz["Q25"].check()
print("now:", quiz["Q25"].feedback.text)
print("summary:", repr(lu.progress()))
panel = lu.explore.headline("naha")
panel.choose(own="Islanders ask who decides")
print("panel:", panel.sentence, panel.failure)
"""


def test_a_folder_that_is_read_only_in_earnest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Earlier answers are seen, new ones count, and the learner reads why they are not kept."""
    monkeypatch.delenv(stores.SETTING)
    folder = tmp_path / "course"
    folder.mkdir()
    (tmp_path / "before.py").write_text(
        "from pathlib import Path\nfrom lesson_utils.learn.store import Store\n"
        "Store(Path('progress.json')).answer('Q26', 'x', ok=True, lesson='05')\n"
    )
    out = run_in(folder, READ_ONLY, read_only=True)
    assert told(out, "before") == "You have answered this correctly before."
    assert "could not be saved: this folder is read-only" in out.partition("now: ")[2]
    assert "2 questions answered" in out.partition("summary: ")[2]
    assert "this folder is read-only" in out.partition("panel: ")[2]
    assert out.rstrip().endswith("None"), "the panel failed"


def test_a_disk_limit_where_nothing_can_be_mounted(tmp_path: Path) -> None:
    """The same fault from a quota: every system can set one."""
    pytest.importorskip("resource")
    program = (
        "import resource, signal\nfrom pathlib import Path\n"
        "from lesson_utils.learn.store import Store\n"
        "kept = Store(Path('progress.json'))\nkept.answer('Q25', 'Miyako', ok=True)\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, resource.RLIM_INFINITY))\n"
        "print(kept.predict('05.chain', 'x' * 3000), kept.message)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10**6, resource.RLIM_INFINITY))\n"
        "print(kept.save(), kept.waiting)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    first, second = done.stdout.splitlines()
    assert first.startswith("False Your answer counts, but could not be saved")
    assert second == "True 0"
    assert {path.name for path in tmp_path.iterdir()} == {"progress.json", ".progress-lock"}


def test_a_clock_that_goes_back_changes_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest answer counts by order, not by date; nothing is taken for older."""

    class Yesterday(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime(1999, 12, 31, 23, 59, tzinfo=tz or UTC)

    kept = Store(at(tmp_path))
    kept.answer("Q25", "first", ok=False)
    kept.predict("05.chain", "first")
    kept.note("dossier.C23.reason", "first")
    monkeypatch.setattr(state, "datetime", Yesterday)
    kept.answer("Q25", "second", ok=True)
    kept.predict("05.chain", "second")
    kept.note("dossier.C23.reason", "second")
    found = Store(at(tmp_path)).state()
    assert found["answers"]["Q25"]["value"] == "second"
    assert found["answers"]["Q25"]["tries"] == 2
    assert found["predictions"]["05.chain"]["value"] == "second"
    assert found["notes"]["dossier.C23.reason"]["value"] == "second"


def test_a_lock_from_the_future_does_not_lock_the_learner_out(tmp_path: Path) -> None:
    """A lock left behind before the clock was set back was waited for until the clock caught up."""
    left = tmp_path / ".lock-file"
    left.write_bytes(b"somebody")
    ahead = time.time() + 86_400
    os.utime(left, (ahead, ahead))
    with lock.exclusive(tmp_path / ".lock", timeout_s=1, system=False):
        assert left.read_bytes() != b"somebody"


def test_a_folder_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    """A stick pulled out: the answers wait in memory and are saved when it is back."""
    folder = tmp_path / "stick"
    folder.mkdir()
    kept = Store(folder / "progress.json")
    kept.answer("Q25", "Miyako", ok=True)
    folder.rename(tmp_path / "pulled")
    assert not kept.answer("Q26", "concept", ok=True)
    assert "could not be saved" in kept.message
    (tmp_path / "pulled").rename(folder)
    assert kept.save()
    assert set(read(folder)["answers"]) == {"Q25", "Q26"}


def test_two_tabs_of_one_kernel_lose_nothing(tmp_path: Path) -> None:
    kept = Store(at(tmp_path))

    def tab(name: str) -> None:
        for i in range(60):
            kept.answer(f"{name}-{i}", "x", ok=True)
            kept.note(f"note.{name}", f"{i}")

    tabs = [threading.Thread(target=tab, args=[name]) for name in "ab"]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()
    found = read(tmp_path)
    assert len(found["answers"]) == 120
    assert {one["value"] for one in found["notes"].values()} == {"59"}
