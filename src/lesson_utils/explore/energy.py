"""The energy explorer: Japan's mix, its imports, the way of the oil, stocks if a strait closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as w

from .. import data
from ..chart import Chart
from ..charts.drawing import Drawing
from ..charts.energy import draw_mix, draw_stocks, fuel_name, mix_years
from ..charts.energy_imports import crude_origin, energy_imports
from ..i18n import _
from ..maps.lanes import sea_lanes
from ..measures.energy import (
    StockModel,
    crude_lost_pct,
    energy_mix,
    lanes,
    stock_days,
    stocks_if_closed,
)
from . import control
from .panel import Panel

__all__ = ["Energy", "energy"]

VIEWS = ("primary", "electricity", "imports", "origin", "lanes", "stocks")
STATED_PCT = 90
"""Share of crude imports through the Strait of Hormuz that the minister stated in June 2025."""


def energy(view: str = "primary", year: int = 2024, lost: float = STATED_PCT) -> Energy:
    """Open the energy explorer.

    Parameters
    ----------
    view : str, optional
        What is shown first: "primary", "electricity", "imports", "origin", "lanes" or "stocks".
    year : int, optional
        Calendar year of the mix, 2005 to 2025; primary energy ends in 2024.
    lost : float, optional
        For the stocks: share of crude imports that stops, %.

    Returns
    -------
    Energy
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If a first value is none of those offered.

    Examples
    --------
    >>> energy("stocks").sentence.splitlines()[0]
    'If 90% of crude imports stop, the stock of 254 days lasts at most 307 days after the closing.'
    """
    panel = Energy()
    panel.choose(year=year, lost=lost)
    panel.choose(view=view)
    return panel


class Energy(Panel):
    """Six views, one chart at a time; only the controls of a view are shown with it.

    Setting an assumption about stocks opens the view of the stocks, setting a year that of a mix.
    """

    def __init__(self) -> None:
        self._charts: dict[str, Chart] = {}
        self._holder = w.VBox()
        self._before: dict[str, Any] = {}
        super().__init__(
            _("Japan's energy"),
            _controls(),
            body=self._holder,
            rows=[["view"], ["year"], ["lost", "stock", "sea"]],
            drawers={_("Further assumptions"): [["replaced", "saved"]]},
        )

    def update(self) -> None:
        """Show the view's chart and its controls, and say the result."""
        before, now = self._before, self.values()
        self._before = now
        view = now["view"]
        if before and any(before[key] != now[key] for key in _ASSUMED) and view != "stocks":
            self.controls["view"].value = "stocks"  # calls update again
            return
        if before and before["year"] != now["year"] and view not in ("primary", "electricity"):
            self.controls["view"].value = "electricity"
            return
        self.show_only("view", *_OF_VIEW.get(view, ()))
        self.drawers.layout.display = None if view == "stocks" else "none"
        chart, sentence = self._view(view)
        self.chart = chart
        if self._holder.children != (chart,):
            self._holder.children = (chart,)
        self.say(sentence)

    def _view(self, view: str) -> tuple[Chart, str]:
        if view in ("primary", "electricity"):
            year = min(self.value("year"), mix_years(view)[-1])
            return self._drawn(view, draw_mix(view, year)), _mix_text(view, year)
        if view == "stocks":
            set_by = {key: float(self.value(key)) for key in _ASSUMED}
            model = _model(set_by)
            drawing = draw_stocks(model, set_by["stock"])
            return self._drawn(view, drawing), _stock_text(model, set_by)
        made: Mapping[str, tuple[Callable[[], Chart], Callable[[], str]]] = {
            "imports": (energy_imports, _imports_text),
            "origin": (crude_origin, _origin_text),
            "lanes": (sea_lanes, _lanes_text),
        }
        build, say = made[view]
        if view not in self._charts:
            self._charts[view] = build()
        return self._charts[view], say()

    def _drawn(self, view: str, drawing: Drawing) -> Chart:
        if view in self._charts:
            drawing.onto(self._charts[view])
        else:
            self._charts[view] = drawing.chart()
        return self._charts[view]


_ASSUMED = ("lost", "stock", "sea", "replaced", "saved")
_OF_VIEW = {"primary": ("year",), "electricity": ("year",), "stocks": _ASSUMED}


def _model(set_by: Mapping[str, float]) -> StockModel:
    return stocks_if_closed(
        set_by["lost"],
        set_by["stock"],
        replaced_pct=set_by["replaced"],
        saved_pct=set_by["saved"],
        days_at_sea=set_by["sea"],
    )


def _controls() -> dict[str, Any]:
    voyage = data.load("chokepoint_figures").where(item="Voyage from the strait to Japan")[0]
    return {
        "view": control.toggles(
            _("Show"),
            [
                (_("All energy"), "primary"),
                (_("Electricity"), "electricity"),
                (_("Imports"), "imports"),
                (_("Origin of the crude"), "origin"),
                (_("The way by sea"), "lanes"),
                (_("If a strait closes"), "stocks"),
            ],
        ),
        "year": control.steps(
            _("Calendar year"), [(str(y), y) for y in mix_years("electricity")], 2024
        ),
        "lost": control.number(_("Crude imports that stop, %"), STATED_PCT, 0, 100),
        "stock": control.number(_("Stock, days of use"), int(stock_days()), 0, 400),
        "sea": control.number(_("Days ships still arrive"), int(voyage.value_high), 0, 60),
        "replaced": control.number(_("Of what stops, replaced, %"), 0, 0, 100),
        "saved": control.number(_("Use cut by, %"), 0, 0, 100),
    }


# -- the sentences ---------------------------------------------------------------------------------


def _mix_text(kind: str, year: int) -> str:
    mix, first = energy_mix(kind, year), energy_mix(kind, mix_years(kind)[0])
    largest = max(mix.shares_pct, key=lambda name: mix.shares_pct[name])
    fields = {
        "year": year,
        "fossil": mix.fossil_pct,
        "fuel": fuel_name(largest),
        "share": mix.shares_pct[largest],
        "nuclear": mix.shares_pct["nuclear"],
        "y0": first.year,
        "fossil0": first.fossil_pct,
        "nuclear0": first.shares_pct["nuclear"],
    }
    if kind == "primary":
        text = _(
            "In {year} coal, oil and gas made {fossil:.0f}% of Japan's primary energy "
            "({fossil0:.0f}% in {y0}); the largest source was {fuel} with {share:.0f}%, nuclear "
            "gave {nuclear:.0f}%."
        ).format(**fields)
        if year == mix_years("primary")[-1]:
            text += " " + _("This series ends here; 2025 has electricity only.")
        return text
    return _(
        "In {year} coal, oil and gas made {fossil:.0f}% of Japan's electricity ({fossil0:.0f}% in "
        "{y0}); the largest source was {fuel} with {share:.0f}%, nuclear gave {nuclear:.0f}% "
        "({nuclear0:.0f}% in {y0}). Electricity is only a part of all energy."
    ).format(**fields)


def _imports_text() -> str:
    japan = {r.year: r.net_energy_imports_pct for r in data.load("net_energy_imports")
             if r.country == "Japan"}  # fmt: skip
    own = data.load("fuel_imports_japan").where(fuel_or_measure="self-sufficiency")[-1]
    last = max(japan)
    return _(
        "In {year} Japan imported {share:.0f}% of the energy it used, net; there this series ends. "
        "The ministry's own count, another method, gives {own:.1f}% self-sufficiency in {period}."
    ).format(year=last, share=japan[last], own=own.value, period=own.period)


def _origin_text() -> str:
    rows = data.load("fuel_imports_japan").where(fuel_or_measure="crude", item="Middle East share")
    at = {row.period: row.value for row in rows}
    return _(
        "The Middle East sent {old:.1f}% of Japan's crude in FY1987 and {new:.1f}% in FY2023. "
        "“Arab share” is another count: it takes Sudan in, the Middle East share does not."
    ).format(old=at["FY1987"], new=at["FY2023"])


def _lanes_text() -> str:
    by_malacca, by_lombok = lanes()
    more = by_lombok.length_km - by_malacca.length_km
    return _(
        "As drawn, the way from the Gulf to Japan by the Strait of Malacca is about {km:,.0f} km; "
        "by the Lombok Strait it is {more:,.0f} km ({share:.0f}%) longer. Both leave the Gulf by "
        "the Strait of Hormuz: the map has no way round that."
    ).format(
        km=round(by_malacca.length_km, -2),
        more=round(more, -2),
        share=100 * more / by_malacca.length_km,
    )


def _stock_text(model: StockModel, set_by: Mapping[str, float]) -> str:
    fields = {"lost": set_by["lost"], "stock": set_by["stock"], "gap": model.gap_pct}
    if model.days is None:
        text = _(
            "If {lost:.0f}% of crude imports stop, what you assume is replaced or saved covers it: "
            "the stock of {stock:,.0f} days is not touched."
        ).format(**fields)
    else:
        text = _(
            "If {lost:.0f}% of crude imports stop, the stock of {stock:,.0f} days lasts at most "
            "{days:,.0f} days after the closing."
        ).format(days=model.days, **fields)
    limits = _(
        "An upper bound on these assumptions: every barrel counts as usable at once; left out are "
        "prices, the kinds of crude and product, gas and coal."
    )
    return "\n".join([text, _origin_of(set_by["lost"]), limits])


def _origin_of(lost: float) -> str:
    if lost == STATED_PCT:
        return _(
            "About 90% is the share through the Strait of Hormuz as Japan's minister stated it on "
            "24 June 2025."
        )
    if lost == round(crude_lost_pct()):
        return _(
            "Known later: by so much crude imports in April 2026 were below those of April 2025."
        )
    return _("The share that stops is your assumption.")
