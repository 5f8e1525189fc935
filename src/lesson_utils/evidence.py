"""The evidence: 35 claims, their sources and grades, a timeline, positions, terms, questions.

Everything is typed and frozen, read from ``data/evidence`` when first asked for. Two dates run
through all of it: what was known as of the article (`ARTICLE_DATE`) and what is known later
(confirmed to `CONFIRMED_UNTIL`, pointers to `POINTERS_UNTIL`).

Examples
--------
>>> from lesson_utils import evidence
>>> found = evidence.claim("C23")
>>> found.theme, found.assessment, found.evidence[0].source.grade
('geography', 'supported with nuance', 'C')
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from lesson_utils import ledger
from lesson_utils.arguments import names
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.records import (
    ARTICLE_DATE,
    CONFIRMED_UNTIL,
    POINTERS_UNTIL,
    Claim,
    Event,
    Evidence,
    Option,
    Position,
    Question,
    Source,
    Stakeholder,
    Term,
)
from lesson_utils.when import When

__all__ = [
    "ARTICLE_DATE",
    "CONFIRMED_UNTIL",
    "POINTERS_UNTIL",
    "Claim",
    "Event",
    "Evidence",
    "Option",
    "Position",
    "Question",
    "Source",
    "Stakeholder",
    "Term",
    "When",
    "article",
    "claim",
    "claims",
    "event",
    "glossary",
    "grades",
    "perspectives",
    "question",
    "questions",
    "source",
    "sources",
    "term",
    "timeline",
]

Item = TypeVar("Item")


def _kept(items: Iterable[Item], what: str, **wanted: str | None) -> tuple[Item, ...]:
    """Filter by attributes; a value that no item has is an error, not an empty list."""
    found = tuple(items)
    for attribute, value in wanted.items():
        if value is None:
            continue
        held = [_values(item, attribute) for item in found]
        valid = sorted({one for values in held for one in values})
        if value not in valid:
            every = sorted({v for item in _all(what) for v in _values(item, attribute)})
            if value not in every:
                label = attribute.removesuffix("s") if attribute != "status" else attribute
                raise UnknownNameError(f"{label} of {what}", value, every)
        found = tuple(i for i, values in zip(found, held, strict=True) if value in values)
    return found


def _values(item: object, attribute: str) -> tuple[str, ...]:
    value = getattr(item, attribute)
    return value if isinstance(value, tuple) else (value,)


def _all(what: str) -> Iterable[object]:
    return (ledger.claims() if what == "claims" else ledger.events()).values()


def claims(
    theme: str | None = None,
    assessment: str | None = None,
    kind: str | None = None,
    ids: Iterable[str] | None = None,
) -> tuple[Claim, ...]:
    """List the claims in the article's order.

    Parameters
    ----------
    theme, assessment, kind : str, optional
        Keep only these, such as ``theme="burden-sharing"``, ``assessment="contested"``.
    ids : iterable of str, optional
        Keep only these claims, such as ``("C23", "C24")``.

    Returns
    -------
    tuple of Claim

    Raises
    ------
    UnknownNameError
        If no claim has the theme, assessment, kind or id.

    Examples
    --------
    >>> [one.id for one in claims(assessment="contested")]
    ['C05', 'C13', 'C19', 'C22']
    """
    found = (
        ledger.claims().values() if ids is None else [claim(name) for name in names(ids, "claims")]
    )
    return _kept(found, "claims", theme=theme, assessment=assessment, kind=kind)


def claim(name: str) -> Claim:
    """Take one claim.

    Raises
    ------
    UnknownNameError
        If there is no such claim.

    Examples
    --------
    >>> claim("C15").assessment
    'unverifiable'
    """
    return ledger.take(ledger.claims(), "claim", name, "lu.evidence.claims() lists them.")


def timeline(
    theme: str | None = None, actor: str | None = None, status: str | None = None
) -> tuple[Event, ...]:
    """List the events by date.

    Parameters
    ----------
    theme, actor, status : str, optional
        Keep only these, such as ``actor="Philippines"``, ``status="occurred"``.

    Returns
    -------
    tuple of Event

    Raises
    ------
    UnknownNameError
        If no event has the theme, actor or status.

    Examples
    --------
    >>> timeline()[0].title, len(timeline(theme="Nansei"))
    ("Japan's surrender", 8)
    """
    found = sorted(ledger.events().values(), key=lambda one: (one.date.order, one.id))
    return _kept(found, "events", themes=theme, actors=actor, status=status)


def event(name: str) -> Event:
    """Take one event.

    Raises
    ------
    UnknownNameError
        If there is no such event.

    Examples
    --------
    >>> event("T01").date.start
    datetime.date(1945, 8, 15)
    """
    return ledger.take(ledger.events(), "event", name, "lu.evidence.timeline() lists them.")


def glossary() -> tuple[Term, ...]:
    """List the terms, in the order of the glossary.

    Examples
    --------
    >>> glossary()[0].ja
    '第一列島線'
    """
    return tuple(ledger.terms().values())


def term(name: str) -> Term:
    """Take one term.

    Raises
    ------
    UnknownNameError
        If there is no such term.

    Examples
    --------
    >>> term("first-island-chain").kana
    'だいいちれっとうせん'
    """
    return ledger.take(ledger.terms(), "term", name, "lu.evidence.glossary() lists them.")


def perspectives() -> tuple[Stakeholder, ...]:
    """List the stakeholders with their positions.

    Examples
    --------
    >>> len(perspectives()), sum(len(one.positions) for one in perspectives())
    (8, 29)
    """
    return tuple(ledger.stakeholders().values())


def sources() -> tuple[Source, ...]:
    """List the sources.

    Examples
    --------
    >>> len(sources())
    172
    """
    return tuple(ledger.sources().values())


def source(name: str) -> Source:
    """Take one source.

    Raises
    ------
    UnknownNameError
        If there is no such source.

    Examples
    --------
    >>> source("ARTICLE").publisher
    'The Japan News (Yomiuri Shimbun)'
    """
    return ledger.take(ledger.sources(), "source", name, "lu.evidence.sources() lists them.")


def questions(claim: str | None = None) -> tuple[Question, ...]:
    """List the questions of the bank.

    Parameters
    ----------
    claim : str, optional
        Keep the questions about this claim; some claims have none.

    Returns
    -------
    tuple of Question

    Raises
    ------
    UnknownNameError
        If there is no such claim.

    Examples
    --------
    >>> len(questions())
    40
    """
    if claim is None:
        return tuple(ledger.questions().values())
    ledger.take(ledger.claims(), "claim", claim, "lu.evidence.claims() lists them.")
    return tuple(one for one in ledger.questions().values() if claim in one.claims)


def question(name: str) -> Question:
    """Take one question.

    Raises
    ------
    UnknownNameError
        If there is no such question.

    Examples
    --------
    >>> question("Q01").claims
    ('C02',)
    """
    return ledger.take(ledger.questions(), "question", name, "lu.evidence.questions() lists them.")


def grades() -> dict[str, str]:
    """Tell what the grades mean.

    Examples
    --------
    >>> list(grades())
    ['A', 'B', 'C', 'D']
    """
    return dict(ledger.grades())


def article() -> Source:
    """Take the article itself as a source.

    Examples
    --------
    >>> article().date.start == ARTICLE_DATE
    True
    """
    found = source("ARTICLE")
    if found.date.start != ARTICLE_DATE:
        raise LessonError(f"The article is dated {found.date}, the course says {ARTICLE_DATE}.")
    return found
