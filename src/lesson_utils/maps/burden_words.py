"""The burden map in words and numbers: what is counted, by whom, in which class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import data, geo
from ..chart import NumberTable
from ..i18n import _
from ..states import money_text, state_name

FLOOR, AIM = 2.0, 3.5
"""Bounds of the three classes, % of GDP."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A state as one body counted it in one year, and where it is drawn.

    Attributes
    ----------
    iso3, body : str
        Code of the state; ``"nato"`` or ``"sipri"``.
    share : float
        % of GDP.
    estimate, member : bool
        Whether the body estimated it; for NATO, whether the state was a member that year.
    capital : str
        Name of the capital in the learner's language.
    point : tuple of float
        Latitude and longitude of the capital.
    money : float or None
        Million current US dollars; None where NATO counts.
    """

    iso3: str
    body: str
    share: float
    estimate: bool
    member: bool
    capital: str
    point: geo.Point
    money: float | None

    @property
    def label(self) -> str:
        """State and share, as written on the map."""
        sign = "≈" if self.estimate and self.body == "sipri" else ""
        return f"{state_name(self.iso3)} {sign}{self.share:.2f}"


def class_of(share: float) -> int:
    """Give the class of a share of GDP: 0 below 2, 1 from 2 to below 3.5, 2 from 3.5.

    Examples
    --------
    >>> class_of(1.99), class_of(2), class_of(3.5)
    (0, 1, 2)
    """
    return 0 if share < FLOOR else 1 if share < AIM else 2


def class_name(number: int) -> str:
    """Name a class.

    Examples
    --------
    >>> class_name(1)
    '2% to below 3.5%'
    """
    return (_("below 2%"), _("2% to below 3.5%"), _("3.5% or more"))[number]


def body_name(body: str) -> str:
    """Name a count.

    Examples
    --------
    >>> body_name("nato")
    "NATO's count"
    """
    return {"nato": _("NATO's count"), "sipri": _("SIPRI's count")}[body]


def view_name(view: str) -> str:
    """Name a part of the map.

    Examples
    --------
    >>> view_name("europe")
    'Europe'
    """
    return {
        "world": _("the world"),
        "europe": _("Europe"),
        "indo_pacific": _("the Indo-Pacific"),
    }[view]


def money_label(spot: Spot) -> str:
    """Label a state with its money."""
    money = _("${n:,.0f} bn").format(n=(spot.money or 0) / 1000)
    return f"{state_name(spot.iso3)} {'≈' if spot.estimate else ''}{money}"


def about(spot: Spot) -> str:
    """Say what is known of a state when it is pointed at (HTML)."""
    lines = [
        f"<b>{state_name(spot.iso3)}</b> ({spot.capital})",
        _("{share:.2f}% of GDP, {body}").format(share=spot.share, body=body_name(spot.body)),
    ]
    if spot.money is not None:
        lines.append(money_text(spot.money * 1e6, "USD"))
    if spot.estimate:
        lines.append(_("an estimate of the body that counts"))
    if not spot.member:
        lines.append(_("not yet a member in that year"))
    return "<br>".join(lines)


def key(spots: Sequence[Spot], measure: str) -> str:
    """Explain shapes, fillings and areas in one line."""
    shapes = {"nato": _("circles: NATO's count"), "sipri": _("squares: SIPRI's count")}
    bodies = [text for body, text in shapes.items() if any(s.body == body for s in spots)]
    classes = _("hollow: below 2%, filled: 2 to below 3.5%, with a cross: 3.5% or more")
    area = _("area: money") if measure == "money" else _("area: share of GDP")
    parts = [*bodies, classes, area]
    if any(s.estimate for s in spots if s.body == "nato"):
        parts.append(_("NATO's figures of this year are NATO's estimates"))
    if any(s.estimate for s in spots if s.body == "sipri"):
        parts.append(_("≈ SIPRI's estimate"))
    return " · ".join(parts)


def credit(source: str) -> str:
    """Name the sources of counts, land and capitals.

    Examples
    --------
    >>> "SIPRI" in credit("nato"), "SIPRI" in credit("both")
    (False, True)
    """
    names = {"nato": ["nato_defence_expenditure_2026"], "sipri": ["military_expenditure"]}
    tables = names.get(source, [*names["nato"], *names["sipri"]])
    counts = "; ".join(data.load(name).source for name in tables)
    return _("{counts}. Land: Natural Earth, capitals: GeoNames · Mercator projection").format(
        counts=counts
    )


def describe(
    spots: Sequence[Spot],
    outside: Sequence[Spot],
    year: int,
    view: str,
) -> str:
    """Say the map in words: part, each count by itself, what lies outside."""
    lines = [
        _(
            "Map of {view} without borders, north up: one mark at each capital, its area the "
            "spending, {year}."
        ).format(view=view_name(view), year=year)
    ]
    for body in ("nato", "sipri"):
        counted = [s for s in spots if s.body == body and s.member]
        if not counted:
            continue
        high, low = counted[0], counted[-1]
        lines.append(
            _(
                "{body}, {n} states: {below} below 2%, {middle} from 2 to below 3.5%, {above} at "
                "3.5% or more of GDP; from {low} to {high}."
            ).format(
                body=body_name(body),
                n=len(counted),
                below=sum(class_of(s.share) == 0 for s in counted),
                middle=sum(class_of(s.share) == 1 for s in counted),
                above=sum(class_of(s.share) == 2 for s in counted),
                low=low.label,
                high=high.label,
            )
        )
    if {s.body for s in spots} == {"nato", "sipri"}:
        lines.append(
            _(
                "The two bodies count different things: compare circles with circles and squares "
                "with squares. The United States has one of each."
            )
        )
    if outside:
        names = ", ".join(state_name(s.iso3) for s in outside[:6])
        more = len(outside) - 6
        if more > 0:
            names = _("{names} and {n} more").format(names=names, n=more)
        lines.append(_("Outside this part: {names}.").format(names=names))
    return "\n".join(lines)


def table(spots: Sequence[Spot], measure: str) -> NumberTable:
    """Give the numbers behind the map, each with who counted it."""
    columns = [_("State"), _("Capital"), _("Counted by"), _("% of GDP"), _("Class"), _("Estimate")]
    money = measure == "money"
    rows: list[list[Any]] = []
    for s in spots:
        estimate = _("yes") if s.estimate else _("no")
        group = class_name(class_of(s.share)) if s.member else _("not yet a member")
        row = [state_name(s.iso3), s.capital, s.body.upper(), s.share, group, estimate]
        rows.append([*row, None if s.money is None else s.money / 1000] if money else row)
    if money:
        columns.append(_("Billion US dollars"))
    return NumberTable(columns, rows, _("NATO and SIPRI count different things: read by count"))
