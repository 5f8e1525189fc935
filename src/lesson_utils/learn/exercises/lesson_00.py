"""Exercises of lesson 00: the ledger of claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lesson_utils import evidence, labels
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict, judge_number

__all__ = ["MAKERS"]


def _count_assessments() -> Exercise:
    return Exercise(
        id="00.1",
        lesson="00",
        title=_("Count the claims by assessment"),
        task=_(
            "How many claims of the article got which assessment? Make a dictionary such as "
            "{example} and call it answer. lu.evidence.claims() gives all claims; each has an "
            "assessment."
        ).format(example="{'supported': 3}"),
        hint=_(
            "Go through the claims one by one and add 1 to the entry of claim.assessment. "
            "collections.Counter does this in one line."
        ),
        stub="answer = {}\nfor claim in lu.evidence.claims():\n    ...\n",
        solution=(
            "from collections import Counter\n\n"
            "answer = Counter(claim.assessment for claim in lu.evidence.claims())\n"
        ),
        result="answer",
        check=_check_assessments,
        untouched=lambda answer: isinstance(answer, Mapping) and not answer,
    )


def _check_assessments(answer: Any) -> Verdict:
    if not isinstance(answer, Mapping):
        return Verdict(
            False,
            _("A dictionary is wanted, with a count for each assessment; this is {kind}.").format(
                kind=type(answer).__name__
            ),
        )
    wanted = Counter(claim.assessment for claim in evidence.claims())
    given = {key: value for key, value in answer.items() if value}
    if given == wanted:
        most = wanted.most_common(1)[0]
        return Verdict(
            True,
            _("The most frequent is “{name}”: {n} of {total} claims.").format(
                n=most[1], total=wanted.total(), name=labels.assessment(most[0])
            ),
        )
    missing = [name for name in wanted if name not in given]
    if missing:
        return Verdict(
            False, _("No count is given for {names}.").format(names=", ".join(sorted(missing)))
        )
    extra = [str(name) for name in given if name not in wanted]
    if extra:
        return Verdict(
            False,
            _("The ledger does not use the assessment {names}.").format(names=", ".join(extra)),
        )
    wrong = sorted(name for name in wanted if given[name] != wanted[name])
    return Verdict(False, _("Count again: {names}.").format(names=", ".join(wrong)))


def _published_later() -> Exercise:
    return Exercise(
        id="00.2",
        lesson="00",
        title=_("What the author could not have read"),
        task=_(
            "For how many claims does the ledger use at least one source that was published after "
            "the article? Call the number count.\n\n"
            "Each claim has evidence; each piece of evidence has a source; a source knows whether "
            "it came later: source.after_article is True or False."
        ),
        hint=_(
            "any(item.source.after_article for item in claim.evidence) is True as soon as one "
            "source is later. Add 1 for each claim for which it is True."
        ),
        stub="count = 0\nfor claim in lu.evidence.claims():\n    ...\n",
        solution=(
            "count = 0\n"
            "for claim in lu.evidence.claims():\n"
            "    if any(item.source.after_article for item in claim.evidence):\n"
            "        count += 1\n"
        ),
        result="count",
        check=_check_published_later,
        untouched=lambda count: count == 0 and not isinstance(count, bool),
    )


def _check_published_later(count: Any) -> Verdict:
    every = evidence.claims()
    later = [[item.source.after_article for item in claim.evidence] for claim in every]
    right = sum(any(flags) for flags in later)
    return judge_number(
        count,
        right,
        _(
            "{n} of {total} claims. The author could not have read those sources: judge the "
            "article by the others."
        ).format(n=right, total=len(every)),
        rel=1e-9,
        mistakes=[
            (
                sum(sum(flags) for flags in later),
                _("That is the number of later sources. Count each claim once."),
            ),
            (
                sum(all(flags) for flags in later),
                _("That counts claims of which every source is later. One is enough."),
            ),
            (
                sum(bool(claim.later_outcome) for claim in every),
                _("That counts later outcomes. The question is when the sources came out."),
            ),
            (len(every) - right, _("Those are the other claims: no source of theirs is later.")),
        ],
    )


MAKERS = {"00.1": _count_assessments, "00.2": _published_later}
