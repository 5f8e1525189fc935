"""The ground of the maps: sea, land by who administers it, disputed shores, computed zones.

Few traces and fills without outlines: on a map the cost of a zoom step is the number of traces,
outlines and tick labels; vertices hardly count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from . import data, geo
from .chart import b64, style
from .chart.spec import Trace
from .names import wrapped
from .projection import Plane

AUTHORITY = {"CN": "CHN", "HK": "CHN", "MO": "CHN", "JP": "JPN", "TW": "TWN", "PH": "PHL"}
"""Land colours: by the authority that administers, from the country code of the coast data."""

SHEET = (0.0, 105.0, 46.0, 150.0)
"""South, west, north and east edge of the coast data, degrees."""


def sheet(plane: Plane) -> Trace:
    """Fill the sea as far as the coast data reach, so that no land seems to end at its edge.

    Examples
    --------
    >>> sheet(Plane())["name"]
    'sea'
    """
    south, west, north, east = SHEET
    xs, ys = plane.line([(south, west), (north, west), (north, east), (south, east)])
    return {
        "name": "sea",
        "mode": "none",
        "fill": "toself",
        "fillcolor": style.SEA,
        "hoverinfo": "skip",
        "x": xs,
        "y": ys,
    }


NEAR_DEGREES = 20
"""Up to this width in degrees the live map draws the full coast, above it the coarse one."""


def land(plane: Plane, detail: str = "live") -> list[Trace]:
    """Fill the land, one trace for each colour, and dash the shores of disputed places.

    Parameters
    ----------
    plane : Plane
        Where the points go.
    detail : {"live", "overview"}
        Both coasts, of which the page shows one by the width of the map (19 000 vertices or
        3 000), or the coarse one alone, for stored pictures.

    Examples
    --------
    >>> [trace["name"] for trace in land(Plane(), "overview")][:2]
    ['land other', 'land CHN']
    """
    if detail == "overview":
        return [*map(dict, _fills(plane, "coast_overview")), dict(_claims(plane))]
    near = [t | {"meta": {"near": NEAR_DEGREES}} for t in _fills(plane, "coast")]
    far = [
        t | {"name": t["name"] + " from afar", "meta": {"far": NEAR_DEGREES}}
        for t in _fills(plane, "coast_overview")
    ]
    return [*far, *near, dict(_claims(plane))]


@lru_cache(maxsize=4)
def _fills(plane: Plane, coast: str) -> tuple[Trace, ...]:
    order = ("other", "CHN", "JPN", "TWN", "PHL", "disputed")
    filled: dict[str, list[tuple[Any, ...]]] = {name: [] for name in order}
    edges: list[tuple[Any, ...]] = []
    for row in data.load(coast):
        rings = [ring for polygon in row.coordinates for ring in polygon]
        filled[_colour(row)] += rings
        if row.disputed:
            edges += rings
    traces: list[Trace] = [
        {
            "name": f"land {key}",
            "mode": "none",
            "fill": "toself",
            "fillcolor": style.LAND_OF[key],
            "hoverinfo": "skip",
            **_rings(plane, rings),
        }
        for key, rings in filled.items()
    ]
    shores: Trace = {
        "name": "disputed shores",
        "mode": "lines",
        "line": {"color": style.SHORE, "width": 1, "dash": "2px,2px"},
        "hoverinfo": "skip",
        **_rings(plane, edges),
    }
    return (*traces, shores)


def _colour(row: Any) -> str:
    key = AUTHORITY.get(row.country, "other")
    return "disputed" if row.disputed and key == "other" else key


@lru_cache(maxsize=4)
def _claims(plane: Plane) -> Trace:
    """Mark the disputed places that have no island marker whose hover carries the note."""
    notes = [
        (_middle(max((r for poly in row.coordinates for r in poly), key=len)), row)
        for row in data.load("coast")
        if _colour(row) == "disputed"
    ]
    xs, ys = plane.line(point for point, _row in notes)
    return {
        "name": "disputed places",
        "mode": "markers+text",
        "marker": {"symbol": "diamond-open", "size": 7, "color": style.MUTED},
        "x": xs,
        "y": ys,
        "text": [row.name.replace(" / ", " /<br>") for _point, row in notes],
        "textposition": "bottom center",
        "textfont": {"size": 11, "color": style.MUTED},
        "hovertext": [f"<b>{row.name}</b><br>{wrapped(row.note)}" for _point, row in notes],
        "hoverinfo": "text",
        "meta": {"declutter": 3},
    }


def _rings(plane: Plane, rings: Iterable[Sequence[Any]]) -> Trace:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        x, y = plane.line((lat, lon) for lon, lat in ring)
        xs += [*x, None]
        ys += [*y, None]
    return {"x": b64(xs), "y": b64(ys)}


def _middle(ring: Sequence[Any]) -> geo.Point:
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def zones(plane: Plane) -> list[Trace]:
    """Fill the computed zones of 12 nautical miles: distances, not legal limits.

    Examples
    --------
    >>> zones(Plane())[0]["name"]
    'zones'
    """
    rings = [ring for row in data.load("zones_12nm") for poly in row.coordinates for ring in poly]
    return [
        {
            "name": "zones",
            "mode": "lines",
            "fill": "toself",
            "fillcolor": "rgba(90,130,160,0.16)",
            "line": {"color": style.SHORE, "width": 0.8},
            "hoverinfo": "skip",
            **_rings(plane, rings),
        }
    ]
