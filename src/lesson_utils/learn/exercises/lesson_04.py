"""Exercises of lesson 04: one share on two yardsticks, and how fast a budget doubles."""

from __future__ import annotations

import math
from typing import Any

from lesson_utils import data
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict
from lesson_utils.measures.growth import doubling_years, growth_pct

__all__ = ["MAKERS"]

BASE, END = 2010, 2024
FIRST, LAST = 2016, 2025
CLOSE_PCT = 0.15
CLOSE_YEARS = 0.3


def _two_yardsticks() -> Exercise:
    return Exercise(
        id="04.1",
        lesson="04",
        title=_("One state, two yardsticks"),
        task=_(
            "By how many per cent did the United States' share of world GDP change from {base} to "
            "{end}? Work it out twice, in current dollars and at purchasing power parity, and "
            "call the pair answer.\n\n"
            "The rows then and now hold {usd} and {ppp}. A fall is a negative number."
        ).format(base=BASE, end=END, usd="share_current_usd_pct", ppp="share_ppp_pct"),
        hint=_(
            "Divide the later share by the earlier one, take away 1, and multiply by 100. "
            "Percentage points are something else."
        ),
        stub=(
            'table = lu.data.load("gdp_world_share")\n'
            'then, now = (table.one(iso3="USA", year=y) for y in (2010, 2024))\n'
            "current = ...\n"
            "answer = (current, ...)\n"
        ),
        solution=(
            'table = lu.data.load("gdp_world_share")\n'
            'then, now = (table.one(iso3="USA", year=y) for y in (2010, 2024))\n'
            "current = (now.share_current_usd_pct / then.share_current_usd_pct - 1) * 100\n"
            "answer = (current, (now.share_ppp_pct / then.share_ppp_pct - 1) * 100)\n"
        ),
        result="answer",
        check=_check_yardsticks,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def _shares(year: int) -> tuple[float, float]:
    row = data.load("gdp_world_share").one(iso3="USA", year=year)
    return row.share_current_usd_pct, row.share_ppp_pct


def _check_yardsticks(answer: Any) -> Verdict:
    pair = _pair(answer)
    if pair is None:
        return Verdict(
            False, _("A pair of two numbers is wanted: current dollars, then purchasing power.")
        )
    then, now = _shares(BASE), _shares(END)
    right = tuple((b / a - 1) * 100 for a, b in zip(then, now, strict=True))
    if _near(pair, right, CLOSE_PCT):
        return Verdict(
            True,
            _(
                "{current:+.1f}% in current dollars, {ppp:+.1f}% at purchasing power parity: the "
                "same state, the same years, and two opposite verdicts."
            ).format(current=pair[0], ppp=pair[1]),
        )
    points = tuple(b - a for a, b in zip(then, now, strict=True))
    back = tuple((a / b - 1) * 100 for a, b in zip(then, now, strict=True))
    over_now = tuple((b - a) / b * 100 for a, b in zip(then, now, strict=True))
    mistakes = [
        ((right[1], right[0]), _("The numbers are right, in the wrong order: dollars come first.")),
        (points, _("Those are percentage points. Divide the change by the share of 2010.")),
        (back, _("That runs backwards, from 2024 to 2010.")),
        (over_now, _("The change is measured against 2024. Divide by the earlier share.")),
        (tuple(-x for x in right), _("The signs are turned round: later minus earlier.")),
        (tuple(x / 100 for x in right), _("Those are fractions. Multiply by 100 for per cent.")),
        (tuple(x / 100 + 1 for x in right), _("Those are ratios. Take away 1, then times 100.")),
        (tuple(x + 100 for x in right), _("Take away 100: 117 of 100 is a rise by 17%.")),
    ]
    for wrong, words in mistakes:
        if _near(pair, wrong, CLOSE_PCT if abs(wrong[0]) > 2 else 0.002):
            return Verdict(False, words)
    if math.isclose(pair[0], right[0], abs_tol=CLOSE_PCT):
        return Verdict(False, _("The first number is right; the one at purchasing power is not."))
    if math.isclose(pair[1], right[1], abs_tol=CLOSE_PCT):
        return Verdict(False, _("The second number is right; the one in current dollars is not."))
    return Verdict(
        False, _("Neither number fits. Take the shares of the United States in 2010 and in 2024.")
    )


def _doubling() -> Exercise:
    return Exercise(
        id="04.2",
        lesson="04",
        title=_("When does a budget double?"),
        task=_(
            "China announced a defence budget for {first} and one for {last}. What steady growth "
            "in per cent a year leads from the one to the other, and in how many years does a "
            "budget double at that rate? Call the pair answer.\n\n"
            "Both rows hold {column}, in current prices."
        ).format(first=FIRST, last=LAST, column="national_budget_cny_bn"),
        hint=_(
            "There are nine years between the two, so take the ninth root of the ratio: "
            "ratio ** (1 / 9). For the doubling time, import math and take math.log(2) / "
            "math.log(1 + growth / 100)."
        ),
        stub=(
            'budget = lu.data.load("defence_budget_china")\n'
            "first, last = budget.one(year=2016), budget.one(year=2025)\n"
            "growth = ...\n"
            "answer = (growth, ...)\n"
        ),
        solution=(
            "import math\n\n"
            'budget = lu.data.load("defence_budget_china")\n'
            "first, last = budget.one(year=2016), budget.one(year=2025)\n"
            "ratio = last.national_budget_cny_bn / first.national_budget_cny_bn\n"
            "growth = (ratio ** (1 / 9) - 1) * 100\n"
            "answer = (growth, math.log(2) / math.log(1 + growth / 100))\n"
        ),
        result="answer",
        check=_check_doubling,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def _budget(year: int) -> float:
    return float(data.load("defence_budget_china").one(year=year).national_budget_cny_bn)


def _check_doubling(answer: Any) -> Verdict:
    pair = _pair(answer)
    if pair is None:
        return Verdict(
            False, _("A pair of two numbers is wanted: per cent a year, then years to double.")
        )
    first, last, years = _budget(FIRST), _budget(LAST), LAST - FIRST
    right = growth_pct(first, last, years)
    growth, doubled = pair
    if not math.isclose(growth, right, abs_tol=0.06):
        mistakes = [
            ((last / first - 1) * 100 / years, _("That spreads the whole rise evenly. Growth "
                                                 "comes on top of growth: take the ninth root.")),
            (growth_pct(first, last, years + 1), _("From 2016 to 2025 there are nine steps, not "
                                                   "ten.")),
            ((last / first - 1) * 100, _("That is the rise of all nine years together.")),
            (right / 100, _("That is a fraction. Multiply by 100 for per cent.")),
            (right / 100 + 1, _("That is the factor of one year. Take away 1, then times 100.")),
        ]  # fmt: skip
        for wrong, words in mistakes:
            if math.isclose(growth, wrong, rel_tol=0.006):
                return Verdict(False, words)
        return Verdict(
            False, _("{growth:g}% a year does not lead from the first budget to the last.").format(
                growth=growth
            )
        )  # fmt: skip
    wanted = doubling_years(right)
    if math.isclose(doubled, wanted, abs_tol=CLOSE_YEARS):
        return Verdict(
            True,
            _(
                "{growth:.1f}% a year doubles a budget in about {years:.0f} years. Known later: "
                "the budget of {later} was {ratio:.2f} times that of {first}."
            ).format(
                growth=growth,
                years=doubled,
                later=FIRST + 10,
                first=FIRST,
                ratio=_budget(FIRST + 10) / first,
            ),
        )
    if math.isclose(doubled, 100 / right, abs_tol=CLOSE_YEARS):
        return Verdict(
            False,
            _("The growth is right. 100 divided by it forgets that growth comes on growth."),
        )
    return Verdict(False, _("The growth is right, the doubling time is not yet."))


def _pair(answer: Any) -> tuple[float, float] | None:
    try:
        one, two = (float(part) for part in answer)
    except (TypeError, ValueError):
        return None
    return (one, two) if math.isfinite(one) and math.isfinite(two) else None


def _near(pair: tuple[float, float], wanted: tuple[float, ...], room: float) -> bool:
    return all(math.isclose(a, b, abs_tol=room) for a, b in zip(pair, wanted, strict=True))


MAKERS = {"04.1": _two_yardsticks, "04.2": _doubling}
