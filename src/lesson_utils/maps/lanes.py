"""The map of the way from the Gulf to Japan: schematic lines, narrow passages, citable shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import data, geo
from ..chart import Chart, NumberTable, Spec, style
from ..chart.spec import Trace
from ..i18n import _
from ..labelling import settle
from ..measures.energy import Passage, lanes, passages
from ..projection import Plane
from .bare_land import Flat, bare_land
from .world import WIDTH

__all__ = ["sea_lanes"]

LANES_VIEW = (-13.0, 45.0, 40.0, 147.0)
"""South, west, north and east edge of the map, degrees."""

_SHARE_OF_CRUDE = "% of crude oil imports (about)"


def sea_lanes() -> Chart:
    """Draw the way from the Gulf to Japan with its narrow passages.

    Returns
    -------
    Chart
        A map of two schematic lines, six passages with their widths from shore to shore, and the
        citable shares of trade with their definitions.

    Examples
    --------
    >>> sea_lanes().alt.splitlines()[0]
    'Map from the Gulf to Japan, north up, land without borders.'
    """
    plane = Flat()
    x, y = plane.box(*LANES_VIEW)
    traces = [bare_land(plane, LANES_VIEW), *_ways(plane), _gaps(plane), *_lane_words(plane)]
    layout: dict[str, Any] = {"xaxis.range": x, "yaxis.range": y}
    height = 460
    facts = _facts()
    by_malacca, by_lombok = lanes()
    widths = ", ".join(f"{_passage_name(p)} {p.width_km:.0f} km" for p in passages())
    return Chart(
        traces,
        layout,
        title=_("From the Gulf to Japan: the way of the oil"),
        subtitle=_(
            "Schematic lines, own drawing, no ships' tracks · widths in km from shore to shore"
        ),
        source=_(
            "Land: Natural Earth. Passages measured on data © OpenStreetMap contributors (ODbL "
            "1.0) · Mercator projection · shares: sources in the table of numbers"
        ),
        alt="\n".join(
            [
                _("Map from the Gulf to Japan, north up, land without borders."),
                _(
                    "A line leads from the Gulf through {through} to Japan, about {km:,.0f} km as "
                    "drawn; a dashed one by the Lombok Strait is {more:,.0f} km longer."
                ).format(
                    through=", ".join(_way_names(by_malacca.through)),
                    km=round(by_malacca.length_km, -2),
                    more=round(by_lombok.length_km - by_malacca.length_km, -2),
                ),
                _("Widths from shore to shore: {widths}.").format(widths=widths),
                *(f"{item}: {value} ({who})." for item, value, who in facts),
            ]
        ),
        table=NumberTable(
            [_("What"), _("Value"), _("Source or way of measuring")],
            [
                *(
                    [
                        _("{name}, width").format(name=_passage_name(p)),
                        f"{p.width_km:.1f} km",
                        _("shore to shore: {between}").format(between=p.between),
                    ]
                    for p in passages()
                ),
                *(
                    [
                        _lane_name(lane.id),
                        f"{round(lane.length_km, -2):,.0f} km",
                        _("length of the drawing"),
                    ]
                    for lane in lanes()
                ),
                *([item, value, who] for item, value, who in facts),
            ],
            _("Each share has its own definition: none can be added to another"),
        ),
        height=height,
        twin=Spec(settle(traces, x, y, WIDTH, height - 70), layout),
        kind="map",
    )


def _facts() -> list[tuple[str, str, str]]:
    """Take the citable shares, as their tables word them."""
    found = []
    for row in data.load("chokepoint_figures"):
        value = f"{row.value:g}" if row.value_high is None else f"{row.value:g}–{row.value_high:g}"
        found.append((f"{row.item} ({row.date})", f"{value} {row.unit}", row.publisher))
    for row in data.load("supply_chains").where(theme="straits"):
        found.append((row.item, f"{row.value:g} {row.unit}", row.publisher))
    return found


def _passage_name(passage: Passage) -> str:
    return {
        "strait-of-hormuz": _("Strait of Hormuz"),
        "strait-of-malacca": _("Strait of Malacca"),
        "singapore-strait": _("Singapore Strait"),
        "lombok-strait": _("Lombok Strait"),
        "taiwan-strait": _("Taiwan Strait"),
        "bashi-channel": _("Bashi Channel"),
    }[passage.id]


def _way_names(ids: Sequence[str]) -> list[str]:
    known = {passage.id: passage for passage in passages()}
    return [_passage_name(known[name]) for name in ids]


def _lane_name(name: str) -> str:
    return {
        "malacca": _("Gulf to Japan by way of Malacca"),
        "lombok": _("Gulf to Japan by way of Lombok"),
    }[name]


def _ways(plane: Plane) -> list[Trace]:
    looks = {"malacca": (style.ACCENT, "solid", 2.6), "lombok": (style.LATER, "dash", 1.8)}
    traces = []
    for lane in reversed(lanes()):
        colour, dash, width = looks[lane.id]
        xs, ys = plane.line(lane.line)
        about = f"{_lane_name(lane.id)}<br>" + _("schematic, own drawing")
        traces.append(
            {
                "name": f"lane {lane.id}",
                "mode": "lines",
                "line": {"color": colour, "width": width, "dash": dash},
                "x": xs,
                "y": ys,
                "text": [about] * len(xs),
                "hoverinfo": "text",
            }
        )
    return traces


def _gaps(plane: Plane) -> Trace:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for passage in passages():
        x, y = plane.line([passage.shore_a, passage.shore_b])
        xs += [*x, None]
        ys += [*y, None]
    return {
        "name": "widths",
        "mode": "lines",
        "line": {"color": style.INK, "width": 1.8},
        "x": xs,
        "y": ys,
        "hoverinfo": "skip",
    }


SIDES = {
    "strait-of-hormuz": "top right",
    "strait-of-malacca": "top right",
    "singapore-strait": "bottom left",
    "lombok-strait": "bottom right",
    "taiwan-strait": "middle left",
    "bashi-channel": "bottom right",
}
"""Where the name of a passage stands, chosen by eye."""


def _lane_words(plane: Plane) -> list[Trace]:
    oil = {row.date: row for row in data.load("chokepoint_figures").where(unit=_SHARE_OF_CRUDE)}
    latest = oil[max(oil)]
    trade = {row["item"]: row.value for row in data.load("supply_chains").where(theme="straits")}
    second = {
        "strait-of-hormuz": _("about {n:.0f}% of Japan's crude imports ({year})").format(
            n=latest.value, year=latest.date[:4]
        ),
        "taiwan-strait": _("{n:.0f}% of Japan's imports (2022)").format(
            n=trade["Japan imports through the Taiwan Strait 2022"]
        ),
    }
    found = passages()
    xs, ys = plane.line(p.middle for p in found)
    names = []
    for p in found:
        lines = [f"{_passage_name(p)}, {p.width_km:.0f} km"]
        lines += [second[p.id]] if p.id in second else []
        names.append("<br>".join(lines))
    marks: Trace = {
        "name": "passages",
        "mode": "markers+text",
        "marker": {"symbol": "circle", "size": 7, "color": style.INK},
        "x": xs,
        "y": ys,
        "text": names,
        "textposition": [SIDES[p.id] for p in found],
        "textfont": {"size": 11, "color": style.INK},
        "hovertext": [
            f"<b>{_passage_name(p)}</b><br>"
            + _("{km:.1f} km from shore to shore: {between}").format(
                km=p.width_km, between=p.between
            )
            for p in found
        ],
        "hoverinfo": "text",
        "meta": {"declutter": 1},
    }
    sea = _("South China Sea: {n:.0f}%<br>of Japan's maritime trade (2016)").format(
        n=trade["Japan maritime trade through the South China Sea 2016"]
    )
    tokyo = geo.place("Tokyo")
    ends = [(_("The Gulf"), 29.2, 48.2), (_("Tokyo"), *tokyo.point), (sea, 13.6, 112.6)]
    x, y = plane.line((lat, lon) for _name, lat, lon in ends)
    return [
        marks,
        {
            "name": "places",
            "mode": "markers+text",
            "marker": {"size": [1, 7, 1], "symbol": "circle-open", "color": style.INK},
            "x": x,
            "y": y,
            "text": [name for name, _lat, _lon in ends],
            "textposition": ["middle right", "middle left", "middle left"],
            "textfont": {"size": 11, "color": style.MUTED},
            "hoverinfo": "skip",
            "meta": {"declutter": 2},
        },
    ]
