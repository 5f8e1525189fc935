"""The learner's own file on one claim, as data, as Markdown and as a page that stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lesson_utils import evidence, labels
from lesson_utils.i18n import _, language
from lesson_utils.learn.headlines import PAPERS, TAILS, Headline, paper_name
from lesson_utils.learn.state import Note
from lesson_utils.markup import Markup, join, link, tag

__all__ = ["TEXTS", "USE", "Dossier", "begun", "claim_of_headlines", "headlines_of", "read"]

TEXTS = ("grading", "reason", "change")
"""The free texts of a dossier: how good the evidence is, why the verdict, what would change it."""

USE = "use."
"""Begins the name of the note that a piece of evidence is used."""

_STYLE = (
    "body{font:16px/1.55 system-ui,'Segoe UI','Noto Sans','Noto Sans JP',sans-serif;color:#1f2328;"
    "background:#fff;max-width:44em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}.own{white-space:pre-wrap;"
    "overflow-wrap:anywhere;border-left:3px solid #0b5c8a;padding-left:.8em}"
    ".small{color:#57606a;font-size:.9em}a{color:#0b5c8a}li{margin:.3em 0}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Dossier:
    """What a learner has worked out about one claim.

    Attributes
    ----------
    claim : evidence.Claim
        The claim.
    used : tuple of str
        Identifiers of the sources picked as evidence.
    texts : mapping of str to str
        The free texts by the names in `TEXTS`.
    verdict : str
        One of the course's assessments, or empty.
    headlines : tuple of (str, str, str)
        For claim C01: readers, headline, why; empty for the others.
    others : tuple of str
        Texts that another notebook had written in between; kept, not lost.
    changed : str
        When something was last changed, ISO 8601 in UTC; empty if nothing was written.
    """

    claim: evidence.Claim
    used: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    verdict: str = ""
    headlines: tuple[tuple[str, str, str], ...] = ()
    others: tuple[str, ...] = ()
    changed: str = ""

    @property
    def picked(self) -> tuple[evidence.Evidence, ...]:
        """The evidence used, in the order of the ledger."""
        return tuple(one for one in self.claim.evidence if one.source.id in self.used)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not there yet: ``"use"``, ``"verdict"`` and names of `TEXTS`."""
        texts = [name for name in TEXTS if not self.texts.get(name, "").strip()]
        order = ("use", "grading", "verdict", "reason", "change")
        lacks = {"use": not self.picked, "verdict": not self.verdict}
        return tuple(name for name in order if lacks.get(name, name in texts))

    @property
    def is_empty(self) -> bool:
        """True if nothing has been written or picked."""
        return len(self.missing) == 5 and not self.others

    def markdown(self) -> str:
        """Give the dossier as Markdown; what the learner wrote shows as it was typed.

        Examples
        --------
        >>> print(read("C24", {}).markdown().splitlines()[0])
        # Dossier on claim C24
        """
        lines = [f"# {self._title}", "", _plain(self.claim.paraphrase), ""]
        lines += [_plain(self._origin), ""]
        for name, parts in self._parts():
            lines += [f"## {name}", ""]
            for part in parts:
                lines += [part.markdown, ""]
        lines += ["---", "", _plain(self._ending), ""]
        return "\n".join(lines)

    def page(self) -> str:
        """Give the dossier as an HTML page without scripts that needs nothing else.

        Examples
        --------
        >>> "<script" in read("C24", {}).page()
        False
        """
        body = [
            tag("h1", self._title),
            tag("p", self.claim.paraphrase),
            tag("p", self._origin, class_="small"),
        ]
        for name, parts in self._parts():
            body += [tag("h2", name), *(part.html for part in parts)]
        head = tag(
            "head",
            Markup('<meta charset="utf-8">'),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
            Markup('<meta name="viewport" content="width=device-width">'),
            tag("title", self._title),
            tag("style", Markup(_STYLE)),
        )
        ending = tag("footer", tag("hr"), tag("p", self._ending, class_="small"))
        main = tag("body", tag("main", *body), ending)
        return "<!doctype html>\n" + tag("html", head, main, lang=language()) + "\n"

    @property
    def _title(self) -> str:
        return _("Dossier on claim {id}").format(id=self.claim.id)

    @property
    def _origin(self) -> str:
        article = evidence.article()
        return _("{kind}, {claimant}. Article: {publisher}, {day}, {url}").format(
            kind=labels.kind(self.claim.kind),
            claimant=self.claim.claimant,
            publisher=article.publisher,
            day=labels.day(article.date),
            url=article.url,
        )

    @property
    def _ending(self) -> str:
        course = _("Written with “Counterweight? Reading one news story”.")
        if not self.changed:
            return course
        return course + " " + _("Last change: {day}.").format(day=labels.day(self.changed[:10]))

    def _parts(self) -> list[tuple[str, list[_Part]]]:
        unused = [one for one in self.claim.evidence if one not in self.picked]
        verdict = labels.assessment(self.verdict) if self.verdict else _("no verdict yet")
        parts = [
            (_("Evidence I use"), [_evidence(self.picked)]),
            (_("How good this evidence is"), [self._text("grading")]),
            (_("My verdict: {verdict}").format(verdict=verdict), [self._text("reason")]),
            (_("What would change my mind"), [self._text("change")]),
            (_("Evidence I leave aside"), [_evidence(unused)]),
            (_("The course's assessment"), [_said(text) for text in self._assessment()]),
        ]
        if self.headlines:
            made = [
                _own(_("For {readers}: {headline}").format(readers=readers, headline=headline), why)
                for readers, headline, why in self.headlines
            ]
            parts.append((_("Headlines rewritten"), made))
        if self.others:
            parts.append((_("Older texts, kept"), [_own("", text) for text in self.others]))
        return parts

    def _text(self, name: str) -> _Part:
        text = self.texts.get(name, "").strip()
        return _own("", text) if text else _said(_("Nothing written yet."))

    def _assessment(self) -> list[str]:
        claim = self.claim
        lines = [labels.assessment(claim.assessment).capitalize() + "."]
        if claim.assessment_note:
            lines.append(
                _("As of the article · {day}").format(day=labels.day(evidence.ARTICLE_DATE))
                + ": "
                + claim.assessment_note
            )
        later = claim.later_outcome or _("Nothing further is recorded.")
        return [*lines, _("Known later") + ": " + later]


@dataclass(frozen=True)
class _Part:
    markdown: str
    html: Markup


def read(name: str, notes: Mapping[str, Note]) -> Dossier:
    """Read the dossier on a claim out of the learner's notes.

    Parameters
    ----------
    name : str
        Identifier of the claim.
    notes : mapping of str to Note
        All notes of the learner, as ``store().notes()`` gives them.

    Returns
    -------
    Dossier
        Empty where nothing was written.

    Raises
    ------
    UnknownNameError
        If there is no such claim.

    Examples
    --------
    >>> notes = {"dossier.C24.verdict": {"value": "contested", "at": "2026-11-22T10:00:00Z"}}
    >>> read("C24", notes).verdict
    'contested'
    """
    claim = evidence.claim(name)
    start = f"dossier.{name}."
    mine = {key.removeprefix(start): one for key, one in notes.items() if key.startswith(start)}
    values = {key: one["value"] for key, one in mine.items()}
    verdict = values.get("verdict", "")
    made = headlines_of(notes) if name == claim_of_headlines() else ()
    times = [one["at"] for one in mine.values()]
    if made:
        times += [one["at"] for key, one in notes.items() if key.startswith("headline.")]
    return Dossier(
        claim,
        used=tuple(key.removeprefix(USE) for key in values if key.startswith(USE) and values[key]),
        texts={key: values.get(key, "") for key in TEXTS},
        verdict=verdict if verdict in {one.assessment for one in evidence.claims()} else "",
        headlines=made,
        others=tuple(one["value"] for note in mine.values() for one in note.get("kept", [])),
        changed=max(times, default=""),
    )


def begun(notes: Mapping[str, Note]) -> tuple[str, ...]:
    """List the claims on which something has been written.

    Examples
    --------
    >>> begun({"dossier.C24.reason": {"value": "because", "at": ""}})
    ('C24',)
    """
    names = [one.id for one in evidence.claims()]
    return tuple(name for name in names if not read(name, notes).is_empty)


def claim_of_headlines() -> str:
    """Name the claim that the headline makes: rewritten headlines go into its dossier.

    Examples
    --------
    >>> claim_of_headlines()
    'C01'
    """
    return next(one.id for one in evidence.claims() if one.paragraph == 0)


def headlines_of(notes: Mapping[str, Note]) -> tuple[tuple[str, str, str], ...]:
    """Read the rewritten headlines: readers, headline, why.

    Examples
    --------
    >>> own = {"headline.naha.own": {"value": "We were not asked", "at": ""}}
    >>> headlines_of(own)
    (('readers in Naha, Okinawa', 'We were not asked', ''),)
    """

    def value(paper: str, piece: str) -> str:
        note = notes.get(f"headline.{paper}.{piece}")
        return note["value"] if note else ""

    found = []
    for paper in PAPERS:
        pieces = {key: value(paper, key) for key in ("agent", "verb", "object", "own")}
        tail = value(paper, "tail")
        text = Headline(**pieces, tail=tail if tail in TAILS else "none").text
        if text or value(paper, "why"):
            found.append((paper_name(paper), text or "…", value(paper, "why")))
    return tuple(found)


def _evidence(items: Sequence[evidence.Evidence]) -> _Part:
    if not items:
        return _said(_("None."))
    lines, entries = [], []
    for one in items:
        source = one.source
        day = labels.day(source.date)
        lines.append(
            f"- [{source.grade}] {_plain(one.finding)} ({_plain(source.publisher)}, {day}, "
            f"<{source.url}>)"
        )
        entries.append(
            tag(
                "li",
                f"[{source.grade}] {one.finding} (",
                link(source.publisher, source.url),
                f", {day})",
            )
        )
    return _Part("\n".join(lines), tag("ul", *entries))


def _said(text: str) -> _Part:
    return _Part(_plain(text), tag("p", text))


def _own(lead: str, text: str) -> _Part:
    """Show what the learner wrote, so that it cannot be taken for markup."""
    quoted = "\n".join(f"> {_plain(line, text)}  " for line in text.strip().splitlines())
    markdown = "\n\n".join(part for part in (_plain(lead), quoted) if part.strip("> "))
    html = join(
        tag("p", lead) if lead else None,
        tag("div", text.strip(), class_="own") if text.strip() else None,
    )
    return _Part(markdown, html)


_SPECIAL = re.compile(r"[\\`*_\[\]#|~$]")
_AT_START = re.compile(r"\d+(?=[.)])|[+=-]")
_ADDRESS = re.compile(r"((?:https?|ftp)://[\w./?#@!&'()*+,;=%:~\[\]-]*[\w/#=&%+~-])", re.ASCII)
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)  # read as the beginning of an address
_APART = {"\\": "<span>&#92;</span>", "$": r"<span>\$</span>"}


def _plain(text: str, among: str = "") -> str:
    r"""Write text so that Markdown shows it as it is.

    JupyterLab looks for formulas before it reads the Markdown, and once more in what has become of
    it; an element of its own around the sign escapes both. A single dollar sign needs none.
    Addresses get brackets: without, some readers show the escapes in them.

    Parameters
    ----------
    text : str
        One line.
    among : str, optional
        The whole text that the line is from.

    Examples
    --------
    >>> _plain("<b> 2 * 3, $4")
    '&lt;b&gt; 2 \\* 3, \\$4'
    >>> _plain("$4 or $5")
    '<span>\\$</span>4 or <span>\\$</span>5'
    >>> _plain("see http://example.org/a_b, c_d")
    'see <http://example.org/a_b>, c\\_d'
    """
    pair = (among or text).count("$") > 1
    safe = ""
    for number, part in enumerate(_ADDRESS.split(text.strip(" \t"))):
        part = part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if number % 2:
            safe += f"<{part}>"
        else:
            safe += _WWW.sub(r"\1\.", _SPECIAL.sub(lambda hit: _sign(hit[0], pair), part))
    start = _AT_START.match(safe)
    return _start(start[0]) + safe[start.end() :] if start else safe


def _sign(sign: str, pair: bool) -> str:
    return _APART[sign] if sign == "\\" or (sign == "$" and pair) else f"\\{sign}"


def _start(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
