"""Where the events of the timeline go: periods, rows, names beside the marks, axes and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from .. import evidence
from ..chart import style
from ..errors import UnknownNameError
from ..i18n import _
from .timeline_words import colour, hover, lane_name, symbol

ROWS = 19
"""Most rows the drawing has room for."""

BREAK = date(2025, 1, 1)
"""From here the events come so thick that they get an axis of their own."""

PERIODS: dict[str, tuple[date, date]] = {
    "": (date(1945, 1, 1), date(2026, 12, 31)),
    "1945-1999": (date(1945, 1, 1), date(1999, 12, 31)),
    "2000-2024": (date(2000, 1, 1), date(2024, 12, 31)),
    "2025-article": (BREAK, evidence.ARTICLE_DATE),
    "after": (evidence.ARTICLE_DATE + timedelta(days=1), date(2026, 12, 31)),
}
"""Key of a period → its first and last day; the first is the whole time."""

LANES = ("theme", "actor")
UNSEEN = "\u200b"
"""Put behind a lane's name for its second row: categories differ, readers see one name."""

_WIDTH_PX = 420
_LETTER_PX = 6.5
_GAP_PX = 16
OLD, NEW = "xaxis", "xaxis2"


@dataclass(slots=True)
class Mark:
    """An event with the row, the name and the side of the name it gets."""

    event: evidence.Event
    lane: str
    row: str = ""
    name: str = ""
    side: str = "middle right"


def span(period: str) -> tuple[date, date]:
    """Give the first and last day of a period.

    Examples
    --------
    >>> span("after")[0]
    datetime.date(2026, 1, 18)
    """
    if period not in PERIODS:
        raise UnknownNameError("period", period, [key for key in PERIODS if key])
    return PERIODS[period]


def day(event: evidence.Event) -> date:
    """Give the day an event is drawn at: the middle, where only month or year is known.

    Examples
    --------
    >>> day(evidence.event("T05"))
    datetime.date(1954, 7, 2)
    """
    start, end = event.date.start, event.date.end
    if start is None or end is None:
        return evidence.ARTICLE_DATE
    return start + (end - start) / 2


def lane_of(event: evidence.Event, lanes: str, theme: str, actor: str) -> str:
    """Give the lane of an event: what was filtered by, else its first theme or actor."""
    wanted, has = (theme, event.themes) if lanes == "theme" else (actor, event.actors)
    return wanted if wanted in has else has[0]


# -- where marks and names go ----------------------------------------------------------------------


def _windows(period: str) -> dict[str, tuple[date, date, float, float]]:
    """Give each axis its first and last day and its part of the width."""
    month = timedelta(days=31)
    if period == "":
        return {
            OLD: (date(1943, 6, 1), BREAK - timedelta(days=20), 0.0, 0.44),
            NEW: (BREAK - month / 2, date(2026, 12, 20), 0.46, 1.0),
        }
    first, last = span(period)
    shut = (0.0, 0.001) if first >= BREAK else (0.999, 1.0)
    room = (last - first) / 40
    new = (first - room, last + room)
    if first >= BREAK:
        return {OLD: (date(1943, 6, 1), BREAK, *shut), NEW: (*new, 0.002, 1.0)}
    return {OLD: (*new, 0.0, 0.998), NEW: (BREAK, date(2026, 12, 31), *shut)}


def _pixel(when_: date, period: str) -> float:
    axis = NEW if when_ >= BREAK else OLD
    first, last, left, right = _windows(period)[axis]
    return _WIDTH_PX * (left + (right - left) * ((when_ - first) / (last - first)))


def stack(marks: list[Mark], order: list[str], lanes: str, period: str) -> list[str]:
    """Give each mark a row of its lane and, where there is room, its name beside it."""
    rows: list[str] = []
    depth = max(1, ROWS // max(1, len(order)))
    for lane in order:
        mine = [m for m in marks if m.lane == lane]
        every = [lane_name(lane, lanes) + UNSEEN * k for k in range(depth)]
        taken: dict[str, list[float]] = {row: [] for row in every}
        alone = len(mine) <= depth  # room enough: a row for each, in the order of the dates
        for m in mine:
            at, long = _pixel(day(m.event), period), _LETTER_PX * len(m.event.title)
            end = at + _GAP_PX + long
            if end > _WIDTH_PX + 20 or (alone and at > _WIDTH_PX / 2):
                m.side, end = "middle left", at
            start = at if m.side == "middle right" else at - long
            free = [row for row in every if start - _GAP_PX > max(taken[row], default=-99)]
            if alone:
                free = [row for row in every if not taken[row]]
            m.row = free[0] if free else min(every, key=lambda row: max(taken[row], default=-99))
            m.name = m.event.title if free else ""
            taken[m.row].append(end if free else at)
        used = [row for row in every if taken[row]]
        rows += used
        _unname(mine, period)
    return rows


def _unname(marks: list[Mark], period: str) -> None:
    """Drop a name that would lie over the next mark of its row."""
    for row in {m.row for m in marks}:
        line = sorted((m for m in marks if m.row == row), key=lambda m: day(m.event))
        for m, after in pairwise(line):
            room = _pixel(day(after.event), period) - _pixel(day(m.event), period)
            for one, side in ((m, "middle right"), (after, "middle left")):
                if one.side == side and room < _GAP_PX + _LETTER_PX * len(one.name):
                    one.name = ""


# -- traces and layout -----------------------------------------------------------------------------


def spans_trace(ref: str, marks: Sequence[Mark]) -> dict[str, Any]:
    """Draw months and years at their full length, with gaps between them."""
    x: list[str | None] = []
    y: list[str | None] = []
    for m in marks:
        start, end = m.event.date.start, m.event.date.end
        if start and end and start != end:
            x += [start.isoformat(), end.isoformat(), None]
            y += [m.row, m.row, None]
    return {
        "name": f"spans {ref}",
        "mode": "lines",
        "xaxis": ref,
        "x": x,
        "y": y,
        "line": {"color": style.REST, "width": 4},
        "hoverinfo": "skip",
    }


def marks_trace(ref: str, marks: Sequence[Mark], name: str) -> dict[str, Any]:
    """Draw the events of one axis."""
    return {
        "name": name,
        "mode": "markers",
        "xaxis": ref,
        **_places(marks),
        "marker": {
            "size": 11,
            "line": {"width": 1.5, "color": style.HALO},
            "symbol": [symbol(m.event) for m in marks],
            "color": [colour(m.event) for m in marks],
        },
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "customdata": [m.event.id for m in marks],
        "text": [hover(m.event) for m in marks],
    }


def ring_trace(ref: str, marks: Sequence[Mark]) -> dict[str, Any]:
    """Draw the ring round the chosen event."""
    return {
        "name": f"chosen {ref}",
        "mode": "markers",
        "xaxis": ref,
        **_places(marks),
        "marker": {"size": 20, "symbol": "circle-open", "color": style.INK, "line": {"width": 2}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def names_trace(ref: str, marks: Sequence[Mark]) -> dict[str, Any]:
    """Write the names beside the marks."""
    return {
        "name": f"names {ref}",
        "mode": "text",
        "xaxis": ref,
        **_places(marks),
        "textfont": {"size": 12, "color": [colour(m.event) for m in marks]},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "meta": {"declutter": True},
        "text": [_padded(m) for m in marks],
        "textposition": [m.side for m in marks],
    }


def _places(marks: Sequence[Mark]) -> dict[str, Any]:
    return {"x": [day(m.event).isoformat() for m in marks], "y": [m.row for m in marks]}


def _padded(mark: Mark) -> str:
    """Keep the name a little away from its mark."""
    gap = "\u00a0" * 3
    return gap + mark.name if mark.side == "middle right" else mark.name + gap


def _axis(step: str, start: str, form: str) -> dict[str, Any]:
    """Make one of the two time axes."""
    return {
        "type": "date",
        "tickmode": "linear",
        "dtick": step,
        "tick0": start,
        "tickformat": form,
        "tickangle": 0,
        "ticks": "outside",
        "showgrid": True,
        "gridcolor": style.GRID,
        "linecolor": style.AXIS,
        "tickcolor": style.AXIS,
        "tickfont": {"color": style.MUTED},
        "fixedrange": True,
        "title": {"font": {"color": style.MUTED, "size": 13}, "standoff": 6},
    }


_STEPS = {
    "": {OLD: "M300", NEW: "M12"},
    "1945-1999": {OLD: "M120", NEW: "M6"},
    "2000-2024": {OLD: "M60", NEW: "M6"},
    "2025-article": {OLD: "M240", NEW: "M3"},
    "after": {OLD: "M240", NEW: "M3"},
}


def frame(order: list[str], rows: list[str], period: str, lanes: str) -> dict[str, Any]:
    """Give the layout: axes, rows, the break, the line of the article."""
    layout: dict[str, Any] = {
        "margin": {"l": 8, "r": 8, "t": 26, "b": 44},
        OLD: _axis("M300", "1950-01-01", "%Y"),
        NEW: _axis("M12", "2025-01-01", "%Y-%m") | {"anchor": "y"},
        "yaxis": {
            "type": "category",
            "showgrid": False,
            "ticks": "",
            "tickmode": "array",
            "tickfont": {"color": style.INK, "size": 12},
        },
    }
    windows = _windows(period)
    titles = {OLD: _("1945–2024, by year"), NEW: _("2025–2026, by month")}
    for axis, (first, last, left, right) in windows.items():
        seen = right - left > 0.1
        layout |= {
            f"{axis}.range": [first.isoformat(), last.isoformat()],
            f"{axis}.domain": [left, right],
            f"{axis}.visible": seen,
            f"{axis}.dtick": _STEPS[period][axis],
            f"{axis}.title.text": titles[axis] if seen else "",
        }
    named = [lane_name(lane, lanes) for lane in order]
    first_rows = [next(row for row in rows if row.rstrip(UNSEEN) == name) for name in named]
    layout |= {
        "yaxis.categoryorder": "array",
        "yaxis.categoryarray": rows,
        "yaxis.range": [max(len(rows), 2) - 0.5, -0.5],
        "yaxis.tickvals": first_rows,
        "yaxis.ticktext": named,
    }
    shapes = [_line(rows.index(row) - 0.5) for row in first_rows[1:]]
    notes: list[dict[str, Any]] = []
    if period == "":
        shapes.append(_upright("paper", 0.45, style.AXIS, "dot"))
        notes.append(_note("paper", 0.45, _("scale changes"), "right", style.MUTED))
    if windows[NEW][3] - windows[NEW][2] > 0.1:
        at = evidence.ARTICLE_DATE.isoformat()
        shapes.append(_upright("x2", at, style.INK, "solid"))
        side = "right" if period == "2025-article" else "center"
        notes.append(_note("x2", at, _("the article"), side, style.INK))
    return layout | {"shapes": shapes, "annotations": notes}


def _line(at: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": "y",
        "y0": at,
        "y1": at,
        "line": {"color": style.GRID, "width": 1},
        "layer": "below",
    }


def _upright(ref: str, at: Any, tone: str, dash: str) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": ref,
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": tone, "width": 1.5, "dash": dash},
        "layer": "below",
    }


def _note(ref: str, at: Any, text: str, anchor: str, tone: str) -> dict[str, Any]:
    return {
        "xref": ref,
        "x": at,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "xanchor": anchor,
        "text": text,
        "showarrow": False,
        "font": {"color": tone, "size": 12},
    }
