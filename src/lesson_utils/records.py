"""Frozen records of the evidence: source, claim, event, term, position, question."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lesson_utils.when import When

ARTICLE_DATE = datetime.date(2026, 1, 17)
CONFIRMED_UNTIL = datetime.date(2026, 5, 14)
POINTERS_UNTIL = datetime.date(2026, 10, 7)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read, graded A (official text) to D (pointer, original not read)."""

    id: str
    publisher: str
    url: str
    date: When
    grade: str
    note: str = ""

    @property
    def is_pointer(self) -> bool:
        """True for grade D: the original page was not read."""
        return self.grade == "D"

    @property
    def after_article(self) -> bool:
        """True if it was published after the article."""
        return self.date.begins_after(ARTICLE_DATE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says about a claim."""

    source: Source
    finding: str

    @property
    def note(self) -> str:
        """The source's note."""
        return self.source.note


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the article, paraphrased, with its evidence and assessment.

    Attributes
    ----------
    paragraph : int
        0 for headline and caption, 1 to 6 for the body.
    criterion : str
        What would count as evidence.
    later_outcome : str
        What is known later; empty if nothing is recorded.
    """

    id: str
    paragraph: int
    paraphrase: str
    kind: str
    claimant: str
    resolved_date: When
    date_reasoning: str
    theme: str
    criterion: str
    evidence: tuple[Evidence, ...]
    assessment: str
    assessment_note: str
    later_outcome: str
    nuances: tuple[str, ...]
    discussion_question: str

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each source of the evidence once, best grade first."""
        found = {item.source.id: item.source for item in self.evidence}
        return tuple(sorted(found.values(), key=lambda one: one.grade))


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event of the timeline."""

    id: str
    date: When
    precision: str
    title: str
    description: str
    actors: tuple[str, ...]
    themes: tuple[str, ...]
    status: str
    sources: tuple[Source, ...]

    @property
    def after_article(self) -> bool:
        """True if it happened, or is reported to have happened, after the article."""
        return self.date.begins_after(ARTICLE_DATE)

    @property
    def is_confirmed(self) -> bool:
        """True if it occurred and a source other than a pointer says so."""
        return self.status == "occurred" and any(not one.is_pointer for one in self.sources)


@dataclass(frozen=True, slots=True)
class Term:
    """One term in English and Japanese, with how well each is backed."""

    id: str
    term: str
    definition: str
    ja: str
    kana: str
    definition_status: str
    ja_status: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """One reported position; reported, not endorsed."""

    theme: str
    position: str
    date: When
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """One party and its positions; each contains internal disagreement."""

    id: str
    name: str
    note: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer with the explanation why it is right or wrong."""

    key: str
    text: str
    correct: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank."""

    id: str
    claims: tuple[str, ...]
    level: str
    text: str
    options: tuple[Option, ...]
    sources: tuple[Source, ...]
