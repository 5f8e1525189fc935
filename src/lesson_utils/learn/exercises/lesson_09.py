"""Exercises of lesson 09: who is silent in the ledger, and which claims rest on copies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lesson_utils import evidence
from lesson_utils.i18n import _, ngettext_
from lesson_utils.learn.exercises.base import Exercise, Verdict

__all__ = ["MAKERS"]

THEME = "investment"
GOOD = ("A", "B")


def _silences() -> Exercise:
    return Exercise(
        id="09.1",
        lesson="09",
        title=_("Find the silences"),
        task=_(
            "Which stakeholders have no sourced position on the theme “{theme}” in the ledger? "
            "Make a list of their names and call it silent.\n\n"
            "lu.evidence.perspectives() gives the stakeholders. Each has a name and positions; "
            "each position has a theme."
        ).format(theme=THEME),
        hint=_(
            "First collect the themes of one stakeholder in a list. If the theme is not in it, "
            "append the name, once."
        ),
        stub="silent = []\nfor party in lu.evidence.perspectives():\n    ...\n",
        solution=(
            "silent = []\n"
            "for party in lu.evidence.perspectives():\n"
            "    themes = [position.theme for position in party.positions]\n"
            f'    if "{THEME}" not in themes:\n'
            "        silent.append(party.name)\n"
        ),
        result="silent",
        check=_check_silences,
        untouched=lambda silent: isinstance(silent, list) and not silent,
    )


def _check_silences(silent: Any) -> Verdict:
    if not isinstance(silent, list | tuple | set | frozenset):
        return Verdict(
            False,
            _("A list of names is wanted; this is {kind}.").format(kind=type(silent).__name__),
        )
    if not silent:
        return Verdict(False, _("The list is empty: append a name where the theme is missing."))
    parties = evidence.perspectives()
    names = {one.id: one.name for one in parties}
    given = [names.get(str(one), str(one)) for one in silent]
    speaking = [one.name for one in parties if THEME in {p.theme for p in one.positions}]
    quiet = [one.name for one in parties if one.name not in speaking]
    strange = [one for one in given if one not in names.values()]
    comma = _(", ")
    if strange:
        return Verdict(
            False,
            _("No stakeholder of the ledger is called {names}. Append party.name.").format(
                names=comma.join(f"“{one[:40]}”" for one in strange[:3])
            ),
        )
    if set(given) == set(speaking):
        return Verdict(False, _("Those are the ones who have a position. The others are wanted."))
    if len(given) > len(set(given)):
        return Verdict(
            False,
            _(
                "Some names stand there more than once: you append for each position on another "
                "theme. Look at all positions of a stakeholder first."
            ),
        )
    if extra := [one for one in given if one not in quiet]:
        return Verdict(
            False,
            _("In your list, though the ledger has a position: {names}.").format(
                names=comma.join(extra)
            ),
        )
    if missing := [one for one in quiet if one not in given]:
        return Verdict(
            False,
            ngettext_(
                "{n} silent stakeholder is not in your list.",
                "{n} silent stakeholders are not in your list.",
                len(missing),
            ).format(n=len(missing)),
        )
    return Verdict(
        True,
        _(
            "{n} of {total} stakeholders have no sourced position on investment in the ledger. "
            "That is a fact about the ledger: it does not say that they have none."
        ).format(n=len(quiet), total=len(parties)),
    )


def _copies() -> Exercise:
    return Exercise(
        id="09.2",
        lesson="09",
        title=_("Which claims rest on copies?"),
        task=_(
            "A source of grade A or B is an official text, an agency, a newspaper or a specialist; "
            "C is a copy, a digest or an advocate, D a pointer. Write a function "
            "copies_only(claims) that returns the ids of the claims without any source of grade "
            "A or B, in the order given.\n\n"
            "Each claim has an id and evidence; item.source.grade is the grade of one piece."
        ),
        hint=_(
            'A claim rests on copies if all(grade in ("C", "D")) holds for the grades of its '
            "evidence. Write it with item.source.grade and for item in claim.evidence."
        ),
        stub="def copies_only(claims):\n    found = []\n    ...\n    return found\n",
        solution=(
            "def copies_only(claims):\n"
            "    return [claim.id for claim in claims\n"
            '            if all(item.source.grade in "CD" for item in claim.evidence)]\n'
        ),
        result="copies_only",
        check=_check_copies,
        untouched=lambda answer: callable(answer) and answer(evidence.claims()) == [],
    )


def _weak(claims: Iterable[evidence.Claim]) -> list[str]:
    return [one.id for one in claims if not any(item.source.grade in GOOD for item in one.evidence)]


def _check_copies(answer: Any) -> Verdict:
    if not callable(answer):
        return Verdict(
            False, _("A function is wanted: hand over copies_only itself, without brackets.")
        )
    every = evidence.claims()
    for claims in (every, every[::-1], every[:10]):
        given = answer(claims)
        if not isinstance(given, list | tuple):
            return Verdict(
                False,
                _("The function gives back {kind}; a list of ids is wanted.").format(
                    kind=type(given).__name__
                ),
            )
        wanted, found = _weak(claims), [getattr(one, "id", one) for one in given]
        if found != wanted:
            return Verdict(False, _copies_mistake(claims, wanted, found))
        if any(not isinstance(one, str) for one in given):
            return Verdict(False, _("These are whole claims; their ids are wanted."))
    wanted = _weak(every)
    return Verdict(
        True,
        _(
            "{names}: {n} of {total} claims. A copy may be exact; to be sure, somebody has to "
            "compare it with the original."
        ).format(names=_(", ").join(wanted), n=len(wanted), total=len(every)),
    )


def _copies_mistake(claims: tuple[evidence.Claim, ...], wanted: list[str], found: list[Any]) -> str:
    some = [c.id for c in claims if any(i.source.grade not in GOOD for i in c.evidence)]
    no_a = [c.id for c in claims if all(i.source.grade != "A" for i in c.evidence)]
    if found == some:
        return _("That finds claims with some source of grade C or D. All of them have to be.")
    if found == no_a:
        return _("That finds claims without grade A. A source of grade B is no copy either.")
    if sorted(map(str, found)) == sorted(wanted):
        return _("The ids are right; keep the order in which the claims are given.")
    return _(
        "For {total} claims the function finds {given}; {wanted} have no source of grade A or B."
    ).format(total=len(claims), given=len(found), wanted=len(wanted))


MAKERS = {"09.1": _silences, "09.2": _copies}
