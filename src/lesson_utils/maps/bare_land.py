"""The land of the world, without borders, and the plane it is drawn on."""

from __future__ import annotations

import math

from .. import data
from ..chart import b64, style
from ..chart.spec import Trace
from ..projection import Plane

__all__ = ["Flat", "bare_land"]


class Flat(Plane):
    """The same Mercator plane, cut at 180° where the land of the world is cut.

    Examples
    --------
    >>> Flat().xy(0, -122)
    (-122.0, 0.0)
    """

    __slots__ = ()

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Place a point: x is the longitude, y Mercator's stretched latitude, degrees."""
        return float(lon), math.degrees(math.asinh(math.tan(math.radians(lat))))


def bare_land(plane: Plane, window: tuple[float, float, float, float]) -> Trace:
    """Fill the land without borders, as far as half a window's width around the window.

    Parameters
    ----------
    plane : Plane
        Where the points go; use `Flat`, which is cut where the land is cut.
    window : tuple of float
        South, west, north and east edge, degrees.

    Examples
    --------
    >>> bare_land(Flat(), (34, -12, 62, 45))["name"]
    'land'
    """
    south, west, north, east = window
    room = max(north - south, east - west) / 2
    xs: list[float | None] = []
    ys: list[float | None] = []
    for polygon in data.load("land_world")[0].coordinates:
        lons, lats = [p[0] for p in polygon[0]], [p[1] for p in polygon[0]]
        across = min(lons) <= east + room and max(lons) >= west - room
        if not (across and min(lats) <= north + room and max(lats) >= south - room):
            continue
        for ring in polygon:
            x, y = plane.line((lat, lon) for lon, lat in ring)
            xs += [*x, None]
            ys += [*y, None]
    return {
        "name": "land",
        "mode": "none",
        "fill": "toself",
        "fillcolor": style.LAND,
        "hoverinfo": "skip",
        "x": b64(xs),
        "y": b64(ys),
    }
