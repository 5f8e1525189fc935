"""Distances on the globe, and the islands, sites, straits and lines of the story.

Points are ``(latitude, longitude)`` in degrees on WGS84, in that order everywhere. Distances are
geodesics on the ellipsoid (C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87,
2013, through geographiclib): the shortest way, right at the poles and across the antimeridian.
The places themselves come from `places`, their names from `gazetteer`.
"""

from __future__ import annotations

import math
from typing import Any

from geographiclib.geodesic import Geodesic

from .arguments import is_number
from .errors import LessonError
from .gazetteer import place
from .places import (
    NAUTICAL_MILE_KM,
    Chain,
    Island,
    Place,
    Point,
    Site,
    Strait,
    chains,
    cities,
    islands,
    sites,
    straits,
)

__all__ = [
    "NAUTICAL_MILE_KM",
    "Chain",
    "Island",
    "Place",
    "Point",
    "Site",
    "Strait",
    "bearing_deg",
    "chains",
    "cities",
    "distance_km",
    "great_circle",
    "islands",
    "place",
    "rhumb_km",
    "ring",
    "sites",
    "straits",
]

_EARTH: Any = Geodesic.WGS84
_A_KM: float = _EARTH.a / 1000
_E = math.sqrt(_EARTH.f * (2 - _EARTH.f))


def distance_km(a: Point, b: Point) -> float:
    """Measure the shortest way over the globe.

    Parameters
    ----------
    a, b : tuple of float
        ``(latitude, longitude)`` in degrees.

    Returns
    -------
    float
        Kilometres.

    Raises
    ------
    LessonError
        If a point is not a latitude and a longitude.

    Examples
    --------
    >>> round(distance_km((24.449, 122.934), (24.534, 121.876)))  # Yonaguni to Taiwan
    108
    """
    (lat1, lon1), (lat2, lon2) = _point(a), _point(b)
    return float(_EARTH.Inverse(lat1, lon1, lat2, lon2, Geodesic.DISTANCE)["s12"]) / 1000


def bearing_deg(a: Point, b: Point) -> float:
    """Give the direction in which the shortest way from a to b sets out.

    Parameters
    ----------
    a, b : tuple of float
        ``(latitude, longitude)`` in degrees.

    Returns
    -------
    float
        Degrees clockwise from north, from 0 up to 360.

    Examples
    --------
    >>> round(bearing_deg((0, 0), (0, 10)))
    90
    """
    (lat1, lon1), (lat2, lon2) = _point(a), _point(b)
    return float(_EARTH.Inverse(lat1, lon1, lat2, lon2, Geodesic.AZIMUTH)["azi1"]) % 360


def rhumb_km(a: Point, b: Point) -> float:
    """Measure the line of constant compass course: straight on a Mercator map, not shortest.

    Parameters
    ----------
    a, b : tuple of float
        ``(latitude, longitude)`` in degrees, no pole.

    Returns
    -------
    float
        Kilometres, by the shorter way round.

    Raises
    ------
    LessonError
        If a point is not a latitude and a longitude, or is a pole.

    Examples
    --------
    >>> tokyo, washington = (35.69, 139.692), (38.895, -77.036)
    >>> round(rhumb_km(tokyo, washington)), round(distance_km(tokyo, washington))
    (12705, 10928)
    """
    (lat1, lon1), (lat2, lon2) = _point(a), _point(b)
    if max(abs(lat1), abs(lat2)) > 89.999:
        raise LessonError(
            "A line of constant course never reaches a pole; measure with distance_km."
        )
    east = math.radians((lon2 - lon1 + 180) % 360 - 180)
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    north = _isometric(phi2) - _isometric(phi1)
    if abs(phi2 - phi1) < 1e-10:
        return _A_KM * math.cos(phi1) / math.sqrt(1 - (_E * math.sin(phi1)) ** 2) * abs(east)
    return distance_km((lat1, 0), (lat2, 0)) * math.hypot(1, east / north)


def _isometric(phi: float) -> float:
    return math.asinh(math.tan(phi)) - _E * math.atanh(_E * math.sin(phi))


def great_circle(a: Point, b: Point, n: int = 64) -> list[Point]:
    """Give points along the shortest way, both ends included.

    Parameters
    ----------
    a, b : tuple of float
        ``(latitude, longitude)`` in degrees.
    n : int
        Number of points, at least 2.

    Returns
    -------
    list of tuple of float
        ``n`` points; longitudes from −180 to 180.

    Raises
    ------
    LessonError
        If a point is not a latitude and a longitude, or ``n`` is below 2.

    Examples
    --------
    >>> great_circle((0, 170), (0, -170), 3)[1]
    (0.0, 180.0)
    """
    start, end = _point(a), _point(b)
    steps = _count(n, 2) - 1
    line = _EARTH.InverseLine(*start, *end)
    stops = (line.Position(line.s13 * i / steps) for i in range(1, steps))
    middle = [(_tidy(stop["lat2"]), _tidy(stop["lon2"])) for stop in stops]
    return [start, *middle, end]


def ring(center: Point, radius_km: float, n: int = 72) -> list[Point]:
    """Give the points at one distance from a place, closed: the last equals the first.

    Parameters
    ----------
    center : tuple of float
        ``(latitude, longitude)`` in degrees.
    radius_km : float
        Geodesic radius, above 0 and at most 20 000 km.
    n : int
        Number of different points, at least 3.

    Returns
    -------
    list of tuple of float
        ``n + 1`` points, clockwise from north; longitudes from −180 to 180.

    Raises
    ------
    LessonError
        If the centre is no point, the radius out of range or ``n`` below 3.

    Examples
    --------
    >>> circle = ring((26.2, 127.7), 500, 4)
    >>> len(circle), round(distance_km((26.2, 127.7), circle[1]), 6)
    (5, 500.0)
    """
    lat, lon = _point(center)
    number = _count(n, 3)
    if not is_number(radius_km) or not 0 < radius_km <= 20_000:
        raise LessonError(
            f"The radius {radius_km!r} is out of range. Give kilometres above 0, up to 20000."
        )
    points = []
    for i in range(number):
        stop = _EARTH.Direct(lat, lon, 360 * i / number, radius_km * 1000)
        points.append((_tidy(stop["lat2"]), _tidy(stop["lon2"])))
    return [*points, points[0]]


def _tidy(degrees: float) -> float:
    return float(round(degrees, 9)) + 0.0


def _count(n: int, least: int) -> int:
    if isinstance(n, bool) or not isinstance(n, int) or not least <= n <= 100_000:
        raise LessonError(f"The number of points {n!r} must be whole, from {least} to 100000.")
    return n


def _point(value: Any) -> Point:
    if isinstance(value, Place):
        return value.point
    pair = tuple(value) if isinstance(value, (tuple, list)) else ()
    if len(pair) != 2 or not all(map(is_number, pair)):
        raise LessonError(
            f"{value!r} is no point. Give (latitude, longitude) in degrees, such as (26.2, 127.7); "
            "lu.geo.place(name).point gives one."
        )
    lat, lon = float(pair[0]), float(pair[1])
    if abs(lat) > 90:
        swap = f" Did you mean ({lon:g}, {lat:g})? Latitude comes first." if abs(lon) <= 90 else ""
        raise LessonError(f"Latitude {lat:g} is outside -90 to 90.{swap}")
    if not -180 <= lon <= 360:
        raise LessonError(f"Longitude {lon:g} is outside -180 to 180 (or 0 to 360).")
    return lat, lon
