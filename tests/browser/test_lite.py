"""The browser edition in a real browser: built here, served from this computer, no kernel behind.

It guards the rule of light imports as well: a lesson that needs numpy fails here. The site stands
below a path, as on a project's page of a web host, and the reading pages beside it, as published.
Two lessons stand for all; LESSONS_ALL_PAGES=1 runs every one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from lesson_utils import serve
from tests.security.payloads import hostile, lines
from tests.security.test_keys import leaked

from .canary import OUTPUTS, SETUP, listening, missing, settled
from .lab import CELLS, READY, Lab, axe, open_book, theme, wait_drawn
from .lab import run_all as run_all_in_lab
from .test_lessons import LESSONS, OURS, stored_charts

ROOT = Path(__file__).resolve().parents[2]
FIRST_VISIT_MB = 30
SOME = ("05", "08")
SHOWN = [p for p in LESSONS if os.environ.get("LESSONS_ALL_PAGES") or p.stem[:2] in SOME]


def built(*command: str) -> None:
    """Run a tool that builds pages."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / command[0]), *command[1:]],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web host with both kinds of pages below a path, built once."""
    folder = tmp_path_factory.mktemp("host")
    built("pages.py", str(folder / "name" / "course"), "--lite", "lite/", "--no-paper")
    built("lite.py", str(folder / "name" / "course" / "lite"), "--pages", "../")
    (folder / "index.html").write_text("<title>somebody else's</title>", encoding="utf-8")
    with serve.running(folder) as address:
        yield f"{address}/name/course/"


@pytest.fixture
def site(host: str) -> str:
    """The address of the browser edition."""
    return f"{host}lite/"


@pytest.fixture
def visit(browser: Browser, host: str) -> Iterator[BrowserContext]:
    """A first visit; the test fails if anything was asked of another place, or of another path."""
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(60_000)
    outside: list[str] = []
    own = (host, "data:", "blob:")
    context.on("request", lambda r: None if r.url.startswith(own) else outside.append(r.url))
    yield context
    context.close()
    assert not outside, f"requests left the site: {outside}"


def opened(context: BrowserContext, site: str, lesson: str) -> Page:
    """Open a lesson from the first page and wait until Python is there."""
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name=f"{lesson} ·").click()
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


@pytest.mark.parametrize("lesson", SHOWN, ids=lambda p: p.stem)
def test_a_lesson_runs_to_its_end(visit: BrowserContext, site: str, lesson: Path) -> None:
    page = opened(visit, site, lesson.stem[:2])
    run_all(page)
    wait_drawn(page, stored_charts(lesson))
    assert page.locator(".jp-OutputArea-output", has_text="Traceback").count() == 0
    assert page.locator(".jp-Dialog").count() == 0
    for dark in (False, True):
        theme(page, dark)
        page.wait_for_timeout(500)
        assert axe(page, *OURS) == []


def test_what_is_typed_stays_text(visit: BrowserContext, site: str) -> None:
    """The payloads of `test_security.py` in a notebook and a file of answers in the browser."""
    with listening() as canary:
        canary.watch(visit)
        page = opened(visit, site, "05")
        book = page.request.get(f"{site}files/05_first_island_chain.ipynb")
        kept = book.json()["cells"]
        pupils = [cell for cell in kept if "teacher" not in cell["metadata"].get("tags", [])]
        assert leaked(json.dumps(pupils, ensure_ascii=False)) == []
        texts = lines(canary.sink)
        cells = [
            {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": source, "outputs": [],
             "execution_count": None}
            for n, source in enumerate((SETUP.format(file="progress.json"), *OUTPUTS))
        ]  # fmt: skip
        spec = {"kernelspec": {"name": "python", "display_name": "Python"}}
        made = {"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": spec}
        page.evaluate(
            """async files => {
              const contents = window.jupyterapp.serviceManager.contents;
              for (const [path, text] of Object.entries(files))
                await contents.save(path, {type: 'file', format: 'text', content: text});
              await window.jupyterapp.commands.execute('docmanager:open', {path: 'hostile.ipynb'});
            }""",
            {
                "texts.json": json.dumps(texts),
                "progress.json": json.dumps(hostile(canary.sink)),
                "hostile.ipynb": json.dumps(made),
            },
        )
        page.wait_for_function(
            "window.jupyterapp.shell.currentWidget?.context?.path === 'hostile.ipynb'"
        )
        page.evaluate(READY)
        run_all(page)
        page.wait_for_function(
            "n => document.querySelectorAll('blockquote').length >= n", arg=len(texts)
        )
        quoted = page.locator("blockquote").all_text_contents()
        assert missing(" ".join(quoted), texts) == []
        settled(page)
        canary.silent(page, "the browser edition")


def test_the_first_page_says_what_is_loaded(visit: BrowserContext, site: str) -> None:
    loaded: list[int] = []
    visit.on("requestfinished", lambda r: loaded.append(r.sizes()["responseBodySize"]))
    page = visit.new_page()
    page.goto(site)
    said = int(page.get_by_text("MB the first time").inner_text().split("About ")[1].split()[0])
    page.get_by_role("link", name="05 ·").click()
    ready(page)
    run_all(page)
    wait_drawn(page, 2)
    measured = sum(loaded) / 1e6
    assert measured <= FIRST_VISIT_MB
    assert abs(measured - said) < 2.5, (measured, said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_is_accessible_and_fits_a_phone(
    visit: BrowserContext, site: str, scheme: str
) -> None:
    page = visit.new_page()
    page.emulate_media(color_scheme=scheme)
    for width in (1100, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site)
        assert axe(page, "html") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    links = page.get_by_role("link")
    for place in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_reading_pages_and_browser_edition_lead_to_each_other(
    visit: BrowserContext, host: str
) -> None:
    page = visit.new_page()
    page.goto(f"{host}05_first_island_chain.html")
    page.get_by_role("link", name="Interactive lesson").click()
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    assert "First Island Chain" in page.locator(".jp-RenderedMarkdown h1").first.inner_text()
    page.goto(f"{host}lite/")
    page.get_by_role("link", name="the reading pages").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Counterweight?")
    page.get_by_role("link", name="the browser edition").click()
    expect(page.get_by_role("heading", name="Choose a lesson")).to_be_visible()


NAMES = """async () => (await window.jupyterapp.serviceManager.contents.get(''))
  .content.map(f => f.name)"""
TEXT = """async () => (await window.jupyterapp.serviceManager.contents.get(
  'progress.json', {type: 'file', format: 'text', content: true})).content"""
QUESTION = "What kind of thing is the First Island Chain?"


def answered(page: Page) -> Locator:
    """Answer a question of lesson 05 correctly."""
    question = page.locator(".lu-question", has_text=QUESTION)
    question.get_by_role("radio").nth(1).check()
    question.get_by_role("button", name="Check", exact=True).click()
    expect(question).to_contain_text("Correct")
    return question


def in_a_new_cell(page: Page, code: str) -> Locator:
    """Run a line of one's own at the end of the notebook; give its output."""
    page.evaluate(
        """async (code) => {
          const {content} = window.jupyterapp.shell.currentWidget;
          content.activeCellIndex = content.widgets.length - 1;
          await window.jupyterapp.commands.execute('notebook:insert-cell-below');
          content.activeCell.model.sharedModel.setSource(code);
          await window.jupyterapp.commands.execute('notebook:change-cell-to-code');
          await window.jupyterapp.commands.execute('notebook:run-cell');
        }""",
        code,
    )
    return page.locator(".jp-CodeCell").last.locator(".jp-OutputArea")


def downloaded(page: Page, place: Locator, name: str) -> bytes:
    """Press a download button by keyboard and give the bytes that reached the disk."""
    with page.expect_download() as arrived:
        place.get_by_role("button", name=f"Download {name}").press("Enter")
    assert arrived.value.suggested_filename == name
    expect(place.get_by_role("status")).to_contain_text(f"{name} is among your browser's downloads")
    return Path(arrived.value.path()).read_bytes()


def test_an_answer_outlives_a_reload_and_goes_to_another_browser(
    visit: BrowserContext, browser: Browser, site: str, tmp_path: Path
) -> None:
    page = opened(visit, site, "05")
    run_all(page)
    question = answered(page)
    page.wait_for_function(f"async () => (await ({NAMES})()).includes('progress.json')")
    page.reload()
    ready(page)
    run_all(page)
    expect(question).to_contain_text("You have answered this correctly before.")
    door = in_a_new_cell(page, "lu.progress()").locator(".lu-transfer")
    taken = downloaded(page, door, "progress.json")
    assert taken == page.evaluate(TEXT).encode()
    assert axe(page, ".lu-transfer") == []

    (tmp_path / "taken.json").write_bytes(taken)
    (tmp_path / "other.json").write_text("[]")
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(60_000)
    page = opened(context, site, "05")
    output = in_a_new_cell(page, "import lesson_utils as lu\nlu.progress()")
    bring(output.locator(".lu-transfer"), tmp_path / "other.json", "Nothing was changed")
    bring(output.locator(".lu-transfer"), tmp_path / "taken.json", "answers 1")
    assert json.loads(page.evaluate(TEXT)) == json.loads(taken)
    run_all(page)
    question = page.locator(".lu-question", has_text=QUESTION)
    expect(question).to_contain_text("You have answered this correctly before.")
    context.close()


def bring(door: Locator, file: Path, said: str) -> None:
    """Choose a file on the disk and read what is said of it."""
    door.get_by_label("Bring back a file of answers").set_input_files(file)
    expect(door.get_by_role("status")).to_contain_text(said, timeout=30_000)


def test_the_same_in_jupyterlab(page: Page, lab: Lab, tmp_path: Path) -> None:
    folder = lab.root / "own disk"
    folder.mkdir()
    own = folder / "progress.json"
    keep = f"import os, lesson_utils as lu\nos.environ['LESSON_PROGRESS'] = {str(own)!r}"
    cells = [keep, 'lu.quiz("05", only=["Q26"])', "lu.progress()", 'lu.explore.dossier("C24")']
    open_book(page, lab, lab.write("own_disk.ipynb", *cells))
    run_all_in_lab(page)
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".lu-question").first).to_contain_text("Correct")
    door = page.locator(".lu-transfer").first
    taken = downloaded(page, door, "progress.json")
    assert taken == own.read_bytes()
    own.unlink()
    (tmp_path / "taken.json").write_bytes(taken)
    bring(door, tmp_path / "taken.json", "answers 1")
    assert own.read_bytes() == taken

    page.get_by_label("My reasons").fill("Both coasts say so: 与那国 <b>")
    page.get_by_role("button", name="Export", exact=True).click()
    for name in ("dossier-C24.md", "dossier-C24.html"):
        written = downloaded(page, page.locator(".lu-question .lu-transfer"), name)
        assert written == (folder / name).read_bytes()
        assert "与那国 &lt;b&gt;" in written.decode()
