"""A lesson in Notebook 7: the same page elements in another frame."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .lab import Lab, axe, run_all, serve, wait_drawn, watch

LESSON = Path(__file__).resolve().parents[2] / "notebooks" / "05_first_island_chain.ipynb"
QUESTION = "What kind of thing is the First Island Chain?"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    if importlib.util.find_spec("notebook") is None:
        pytest.fail("Notebook 7 is missing: python run.py setup test")
    course, home = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LESSON_PROGRESS", str(course / "progress.json"))
        with serve(course, home, app="notebook") as server:
            yield server


def opened(context: BrowserContext, notebook: Lab, name: str) -> Page:
    """Open a notebook and run all of it, collecting what goes wrong."""
    page = context.new_page()
    watch(page, notebook)
    page.goto(f"{notebook.base}/notebooks/{name}?token={notebook.token}", timeout=120_000)
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=120_000)
    run_all(page)
    return page


@pytest.fixture
def lesson(browser: Browser, notebook: Lab) -> Iterator[Page]:
    """Lesson 05, run; it asks nobody else, and breaks nothing that is whole without it."""
    shutil.copy(LESSON, notebook.root)
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(30_000)
    bare = opened(context, notebook, notebook.write("bare.ipynb", "1 + 1"))
    page = opened(context, notebook, LESSON.name)
    yield page
    outside, faults = page.outside, set(page.faults)  # type: ignore[attr-defined]
    faults -= set(bare.faults)  # type: ignore[attr-defined]
    context.close()
    assert not outside, f"requests left the machine: {outside}"
    assert not faults, f"the page reported errors: {faults}"


def test_a_lesson_runs_and_answers(lesson: Page, notebook: Lab) -> None:
    wait_drawn(lesson, 2)
    assert lesson.evaluate("window.jupyterapp.name") == "Jupyter Notebook"
    assert lesson.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0

    panel = lesson.locator(".lu-panel").first
    whole = panel.locator(".lu-say").first.inner_text()
    panel.get_by_role("button", name="Nansei Islands").focus()
    lesson.keyboard.press("Enter")
    expect(panel.locator(".lu-say").first).not_to_have_text(whole)

    question = lesson.locator(".lu-question", has_text=QUESTION)
    for choice, verdict in ((0, "Not yet"), (1, "Correct")):
        question.get_by_role("radio").nth(choice).check()
        question.get_by_role("button", name="Check", exact=True).click()
        expect(question).to_contain_text(verdict)
    kept = json.loads((notebook.root / "progress.json").read_text(encoding="utf-8"))
    assert kept["answers"]["Q26"]["tries"] == 2
    assert axe(lesson, ".jp-OutputArea-output", ".jp-RenderedMarkdown") == []
