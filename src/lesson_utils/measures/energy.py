"""Where Japan's energy comes from, by which way, and how long stocks last if a strait closes.

The model of stocks is an upper bound made of assumptions that the reader sets; the mix and the
imports are read from the data sets, each vintage and each kind of year by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .. import data, geo
from ..arguments import is_number
from ..errors import LessonError, UnknownNameError

__all__ = [
    "ELECTRICITY",
    "PRIMARY",
    "Lane",
    "Mix",
    "Passage",
    "StockModel",
    "crude_lost_pct",
    "energy_mix",
    "lanes",
    "passages",
    "stock_days",
    "stocks_if_closed",
]

PRIMARY = ("oil", "coal", "gas", "nuclear", "renewables")
"""Shares of primary energy in ``energy_japan``; they add up to 100."""

ELECTRICITY = ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind", "biofuel")
"""Sources of electricity in ``energy_japan``."""


@dataclass(frozen=True, slots=True)
class Mix:
    """What one calendar year's energy was made of.

    Attributes
    ----------
    kind : str
        ``"primary"`` or ``"electricity"``.
    year : int
        Calendar year.
    total_twh : float
        Total, TWh.
    shares_pct : mapping of str to float
        Share of each source, % of the total.
    fossil_pct : float
        Coal, oil and gas together, % of the total, as published.
    """

    kind: str
    year: int
    total_twh: float
    shares_pct: Mapping[str, float]
    fossil_pct: float


def energy_mix(kind: str, year: int) -> Mix:
    """Give Japan's mix in a calendar year, from ``energy_japan`` alone.

    Parameters
    ----------
    kind : {"primary", "electricity"}
        All energy, or electricity only.
    year : int
        Calendar year from 2005; primary energy ends a year before electricity.

    Raises
    ------
    UnknownNameError
        If there is no such kind.
    LessonError
        If the table has no such year.

    Notes
    -----
    The ministry's shares are for fiscal years (April to March), and an older vintage of the
    electricity table differs from 2000 on: neither is mixed in here.

    Examples
    --------
    >>> mix = energy_mix("primary", 2024)
    >>> round(mix.fossil_pct), round(sum(mix.shares_pct.values()))
    (83, 100)
    """
    if kind not in ("primary", "electricity"):
        raise UnknownNameError("kind of mix", kind, ["primary", "electricity"])
    total = "primary_energy_consumption_twh" if kind == "primary" else "electricity_generation_twh"
    table = [row for row in data.load("energy_japan") if row[total] is not None]
    found = [row for row in table if row.year == year]
    if not found:
        raise LessonError(
            f"There is no mix of {kind} energy for {year!r}; the table has "
            f"{table[0].year} to {table[-1].year}."
        )
    row = found[0]
    if kind == "primary":
        shares = {name: float(row[f"{name}_share_energy_pct"]) for name in PRIMARY}
        fossil = row.fossil_share_energy_pct
    else:
        shares = {n: 100 * row[f"{n}_electricity_twh"] / row[total] for n in ELECTRICITY}
        fossil = row.fossil_share_elec_pct
    return Mix(kind, int(year), float(row[total]), shares, float(fossil))


# -- passages and lanes ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A narrow passage; ``width_km`` is measured from shore to shore."""

    id: str
    name_en: str
    between: str
    shore_a: geo.Point
    shore_b: geo.Point
    width_km: float

    @property
    def middle(self) -> geo.Point:
        """Half-way between the two shore points."""
        return geo.great_circle(self.shore_a, self.shore_b, 3)[1]


@dataclass(frozen=True, slots=True)
class Lane:
    """A schematic way from the Gulf to Japan; ``length_km`` is that of the drawing."""

    id: str
    name_en: str
    through: tuple[str, ...]
    line: tuple[geo.Point, ...]
    length_km: float


@cache
def passages() -> tuple[Passage, ...]:
    """List the passages between the Gulf and Japan, from west to east.

    Examples
    --------
    >>> [passage.id for passage in passages()][:2]
    ['strait-of-hormuz', 'strait-of-malacca']
    """
    rows = [*data.load("chokepoints")]
    rows += [r for r in data.load("straits") if r.id in ("taiwan-strait", "bashi-channel")]
    found = (
        Passage(
            row.id,
            row["name"],
            row.between,
            (row.lat_a, row.lon_a),
            (row.lat_b, row.lon_b),
            row.width_km_geodesic,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda passage: passage.middle[1]))


@cache
def lanes() -> tuple[Lane, ...]:
    """List the two schematic ways from the Gulf to Japan, by Malacca and by Lombok.

    Examples
    --------
    >>> by_malacca, by_lombok = lanes()
    >>> by_malacca.length_km < by_lombok.length_km
    True
    """
    made = []
    for row in data.load("sea_lanes"):
        line = tuple((lat, lon) for lon, lat in row.coordinates)
        length = sum(geo.distance_km(a, b) for a, b in pairwise(line))
        made.append(Lane(row.id, row["name"], tuple(row.through.split(", ")), line, length))
    return tuple(made)


# -- stocks ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StockModel:
    """How long stocks last, at most, on the assumptions given.

    Attributes
    ----------
    gap_pct : float
        What is missing each day after replacement and saving, % of normal use.
    days_at_sea : float
        Days before the gap is felt: ships already past the strait still arrive.
    days : float or None
        Days from the closing until stocks are used up; None if they are never touched.
    line : tuple of (float, float)
        Corners of the curve: days since the closing, stock left in days of normal use.
    """

    gap_pct: float
    days_at_sea: float
    days: float | None
    line: tuple[tuple[float, float], ...]


def stocks_if_closed(
    lost_pct: float,
    stock: float,
    *,
    replaced_pct: float = 0.0,
    saved_pct: float = 0.0,
    days_at_sea: float = 0.0,
) -> StockModel:
    """Work out how long oil stocks last, at most, if part of the imports stops.

    Parameters
    ----------
    lost_pct : float
        Share of crude imports that stops, %.
    stock : float
        Stocks, in days of normal use.
    replaced_pct : float, optional
        Share of what stops that comes from elsewhere or another way, %.
    saved_pct : float, optional
        Cut in use, % of normal use.
    days_at_sea : float, optional
        Days that ships already under way still arrive.

    Returns
    -------
    StockModel
        Days until the stock is used up, and the curve.

    Raises
    ------
    LessonError
        If a share is outside 0 to 100 or a number of days is negative.

    Notes
    -----
    Each day ``lost × (1 − replaced) − saved`` of normal use is drawn from stock. It is an upper
    bound: the whole stock counts as usable in any place and as any product, and no plant stops
    before the last drop. Prices, gas, coal and fear are left out.

    Examples
    --------
    >>> stocks_if_closed(100, 254).days, stocks_if_closed(50, 254).days
    (254.0, 508.0)
    >>> stocks_if_closed(50, 254, saved_pct=50).days is None
    True
    """
    shares = {"lost": lost_pct, "replaced": replaced_pct, "saved": saved_pct}
    for name, value in shares.items():
        if not is_number(value) or not 0 <= value <= 100:
            raise LessonError(f"The share {name} is {value!r}. Give %, from 0 to 100.")
    for name, value in {"stock": stock, "days at sea": days_at_sea}.items():
        if not is_number(value) or value < 0:
            raise LessonError(f"The {name} of {value!r} days is impossible. Give 0 or more.")
    gap = lost_pct * (1 - replaced_pct / 100) - saved_pct
    if gap <= 1e-9:
        return StockModel(0.0, days_at_sea, None, ((0.0, stock), (days_at_sea, stock)))
    end = days_at_sea + stock / (gap / 100)
    return StockModel(gap, days_at_sea, end, ((0.0, stock), (days_at_sea, stock), (end, 0.0)))


def stock_days() -> float:
    """Give the days of consumption in Japan's oil stocks, the latest figure of the course.

    Examples
    --------
    >>> stock_days()
    254.0
    """
    rows = data.load("fuel_imports_japan").where(fuel_or_measure="oil stocks")
    return float(max(rows, key=lambda row: row.period).value)


def crude_lost_pct() -> float:
    """Work out how far crude imports fell in April 2026 against April 2025, %.

    Examples
    --------
    >>> round(crude_lost_pct(), 1)
    65.7
    """
    rows = data.load("fuel_imports_japan").where(fuel_or_measure="crude", item="total imports")
    at = {row.period: row.value for row in rows}
    return float(100 * (1 - at["2026-04"] / at["2025-04"]))
