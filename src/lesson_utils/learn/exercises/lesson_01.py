"""Exercises of lesson 01: a weekday resolved, the claims without an official text."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from lesson_utils import evidence, labels
from lesson_utils.i18n import _, ngettext_
from lesson_utils.learn.exercises.base import Exercise, Verdict

__all__ = ["MAKERS"]

THURSDAY = 3
# The article's day, a Thursday itself, the first day of a year, the day after a leap day.
DAYS = (evidence.ARTICLE_DATE, date(2026, 1, 15), date(2025, 1, 1), date(2024, 3, 1))


def _weekday() -> Exercise:
    return Exercise(
        id="01.1",
        lesson="01",
        title=_("Which Thursday?"),
        task=_(
            "A report says “Thursday”. Write a function latest(published, weekday) that returns "
            "the latest such day up to the day of publication, that day included.\n\n"
            "published is a datetime.date; weekday counts from 0 for Monday to 6 for Sunday, as "
            "published.weekday() does."
        ),
        hint=_(
            "published - timedelta(days=1) is the day before. The remainder "
            "(published.weekday() - weekday) % 7 says how many days to go back."
        ),
        stub=(
            "from datetime import timedelta\n"
            "def latest(published, weekday):\n"
            "    day = published\n"
            "    ...\n"
            "    return day\n"
        ),
        solution=(
            "from datetime import timedelta\n"
            "def latest(published, weekday):\n"
            "    back = (published.weekday() - weekday) % 7\n"
            "    return published - timedelta(days=back)\n"
        ),
        result="latest",
        check=_check_weekday,
        untouched=lambda answer: (
            callable(answer)
            and all(answer(day, number) == day for day in DAYS[:2] for number in range(7))
        ),
    )


def _right(published: date, weekday: int) -> date:
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def _check_weekday(answer: Any) -> Verdict:
    if not callable(answer):
        return Verdict(False, _("A function is wanted: hand over latest itself, without brackets."))
    for published in DAYS:
        for weekday in (THURSDAY, 0, 6):
            given = answer(published, weekday)
            right = _right(published, weekday)
            if given != right:
                return Verdict(False, _weekday_mistake(given, right, published, weekday))
    return Verdict(
        True,
        _("“Thursday” in the article of {day} is {thursday}.").format(
            day=labels.day(DAYS[0]), thursday=labels.day(_right(DAYS[0], THURSDAY))
        ),
    )


def _weekday_mistake(given: Any, right: date, published: date, weekday: int) -> str:
    if isinstance(given, datetime) or not isinstance(given, date):
        return _("The function gives back {kind}; a datetime.date is wanted.").format(
            kind=type(given).__name__
        )
    day = labels.day(published)
    if given == right - timedelta(days=7) and right == published:
        return _(
            "Published on {day}, which is that weekday itself: the day of publication counts too."
        ).format(day=day)
    if given > published:
        return _("Published on {day}, the function looks ahead; a report looks back.").format(
            day=day
        )
    if given == published:
        return _("Published on {day}, the function gives the day of publication.").format(day=day)
    if given.isoweekday() == weekday:
        return _("isoweekday() counts from 1; weekday() counts from 0 for Monday.")
    if given.weekday() != weekday:
        return _("{given} is another day of the week.").format(given=labels.day(given))
    return _("{given} is the right weekday, but not the latest one up to {day}.").format(
        given=labels.day(given), day=day
    )


def _without_official() -> Exercise:
    return Exercise(
        id="01.2",
        lesson="01",
        title=_("Claims without an official text"),
        task=_(
            "Which claims of the article rest on no source of grade A? Make a list of their ids, "
            "such as ['C01'], in the order of the article, and call it weak.\n\n"
            "lu.evidence.claims() gives all claims; claim.sources are the sources of a claim, and "
            "each has a grade."
        ),
        hint=_("Put claim.id into the list if the letter 'A' is not in grades."),
        stub=(
            "weak = []\n"
            "for claim in lu.evidence.claims():\n"
            "    grades = [source.grade for source in claim.sources]\n"
            "    ...\n"
        ),
        solution=(
            "weak = []\n"
            "for claim in lu.evidence.claims():\n"
            "    if 'A' not in [source.grade for source in claim.sources]:\n"
            "        weak.append(claim.id)\n"
        ),
        result="weak",
        check=_check_without_official,
        untouched=lambda answer: isinstance(answer, list) and not answer,
    )


def _check_without_official(answer: Any) -> Verdict:
    if not isinstance(answer, list | tuple):
        return Verdict(
            False,
            _("A list of ids is wanted; this is {kind}.").format(kind=type(answer).__name__),
        )
    every = evidence.claims()
    if any(isinstance(one, evidence.Claim) for one in answer):
        return Verdict(False, _("The list holds whole claims; put in claim.id."))
    given = [str(one) for one in answer]
    weak = [one.id for one in every if "A" not in {s.grade for s in one.sources}]
    if given == weak:
        return Verdict(
            True,
            _(
                "For {n} of {total} claims the ledger holds no official text. That makes them less "
                "certain, not false."
            ).format(n=len(weak), total=len(every)),
        )
    if given == [one.id for one in every if one.id not in weak]:
        return Verdict(
            False, _("These are the claims that have a source of grade A: turn it round.")
        )
    if given == [one.id for one in every if {s.grade for s in one.sources} != {"A"}]:
        return Verdict(
            False,
            _("These have some source below A. Wanted are the claims where none is an A."),
        )
    if sorted(given) == sorted(weak):
        return Verdict(False, _("The ids are right; keep the order of the article, each once."))
    missing, extra = (sorted(a) for a in (set(weak) - set(given), set(given) - set(weak)))
    if extra:
        return Verdict(
            False,
            ngettext_(
                "{n} entry does not belong there, such as {example}.",
                "{n} entries do not belong there, such as {example}.",
                len(extra),
            ).format(n=len(extra), example=extra[0][:20]),
        )
    return Verdict(
        False,
        ngettext_(
            "{n} claim is missing, such as {example}.",
            "{n} claims are missing, such as {example}.",
            len(missing),
        ).format(n=len(missing), example=(missing or given)[0]),
    )


MAKERS = {"01.1": _weekday, "01.2": _without_official}
