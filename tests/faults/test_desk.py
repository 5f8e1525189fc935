"""The teacher's commands on a disk that is full or read-only in earnest: one sentence, no loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.places import run_in

BEFORE = """
from pathlib import Path
from lesson_utils.learn.store import Store
kept = Store(Path("progress.json"))
kept.answer("Q26", "A concept", ok=True, lesson="05")
kept.predict("05.gap", "Luzon Strait")
Path("class").mkdir()
Path("class/a.json").write_bytes(Path("progress.json").read_bytes())
"""
PROGRAM = """
import contextlib, io, os, sys
from pathlib import Path
from lesson_utils.cli import main
os.environ.pop("LESSON_PROGRESS", None)
if {fill}:
    with contextlib.suppress(OSError), open("fill", "wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
before = Path("progress.json").read_bytes()
files = sorted(map(str, Path().rglob("*")))
for words in (
    "copy mine", "export quiz --format gift", "export cards --format anki", "report class",
    "progress reset 05", "progress export x.json",
    "progress merge progress.json class/a.json --out both.json",
    "progress merge progress.json class/a.json --out progress.json",
):
    told = io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
        code = main(words.split())
    print(f"{{words.split()[0]}} {{code}} {{told.getvalue()!r}}")
    assert Path("progress.json").read_bytes() == before, words
for name in set(map(str, Path().rglob("*"))) - set(files):
    assert name in {{"mine", ".progress-lock"}}, name  # nothing half written
with contextlib.redirect_stdout(io.StringIO()) as shown:
    assert main(["progress", "show"]) == 0
assert "Lesson 05" in shown.getvalue()
"""
WHY = {"full": ("disk is full", "No space left"), "read-only": ("may not do that", "Read-only")}


@pytest.mark.parametrize("fault", WHY)
def test_each_command_says_why_and_loses_nothing(tmp_path: Path, fault: str) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    (tmp_path / "before.py").write_text(BEFORE, "utf-8")
    program = PROGRAM.format(fill=fault == "full")
    said = run_in(folder, program, size="128k", read_only=fault == "read-only").splitlines()
    assert len(said) == 8
    for line in said:
        command, code, told = line.split(" ", 2)
        assert code == "1", line
        assert told.count("\\n") == 1, line
        assert told.startswith(("'lessons: ", '"lessons: ')), line
        assert any(why in told for why in WHY[fault]), line
        if command == "report":
            assert "--out DIR" in told
