"""The browser edition in a real browser: built here, served from this computer, no kernel behind.

It guards the rule of light imports as well: a lesson that needs numpy fails here.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lesson_utils import serve

from .lab import CELLS, READY, axe, wait_drawn

ROOT = Path(__file__).resolve().parents[2]
FIRST_VISIT_MB = 30


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site once and serve it."""
    folder = tmp_path_factory.mktemp("lite") / "site"
    built = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "lite.py"), str(folder)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    httpd = serve.server(folder, 0)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A first visit; the test fails if anything was asked of another place."""
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(60_000)
    outside: list[str] = []
    own = (site, "data:", "blob:")
    context.on("request", lambda r: None if r.url.startswith(own) else outside.append(r.url))
    yield context
    context.close()
    assert not outside, f"requests left the machine: {outside}"


def opened(context: BrowserContext, site: str, lesson: str) -> Page:
    """Open a lesson from the first page and wait until Python is there."""
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name=lesson).click()
    ready(page)
    return page


def ready(page: Page) -> None:
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.wait_for_function("Boolean(window.jupyterapp?.shell.currentWidget?.sessionContext)")
    page.evaluate(READY)
    assert page.locator(".jp-Dialog").count() == 0


def run_all(page: Page) -> None:
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    cells = page.evaluate(CELLS)
    assert not [errors for _count, errors in cells if errors], cells
    assert all(count for count, _errors in cells), cells


@pytest.mark.parametrize("lesson", ["05", "08"])
def test_a_lesson_runs_to_its_end(visit: BrowserContext, site: str, lesson: str) -> None:
    page = opened(visit, site, lesson)
    run_all(page)
    wait_drawn(page, 2)
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0
    assert axe(page, ".jp-OutputArea-output") == []


def test_the_first_page_says_what_is_loaded(visit: BrowserContext, site: str) -> None:
    loaded: list[int] = []
    visit.on("requestfinished", lambda r: loaded.append(r.sizes()["responseBodySize"]))
    page = visit.new_page()
    page.goto(site)
    assert axe(page, "main") == []
    said = int(page.get_by_text("MB the first time").inner_text().split("About ")[1].split()[0])
    page.get_by_role("link", name="05").click()
    ready(page)
    run_all(page)
    wait_drawn(page, 2)
    measured = sum(loaded) / 1e6
    assert measured <= FIRST_VISIT_MB
    assert abs(measured - said) < 2.5, (measured, said)


def test_an_answer_outlives_a_reload(visit: BrowserContext, site: str) -> None:
    page = opened(visit, site, "05")
    run_all(page)
    question = page.locator(
        ".lu-question", has_text="What kind of thing is the First Island Chain?"
    )
    question.get_by_role("radio").nth(1).check()
    question.get_by_role("button", name="Check", exact=True).click()
    expect(question).to_contain_text("Correct")
    kept = """async () => (await window.jupyterapp.serviceManager.contents.get(''))
      .content.map(f => f.name)"""
    page.wait_for_function(f"async () => (await ({kept})()).includes('progress.json')")
    page.reload()
    ready(page)
    run_all(page)
    expect(question).to_contain_text("You have answered this correctly before.")
