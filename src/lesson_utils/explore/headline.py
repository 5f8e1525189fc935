"""The headline workshop: write it for other readers, compare who acts and what the verb does."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from lesson_utils import evidence
from lesson_utils.card import CSS, PLAIN
from lesson_utils.charts.perspectives import party
from lesson_utils.errors import UnknownNameError
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
from lesson_utils.i18n import _
from lesson_utils.learn.dossier import claim_of_headlines, headlines_of
from lesson_utils.learn.furniture import Heading, box
from lesson_utils.learn.headlines import (
    ACTORS,
    ORIGINAL,
    PAPERS,
    TAILS,
    VERBS,
    Headline,
    loaded_words,
    paper_name,
    presumes,
)
from lesson_utils.learn.kept import Kept
from lesson_utils.learn.store import Store, store
from lesson_utils.markup import Markup, join, tag

__all__ = ["HeadlinePanel", "headline"]

FIRST = "naha"
_STYLE = (
    ".lu-panel .lu-question .widget-text{max-width:66ch}"
    ".lu-panel .lu-question .widget-text>input{width:100%;max-width:100%}"
    ".lu-panel .lu-question .widget-dropdown>.widget-label{width:auto}"
    ".lu-panel .lu-question .widget-dropdown{width:auto}"
)


def headline(paper: str = FIRST) -> HeadlinePanel:
    """Open the headline workshop.

    Parameters
    ----------
    paper : str, optional
        The readers to write for first, one of ``lesson_utils.learn.headlines.PAPERS``.

    Returns
    -------
    HeadlinePanel
        A panel; what is written in it is kept in ``progress.json`` at every change.

    Raises
    ------
    UnknownNameError
        If there is no such paper.

    Examples
    --------
    >>> headline("beijing").value("paper")
    'beijing'
    """
    if paper and paper not in PAPERS:
        raise UnknownNameError("paper", paper, PAPERS)
    return HeadlinePanel(paper or FIRST)


class Sheet:
    """The fields of one paper's headline; each paper has its own, as in the dossier."""

    def __init__(self, paper: str, kept: Store) -> None:
        self.paper = paper
        choose = (_("– choose –"), "")
        actors = [choose, *((words, key) for key, (words, *_rest) in ACTORS.items())]
        verbs = [choose, *((verb.singular, key) for key, verb in VERBS.items())]
        tails = [(words or _("nothing more"), key) for key, (words, _p) in TAILS.items()]
        self.fields: dict[str, w.Widget] = {
            "agent": control.dropdown(_("Who acts"), actors, ""),
            "verb": control.dropdown(_("Verb"), verbs, ""),
            "object": control.dropdown(_("On whom"), actors, ""),
            "tail": control.dropdown(_("And then"), tails, "none"),
            "own": w.Text(description=_("Or in your own words")),
            "why": w.Textarea(description=_("Why would this paper write it so?"), rows=2),
        }
        self.kept = Kept(f"headline.{paper}", self.fields, kept)
        pieces = w.HBox([self.fields[key] for key in ("agent", "verb", "object", "tail")])
        pieces.add_class("lu-row")
        self.result = w.HTML()
        self.box = box(
            Heading(_("A headline for {readers}").format(readers=paper_name(paper))),
            w.HTML(join(tag("style", Markup(CSS + _STYLE)), _known(paper))),
            pieces,
            self.fields["own"],
            self.fields["why"],
            self.result,
        )

    @property
    def made(self) -> Headline:
        """The headline as it stands now."""
        return Headline(
            **{key: self.fields[key].value for key in ("agent", "verb", "object", "tail", "own")}
        )


class HeadlinePanel(Panel):
    """A sheet for each paper, the comparison with the original, all headlines together."""

    def __init__(self, paper: str) -> None:
        self._store = store()
        self._sheets: dict[str, Sheet] = {}
        self._place = w.VBox()
        self._all = w.HTML()
        papers = [(paper_name(one), one) for one in PAPERS]
        super().__init__(
            _("Headline workshop"),
            {
                "paper": control.dropdown(_("Write for"), papers, paper),
                **self._sheet(paper).fields,
            },
            body=self._place,
            details=self._all,
            rows=[["paper"]],
        )

    @property
    def sheet(self) -> Sheet:
        """The fields shown now."""
        return self._sheet(self.value("paper"))

    def update(self) -> None:
        """Keep what has changed, show the paper's sheet, compare it with the original."""
        for one in list(self._sheets.values()):
            one.kept.save()
        trouble = self._store.message
        sheet = self.sheet
        if self._place.children != (sheet.box,):
            self._place.children = (sheet.box,)
            self.controls.update(sheet.fields)
        made = sheet.made
        sheet.result.value = _comparison(made)
        written = headlines_of(self._store.notes())
        self._all.value = _together(written)
        text = _sentence(sheet.paper, made)
        if written:
            text += "\n" + _(
                "Headlines so far: {n} of {total}. They go into your dossier on {claim}."
            ).format(n=len(written), total=len(PAPERS), claim=claim_of_headlines())
        self.say(f"{trouble}\n{text}" if trouble else text, "not yet" if trouble else "plain")

    def _sheet(self, paper: str) -> Sheet:
        if paper not in self._sheets:
            made = Sheet(paper, self._store)
            self._sheets[paper] = made
            for one in made.fields.values():
                one.observe(self._on_change, names="value")
        return self._sheets[paper]

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        bundle["text/html"] = join(
            tag("style", Markup(CSS)),
            tag("p", tag("strong", _("Headline workshop"))),
            _comparison(Headline()),
            tag("p", _("Run this cell to write your headlines.")),
        )
        return bundle


def _known(paper: str) -> Markup:
    """Show what the ledger knows of the party nearest to the readers."""
    found = next(one for one in evidence.perspectives() if one.id == PAPERS[paper])
    entries = [
        tag("li", f"{position.position} [{min(one.grade for one in position.sources)}]")
        for position in found.positions
    ]
    name = party(found.id)
    return tag(
        "details",
        tag("summary", _("What the ledger reports of: {party}").format(party=name)),
        tag("ul", *entries),
        tag("p", _("A paper need not write what its government says, and readers differ.")),
    )


def _sentence(paper: str, made: Headline) -> str:
    readers = paper_name(paper)
    if made.own.strip():
        found = loaded_words(made.own)
        words = (
            _("Words that usually judge: {words}.").format(words=_(", ").join(found))
            if found
            else _("No word of the short list of loaded words is in it: look for others yourself.")
        )
        first = _("For {readers}, in your own words.").format(readers=readers)
        return f"{first} {words}\n{_left_out(made)}"
    if not made.is_made:
        return _(
            "For {readers}: choose who acts, a verb and who is acted on, "
            "or write in your own words."
        ).format(readers=readers)
    verb = VERBS[made.verb]
    kind = _("loaded") if verb.loaded else _("plain")
    acts = _(
        "For {readers}. Who acts: {agent}; on whom: {object}. "
        "In the original it is the United States, on Japan."
    ).format(readers=readers, agent=ACTORS[made.agent][0], object=ACTORS[made.object][0])
    told = _("The verb “{verb}” is {kind}. {presumes}").format(
        verb=verb.singular, kind=kind, presumes=presumes(made.verb)
    )
    same = (
        " " + _("Nobody acts on themselves: choose two parties.")
        if made.agent == made.object
        else ""
    )
    return f"{acts}{same}\n{told}\n{_left_out(made)}"


def _left_out(made: Headline) -> str:
    """Say which parties of the original are not named."""
    gone = [one for one in ORIGINAL.parties if one not in made.parties]
    new = [one for one in made.parties if one not in ORIGINAL.parties]
    parts = []
    if gone:
        names = _(", ").join(_party(one) for one in gone)
        parts.append(_("Named in the original and not here: {parties}.").format(parties=names))
    if new:
        names = _(", ").join(_party(one) for one in new)
        parts.append(_("Named here and not in the original: {parties}.").format(parties=names))
    return " ".join(parts) or _("It names the same parties as the original.")


def _party(name: str) -> str:
    names = {
        "US": _("US"),
        "Japan": _("Japan"),
        "China": _("China"),
        "Taiwan": _("Taiwan"),
        "Philippines": _("Philippines"),
        "Okinawa": _("Okinawa"),
        "Europe": _("Europe"),
    }
    return names.get(name, name)


def _comparison(made: Headline) -> Markup:
    """Lay the headline beside the original, question by question."""
    free = bool(made.own.strip())
    blank = _("in your own words") if free else "–"

    def actor(key: str) -> str:
        return ACTORS[key][0] if key and not free else blank

    chosen = VERBS[made.verb] if made.verb and not free else None
    rows = [
        (_("Who acts?"), _("the United States"), actor(made.agent)),
        (_("On whom?"), _("Japan"), actor(made.object)),
        (
            _("Which verb?"),
            _("“leverage” (loaded)"),
            _verb(chosen.singular, chosen.loaded) if chosen else blank,
        ),
        (
            _("What does it take for granted?"),
            presumes(ORIGINAL.verb),
            presumes(made.verb) if chosen else blank,
        ),
        (
            _("What for?"),
            _("as a “counterweight” to China"),
            blank if free else TAILS[made.tail][0] or _("not said"),
        ),
        (
            _("Who is named?"),
            _(", ").join(_party(one) for one in ORIGINAL.parties),
            _(", ").join(_party(one) for one in made.parties) or "–",
        ),
    ]
    cell = PLAIN["cell"]
    head = (_("Question"), _("The newspaper"), _("Your headline"))
    table = tag(
        "table",
        tag("caption", _("The newspaper's headline, described and not printed, and yours")),
        tag("thead", tag("tr", *(tag("th", text, scope="col", style=cell) for text in head))),
        tag(
            "tbody",
            *(
                tag(
                    "tr",
                    tag("th", name, scope="row", style=cell),
                    tag("td", theirs, style=cell),
                    tag("td", mine, style=cell),
                )
                for name, theirs, mine in rows
            ),
        ),
    )
    title = tag("p", tag("strong", made.text), class_="lu-lead") if made.text else None
    return tag("div", title, table, class_="lu-card")


def _verb(word: str, loaded: bool) -> str:
    pattern = _("“{verb}” (loaded)") if loaded else _("“{verb}” (plain)")
    return pattern.format(verb=word)


def _together(written: tuple[tuple[str, str, str], ...]) -> Markup:
    if not written:
        return Markup()
    return tag(
        "div",
        tag("p", tag("strong", _("Your headlines")), class_="lu-head"),
        tag(
            "ul",
            *(
                tag("li", _("{readers}: ").format(readers=readers), tag("strong", text))
                for readers, text, _why in written
            ),
        ),
        class_="lu-card",
    )
