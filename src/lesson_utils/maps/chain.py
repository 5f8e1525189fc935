"""Maps of the island chain.

Cartesian Mercator, land as filled traces, nothing fetched from anywhere. `first_island_chain`
draws the map that lesson 05 explores, `where_it_happens` the overview of lesson 00.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import geo, land, layers, lettering, map_words, site_layer
from ..arguments import names
from ..chart import Chart, NumberTable, Spec, style
from ..chart.spec import Trace
from ..errors import LessonError, UnknownNameError
from ..i18n import _
from ..labelling import settle
from ..names import place_name
from ..parts import HEIGHT, PRESETS, TITLE, WIDTH, preset_name, window
from ..projection import Plane, view

__all__ = [
    "LAYERS",
    "PRESETS",
    "dressed",
    "first_island_chain",
    "frame",
    "stored",
    "traces",
    "where_it_happens",
]

LAYERS: Mapping[str, tuple[str, ...]] = {
    "islands": ("islands", "island groups", "island names"),
    "sites": tuple(f"sites {group}" for group in site_layer.OPERATORS),
    "straits": ("straits", "strait widths"),
    "zones": ("zones",),
    "cities": ("cities", "other cities"),
}
"""Traces that each layer switches."""


def first_island_chain(
    part: str = "whole",
    *,
    show: Sequence[str] = ("islands", "cities"),
    chain: str | None = "article",
    year: int | None = None,
    seen_from: str = "north",
) -> Chart:
    """Draw the First Island Chain, from Kyushu through Taiwan to the Philippines.

    Parameters
    ----------
    part : str
        One of `PRESETS`.
    show : sequence of str
        Layers out of `LAYERS`.
    chain : str, optional
        Which definition to draw: "article", "kyushu_borneo", "kurils_borneo", "second", "all" or
        None.
    year : int, optional
        The sites as of this year, one of `site_layer.YEARS`; None for now.
    seen_from : str
        "north" or a capital out of `projection.VIEWS`.

    Returns
    -------
    Chart
        A map. Sources: OpenStreetMap and Natural Earth for the land; every other layer names its
        own in ``lu.data.describe``.

    Raises
    ------
    UnknownNameError
        If a part, layer, chain or point of view does not exist.
    LessonError
        If the year is none of the steps.

    Examples
    --------
    >>> first_island_chain("nansei").title
    'The First Island Chain: Nansei Islands'
    """
    show = names(show, "layers")
    for layer in show:
        if layer not in LAYERS:
            raise UnknownNameError("layer", layer, LAYERS)
    chains = [c.id for c in geo.chains()]
    if chain not in (*chains, "all", None):
        raise UnknownNameError("chain definition", chain, [*chains, "all"])
    if year not in site_layer.YEARS:
        raise LessonError(f"The sites have no step {year!r}; choose one of {site_layer.YEARS}.")
    plane = view(seen_from)
    return Chart(
        dressed(plane, part, "live", show, chain, year),
        frame(plane, seen_from) | window(plane, part),
        title=_("The First Island Chain: {part}").format(part=preset_name(part)),
        subtitle=map_words.caption(seen_from),
        source=map_words.credit(),
        alt=map_words.describe(part, show, chain, year, seen_from),
        table=map_words.table(part, show, year),
        height=HEIGHT,
        twin=stored(part, show, chain, year, seen_from),
        kind="map",
    )


def where_it_happens() -> Chart:
    """Draw where the story happens: the capitals of the region and the chain the article names.

    Examples
    --------
    >>> where_it_happens().title
    'Where the story happens'
    """
    plane = Plane()
    names = ["Tokyo", "Beijing", "Taipei", "Manila", "Naha"]
    x, y = plane.box(5, 105, 42.5, 149)
    layout = frame(plane, "north") | {"xaxis.range": x, "yaxis.range": y}

    def made(detail: str) -> list[Trace]:
        chain = next(t for t in layers.chains(plane) if t["name"] == "chain article")
        return [
            land.sheet(plane),
            *land.land(plane, detail),
            chain,
            *layers.cities(plane, names),
            lettering.regions(plane),
        ]

    chain = geo.chains()[0]
    rows = []
    tokyo = geo.place("Tokyo")
    for name in [*names, "Washington"]:
        city = geo.place(name)
        rows.append([place_name(city), round(geo.distance_km(tokyo.point, city.point))])
    return Chart(
        made("live"),
        layout,
        title=_("Where the story happens"),
        subtitle=map_words.caption("north"),
        source=map_words.credit(),
        alt=_(
            "Map of East Asia, north up, with {cities} and the line of the article: {definition}. "
            "Washington lies outside it."
        ).format(cities=", ".join(str(row[0]) for row in rows[:-1]), definition=chain.definition),
        table=NumberTable(
            [_("City"), _("Kilometres from Tokyo")], rows, _("Shortest way over the globe")
        ),
        height=HEIGHT,
        twin=_at_rest(made("overview"), layout, HEIGHT),
        kind="map",
    )


def traces(plane: Plane, part: str = "whole", detail: str = "live") -> list[Trace]:
    """Give every layer of the map but rings and measured lines, all visible.

    Parameters
    ----------
    plane : Plane
        Where the points go.
    part : str
        The part of the map for whose scale names are laid out.
    detail : {"live", "overview"}
        How much coast; see `land.land`.

    Examples
    --------
    >>> len({trace["name"] for trace in traces(Plane(), "whole", "overview")}) > 15
    True
    """
    return [
        land.sheet(plane),
        *land.land(plane, detail),
        *land.zones(plane),
        *layers.chains(plane),
        *layers.straits(plane),
        *layers.islands(plane),
        *site_layer.sites(plane),
        *layers.cities(plane),
        lettering.regions(plane),
        lettering.groups(plane),
        lettering.island_names(plane, part),
    ]


def dressed(
    plane: Plane, part: str, detail: str, show: Sequence[str], chain: str | None, year: int | None
) -> list[Trace]:
    """Give the layers that are shown, with the sites as of a year.

    Examples
    --------
    >>> len(dressed(Plane(), "whole", "overview", (), None, None)) < 20
    True
    """
    hidden = {name for layer, names in LAYERS.items() if layer not in show for name in names}
    hidden |= {f"chain {c.id}" for c in geo.chains() if chain not in (c.id, "all")}
    made = []
    for trace in traces(plane, part, detail):
        name = trace["name"]
        if name in hidden:
            continue
        group = name.removeprefix("sites ")
        if group != name:
            changes = site_layer.site_state(group, year)
            trace["marker"]["opacity"] = changes.pop("marker.opacity")
            trace |= changes
        made.append(trace)
    return made


def stored(
    part: str, show: Sequence[str], chain: str | None, year: int | None, seen_from: str
) -> Spec:
    """Give the light picture that a notebook keeps: coarse coast, few names.

    Examples
    --------
    >>> len(stored("whole", ("islands",), "article", None, "north").data) > 5
    True
    """
    plane = view(seen_from)
    data = dressed(plane, part, "overview", show, chain, year)
    return _at_rest(data, frame(plane, seen_from) | window(plane, part), HEIGHT)


def _at_rest(traces: Sequence[Trace], layout: Mapping[str, Any], height: int) -> Spec:
    """Make traces ready for a stored picture, where no page hides overlapping labels."""
    ranges = layout["xaxis.range"], layout["yaxis.range"]
    return Spec(settle(traces, *ranges, WIDTH, height - TITLE), dict(layout))


def frame(plane: Plane, seen_from: str) -> dict[str, Any]:
    """Give the layout of the map: where north is, if it is not up.

    Examples
    --------
    >>> frame(Plane(), "north")["annotations"]
    []
    """
    common = {"showarrow": False, "xref": "paper", "yref": "paper", "x": 0.04}
    arrow = common | {
        "text": "↑",
        "textangle": -plane.turn,
        "y": 0.95,
        "font": {"size": 30, "color": style.INK},
    }
    letter = common | {"text": _("north"), "y": 0.85, "font": {"size": 13, "color": style.INK}}
    return {
        "plot_bgcolor": "rgba(0,0,0,0)",
        "annotations": [] if seen_from == "north" else [arrow, letter],
    }
