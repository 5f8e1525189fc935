"""Distances on the globe, and the islands, sites, straits and lines of the story.

Points are ``(latitude, longitude)`` in degrees on WGS84, in that order everywhere. Distances are
geodesics on the ellipsoid (C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87,
2013, through geographiclib): the shortest way, right at the poles and across the antimeridian.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from geographiclib.geodesic import Geodesic

from . import data
from .errors import LessonError, UnknownNameError

Point = tuple[float, float]

NAUTICAL_MILE_KM = 1.852
_EARTH: Any = Geodesic.WGS84
_A_KM: float = _EARTH.a / 1000
_E = math.sqrt(_EARTH.f * (2 - _EARTH.f))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named point.

    Attributes
    ----------
    name_en, name_local, name_ja : str
        English, local and Japanese name; the last two may be empty.
    kind : str
        ``"city"``, ``"island"`` or ``"site"``.
    lat, lon : float
        Degrees, WGS84.
    """

    name_en: str
    name_local: str = ""
    name_ja: str = ""
    kind: str
    lat: float
    lon: float

    @property
    def point(self) -> Point:
        """Latitude and longitude."""
        return (self.lat, self.lon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Island(Place):
    """An island of the chain; areas in km², population with the year it refers to."""

    group: str
    admin: str
    area_km2: float | None
    area_published_km2: float | None
    population: int | None
    population_year: str
    dispute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Place):
    """A publicly known defence site, placed at the level of a town, aerodrome or island."""

    country: str
    operator: str
    operator_group: str
    use: str
    opened: str
    first_year: int | None
    status: str
    note: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strait:
    """A gap between two shores; ``width_km`` is the geodesic between the shore points."""

    id: str
    name_en: str
    name_local: str
    between: str
    shore_a: Point
    shore_b: Point
    width_km: float
    width_published: str
    regime_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One way of drawing an island chain; ``line`` is schematic."""

    id: str
    name_en: str
    definition: str
    source: str
    note: str
    line: tuple[Point, ...]


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
    if not _is_number(radius_km) or not 0 < radius_km <= 20_000:
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


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _count(n: int, least: int) -> int:
    if isinstance(n, bool) or not isinstance(n, int) or not least <= n <= 100_000:
        raise LessonError(f"The number of points {n!r} must be whole, from {least} to 100000.")
    return n


def _point(value: Any) -> Point:
    if isinstance(value, Place):
        return value.point
    pair = tuple(value) if isinstance(value, (tuple, list)) else ()
    if len(pair) != 2 or not all(map(_is_number, pair)):
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


@cache
def islands() -> tuple[Island, ...]:
    """List the 63 islands of the data set, from Osumi to Palawan.

    Examples
    --------
    >>> islands()[0].name_en
    'Tanegashima'
    """
    return tuple(
        Island(
            name_en=row.name_en,
            name_local=row.name_local or "",
            name_ja=row.name_ja or "",
            kind="island",
            lat=row.lat,
            lon=row.lon,
            group=row.group,
            admin=row.admin,
            area_km2=row.area_km2_measured,
            area_published_km2=row.area_km2_published,
            population=row.population,
            population_year=row.population_year or "",
            dispute=row.dispute or "",
        )
        for row in data.load("islands")
    )


def sites(until: int | None = None) -> tuple[Site, ...]:
    """List the defence sites, or those known to have opened by a year.

    Parameters
    ----------
    until : int, optional
        Left out: all, planned ones and those of unknown opening year too. Given: those that are
        open or announced and whose first year is known and not later.

    Raises
    ------
    LessonError
        If the year is no whole number.

    Examples
    --------
    >>> [site.name_en for site in sites(until=2016) if site.country == "Japan"][0]
    'JGSDF Camp Yonaguni'
    """
    if until is None:
        return _sites()
    if isinstance(until, bool) or not isinstance(until, int):
        raise LessonError(f"The year {until!r} must be a whole number, such as 2016.")
    return tuple(s for s in _sites() if s.first_year is not None and s.first_year <= until)


@cache
def _sites() -> tuple[Site, ...]:
    return tuple(
        Site(
            name_en=row.name,
            kind="site",
            lat=row.lat,
            lon=row.lon,
            country=row.country,
            operator=row.operator,
            operator_group=row.operator_group,
            use=row["kind"],
            opened=row.opened or "",
            first_year=row.first_year,
            status=row.status,
            note=row.note or "",
            source=row.source or "",
        )
        for row in data.load("sites")
    )


@cache
def straits() -> tuple[Strait, ...]:
    """List the gaps, each with its two shore points and its geodesic width.

    Examples
    --------
    >>> [s.width_km for s in straits() if s.id.startswith("miyako")]
    [267.0, 215.3]
    """
    return tuple(
        Strait(
            id=row.id,
            name_en=row.name,
            name_local=row.name_local or "",
            between=row.between,
            shore_a=(row.lat_a, row.lon_a),
            shore_b=(row.lat_b, row.lon_b),
            width_km=row.width_km_geodesic,
            width_published=row.width_published or "",
            regime_note=row.regime_note or "",
        )
        for row in data.load("straits")
    )


@cache
def chains() -> tuple[Chain, ...]:
    """List the four ways of drawing an island chain; all are schematic.

    Examples
    --------
    >>> len(chains()), chains()[0].line[0]
    (4, (31.1, 130.7))
    """
    return tuple(
        Chain(
            id=row.id,
            name_en=row["name"],
            definition=row.definition,
            source=row.source,
            note=row.note,
            line=tuple((lat, lon) for lon, lat in row.coordinates),
        )
        for row in data.load("chains")
    )


@cache
def cities() -> tuple[Place, ...]:
    """List the capitals and other cities of the story.

    Examples
    --------
    >>> cities()[0].name_ja
    '東京'
    """
    return tuple(
        Place(name_en=r.name_en, name_ja=r.name_ja or "", kind="city", lat=r.lat, lon=r.lon)
        for r in data.load("capitals")
    )


def place(name: str) -> Place:
    """Find a city, an island or a site by any of its names.

    Parameters
    ----------
    name : str
        English, Japanese or local name; capitals, accents, width, hyphens and the ending "island"
        or "-jima" do not matter.

    Returns
    -------
    Place
        The place.

    Raises
    ------
    UnknownNameError
        If there is none of that name, with the nearest names.
    LessonError
        If the name fits several places.

    Examples
    --------
    >>> place("Yonaguni").name_en, place("与那国島").lat, place("yonaguni-jima").lon
    ('Yonagunijima', 24.455, 122.989)
    """
    if isinstance(name, Place):
        return name
    if not isinstance(name, str) or not name.strip():
        raise LessonError(f"{name!r} is no name of a place. Give one, such as 'Naha'.")
    full, short = _index()
    key = _fold(name)
    found = full.get(key) or short.get(key) or ()
    if len(found) > 1:
        choices = ", ".join(repr(p.name_en) for p in found)
        raise LessonError(f"{name!r} fits several places: {choices}. Use one of these names.")
    if found:
        return found[0]
    names = [p.name_en for p in _all_places()]
    near = _near(key, {**short, **full})
    if near:
        error = UnknownNameError("place", name, near, "")
        error.args = (
            f"There is no place {name!r}. Did you mean " + " or ".join(repr(n) for n in near) + "?",
        )
        error.near = near
        raise error
    raise UnknownNameError("place", name, names, "lu.geo.islands() and lu.geo.sites() list more.")


def _near(key: str, index: dict[str, tuple[Place, ...]]) -> list[str]:
    from difflib import get_close_matches

    hits = get_close_matches(key, index, 4, 0.6)
    return list(dict.fromkeys(p.name_en for hit in hits for p in index[hit]))[:3]


def _all_places() -> Iterator[Place]:
    yield from cities()
    yield from islands()
    yield from _sites()


@cache
def _index() -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[Place, ...]]]:
    """Index places by whole names and, second, by parts of names."""
    full: dict[str, list[Place]] = {}
    short: dict[str, list[Place]] = {}
    for item in _all_places():
        for text in filter(None, (item.name_en, item.name_local, item.name_ja)):
            _put(full, _fold(text), item)
            if item.kind == "site":
                _put(short, _fold(text.partition(":")[2]), item)
                continue
            for part in _parts(text):
                _put(short, part, item)
    return {k: tuple(v) for k, v in full.items()}, {k: tuple(v) for k, v in short.items()}


def _put(index: dict[str, list[Place]], key: str, item: Place) -> None:
    if key and item not in index.setdefault(key, []):
        index[key].append(item)


def _parts(text: str) -> Iterable[str]:
    for piece in re.split(r"[/()・]", text):
        whole = _fold(piece)
        yield whole
        yield re.sub(r"^(pulong|isla)|(jima|shima|island|dao|yu|島|嶼)$", "", whole)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())
