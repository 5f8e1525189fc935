"""One pledge, many denominators: what it may be compared with, and what it may not."""

from __future__ import annotations

from typing import Any

from .. import labels
from ..charts.drawing import Drawing
from ..charts.economy import denominator_name, draw_denominators, money_text, value_text
from ..i18n import _
from ..measures import (
    GDP_YEARS,
    PLEDGES,
    Comparison,
    pledge_against,
    pledged,
    years_to_pay,
)
from ..measures import denominators as every_denominator
from . import control
from .panel import Panel

__all__ = ["Denominators", "denominators"]


class Denominators(Panel):
    """The pledge in dollars or yen, whole or a year's part, against nine figures.

    Examples
    --------
    >>> Denominators().choose(against="treasuries").sentence
    'The whole pledge, $550 billion, equals 46.4% of US Treasuries held in Japan, 2025. Both \
are sums of dollars; one is a ceiling to be filled, the other is already there.'
    """

    def __init__(self, form: str = "dollars", against: str = "investment") -> None:
        controls: dict[str, Any] = {
            "form": control.dropdown(_("The pledge in"), _forms(), form),
            "each_year": control.toggles(
                _("Take"), [(_("the whole sum"), False), (_("a year's part"), True)], False
            ),
            "against": control.dropdown(
                _("Say it against"),
                [(denominator_name(d.key), d.key) for d in every_denominator()],
                against,
            ),
            "forced": control.checkbox(_("Force what is refused")),
            "log": control.checkbox(_("Logarithmic axis")),
            "year": control.dropdown(
                _("GDP, government spending and residents of"),
                [(str(year), year) for year in GDP_YEARS],
                2025,
            ),
        }
        drawing = _drawing({key: item.value for key, item in controls.items()})
        super().__init__(
            _("One pledge, many denominators"),
            controls,
            chart=drawing.chart(),
            rows=[["form", "each_year"], ["against", "forced", "log"]],
            drawers={_("Another year"): [["year"]]},
        )

    def update(self) -> None:
        """Draw the comparisons and say one of them in words."""
        now = self.values()
        self.draw(_drawing(now))
        one = _compare(now["against"], now)
        self.say(_sentence(one, now), "plain" if one.holds else "not yet")


def denominators(form: str = "dollars", against: str = "investment") -> Denominators:
    """Open the comparison of the pledge with other figures.

    Parameters
    ----------
    form : str, optional
        ``"dollars"``, or ``"2025-07-22"`` or ``"2026-01-16"`` for yen at the fixing of that day.
    against : str, optional
        Key of the denominator that is said in words; see `lu.measures.denominators`.

    Returns
    -------
    Denominators
        A panel.

    Raises
    ------
    LessonError
        If the form or the denominator is not offered.

    Examples
    --------
    >>> denominators(against="gdp_yen").sentence.partition(":")[0]
    "Refused against Japan's GDP, yen, 2025"
    """
    return Denominators(form, against)


def _compare(key: str, now: dict[str, Any]) -> Comparison:
    return pledge_against(key, now["form"], each_year=now["each_year"], year=now["year"])


def _drawing(now: dict[str, Any]) -> Drawing:
    found = [_compare(d.key, now) for d in every_denominator(now["year"])]
    return draw_denominators(found, now["against"], forced=now["forced"], log=now["log"])


def _forms() -> list[tuple[str, str]]:
    return [
        (
            _("dollars: $550 billion")
            if form == "dollars"
            else _("yen at the fixing of {day}: ¥{yen:.1f} trillion").format(
                day=labels.day(form), yen=pledged(form) / 1e12
            ),
            form,
        )
        for form in PLEDGES
    ]


def _sentence(one: Comparison, now: dict[str, Any]) -> str:
    below = one.denominator
    name = _("{name}, {year}").format(name=denominator_name(below.key), year=below.year)
    money = money_text(one.numerator)
    if one.holds:
        return f"{_holds(one, name, money)} {_note(one)}"
    reasons = " ".join(_reason(problem, one) for problem in one.problems)
    if now["forced"]:
        return _(
            "Warning: {value} is what the division gives for {money} against {name}, but it means "
            "nothing. {reasons}"
        ).format(value=value_text(one), money=money, name=name, reasons=reasons)
    return _("Refused against {name}: {reasons}").format(name=name, reasons=reasons)


def _holds(one: Comparison, name: str, money: str) -> str:
    words = {"money": money, "value": value_text(one), "name": name}
    if one.denominator.kind == "people":
        return _("{money} divided by {name}: {value}.").format(**words)
    if one.denominator.kind == "flow":
        return _("A year's part of the pledge, {money}, equals {value} of {name}.").format(**words)
    return _("The whole pledge, {money}, equals {value} of {name}.").format(**words)


def _note(one: Comparison) -> str:
    if one.denominator.kind == "stock":
        return _(
            "Both are sums of dollars; one is a ceiling to be filled, the other is already there."
        )
    if one.denominator.kind == "people":
        return _("That is a share of a ceiling, not a bill.")
    return _(
        "This spreads the ceiling evenly over {years:.1f} years, which is our assumption."
    ).format(years=years_to_pay())


def _reason(problem: str, one: Comparison) -> str:
    below = one.denominator
    if problem == "kind" and below.kind == "flow":
        return _(
            "The whole pledge is a sum for several years, this is money for each year; take a "
            "year's part."
        )
    if problem == "kind":
        return _(
            "A year's part is a flow, this is a stock, counted on one day; take the whole sum."
        )
    if problem == "currency":
        return _("One is in dollars, the other in yen; choose the same money for both.")
    if problem == "basis":
        return _(
            "The pledge is paid at market rates, this is valued at purchasing power parity (PPP), "
            "at which nobody can pay abroad."
        )
    if one.numerator.year is not None and one.numerator.currency == "JPY":
        return _(
            "The yen are those of {ours}, the figure is of {theirs}; choose the same year."
        ).format(ours=one.numerator.year, theirs=below.year)
    return _(
        "The pledge was made in 2025, the figure is of {theirs}, when a dollar bought another sum; "
        "choose 2024 or later."
    ).format(theirs=below.year)
