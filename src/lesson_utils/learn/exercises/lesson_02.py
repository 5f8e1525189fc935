"""Exercises of lesson 02: what 5% is made of, and who crosses the line."""

from __future__ import annotations

import math
from typing import Any

from lesson_utils import data, measures
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict
from lesson_utils.states import state_name

__all__ = ["MAKERS"]

CLOSE = 0.005


def _split() -> Exercise:
    return Exercise(
        id="02.1",
        lesson="02",
        title=_("Five per cent, in euros"),
        task=_(
            "How many billion euros are the two parts of NATO's pledge for Germany, on its GDP of "
            "2025? Work out the core part and the related part and call the pair answer.\n\n"
            "{table} holds gdp.ngdp_lcu_bn, the nominal GDP in billions of the state's own "
            "currency. The core part is 3.5% of it, the related part 1.5%."
        ).format(table='lu.data.load("macroeconomy")'),
        hint=_("A per cent is a hundredth: multiply by 3.5 and divide by 100."),
        stub=(
            'gdp = lu.data.load("macroeconomy").one(ref_area="DEU", year=2025)\n'
            "core = ...\n"
            "answer = (core, ...)\n"
        ),
        solution=(
            'gdp = lu.data.load("macroeconomy").one(ref_area="DEU", year=2025)\n'
            "core = gdp.ngdp_lcu_bn * 3.5 / 100\n"
            "answer = (core, gdp.ngdp_lcu_bn * 1.5 / 100)\n"
        ),
        result="answer",
        check=_check_split,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def _check_split(answer: Any) -> Verdict:
    try:
        core, related = (float(part) for part in answer)
    except (TypeError, ValueError):
        return Verdict(False, _("A pair of two numbers is wanted: the core part, then the other."))
    gdp = data.load("macroeconomy").one(ref_area="DEU", year=2025)
    right = [gdp.ngdp_lcu_bn * pct / 100 for pct in measures.PLEDGE.values()]
    if _near(core, right[0]) and _near(related, right[1]):
        return Verdict(
            True,
            _(
                "{core:.1f} billion euros of core defence and {related:.1f} of related spending: "
                "{total:.1f} together."
            ).format(core=core, related=related, total=core + related),
        )
    if _near(core, right[1]) and _near(related, right[0]):
        return Verdict(False, _("Both sums are right, but the core part comes first."))
    if _near(core, 1e9 * right[0]):
        return Verdict(False, _("That is in single euros: billions are wanted."))
    if _near(core, 100 * right[0]):
        return Verdict(False, _("A per cent is a hundredth: divide by 100."))
    if _near(core, gdp.ngdp_usd_bn * measures.PLEDGE["core"] / 100):
        return Verdict(False, _("That is in US dollars: use ngdp_lcu_bn."))
    if _near(core, sum(right)):
        return Verdict(False, _("The first number is the whole 5%. The core part is 3.5%."))
    if _near(core, sum(right) / 2):
        return Verdict(False, _("The two parts are not equal: 3.5% and 1.5%."))
    if _near(core, right[0]):
        return Verdict(False, _("The core part is right, the related part is not yet."))
    return Verdict(
        False, _("{core:,.1f} is not 3.5% of Germany's GDP in billion euros.").format(core=core)
    )


def _near(value: float, right: float) -> bool:
    return math.isclose(value, right, rel_tol=CLOSE)


def _above() -> Exercise:
    return Exercise(
        id="02.2",
        lesson="02",
        title=_("Who is above 3.5%?"),
        task=_(
            "Which states spent at least 3.5% of GDP on core defence in 2025, by NATO's count? "
            "Make the list of their codes and call it answer.\n\n"
            "Each row of the table has iso3 and core_defence_expenditure_pct_gdp. The first line "
            "of the stub keeps the rows of 2025."
        ),
        hint=_("A list comprehension with if: [r.iso3 for r in rows if …]. At least means >=."),
        stub=(
            'rows = lu.data.load("nato_defence_expenditure_2026").where(year=2025)\n'
            "answer = [...]\n"
        ),
        solution=(
            'rows = lu.data.load("nato_defence_expenditure_2026").where(year=2025)\n'
            "answer = [r.iso3 for r in rows if r.core_defence_expenditure_pct_gdp >= 3.5]\n"
        ),
        result="answer",
        check=_check_above,
        untouched=lambda answer: isinstance(answer, list) and answer == [...],
    )


def _codes(year: int, line: float) -> set[str]:
    return {c.state for c in measures.standing(year) if c.share_pct >= line}


def _check_above(answer: Any) -> Verdict:
    if isinstance(answer, str) or not isinstance(answer, list | tuple | set | frozenset):
        return Verdict(
            False,
            _("A list of codes is wanted, such as {example}; this is {kind}.").format(
                example='["ABC", "DEF"]', kind=type(answer).__name__
            ),
        )
    if ... in answer:
        return Verdict(False, _("Put the codes in place of the dots."))
    if not all(isinstance(item, str) for item in answer):
        return Verdict(False, _("Take r.iso3 of each row, not the row or the number."))
    given, wanted = set(answer), _codes(2025, 3.5)
    if given == wanted and len(answer) == len(wanted):
        return Verdict(
            True,
            _("{n} of 31: {names}. These are NATO's estimates for 2025.").format(
                n=len(wanted),
                names=_(", ").join(
                    state_name(c.state) for c in measures.standing(2025) if c.state in wanted
                ),
            ),
        )
    if given == wanted:
        return Verdict(False, _("The states are right, but some are named twice."))
    for other, words in (
        (_codes(2025, 2.0), _("Those are the states at 2% or more: the line is 3.5.")),
        (_codes(2026, 3.5), _("Those are the states of 2026: keep the rows of 2025.")),
        (_codes(2025, 0) - wanted, _("Those are the states below the line.")),
        (_codes(2025, 5.0), _("No state reached 5% in 2025: the line is 3.5.")),
    ):
        if given == other:
            return Verdict(False, words)
    missing = len(wanted - given)
    extra = len(given - wanted)
    return Verdict(
        False,
        _("{missing} states are missing and {extra} are too many.").format(
            missing=missing, extra=extra
        ),
    )


MAKERS = {"02.1": _split, "02.2": _above}
