"""The published measurements are the measured ones."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"


@pytest.fixture
def results() -> dict:
    return dict(json.loads(RESULTS.read_text(encoding="utf-8")))


def test_the_table_was_written_from_the_results(results: dict) -> None:
    from benchmarks import report

    assert (ROOT / "benchmarks" / "README.md").read_text("utf-8") == report.markdown(results)


def test_every_goal_was_measured_in_a_full_run(results: dict) -> None:
    from benchmarks import report

    assert results["about"]["rounds"] == "full"
    assert "not measured" not in report.goals(results)


def test_a_missed_goal_is_marked_and_explained(results: dict) -> None:
    from benchmarks import report

    worse = json.loads(json.dumps(results))
    worse["map"]["outside"]["Chart"] = 3
    assert "| 0 | 3 | **missed** |" in report.goals(worse)
    notes = (ROOT / "benchmarks" / "notes.md").read_text("utf-8")
    missed = [line.split("|")[1].strip() for line in report.goals(results).splitlines()
              if "**missed**" in line]  # fmt: skip
    assert [what for what in missed if what not in notes] == []


def test_it_is_small_and_names_no_folder(results: dict) -> None:
    text = RESULTS.read_text(encoding="utf-8") + report_text()
    assert len(text) < 20_000
    assert "/home/" not in text
    assert "/tmp/" not in text


def report_text() -> str:
    return (ROOT / "benchmarks" / "README.md").read_text("utf-8")


def test_the_readme_shows_the_same_figures() -> None:
    table = report_text()[report_text().index("| what | goal") :].partition("\n\n")[0]
    assert table in (ROOT / "README.md").read_text(encoding="utf-8")
