"""Who spends what share of GDP: one state edition by edition, or all above a line."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from .. import data, measures
from ..charts.drawing import Drawing
from ..charts.spending import (
    THRESHOLDS,
    draw_editions,
    draw_standing,
    edition_name,
)
from ..errors import LessonError
from ..i18n import _, ngettext_
from ..measures.spending import EDITIONS, Count
from ..states import state_name
from . import control
from .panel import Panel

SINCE = (2014, 1990, 1949)
_OF_VIEW = {
    "state": ("state", "edition", "since"),
    "standing": ("body", "year", "line"),
}


class SpendingPanel(Panel):
    """Two views of spending as a share of GDP; each says whose count and which edition it is.

    Examples
    --------
    >>> SpendingPanel("standing").choose(line=3.5).sentence.split(":")[0]
    "By NATO's count 4 of 31 states spend at least 3.5% of GDP in 2025"
    """

    def __init__(self, view: str = "state", state: str = "USA") -> None:
        controls = _controls(view, state)
        self._charts = {
            "state": draw_editions(state, measures.editions(state), SINCE[0]).chart(),
            "standing": draw_standing(2025, 2.0, "NATO").chart(),
        }
        self._stage = w.VBox([self._charts[view]])
        super().__init__(
            _("Spending as a share of GDP"),
            controls,
            body=self._stage,
            rows=[["view"], [*_OF_VIEW["state"]], [*_OF_VIEW["standing"]]],
        )

    def update(self) -> None:
        """Show the controls and the chart of the view and say what it shows."""
        now = self.values()
        view = now["view"]
        self.show_only("view", *_OF_VIEW[view])
        if self.chart is not self._charts[view]:
            self.chart = self._charts[view]
            self._stage.children = (self.chart,)
        drawing, words = (_one if view == "state" else _all)(now)
        self.draw(drawing)
        self.say(words)


def _one(now: dict[str, Any]) -> tuple[Drawing, str]:
    state, wanted = now["state"], now["edition"]
    held = measures.editions(state)
    if wanted != "all" and wanted not in held:
        raise LessonError(
            _("{edition} has no figures of {state} here. There are: {held}.").format(
                edition=edition_name(wanted),
                state=state_name(state),
                held="; ".join(edition_name(e) for e in held),
            )
        )
    chosen = held if wanted == "all" else (wanted,)
    return draw_editions(state, chosen, now["since"]), " ".join(
        text for text in (_newest(state, chosen, now["since"]), _revised(state, chosen)) if text
    )


def _newest(state: str, chosen: tuple[str, ...], since: int) -> str:
    parts = []
    for edition in chosen:
        counts = [c for c in measures.spending_series(state, edition) if c.year >= since]
        first, last = counts[0], counts[-1]
        parts.append(
            _("{edition}: {first:.2f}% in {from_year}, {last:.2f}% in {to_year}{estimate}").format(
                edition=edition_name(edition),
                first=first.share_pct,
                from_year=first.year,
                last=last.share_pct,
                to_year=last.year,
                estimate=_(" (estimate)") if last.estimate else "",
            )
        )
    return _("{state}. {editions}.").format(state=state_name(state), editions="; ".join(parts))


def _revised(state: str, chosen: tuple[str, ...]) -> str:
    """Say how the last year that two editions of one body share was revised."""
    for body in ("SIPRI", "NATO"):
        pair = [e for e in chosen if EDITIONS[e][0] == body]
        if len(pair) < 2:
            continue
        new, old = ({c.year: c for c in measures.spending_series(state, e)} for e in pair)
        year = max(set(new) & set(old))
        return _(
            "For {year} the older edition of {body} said {old:.2f}%, the newer says {new:.2f}%: "
            "quote the edition with the figure."
        ).format(year=year, body=body, old=old[year].share_pct, new=new[year].share_pct)
    if len({EDITIONS[e][0] for e in chosen}) > 1:
        return _("SIPRI and NATO count different things: read each line by itself.")
    return ""


def _all(now: dict[str, Any]) -> tuple[Drawing, str]:
    body, year, line = now["body"], now["year"], now["line"]
    years = data.load(EDITIONS[f"{body} 2026"][1]).column("year")
    if not min(years) <= year <= max(years):
        raise LessonError(
            _("{edition} has no figures for {year}; it ends in {last}.").format(
                edition=edition_name(f"{body} 2026"), year=year, last=max(years)
            )
        )
    counts = measures.standing(year, body)
    reached = [c for c in counts if c.share_pct >= line]
    if not reached:
        words = _(
            "By {body}'s count none of {total} states spends {line:g}% of GDP in {year}; nearest "
            "is {name} with {share:.2f}%."
        ).format(
            body=body, total=len(counts), line=line, year=year,
            name=state_name(counts[0].state), share=counts[0].share_pct,
        )  # fmt: skip
    else:
        words = ngettext_(
            "By {body}'s count {n} of {total} states spends at least {line:g}% of GDP in {year}: "
            "{who}.",
            "By {body}'s count {n} of {total} states spend at least {line:g}% of GDP in {year}: "
            "{who}.",
            len(reached),
        ).format(
            body=body, n=len(reached), total=len(counts), line=line, year=year,
            who=_who(reached, counts),
        )  # fmt: skip
    if any(c.estimate for c in counts):
        words += " " + _("Some of the figures are estimates.")
    if body == "NATO" and line == sum(measures.PLEDGE.values()):
        words += " " + _(
            "This table counts core defence only: the pledge measures it against 3.5%, not 5%."
        )
    return draw_standing(year, line, body), words


def _who(reached: list[Count], counts: tuple[Count, ...]) -> str:
    missing = [c for c in counts if c not in reached]
    if len(reached) <= len(missing) or not missing:
        named = reached[:8]
        names = _(", ").join(state_name(c.state) for c in named)
        return names if len(named) == len(reached) else _("{names} and others").format(names=names)
    named = missing[:8]
    names = _(", ").join(state_name(c.state) for c in named)
    if len(named) < len(missing):
        names = _("{names} and others").format(names=names)
    return _("all but {names}").format(names=names)


def _controls(view: str, state: str) -> dict[str, Any]:
    held = set().union(*(data.load(table).column("iso3") for _b, table, _c in EDITIONS.values()))
    states = sorted(((state_name(s), s) for s in held), key=lambda pair: pair[0])
    editions = [(_("all there are"), "all"), *((edition_name(e), e) for e in EDITIONS)]
    views = [
        (_("One state, edition by edition"), "state"),
        (_("Who is above the line?"), "standing"),
    ]
    lines = [(_("{line:g}% of GDP").format(line=t), t) for t in THRESHOLDS]
    bodies = [(_("NATO's count, 31 states"), "NATO"), (_("SIPRI's count, nine states"), "SIPRI")]
    return {
        "view": control.toggles(_("View"), views, view),
        "state": control.dropdown(_("State"), states, state),
        "edition": control.dropdown(_("Count and edition"), editions, "all"),
        "since": control.dropdown(_("Since"), [(str(year), year) for year in SINCE], SINCE[0]),
        "body": control.dropdown(_("Whose count"), bodies, "NATO"),
        "year": control.steps(_("Year"), [(str(y), y) for y in range(2014, 2027)], 2025),
        "line": control.dropdown(_("Line"), lines, 2.0),
    }  # fmt: skip


def spending(view: str = "state", state: str = "USA") -> SpendingPanel:
    """Open the explorer of spending as a share of GDP.

    Parameters
    ----------
    view : {"state", "standing"}, optional
        One state edition by edition, or who is above a line in a year.
    state : str, optional
        ISO 3166 alpha-3 code of a state that SIPRI or NATO counts in the course's tables.

    Returns
    -------
    SpendingPanel
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such view or no figures of the state.

    Examples
    --------
    >>> spending("state", "JPN").sentence.split(". ")[0]
    'Japan'
    """
    if view not in _OF_VIEW:
        raise LessonError(f"There is no view {view!r}; choose from {', '.join(_OF_VIEW)}.")
    return SpendingPanel(view, state)
