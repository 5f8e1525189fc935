"""Charts of what Japan imports: how much of its energy, and where its crude oil comes from."""

from __future__ import annotations

from typing import Any

from .. import data
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..states import state_name
from .beside import spread_up

__all__ = ["crude_origin", "energy_imports"]


def energy_imports() -> Chart:
    """Draw net energy imports of five economies, and Japan's own count of self-sufficiency.

    Returns
    -------
    Chart
        Lines to 2014 (World Bank, calendar years) and, hollow, 100 less the self-sufficiency that
        Japan's ministry states (fiscal years): two counts, not joined.

    Examples
    --------
    >>> energy_imports().title
    'Net energy imports, % of energy use'
    """
    codes = {
        "Japan": "JPN", "South Korea": "KOR", "Philippines": "PHL", "China": "CHN",
        "United States": "USA",
    }  # fmt: skip
    called = {code: state_name(code) for code in codes.values()}
    table = data.load("net_energy_imports")
    traces: list[dict[str, Any]] = []
    ends = {}
    for country, code in codes.items():
        rows = [r for r in table.where(country=country) if r.year >= 1971]
        ends[code] = rows[-1].net_energy_imports_pct
        traces.append(
            {
                "name": called[code],
                "mode": "lines",
                "x": [r.year for r in rows],
                "y": [round(r.net_energy_imports_pct, 1) for r in rows],
                "line": {
                    "color": style.STATE[code],
                    "width": 3 if code == "JPN" else 1.6,
                    "dash": style.DASH[code],
                },
                "hovertemplate": "%{fullData.name} %{x}: %{y:.1f}%<extra></extra>",
            }
        )
    own = [
        (int(r.period[2:]), round(100 - r.value, 1))
        for r in data.load("fuel_imports_japan").where(fuel_or_measure="self-sufficiency")
    ]
    traces.append(
        {
            "name": _("Japan, 100 less self-sufficiency (ministry, fiscal years)"),
            "mode": "markers",
            "x": [year for year, _value in own],
            "y": [value for _year, value in own],
            "marker": {"symbol": "circle-open", "size": 9, "color": style.STATE["JPN"]},
            "hovertemplate": _("%{fullData.name}, FY%{x}: %{y:.1f}%<extra></extra>"),
        }
    )
    places = spread_up(ends, 8)
    others = [code for code in codes.values() if code != "JPN"]
    traces.append(
        {
            "name": "names",
            "mode": "text",
            "x": [2014.6] * len(others),
            "y": [places[code] for code in others],
            "text": [called[code] for code in others],
            "textposition": "middle right",
            "textfont": {"size": 12, "color": style.INK},
            "hoverinfo": "skip",
        }
    )
    note = {
        "showarrow": False,
        "x": 1972,
        "y": 104,
        "xanchor": "left",
        "text": _("Japan (hollow: the ministry's own count, fiscal years)"),
        "font": {"size": 12, "color": style.WORDS["JPN"]},
    }
    years = sorted({r.year for r in table if r.year >= 1971})
    at = {(r.country, r.year): r.net_energy_imports_pct for r in table}
    listed: list[list[Any]] = [
        [y, *(_tenth(at.get((country, y))) for country in codes), None] for y in years
    ]
    listed += [[f"FY{y}", *[None] * len(codes), value] for y, value in own]
    japan = [r for r in table.where(country="Japan") if r.year >= 1971]
    lowest = min(japan, key=lambda r: r.net_energy_imports_pct)
    return Chart(
        traces,
        {
            "xaxis": {"range": [1970, 2026]},
            "yaxis": {"title": {"text": _("% of energy use")}, "zeroline": True},
            "annotations": [note],
        },
        title=_("Net energy imports, % of energy use"),
        subtitle=_("World Bank series, 1971 to 2014; it ends there. Below zero: a net exporter"),
        source=_("{one}; hollow points: {other}").format(
            one=table.source, other=data.load("fuel_imports_japan").source
        ),
        alt=_(
            "Line chart: net energy imports, % of energy use, 1971 to 2014.\n"
            "Japan: {first:.0f}% in {y0}, lowest {low:.0f}% in {ylow}, {last:.0f}% in {y1}.\n"
            "Hollow points, another count in fiscal years: from {o0:.0f}% in FY{f0} to {o1:.0f}% "
            "in FY{f1}.\n{others}."
        ).format(
            first=japan[0].net_energy_imports_pct,
            y0=japan[0].year,
            low=lowest.net_energy_imports_pct,
            ylow=lowest.year,
            last=japan[-1].net_energy_imports_pct,
            y1=japan[-1].year,
            o0=own[0][1],
            f0=own[0][0],
            o1=own[-1][1],
            f1=own[-1][0],
            others="; ".join(f"{called[c]} {ends[c]:.0f}% (2014)" for c in ends if c != "JPN"),
        ),
        table=NumberTable(
            [_("Year"), *(called[c] for c in codes.values()), _("Japan, ministry's count")],
            listed,
            _("% of energy use; the last column is 100 less self-sufficiency, fiscal years"),
        ),
        height=380,
    )


def crude_origin() -> Chart:
    """Draw the share of Japan's crude oil from the Middle East at the points that were published.

    Returns
    -------
    Chart
        One bar for each published point; months, calendar and fiscal years keep their own sign.

    Examples
    --------
    >>> crude_origin().title
    "Share of Japan's crude oil from the Middle East, %"
    """
    rows = [
        row
        for row in data.load("fuel_imports_japan").where(fuel_or_measure="crude")
        if row["item"] in ("Middle East share", "Arab share", "Gulf states share")
    ]
    kinds = {
        "Middle East share": (_("Middle East"), style.ACCENT, ""),
        "Arab share": (_("Arab states (counts Sudan)"), style.LATER, "/"),
        "Gulf states share": (_("Gulf states"), style.MUTED, "x"),
    }
    order = sorted(range(len(rows)), key=lambda i: rows[i].period.removeprefix("FY"))
    place = {rows[i]: k for k, i in enumerate(reversed(order))}
    traces = []
    for kind, (name, colour, shape) in kinds.items():
        mine = [rows[i] for i in order if rows[i]["item"] == kind]
        traces.append(
            {
                "name": name,
                "type": "bar",
                "orientation": "h",
                "y": [place[row] for row in mine],
                "x": [row.value for row in mine],
                "marker": {
                    "color": colour,
                    "pattern": {"shape": shape, "fgcolor": style.PAPER, "fillmode": "overlay"},
                },
                "text": [f"{row.value:.1f}  {name}" for row in mine],
                "textposition": "outside",
                "textfont": {"color": style.INK, "size": 12},
                "cliponaxis": False,
                "hovertext": [f"{row.period}: {row.publisher}" for row in mine],
                "hovertemplate": "%{hovertext}, %{x:.1f}%<extra></extra>",
                "width": 0.6,
            }
        )
    return Chart(
        traces,
        {
            "barmode": "overlay",
            "yaxis": {
                "tickmode": "array",
                "tickvals": list(place.values()),
                "ticktext": [row.period for row in place],
                "showgrid": False,
                "tickfont": {"color": style.INK},
            },
            "xaxis": {"range": [0, 100], "title": {"text": _("% of crude oil imports")}},
            "margin": {"r": 190, "b": 48},
        },
        title=_("Share of Japan's crude oil from the Middle East, %"),
        subtitle=_(
            "Published points only: FY = fiscal year, four digits = calendar year, or month"
        ),
        source=data.load("fuel_imports_japan").source,
        alt=_("Bar chart with {n} published points: {parts}.").format(
            n=len(rows),
            parts="; ".join(
                f"{rows[i].period} {kinds[rows[i]['item']][0]} {rows[i].value:.1f}%" for i in order
            ),
        ),
        table=NumberTable(
            [_("Period"), _("Share of"), "%", _("Publisher")],
            [
                [rows[i].period, kinds[rows[i]["item"]][0], rows[i].value, rows[i].publisher]
                for i in order
            ],
            _("Fiscal years, calendar years and months stand side by side: not one series"),
        ),
        height=360,
    )


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
