"""The timeline 1945–2026: events in lanes, two scales, what is known later in its own colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import evidence
from ..chart import Chart, NumberTable, style
from ..errors import UnknownNameError
from ..i18n import _
from .timeline_rows import (
    BREAK,
    LANES,
    NEW,
    OLD,
    Mark,
    axis,
    day,
    frame,
    lane_of,
    marks_trace,
    names_trace,
    padded,
    places,
    ring_trace,
    span,
    span_points,
    spans_trace,
    stack,
)
from .timeline_words import alternative, colour, hover, key, lane_order, symbol, table

HEIGHT = 440


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a choice of events looks like: changes for the chart, and its words."""

    traces: dict[str | int, dict[str, Any]]
    layout: dict[str, Any]
    subtitle: str
    alt: str
    table: NumberTable


def timeline(theme: str = "", actor: str = "", lanes: str = "theme", period: str = "") -> Chart:
    """Draw the events of the ledger on a time axis.

    Parameters
    ----------
    theme, actor : str, optional
        Keep only these events, such as ``theme="alliance"``.
    lanes : {"theme", "actor"}
        What the rows stand for. An event has one mark, in the row of its first theme or actor.
    period : str, optional
        A key of `PERIODS`; left out, the whole time on two scales.

    Returns
    -------
    Chart
        Marks in lanes; hollow where the date is not known to the day.

    Raises
    ------
    UnknownNameError
        If there is no such theme, actor, kind of lanes or period.

    Examples
    --------
    >>> timeline("alliance").alt.splitlines()[0]
    'Timeline of 8 events, 8 September 1951 to 15 January 2026.'
    """
    found = evidence.timeline(theme or None, actor or None)
    first, last = span(period)
    found = tuple(one for one in found if first <= day(one) <= last)
    drawing = draw(found, lanes, period, theme=theme, actor=actor)
    return chart_of(drawing)


def chart_of(drawing: Drawing) -> Chart:
    """Make the chart of a drawing; `Chart.patch` takes the next one."""
    names = [_("events to 2024"), _("events from 2025")]
    chart = Chart(
        [
            *(spans_trace(axis) for axis in ("x", "x2")),
            *(marks_trace(name, axis) for name, axis in zip(names, ("x", "x2"), strict=True)),
            *(ring_trace(axis) for axis in ("x", "x2")),
            *(names_trace(axis) for axis in ("x", "x2")),
        ],
        {
            "margin": {"l": 8, "r": 8, "t": 26, "b": 44},
            OLD: axis("M300", "1950-01-01", "%Y"),
            NEW: axis("M12", "2025-01-01", "%Y-%m") | {"anchor": "y"},
            "yaxis": {
                "type": "category",
                "showgrid": False,
                "ticks": "",
                "tickmode": "array",
                "tickfont": {"color": style.INK, "size": 12},
            },
        },
        title=_("Events behind the article, 1945–2026"),
        subtitle=drawing.subtitle,
        source=_("Timeline of the course; each event has its sources"),
        alt=drawing.alt,
        table=drawing.table,
        height=HEIGHT,
    )
    chart.patch(drawing.traces, drawing.layout)
    return chart


def draw(
    events: Sequence[evidence.Event],
    lanes: str = "theme",
    period: str = "",
    *,
    theme: str = "",
    actor: str = "",
    chosen: str = "",
) -> Drawing:
    """Work out where each event and its name go, and what the chart says.

    Parameters
    ----------
    events : sequence of Event
        What is shown, by date.
    lanes : {"theme", "actor"}
        What the rows stand for.
    period : str
        A key of `PERIODS`.
    theme, actor : str
        What was filtered by: then the lane of all events.
    chosen : str
        Identifier of the event that gets a ring.

    Returns
    -------
    Drawing

    Raises
    ------
    UnknownNameError
        If there is no such kind of lanes or period.
    """
    if lanes not in LANES:
        raise UnknownNameError("kind of lanes", lanes, list(LANES))
    marks = [Mark(one, lane_of(one, lanes, theme, actor)) for one in events]
    order = [name for name in lane_order(lanes) if any(m.lane == name for m in marks)]
    rows = stack(marks, order, lanes, period)
    traces: dict[str | int, dict[str, Any]] = {}
    for part in (0, 1):
        mine = [m for m in marks if (day(m.event) >= BREAK) == bool(part)]
        ring = [m for m in mine if m.event.id == chosen]
        named = [m for m in mine if m.name]
        traces[part] = span_points(mine)
        traces[2 + part] = places(mine) | {
            "customdata": [m.event.id for m in mine],
            "text": [hover(m.event) for m in mine],
            "marker.symbol": [symbol(m.event) for m in mine],
            "marker.color": [colour(m.event) for m in mine],
        }
        traces[4 + part] = places(ring)
        traces[6 + part] = places(named) | {
            "text": [padded(m) for m in named],
            "textposition": [m.side for m in named],
            "textfont.color": [colour(m.event) for m in named],
        }
    return Drawing(
        traces,
        frame(order, rows, period, lanes),
        key(),
        alternative(events, order, lanes),
        table(events),
    )
