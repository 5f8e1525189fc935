"""The burden calculator: a state, a target, a count, a GDP; money, and what it is compared with."""

from __future__ import annotations

from typing import Any

from .. import data, measures
from ..amounts import Money
from ..charts.burden import UNITS, draw_burden
from ..errors import LessonError
from ..i18n import _
from ..measures.burden import Burden
from ..measures.spending import Count
from ..states import money_text, state_name
from . import control
from .panel import Panel

YEARS = tuple(range(2025, 2031))
BASES = (0, 2022, 2024)
"""Years of GDP to take the share of; 0 is the year chosen."""


class BurdenPanel(Panel):
    """What a target comes to, for one state or for two that are counted alike.

    Examples
    --------
    >>> BurdenPanel().choose(state="ESP", target=2.1).sentence.split(":")[1]
    ' 2.1% of the GDP of 2025 comes to 35.2 billion euros, 707 euros for each resident'
    """

    def __init__(self, state: str = "JPN", target: float = 5.0) -> None:
        chart = draw_burden([_pair(state, target, 2025, 0, "auto")], "own").chart()
        super().__init__(
            _("What a target comes to"),
            _controls(state, target),
            chart=chart,
            rows=[["state", "target", "year"], ["body", "unit"]],
            drawers={
                _("Which GDP, and in years of which budget"): [["base", "budget"]],
                _("Compare with another state"): [["beside", "force"]],
            },
        )

    def update(self) -> None:
        """Work out the target for the state, and for the one beside it; say why if it cannot be."""
        now = self.values()
        state, beside = now["state"], now["beside"]
        wanted = now["body"]
        if beside and beside != state and wanted == "auto":
            common = [b for b in measures.bodies(state) if b in measures.bodies(beside)]
            wanted = common[0] if common else "auto"
        pairs = [_pair(state, now["target"], now["year"], now["base"], wanted)]
        warning = ""
        if beside and beside != state:
            held = wanted if wanted in measures.bodies(beside) else "auto"
            pairs.append(_pair(beside, now["target"], now["year"], now["base"], held))
            warning = _check(pairs, now["unit"], now["force"])
        self.draw(draw_burden(pairs, now["unit"], warning))
        words = [_sentence(*pairs[0], now["budget"])]
        if len(pairs) > 1:
            words.append(_beside(pairs, warning))
        self.say("\n".join(words))


def _pair(state: str, target: float, year: int, base: int, body: str) -> tuple[Burden, Count]:
    held = measures.bodies(state)
    if body != "auto" and body not in held:
        name = state_name(state)
        raise LessonError(
            _(
                "NATO counts its own members only, so it has no figure of {state}. Choose SIPRI's "
                "count, or “as available”."
            ).format(state=name)
            if body == "NATO"
            else _(
                "The course holds nine states of SIPRI's table, and {state} is not among them. "
                "Choose NATO's count, or “as available”."
            ).format(state=name)
        )
    count = measures.spending_count(state, held[0] if body == "auto" else body)
    return measures.burden(state, target, year, base or None), count


def _check(pairs: list[tuple[Burden, Count]], unit: str, force: bool) -> str:
    """Refuse what does not compare; give the warning if the reader insists."""
    (one, today), (other, theirs) = pairs
    if unit == "own" and one.money.currency != other.money.currency:
        raise LessonError(
            _(
                "{one} and {other} have different currencies, which do not fit on one axis. Choose "
                "US dollars, dollars for each resident or % of GDP."
            ).format(one=state_name(one.state), other=state_name(other.state))
        )
    if today.body == theirs.body:
        return ""
    if not force:
        raise LessonError(
            _(
                "Not compared: {one} is counted here by {body1} and {other} by {body2}, and the "
                "two count different things as defence. Choose a state that the same body counts, "
                "or tick “compare all the same” and say so."
            ).format(
                one=state_name(one.state),
                body1=today.body,
                other=state_name(other.state),
                body2=theirs.body,
            )
        )
    return _("Warning: {body1} beside {body2}, which count differently").format(
        body1=today.body, body2=theirs.body
    )


def _sentence(burden: Burden, today: Count, budget: str) -> str:
    currency = burden.money.currency
    gap_pct = burden.target_pct - today.share_pct
    own = float(burden.money) / (burden.target_pct / 100)
    change = money_text(abs(own * gap_pct / 100), currency)
    fields: dict[str, Any] = {
        "pct": burden.target_pct,
        "state": state_name(burden.state),
        "year": burden.gdp_base_year,
        "money": money_text(float(burden.money), currency),
        "head": money_text(float(burden.per_resident), currency),
        "change": change,
        "today": today.share_pct,
        "body": today.body,
        "when": today.year,
    }
    text = (
        _(
            "{state}: {pct:g}% of the GDP of {year} comes to {money}, {head} for each resident: "
            "{change} more than today's {today:.2f}% ({body}, {when})."
        )
        if gap_pct >= 0
        else _(
            "{state}: {pct:g}% of the GDP of {year} comes to {money}, {head} for each resident: "
            "{change} less than today's {today:.2f}% ({body}, {when})."
        )
    ).format(**fields)
    text += " " + _years_of(burden, today, own, budget)
    if burden.target_pct == sum(measures.PLEDGE.values()):
        text += " " + _(
            "In NATO's split {core} are core defence and {related} related spending."
        ).format(
            core=money_text(own * measures.PLEDGE["core"] / 100, currency),
            related=money_text(own * measures.PLEDGE["related"] / 100, currency),
        )
    return text


def _years_of(burden: Burden, today: Count, own: float, budget: str) -> str:
    if budget == "today":
        return _("That is {n:.1f} times today's share.").format(
            n=burden.target_pct / today.share_pct
        )
    kind, year = budget.split()
    yen = _budget(kind, int(year))
    name = _budget_names()[budget]
    if burden.money.currency == "JPY":
        years = measures.in_years_of(burden.money, yen)
        return _("That is {n:.1f} years of {budget} ({money}).").format(
            n=years, budget=name, money=money_text(float(yen), "JPY")
        )
    rate = data.load("macroeconomy").one(ref_area="JPN", year=int(year)).lcu_per_usd_implied
    dollars = Money(float(yen) / rate, "USD", year=int(year))
    return _("In dollars that is {n:.1f} years of {budget} ({money}).").format(
        n=measures.in_years_of(burden.dollars, dollars),
        budget=name,
        money=money_text(float(dollars), "USD"),
    )


def _budget(kind: str, year: int) -> Money:
    if kind == "initial":
        return measures.japan_budget(year)
    total = measures.accounted(year, "supplementary", "FY2022").amount
    if total is None:
        raise LessonError(f"There is no total of security-related spending for fiscal {year}.")
    return total


def _beside(pairs: list[tuple[Burden, Count]], warning: str) -> str:
    (_one, today), (_other, theirs) = pairs
    points = measures.points_between(today, theirs, force=bool(warning))
    names = {"one": state_name(today.state), "other": state_name(theirs.state)}
    if warning:
        return _(
            "Beside it {other} spends {share:.2f}% by {body}'s count. The difference of "
            "{points:.2f} points mixes two counts: it is no finding."
        ).format(**names, share=theirs.share_pct, body=theirs.body, points=abs(points))
    pattern = (
        _("By {body}'s count {one} spends {points:.2f} points more of its GDP than {other}.")
        if points >= 0
        else _("By {body}'s count {one} spends {points:.2f} points less of its GDP than {other}.")
    )
    return pattern.format(**names, body=today.body, points=abs(points))


def _budget_names() -> dict[str, str]:
    return {
        "today": _("spending at today's share"),
        "initial 2022": _("Japan's initial defence budget of FY2022"),
        "initial 2025": _("Japan's initial defence budget of FY2025"),
        "total 2025": _("Japan's security-related spending of FY2025"),
    }


def _controls(state: str, target: float) -> dict[str, Any]:
    states = sorted(((state_name(s), s) for s in measures.states_with_gdp()), key=lambda p: p[0])
    if state not in {code for _name, code in states}:
        raise LessonError(
            f"The course has no GDP of {state!r}, so no burden can be worked out. There are: "
            f"{', '.join(code for _name, code in states)}. NATO members without GDP here: "
            f"{', '.join(measures.without_gdp())}."
        )
    units = {
        "own": _("own currency"),
        "usd": _("US dollars (market rate)"),
        "ppp": _("international dollars (purchasing power)"),
        "head": _("US dollars for each resident"),
        "pct": _("% of GDP"),
    }
    bodies = [
        (_("as available"), "auto"),
        (_("SIPRI's count"), "SIPRI"),
        (_("NATO's count"), "NATO"),
    ]
    bases = [(_("the year chosen"), 0), *((str(year), year) for year in BASES if year)]
    budgets = [(name, key) for key, name in _budget_names().items()]
    return {
        "state": control.dropdown(_("State"), states, state),
        "target": control.number(_("Target, % of GDP"), target, 0.5, 6.0, 0.1),
        "year": control.dropdown(_("Year"), [(str(y), y) for y in YEARS], 2025),
        "body": control.dropdown(_("Spending today"), bodies, "auto"),
        "unit": control.dropdown(_("Show in"), [(units[u], u) for u in UNITS], "own"),
        "base": control.dropdown(_("GDP of"), bases, 0),
        "budget": control.dropdown(_("Count in years of"), budgets, "today"),
        "beside": control.dropdown(_("Beside"), [(_("– nobody –"), ""), *states], ""),
        "force": control.checkbox(_("Compare all the same")),
    }


def burden(state: str = "JPN", target: float = 5.0) -> BurdenPanel:
    """Open the burden calculator.

    Parameters
    ----------
    state : str, optional
        ISO 3166 alpha-3 code, from ``lu.measures.states_with_gdp()``.
    target : float, optional
        % of GDP, from 0.5 to 6.

    Returns
    -------
    BurdenPanel
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If the course has no GDP of the state, or the target is out of range.

    Notes
    -----
    GDP, population and rates: IMF, World Economic Outlook, October 2025. Spending today: SIPRI
    (April 2026) or NATO (July 2026). The two are not compared unless the reader insists.

    Examples
    --------
    >>> burden("DEU", 3.5).value("state")
    'DEU'
    """
    return BurdenPanel(state, target)
