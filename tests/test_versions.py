"""The recorded matrix of versions against the bounds, and the lowest ones tried for real."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / "tools").is_dir(), reason="tools/ is in a clone only")


@pytest.fixture(scope="module")
def versions() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tool_versions", ROOT / "tools" / "versions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    path = ROOT / "benchmarks" / "versions.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def bounds() -> dict[str, Version]:
    """The lower bounds in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = map(Requirement, [*project["dependencies"], *(t for e in extras for t in extras[e])])
    return {
        one.name.lower(): Version(specifier.version)
        for one in wanted
        for specifier in one.specifier
        if specifier.operator == ">="
    }


def test_every_set_was_tried_and_nothing_failed(
    versions: ModuleType, results: dict[str, Any]
) -> None:
    assert list(results) == list(versions.SETS), "run tools/versions.py with the missing sets"
    for name, suites in versions.SETS.items():
        found = results[name]["suites"]
        assert set(found) == set(suites), f"run tools/versions.py {name}"
        assert [part for part in found.values() if part["failed"]] == []
        assert all(part["passed"] > 0 for part in found.values())


def test_the_lowest_versions_tried_are_the_bounds(results: dict[str, Any]) -> None:
    """Whoever lowers or raises a bound runs `tools/versions.py 3.11-lowest` again."""
    tried = results["3.11-lowest"]["versions"]
    asked = {name: bound for name, bound in bounds().items() if name in tried}
    assert {"jupyterlab", "ipywidgets", "anywidget", "plotly", "nbval", "notebook"} <= set(asked)
    assert {name: tried[name] for name in asked if Version(tried[name]) != asked[name]} == {}


def test_no_set_is_older_than_the_bounds(results: dict[str, Any]) -> None:
    for name, found in results.items():
        old = {one: bound for one, bound in bounds().items()
               if one in found["versions"] and Version(found["versions"][one]) < bound}  # fmt: skip
        assert old == {}, f"run tools/versions.py {name}"


def test_the_classifiers_name_what_was_tried(results: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    tried = {name.partition("-")[0] for name in results}
    assert tried <= set(named)
    assert min(tried, key=Version) == min(named, key=Version)
    assert max(tried, key=Version) == max(named, key=Version)


def test_the_page_shows_what_was_recorded(versions: ModuleType, results: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert versions.with_table(page, results) == page


def test_a_failure_is_told(versions: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    cases = ['<testcase classname="a" name="b"/>', '<testcase><skipped/></testcase>',
             '<testcase classname="c" name="d"><failure/></testcase>']  # fmt: skip
    report.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    found = versions.counted(report)
    assert found == {"passed": 1, "failed": 1, "skipped": 1, "failures": ["c::d"]}
    one = {"versions": {"python": "3.11.7"}, "suites": {"tests": {**found, "seconds": 5}}}
    assert "1 passed, **1 failed**, 1 skipped; 5 s" in versions.table({"3.11-lowest": one})
    with pytest.raises(versions.VersionsError, match="no lines"):
        versions.with_table("no marks", {})


@pytest.mark.slow
def test_the_lowest_versions_give_the_stored_outputs() -> None:
    """What a kernel needs, each at its bound, from PyPI into build/versions; lesson 05 in it."""
    known = bounds()
    names = ("anywidget", "geographiclib", "ipywidgets", "plotly", "ipykernel", "nbval", "pytest")
    wanted = [f"{name}=={known[name]}" for name in names]
    mark = hashlib.sha256(repr((wanted, sys.version)).encode()).hexdigest()[:12]
    folder = ROOT / "build" / "versions" / mark
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "ready").exists():
        shutil.rmtree(folder.parent, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
        done = subprocess.run([*pip, *wanted], capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            if os.environ.get("LESSONS_REQUIRE_BROWSER"):
                pytest.fail(done.stderr[-1500:])
            pytest.skip("THE LOWEST VERSIONS WERE NOT TRIED: pip could not fetch them.")
        (folder / "ready").touch()
    settings = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "LESSON_PROGRESS": str(folder / "progress.json"),
        "JUPYTER_PATH": str(folder / "share" / "jupyter"),
    }
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval",
               "--nbval-cell-timeout=60", "notebooks/05_first_island_chain.ipynb"]  # fmt: skip
    (folder / "progress.json").unlink(missing_ok=True)
    done = subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
