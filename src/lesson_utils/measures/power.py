"""Yardsticks of power: who holds what share of the world, year by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .. import data
from ..errors import LessonError, UnknownNameError
from ..tables import Row

STATES = ("USA", "CHN", "JPN", "IND", "RUS")
"""States that the yardsticks are read for (ISO 3166 alpha-3), where the tables have them."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a series does not mean the same on both sides.

    Attributes
    ----------
    year : float
        Where it lies; ``2001.5`` is between 2001 and 2002.
    kind : str
        ``"method"``, ``"scope"``, ``"gap"`` or ``"outlier"``.
    """

    year: float
    kind: str


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A measure of power.

    Attributes
    ----------
    id : str
        Short name.
    table : str
        Data set it is read from.
    decimals : int
        Digits worth printing.
    low_is_strong : bool
        Whether a smaller value means more influence (distances).
    share : bool
        Whether it is a share of the world, so that two states' values have a ratio.
    breaks : tuple of Break
        Where the series breaks.
    """

    id: str
    table: str
    decimals: int
    low_is_strong: bool
    share: bool
    breaks: tuple[Break, ...]


YARDSTICKS: Mapping[str, Yardstick] = MappingProxyType(
    {
        y.id: y
        for y in (
            Yardstick("gdp_usd", "gdp_world_share", 1, False, True, (Break(1991.5, "scope"),)),
            Yardstick("gdp_ppp", "gdp_world_share", 1, False, True, (Break(1991.5, "scope"),)),
            Yardstick(
                "military",
                "military_expenditure_world_share",
                1,
                False,
                True,
                (Break(1991, "gap"),),
            ),
            Yardstick(
                "cinc",
                "national_capability",
                1,
                False,
                True,
                (Break(2001.5, "method"), Break(2016.5, "method")),
            ),
            Yardstick("un_nearer", "un_vote_alignment", 1, False, False, (Break(2022, "outlier"),)),
            Yardstick(
                "un_distance", "un_vote_alignment", 2, True, False, (Break(2022, "outlier"),)
            ),
        )
    }
)
"""The yardsticks by name: shares of world GDP in current dollars and at purchasing power parity,
of world military expenditure and of national capability (all %); the share of states whose UN
votes lie nearer (%), and the median distance of their votes (ideal-point units)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series; ``estimate`` marks an estimate or projection of the data set."""

    year: int
    value: float
    estimate: bool


def yardstick(measure: str) -> Yardstick:
    """Find a yardstick by name.

    Raises
    ------
    UnknownNameError
        If there is none of that name.

    Examples
    --------
    >>> yardstick("cinc").table
    'national_capability'
    """
    if measure not in YARDSTICKS:
        raise UnknownNameError("yardstick", measure, list(YARDSTICKS))
    return YARDSTICKS[measure]


def states_of(measure: str) -> tuple[str, ...]:
    """Give the states that a yardstick is known for, in the order of `STATES`.

    Examples
    --------
    >>> states_of("un_nearer")
    ('USA', 'CHN')
    """
    return tuple(_read(measure))


def series(measure: str, state: str, against: str = "world") -> tuple[Point, ...]:
    """Read a yardstick for a state, year by year.

    Parameters
    ----------
    measure : str
        A name of `YARDSTICKS`.
    state : str
        ISO 3166 alpha-3 code.
    against : str, optional
        ``"world"``, or the code of a state by whose value each year's value is divided.

    Returns
    -------
    tuple of Point
        In the order of years; years without a value are left out.

    Raises
    ------
    UnknownNameError
        If there is no such yardstick.
    LessonError
        If the yardstick has no such state or cannot be divided.

    Examples
    --------
    >>> [p.value for p in series("gdp_ppp", "USA") if p.year in (1980, 2024)]
    [21.628, 14.804]
    """
    rule = yardstick(measure)
    points = _read(measure).get(state)
    if points is None:
        raise UnknownNameError(
            f"state of {rule.table}", state, list(_read(measure)), "Choose another state."
        )
    if against == "world":
        return points
    if not rule.share:
        raise LessonError(
            f"{measure!r} already compares the United States with China: it is not a share of "
            "the world and has no ratio. Compare with the world."
        )
    if against == state:
        raise LessonError(f"{state} divided by itself is always 1. Choose another state.")
    other = {p.year: p for p in series(measure, against)}
    return tuple(
        Point(p.year, p.value / other[p.year].value, p.estimate or other[p.year].estimate)
        for p in points
        if p.year in other
    )


@cache
def _read(measure: str) -> Mapping[str, tuple[Point, ...]]:
    table = data.load(yardstick(measure).table)
    take: dict[str, Callable[[Row], Mapping[str, float | None]]] = {
        "gdp_usd": lambda r: {r.iso3: r.share_current_usd_pct},
        "gdp_ppp": lambda r: {r.iso3: r.share_ppp_pct},
        "military": lambda r: {r.iso3: r.share_of_world_pct},
        "cinc": lambda r: {r.iso3: r.cinc_v7_share_of_world * 100},
        "un_nearer": lambda r: {
            "USA": r.share_closer_to_usa_pct,
            "CHN": 100 - r.share_closer_to_usa_pct,
        },
        "un_distance": lambda r: {"USA": r.median_distance_to_usa, "CHN": r.median_distance_to_chn},
    }
    found: dict[str, list[Point]] = {state: [] for state in STATES}
    for row in table:
        for state, value in take[measure](row).items():
            if state in found and value is not None:
                found[state].append(Point(row.year, value, bool(row.get("imf_projection"))))
    return MappingProxyType(
        {s: tuple(sorted(ps, key=lambda p: p.year)) for s, ps in found.items() if ps}
    )
