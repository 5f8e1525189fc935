"""Charts of Japan's defence budget: the years since 1955, and what 2, 3.5 and 5% would cost."""

from __future__ import annotations

from typing import Any

from .. import data, measures
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..labels import day
from ..measures.accounting import CEILING
from .drawing import Drawing

__all__ = [
    "MEASURES",
    "budget_of",
    "draw_budget",
    "draw_cost",
    "japan_budget_years",
    "japan_cost",
]

MEASURES = ("yen", "share")
"""What the years can be drawn in: trillion yen, or % of the GNP forecast with the budget."""


def japan_budget_years(measure: str = "yen") -> Chart:
    """Draw Japan's initial defence budgets since fiscal 1955.

    Parameters
    ----------
    measure : {"yen", "share"}, optional
        Trillion yen, or % of the GNP that was forecast with the budget (to fiscal 1998).

    Returns
    -------
    Chart
        Lines with gaps where no figure was found; the years of the 1% ceiling are shaded.

    Examples
    --------
    >>> japan_budget_years("share").title
    "Japan's initial defence budget, % of forecast GNP, FY1955–FY1998"
    """
    return draw_budget(measure).chart()


def draw_budget(measure: str) -> Drawing:
    """Work out the drawing of `japan_budget_years`; parameters as there."""
    lines = measures.budget_lines()
    yen = measure == "yen"
    drawn = {
        _("without Okinawa and realignment items"): lines["narrow"] if yen else [],
        _("with them"): lines["wide"] if yen else [],
        _("share of forecast GNP"): [] if yen else lines["share"],
    }
    looks = (
        ("circle", style.STATE["JPN"]),
        ("diamond", style.ACCENT),
        ("circle", style.STATE["JPN"]),
    )
    traces: list[dict[str, Any]] = []
    for (name, points), (symbol, colour) in zip(drawn.items(), looks, strict=True):
        xs, ys = _with_gaps([(x, y / 1000 if yen else y) for x, y in points])
        traces.append(
            {
                "name": name,
                "type": "scatter",
                "mode": "lines+markers",
                "x": xs,
                "y": ys,
                "visible": bool(points),
                "connectgaps": False,
                "line": {"color": colour, "width": 2, "dash": "solid"},
                "marker": {
                    "size": 5,
                    "symbol": symbol,
                    "color": [style.PAPER if yen and x == 2026 else colour for x in xs],
                    "line": {"color": colour, "width": 1.5},
                },
                "hovertemplate": "%{x}: %{y:.2f}<extra></extra>",
            }
        )
    last, top = (2026.8, 9.9) if yen else (1999.2, 2.0)
    shapes: list[dict[str, Any]] = [
        {
            "type": "rect", "x0": 1976.5, "x1": 1986.5, "y0": 0, "y1": 1, "yref": "paper",
            "fillcolor": style.GRID, "line": {"width": 0}, "layer": "below",
        }
    ]  # fmt: skip
    notes = [_note(_("1% ceiling<br>FY1977–86"), 1981.5, top * 0.86)]
    if yen:
        for x, y, text in (
            (2022, 5.4, _planned()),
            (2026, 9.04, _("FY2026: cabinet draft")),
        ):
            notes.append(
                {
                    "text": text,
                    "x": x,
                    "y": y,
                    "ax": -96 if x == 2022 else -84,
                    "ay": -60 if x == 2022 else -8,
                    "arrowwidth": 1,
                    "arrowcolor": style.MUTED,
                    "arrowhead": 0,
                    "showarrow": True,
                    "align": "right",
                    "font": {"size": 12, "color": style.MUTED},
                }
            )
        notes.append(_note(_("FY1997–98 and from FY2007:<br>with Okinawa items"), 2003, 3.9))
    else:
        shapes.append(
            {
                "type": "line",
                "x0": 1955,
                "x1": 1999.2,
                "y0": 1,
                "y1": 1,
                "line": {"color": style.INK, "width": 1.2, "dash": "dot"},
            }
        )
        notes.append(_note(_("FY1987: 1.004%"), 1989.5, 1.1))
    title = (
        _("Japan's initial defence budget, trillion yen, FY1955–FY2026")
        if yen
        else _("Japan's initial defence budget, % of forecast GNP, FY1955–FY1998")
    )
    columns = [dict(lines[name]) for name in ("narrow", "wide", "share")]
    rows = [
        [year, *(known.get(year) for known in columns)]
        for year in sorted({x for points in lines.values() for x, _y in points})
    ]
    return Drawing(
        traces,
        {
            "xaxis.range": [1954, last],
            "xaxis.dtick": 10,
            "xaxis.tick0": 1950,
            "xaxis.tickformat": "d",
            "xaxis.title.text": _("fiscal year (April to March)"),
            "yaxis.range": [0, top],
            "yaxis.dtick": 2 if yen else 0.5,
            "yaxis.title.text": _("trillion yen, current prices")
            if yen
            else _("% of forecast GNP"),
            "margin": {"l": 52, "r": 16, "t": 10, "b": 48},
            "shapes": shapes,
            "annotations": notes,
        },
        title=title,
        subtitle=_(
            "Ceiling set {start}, dropped {end}; gaps: no figure found; hollow: draft"
        ).format(start=day(CEILING[0]), end=day(CEILING[1])),
        source=data.load("defence_budget_japan").source,
        table=NumberTable(
            [
                _("Fiscal year"),
                _("without Okinawa items, billion yen"),
                _("with them, billion yen"),
                _("% of forecast GNP"),
            ],
            rows,
        ),
        height=380,
    )  # fmt: skip


def _planned() -> str:
    row = data.load("defence_milestones_japan").one(date="2022-12-16")
    return _("Dec 2022: three documents,<br>{n:g} trillion over five years").format(n=row.value)


def _with_gaps(points: list[tuple[int, float]]) -> tuple[list[int], list[float | None]]:
    """Put an empty year after a figure that the next year does not follow (FY1955–70: lustra)."""
    xs: list[int] = []
    ys: list[float | None] = []
    for number, (x, y) in enumerate(points):
        xs.append(x)
        ys.append(round(y, 4))
        if number + 1 < len(points) and points[number + 1][0] > x + 1:
            xs.append(x + 1)
            ys.append(None)
    return xs, ys


def _note(text: str, x: float, y: float) -> dict[str, Any]:
    return {
        "text": text, "x": x, "y": y, "showarrow": False,
        "font": {"size": 12, "color": style.MUTED},
    }  # fmt: skip


# --- what 3.5 and 5 would cost -------------------------------------------------------------------


def japan_cost(gdp: str = "FY2026", against: str = "initial") -> Chart:
    """Draw what 2, 3.5 and 5% of one GDP come to, beside a budget.

    Parameters
    ----------
    gdp : {"FY2022", "FY2026"}
        From `measures.japan_gdp`: the base of Japan's target, or the outlook for fiscal 2026.
    against : {"initial", "total"}
        The FY2026 draft of the defence budget, or security-related spending of FY2025.

    Returns
    -------
    Chart
        Horizontal bars; the related part of 5% is drawn apart.

    Raises
    ------
    UnknownNameError
        If there is no such GDP.

    Examples
    --------
    >>> japan_cost().table.rows[-1][1]
    '34.6'
    """
    return draw_cost(gdp, against).chart()


def draw_cost(gdp: str, against: str) -> Drawing:
    """Work out the drawing of `japan_cost`; parameters as there."""
    base = measures.japan_gdp(gdp)
    name, budget = budget_of(against)
    pcts = (2.0, measures.PLEDGE["core"], sum(measures.PLEDGE.values()))
    labels = [name, *(_("{pct:g}% of GDP").format(pct=pct) for pct in pcts)]
    sums = [budget, *(float(base) * pct / 100 for pct in pcts)]
    core = [None, *(float(base) * min(p, measures.PLEDGE["core"]) / 100 / 1e12 for p in pcts)]
    extra = float(base) * measures.PLEDGE["related"] / 100 / 1e12
    people = data.load("macroeconomy").one(ref_area="JPN", year=2026).population_m * 1e6
    rows: list[list[Any]] = [
        [label, f"{total / 1e12:.1f}", f"{total / people:,.0f}", f"{total / budget:.1f}"]
        for label, total in zip(labels, sums, strict=True)
    ]
    parts = [[None, None]] * 3 + [[core[-1], extra]]
    told = "; ".join(f"{row[0]} {row[1]}" for row in rows)
    title = _("What 2, 3.5 and 5% of GDP come to in Japan, trillion yen")
    traces = [
        _cost_bar(_("budget"), labels, [budget / 1e12, None, None, None], style.REST, ""),
        _cost_bar(_("core"), labels, core, style.STATE["JPN"], ""),
        _cost_bar(_("related"), labels, [None, None, None, extra], style.LATER, "."),
        {
            "name": _("totals"),
            "type": "scatter",
            "mode": "text",
            "y": labels,
            "x": [total / 1e12 for total in sums],
            "text": [f"\u2002{row[1]} (×{row[3]})" for row in rows],
            "textposition": "middle right",
            "cliponaxis": False,
            "textfont": {"color": style.INK},
            "hoverinfo": "skip",
        },
    ]
    return Drawing(
        traces,
        {
            "barmode": "stack",
            "bargap": 0.35,
            "xaxis.range": [0, 43],
            "xaxis.dtick": 10,
            "xaxis.title.text": _("trillion yen, current prices"),
            "yaxis": {
                "type": "category", "categoryorder": "array", "categoryarray": labels[::-1],
                "automargin": True, "fixedrange": True, "showgrid": False, "ticks": "",
                "range": [-0.6, 3.6], "tickfont": {"color": style.INK},
            },
            "margin": {"l": 8, "r": 12, "t": 8, "b": 44},
        },
        title=title,
        subtitle=_(
            "GDP of {gdp}: {trillions:.1f} trillion yen; dotted: the related part of 5%"
        ).format(gdp=gdp, trillions=float(base) / 1e12),
        source=" · ".join(
            data.load(name).source for name in ("two_percent_accounting", "macroeconomy")
        ),
        alt=_("Bar chart with {n} bars: {title}. Horizontal axis: {axis}. {told}.").format(
            n=4, title=title, axis=_("trillion yen, current prices"), told=told
        ),
        table=NumberTable(
            [
                _("Bar"),
                _("trillion yen"),
                _("yen for each resident of 2026"),
                _("times the budget"),
                _("core"),
                _("related"),
            ],
            [
                row + [None if one is None else f"{one:.1f}" for one in part]
                for row, part in zip(rows, parts, strict=True)
            ],
        ),
        height=300,
        narrowest=560,
    )  # fmt: skip


def budget_of(against: str) -> tuple[str, float]:
    """Name a budget to compare with, and give it in yen.

    Examples
    --------
    >>> budget_of("initial")
    ('FY2026 draft defence budget', 9035300000000.0)
    """
    if against == "initial":
        return _("FY2026 draft defence budget"), float(measures.japan_budget(2026))
    total = measures.accounted(2025, "supplementary", "FY2022").amount
    return _("FY2025 security-related total"), float(total or 0)


def _cost_bar(
    name: str, labels: list[str], values: list[float | None], colour: str, shape: str
) -> dict[str, Any]:
    return {
        "name": name,
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": values,
        "marker": {
            "color": colour,
            "pattern": {
                "shape": shape,
                "size": 6,
                "solidity": 0.25,
                "fgcolor": style.PAPER,
                "fillmode": "overlay",
            },
        },
        "hovertemplate": "%{y}: %{x:.2f}<extra>" + name + "</extra>",
    }
