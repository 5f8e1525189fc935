"""Cards of a lesson's claims, sources and terms: plain HTML that reads well without running."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from lesson_utils import data, evidence, labels
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import _
from lesson_utils.markup import Markup, join, link, tag
from lesson_utils.tables import Table

__all__ = ["Card", "claim_card", "sources_used", "terms"]

CSS = (Path(__file__).parent / "cards.css").read_text("utf-8")
# JupyterLab strips the style sheet from a notebook it does not trust yet, but keeps these.
PLAIN = {
    "card": "border:1px solid #8b949e;border-left:4px solid #3181b0;border-radius:8px;"
    "padding:14px 18px;max-width:650px",
    "facts": "display:grid;grid-template-columns:170px auto",
    "part": "float:none;width:auto;margin:0 0 4px",
    "tag": "border:1px solid;border-radius:10px;padding:0 8px;font-weight:bold",
    "two": "display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:12px 0",
    "cell": "text-align:left;vertical-align:top",
}
TONES = {
    "supported": "good",
    "supported with nuance": "nuance",
    "contested": "contested",
    "unverifiable": "open",
    "forecast": "later",
}


class Card:
    """A piece of static HTML with its plain text beside it."""

    def __init__(self, html: Markup, text: str) -> None:
        self.html = html
        self.text = text

    def __repr__(self) -> str:
        """Give the plain text."""
        return self.text

    def _repr_html_(self) -> str:
        return join(tag("style", Markup(CSS)), self.html)


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
    later = claim.later_outcome or _("Nothing further is recorded.")
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
    return claim.assessment_note or _("The sources above say the same; nothing needs to be added.")


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
        _grade(item.source.grade),
        " ",
        item.finding,
        " (",
        link(item.source.publisher, item.source.url),
        ", ",
        labels.day(item.source.date),
        after,
        ")",
    )


def _grade(letter: str) -> Markup:
    meaning = _("Source grade {letter}: {meaning}").format(
        letter=letter, meaning=labels.grade(letter)
    )
    return tag("abbr", letter, class_="lu-grade", title=meaning)


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


def sources_used(lesson: str | int, tables: Sequence[str] | None = None) -> Card:
    """List what a lesson rests on: sources with grade, data sets with licence.

    Parameters
    ----------
    lesson : str or int
        Such as ``"05"``.
    tables : sequence of str, optional
        Data sets; left out, those the lesson's file names.

    Returns
    -------
    Card
        HTML in a notebook, text elsewhere.

    Raises
    ------
    UnknownNameError
        If the lesson or a data set does not exist.

    Examples
    --------
    >>> "SIPRI" in repr(sources_used("05"))
    False
    """
    from lesson_utils.course import lesson as described
    from lesson_utils.learn.questions import lesson_file, questions

    number = str(lesson).strip().zfill(2)
    found = {
        item.source.id: item.source
        for name in described(number).claims
        for item in evidence.claim(name).evidence
    }
    for question in questions(number):
        for name in question.sources:
            if not name.startswith("data:"):
                found.setdefault(name, evidence.source(name))
    names = tables if tables is not None else lesson_file(number).get("tables", [])
    rows = [_table_row(data.load(name)) for name in names]
    sources = sorted(found.values(), key=lambda source: (source.grade, source.publisher))
    html = tag(
        "div",
        _list(_("Sources"), sources, _source_item),
        tag("p", tag("strong", _("Data")), class_="lu-head") if rows else None,
        tag("ul", *(tag("li", *parts) for parts in rows)) if rows else None,
        tag("p", _grades_line(), class_="lu-small"),
        class_="lu-card lu-sources",
    )
    text = [_("Sources")]
    text += [f"  [{s.grade}] {s.publisher}, {labels.day(s.date)}: {s.url}" for s in sources]
    if rows:
        text += [_("Data"), *("  " + "".join(map(_plain, parts)) for parts in rows)]
    return Card(html, "\n".join(text))


def _grades_line() -> str:
    return " · ".join(f"{letter}: {labels.grade(letter)}" for letter in "ABCD")


def _list(name: str, items: Sequence[Any], item: Callable[[Any], Markup]) -> Markup:
    return join(
        tag("p", tag("strong", name), class_="lu-head"), tag("ul", *(item(one) for one in items))
    )


def _source_item(source: evidence.Source) -> Markup:
    note = f" – {source.note}" if source.note else ""
    return tag(
        "li",
        _grade(source.grade),
        " ",
        link(source.publisher, source.url),
        f", {labels.day(source.date)}{note}",
    )


def _table_row(table: Table) -> list[str]:
    licence = _("licence: {name}").format(name=table.licence)
    return [
        tag("strong", table.title),
        f" – {table.source}; {licence} (",
        tag("code", table.name),
        ")",
    ]


def _plain(part: str) -> str:
    import re
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", "", part)) if isinstance(part, Markup) else part


def terms(*names: str) -> Card:
    """List terms in English, Japanese and kana.

    Parameters
    ----------
    *names : str
        Identifiers of terms, or one lesson such as ``"05"``: then those its file names.

    Returns
    -------
    Card
        An HTML table in a notebook, text elsewhere.

    Raises
    ------
    UnknownNameError
        If a term does not exist.
    LessonError
        If none is named.

    Examples
    --------
    >>> print(repr(terms("sdf")).split(" · ")[0])
    Self-Defense Forces (SDF)
    """
    wanted: Sequence[str] = names
    if len(names) == 1 and names[0].isdigit():
        from lesson_utils.learn.questions import lesson_file

        wanted = lesson_file(names[0].zfill(2)).get("terms", [])
    if not wanted:
        known = [term.id for term in evidence.glossary()]
        if names:
            raise UnknownNameError("list of terms for lesson", names[0], known)
        raise LessonError(
            "Name a lesson or terms: lu.terms('05') or lu.terms('first-island-chain')."
        )
    found = [evidence.term(name) for name in wanted]
    head = [_("Term"), _("Meaning"), _("Japanese"), _("Reading")]
    unseen = any(term.ja_status != "seen" for term in found)
    html = tag(
        "div",
        tag(
            "table",
            tag("caption", _("Terms used in this lesson")),
            tag(
                "thead",
                tag("tr", *(tag("th", text, scope="col", style=PLAIN["cell"]) for text in head)),
            ),
            tag("tbody", *(_term_row(term) for term in found)),
        ),
        tag("p", "* " + _("awaits a Japanese reader's check"), class_="lu-small")
        if unseen
        else None,
        class_="lu-card lu-terms",
    )
    text = "\n".join(f"{term.term} · {term.ja} · {term.kana} · {term.definition}" for term in found)
    return Card(html, text)


def _term_row(term: evidence.Term) -> Markup:
    cell = PLAIN["cell"]
    star = "" if term.ja_status == "seen" else " *"
    return tag(
        "tr",
        tag("th", term.term, scope="row", style=cell),
        tag("td", term.definition, style=cell),
        tag("td", tag("span", term.ja, lang="ja"), star, style=cell),
        tag("td", term.kana, lang="ja", style=cell),
    )
