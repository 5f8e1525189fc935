"""One pledge, many denominators: which comparisons hold, and why others do not."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Literal

from .. import data, money
from ..amounts import Money
from ..errors import LessonError, UnknownNameError
from .pledge import pledge_ceiling

__all__ = [
    "GDP_YEARS",
    "PLEDGES",
    "Comparison",
    "Denominator",
    "denominators",
    "pledge_against",
    "pledged",
    "years_to_pay",
]

Kind = Literal["flow", "stock", "people"]
Problem = Literal["kind", "currency", "basis", "year"]

PLEDGES = ("dollars", "2025-07-22", "2026-01-16")
"""The pledge in dollars, or in yen at the fixing of a day."""

GDP_YEARS = (2012, 2024, 2025, 2026)
"""Years of GDP, government spending and population to choose from."""

EARLIEST = 2024
"""Dollars pledged in 2025 are set against figures of this year or later."""

PPP = "PPP"  # price basis of GDP in international dollars


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a pledge can be measured against.

    Attributes
    ----------
    key : str
        Short name.
    amount : Money or float
        Money with its currency, price basis and year; a count of people.
    kind : {"flow", "stock", "people"}
        Money per year, money held at one time, or residents.
    year : int
        Year it refers to.
    estimate : bool
        Whether the source calls it an estimate, a draft or approximate.
    table : str
        Data set it comes from.
    """

    key: str
    amount: float
    kind: Kind
    year: int
    estimate: bool
    table: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pledge divided by a denominator.

    Attributes
    ----------
    numerator : Money
        The pledge, whole or a year's part of it.
    denominator : Denominator
        What it is divided by.
    value : float
        The quotient: % of the denominator, or money for each resident.
    problems : tuple of str
        Why the quotient means little: ``"kind"`` (a sum against a yearly flow, a yearly part
        against a stock), ``"currency"``, ``"basis"`` (market prices against PPP), ``"year"``.
        Empty if it holds.
    """

    numerator: Money
    denominator: Denominator
    value: float
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether the comparison mixes no units."""
        return not self.problems


def years_to_pay() -> float:
    """Give the years from the memorandum to the last day for choosing projects.

    Examples
    --------
    >>> round(years_to_pay(), 2)
    3.38
    """
    facts = data.load("us_japan_agreement")
    row = facts.one(fact="deadline")
    last = datetime.date.fromisoformat(row.value_or_text.split()[-1])
    return (last - datetime.date.fromisoformat(row.date)).days / 365.25


def pledged(form: str = "dollars", *, each_year: bool = False) -> Money:
    """Give the pledge as money.

    Parameters
    ----------
    form : str
        ``"dollars"``, or a day such as ``"2026-01-16"`` at whose fixing it is turned into yen.
    each_year : bool
        Spread evenly over `years_to_pay`: an assumption, no schedule is public.

    Returns
    -------
    Money
        Current prices. Dollars carry no year; yen carry the year of the fixing.

    Raises
    ------
    LessonError
        If there is no fixing for the day.

    Examples
    --------
    >>> pledged("2026-01-16")
    ¥86.96 trillion (current prices, 2026)
    >>> pledged(each_year=True)
    $162.93 billion (current prices)
    """
    usd = pledge_ceiling() * 1e9 / (years_to_pay() if each_year else 1)
    if form == "dollars":
        return money.dollars(usd)
    rate = money.rate(form)
    return money.yen(usd * rate.yen_per_dollar, year=rate.fixing.year)


def denominators(year: int = 2025) -> tuple[Denominator, ...]:
    """List what the pledge can be measured against.

    Parameters
    ----------
    year : int
        Year of GDP, government spending and residents, one of `GDP_YEARS`; the others have the
        year of their latest figure before the article.

    Returns
    -------
    tuple of Denominator
        Sources: IMF (October 2025), defence budget of FY2026 (draft), Ministry of Finance,
        US Treasury, US Bureau of Economic Analysis.

    Raises
    ------
    UnknownNameError
        If the year is not offered.

    Examples
    --------
    >>> [d.key for d in denominators()][:3]
    ['gdp_dollars', 'gdp_yen', 'gdp_ppp']
    """
    if year not in GDP_YEARS:
        raise UnknownNameError("year", year, [str(y) for y in GDP_YEARS])
    japan = data.load("macroeconomy").one(ref_area="JPN", year=year)
    guess = bool(japan.is_estimate_or_forecast)
    macro = "macroeconomy"
    defence = data.load("defence_budget_japan").one(year=2026, stage="cabinet draft (26 Dec 2025)")
    held = data.load("treasury_holders").one(holder="Japan", month="2025-12")
    reserves = data.load("reserves_japan").one(month_end="2025-09")
    stock = data.load("direct_investment").one(year_end=2024, direction="JPN in USA")
    yen, usd = money.yen, money.dollars

    def flow(key: str, amount: Money) -> Denominator:
        return Denominator(key, amount, "flow", year, guess, macro)

    return (
        flow("gdp_dollars", usd(japan.ngdp_usd_bn * 1e9, year=year)),
        flow("gdp_yen", yen(japan.ngdp_lcu_bn * 1e9, year=year)),
        flow("gdp_ppp", usd(japan.gdp_ppp_intl_bn * 1e9, PPP, year)),
        flow("government", yen(japan.gov_expenditure_lcu_bn * 1e9, year=year)),
        Denominator(
            "defence",
            yen(defence.defence_budget_incl_saco_realignment_jpy_bn * 1e9, year=2026),
            "flow", 2026, True, "defence_budget_japan",
        ),
        Denominator(
            "reserves", usd(reserves.official_reserve_assets_usd_bn * 1e9, year=2025),
            "stock", 2025, True, "reserves_japan",
        ),
        Denominator(
            "treasuries", usd(held.usd_bn * 1e9, year=2025), "stock", 2025, False,
            "treasury_holders",
        ),
        Denominator(
            "investment", usd(stock.usd_bn * 1e9, year=2024), "stock", 2024, False,
            "direct_investment",
        ),
        Denominator("residents", japan.population_m * 1e6, "people", year, guess, macro),
    )  # fmt: skip


def pledge_against(
    against: str, form: str = "dollars", *, each_year: bool = False, year: int = 2025
) -> Comparison:
    """Divide the pledge by a denominator and say what stands against it.

    Parameters
    ----------
    against : str
        Key of a denominator.
    form, each_year
        As for `pledged`.
    year : int
        As for `denominators`.

    Returns
    -------
    Comparison
        The quotient is worked out in any case; ``problems`` tells whether it means anything.

    Raises
    ------
    UnknownNameError
        If there is no such denominator or year.

    Notes
    -----
    A pledge in dollars, made in 2025, fits figures of 2024 and later; what is turned into yen fits
    figures of the year of the fixing.

    Examples
    --------
    >>> c = pledge_against("gdp_dollars", each_year=True)
    >>> round(c.value, 2), c.problems
    (3.81, ())
    >>> pledge_against("gdp_yen").problems
    ('kind', 'currency')
    """
    found = {one.key: one for one in denominators(year)}
    if against not in found:
        raise UnknownNameError("denominator", against, found)
    below = found[against]
    above = pledged(form, each_year=each_year)
    factor = 1 if below.kind == "people" else 100
    value = factor * float(above) / float(below.amount)
    if not math.isfinite(value):
        raise LessonError(f"{below.key} of {below.year} is zero: nothing can be divided by it.")
    problems: list[Problem] = []
    if (below.kind == "flow" and not each_year) or (below.kind == "stock" and each_year):
        problems.append("kind")
    if isinstance(below.amount, Money):
        if above.currency != below.amount.currency:
            problems.append("currency")
        if above.basis != below.amount.basis:
            problems.append("basis")
    money_of_another_year = (
        isinstance(below.amount, Money)
        and above.currency == below.amount.currency
        and above.year not in (None, below.year)
    )
    if below.year < EARLIEST or money_of_another_year:
        problems.append("year")
    return Comparison(above, below, value, tuple(problems))
