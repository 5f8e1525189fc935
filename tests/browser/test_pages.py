"""The reading pages in a real browser: printed, dark, narrow, without JavaScript, from a disk.

Five pages stand for all; LESSONS_ALL_PAGES=1 looks at every one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lesson_utils import serve

from .lab import axe, chromium, wait_drawn

ROOT = Path(__file__).resolve().parents[2]
FIVE = "05_first_island_chain.html"
SOME = ["index.html", "04_balance_of_power.html", FIVE, "guide.html",
        "handouts/05_first_island_chain.html"]  # fmt: skip
PAPER = "dispatchEvent(new Event('beforeprint'))"
SCROLL_THROUGH = """async () => {
  for (const d of document.querySelectorAll('details')) d.open = true;
  const frame = () => Promise.race([
    new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r))),
    new Promise(r => setTimeout(r, 250)), // a browser that paints nothing gives no frame
  ]);
  for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
    scrollTo(0, y);
    await frame();
  }
  const undrawn = () => [...document.querySelectorAll('.chart')]
    .find(e => e.querySelector('.lu-chart')?.dataset.state !== 'drawn');
  // A browser that stood still for some seconds saw nothing pass: go back to what it missed.
  for (let chart, i = 0; (chart = undrawn()) && i < 600; i++) {
    chart.scrollIntoView();
    await new Promise(r => setTimeout(r, 50));
  }
  for (const d of document.querySelectorAll('details')) d.open = true;
  scrollTo(0, 0);
}"""


@pytest.fixture(scope="module")
def folder(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the whole site once, with pictures and PDFs."""
    target = tmp_path_factory.mktemp("dist") / "site"
    built = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "pages.py"), str(target)],
        capture_output=True, encoding="utf-8", check=False,
        env=os.environ | {"LESSONS_CHROMIUM": str(chromium())},
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Left out" not in built.stdout
    return target


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with serve.running(folder) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Page]:
    """A page that must ask nobody else for anything and report nothing."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    outside: list[str] = []
    said: list[str] = []
    own = (site, "file:///", "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(own) else outside.append(r.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert not outside, f"requests left the machine: {outside}"
    assert not said, f"the page reported: {said}"


def names(folder: Path) -> list[str]:
    if os.environ.get("LESSONS_ALL_PAGES"):
        return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    return SOME


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 320])
def test_pages_are_accessible_and_fit_the_window(
    visit: Page, site: str, folder: Path, scheme: str, width: int
) -> None:
    visit.emulate_media(color_scheme=scheme)
    visit.set_viewport_size({"width": width, "height": 900})
    for name in names(folder):
        visit.goto(f"{site}/{name}")
        visit.evaluate(SCROLL_THROUGH)
        assert axe(visit, "html") == [], name
        assert visit.evaluate("document.documentElement.scrollWidth") <= width, name


CUT = """() => [...document.querySelectorAll('.lu-chart')].flatMap(chart => {
  const frame = chart.querySelector('.js-plotly-plot').getBoundingClientRect();
  return [...chart.querySelectorAll('svg text')].filter(text => {
    const { left, right, width } = text.getBoundingClientRect();
    const seen = getComputedStyle(text).visibility !== 'hidden' && width;
    return seen && (left < frame.left - 2 || right > frame.right + 2);
  }).map(text => text.textContent);
})"""


def test_no_words_of_a_chart_are_cut_on_a_phone(visit: Page, site: str, folder: Path) -> None:
    """At 360 px "34.6 (×3.8)", "refused: sum ÷ yearly flow, $ ÷ ¥" and a time axis were cut."""
    visit.set_viewport_size({"width": 360, "height": 900})
    for name in {*names(folder), "03_two_per_cent.html", "08_economic_security.html"}:
        visit.goto(f"{site}/{name}")
        visit.evaluate(SCROLL_THROUGH)
        expect(visit.locator(".lu-chart:not([data-state=drawn])")).to_have_count(0)
        assert visit.evaluate(CUT) == [], name


def test_charts_are_drawn_when_the_reader_comes_near(visit: Page, site: str) -> None:
    visit.goto(f"{site}/04_balance_of_power.html")
    drawn = visit.locator(".lu-chart[data-state=drawn]")
    expect(drawn).to_have_count(0)
    first = visit.locator(".chart").first
    first.scroll_into_view_if_needed()
    expect(first.locator(".lu-chart")).to_have_attribute("data-state", "drawn")
    assert drawn.count() < visit.locator(".chart").count()
    visit.evaluate(SCROLL_THROUGH)
    wait_drawn(visit, 5)


def test_charts_follow_the_theme(visit: Page, site: str) -> None:
    visit.goto(f"{site}/{FIVE}")
    visit.evaluate(SCROLL_THROUGH)
    ink = "getComputedStyle(document.querySelector('.lu-plot .textpoint text')).fill"
    light = visit.evaluate(ink)
    visit.emulate_media(color_scheme="dark")
    visit.wait_for_function(f"before => {ink} !== before", arg=light)
    assert visit.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 20, 23)"


# Units a pixel upwards against units a pixel across, and the span across.
SCALE = """() => {
  const { xaxis, yaxis, _size } = document.querySelector('.lu-map .lu-plot')._fullLayout;
  const span = (axis) => axis.range[1] - axis.range[0];
  return [span(yaxis) / _size.h / (span(xaxis) / _size.w), span(xaxis)];
}"""

# What plotly has written down: during a turn of the wheel it only moves the picture.
SETTLED = "document.querySelector('.lu-map .lu-plot').layout.xaxis.range[0]"


def test_a_map_keeps_its_scale_whatever_moves_it(visit: Page, site: str) -> None:
    def moved(was: float) -> float:
        visit.wait_for_function(f"was => Math.abs(({SCALE})()[1] - was) > 1e-6 * was", arg=was)
        scale, across = visit.evaluate(SCALE)
        assert scale == pytest.approx(1)
        return float(across)

    def back(whole: float) -> None:
        visit.wait_for_function(f"was => Math.abs(({SCALE})()[1] - was) < 1e-6 * was", arg=whole)
        assert visit.evaluate(SCALE)[0] == pytest.approx(1)

    visit.set_viewport_size({"width": 1100, "height": 900})
    visit.goto(f"{site}/{FIVE}")
    visit.evaluate(SCROLL_THROUGH)
    stage = visit.locator(".lu-map .lu-stage").first
    stage.scroll_into_view_if_needed()
    expect(visit.locator(".lu-map").first).to_have_attribute("data-state", "drawn")
    scale, whole = visit.evaluate(SCALE)
    assert scale == pytest.approx(1)
    stage.press("+")
    moved(whole)
    stage.press("0")
    back(whole)
    visit.set_viewport_size({"width": 600, "height": 900})
    moved(whole)
    visit.set_viewport_size({"width": 1100, "height": 900})
    back(whole)
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box is not None
    visit.mouse.move(box["x"] + 200, box["y"] + 150)
    before = visit.evaluate(SETTLED)
    visit.mouse.wheel(0, -300)
    visit.wait_for_function(f"was => {SETTLED} !== was", arg=before)
    near = moved(whole)
    visit.mouse.dblclick(box["x"] + 200, box["y"] + 150)
    moved(near)
    back(whole)
    visit.set_viewport_size({"width": 600, "height": 900})
    narrow = moved(whole)
    stage.scroll_into_view_if_needed()
    stage.press("+")
    near = moved(narrow)
    box = stage.bounding_box()
    assert box is not None
    visit.mouse.dblclick(box["x"] + 200, box["y"] + 150)
    moved(near)
    back(narrow)
    stage.press("+")
    near = moved(narrow)
    ink = "getComputedStyle(document.querySelector('.lu-map .textpoint text')).fill"
    light = visit.evaluate(ink)
    visit.emulate_media(color_scheme="dark")
    visit.wait_for_function(f"light => {ink} !== light", arg=light)
    assert visit.evaluate(SCALE)[1] == pytest.approx(near)  # the reader's place is kept
    visit.set_viewport_size({"width": 1100, "height": 900})
    assert moved(near) < 0.7 * whole  # and what was near stays near in the wider room


def test_a_double_click_on_the_file_is_enough(visit: Page, folder: Path) -> None:
    visit.goto((folder / FIVE).as_uri())
    visit.evaluate(SCROLL_THROUGH)
    wait_drawn(visit, 2)
    visit.get_by_role("link", name="Next: lesson 6").click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("Taiwan and denial")


def test_the_keyboard_reaches_the_content_and_the_terms(visit: Page, site: str) -> None:
    visit.goto(f"{site}/{FIVE}")
    visit.keyboard.press("Tab")
    expect(visit.get_by_role("link", name="Skip to the content")).to_be_focused()
    visit.keyboard.press("Enter")
    expect(visit.locator("main")).to_be_focused()
    visit.get_by_role("link", name="Nansei Islands").first.click()
    expect(visit.get_by_role("heading", name="Terms in English and Japanese")).to_be_in_viewport()


def test_a_map_is_moved_with_the_keyboard(visit: Page, site: str) -> None:
    visit.goto(f"{site}/{FIVE}")
    visit.evaluate(SCROLL_THROUGH)
    stage = visit.locator(".lu-map .lu-stage").first
    stage.focus()
    span = """() => { const r = document.querySelector('.lu-map .lu-plot')._fullLayout.xaxis.range;
      return r[1] - r[0]; }"""
    before = visit.evaluate(span)
    stage.press("+")
    visit.wait_for_function(f"before => ({span})() < before", arg=before)


def test_without_javascript_words_numbers_and_a_picture_are_there(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/{FIVE}")
    figure = page.locator("#chart-05-8")
    expect(figure.get_by_text("The First Island Chain: Whole chain")).to_be_visible()
    picture = figure.locator("img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert (picture.bounding_box() or {})["width"] <= 300
    assert str(picture.get_attribute("alt")).startswith("Map: Whole chain.")
    expect(figure.locator("table")).to_be_hidden()
    figure.get_by_text("Show the numbers").click()
    expect(figure.locator("table")).to_contain_text("Kuroshima")
    context.close()


def test_paper_gets_light_charts_in_its_width_and_no_code(visit: Page, site: str) -> None:
    visit.emulate_media(color_scheme="dark")
    visit.set_viewport_size({"width": 320, "height": 700})
    visit.goto(f"{site}/04_balance_of_power.html")
    visit.evaluate(PAPER)
    visit.emulate_media(media="print", color_scheme="light")
    visit.set_viewport_size({"width": 680, "height": 1000})
    wait_drawn(visit, 5)
    for plot in visit.locator(".lu-plot").all():
        assert 600 < (plot.bounding_box() or {})["width"] <= 680
    expect(visit.locator("pre.code").first).to_be_hidden()
    expect(visit.locator(".lu-details").first).to_be_hidden()
    title = "getComputedStyle(document.querySelector('.lu-title')).color"
    assert visit.evaluate(title) == "rgb(31, 35, 40)"
    tick = "getComputedStyle(document.querySelector('.lu-plot .xtick text')).fill"
    assert visit.evaluate(tick) == "rgb(87, 96, 106)"
    shown = visit.locator(".lu-sources a").first.evaluate(
        "e => getComputedStyle(e, '::after').content"
    )
    assert "https://" in shown
    visit.emulate_media(media="screen", color_scheme="dark")
    visit.evaluate("dispatchEvent(new Event('afterprint'))")
    wait_drawn(visit, 5)
    assert visit.evaluate(tick) != "rgb(87, 96, 106)"


def leaves(pdf: Path) -> int:
    """Count the pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


def test_every_handout_is_one_sheet_and_the_guide_a_tagged_pdf(folder: Path) -> None:
    sheets = sorted((folder / "handouts").glob("*.pdf"))
    assert [path.stem for path in sheets] == [
        path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    ]
    assert {path.name: leaves(path) for path in sheets if leaves(path) != 1} == {}
    guide = (folder / "guide.pdf").read_bytes()
    assert leaves(folder / "guide.pdf") > len(sheets)
    assert b"/StructTreeRoot" in guide
    assert re.search(rb"/Lang\s*\(en\)", guide)


def test_a_page_weighs_little_and_is_soon_there(visit: Page, site: str, folder: Path) -> None:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert size <= 15e6
    visit.goto(f"{site}/{FIVE}", wait_until="domcontentloaded")
    timing = visit.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
    assert timing["domInteractive"] < 3000
    assert timing["encodedBodySize"] < 400_000
