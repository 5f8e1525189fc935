"""Faults under an open page, and what the learner then sees: nothing kept is lost."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import lesson_utils as lu

from .lab import Lab, free_port, open_book, run_all, serve, wait_drawn, watch
from .test_chart import LINE, MAKE

KEEP = "import os, lesson_utils as lu\nos.environ['LESSON_PROGRESS'] = '{file}'\nlu.start('05')"


@pytest.fixture
def page(browser: Browser, lab: Lab) -> Iterator[Page]:
    """A page on which JupyterLab may complain of a lost kernel, but our own code may not."""
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(30_000)
    new = context.new_page()
    watch(new, lab)
    ours: list[str] = []
    new.on("pageerror", lambda e: ours.append(str(e.stack)) if "blob:" in str(e.stack) else None)
    yield new
    outside = new.outside  # type: ignore[attr-defined]
    context.close()
    assert not outside, f"requests left the machine: {outside}"
    assert not ours, f"our code broke: {ours}"


def answer(page: Page, number: int, option: int) -> None:
    asked = page.locator(".lu-question").nth(number)
    asked.get_by_role("radio").nth(option).check()
    asked.get_by_role("button", name="Check", exact=True).click()


def kept(lab: Lab, name: str) -> dict:
    return json.loads((lab.root / name).read_text("utf-8"))


def until(truth: object, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not truth():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)


SLOW = """
from pathlib import Path
from lesson_utils.learn.store import Store
import time
Path('kernel.pid').write_text(str(os.getpid()))
real = Store._replace
def slow(self, state):
    if 'Q26' in state['answers'] and not Path('killed').exists():
        Path('on-its-way').touch()
        time.sleep(30)
    real(self, state)
Store._replace = slow
"""


def test_the_kernel_is_killed_in_the_middle_of_an_answer(page: Page, lab: Lab) -> None:
    """JupyterLab says that the kernel died; what was kept is there; the answer is given again."""
    file = "killed-progress.json"
    cells = [KEEP.format(file=file) + SLOW, "lu.quiz('05', only=['Q25', 'Q26'])"]
    open_book(page, lab, lab.write("killed.ipynb", *cells))
    run_all(page)
    right = [asked.question.options.index(asked.question.right)
             for asked in lu.quiz(only=["Q25", "Q26"]).asked]  # fmt: skip
    answer(page, 0, right[0])
    expect(page.locator(".lu-question").nth(0)).to_contain_text("Correct")
    answer(page, 1, right[1])
    until((lab.root / "on-its-way").exists)
    os.kill(int((lab.root / "kernel.pid").read_text()), signal.SIGKILL)
    (lab.root / "killed").touch()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("died", timeout=60_000)
    dialog.get_by_role("button", name="Ok").click()
    assert set(kept(lab, file)["answers"]) == {"Q25"}
    run_all(page)
    expect(page.locator(".lu-question").nth(0)).to_contain_text("answered this correctly before")
    answer(page, 1, right[1])
    expect(page.locator(".lu-question").nth(1)).to_contain_text("Correct")
    assert set(kept(lab, file)["answers"]) == {"Q25", "Q26"}


def test_a_reload_in_the_middle_of_an_update(page: Page, lab: Lab) -> None:
    """The page comes back, draws, and ends at the newest value."""
    loop = "import time\nfor i in range(250): c.patch({'Japan': {'y': [i, i, i]}}); time.sleep(.02)"
    open_book(page, lab, lab.write("midway.ipynb", MAKE, "c = chart(); c", loop))
    page.evaluate(
        """async () => {
          const panel = window.jupyterapp.shell.currentWidget;
          await panel.context.ready; await panel.sessionContext.ready;
          void window.jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    wait_drawn(page, 1)
    page.wait_for_function(f"() => {LINE}?.[0] > 20")
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    wait_drawn(page, 1)
    page.wait_for_function(f"() => {LINE}?.[0] === 249")


def test_a_hundred_rapid_changes_end_at_the_last(page: Page, lab: Lab) -> None:
    """Sentence and chart agree with the control, however fast the keys come."""
    open_book(
        page, lab, lab.write("rapid.ipynb", "import lesson_utils as lu\nlu.explore.yardsticks()")
    )
    run_all(page)
    wait_drawn(page, 1)
    slider = page.get_by_role("slider", name="Base year")
    slider.focus()
    for step in range(100):
        page.keyboard.press("ArrowRight" if step % 10 < 6 else "ArrowLeft")
    shown = page.locator(".lu-panel .widget-readout").first.inner_text()
    panel = lu.explore.yardsticks()
    key = next(k for k, one in panel.controls.items() if one.description == "Base year")
    labels = [str(name) for name, _value in panel.controls[key].options]
    panel.controls[key].index = labels.index(shown)
    expect(page.locator(".lu-say").last).to_have_text(panel.sentence, use_inner_text=True)
    assert panel.chart is not None
    expect(page.locator(".lu-title")).to_have_text(panel.chart.title)
    expect(page.locator(".lu-plot")).to_have_attribute("aria-label", panel.chart.alt)


def test_a_kernel_restart_with_panels_open(page: Page, lab: Lab) -> None:
    """Old panels say in words that they no longer answer; running the cells again wakes them.

    The map of a panel followed its control while the sentence below still told of another part.
    """
    cells = [
        "import lesson_utils as lu",
        "lu.explore.island_chain()",
        "lu.quiz('05', only=['Q26'])",
    ]
    open_book(page, lab, lab.write("restarted.ipynb", *cells))
    run_all(page)
    wait_drawn(page, 1)
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    gone = "Run this cell again; what you kept is not lost."
    expect(page.locator(".lu-panel > .lu-words .lu-say")).to_contain_text(gone)
    expect(page.locator(".lu-question-head .lu-say")).to_contain_text(gone)
    page.locator(".lu-panel button", has_text="Taiwan").click()
    page.locator(".lu-question input[type=radio]").first.check()
    page.locator(".lu-question .lu-buttons button").first.click()
    expect(page.locator(".lu-panel > .lu-words .lu-say")).to_contain_text(gone)
    run_all(page)
    wait_drawn(page, 1)
    expect(page.locator(".lu-question-head .lu-say")).to_be_hidden()
    page.get_by_role("button", name="Taiwan", exact=True).click()
    expect(page.locator(".lu-say").first).to_contain_text("Taiwan")


def test_two_kernels_and_two_tabs_answer_at_once(browser: Browser, lab: Lab) -> None:
    """Two notebooks of one folder, one of them open twice: every answer is in the file."""
    file = "shared-progress.json"
    names = [one.question.id for one in lu.quiz("05").asked if hasattr(one.question, "options")][:6]
    books = []
    for number, part in enumerate((names[:3], names[3:])):
        cells = [KEEP.format(file=file), f"quiz = lu.quiz('05', only={part!r}); quiz"]
        books.append(lab.write(f"shared{number}.ipynb", *cells))
    context = browser.new_context(viewport={"width": 1200, "height": 1400})
    context.set_default_timeout(30_000)
    first, second, third = (context.new_page() for _tab in range(3))
    for tab, book in ((first, books[0]), (second, books[1])):
        open_book(tab, lab, book)
        run_all(tab)
        expect(tab.locator(".lu-question")).to_have_count(3)
        tab.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    open_book(third, lab, books[0])  # the same kernel as the first
    run_all(third)
    expect(third.locator(".lu-question")).to_have_count(3)
    for number in range(3):
        for tab in (first, second, third):
            tab.evaluate(
                """n => {
                  const box = document.querySelectorAll('.lu-question')[n];
                  box.querySelector('input[type=radio]').click();
                  box.querySelector('.lu-buttons button').click();
                }""",
                number,
            )
    for tab in (first, second):
        for number in range(3):
            say = tab.locator(".lu-question").nth(number)
            expect(say).to_contain_text("Correct" if "Correct" in say.inner_text() else "Not yet")
    until(lambda: set(kept(lab, file)["answers"]) == set(names))
    until(lambda: sum(one["tries"] for one in kept(lab, file)["answers"].values()) == 9)
    context.close()


def test_jupyterlab_is_restarted_under_an_open_tab(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The page says that the server is gone; reloaded, the notebook runs and knows the answers."""
    root, home = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")
    port, token = free_port(), "f" * 32
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    page = context.new_page()
    page.set_default_timeout(60_000)
    cells = [KEEP.format(file="progress.json"), "lu.quiz('05', only=['Q26'])",
             "lu.explore.island_chain()"]  # fmt: skip
    asked = lu.quiz(only=["Q26"])["Q26"].question
    with serve(root, home, port=port, token=token) as lab:
        open_book(page, lab, lab.write("open.ipynb", *cells))
        run_all(page)
        wait_drawn(page, 1)
        answer(page, 0, asked.options.index(asked.right))
        expect(page.locator(".lu-question")).to_contain_text("Correct")
        page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    expect(page.locator(".jp-Dialog")).to_contain_text("Server Connection Error", timeout=90_000)
    assert page.locator(".lu-say").last.inner_text(), "the panel keeps its last words"
    with serve(root, home, port=port, token=token) as lab:
        open_book(page, lab, Path("open.ipynb").name)
        run_all(page)
        wait_drawn(page, 1)
        expect(page.locator(".lu-question")).to_contain_text("answered this correctly before")
        page.get_by_role("button", name="Taiwan", exact=True).click()
        expect(page.locator(".lu-say").last).to_contain_text("Taiwan")
    context.close()
