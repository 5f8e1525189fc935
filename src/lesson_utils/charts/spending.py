"""Charts of defence spending as a share of GDP: editions of a count, and who is above a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import data, measures
from ..arguments import names, number
from ..chart import Chart, NumberTable, style
from ..i18n import _, ngettext_
from ..measures.spending import EDITIONS, Count
from ..states import state_name
from .beside import spread_up
from .drawing import Drawing

THRESHOLDS = (2.0, 3.5, 5.0)
"""The older guideline, the core part and the whole of NATO's pledge of 2025, % of GDP."""


def edition_name(edition: str) -> str:
    """Name an edition in full.

    Examples
    --------
    >>> edition_name("NATO 2026")
    'NATO, July 2026 edition'
    """
    return {
        "SIPRI 2026": _("SIPRI, April 2026 edition"),
        "SIPRI 2025": _("SIPRI, 2025 edition"),
        "NATO 2026": _("NATO, July 2026 edition"),
        "NATO 2025": _("NATO, August 2025 edition"),
    }[edition]


# --- one state, edition by edition ---------------------------------------------------------------

_LOOK = {
    "SIPRI 2026": ("solid", "circle"),
    "SIPRI 2025": ("dot", "diamond"),
    "NATO 2026": ("dash", "square"),
    "NATO 2025": ("dashdot", "triangle-up"),
}


def spending_editions(
    state: str = "USA", editions: Sequence[str] | None = None, since: int = 2014
) -> Chart:
    """Draw a state's spending as a share of GDP, one line for each edition of each count.

    Parameters
    ----------
    state : str, optional
        ISO 3166 alpha-3 code.
    editions : sequence of str, optional
        From `measures.editions`; left out, all that hold the state.
    since : int, optional
        First year drawn.

    Returns
    -------
    Chart
        Lines with markers; hollow markers are the counter's own estimates.

    Raises
    ------
    UnknownNameError, LessonError
        If no edition, or not the one named, holds the state.

    Examples
    --------
    >>> print(spending_editions("JPN").alt.splitlines()[-1])
    SIPRI 2025: rises from 0.95 (2015) to 1.37 (2024); lowest 0.91 (2017).
    """
    chosen = names(editions, "editions") if editions else measures.editions(state)
    number(since, "first year")
    return draw_editions(state, chosen, since).chart()


def draw_editions(state: str, editions: Sequence[str], since: int) -> Drawing:
    """Work out the drawing of `spending_editions`; parameters as there."""
    shown = {
        edition: [c for c in measures.spending_series(state, edition) if c.year >= since]
        for edition in editions
    }
    colours = dict(
        zip(EDITIONS, (style.ACCENT, style.MUTED, style.LATER, style.MUTED), strict=True)
    )
    traces = []
    for edition in EDITIONS:
        counts = shown.get(edition, [])
        dash, symbol = _LOOK[edition]
        colour = colours[edition]
        traces.append(
            {
                "name": edition,
                "type": "scatter",
                "mode": "lines+markers",
                "x": [c.year for c in counts],
                "y": [round(c.share_pct, 2) for c in counts],
                "visible": bool(counts),
                "line": {"color": colour, "width": 2, "dash": dash},
                "marker": {
                    "symbol": symbol,
                    "size": 7,
                    "color": [style.PAPER if c.estimate else colour for c in counts],
                    "line": {"color": colour, "width": 1.5},
                },
                "customdata": [_("estimate") if c.estimate else "" for c in counts],
                "hovertemplate": "%{x}: %{y:.2f}% %{customdata}<extra>" + edition + "</extra>",
            }
        )
    every = [c for counts in shown.values() for c in counts]
    shares = [c.share_pct for c in every] or [0.0, 2.0]
    room = max(0.25, 0.18 * (max(shares) - min(shares)))
    low, top = max(0.0, min(shares) - room), max(shares) + room
    spread = top - low
    last = max([c.year for c in every], default=2026)
    ends = spread_up({e: cs[-1].share_pct for e, cs in shown.items() if cs}, spread * 0.062)
    lines = [t for t in THRESHOLDS if low < t < top]
    layout = {
        "xaxis.range": [since - 0.6, last + 0.4],
        "xaxis.dtick": 2 if since >= 2010 else 10,
        "xaxis.tickformat": "d",
        "yaxis.range": [low, top],
        "yaxis.dtick": 0.2 if spread < 1.5 else 0.5 if spread < 4 else 2,
        "yaxis.title.text": _("% of GDP"),
        "margin": {"l": 52, "r": 96, "t": 10, "b": 34},
        "shapes": [_across(t, "dot") for t in lines],
        "annotations": [
            *(_beside(e, y, colours[e]) for e, y in ends.items()),
            *(_line_name(t) for t in lines),
        ],
    }
    return Drawing(
        traces,
        layout,
        title=_("Defence spending, % of GDP: {state}").format(state=state_name(state)),
        subtitle=_(
            "Hollow: the counter's estimates; the vertical axis starts at {low:.1f}%"
        ).format(low=low),
        source=" · ".join(
            dict.fromkeys(data.load(EDITIONS[e][1]).source for e in shown if shown[e])
        ),
        table=_editions_table(shown),
        height=380,
    )


def _editions_table(shown: Mapping[str, Sequence[Count]]) -> NumberTable:
    years = sorted({c.year for counts in shown.values() for c in counts})
    by = {edition: {c.year: c for c in counts} for edition, counts in shown.items()}

    def cell(count: Count | None) -> str | None:
        if count is None:
            return None
        shape = _("{x} (estimate)") if count.estimate else "{x}"
        return shape.format(x=f"{count.share_pct:.2f}")

    heads = [_("{edition}, % of GDP").format(edition=edition_name(e)) for e in by]
    rows = [[year, *(cell(found.get(year)) for found in by.values())] for year in years]
    return NumberTable([_("Year"), *heads], rows)


def _beside(text: str, y: float, colour: str) -> dict[str, Any]:
    return {
        "text": text, "x": 1, "xref": "paper", "y": y, "xanchor": "left", "showarrow": False,
        "xshift": 6, "font": {"color": colour, "size": 12},
    }  # fmt: skip


def _across(y: float, dash: str, colour: str = style.AXIS, width: float = 1) -> dict[str, Any]:
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "layer": "below",
        "line": {"color": colour, "width": width, "dash": dash},
    }  # fmt: skip


def _line_name(y: float) -> dict[str, Any]:
    return {
        "text": f"{y:g}%", "xref": "paper", "x": 0, "y": y, "xanchor": "left",
        "yanchor": "bottom", "showarrow": False, "bgcolor": style.HALO, "borderpad": 0,
        "font": {"color": style.MUTED, "size": 11},
    }  # fmt: skip


# --- who is above the line -----------------------------------------------------------------------


def spending_standing(year: int = 2025, threshold: float = 2.0, body: str = "NATO") -> Chart:
    """Draw who spends what share of GDP in a year, sorted, with the thresholds as lines.

    Parameters
    ----------
    year : int, optional
        Calendar year.
    threshold : float, optional
        The line that decides the colour, % of GDP.
    body : str, optional
        ``"NATO"`` or ``"SIPRI"``: whose count.

    Returns
    -------
    Chart
        Bars; hatched bars are the counter's own estimates.

    Raises
    ------
    LessonError
        If the body has no figures of that year.

    Examples
    --------
    >>> spending_standing(2025, 2).subtitle
    'In 2025 28 of 31 states are at or above 2%; hatched: estimate'
    """
    return draw_standing(year, number(threshold, "threshold"), body).chart()


def draw_standing(year: int, threshold: float, body: str) -> Drawing:
    """Work out the drawing of `spending_standing`; parameters as there."""
    counts = measures.standing(year, body)
    names = [state_name(c.state) + ("" if body == "SIPRI" or c.member else "*") for c in counts]
    reached = [c.share_pct >= threshold for c in counts]
    traces = []
    for name, side, colour in (
        (_("at or above the line"), True, style.STATE["NATO"]),
        (_("below the line"), False, style.REST),
    ):
        traces.append(
            {
                "name": name,
                "type": "bar",
                "x": names,
                "y": [
                    round(c.share_pct, 2) if r is side else None
                    for c, r in zip(counts, reached, strict=True)
                ],
                "marker": {
                    "color": colour,
                    "pattern": {
                        "shape": ["/" if c.estimate else "" for c in counts],
                        "size": 5,
                        "solidity": 0.25,
                        "fgcolor": style.PAPER,
                        "fillmode": "overlay",
                    },
                },
                "hovertemplate": "%{x}: %{y:.2f}%<extra></extra>",
            }
        )
    n, total = sum(reached), len(counts)
    subtitle = ngettext_(
        "In {year} {n} of {total} states is at or above {line:g}%",
        "In {year} {n} of {total} states are at or above {line:g}%",
        n,
    ).format(year=year, n=n, total=total, line=threshold)
    if any(c.estimate for c in counts):
        subtitle = _("{words}; hatched: estimate").format(words=subtitle)
    if any(name.endswith("*") for name in names):
        subtitle = _("{words}; *not yet a member").format(words=subtitle)
    top = max(5.4, max(c.share_pct for c in counts) * 1.08)
    labels = {
        2.0: _("2%: older guideline"),
        3.5: _("3.5%: core part of the pledge"),
        5.0: _("5%: with related spending"),
    }
    layout = {
        "barmode": "overlay",
        "bargap": 0.25,
        "xaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names,
            "range": [-0.6, total - 0.4],
            "tickangle": -90,
            "tickmode": "linear",
            "dtick": 1,
            "tickfont": {"size": 11, "color": style.INK},
            "ticks": "",
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
        },
        "yaxis.range": [0, top],
        "yaxis.dtick": 1,
        "yaxis.title.text": _("% of GDP, core defence, NATO's count")
        if body == "NATO"
        else _("% of GDP, SIPRI's count"),
        "margin": {"l": 46, "r": 8, "t": 10, "b": 96},
        "shapes": [
            _across(t, *(("solid", style.INK, 1.6) if t == threshold else ("dot", style.INK, 1.0)))
            | {"layer": "above"}
            for t in THRESHOLDS
        ],
        "annotations": [
            {
                "text": labels[t], "xref": "paper", "x": 1, "y": t, "xanchor": "right",
                "yanchor": "bottom", "showarrow": False, "bgcolor": style.HALO, "borderpad": 1,
                "font": {"size": 12, "color": style.INK if t == threshold else style.MUTED},
            }
            for t in THRESHOLDS
        ],
    }  # fmt: skip
    who = _("NATO members") if body == "NATO" else _("nine states")
    table = measures.EDITIONS[f"{body} 2026"][1]
    rows = [
        [
            name,
            f"{c.share_pct:.2f}",
            _("estimate") if c.estimate else "",
            _("yes") if r else _("no"),
        ]
        for name, c, r in zip(names, counts, reached, strict=True)
    ]
    least = counts[-1]
    alt = _(
        "Bar chart with {total} bars, the highest first: {who}, {year}. Vertical axis: {axis}, "
        "0 to {top:.1f}. Lines at 2, 3.5 and 5%. {subtitle}. Highest: {first} {high:.2f}; "
        "lowest: {last} {low:.2f}."
    ).format(
        total=total, who=who, year=year, axis=layout["yaxis.title.text"], top=top,
        subtitle=subtitle, first=names[0], high=counts[0].share_pct, last=names[-1],
        low=least.share_pct,
    )  # fmt: skip
    return Drawing(
        traces,
        layout,
        title=_("Defence spending of {who}, % of GDP, {year}").format(who=who, year=year),
        subtitle=subtitle,
        source=data.load(table).source,
        alt=alt,
        table=NumberTable(
            [_("State"), _("% of GDP"), _("Status"), _("At {line:g}%?").format(line=threshold)],
            rows,
        ),
        height=430,
    )
