"""The places of the story: cities, islands, defence sites, straits and lines of island chains.

Read from the data sets of the same names, once. Points are ``(latitude, longitude)`` in degrees on
WGS84, in that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from . import data
from .errors import LessonError

Point = tuple[float, float]

NAUTICAL_MILE_KM = 1.852
"""Kilometres in an international nautical mile."""


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
