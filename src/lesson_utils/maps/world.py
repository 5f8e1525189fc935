"""The map of burdens: what states spend on defence, drawn at their capitals.

Land alone, no borders. NATO's count and SIPRI's count are drawn in different shapes, because they
count different things.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import data, geo
from ..chart import Chart, Spec, style
from ..chart.spec import Trace
from ..errors import LessonError, UnknownNameError
from ..i18n import _, language, ngettext_
from ..labelling import SIDES, Box, box, overlap, settle
from .bare_land import Flat, bare_land
from .burden_words import (
    Spot,
    about,
    body_name,
    class_of,
    credit,
    describe,
    key,
    money_label,
    table,
    view_name,
)

__all__ = ["BURDEN_VIEWS", "WIDTH", "burdens"]

BURDEN_VIEWS: Mapping[str, tuple[float, float, float, float]] = {
    "world": (-41.0, -140.0, 69.0, 179.0),
    "europe": (34.5, -12.0, 62.5, 45.0),
    "indo_pacific": (-40.0, 66.0, 46.0, 158.0),
}
"""Parts of the burden map: south, west, north and east edge, degrees."""

HEIGHTS = {"world": 400, "europe": 560, "indo_pacific": 520}
WIDTH = 760


def burdens(
    source: str = "both", year: int = 2025, view: str = "world", measure: str = "share"
) -> Chart:
    """Draw what states spend on defence, as circles and squares at their capitals.

    Parameters
    ----------
    source : {"both", "nato", "sipri"}
        Whose count: NATO's for its members (circles), SIPRI's for nine states (squares), or both,
        where the United States appears once for each count.
    year : int, optional
        Calendar year: NATO 2014 to 2026, SIPRI 1949 to 2025.
    view : {"world", "europe", "indo_pacific"}
        Part of the world, one of `BURDEN_VIEWS`.
    measure : {"share", "money"}
        What the area shows: % of GDP, or current US dollars (SIPRI only).

    Returns
    -------
    Chart
        A map. Sources: NATO's and SIPRI's tables; GeoNames for the capitals; Natural Earth.

    Raises
    ------
    UnknownNameError
        If source, view or measure does not exist.
    LessonError
        If nobody counted that year, or money is asked of NATO's table.

    Examples
    --------
    >>> burdens("nato", 2025, "europe").title
    'Defence spending, % of GDP, 2025: Europe'
    """
    for kind, given, known in (
        ("count", source, ("both", "nato", "sipri")),
        ("part of the world", view, BURDEN_VIEWS),
        ("measure", measure, ("share", "money")),
    ):
        if given not in known:
            raise UnknownNameError(kind, given, list(known))
    if measure == "money" and source != "sipri":
        raise LessonError(
            "NATO's table here holds shares of GDP, not money. Use source='sipri' for money."
        )
    spots = _spots(source, year)
    plane, window = Flat(), BURDEN_VIEWS[view]
    x, y = plane.box(*window)
    inside = [s for s in spots if _within(s.point, window)]
    outside = [s for s in spots if s not in inside]
    height = HEIGHTS[view]
    scale = min(WIDTH / (x[1] - x[0]), height / (y[1] - y[0]))
    # names of the few first, Japan's before all
    inside.sort(key=lambda s: (s.iso3 != "JPN", s.body == "nato", -s.share))
    traces = [bare_land(plane, window), *_marks(inside, measure, scale, x)]
    layout: dict[str, Any] = {
        "xaxis.range": x,
        "yaxis.range": y,
        "annotations": _beyond(outside, measure),
    }
    title = _("Defence spending, % of GDP, {year}: {view}")
    if measure == "money":
        title = _("Military expenditure, billion US dollars, {year}: {view}")
    return Chart(
        traces,
        layout,
        title=title.format(year=year, view=view_name(view)),
        subtitle=key(spots, measure),
        source=credit(source),
        alt=describe(spots, outside, year, view),
        table=table(spots, measure),
        height=height,
        twin=Spec(settle(traces, x, y, WIDTH, height - 70), layout),
        kind="map",
    )


# -- what is counted -------------------------------------------------------------------------------


def _spots(source: str, year: int) -> list[Spot]:
    found: list[Spot] = []
    capitals = {row.iso3: row for row in data.load("capitals_world")}
    years = {"nato": (2014, 2026), "sipri": (1949, 2025)}
    bodies = ("nato", "sipri") if source == "both" else (source,)
    for body in bodies:
        low, high = years[body]
        if isinstance(year, bool) or not isinstance(year, int) or not low <= year <= high:
            who = {"nato": "NATO's", "sipri": "SIPRI's"}[body]
            raise LessonError(f"{who} table has {low} to {high}, not {year!r}. Choose such a year.")
        for row in _rows(body, year):
            city = capitals[row[0]]
            name = city.name_ja if language() == "ja" and city.name_ja else city.name_en
            found.append(Spot(row[0], body, *row[1:4], name, (city.lat, city.lon), row[4]))
    return sorted(found, key=lambda spot: -spot.share)


def _rows(body: str, year: int) -> Iterable[tuple[str, float, bool, bool, float | None]]:
    if body == "nato":
        for row in data.load("nato_defence_expenditure_2026").where(year=year):
            share = row.core_defence_expenditure_pct_gdp
            yield row.iso3, share, row.is_nato_estimate, row.member_that_year, None
        return
    for row in data.load("military_expenditure").where(year=year):
        if row.share_of_gdp_pct is not None:
            share, money = row.share_of_gdp_pct, row.current_usd_m
            yield row.iso3, share, row.sipri_estimate, True, money


def _within(point: geo.Point, window: tuple[float, float, float, float]) -> bool:
    south, west, north, east = window
    return south <= point[0] <= north and west <= point[1] <= east


# -- traces ----------------------------------------------------------------------------------------


def _size(spot: Spot, spots: Sequence[Spot], measure: str, scale: float) -> float:
    """Give the diameter in pixels: its square grows with what is shown."""
    if measure == "share":
        return (8.0 if scale < 4 else 14.0) * math.sqrt(spot.share)
    largest = max(s.money or 0 for s in spots) or 1
    return max(5.0, 50 * math.sqrt((spot.money or 0) / largest))


def _placed(spots: Sequence[Spot], sizes: Sequence[float], scale: float) -> list[geo.Point]:
    """Give x and y; a state that is counted twice gets its two marks side by side."""
    plane, out = Flat(), []
    twice = {s.iso3 for s in spots if s.body == "nato"} & {
        s.iso3 for s in spots if s.body == "sipri"
    }
    for spot, size in zip(spots, sizes, strict=True):
        x, y = plane.xy(*spot.point)
        if spot.iso3 in twice:
            x += (-0.55 if spot.body == "nato" else 0.55) * size / scale
        out.append((x, y))
    return out


def _sides(
    spots: Sequence[tuple[float, float, float, str]], left: float, right: float
) -> list[str]:
    """Choose a side for each name so that it lies on no other name, no mark and within the map.

    `labelling.place_labels` takes every mark for a point; these have a radius.
    """
    marks = [(x - r, y - r, x + r, y + r) for x, y, r, _text in spots]
    taken: list[Box] = []
    chosen = []
    for number, (x, y, r, text) in enumerate(spots):
        rooms = {}
        for side, (across, down) in SIDES.items():
            dx = 0.0 if across == -0.5 else r if across == 0 else -r
            dy = 0.0 if down == -0.5 else r if down == 0 else -r
            rooms[side] = box(x + dx, y + dy, text, side, 11)
        others = marks[:number] + marks[number + 1 :]
        touches = {
            side: 3 * sum(overlap(room, other, 2) for other in taken)
            + sum(overlap(room, other) for other in others)
            + 4 * (room[0] < left or room[2] > right)
            for side, room in rooms.items()
        }
        best = min(SIDES, key=lambda side: touches[side])
        taken.append(rooms[best])
        chosen.append(best)
    return chosen


def _marks(
    spots: Sequence[Spot], measure: str, scale: float, across: Sequence[float]
) -> list[Trace]:
    """Draw one trace for each count and class: shape tells the count, filling the class."""
    looks = (("-open", style.MUTED), ("", style.ACCENT), ("-cross", style.LATER))
    sizes = [_size(s, spots, measure, scale) for s in spots]
    drawn = list(zip(spots, sizes, _placed(spots, sizes, scale), strict=True))
    traces: list[Trace] = []
    for body, shape in (("nato", "circle"), ("sipri", "square")):
        for number, (filling, colour) in enumerate(looks):
            chosen = [d for d in drawn if d[0].body == body and class_of(d[0].share) == number]
            traces.append(
                {
                    "name": f"{body} {number}",
                    "mode": "markers",
                    "x": [x for _spot, _size, (x, _y) in chosen],
                    "y": [y for _spot, _size, (_x, y) in chosen],
                    "marker": {
                        "symbol": shape + filling,
                        "size": [round(size, 1) for _spot, size, _at in chosen],
                        "color": colour,
                        "opacity": [0.85 if s.member else 0.35 for s, _size, _at in chosen],
                        "line": {"color": style.PAPER if number else colour, "width": 1.8},
                    },
                    "text": [about(s) for s, _size, _at in chosen],
                    "customdata": [s.iso3 for s, _size, _at in chosen],
                    "hoverinfo": "text",
                }
            )
    labels = [money_label(s) if measure == "money" else s.label for s in spots]
    sides = _sides(
        [
            (x * scale, -y * scale, size / 2, label)
            for (_spot, size, (x, y)), label in zip(drawn, labels, strict=True)
        ],
        across[0] * scale,
        across[1] * scale,
    )
    # the marks of this trace are unseen: they keep the names clear of the marks seen
    traces.append(
        {
            "name": "names",
            "mode": "markers+text",
            "marker": {"size": [round(size, 1) for size in sizes], "opacity": 0},
            "x": [x for _spot, _size, (x, _y) in drawn],
            "y": [y for _spot, _size, (_x, y) in drawn],
            "text": labels,
            "textposition": sides,
            "textfont": {"size": 11, "color": style.INK},
            "hoverinfo": "skip",
            "meta": {"declutter": 1},
        }
    )
    return traces


def _beyond(outside: Sequence[Spot], measure: str) -> list[dict[str, Any]]:
    if not outside:
        return []
    names = [
        f"{money_label(s) if measure == 'money' else s.label} ({body_name(s.body)})"
        for s in outside
    ]
    if len(names) > 4:
        text = ngettext_(
            "{n} state lies outside this part", "{n} states lie outside this part", len(names)
        ).format(n=len(names))
    else:
        text = _("Outside this part:<br>{names}").format(names="<br>".join(names))
    return [
        {
            "text": text,
            "showarrow": False,
            "xref": "paper",
            "yref": "paper",
            "x": 0.01,
            "y": 0.01,
            "xanchor": "left",
            "yanchor": "bottom",
            "align": "left",
            "font": {"size": 11, "color": style.MUTED},
            "bgcolor": style.PAPER,
            "opacity": 0.9,
        }
    ]
