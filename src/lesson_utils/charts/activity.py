"""Aircraft and ships reported round Taiwan, by month and by year, with the break drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from .. import data, evidence
from ..chart import Chart, style
from ..i18n import _
from ..measures import activity
from ..measures.activity import ALL, BREAK, MIXED, ZONE, Month, Span
from . import activity_words as words
from .activity_words import count_names, janes_name, number_words, total_name
from .drawing import Drawing

__all__ = ["draw_activity", "pla_activity"]

_HATCH = {ZONE: "/", MIXED: "x", ALL: ""}
_FULL, _FAINT = "rgba(178,100,213,0.6)", "rgba(178,100,213,0.16)"
_ARTICLE = evidence.ARTICLE_DATE.isoformat()


def pla_activity(measure: str = "aircraft", view: str = "months", average: int = 0) -> Chart:
    """Draw aircraft or ships reported round Taiwan, with the break of definition.

    Parameters
    ----------
    measure : str
        One of `measures.activity.MEASURES`.
    view : {"months", "years"}
        Bars by month or by year; a year with two definitions is drawn in parts.
    average : int
        Width of the moving average in months, 0 for none. It never crosses the break.

    Returns
    -------
    Chart
        Hatched bars: only aircraft inside the air defence identification zone; full bars: all
        aircraft detected; hollow bars: incomplete. Months without a report stay empty.

    Examples
    --------
    >>> pla_activity("ships").title
    'Ships round Taiwan, ship-days a month'
    """
    return draw_activity(measure, view, average).chart()


def draw_activity(measure: str, view: str, average: int) -> Drawing:
    """Work out the drawing of `pla_activity`; parameters as there."""
    months, years = activity.months(measure), activity.years(measure)
    monthly = view == "months"
    bars: Sequence[Month | Span] = months if monthly else years
    traces = {
        name: _bar_state(bars, key, not monthly and measure != "aircraft")
        for key, name in count_names().items()
    }
    means: tuple[float | None, ...] = (None,) * len(months)
    if average and monthly:
        means = activity.moving_average(months, average)
    for key, name in _average_names().items():
        own = [v if m.definition == key else None for m, v in zip(months, means, strict=True)]
        traces[name] = {"x": [f"{m.month}-15" for m in months], "y": own}
    traces |= _annual_state(measure == "aircraft" and not monthly)
    tops = [v for t in traces.values() for v in t["y"] if v is not None]
    return Drawing(
        [trace | traces[trace["name"]] for trace in _bars_and_lines()],
        {
            "barmode": "overlay",
            "margin": {"l": 56, "r": 12, "t": 46, "b": 28},
            "shapes": _lines(),
            "annotations": _notes(measure),
            "xaxis.type": "date",
            "xaxis.tickformat": "%Y",
            "xaxis.dtick": "M12",
            "xaxis.ticklabelmode": "period",
            "xaxis.range": ["2020-08-10" if monthly else "2020-01-01", "2026-09-20"],
            "yaxis.title.text": words.unit_name(measure),
            "yaxis.tickformat": ",",
            "yaxis.range": [0, 1.1 * max(tops)],
        },
        words.measure_name(measure, view),
        words.subtitle(monthly, average, measure == "aircraft"),
        _("Source: {text}").format(text=data.load("pla_activity_monthly").source),
        words.alt(measure, view, average, bars),
        words.table(measure, months, years, monthly, average, means),
    )


def _average_names() -> dict[str, str]:
    return {ZONE: _("average, in the zone"), ALL: _("average, all detected")}


def _bars_and_lines() -> list[dict[str, Any]]:
    bars: list[dict[str, Any]] = [
        {
            "name": name,
            "type": "bar",
            "textposition": "outside",
            "textfont": {"size": 12, "color": style.INK},
            "cliponaxis": False,
            "hoverinfo": "text",
        }
        for name in count_names().values()
    ]
    lines = [
        {
            "name": name,
            "mode": "lines",
            "line": {"color": style.INK, "width": 2.5, "dash": "solid" if key == ALL else "dash"},
            "hovertemplate": "%{x|%Y-%m}: %{y:,.1f}<extra></extra>",
            "connectgaps": False,
        }
        for key, name in _average_names().items()
    ]
    points = [
        {
            "name": name,
            "mode": "markers+text",
            "marker": {"symbol": symbol, "size": 10, "color": style.INK, "line": {"width": 2}},
            "textfont": {"size": 11, "color": style.INK},
            "hoverinfo": "text",
            "cliponaxis": False,
            "meta": {"declutter": rank},
        }
        for name, symbol, rank in (
            (total_name(), "line-ew-open", 1),
            (janes_name(), "diamond", 2),
        )
    ]
    return [*bars, *lines, *points]


def _bar_state(bars: Sequence[Month | Span], definition: str, told: bool) -> dict[str, Any]:
    own = [bar for bar in bars if bar.definition == definition]
    whole = [b.whole if isinstance(b, Span) else b.complete for b in own]
    fills = [_FULL if ok and definition == ALL else _FAINT for ok in whole]
    colour = style.STATE["CHN"]
    return {
        "x": [_middle(b).isoformat() for b in own],
        "y": [b.value for b in own],
        "width": [0.9 * 86_400_000 * _length(b) for b in own],
        "hovertext": [_hover(b) for b in own],
        "text": [number_words(b.value) if told and _length(b) > 100 else "" for b in own],
        "marker": {
            "color": fills,
            "line": {"color": colour, "width": 1},
            "pattern": {"shape": _HATCH[definition], "fgcolor": colour, "solidity": 0.25},
        },
    }


def _ends(bar: Month | Span) -> tuple[date, date]:
    first, last = (bar.first, bar.last) if isinstance(bar, Span) else (bar.month, bar.month)
    start, end = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
    return start, end + timedelta(days=activity.month_days(last))


def _length(bar: Month | Span) -> int:
    start, end = _ends(bar)
    return (end - start).days


def _middle(bar: Month | Span) -> date:
    return _ends(bar)[0] + timedelta(days=_length(bar) // 2)


def _hover(bar: Month | Span) -> str:
    value = number_words(bar.value)
    when = (
        bar.month
        if isinstance(bar, Month)
        else _("{first} to {last}").format(first=bar.first, last=bar.last)
    )
    text = _("{when}: {value}<br>{definition}").format(
        when=when, value=value, definition=count_names()[bar.definition]
    )
    if isinstance(bar, Month):
        text += "<br>" + _("{n} days with a bulletin").format(n=bar.days)
        return text if bar.complete else text + "<br>" + _("incomplete month")
    return text if bar.whole else text + "<br>" + _("part of a year")


def _annual_state(shown: bool) -> dict[str, dict[str, Any]]:
    rows = list(data.load("pla_aircraft_annual")) if shown else []
    state = {}
    for name, column, above in (
        (total_name(), "taiwan_authority_total_sorties", "top"),
        (janes_name(), "janes_adiz_entries", "bottom"),
    ):
        own = [row for row in rows if row[column] is not None]
        when: list[str | None] = [f"{row.year}-07-02" for row in own]
        state[name] = {
            "x": when or [None],
            "y": [row[column] for row in own] or [None],
            "text": [f"{row[column]:,.0f}" for row in own] or [""],
            "textposition": [_beside(row.year, above) for row in own] or ["top center"],
            "hovertext": [f"{name}<br>{row.year}: {row[column]:,.0f}" for row in own] or [""],
        }
    return state


def _beside(year: int, above: str) -> str:
    """Keep the numbers of 2022 clear of the line of the break."""
    return f"{above} {'left' if year == int(BREAK[:4]) else 'center'}"


def _lines() -> list[dict[str, Any]]:
    """Draw the break of definition and the day of the article."""
    base = {"type": "line", "xref": "x", "yref": "paper", "y0": 0, "y1": 1.02}
    break_line = {"color": style.INK, "width": 1.6}
    later = {"color": style.LATER, "width": 1.4, "dash": "dot"}
    return [
        base | {"x0": f"{BREAK}-01", "x1": f"{BREAK}-01", "line": break_line},
        base | {"x0": _ARTICLE, "x1": _ARTICLE, "line": later},
    ]


def _notes(measure: str) -> list[dict[str, Any]]:
    common = {"xref": "x", "yref": "paper", "y": 1.02, "yanchor": "bottom", "showarrow": False}
    before = {
        "ships": _("ships not<br>reported"),
        "ships per day": _("ships not<br>reported"),
    }.get(measure, _("only aircraft<br>in the zone"))
    after = {
        "ships": _("from Aug. 2022:<br>reported"),
        "ships per day": _("from Aug. 2022:<br>reported"),
    }.get(measure, _("from Aug. 2022:<br>all detected"))
    ink, later = {"size": 12, "color": style.INK}, {"size": 12, "color": style.LATER}
    sides = [
        (f"{BREAK}-01", "right", before, ink, -6),
        (f"{BREAK}-01", "left", after, ink, 6),
        (_ARTICLE, "right", _("the<br>article"), later, -4),
    ]
    return [
        common | {"x": x, "xanchor": side, "align": side, "text": text, "font": font, "xshift": by}
        for x, side, text, font, by in sides
    ]
