"""Chart of the alliance: US forces by place, report by report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import data
from ..arguments import names
from ..chart import Chart, NumberTable, style
from ..chart.describe import describe
from ..errors import LessonError, UnknownNameError
from ..i18n import _
from ..measures import presence
from ..measures.presence import RYUKYUS, TROOP_PLACES, TroopCount
from . import troop_notes
from .drawing import Drawing
from .troop_notes import HEIGHT, PERIODS, Point, place_label

MEASURES = ("persons", "share", "index")
"""What the troops chart can show."""

_LONGEST_STEP = 16


def troops(
    places: Sequence[str] = ("JPN", "KOR", "PHL"),
    *,
    measure: str = "persons",
    ryukyus: str = "apart",
    period: str = "1957",
    year: int = 1990,
) -> Chart:
    """Draw US active-duty personnel by place, report by report, 1950 to 2025.

    Parameters
    ----------
    places : sequence of str
        Out of ``lu.measures.TROOP_PLACES``.
    measure : {"persons", "share", "index"}
        Personnel; share of all places drawn, %; or index with ``year`` as 100.
    ryukyus : {"apart", "added", "mixed"}
        What is done with the Ryukyus before 1974, see ``lu.measures.troop_counts``.
    period : {"whole", "1957", "1974", "2008"}
        Part of the time that is shown.
    year : int
        Year marked by a line; base of the index.

    Returns
    -------
    Chart
        Lines with gaps where no report counts the place, hollow marks where a report is doubted.

    Raises
    ------
    UnknownNameError
        If a place, measure, way of joining or period does not exist.
    LessonError
        If nothing is left to draw.

    Examples
    --------
    >>> troops(["KOR"]).title
    'US active-duty personnel by place'
    """
    chosen = names(places, "places")
    return draw_troops(chosen, measure, ryukyus, period, year).chart()


def draw_troops(
    places: Sequence[str], measure: str, ryukyus: str, period: str, year: int
) -> Drawing:
    """Work out the drawing of `troops`; parameters as there.

    Raises
    ------
    UnknownNameError, LessonError
        As `troops`.

    Examples
    --------
    >>> draw_troops(["JPN", "KOR"], "share", "apart", "1974", 1990).layout["yaxis.title.text"]
    '% of the personnel in the places shown'
    """
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    if period not in PERIODS:
        raise UnknownNameError("period", period, PERIODS)
    chosen = [place for place in TROOP_PLACES if place in places]
    if not chosen or set(places) - set(TROOP_PLACES):
        wrong = next(iter(set(places) - set(TROOP_PLACES)), "")
        raise UnknownNameError("place", wrong, TROOP_PLACES)
    points = _points(chosen, measure, ryukyus, year)
    if not any(points.values()):
        raise LessonError(_("No report counts all the places chosen. Choose fewer places."))
    traces = _traces(points, ryukyus)
    low, high = PERIODS[period]
    tops = [value for of in points.values() for c, value in of if low <= c.when <= high]
    top = 1.08 * max(tops, default=1.0)
    axis = {
        "persons": _("active-duty personnel"),
        "share": _("% of the personnel in the places shown"),
        "index": _("index, {year} = 100").format(year=year),
    }[measure]
    layout = {
        "xaxis.type": "date",
        "xaxis.tickformat": "%Y",
        "xaxis.tickangle": 0,
        "yaxis.tickformat": ",",
        "yaxis.rangemode": "tozero",
        "margin": {"l": 64, "r": 100, "t": 24, "b": 36},
        "xaxis.range": [low, high],
        "xaxis.tick0": "2008-01-01" if period == "2008" else "1960-01-01",
        "xaxis.dtick": {"2008": "M48", "1974": "M120"}.get(period, "M240"),
        "yaxis.range": [0, top],
        "yaxis.title.text": axis,
        "shapes": troop_notes.rules(chosen, year, period),
        "annotations": [
            *troop_notes.rule_names(chosen, year, period),
            *troop_notes.ends(points, top, measure),
            *(troop_notes.early_names(points, ryukyus) if period in ("whole", "1957") else ()),
        ],
    }
    title = {
        "persons": _("US active-duty personnel by place"),
        "share": _("US active-duty personnel: share of each place, %"),
        "index": _("US active-duty personnel, {year} = 100").format(year=year),
    }[measure]
    spec = {"yaxis": {"title": {"text": axis}}}
    notes = [
        describe(traces[:-1], spec, title),
        *_doubts(points),
        _("Gaps: no report counts the place. Hollow marks: figures that the table doubts."),
    ]
    return Drawing(
        traces,
        layout,
        title,
        _("Reports of June 1950 to December 2025; hollow mark = doubtful, gap = no report"),
        data.load("us_forces").source,
        "\n".join(notes),
        _table(points, axis),
        height=HEIGHT,
    )


def _points(
    chosen: Sequence[str], measure: str, ryukyus: str, year: int
) -> dict[str, tuple[Point, ...]]:
    """Give the values to draw, place by place; the Ryukyus where they are kept apart."""
    if measure == "share":
        return dict(presence.troop_shares(chosen, ryukyus))
    extra = [RYUKYUS] if "JPN" in chosen and ryukyus == "apart" else []
    found: dict[str, tuple[Point, ...]] = {}
    for place in (*chosen, *extra):
        if measure == "index":
            based = presence.troop_report(place, year, ryukyus) is not None
            found[place] = presence.troop_index(place, year, ryukyus) if based else ()
        else:
            found[place] = tuple((c, c.persons) for c in presence.troop_counts(place, ryukyus))
    return found


def _traces(points: dict[str, tuple[Point, ...]], ryukyus: str) -> list[dict[str, Any]]:
    parts: list[tuple[str, str, str, list[Point]]] = []
    for place in TROOP_PLACES:
        of = [p for p in points.get(place, ()) if not p[0].doubt]
        late = [p for p in of if p[0].covers == "place"]
        parts.append((place_label(place), place, style.DASH.get(place, "solid"), late))
        if place == "JPN":
            early = [p for p in of if p[0].covers != "place"]
            parts.append((_("Japan before {year}").format(
                year=presence.FIRST_WITH_OKINAWA), "JPN", "dot", early))  # fmt: skip
    lone = [p for p in points.get(RYUKYUS, ()) if not p[0].doubt]
    parts.append((place_label(RYUKYUS), RYUKYUS, "dash", lone))
    traces = [_line(*part) for part in parts]
    doubted = [p for of in points.values() for p in of if p[0].doubt]
    xs, ys = [c.when for c, _v in doubted], [round(v, 2) for _c, v in doubted]
    traces.append(
        {
            "name": _("Doubted reports"),
            "mode": "markers",
            "marker": {
                "symbol": [f"{_symbol(c.place)}-open" for c, _v in doubted] or "circle-open",
                "size": 8,
                "color": [_colour(c.place) for c, _v in doubted] or style.INK,
                "line": {"width": 1.6},
            },
            "x": xs or [None],
            "y": ys or [None],
            "text": [f"{place_label(c.place)}<br>{c.doubt}" for c, _v in doubted] or [""],
            "hovertemplate": "%{x|%B %Y}: %{y:,.5~g}<br>%{text}<extra></extra>",
        }
    )
    return traces


def _doubts(points: dict[str, tuple[Point, ...]]) -> list[str]:
    """Say of each place how many of its reports are doubted, and when."""
    said = []
    for place, of in points.items():
        when = [c.when for c, _v in of if c.doubt]
        if when:
            said.append(
                _("{place}: {n} reports from {first} to {last} are doubted.").format(
                    place=place_label(place), n=len(when), first=when[0], last=when[-1]
                )
            )
    return said


def _line(name: str, place: str, dash: str, of: Sequence[Point]) -> dict[str, Any]:
    xs: list[str | None] = []
    ys: list[float | None] = []
    before: TroopCount | None = None
    for count, value in of:
        if before and _months(count) - _months(before) > _LONGEST_STEP:
            xs.append(None)
            ys.append(None)
        xs.append(count.when)
        ys.append(round(value, 2))
        before = count
    return {
        "name": name,
        "mode": "lines+markers",
        "line": {"color": _colour(place), "width": 2, "dash": dash},
        "marker": {"symbol": _symbol(place), "size": 5, "color": _colour(place)},
        "connectgaps": False,
        "x": xs or [None],
        "y": ys or [None],
        "hovertemplate": "%{x|%B %Y}: %{y:,.5~g}<extra>" + name + "</extra>",
    }


def _colour(place: str) -> str:
    return {RYUKYUS: style.MUTED, "GUM": style.STATE["RUS"]}.get(place) or style.STATE[place]


def _symbol(place: str) -> str:
    return {RYUKYUS: "star", "GUM": "hexagon"}.get(place) or style.MARKER[place]


def _months(count: TroopCount) -> int:
    return 12 * count.year + count.month


def _table(points: dict[str, tuple[Point, ...]], axis: str) -> NumberTable:
    """One row for each report, one column for each place, and the table's own doubts."""
    cells: dict[str, dict[str, float]] = {}
    doubts: dict[str, list[str]] = {}
    for place, of in points.items():
        for count, value in of:
            cells.setdefault(count.when, {})[place] = round(value, 2)
            doubts.setdefault(count.when, [])
            if count.doubt:
                doubts[count.when].append(count.doubt)
            if count.covers == "without Ryukyus":
                doubts[count.when].append(_("Japan without the Ryukyus"))
            if count.covers == "Ryukyus only":
                doubts[count.when].append(_("the Ryukyus only"))
    rows = [
        [when, *(of.get(place) for place in points), "; ".join(doubts[when]) or None]
        for when, of in sorted(cells.items())
    ]
    heads = [_("Report"), *(place_label(place) for place in points), _("Remark")]
    return NumberTable(heads, rows, axis)
