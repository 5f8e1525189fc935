"""Panels for many kinds of eyes, ears, hands and settings: small, enlarged, forced colours.

A map, a line chart and a form stand on one page; each test looks at that page in its own way.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lesson_utils.chart import style

from .lab import READY, Lab, axe, open_book, run_all, theme, wait_drawn, watch

CELLS = (
    "import lesson_utils as lu",
    "lu.explore.island_chain()",
    "lu.explore.china_spending()",
    "lu.explore.headline()",
    'lu.quiz("05", only=["Q26", "L05-2"])',
    "lu.explore.timeline()",
    'lu.explore.denominators().choose(form="2025-07-22", forced=True)',
)
MAP, LINE, FORM, TIMELINE, BARS = range(5)
WIDE = {"width": 1280, "height": 1400}


@pytest.fixture(scope="module")
def opened(browser: Browser, lab: Lab) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    page = context.new_page()
    watch(page, lab)
    open_book(page, lab, lab.write("kinds.ipynb", *CELLS))
    page.evaluate(READY)
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    run_all(page)
    wait_drawn(page, 4)
    yield page
    outside, faults = page.outside, page.faults  # type: ignore[attr-defined]
    context.close()
    assert not outside, f"requests left the machine: {outside}"
    assert not faults, f"the page reported errors: {faults}"


@pytest.fixture
def page(opened: Page) -> Iterator[Page]:
    yield opened
    opened.emulate_media(forced_colors="none", color_scheme="light", reduced_motion="no-preference")
    opened.set_viewport_size(WIDE)  # type: ignore[arg-type]


def panel(page: Page, number: int) -> Locator:
    return page.locator(".lu-panel").nth(number)


# -- names, order, focus --------------------------------------------------------------------------

STOP = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), look = getComputedStyle(e);
  const panel = e.closest('.lu-panel'), from = panel?.getBoundingClientRect().top ?? 0;
  const name = e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent;
  return {name: name.trim(), left: box.left, top: box.top - from, bottom: box.bottom - from,
          outline: look.outlineStyle, width: parseFloat(look.outlineWidth),
          colour: look.outlineColor, panel: panel?.getAttribute('aria-label')};
}"""


def stops(page: Page, number: int) -> list[dict[str, Any]]:
    """Press Tab from the first control until the focus leaves the panel; give each stop."""
    page.evaluate(
        """n => {
          const panel = document.querySelectorAll('.lu-panel')[n];
          const first = 'button, select, input, [tabindex="0"]';
          panel.querySelector(first).focus({focusVisible: true});
        }""",
        number,
    )
    name = panel(page, number).get_attribute("aria-label")
    found: list[dict[str, Any]] = []
    while (stop := page.evaluate(STOP))["panel"] == name:
        found.append(stop)
        assert len(found) < 60, f"the focus does not leave {name!r}: {found[-3:]}"
        page.keyboard.press("Tab")
    return found


@pytest.mark.parametrize("number", [MAP, LINE, FORM], ids=["map", "line", "form"])
def test_tab_order_is_the_order_seen_and_the_order_read(page: Page, number: int) -> None:
    found = stops(page, number)
    assert len(found) > 7
    for before, after in itertools.pairwise(found):
        beside = after["left"] > before["left"] and after["top"] < before["bottom"]
        assert beside or after["top"] >= before["top"] - 4, f"{after} comes after {before}"
    read = panel(page, number).aria_snapshot()
    place = 0
    for stop in found:
        if len(stop["name"]) > 60:
            continue  # lists and the drawing read out what they hold; their neighbours stand for it
        place = read.find(stop["name"].replace("'", "''")[:24], place)
        place = place if place >= 0 else read.find(stop["name"][:24])
        assert place >= 0, f"{stop['name']!r} is not read where it stands:\n{read}"


@pytest.mark.parametrize("number", [MAP, LINE, FORM], ids=["map", "line", "form"])
def test_each_control_has_a_role_and_a_name_of_its_own(page: Page, number: int) -> None:
    """Which of a row of buttons was pressed was shown by a grey only, and said to nobody."""
    read = panel(page, number).aria_snapshot()
    roles = "button|checkbox|combobox|slider|textbox|radio"
    found = re.findall(rf'- \'?({roles}) "?([^"\n:]*)', read)
    assert len(found) > 4
    assert all(name.strip() for _role, name in found), found
    assert len(set(found)) == len(found), found
    assert not re.search(r'button "\W?[\ue000-\uf8ff]', read), "an icon is read as a sign"
    if number != FORM:
        groups = panel(page, number).locator(".widget-toggle-buttons")
        for group in groups.all():
            assert group.locator('button[aria-pressed="true"]').count() == 1


def test_pressing_another_button_is_said(page: Page) -> None:
    scale = panel(page, LINE).get_by_role("group", name="Scale")
    scale.get_by_role("button", name="logarithmic").press("Enter")
    expect(scale.get_by_role("button", name="logarithmic", pressed=True)).to_have_count(1)
    scale.get_by_role("button", name="linear").press("Enter")
    expect(scale.get_by_role("button", name="linear", pressed=True)).to_have_count(1)


def rgb(colour: str) -> str:
    parts = [int(float(part)) for part in re.findall(r"[\d.]+", colour)[:3]]
    return "#" + "".join(f"{part:02x}" for part in parts)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_focus_is_seen_on_every_stop(page: Page, dark: bool) -> None:
    """Lists and text fields lost their outline to a rule of ipywidgets."""
    theme(page, dark)
    paper = "#111111" if dark else "#ffffff"
    for number in (MAP, LINE, FORM):
        for stop in stops(page, number):
            assert stop["outline"] == "solid", f"no outline on {stop['name'][:40]!r}"
            assert stop["width"] >= 2
            assert style.contrast(rgb(stop["colour"]), paper) >= 3, stop
    theme(page, False)


@pytest.mark.parametrize("number", [MAP, LINE], ids=["map", "line"])
def test_no_trap_in_a_drawing(page: Page, number: int) -> None:
    stage = panel(page, number).locator(".lu-stage")
    stage.focus()
    for key in ("ArrowRight", "ArrowUp", "+", "-", "0", "Escape"):
        stage.press(key)
    page.keyboard.press("Shift+Tab")
    expect(stage).not_to_be_focused()
    page.keyboard.press("Tab")
    expect(stage).to_be_focused()
    for _ in range(5):  # the three buttons of a map, the numbers, the next cell
        page.keyboard.press("Tab")
    assert not page.evaluate(
        "n => document.querySelectorAll('.lu-stage')[n].contains(document.activeElement)", number
    )


# -- reading a chart point by point ---------------------------------------------------------------


def test_a_point_says_what_the_mouse_would_show(page: Page) -> None:
    """The keys said the row and the date of an event and not its name."""
    part = panel(page, TIMELINE)
    part.locator(".lu-stage").press("Home")
    expect(part.locator(".lu-spoken")).to_contain_text("Japan's surrender, 15 August 1945")


def test_a_line_break_in_a_label_is_not_spoken(page: Page) -> None:
    """The keys said "Japan's GDP,<br>dollars"."""
    part = panel(page, BARS)
    part.locator(".lu-stage").press("Home")
    spoken = part.locator(".lu-spoken")
    expect(spoken).to_contain_text("Japan's GDP, dollars")
    expect(spoken).not_to_contain_text("<")


# -- small and enlarged ---------------------------------------------------------------------------

OVER = """([n, self]) => {
  const panel = document.querySelectorAll('.lu-panel')[n], box = panel.getBoundingClientRect();
  const inner = e => e.closest('.lu-stage, .lu-table, .widget-html-content, select');
  const over = [...panel.querySelectorAll('*')].filter(e => {
    const b = e.getBoundingClientRect();
    return b.width && b.height && (b.right > box.right + 1 || b.left < box.left - 1) && !inner(e);
  });
  return {over: over.map(e => e.outerHTML.slice(0, 120)), wide: panel.scrollWidth,
          room: panel.clientWidth, page: document.documentElement.scrollWidth, view: innerWidth};
}"""
REACHED = """n => {
  const panel = document.querySelectorAll('.lu-panel')[n];
  const kinds = 'button, select, input, textarea, [role=slider], summary';
  const all = [...panel.querySelectorAll(kinds)];
  return all.filter(e => {
    e.scrollIntoView({block: 'center'});
    const b = e.getBoundingClientRect();
    if (!b.width) return false;  // in a drawer that is closed
    const at = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);
    return !(e === at || e.contains(at) || at?.contains(e)) || b.left < 0 || b.right > innerWidth;
  }).map(e => e.outerHTML.slice(0, 120));
}"""
SIZES = {"320 px": (320, 900), "200%": (640, 700)}


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_lost_where_there_is_little_room(page: Page, size: str) -> None:
    """At 320 px a label, a form and a table were cut off, and a line chart was 60 px wide."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(600)
    for number in (MAP, LINE, FORM):
        found = page.evaluate(OVER, [number, None])
        assert not found["over"], f"panel {number}: {found['over'][:3]}"
        assert found["wide"] <= found["room"] + 1, f"panel {number} scrolls sideways"
        assert found["page"] <= found["view"], "the page scrolls sideways"
        assert not page.evaluate(REACHED, number), f"panel {number} hides a control"
    drawn = "n => document.querySelectorAll('.lu-panel')[n].querySelector('.lu-plot').clientWidth"
    assert page.evaluate(drawn, LINE) >= 320
    stage = panel(page, LINE).locator(".lu-stage")
    sideways = "e => [e.scrollLeft, e.scrollWidth > e.clientWidth]"
    stage.focus()
    stage.press("End")
    page.wait_for_timeout(300)
    [moved, scrolls] = stage.evaluate(sideways)
    assert moved > 0 or not scrolls, "the point that is read is out of sight"
    stage.press("Escape")
    assert axe(page, ".lu-panel") == []


# -- settings of the reader -----------------------------------------------------------------------

INK = "n => document.querySelectorAll('.lu-panel')[n].querySelector('.lu-plot').layout.font.color"


def test_colours_of_the_readers_own(page: Page) -> None:
    """Axes and marks kept the ink of the light theme on a ground that the system makes black."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    wanted = style.DARK[style.INK]
    page.wait_for_function(f"c => ({INK})({LINE}) === c && ({INK})({MAP}) === c", arg=wanted)
    look = """() => {
      const groups = [...document.querySelectorAll('.lu-panel .widget-toggle-buttons')];
      const of = e => { const s = getComputedStyle(e);
        return [s.backgroundColor, s.borderTopStyle + s.borderTopWidth]; };
      return groups.map(g => ['.mod-active', 'button:not(.mod-active)']
        .map(kind => of(g.querySelector(kind))));
    }"""
    for (pressed, edge), (other, other_edge) in page.evaluate(look):
        assert pressed != other
        assert edge == other_edge == "solid1px"
    track = panel(page, LINE).locator(".noUi-target")
    assert track.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    page.emulate_media(forced_colors="none", color_scheme="light")
    page.wait_for_function(f"c => ({INK})({LINE}) === c", arg=style.INK)


EDGES = """() => {
  const clear = c => c === 'rgba(0, 0, 0, 0)';
  const ground = e => {
    const colour = getComputedStyle(e).backgroundColor;
    return clear(colour) ? ground(e.parentElement) : colour;
  };
  const fields = 'select, input[type=text], input[type=number], textarea, .noUi-handle';
  const ours = fields.split(', ').flatMap(f => [`.lu-panel ${f}`, `.lu-question ${f}`]).join(', ');
  return [...document.querySelectorAll(ours)].map(e =>
    [e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.className,
     getComputedStyle(e).borderTopColor, ground((e.closest('.noUi-target') ?? e).parentElement),
     e.matches('.noUi-handle') ? 'noUi-handle' : e.localName]);
}"""


@pytest.mark.parametrize("dark", [False, True])
def test_fields_and_handles_are_seen_on_the_page(page: Page, dark: bool) -> None:
    """The handle of a slider was white on white with a pale edge, 1.9 to 1."""

    def coded(colour: str) -> str:
        return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])

    theme(page, dark)
    seen = page.evaluate(EDGES)
    assert {"textarea", "noUi-handle"} <= {kind for _name, _edge, _ground, kind in seen}
    pale = {
        name: (edge, ground)
        for name, edge, ground, _kind in seen
        if style.contrast(coded(edge), coded(ground)) < 3
    }
    theme(page, dark=False)
    assert not pale


def test_nothing_moves_by_itself_when_motion_is_unwanted(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    moving = """() => {
      const ours = e => e?.closest?.('.lu-panel, .lu-quiz');
      const slow = [...document.querySelectorAll('.lu-chart *')]
        .filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0);
      const run = document.getAnimations().filter(a => ours(a.effect?.target));
      return [slow.length, run.length];
    }"""
    assert page.evaluate(moving) == [0, 0]
    panel(page, LINE).get_by_role("button", name="share of GDP").press("Enter")
    assert page.evaluate(moving) == [0, 0]
    panel(page, LINE).get_by_role("button", name="yuan").press("Enter")


def test_a_panel_brings_no_heading_into_the_lesson(page: Page) -> None:
    """The headings of a page are the lesson's own, so that nobody is led into a control."""
    inside = "h1, h2, h3, h4, h5, h6, [role=heading]"
    assert page.locator(".lu-panel, .lu-quiz").locator(inside).count() == 0
