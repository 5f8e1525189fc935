"""The rules of the notebooks, their execution, and what nbval notices."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lesson_utils import course, evidence, notebook_rules, prose

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LESSON = {
    "number": "05",
    "slug": "tiny",
    "question": "How wide is the gap?",
    "minutes": 45,
    "claims": ["C23"],
    "objectives": ["name", "compare", "judge"],
}
CHART = """from lesson_utils.chart import Chart
Chart([{"type": "scatter", "name": "widths", "x": [1, 2, 3], "y": [215.0, 250.0, 267.0]}],
      title="Width, km", source="A test")"""


def execute_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("execute_tool", ROOT / "tools" / "execute.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


execute = execute_tool()


def write(path: Path, *cells: Any, **metadata: Any) -> Path:
    notebook = new_notebook(cells=list(cells), metadata={"lesson": LESSON, **metadata})
    nbformat.write(notebook, path)
    return path


# --- the lessons themselves ---------------------------------------------------------------------


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_keeps_every_rule(path: Path) -> None:
    found = notebook_rules.check(path) + notebook_rules.check_anatomy(path)
    assert [str(finding) for finding in found] == []


def test_every_claim_of_the_article_is_taught() -> None:
    taught = {name for lesson in course.lessons() for name in lesson.claims}
    assert taught == {claim.id for claim in evidence.claims()}


def test_the_lessons_are_there_and_six_hold_a_map() -> None:
    lessons = course.lessons()
    assert len(lessons) >= 10
    assert [lesson.number for lesson in lessons] == [f"{n:02}" for n in range(len(lessons))]
    for number in ("00", "02", "05", "06", "07", "08"):
        text = next(path for path in LESSONS if path.stem.startswith(number)).read_text("utf-8")
        assert re.search(r"lu\.maps\.\w+\(", text), f"lesson {number} shows no map"


def test_lessons_are_numbered_once_and_name_real_claims() -> None:
    numbers = [lesson.number for lesson in course.lessons()]
    assert numbers[0] == "00"
    assert len(set(numbers)) == len(numbers)
    known = {claim.id for claim in evidence.claims()}
    for lesson in course.lessons():
        assert set(lesson.claims) <= known


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_begins_with_its_own_silent_set_up(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first = next(cell for cell in cells if cell["cell_type"] == "code")
    number = course.read_lesson(path).number
    assert re.fullmatch(
        rf'import lesson_utils as lu\n+lu\.start\("{number}"\)', notebook_rules.source(first)
    )
    assert first["outputs"] == []


# --- each rule can fail -------------------------------------------------------------------------


def code(text: str = "1", count: int | None = 1, **more: Any) -> Any:
    return new_code_cell(text, execution_count=count, **more)


HEAD = new_markdown_cell("# A title")
SHOWN = code(outputs=[new_output("execute_result", {"text/plain": "1"}, execution_count=1)])


def test_a_sound_notebook_has_no_finding(tmp_path: Path) -> None:
    assert notebook_rules.check(write(tmp_path / "05_tiny.ipynb", HEAD, SHOWN)) == []


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([HEAD, HEAD, SHOWN], "2 first-level headings"),
        ([new_markdown_cell("## Low\n# Top"), SHOWN], "starts with a lower heading"),
        ([new_markdown_cell("# One\n### Three"), SHOWN], "skips from level 1 to 3"),
        ([HEAD, code(metadata={"tags": ["fancy"]}), SHOWN], "has the tag 'fancy'"),
        ([HEAD, code(metadata={"tags": ["nbval-ignore-output"]}), SHOWN], "say why"),
        ([HEAD, code("\n".join("abcdefg"))], "shows 7 lines of code; at most 6"),
        ([HEAD, code("1\n2\n3")], "3 lines of code in the median cell"),
        ([HEAD, code()], "holds no output"),
        ([HEAD, code(count=3)], r"execution counts are \[3\]"),
        ([HEAD, new_markdown_cell("![](images/a.png)"), SHOWN], "no alt text"),
        ([HEAD, new_markdown_cell("<img src='a.png'>"), SHOWN], "no alt text"),
        ([HEAD, new_markdown_cell("![A](https://x.org/a.png)"), SHOWN], "from the internet"),
        ([HEAD, new_markdown_cell("[here](05.ipynb)"), SHOWN], "say where it leads"),
        ([HEAD, new_markdown_cell("It is 267 km wide."), SHOWN], "prints 267 without saying"),
        ([HEAD, new_markdown_cell("See /" + "home/me/x.csv"), SHOWN], "path of one machine"),
        ([HEAD, new_markdown_cell("x" * 400_001), SHOWN], "400 kB are allowed"),
        (
            [HEAD, code(outputs=[new_output("error", ename="E", evalue="v", traceback=[])])],
            "stores an error: E: v",
        ),
        (
            [HEAD, code(outputs=[new_output("display_data", {"image/png": "aa"})])],
            "has no alt text in its metadata",
        ),
        (
            [
                HEAD,
                code(outputs=[new_output("display_data", {notebook_rules.WIDGET_VIEW: {}})]),
            ],
            "stores a widget view",
        ),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, cells: list[Any], words: str) -> None:
    cells = [nbformat.from_dict({**cell, "id": f"c{n}"}) for n, cell in enumerate(cells)]
    found = notebook_rules.check(write(tmp_path / "05_tiny.ipynb", *cells))
    assert any(re.search(words, finding.message) for finding in found), found


def test_file_name_widget_state_and_metadata_are_checked(tmp_path: Path) -> None:
    path = write(tmp_path / "06_other.ipynb", HEAD, SHOWN, widgets={})
    messages = " ".join(finding.message for finding in notebook_rules.check(path))
    assert "describes 05_tiny" in messages
    assert "stores widget state" in messages
    bare = write(tmp_path / "05_tiny.ipynb", HEAD, SHOWN, lesson=None)
    assert "has no metadata.lesson" in str(notebook_rules.check(bare)[0])


# --- running ------------------------------------------------------------------------------------


def test_running_twice_gives_the_same_bytes_without_widget_views(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        tmp_path / "05_tiny.ipynb",
        new_markdown_cell("# A title"),
        new_code_cell("import lesson_utils as lu\nlu.start('05')"),
        new_code_cell(CHART),
        new_code_cell("import ipywidgets\nipywidgets.IntText(description='n')"),
        new_code_cell("for n in range(3): print(n, flush=True)"),
        new_code_cell("import os; sorted(os.listdir())"),
        widgets={"state": {}},
    )
    assert execute.main([str(path)]) == 0
    once = path.read_bytes()
    assert execute.main([str(path)]) == 0
    assert path.read_bytes() == once
    assert execute.main([str(path), "--check"]) == 0
    assert "as stored" in capsys.readouterr().out

    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, 5]
    assert b"widget-view" not in once
    assert "widgets" not in notebook.metadata
    assert "version" not in notebook.metadata.language_info
    assert all("execution" not in cell.metadata for cell in cells)
    (chart,) = cells[1].outputs
    assert {"application/vnd.plotly.v1+json", "text/plain"} <= set(chart.data)
    assert set(cells[2].outputs[0].data) == {"text/plain"}
    assert [output.text for output in cells[3].outputs] == ["0\n1\n2\n"]
    assert cells[4].outputs[0].data["text/plain"] == "[]", "it must run in an empty folder"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import warnings; warnings.warn('old')", "wrote to stderr"),
        ("object()", "memory address"),
        ("import time; time.sleep(30)", "timed out|timeout"),
    ],
)
def test_a_failing_notebook_is_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    path = write(tmp_path / "05_tiny.ipynb", new_code_cell(text))
    before = path.read_bytes()
    assert execute.main([str(path), "--timeout", "3"]) == 1
    assert re.search(words, capsys.readouterr().err)
    assert path.read_bytes() == before


def test_check_reports_a_difference_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "05_tiny.ipynb", new_code_cell("6 * 7"))
    before = path.read_bytes()
    assert execute.main([str(path), "--check"]) == 1
    assert "DIFFERS" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert execute.main([str(tmp_path / "none.ipynb")]) == 1


# --- nbval notices --------------------------------------------------------------------------------


def nbval(path: Path) -> subprocess.CompletedProcess[str]:
    """Compare one notebook as `python run.py test` does, away from this project's settings."""
    (path.parent / "none.ini").write_text("[pytest]\n")
    options = ["--nbval", "--nbval-cell-timeout=60", "-q", "-c", "none.ini"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", path.name],
        cwd=path.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tamper_with_a_number(cells: list[Any]) -> None:
    for cell in cells:
        for output in cell.get("outputs", []):
            for trace in (
                output.get("data", {}).get("application/vnd.plotly.v1+json", {}).get("data", [])
            ):
                if isinstance(trace.get("y"), list):
                    trace["y"][0] += 0.5
                    return
    pytest.fail("there is no number to change")


def clear_an_output(cells: list[Any]) -> None:
    next(cell for cell in cells if cell.get("outputs"))["outputs"] = []


def test_nbval_fails_when_one_number_changes_or_an_output_is_gone(tmp_path: Path) -> None:
    path = write(tmp_path / "05_tiny.ipynb", new_code_cell(CHART))
    assert execute.main([str(path)]) == 0
    sound = nbval(path)
    assert sound.returncode == 0, sound.stdout
    stored = path.read_text(encoding="utf-8")
    for tamper in (tamper_with_a_number, clear_an_output):
        notebook = json.loads(stored)
        tamper(notebook["cells"])
        path.write_text(json.dumps(notebook), encoding="utf-8")
        failed = nbval(path)
        assert failed.returncode == 1, failed.stdout
        assert "1 failed" in failed.stdout


@pytest.mark.slow
def test_nbval_fails_when_a_number_of_a_lesson_changes(tmp_path: Path) -> None:
    """Run the real lesson as far as its first output that shows a number, and falsify that."""
    lesson = next(path for path in LESSONS if path.name.startswith("05_"))
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    for position, cell in enumerate(notebook["cells"]):
        for output in cell.get("outputs", []):
            plain = "".join(output.get("data", {}).get("text/plain", ""))
            digit = re.search(r"[1-9]\d+", plain)
            if digit:
                output["data"]["text/plain"] = plain.replace(digit.group(), "7" + digit.group(), 1)
                notebook["cells"] = notebook["cells"][: position + 1]
                copy = tmp_path / lesson.name
                copy.write_text(json.dumps(notebook), encoding="utf-8")
                failed = nbval(copy)
                assert failed.returncode == 1, failed.stdout
                assert "1 failed" in failed.stdout
                return
    pytest.fail("lesson 05 shows no number")


def test_the_examples_in_contributing_are_true() -> None:
    text = (Path(__file__).resolve().parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = text.partition('```json\n"numbers": ')[2].partition("```")[0]
    examples = json.loads(block)
    computed = {key: told for key, told in examples.items() if isinstance(told, str)}
    assert len(computed) >= 4
    for printed, expression in computed.items():
        assert prose.agrees(printed, prose.evaluate(expression)), (printed, expression)
