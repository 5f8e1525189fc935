"""Every lesson in a real JupyterLab: it runs, every chart draws, nothing leaves the machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .lab import Lab, axe, open_book, run_all, theme, wait_drawn

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))
PLOTLY = "application/vnd.plotly.v1+json"
OURS = (".jp-OutputArea-output", ".jp-RenderedMarkdown")
DRAWN = """() => [...document.querySelectorAll('.jp-OutputArea-output .js-plotly-plot')]
  .map(e => [e.querySelectorAll('.trace, .bars').length, e.getBoundingClientRect().width])"""


def copied(lab: Lab, lesson: Path) -> str:
    """Bring a lesson into the server's folder."""
    shutil.copy(lesson, lab.root / lesson.name)
    return lesson.name


def stored_charts(lesson: Path) -> int:
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return sum(PLOTLY in o.get("data", {}) for c in cells for o in c.get("outputs", []))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda p: p.stem)
def test_stored_pictures_show_without_running(page: Page, lab: Lab, lesson: Path) -> None:
    open_book(page, lab, copied(lab, lesson))
    wanted = stored_charts(lesson)
    assert wanted
    page.wait_for_function(f"n => ({DRAWN})().length === n", arg=wanted, timeout=60_000)
    assert all(traces and width > 200 for traces, width in page.evaluate(DRAWN))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda p: p.stem)
def test_runs_draws_and_is_accessible(page: Page, lab: Lab, lesson: Path) -> None:
    open_book(page, lab, copied(lab, lesson))
    run_all(page)
    wait_drawn(page, stored_charts(lesson))
    assert page.locator(".jp-OutputArea-output .js-plotly-plot").count() == stored_charts(lesson)
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0
    for dark in (False, True):
        theme(page, dark)
        page.wait_for_timeout(500)
        assert axe(page, *OURS) == []


def test_the_map_follows_its_controls_by_keyboard_alone(page: Page, lab: Lab) -> None:
    lab.write("keys05.ipynb", "import lesson_utils as lu", "lu.explore.island_chain()")
    open_book(page, lab, "keys05.ipynb")
    run_all(page)
    wait_drawn(page, 1)
    span = "(r => r[1] - r[0])(document.querySelector('.lu-plot')._fullLayout.xaxis.range)"
    whole = page.evaluate(span)
    page.get_by_role("group", name="View").get_by_role("button", name="Nansei").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"w => {span} < w", arg=whole)
    expect(page.locator(".lu-say").last).to_contain_text("Nansei")
