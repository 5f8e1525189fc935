"""How much of world GDP a region makes, with the region chosen state by state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from .. import data
from ..arguments import names
from ..errors import LessonError, UnknownNameError
from ..tables import Row

__all__ = [
    "AREAS",
    "PRESETS",
    "YEARS",
    "RegionShare",
    "first_estimate",
    "gdp_claims",
    "region_share",
]

AREAS: Mapping[str, tuple[str, ...]] = {
    "east_asia": ("CHN", "HKG", "JPN", "KOR", "MNG", "TWN"),
    "southeast_asia": (
        "BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM",
    ),
    "south_asia": ("BGD", "BTN", "IND", "LKA", "MDV", "NPL", "PAK"),
    "oceania": ("AUS", "FJI", "NZL", "PNG"),
    "other_shores": ("CAN", "RUS", "USA"),
}  # fmt: skip
"""Economies that a reader may count as Indo-Pacific, by group; all that the table holds."""

_ASIA = tuple(code for group, codes in AREAS.items() if group != "other_shores" for code in codes)
PRESETS: Mapping[str, tuple[str, ...]] = {
    "asia_oceania": _ASIA,
    "with_usa": (*_ASIA, "USA"),
    "without_china": tuple(code for code in _ASIA if code not in ("CHN", "HKG")),
    "asia": tuple(code for code in _ASIA if code not in AREAS["oceania"]),
    "all_shores": (*_ASIA, *AREAS["other_shores"]),
}
"""Ways of drawing the region; none of them is official."""

YEARS = tuple(range(1980, 2031))
_WORLD = "G001"


@dataclass(frozen=True, slots=True)
class RegionShare:
    """What a choice of economies makes of world GDP.

    Attributes
    ----------
    members : tuple of str
        Codes of the economies counted.
    year : int
        Calendar year.
    measure : str
        ``"nominal"`` or ``"ppp"``.
    total_pct : float
        Share of world GDP, %.
    parts_pct : mapping of str to float
        Share of each economy that has a figure, %.
    missing : tuple of str
        Members without a figure that year: they count as nothing.
    estimated : tuple of str
        Members whose figure is an estimate or a projection.
    estimate : bool
        Whether the world total is an estimate or a projection.
    """

    members: tuple[str, ...]
    year: int
    measure: str
    total_pct: float
    parts_pct: Mapping[str, float]
    missing: tuple[str, ...]
    estimated: tuple[str, ...]
    estimate: bool

    def points_from(self, share_pct: float) -> float:
        """Give the distance from a share in percentage points, negative below it."""
        return self.total_pct - share_pct


def region_share(members: Iterable[str], year: int, measure: str = "ppp") -> RegionShare:
    """Add up the shares of world GDP of the economies chosen.

    Parameters
    ----------
    members : iterable of str
        ISO 3166 alpha-3 codes out of `AREAS`; each counts once.
    year : int
        1980 to 2030.
    measure : {"ppp", "nominal"}
        At purchasing power parity as published, or in current dollars at market rates.

    Returns
    -------
    RegionShare
        Share of the IMF's world total.

    Raises
    ------
    UnknownNameError
        If an economy or a measure is not known.
    LessonError
        If the year is outside the table.

    Examples
    --------
    >>> usa = region_share(["USA"], 2024, "nominal")
    >>> round(usa.total_pct, 1), usa.estimate
    (26.4, False)
    """
    known = {code for codes in AREAS.values() for code in codes}
    chosen = tuple(dict.fromkeys(names(members, "economies")))
    for code in chosen:
        if code not in known:
            raise UnknownNameError("economy", code, sorted(known), "Give its three-letter code.")
    if measure not in ("nominal", "ppp"):
        raise UnknownNameError("measure of GDP", measure, ["nominal", "ppp"])
    if isinstance(year, bool) or year not in YEARS:
        raise LessonError(f"The table has {YEARS[0]} to {YEARS[-1]}, not {year!r}.")
    economies = _economies()
    world = economies[_WORLD, year]
    parts: dict[str, float] = {}
    missing, estimated = [], []
    for code in chosen:
        row = economies.get((code, year))
        share = _share(row, world, measure)
        if row is None or share is None:
            missing.append(code)
            continue
        parts[code] = share
        if row.is_estimate_or_forecast:
            estimated.append(code)
    return RegionShare(
        members=chosen,
        year=int(year),
        measure=measure,
        total_pct=sum(parts.values()),
        parts_pct=parts,
        missing=tuple(missing),
        estimated=tuple(estimated),
        estimate=bool(world.is_estimate_or_forecast),
    )


@cache
def first_estimate() -> int:
    """Give the first year for which the world total is an estimate or a projection.

    Examples
    --------
    >>> first_estimate()
    2025
    """
    return min(year for (code, year), row in _economies().items()
               if code == _WORLD and row.is_estimate_or_forecast)  # fmt: skip


def gdp_claims() -> tuple[Row, ...]:
    """List the published answers to how much of world GDP the region makes.

    Examples
    --------
    >>> gdp_claims()[0].stated_as
    '60% of global GDP'
    """
    return tuple(data.load("gdp_claims"))


class _Economy(NamedTuple):
    """What the shares need of a row of the table."""

    ngdp_usd_bn: float | None
    gdp_ppp_share_world_pct: float | None
    is_estimate_or_forecast: bool


@cache
def _economies() -> dict[tuple[str, int], _Economy]:
    column = data.load("macroeconomy").column
    keys = zip(column("ref_area"), column("year"), strict=True)
    return dict(zip(keys, map(_Economy, *map(column, _Economy._fields)), strict=True))


def _share(row: _Economy | None, world: _Economy, measure: str) -> float | None:
    if row is None:
        return None
    if measure == "ppp":
        return row.gdp_ppp_share_world_pct
    if row.ngdp_usd_bn is None or world.ngdp_usd_bn is None:
        return None
    return 100 * row.ngdp_usd_bn / world.ngdp_usd_bn
