"""The island-chain explorer: parts, layers, years, measuring, points of view."""

from __future__ import annotations

from typing import Any

from .. import geo, layers, lettering, map_words, parts
from ..chart import Chart, Spec
from ..i18n import _
from ..maps.chain import LAYERS, frame, stored, traces
from ..names import chain_name, place_name
from ..projection import VIEWS, Plane, view
from ..site_layer import OPERATORS, YEARS, site_state
from . import chain_words, control
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
        controls = _controls(part)
        chart = _chart(part, controls)
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
        with chart.hold_sync():  # one message for all the dials
            self._dial_all(chart, controls)
        super().__init__(
            _("The First Island Chain"), controls, chart=chart, rows=rows, drawers=drawers
        )
        chart.on_click(self._on_click)

    # -- what the page does alone -------------------------------------------------------------

    def _dial_all(self, chart: Chart, controls: dict[str, Any]) -> None:
        windows = [
            {
                "traces": {"island names": {"textposition": lettering.name_sides(name)}},
                "layout": self._window(name, controls),
                "subtitle": self._subtitle(name),
            }
            for name in parts.PRESETS
        ]
        chart.dial(controls["part"], windows)
        if self._before:
            return  # the other controls do not depend on how the map is turned
        for layer, names in LAYERS.items():
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
            [{"traces": {f"sites {g}": site_state(g, year) for g in OPERATORS}} for year in YEARS],
        )

    def _subtitle(self, part: str) -> str:
        return f"{parts.preset_name(part)} · {map_words.caption(self._seen_from)}"

    def _window(self, name: str, controls: dict[str, Any]) -> dict[str, list[float]]:
        """Give the ranges of a part; the part now shown is widened to hold the measured lines."""
        ranges = parts.window(self._plane, name)
        start, end = (_place(controls[key].value) for key in ("start", "end"))
        if name != controls["part"].value or not start or not end or start == end:
            return ranges
        drawn = layers.measure(self._plane, start, end)
        wider = {}
        for axis, (low, high) in (("x", ranges["xaxis.range"]), ("y", ranges["yaxis.range"])):
            values = [value for trace in drawn for value in trace[axis]]
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
        now = self.values()
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
        if {"start", "end"} & set(changed) and not first:
            self._dial_all(self.chart, self.controls)  # the window widens to hold the lines
        self._say(now, changed, first)

    def _turn(self, seen_from: str) -> None:
        chart = self.chart
        if chart is None:
            return
        self._plane, self._seen_from = view(seen_from), seen_from
        moved = {t["name"]: {"x": t["x"], "y": t["y"]} for t in traces(self._plane)}
        chart.patch(moved, frame(self._plane, seen_from))
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

    def _say(self, now: dict[str, Any], changed: list[str], first: bool) -> None:
        show, chain = _shown(now)
        last = next((key for key in ("straits", "sites", "islands") if key in changed), None)
        if last in show and not first:
            show = [*(layer for layer in show if layer != last), last]
        elif "year" in changed and "sites" in show and not first:
            show = [*(layer for layer in show if layer != "sites"), "sites"]
        words = map_words.describe(now["part"], show, chain, now["year"] or None, now["seen_from"])
        tools = [text for text in (_measured(now), _ringed(now)) if text]
        if self.chart is not None:
            self.chart.patch(
                alt="\n".join([words, *tools]),
                table=map_words.table(now["part"], show, now["year"] or None),
            )
        self.say(self._sentence(now, set() if first else set(changed)))

    def _sentence(self, now: dict[str, Any], changed: set[str]) -> str:
        if changed & {"start", "end", "speed"}:
            return _measured(now) or _("Choose two places to measure between them.")
        if "center" in changed:
            return _ringed(now) or _("Choose a place to draw rings round it.")
        if "seen_from" in changed:
            return chain_words.seen_text(now["seen_from"])
        if "chain" in changed:
            return chain_words.chain_text(now["chain"])
        if changed & {"year", "sites"}:
            if not now["sites"]:
                return _("The sites are not shown. Tick “Defence sites” to see them year by year.")
            return map_words.sites_text(now["year"] or None)
        if "straits" in changed and now["straits"]:
            return chain_words.straits_text(now["part"])
        if "zones" in changed and now["zones"]:
            return chain_words.zones_text()
        return chain_words.part_text(now["part"])

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


def _chart(part: str, controls: dict[str, Any]) -> Chart:
    """Draw every layer and the empty tools; the controls then show and hide them."""

    def saved() -> Spec:
        now = {key: one.value for key, one in controls.items()}
        show, chain = _shown(now)
        return stored(now["part"], show, chain, now["year"] or None, now["seen_from"])

    plane = Plane()
    show, chain = ("islands", "cities"), "article"
    return Chart(
        [
            *traces(plane, part),
            *layers.rings(plane, None, RADII_KM),
            *layers.measure(plane, None, None),
        ],
        frame(plane, "north") | parts.window(plane, part),
        title=_("The First Island Chain"),
        subtitle=map_words.caption("north"),
        source=map_words.credit(),
        alt=map_words.describe(part, show, chain, None, "north"),
        table=map_words.table(part, show),
        height=parts.HEIGHT,
        twin=saved,
        kind="map",
    )


def _controls(part: str) -> dict[str, Any]:
    places: list[tuple[str, Any]] = [(_("– choose –"), "")]
    places += [(place_name(c), c.name_en) for c in geo.cities()]
    islands = sorted(geo.islands(), key=lambda i: -i.lat)
    places += [(f"{place_name(i)} ({i.group})", i.name_en) for i in islands]
    chains: list[tuple[str, Any]] = [(chain_name(c.id), c.id) for c in geo.chains()]
    chains += [(_("all four"), "all"), (_("none"), "none")]
    years = [(str(y) if y else _("now"), y or 0) for y in YEARS]
    views = [(_("north up") if v == "north" else place_name(geo.place(v)), v) for v in VIEWS]
    return {
        "part": control.toggles(
            _("Part of the map"), [(parts.preset_name(p), p) for p in parts.PRESETS], part
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


def _shown(now: dict[str, Any]) -> tuple[list[str], str | None]:
    """Give the layers that are shown, in their order, and the line of the chain, if any."""
    show = [layer for layer in LAYERS if now[layer]]
    return show, None if now["chain"] == "none" else now["chain"]


def _place(name: str) -> geo.Place | None:
    return geo.place(name) if name else None


def _measured(now: dict[str, Any]) -> str:
    return chain_words.measured_text(_place(now["start"]), _place(now["end"]), now["speed"])


def _ringed(now: dict[str, Any]) -> str:
    return chain_words.ringed_text(_place(now["center"]), RADII_KM)
