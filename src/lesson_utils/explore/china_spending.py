"""China's military spending: announced and estimated, in five units, on two scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as w

from lesson_utils.charts.forces import draw_china
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
from lesson_utils.i18n import _
from lesson_utils.measures import china_budget
from lesson_utils.measures.china_budget import BESIDE, LEVEL_KNOWN, UNITS, Sum
from lesson_utils.measures.growth import doubling_years, growth_pct
from lesson_utils.states import state_in_text, state_name

__all__ = ["ChinaSpending", "china_spending"]

YEARS = tuple(range(2009, 2027))
LAST_KNOWN = 2025
"""Last year whose budget had been announced when the article appeared."""


def china_spending(**chosen: Any) -> ChinaSpending:
    """Open the explorer of China's military spending.

    Parameters
    ----------
    **chosen
        First values of the controls: ``unit`` (``"cny"``, ``"usd"``, ``"ppp"``, ``"constant"``
        or ``"share"``), ``scale`` (``"linear"`` or ``"log"``), ``year`` (2009 to 2026) and
        ``beside`` (``""``, ``"USA"`` or ``"JPN"``).

    Returns
    -------
    ChinaSpending
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such control or it does not offer the value.

    Examples
    --------
    >>> china_spending(year=2024).sentence.partition(". ")[0]
    'In 2024 China announced 1,666 billion yuan; SIPRI estimates 2,244, which is 1.35 times as much'
    """
    panel = ChinaSpending()
    panel.choose(**chosen)
    return panel


class ChinaSpending(Panel):
    """Unit, scale, year and another state; the chart and what it says about the year."""

    def __init__(self) -> None:
        units = {
            "cny": _("yuan"),
            "usd": _("dollars, market rate"),
            "ppp": _("dollars, PPP"),
            "constant": _("dollars of 2024"),
            "share": _("share of GDP"),
        }
        none = (_("no other state"), "")
        controls: dict[str, w.Widget] = {
            "unit": control.toggles(_("Unit"), [(units[unit], unit) for unit in UNITS]),
            "scale": control.toggles(
                _("Scale"), [(_("linear"), "linear"), (_("logarithmic"), "log")]
            ),
            "year": control.steps(_("Year compared"), [(str(y), y) for y in YEARS], 2024),
            "beside": control.dropdown(
                _("Beside it"), [none, *((state_name(s), s) for s in BESIDE)], ""
            ),
        }
        super().__init__(
            _("China's military spending"),
            controls,
            chart=draw_china("cny", False, 2024).chart(),
            rows=[["unit"], ["scale", "beside"], ["year"]],
        )

    def update(self) -> None:
        """Draw the unit and scale chosen and say what the year shows."""
        unit, year, beside = self.value("unit"), self.value("year"), self.value("beside")
        log = self.value("scale") == "log"
        mixed = unit == "cny" and bool(beside)
        self.draw(draw_china(unit, log, year, "" if mixed else beside))
        official = () if unit == "constant" else china_budget.announced(unit)
        estimate = china_budget.sipri(unit)
        if mixed:
            self.say(
                _(
                    "Yuan are China's own money: choose dollars or a share of GDP to set {state} "
                    "beside it."
                ).format(state=state_in_text(beside)),
                "not yet",
            )
            return
        parts = [_pair(unit, year, official, estimate), _growth(unit, log, official or estimate)]
        parts.append(_mind(unit, year))
        if unit == "ppp":
            parts.append(_ppp(year))
        if beside:
            parts.append(_beside(unit, year, beside))
        self.say(" ".join(part for part in parts if part))


def _at(sums: Sequence[Sum], year: int) -> float | None:
    return next((s.value for s in sums if s.year == year), None)


def _amount(value: float, unit: str) -> str:
    """Write a value with its unit, as a sentence needs it."""
    pattern = {
        "cny": _("{n} billion yuan"),
        "usd": _("{n} billion dollars"),
        "ppp": _("{n} billion international dollars"),
        "constant": _("{n} billion dollars of 2024"),
        "share": _("{n}% of GDP"),
    }[unit]
    return pattern.format(n=_figure(value, unit))


def _figure(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit == "share" else f"{value:,.0f}"


def _pair(unit: str, year: int, official: Sequence[Sum], estimate: Sequence[Sum]) -> str:
    announced, guessed = _at(official, year), _at(estimate, year)
    if unit == "constant":
        if guessed is None:
            return _("For {year} there is no estimate yet, nor a budget in this unit.").format(
                year=year
            )
        return _(
            "In {year} SIPRI estimates {sum}; the data have no announced budget in this unit."
        ).format(year=year, sum=_amount(guessed, unit))
    if announced is None:
        return _("For {year} the data have no announced budget.").format(year=year)
    if guessed is None:
        return _("For {year} China announced {sum}; SIPRI has no estimate of it yet.").format(
            year=year, sum=_amount(announced, unit)
        )
    return _(
        "In {year} China announced {sum}; SIPRI estimates {other}, which is {ratio:.2f} times as "
        "much."
    ).format(
        year=year,
        sum=_amount(announced, unit),
        other=_figure(guessed, unit),
        ratio=guessed / announced,
    )


def _mind(unit: str, year: int) -> str:
    """Say what a reader has to know about the figures of one year."""
    if year > LAST_KNOWN and unit != "constant":
        return _("This budget was announced in March 2026, after the article.")
    if year == LAST_KNOWN:
        return _("SIPRI published its figure for 2025 in April 2026, after the article.")
    if year < LEVEL_KNOWN and unit != "constant":
        return _("The source does not say whether this budget is the central or the national one.")
    return ""


def _growth(unit: str, log: bool, sums: Sequence[Sum]) -> str:
    """Say how the sum moved, from the first stated level to the last before the article."""
    first, last = _at(sums, LEVEL_KNOWN), _at(sums, LAST_KNOWN)
    if first is None or last is None:
        return ""
    if unit == "share":
        text = (
            _(
                "From {start} to {end} the announced share went from {first}% to {last}%: the line "
                "is nearly flat on the logarithmic axis as on the linear one, because GDP grew "
                "about as fast."
            )
            if log
            else _(
                "From {start} to {end} the announced share went from {first}% to {last}%: the line "
                "is nearly flat, because GDP grew about as fast."
            )
        )
        return text.format(
            start=LEVEL_KNOWN,
            end=LAST_KNOWN,
            first=_figure(first, unit),
            last=_figure(last, unit),
        )
    pct = growth_pct(first, last, LAST_KNOWN - LEVEL_KNOWN)
    text = (
        _(
            "From {start} to {end} the sum grew by {pct:.1f}% a year, which doubles it in {n:.0f} "
            "years; on this logarithmic axis steady growth is a straight line."
        )
        if log
        else _(
            "From {start} to {end} the sum grew by {pct:.1f}% a year, which doubles it in {n:.0f} "
            "years; on this linear axis steady growth is a curve that steepens."
        )
    )
    return text.format(start=LEVEL_KNOWN, end=LAST_KNOWN, pct=pct, n=doubling_years(pct))


def _ppp(year: int) -> str:
    return _(
        "The PPP rate takes {ppp:.1f} yuan for a dollar, the market {market:.1f}; it is the rate "
        "of the whole economy and leaves out what soldiers and weapons in particular cost."
    ).format(ppp=china_budget.rate("ppp", year), market=china_budget.rate("market", year))


def _beside(unit: str, year: int, state: str) -> str:
    mine, other = (_at(china_budget.sipri(unit, s), year) for s in ("CHN", state))
    if mine is None or other is None:
        return _("SIPRI has no figures of {year} to compare with {state}.").format(
            year=year, state=state_in_text(state)
        )
    if unit == "share":
        return _("SIPRI's figure for {state} is {other}% of GDP.").format(
            state=state_in_text(state), other=_figure(other, unit)
        )
    return _("SIPRI's estimate for China is {pct:.0f}% of its figure for {state}.").format(
        pct=mine / other * 100, state=state_in_text(state)
    )
