"""Try the course with other versions of Python and of what it needs, and record what was found.

python tools/versions.py                      every set, one after another
python tools/versions.py 3.11-lowest          one set, or several
python tools/versions.py --suite browser      one part of the checks, or several

Each set gets a copy of the checkout and an environment of its own outside the repository, and both
are removed afterwards. What was found goes into benchmarks/versions.json and, as a table, into
docs/quality.md. Needs uv and git; a Python that uv neither finds nor can fetch is an error.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "versions.json"
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- written by tools/versions.py -->\n", "<!-- until here -->"

CHOICES = {
    "lowest": ["--resolution", "lowest-direct"],
    "pinned": ["--constraint", "constraints.txt"],
    "newest": ["--resolution", "highest"],
}
# A set is a Python and a choice of versions. .ci/run tries everything with the pinned ones, in the
# newest JupyterLab too, so that here the browser is for the lowest.
SETS = {
    "3.11-lowest": ("notebooks", "tests", "browser"),
    "3.11-pinned": ("notebooks",),
    "3.13-newest": ("notebooks", "tests"),
    "3.15-newest": ("notebooks", "tests"),
}
SUITES = {
    "notebooks": ["--nbval", "--nbval-cell-timeout=60", "notebooks"],
    # A hub has pins of its own; strange inputs are tried with the pinned versions, in .ci/run.
    "tests": ["--doctest-modules", "-m", "not browser", "tests", "src/lesson_utils",
              "--ignore=tests/fuzz",
              "--deselect=tests/test_hub.py::test_two_pupils_on_a_real_hub",
              # It reads what is being written here.
              "--deselect=tests/test_versions.py::test_every_set_was_tried_and_nothing_failed"],
    "browser": ["-m", "browser", "tests/browser/test_chart.py", "tests/browser/test_explorers.py",
                "tests/browser/test_lessons.py", "tests/browser/test_notebook.py",
                "-k", "test_chart or test_explorers or test_notebook or 05"],
}  # fmt: skip
SAID = {
    "notebooks": "stored outputs, ten lessons",
    "tests": "unit tests and examples",
    "browser": "charts, explorers, lesson 05 and Notebook 7 in Chromium",
}
SHOWN = ("jupyterlab", "notebook", "ipywidgets", "anywidget", "plotly", "geographiclib",
         "ipykernel", "traitlets", "voila", "nbval", "pytest", "hypothesis", "pandas")  # fmt: skip


class VersionsError(Exception):
    """A set could not be tried; the message says why."""


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command that has to succeed, and give what it prints.

    Raises
    ------
    VersionsError
        If it fails, with its last words.
    """
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=folder, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise VersionsError(f"{command[0]} is needed and is not here.") from error
    if done.returncode:
        words = " ".join(str(word) for word in command[:4])
        raise VersionsError(f"{words} … failed:\n{done.stderr.strip()[-1500:]}")
    return done.stdout


def uv() -> str:
    """Find uv, beside this Python or on the path."""
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        raise VersionsError("uv is needed and is not here. Install it: python -m pip install uv")
    return found


def direct(extra: str = "test") -> list[str]:
    """List what pyproject.toml itself asks for, so that its bounds matter: package names.

    Examples
    --------
    >>> "plotly" in direct(), "nbval" in direct(), "tornado" in direct()
    (True, True, False)
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras: Mapping[str, list[str]] = project["optional-dependencies"]
    waiting, found = [*project["dependencies"], *extras[extra]], []
    while waiting:
        wanted = waiting.pop()
        if inside := re.match(r"lesson-utils\[(\w+)\]", wanted):
            waiting += extras[inside[1]]
        else:
            found.append(re.split(r"[\[<>=]", wanted)[0].lower())
    return sorted(set(found))


def furnish(name: str, folder: Path) -> tuple[Path, dict[str, str]]:
    """Copy the checkout, make the environment of one set, and say what is in it.

    Returns
    -------
    tuple
        The environment's Python, and package name → version.
    """
    python, _dash, choice = name.partition("-")
    course, place = folder / "course", folder / "environment"
    for path in run(["git", "ls-files", "-co", "--exclude-standard", "-z"], ROOT).split("\0"):
        if path and (ROOT / path).is_file():
            (course / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, course / path)
    inside = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run([uv(), "venv", "--no-config", "--no-project", "--seed", "--python", python, place], course)
    # The pins that uv would read from pyproject.toml are left out with its settings.
    here = ["--no-config", "--python", str(inside)]
    run([uv(), "pip", "install", *here, *CHOICES[choice], "--editable", ".[test]"], course)
    listed = run([uv(), "pip", "list", *here, "--format=json"], course)
    versions = {one["name"].lower(): one["version"] for one in json.loads(listed)}
    told = run([inside, "-c", "import platform; print(platform.python_version())"], course)
    wanted = {*direct(), *SHOWN}
    return inside, {
        "python": told.strip(),
        **{one: version for one, version in sorted(versions.items()) if one in wanted},
    }


def counted(report: Path) -> dict[str, Any]:
    """Count pytest's JUnit report: passed, failed, skipped, and the names of what failed."""
    count: dict[str, Any] = {"passed": 0, "failed": 0, "skipped": 0, "failures": []}
    for case in ElementTree.parse(report).iter("testcase"):
        kinds = {part.tag for part in case}
        if kinds & {"failure", "error"}:
            count["failed"] += 1
            count["failures"].append(f"{case.get('classname')}::{case.get('name')}")
        else:
            count["skipped" if "skipped" in kinds else "passed"] += 1
    return count


def attempt(suite: str, python: Path, folder: Path) -> dict[str, Any]:
    """Run one part of the checks in a furnished folder; its logs stay beside it.

    What fails runs once more by itself: a time limit missed on a busy machine says nothing about
    versions. How many passed only then is counted under ``again``.
    """
    found = _pytest(suite, python, folder)
    if found["failed"]:
        second = _pytest(suite, python, folder, "--last-failed")
        found["passed"] += second["passed"]
        found["again"] = second["passed"]
        found |= {key: second[key] for key in ("failed", "failures")}
    return found


def _pytest(suite: str, python: Path, folder: Path, *more: str) -> dict[str, Any]:
    report, log = folder / f"{suite}{''.join(more)}.xml", folder / f"{suite}{''.join(more)}.log"
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    answers = str(folder / "progress.json") if suite == "notebooks" else "off"
    own = {"VIRTUAL_ENV": str(python.parent.parent), "LESSON_PROGRESS": answers,
           "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}  # fmt: skip
    if suite == "browser":
        own["LESSONS_REQUIRE_BROWSER"] = "1"
    command = [str(python), "-m", "pytest", f"--override-ini=cache_dir={folder / suite}"]
    begun = time.monotonic()
    with log.open("w", encoding="utf-8") as out:
        code = subprocess.run(
            [*command, f"--junitxml={report}", *SUITES[suite], *more],
            cwd=folder / "course", env={**kept, **own}, stdout=out, stderr=out, check=False,
        ).returncode  # fmt: skip
    found = counted(report) if report.exists() else {"failed": 0}
    if code and not found["failed"]:
        raise VersionsError(f"pytest ended with {code}:\n{log.read_text('utf-8')[-1500:]}")
    return found | {"seconds": round(time.monotonic() - begun)}


def record(name: str, versions: dict[str, str], suites: dict[str, Any]) -> None:
    """Keep what one set gave; parts tried earlier stay while the versions are the same."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    before = results.get(name, {})
    kept = before["suites"] if before.get("versions") == versions else {}
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    results[name] = {"date": today, "versions": versions, "suites": {**kept, **suites}}
    ordered = {one: results[one] for one in SETS if one in results}
    RESULTS.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), ordered), encoding="utf-8")


def table(results: Mapping[str, Any]) -> str:
    """Write the table for people.

    Examples
    --------
    >>> suites = {"notebooks": {"passed": 9, "failed": 0, "skipped": 1, "seconds": 60}}
    >>> one = {"versions": {"python": "3.11.7"}, "suites": suites, "date": "2026-11-22"}
    >>> print(table({"3.11-lowest": one}).splitlines()[2])
    | Python | 3.11.7 |
    """
    rows = [
        ["", *results],
        ["---", *("---" for _one in results)],
        ["Python", *(one["versions"]["python"] for one in results.values())],
        *([name, *(one["versions"].get(name, "–") for one in results.values())] for name in SHOWN),
        *([said, *(_told(one["suites"].get(suite)) for one in results.values())]
          for suite, said in SAID.items()),
    ]  # fmt: skip
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def _told(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return "–"
    parts = [f"{found['passed']:,} passed"]
    parts += [f"**{found['failed']} failed**"] if found["failed"] else []
    parts += [f"{found['again']} of them at the second try"] if found.get("again") else []
    parts += [f"{found['skipped']} skipped"] if found["skipped"] else []
    return f"{', '.join(parts)}; {found['seconds']} s"


def with_table(page: str, results: Mapping[str, Any]) -> str:
    """Put the table between its marks into a page.

    Raises
    ------
    VersionsError
        If the page has no such marks.
    """
    before, mark, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not mark or not end:
        raise VersionsError(f"The page has no lines {BEGIN.strip()!r} and {END!r}.")
    return before + mark + table(results) + end + after


def main(words: Sequence[str] | None = None) -> int:
    """Try the sets that are asked for; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of: {', '.join(SETS)}")
    parser.add_argument("--suite", action="append", choices=SUITES, help="only this part")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave copies and logs there")
    options = parser.parse_args(words)
    if unknown := [name for name in options.sets if name not in SETS]:
        parser.error(f"no set is called {unknown[0]!r}; there are {', '.join(SETS)}")
    failed = False
    for name in options.sets or SETS:
        suites = [one for one in SETS[name] if one in (options.suite or SUITES)]
        if not suites:
            continue
        try:
            failed |= not _try(name, suites, options.keep)
        except VersionsError as trouble:
            failed = True
            print(f"{name}: {trouble}", file=sys.stderr, flush=True)
    if RESULTS.exists():
        print(table(json.loads(RESULTS.read_text(encoding="utf-8"))))
    return int(failed)


def _try(name: str, suites: Sequence[str], keep: Path | None) -> bool:
    """Try one set and record it; tell whether everything passed."""
    with tempfile.TemporaryDirectory(prefix="versions-", ignore_cleanup_errors=True) as scratch:
        folder = (keep.resolve() if keep else Path(scratch)) / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        python, versions = furnish(name, folder)
        passed = True
        for suite in suites:
            found = attempt(suite, python, folder)
            failures = found.pop("failures")
            passed &= not failures
            print(f"{name}: {SAID[suite]}: {_told(found)}", *failures, sep="\n  ", flush=True)
            record(name, versions, {suite: found})
    return passed


if __name__ == "__main__":
    sys.exit(main())
