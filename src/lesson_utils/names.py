"""What the maps call things: places, chains, gaps, operators, and what hovers say about them."""

from __future__ import annotations

import textwrap

from . import geo
from .i18n import _, language

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


def gap_name(gap: geo.Strait) -> str:
    """Name a gap briefly; where one strait has two widths, the ends tell them apart.

    Examples
    --------
    >>> [gap_name(gap) for gap in geo.straits()[2:4]]
    ['Miyako Strait', 'Miyako–Kumejima']
    """
    name, _bracket, ends = gap.name_en.partition(" (")
    return (ends.rstrip(")") if " - " in ends else name).replace(" - ", "–")


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


def about_island(island: geo.Island) -> str:
    """Describe an island: names, group, who administers it, area, people, the dispute if any.

    Examples
    --------
    >>> about_island(geo.islands()[0]).split("<br>")[1]
    'Osumi · administered by: Japan'
    """
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


def about_site(site: geo.Site) -> str:
    """Describe a site: name, operator, use and opening date as recorded.

    Examples
    --------
    >>> about_site(geo.place("Kadena Air Base")).split("<br>")[0]
    '<b>Kadena Air Base</b>'
    """
    opened = site.opened or _("opening date not recorded")
    return f"<b>{site.name_en}</b><br>{site.operator}: {site.use}<br>{opened}"


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
        lines.append(wrapped(gap.regime_note))
    return "<br>".join(lines)


def wrapped(text: str, width: int = 60) -> str:
    """Break a long text into the lines of a hover.

    Examples
    --------
    >>> wrapped("one two", 4)
    'one<br>two'
    """
    return "<br>".join(textwrap.wrap(text, width))
