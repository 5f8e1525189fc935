"""The card of a claim: what is said, what was found, what was known when."""

from __future__ import annotations

from collections.abc import Iterable

from lesson_utils import evidence, labels
from lesson_utils.card import PLAIN, TONES, Card, grade
from lesson_utils.i18n import _
from lesson_utils.markup import Markup, link, tag


def claim_card(name: str) -> Card:
    """Show a claim: what is said, by whom, what was found, and what was known when.

    Parameters
    ----------
    name : str
        Identifier, such as ``"C23"``.

    Returns
    -------
    Card
        HTML in a notebook, text elsewhere.

    Raises
    ------
    UnknownNameError
        If there is no such claim.

    Examples
    --------
    >>> print(repr(claim_card("C24")).splitlines()[0])
    C24 · paragraph 4 · reported fact · Yomiuri reporter · supported with nuance
    """
    claim = evidence.claim(name)
    facts: list[tuple[str, Markup | str]] = [(_("Would be evidence"), claim.criterion)]
    facts.append((_("Evidence"), tag("ul", *(_finding(item) for item in claim.evidence))))
    if claim.nuances:
        facts.append((_("Keep in mind"), tag("ul", *(tag("li", text) for text in claim.nuances))))
    change = _change(claim.assessment)
    facts.append((_("Would change it"), change))
    facts.append((_("Discuss"), claim.discussion_question))
    later = _later(claim)
    article_day = labels.day(evidence.ARTICLE_DATE)
    html = tag(
        "section",
        tag("p", *_head(claim), class_="lu-head"),
        tag("p", claim.paraphrase, class_="lu-lead"),
        tag("dl", *_rows(facts[:3]), class_="lu-facts", style=PLAIN["facts"]),
        tag(
            "div",
            _box(_("As of the article · {day}").format(day=article_day), _note(claim)),
            _box(_("Known later"), later, "lu-later"),
            class_="lu-two",
            style=PLAIN["two"],
        ),
        tag("dl", *_rows(facts[3:]), class_="lu-facts", style=PLAIN["facts"]),
        class_="lu-card lu-claim",
        style=PLAIN["card"],
        aria_label=_("Claim {id}").format(id=claim.id),
    )
    return Card(html, _claim_text(claim, article_day, later, change))


def _change(assessment: str) -> str:
    """Say what would change an assessment, in terms of the criterion shown above it."""
    texts = {
        "supported": _("Evidence of the kind named above that says otherwise."),
        "supported with nuance": _(
            "Evidence of the kind named above that removes the reservation, or deepens it."
        ),
        "contested": _("Evidence of the kind named above that settles it one way or the other."),
        "unverifiable": _("Evidence of the kind named above, once somebody finds it."),
        "forecast": _("What happens: the outcome, not another opinion."),
    }
    return texts[assessment]


def _note(claim: evidence.Claim) -> str:
    """Give the note on an assessment; the ledger has none where nothing needs to be added."""
    if claim.assessment == "forecast":  # the ledger's note says how it turned out
        return _("A forecast: on that day it could be neither true nor false.")
    return claim.assessment_note or _("The sources above say the same; nothing needs to be added.")


def _later(claim: evidence.Claim) -> str:
    """Say what the ledger knows from after the article; of a forecast, how it turned out."""
    told = [claim.assessment_note if claim.assessment == "forecast" else "", claim.later_outcome]
    return " ".join(text for text in told if text) or _("Nothing further is recorded.")


def _facts_of(claim: evidence.Claim) -> list[str]:
    where = (
        _("headline or caption")
        if claim.paragraph == 0
        else _("paragraph {n}").format(n=claim.paragraph)
    )
    return [where, labels.kind(claim.kind), claim.claimant]


def _head(claim: evidence.Claim) -> list[Markup | str]:
    facts = [*_facts_of(claim), _refers_to(claim)]
    return [
        tag("strong", claim.id, class_="lu-id"),
        " ",
        tag("span", " · ".join(fact for fact in facts if fact)),
        " ",
        tag(
            "span",
            labels.assessment(claim.assessment),
            class_=f"lu-tag lu-{TONES[claim.assessment]}",
            style=PLAIN["tag"],
        ),
    ]


def _refers_to(claim: evidence.Claim) -> str:
    if claim.resolved_date.start is None:
        return ""
    text = labels.day(claim.resolved_date)
    return _("refers to {day}").format(day=text)


def _finding(item: evidence.Evidence) -> Markup:
    after = ""
    if item.source.after_article:
        after = ", " + _("published after the article")
    return tag(
        "li",
        grade(item.source.grade),
        " ",
        item.finding,
        " (",
        link(item.source.publisher, item.source.url),
        ", ",
        labels.day(item.source.date),
        after,
        ")",
    )


def _rows(facts: Iterable[tuple[str, Markup | str]]) -> list[Markup]:
    part = PLAIN["part"]
    return [
        piece
        for name, text in facts
        for piece in (tag("dt", name, style=part), tag("dd", text, style=part))
    ]


def _box(name: str, text: str, class_: str | None = None) -> Markup:
    return tag("div", tag("p", tag("strong", name), class_=class_), tag("p", text))


def _claim_text(claim: evidence.Claim, article_day: str, later: str, change: str) -> str:
    first = [claim.id, *_facts_of(claim), labels.assessment(claim.assessment)]
    lines = [" · ".join(first), claim.paraphrase]
    lines.append(_("Would be evidence") + ": " + claim.criterion)
    lines += [
        f"  [{item.source.grade}] {item.finding} ({item.source.publisher})"
        for item in claim.evidence
    ]
    as_of = _("As of the article · {day}").format(day=article_day)
    lines += [f"{as_of}: {_note(claim)}", _("Known later") + ": " + later]
    lines.append(_("Would change it") + ": " + change)
    return "\n".join([*lines, _("Discuss") + ": " + claim.discussion_question])
