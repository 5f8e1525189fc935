"""The defence sites on the map, as far as a year knows them."""

from __future__ import annotations

from functools import cache
from typing import Any

from . import geo
from .chart import style
from .chart.spec import Trace
from .names import about_site
from .projection import Plane

YEARS: tuple[int | None, ...] = (1972, 2016, 2019, 2023, None)
"""Steps of the sites' year control; None stands for now, with planned sites and unknown years."""

FAINT = 0.35
"""Opacity of sites whose first year is not recorded."""

OPERATORS = {
    "Japan SDF": ("square", "JPN"),
    "United States": ("triangle-up", "USA"),
    "Philippines with US access (EDCA)": ("diamond", "PHL"),
    "Taiwan (ROC)": ("star", "TWN"),
}
"""Marker and colour of the sites by operator."""


def sites(plane: Plane) -> list[Trace]:
    """Mark the publicly known sites, one trace for each operator, as of now.

    Examples
    --------
    >>> [trace["name"] for trace in sites(Plane())][0]
    'sites Japan SDF'
    """
    traces = []
    for group, (symbol, state) in OPERATORS.items():
        spots = site_spots(group)
        xs, ys = plane.line(spots)
        traces.append(
            {
                "name": f"sites {group}",
                "mode": "markers",
                "marker": {
                    "symbol": symbol,
                    "size": 10,
                    "color": style.STATE[state],
                    "line": {"color": style.PAPER, "width": 1},
                },
                "x": xs,
                "y": ys,
                **_site_texts(group, None),
            }
        )
    return traces


def undated(year: int | None) -> tuple[geo.Site, ...]:
    """List the open sites whose first year is not recorded: drawn faint in every year but now.

    Examples
    --------
    >>> undated(None), "Kadena Air Base" in [site.name_en for site in undated(1972)]
    ((), True)
    """
    if year is None:
        return ()
    return tuple(s for s in geo.sites() if s.first_year is None and s.status == "open")


@cache
def site_spots(group: str) -> tuple[geo.Point, ...]:
    """List the different points at which an operator has sites.

    Examples
    --------
    >>> site_spots("Japan SDF")[0]
    (24.467, 123.0)
    """
    return tuple(dict.fromkeys(s.point for s in geo.sites() if s.operator_group == group))


def site_state(group: str, year: int | None) -> dict[str, Any]:
    """Give what changes in a trace of sites with the year: text, hover and opacity of each point.

    Examples
    --------
    >>> site_state("Japan SDF", 1972)["marker.opacity"][0]
    0.0
    """
    texts = _site_texts(group, year)
    sure = {s.point for s in geo.sites(until=year)}
    opacity = [
        0.0 if not text else 1.0 if spot in sure else FAINT
        for spot, text in zip(site_spots(group), texts["text"], strict=True)
    ]
    return {**texts, "marker.opacity": opacity}


def _site_texts(group: str, year: int | None) -> dict[str, Any]:
    shown = [s for s in (*geo.sites(until=year), *undated(year)) if s.operator_group == group]
    texts = []
    for spot in site_spots(group):
        here = [about_site(s) for s in shown if s.point == spot]
        texts.append("<br>".join(here))
    return {"text": texts, "hoverinfo": ["text" if text else "skip" for text in texts]}
