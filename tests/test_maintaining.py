"""The how-tos of docs/maintaining.md, done step by step on a copy of the course, and undone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests import panels

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("src", "data", "notebooks", "tools", "tests", "pyproject.toml", "LICENSE-data.md")
HOW_TO = (ROOT / "docs" / "maintaining.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the course; every test leaves it as it found it."""
    top = tmp_path_factory.mktemp("course")
    no_cache = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "progress*.json")
    for name in PARTS:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, top / name, ignore=no_cache)
        else:
            shutil.copy(place, top / name)
    return top


@pytest.fixture(autouse=True)
def as_before(course: Path) -> object:
    """Insist that what was added can be taken away again without a trace."""
    before = fingerprint(course)
    yield
    after = fingerprint(course)
    assert after == before, {
        name for name in {*after, *before} if after.get(name) != before.get(name)
    }


def fingerprint(top: Path) -> dict[str, str]:
    return {
        path.relative_to(top).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(top.rglob("*"))
        if path.is_file() and not {"__pycache__", ".hypothesis"} & {*path.parts}
    }


def run(course: Path, *words: str, code: int = 0) -> str:
    """Run the copy's own code; give what it printed."""
    env = os.environ | {
        "PYTHONPATH": f"{course / 'src'}{os.pathsep}{course}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LESSON_PROGRESS": "off",
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=course, env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == code, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def python(course: Path, program: str) -> str:
    return run(course, "-c", textwrap.dedent(program))


def change(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def restore(course: Path) -> object:
    """Give back every file that a how-to changes by hand."""
    kept: dict[Path, bytes] = {}

    def keep(name: str) -> Path:
        path = course / name
        kept[path] = path.read_bytes()
        return path

    yield keep
    for path, content in kept.items():
        path.write_bytes(content)


# -- a lesson --------------------------------------------------------------------------------------


def write(path: Path) -> None:
    """Do what the author does: write a text wherever the pencil stands."""
    text = path.read_text(encoding="utf-8")
    numbers: dict[str, int] = {}  # the same text wherever the same pencil stands

    def words_for(hit: re.Match[str]) -> str:
        return f"Some words, part {numbers.setdefault(hit.group(), len(numbers) + 1)}"

    words = re.sub(r"✎ [^\"\\*\n]*", words_for, text)
    path.write_text(words, encoding="utf-8")


@pytest.mark.slow
def test_a_lesson_is_begun_written_run_checked_and_removed(course: Path) -> None:
    files = [
        course / "notebooks" / "10_trial.ipynb",
        course / "data" / "lessons" / "10.json",
        course / "src" / "lesson_utils" / "learn" / "exercises" / "lesson_10.py",
    ]
    run(course, "tools/new_lesson.py", "10", "trial", "C24")
    run(course, "tools/new_lesson.py", "10", "other", "C24", code=2)  # nothing is overwritten
    book = files[0]

    left = run(course, "-m", "lesson_utils", "check", code=1)
    assert all(line.startswith("10_trial.ipynb, ") for line in left.splitlines()[:-1]), left
    for words in (
        "is not written yet: Why a guess",
        "holds no output",
        "links no glossary term",
        "data/lessons/10.json: is not written",
        "lesson_10.py: 10.1 is not written",
    ):
        assert words in left, words  # fmt: skip

    for path in files:
        write(path)
    change(files[1], ('"terms": []', '"terms": ["nansei-islands"]'))
    link = "[Nansei Islands](#Terms-in-English-and-Japanese)"
    change(book, ("## Key points", f"Some words on the {link}.\\n\\n## Key points"))
    left = run(course, "-m", "lesson_utils", "check", code=1)
    assert left.count("\n") == 3, f"only the outputs are left to make: {left}"

    run(course, "tools/execute.py", str(book))
    assert "11 notebooks checked, 0 to mend." in run(course, "-m", "lesson_utils", "check")
    run(course, "tools/execute.py", "--check", str(book))
    assert "10  Some words, part" in run(course, "-m", "lesson_utils", "list")
    answered = "import lesson_utils as lu; lu.start('10'); lu.exercise('10.1').check(1)"
    shown = python(course, f"{answered}; print(repr(lu.progress()))")
    assert re.search(r"\b10\b", shown), "the summary of answers does not know it"
    (course / "none.ini").write_text("[pytest]\n")
    compared = run(
        course, "-m", "pytest", "--nbval", "-q", "-c", "none.ini", "-p", "no:cacheprovider",
        str(book),
    )  # fmt: skip
    assert "passed" in compared
    for path in (*files, course / "none.ini"):
        path.unlink()
    assert "10 " not in run(course, "-m", "lesson_utils", "list")


# -- a claim ---------------------------------------------------------------------------------------


def test_a_claim_is_added_found_taught_and_removed(course: Path, restore: object) -> None:
    ledger = restore("data/evidence/claims.json")  # type: ignore[operator]
    restore("data/datapackage.json")  # type: ignore[operator]
    content = json.loads(ledger.read_text(encoding="utf-8"))
    known = content["claims"][-1]
    content["claims"].append({**known, "id": "C36", "paraphrase": "A trial claim."})
    ledger.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    refused = run(course, "-m", "lesson_utils", "verify", code=1)
    assert "data/evidence/claims.json" in refused, "a change is refused until it is described"

    run(course, "tools/build_data.py")
    run(course, "-m", "lesson_utils", "verify")
    shown = python(course, "import lesson_utils as lu; print(lu.evidence.claim('C36').paraphrase)")
    assert shown == "A trial claim.\n"
    card = (
        "import lesson_utils as lu; print(lu.claim_card('C36')); print(lu.charts.assessments().alt)"
    )
    assert "C36" in python(course, card)
    left = run(course, "-m", "lesson_utils", "check", code=1)
    assert "data/evidence/claims.json, C36: is in the metadata of no lesson" in left
    assert "prints 35, but count(claims[]) is 36" in left  # sentences that follow from the ledger
    # The rules of the ledger hold for the newcomer; only the count has to be raised.
    ruled = run(
        course, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_evidence.py",
        "--deselect", "tests/test_evidence.py::test_counts", "-k", "not assessment",
    )  # fmt: skip
    assert "passed" in ruled


# -- a data set ------------------------------------------------------------------------------------


def test_a_data_set_is_described_loaded_and_removed(course: Path, restore: object) -> None:
    spec = restore("tools/resources.toml")  # type: ignore[operator]
    restore("data/datapackage.json")  # type: ignore[operator]
    table = course / "data" / "tables" / "trial.csv"
    table.write_text("id,width_km\na,12.5\nb,\n", encoding="utf-8")
    example = HOW_TO.partition("```toml\n")[2].partition("```")[0]
    assert 'name = "trial"' in example
    spec.write_text(spec.read_text(encoding="utf-8") + "\n" + example, encoding="utf-8")
    run(course, "tools/build_data.py")
    run(course, "-m", "lesson_utils", "verify")
    shown = python(
        course,
        """
        import lesson_utils as lu
        table = lu.data.load("trial")
        print(table.column("width_km"), table.units["width_km"])
        print(lu.data.describe("trial"))
        """,
    )
    assert shown.startswith("(12.5, None) km\n")
    assert "A trap." in shown
    # A later edition: new bytes are refused until they are described again.
    table.write_text("id,width_km\na,13\nb,\n", encoding="utf-8")
    assert "trial.csv" in run(course, "-m", "lesson_utils", "verify", code=1)
    run(course, "tools/build_data.py")
    run(course, "-m", "lesson_utils", "verify")
    # A value that the schema does not allow is named with its row.
    table.write_text("id,width_km\na,-1\n", encoding="utf-8")
    run(course, "tools/build_data.py")
    assert re.search(r"trial\.csv.*(row|line) 2|width_km", run(
        course, "-m", "lesson_utils", "verify", code=1
    ))  # fmt: skip
    table.unlink()


# -- an explorer -----------------------------------------------------------------------------------


def test_an_explorer_is_registered_walked_and_removed(course: Path, restore: object) -> None:
    register = restore("src/lesson_utils/explore/__init__.py")  # type: ignore[operator]
    example = HOW_TO.partition("```python\n")[2].partition("```")[0]
    assert "def gaps(" in example
    file = course / "src" / "lesson_utils" / "explore" / "gaps.py"
    file.write_text(example, encoding="utf-8")
    change(
        register,
        ('    "headline": "headline",', '    "gaps": "gaps",\n    "headline": "headline",'),
    )
    tested = run(
        course, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_explore.py",
        "tests/fuzz/test_controls.py", "-k", "gaps and not japanese",
    )  # fmt: skip
    assert re.search(r"\b[67] passed", tested), tested
    assert panels.TEXTS  # the walker is the one that every explorer goes through
    file.unlink()


# -- the text itself -------------------------------------------------------------------------------


def test_every_path_and_command_of_the_how_tos_exists() -> None:
    for name in set(re.findall(r"`((?:src|data|tools|tests|docs|notebooks)/[\w./]+)`", HOW_TO)):
        if not re.search(r"NN|trial|gaps|10", name):
            assert (ROOT / name).exists(), name
    runner = (ROOT / "run.py").read_text(encoding="utf-8")
    for command in set(re.findall(r"python run\.py (\w+)", HOW_TO)):
        assert f'"{command}"' in runner or command == "test", command
