"""The parts of the map: which window each shows, which islands and gaps it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import geo
from .errors import UnknownNameError
from .i18n import _
from .projection import Plane

HEIGHT = 580
WIDTH = 760
TITLE = 70
"""Pixels for which the labels are laid out, and what the title takes from a stored picture."""


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
