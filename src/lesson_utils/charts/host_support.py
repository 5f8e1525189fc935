"""Chart of Japan's host-nation support: what it pays towards US forces, in yen and dollars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import data
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..measures.presence import HostSupport, host_support


def host_nation_support() -> Chart:
    """Draw Japan's host-nation support a year: yen at the left, dollars of the time at the right.

    Returns
    -------
    Chart
        One row for each figure found, a point in yen and a point in dollars. Nothing joins the
        points: they stand on different bases and leave years out.

    Examples
    --------
    >>> host_nation_support().title
    "Japan's host-nation support for US forces, a year"
    """
    found = host_support()
    title = _("Japan's host-nation support for US forces, a year")
    names = [_row_name(one) for one in found]
    traces = [_points(found, names, "JPY"), _points(found, names, "USD")]
    alt = _(
        "Point chart in two panels: {title}. Left axis: billion yen, from 0. Right axis: billion "
        "dollars at the mean rate of the same months, from 0. One row for each figure, fiscal "
        "{first} to {last}; nothing joins the points, for they stand on different bases."
    ).format(title=title, first=found[0].first_year, last=found[-1].last_year)
    rows = [
        [
            _span(one),
            round(one.yearly_jpy_bn, 1),
            round(one.jpy_per_usd, 1),
            round(one.yearly_usd_bn, 2),
            one.basis,
        ]
        for one in found
    ]
    heads = [
        _("Fiscal year"),
        _("Billion yen a year"),
        _("Yen per dollar"),
        _("Billion dollars a year"),
        _("What kind of figure"),
    ]
    return Chart(
        traces,
        _layout(names),
        title=title,
        subtitle=_(
            "● initial budget · ◇ another basis · ■ five-year total ÷ 5 (□ period not over); "
            "fiscal years, April to March"
        ),
        source=_("{amounts}. Rates: {rates}.").format(
            amounts=data.load("host_nation_support").source,
            rates=data.load("fx_usdjpy_monthly").source,
        ),
        alt="\n".join([alt, *(_words(one) for one in found)]),
        table=NumberTable(heads, rows, _("Dollars: mean of the monthly rates of the same months")),
        height=350,
    )


def _layout(names: Sequence[str]) -> dict[str, Any]:
    base = style.layout("chart", 1)["xaxis"] | {"showgrid": True, "anchor": "y"}

    def axis(text: str, domain: list[float], top: float, step: float) -> dict[str, Any]:
        title = {"text": text, "font": {"color": style.MUTED, "size": 13}, "standoff": 8}
        made: dict[str, Any] = {**base, "domain": domain, "range": [0, top]}
        return made | {"dtick": step, "title": title}

    return {
        "xaxis": axis(_("billion yen"), [0, 0.47], 360, 100),
        "xaxis2": axis(_("billion dollars"), [0.53, 1], 3.2, 1),
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(names),
            "range": [len(names) - 0.5, -0.5],
            "showgrid": True,
            "ticks": "",
            "tickfont": {"color": style.INK},
        },
        "margin": {"l": 100, "r": 10, "t": 8, "b": 44},
    }


def _points(found: Sequence[HostSupport], names: Sequence[str], unit: str) -> dict[str, Any]:
    yen = unit == "JPY"
    values = [one.yearly_jpy_bn if yen else one.yearly_usd_bn for one in found]
    return {
        "name": _("billion yen a year") if yen else _("billion dollars a year"),
        "mode": "markers+text",
        "marker": {
            "symbol": [_symbol(one, yen) for one in found],
            "size": 10,
            "color": style.STATE["JPN"] if yen else style.STATE["USA"],
            "line": {"width": 1.6, "color": style.STATE["JPN"] if yen else style.STATE["USA"]},
        },
        "x": [round(value, 2) for value in values],
        "y": list(names),
        "text": [f"{value:.1f}" if yen else f"{value:.2f}" for value in values],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": style.INK},
        "cliponaxis": False,
        "customdata": [one.basis for one in found],
        "hovertemplate": "%{y}: %{text}<br>%{customdata}<extra></extra>",
        "xaxis": "x" if yen else "x2",
        "yaxis": "y",
    }


def _symbol(one: HostSupport, yen: bool) -> str:
    if one.years > 1:
        return "square" if yen or one.over else "square-open"
    return "circle" if one.basis == "initial" else "diamond-open"


def _span(one: HostSupport) -> str:
    return str(one.first_year) if one.years == 1 else f"{one.first_year}–{one.last_year}"


def _row_name(one: HostSupport) -> str:
    """Name a row; a space keeps plotly from reading a year as a number."""
    return f"{_span(one)} "


def _words(one: HostSupport) -> str:
    text = _("Fiscal {span}: {yen:.1f} billion yen, {usd:.2f} billion dollars a year.")
    if not one.over:
        text = _(
            "Fiscal {span}: {yen:.1f} billion yen, {usd:.2f} billion dollars a year at the mean "
            "rate of the {n} months known so far."
        )
    return text.format(span=_span(one), yen=one.yearly_jpy_bn, usd=one.yearly_usd_bn, n=one.months)
