"""Exercises of lesson 00: the ledger of claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lesson_utils import evidence, labels
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict

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


MAKERS = {"00.1": _count_assessments}
