"""Exercises of lesson 05: distances and gaps of the island chain."""

from __future__ import annotations

import math
from typing import Any

from lesson_utils import data
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict
from lesson_utils.learn.units import STATUTE_MILE_KM
from lesson_utils.places import NAUTICAL_MILE_KM

__all__ = ["MAKERS"]

CLOSE_KM = 0.6


def _yonaguni() -> Exercise:
    return Exercise(
        id="05.1",
        lesson="05",
        title=_("From Yonaguni to Taiwan"),
        task=_(
            "How far is Yonaguni from the nearest shore of Taiwan? Work out the geodesic distance "
            "in kilometres and in nautical miles and call the pair answer.\n\n"
            "The table {table} holds the two shore points of the gap “{gap}”: lat_a, lon_a and "
            "lat_b, lon_b. A nautical mile is 1.852 km."
        ).format(table='lu.data.load("straits")', gap=_gap("yonaguni-taiwan-gap").name),
        hint=_(
            "lu.geo.distance_km takes two pairs, latitude first. Divide the kilometres by 1.852 "
            "for nautical miles."
        ),
        stub=(
            'gap = lu.data.load("straits").one(id="yonaguni-taiwan-gap")\n'
            "km = ...\n"
            "answer = (km, ...)\n"
        ),
        solution=(
            'gap = lu.data.load("straits").one(id="yonaguni-taiwan-gap")\n'
            "km = lu.geo.distance_km((gap.lat_a, gap.lon_a), (gap.lat_b, gap.lon_b))\n"
            "answer = (km, km / 1.852)\n"
        ),
        result="answer",
        check=_check_yonaguni,
        untouched=lambda answer: isinstance(answer, tuple) and ... in answer,
    )


def _gap(name: str) -> Any:
    return data.load("straits").one(id=name)


def _check_yonaguni(answer: Any) -> Verdict:
    from lesson_utils import geo

    try:
        km, miles = (float(part) for part in answer)
    except (TypeError, ValueError):
        return Verdict(
            False, _("A pair of two numbers is wanted: kilometres, then nautical miles.")
        )
    gap = _gap("yonaguni-taiwan-gap")
    right = geo.distance_km((gap["lat_a"], gap["lon_a"]), (gap["lat_b"], gap["lon_b"]))
    if not math.isclose(km, right, abs_tol=CLOSE_KM):
        return Verdict(False, _yonaguni_mistake(km, right, gap))
    if math.isclose(miles, right / NAUTICAL_MILE_KM, abs_tol=CLOSE_KM / NAUTICAL_MILE_KM):
        return Verdict(
            True,
            _("{km:.1f} km or {nm:.1f} nautical miles, from shore to shore.").format(
                km=km, nm=miles
            ),
        )
    if math.isclose(miles, right / STATUTE_MILE_KM, abs_tol=CLOSE_KM):
        return Verdict(False, _("The kilometres are right. The miles are land miles: use 1.852."))
    if math.isclose(miles, right * NAUTICAL_MILE_KM, abs_tol=CLOSE_KM):
        return Verdict(False, _("The kilometres are right. Divide by 1.852, do not multiply."))
    return Verdict(False, _("The kilometres are right, the nautical miles are not yet."))


def _yonaguni_mistake(km: float, right: float, gap: Any) -> str:
    from lesson_utils import geo

    if math.isclose(km, right / NAUTICAL_MILE_KM, abs_tol=CLOSE_KM):
        return _("That is the distance in nautical miles: kilometres come first.")
    if math.isclose(km, right / STATUTE_MILE_KM, abs_tol=CLOSE_KM):
        return _("That is the distance in land miles: kilometres are wanted.")
    flat = 111.195 * math.hypot(gap["lat_a"] - gap["lat_b"], gap["lon_a"] - gap["lon_b"])
    if math.isclose(km, flat, rel_tol=0.01):
        return _(
            "A degree of longitude is shorter here than at the equator: use lu.geo.distance_km."
        )
    centre = geo.distance_km(
        _place(geo.place("Yonagunijima")),
        _place(geo.place("Taiwan")),
    )
    if math.isclose(km, centre, abs_tol=3):
        return _(
            "That is from the middle of one island to the middle of the other, not shore to shore."
        )
    return _("{km:.1f} km is not the gap. Check that latitude comes first in each pair.").format(
        km=km
    )


def _place(place: Any) -> tuple[float, float]:
    return (place.lat, place.lon)


def _wide_gaps() -> Exercise:
    return Exercise(
        id="05.2",
        lesson="05",
        title=_("Which gaps stay open?"),
        task=_(
            "Two coasts that each claim 12 nautical miles leave water between them only where the "
            "gap is wider than 24. Write a function wider_than(gaps, nm) that returns the names "
            "of the gaps wider than nm nautical miles, in the order given.\n\n"
            "Each gap has a name and width_km_geodesic, in kilometres."
        ),
        hint=_("Turn the width into nautical miles before you compare: divide by 1.852."),
        stub=("def wider_than(gaps, nm):\n    wide = []\n    ...\n    return wide\n"),
        solution=(
            "def wider_than(gaps, nm):\n"
            "    return [gap.name for gap in gaps if gap.width_km_geodesic / 1.852 > nm]\n"
        ),
        result="wider_than",
        check=_check_wide_gaps,
        untouched=lambda answer: callable(answer) and answer(data.load("straits"), 0) == [],
    )


def _check_wide_gaps(answer: Any) -> Verdict:
    if not callable(answer):
        return Verdict(
            False, _("A function is wanted: hand over wider_than itself, without brackets.")
        )
    gaps = data.load("straits")
    for nm in (24, 12, 60, 1000):
        wanted = [row["name"] for row in gaps if row["width_km_geodesic"] / NAUTICAL_MILE_KM > nm]
        given = answer(gaps, nm)
        if not isinstance(given, list | tuple):
            return Verdict(
                False,
                _("The function gives back {kind}; a list of names is wanted.").format(
                    kind=type(given).__name__
                ),
            )
        if list(given) == wanted:
            continue
        if list(given) == [row["name"] for row in gaps if row["width_km_geodesic"] > nm]:
            return Verdict(False, _("The widths are in kilometres, nm is not: convert first."))
        if sorted(map(str, given)) == sorted(wanted):
            return Verdict(False, _("The names are right; keep the order of the table."))
        return Verdict(
            False,
            _(
                "For {nm} nautical miles the function finds {given} gaps; {wanted} are wider."
            ).format(nm=nm, given=len(given), wanted=len(wanted)),
        )
    wide = answer(gaps, 24)
    return Verdict(
        True,
        _(
            "{n} of {total} gaps are wider than 24 nautical miles. This is arithmetic, not law: "
            "some states claim less than 12 in a strait."
        ).format(n=len(wide), total=len(gaps)),
    )


MAKERS = {"05.1": _yonaguni, "05.2": _wide_gaps}
