"""Charts of Japan's energy: the mix of each year, and oil stocks after a strait closes."""

from __future__ import annotations

from typing import Any

from .. import data
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..measures.energy import ELECTRICITY, PRIMARY, StockModel, energy_mix, stocks_if_closed
from .beside import spread_up, words_beside
from .drawing import Drawing

__all__ = [
    "draw_mix",
    "draw_stocks",
    "energy_mix_years",
    "fuel_name",
    "mix_years",
    "oil_stocks",
]

COLOUR = {
    "oil": style.STATE["IND"],
    "coal": style.STATE["RUS"],
    "gas": style.STATE["GBR"],
    "nuclear": style.STATE["CHN"],
    "hydro": style.STATE["JPN"],
    "solar": style.STATE["PHL"],
    "wind": style.STATE["TWN"],
    "biofuel": style.STATE["AUS"],
    "renewables": style.STATE["AUS"],
}
PATTERN = {"oil": "", "coal": "x", "gas": "/", "nuclear": ".", "hydro": "-", "solar": "|"}
"""Second sign beside the colour; the order from below is the same in every year."""


def fuel_name(name: str) -> str:
    """Name a source of energy.

    Examples
    --------
    >>> fuel_name("biofuel")
    'bioenergy'
    """
    return {
        "oil": _("oil"),
        "coal": _("coal"),
        "gas": _("gas"),
        "nuclear": _("nuclear"),
        "hydro": _("hydropower"),
        "solar": _("solar"),
        "wind": _("wind"),
        "biofuel": _("bioenergy"),
        "renewables": _("renewables"),
    }[name]


def mix_years(kind: str) -> tuple[int, ...]:
    """List the years of a mix: primary energy ends a year before electricity.

    Examples
    --------
    >>> mix_years("primary")[-1], mix_years("electricity")[-1]
    (2024, 2025)
    """
    total = "primary_energy_consumption_twh" if kind == "primary" else "electricity_generation_twh"
    return tuple(row.year for row in data.load("energy_japan") if row[total] is not None)


def draw_mix(kind: str, year: int) -> Drawing:
    """Draw the mix of every year as stacked bars, one year picked out.

    Parameters
    ----------
    kind : {"primary", "electricity"}
        All energy, or electricity only.
    year : int
        Year whose shares are written beside the bars.

    Examples
    --------
    >>> draw_mix("primary", 2024).title
    "Japan's primary energy by source, % of the year's total"
    """
    years = mix_years(kind)
    mixes = [energy_mix(kind, y) for y in years]
    picked = energy_mix(kind, year)
    names = PRIMARY if kind == "primary" else ELECTRICITY
    traces: list[dict[str, Any]] = []
    ends: dict[str, float] = {}
    below = 0.0
    for name in names:
        ends[name] = below + picked.shares_pct[name] / 2
        below += picked.shares_pct[name]
        traces.append(
            {
                "name": fuel_name(name),
                "type": "bar",
                "x": list(years),
                "y": [round(mix.shares_pct[name], 2) for mix in mixes],
                "marker": {
                    "color": COLOUR[name],
                    "opacity": [1.0 if y == year else 0.6 for y in years],
                    "pattern": {
                        "shape": PATTERN.get(name, ""),
                        "fgcolor": style.PAPER,
                        "fillmode": "overlay",
                        "size": 6,
                        "solidity": 0.25,
                    },
                },
                "hovertemplate": "%{fullData.name} %{x}: %{y:.1f}%<extra></extra>",
            }
        )
    spread = spread_up(ends, 5.6)
    traces.append(
        words_beside(
            "names",
            [years[-1] + 0.6] * len(names),
            [spread[name] for name in names],
            [f"{fuel_name(n)} {picked.shares_pct[n]:.0f}%" for n in names],
        )
    )
    title = {
        "primary": _("Japan's primary energy by source, % of the year's total"),
        "electricity": _("Japan's electricity by source, % of the year's total"),
    }[kind]
    unit = {"primary": _("% of primary energy"), "electricity": _("% of electricity")}[kind]
    first, last = mixes[0], mixes[-1]
    return Drawing(
        traces,
        {
            "barmode": "stack",
            "bargap": 0.15,
            "xaxis.range": [years[0] - 0.6, years[-1] + 0.6],
            "xaxis.dtick": 5,
            "xaxis.tick0": 2005,
            "yaxis.range": [0, 100.5],
            "yaxis.title.text": unit,
            "margin.r": 118,
        },
        title,
        _("Calendar years · {total:,.0f} TWh in {year}, shares of that year at the right").format(
            total=picked.total_twh, year=year
        ),
        data.load("energy_japan").source,
        "\n".join(
            [
                _("Stacked bars, {first} to {last}: {title}.").format(
                    first=years[0], last=years[-1], title=title
                ),
                _("{year}: {parts}.").format(
                    year=year,
                    parts=", ".join(f"{fuel_name(n)} {picked.shares_pct[n]:.1f}%" for n in names),
                ),
                _(
                    "Coal, oil and gas together: {first:.0f}% in {y0}, {last:.0f}% in {y1}. "
                    "Nuclear: {n0:.0f}% and {n1:.0f}%."
                ).format(
                    first=first.fossil_pct,
                    y0=first.year,
                    last=last.fossil_pct,
                    y1=last.year,
                    n0=first.shares_pct["nuclear"],
                    n1=last.shares_pct["nuclear"],
                ),
            ]
        ),
        NumberTable(
            [
                _("Year"),
                *(_("{fuel}, %").format(fuel=fuel_name(n)) for n in names),
                _("Total, TWh"),
            ],
            [
                [m.year, *(round(m.shares_pct[n], 1) for n in names), round(m.total_twh)]
                for m in mixes
            ],
            _("Calendar years; one vintage of the data throughout"),
        ),
    )


def energy_mix_years(kind: str = "primary", year: int | None = None) -> Chart:
    """Draw Japan's energy mix by year.

    Parameters
    ----------
    kind : {"primary", "electricity"}
        All energy, or electricity only.
    year : int, optional
        Year picked out; left out, the last.

    Examples
    --------
    >>> energy_mix_years("electricity").table.rows[-1][0]
    2025
    """
    return draw_mix(kind, mix_years(kind)[-1] if year is None else year).chart()


def draw_stocks(model: StockModel, stock: float) -> Drawing:
    """Draw how stocks run down after a strait closes, beside the case that everything stops.

    Parameters
    ----------
    model : StockModel
        The result of `lesson_utils.measures.energy.stocks_if_closed`.
    stock : float
        Stock at the start, days of normal use.

    Examples
    --------
    >>> draw_stocks(stocks_if_closed(90, 254), 254).layout["yaxis.range"]
    [0, 279.4]
    """
    worst = stocks_if_closed(100, stock, days_at_sea=model.days_at_sea)
    last = max(worst.days or 0, model.days or 0, 60) * 1.25
    corners = list(model.line)
    if model.days is None:
        corners.append((last, stock))
    end = [model.days] if model.days is not None else []
    said = [_("at most {n:,.0f} days").format(n=n) for n in end]
    traces: list[dict[str, Any]] = [
        {
            "name": _("everything stops, nothing is done"),
            "mode": "lines",
            "x": [x for x, _y in worst.line],
            "y": [y for _x, y in worst.line],
            "line": {"color": style.MUTED, "width": 1.6, "dash": "dot"},
            "hovertemplate": _("%{fullData.name}: day %{x:.0f}, %{y:.0f}<extra></extra>"),
        },
        {
            "name": _("your assumptions"),
            "mode": "lines",
            "x": [x for x, _y in corners],
            "y": [y for _x, y in corners],
            "line": {"color": style.ACCENT, "width": 3},
            "hovertemplate": _("%{fullData.name}: day %{x:.0f}, %{y:.0f}<extra></extra>"),
        },
        {
            "name": "end",
            "mode": "markers+text",
            "x": end,
            "y": [0] * len(end),
            "text": said,
            "textposition": "top right",
            "marker": {"symbol": "circle", "size": 9, "color": style.ACCENT},
            "textfont": {"color": style.INK, "size": 13},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]
    outcome = (
        _("The stock is never touched.")
        if model.days is None
        else _("It reaches zero after {n:,.0f} days.").format(n=model.days)
    )
    return Drawing(
        traces,
        {
            "xaxis.range": [0, last],
            "xaxis.title.text": _("days after the closing"),
            "yaxis.range": [0, round(max(stock, 1) * 1.1, 1)],
            "yaxis.title.text": _("stock, days of normal use"),
            "margin.b": 52,
            "margin.r": 40,
        },
        _("Japan's oil stock after a strait closes, days of normal use"),
        _("Upper bound on the assumptions set above · dotted: all imports stop, nothing is done"),
        _("Stock: {source}. The curve is arithmetic on assumptions, not a forecast").format(
            source=data.load("fuel_imports_japan").source
        ),
        "\n".join(
            [
                _(
                    "Line chart: the stock stays at {stock:,.0f} days of use for {sea:.0f} days "
                    "while ships already under way arrive, then falls in a straight line."
                ).format(stock=stock, sea=model.days_at_sea),
                outcome,
                _("If all imports stopped and nothing were done: {n:,.0f} days.").format(
                    n=worst.days or 0
                ),
            ]
        ),
        NumberTable(
            [_("Days after the closing"), _("Stock on your assumptions, days of use")],
            [[round(x, 1), round(y, 1)] for x, y in model.line],
            _("Corners of the line"),
        ),
        height=340,
    )


def oil_stocks(lost_pct: float = 90, stock: float = 254, days_at_sea: float = 25) -> Chart:
    """Draw the upper bound of oil stocks after a strait closes.

    Parameters
    ----------
    lost_pct : float, optional
        Share of crude imports that stops, %.
    stock : float, optional
        Stock, days of normal use.
    days_at_sea : float, optional
        Days that ships already under way still arrive.

    Examples
    --------
    >>> oil_stocks().alt.splitlines()[1]
    'It reaches zero after 307 days.'
    """
    return draw_stocks(stocks_if_closed(lost_pct, stock, days_at_sea=days_at_sea), stock).chart()
