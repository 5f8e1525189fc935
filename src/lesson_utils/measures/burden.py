"""What a spending target means in money: shares of GDP turned into sums a reader can weigh."""

from __future__ import annotations

from dataclasses import dataclass

from .. import data
from ..amounts import Money
from ..arguments import instance, is_number
from ..errors import LessonError, UnknownNameError
from ..tables import Row

CURRENCY = {
    "AUS": "AUD", "CAN": "CAD", "CHN": "CNY", "DEU": "EUR", "ESP": "EUR", "FRA": "EUR",
    "GBR": "GBP", "IDN": "IDR", "IND": "INR", "ITA": "EUR", "JPN": "JPY", "KOR": "KRW",
    "MYS": "MYR", "NLD": "EUR", "NZL": "NZD", "PHL": "PHP", "POL": "PLN", "RUS": "RUB",
    "SGP": "SGD", "THA": "THB", "TUR": "TRY", "TWN": "TWD", "USA": "USD", "VNM": "VND",
}  # fmt: skip
"""ISO 4217 code of each state's own currency, for the states of the macroeconomy data set."""


PLEDGE = {"core": 3.5, "related": 1.5}
"""The two parts of NATO's 5%, % of GDP: core defence (at least 3.5) and related spending (up to
1.5), by 2035 with a review in 2029. Source: Hague summit declaration of 25 June 2025 as printed
by the sources HAGUE_HDN and HAGUE_TXT of the evidence ledger."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What a share of GDP comes to.

    Attributes
    ----------
    state : str
        ISO 3166 alpha-3 code.
    target_pct : float
        The share, % of GDP.
    year : int
        Year of the prices, of the population and of the dollar rate.
    gdp_base_year : int
        Year of the GDP that the share is taken of.
    money, dollars : Money
        The sum in the state's own currency and in US dollars of the year's market rate.
    per_resident : Money
        The sum in own currency for each resident.
    estimate : bool
        Whether GDP of either year is an estimate or forecast of the data set.
    source : str
        Where GDP and population come from.
    """

    state: str
    target_pct: float
    year: int
    gdp_base_year: int
    money: Money
    dollars: Money
    per_resident: Money
    estimate: bool
    source: str


def burden(
    state: str, target_pct: float, year: int = 2025, gdp_base_year: int | None = None
) -> Burden:
    """Work out what a spending target comes to in money.

    Parameters
    ----------
    state : str
        ISO 3166 alpha-3 code, such as ``"JPN"``.
    target_pct : float
        Share of GDP, in %, from 0 to 100.
    year : int, optional
        Year whose population and exchange rate are used.
    gdp_base_year : int, optional
        Year whose nominal GDP the share is taken of; left out, ``year``. Japan's "2%" is a share
        of the GDP of fiscal 2022.

    Returns
    -------
    Burden
        Sums in current prices of ``gdp_base_year``.

    Raises
    ------
    UnknownNameError
        If the state is not in the data set.
    LessonError
        If the share or the years are out of range.

    Notes
    -----
    GDP is that of the IMF's World Economic Outlook of October 2025; the
    result is arithmetic on GDP, neither SIPRI's nor NATO's count of expenditure.

    Examples
    --------
    >>> b = burden("JPN", 2)
    >>> b.money, b.dollars
    (¥12.64 trillion (current prices, 2025), $85.60 billion (current prices, 2025))
    """
    if isinstance(target_pct, bool) or not isinstance(target_pct, (int, float)):
        raise LessonError(f"The target {target_pct!r} is no number. Give a share in %, such as 2.")
    if not is_number(target_pct) or not 0 <= target_pct <= 100:
        raise LessonError(f"The target {target_pct!r} is no share. Give % of GDP, from 0 to 100.")
    base = year if gdp_base_year is None else gdp_base_year
    now, then = _row(state, year), _row(state, base)
    share = target_pct / 100
    money = Money(share * then.ngdp_lcu_bn * 1e9, CURRENCY[state], year=base)
    return Burden(
        state=state,
        target_pct=float(target_pct),
        year=year,
        gdp_base_year=base,
        money=money,
        dollars=Money(float(money) / now.lcu_per_usd_implied, "USD", year=base),
        per_resident=Money(float(money) / (now.population_m * 1e6), CURRENCY[state], year=base),
        estimate=bool(now.is_estimate_or_forecast or then.is_estimate_or_forecast),
        source=data.load("macroeconomy").source,
    )


def states_with_gdp() -> tuple[str, ...]:
    """List the states whose burden can be worked out and whose spending somebody counts.

    Returns
    -------
    tuple of str
        ISO 3166 alpha-3 codes: states with GDP in the macroeconomy data set that are in NATO, or
        that SIPRI's nine-state extract holds as partners of the United States, or that state.

    Examples
    --------
    >>> len(states_with_gdp()), "JPN" in states_with_gdp(), "SWE" in states_with_gdp()
    (15, True, False)
    """
    allies = set(data.load("nato_defence_expenditure_2026").column("iso3"))
    asked = allies | {"JPN", "KOR", "TWN", "PHL", "AUS"}
    return tuple(sorted(asked & set(CURRENCY)))


def without_gdp() -> tuple[str, ...]:
    """List the NATO members with forces for which the course has no GDP.

    Examples
    --------
    >>> "SWE" in without_gdp(), "DEU" in without_gdp()
    (True, False)
    """
    allies = set(data.load("nato_defence_expenditure_2026").column("iso3"))
    return tuple(sorted(allies - set(CURRENCY)))


def in_years_of(money: Money, budget: Money) -> float:
    """Say how many years of a budget a sum comes to.

    Parameters
    ----------
    money, budget : Money
        Sums in the same currency; their years may differ, as when a sum of 2026 is set against
        the budget of 2025.

    Raises
    ------
    MixedUnitsError
        If the currencies differ.
    LessonError
        If the budget is not positive.

    Examples
    --------
    >>> from lesson_utils.measures.accounting import japan_budget
    >>> round(in_years_of(burden("JPN", 5, 2025).money, japan_budget(2025)), 2)
    3.63
    """
    instance(money, Money, "Make an amount with lu.money.yen(…) or lu.money.dollars(…).")
    instance(budget, Money, "lu.measures.japan_budget(year) gives one.")
    if float(budget) <= 0:
        raise LessonError(f"A budget of {budget!r} cannot be counted in years.")
    money.check_same_unit(budget, "divided", across_years=True)
    return float(money) / float(budget)


def _row(state: str, year: int) -> Row:
    table = data.load("macroeconomy").where(group_name=None)
    if state not in CURRENCY:
        raise UnknownNameError("state", state, sorted(CURRENCY), "Give its three-letter code.")
    rows = table.where(ref_area=state, year=year)
    if len(rows) != 1 or None in (rows[0].ngdp_lcu_bn, rows[0].population_m):
        years = [r.year for r in table.where(ref_area=state) if r.ngdp_lcu_bn and r.population_m]
        raise LessonError(
            f"There is no GDP of {state} for {year!r}; the data set has {min(years)} to "
            f"{max(years)}."
        )
    found: Row = rows[0]
    return found
