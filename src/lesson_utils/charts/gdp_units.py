"""One economy in three units: Japan's GDP in yen, dollars and PPP dollars."""

from __future__ import annotations

from typing import Any

from .. import data
from ..arguments import number
from ..chart import Chart, NumberTable, style
from ..errors import LessonError
from ..i18n import _

__all__ = ["gdp_three_ways"]


def gdp_three_ways(first: int = 2012, last: int = 2025) -> Chart:
    """Draw Japan's GDP in yen, dollars and PPP dollars as an index.

    Parameters
    ----------
    first, last : int
        Years; the first is 100.

    Returns
    -------
    Chart
        Three lines; estimates are dotted. Source: IMF (October 2025).

    Examples
    --------
    >>> [round(row[-1]) for row in zip(*gdp_three_ways().table.rows)][1:]
    [126, 68, 147]
    """
    japan = data.load("macroeconomy").where(ref_area="JPN")
    start, end = number(first, "first year"), number(last, "last year")
    rows = [row for row in japan if start <= row.year <= end]
    if not rows or (rows[0].year, rows[-1].year) != (start, end):
        known = japan.column("year")
        raise LessonError(
            f"There is no GDP of Japan from {first!r} to {last!r}; the data set has "
            f"{min(known)} to {max(known)}."
        )
    kinds = (
        (_("yen"), "ngdp_lcu_bn", "JPN", "circle"),
        (_("US dollars"), "ngdp_usd_bn", "USA", "square"),
        (_("PPP dollars"), "gdp_ppp_intl_bn", "TWN", "diamond"),
    )
    real = [r.year for r in rows if not r.is_estimate_or_forecast]
    traces: list[dict[str, Any]] = []
    table: list[list[Any]] = [[r.year] for r in rows]
    for name, column, hue, symbol in kinds:
        index = [100 * r[column] / rows[0][column] for r in rows]
        for line, value in zip(table, index, strict=True):
            line.append(round(value, 1))
        solid = [(r.year, v) for r, v in zip(rows, index, strict=True) if r.year in real]
        dotted = [
            (r.year, v) for r, v in zip(rows, index, strict=True) if not real or r.year >= real[-1]
        ]
        label = _("in {unit}: {value:.0f}").format(unit=name, value=index[-1])
        traces += [
            {
                "name": _("in {unit}").format(unit=name), "type": "scatter",
                "mode": "lines+markers",
                "x": [x for x, _y in solid], "y": [round(y, 1) for _x, y in solid],
                "line": {"color": style.STATE[hue], "width": 2.2},
                "marker": {"symbol": symbol, "size": 6, "color": style.STATE[hue]},
            },
            {
                "name": _("in {unit}, estimate").format(unit=name), "type": "scatter",
                "mode": "lines+markers",
                "x": [x for x, _y in dotted], "y": [round(y, 1) for _x, y in dotted],
                "line": {"color": style.STATE[hue], "width": 2.2, "dash": "dot"},
                "marker": {"symbol": f"{symbol}-open", "size": 8, "color": style.STATE[hue]},
            },
            {
                "name": _("label in {unit}").format(unit=name), "type": "scatter", "mode": "text",
                "x": [last], "y": [index[-1]], "text": [f"  {label}"],
                "textposition": "middle right", "cliponaxis": False, "hoverinfo": "skip",
                "textfont": {"color": style.WORDS[hue], "size": 13},
            },
        ]  # fmt: skip
    ends = ", ".join(
        f"{name} {value:.0f}" for (name, *_rest), value in zip(kinds, table[-1][1:], strict=True)
    )
    return Chart(
        traces,
        {
            "yaxis.title.text": _("index, {year} = 100").format(year=first),
            "margin.r": 128,
            "xaxis.dtick": 2,
        },
        title=_("One economy in three units: Japan's GDP"),
        subtitle=_("Nominal, {first} = 100; dotted and hollow: estimate").format(first=first),
        source=data.load("macroeconomy").source,
        alt=_(
            "Line chart with three lines: Japan's nominal GDP from {first} to {last}, "
            "{first} = 100. In {last} it stands at: {ends}."
        ).format(first=first, last=last, ends=ends),
        table=NumberTable([_("Year"), *(name for name, *_rest in kinds)], table),
        height=340,
    )
