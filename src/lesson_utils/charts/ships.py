"""The few counts of ships in the data, drawn as points."""

from __future__ import annotations

from typing import Any

from .. import data
from ..chart import Chart, NumberTable, style
from ..chart.describe import describe
from ..chart.spec import merge
from ..i18n import _
from ..states import state_name

ARTICLE_YEAR = 2026
_SIDES = {
    ("CHN", 2024): "bottom center",
    ("USA", 2023): "middle left",
    ("USA", 2024): "bottom right",
    ("USA", 2030): "bottom center",
}


def ships() -> Chart:
    """Draw the few counts of battle force ships in the data: no lines, there are too few.

    Returns
    -------
    Chart
        Points for the navies of China and the United States; projections are hollow.

    Examples
    --------
    >>> len(ships().table.rows)
    8
    """
    rows = [r for r in data.load("ship_counts") if r.measure == "battle force ships"]
    states = ("CHN", "USA")
    traces = []
    for state in states:
        for projected in (False, True):
            mine = [r for r in rows if r.iso3 == state and _is_projection(r) is projected]
            colour = style.STATE[state]
            hollow = {"color": style.PAPER, "line": {"color": colour, "width": 2}}
            name = _("{state}, projection") if projected else _("{state}, count or estimate")
            traces.append(
                {
                    "name": name.format(state=state_name(state)),
                    "mode": "markers+text",
                    "x": [r.year for r in mine],
                    "y": [r.value for r in mine],
                    "text": [f"{r.value:.0f}" for r in mine],
                    "textposition": [_SIDES.get((state, r.year), "top center") for r in mine],
                    "textfont": {"color": style.INK},
                    "marker": {
                        "symbol": style.MARKER[state],
                        "size": 12,
                        **(hollow if projected else {"color": colour}),
                    },
                    "cliponaxis": False,
                    "hovertemplate": "%{fullData.name} %{x}: %{y}<extra></extra>",
                }
            )
    layout = {
        "xaxis.range": [2013.5, 2031.5],
        "yaxis.range": [0, 480],
        "yaxis.title.text": _("battle force ships"),
        "annotations": [
            _label(2017.2, 322, _("China's navy"), style.WORDS["CHN"]),
            _label(2019.4, 291, _("US navy"), style.WORDS["USA"]),
        ],
        "margin": {"l": 52, "r": 20, "t": 12, "b": 36},
    }
    title = _("Battle force ships of two navies, number")
    alt = describe(traces, merge({}, layout), title)
    body = [[r.year, state_name(r.iso3), r.value, r.status] for r in rows]
    return Chart(
        traces,
        layout,
        title=title,
        subtitle=_("eight points, 2015–2030: too few for a line; hollow: projection"),
        source=data.load("ship_counts").source,
        alt=alt,
        table=NumberTable([_("Year"), _("State"), _("Battle force ships"), _("Status")], body),
        height=320,
    )


def _is_projection(row: Any) -> bool:
    return "projection" in row.status or row.year > ARTICLE_YEAR


def _label(x: float, y: float, text: str, colour: str) -> dict[str, Any]:
    return {
        "x": x, "y": y, "text": text, "showarrow": False, "font": {"size": 14, "color": colour},
    }  # fmt: skip
