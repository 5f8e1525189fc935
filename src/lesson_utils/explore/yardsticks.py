"""Yardsticks of power: has a state declined since a base year? It depends on what is measured."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from lesson_utils import labels
from lesson_utils.card import CSS, PLAIN
from lesson_utils.charts.power import draw_yardstick
from lesson_utils.charts.power_words import (
    break_text,
    measure_name,
    unit_name,
)
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
from lesson_utils.i18n import _
from lesson_utils.markup import Markup, join, tag
from lesson_utils.measures.decline import (
    TOLERANCE_PCT,
    Verdict,
    by_base_year,
    counts,
    verdict,
)
from lesson_utils.measures.power import STATES, YARDSTICKS, series, states_of, yardstick
from lesson_utils.states import state_in_text, state_name

__all__ = ["Yardsticks", "yardsticks"]

BASE_YEARS = tuple(range(1950, 2024))
RIVAL = "CHN"
WORLD = "world"


def yardsticks(**chosen: Any) -> Yardsticks:
    """Open the yardsticks of power.

    Parameters
    ----------
    **chosen
        First values of the controls: ``measure``, ``state``, ``base_year``, ``against``
        (``"world"`` or ``"CHN"``) and ``tolerance`` (%).

    Returns
    -------
    Yardsticks
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such control or it does not offer the value.

    Examples
    --------
    >>> yardsticks(measure="cinc", state="IND", base_year=2010).sentence.partition(".")[0][-41:]
    'India did not decline since 2010: it rose'
    """
    panel = Yardsticks()
    panel.choose(**chosen)
    return panel


class Yardsticks(Panel):
    """One chart with a switch for the yardstick, and the verdicts of all of them in a table."""

    def __init__(self) -> None:
        controls: dict[str, w.Widget] = {
            "measure": control.dropdown(_("Yardstick"), [(measure_name(m), m) for m in YARDSTICKS]),
            "state": control.dropdown(_("State"), [(state_name(s), s) for s in STATES]),
            "base_year": control.steps(
                _("Base year"), [(str(year), year) for year in BASE_YEARS], 2000
            ),
            "against": control.toggles(
                _("Compared with"), [(_("the world"), WORLD), (state_name(RIVAL), RIVAL)], WORLD
            ),
            "tolerance": control.number(
                _("Counts as “about the same” up to, %"), TOLERANCE_PCT, 0, 30
            ),
        }
        self._table = w.HTML()
        controls["base_year"].layout.width = "340px"
        super().__init__(
            _("Yardsticks of power"),
            controls,
            chart=draw_yardstick("gdp_usd", "USA", 2000).chart(),
            details=self._table,
            rows=[["measure", "state"], ["base_year", "against"]],
            drawers={_("What counts as a decline"): [["tolerance"]]},
        )

    @property
    def verdicts(self) -> dict[str, Verdict | str]:
        """The verdict on each yardstick, or why there is none, as chosen now."""
        return {measure: self._judge(measure) for measure in YARDSTICKS}

    def update(self) -> None:
        """Draw the yardstick, judge all of them, say the result."""
        measure, against = self.value("measure"), self.value("against")
        if not yardstick(measure).share:
            against = WORLD
        self.draw(
            draw_yardstick(
                measure,
                self.value("state"),
                self.value("base_year"),
                against,
                float(self.value("tolerance")),
            )
        )
        verdicts = self.verdicts
        self._table.value = join(tag("style", Markup(CSS)), self._rows(verdicts))
        found = verdicts[measure]
        if isinstance(found, str):
            self.say(found, "not yet")
        else:
            self.say(f"{self._told(found)} {self._tally(verdicts)}")

    def _judge(self, measure: str) -> Verdict | str:
        state, year, against = (self.value(k) for k in ("state", "base_year", "against"))
        if state not in states_of(measure):
            names = _(", ").join(state_name(s) for s in states_of(measure))
            return _("{measure}: known only for these states: {states}.").format(
                measure=measure_name(measure), states=names
            )
        if against != WORLD and not yardstick(measure).share:
            return _(
                "{measure}: this already sets the United States against China. "
                "Compare with the world."
            ).format(measure=measure_name(measure))
        if against == state:
            return _("China against China is always 1. Choose another state, or the world.")
        known = [p.year for p in series(measure, state, against) if not p.estimate]
        if year not in known[:-1]:
            text = (
                _("{measure}: the year {year} is missing in the data. Choose another base year.")
                if known[0] < year < known[-1]
                else _(
                    "{measure}: there is no value of {state} to compare for {year}. Choose a base "
                    "year from {first} to {last}."
                )
            )
            return text.format(
                measure=measure_name(measure),
                state=state_in_text(state),
                year=year,
                first=known[0],
                last=known[-2],
            )
        return verdict(
            measure, state, year, against=against, tolerance_pct=float(self.value("tolerance"))
        )

    def _told(self, found: Verdict) -> str:
        text = (
            _head(found)
            + " "
            + _("It was {base} in {year} and {end} in {last} ({unit}), {change}.").format(
                base=_number(found, found.base),
                year=found.base_year,
                end=_number(found, found.end),
                last=found.end_year,
                unit=unit_name(found.measure, found.against),
                change=_signed(found.change_pct),
            )
        )
        if found.breaks:
            breaks = _("; ").join(break_text(found.measure, one) for one in found.breaks)
            text += " " + _("Mind the break: {breaks}.").format(breaks=breaks)
        if found.measure == "military" and found.end_year == 2025:
            text += " " + _("SIPRI published the value of 2025 after the article.")
        return text

    def _tally(self, verdicts: dict[str, Verdict | str]) -> str:
        judged = [v for v in verdicts.values() if isinstance(v, Verdict)]
        n = sum(v.declined for v in judged)
        return _("Yardsticks that say “declined”: {n} of the {total} that have a value.").format(
            total=len(judged), n=n
        )

    def _rows(self, verdicts: dict[str, Verdict | str]) -> Markup:
        cell = PLAIN["cell"]
        year, state = self.value("base_year"), self.value("state")
        head = [_("Yardstick"), _("Then"), _("Last value"), _("Change"), _("Verdict")]
        head.append(_("Declined, of all base years"))
        body = []
        for measure, found in verdicts.items():
            name = tag("th", measure_name(measure), scope="row", style=cell)
            if isinstance(found, str):
                body.append(
                    tag("tr", name, tag("td", _no_value(measure, found), colspan="5", style=cell))
                )
                continue
            texts = [
                _number(found, found.base),
                _("{value} ({year})").format(value=_number(found, found.end), year=found.end_year),
                _signed(found.change_pct),
            ]
            cells = [tag("td", text, style=cell) for text in texts]
            mark = tag("b", _verdict_word(found))
            cells.append(tag("td", mark, style=cell))
            cells.append(tag("td", self._robust(found), style=cell))
            body.append(tag("tr", name, *cells))
        caption = _("Verdict by yardstick: {state} since {year}").format(
            state=state_in_text(state), year=year
        )
        heads = [tag("th", text, scope="col", style=cell) for text in head]
        table = tag(
            "table", tag("caption", caption), tag("thead", tag("tr", *heads)), tag("tbody", *body)
        )
        return tag(
            "div",
            table,
            class_="lu-card lu-table",
            style="max-height:none",
            tabindex="0",
            role="group",
            aria_label=_("Table of verdicts"),
        )

    def _robust(self, found: Verdict) -> str:
        every = by_base_year(
            found.measure,
            found.state,
            against=found.against,
            tolerance_pct=found.tolerance_pct,
        )
        return _("{n} of {total}").format(n=counts(every)["declined"], total=len(every))

    def __repr__(self) -> str:
        """Give the sentence, the text alternative and one line for each verdict."""
        lines = [
            v if isinstance(v, str)
            else _("{measure}: {verdict}, {change}").format(
                measure=measure_name(v.measure),
                verdict=_verdict_word(v),
                change=_signed(v.change_pct),
            )
            for v in self.verdicts.values()
        ]  # fmt: skip
        return "\n".join([super().__repr__(), *lines])


def _head(found: Verdict) -> str:
    """Say the verdict itself: declined or did not decline."""
    if yardstick(found.measure).low_is_strong:
        words = {
            "declined": _(
                "“{measure}”: the distance from {state} has grown since {year}, so it declined."
            ),
            "flat": _(
                "“{measure}”: the distance from {state} is about as in {year}, so it did not "
                "decline."
            ),
            "rose": _(
                "“{measure}”: the distance from {state} has shrunk since {year}, so it did not "
                "decline."
            ),
        }
    else:
        words = {
            "declined": _("By the yardstick “{measure}”, {state} declined since {year}."),
            "flat": _(
                "By the yardstick “{measure}”, {state} did not decline since {year}: about the "
                "same."
            ),
            "rose": _(
                "By the yardstick “{measure}”, {state} did not decline since {year}: it rose."
            ),
        }
    return words[found.direction].format(
        measure=measure_name(found.measure), state=state_in_text(found.state), year=found.base_year
    )


def _verdict_word(found: Verdict) -> str:
    if yardstick(found.measure).low_is_strong:
        words = {
            "declined": _("declined (farther)"),
            "flat": _("about the same"),
            "rose": _("rose (nearer)"),
        }
    else:
        words = {
            "declined": _("declined"),
            "flat": _("about the same"),
            "rose": _("rose"),
        }
    return words[found.direction]


def _no_value(measure: str, reason: str) -> str:
    """Leave out the name of the yardstick, which stands in the row already."""
    return labels.capital(reason.removeprefix(measure_name(measure)).lstrip(":： "))


def _number(found: Verdict, value: float) -> str:
    digits = yardstick(found.measure).decimals if found.against == WORLD else 2
    return f"{value:.{digits}f}"


def _signed(pct: float) -> str:
    text = f"{abs(pct):.0f}%"
    return text if text == "0%" else ("+" if pct > 0 else "−") + text
