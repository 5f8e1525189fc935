"""The learner's own file on one claim: evidence picked, verdict argued, kept at every change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as w

from lesson_utils import evidence, labels
from lesson_utils.card import CSS
from lesson_utils.claim_cards import claim_card
from lesson_utils.errors import LessonError
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
from lesson_utils.i18n import _, ngettext_
from lesson_utils.learn import dossier as model
from lesson_utils.learn.export import Exported, export
from lesson_utils.learn.furniture import Heading, box, button
from lesson_utils.learn.kept import Kept
from lesson_utils.learn.store import Store, store
from lesson_utils.learn.transfer import Transfer
from lesson_utils.markup import Markup, join, tag

__all__ = ["DossierPanel", "dossier"]

FIRST = "C01"
# ipywidgets gives a box one line and cuts the rest.
_STYLE = (
    ".lu-picks .widget-checkbox{height:auto;width:100%;max-width:66ch}"
    ".lu-picks .widget-label-basic{height:auto;align-items:baseline;white-space:normal;"
    "line-height:1.45;overflow:visible;width:100%}"
    ".lu-picks .widget-label-basic span{white-space:normal}"
    ".lu-picks input{flex:none}"
    ".lu-panel .lu-question .widget-dropdown>.widget-label{width:auto}"
    ".lu-panel .lu-question .widget-dropdown{width:auto;max-width:26em}"
)


def dossier(claim: str = FIRST) -> DossierPanel:
    """Open the learner's dossier on a claim.

    Parameters
    ----------
    claim : str, optional
        Identifier of the claim shown first.

    Returns
    -------
    DossierPanel
        A panel; what is written in it is kept in ``progress.json`` at every change.

    Raises
    ------
    UnknownNameError
        If there is no such claim.

    Examples
    --------
    >>> dossier("C24").value("claim")
    'C24'
    """
    return DossierPanel(evidence.claim(claim or FIRST).id)


class Sheet:
    """The fields of the dossier on one claim.

    Each claim has fields of its own, so that a change which the page still holds back when the
    learner goes on to another claim arrives where it was written.
    """

    def __init__(
        self, claim: evidence.Claim, kept: Store, send: Any, read: Callable[[str], bytes]
    ) -> None:
        self.claim = claim
        self.follows = False
        self.files: tuple[str, ...] = ()
        self.picks = {one.source.id: control.checkbox(_pick_name(one)) for one in claim.evidence}
        verdicts = [
            (_("– not yet –"), ""),
            *((labels.assessment(name), name) for name in labels.ASSESSMENTS),
        ]
        self.fields: dict[str, w.Widget] = {
            "grading": w.Textarea(description=_("How good is this evidence, and why?"), rows=3),
            "verdict": control.dropdown(_("My verdict"), verdicts, ""),
            "reason": w.Textarea(description=_("My reasons"), rows=4),
            "change": w.Textarea(description=_("What would change my mind"), rows=3),
        }
        self.download = Transfer((), read)
        self.export = button(_("Export"), lambda: send(self), primary=True)
        picks = {f"{model.USE}{name}": tick for name, tick in self.picks.items()}
        self.kept = Kept(f"dossier.{claim.id}", {**picks, **self.fields}, kept)
        ticks = w.VBox(list(self.picks.values()))
        ticks.add_class("lu-picks")
        card = tag(
            "details",
            tag("summary", _("Open the card of {id} with its sources").format(id=claim.id)),
            claim_card(claim.id).html,
        )
        self.box = box(
            Heading(
                _("My dossier on {id}").format(id=claim.id), answers=list(self.fields.values())
            ),
            w.HTML(
                join(
                    tag("style", Markup(CSS + _STYLE)),
                    tag("p", claim.paraphrase),
                    card,
                    tag("p", tag("strong", _("Evidence I use"))),
                )
            ),
            ticks,
            *self.fields.values(),
            buttons=(self.export,),
            below=(self.download,),
        )

    @property
    def controls(self) -> dict[str, w.Widget]:
        """The fields that every claim has, and the button."""
        return {**self.fields, "export": self.export}


class DossierPanel(Panel):
    """A sheet for each claim; a sentence that says what is there, what is missing, where it is."""

    def __init__(self, claim: str) -> None:
        self._store = store()
        self._sheets: dict[str, Sheet] = {}
        self._told = ""
        self._place = w.VBox()
        claims = [(f"{one.id} – {one.paraphrase}", one.id) for one in evidence.claims()]
        chosen = control.dropdown(_("Claim"), claims, claim)
        super().__init__(
            _("Claim dossier"),
            {"claim": chosen, **self._sheet(claim).controls},
            body=self._place,
            rows=[["claim"]],
        )

    @property
    def sheet(self) -> Sheet:
        """The fields shown now."""
        return self._sheet(self.value("claim"))

    @property
    def folder(self) -> Path:
        """Where an export goes: beside the file of answers."""
        path = self._store.path
        return path.parent if path is not None else Path()

    def update(self) -> None:
        """Keep what has changed, show the chosen claim, say how far its dossier is."""
        changed = [one for one in list(self._sheets.values()) if one.kept.save()]
        trouble = self._store.message
        sheet = self.sheet
        if self._place.children != (sheet.box,):
            self._place.children = (sheet.box,)
            self.controls.update(sheet.controls)
        for one in changed:
            if one.follows:
                done = self._export(one, keep_earlier=False)
                if done is not None and done.names != one.files:
                    one.files, one.download.files = done.names, list(done.names)
                    self._told = _told(done)
        told, self._told = self._told, ""
        if sheet.follows and not told:
            files = _(" and ").join(sheet.files)
            told = _("The exported files {files} are up to date.").format(files=files)
        self.say(self._sentence(sheet, told, trouble), "not yet" if trouble else "plain")

    def _sheet(self, claim: str) -> Sheet:
        if claim not in self._sheets:
            made = Sheet(
                evidence.claim(claim),
                self._store,
                self._hand_out,
                lambda name: (self.folder / name).read_bytes(),
            )
            self._sheets[claim] = made
            for one in made.kept.fields.values():
                one.observe(self._on_change, names="value")
        return self._sheets[claim]

    def _hand_out(self, sheet: Sheet) -> None:
        """Export a sheet because its button was pressed."""
        sheet.kept.save()
        done = self._export(sheet, keep_earlier=True)
        if done is not None:
            sheet.follows, sheet.files = True, done.names
            sheet.download.files = list(done.names)
            self._told = _told(done)
        self._run()

    def _export(self, sheet: Sheet, *, keep_earlier: bool) -> Exported | None:
        """Write the files; if that fails, the reason becomes part of the sentence."""
        made = model.read(sheet.claim.id, self._store.notes())
        texts = {".md": made.markdown(), ".html": made.page()}
        stem = f"dossier-{sheet.claim.id}"
        try:
            return export(self.folder, stem, texts, keep_earlier=keep_earlier)
        except LessonError as error:
            sheet.follows = False
            self._told = str(error)
            return None

    def _sentence(self, sheet: Sheet, told: str, trouble: str) -> str:
        notes = self._store.notes()
        mine = model.read(sheet.claim.id, notes)
        lines = [told, trouble, _state(mine), _verdicts(mine)]
        if mine.others:
            lines.append(
                _("Another notebook wrote here too; its older text is kept in the export.")
            )
        if not mine.is_empty and not trouble:
            lines.append(
                _("Kept in {file} at every change.").format(file=self._store.path.name)
                if self._store.path is not None
                else _("Your answers are kept in memory only.")
            )
        rest = [name for name in model.begun(notes) if name != sheet.claim.id]
        if rest:
            lines.append(_("You also keep dossiers on {claims}.").format(claims=_(", ").join(rest)))
        return "\n".join(line for line in lines if line)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        names = [
            _("Evidence I use"),
            *(one.description for one in self.sheet.fields.values()),
        ]
        bundle["text/html"] = join(
            tag("p", tag("strong", _("Dossier on claim {id}").format(id=self.value("claim")))),
            tag("ul", *(tag("li", name) for name in names)),
            tag("p", _("Run this cell to write your dossier.")),
        )
        return bundle


def _told(done: Exported) -> str:
    """Say which files were written, and which were left alone."""
    both = _(" and ")
    parts = [_("Exported to {files}, beside your notebooks.").format(files=both.join(done.names))]
    if done.avoided:
        parts.append(
            _("A file of the usual name was changed by hand or is not the course's: it was left.")
        )
    if done.earlier:
        parts.append(
            _("The earlier export is kept as {files}.").format(files=both.join(done.earlier))
        )
    parts.append(_("The files follow what you write until you close this notebook."))
    return " ".join(parts)


def _pick_name(one: evidence.Evidence) -> str:
    return _("{grade}: {finding} ({publisher}, {day})").format(
        grade=one.source.grade,
        finding=one.finding,
        publisher=one.source.publisher,
        day=labels.day(one.source.date),
    )


def _state(mine: model.Dossier) -> str:
    """Say what is in the dossier and what is missing."""
    name, total = mine.claim.id, len(mine.claim.evidence)
    if mine.is_empty:
        return _(
            "Dossier on {claim}: nothing written yet. Tick the evidence you want to use "
            "({total} on offer), then argue."
        ).format(claim=name, total=total)
    grades = _(", ").join(sorted(one.source.grade for one in mine.picked))
    if mine.picked:
        first = ngettext_(
            "Dossier on {claim}: evidence {n} of {total}, grade {grades}.",
            "Dossier on {claim}: evidence {n} of {total}, grades {grades}.",
            len(mine.picked),
        ).format(claim=name, n=len(mine.picked), total=total, grades=grades)
    else:
        first = _("Dossier on {claim}: evidence {n} of {total}.").format(
            claim=name, n=0, total=total
        )
    if not mine.missing:
        return first + " " + _("Every part is written.")
    names = {
        "use": _("evidence"),
        "grading": _("how good it is"),
        "verdict": _("your verdict"),
        "reason": _("your reasons"),
        "change": _("what would change your mind"),
    }
    missing = _(", ").join(names[one] for one in mine.missing)
    return first + " " + _("Still missing: {parts}.").format(parts=missing)


def _verdicts(mine: model.Dossier) -> str:
    """Compare the verdict with the ledger's, once there are reasons for it."""
    if not mine.verdict:
        return ""
    own, theirs = labels.assessment(mine.verdict), labels.assessment(mine.claim.assessment)
    if "reason" in mine.missing:
        return _("Your verdict: {own}. Write your reasons to compare it with the ledger's.").format(
            own=own
        )
    if mine.verdict == mine.claim.assessment:
        return _("Your verdict and the ledger's are the same: {own}.").format(own=own)
    return _(
        "Your verdict: {own}; the ledger's: {theirs}. Both need reasons that others can check."
    ).format(own=own, theirs=theirs)
