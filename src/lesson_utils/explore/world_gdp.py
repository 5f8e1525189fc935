"""The world-GDP explorer: draw the Indo-Pacific economy by economy and test a claim about it."""

from __future__ import annotations

from typing import Any

from .. import labels
from ..charts.world_gdp import area_name, draw_region, measure_name
from ..i18n import _, ngettext_
from ..measures.indo_pacific import AREAS, PRESETS, YEARS, RegionShare, gdp_claims, region_share
from ..tables import Row
from . import control
from .panel import Panel

__all__ = ["WorldGdp", "world_gdp"]

OWN = ""
HALF = "half"


def world_gdp(
    region: str = "asia_oceania", measure: str = "ppp", year: int = 2025, claim: str = HALF
) -> WorldGdp:
    """Open the world-GDP explorer.

    Parameters
    ----------
    region : str, optional
        A way of drawing the region: "asia_oceania", "with_usa", "without_china", "asia",
        "all_shores".
    measure : str, optional
        "ppp" (purchasing power parity) or "nominal" (current dollars).
    year : int, optional
        1980 to 2030.
    claim : str, optional
        "half", or the number of a row of ``gdp_claims`` as text, "0" the first.

    Returns
    -------
    WorldGdp
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If a first value is none of those offered.

    Examples
    --------
    >>> world_gdp().sentence.splitlines()[0]
    'Your 28 economies made 43.4% of world GDP in 2025 at purchasing power parity: 6.6 points below half.'
    """  # noqa: E501
    panel = WorldGdp()
    panel.choose(region=region, measure=measure, year=year, claim=claim)
    return panel


class WorldGdp(Panel):
    """A box for each economy, ready-made regions, two measures, a year and a claim to test."""

    def __init__(self) -> None:
        self._region = "asia_oceania"
        first = PRESETS[self._region]
        boxes = {
            code: control.checkbox(area_name(code), code in first)
            for codes in AREAS.values()
            for code in codes
        }
        drawers = {_group_name(group): _in_rows(codes) for group, codes in AREAS.items()}
        super().__init__(
            _("The Indo-Pacific in world GDP"),
            _controls() | boxes,
            chart=draw_region(first, 2025).chart(),
            rows=[["region", "measure"], ["year", "claim"]],
            drawers=drawers,
        )

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the economies ticked now."""
        return tuple(c for codes in AREAS.values() for c in codes if self.value(c))

    def update(self) -> None:
        """Bring boxes, bars and sentence up to date."""
        self._agree()
        members, year, measure = self.members, self.value("year"), self.value("measure")
        claim, share = _claim(self.value("claim")), region_share(members, year, measure)
        self.draw(draw_region(members, year, measure, claim.stated_share_pct if claim else 50))
        other = region_share(members, year, "nominal" if measure == "ppp" else "ppp")
        self.say(_text(share, other, claim), "plain" if members else "not yet")

    def _agree(self) -> None:
        """Let the ready-made region set the boxes, or the boxes name the region."""
        region = self.value("region")
        with self.quiet():
            if region not in (self._region, OWN):
                for codes in AREAS.values():
                    for code in codes:
                        self.controls[code].value = code in PRESETS[region]
            else:
                ticked = set(self.members)
                fits = [name for name, codes in PRESETS.items() if set(codes) == ticked]
                self.controls["region"].value = region = fits[0] if fits else OWN
        self._region = region


def _in_rows(codes: tuple[str, ...], width: int = 4) -> list[list[str]]:
    return [list(codes[i : i + width]) for i in range(0, len(codes), width)]


def _group_name(group: str) -> str:
    return {
        "east_asia": _("East Asia"),
        "southeast_asia": _("Southeast Asia"),
        "south_asia": _("South Asia"),
        "oceania": _("Oceania"),
        "other_shores": _("Other shores of the Pacific"),
    }[group]


def _controls() -> dict[str, Any]:
    regions = [
        (_("Asia and Oceania"), "asia_oceania"),
        (_("the same with the United States"), "with_usa"),
        (_("the same without China"), "without_china"),
        (_("Asia without Oceania"), "asia"),
        (_("all shores, with Canada and Russia"), "all_shores"),
        (_("your own choice"), OWN),
    ]
    claims: list[tuple[str, Any]] = [(_("half of world GDP"), HALF)]
    claims += [
        (f"{row.stated_as}: {row.publisher.partition(',')[0]} ({row.date[:4]})", str(i))
        for i, row in enumerate(gdp_claims())
    ]
    measures = [(_("Purchasing power (PPP)"), "ppp"), (_("Current dollars"), "nominal")]
    return {
        "region": control.dropdown(_("Ready-made region"), regions, "asia_oceania"),
        "measure": control.toggles(_("Measure"), measures, "ppp"),
        "year": control.steps(_("Year"), [(str(y), y) for y in YEARS], 2025),
        "claim": control.dropdown(_("Claim to test"), claims, HALF),
    }


def _claim(value: str) -> Row | None:
    return None if value == HALF else gdp_claims()[int(value)]


def _text(share: RegionShare, other: RegionShare, claim: Row | None) -> str:
    if not share.members:
        return _("No economy is ticked. Open a group below the controls, or take a ready-made one.")
    n = len(share.members)
    aim = 50 if claim is None else claim.stated_share_pct
    points = share.points_from(aim)
    goal = _("half") if aim == 50 else f"{aim:g}%"
    if abs(points) < 0.05:
        against = _("just {goal}").format(goal=goal)
    elif points < 0:
        against = _("{points:.1f} points below {goal}").format(points=-points, goal=goal)
    else:
        against = _("{points:.1f} points above {goal}").format(points=points, goal=goal)
    lines = [
        ngettext_(
            "Your {n} economy made {share:.1f}% of world GDP in {year} {measure}: {against}.",
            "Your {n} economies made {share:.1f}% of world GDP in {year} {measure}: {against}.",
            n,
        ).format(
            n=n,
            share=share.total_pct,
            year=share.year,
            measure=measure_name(share.measure),
            against=against,
        ),
        _("{measure} it is {share:.1f}%.").format(
            measure=labels.capital(measure_name(other.measure)), share=other.total_pct
        )
        + " "
        + _state_of(share),
    ]
    if claim is not None:
        said = _("The claim: “{words}”, {who}, {date}, grade {grade}; measure: {measure}.")
        lines.append(
            said.format(
                words=claim.stated_as,
                who=claim.publisher,
                date=claim.date,
                grade=claim.grade,
                measure=_stated_measure(claim.measure),
            )
            + ("" if claim.members_named else " " + _("It does not list the states it counts."))
        )
    return "\n".join(lines)


def _state_of(share: RegionShare) -> str:
    """Say how sure the figures are, and who has none."""
    if share.estimate:
        text = _("The year is an estimate or a projection of the IMF.")
    elif share.estimated:
        n = len(share.estimated)
        text = ngettext_(
            "{n} of the figures is an estimate.", "{n} of the figures are estimates.", n
        ).format(n=n)
    else:
        text = _("None of the figures is an estimate.")
    if share.missing:
        names = ", ".join(area_name(code) for code in share.missing)
        text += " " + _("No figure for this year: {names}.").format(names=names)
    return text


def _stated_measure(measure: str) -> str:
    return {
        "PPP": _("purchasing power parity"),
        "nominal": _("current dollars"),
        "not stated": _("not stated"),
    }[measure]
