"""Lesson 05 in the browser edition and in JupyterLab: until Python is there, until all is drawn."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright
from tests.browser.lab import ARGS, CELLS, READY, Lab, chromium

from lesson_utils import serve

from .contenders import DESKTOP
from .page import fresh

ROOT = Path(__file__).parent.parent
LESSON = ROOT / "notebooks" / "05_first_island_chain.ipynb"
FIRST = "browser edition, first visit"
AGAIN = "browser edition, again"
IN_FRONT = "Boolean(window.jupyterapp?.shell.currentWidget?.sessionContext)"
DRAWN = """() => [...document.querySelectorAll('.lu-chart')].filter(e => e.isConnected)
  .every(e => e.dataset.state === 'drawn')"""


def build(folder: Path) -> None:
    """Build the browser edition as it is now."""
    command = [sys.executable, str(ROOT / "tools" / "lite.py"), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def lesson(page: Page, address: str) -> tuple[float, float]:
    """Seconds from the address to an idle kernel, and from run-all to the last chart."""
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.wait_for_function(IN_FRONT)
    page.evaluate(READY)
    there = time.perf_counter()
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    cells = page.evaluate(CELLS)
    if any(errors or not count for count, errors in cells):
        raise RuntimeError(f"lesson 05 did not run to its end: {cells}")
    page.wait_for_function(DRAWN)
    return there - start, time.perf_counter() - there


def visits(playwright: Playwright, address: str, found: Callable[[str, Page], None]) -> None:
    """Visit as somebody new, and again in the same browser, whose cache is on its disk."""
    with tempfile.TemporaryDirectory() as profile:
        for name in (FIRST, AGAIN):
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=chromium(), args=ARGS,
                viewport={"width": 1280, "height": 1400},
            )  # fmt: skip
            context.set_default_timeout(120_000)
            found(name, context.new_page())
            context.close()


def compare(
    playwright: Playwright, browser: Browser, lab: Lab, rounds: int
) -> dict[str, dict[str, float]]:
    """Median seconds of both in turns: ``ready`` and ``run``."""
    ready: dict[str, list[float]] = {DESKTOP: [], FIRST: [], AGAIN: []}
    run: dict[str, list[float]] = {name: [] for name in ready}
    (lab.root / LESSON.name).write_bytes(LESSON.read_bytes())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "site"
        build(folder)
        with serve.running(folder) as host:
            address = f"{host}/lab/index.html?path={LESSON.name}"

            def take(name: str, page: Page, where: str = address) -> None:
                there, drawn = lesson(page, where)
                ready[name].append(there)
                run[name].append(drawn)

            for _round in range(rounds):
                with fresh(browser, lab) as (page, _meter):
                    take(DESKTOP, page, lab.url(LESSON.name))
                visits(playwright, address, take)
    return {
        "ready": {name: statistics.median(values) for name, values in ready.items()},
        "run": {name: statistics.median(values) for name, values in run.items()},
    }
