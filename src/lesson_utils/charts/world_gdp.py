"""Chart of a region's share of world GDP, built economy by economy, with a line at the claim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import data
from ..arguments import names
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..measures.indo_pacific import AREAS, PRESETS, YEARS, RegionShare, first_estimate, region_share
from ..states import state_name
from .beside import spread_up, upright, words_beside
from .drawing import Drawing

__all__ = ["area_name", "draw_region", "measure_name", "region_gdp"]

SEGMENTS = (
    ("CHN", ("CHN", "HKG"), style.STATE["CHN"], ""),
    ("JPN", ("JPN",), style.STATE["JPN"], "/"),
    ("IND", ("IND",), style.STATE["IND"], ""),
    ("east_asia", ("KOR", "MNG", "TWN"), style.STATE["KOR"], "x"),
    ("southeast_asia", AREAS["southeast_asia"], style.STATE["TWN"], ""),
    ("south_asia", ("BGD", "BTN", "LKA", "MDV", "NPL", "PAK"), style.STATE["PHL"], "."),
    ("oceania", AREAS["oceania"], style.STATE["AUS"], ""),
    ("USA", ("USA",), style.STATE["USA"], "/"),
    ("north", ("CAN", "RUS"), style.STATE["RUS"], "x"),
)
"""Parts of the bars from below: name, economies, colour, pattern as the second sign."""


def area_name(code: str) -> str:
    """Name an economy of the table.

    Examples
    --------
    >>> area_name("VNM"), area_name("TWN")
    ('Vietnam', 'Taiwan (ROC)')
    """
    names = {
        "BGD": _("Bangladesh"), "BRN": _("Brunei"), "BTN": _("Bhutan"), "FJI": _("Fiji"),
        "HKG": _("Hong Kong"), "IDN": _("Indonesia"), "KHM": _("Cambodia"), "LAO": _("Laos"),
        "LKA": _("Sri Lanka"), "MDV": _("Maldives"), "MMR": _("Myanmar"), "MNG": _("Mongolia"),
        "MYS": _("Malaysia"), "NPL": _("Nepal"), "NZL": _("New Zealand"), "PAK": _("Pakistan"),
        "PNG": _("Papua New Guinea"), "SGP": _("Singapore"), "THA": _("Thailand"),
        "TLS": _("Timor-Leste"), "VNM": _("Vietnam"),
    }  # fmt: skip
    return names[code] if code in names else state_name(code)


def measure_name(measure: str) -> str:
    """Name a measure of GDP within a sentence.

    Examples
    --------
    >>> measure_name("nominal")
    'in current dollars'
    """
    return {
        "ppp": _("at purchasing power parity"),
        "nominal": _("in current dollars"),
    }[measure]


def _segment_name(key: str) -> str:
    names = {
        "CHN": _("China with Hong Kong"),
        "east_asia": _("rest of East Asia"),
        "southeast_asia": _("Southeast Asia"),
        "south_asia": _("rest of South Asia"),
        "oceania": _("Oceania"),
        "north": _("Canada, Russia"),
    }
    return names[key] if key in names else area_name(key)


def draw_region(
    members: Iterable[str], year: int, measure: str = "ppp", claim_pct: float = 50
) -> Drawing:
    """Draw the share of world GDP of the economies chosen, every year, one year picked out.

    Parameters
    ----------
    members : iterable of str
        Codes out of `lesson_utils.measures.indo_pacific.AREAS`.
    year : int
        Year picked out, 1980 to 2030.
    measure : {"ppp", "nominal"}
        Purchasing power parity or current dollars.
    claim_pct : float, optional
        Share at which a line is drawn, %.

    Examples
    --------
    >>> draw_region(["JPN"], 2025).title
    'Share of world GDP at purchasing power parity, %'
    """
    chosen = names(members, "economies")
    region_share(chosen, year, measure)  # which refuses a year that the table does not have
    shares = {y: region_share(chosen, y, measure) for y in YEARS}
    picked = shares[year]
    solid = first_estimate()
    most = max([claim_pct, *(s.total_pct for s in shares.values())])
    top = 20 * (1 + int(most // 20))
    traces: list[dict[str, Any]] = []
    middles: dict[str, float] = {}
    below = 0.0
    for key, codes, colour, shape in SEGMENTS:
        values = [sum(shares[y].parts_pct.get(code, 0) for code in codes) for y in YEARS]
        share = values[YEARS.index(year)]
        traces.append(
            {
                "name": _segment_name(key),
                "type": "bar",
                "x": list(YEARS),
                "y": [round(value, 3) for value in values],
                "marker": {
                    "color": colour,
                    "opacity": [1.0 if y == year else 0.6 if y < solid else 0.3 for y in YEARS],
                    "pattern": {
                        "shape": shape,
                        "fgcolor": style.PAPER,
                        "fillmode": "overlay",
                        "size": 6,
                        "solidity": 0.25,
                    },
                },
                "hovertemplate": "%{fullData.name} %{x}: %{y:.2f}%<extra></extra>",
            }
        )
        if share > 0:
            middles[f"{_segment_name(key)} {share:.1f}%"] = below + share / 2
        below += share
    places = spread_up(middles, top * 0.07)
    traces += [
        words_beside(
            "names",
            [YEARS[-1] + 0.6] * len(places),
            [round(y, 2) for y in places.values()],
            list(places),
        ),
        {
            "name": "claim",
            "mode": "lines",
            "x": [YEARS[0] - 0.6, YEARS[-1] + 0.6],
            "y": [claim_pct, claim_pct],
            "line": {"color": style.INK, "width": 2, "dash": "dash"},
            "hoverinfo": "skip",
        },
    ]
    return Drawing(
        traces,
        {
            "barmode": "stack",
            "bargap": 0.12,
            "xaxis.range": [YEARS[0] - 0.6, YEARS[-1] + 0.6],
            "yaxis.range": [0, max([top, *(y + top * 0.07 for y in places.values())])],
            "yaxis.title.text": _("% of world GDP"),
            "margin.r": 190,
            "shapes": [
                upright(solid - 0.5, "dot"),
            ],
            "annotations": [
                {
                    "x": solid - 0.7,
                    "y": 1,
                    "yref": "paper",
                    "yanchor": "top",
                    "xanchor": "right",
                    "showarrow": False,
                    "text": _("from {year}: estimates, pale").format(year=solid),
                    "font": {"size": 11, "color": style.MUTED},
                },
                {
                    "x": YEARS[0],
                    "y": claim_pct,
                    "yanchor": "bottom",
                    "xanchor": "left",
                    "showarrow": False,
                    "text": _("the claim: {n:g}%").format(n=claim_pct),
                    "font": {"size": 12, "color": style.INK},
                },
            ],
        },
        _("Share of world GDP {measure}, %").format(measure=measure_name(measure)),
        _("{n} economies · shares at the right: {year}").format(n=len(chosen), year=year),
        data.load("macroeconomy").source,
        _alt(shares, picked, claim_pct),
        _table(picked, claim_pct),
        height=420,
        narrowest=420,
    )


def region_gdp(
    members: Iterable[str] = PRESETS["asia_oceania"], year: int = 2025, measure: str = "ppp"
) -> Chart:
    """Draw a region's share of world GDP by year with the line at half.

    Parameters
    ----------
    members : iterable of str, optional
        Codes of economies; left out, all of Asia (from Pakistan east) and Oceania in the table.
    year : int, optional
        Year picked out.
    measure : {"ppp", "nominal"}
        Purchasing power parity or current dollars.

    Examples
    --------
    >>> region_gdp(year=2025).table.rows[0]
    ['China', 19.629]
    """
    return draw_region(members, year, measure).chart()


def _alt(shares: dict[int, RegionShare], picked: RegionShare, claim: float) -> str:
    above = [year for year, share in shares.items() if share.total_pct >= claim]
    first, last = shares[YEARS[0]], shares[YEARS[-1]]
    lines = [
        _(
            "Stacked bars by year, {y0} to {y1}: share of world GDP {measure}, {n} economies; a "
            "dashed line at {claim:g}%."
        ).format(
            y0=first.year,
            y1=last.year,
            measure=measure_name(picked.measure),
            n=len(picked.members),
            claim=claim,
        ),
        _("From {first:.1f}% in {y0} to {last:.1f}% in {y1}; {picked:.1f}% in {year}.").format(
            first=first.total_pct,
            y0=first.year,
            last=last.total_pct,
            y1=last.year,
            picked=picked.total_pct,
            year=picked.year,
        ),
    ]
    if not above:
        lines.append(_("The bars never reach the line."))
    elif len(above) == len(shares):
        lines.append(_("The bars reach the line in every year."))
    else:
        lines.append(
            _("The bars reach the line in {n} of {all} years, {first} the first.").format(
                n=len(above), all=len(shares), first=above[0]
            )
        )
    return "\n".join(lines)


def _table(picked: RegionShare, claim: float) -> NumberTable:
    ordered = sorted(picked.parts_pct.items(), key=lambda item: -item[1])
    rows: list[list[Any]] = [[area_name(code), round(share, 3)] for code, share in ordered]
    rows += [[area_name(code), None] for code in picked.missing]
    rows.append([_("together"), round(picked.total_pct, 2)])
    rows.append([_("the claim"), claim])
    return NumberTable(
        [_("Economy"), _("% of world GDP, {year}").format(year=picked.year)],
        rows,
        _("{measure}; an empty cell: no figure that year").format(
            measure=measure_name(picked.measure).capitalize()
        ),
    )
