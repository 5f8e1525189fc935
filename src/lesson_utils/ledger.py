"""The evidence ledger: ``data/evidence`` read into records, each kind by identifier, once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from lesson_utils import data
from lesson_utils.errors import UnknownNameError
from lesson_utils.records import (
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

Item = TypeVar("Item")


@functools.cache
def claims() -> Mapping[str, Claim]:
    """Read the claims, in the article's order.

    Examples
    --------
    >>> claims()["C15"].assessment
    'unverifiable'
    """

    def make(one: dict[str, Any]) -> Claim:
        items = (Evidence(_source(e["source_id"]), e["finding"]) for e in one["evidence"])
        facts = dict(one)
        facts["criterion"] = facts.pop("what_would_count_as_evidence")
        facts["resolved_date"] = When(one["resolved_date"])
        facts["later_outcome"] = one["later_outcome"] or ""
        facts |= {"evidence": tuple(items), "nuances": tuple(one["nuances"])}
        return Claim(**facts)

    return _read("claims", "claims", make)


@functools.cache
def sources() -> Mapping[str, Source]:
    """Read the sources.

    Examples
    --------
    >>> sources()["ARTICLE"].publisher
    'The Japan News (Yomiuri Shimbun)'
    """
    found = data.read_json("evidence_sources")["sources"]
    return MappingProxyType(
        {
            name: Source(
                id=name,
                publisher=one["publisher"],
                url=one["url"],
                date=When(one["date"]),
                grade=one["grade"],
                note=one.get("note") or "",
            )
            for name, one in found.items()
        }
    )


@functools.cache
def events() -> Mapping[str, Event]:
    """Read the events of the timeline.

    Examples
    --------
    >>> events()["T01"].date.start
    datetime.date(1945, 8, 15)
    """

    def make(one: dict[str, Any]) -> Event:
        facts = one | {"date": When(one["date"], about=one["precision"] == "approx")}
        facts |= {key: tuple(one[key]) for key in ("actors", "themes")}
        return Event(**facts | {"sources": _listed(one["sources"])})

    return _read("timeline", "events", make)


@functools.cache
def terms() -> Mapping[str, Term]:
    """Read the terms of the glossary.

    Examples
    --------
    >>> terms()["first-island-chain"].kana
    'だいいちれっとうせん'
    """
    return _read(
        "glossary", "terms", lambda one: Term(**one | {"sources": _listed(one["sources"])})
    )


@functools.cache
def stakeholders() -> Mapping[str, Stakeholder]:
    """Read the stakeholders with their positions.

    Examples
    --------
    >>> len(stakeholders())
    8
    """

    def make(one: dict[str, Any]) -> Stakeholder:
        positions = (
            Position(p["theme"], p["position"], When(p["date"]), _listed(p["sources"]))
            for p in one["positions"]
        )
        return Stakeholder(one["id"], one["name"], one.get("note") or "", tuple(positions))

    return _read("perspectives", "stakeholders", make)


@functools.cache
def questions() -> Mapping[str, Question]:
    """Read the questions of the bank.

    Examples
    --------
    >>> questions()["Q01"].claims
    ('C02',)
    """

    def make(one: dict[str, Any]) -> Question:
        return Question(
            id=one["id"],
            claims=tuple(one["claims"]),
            level=one["level"],
            text=one["question"],
            options=tuple(Option(**option) for option in one["options"]),
            sources=_listed(one["sources"]),
        )

    return _read("questions", "questions", make)


@functools.cache
def grades() -> Mapping[str, str]:
    """Read what each grade of a source means.

    Examples
    --------
    >>> list(grades())
    ['A', 'B', 'C', 'D']
    """
    return MappingProxyType(dict(data.read_json("evidence_sources")["grades"]))


def _read(name: str, part: str, make: Callable[[dict[str, Any]], Item]) -> Mapping[str, Item]:
    entries = data.read_json(f"evidence_{name}")[part]
    return MappingProxyType({entry["id"]: make(entry) for entry in entries})


def _source(name: str) -> Source:
    return take(sources(), "source", name, "lu.evidence.sources() lists them.")


def _listed(ids: Iterable[str]) -> tuple[Source, ...]:
    return tuple(_source(name) for name in ids)


def take(ledger: Mapping[str, Item], what: str, name: str, remedy: str) -> Item:
    """Take one entry, or say which there are.

    Parameters
    ----------
    ledger : mapping
        Entries by identifier.
    what, name, remedy : str
        What is looked for, its identifier, and the advice if there is none.

    Raises
    ------
    UnknownNameError
        If there is no such entry.

    Examples
    --------
    >>> take(claims(), "claim", "C23", "").theme
    'geography'
    """
    if name in ledger:
        return ledger[name]
    raise UnknownNameError(what, name, ledger, remedy)
