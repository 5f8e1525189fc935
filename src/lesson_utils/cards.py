"""Cards of a lesson's claims, sources and terms: plain HTML that reads well without running."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lesson_utils import arguments, data, evidence, labels
from lesson_utils.card import PLAIN, Card, grade
from lesson_utils.claim_cards import claim_card
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import _
from lesson_utils.markup import Markup, join, link, tag
from lesson_utils.tables import Table

__all__ = ["Card", "claim_card", "sources_used", "terms"]


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
    wanted = lesson_file(number).get("tables", []) if tables is None else tables
    rows = [_table_row(data.load(name)) for name in arguments.names(wanted, "data sets")]
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
        grade(source.grade),
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
    if len(names) == 1 and str(names[0]).isdecimal():
        from lesson_utils.learn.questions import lesson_file

        wanted = lesson_file(str(names[0]).zfill(2)).get("terms", [])
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
