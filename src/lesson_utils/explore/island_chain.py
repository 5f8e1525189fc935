"""The island-chain explorer: parts, layers, years, measuring, points of view."""

from __future__ import annotations

from typing import Any

from .. import geo, layers, maps
from ..chart import Chart
from ..errors import LessonError
from ..i18n import _, ngettext_
from ..projection import VIEWS, Plane, course, view
from . import control
from .panel import Panel

RADII_KM = (200, 500, 1000)
"""Distance rings round a chosen place, kilometres."""


class IslandChain(Panel):
    """The map of lesson 05 with its controls.

    Parts of the map, layers, chain definitions and years change in the page itself; measuring,
    rings and points of view are worked out by the kernel.

    Examples
    --------
    >>> panel = IslandChain().choose(start="Yonagunijima", end="Taipei", speed=20)
    >>> panel.sentence.splitlines()[0]
    'From Yonagunijima to Taipei it is 162 km or 88 nautical miles by the shortest way.'
    """

    def __init__(self, part: str = "whole") -> None:
        chart = _chart(part)
        controls = _controls(part)
        self._plane = Plane()
        self._seen_from = "north"
        self._before: dict[str, Any] = {}
        self._next_click = "start"
        rows = [["part"], ["islands", "cities", "straits", "sites", "zones"], ["chain", "year"]]
        drawers = {
            _("Measure a distance"): [["start", "end", "speed"]],
            _("Distance rings round a place"): [["center"]],
            _("Point of view: turn the map"): [["seen_from"]],
        }
        self._dial_all(chart, controls)
        super().__init__(
            _("The First Island Chain"), controls, chart=chart, rows=rows, drawers=drawers
        )
        chart.on_click(self._on_click)

    # -- what the page does alone -------------------------------------------------------------

    def _dial_all(self, chart: Chart, controls: dict[str, Any]) -> None:
        parts = [
            {
                "traces": {"island names": {"textposition": maps.name_sides(name)}},
                "layout": self._window(name, controls),
                "subtitle": self._subtitle(name),
            }
            for name in maps.PRESETS
        ]
        chart.dial(controls["part"], parts)
        if self._before:
            return  # the other controls do not depend on how the map is turned
        for layer, names in maps.LAYERS.items():
            patches = [{"traces": {n: {"visible": on} for n in names}} for on in (False, True)]
            chart.dial(controls[layer], patches)
        ids = [chain.id for chain in geo.chains()]
        chart.dial(
            controls["chain"],
            [
                {"traces": {f"chain {i}": {"visible": value in (i, "all")} for i in ids}}
                for _label, value in controls["chain"].options
            ],
        )
        chart.dial(
            controls["year"],
            [
                {"traces": {f"sites {g}": layers.site_state(g, y) for g in layers.OPERATORS}}
                for y in layers.YEARS
            ],
        )

    def _subtitle(self, part: str) -> str:
        return f"{maps.preset_name(part)} · {maps.caption(self._seen_from)}"

    def _window(self, name: str, controls: dict[str, Any]) -> dict[str, list[float]]:
        """Give the ranges of a part; the part now shown is widened to hold the measured lines."""
        ranges = maps.window(self._plane, name)
        start, end = (_place(controls[key].value) for key in ("start", "end"))
        if name != controls["part"].value or not start or not end or start == end:
            return ranges
        traces = layers.measure(self._plane, start, end)
        wider = {}
        for axis, (low, high) in (("x", ranges["xaxis.range"]), ("y", ranges["yaxis.range"])):
            values = [value for trace in traces for value in trace[axis]]
            room = 0.12 * (max(values) - min(values))
            fits = low <= min(values) and max(values) <= high
            wider[f"{axis}axis.range"] = (
                [low, high]
                if fits
                else [min(low, min(values) - room), max(high, max(values) + room)]
            )
        return wider

    # -- what the kernel works out ------------------------------------------------------------

    def update(self) -> None:
        """Bring rings, lines, direction, words and numbers up to date."""
        now = {key: item.value for key, item in self.controls.items()}
        changed = [key for key in now if now[key] != self._before.get(key, object())]
        first = not self._before
        self._before = now
        if self.chart is None:
            return
        turned = "seen_from" in changed and not first
        if turned:
            self._turn(now["seen_from"])
        if turned or {"center", "start", "end"} & set(changed):
            self._draw_tools(now)
        self._say(now, changed, first)

    def _turn(self, seen_from: str) -> None:
        chart = self.chart
        if chart is None:
            return
        self._plane, self._seen_from = view(seen_from), seen_from
        moved = {t["name"]: {"x": t["x"], "y": t["y"]} for t in maps.traces(self._plane)}
        chart.patch(moved, maps.frame(self._plane, seen_from))
        self._dial_all(chart, self.controls)

    def _draw_tools(self, now: dict[str, Any]) -> None:
        start, end, center = (_place(now[key]) for key in ("start", "end", "center"))
        made = [
            *layers.rings(self._plane, center, RADII_KM),
            *layers.measure(self._plane, start, end),
        ]
        keys = ("x", "y", "text")
        if self.chart is not None:
            self.chart.patch({t["name"]: {k: t[k] for k in keys if k in t} for t in made})
            self._dial_all(self.chart, self.controls)

    def _say(self, now: dict[str, Any], changed: list[str], first: bool) -> None:
        show = [layer for layer in maps.LAYERS if now[layer]]
        last = next((key for key in ("straits", "sites", "islands") if key in changed), None)
        if last in show and not first:
            show = [*(layer for layer in show if layer != last), last]
        elif "year" in changed and "sites" in show and not first:
            show = [*(layer for layer in show if layer != "sites"), "sites"]
        chain = None if now["chain"] == "none" else now["chain"]
        words = maps.describe(now["part"], show, chain, now["year"] or None, now["seen_from"])
        tools = [text for text in (_measured(now), _ringed(now)) if text]
        if self.chart is not None:
            self.chart.patch(
                alt="\n".join([words, *tools]),
                table=maps.table(now["part"], show, now["year"] or None),
            )
        self.say(self._sentence(now, set() if first else set(changed)))

    def _sentence(self, now: dict[str, Any], changed: set[str]) -> str:
        if changed & {"start", "end", "speed"}:
            return _measured(now) or _("Choose two places to measure between them.")
        if "center" in changed:
            return _ringed(now) or _("Choose a place to draw rings round it.")
        if "seen_from" in changed:
            return seen_text(now["seen_from"])
        if "chain" in changed:
            return chain_text(now["chain"])
        if changed & {"year", "sites"}:
            if not now["sites"]:
                return _("The sites are not shown. Tick “Defence sites” to see them year by year.")
            return maps.sites_text(now["year"] or None)
        if "straits" in changed and now["straits"]:
            return straits_text(now["part"])
        if "zones" in changed and now["zones"]:
            return zones_text()
        return part_text(now["part"])

    def _on_click(self, _trace: str, _point: int, name: Any) -> None:
        options = [value for _label, value in self.controls["start"].options]
        if name not in options:
            return
        key, self._next_click = self._next_click, "end" if self._next_click == "start" else "start"
        self.controls[key].value = name


def island_chain(part: str = "whole") -> IslandChain:
    """Open the island-chain explorer.

    Parameters
    ----------
    part : str, optional
        The part of the map shown first, one of ``lu.maps.PRESETS``.

    Returns
    -------
    IslandChain
        A panel; show it as the last line of a cell.

    Raises
    ------
    UnknownNameError
        If there is no such part.

    Examples
    --------
    >>> island_chain("nansei").value("part")
    'nansei'
    """
    return IslandChain(part)


def _chart(part: str) -> Chart:
    """Draw every layer and the empty tools; the controls then show and hide them."""
    plane = Plane()
    show, chain = ("islands", "cities"), "article"
    return Chart(
        [
            *maps.traces(plane, part),
            *layers.rings(plane, None, RADII_KM),
            *layers.measure(plane, None, None),
        ],
        maps.frame(plane, "north") | maps.window(plane, part),
        title=_("The First Island Chain"),
        subtitle=maps.caption("north"),
        source=maps.credit(),
        alt=maps.describe(part, show, chain, None, "north"),
        table=maps.table(part, show),
        height=maps.HEIGHT,
        twin=maps.stored(part, show, chain, None, "north"),
        kind="map",
    )


def _controls(part: str) -> dict[str, Any]:
    places: list[tuple[str, Any]] = [(_("– choose –"), "")]
    places += [(layers.place_name(c), c.name_en) for c in geo.cities()]
    islands = sorted(geo.islands(), key=lambda i: -i.lat)
    places += [(f"{layers.place_name(i)} ({i.group})", i.name_en) for i in islands]
    chains: list[tuple[str, Any]] = [(layers.chain_name(c.id), c.id) for c in geo.chains()]
    chains += [(_("all four"), "all"), (_("none"), "none")]
    years = [(str(y) if y else _("now"), y or 0) for y in layers.YEARS]
    views = [(_("north up") if v == "north" else layers.place_name(geo.place(v)), v) for v in VIEWS]
    return {
        "part": control.toggles(
            _("Part of the map"), [(maps.preset_name(p), p) for p in maps.PRESETS], part
        ),
        "islands": control.checkbox(_("Islands"), True),
        "cities": control.checkbox(_("Cities"), True),
        "straits": control.checkbox(_("Gaps and their widths")),
        "sites": control.checkbox(_("Defence sites")),
        "zones": control.checkbox(_("12-mile zones (not legal limits)")),
        "chain": control.dropdown(_("Line of the chain (schematic)"), chains, "article"),
        "year": control.steps(_("Sites as of"), years, 0),
        "start": control.dropdown(_("From"), places, ""),
        "end": control.dropdown(_("To"), places, ""),
        "speed": control.number(_("Speed, knots"), 20, 1, 60),
        "center": control.dropdown(_("Rings of 200, 500 and 1000 km round"), places, ""),
        "seen_from": control.toggles(_("Seen from"), views, "north"),
    }


def _place(name: str) -> geo.Place | None:
    return geo.place(name) if name else None


def _measured(now: dict[str, Any]) -> str:
    start, end = _place(now["start"]), _place(now["end"])
    if not start or not end:
        return ""
    if start == end:
        raise LessonError(
            _("{place} is both the start and the end. Choose two different places.").format(
                place=layers.place_name(start)
            )
        )
    km = geo.distance_km(start.point, end.point)
    miles = km / geo.NAUTICAL_MILE_KM
    text = _(
        "From {a} to {b} it is {km:,.0f} km or {nm:,.0f} nautical miles by the shortest way."
    ).format(a=layers.place_name(start), b=layers.place_name(end), km=km, nm=miles)
    more = geo.rhumb_km(start.point, end.point) - km
    if more >= 1:
        text += "\n" + _("The straight line on the map is {more:,.0f} km longer.").format(more=more)
    else:
        text += "\n" + _("The straight line on the map is less than 1 km longer.")
    return (
        text
        + " "
        + _("At {speed} knots: {hours}.").format(
            speed=now["speed"], hours=_hours(miles / now["speed"])
        )
    )


def _hours(hours: float) -> str:
    if hours < 48:
        return _("{n:.1f} hours").format(n=hours)
    return _("{n:.1f} days").format(n=hours / 24)


def _ringed(now: dict[str, Any]) -> str:
    center = _place(now["center"])
    if center is None:
        return ""
    counts = [
        sum(geo.distance_km(center.point, i.point) <= r for i in geo.islands() if i != center)
        for r in RADII_KM
    ]
    listed = "; ".join(
        _("{km:,} km: {n}").format(km=r, n=n) for r, n in zip(RADII_KM, counts, strict=True)
    )
    return _(
        "Islands of the data set within each ring round {place}: {counts}. A ring is a distance, "
        "not the range of anything."
    ).format(place=layers.place_name(center), counts=listed)


def part_text(part: str) -> str:
    """Say what a part of the map holds.

    Examples
    --------
    >>> part_text("nansei").split(":")[0]
    'Nansei Islands'
    """
    found = maps.in_view(part)
    north, south = max(found, key=lambda i: i.lat), min(found, key=lambda i: i.lat)
    km = geo.distance_km(north.point, south.point)
    return _(
        "{part}: {n} islands of the data set, from {first} in the north to {last} in the south, "
        "{km:,.0f} km apart."
    ).format(
        part=maps.preset_name(part),
        n=len(found),
        first=layers.place_name(north),
        last=layers.place_name(south),
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
    ).format(name=layers.chain_name(name), definition=chain.definition, km=round(km, -2))


def straits_text(part: str) -> str:
    """Say which gaps a part of the map shows, and how many are wider than two 12-mile belts.

    Examples
    --------
    >>> straits_text("sakishima").split(",")[0]
    '1 gap lies wholly in this part. The widest is Uotsuri - Ishigaki: 150 km'
    """
    gaps = maps.straits_in(part)
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
        f"{layers.place_name(p)} {geo.distance_km(here.point, p.point):,.0f} km" for p in order
    )
    others = [geo.place(n) for n in VIEWS[1:] if n != seen_from]
    side = {p.name_en: (course(here.point, p.point) - ahead + 180) % 360 - 180 for p in others}
    text = _("Seen from {place}, up is {direction}. Nearest first: {listed}.").format(
        place=layers.place_name(here), direction=_compass(ahead), listed=listed
    )
    sectors = [
        (_("In front: {names}."), 0),
        (_("To the left: {names}."), -1),
        (_("To the right: {names}."), 1),
        (_("Behind: {names}."), 2),
    ]
    for words, quarter in sectors:
        there = [layers.place_name(p) for p in others if _quarter(side[p.name_en]) == quarter]
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
