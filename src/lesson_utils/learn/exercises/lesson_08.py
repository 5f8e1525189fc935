"""Exercises of lesson 08 on the pledge: days, denominators, projects and payments."""

from __future__ import annotations

import datetime
import math
from typing import Any

from lesson_utils import data, money
from lesson_utils.i18n import _, ngettext_
from lesson_utils.learn.exercises.base import Exercise, Verdict, judge_number
from lesson_utils.learn.exercises.lesson_08_world import nearest_first
from lesson_utils.measures import pledge_ceiling, pledge_stand

__all__ = ["MAKERS"]

START, END = "2025-07-22", "2026-01-17"
LOW, HIGH = 86.5e12, 87.5e12


def _days() -> Exercise:
    return Exercise(
        id="08.1",
        lesson="08",
        title=_("The days that fit"),
        task=_(
            "On which days from the agreement to the article, {start} to {end}, did $550 billion "
            "come to 87 trillion yen, rounded to the nearest trillion? Set the lowest and the "
            "highest amount of yen that round to 87 trillion, and call the list days.\n\n"
            "{call} lists the days; amounts are in single yen, so a trillion is 1e12."
        ).format(
            start=START, end=END, call="lu.money.dates_within(usd, low_yen, high_yen, start, end)"
        ),
        hint=_(
            "What rounds to 87 lies half a trillion either side of it. Both ends in "
            "yen, not in trillions."
        ),
        stub="low_yen, high_yen = ..., ...\ndays = []\n",
        solution=(
            "low_yen, high_yen = 86.5e12, 87.5e12\n"
            'days = lu.money.dates_within(550e9, low_yen, high_yen, "2025-07-22", "2026-01-17")\n'
        ),
        result="days",
        check=_check_days,
        untouched=lambda days: isinstance(days, list) and not days,
    )


def _found(low: float, high: float, start: str = START, end: str = END) -> set[datetime.date]:
    return set(money.dates_within(pledge_ceiling() * 1e9, low, high, start, end))


def _check_days(answer: Any) -> Verdict:
    if not isinstance(answer, list | tuple | set | frozenset):
        return Verdict(
            False,
            _("A list of days is wanted, not {kind}: hand over what dates_within gives.").format(
                kind=type(answer).__name__
            ),
        )
    try:
        given = {
            d if isinstance(d, datetime.date) else datetime.date.fromisoformat(d) for d in answer
        }
    except (TypeError, ValueError):
        return Verdict(False, _("The list holds something that is no day."))
    right = _found(LOW, HIGH)
    if given == right:
        return Verdict(
            True,
            ngettext_(
                "{n} day fits: {first}. A rounded figure points to a week, not to a rate.",
                "{n} days fit, from {first} to {last}. A rounded figure points to some weeks, "
                "not to a rate.",
                len(right),
            ).format(n=len(right), first=min(right), last=max(right)),
        )
    usual: tuple[tuple[set[datetime.date], str], ...] = (
        (set(), _("No day is in the list. Are both amounts in single yen? A trillion is 1e12.")),
        (
            _found(LOW, HIGH, "1999-01-04", "9999-12-31"),
            _(
                "These are all days since 1999. Give the start and the end: nothing was "
                "pledged before."
            ),
        ),
        (
            _found(LOW, HIGH, START, "9999-12-31"),
            _(
                "Some of these days come after the article: its writer could not know them. "
                "Give the end."
            ),
        ),
        (
            _found(LOW, HIGH, "1999-01-04"),
            _(
                "Some of these days come before the agreement: nothing was pledged yet. "
                "Give the start."
            ),
        ),
        (
            _found(86e12, 88e12),
            _(
                "From 86 to 88 trillion is too wide: 86.2 rounds to 86. Go half a trillion "
                "either way."
            ),
        ),
        (
            _found(86.95e12, 87.05e12),
            _("That is rounding to one decimal. The figure is rounded to the nearest trillion."),
        ),
        (
            _found(87e12, 88e12),
            _("From 87 to 88 cuts, it does not round: 86.96 rounds to 87 too."),
        ),
    )
    for wrong, words in usual:
        if given == wrong:
            return Verdict(False, words)
    return Verdict(
        False,
        _(
            "{n} days are in the list; {missing} that fit are missing and {extra} do not fit."
        ).format(n=len(given), missing=len(right - given), extra=len(given - right)),
    )


def _shares() -> Exercise:
    return Exercise(
        id="08.2",
        lesson="08",
        title=_("One pledge, two GDPs"),
        task=_(
            "How large is $550 billion beside a year of Japan's GDP, that of 2025, in per cent? "
            "Work it out twice: dollars by dollars, and yen by yen at the fixing of {day}. Call "
            "the pair answer.\n\n"
            "The columns are ngdp_usd_bn and ngdp_lcu_bn: billion dollars and billion yen. "
            "{call} gives yen per dollar."
        ).format(day="2026-01-16", call='lu.money.rate("2026-01-16")'),
        hint=_(
            "Bring both sides to the same money first. 550 billion dollars at 158 yen "
            "are 550 * 158 billion yen."
        ),
        stub=(
            'japan = lu.data.load("macroeconomy").one(ref_area="JPN", year=2025)\n'
            'rate = lu.money.rate("2026-01-16")\n'
            "answer = (..., ...)\n"
        ),
        solution=(
            'japan = lu.data.load("macroeconomy").one(ref_area="JPN", year=2025)\n'
            'rate = lu.money.rate("2026-01-16")\n'
            "answer = (100 * 550 / japan.ngdp_usd_bn, 100 * 550 * rate / japan.ngdp_lcu_bn)\n"
        ),
        result="answer",
        check=_check_shares,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def _pair(answer: Any) -> tuple[Any, Any] | None:
    if isinstance(answer, tuple | list) and len(answer) == 2:
        return answer[0], answer[1]
    return None


def _check_shares(answer: Any) -> Verdict:
    pair = _pair(answer)
    if pair is None:
        return Verdict(
            False, _("A pair of two numbers is wanted: by dollars, then by yen, in per cent.")
        )
    japan = data.load("macroeconomy").one(ref_area="JPN", year=2025)
    pledge, rate = pledge_ceiling(), float(money.rate("2026-01-16"))
    usd, yen, ppp = japan["ngdp_usd_bn"], japan["ngdp_lcu_bn"], japan["gdp_ppp_intl_bn"]
    right = (100 * pledge / usd, 100 * pledge * rate / yen)
    swapped = _("These are the right two numbers the wrong way round: dollars come first.")
    mixed = _("That divides dollars by yen, or yen by dollars: bring both to the same money.")
    fraction = _("That is a fraction: times 100 for per cent.")
    upside = _("That is GDP divided by the pledge: turn the division over.")
    common: list[tuple[float, str]] = [
        (100 * pledge / yen, mixed),
        (100 * pledge * rate / usd, mixed),
        (
            100 * pledge / ppp,
            _("That divides market dollars by PPP dollars, which nobody can pay with."),
        ),
    ]
    first = judge_number(
        pair[0],
        right[0],
        "",
        mistakes=[
            (right[1], swapped),
            (right[0] / 100, fraction),
            (usd / pledge, upside),
            (100 / right[0] * 100, upside),
            *common,
        ],
    )
    if not first.ok:
        return Verdict(False, _("By dollars: {message}").format(message=first.message))
    old = float(money.rate("2025-07-22"))
    second = judge_number(
        pair[1],
        right[1],
        "",
        mistakes=nearest_first(
            pair[1],
            [
                (right[1] / 100, fraction),
                (yen / (pledge * rate), upside),
                (right[0], _("That is the share in dollars again: turn the pledge into yen.")),
                (
                    100 * pledge * old / yen,
                    _("That uses the fixing of the agreement's day: take 16 January 2026."),
                ),
                *common,
            ],
        ),
    )
    if not second.ok:
        return Verdict(False, _("By yen: {message}").format(message=second.message))
    return Verdict(
        True,
        _(
            "{usd:.1f}% by dollars, {yen:.1f}% by yen. They differ because the first uses the mean "
            "rate of 2025, {mean:.1f}, and the second the rate of one day, {day:.1f}. And both set "
            "a sum for several years beside one year's income."
        ).format(usd=right[0], yen=right[1], mean=yen / usd, day=rate),
    )


def _steps() -> Exercise:
    return Exercise(
        id="08.5",
        lesson="08",
        title=_("Pledge, project, payment"),
        task=_(
            "What part of the $550 billion, in per cent, had been chosen as projects in the first "
            "tranche? What part with the candidates of the second? And what part had been paid, as "
            "far as the data say? Call the three answer; where the data say nothing, "
            "write None.\n\n"
            "The table {table} has tranche and usd_bn_up_to."
        ).format(table='lu.data.load("us_japan_projects")'),
        hint=_(
            "Add up usd_bn_up_to for tranche 1, then for both. Look for a column with payments."
        ),
        stub=(
            'projects = lu.data.load("us_japan_projects")\n'
            'first = sum(projects.where(tranche=1).column("usd_bn_up_to"))\n'
            "answer = (..., ..., ...)\n"
        ),
        solution=(
            'projects = lu.data.load("us_japan_projects")\n'
            'first = sum(projects.where(tranche=1).column("usd_bn_up_to"))\n'
            'both = sum(projects.column("usd_bn_up_to"))\n'
            "answer = (100 * first / 550, 100 * both / 550, None)\n"
        ),
        result="answer",
        check=_check_steps,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def _check_steps(answer: Any) -> Verdict:
    if not isinstance(answer, tuple | list) or len(answer) != 3:
        return Verdict(False, _("Three values are wanted: chosen, with candidates, paid."))
    now = pledge_stand("2026-11-22")
    right, both = now.chosen_pct, now.with_candidates_pct
    fraction = _("That is a fraction: times 100 for per cent.")
    amount = _("That is the amount in billion dollars: divide by 550.")
    alone = 100 * now.candidates / now.ceiling
    first = judge_number(
        answer[0],
        right,
        "",
        mistakes=[
            (right / 100, fraction),
            (now.chosen, amount),
            (both, _("That is with the candidates. Tranche 1 alone comes first.")),
            (
                100 * now.chosen / now.listed,
                _("Divide by the pledge, not by the list of October 2025."),
            ),
        ],
    )
    if not first.ok:
        return Verdict(False, _("Chosen: {message}").format(message=first.message))
    second = judge_number(
        answer[1],
        both,
        "",
        mistakes=[
            (both / 100, fraction),
            (now.chosen + now.candidates, amount),
            (alone, _("That is the second tranche alone. Add the first.")),
        ],
    )
    if not second.ok:
        return Verdict(False, _("With candidates: {message}").format(message=second.message))
    paid = answer[2]
    if paid is None:
        return Verdict(
            True,
            _(
                "Chosen {a:.1f}%, with candidates {b:.1f}%, paid: not known. Each is a "
                "ceiling, and "
                "not known is not zero."
            ).format(a=right, b=both),
        )
    if isinstance(paid, int | float) and not isinstance(paid, bool):
        if paid == 0:
            return Verdict(
                False, _("Zero would be a finding. The data hold no payment at all: write None.")
            )
        if math.isclose(paid, right, rel_tol=0.005) or math.isclose(paid, both, rel_tol=0.005):
            return Verdict(False, _("Announced is not committed, and committed is not paid."))
    return Verdict(False, _("No column gives a payment. Where the data say nothing, write None."))


MAKERS = {"08.1": _days, "08.2": _shares, "08.5": _steps}
