"""The lines and marks of the maps: each function gives plotly traces on a plane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import geo
from .chart import style
from .chart.spec import Trace
from .i18n import _
from .names import about_island, about_strait, authority, chain_name, gap_name, place_name
from .projection import Plane

CHAIN_DASH = {
    "article": "solid",
    "kurils_borneo": "dot",
    "kyushu_borneo": "dash",
    "second": "dashdot",
}

GAP_SIDES = {
    "tokara-strait": "middle left",
    "miyako-strait-island-to-island": "bottom right",
    "miyako-strait-miyako-kumejima": "top left",
    "yonaguni-taiwan-gap": "bottom center",
    "taiwan-strait": "top center",
    "mavulis-taiwan-main-island": "top right",
    "balintang-channel-sabtang-babuyan-claro": "middle left",
    "babuyan-channel": "bottom left",
    "luzon-strait": "middle left",
    "yoron-okinawa-i": "top left",
    "itbayat-taiwan": "bottom left",
    "batan-taiwan": "bottom left",
    "uotsuri-taiwan": "top left",
}
"""Where a gap's name stands beside its middle, chosen by eye."""

MAIN_CITIES = frozenset(
    {"Tokyo", "Beijing", "Taipei", "Manila", "Washington", "Naha", "Seoul", "Pyongyang", "Hanoi"}
)
"""Cities whose names come before those of the lands."""


def chains(plane: Plane) -> list[Trace]:
    """Draw the four chain definitions as schematic lines.

    Examples
    --------
    >>> len(chains(Plane()))
    4
    """
    traces = []
    for chain in geo.chains():
        xs, ys = plane.line(chain.line)
        colour = style.LATER if chain.id == "second" else style.ACCENT
        text = f"{chain_name(chain.id)}<br>{chain.definition}<br>" + _("schematic line")
        traces.append(
            {
                "name": f"chain {chain.id}",
                "mode": "lines",
                "line": {"color": colour, "width": 2, "dash": CHAIN_DASH[chain.id]},
                "opacity": 0.8,
                "x": xs,
                "y": ys,
                "text": [text] * len(xs),
                "hoverinfo": "text",
            }
        )
    return traces


def islands(plane: Plane) -> list[Trace]:
    """Mark the islands, with names, area and population in the hover.

    Examples
    --------
    >>> len(islands(Plane())[0]["x"])
    63
    """
    found = geo.islands()
    xs, ys = plane.line(island.point for island in found)
    return [
        {
            "name": "islands",
            "mode": "markers",
            "marker": {
                "size": 5,
                "color": [style.STATE[authority(i)] for i in found],
                "line": {"color": style.PAPER, "width": 0.8},
            },
            "x": xs,
            "y": ys,
            "text": [about_island(i) for i in found],
            "customdata": [i.name_en for i in found],
            "hoverinfo": "text",
        }
    ]


def straits(plane: Plane) -> list[Trace]:
    """Draw the gaps from shore to shore and write their width beside them.

    Examples
    --------
    >>> [trace["name"] for trace in straits(Plane())]
    ['straits', 'strait widths']
    """
    lines: list[geo.Point | None] = []
    middles = []
    sides = []
    for gap in geo.straits():
        lines += [gap.shore_a, gap.shore_b, None]
        middles.append(geo.great_circle(gap.shore_a, gap.shore_b, 3)[1])
        sides.append(GAP_SIDES.get(gap.id, "middle right"))
    placed = [plane.xy(*p) if p else (None, None) for p in lines]
    xs, ys = plane.line(middles)
    return [
        {
            "name": "straits",
            "mode": "lines",
            "line": {"color": style.INK, "width": 1.6},
            "x": [x for x, _y in placed],
            "y": [y for _x, y in placed],
            "hoverinfo": "skip",
        },
        {
            "name": "strait widths",
            "mode": "markers+text",
            "marker": {"symbol": "circle", "size": 5, "color": style.INK},
            "x": xs,
            "y": ys,
            "text": [f"{gap_name(gap)}<br>{gap.width_km:.0f} km" for gap in geo.straits()],
            "textposition": sides,
            "textfont": {"size": 11, "color": style.INK},
            "hovertext": [about_strait(gap) for gap in geo.straits()],
            "hoverinfo": "text",
            "meta": {"declutter": 2},
        },
    ]


def cities(plane: Plane, names: Sequence[str] | None = None) -> list[Trace]:
    """Mark the capitals and other cities, with their names.

    Examples
    --------
    >>> cities(Plane(), ["Naha"])[0]["text"]
    ['Naha']
    """
    chosen = [c for c in geo.cities() if names is None or c.name_en in names]
    traces = [_city_names(plane, "cities", [c for c in chosen if c.name_en in MAIN_CITIES], 1)]
    if names is None:
        others = [c for c in chosen if c.name_en not in MAIN_CITIES]
        traces.append(_city_names(plane, "other cities", others, 3))
    return traces


def _city_names(plane: Plane, name: str, found: Sequence[geo.Place], rank: int) -> Trace:
    xs, ys = plane.line(c.point for c in found)
    return {
        "name": name,
        "mode": "markers+text",
        "marker": {"symbol": "circle-open", "size": 8, "color": style.INK},
        "x": xs,
        "y": ys,
        "text": [place_name(c) for c in found],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": style.INK},
        "hovertext": [c.name_en for c in found],
        "customdata": [c.name_en for c in found],
        "hoverinfo": "text",
        "meta": {"declutter": rank},
    }


def rings(plane: Plane, center: geo.Place | None, radii: Sequence[float]) -> list[Trace]:
    """Draw distance rings round a place, with the distance written at the top of each.

    Examples
    --------
    >>> rings(Plane(), None, [500])[0]["x"]
    [None]
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    tops: list[tuple[float, float]] = []
    for radius in radii if center else ():
        x, y = plane.line(geo.ring(center.point, radius, 90)) if center else ([], [])
        xs += [*x, None]
        ys += [*y, None]
        tops.append(max(zip(x, y, strict=True), key=lambda p: p[1]))
    line = {"color": style.MUTED, "width": 1.2, "dash": "4px,3px"}
    return [
        {
            "name": "rings",
            "mode": "lines",
            "line": line,
            "hoverinfo": "skip",
            "x": xs or [None],
            "y": ys or [None],
        },
        {
            "name": "ring labels",
            "mode": "text",
            "x": [x for x, _y in tops] or [None],
            "y": [y for _x, y in tops] or [None],
            "text": [f"{radius:,.0f} km" for radius in radii] if center else [""],
            "textposition": "top center",
            "textfont": {"size": 11, "color": style.INK},
            "hoverinfo": "skip",
            "meta": {"declutter": 2},
        },
    ]


def measure(plane: Plane, start: geo.Place | None, end: geo.Place | None) -> list[Trace]:
    """Draw the two ways between two places: shortest, and straight on this map.

    Examples
    --------
    >>> [trace["name"] for trace in measure(Plane(), None, None)]
    ['straight on the map', 'shortest way']
    """
    straight: tuple[list[Any], list[Any]] = ([None], [None])
    short: tuple[list[Any], list[Any]] = ([None], [None])
    if start and end:
        straight = plane.line([start.point, end.point])
        short = plane.line(geo.great_circle(start.point, end.point, 48))
    return [
        {
            "name": "straight on the map",
            "mode": "lines",
            "line": {"color": style.MUTED, "width": 1.6, "dash": "dash"},
            "x": straight[0],
            "y": straight[1],
            "hoverinfo": "skip",
        },
        {
            "name": "shortest way",
            "mode": "lines",
            "line": {"color": style.ACCENT, "width": 2.6},
            "x": short[0],
            "y": short[1],
            "hoverinfo": "skip",
        },
    ]
