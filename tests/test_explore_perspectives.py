"""Perspectives: what is chosen is shown with its sources, and silence is said to be silence."""

import pytest

from lesson_utils import evidence
from lesson_utils.charts.perspectives import CHOSEN
from lesson_utils.errors import UnknownNameError
from lesson_utils.explore.perspectives import VIEWS, perspectives
from lesson_utils.measures.perspectives import HEADINGS, coverage


def test_it_opens_with_three_views_of_every_theme() -> None:
    panel = perspectives()
    assert panel.sentence == (
        "All themes: the ledger holds 29 positions of 8 stakeholders.\n"
        "Shown are 12 positions: US administration 4, Japan's government 4, China's government 4."
    )
    assert panel._cards.value.count("<section") == 3


@pytest.mark.parametrize("name", HEADINGS)
def test_every_position_of_a_theme_shows_its_sources(name: str) -> None:
    panel = perspectives(name)
    for start in (0, 4):
        four = [one.id for one in evidence.perspectives()][start : start + 4]
        panel.choose(**dict(zip(VIEWS, four, strict=True)))
        html = panel._cards.value
        shown = 0
        for one in four:
            for position in coverage()[one, name]:
                shown += 1
                assert tagless(position.position) in html
                for source in position.sources:
                    assert f'href="{tagless(source.url)}"' in html
        assert html.count('class="lu-grade"') == sum(
            len(p.sources) for one in four for p in coverage()[one, name]
        )
        assert f"Shown are {shown} positions" in panel.sentence or shown == 1
        silent = sum(not coverage()[one, name] for one in four)
        assert html.count("No sourced position in the ledger on this theme") == silent
        assert ("Silence is not a position." in panel.sentence) == bool(silent)


def tagless(text: str) -> str:
    from html import escape

    return escape(text)


def test_later_positions_say_so() -> None:
    panel = perspectives("forces").choose(first="okinawa-prefecture-and-residents")
    assert "published after the article" in panel._cards.value
    assert "pointer, original not read" in panel._cards.value


def test_a_view_chosen_twice_is_shown_once() -> None:
    panel = perspectives().choose(second="us-administration", third="")
    assert panel.chosen == ("us-administration",)
    assert panel._cards.value.count("<section") == 1


def test_nothing_chosen_says_what_to_do() -> None:
    panel = perspectives().choose(first="", second="", third="")
    assert panel.sentence == "Choose at least one stakeholder to read its positions."
    panel.choose(fourth="taiwan-s-government")
    assert "Taiwan's government 3" in panel.sentence


def test_a_click_opens_the_cell() -> None:
    panel = perspectives()
    panel._open("best grade B", 0, ["okinawa-prefecture-and-residents", "forces"])
    assert panel.value("theme") == "forces"
    assert panel.value("first") == "okinawa-prefecture-and-residents"
    assert panel.chart is not None
    rings = next(t for t in panel.chart.spec.data if t["name"] == CHOSEN)
    assert (2, 5) in set(zip(rings["x"], rings["y"], strict=True))
    panel._open(CHOSEN, 0, None)
    panel._open("best grade B", 0, ["nobody", "forces"])
    assert panel.value("first") == "okinawa-prefecture-and-residents"


def test_narrow_themes_open_their_heading_and_wrong_ones_are_named() -> None:
    assert perspectives("investment").value("theme") == "economic security"
    with pytest.raises(UnknownNameError, match="theme of positions"):
        perspectives("weather")


def test_the_plain_form_holds_the_positions() -> None:
    text = repr(perspectives("Taiwan"))
    assert "China's government [A] Taiwan: Taiwan is the core of its core interests" in text
