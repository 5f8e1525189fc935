"""The same 550 billion dollars in yen, day by day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from .. import data, evidence, labels, money
from ..chart import Chart, NumberTable, Spec, style
from ..errors import LessonError
from ..i18n import _
from ..measures import pledge_ceiling
from ..tables import Row
from .drawing import Drawing

__all__ = ["ARTICLE", "draw_pledge_in_yen", "pledge_in_yen", "saved"]

ARTICLE = evidence.ARTICLE_DATE
"""Day of the article."""

HEIGHT = 380
SHOWN_IN_TWIN = 500  # points of the curve saved with a notebook


def pledge_in_yen(start: str = "2025-07-22", end: str = "2026-01-17") -> Chart:
    """Draw what the pledge came to in yen, with what newspapers printed.

    Parameters
    ----------
    start, end : str
        First and last day.

    Returns
    -------
    Chart
        A line of the daily fixings, a band round ¥87 trillion, the days that fit, the printed
        figures. Source: European Central Bank; newspapers.

    Examples
    --------
    >>> print(pledge_in_yen().alt.splitlines()[1])
    Fixings in the band: 8.
    """
    rates = money.rates(start, end)
    if not rates:
        raise LessonError(f"There is no fixing between {start!r} and {end!r}. Give a longer span.")
    return draw_pledge_in_yen(rates, (86.5, 87.5), ARTICLE).chart()


def draw_pledge_in_yen(
    rates: Sequence[money.Rate], band: tuple[float, float], day: datetime.date
) -> Drawing:
    """Give the drawing for a period, a band in trillion yen and a day.

    Parameters
    ----------
    rates : sequence of Rate
        The fixings of the period, in order.
    band : tuple of float
        Lowest and highest trillion yen that fit; both count.
    day : datetime.date
        The day that is marked.
    """
    factor = pledge_ceiling() / 1000  # yen per dollar → trillion yen
    low, high = band
    fits = [one for one in rates if low <= factor * one <= high]
    first, last = rates[0].fixing, max(rates[-1].fixing, day)
    printed = [r for r in data.load("pledge_in_yen") if first <= r.date <= last]
    chosen = money.rate(day)
    values = [factor * one for one in rates]
    floor = min(*values, low, *(r.stated_yen_trillion for r in printed))
    top = max(*values, high, *(r.stated_yen_trillion for r in printed))
    room = 0.08 * (top - floor)
    span = [floor - room, top + room]
    in_view = first <= ARTICLE <= last
    return Drawing(
        traces=[
            {
                "name": _("fixings"),
                "type": "scatter",
                "mode": "lines",
                "x": [one.fixing.isoformat() for one in rates],
                "y": [float(one) for one in rates],
                "yaxis": "y2",
                "line": {"color": style.MUTED, "width": 1.4},
                "hovertemplate": _("%{x}: %{y:.2f} yen per US$") + "<extra></extra>",
            },
            {
                "name": _("days that fit"),
                "type": "scatter",
                "mode": "markers",
                "x": [one.fixing.isoformat() for one in fits],
                "y": [round(factor * one, 3) for one in fits],
                "marker": {"color": style.ACCENT, "size": 8},
                "hovertemplate": _("%{x}: ¥%{y:.2f} trillion, fits") + "<extra></extra>",
            },
            {
                "name": _("as printed"),
                "type": "scatter",
                "mode": "markers+text",
                "x": [r.date.isoformat() for r in printed],
                "y": [r.stated_yen_trillion for r in printed],
                "text": [f"¥{r.stated_yen_trillion:.0f}" for r in printed],
                "customdata": [r.outlet for r in printed],
                "textposition": [
                    "middle right" if r.date == ARTICLE else "bottom center" for r in printed
                ],
                "textfont": {"color": style.INK, "size": 12},
                "marker": {
                    "symbol": "diamond-open",
                    "size": 9,
                    "color": style.INK,
                    "line": {"width": 1.6},
                },
                "meta": {"declutter": True},
                "hovertemplate": _("%{x}: ¥%{y:.0f} trillion<br>%{customdata}") + "<extra></extra>",
            },
            {
                "name": _("the day chosen"),
                "type": "scatter",
                "mode": "markers",
                "x": [chosen.fixing.isoformat()],
                "y": [round(factor * chosen, 3)],
                "marker": {
                    "symbol": "circle-open",
                    "size": 14,
                    "color": style.LATER,
                    "line": {"width": 2.5},
                },
                "hovertemplate": _("%{x}: ¥%{y:.2f} trillion, chosen") + "<extra></extra>",
            },
        ],
        layout={
            "xaxis.type": "date",
            "xaxis.range": [
                (first - datetime.timedelta(days=max(2, (last - first).days // 40))).isoformat(),
                (last + datetime.timedelta(days=max(4, (last - first).days // 14))).isoformat(),
            ],
            "xaxis.nticks": 6,
            "yaxis.range": span,
            "yaxis.title.text": _("$550 billion in trillion yen"),
            "yaxis2": {
                **style.layout("chart", HEIGHT)["yaxis"],
                "overlaying": "y",
                "side": "right",
                "tickmode": "auto",
                "nticks": 7,
                "showgrid": False,
                "range": [value / factor for value in span],
                "title": {
                    "text": _("yen per US$"),
                    "font": {"color": style.MUTED, "size": 13},
                    "standoff": 8,
                },
            },
            "margin.r": 62,
            "shapes": [
                {
                    "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": low, "y1": high,
                    "fillcolor": style.ACCENT, "opacity": 0.14, "line": {"width": 0},
                    "layer": "below",
                },
                {
                    "type": "line", "x0": ARTICLE.isoformat(), "x1": ARTICLE.isoformat(),
                    "yref": "paper", "y0": 0, "y1": 1, "visible": in_view,
                    "line": {"color": style.AXIS, "width": 1, "dash": "dot"},
                },
            ],
            "annotations": [
                {
                    "text": _("the article"), "x": ARTICLE.isoformat(), "y": 0, "yref": "paper",
                    "xanchor": "right", "yanchor": "bottom", "showarrow": False,
                    "visible": in_view, "xshift": -4,
                    "font": {"color": style.MUTED, "size": 12},
                },
                {
                    "text": _("band ¥{low:g}–{high:g} trillion").format(low=low, high=high),
                    "xref": "paper", "x": 0.01, "y": high, "xanchor": "left",
                    "yanchor": "bottom", "showarrow": False,
                    "font": {"color": style.ACCENT, "size": 12},
                },
            ],
        },
        title=_("The same $550 billion in yen, day by day"),
        subtitle=_("{first} to {last}; daily fixings, none on weekends and holidays").format(
            first=labels.day(first), last=labels.day(last)
        ),
        source="; ".join((data.load("fx_usdjpy_daily").source, data.load("pledge_in_yen").source)),
        alt=_alt(rates, values, fits, printed, band),
        table=NumberTable(
            [_("Day"), _("What"), _("Yen per US$"), _("Trillion yen")],
            [
                *([one.fixing.isoformat(), _("fits"), float(one), round(factor * one, 2)]
                  for one in fits),
                *([r.date.isoformat(), r.outlet, r.implied_jpy_per_usd, r.stated_yen_trillion]
                  for r in printed),
                *([one.fixing.isoformat(), what, float(one), round(factor * one, 2)]
                  for what, one in [*_turns(rates), (_("the day chosen"), chosen)]),
            ],
        ),
        height=HEIGHT,
    )  # fmt: skip


def _turns(rates: Sequence[money.Rate]) -> list[tuple[str, money.Rate]]:
    """Name the ends and the extremes of the line, which the text alternative speaks of."""
    return [
        (_("the line begins"), rates[0]),
        (_("the line's lowest"), min(rates)),
        (_("the line's highest"), max(rates)),
        (_("the line ends"), rates[-1]),
    ]


def _alt(
    rates: Sequence[money.Rate],
    values: Sequence[float],
    fits: Sequence[money.Rate],
    printed: Sequence[Row],
    band: tuple[float, float],
) -> str:
    low, high = (values.index(edge) for edge in (min(values), max(values)))
    lines = [
        _(
            "Line chart: $550 billion in trillion yen at each fixing from {first} to {last}, with "
            "a band from {low:g} to {high:g}. The line begins at {begin:.1f} and ends at {end:.1f};"
            " its lowest point is {least:.1f} ({least_day}), its highest {most:.1f} ({most_day})."
        ).format(
            first=labels.day(rates[0].fixing), last=labels.day(rates[-1].fixing),
            low=band[0], high=band[1], begin=values[0], end=values[-1],
            least=values[low], least_day=labels.day(rates[low].fixing),
            most=values[high], most_day=labels.day(rates[high].fixing),
        ),
        _("Fixings in the band: {n}.").format(n=len(fits)),
    ]  # fmt: skip
    lines += [
        _("{outlet}, {day}: ¥{yen:.0f} trillion.").format(
            outlet=r.outlet, day=labels.day(r.date), yen=r.stated_yen_trillion
        )
        for r in printed
    ]
    return "\n".join(lines)


def saved(drawing: Drawing) -> Spec | None:
    """Give a lighter picture to save, where the curve is long; else nothing."""
    line = drawing.traces[0]
    step = -(-len(line["x"]) // SHOWN_IN_TWIN)
    if step == 1:
        return None
    thin = line | {"x": line["x"][::step], "y": line["y"][::step]}
    return Spec([thin, *drawing.traces[1:]], drawing.layout)
