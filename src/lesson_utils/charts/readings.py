"""The readings of a relative date on a time axis, beside the day the text appeared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .. import labels
from ..arguments import instance, names, one_day
from ..chart import Chart, NumberTable, style
from ..i18n import _, ngettext_
from ..when import When
from .drawing import Drawing

_WIDEST = 7
"""Rows the drawing has room for."""

_DAYS_SHOWN = timedelta(days=100)
"""Up to this span the axis names days, above it months."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that a phrase could mean.

    Attributes
    ----------
    when : When
        The date; "unknown" is not drawn.
    state : {"open", "right", "wrong"}
        Whether it is decided already.
    chosen : bool
        Whether it is the learner's.
    """

    when: When
    state: str = "open"
    chosen: bool = False


def readings(
    phrase: str, published: date, candidates: Sequence[Candidate], found: When | None = None
) -> Chart:
    """Draw the dates that a phrase can mean, and the day the text appeared.

    Parameters
    ----------
    phrase : str
        Such as ``"last December"``.
    published : datetime.date
        Day of publication.
    candidates : sequence of Candidate
        The dates it could mean.
    found : When, optional
        The date that the evidence gives.

    Returns
    -------
    Chart
        A bar for each candidate, a line for the day of publication.

    Examples
    --------
    >>> chart = readings("Thursday", date(2026, 1, 17), [Candidate(When("2026-01-15"))])
    >>> chart.alt.splitlines()[-1]
    '15 January 2026: 2 days before publication.'
    """
    for candidate in names(candidates, "candidates"):
        instance(candidate, Candidate, "Give lesson_utils.charts.readings.Candidate(When(…)).")
    if found is not None:
        instance(found, When, "Write lesson_utils.when.When('2026-01-15').")
    return draw_readings(str(phrase), one_day(published), candidates, found).chart()


def draw_readings(
    phrase: str, published: date, candidates: Sequence[Candidate], found: When | None = None
) -> Drawing:
    """Work out the drawing; parameters as for `readings`."""
    dated = [one for one in candidates if one.when.start is not None][:_WIDEST]
    rows = [labels.day(one.when) for one in dated]
    x: list[str | None] = []
    y: list[str | None] = []
    for one, row in zip(dated, rows, strict=True):
        start, end = _ends(one.when)
        if start != end:
            x += [start.isoformat(), end.isoformat(), None]
            y += [row, row, None]
    found_row = _found_row(found)
    y_rows = [*rows, found_row] if found_row else rows
    traces: list[dict[str, Any]] = [
        {
            "name": _("span"),
            "mode": "lines",
            "x": x,
            "y": y,
            "line": {"color": style.REST, "width": 8},
            "hoverinfo": "skip",
        },
        {
            "name": _("candidate"),
            "mode": "markers",
            "x": [_middle(one.when).isoformat() for one in dated],
            "y": rows,
            "marker": {
                "size": [20 if one.chosen else 13 for one in dated],
                "line": {"width": 2, "color": style.HALO},
                "symbol": [_symbol(one) for one in dated],
                "color": [_colour(one) for one in dated],
            },
            "hovertemplate": "%{y}<extra></extra>",
            "cliponaxis": False,
        },
        {
            "name": _("found in the sources"),
            "mode": "markers",
            "x": [_middle(found).isoformat()] if found_row and found else [],
            "y": [found_row] if found_row else [],
            "marker": {"size": 13, "symbol": "diamond", "color": style.INK},
            "hovertemplate": "%{x}<extra></extra>",
            "cliponaxis": False,
        },
    ]
    title = _("“{phrase}”, read on {day}").format(phrase=phrase, day=labels.day(published))
    if not phrase:
        title = _("No date given, read on {day}").format(day=labels.day(published))
    return Drawing(
        traces,
        _layout(published, dated, y_rows),
        title,
        _key(dated, found_row),
        _("Worked out from the calendar; dates found from the evidence ledger"),
        _alt(title, published, dated, found),
        _table(published, dated),
        height=270,
    )


def _ends(when: When) -> tuple[date, date]:
    if when.start is None or when.end is None:
        return date.min, date.min
    return when.start, when.end


def _middle(when: When) -> date:
    start, end = _ends(when)
    return start + (end - start) / 2


def _found_row(found: When | None) -> str:
    if found is None or found.start is None:
        return ""
    return _("found: {date}").format(date=labels.day(found))


def _symbol(one: Candidate) -> str:
    if one.state == "wrong":
        return "x-thin-open"
    return "circle" if one.state == "right" else "circle-open"


def _colour(one: Candidate) -> str:
    return style.MUTED if one.state == "wrong" else style.ACCENT


def _key(dated: Sequence[Candidate], found_row: str) -> str:
    if any(one.state != "open" for one in dated):
        text = _("filled: fits · cross: does not fit · large: your choice")
        return text + " · " + _("◆ found in the sources") if found_row else text
    return _("a grey bar shows how many days a reading leaves open")


def _layout(published: date, dated: Sequence[Candidate], rows: Sequence[str]) -> dict[str, Any]:
    ends = [day for one in dated for day in _ends(one.when)] + [published]
    room = max((max(ends) - min(ends)) * 0.08, timedelta(days=3))
    at = published.isoformat()
    return {
        "margin": {"l": 8, "r": 16, "t": 26, "b": 40},
        "xaxis": {"type": "date", "nticks": 3, "tickangle": 0, "title": {"text": _("Date")}},
        "yaxis": {"type": "category", "showgrid": True, "ticks": ""},
        "yaxis.tickfont": {"color": style.INK, "size": 12},
        "xaxis.tickformat": "%Y-%m-%d" if max(ends) - min(ends) < _DAYS_SHOWN else "%Y-%m",
        "xaxis.range": [(min(ends) - room).isoformat(), (max(ends) + room).isoformat()],
        "yaxis.categoryorder": "array",
        "yaxis.categoryarray": list(rows),
        "yaxis.range": [max(len(rows), 1) - 0.5, -0.5],
        "shapes": [
            {
                "type": "line",
                "x0": at,
                "x1": at,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": style.INK, "width": 1.5},
                "layer": "below",
            }
        ],
        "annotations": [
            {
                "x": at,
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "text": _("published"),
                "showarrow": False,
                "font": {"color": style.INK, "size": 12},
            }
        ],
    }


def _distance(published: date, when: When) -> str:
    start, end = _ends(when)
    if start <= published <= end:
        return _("holds the day of publication")
    if end < published:
        n = (published - end).days
        text = ngettext_("{n} day before publication", "{n} days before publication", n)
    else:
        n = (start - published).days
        text = ngettext_("{n} day after publication", "{n} days after publication", n)
    return text.format(n=n)


def _alt(title: str, published: date, dated: Sequence[Candidate], found: When | None) -> str:
    lines = [_("Dates on a time axis: {title}.").format(title=title)]
    if not dated:
        lines.append(_("No date can be drawn."))
    lines += [
        _("{date}: {distance}.").format(
            date=labels.day(one.when), distance=_distance(published, one.when)
        )
        for one in dated
    ]
    if found is not None and found.start is not None:
        lines.append(_("Found in the sources: {date}.").format(date=labels.day(found)))
    return "\n".join(lines)


def _table(published: date, dated: Sequence[Candidate]) -> NumberTable:
    heads = [_("Reading"), _("First day"), _("Last day"), _("From publication")]
    rows = [
        [
            labels.day(one.when),
            *(labels.day(day) for day in _ends(one.when)),
            _distance(published, one.when),
        ]
        for one in dated
    ]
    return NumberTable(heads, rows)
