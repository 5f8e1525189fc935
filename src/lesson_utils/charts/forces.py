"""Charts of what armed forces cost: China's budget in five units, three states' spending."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .. import data
from ..chart import Chart, style
from ..chart.describe import describe, table_of
from ..chart.spec import merge
from ..i18n import _
from ..measures import china_budget
from ..measures.china_budget import LEVEL_KNOWN, Sum
from ..states import state_name, state_short
from .beside import spread, upright, words_beside
from .drawing import Drawing

FIRST = 1989


def unit_name(unit: str) -> str:
    """Name a unit of China's spending for a reader, as on the axis.

    Examples
    --------
    >>> unit_name("cny")
    'billion yuan, current prices'
    """
    return {
        "cny": _("billion yuan, current prices"),
        "usd": _("billion US$ at the market rate"),
        "ppp": _("billion international $ (PPP)"),
        "constant": _("billion US$, prices and rates of 2024"),
        "share": _("% of GDP"),
    }[unit]


def draw_china(unit: str, log: bool, year: int, beside: str = "") -> Drawing:
    """Draw China's announced budget and SIPRI's estimate in one unit.

    Parameters
    ----------
    unit : str
        One of `lesson_utils.measures.china_budget.UNITS`.
    log : bool
        Whether equal steps of the axis are equal percentages.
    year : int
        Year whose two values are marked.
    beside : str, optional
        Another state's SIPRI figures, ``"USA"`` or ``"JPN"``; ``""`` for none.

    Returns
    -------
    Drawing
        Always the same traces, some of them empty.
    """
    official = () if unit == "constant" else china_budget.announced(unit)
    estimate = china_budget.sipri(unit)
    other = china_budget.sipri(unit, beside) if beside else ()
    colour = style.STATE["CHN"]
    solid, ring = {"color": colour}, {"color": style.PAPER, "line": {"color": colour, "width": 1.6}}
    old = [s for s in official if s.year <= LEVEL_KNOWN - 1]
    new = [s for s in official if s.year >= LEVEL_KNOWN]
    lines = [
        _line(_("announced, level not stated"), old, colour, "dot", ring | {"symbol": "circle"}),
        _line(_("announced, national"), new, colour, "solid", solid | {"symbol": "circle"}),
        _line(_("SIPRI's estimate"), estimate, colour, "dot", ring | {"symbol": "diamond"}),
    ]
    for state in china_budget.BESIDE:
        name = _("{state}, SIPRI").format(state=state_name(state))
        mine = other if state == beside else ()
        lines.append(_line(name, mine, style.STATE[state], style.DASH[state], None))
    values = [s.value for s in (*official, *estimate, *other)]
    low, high = min(values), max(values)
    axis = _axis(low, high, log)
    traces = [*lines, *_end_names(official, estimate, other, beside, high, log)]
    traces.append(_pair(official, estimate, year))
    layout: dict[str, Any] = {
        "xaxis.range": [FIRST - 1, 2026.6],
        **axis,
        "yaxis.title.text": unit_name(unit),
        "shapes": [upright(LEVEL_KNOWN - 0.5)] if official else [],
        "annotations": [_note(LEVEL_KNOWN - 0.5, _("level stated from 2016"))] if official else [],
        "margin": {"l": 58, "r": 88, "t": 24, "b": 36},
    }
    title = _("China's military spending, {unit}").format(unit=unit_name(unit))
    alt = describe(traces, merge({}, layout), title)
    scale = _("logarithmic") if log else _("linear")
    alt += "\n" + _(
        "Vertical scale: {scale}. Every value of SIPRI for China is an estimate."
    ).format(scale=scale)
    sources = [data.load(n).source for n in ("defence_budget_china", "military_expenditure")]
    if unit in ("cny", "usd", "ppp", "share"):
        sources.append(data.load("macroeconomy").source)
    return Drawing(
        traces,
        layout,
        title,
        _("filled: announced budget; hollow and dotted: estimate, or level not stated"),
        " · ".join(sources),
        alt,
        table_of(traces, merge({}, layout)),
    )


def china_spending(unit: str = "cny", log: bool = False, year: int = 2024) -> Chart:
    """Draw China's announced defence budget beside SIPRI's estimate.

    Parameters
    ----------
    unit : {"cny", "usd", "ppp", "constant", "share"}
        What the vertical axis counts.
    log : bool, optional
        Logarithmic instead of linear.
    year : int, optional
        Year whose values are marked.

    Returns
    -------
    Chart
        Lines by year; SIPRI's estimates are hollow and dotted.

    Examples
    --------
    >>> china_spending("share").title
    "China's military spending, % of GDP"
    """
    return draw_china(unit, log, year).chart()


def military_spending() -> Chart:
    """Draw the military spending of the United States, China and Japan since 1989.

    Returns
    -------
    Chart
        Three lines, billion US$ at prices and exchange rates of 2024; China's values are SIPRI's
        estimates and dotted, the values of 2025 were published after the article.

    Examples
    --------
    >>> military_spending().table.rows[-1][0]
    2025
    """
    states = ("USA", "CHN", "JPN")
    found = {s: china_budget.sipri("constant", s) for s in states}
    names = {s: state_name(s) for s in states}
    names["CHN"] = _("China (estimates)")
    lines = [
        _line(
            names[s],
            found[s],
            style.STATE[s],
            "dot" if s == "CHN" else "solid",
            {"symbol": style.MARKER[s], "maxdisplayed": 6, "color": style.STATE[s]},
        )
        for s in states
    ]
    high = max(s.value for sums in found.values() for s in sums)
    places = spread({s: found[s][-1].value for s in states}, high * 0.07)
    labels = [
        words_beside(
            _("{state}, name").format(state=names[s]),
            [2025],
            [places[s]],
            [f"  {state_short(s)} <b>{found[s][-1].value:,.0f}</b>"],
            color=style.WORDS[s],
            size=13,
        )
        for s in states
    ]
    later = {
        "name": _("published after the article"),
        "mode": "markers",
        "x": [2025] * 3,
        "y": [round(found[s][-1].value, 1) for s in states],
        "marker": {"color": style.PAPER, "size": 9, "line": {"color": style.LATER, "width": 2}},
        "hoverinfo": "skip",
    }
    traces = [*lines, later, *labels]
    layout = {
        "xaxis.range": [FIRST - 1, 2025.6],
        "yaxis.range": [0, high * 1.08],
        "yaxis.title.text": _("billion US$, prices and rates of 2024"),
        "margin": {"l": 58, "r": 96, "t": 12, "b": 36},
    }
    title = _("Military spending of three states, billion US$ of 2024")
    return Chart(
        traces,
        layout,
        title=title,
        subtitle=_("1989–2025; dotted: SIPRI's estimates; ring: published after the article"),
        source=data.load("military_expenditure").source,
        alt=describe(traces, merge({}, layout), title),
        height=360,
    )


def _line(
    name: str, sums: Sequence[Sum], colour: str, dash: str, marker: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "name": name,
        "mode": "lines+markers" if marker else "lines",
        "x": [s.year for s in sums],
        "y": [round(s.value, 3) for s in sums],
        "line": {"color": colour, "width": 2.2, "dash": dash},
        "marker": {"size": 6} | (marker or {}),
        "hovertemplate": "%{fullData.name} %{x}: %{y:,.4~g}<extra></extra>",
    }


def _end_names(
    official: Sequence[Sum],
    estimate: Sequence[Sum],
    other: Sequence[Sum],
    beside: str,
    high: float,
    log: bool,
) -> list[dict[str, Any]]:
    ends = {"announced": official, "sipri": estimate, "beside": other}
    words = {
        "announced": _("announced"),
        "sipri": "SIPRI",
        "beside": state_short(beside) if beside else "",
    }
    last = {k: sums[-1] for k, sums in ends.items() if sums}
    if log:  # spread in the logarithm, where equal steps are equal on the page
        put = spread({k: math.log10(s.value) for k, s in last.items()}, 0.13)
        places = {k: 10**v for k, v in put.items()}
    else:
        places = spread({k: s.value for k, s in last.items()}, high * 0.07)
    out: list[dict[str, Any]] = []
    for key, word in words.items():
        here = [last[key]] if key in last else []
        colour = style.WORDS[beside if key == "beside" and beside else "CHN"]
        out.append(
            words_beside(
                _("name of line {n}").format(n=len(out) + 1),
                [s.year for s in here],
                [places[key]] if here else [],
                [f"  {word}"] * len(here),
                color=colour,
                size=13,
            )
        )
    return out


def _pair(official: Sequence[Sum], estimate: Sequence[Sum], year: int) -> dict[str, Any]:
    """Mark the two values of one year and join them."""
    both = [s for s in (*official, *estimate) if s.year == year]
    return {
        "name": _("year compared"),
        "mode": "lines+markers",
        "x": [s.year for s in both],
        "y": [round(s.value, 3) for s in both],
        "line": {"color": style.INK, "width": 1.5},
        "marker": {"color": style.INK, "size": 9},
        "hoverinfo": "skip",
    }


def _axis(low: float, high: float, log: bool) -> dict[str, Any]:
    if not log:
        return {
            "yaxis.type": "linear",
            "yaxis.range": [0, high * 1.1],
            "yaxis.tickmode": "auto",
            "yaxis.tickvals": [],
            "yaxis.ticktext": [],
        }
    bottom, top = math.log10(low) - 0.08, math.log10(high) + 0.08
    steps = [m * 10.0**e for e in range(-2, 5) for m in (1, 2, 5)]
    shown = [v for v in steps if bottom <= math.log10(v) <= top]
    return {
        "yaxis.type": "log",
        "yaxis.range": [bottom, top],
        "yaxis.tickmode": "array",
        "yaxis.tickvals": shown,
        "yaxis.ticktext": [f"{v:,g}" for v in shown],
    }


def _note(year: float, text: str) -> dict[str, Any]:
    return {
        "x": year, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "center", "text": text,
        "showarrow": False, "font": {"size": 12, "color": style.MUTED},
    }  # fmt: skip
