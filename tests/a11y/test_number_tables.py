"""The number table of every chart holds what is drawn, row for row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lesson_utils as lu
from lesson_utils import labels
from lesson_utils.chart import Chart
from lesson_utils.chart.spec import unpack

from .reading import printed
from .shown import SOURCES, charts_of

ELSEWHERE = {
    "exchange_rate": ("fixings", "up to 7,000 days: the ends and extremes are in the table"),
    "model_allies": ("", "a grid of marks: the table is the grid"),
    "perspectives": ("", "a grid of numbers: the table is the grid"),
    "pledge": ("", "steps: the table has a row for each step, the words the days"),
    "pledge_in_yen": ("fixings", "a line of days: the ends and extremes are in the table"),
    "pledge_steps": ("", "steps: the table has a row for each step, the words the days"),
    "region_gdp": ("", "51 years: the table holds the year picked out"),
    "world_gdp": ("", "51 years: the table holds the year picked out, which is a control"),
}
"""Charts, the series of theirs that the table need not tell point by point, and why."""

SCALES = (1.0, 1000.0)
"""A table may say billions where the axis says trillions."""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def points(chart: Chart) -> Iterator[tuple[str, Any, float]]:
    """Give each point that counts: the series, the place, the value."""
    for trace in chart.spec.data:
        if (
            trace.get("visible", True) is not True
            or trace.get("hoverinfo") == "skip"
            or trace.get("mode") in ("text", "none")
        ):
            continue
        lies = trace.get("type") == "bar" and trace.get("orientation") == "h"
        places, values = (unpack(trace.get(k)) for k in ("yx" if lies else "xy"))
        if not any(values):
            continue  # a series of zeros: nothing is drawn that a row could tell
        for place, value in zip(places, values, strict=True):
            if isinstance(value, int | float) and value == value:
                yield trace["name"], place, value


def forms(place: Any) -> set[str]:
    """Write a place on an axis in the ways a table may write it.

    >>> sorted(forms("2026-01-17"))
    ['17 January 2026', '2026', '2026-01', '2026-01-17']
    """
    if isinstance(place, int | float):
        return {f"{place:g}", f"{place:.0f}"}
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", str(place))).strip()
    found = {text, text.rstrip(" *")}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        found |= {text[:7], text[:4], labels.day(text)}
    return found


def missing(chart: Chart) -> list[tuple[str, Any, float]]:
    """Give the points that no row of the table tells, nor the words."""
    rows = [[re.sub(r"\s+", " ", cell) for cell in row] for row in chart.table.to_json()["rows"]]
    read = [[number for cell in row for number in printed(cell)] for row in rows]
    axes = [chart.spec.layout.get(axis, {}) for axis in ("xaxis", "yaxis")]
    named = {
        value: text
        for axis in axes
        for value, text in zip(axis.get("tickvals") or (), axis.get("ticktext") or (), strict=True)
    }
    words = printed(chart.alt)
    gone = []
    for name, place, value in points(chart):
        wanted = forms(place) | forms(named.get(place, place)) | {name}
        at = [i for i, row in enumerate(rows) if any(w in cell for w in wanted for cell in row)]
        told = (n.is_(value * scale) for i in at for n in read[i] for scale in SCALES)
        number = place if value == 0 and isinstance(place, int | float) else value
        if not any(told) and not any(n.is_(number) for n in words):
            gone.append((name, place, value))
    return gone


@pytest.mark.parametrize("name", SOURCES)
def test_each_point_has_its_row(name: str) -> None:
    series, _reason = ELSEWHERE.get(name, (None, ""))
    for label, chart in charts_of(name):
        if chart._kind == "map" or series == "":
            continue
        gone = [point for point in missing(chart) if point[0] != series]
        assert not gone, f"{label}: {len(gone)} points in no row, such as {gone[:3]}"


@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_exception_is_still_needed(name: str) -> None:
    series, reason = ELSEWHERE[name]
    gone = [point for _label, chart in charts_of(name) for point in missing(chart)]
    grid = not any(list(points(chart)) for _label, chart in charts_of(name))
    assert grid or any(point[0] == (series or point[0]) for point in gone)
    assert len(reason.split()) > 4


@pytest.mark.parametrize("name", SOURCES)
def test_rows_and_headings(name: str) -> None:
    for label, chart in charts_of(name):
        table = chart.table
        drawn = chart._kind == "map" or list(points(chart))
        assert table.rows or not drawn, f"{label} has no numbers to show"
        assert all(str(column).strip() for column in table.columns), f"{label}: {table.columns}"
        assert len(set(table.columns)) == len(table.columns), f"{label}: {table.columns}"
        firsts = [str(row[0]) for row in table.rows]
        assert all(first.strip() for first in firsts), f"{label}: a row without a name"
        texts = [cell for row in table.to_json()["rows"] for cell in row]
        assert not [t for t in texts if re.search(r"<\w|\bnan\b|\bNone\b", t)], label


# -- what was mended ------------------------------------------------------------------------------


def test_the_two_parts_of_five_per_cent_stand_in_the_table() -> None:
    """The bar of 5% was drawn in two parts and told as one."""
    table = lu.charts.spending_burden("JPN", 5).table
    assert table.columns[-2:] == ["target or its core part", "related spending"]
    assert [float(cell) for cell in table.rows[1][3:]] == pytest.approx([22.12, 9.48], abs=0.01)
    assert table.rows[0][3:] == [None, None]
    assert len(lu.charts.spending_burden("JPN", 3).table.columns) == 3
    assert lu.charts.japan_cost().table.rows[-1][-2:] == ["24.2", "10.4"]


def test_the_ends_of_the_yen_line_stand_in_the_table() -> None:
    """The words gave the lowest and the highest day, the numbers did not."""
    rows = {row[1]: row for row in lu.charts.pledge_in_yen().table.rows}
    assert rows["the line begins"][0] == "2025-07-22"
    assert rows["the line ends"][0] == "2026-01-16"
    assert rows["the line's lowest"][2] < rows["the line's highest"][2]


def test_the_means_of_the_activity_stand_in_the_table() -> None:
    """The line of the means of twelve months was drawn and nowhere told."""
    panel = lu.explore.pla_activity().choose(average=12)
    assert panel.chart is not None
    table = panel.chart.table
    assert table.columns[-1] == "mean of 12 months"
    assert sum(row[-1] is not None for row in table.rows) > 30
