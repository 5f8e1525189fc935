"""US forces by place and what Japan pays towards them: counts, shares, indices, yen and dollars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .. import data
from ..arguments import names
from ..errors import LessonError, UnknownNameError

TROOP_PLACES = ("JPN", "KOR", "PHL", "TWN", "GUM")
"""Places of the us_forces data set, ISO 3166 alpha-3 codes."""

RYUKYUS = "RYU"
"""The Ryukyu Islands, which the reports count apart from Japan until 1972."""

JOINS = ("apart", "added", "mixed")
"""What is done with the Ryukyus before 1974; see `troop_counts`."""

FIRST_WITH_OKINAWA = 1974
"""First report whose label says that Japan includes Okinawa Prefecture."""

_COVERAGE = ("excludes Ryukyu", "first years in which Japan includes")
_FISCAL_YEAR_STARTS = 4


@dataclass(frozen=True, slots=True)
class TroopCount:
    """What one report gives for one place.

    Attributes
    ----------
    place : str
        One of `TROOP_PLACES` or `RYUKYUS`.
    year, month : int
        Month of the report.
    persons : int
        Active-duty personnel.
    doubt : str
        Why the figure may be an artefact of reporting; empty if nothing is noted.
    covers : str
        ``"place"``; for Japan before 1974 ``"without Ryukyus"``, ``"Ryukyus only"`` or
        ``"with Ryukyus"``, where both could be added.
    """

    place: str
    year: int
    month: int
    persons: int
    doubt: str = ""
    covers: str = "place"

    @property
    def when(self) -> str:
        """Month of the report, such as ``"2015-12"``."""
        return f"{self.year}-{self.month:02d}"


def troop_counts(place: str, ryukyus: str = "apart") -> tuple[TroopCount, ...]:
    """List the reports of a place, the oldest first.

    Parameters
    ----------
    place : str
        One of `TROOP_PLACES` or `RYUKYUS`.
    ryukyus : {"apart", "added", "mixed"}
        Matters for Japan before 1974 only. "apart": Japan as reported, without the Ryukyus.
        "added": only reports that give both, added up. "mixed": whichever of the two a report
        gives, as a careless reader of the compilation would take it.

    Returns
    -------
    tuple of TroopCount
        Active-duty personnel. A report that does not name the place is left out, never filled in.

    Raises
    ------
    UnknownNameError
        If there is no such place or way of joining.

    Notes
    -----
    Source: Defense Manpower Data Center, compiled by M. Flynn (data set us_forces).

    Examples
    --------
    >>> [count.persons for count in troop_counts("JPN") if count.year == 1965]
    [34025]
    >>> [count.year for count in troop_counts("JPN", "added")][0]
    1974
    """
    if ryukyus not in JOINS:
        raise UnknownNameError("way to join the Ryukyus", ryukyus, JOINS)
    found = _reports(place)
    if place != "JPN" or ryukyus == "apart":
        return found
    other = {count.when: count for count in _reports(RYUKYUS)}
    joined = []
    for count in found:
        twin = other.pop(count.when, None)
        if count.covers == "place":
            joined.append(count)
        elif twin is not None:
            persons = count.persons + twin.persons
            joined.append(replace(count, persons=persons, covers="with Ryukyus"))
        elif ryukyus == "mixed":
            joined.append(count)
    if ryukyus == "mixed":
        left = (replace(c, place="JPN", covers="Ryukyus only") for c in other.values())
        joined.extend(left)
    return tuple(sorted(joined, key=lambda count: count.when))


def troop_report(place: str, year: int, ryukyus: str = "apart") -> TroopCount | None:
    """Give the report that stands for a year: September's, or June's before 1957.

    Returns
    -------
    TroopCount or None
        None if no report of that year names the place.

    Examples
    --------
    >>> troop_report("KOR", 1990).persons, troop_report("KOR", 2004)
    (41344, None)
    """
    found = [count for count in troop_counts(place, ryukyus) if count.year == year]
    return next((c for c in found if c.month == 9), found[-1] if found else None)


def report_years() -> tuple[int, ...]:
    """List the years that have a report, the oldest first.

    Examples
    --------
    >>> report_years()[:3], report_years()[-1]
    ((1950, 1953, 1954), 2025)
    """
    return tuple(sorted({count.year for place in TROOP_PLACES for count in troop_counts(place)}))


def troop_shares(
    places: Sequence[str], ryukyus: str = "apart"
) -> Mapping[str, tuple[tuple[TroopCount, float], ...]]:
    """Work out each place's share of the personnel in all the places chosen.

    Parameters
    ----------
    places : sequence of str
        Two or more of `TROOP_PLACES`.
    ryukyus : {"apart", "added", "mixed"}
        As for `troop_counts`. Kept apart, the Ryukyus count in neither part of the share.

    Returns
    -------
    mapping
        Place → pairs of report and share in %. Only reports that name every place count, so the
        shares of a report add up to 100.

    Raises
    ------
    LessonError
        If fewer than two places are chosen.

    Examples
    --------
    >>> [round(pct, 1) for count, pct in troop_shares(["JPN", "KOR"])["JPN"] if count.year == 1990]
    [53.0]
    """
    places = names(places, "places")
    if len(set(places)) < 2:
        raise LessonError(
            f"A share needs at least two places to be a share of, not {list(places)!r}."
        )
    rows = {place: {c.when: c for c in troop_counts(place, ryukyus)} for place in places}
    common = set.intersection(*(set(of) for of in rows.values()))
    total = {when: sum(of[when].persons for of in rows.values()) for when in common}
    return {
        place: tuple((c, 100 * c.persons / total[w]) for w, c in of.items() if w in common)
        for place, of in rows.items()
    }


def troop_index(
    place: str, base_year: int, ryukyus: str = "apart"
) -> tuple[tuple[TroopCount, float], ...]:
    """Work out a place's personnel with the report of one year set to 100.

    Parameters
    ----------
    place : str
        One of `TROOP_PLACES` or `RYUKYUS`.
    base_year : int
        Year that is 100.
    ryukyus : {"apart", "added", "mixed"}
        As for `troop_counts`.

    Returns
    -------
    tuple of (TroopCount, float)
        Only reports that cover the same ground as the base: Japan without the Ryukyus is never
        compared with Japan with Okinawa, unless the two are "mixed".

    Raises
    ------
    LessonError
        If no report of the base year names the place.

    Examples
    --------
    >>> round(troop_index("KOR", 1990)[-1][1])
    57
    """
    base = troop_report(place, base_year, ryukyus)
    if base is None:
        raise LessonError(f"No report of {base_year} counts {place}; choose another base year.")
    same = ryukyus == "mixed"
    return tuple(
        (count, 100 * count.persons / base.persons)
        for count in troop_counts(place, ryukyus)
        if same or count.covers == base.covers
    )


@cache
def _reports(place: str) -> tuple[TroopCount, ...]:
    if place not in (*TROOP_PLACES, RYUKYUS):
        raise UnknownNameError("place", place, (*TROOP_PLACES, RYUKYUS))
    found = []
    for row in data.load("us_forces"):
        apart = row.area.startswith("Ryukyu")
        if place != (RYUKYUS if apart else row.host_iso3):
            continue
        flag = row.flag or ""
        early = place == "JPN" and row.year < FIRST_WITH_OKINAWA
        found.append(
            TroopCount(
                place=place,
                year=row.year,
                month=row.report_month,
                persons=row.active_duty_total,
                doubt="" if flag.startswith(_COVERAGE) else flag,
                covers="without Ryukyus" if early else "place",
            )
        )
    return tuple(sorted(found, key=lambda count: count.when))


@dataclass(frozen=True, slots=True)
class HostSupport:
    """Japan's host-nation support in one fiscal year or one agreed period.

    Attributes
    ----------
    first_year, last_year : int
        Fiscal years, April to March, both included.
    total_jpy_bn, yearly_jpy_bn : float
        Billion yen in the whole period and a year on average.
    jpy_per_usd : float
        Mean of the monthly mean rates of the period.
    yearly_usd_bn : float
        Billion dollars a year at that rate.
    months : int
        Months the rate is the mean of; fewer than twelve a year if the period is not over.
    basis : str
        What kind of figure it is, as published.
    """

    first_year: int
    last_year: int
    total_jpy_bn: float
    yearly_jpy_bn: float
    jpy_per_usd: float
    yearly_usd_bn: float
    months: int
    basis: str

    @property
    def years(self) -> int:
        """Fiscal years in the period."""
        return self.last_year - self.first_year + 1

    @property
    def over(self) -> bool:
        """Whether rates of every month of the period are known."""
        return self.months == 12 * self.years


def host_support() -> tuple[HostSupport, ...]:
    """Work out Japan's host-nation support a year, in yen and in dollars of the time.

    Returns
    -------
    tuple of HostSupport
        Selected years and two five-year totals, by first year. They stand on different bases
        (`HostSupport.basis`) and do not make a series.

    Notes
    -----
    Rates: Federal Reserve monthly averages, European Central Bank from July 2026 (data set
    fx_usdjpy_monthly). Amounts: data set host_nation_support.

    Examples
    --------
    >>> last = host_support()[-1]
    >>> last.first_year, round(last.yearly_jpy_bn), last.over
    (2022, 211, False)
    """
    rates = {
        row.month: row.ecb_avg if row.fred_exjpus is None else row.fred_exjpus
        for row in data.load("fx_usdjpy_monthly")
    }
    made = []
    for row in data.load("host_nation_support"):
        first, last = row.period_start, row.period_end
        known = [rates[month] for month in _months(first, last) if rates.get(month) is not None]
        if not known:
            raise LessonError(f"fx_usdjpy_monthly has no rate for fiscal {first} to {last}.")
        rate = sum(known) / len(known)
        yearly = row.host_nation_support_jpy_bn / (last - first + 1)
        made.append(
            HostSupport(
                first_year=first,
                last_year=last,
                total_jpy_bn=row.host_nation_support_jpy_bn,
                yearly_jpy_bn=yearly,
                jpy_per_usd=rate,
                yearly_usd_bn=yearly / rate,
                months=len(known),
                basis=row.status,
            )
        )
    return tuple(sorted(made, key=lambda one: (one.first_year, one.last_year)))


def _months(first: int, last: int) -> list[str]:
    """List the months of fiscal years: April of the first to March after the last."""
    start = 12 * first + _FISCAL_YEAR_STARTS - 1
    end = 12 * (last + 1) + _FISCAL_YEAR_STARTS - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(start, end)]
