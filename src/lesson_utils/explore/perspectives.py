"""Positions side by side: up to four stakeholders on one theme, each with its sources."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from lesson_utils import charts, evidence, labels
from lesson_utils.card import CSS, grade
from lesson_utils.charts.perspectives import chosen_cells, heading_name, party
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
from lesson_utils.i18n import _, ngettext_
from lesson_utils.markup import Markup, join, link, tag
from lesson_utils.measures.perspectives import HEADINGS, best_grade, coverage, heading, silent

__all__ = ["Perspectives", "perspectives"]

ALL = ""
VIEWS = ("first", "second", "third", "fourth")
BEGIN = ("us-administration", "japan-s-government", "china-s-government", ALL)
# Columns as wide as fit; one below the other on a narrow page.
COLUMNS = (
    "display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:8px 0"
)
COLUMN = "border-top:3px solid var(--lu-accent,#3181b0);padding-top:4px"


def perspectives(theme: str = ALL) -> Perspectives:
    """Open the positions of eight stakeholders, up to four side by side.

    Parameters
    ----------
    theme : str, optional
        One of ``lesson_utils.measures.perspectives.HEADINGS`` or a theme of the ledger, such as
        ``"investment"``; empty for all.

    Returns
    -------
    Perspectives
        A panel; show it as the last line of a cell.

    Raises
    ------
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> perspectives("Taiwan").sentence.splitlines()[0]
    'Taiwan and the islands: 6 of 8 stakeholders have a sourced position in the ledger.'
    """
    return Perspectives(heading(theme) if theme else ALL)


class Perspectives(Panel):
    """A matrix of who says something on what, and the positions themselves in columns."""

    def __init__(self, theme: str = ALL) -> None:
        parties = [(party(one.id), one.id) for one in evidence.perspectives()]
        themes = [(_("all themes"), ALL), *((heading_name(name), name) for name in HEADINGS)]
        controls: dict[str, w.Widget] = {"theme": control.dropdown(_("Theme"), themes, theme)}
        for key, name, begin in zip(VIEWS, _view_names(), BEGIN, strict=True):
            controls[key] = control.dropdown(name, [(_("– none –"), ALL), *parties], begin)
        chart = charts.perspectives()
        chart.on_click(self._open)
        self._cards = w.HTML()
        super().__init__(
            _("Perspectives: who says what"),
            controls,
            chart=chart,
            details=self._cards,
            rows=[["theme"], list(VIEWS)],
        )

    @property
    def chosen(self) -> tuple[str, ...]:
        """The stakeholders side by side now, each once."""
        values = [self.value(key) for key in VIEWS]
        return tuple(dict.fromkeys(value for value in values if value))

    def update(self) -> None:
        """Show the positions, ring their cells, count them in words."""
        theme = self.value("theme")
        if self.chart is not None:
            self.chart.patch(chosen_cells(theme, self.chosen))
        self._cards.value = _columns(theme, self.chosen)
        if self.chosen:
            self.say(_sentence(theme, self.chosen))
        else:
            self.say(_("Choose at least one stakeholder to read its positions."), "not yet")

    def _open(self, _trace: str, _point: int, cell: Any) -> None:
        """Show the cell that was clicked: its theme, and its stakeholder as the first view."""
        if not isinstance(cell, list) or tuple(cell) not in coverage():
            return
        if cell[0] not in self.chosen:
            self.controls["first"].value = cell[0]
        self.controls["theme"].value = cell[1]

    def __repr__(self) -> str:
        """Give the sentence and every position shown."""
        lines = [
            f"{party(one)} [{best_grade((position,))}] {position.theme}: {position.position}"
            for one in self.chosen
            for position in _positions(self.value("theme"), one)
        ]
        return "\n".join([self.name, self.sentence, *lines])


def _view_names() -> tuple[str, ...]:
    return (_("First view"), _("Second view"), _("Third view"), _("Fourth view"))


def _positions(theme: str, one: str) -> tuple[evidence.Position, ...]:
    names = [theme] if theme else list(HEADINGS)
    return tuple(position for name in names for position in coverage()[one, name])


def _sentence(theme: str, chosen: tuple[str, ...]) -> str:
    comma = _(", ")
    total = len(evidence.perspectives())
    if theme:
        first = _(
            "{theme}: {n} of {total} stakeholders have a sourced position in the ledger."
        ).format(
            theme=labels.capital(heading_name(theme)), n=total - len(silent(theme)), total=total
        )
    else:
        n = sum(len(found) for found in coverage().values())
        first = _("All themes: the ledger holds {n} positions of {total} stakeholders.").format(
            n=n, total=total
        )
    told = [
        _("{party} {n}").format(party=party(one), n=len(_positions(theme, one))) for one in chosen
    ]
    shown = sum(len(_positions(theme, one)) for one in chosen)
    second = ngettext_(
        "Shown is {n} position: {parties}.", "Shown are {n} positions: {parties}.", shown
    ).format(n=shown, parties=comma.join(told))
    quiet = [one for one in chosen if not _positions(theme, one)]
    if not quiet:
        return f"{first}\n{second}"
    third = _("No sourced position in the ledger: {parties}. Silence is not a position.").format(
        parties=comma.join(party(one) for one in quiet)
    )
    return f"{first}\n{second}\n{third}"


def _columns(theme: str, chosen: tuple[str, ...]) -> Markup:
    notes = {one.id: one.note for one in evidence.perspectives()}
    return join(
        tag("style", Markup(CSS)),
        tag(
            "div",
            *(_column(theme, one, notes[one]) for one in chosen),
            class_="lu-card",
            style=f"max-width:none;{COLUMNS}",
        ),
    )


def _column(theme: str, one: str, note: str) -> Markup:
    found = _positions(theme, one)
    return tag(
        "section",
        tag("p", tag("strong", party(one)), class_="lu-lead"),
        tag("p", note, class_="lu-small") if note else None,
        *(_position(position) for position in found),
        None
        if found
        else tag(
            "p",
            _(
                "No sourced position in the ledger on this theme. Silence is not a position: "
                "it may only mean that no page with one was read."
            ),
        ),
        style=COLUMN,
        aria_label=party(one),
    )


def _position(position: evidence.Position) -> Markup:
    day = labels.day(position.date)
    return tag(
        "div",
        tag(
            "p",
            _("{theme} · {day}").format(theme=position.theme, day=day),
            class_="lu-small",
        ),
        tag("p", position.position),
        *(tag("p", *_source(one), class_="lu-small") for one in position.sources),
        style="border-top:1px solid var(--lu-line,#d0d7de);padding:4px 0",
    )


def _source(one: evidence.Source) -> list[Markup | str]:
    later = ", " + _("published after the article") if one.after_article else ""
    return [grade(one.grade), link(one.publisher, one.url), f", {labels.day(one.date)}{later}"]
