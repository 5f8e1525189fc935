"""The 550 billion dollars: what was announced, chosen and paid, and who gets what back."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass

from .. import data
from ..errors import LessonError, UnknownNameError

__all__ = [
    "BASES",
    "UNTIL",
    "CashFlow",
    "PledgeStand",
    "pledge_ceiling",
    "pledge_stand",
    "profit_split",
]

UNTIL = ("principal", "principal and interest")
"""What each side has to have reached before 50/50 becomes 90/10: two readings."""

BASES = ("all", "equity")
"""Which money is divided: all that a project earns, or what is left after its loans."""

ENOUGH = 1e-9  # of each 100 put in; less than this still open counts as repaid


@dataclass(frozen=True, slots=True)
class PledgeStand:
    """How far the pledge had come on a day.

    Attributes
    ----------
    day : datetime.date
        The day.
    ceiling : float
        What was announced, billion US$, "up to"; 0 before the agreement.
    listed : float
        Candidates in the fact sheet of October 2025, billion US$, "up to about": interest only.
    chosen : float
        First tranche of named projects, billion US$, "up to".
    candidates : float
        Candidates of the second tranche, billion US$, "up to", beside those chosen.
    paid : None
        No source read gives a payment; unknown is not zero.
    """

    day: datetime.date
    ceiling: float
    listed: float
    chosen: float
    candidates: float
    paid: None = None

    @property
    def chosen_pct(self) -> float:
        """The first tranche as % of the ceiling."""
        return 100 * self.chosen / pledge_ceiling()

    @property
    def with_candidates_pct(self) -> float:
        """First tranche and candidates as % of the ceiling."""
        return 100 * (self.chosen + self.candidates) / pledge_ceiling()


def pledge_ceiling() -> float:
    """Give the pledge in billion US$, as the newspapers' table has it.

    Examples
    --------
    >>> pledge_ceiling()
    550.0
    """
    return float(data.load("pledge_in_yen")[0].usd_billion)


def pledge_stand(day: datetime.date | str) -> PledgeStand:
    """Look up how far the pledge had come on a day.

    Parameters
    ----------
    day : datetime.date or str
        Such as ``"2026-02-17"``.

    Returns
    -------
    PledgeStand
        Billion US$. Source: ``us_japan_agreement`` and ``us_japan_projects``.

    Raises
    ------
    LessonError
        If it is no day.

    Examples
    --------
    >>> now = pledge_stand("2026-03-19")
    >>> now.chosen, now.candidates, now.paid
    (36.0, 73.0, None)
    """
    try:
        when = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        raise LessonError(f"{day!r} is no day. Write it like '2026-02-17'.") from None
    facts = data.load("us_japan_agreement")
    framework = facts.one(fact="framework agreement announced by President Trump")
    sheet = facts.one(fact="joint fact sheet: 21 candidate projects")
    listed = re.search(r"\$(\d+)bn", sheet.value_or_text)
    projects = [row for row in data.load("us_japan_projects") if row.announced <= when]
    return PledgeStand(
        day=when,
        ceiling=pledge_ceiling() if when >= datetime.date.fromisoformat(framework.date) else 0.0,
        listed=float(listed[1]) if listed and when.isoformat() >= sheet.date else 0.0,
        chosen=math.fsum(row.usd_bn_up_to for row in projects if row.tranche == 1),
        candidates=math.fsum(row.usd_bn_up_to for row in projects if row.tranche == 2),
    )


@dataclass(frozen=True, slots=True)
class CashFlow:
    """What comes back from a project, year by year, for each 100 dollars put in.

    Attributes
    ----------
    earned : tuple of float
        What the project earns in each year.
    loans : tuple of float
        Part of it that repays loans to lenders in Japan, with interest.
    japan, usa : tuple of float
        The two sides' shares of the rest.
    switch : int or None
        The year (1 is the first) in which 50/50 becomes 90/10; None if it does not.
    interest_pct : float
        Interest assumed, % a year.
    """

    earned: tuple[float, ...]
    loans: tuple[float, ...]
    japan: tuple[float, ...]
    usa: tuple[float, ...]
    switch: int | None
    interest_pct: float

    @property
    def to_japan(self) -> float:
        """All that Japan's side receives: repaid loans and its share."""
        return math.fsum(self.loans) + math.fsum(self.japan)

    @property
    def to_usa(self) -> float:
        """All that the US side receives."""
        return math.fsum(self.usa)

    @property
    def total(self) -> float:
        """All that the project earns."""
        return math.fsum(self.earned)


def profit_split(
    earnings_pct: float = 12,
    years: int = 20,
    interest_pct: float = 5,
    until: str = "principal",
    base: str = "all",
    equity_pct: float = 2,
) -> CashFlow:
    """Divide what a project earns: 50/50 first, then 90% to the US and 10% to Japan.

    Japan puts in 100 dollars at the start. The project earns the same at the end of every year.

    Parameters
    ----------
    earnings_pct : float
        Earned each year, % of the money put in. An assumption, as is everything about the project.
    years : int
        Years of operation.
    interest_pct : float
        Interest a year, %, on what is still to be repaid.
    until : {"principal", "principal and interest"}
        What each side has to have reached before the split changes.
    base : {"all", "equity"}
        ``"all"``: everything the project earns is divided. ``"equity"``: loans are repaid first,
        with interest and from all that is earned; the rest is divided, and only the equity counts
        as put in.
    equity_pct : float
        Equity, % of the money put in; matters if base is ``"equity"``.

    Returns
    -------
    CashFlow
        Dollars a year for each 100 dollars put in.

    Raises
    ------
    UnknownNameError
        If there is no such reading.
    LessonError
        If a number is out of range.

    Notes
    -----
    The rule is that of the memorandum of 4 September 2025 as summarised in
    ``us_japan_agreement``; its wording leaves open which reading holds.

    Examples
    --------
    >>> profit_split(12, 20).switch, profit_split(12, 20, until="principal and interest").switch
    (17, None)
    >>> flow = profit_split(12, 20)
    >>> round(flow.to_japan), round(flow.to_usa)
    (104, 136)
    """
    if until not in UNTIL:
        raise UnknownNameError("end of the 50/50 split", until, UNTIL)
    if base not in BASES:
        raise UnknownNameError("kind of money that is divided", base, BASES)
    _check("earnings, % a year,", earnings_pct, 0, 100)
    _check("interest, % a year,", interest_pct, 0, 100)
    _check("equity, %,", equity_pct, 0, 100)
    if isinstance(years, bool) or not isinstance(years, int) or not 1 <= years <= 100:
        raise LessonError(f"The years must be a whole number from 1 to 100, not {years!r}.")
    rate = interest_pct / 100
    lent = 100 - equity_pct if base == "equity" else 0.0
    due = 100 - lent
    loans, japan, usa = [], [], []
    switch = None
    for year in range(1, years + 1):
        lent *= 1 + rate
        if until == "principal and interest" and due > ENOUGH:
            due *= 1 + rate
        repaid = min(lent, float(earnings_pct))
        lent -= repaid
        rest = earnings_pct - repaid
        evenly = min(rest, 2 * due)  # each side gets half of this
        due -= evenly / 2
        later = rest - evenly
        if due <= ENOUGH and switch is None:
            due, switch = 0.0, year
        loans.append(repaid)
        japan.append(0.5 * evenly + 0.1 * later)
        usa.append(0.5 * evenly + 0.9 * later)
    earned = (float(earnings_pct),) * years
    return CashFlow(earned, tuple(loans), tuple(japan), tuple(usa), switch, float(interest_pct))


def _check(name: str, value: float, low: float, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise LessonError(f"The {name} must be a number from {low} to {high}, not {value!r}.")
