"""Map of publicly known defence sites by operator, at the level of a town, base or island."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import geo, land, layers, lettering, map_words, site_layer
from ..arguments import names
from ..chart import Chart, NumberTable, Spec, style
from ..chart.spec import Trace
from ..errors import LessonError, UnknownNameError
from ..i18n import _
from ..labelling import settle
from ..names import operator_name
from ..parts import HEIGHT, PRESETS, TITLE, WIDTH, preset_name, window
from ..projection import Plane
from ..site_layer import OPERATORS

GLYPHS = {"square": "■", "triangle-up": "▲", "diamond": "◆", "star": "★"}
"""How the marker of an operator is written in the key."""

BOXES = {"japan": (23.0, 121.0, 42.5, 147.0)}
"""Parts of the map of this file only: south, west, north, east in degrees."""

SIDES = {
    "Yokota": "middle left",
    "Kadena": "middle left",
    "White Beach": "bottom right",
    "Camp Schwab": "top right",
    "Futenma": "bottom left",
    "Sasebo": "middle left",
}
"""Where a site's name stands beside its mark, chosen by eye."""

_SHORTER = re.compile(r"^(?:Commander Fleet Activities|MCAS) | (?:Air Base|Naval Facility)$")

CITIES = ("Tokyo", "Beijing", "Taipei", "Manila", "Naha", "Seoul")


def bases(
    year: int | None = None,
    *,
    operators: Sequence[str] = tuple(OPERATORS),
    part: str = "whole",
) -> Chart:
    """Map publicly known military sites, by who operates them.

    Parameters
    ----------
    year : int, optional
        Sites opened, agreed or announced by this year, as far as recorded, from 1945 on; those
        whose year is not recorded are drawn faint. Left out, all sites of today.
    operators : sequence of str
        Groups out of ``site_layer.OPERATORS``: "Japan SDF", "United States", "Philippines with
        US access (EDCA)", "Taiwan (ROC)".
    part : str
        "japan" or one of ``lu.maps.PRESETS``.

    Returns
    -------
    Chart
        A map. Places are right to the town, aerodrome or island on purpose; source and opening
        of each site are in the hover and in the table.

    Raises
    ------
    UnknownNameError
        If an operator or a part does not exist.
    LessonError
        If no operator is chosen or the year is no year.

    Examples
    --------
    >>> bases(part="japan", operators=["United States"]).table.rows[0][0]
    'Misawa Air Base'
    """
    operators = names(operators, "operators")
    for group in operators:
        if group not in OPERATORS:
            raise UnknownNameError("operator", group, OPERATORS)
    if not operators:
        raise LessonError(f"Choose at least one operator out of {list(OPERATORS)}.")
    if part not in (*BOXES, *PRESETS):
        raise UnknownNameError("part of the map", part, (*BOXES, *PRESETS))
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or year < 1945):
        raise LessonError(f"{year!r} is no year of the map. Give one from 1945 on, or None.")
    groups = [group for group in OPERATORS if group in operators]
    plane = Plane()
    ranges_of = _ranges(plane, part)
    inside = {g: _in_part(ranges_of, plane, _shown(g, year)) for g in groups}
    layout = _layout(inside) | ranges_of
    stored = _drawn(plane, groups, year, "overview")
    ranges = layout["xaxis.range"], layout["yaxis.range"]
    return Chart(
        _drawn(plane, groups, year, "live"),
        layout,
        title=_("Publicly known defence sites"),
        subtitle=_("A selection · marker: who operates the site · {land}").format(
            land=map_words.caption("north")
        ),
        source=_("Sites: pages named row by row. {land}").format(land=map_words.credit()),
        alt=_words(part, inside, year),
        table=_table(inside),
        height=HEIGHT,
        twin=Spec(settle(stored, *ranges, WIDTH, HEIGHT - TITLE), layout),
        kind="map",
    )


def _drawn(plane: Plane, groups: Sequence[str], year: int | None, detail: str) -> list[Trace]:
    wanted = {f"sites {group}" for group in groups}
    made = [land.sheet(plane), *land.land(plane, detail)]
    for trace in site_layer.sites(plane):
        if trace["name"] in wanted:
            changes = site_layer.site_state(trace["name"].removeprefix("sites "), year)
            trace["marker"]["opacity"] = changes.pop("marker.opacity")
            made.append(trace | changes)
    names = [_site_names(plane, year)] if "United States" in groups else []
    return [*made, *names, *layers.cities(plane, list(CITIES)), lettering.regions(plane)]


def _site_names(plane: Plane, year: int | None) -> Trace:
    """Write the short names of the US sites, the subject of the lesson, beside their marks."""
    found = _shown("United States", year)
    xs, ys = plane.line(site.point for site in found)
    names = [_SHORTER.sub("", site.name_en) for site in found]
    return {
        "name": "site names",
        "mode": "markers+text",
        "marker": {"size": 12, "opacity": 0},
        "x": xs,
        "y": ys,
        "text": names,
        "textposition": [SIDES.get(name, "middle right") for name in names],
        "textfont": {"size": 11, "color": style.INK},
        "hoverinfo": "skip",
        "meta": {"declutter": 1},
    }


def _ranges(plane: Plane, part: str) -> dict[str, list[float]]:
    if part not in BOXES:
        return window(plane, part)
    x, y = plane.box(*BOXES[part])
    return {"xaxis.range": x, "yaxis.range": y}


def _layout(inside: Mapping[str, Sequence[geo.Site]]) -> dict[str, Any]:
    """Give the layout with the key: marker, operator, number of sites in the part shown."""
    keys = [
        f'<span style="color:{style.STATE[state]}">{GLYPHS[symbol]}</span> '
        + _("{operator} ({n})").format(operator=operator_name(group), n=len(found))
        for group, found in inside.items()
        if found
        for symbol, state in [OPERATORS[group]]
    ]
    key = {
        "text": "<br>".join(keys),
        "showarrow": False,
        "align": "left",
        "xref": "paper",
        "yref": "paper",
        "x": 0.985,
        "y": 0.02,
        "xanchor": "right",
        "yanchor": "bottom",
        "bgcolor": style.PAPER,
        "bordercolor": style.AXIS,
        "borderpad": 6,
        "font": {"size": 12, "color": style.INK},
    }
    return {"plot_bgcolor": style.SEA, "annotations": [key]}


def _in_part(ranges: Mapping[str, Any], plane: Plane, sites: Iterable[geo.Site]) -> list[geo.Site]:
    (west, east), (south, north) = ranges["xaxis.range"], ranges["yaxis.range"]
    found = []
    for site in sites:
        x, y = plane.xy(*site.point)
        if west <= x <= east and south <= y <= north:
            found.append(site)
    return found


def _shown(group: str, year: int | None) -> list[geo.Site]:
    """List the sites of an operator that are drawn, with the faint ones."""
    found = (*geo.sites(until=year), *site_layer.undated(year))
    return [site for site in found if site.operator_group == group]


def _words(part: str, inside: Mapping[str, Sequence[geo.Site]], year: int | None) -> str:
    name = _("Japan and its surroundings") if part in BOXES else preset_name(part)
    lines = [_("Map: {part}. {up}").format(part=name, up=_("North is up."))]
    counts = ", ".join(f"{operator_name(g)} {len(found)}" for g, found in inside.items() if found)
    text = _("Sites, with planned ones and those of unknown year: {counts}.")
    if year is not None:
        text = _(
            "Sites opened, agreed or announced by {year}, with those of unknown year, which are "
            "drawn faint: {counts}."
        )
    lines.append(text.format(year=year, counts=counts or _("none here")))
    lines.append(_("Sites are placed at the level of a town, an aerodrome or an island."))
    return "\n".join(lines)


def _table(inside: Mapping[str, Sequence[geo.Site]]) -> NumberTable:
    """List the sites that lie in the part shown, from north to south within an operator."""
    rows = [
        [site.name_en, site.operator, site.use, site.opened or None]
        for found in inside.values()
        for site in sorted(found, key=lambda site: -site.lat)
    ]
    heads = [_("Site"), _("Operator"), _("Use"), _("Opened")]
    return NumberTable(heads, rows, _("Publicly known defence sites"))
