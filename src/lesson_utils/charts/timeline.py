"""The timeline 1945–2026: events in lanes, two scales, what is known later in its own colour."""

from __future__ import annotations

from collections.abc import Sequence

from .. import evidence
from ..chart import Chart
from ..errors import UnknownNameError
from ..i18n import _
from .drawing import Drawing
from .timeline_rows import (
    BREAK,
    LANES,
    Mark,
    day,
    frame,
    lane_of,
    marks_trace,
    names_trace,
    ring_trace,
    span,
    spans_trace,
    stack,
)
from .timeline_words import alternative, key, lane_order, table


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
    return draw_timeline(found, lanes, period, theme=theme, actor=actor).chart()


def draw_timeline(
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
    parts = [
        (ref, name, [m for m in marks if (day(m.event) >= BREAK) is late])
        for ref, name, late in (
            ("x", _("events to 2024"), False),
            ("x2", _("events from 2025"), True),
        )
    ]
    return Drawing(
        [
            *(spans_trace(ref, mine) for ref, _name, mine in parts),
            *(marks_trace(ref, mine, name) for ref, name, mine in parts),
            *(
                ring_trace(ref, [m for m in mine if m.event.id == chosen])
                for ref, _n, mine in parts
            ),
            *(names_trace(ref, [m for m in mine if m.name]) for ref, _name, mine in parts),
        ],
        frame(order, rows, period, lanes),
        _("Events behind the article, 1945–2026"),
        key(),
        _("Timeline of the course; each event has its sources"),
        alternative(events, order, lanes),
        table(events),
        height=440,
        narrowest=640,
    )
