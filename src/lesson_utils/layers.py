"""The layers of the island-chain map: each function gives plotly traces on a plane.

Few traces and fills without outlines: on a map the cost of a zoom step is the number of traces,
outlines and tick labels; vertices hardly count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from . import data, geo
from .chart import b64, style
from .i18n import _, language
from .projection import Plane

Trace = dict[str, Any]

AUTHORITY = {"CN": "CHN", "HK": "CHN", "MO": "CHN", "JP": "JPN", "TW": "TWN", "PH": "PHL"}
"""Land colours: by the authority that administers, from the country code of the coast data."""

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

CHAIN_DASH = {
    "article": "solid",
    "kurils_borneo": "dot",
    "kyushu_borneo": "dash",
    "second": "dashdot",
}


SHEET = (0.0, 105.0, 46.0, 150.0)
"""South, west, north and east edge of the coast data, degrees."""


def sheet(plane: Plane) -> Trace:
    """Fill the sea as far as the coast data reach, so that no land seems to end at its edge.

    Examples
    --------
    >>> sheet(Plane())["name"]
    'sea'
    """
    south, west, north, east = SHEET
    xs, ys = plane.line([(south, west), (north, west), (north, east), (south, east)])
    return {
        "name": "sea",
        "mode": "none",
        "fill": "toself",
        "fillcolor": style.SEA,
        "hoverinfo": "skip",
        "x": xs,
        "y": ys,
    }


def land(plane: Plane, detail: str = "fine") -> list[Trace]:
    """Fill the land, one trace for each colour, and dash the shores of disputed places.

    Parameters
    ----------
    plane : Plane
        Where the points go.
    detail : {"fine", "overview"}
        The full coast (19 000 vertices) or the one for stored pictures (3 000).

    Examples
    --------
    >>> [trace["name"] for trace in land(Plane(), "overview")][:2]
    ['land other', 'land CHN']
    """
    order = ("other", "CHN", "JPN", "TWN", "PHL", "disputed")
    filled: dict[str, list[tuple[Any, ...]]] = {name: [] for name in order}
    edges: list[tuple[Any, ...]] = []
    notes: list[tuple[geo.Point, str, str]] = []
    for row in data.load("coast" if detail == "fine" else "coast_overview"):
        rings = [ring for polygon in row.coordinates for ring in polygon]
        key = AUTHORITY.get(row.country, "other")
        if row.disputed and key == "other":
            key = "disputed"
        filled[key] += rings
        if row.disputed:
            edges += rings
        if key == "disputed":
            # The others have island markers whose hover carries the note.
            notes.append((_middle(max(rings, key=len)), row.name, _wrapped(row.note)))
    traces: list[Trace] = [
        {
            "name": f"land {key}",
            "mode": "none",
            "fill": "toself",
            "fillcolor": style.LAND_OF[key],
            "hoverinfo": "skip",
            **_rings(plane, rings),
        }
        for key, rings in filled.items()
    ]
    traces.append(
        {
            "name": "disputed shores",
            "mode": "lines",
            "line": {"color": style.SHORE, "width": 1, "dash": "2px,2px"},
            "hoverinfo": "skip",
            **_rings(plane, edges),
        }
    )
    xs, ys = plane.line(point for point, _name, _note in notes)
    traces.append(
        {
            "name": "disputed places",
            "mode": "markers+text",
            "marker": {"symbol": "diamond-open", "size": 7, "color": style.MUTED},
            "x": xs,
            "y": ys,
            "text": [name.replace(" / ", " /<br>") for _point, name, _note in notes],
            "textposition": "bottom center",
            "textfont": {"size": 11, "color": style.MUTED},
            "hovertext": [f"<b>{name}</b><br>{note}" for _point, name, note in notes],
            "hoverinfo": "text",
            "meta": {"declutter": 3},
        }
    )
    return traces


def _rings(plane: Plane, rings: Iterable[Sequence[Any]]) -> Trace:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        x, y = plane.line((lat, lon) for lon, lat in ring)
        xs += [*x, None]
        ys += [*y, None]
    return {"x": b64(xs), "y": b64(ys)}


def _middle(ring: Sequence[Any]) -> geo.Point:
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def zones(plane: Plane) -> list[Trace]:
    """Fill the computed zones of 12 nautical miles: distances, not legal limits.

    Examples
    --------
    >>> zones(Plane())[0]["name"]
    'zones'
    """
    rings = [ring for row in data.load("zones_12nm") for poly in row.coordinates for ring in poly]
    return [
        {
            "name": "zones",
            "mode": "lines",
            "fill": "toself",
            "fillcolor": "rgba(90,130,160,0.16)",
            "line": {"color": style.SHORE, "width": 0.8},
            "hoverinfo": "skip",
            **_rings(plane, rings),
        }
    ]


def chains(plane: Plane) -> list[Trace]:
    """Draw the four chain definitions as schematic lines.

    Examples
    --------
    >>> len(chains(Plane()))
    4
    """
    traces = []
    for chain in geo.chains():
        xs, ys = plane.line(chain.line)
        colour = style.LATER if chain.id == "second" else style.ACCENT
        text = f"{chain_name(chain.id)}<br>{chain.definition}<br>" + _("schematic line")
        traces.append(
            {
                "name": f"chain {chain.id}",
                "mode": "lines",
                "line": {"color": colour, "width": 2, "dash": CHAIN_DASH[chain.id]},
                "opacity": 0.8,
                "x": xs,
                "y": ys,
                "text": [text] * len(xs),
                "hoverinfo": "text",
            }
        )
    return traces


def chain_name(name: str) -> str:
    """Name a chain definition for a reader.

    Examples
    --------
    >>> chain_name("article")
    "First chain, the article's wording"
    """
    return {
        "article": _("First chain, the article's wording"),
        "kyushu_borneo": _("First chain, Kyushu to Borneo"),
        "kurils_borneo": _("First chain, Kurils to Borneo"),
        "second": _("Second chain"),
    }[name]


def islands(plane: Plane) -> list[Trace]:
    """Mark the islands, with names, area and population in the hover.

    Examples
    --------
    >>> len(islands(Plane())[0]["x"])
    63
    """
    found = geo.islands()
    xs, ys = plane.line(island.point for island in found)
    return [
        {
            "name": "islands",
            "mode": "markers",
            "marker": {
                "size": 5,
                "color": [style.STATE[authority(i)] for i in found],
                "line": {"color": style.PAPER, "width": 0.8},
            },
            "x": xs,
            "y": ys,
            "text": [_about_island(i) for i in found],
            "customdata": [i.name_en for i in found],
            "hoverinfo": "text",
        }
    ]


def groups(plane: Plane) -> Trace:
    """Write the names of the island groups, at places chosen by hand in the open sea beside them.

    Examples
    --------
    >>> groups(Plane())["text"][0]
    '<i>Osumi Islands</i>'
    """
    named = [
        (_("Osumi Islands"), 30.05, 131.45),
        (_("Tokara Islands"), 29.5, 128.2),
        (_("Amami Islands"), 27.9, 131.2),
        (_("Okinawa Islands"), 25.95, 128.75),
        (_("Daito Islands"), 25.3, 131.25),
        (_("Miyako Islands"), 24.25, 126.75),
        (_("Yaeyama Islands"), 23.75, 124.95),
        (_("Senkaku / Diaoyu Dao / Diaoyutai"), 26.22, 123.25),
        (_("Matsu Islands"), 26.5, 120.0),
        (_("Batanes"), 20.55, 122.75),
        (_("Babuyan Islands"), 19.15, 122.75),
    ]
    xs, ys = plane.line((lat, lon) for _name, lat, lon in named)
    return {
        "name": "island groups",
        "mode": "markers+text",
        "marker": {"size": 1, "opacity": 0},
        "x": xs,
        "y": ys,
        "text": [f"<i>{name}</i>" for name, _lat, _lon in named],
        "textposition": "middle center",
        "textfont": {"size": 12, "color": style.MUTED},
        "hoverinfo": "skip",
        "meta": {"declutter": 2, "span": 32},
    }


def authority(island: geo.Island) -> str:
    """Give the state code of the authority that administers an island.

    Examples
    --------
    >>> authority(geo.place("Lanyu"))
    'TWN'
    """
    if "Taiwan (ROC)" in island.admin:
        return "TWN"
    return "JPN" if island.admin.startswith(("Okinawa", "Kagoshima")) else "PHL"


def _about_island(island: geo.Island) -> str:
    lines = [f"<b>{island.name_en}</b> {island.name_local}"]
    lines.append(
        _("{group} · administered by: {admin}").format(group=island.group, admin=_by(island))
    )
    if island.area_km2 is not None:
        lines.append(_("{area:,.1f} km² (measured on the map)").format(area=island.area_km2))
    if island.population is not None:
        year = island.population_year or _("year not stated")
        lines.append(_("{n:,} people ({year})").format(n=island.population, year=year))
    if island.dispute:
        whole = geo.place("Taiwan")
        same = whole.dispute if isinstance(whole, geo.Island) else ""
        lines.append(island.dispute.replace("as Taiwan", same))
    return "<br>".join(lines)


def _by(island: geo.Island) -> str:
    return {"JPN": _("Japan"), "TWN": _("Taiwan (ROC)"), "PHL": _("Philippines")}[authority(island)]


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
        here = [_about_site(s) for s in shown if s.point == spot]
        texts.append("<br>".join(here))
    return {"text": texts, "hoverinfo": ["text" if text else "skip" for text in texts]}


def _about_site(site: geo.Site) -> str:
    opened = site.opened or _("opening date not recorded")
    return f"<b>{site.name_en}</b><br>{site.operator}: {site.use}<br>{opened}"


def straits(plane: Plane) -> list[Trace]:
    """Draw the gaps from shore to shore and write their width beside them.

    Examples
    --------
    >>> [trace["name"] for trace in straits(Plane())]
    ['straits', 'strait widths']
    """
    lines: list[geo.Point | None] = []
    middles = []
    sides = []
    for gap in geo.straits():
        lines += [gap.shore_a, gap.shore_b, None]
        middles.append(geo.great_circle(gap.shore_a, gap.shore_b, 3)[1])
        sides.append(GAP_SIDES.get(gap.id, "middle right"))
    placed = [plane.xy(*p) if p else (None, None) for p in lines]
    xs, ys = plane.line(middles)
    return [
        {
            "name": "straits",
            "mode": "lines",
            "line": {"color": style.INK, "width": 1.6},
            "x": [x for x, _y in placed],
            "y": [y for _x, y in placed],
            "hoverinfo": "skip",
        },
        {
            "name": "strait widths",
            "mode": "markers+text",
            "marker": {"symbol": "circle", "size": 5, "color": style.INK},
            "x": xs,
            "y": ys,
            "text": [f"{gap_name(gap)}<br>{gap.width_km:.0f} km" for gap in geo.straits()],
            "textposition": sides,
            "textfont": {"size": 11, "color": style.INK},
            "hovertext": [about_strait(gap) for gap in geo.straits()],
            "hoverinfo": "text",
            "meta": {"declutter": 2},
        },
    ]


def gap_name(gap: geo.Strait) -> str:
    """Name a gap briefly; where one strait has two widths, the ends tell them apart.

    Examples
    --------
    >>> [gap_name(gap) for gap in geo.straits()[2:4]]
    ['Miyako Strait', 'Miyako–Kumejima']
    """
    name, _bracket, ends = gap.name_en.partition(" (")
    return (ends.rstrip(")") if " - " in ends else name).replace(" - ", "–")


def about_strait(gap: geo.Strait) -> str:
    """Describe a gap: which one is meant, computed and published width, the note on its regime.

    Examples
    --------
    >>> about_strait(geo.straits()[0]).split("<br>")[0]
    '<b>Osumi Strait</b> 大隅海峡'
    """
    lines = [f"<b>{gap.name_en}</b> {gap.name_local}"]
    miles = gap.width_km / geo.NAUTICAL_MILE_KM
    lines.append(
        _("{between}: {km:.1f} km or {nm:.1f} nautical miles, shore to shore").format(
            between=gap.between.replace(" - ", "–"), km=gap.width_km, nm=miles
        )
    )
    if gap.width_published:
        lines.append(_("published: {text}").format(text=gap.width_published))
    if gap.regime_note:
        lines.append(_wrapped(gap.regime_note))
    return "<br>".join(lines)


def _wrapped(text: str, width: int = 60) -> str:
    import textwrap

    return "<br>".join(textwrap.wrap(text, width))


def cities(plane: Plane, names: Sequence[str] | None = None) -> list[Trace]:
    """Mark the capitals and other cities, with their names.

    Examples
    --------
    >>> cities(Plane(), ["Naha"])[0]["text"]
    ['Naha']
    """
    chosen = [c for c in geo.cities() if names is None or c.name_en in names]
    traces = [_city_names(plane, "cities", [c for c in chosen if c.name_en in MAIN_CITIES], 1)]
    if names is None:
        others = [c for c in chosen if c.name_en not in MAIN_CITIES]
        traces.append(_city_names(plane, "other cities", others, 3))
    return traces


def _city_names(plane: Plane, name: str, found: Sequence[geo.Place], rank: int) -> Trace:
    xs, ys = plane.line(c.point for c in found)
    return {
        "name": name,
        "mode": "markers+text",
        "marker": {"symbol": "circle-open", "size": 8, "color": style.INK},
        "x": xs,
        "y": ys,
        "text": [place_name(c) for c in found],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": style.INK},
        "hovertext": [c.name_en for c in found],
        "customdata": [c.name_en for c in found],
        "hoverinfo": "text",
        "meta": {"declutter": rank},
    }


MAIN_CITIES = frozenset(
    {"Tokyo", "Beijing", "Taipei", "Manila", "Washington", "Naha", "Seoul", "Pyongyang", "Hanoi"}
)
"""Cities whose names come before those of the lands."""

GAP_SIDES = {
    "tokara-strait": "middle left",
    "miyako-strait-island-to-island": "bottom right",
    "miyako-strait-miyako-kumejima": "top left",
    "yonaguni-taiwan-gap": "bottom center",
    "taiwan-strait": "top center",
    "mavulis-taiwan-main-island": "top right",
    "balintang-channel-sabtang-babuyan-claro": "middle left",
    "babuyan-channel": "bottom left",
    "luzon-strait": "middle left",
    "yoron-okinawa-i": "top left",
    "itbayat-taiwan": "bottom left",
    "batan-taiwan": "bottom left",
    "uotsuri-taiwan": "top left",
}
"""Where a gap's name stands beside its middle, chosen by eye."""


AMBIGUOUS = frozenset({"Kuroshima"})
"""Names of two islands: here the brackets stay."""


def place_name(place: geo.Place) -> str:
    """Name a place in the language shown; English names lose what stands in brackets.

    Examples
    --------
    >>> place_name(geo.place("Penghu"))
    'Penghu'
    """
    if language() == "ja" and place.name_ja:
        return place.name_ja
    short = place.name_en.partition(" (")[0]
    return place.name_en if short in AMBIGUOUS else short


def rings(plane: Plane, center: geo.Place | None, radii: Sequence[float]) -> list[Trace]:
    """Draw distance rings round a place, with the distance written at the top of each.

    Examples
    --------
    >>> rings(Plane(), None, [500])[0]["x"]
    [None]
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    tops: list[tuple[float, float]] = []
    for radius in radii if center else ():
        x, y = plane.line(geo.ring(center.point, radius, 90)) if center else ([], [])
        xs += [*x, None]
        ys += [*y, None]
        tops.append(max(zip(x, y, strict=True), key=lambda p: p[1]))
    line = {"color": style.MUTED, "width": 1.2, "dash": "4px,3px"}
    return [
        {
            "name": "rings",
            "mode": "lines",
            "line": line,
            "hoverinfo": "skip",
            "x": xs or [None],
            "y": ys or [None],
        },
        {
            "name": "ring labels",
            "mode": "text",
            "x": [x for x, _y in tops] or [None],
            "y": [y for _x, y in tops] or [None],
            "text": [f"{radius:,.0f} km" for radius in radii] if center else [""],
            "textposition": "top center",
            "textfont": {"size": 11, "color": style.MUTED},
            "hoverinfo": "skip",
            "meta": {"declutter": 2},
        },
    ]


def measure(plane: Plane, start: geo.Place | None, end: geo.Place | None) -> list[Trace]:
    """Draw the two ways between two places: shortest, and straight on this map.

    Examples
    --------
    >>> [trace["name"] for trace in measure(Plane(), None, None)]
    ['straight on the map', 'shortest way']
    """
    straight: tuple[list[Any], list[Any]] = ([None], [None])
    short: tuple[list[Any], list[Any]] = ([None], [None])
    if start and end:
        straight = plane.line([start.point, end.point])
        short = plane.line(geo.great_circle(start.point, end.point, 48))
    return [
        {
            "name": "straight on the map",
            "mode": "lines",
            "line": {"color": style.MUTED, "width": 1.6, "dash": "dash"},
            "x": straight[0],
            "y": straight[1],
            "hoverinfo": "skip",
        },
        {
            "name": "shortest way",
            "mode": "lines",
            "line": {"color": style.ACCENT, "width": 2.6},
            "x": short[0],
            "y": short[1],
            "hoverinfo": "skip",
        },
    ]
