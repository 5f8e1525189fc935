"""What became of the pledge, and how a project's earnings would be divided."""

from __future__ import annotations

import datetime
from typing import Any

from .. import data, labels
from ..arguments import instance, one_day
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..measures import CashFlow, pledge_ceiling, pledge_stand, profit_split
from ..names import wrapped
from .drawing import Drawing

__all__ = ["STEPS", "draw_split", "draw_steps", "pledge_steps", "profit_years"]

STEPS = (
    "2025-07-22",
    "2025-10-28",
    "2026-01-17",
    "2026-02-17",
    "2026-03-19",
    "2026-11-22",
)
"""Agreement, fact sheet, article, first tranche, candidates of the second, last search."""

TOP, BOTTOM = 640, -75  # billion dollars; the words for what was paid stand below zero
LIFT = 8  # billion dollars between a line and its words
HALF_WAY = 250  # days; words stand right of a line that ends earlier, else over it
MONTHS = (("2025-07-01", 7, 2025), ("2026-01-01", 1, 2026), ("2026-07-01", 7, 2026))


def pledge_steps(day: str = "2026-11-22") -> Chart:
    """Draw what was announced, listed, chosen and paid up to a day.

    Parameters
    ----------
    day : str
        The day.

    Returns
    -------
    Chart
        Step lines in billion US$, each of them "up to". Source: ``us_japan_agreement``,
        ``us_japan_projects``.

    Examples
    --------
    >>> pledge_steps("2026-02-17").table.rows[2]
    ['chosen, first tranche', 'up to', 36.0, 6.5]
    """
    return draw_steps(one_day(day).isoformat()).chart(height=340)


def profit_years(flow: CashFlow | None = None) -> Chart:
    """Draw how a project's earnings are divided year by year.

    Parameters
    ----------
    flow : CashFlow, optional
        From `lu.measures.profit_split`; left out, its first reading.

    Returns
    -------
    Chart
        Stacked bars in dollars for each 100 dollars put in. A model.

    Examples
    --------
    >>> profit_years().table.rows[0]
    [1, 0.0, 6.0, 6.0]
    """
    if flow is not None:
        instance(flow, CashFlow, "lu.measures.profit_split(…) gives one.")
    return draw_split(flow or profit_split()).chart(height=340)


def _days(day: str) -> float:
    """Turn a day into days since 1 July 2025: both drawings share one plain axis."""
    return float((datetime.date.fromisoformat(day) - datetime.date(2025, 7, 1)).days)


def draw_steps(day: str) -> Drawing:
    """Give the drawing of announced, listed, chosen and paid up to a day."""
    now = pledge_stand(day)
    end, begin = _days(day), _days(STEPS[0])
    tranche, second, sheet = _days("2026-02-17"), _days("2026-03-19"), _days("2025-10-28")
    chosen = [(begin, 0.0), (end, 0.0)]
    if now.chosen:
        chosen = [(begin, 0.0), (tranche, 0.0), (tranche, now.chosen), (end, now.chosen)]
    both = now.chosen + now.candidates
    more = [(second, now.chosen), (second, both), (end, both)] if now.candidates else []
    listed = [(sheet, now.listed), (end, now.listed)] if now.listed else []
    words = [
        (now.ceiling, _("ceiling: up to {n:.0f}").format(n=now.ceiling)),
        (now.listed, _("listed as interest: about {n:.0f}").format(n=now.listed)),
        (both, _("with candidates: up to {n:.0f}").format(n=both)) if now.candidates else (0, ""),
        (now.chosen, _("chosen: up to {n:.0f}").format(n=now.chosen)),
        (-45, _("paid: no figure found")),
    ]
    shown = [(value, word) for value, word in words if value]
    if not now.chosen:
        shown.append((12, _("chosen: none yet")))
    rows: list[list[Any]] = [
        [_("announced ceiling"), _("up to"), now.ceiling, 100.0],
        [_("listed as interest"), _("up to about"), now.listed, _share(now.listed)],
        [_("chosen, first tranche"), _("up to"), now.chosen, _share(now.chosen)],
        [_("candidates, second tranche"), _("up to"), now.candidates, _share(now.candidates)],
        [_("paid"), _("no figure found"), None, None],
    ]
    return _drawing(
        {
            "ceiling": [(begin, now.ceiling), (end, now.ceiling)],
            "listed": listed,
            "candidates": more,
            "chosen": chosen,
        },
        [(end, value + LIFT, word) for value, word in shown],
        [],
        side="top right" if end < HALF_WAY else "top left",
        layout={
            "xaxis.range": [-12, 530],
            "xaxis.tickmode": "array",
            "xaxis.tickvals": [_days(first) for first, _m, _y in MONTHS],
            "xaxis.ticktext": [labels.day(first[:7]) for first, _m, _y in MONTHS],
            "xaxis.title.text": "",
            "yaxis.range": [BOTTOM, TOP],
            "yaxis.title.text": _("billion US$, up to"),
            "yaxis.zeroline": True,
            "shapes": [_line(_days("2026-01-17"), "dot")],
            "annotations": [_note(_days("2026-01-17"), _("the article"))],
        },
        title=_("The pledge: announced, listed, chosen, paid, billion US$"),
        subtitle=_("As of {day}; each figure is a ceiling").format(day=labels.day(day)),
        source="; ".join(data.load(n).source for n in ("us_japan_agreement", "us_japan_projects")),
        alt=_(
            "Step lines from 22 July 2025 to {day}, in billion dollars, each a ceiling: announced "
            "{ceiling:.0f}, listed as interest {listed:.0f}, chosen {chosen:.0f}, further "
            "candidates {candidates:.0f}. No figure for what was paid was found; it is not drawn."
        ).format(
            day=labels.day(day), ceiling=now.ceiling, listed=now.listed, chosen=now.chosen,
            candidates=now.candidates,
        ),
        table=NumberTable([_("Step"), _("Kind"), _("Billion US$"), _("% of the ceiling")], rows),
    )  # fmt: skip


def _share(value: float) -> float:
    return round(100 * value / pledge_ceiling(), 1)


def draw_split(flow: CashFlow) -> Drawing:
    """Give the drawing of one cash flow, year by year."""
    years = list(range(1, len(flow.earned) + 1))
    last = len(years) + 0.7
    top = max(*flow.earned, 1.0)
    heights = (("loans", flow.loans), ("japan", flow.japan), ("usa", flow.usa))
    names = {
        "loans": _("loans repaid to Japan"), "japan": _("Japan's share"), "usa": _("US share"),
    }  # fmt: skip
    words, floor = [], 0.0
    for key, values in heights:
        if values[-1] > 0.02 * top:
            words.append((last, floor + values[-1] / 2, wrapped(names[key], 16)))
        floor += values[-1]
    first_loans = flow.loans[0] > 0 and flow.loans[-1] <= 0.02 * top
    shapes = [] if flow.switch is None else [_line(flow.switch - 0.5, "dash")]
    notes = (
        []
        if flow.switch is None
        else [_note(flow.switch - 0.5, _("90/10 from year {year}").format(year=flow.switch))]
    )
    if first_loans:
        notes.append(
            _note(0.5, _("hatched: {what}").format(what=names["loans"]))
            | {"xanchor": "left", "xshift": 2}
        )
    return _drawing(
        {},
        words,
        [(years, list(values)) for _key, values in heights],
        side="middle right",
        layout={
            "xaxis.range": [0.3, last],
            "margin.r": 96,  # for the names at the end of the bars
            "xaxis.tickmode": "array",
            "xaxis.tickvals": [y for y in years if y == 1 or y % (5 if len(years) > 8 else 1) == 0],
            "xaxis.ticktext": [
                str(y) for y in years if y == 1 or y % (5 if len(years) > 8 else 1) == 0
            ],
            "xaxis.title.text": _("year of operation"),
            "yaxis.range": [0, 1.18 * top],
            "yaxis.title.text": _("dollars for each 100 put in"),
            "yaxis.zeroline": False,
            "shapes": shapes,
            "annotations": notes,
        },
        title=_("Who receives a project's earnings, $ a year per $100 put in"),
        subtitle=_(
            "A model in plain sums, not discounted. Assumed: {earned:g}% earned a year for "
            "{years} years, interest {interest:g}%"
        ).format(earned=flow.earned[0], years=len(flow.earned), interest=flow.interest_pct),
        source=_("Own arithmetic on the terms in: {source}").format(
            source=data.load("us_japan_agreement").source
        ),
        alt=_split_alt(flow),
        table=NumberTable(
            [_("Year"), _("Loans repaid to Japan"), _("Japan's share"), _("US share")],
            [
                [year, round(a, 2), round(b, 2), round(c, 2)]
                for year, a, b, c in zip(years, flow.loans, flow.japan, flow.usa, strict=True)
            ],
        ),
    )  # fmt: skip


def _split_alt(flow: CashFlow) -> str:
    text = _(
        "Stacked bars over {years} years: {total:.0f} dollars come back for each 100 put in; "
        "{japan:.0f} go to Japan, of which {loans:.0f} are loans repaid, and {usa:.0f} to the US."
    ).format(
        years=len(flow.earned), total=flow.total, japan=flow.to_japan, loans=sum(flow.loans),
        usa=flow.to_usa,
    )  # fmt: skip
    if flow.switch is None:
        return f"{text} " + _("The split never becomes 90/10.")
    return f"{text} " + _("The split becomes 90/10 in year {year}.").format(year=flow.switch)


def _drawing(
    lines: dict[str, list[tuple[float, float]]],
    words: list[tuple[float, float, str]],
    bars: list[tuple[list[int], list[float]]],
    *,
    layout: dict[str, Any],
    side: str,
    **told: Any,
) -> Drawing:
    """Put both drawings into one chart: lines for the steps, bars for the split."""
    looks: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("ceiling", _("ceiling"), {"color": style.MUTED, "width": 2, "dash": "dash"}),
        ("listed", _("listed as interest"), {"color": style.MUTED, "width": 2, "dash": "dot"}),
        ("candidates", _("with candidates"), {"color": style.LATER, "width": 2.5, "dash": "dot"}),
        ("chosen", _("chosen"), {"color": style.LATER, "width": 3, "dash": "solid"}),
    )
    traces: list[dict[str, Any]] = [
        {
            "name": name, "type": "scatter", "mode": "lines", "line": look,
            "x": [x for x, _y in lines.get(key, [])], "y": [y for _x, y in lines.get(key, [])],
            "visible": key in lines, "hovertemplate": "%{y}<extra></extra>",
        }
        for key, name, look in looks
    ]  # fmt: skip
    fills: tuple[tuple[str, dict[str, Any]], ...] = (
        (
            _("loans repaid to Japan"),
            {
                "color": style.PAPER,
                "line": {"color": style.STATE["JPN"], "width": 1},
                "pattern": {"shape": "/", "fgcolor": style.STATE["JPN"], "size": 6},
            },
        ),
        (_("Japan's share"), {"color": style.STATE["JPN"]}),
        (_("US share"), {"color": style.STATE["USA"]}),
    )
    for number, (name, fill) in enumerate(fills):
        xs, ys = bars[number] if bars else ([], [])
        traces.append(
            {
                "name": name, "type": "bar", "x": xs, "y": [round(y, 3) for y in ys],
                "marker": fill, "visible": bool(bars),
                "hovertemplate": _("year {x}: {y}").format(x="%{x}", y="%{y:.2f}")
                + "<extra></extra>",
            }
        )  # fmt: skip
    traces.append(
        {
            "name": _("labels"), "type": "scatter", "mode": "text",
            "x": [x for x, _y, _t in words], "y": [y for _x, y, _t in words],
            "text": [f" {text}" for _x, _y, text in words],
            "textposition": side, "textfont": {"color": style.INK, "size": 12},
            "hoverinfo": "skip", "cliponaxis": False,
        }
    )  # fmt: skip
    fixed = {"barmode": "stack", "bargap": 0.25, "margin.r": 12}
    return Drawing(traces, fixed | layout, height=360, narrowest=400, **told)


def _line(x: float, dash: str) -> dict[str, Any]:
    return {
        "type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": style.AXIS, "width": 1.2, "dash": dash},
    }  # fmt: skip


def _note(x: float, text: str) -> dict[str, Any]:
    return {
        "text": text, "x": x, "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "top",
        "xshift": 4, "showarrow": False, "font": {"color": style.MUTED, "size": 12},
    }  # fmt: skip
