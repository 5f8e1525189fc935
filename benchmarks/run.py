"""Measure the course beside its peers and the floors: ``python benchmarks/run.py [--quick]``.

Writes ``results.json`` and ``README.md`` beside this file. Needs the ``bench`` extra and Chromium.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402
from tests.browser import lab as labs  # noqa: E402

from benchmarks import contenders, growth, kernel, lite, page, report, start  # noqa: E402

PARTS = ("kernel", "memory", "lessons", "lite", "map", "slider", "moving", "five",
         "growth", "start", "size")  # fmt: skip


def lesson_paths() -> list[Path]:
    """Find the notebooks of all lessons."""
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


@contextlib.contextmanager
def tolerated(what: str) -> Iterator[None]:
    """Go on without a part that fails: the report then says that it was not measured."""
    try:
        yield
    except Exception as error:
        say(f"{what} could not be measured: {error}")


def measure(quick: bool, parts: list[str]) -> dict[str, Any]:
    """Run the parts asked for, one after the other, and give what they found."""
    rounds, found = (1 if quick else 3), {}
    lessons = lesson_paths()
    if "kernel" in parts:
        say("kernel: processor time and memory of a first cell")
        found["kernel"] = kernel.first_chart(3 if quick else 5)
    if "memory" in parts:
        say("memory: a kernel after each lesson")
        with tolerated("memory"):
            found["memory"] = kernel.lesson_memory(lessons, rounds)
    if "growth" in parts:
        say("growth: rows, vertices, claims, pupils, answers")
        found["growth"] = growth.kernel_side(rounds)
    if "start" in parts:
        say("start: a fresh copy set up from nothing, then started again")
        with tolerated("start"):
            found["start"] = start.starts(rounds)
    if "size" in parts:
        say("size: notebooks, data, wheel, sites")
        found["size"] = start.sizes()
    if set(parts) <= {"kernel", "memory", "start", "size"}:
        return found
    chromium = labs.chromium()
    if chromium is None:
        raise SystemExit("No Chromium was found. Install it or name one in LESSONS_CHROMIUM.")
    with (
        tempfile.TemporaryDirectory() as course,
        tempfile.TemporaryDirectory() as home,
        labs.serve(Path(course), Path(home)) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=labs.ARGS)
        found["browser"] = browser.version
        say("warming up")
        page.lessons(browser, lab, [], 1)
        if "lessons" in parts:
            say("lessons: run all")
            with tolerated("lessons"):
                found["lessons"] = page.lessons(browser, lab, lessons, rounds)
        if "lite" in parts:
            say("lite: lesson 05 in the browser edition and in JupyterLab")
            with tolerated("lite"):
                found["lite"] = lite.compare(playwright, browser, lab, rounds)
        if "map" in parts:
            say("map: from Run to the picture")
            found["map"] = page.first_map(browser, lab, rounds)
        if "slider" in parts:
            say("slider: from key to picture")
            found["slider"] = page.sliders(browser, lab, rounds, 8 if quick else 15)
        if "moving" in parts:
            say("moving: drag and zoom")
            found["moving"] = page.moving(browser, lab, rounds)
        if "five" in parts:
            say("five charts on a page")
            found["five"] = page.five_charts(browser, lab, rounds)
        if "growth" in parts:
            say("growth: charts on a page, vertices in the page")
            with tolerated("growth in the page"):
                found["growth"] |= growth.page_side(browser, lab, rounds)
        browser.close()
    return found


def rounded(value: Any) -> Any:
    """Round every number to three figures: more would be noise."""
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, float):
        return float(f"{value:.3g}")
    return value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of each: a rough picture")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="some parts; the rest is kept")
    parser.add_argument("--write", action="store_true", help="only write README.md again")
    asked = parser.parse_args()
    results = HERE / "results.json"
    if asked.write:
        publish(json.loads(results.read_text(encoding="utf-8")))
        return
    found = measure(asked.quick, asked.only or list(PARTS))
    kept = json.loads(results.read_text(encoding="utf-8")) if asked.only else {}
    today = datetime.date.today().isoformat()
    about = {
        "date": kept.get("about", {}).get("date", today),
        "last": today,
        "rounds": "quick" if asked.quick else kept.get("about", {}).get("rounds", "full"),
        "again": sorted({*kept.get("about", {}).get("again", []), *(asked.only or [])}),
        "machine": report.machine(),
        "versions": report.versions(found.pop("browser", kept.get("about", {}).get("browser"))),
        "map": "lu.explore.island_chain()" if contenders.has_explorer() else "a plain map",
    }
    publish({"about": about, **{k: v for k, v in kept.items() if k != "about"}, **rounded(found)})


def publish(results: dict[str, Any]) -> None:
    """Write the results and the tables made from them."""
    text = json.dumps(results, indent=1, ensure_ascii=False)
    (HERE / "results.json").write_text(text + "\n", encoding="utf-8")
    (HERE / "README.md").write_text(report.markdown(results), encoding="utf-8")
    say("written: benchmarks/results.json, benchmarks/README.md")
    print(report.goals(results))


if __name__ == "__main__":
    main()
