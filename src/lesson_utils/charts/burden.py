"""Charts of what a spending target comes to in money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import data, measures
from ..chart import Chart, NumberTable, style
from ..errors import UnknownNameError
from ..i18n import _
from ..measures.burden import Burden
from ..measures.spending import Count
from ..states import currency_name, state_name
from .drawing import Drawing

UNITS = ("own", "usd", "ppp", "head", "pct")
"""What a burden can be drawn in: own currency, US dollars, international dollars, US dollars for
each resident, % of GDP."""


def spending_burden(state: str = "JPN", target_pct: float = 5.0, unit: str = "own") -> Chart:
    """Draw what a target comes to, beside the spending at today's share of the same GDP.

    Parameters
    ----------
    state : str, optional
        ISO 3166 alpha-3 code, from `measures.states_with_gdp`.
    target_pct : float, optional
        % of GDP.
    unit : str, optional
        One of `UNITS`.

    Returns
    -------
    Chart
        Horizontal bars; 5% is split into core and related spending.

    Raises
    ------
    UnknownNameError, LessonError
        As `measures.burden` and `measures.spending_count`.

    Examples
    --------
    >>> spending_burden("JPN", 5).table.rows[1][:2]
    ['Japan: 5%', '31.60']
    """
    if unit not in UNITS:
        raise UnknownNameError("unit", unit, UNITS)
    today = measures.spending_count(state, measures.bodies(state)[0])
    return draw_burden([(measures.burden(state, target_pct), today)], unit).chart()


def in_unit(burden: Burden, pct: float, unit: str) -> float:
    """Give the size of a share of a burden's GDP in one of `UNITS`, unscaled.

    Parameters
    ----------
    burden : Burden
        What fixes state, year and GDP.
    pct : float
        % of GDP; need not be the burden's own target.
    unit : str
        One of `UNITS`.

    Returns
    -------
    float
        Money in single units, US dollars a resident, or %.

    Examples
    --------
    >>> round(in_unit(measures.burden("JPN", 5, 2025), 1, "own") / 1e12, 2)
    6.32
    """
    if unit == "pct":
        return pct
    table = data.load("macroeconomy").where(ref_area=burden.state)
    now, base = table.one(year=burden.year), table.one(year=burden.gdp_base_year)
    own = pct / 100 * base.ngdp_lcu_bn * 1e9
    divisor = {
        "own": 1.0,
        "usd": now.lcu_per_usd_implied,
        "ppp": now.ppp_lcu_per_intl,
        "head": now.lcu_per_usd_implied * now.population_m * 1e6,
    }[unit]
    return float(own / divisor)


def unit_scale(largest: float, unit: str, currency: str) -> tuple[float, str]:
    """Choose a step for an axis and name it.

    Examples
    --------
    >>> unit_scale(3.2e13, "own", "JPY")
    (1000000000000.0, 'trillion yen')
    """
    if unit == "pct":
        return 1.0, _("% of GDP")
    if unit == "head":
        return 1.0, _("US dollars for each resident")
    name = currency_name({"own": currency, "usd": "USD", "ppp": "INT"}[unit])
    if largest >= 1e12:
        return 1e12, _("trillion {currency}").format(currency=name)
    return 1e9, _("billion {currency}").format(currency=name)


def draw_burden(pairs: Sequence[tuple[Burden, Count]], unit: str, warning: str = "") -> Drawing:
    """Work out the drawing of `spending_burden` for one or two states.

    Parameters
    ----------
    pairs : sequence of (Burden, Count)
        What the target comes to, and what the state spends by whose count.
    unit : str
        One of `UNITS`.
    warning : str, optional
        Said first in the subtitle, such as that two counts are mixed.
    """
    bars: list[tuple[str, list[float], Burden, bool]] = []
    for burden, today in pairs:
        name = state_name(burden.state)
        bars.append(
            (
                _("{state}: today, {body}").format(state=name, body=today.body),
                [today.share_pct],
                burden,
                today.estimate,
            )
        )
        split = burden.target_pct == sum(measures.PLEDGE.values())
        parts = list(measures.PLEDGE.values()) if split else [burden.target_pct]
        label = _("{state}: {pct:g}%").format(state=name, pct=burden.target_pct)
        bars.append((label, parts, burden, False))
    sizes = [[in_unit(b, pct, unit) for pct in parts] for _n, parts, b, _e in bars]
    largest = max(sum(size) for size in sizes)
    scale, axis = unit_scale(largest, unit, pairs[0][0].money.currency)
    labels = [bar[0] for bar in bars]
    digits = 2 if unit == "pct" or largest / scale < 50 else 0 if largest / scale >= 500 else 1
    first = [
        [size[0] / scale if i % 2 == k else None for i, size in enumerate(sizes)] for k in (0, 1)
    ]
    second = [size[1] / scale if len(size) > 1 else None for size in sizes]
    totals = [sum(size) / scale for size in sizes]
    hatched = ["/" if bar[3] else "" for bar in bars]
    traces: list[dict[str, Any]] = [
        _bar(_("today's share of the same GDP"), labels, first[0], style.REST, hatched),
        _bar(_("target or its core part"), labels, first[1], style.ACCENT, [])
        | {"text": [_("3.5 core") if value else "" for value in second]},
        _bar(_("related spending"), labels, second, style.LATER, [])
        | {"text": [_("1.5 related") if value else "" for value in second]},
        {
            "name": _("totals"),
            "type": "scatter",
            "mode": "text",
            "y": labels,
            "x": totals,
            "text": [f"\u2002{total:,.{digits}f}" for total in totals],
            "textposition": "middle right",
            "cliponaxis": False,
            "textfont": {"color": style.INK},
            "hoverinfo": "skip",
        },
    ]
    lead = pairs[0][0]
    base = _("GDP of {year}").format(year=lead.gdp_base_year)
    if lead.estimate:
        base = _("{base} (IMF estimate or forecast)").format(base=base)
    counted = ", ".join(
        dict.fromkeys(
            _("{body} {year}, estimate").format(body=c.body, year=c.year) if c.estimate
            else _("{body} {year}").format(body=c.body, year=c.year)
            for _b, c in pairs
        )
    )  # fmt: skip
    subtitle = _("Share of {base} · today as counted by {counted}").format(
        base=base, counted=counted
    )
    if warning:
        subtitle = f"{warning} · {subtitle}"
    rows: list[list[Any]] = [
        [label, f"{total:,.{digits}f}", f"{sum(bar[1]):.2f}"]
        for label, total, bar in zip(labels, totals, bars, strict=True)
    ]
    columns = [_("Bar"), axis, _("% of GDP")]
    told = "; ".join(f"{row[0]} {row[1]}" for row in rows)
    if any(second):
        columns += [_("target or its core part"), _("related spending")]
        for row, *pieces in zip(rows, first[1], second, strict=True):
            row += [None if piece is None else f"{piece:,.{digits}f}" for piece in pieces]
    return Drawing(
        traces,
        {
            "barmode": "stack",
            "bargap": 0.45 if len(pairs) == 1 else 0.35,
            "xaxis.range": [0, max(totals) * 1.18],
            "xaxis.title.text": axis,
            "xaxis.showgrid": True,
            "yaxis": {
                "type": "category", "categoryorder": "array", "categoryarray": labels[::-1],
                "automargin": True, "fixedrange": True, "showgrid": False, "ticks": "",
                "tickfont": {"color": style.INK},
            },
            "margin": {"l": 8, "r": 20, "t": 8, "b": 44},
        },
        title=_("What {pct:g}% of GDP comes to").format(pct=lead.target_pct),
        subtitle=subtitle,
        source=" · ".join(dict.fromkeys([lead.source, *(c.source for _b, c in pairs)])),
        alt=_("Bar chart with {n} bars: {title}. Horizontal axis: {axis}. {told}.").format(
            n=len(bars),
            title=_("What {pct:g}% of GDP comes to").format(pct=lead.target_pct),
            axis=axis,
            told=told,
        ),
        table=NumberTable(columns, rows),
        height=260,
    )  # fmt: skip


def _bar(
    name: str, labels: Sequence[str], values: Sequence[float | None], colour: str,
    pattern: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name,
        "type": "bar",
        "orientation": "h",
        "y": list(labels),
        "x": list(values),
        "marker": {
            "color": colour,
            "pattern": {
                "shape": list(pattern), "size": 6, "solidity": 0.25, "fgcolor": style.PAPER,
                "fillmode": "overlay",
            },
        },
        "text": [""] * len(labels),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": {"color": style.PAPER},
        "textangle": 0,
        "hovertemplate": "%{y}: %{x:,.2f}<extra>" + name + "</extra>",
    }  # fmt: skip
