"""Exercises of lesson 06: the break-even of an attack, and two counts that do not compare."""

from __future__ import annotations

import math
from typing import Any

from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict, judge_number
from lesson_utils.measures.activity import ALL, BREAK, ZONE, mean, months
from lesson_utils.measures.denial import deterrence

__all__ = ["MAKERS"]

PRIZE, WAR, PUNISHMENT, CREDIBILITY = 90, 30, 60, 0.4


def _break_even() -> Exercise:
    return Exercise(
        id="06.1",
        lesson="06",
        title=_("At which chance does it break even?"),
        task=_(
            "In the model an attacker values success at 90 units. War costs 30 units. A punishment "
            "of 60 units is threatened; its credibility is 40%. Not attacking is worth 0. At which "
            "chance of success, from 0 to 1, is the attack worth exactly as much as leaving it? "
            "Call it chance."
        ),
        hint=_(
            "At break-even the expected gain, chance × prize, equals the expected cost, "
            "war + credibility × punishment. Solve for the chance."
        ),
        stub=("prize, war, punishment, credibility = 90, 30, 60, 0.4\nchance = ...\n"),
        solution=(
            "prize, war, punishment, credibility = 90, 30, 60, 0.4\n"
            "chance = (war + credibility * punishment) / prize\n"
        ),
        result="chance",
        check=_check_break_even,
        untouched=lambda answer: answer is ...,
    )


def _check_break_even(answer: Any) -> Verdict:
    account = deterrence(0.5, PRIZE, WAR, PUNISHMENT, CREDIBILITY)
    right = account.break_even_success
    return judge_number(
        answer,
        right,
        _(
            "Break-even at {p:.0%}. Below it the attack does not pay: a defender who can hold the "
            "chance of success there deters by denial."
        ).format(p=right),
        mistakes=[
            (100 * right, _("That is in per cent; a number from 0 to 1 is wanted.")),
            (
                (WAR + PUNISHMENT) / PRIZE,
                _("The punishment comes only with its credibility: multiply it by 0.4."),
            ),
            (WAR / PRIZE, _("The threat of punishment is missing from the cost.")),
            (CREDIBILITY * PUNISHMENT / PRIZE, _("The cost of war is missing.")),
            (1 / right, _("Turn the fraction over: cost divided by prize.")),
            (
                (WAR + CREDIBILITY * PUNISHMENT),
                _("That is the expected cost in units. Divide it by the prize."),
            ),
        ],
    )


def _two_counts() -> Exercise:
    return Exercise(
        id="06.2",
        lesson="06",
        title=_("Before and after the break"),
        task=_(
            "The table {table} gives aircraft_sum, the sorties of a month. Work out its mean over "
            "the months whose definition is “{zone}” and its mean over the months of “{all}”, "
            "leaving out August 2026, which ends on the 22nd. Then decide: does the second "
            "divided by the first tell how much activity has grown? Call the three answer, the "
            "last one True or False."
        ).format(table='lu.data.load("pla_activity_monthly")', zone=ZONE, all=ALL),
        hint=_(
            "rows[-1] is August 2026. A mean is the sum divided by the number of months. For the "
            "last part ask what each of the two definitions counts."
        ),
        stub=(
            'rows = lu.data.load("pla_activity_monthly")\n'
            'before = [row.aircraft_sum for row in rows if row.definition == "ADIZ only"]\n'
            "after = ...\n"
            "answer = (sum(before) / len(before), ..., ...)\n"
        ),
        solution=(
            'rows = lu.data.load("pla_activity_monthly")\n'
            'before = [row.aircraft_sum for row in rows if row.definition == "ADIZ only"]\n'
            'after = [row.aircraft_sum for row in rows[:-1] if row.definition == "all detected"]\n'
            "answer = (sum(before) / len(before), sum(after) / len(after), False)\n"
        ),
        result="answer",
        check=_check_two_counts,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def _check_two_counts(answer: Any) -> Verdict:
    try:
        before, after, grown = answer
        before, after = float(before), float(after)
    except (TypeError, ValueError):
        return Verdict(
            False, _("Three things are wanted: two numbers, and True or False at the end.")
        )
    zone, later = mean("aircraft", ZONE) or 0.0, mean("aircraft", ALL) or 0.0
    if not math.isclose(before, zone, rel_tol=0.002):
        return Verdict(
            False,
            _("The first mean is not right: take the {n} months up to July 2022.").format(
                n=sum(month.definition == ZONE for month in months())
            ),
        )
    if not math.isclose(after, later, rel_tol=0.002):
        return Verdict(False, _after_mistake(after))
    if grown is not True and grown is not False:
        return Verdict(False, _("Both means are right. The last part must be True or False."))
    if grown:
        return Verdict(
            False,
            _(
                "Both means are right. But what does each month count? Before August 2022 only "
                "aircraft inside the zone; after it all aircraft detected."
            ),
        )
    return Verdict(
        True,
        _(
            "{before:.1f} and {after:.1f} sorties a month. Their ratio, {ratio:.1f}, mixes a "
            "wider count with whatever has changed; from these two numbers nobody can tell the "
            "parts."
        ).format(before=before, after=after, ratio=after / before),
    )


def _after_mistake(given: float) -> str:
    """Recognise the months that should have stayed out."""
    late = [m for m in months() if m.month >= BREAK and m.value is not None]
    new = [m for m in late if m.definition == ALL]
    wrong = [
        (new, _("August 2026 is still in: it ends on the 22nd, so leave it out.")),
        (late, _("August 2022 and August 2026 are still in: leave out both.")),
        (late[:-1], _("August 2022 is still in: its days were counted in two ways.")),
    ]
    for rows, words in wrong:
        if math.isclose(given, sum(m.value or 0.0 for m in rows) / len(rows), rel_tol=0.001):
            return words
    return _("The second mean is not right: take “{all}”, September 2022 to July 2026.").format(
        all=ALL
    )


MAKERS = {"06.1": _break_even, "06.2": _two_counts}
