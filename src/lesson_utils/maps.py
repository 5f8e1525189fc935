"""Maps of the lessons: data in, `Chart` out; no widgets.

Cartesian Mercator, land as filled traces, nothing fetched from anywhere. `first_island_chain`
draws the map that lesson 05 explores, `where_it_happens` the overview of lesson 00.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from . import geo, layers
from .chart import Chart, NumberTable, Spec, style
from .errors import LessonError, UnknownNameError
from .i18n import _, language, ngettext_
from .labelling import place_labels, settle
from .projection import Plane, view

Trace = dict[str, Any]
HEIGHT = 580
WIDTH = 760
TITLE = 70
"""Pixels for which the labels are laid out, and what the title takes from a stored picture."""

NAMED_FIRST = (
    "Okinawa Island",
    "Yonagunijima",
    "Ishigakijima",
    "Miyakojima",
    "Itbayat",
    "Haterumajima",
    "Taramajima",
    "Kumejima",
)
"""Islands whose names come first: those the lessons speak of, the small ones among them."""

FAR_DEGREES = 32
"""Above this width in degrees the map shows no small islands' names."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A part of the map.

    Attributes
    ----------
    south, west, north, east : float
        Degrees.
    groups : tuple of str
        Beginnings of the island groups it is about; empty for all.
    """

    south: float
    west: float
    north: float
    east: float
    groups: tuple[str, ...] = ()


PRESETS: Mapping[str, Preset] = {
    "whole": Preset(2.0, 105.5, 42.5, 149.5),
    "nansei": Preset(
        23.5, 122.2, 31.4, 132.0,
        ("Osumi", "Tokara", "Amami", "Okinawa", "Daito", "Miyako", "Yaeyama", "Senkaku"),
    ),
    "sakishima": Preset(23.6, 122.6, 26.35, 125.7, ("Miyako", "Yaeyama", "Senkaku")),
    "taiwan": Preset(
        20.3, 116.2, 26.7, 123.6,
        ("Taiwan", "Penghu", "Kinmen", "Matsu", "SE Taiwan", "SW Taiwan", "NE Taiwan", "Pratas"),
    ),
    "luzon_strait": Preset(18.2, 119.0, 22.4, 124.0, ("Batanes", "Babuyan", "SE Taiwan")),
    "philippines": Preset(5.0, 115.0, 21.6, 128.0, ("Batanes", "Babuyan", "Luzon", "Palawan")),
}  # fmt: skip
"""The parts of the map that the explorer offers."""


def preset_name(name: str) -> str:
    """Name a part of the map for a reader.

    Examples
    --------
    >>> preset_name("nansei")
    'Nansei Islands'
    """
    return {
        "whole": _("Whole chain"),
        "nansei": _("Nansei Islands"),
        "sakishima": _("Miyako to Yonaguni"),
        "taiwan": _("Taiwan"),
        "luzon_strait": _("Luzon Strait"),
        "philippines": _("Philippines"),
    }[_known(name)]


def _known(name: str) -> str:
    if name not in PRESETS:
        raise UnknownNameError("part of the map", name, PRESETS)
    return name


def window(plane: Plane, name: str) -> dict[str, list[float]]:
    """Give the axis ranges that show a part of the map.

    Examples
    --------
    >>> window(Plane(), "taiwan")["xaxis.range"]
    [116.2, 123.6]
    """
    part = PRESETS[_known(name)]
    x, y = plane.box(part.south, part.west, part.north, part.east)
    return {"xaxis.range": x, "yaxis.range": y}


def in_view(name: str) -> tuple[geo.Island, ...]:
    """List the islands that a part of the map is about.

    Examples
    --------
    >>> [island.name_en for island in in_view("luzon_strait")][0]
    'Lanyu / Orchid Island'
    """
    part = PRESETS[_known(name)]
    return tuple(
        island
        for island in geo.islands()
        if part.south <= island.lat <= part.north
        and part.west <= island.lon <= part.east
        and (not part.groups or island.group.startswith(part.groups))
    )


def regions(plane: Plane) -> Trace:
    """Write the names of the large lands, at places chosen by hand.

    Examples
    --------
    >>> regions(Plane())["text"][0]
    'China'
    """
    named = [
        (_("China"), 29.5, 114.0),
        (_("Japan"), 39.6, 140.6),
        (_("South Korea"), 36.3, 127.9),
        (_("North Korea"), 40.3, 126.8),
        (_("Taiwan (ROC)"), 23.3, 122.9),
        (_("Nansei Islands"), 27.6, 133.4),
        (_("Philippines"), 12.5, 123.3),
        (_("Borneo"), 1.6, 114.2),
        (_("Guam"), 13.9, 145.6),
    ]
    xs, ys = plane.line((lat, lon) for _name, lat, lon in named)
    return {
        "name": "region names",
        "mode": "text",
        "x": xs,
        "y": ys,
        "text": [name for name, _lat, _lon in named],
        "textfont": {"size": 13, "color": style.MUTED},
        "hoverinfo": "skip",
        "meta": {"declutter": True},
    }


def name_sides(part: str) -> list[str]:
    """Choose a side for each island's name at the scale of a part of the map.

    Examples
    --------
    >>> len(name_sides("nansei")) == len(island_names(Plane(), "nansei")["text"])
    True
    """
    return list(_name_sides(part, language()))


@cache
def _name_sides(part: str, lang: str) -> tuple[str, ...]:
    del lang  # names differ by language, so the cache must too
    plane = Plane()
    spans = window(plane, part)
    (west, east), (south, north) = spans["xaxis.range"], spans["yaxis.range"]
    scale = min(WIDTH / (east - west), HEIGHT / (north - south))
    spots = []
    for island in _named():
        x, y = plane.xy(*island.point)
        spots.append((x * scale, -y * scale, _short_name(island)))
    line = [p for a, b in pairwise(geo.chains()[0].line) for p in geo.great_circle(a, b, 40)]
    clear = [(x * scale, -y * scale) for x, y in (plane.xy(*p) for p in line)]
    return tuple(place_labels(spots, 11, clear))


@cache
def _named() -> tuple[geo.Island, ...]:
    big = {"Taiwan", "Luzon"}
    return tuple(sorted((i for i in geo.islands() if i.name_en not in big), key=_importance))


def _short_name(island: geo.Island) -> str:
    name = layers.place_name(island)
    return name if island.dispute.startswith("administered") else name.partition(" / ")[0]


def _importance(island: geo.Island) -> float:
    """Rank an island for its label: the islands of the story, then the peopled and the large."""
    if island.name_en in NAMED_FIRST:
        return -1e9 + NAMED_FIRST.index(island.name_en)
    return -((island.population or 0) + 40 * (island.area_km2 or 1))


def island_names(plane: Plane, part: str = "whole") -> Trace:
    """Write the islands' names, the important first: the page hides what would overlap.

    Examples
    --------
    >>> island_names(Plane())["meta"]
    {'declutter': 3, 'span': 32}
    """
    xs, ys = plane.line(island.point for island in _named())
    return {
        "name": "island names",
        "mode": "markers+text",
        "marker": {"size": 9, "opacity": 0},
        "x": xs,
        "y": ys,
        "text": [_short_name(i) for i in _named()],
        "textposition": name_sides(part),
        "textfont": {"size": 11, "color": style.INK},
        "hoverinfo": "skip",
        "meta": {"declutter": 3, "span": FAR_DEGREES},
    }


def traces(plane: Plane, part: str = "whole", detail: str = "fine") -> list[Trace]:
    """Give every layer of the map but rings and measured lines, all visible.

    Parameters
    ----------
    plane : Plane
        Where the points go.
    part : str
        The part of the map for whose scale names are laid out.
    detail : {"fine", "overview"}
        How much coast.

    Examples
    --------
    >>> len({trace["name"] for trace in traces(Plane(), "whole", "overview")}) > 15
    True
    """
    return [
        layers.sheet(plane),
        *layers.land(plane, detail),
        *layers.zones(plane),
        *layers.chains(plane),
        *layers.straits(plane),
        *layers.islands(plane),
        *layers.sites(plane),
        *layers.cities(plane),
        regions(plane),
        layers.groups(plane),
        island_names(plane, part),
    ]


LAYERS: Mapping[str, tuple[str, ...]] = {
    "islands": ("islands", "island groups", "island names"),
    "sites": tuple(f"sites {group}" for group in layers.OPERATORS),
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
        The sites as of this year, one of `layers.YEARS`; None for now.
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
    for layer in show:
        if layer not in LAYERS:
            raise UnknownNameError("layer", layer, LAYERS)
    chains = [c.id for c in geo.chains()]
    if chain not in (*chains, "all", None):
        raise UnknownNameError("chain definition", chain, [*chains, "all"])
    if year not in layers.YEARS:
        raise LessonError(f"The sites have no step {year!r}; choose one of {layers.YEARS}.")
    plane = view(seen_from)
    return Chart(
        dressed(plane, part, "fine", show, chain, year),
        frame(plane, seen_from) | window(plane, part),
        title=_("The First Island Chain: {part}").format(part=preset_name(part)),
        subtitle=caption(seen_from),
        source=credit(),
        alt=describe(part, show, chain, year, seen_from),
        table=table(part, show, year),
        height=HEIGHT,
        twin=stored(part, show, chain, year, seen_from),
        kind="map",
    )


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
            changes = layers.site_state(group, year)
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


def caption(seen_from: str) -> str:
    """Say under the title what the colours mean and where the reader stands.

    Examples
    --------
    >>> caption("north")
    'Colour shows who administers the land; dashed shores are disputed'
    """
    text = _("Colour shows who administers the land; dashed shores are disputed")
    if seen_from != "north":
        text += " · " + _("seen from {place}").format(place=layers.place_name(geo.place(seen_from)))
    return text


def credit() -> str:
    """Name the sources of the land.

    Examples
    --------
    >>> "OpenStreetMap" in credit()
    True
    """
    return _("Land: © OpenStreetMap contributors (ODbL 1.0), Natural Earth · Mercator projection")


def describe(
    part: str, show: Sequence[str], chain: str | None, year: int | None, seen_from: str
) -> str:
    """Say the map in words: part, land, layers, direction.

    Examples
    --------
    >>> describe("taiwan", ["straits"], None, None, "north").splitlines()[0]
    'Map: Taiwan. North is up.'
    """
    up = _("North is up.")
    if seen_from != "north":
        up = _("Up is the direction in which {place} looks: {degrees:.0f}° from north.").format(
            place=layers.place_name(geo.place(seen_from)), degrees=view(seen_from).turn
        )
    lines = [_("Map: {part}. {up}").format(part=preset_name(part), up=up)]
    found = in_view(part)
    if "islands" in show and found:
        ends = max(found, key=lambda i: i.lat), min(found, key=lambda i: i.lat)
        lines.append(
            _("Islands named: {n}, from {first} in the north to {last} in the south.").format(
                n=len(found), first=layers.place_name(ends[0]), last=layers.place_name(ends[1])
            )
        )
    if chain is not None:
        shown = [c for c in geo.chains() if chain in (c.id, "all")]
        names = "; ".join(layers.chain_name(c.id) for c in shown)
        lines.append(_("Lines drawn, all schematic: {names}.").format(names=names))
    if "straits" in show:
        gaps = ", ".join(f"{g.name_en} {g.width_km:.0f} km" for g in straits_in(part))
        lines.append(_("Gaps, shore to shore: {gaps}.").format(gaps=gaps or _("none here")))
    if "sites" in show:
        lines.append(sites_text(year))
    if "zones" in show:
        lines.append(_("Zones of 12 nautical miles are computed distances, not legal limits."))
    return "\n".join(lines)


def straits_in(part: str) -> tuple[geo.Strait, ...]:
    """List the gaps whose two shores lie in a part of the map.

    Examples
    --------
    >>> [gap.id for gap in straits_in("sakishima")][-1]
    'uotsuri-ishigaki'
    """
    box = PRESETS[_known(part)]
    return tuple(
        gap
        for gap in geo.straits()
        if all(
            box.south <= lat <= box.north and box.west <= lon <= box.east
            for lat, lon in (gap.shore_a, gap.shore_b)
        )
    )


def sites_text(year: int | None) -> str:
    """Say how many sites are shown, by operator.

    Examples
    --------
    >>> sites_text(1972).split(":")[0]
    'Sites opened, agreed or announced by 1972, as far as recorded'
    """
    counts = []
    for group in layers.OPERATORS:
        n = sum(s.operator_group == group for s in geo.sites(until=year))
        if n:
            counts.append(f"{operator_name(group)} {n}")
    text = ", ".join(counts)
    if year is None:
        return _("Sites, with planned ones and those of unknown year: {counts}.").format(
            counts=text
        )
    text = _("Sites opened, agreed or announced by {year}, as far as recorded: {counts}.").format(
        year=year, counts=text
    )
    faint = len(layers.undated(year))
    return (
        text
        + " "
        + ngettext_(
            "{n} more stands today, year not recorded: drawn faint.",
            "{n} more stand today, year not recorded: drawn faint.",
            faint,
        ).format(n=faint)
    )


def operator_name(group: str) -> str:
    """Name an operator group for a reader.

    Examples
    --------
    >>> operator_name("United States")
    'United States'
    """
    return {
        "Japan SDF": _("Japan's Self-Defense Forces"),
        "United States": _("United States"),
        "Philippines with US access (EDCA)": _("Philippines with US access (EDCA)"),
        "Taiwan (ROC)": _("Taiwan (ROC)"),
    }[group]


def table(part: str, show: Sequence[str], year: int | None = None) -> NumberTable:
    """Give the numbers behind the layer shown last: sites, straits or islands.

    Examples
    --------
    >>> table("sakishima", ["straits"]).columns[1]
    'Width, km'
    """
    kinds = [layer for layer in show if layer in ("islands", "straits", "sites")]
    if kinds and kinds[-1] == "straits":
        return NumberTable(
            [_("Gap"), _("Width, km"), _("Nautical miles"), _("Between"), _("Published")],
            [
                [
                    g.name_en,
                    g.width_km,
                    round(g.width_km / geo.NAUTICAL_MILE_KM, 1),
                    g.between,
                    g.width_published or None,
                ]
                for g in straits_in(part)
            ],
            _("Geodesic widths from shore to shore"),
        )
    if kinds and kinds[-1] == "sites":
        return NumberTable(
            [_("Site"), _("Operator"), _("Opened")],
            [[s.name_en, s.operator, s.opened or None] for s in geo.sites(until=year)],
            sites_text(year),
        )
    return NumberTable(
        [_("Island"), _("Local name"), _("Group"), _("Area, km²"), _("People"), _("Year")],
        [
            [i.name_en, i.name_local, i.group, i.area_km2, i.population, i.population_year or None]
            for i in in_view(part)
        ],
        _("Areas measured on the map; populations as published"),
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
            layers.sheet(plane),
            *layers.land(plane, detail),
            chain,
            *layers.cities(plane, names),
            regions(plane),
        ]

    chain = geo.chains()[0]
    rows = []
    tokyo = geo.place("Tokyo")
    for name in [*names, "Washington"]:
        city = geo.place(name)
        rows.append([layers.place_name(city), round(geo.distance_km(tokyo.point, city.point))])
    return Chart(
        made("fine"),
        layout,
        title=_("Where the story happens"),
        subtitle=caption("north"),
        source=credit(),
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
