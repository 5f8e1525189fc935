"""Exercises of lesson 08 on GDP: rich in yen and poor in dollars, half of the world."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from lesson_utils import data
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict, judge_number

__all__ = ["MAKERS", "nearest_first"]

FIRST, LAST = 2012, 2025
COLUMNS = ("ngdp_usd_bn", "gdp_ppp_intl_bn")


def _growth() -> Exercise:
    return Exercise(
        id="08.3",
        lesson="08",
        title=_("Rich in yen, poor in dollars"),
        task=_(
            "By how many per cent did Japan's nominal GDP change from {first} to {last}, "
            "in yen and "
            "in dollars? A fall is negative. Call the pair answer.\n\n"
            "The columns are ngdp_lcu_bn (billion yen) and ngdp_usd_bn (billion dollars)."
        ).format(first=FIRST, last=LAST),
        hint=_("Change in per cent: 100 * (new / old - 1)."),
        stub=(
            'japan = lu.data.load("macroeconomy").where(ref_area="JPN")\n'
            "old, new = japan.one(year=2012), japan.one(year=2025)\n"
            "answer = (..., ...)\n"
        ),
        solution=(
            'japan = lu.data.load("macroeconomy").where(ref_area="JPN")\n'
            "old, new = japan.one(year=2012), japan.one(year=2025)\n"
            'columns = ("ngdp_lcu_bn", "ngdp_usd_bn")\n'
            "answer = tuple(100 * (new[name] / old[name] - 1) for name in columns)\n"
        ),
        result="answer",
        check=_check_growth,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def nearest_first(given: Any, mistakes: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Put the mistake that comes closest first: two may lie within the tolerance."""
    try:
        value = float(given)
    except (TypeError, ValueError):
        return mistakes
    return sorted(mistakes, key=lambda mistake: abs(mistake[0] - value))


def _check_growth(answer: Any) -> Verdict:
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        return Verdict(False, _("A pair of two numbers is wanted: change in yen, then in dollars."))
    japan = data.load("macroeconomy").where(ref_area="JPN")
    old, new = japan.one(year=FIRST), japan.one(year=LAST)
    before = japan.one(year=LAST - 1)
    right = {name: 100 * (new[name] / old[name] - 1) for name in ("ngdp_lcu_bn", "ngdp_usd_bn")}
    for given, name, label in (
        (answer[0], "ngdp_lcu_bn", _("In yen: {message}")),
        (answer[1], "ngdp_usd_bn", _("In dollars: {message}")),
    ):
        other = "ngdp_usd_bn" if name == "ngdp_lcu_bn" else "ngdp_lcu_bn"
        ratio = new[name] / old[name]
        verdict = judge_number(
            given,
            right[name],
            "",
            mistakes=nearest_first(
                given,
                [
                    (right[other], _("That is the change in the other money: yen come first.")),
                    (-right[name], _("The size is right, the sign is not: new compared with old.")),
                    (100 * ratio, _("That is the new value in per cent of the old: take off 100.")),
                    (ratio, _("That is new divided by old: subtract 1, then times 100.")),
                    (ratio - 1, _("That is a fraction: times 100 for per cent.")),
                    (
                        100 * (1 / ratio - 1),
                        _("That goes from {last} back to {first}: divide by the old value.").format(
                            first=FIRST, last=LAST
                        ),
                    ),
                    (
                        100 * (before[name] / old[name] - 1),
                        _("That stops in {year}. Take {last}.").format(year=LAST - 1, last=LAST),
                    ),
                    (
                        100 * (new["gdp_real_lcu_bn"] / old["gdp_real_lcu_bn"] - 1),
                        _("That is real growth, with prices held fixed. Nominal is asked for."),
                    ),
                    (
                        100 * (new["gdp_ppp_intl_bn"] / old["gdp_ppp_intl_bn"] - 1),
                        _("That is GDP at purchasing power parity. Market dollars are asked for."),
                    ),
                ],
            ),
        )
        if not verdict.ok:
            return Verdict(False, label.format(message=verdict.message))
    return Verdict(
        True,
        _(
            "{yen:+.1f}% in yen, {usd:+.1f}% in dollars: the same economy. A dollar cost "
            "{old:.0f} yen in {first} and {new:.0f} in {last}. The figure of {last} is an estimate."
        ).format(
            yen=right["ngdp_lcu_bn"],
            usd=right["ngdp_usd_bn"],
            old=old["lcu_per_usd_implied"],
            new=new["lcu_per_usd_implied"],
            first=FIRST,
            last=LAST,
        ),
    )


def _half() -> Exercise:
    return Exercise(
        id="08.4",
        lesson="08",
        title=_("Half of world GDP?"),
        task=_(
            "Write a function share(states, column) that gives the part of world GDP in 2025, in "
            "per cent, that the states make together. The states are a list of three-letter codes; "
            "the column is ngdp_usd_bn (market dollars) or gdp_ppp_intl_bn (PPP).\n\n"
            "The row of the world has the code G001; other codes that begin with G are groups."
        ),
        hint=_("Divide by the row G001. Adding up every row counts the groups again."),
        stub=(
            "def share(states, column):\n"
            '    table = lu.data.load("macroeconomy").where(year=2025)\n'
            "    ...\n"
            "    return 0.0\n"
        ),
        solution=(
            "def share(states, column):\n"
            '    table = lu.data.load("macroeconomy").where(year=2025)\n'
            "    ours = sum(row[column] for row in table if row.ref_area in states)\n"
            '    return 100 * ours / table.one(ref_area="G001")[column]\n'
        ),
        result="share",
        check=_check_half,
        untouched=lambda answer: callable(answer) and _try(answer, ["JPN"], COLUMNS[0]) == 0.0,
    )


def _try(answer: Any, states: list[str], column: str) -> Any:
    try:
        return answer(states, column)
    except Exception:
        return None


def _gdp(states: Iterable[str], column: str) -> float:
    table = data.load("macroeconomy").where(year=LAST)
    return math.fsum(row[column] for row in table if row["ref_area"] in states)


def _check_half(answer: Any) -> Verdict:
    if not callable(answer):
        return Verdict(False, _("A function is wanted: hand over share itself, without brackets."))
    table = data.load("macroeconomy").where(year=LAST)
    every = [row["ref_area"] for row in table]
    single = [name for name in every if not name.startswith("G")]
    trials = (["JPN"], ["USA", "JPN"], ["CHN", "IND", "IDN", "JPN", "KOR", "AUS"])
    for states in trials:
        for column, other in (COLUMNS, COLUMNS[::-1]):
            ours, world = _gdp(states, column), _gdp(["G001"], column)
            verdict = judge_number(
                _try(answer, states, column),
                100 * ours / world,
                "",
                rel=0.0005,
                mistakes=[
                    (ours / world, _("That is a fraction: times 100 for per cent.")),
                    (ours, _("That is the sum in billions. Divide by the row of the world, G001.")),
                    (
                        100 * ours / _gdp(every, column),
                        _("The rows together count the groups again: divide by G001 alone."),
                    ),
                    (
                        100 * ours / _gdp(single, column),
                        _("The states of the table are not the whole world: divide by G001."),
                    ),
                    (
                        100 * _gdp(states, other) / _gdp(["G001"], other),
                        _("The function does not use its column: market dollars and PPP differ."),
                    ),
                    (
                        100 * ours / _gdp(["G001"], other),
                        _("That mixes market dollars and PPP. Take both from the same column."),
                    ),
                    (100 * world / ours, _("Turn the division over.")),
                ],
            )
            if not verdict.ok:
                return Verdict(
                    False,
                    _("For {states} and {column}: {message}").format(
                        states=", ".join(states), column=column, message=verdict.message
                    ),
                )
    group = ["USA", *trials[-1]]
    market, ppp = (100 * _gdp(group, c) / _gdp(["G001"], c) for c in COLUMNS)
    bare_market, bare_ppp = (100 * _gdp(trials[-1], c) / _gdp(["G001"], c) for c in COLUMNS)
    return Verdict(
        True,
        _(
            "{states}: {market:.0f}% in market dollars and {ppp:.0f}% in PPP; without the United "
            "States {bare_market:.0f}% and {bare_ppp:.0f}%. Whether it is half depends on who is "
            "counted and on the yardstick."
        ).format(
            states=", ".join(group),
            market=market,
            ppp=ppp,
            bare_market=bare_market,
            bare_ppp=bare_ppp,
        ),
    )


MAKERS = {"08.3": _growth, "08.4": _half}
