"""The ways across the water round Taiwan, from shore to shore, with their widths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import geo, land, layers, lettering, map_words
from ..chart import Chart, NumberTable, Spec, b64, style, unpack
from ..chart.spec import Trace
from ..i18n import _
from ..labelling import settle
from ..names import about_strait, gap_name, wrapped
from ..parts import HEIGHT, TITLE, WIDTH
from ..projection import Plane
from .chain import frame

__all__ = ["CROSSINGS", "crossings"]

CROSSINGS = (
    "taiwan-strait",
    "yonaguni-taiwan-gap",
    "bashi-channel",
    "mavulis-taiwan-main-island",
    "itbayat-taiwan",
    "batan-taiwan",
)
"""The gaps of the straits data set that have a shore of Taiwan or its islets at one end."""

BOX = (19.95, 117.3, 26.75, 124.3)
"""South, west, north and east edge of the map, degrees."""

_SIDES = {
    "taiwan-strait": "top right",
    "yonaguni-taiwan-gap": "bottom center",
    "bashi-channel": "middle right",
    "mavulis-taiwan-main-island": "middle right",
    "itbayat-taiwan": "bottom left",
    "batan-taiwan": "bottom right",
}
_AT = {
    "bashi-channel": 0.35,
    "mavulis-taiwan-main-island": 1.0,
    "itbayat-taiwan": 0.55,
    "batan-taiwan": 0.93,
}
"""Where along the way the width stands, from 0 to 1; the middle if not said."""


def crossings() -> Chart:
    """Draw Taiwan and the shortest ways from its shores to those across the water.

    Returns
    -------
    Chart
        A map; each way is a great circle between two shore points, labelled with its length.
        Kinmen and Matsu are marked without a width: the coast of the mainland beside them is too
        coarse in the data to measure a few kilometres.

    Notes
    -----
    Source: data set ``straits``; land from OpenStreetMap and Natural Earth.

    Examples
    --------
    >>> crossings().alt.splitlines()[1]
    'Taiwan Strait, Pingtan (Fujian)–Hsinchu coast: 128 km.'
    """
    plane = Plane()
    x, y = plane.box(*BOX)
    layout = frame(plane, "north") | {"xaxis.range": x, "yaxis.range": y}
    stored = [_cut(trace, x, y) for trace in _traces(plane, "overview")]
    return Chart(
        _traces(plane, "live"),
        layout,
        title=_("Ways across the water round Taiwan, shore to shore"),
        subtitle=map_words.caption("north"),
        source=map_words.credit(),
        alt=_alt(),
        table=_table(),
        height=HEIGHT,
        twin=Spec(settle(stored, x, y, WIDTH, HEIGHT - TITLE), layout),
        kind="map",
    )


def _gaps() -> list[geo.Strait]:
    by_id = {gap.id: gap for gap in geo.straits()}
    return [by_id[name] for name in CROSSINGS]


def _traces(plane: Plane, detail: str) -> list[Trace]:
    return [
        land.sheet(plane),
        *land.land(plane, detail),
        *_ways(plane),
        *layers.cities(plane, ["Taipei"]),
        _named(plane),
        lettering.regions(plane),
    ]


def _ways(plane: Plane) -> list[Trace]:
    """Draw the shortest ways and write their lengths beside them."""
    points: list[tuple[float | None, float | None]] = []
    places = []
    for gap in _gaps():
        way = geo.great_circle(gap.shore_a, gap.shore_b, 20)
        points += [*(plane.xy(*p) for p in way), (None, None)]
        eastwards = way if gap.shore_a[1] < gap.shore_b[1] else way[::-1]
        places.append(plane.xy(*eastwards[round(_AT.get(gap.id, 0.5) * (len(way) - 1))]))
    return [
        {
            "name": "ways across",
            "mode": "lines",
            "line": {"color": style.ACCENT, "width": 2.4},
            "x": [x for x, _y in points],
            "y": [y for _x, y in points],
            "hoverinfo": "skip",
        },
        {
            "name": "widths",
            "mode": "markers+text",
            "marker": {"symbol": "circle", "size": 6, "color": style.ACCENT},
            "x": [x for x, _y in places],
            "y": [y for _x, y in places],
            "text": [f"{gap_name(gap)}<br>{gap.width_km:.0f} km" for gap in _gaps()],
            "textposition": [_SIDES[gap.id] for gap in _gaps()],
            "textfont": {"size": 12, "color": style.INK},
            "hovertext": [about_strait(gap) for gap in _gaps()],
            "hoverinfo": "text",
            "meta": {"declutter": 1},
        },
    ]


def _named(plane: Plane) -> Trace:
    """Name the islands at the ends, and those off the mainland that get no width."""
    none = wrapped(
        _(
            "No width is given here: the coast of the mainland is too coarse in the data to "
            "measure a few kilometres."
        )
    )
    named = [
        (_("Kinmen"), geo.place("Kinmen").point, none, "bottom center"),
        (_("Matsu Islands"), geo.place("Nangan").point, none, "bottom right"),
        (_("Penghu"), geo.place("Penghu").point, "", "middle left"),
        (_("Ishigaki"), geo.place("Ishigakijima").point, "", "bottom center"),
        (_("Yonaguni"), geo.place("Yonagunijima").point, "", "middle right"),
        (_("Batanes"), geo.place("Itbayat").point, "", "middle right"),
        (_("Pingtan"), _gaps()[0].shore_a, "", "top left"),
    ]
    afloat = [
        (_("China"), (25.9, 118.3), "", "middle center"),
        (_("Senkaku /<br>Diaoyu Dao /<br>Diaoyutai"), (26.15, 123.55), "", "middle center"),
    ]
    dots = [3] * len(named) + [0] * len(afloat)
    named += afloat
    xs, ys = plane.line(point for _name, point, _note, _side in named)
    return {
        "name": "names",
        "mode": "markers+text",
        "marker": {"size": dots, "color": style.INK},
        "x": xs,
        "y": ys,
        "text": [f"<i>{name}</i>" for name, _point, _note, _side in named],
        "textposition": [side for _name, _point, _note, side in named],
        "textfont": {"size": 12, "color": style.INK},
        "hovertext": [f"{name}<br>{note}" if note else name for name, _point, note, _side in named],
        "hoverinfo": "text",
        "meta": {"declutter": 2},
    }


def _cut(trace: Trace, across: Sequence[float], up: Sequence[float]) -> Trace:
    """Leave out of a stored trace of land the outlines that lie outside the map."""
    if not str(trace["name"]).startswith(("land ", "disputed shores")):
        return trace
    xs: list[float | None] = []
    ys: list[float | None] = []
    ring: list[tuple[float, float]] = []
    for x, y in [*zip(unpack(trace["x"]), unpack(trace["y"]), strict=True), (None, None)]:
        if x is not None and x == x:
            ring.append((x, y))
            continue
        if ring and _meets(ring, across, up):
            xs += [*(p[0] for p in ring), None]
            ys += [*(p[1] for p in ring), None]
        ring = []
    return trace | {"x": b64(xs or [None]), "y": b64(ys or [None])}


def _meets(
    ring: Sequence[tuple[float, float]], across: Sequence[float], up: Sequence[float]
) -> bool:
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    room = 3.0  # the map may be wider than its box
    beside = max(xs) < across[0] - room or min(xs) > across[1] + room
    return not beside and max(ys) >= up[0] and min(ys) <= up[1]


def _alt() -> str:
    lines = [_("Map of Taiwan and the shores round it, north up; the shortest ways across:")]
    lines += [
        _("{name}, {between}: {km:.0f} km.").format(
            name=gap_name(gap), between=gap.between.replace(" - ", "–"), km=gap.width_km
        )
        for gap in _gaps()
    ]
    lines.append(_("Kinmen and the Matsu Islands lie close to the mainland; no width is given."))
    return "\n".join(lines)


def _table() -> NumberTable:
    rows: list[list[Any]] = [
        [
            gap.name_en,
            gap.width_km,
            round(gap.width_km / geo.NAUTICAL_MILE_KM, 1),
            gap.between,
            gap.width_published or None,
        ]
        for gap in _gaps()
    ]
    return NumberTable(
        [_("Gap"), _("Width, km"), _("Nautical miles"), _("Between"), _("Published")],
        rows,
        _("Geodesic widths from shore to shore"),
    )
