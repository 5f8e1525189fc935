"""Exercises of lesson 07: shares of US forces, and reports that cover the same ground."""

from __future__ import annotations

from typing import Any

from lesson_utils import data
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict, judge_number
from lesson_utils.measures.presence import FIRST_WITH_OKINAWA

__all__ = ["MAKERS"]

YEAR = 1990


def _share() -> Exercise:
    return Exercise(
        id="07.1",
        lesson="07",
        title=_("A share of what?"),
        task=_(
            "In September {year} the reports count US personnel in Japan, South Korea, the "
            "Philippines and Guam. Of those in the first three, what share stood in Japan? Give "
            "it in % and call it answer.\n\n"
            "The line with persons makes a dictionary: persons[{key}] is the number in Japan, and "
            "the other keys are KOR, PHL and GUM."
        ).format(year=YEAR, key='"JPN"'),
        hint=_("Divide by the sum of the three, not of the other two, and multiply by 100."),
        stub=(
            f'rows = lu.data.load("us_forces").where(year={YEAR})\n'
            "persons = {row.host_iso3: row.active_duty_total for row in rows}\n"
            "answer = ...\n"
        ),
        solution=(
            f'rows = lu.data.load("us_forces").where(year={YEAR})\n'
            "persons = {row.host_iso3: row.active_duty_total for row in rows}\n"
            'three = persons["JPN"] + persons["KOR"] + persons["PHL"]\n'
            'answer = 100 * persons["JPN"] / three\n'
        ),
        result="answer",
        check=_check_share,
        untouched=lambda answer: answer is ...,
    )


def _check_share(answer: Any) -> Verdict:
    rows = data.load("us_forces").where(year=YEAR)
    persons = {row.host_iso3: row.active_duty_total for row in rows}
    japan = persons["JPN"]
    others = persons["KOR"] + persons["PHL"]
    right = 100 * japan / (japan + others)
    return judge_number(
        answer,
        right,
        _(
            "{pct:.1f}%: of {n:,} persons in the three, {japan:,} stood in Japan. With Guam in "
            "the sum the share would be another: a share needs its whole."
        ).format(pct=right, n=japan + others, japan=japan),
        mistakes=[
            (right / 100, _("That is the fraction; times 100 for per cent.")),
            (
                100 * japan / (japan + others + persons["GUM"]),
                _("Guam is in your sum; the question names three places only."),
            ),
            (
                100 * japan / others,
                _("You divided by the other two. Japan belongs to the whole as well."),
            ),
            (100 * persons["KOR"] / (japan + others), _("That is South Korea's share.")),
            (100 * others / (japan + others), _("That is the share outside Japan.")),
            (japan, _("That is the number of persons; a share of the three is wanted.")),
        ],
    )


def _ground() -> Exercise:
    return Exercise(
        id="07.2",
        lesson="07",
        title=_("The same name, another ground"),
        task=_(
            "Under the code JPN the list goes from 41,171 in 1972 to 28,865 in 1973 and 54,946 in "
            "1974. Write a function comparable(rows) that keeps the rows which cover the same "
            "ground as today's: Japan with Okinawa Prefecture.\n\n"
            "Each row has area, year, flag and active_duty_total. The flags tell when Japan leaves "
            "the Ryukyus out and in which report Okinawa is first included. A figure that is "
            "doubted for another reason stays in: its ground is the same."
        ),
        hint=_(
            "Two conditions: the area is Japan and not the Ryukyu Islands, and the year is that of "
            "the first report that includes Okinawa, or later."
        ),
        stub="def comparable(rows):\n    kept = []\n    ...\n    return kept\n",
        solution=(
            "def comparable(rows):\n"
            '    return [row for row in rows if row.area == "Japan" and row.year >= 1974]\n'
        ),
        result="comparable",
        check=_check_ground,
        untouched=lambda answer: callable(answer) and answer(_japan()) == [],
    )


def _japan() -> list[Any]:
    return list(data.load("us_forces").where(host_iso3="JPN"))


def _check_ground(answer: Any) -> Verdict:
    if not callable(answer):
        return Verdict(
            False, _("A function is wanted: hand over comparable itself, without brackets.")
        )
    rows = _japan()
    given = answer(rows)
    if not isinstance(given, list | tuple) or not all(hasattr(row, "area") for row in given):
        return Verdict(False, _("The function has to give back a list of rows."))
    if not given:
        return Verdict(False, _("No row is kept yet: replace the line with dots."))
    kept = {(row.area, row.year, row.report_month) for row in given}
    if any(area != "Japan" for area, _year, _month in kept):
        return Verdict(
            False,
            _("Some rows are the Ryukyu Islands alone. Their code is JPN too: look at the area."),
        )
    early = sorted(year for _area, year, _month in kept if year < FIRST_WITH_OKINAWA)
    if early and early[0] > 1972:
        return Verdict(
            False,
            _(
                "The report of 1973 is still in. Administration returned in May 1972, but the "
                "reports say only from 1974 that Okinawa is included."
            ),
        )
    if early:
        return Verdict(
            False,
            _("{year} is in: that report leaves the Ryukyus out.").format(year=early[0]),
        )
    wanted = {
        (row.area, row.year, row.report_month)
        for row in rows
        if row.area == "Japan" and row.year >= FIRST_WITH_OKINAWA
    }
    if kept != wanted:
        lost = sorted(year for _area, year, _month in wanted - kept)
        return Verdict(
            False,
            _(
                "{n} rows that cover the same ground are missing, the first of {year}. A flag "
                "alone is no reason to leave one out: read what it says."
            ).format(n=len(lost), year=lost[0]),
        )
    return Verdict(
        True,
        _(
            "{n} of {total} rows cover Japan with Okinawa. The others are right as well, but they "
            "answer another question."
        ).format(n=len(wanted), total=len(rows)),
    )


MAKERS = {"07.1": _share, "07.2": _ground}
