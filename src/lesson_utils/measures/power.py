"""Yardsticks of power: who holds what share of the world, and whether it has declined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .. import data
from ..arguments import is_number
from ..errors import LessonError, UnknownNameError
from ..tables import Row

DIRECTIONS = ("declined", "flat", "rose")
"""What a verdict can be; ``"flat"`` means that the change stays within the tolerance."""

STATES = ("USA", "CHN", "JPN", "IND", "RUS")
"""States that the yardsticks are read for (ISO 3166 alpha-3), where the tables have them."""

TOLERANCE_PCT = 5.0
"""A change of at most this share of the base value counts as flat, %."""


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a state declined on a yardstick since a base year.

    Attributes
    ----------
    measure, state, against : str
        What was asked; ``against`` is ``"world"`` or the state that it was divided by.
    base_year, end_year : int
        The two years compared.
    base, end : float
        The values then, in the unit of the yardstick (a ratio if compared with a state).
    change_pct : float
        Change as a share of the base value, %.
    direction : str
        One of `DIRECTIONS`. For a distance, growing is declining.
    tolerance_pct : float
        What counts as flat.
    breaks : tuple of Break
        Breaks between the two years, and outliers at either of them.
    """

    measure: str
    state: str
    against: str
    base_year: int
    end_year: int
    base: float
    end: float
    change_pct: float
    direction: str
    tolerance_pct: float
    breaks: tuple[Break, ...]

    @property
    def declined(self) -> bool:
        """Whether it declined by more than the tolerance."""
        return self.direction == "declined"

    def __str__(self) -> str:
        """Give the verdict in one line."""
        return (
            f"{self.measure} {self.state} {self.base_year}–{self.end_year}: "
            f"{self.base:.4g} to {self.end:.4g} ({self.change_pct:+.0f}%), {self.direction}"
        )


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


def verdict(
    measure: str,
    state: str,
    base_year: int,
    end_year: int | None = None,
    *,
    against: str = "world",
    tolerance_pct: float = TOLERANCE_PCT,
) -> Verdict:
    """Say whether a state declined on a yardstick since a base year.

    Parameters
    ----------
    measure : str
        A name of `YARDSTICKS`.
    state : str
        ISO 3166 alpha-3 code.
    base_year : int
        Year compared with.
    end_year : int, optional
        Year looked at; left out, the last that is no estimate or projection of the data set.
    against : str, optional
        ``"world"``, or the code of a state to divide by.
    tolerance_pct : float, optional
        Change, as a share of the base value in %, up to which the yardstick counts as flat.

    Returns
    -------
    Verdict
        Values, change and direction.

    Raises
    ------
    UnknownNameError
        If there is no such yardstick or state.
    LessonError
        If a year has no value, the years are in the wrong order or the tolerance is negative.

    Notes
    -----
    Two single years are compared; `by_base_year` tells how much hangs on the choice.

    Examples
    --------
    >>> print(verdict("gdp_usd", "USA", 2000))
    gdp_usd USA 2000–2024: 29.92 to 26.37 (-12%), declined
    >>> print(verdict("gdp_usd", "USA", 2010))
    gdp_usd USA 2010–2024: 22.45 to 26.37 (+17%), rose
    """
    if not is_number(tolerance_pct) or tolerance_pct < 0:
        raise LessonError(f"The tolerance {tolerance_pct!r} is no share. Give %, 0 or more.")
    points = series(measure, state, against)
    known = {p.year: p.value for p in points}
    last = max(p.year for p in points if not p.estimate) if end_year is None else end_year
    for year in (base_year, last):
        if year not in known:
            raise LessonError(
                f"{measure!r} has no value of {state} for {year!r}; it has {min(known)} to "
                f"{max(known)}{_without(known)}. Choose one of these years."
            )
    if base_year >= last:
        raise LessonError(f"The base year {base_year} is not before {last}. Choose an earlier one.")
    rule = yardstick(measure)
    base, end = known[base_year], known[last]
    change = (end / base - 1) * 100
    gained = -change if rule.low_is_strong else change
    direction = "flat" if abs(change) <= tolerance_pct else "rose" if gained > 0 else "declined"
    return Verdict(
        measure,
        state,
        against,
        base_year,
        last,
        base,
        end,
        change,
        direction,
        float(tolerance_pct),
        tuple(b for b in rule.breaks if base_year <= b.year <= last and b.kind != "gap"
              and (b.kind != "outlier" or b.year in (base_year, last))),
    )  # fmt: skip


def by_base_year(
    measure: str,
    state: str,
    *,
    against: str = "world",
    tolerance_pct: float = TOLERANCE_PCT,
) -> dict[int, Verdict]:
    """Give the verdict for every base year that the table allows.

    Parameters and errors are those of `verdict`.

    Returns
    -------
    dict of int to Verdict
        By base year, in order.

    Examples
    --------
    >>> counts(by_base_year("gdp_ppp", "USA"))
    {'declined': 38, 'flat': 6, 'rose': 0}
    """
    points = [p for p in series(measure, state, against) if not p.estimate]
    return {
        p.year: verdict(measure, state, p.year, against=against, tolerance_pct=tolerance_pct)
        for p in points[:-1]
    }


def counts(verdicts: Mapping[int, Verdict]) -> dict[str, int]:
    """Count verdicts by direction, `DIRECTIONS` in order."""
    found = Counter(v.direction for v in verdicts.values())
    return {direction: found[direction] for direction in DIRECTIONS}


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


def _without(years: Mapping[int, float]) -> str:
    missing = [y for y in range(min(years), max(years)) if y not in years]
    return f" without {', '.join(map(str, missing))}" if missing else ""
