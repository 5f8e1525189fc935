"""Colours: contrast on both papers, kept apart for every kind of colour vision."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.chart import Chart, style

CORE = ("JPN", "USA", "CHN", "TWN", "PHL")
ROLES = (
    "PAPER", "INK", "MUTED", "GRID", "AXIS", "REST", "ACCENT", "LATER", "SEA", "LAND", "DISPUTED",
    "SHORE", "HALO",
)  # fmt: skip
DARK_PAPER = style.DARK[style.PAPER]
SURFACES = (style.PAPER, style.SEA, DARK_PAPER, style.DARK[style.SEA])
HEX = re.compile(r"#[0-9a-f]{6}")

# Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color
# Vision Deficiency", IEEE TVCG 15(6), severity 1.0, for linear sRGB.
VISION = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LAB_FROM_RGB = (
    (0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047),
    (0.2126, 0.7152, 0.0722),
    (0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883),
)

CLEAR = 20.0
"""CIE76 difference from which two colours in a chart are told apart without a second sign."""
LAND_APART = 6.0
"""The same for two large areas that touch: fills are compared side by side."""


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """CIELAB (D65) of a colour as a reader with that vision sees it."""
    rgb = linear(colour)
    seen = [sum(m * c for m, c in zip(row, rgb, strict=True)) for row in VISION[vision]]
    seen = [min(1.0, max(0.0, c)) for c in seen]
    xyz = [sum(m * c for m, c in zip(row, seen, strict=True)) for row in LAB_FROM_RGB]
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, vision: str) -> float:
    pairs = zip(lab(one, vision), lab(other, vision), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def test_the_yardstick_itself() -> None:
    assert lab("#ffffff", "normal") == pytest.approx((100, 0, 0), abs=0.05)
    assert difference("#ff0000", "#00ff00", "normal") > 150
    assert difference("#808080", "#808080", "tritanopia") == 0
    red_green = difference("#b05a50", "#708048", "normal")
    assert difference("#b05a50", "#708048", "deuteranopia") < red_green / 3


def test_contrast_is_the_one_of_wcag() -> None:
    assert style.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert style.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@given(*[st.from_regex(r"\A#[0-9a-f]{6}\Z")] * 2)
def test_contrast_has_no_direction(one: str, other: str) -> None:
    assert style.contrast(one, other) == style.contrast(other, one)
    assert 1 <= style.contrast(one, other) <= 21.0001


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("state", style.STATE)
def test_every_series_colour_is_seen_on_every_ground(state: str, surface: str) -> None:
    assert style.contrast(style.STATE[state], surface) >= 3


@pytest.mark.parametrize("role", ["INK", "MUTED", "ACCENT", "LATER"])
def test_text_is_readable_in_both_themes(role: str) -> None:
    light = getattr(style, role)
    for paper, colour in zip(SURFACES, [light] * 2 + [style.DARK[light]] * 2, strict=True):
        assert style.contrast(colour, paper) >= 4.5
    for paper in (style.PAPER, DARK_PAPER):  # the saved picture has one colour for both papers
        assert style.contrast(style.UNTHEMED[light], paper) >= 3.9


@pytest.mark.parametrize("state", style.STATE)
def test_words_in_the_colour_of_a_state_are_readable_in_both_themes(state: str) -> None:
    """Names at the ends of lines took the line's own colour: 3:1, where letters need 4.5:1."""
    word = style.WORDS[state]
    for paper, colour in zip(SURFACES, [word] * 2 + [style.DARK[word]] * 2, strict=True):
        assert style.contrast(colour, paper) >= 4.5
    assert style.UNTHEMED[word] == style.STATE[state], "the saved picture: one for both papers"


@pytest.mark.parametrize("role", ["REST", "SHORE"])
def test_what_stands_back_is_still_seen(role: str) -> None:
    """Grey bars and the dashed shores of disputed land had 2:1 and 2.8:1 on the light paper."""
    grey = getattr(style, role)
    for paper, colour in ((style.PAPER, grey), (DARK_PAPER, style.DARK[grey])):
        assert style.contrast(colour, paper) >= 3
    assert style.contrast(style.SHORE, style.SEA) >= 3


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("pair", list(itertools.combinations(CORE, 2)), ids="-".join)
def test_core_states_are_told_apart(pair: tuple[str, str], vision: str) -> None:
    one, other = pair
    apart = difference(style.STATE[one], style.STATE[other], vision)
    signs = (style.DASH[one] != style.DASH[other], style.MARKER[one] != style.MARKER[other])
    if vision == "normal":
        assert apart >= CLEAR
    assert apart >= CLEAR or all(signs)


def test_core_states_have_a_line_and_a_marker_each() -> None:
    assert len({style.DASH[s] for s in CORE}) == len(CORE)
    assert len({style.MARKER[s] for s in CORE}) == len(CORE)


def test_no_two_states_share_all_three_signs() -> None:
    signs = [
        (style.STATE[s], style.DASH.get(s, "solid"), style.MARKER.get(s, "circle"))
        for s in style.STATE
    ]
    assert len(set(signs)) == len(signs)
    assert len(set(style.STATE.values())) == len(style.STATE)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_land_is_told_apart(dark: bool, vision: str) -> None:
    fill = {k: style.DARK[c] if dark else c for k, c in style.LAND_OF.items() if k != "disputed"}
    close = {
        f"{a}-{b}": round(difference(fill[a], fill[b], vision), 1)
        for a, b in itertools.combinations(fill, 2)
        if difference(fill[a], fill[b], vision) < LAND_APART
    }
    assert not close


def test_every_role_has_a_dark_partner_and_a_colour_of_its_own() -> None:
    light = [getattr(style, role) for role in ROLES]
    light += [c for c in (*style.LAND_OF.values(), *style.WORDS.values()) if c not in light]
    assert len(set(light)) == len(light), "two roles with one colour cannot be swapped apart"
    assert set(light) == set(style.DARK)
    for colour in [*light, *style.DARK.values(), *style.STATE.values()]:
        assert HEX.fullmatch(colour), colour


def test_a_state_keeps_its_colour_in_every_theme() -> None:
    assert not set(style.STATE.values()) & (set(style.DARK) | set(style.UNTHEMED))


def test_swapping_twice_does_not_chain() -> None:
    assert not set(style.DARK) & set(style.DARK.values())


def test_layout_is_new_at_each_call() -> None:
    first = style.layout("map", 300)
    first["xaxis"]["range"] = [0, 1]
    first["yaxis"]["range"] = [0, 1]
    first["font"]["size"] = 99
    again = style.layout("map", 300)
    assert "range" not in again["xaxis"]
    assert "range" not in again["yaxis"]
    assert again["font"]["size"] == 13


@pytest.mark.parametrize("kind", ["chart", "map"])
def test_layout_is_plotly(kind: str) -> None:
    import plotly.graph_objects as go

    layout = style.layout(kind, 333)
    assert go.Layout(layout).height == 333
    assert layout["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["uirevision"]


def test_a_map_moves_and_has_equal_scale_and_a_chart_stays() -> None:
    moving, still = style.layout("map", 300), style.layout("chart", 300)
    assert moving["dragmode"] == "pan"
    assert moving["yaxis"]["scaleanchor"] == "x"
    assert not moving["xaxis"]["visible"]
    assert still["dragmode"] is False
    assert still["xaxis"]["fixedrange"]


def test_dash_and_marker_are_plotly() -> None:
    for state in style.DASH:
        trace = {
            "name": state, "x": [1], "y": [1],
            "line": {"color": style.STATE[state], "dash": style.DASH[state]},
            "marker": {"symbol": style.MARKER[state]},
        }  # fmt: skip
        assert Chart([trace], title=state).figure.data[0].line.dash == style.DASH[state]
