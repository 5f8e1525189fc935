"""The plane of the maps: Mercator, turned so that any direction can point up."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from . import geo
from .errors import UnknownNameError

PIVOT: geo.Point = (24.45, 122.98)
"""The point that stays where it is when the map is turned: Yonaguni, mid-way along the chain."""

WEST_EDGE = -53.0
"""Longitudes run on from here to 307°, so that a line across the Pacific is not torn apart."""

LOOKS_TO = {"Naha": "Fuzhou", "Taipei": "Fuzhou"}
"""Capitals on the chain itself look across to the mainland; the others look at the chain."""

VIEWS = ("north", "Beijing", "Tokyo", "Naha", "Taipei", "Manila", "Washington")
"""Points of view: north up, or outward from a capital."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A Mercator plane turned about `PIVOT`.

    Attributes
    ----------
    turn : float
        Degrees by which the map is turned anticlockwise, so that the bearing ``turn`` points up.
    """

    turn: float = 0.0

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Place a point: x grows with longitude, y with Mercator's stretched latitude, degrees.

        Examples
        --------
        >>> Plane().xy(0, 120)
        (120.0, 0.0)
        """
        x = float(lon)
        if x < WEST_EDGE:
            x += 360
        elif x >= WEST_EDGE + 360:
            x -= 360
        y = math.degrees(math.asinh(math.tan(math.radians(lat))))
        if not self.turn:
            return x, y
        x0, y0 = _PIVOT_XY
        angle = math.radians(self.turn)
        cos, sin = math.cos(angle), math.sin(angle)
        dx, dy = x - x0, y - y0
        return x0 + dx * cos - dy * sin, y0 + dx * sin + dy * cos

    def line(self, points: Iterable[geo.Point]) -> tuple[list[float], list[float]]:
        """Place many points: lists of x and y.

        Examples
        --------
        >>> Plane().line([(0, 120), (0, 130)])
        ([120.0, 130.0], [0.0, 0.0])
        """
        placed = [self.xy(lat, lon) for lat, lon in points]
        return [x for x, _y in placed], [y for _x, y in placed]

    def box(self, south: float, west: float, north: float, east: float) -> tuple[list[float], ...]:
        """Give the x and y ranges that hold a box of latitudes and longitudes.

        Examples
        --------
        >>> Plane().box(0, 110, 0, 130)[0]
        [110.0, 130.0]
        """
        corners = [(south, west), (south, east), (north, west), (north, east)]
        xs, ys = self.line(corners)
        return [min(xs), max(xs)], [min(ys), max(ys)]


_PIVOT_XY = Plane().xy(*PIVOT)


def view(name: str) -> Plane:
    """Give the plane as seen from a capital: the direction it looks in points up.

    Parameters
    ----------
    name : str
        One of `VIEWS`.

    Returns
    -------
    Plane
        Turned by the compass course from the capital on the map.

    Raises
    ------
    UnknownNameError
        If it is none of them.

    Examples
    --------
    >>> view("north").turn, round(view("Beijing").turn) in range(130, 170)
    (0.0, True)
    """
    if name not in VIEWS:
        raise UnknownNameError("point of view", name, VIEWS)
    if name == "north":
        return Plane()
    capital = geo.place(name)
    target = geo.place(LOOKS_TO[name]).point if name in LOOKS_TO else PIVOT
    return Plane(course(capital.point, target))


def course(start: geo.Point, end: geo.Point) -> float:
    """Give the compass course of the straight line on the map, degrees clockwise from north.

    Examples
    --------
    >>> course((0, 120), (0, 130))
    90.0
    """
    (x0, y0), (x1, y1) = Plane().xy(*start), Plane().xy(*end)
    return math.degrees(math.atan2(x1 - x0, y1 - y0)) % 360
