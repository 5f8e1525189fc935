"""China's announced defence budget beside SIPRI's estimate: one sum in several units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .. import data
from ..errors import LessonError, UnknownNameError
from ..tables import Row

UNITS = ("cny", "usd", "ppp", "constant", "share")
"""Billion yuan, billion US$ at market rates, billion international $ at purchasing power parity,
billion US$ at prices and rates of 2024, % of GDP."""

BESIDE = ("USA", "JPN")
"""States whose SIPRI figures may stand beside China's."""

LEVEL_KNOWN = 2016
"""First year in which the source says that the announced budget is the national one."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Military spending of one year in one unit.

    Attributes
    ----------
    year : int
        Calendar or budget year.
    value : float
        In the unit asked for.
    estimate : bool
        Whether SIPRI marks it as its estimate; for an announced budget, whether GDP or the rate
        it is converted with is an estimate or projection of the IMF.
    """

    year: int
    value: float
    estimate: bool


def announced(unit: str = "cny") -> tuple[Sum, ...]:
    """Give China's announced budget.

    Parameters
    ----------
    unit : {"cny", "usd", "ppp", "share"}
        See `UNITS`; SIPRI alone gives constant dollars.

    Returns
    -------
    tuple of Sum
        From 2009, in the order of years.

    Raises
    ------
    UnknownNameError
        If there is no such unit.
    LessonError
        If the unit is constant dollars.

    Notes
    -----
    Yuan come from ``defence_budget_china``; market rate, PPP rate and GDP from ``macroeconomy``
    (IMF, October 2025). The PPP rate is that of the whole economy, not one of defence goods.

    Examples
    --------
    >>> round(announced("usd")[-1].value)
    269
    """
    _check(unit)
    if unit == "constant":
        raise LessonError(
            "The announced budget has no constant dollars in the data: SIPRI alone gives them. "
            "Choose another unit."
        )
    found = []
    for row in data.load("defence_budget_china"):
        cny = row.national_budget_cny_bn or row.central_budget_cny_bn
        rate = _economy("CHN")[row.year]
        projected = unit != "cny" and bool(rate.is_estimate_or_forecast)
        found.append(Sum(row.year, _convert(cny, unit, rate), projected))
    return tuple(sorted(found, key=lambda s: s.year))


def sipri(unit: str = "usd", state: str = "CHN") -> tuple[Sum, ...]:
    """Give SIPRI's figures for China, the United States or Japan, from 1989.

    Parameters
    ----------
    unit : str
        One of `UNITS`. Yuan are SIPRI's dollars times the year's market rate.
    state : str, optional
        ``"CHN"`` or one of `BESIDE`.

    Returns
    -------
    tuple of Sum
        In the order of years. Every value for China is SIPRI's estimate.

    Raises
    ------
    UnknownNameError
        If there is no such unit or state.
    LessonError
        If another state's spending is asked for in yuan.

    Examples
    --------
    >>> [s.value for s in sipri("share") if s.year == 2024]
    [1.664]
    """
    _check(unit)
    if state not in ("CHN", *BESIDE):
        raise UnknownNameError("state", state, ["CHN", *BESIDE])
    if unit == "cny" and state != "CHN":
        raise LessonError(
            "Yuan are China's own money. Choose dollars or a share of GDP to set another state "
            "beside it."
        )
    found = []
    for row in data.load("military_expenditure").where(iso3=state):
        if row.year < 1989 or row.current_usd_m is None:
            continue
        if unit == "share":
            value = row.share_of_gdp_pct
        elif unit == "constant":
            value = row.constant_2024_usd_m / 1000
        else:
            rate = _economy(state)[row.year]
            own = row.current_usd_m / 1000 * rate.lcu_per_usd_implied
            value = row.current_usd_m / 1000 if unit == "usd" else _convert(own, unit, rate)
        found.append(Sum(row.year, value, bool(row.sipri_estimate)))
    return tuple(sorted(found, key=lambda s: s.year))


def china_ratios() -> Mapping[int, float]:
    """Give SIPRI's estimate as a multiple of the announced budget, by year.

    Both are taken in yuan; SIPRI's dollars are turned into yuan at the IMF's market rate.

    Examples
    --------
    >>> found = china_ratios()
    >>> round(min(found.values()), 2), round(max(found.values()), 2)
    (1.35, 1.41)
    """
    official = {s.year: s.value for s in announced("cny")}
    return MappingProxyType(
        {s.year: s.value / official[s.year] for s in sipri("cny") if s.year in official}
    )


def rate(kind: str, year: int) -> float:
    """Give yuan per dollar: ``"market"`` or ``"ppp"`` (the IMF's, October 2025).

    Examples
    --------
    >>> rate("market", 2024), rate("ppp", 2024)
    (7.1959, 3.531)
    """
    row = _economy("CHN").get(year)
    if row is None or kind not in ("market", "ppp"):
        raise LessonError(
            f"There is no {kind!r} rate for {year!r}; ask 'market' or 'ppp', 1980 on."
        )
    return float(row.lcu_per_usd_implied if kind == "market" else row.ppp_lcu_per_intl)


def _convert(own_bn: float, unit: str, row: Row) -> float:
    return float(
        {
            "cny": own_bn,
            "usd": own_bn / row.lcu_per_usd_implied,
            "ppp": own_bn / row.ppp_lcu_per_intl,
            "share": own_bn / row.ngdp_lcu_bn * 100,
        }[unit]
    )


def _check(unit: str) -> None:
    if unit not in UNITS:
        raise UnknownNameError("unit", unit, UNITS)


@cache
def _economy(state: str) -> Mapping[int, Row]:
    rows = data.load("macroeconomy").where(ref_area=state, group_name=None)
    return MappingProxyType({row.year: row for row in rows})
