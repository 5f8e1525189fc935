"""Every explorer by keyboard alone, in a real browser: a control moves, the sentence answers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

import lesson_utils as lu

from .lab import Lab, axe, open_book, run_all


@dataclass(frozen=True)
class Step:
    """One thing a reader does with the keyboard, and what the sentence then says."""

    role: str
    name: str
    keys: str
    says: str


PATHS: dict[str, list[Step]] = {
    "burden": [Step("combobox", "Spending today", "End", "NATO counts its own members only")],
    "china_spending": [Step("button", "logarithmic", "Space", "a straight line")],
    "claims": [Step("combobox", "Theme", "ArrowDown", "of 35 claims: theme")],
    "dates": [Step("combobox", "Your reading", "ArrowDown", "You chose December 2024.")],
    "denial": [Step("slider", "Chance of success", "ArrowLeft ArrowLeft", "break-even")],
    "denominators": [
        Step("combobox", "Say it against", "Home", "Refused against Japan's GDP"),
        Step("checkbox", "Force what is refused", "Space", "Warning: 12.9%"),
    ],
    "dossier": [
        Step("combobox", "My verdict", "ArrowDown ArrowDown", "Your verdict: supported with"),
        Step("button", "Export", "Enter", "Exported to dossier-C01.md"),
    ],
    "energy": [Step("button", "If a strait closes", "Enter", "days after the closing")],
    "exchange_rate": [
        Step("combobox", "Figure to explain", "ArrowUp", "86"),
        Step("slider", "The pledge on", "ArrowLeft", "On 16 January 2026 a dollar cost 158.10 yen"),
    ],
    "headline": [
        Step("combobox", "Who acts", "ArrowDown", "choose who acts"),
        Step("combobox", "Verb", "ArrowDown", "choose who acts"),
        Step("combobox", "On whom", "ArrowDown ArrowDown", "Who acts: Washington; on whom:"),
    ],
    "perspectives": [Step("combobox", "Theme", "ArrowDown", "of 8 stakeholders")],
    "pla_activity": [Step("button", "years", "Enter", "sorties a year")],
    "pledge": [Step("slider", "As of", "ArrowRight", "By 17 February 2026")],
    "spending": [
        Step("button", "Who is above the line?", "Enter", "By NATO's count 28 of 31 states")
    ],
    "timeline": [Step("combobox", "Theme", "ArrowDown", "of 70 events: theme")],
    "troops": [Step("slider", "Year", "ArrowRight", "September 1991")],
    "two_per_cent": [Step("combobox", "What is counted", "ArrowUp", "in a headline 1.8%")],
    "world_gdp": [Step("combobox", "Ready-made region", "ArrowDown", "points above half")],
    "yardsticks": [Step("slider", "Base year", "ArrowRight " * 10, "since 2010: it rose")],
}
NAMES = tuple(name for name in dir(lu.explore) if name != "island_chain")  # has its own test
PARTS = [NAMES[i::4] for i in range(4)]


def test_every_explorer_has_a_path() -> None:
    assert set(PATHS) == set(NAMES)


@pytest.mark.parametrize("names", PARTS, ids=lambda names: "+".join(names))
def test_explorers_by_keyboard_alone(page: Page, lab: Lab, names: tuple[str, ...]) -> None:
    cells = ["import lesson_utils as lu", *(f"lu.explore.{name}()" for name in names)]
    open_book(page, lab, lab.write(f"keys_{names[0]}.ipynb", *cells))
    run_all(page)
    expect(page.locator(".lu-panel")).to_have_count(len(names))
    page.wait_for_function(
        "() => [...document.querySelectorAll('.lu-chart')].every(e => e.dataset.state === 'drawn')"
    )
    for number, name in enumerate(names):
        panel = page.locator(".lu-panel").nth(number)
        for step in PATHS[name]:
            control = panel.get_by_role(step.role, name=step.name, exact=True).first  # type: ignore[arg-type]
            control.focus()
            for key in step.keys.split():
                page.keyboard.press(key)
            expect(panel.locator(".lu-say").last).to_contain_text(step.says)
        assert axe(page, f"#{panel_id(page, number)}") == [], name


def panel_id(page: Page, number: int) -> str:
    """Give a panel an id that axe can be pointed at."""
    return str(
        page.evaluate(
            "n => document.querySelectorAll('.lu-panel')[n].id ||= 'panel' + n",
            number,
        )
    )
