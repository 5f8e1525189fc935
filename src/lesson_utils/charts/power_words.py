"""What the yardsticks of power, their units and breaks are called."""

from __future__ import annotations

from ..i18n import _
from ..measures.power import Break
from ..states import state_in_text


def measure_name(measure: str) -> str:
    """Name a yardstick for a reader.

    Examples
    --------
    >>> measure_name("military")
    'Share of world military expenditure'
    """
    return {
        "gdp_usd": _("Share of world GDP, current dollars"),
        "gdp_ppp": _("Share of world GDP, purchasing power parity (PPP)"),
        "military": _("Share of world military expenditure"),
        "cinc": _("Composite Index of National Capability (CINC)"),
        "un_nearer": _("States whose UN votes lie nearer"),
        "un_distance": _("Distance of other states' UN votes"),
    }[measure]


def unit_name(measure: str, against: str = "world") -> str:
    """Name the unit of a yardstick, as on its axis.

    Examples
    --------
    >>> unit_name("cinc")
    '% of the world total'
    """
    if against != "world":
        return _("times the value of {state}").format(state=state_in_text(against))
    return {
        "gdp_usd": _("% of world GDP"),
        "gdp_ppp": _("% of world GDP (PPP)"),
        "military": _("% of world military expenditure"),
        "cinc": _("% of the world total"),
        "un_nearer": _("% of other states"),
        "un_distance": _("median distance, ideal-point units"),
    }[measure]


def short_unit(measure: str, against: str = "world") -> str:
    """Name the unit of a yardstick as briefly as a title has room for.

    Examples
    --------
    >>> short_unit("cinc")
    '%'
    """
    if against != "world" or measure == "un_distance":
        return unit_name(measure, against)
    return "%"


def break_text(measure: str, one: Break) -> str:
    """Say what a break is, briefly enough for the chart.

    Examples
    --------
    >>> break_text("military", Break(1991, "gap"))
    'no 1991'
    """
    if one.kind == "gap":
        return _("no {year:.0f}").format(year=one.year)
    if one.kind == "outlier":
        return _("{year:.0f}: outlier").format(year=one.year)
    if one.kind == "scope":
        return _("1992: Russia enters")
    return _("{year}: cities counted anew").format(year=int(one.year) + 1)
