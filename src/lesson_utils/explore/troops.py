"""US forces by place, 1950 to 2025: personnel, shares or an index, with the Ryukyus in view."""

from __future__ import annotations

from typing import Any

from .. import labels
from ..charts.alliance import draw_troops
from ..charts.troop_notes import PERIODS, place_label
from ..errors import LessonError
from ..i18n import _, ngettext_
from ..measures.presence import (
    FIRST_WITH_OKINAWA,
    TROOP_PLACES,
    TroopCount,
    report_years,
    troop_counts,
    troop_index,
    troop_report,
    troop_shares,
)
from . import control
from .panel import Panel

FIRST_PLACES = ("JPN", "KOR", "PHL")
FIRST_YEAR = 1990


class Troops(Panel):
    """The chart of US personnel with its controls.

    Examples
    --------
    >>> Troops().sentence.splitlines()[0]
    'September 1990: Japan 46,593, South Korea 41,344, Philippines 13,863.'
    """

    def __init__(self) -> None:
        super().__init__(
            _("US forces by place"),
            _controls(),
            chart=draw_troops(FIRST_PLACES, "persons", "apart", "1957", FIRST_YEAR).chart(),
            rows=[["measure", "period"], ["ryukyus", "year"]],
            drawers={_("Choose the places"): [list(TROOP_PLACES)]},
        )

    @property
    def places(self) -> list[str]:
        """The places chosen."""
        return [place for place in TROOP_PLACES if self.value(place)]

    def update(self) -> None:
        """Draw what is chosen and compare the year chosen with the newest report."""
        places, measure, ryukyus = self.places, self.value("measure"), self.value("ryukyus")
        year = self.value("year")
        if not places:
            raise LessonError(_("Choose at least one place: there is nothing to draw."))
        if measure == "share" and len(places) < 2:
            raise LessonError(_("Choose at least two places: one place is always 100% of itself."))
        self.draw(draw_troops(places, measure, ryukyus, self.value("period"), year))
        said = {"persons": _persons, "share": _shares, "index": _indices}[measure]
        lines = [*said(places, year, ryukyus), *_warnings(places, year, measure, ryukyus)]
        self.say("\n".join(lines))


def troops(**chosen: Any) -> Troops:
    """Open the explorer of US forces by place.

    Parameters
    ----------
    **chosen
        First values of the controls: ``measure`` ("persons", "share", "index"), ``period``
        ("whole", "1957", "1974", "2008"), ``ryukyus`` ("apart", "added", "mixed"), ``year``, and
        True or False for each of ``JPN``, ``KOR``, ``PHL``, ``TWN``, ``GUM``.

    Returns
    -------
    Troops
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such control or it does not offer the value.

    Examples
    --------
    >>> troops(year=1953, measure="index").chart.title
    'US active-duty personnel, 1953 = 100'
    """
    panel = Troops()
    panel.choose(**chosen)
    return panel


def _controls() -> dict[str, Any]:
    measures = [
        (_("personnel"), "persons"),
        (_("share of the places shown"), "share"),
        (_("index, year chosen = 100"), "index"),
    ]
    periods = dict(
        zip(
            PERIODS,
            (_("1950 to 2025"), _("from 1957"), _("from 1974"), _("from 2008")),
            strict=True,
        )
    )
    joins = [
        (_("shown apart"), "apart"),
        (_("added to Japan"), "added"),
        (_("run together, as the list has them"), "mixed"),
    ]
    return {
        "measure": control.dropdown(_("Show"), measures, "persons"),
        "period": control.toggles(
            _("Period"), [(name, key) for key, name in periods.items()], "1957"
        ),
        "ryukyus": control.dropdown(_("Ryukyus before 1974"), joins, "apart"),
        "year": control.steps(_("Year"), [(str(y), y) for y in report_years()], FIRST_YEAR),
        **{p: control.checkbox(place_label(p), p in FIRST_PLACES) for p in TROOP_PLACES},
    }


def _month(count: TroopCount) -> str:
    return labels.day(count.when)


def _listed(pairs: list[tuple[str, str]]) -> str:
    return ", ".join(f"{place_label(place)} {text}" for place, text in pairs)


def _persons(places: list[str], year: int, ryukyus: str) -> list[str]:
    found = {p: troop_report(p, year, ryukyus) for p in places}
    known = {p: count for p, count in found.items() if count is not None}
    if not known:
        return [_("No report of {year} counts a place you chose.").format(year=year)]
    month = _month(next(iter(known.values())))
    values = _listed([(p, f"{c.persons:,}") for p, c in known.items()])
    lines = [_("{month}: {values}.").format(month=month, values=values)]
    if year < max(report_years()):
        last = {p: troop_counts(p, ryukyus)[-1] for p in known}
        values = _listed([(p, f"{c.persons:,}") for p, c in last.items()])
        lines.append(
            _("{month}: {values}.").format(month=_month(next(iter(last.values()))), values=values)
        )
        alike = [p for p in known if last[p].covers == known[p].covers]
        more = [place_label(p) for p in alike if last[p].persons > known[p].persons]
        less = [place_label(p) for p in alike if last[p].persons <= known[p].persons]
        if alike:
            lines[-1] += " " + _("More than in {year}: {more}. No more than then: {less}.").format(
                year=year, more=", ".join(more) or _("none"), less=", ".join(less) or _("none")
            )
    return lines


def _shares(places: list[str], year: int, ryukyus: str) -> list[str]:
    of = troop_shares(places, ryukyus)
    then = {p: [pair for pair in pairs if pair[0].year == year] for p, pairs in of.items()}
    dates = {count.when for pairs in of.values() for count, _pct in pairs}
    count_all = ngettext_(
        "{n} report counts all the places chosen; only there is a share drawn.",
        "{n} reports count all the places chosen; only there is a share drawn.",
        len(dates),
    ).format(n=len(dates))
    if not all(then.values()):
        missing = [p for p in places if troop_report(p, year, ryukyus) is None]
        return [
            _("No share for {year}: the reports of that year leave out {places}.").format(
                year=year, places=", ".join(map(place_label, missing)) or _("a place")
            ),
            count_all,
        ]
    picked = {
        p: next((pair for pair in pairs if pair[0].month == 9), pairs[-1])
        for p, pairs in then.items()
    }
    month = _month(next(iter(picked.values()))[0])
    values = _listed([(p, f"{pct:.1f}%") for p, (_count, pct) in picked.items()])
    whole = sum(count.persons for count, _pct in picked.values())
    return [
        _("{month}: {values} of {n:,} in the places shown.").format(
            month=month, values=values, n=whole
        ),
        count_all,
    ]


def _indices(places: list[str], year: int, ryukyus: str) -> list[str]:
    values, missing = [], []
    for place in places:
        if troop_report(place, year, ryukyus) is None:
            missing.append(place_label(place))
            continue
        count, level = troop_index(place, year, ryukyus)[-1]
        values.append(
            (
                place,
                _("{level} ({month})").format(
                    level=f"{level:.{0 if level >= 10 else 1}f}", month=_month(count)
                ),
            )
        )
    lines = []
    if values:
        lines.append(
            _("With {year} as 100 the newest comparable report stands at: {values}.").format(
                year=year, values=_listed(values)
            )
        )
    if missing:
        lines.append(
            _("No index for {places}: no report of {year} to be 100.").format(
                places=", ".join(missing), year=year
            )
        )
    return lines


def _warnings(places: list[str], year: int, measure: str, ryukyus: str) -> list[str]:
    """Say what a reader of the year chosen has to know about the reports."""
    if "JPN" in places and year < FIRST_WITH_OKINAWA:
        if ryukyus == "added":
            return [
                _(
                    "No report before {year} gives both Japan and the Ryukyus, so they cannot be "
                    "added: the line begins in {year}."
                ).format(year=FIRST_WITH_OKINAWA)
            ]
        if ryukyus == "mixed":
            return [
                _(
                    "Careful: for {year} the list holds {what}. Most of the jumps before 1974 come "
                    "from what is counted, not from troops that move."
                ).format(year=year, what=_covered(year))
            ]
        lone = troop_report("RYU", year)
        if lone is not None:
            text = _("The report of {year} gives the Ryukyus, {n:,}, and no figure for Japan.")
            return [text.format(year=year, n=lone.persons)]
        if measure == "index":
            return [
                _("Japan's index stops in 1973: from 1974 its figure includes Okinawa Prefecture.")
            ]
        if troop_report("JPN", year) is not None:
            return [
                _(
                    "Japan's figure of {year} leaves out the Ryukyus, so it is not compared with "
                    "one that includes Okinawa."
                ).format(year=year)
            ]
    doubted = [place_label(p) for p in places if (c := troop_report(p, year, ryukyus)) and c.doubt]
    if doubted:
        text = _("Doubted in {year}: {places}; the mark is hollow, the table says why.")
        return [text.format(year=year, places=", ".join(doubted))]
    newest = [place_label(p) for p in places if troop_counts(p, ryukyus)[-1].doubt]
    if newest and measure != "share":
        text = _("The newest figure for {places} is doubted: forces that rotate are left out.")
        return [text.format(places=", ".join(newest))]
    return []


def _covered(year: int) -> str:
    count = troop_report("JPN", year, "mixed")
    if count is None:
        return _("nothing")
    if count.covers == "Ryukyus only":
        return _("the Ryukyus only")
    return _("Japan without the Ryukyus")
