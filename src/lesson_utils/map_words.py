"""The maps in words and numbers: caption, credit, text alternative, table."""

from __future__ import annotations

from collections.abc import Sequence

from . import geo
from .chart import NumberTable
from .i18n import _, ngettext_
from .names import chain_name, operator_name, place_name
from .parts import in_view, preset_name, straits_in
from .projection import view
from .site_layer import OPERATORS, undated


def caption(seen_from: str) -> str:
    """Say under the title what the colours mean and where the reader stands.

    Examples
    --------
    >>> caption("north")
    'Colour shows who administers the land; dashed shores are disputed'
    """
    text = _("Colour shows who administers the land; dashed shores are disputed")
    if seen_from != "north":
        text += " · " + _("seen from {place}").format(place=place_name(geo.place(seen_from)))
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
            place=place_name(geo.place(seen_from)), degrees=view(seen_from).turn
        )
    lines = [_("Map: {part}. {up}").format(part=preset_name(part), up=up)]
    found = in_view(part)
    if "islands" in show and found:
        ends = max(found, key=lambda i: i.lat), min(found, key=lambda i: i.lat)
        lines.append(
            _("Islands named: {n}, from {first} in the north to {last} in the south.").format(
                n=len(found), first=place_name(ends[0]), last=place_name(ends[1])
            )
        )
    if chain is not None:
        shown = [c for c in geo.chains() if chain in (c.id, "all")]
        names = "; ".join(chain_name(c.id) for c in shown)
        lines.append(_("Lines drawn, all schematic: {names}.").format(names=names))
    if "straits" in show:
        gaps = ", ".join(f"{g.name_en} {g.width_km:.0f} km" for g in straits_in(part))
        lines.append(_("Gaps, shore to shore: {gaps}.").format(gaps=gaps or _("none here")))
    if "sites" in show:
        lines.append(sites_text(year))
    if "zones" in show:
        lines.append(_("Zones of 12 nautical miles are computed distances, not legal limits."))
    return "\n".join(lines)


def sites_text(year: int | None) -> str:
    """Say how many sites are shown, by operator.

    Examples
    --------
    >>> sites_text(1972).split(":")[0]
    'Sites opened, agreed or announced by 1972, as far as recorded'
    """
    counts = []
    for group in OPERATORS:
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
    faint = len(undated(year))
    return (
        text
        + " "
        + ngettext_(
            "{n} more stands today, year not recorded: drawn faint.",
            "{n} more stand today, year not recorded: drawn faint.",
            faint,
        ).format(n=faint)
    )


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
