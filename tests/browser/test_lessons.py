"""Every lesson in a real JupyterLab: it runs, every chart draws, nothing leaves the machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .lab import READY, Lab, axe, open_book, run_all, theme, wait_drawn, watch

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))
PLOTLY = "application/vnd.plotly.v1+json"
OURS = (".jp-OutputArea-output", ".jp-RenderedMarkdown")
DRAWN = """() => [...document.querySelectorAll('.jp-OutputArea .js-plotly-plot')]
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
    assert page.locator(".jp-OutputArea .js-plotly-plot").count() == stored_charts(lesson)
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0
    for dark in (False, True):
        theme(page, dark)
        page.wait_for_timeout(500)
        assert axe(page, *OURS) == []


SPAN = "(r => r[1] - r[0])(document.querySelector('.lu-plot')._fullLayout.xaxis.range)"


def test_the_map_by_keyboard_alone(page: Page, lab: Lab) -> None:
    lab.write("keys05.ipynb", "import lesson_utils as lu\nlu.explore.island_chain()")
    open_book(page, lab, "keys05.ipynb")
    run_all(page)
    wait_drawn(page, 1)
    whole = page.evaluate(SPAN)
    part = page.get_by_role("group", name="Part of the map")
    part.get_by_role("button", name="Nansei Islands").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"w => {SPAN} < w / 2", arg=whole)
    say = page.locator(".lu-say")
    expect(say).to_contain_text("Nansei Islands")
    page.get_by_role("checkbox", name="Gaps and their widths").focus()
    page.keyboard.press("Space")
    expect(say).to_contain_text("The widest is")
    chain = page.get_by_role("combobox", name="Line of the chain (schematic)")
    chain.focus()
    page.keyboard.press("ArrowDown")
    expect(say).to_contain_text("schematic")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    year = page.get_by_role("slider", name="Sites as of")
    page.get_by_role("checkbox", name="Defence sites").focus()
    page.keyboard.press("Space")
    year.focus()
    page.keyboard.press("Home")
    expect(say).to_contain_text("1972")
    page.get_by_role("button", name="Measure a distance").focus()
    page.keyboard.press("Enter")
    for name, keys in (("From", "Tok"), ("To", "Man")):
        page.get_by_role("combobox", name=name, exact=True).focus()
        page.keyboard.type(keys)
    expect(say).to_contain_text("From Tokyo to Manila it is")


def test_quiz_by_keyboard_alone(page: Page, lab: Lab) -> None:
    lab.write("quiz05.ipynb", 'import lesson_utils as lu\nlu.quiz("05", only=["Q26"])')
    open_book(page, lab, "quiz05.ipynb")
    run_all(page)
    radios = page.get_by_role("radio")
    radios.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    page.get_by_role("button", name="Check", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".jp-OutputArea-output")).to_contain_text("Correct")
    assert axe(page, ".jp-OutputArea-output") == []


def test_the_answer_shown_is_the_answer_checked(page: Page, lab: Lab) -> None:
    """ipywidgets held the second choice back and let the click on Check overtake it."""
    busy = "import time, lesson_utils as lu\nasked = lu.quiz('05', only=['Q26'])\n"
    busy += "asked.asked[0].answers.observe(lambda _change: time.sleep(1), 'index')\nasked"
    open_book(page, lab, lab.write("quick05.ipynb", busy))
    run_all(page)
    expect(page.get_by_role("radio")).to_have_count(4)
    page.evaluate(
        """() => {
            const radios = document.querySelectorAll('.lu-question input[type=radio]');
            radios[0].click(); radios[2].click(); radios[1].click();
            document.querySelector('.lu-buttons button').click();
        }"""
    )
    expect(page.locator(".jp-OutputArea-output")).to_contain_text("Correct", timeout=15000)
    assert page.get_by_role("radio").nth(1).is_checked()


def test_lesson_05_in_japanese(page: Page, lab: Lab) -> None:
    cells = ['import lesson_utils as lu\nlu.start("05", lang="ja")', "lu.explore.island_chain()"]
    open_book(page, lab, lab.write("ja05.ipynb", *cells))
    run_all(page)
    wait_drawn(page, 1)
    assert page.locator(".lu-chart").get_attribute("lang") == "ja"
    page.get_by_role("button", name="台湾").first.click()
    expect(page.locator(".lu-say")).to_contain_text("台湾")
    assert axe(page, ".lu-panel") == []


def test_the_map_by_touch(browser: Browser, lab: Lab) -> None:
    context = browser.new_context(viewport={"width": 900, "height": 1100}, has_touch=True)
    page = context.new_page()
    watch(page, lab)
    lab.write("touch05.ipynb", 'import lesson_utils as lu\nlu.explore.island_chain("sakishima")')
    open_book(page, lab, "touch05.ipynb")
    page.evaluate(READY)
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    run_all(page)
    wait_drawn(page, 1)
    whole = page.evaluate(SPAN)
    page.get_by_role("button", name="Zoom in").tap()
    page.wait_for_function(f"w => {SPAN} < 0.7 * w", arg=whole)
    page.get_by_role("button", name="Whole view").tap()
    page.wait_for_function(f"w => Math.abs({SPAN} - w) < 1e-6 * w", arg=whole)
    page.get_by_role("button", name="Taiwan", exact=True).tap()
    expect(page.locator(".lu-say")).to_contain_text("Taiwan")
    assert not page.outside  # type: ignore[attr-defined]
    assert not page.faults  # type: ignore[attr-defined]
    context.close()
