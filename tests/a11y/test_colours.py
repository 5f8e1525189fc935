"""Colours as they are used: contrast in both themes, series apart for every colour vision."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lesson_utils as lu
from lesson_utils.chart import Chart, style
from lesson_utils.chart.spec import unpack

# The simulation matrices of Machado, Oliveira and Fernandes (2009) and the yardstick for them.
from tests.test_chart_style import CLEAR, VISION, difference

from .shown import SOURCES, charts_of

HEX = re.compile(r"#[0-9a-f]{6}")
THEMES = (False, True)
GROUND_OF_A_MAP = re.compile(r"^(sea|land\b.*)$")
"""Land and sea: large, named in words, and no series; `test_words_are_read_on_every_land`."""
AT_SEA = {"disputed places", "island groups"}
"""Names that are placed in the open sea by hand."""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def in_theme(colour: str, dark: bool) -> str:
    return style.DARK.get(colour, colour) if dark else colour


def ground(chart: Chart) -> str:
    return style.SEA if chart._kind == "map" else style.PAPER


def seen(chart: Chart) -> list[dict[str, Any]]:
    """Give the traces that leave a mark: a bar of no height leaves none."""
    return [
        trace for trace in chart.spec.data
        if trace.get("visible", True) is True
        and any(v is not None for v in unpack(trace.get("x")))
        and (mode(trace) != "bar" or any(unpack(trace.get("y"))))
    ]  # fmt: skip


def mode(trace: dict[str, Any]) -> str:
    return "bar" if trace.get("type") == "bar" else str(trace.get("mode", "lines"))


def several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def strokes(trace: dict[str, Any]) -> Iterator[str]:
    """Give the colours by which a reader sees the marks of a trace: a hollow one by its edge."""
    marker = trace.get("marker", {})
    edge = [c for c in several(marker.get("line", {}).get("color")) if c]
    if "lines" in mode(trace):
        yield trace["line"]["color"]
    if "markers" in mode(trace) or mode(trace) == "bar":
        if marker.get("opacity") == 0:
            return
        for i, colour in enumerate(several(marker.get("color"))):
            hollow = colour == style.PAPER or str(colour).startswith("rgba")
            hatch = marker.get("pattern", {}).get("fgcolor")
            yield (edge[min(i, len(edge) - 1)] if edge else hatch) if hollow else colour


def words(trace: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Give the colours of the words of a trace, each with what it stands on (None: the paper)."""
    if mode(trace) == "bar" and any(several(trace.get("text") or "")):
        outside = trace.get("textposition") in (None, "outside", "none")
        inside = trace.get("insidetextfont", trace.get("textfont", {})).get("color")
        for colour in several(inside):
            for bar in [None] if outside else several(trace["marker"]["color"]):
                yield colour or style.INK, bar
    elif "text" in mode(trace):
        for colour in several(trace.get("textfont", {}).get("color", style.INK)):
            yield colour, None


@pytest.mark.parametrize("name", SOURCES)
def test_every_line_mark_and_bar_is_seen_in_both_themes(name: str) -> None:
    for label, chart in charts_of(name):
        for trace in seen(chart):
            if GROUND_OF_A_MAP.match(trace["name"]) or mode(trace) in ("none", "text"):
                continue
            # Faint lines from a point to its axes: a help, the point and its numbers say the same.
            guide = trace.get("line", {}).get("dash") == "2px,4px"
            for colour, dark in itertools.product(strokes(trace), THEMES):
                assert HEX.fullmatch(str(colour)), f"{label}: {trace['name']} {colour}"
                ratio = style.contrast(in_theme(colour, dark), in_theme(ground(chart), dark))
                assert ratio >= 3 or guide, f"{label}: {trace['name']} {colour} {ratio:.2f}:1"


@pytest.mark.parametrize("name", SOURCES)
def test_every_word_is_read_in_both_themes(name: str) -> None:
    """Names at the ends of lines had the colour of the line: 3:1, where words need 4.5:1."""
    for label, chart in charts_of(name):
        written = [
            (trace["name"], colour, on) for trace in seen(chart) for colour, on in words(trace)
        ]
        written += [
            (note.get("text", ""), note.get("font", {}).get("color", style.INK), None)
            for note in chart.spec.layout.get("annotations", ())
            if note.get("visible", True)
        ]
        for (what, colour, on), dark in itertools.product(written, THEMES):
            under = on or ground(chart)
            ratio = style.contrast(in_theme(colour, dark), in_theme(under, dark))
            assert ratio >= 4.5, f"{label}: {what!r} {colour} on {under} {ratio:.2f}:1"


@pytest.mark.parametrize("dark", THEMES, ids=["light", "dark"])
def test_words_are_read_on_every_land(dark: bool) -> None:
    """The names of the lands were grey on coloured ground: 2.6:1 on Japan in the dark theme."""
    for name in ("where_it_happens", "first_island_chain", "bases", "crossings", "burdens"):
        chart = getattr(lu.maps, name)()
        lands = {t["fillcolor"] for t in seen(chart) if t["name"].startswith("land ")}
        for trace in seen(chart):
            if trace["name"] in AT_SEA or "text" not in mode(trace):
                continue
            for (colour, _on), land in itertools.product(words(trace), lands or {style.LAND}):
                ratio = style.contrast(in_theme(colour, dark), in_theme(land, dark))
                assert ratio >= 4.5, f"{name}: {trace['name']} {colour} on {land} {ratio:.2f}:1"


def sign(trace: dict[str, Any]) -> tuple[str, ...]:
    """Give what tells a trace beside its colour: dash, mark, hatching, hollow, width, axis."""
    line, marker = trace.get("line", {}), trace.get("marker", {})
    kind = mode(trace)
    return (
        kind,
        str(line.get("dash", "solid")) if "lines" in kind else "",
        str(line.get("width")) if "lines" in kind else "",
        str(marker.get("symbol", "circle")) if "markers" in kind else "",
        str(marker.get("size")) if "markers" in kind else "",
        str(marker.get("color") == style.PAPER),
        str(marker.get("pattern", {}).get("shape", "")) if kind == "bar" else "",
        str(trace.get("yaxis", "y")) + str(trace.get("xaxis", "x")),
    )


def labelled(chart: Chart, trace: dict[str, Any]) -> bool:
    """Tell whether the name of a series, or words of its own, stand beside it in the drawing."""
    own = [text for text in several(trace.get("text") or "") if text]
    written = [
        str(text)
        for other in seen(chart)
        if "text" in mode(other)
        for text in several(other.get("text") or "")
    ]
    written += [str(note.get("text", "")) for note in chart.spec.layout.get("annotations", ())]
    name = re.split(r", | \(", trace["name"])[0]
    plain = [re.sub(r"<[^>]*>", "", text).strip() for text in written]
    return bool(own) or any(text.startswith(name) or text == name for text in plain)


def confused(chart: Chart) -> Iterator[str]:
    """Give the pairs of series that some reader can tell by nothing."""
    series = [
        trace for trace in seen(chart)
        if mode(trace) not in ("none", "text") and trace.get("hoverinfo") != "skip"
    ]  # fmt: skip
    for one, other in itertools.combinations(series, 2):
        if sign(one) != sign(other) or (labelled(chart, one) and labelled(chart, other)):
            continue
        for a, b in itertools.product(set(strokes(one)), set(strokes(other))):
            for vision, dark in itertools.product(VISION, THEMES):
                apart = difference(in_theme(a, dark), in_theme(b, dark), vision)
                if apart < CLEAR:
                    yield f"{one['name']} {a} / {other['name']} {b}: {apart:.1f} ({vision})"


@pytest.mark.parametrize("name", SOURCES)
def test_series_are_told_apart_by_every_colour_vision(name: str) -> None:
    for label, chart in charts_of(name):
        assert not list(confused(chart)), f"{label}: {list(confused(chart))[:4]}"


def test_two_series_of_close_colours_would_be_found() -> None:
    """The yardstick: red and green, apart for most readers and one for some."""
    pair = [
        {"name": "a", "mode": "lines", "x": [1, 2], "y": [1, 2], "line": {"color": "#b05a50"}},
        {"name": "b", "mode": "lines", "x": [1, 2], "y": [2, 1], "line": {"color": "#708048"}},
    ]
    assert any("deuteranopia" in words for words in confused(Chart(pair, title="Close colours")))
    pair[1]["line"] = {"color": "#708048", "dash": "dot"}
    assert not list(confused(Chart(pair, title="A second sign")))


def test_a_pale_word_would_be_found() -> None:
    """The yardstick: the colour that the names at the line ends had."""
    assert style.contrast(style.STATE["CHN"], style.PAPER) < 4.5 < 21
    for state, word in style.WORDS.items():
        for dark, under in itertools.product(THEMES, (style.PAPER, style.SEA)):
            assert style.contrast(in_theme(word, dark), in_theme(under, dark)) >= 4.5, state


def test_no_mark_takes_a_colour_that_is_not_ours() -> None:
    """The marks of the three lines of GDP had none, so that plotly gave them its own."""
    for trace in lu.charts.gdp_three_ways().spec.data:
        if "markers" in mode(trace):
            assert trace["marker"]["color"] == trace["line"]["color"] in style.STATE.values()
