"""The names written on the maps: large lands, island groups, islands, the important first."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from . import geo, parts
from .chart import style
from .chart.spec import Trace
from .i18n import _, language
from .labelling import place_labels
from .names import place_name
from .projection import Plane

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
        "textfont": {"size": 13, "color": style.INK},  # read on land as well as at sea
        "hoverinfo": "skip",
        "meta": {"declutter": True},
    }


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
        "meta": {"declutter": 2, "near": FAR_DEGREES},
    }


def island_names(plane: Plane, part: str = "whole") -> Trace:
    """Write the islands' names, the important first: the page hides what would overlap.

    Examples
    --------
    >>> island_names(Plane())["meta"]
    {'declutter': 3, 'near': 32}
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
        "meta": {"declutter": 3, "near": FAR_DEGREES},
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
    spans = parts.window(plane, part)
    (west, east), (south, north) = spans["xaxis.range"], spans["yaxis.range"]
    scale = min(parts.WIDTH / (east - west), parts.HEIGHT / (north - south))
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
    name = place_name(island)
    return name if island.dispute.startswith("administered") else name.partition(" / ")[0]


def _importance(island: geo.Island) -> float:
    """Rank an island for its label: the islands of the story, then the peopled and the large."""
    if island.name_en in NAMED_FIRST:
        return -1e9 + NAMED_FIRST.index(island.name_en)
    return -((island.population or 0) + 40 * (island.area_km2 or 1))
