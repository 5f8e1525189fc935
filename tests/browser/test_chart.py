"""Charts in a real JupyterLab: they draw, once and always, and follow their controls."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .lab import READY, Lab, axe, open_book, run_all, theme, wait_drawn, watch

MAKE = """
from lesson_utils.chart import Chart, style
def chart(i=0, **more):
    return Chart([{"name": "Japan", "x": [2020, 2021, 2022], "y": [1 + i, 2, 3.5],
                   "line": {"color": style.STATE["JPN"]}}],
                 {"yaxis": {"title": {"text": "% of GDP"}}},
                 title=f"Chart {i}, % of GDP", source="made up for a test", **more)
"""
LINE = "document.querySelectorAll('.lu-plot')[0]?.data?.[0].y"


def received(page: Page) -> list[int]:
    """Sizes of the messages that the page gets from now on."""
    sizes: list[int] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda data: sizes.append(len(data))))
    return sizes


def test_draws_with_name_words_and_numbers(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("one.ipynb", MAKE, "chart()"))
    run_all(page)
    wait_drawn(page, 1)
    name = page.locator(".lu-plot").get_attribute("aria-label") or ""
    assert name.startswith("Line chart: Chart 0, % of GDP.")
    assert "rises from 1 (2020) to 3.5 (2022)" in name
    page.get_by_text("Show the numbers").click()
    expect(page.locator(".lu-numbers tbody tr")).to_have_count(3)  # filled once it is open
    assert page.locator(".lu-numbers tbody").inner_text().split() == [
        "2020", "1", "2021", "2", "2022", "3.5",
    ]  # fmt: skip
    assert axe(page, ".lu-chart") == []


def test_twelve_charts_share_one_library(page: Page, lab: Lab) -> None:
    sizes = received(page)
    book = lab.write("twelve.ipynb", MAKE, *(f"chart({i})" for i in range(12)))
    open_book(page, lab, book)
    run_all(page)
    wait_drawn(page, 12)
    assert sum(size > 4_000_000 for size in sizes) == 1
    assert sum(sizes) < 6_500_000


def test_second_notebook_in_the_tab_is_not_sent_the_library_again(page: Page, lab: Lab) -> None:
    sizes = received(page)
    open_book(page, lab, lab.write("first.ipynb", MAKE, "chart(1)"))
    run_all(page)
    wait_drawn(page, 1)
    big = sum(size > 4_000_000 for size in sizes)
    lab.write("second.ipynb", MAKE, "chart(2)")
    page.evaluate(
        """async () => {
          const w = await window.jupyterapp.commands.execute('docmanager:open',
            {path: 'second.ipynb'});
          await w.context.ready;
        }"""
    )
    run_all(page)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.lu-title')].some(e => e.textContent.startsWith("
        "'Chart 2') && e.closest('.lu-chart').dataset.state === 'drawn')"
    )
    assert big == 1
    assert sum(size > 4_000_000 for size in sizes) == 1


def test_reload_keeps_what_was_patched(page: Page, lab: Lab) -> None:
    open_book(
        page,
        lab,
        lab.write("reload.ipynb", MAKE, "c = chart(); c", "c.patch({'Japan': {'y': [9, 8, 7]}})"),
    )
    run_all(page)
    wait_drawn(page, 1)
    page.wait_for_function(f"() => {LINE}?.[0] === 9")
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    wait_drawn(page, 1)
    assert page.evaluate(f"Array.from({LINE})") == [9, 8, 7]
    assert "falls from 9" in (page.locator(".lu-plot").get_attribute("aria-label") or "")


def test_kernel_restart_and_run_again(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("restart.ipynb", MAKE, "chart()"))
    run_all(page)
    wait_drawn(page, 1)
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.wait_for_timeout(1000)
    run_all(page)
    wait_drawn(page, 1)


def test_the_same_chart_twice_follows_one_patch(page: Page, lab: Lab) -> None:
    book = lab.write(
        "twice.ipynb", MAKE, "c = chart(); c", "c", "c.patch({'Japan': {'y': [5, 5, 5]}})"
    )
    open_book(page, lab, book)
    run_all(page)
    wait_drawn(page, 2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.lu-plot')].every(e => e.data?.[0].y[0] === 5)"
    )


def test_newest_of_many_patches_wins(page: Page, lab: Lab) -> None:
    loop = "for i in range(200): c.patch({'Japan': {'y': [i, i, i]}}, title=f'Step {i}')"
    open_book(page, lab, lab.write("many.ipynb", MAKE, "c = chart(); c", loop))
    run_all(page)
    wait_drawn(page, 1)
    page.wait_for_function(f"() => {LINE}?.[0] === 199")
    assert page.locator(".lu-title").inner_text() == "Step 199"


DIAL = """
from lesson_utils.explore import control
c = chart()
s = control.steps("Year", ["1972", "2016", "now"])
c.dial(s, [{"traces": {"Japan": {"y": [n, n, n]}}, "subtitle": str(n)} for n in (10, 20, 30)])
from lesson_utils.explore.panel import Panel
Panel("Steps", {"year": s}, chart=c)
"""


def test_a_dial_turns_while_the_kernel_is_busy(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("dial.ipynb", MAKE + DIAL, "import time; time.sleep(6)"))
    page.evaluate(
        "async () => { const p = window.jupyterapp.shell.currentWidget; await p.context.ready;"
        " await p.sessionContext.ready; }"
    )
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-cell-and-select-next')")
    wait_drawn(page, 1)
    assert page.evaluate(f"Array.from({LINE})") == [10, 10, 10]
    page.evaluate("void window.jupyterapp.commands.execute('notebook:run-cell-and-select-next')")
    status = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status"
    page.wait_for_function(f"() => {status} === 'busy'")
    slider = page.get_by_role("slider", name="Year")
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function(f"() => {LINE}?.[0] === 20", timeout=1500)
    assert page.locator(".lu-subtitle").inner_text() == "20"
    assert page.evaluate(status) == "busy"
    assert slider.get_attribute("aria-valuetext") == "2016"


def test_words_follow_a_dial(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("words.ipynb", MAKE + DIAL))
    run_all(page)
    wait_drawn(page, 1)
    slider = page.get_by_role("slider", name="Year")
    slider.focus()
    slider.press("End")
    expect(page.locator(".lu-plot")).to_have_attribute(
        "aria-label", re.compile("ends where it began, 30 ")
    )


def test_dark_and_light_live(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("theme.ipynb", MAKE, "chart()"))
    run_all(page)
    wait_drawn(page, 1)
    ink = "document.querySelector('.lu-plot').layout.font.color"
    assert page.evaluate(ink) == "#1f2328"
    theme(page, dark=True)
    page.wait_for_function(f"() => {ink} === '#e6e9ec'")
    assert axe(page, ".lu-chart") == []
    theme(page, dark=False)
    page.wait_for_function(f"() => {ink} === '#1f2328'")


def test_keyboard_reads_points_and_leaves(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("keys.ipynb", MAKE, "chart()"))
    run_all(page)
    wait_drawn(page, 1)
    stage = page.locator(".lu-stage")
    stage.focus()
    spoken = page.locator(".lu-spoken")
    stage.press("ArrowRight")
    expect(spoken).to_have_text("Japan: 2020, 1")
    stage.press("ArrowRight")
    expect(spoken).to_have_text("Japan: 2021, 2")
    stage.press("End")
    expect(spoken).to_have_text("Japan: 2022, 3.5")
    stage.press("Escape")
    expect(spoken).to_have_text("")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.classList.contains('lu-stage')")


MAP = """
from lesson_utils.chart import Chart
m = Chart([{"name": "points", "mode": "markers", "x": [120, 130], "y": [20, 30]}],
          {"xaxis.range": [115, 135], "yaxis.range": [15, 35]}, title="Map", kind="map")
clicked = []
m.on_click(lambda *what: clicked.append(what))
m
"""


def test_map_by_keyboard_and_buttons(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("map.ipynb", MAP))
    run_all(page)
    wait_drawn(page, 1)
    span = "(r => r[1] - r[0])(document.querySelector('.lu-plot')._fullLayout.xaxis.range)"
    whole = page.evaluate(span)
    stage = page.locator(".lu-stage")
    stage.focus()
    stage.press("+")
    page.wait_for_function(f"w => {span} < 0.7 * w", arg=whole)
    middle = page.evaluate("document.querySelector('.lu-plot')._fullLayout.xaxis.range[0]")
    stage.press("ArrowRight")
    page.wait_for_function(
        "x => document.querySelector('.lu-plot')._fullLayout.xaxis.range[0] > x", arg=middle
    )
    page.get_by_role("button", name="Whole view").click()
    page.wait_for_function(f"w => Math.abs({span} - w) < 1e-6 * w", arg=whole)
    assert axe(page, ".lu-chart") == []


def test_wheel_scrolls_the_page_until_the_map_is_chosen(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("wheel.ipynb", MAP))
    run_all(page)
    wait_drawn(page, 1)
    span = "(r => r[1] - r[0])(document.querySelector('.lu-plot')._fullLayout.xaxis.range)"
    whole = page.evaluate(span)
    box = page.locator(".lu-plot").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(400)
    assert page.evaluate(span) == pytest.approx(whole)
    page.locator(".lu-stage").focus()
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"w => {span} < 0.99 * w", arg=whole)


def test_a_click_on_a_point_reaches_python(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("click.ipynb", MAP, "print(clicked)"))
    run_all(page)
    wait_drawn(page, 1)
    point = page.locator(".lu-plot .point").nth(1).bounding_box()
    assert point
    page.mouse.click(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    page.wait_for_timeout(500)
    run_last = """async () => {
      const nb = window.jupyterapp.shell.currentWidget.content;
      nb.activeCellIndex = 1;
      await window.jupyterapp.commands.execute('notebook:run-cell');
    }"""
    page.evaluate(run_last)
    expect(page.locator(".jp-OutputArea-output pre").last).to_contain_text("('points', 1, None)")


def test_a_slow_library_says_so_and_then_draws(page: Page, lab: Lab) -> None:
    slow = (
        "import time; from lesson_utils.chart import runtime; read = runtime.source\n"
        "def late(): time.sleep(9); return read()\nruntime.source = late"
    )
    open_book(page, lab, lab.write("slow.ipynb", slow, MAKE, "chart()"))
    run_all(page)
    expect(page.locator(".lu-status")).to_contain_text("Loading the drawing library")
    expect(page.locator(".lu-status")).to_contain_text("slow network", timeout=12_000)
    wait_drawn(page, 1)


def test_a_missing_library_leaves_words_and_numbers(page: Page, lab: Lab) -> None:
    missing = (
        "from lesson_utils.chart import runtime; from lesson_utils.errors import LessonError\n"
        "read = runtime.source\n"
        "def gone(): raise LessonError('plotly.js is missing.')\nruntime.source = gone"
    )
    open_book(page, lab, lab.write("missing.ipynb", missing, MAKE, "chart()"))
    run_all(page)
    expect(page.locator(".lu-status")).to_contain_text("did not arrive")
    expect(page.locator(".lu-status")).to_contain_text("plotly.js is missing.")
    expect(page.locator(".lu-numbers tbody tr")).to_have_count(3)  # filled once it is open
    assert axe(page, ".lu-chart") == []


def test_drawn_while_the_tab_was_hidden(page: Page, lab: Lab) -> None:
    hide = (
        "Object.defineProperty(document, 'hidden', {get: () => true});"
        "window.requestAnimationFrame = () => 0;"
    )
    open_book(
        page,
        lab,
        lab.write("hidden.ipynb", MAKE, "c = chart(); c", "c.patch({'Japan': {'y': [4, 4, 4]}})"),
    )
    page.evaluate(hide)
    run_all(page)
    # Older Playwrights poll by the very animation frames that are taken away here.
    page.wait_for_function(f"() => {LINE}?.[0] === 4", polling=100)


def test_reduced_motion_and_narrow_page(browser: Browser, lab: Lab) -> None:
    context = browser.new_context(
        viewport={"width": 480, "height": 900}, reduced_motion="reduce", device_scale_factor=2
    )
    page = context.new_page()
    watch(page, lab)
    open_book(page, lab, lab.write("narrow.ipynb", MAKE, "chart()"))
    page.evaluate(READY)
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    run_all(page)
    wait_drawn(page, 1)
    fits = "(e => e.scrollWidth <= e.clientWidth + 1)(document.querySelector('.lu-chart'))"
    assert page.evaluate(fits)
    context.close()


def test_twin_draws_unrun_and_untrusted(page: Page, lab: Lab) -> None:
    bundle = {
        "application/vnd.plotly.v1+json": {
            "data": [{"name": "a", "x": [1, 2], "y": [3, 4], "type": "scatter"}],
            "layout": {"title": {"text": "Twin"}},
        },
        "text/plain": "words",
    }
    output = {"output_type": "execute_result", "execution_count": 1, "data": bundle, "metadata": {}}
    open_book(page, lab, lab.write("twin.ipynb", ("c", [output])))
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")


def test_labels_that_overlap_are_hidden_and_come_back_on_zoom(page: Page, lab: Lab) -> None:
    crowd = """
from lesson_utils.chart import Chart
Chart([{"name": "labels", "mode": "text", "x": [124, 124.1, 124.2], "y": [24, 24, 24],
        "text": ["Ishigaki", "Taketomi", "Kohama"], "meta": {"declutter": True}}],
      {"xaxis.range": [110, 140], "yaxis.range": [10, 40]}, title="Labels", kind="map")
"""
    open_book(page, lab, lab.write("labels.ipynb", crowd))
    run_all(page)
    page.wait_for_selector(".lu-plot .textpoint, .lu-plot text")
    shown = (
        "[...document.querySelectorAll('.lu-plot .scatterlayer text')]"
        ".filter(e => e.style.visibility !== 'hidden').map(e => e.textContent)"
    )
    page.wait_for_function(f"() => {shown}.length === 1")
    assert page.evaluate(shown) == ["Ishigaki"]
    stage = page.locator(".lu-stage")
    stage.focus()
    for _ in range(9):
        stage.press("+")
    page.wait_for_function(f"() => {shown}.length !== 1")


DETAIL = """
from lesson_utils.chart import Chart
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
line = {"mode": "lines", "x": [0, 1], "y": [0, 1]}
coarse = line | {"name": "coarse", "meta": {"far": 10}}
m = Chart([coarse, line | {"name": "fine", "meta": {"near": 10}}],
          {"xaxis.range": [-10, 10], "yaxis.range": [-10, 10]}, title="Detail", kind="map")
fine = control.checkbox("Fine", True)
m.dial(fine, [{"traces": {"fine": {"visible": on}}} for on in (False, True)])
Panel("Detail", {"fine": fine}, chart=m)
"""
SHOWN = "document.querySelector('.lu-plot').data.map(t => t.visible ?? true).join()"


def test_detail_follows_the_zoom_and_its_switch(page: Page, lab: Lab) -> None:
    open_book(page, lab, lab.write("detail.ipynb", DETAIL))
    run_all(page)
    wait_drawn(page, 1)
    page.wait_for_function(f"() => {SHOWN} === 'true,false'")
    stage = page.locator(".lu-stage")
    stage.focus()
    for _ in range(3):
        stage.press("+")
    page.wait_for_function(f"() => {SHOWN} === 'false,true'")
    page.get_by_role("checkbox", name="Fine").uncheck()
    page.wait_for_function(f"() => {SHOWN} === 'false,false'")
    stage.press("0")
    page.wait_for_function(f"() => {SHOWN} === 'true,false'")
    page.get_by_role("checkbox", name="Fine").check()
    page.wait_for_timeout(300)
    assert page.evaluate(SHOWN) == "true,false"
    theme(page, dark=True)
    page.wait_for_timeout(800)
    assert page.evaluate(SHOWN) == "true,false"


def test_scrolled_away_and_back_in_a_windowed_notebook(page: Page, lab: Lab) -> None:
    cells = [MAKE, "chart()", *(f"print({i})" for i in range(60))]
    open_book(page, lab, lab.write("scroll.ipynb", *cells))
    page.evaluate(
        """() => {
          const book = window.jupyterapp.shell.currentWidget.content;
          book.notebookConfig = {...book.notebookConfig, windowingMode: 'full'};
        }"""
    )
    run_all(page)
    to = "i => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'center')"
    for _ in range(3):
        page.evaluate(to, 61)
        page.wait_for_timeout(300)
        page.evaluate(to, 1)
        wait_drawn(page, 1)
    assert page.locator(".lu-plot .scatterlayer .trace").count() == 1


def test_a_drawing_that_breaks_stops_and_leaves_the_numbers(page: Page, lab: Lab) -> None:
    """A step that throws was tried again without end when detail follows the zoom."""
    open_book(page, lab, lab.write("broken.ipynb", DETAIL))
    run_all(page)
    wait_drawn(page, 1)
    page.evaluate(
        """() => {
          const plotly = globalThis[Symbol.for('lesson_utils.page')].plotly;
          globalThis.tries = 0;
          plotly.restyle = plotly.update = () => { globalThis.tries++; throw new Error('broken'); };
        }"""
    )
    page.get_by_role("checkbox", name="Fine").uncheck()
    expect(page.locator(".lu-status")).to_contain_text("could not be drawn")
    page.wait_for_timeout(300)
    assert page.evaluate("globalThis.tries") == 1
    assert page.locator(".lu-numbers").is_visible()
