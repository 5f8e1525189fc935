"""What the island-chain explorer says: one sentence or two for each thing that can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from .. import geo
from ..i18n import _, ngettext_
from ..names import chain_name, place_name
from ..parts import in_view, preset_name, straits_in
from ..projection import VIEWS, course, view


def part_text(part: str) -> str:
    """Say what a part of the map holds.

    Examples
    --------
    >>> part_text("nansei").split(":")[0]
    'Nansei Islands'
    """
    found = in_view(part)
    north, south = max(found, key=lambda i: i.lat), min(found, key=lambda i: i.lat)
    km = geo.distance_km(north.point, south.point)
    return _(
        "{part}: {n} islands of the data set, from {first} in the north to {last} in the south, "
        "{km:,.0f} km apart."
    ).format(
        part=preset_name(part),
        n=len(found),
        first=place_name(north),
        last=place_name(south),
        km=km,
    )


def chain_text(name: str) -> str:
    """Say where a chain definition begins and ends, and how long its schematic line is.

    Examples
    --------
    >>> chain_text("none")
    'No line is drawn. The islands are there all the same.'
    """
    if name == "none":
        return _("No line is drawn. The islands are there all the same.")
    if name == "all":
        return _(
            "All four lines. They agree on the middle and differ at the ends; none is official."
        )
    chain = next(c for c in geo.chains() if c.id == name)
    km = sum(geo.distance_km(a, b) for a, b in zip(chain.line, chain.line[1:], strict=False))
    return _(
        "{name}: {definition}. As drawn it is about {km:,.0f} km long; the line is schematic, no "
        "official coordinates exist."
    ).format(name=chain_name(name), definition=chain.definition, km=round(km, -2))


def straits_text(part: str) -> str:
    """Say which gaps a part of the map shows, and how many are wider than two 12-mile belts.

    Examples
    --------
    >>> straits_text("sakishima").split(",")[0]
    '1 gap lies wholly in this part. The widest is Uotsuri - Ishigaki: 150 km'
    """
    gaps = straits_in(part)
    if not gaps:
        return _("No gap of the data set lies wholly in this part. Choose the whole chain.")
    wide = [g for g in gaps if g.width_km > 24 * geo.NAUTICAL_MILE_KM]
    widest = max(gaps, key=lambda g: g.width_km)
    return ngettext_(
        "{n} gap lies wholly in this part. The widest is {name}: {km:.0f} km, meaning {between}. "
        "Wider than 24 nautical miles: {wide}.",
        "{n} gaps lie wholly in this part. The widest is {name}: {km:.0f} km, meaning {between}. "
        "Wider than 24 nautical miles: {wide}.",
        len(gaps),
    ).format(
        n=len(gaps),
        wide=len(wide),
        name=widest.name_en,
        km=widest.width_km,
        between=widest.between.replace(" - ", "–").rstrip("."),
    )


def zones_text() -> str:
    """Say what the zones are and what they are not.

    Examples
    --------
    >>> zones_text().split(".")[0]
    'Zones of 12 nautical miles, computed from the shore: distances, not legal limits'
    """
    return _(
        "Zones of 12 nautical miles, computed from the shore: distances, not legal limits. In the "
        "Osumi Strait Japan claims only 3 nautical miles, so the zone overstates its claim there."
    )


def measured_text(start: geo.Place | None, end: geo.Place | None, speed: float) -> str:
    """Say how far two places are apart and how long the way takes; nothing without two places.

    Parameters
    ----------
    start, end : Place or None
        The places, if they are chosen.
    speed : float
        Knots.

    Examples
    --------
    >>> measured_text(geo.place("Naha"), geo.place("Taipei"), 20).splitlines()[0]
    'From Naha to Taipei it is 631 km or 341 nautical miles by the shortest way.'
    """
    if not start or not end:
        return ""
    if start == end:
        return _("{place} is both the start and the end. Choose two different places.").format(
            place=place_name(start)
        )
    km = geo.distance_km(start.point, end.point)
    miles = km / geo.NAUTICAL_MILE_KM
    text = _(
        "From {a} to {b} it is {km:,.0f} km or {nm:,.0f} nautical miles by the shortest way."
    ).format(a=place_name(start), b=place_name(end), km=km, nm=miles)
    more = geo.rhumb_km(start.point, end.point) - km
    if more >= 1:
        text += "\n" + _("The straight line on the map is {more:,.0f} km longer.").format(more=more)
    else:
        text += "\n" + _("The straight line on the map is less than 1 km longer.")
    return (
        text
        + " "
        + _("At {speed} knots: {hours}.").format(speed=speed, hours=_hours(miles / speed))
    )


def _hours(hours: float) -> str:
    if hours < 48:
        return _("{n:.1f} hours").format(n=hours)
    return _("{n:.1f} days").format(n=hours / 24)


def ringed_text(center: geo.Place | None, radii: Sequence[int]) -> str:
    """Say how many islands lie within each ring round a place; nothing without a place.

    Parameters
    ----------
    center : Place or None
        The place, if it is chosen.
    radii : sequence of int
        Kilometres.

    Examples
    --------
    >>> ringed_text(geo.place("Naha"), [200]).split(": ", 1)[1].split(".")[0]
    '200 km: 10'
    """
    if center is None:
        return ""
    counts = [
        sum(geo.distance_km(center.point, i.point) <= r for i in geo.islands() if i != center)
        for r in radii
    ]
    listed = "; ".join(
        _("{km:,} km: {n}").format(km=r, n=n) for r, n in zip(radii, counts, strict=True)
    )
    return _(
        "Islands of the data set within each ring round {place}: {counts}. A ring is a distance, "
        "not the range of anything."
    ).format(place=place_name(center), counts=listed)


def seen_text(seen_from: str) -> str:
    """Say what changes when the map is seen from a capital.

    Examples
    --------
    >>> seen_text("Naha").split(".")[0]
    'Seen from Naha, up is west'
    """
    if seen_from == "north":
        return _("North is up, as on most maps: a custom, not a fact of nature.")
    here = geo.place(seen_from)
    ahead = view(seen_from).turn
    marks = [geo.place(n) for n in ("Okinawa Island", "Taiwan", "Luzon")]
    order = sorted(marks, key=lambda p: geo.distance_km(here.point, p.point))
    listed = ", ".join(
        f"{place_name(p)} {geo.distance_km(here.point, p.point):,.0f} km" for p in order
    )
    others = [geo.place(n) for n in VIEWS[1:] if n != seen_from]
    side = {p.name_en: (course(here.point, p.point) - ahead + 180) % 360 - 180 for p in others}
    text = _("Seen from {place}, up is {direction}. Nearest first: {listed}.").format(
        place=place_name(here), direction=_compass(ahead), listed=listed
    )
    sectors = [
        (_("In front: {names}."), 0),
        (_("To the left: {names}."), -1),
        (_("To the right: {names}."), 1),
        (_("Behind: {names}."), 2),
    ]
    for words, quarter in sectors:
        there = [place_name(p) for p in others if _quarter(side[p.name_en]) == quarter]
        if there:
            text += " " + words.format(names=", ".join(there))
    return text


def _quarter(degrees: float) -> int:
    """Give the quarter of a direction: 0 ahead, -1 left, 1 right, 2 behind."""
    return 0 if abs(degrees) <= 45 else 2 if abs(degrees) >= 135 else -1 if degrees < 0 else 1


def _compass(degrees: float) -> str:
    names = [
        _("north"),
        _("north-east"),
        _("east"),
        _("south-east"),
        _("south"),
        _("south-west"),
        _("west"),
        _("north-west"),
    ]
    return names[round(degrees / 45) % 8]
