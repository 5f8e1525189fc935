"""What is written on the chart of US forces: names, last values, breaks of the series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..chart import style
from ..i18n import _
from ..measures.presence import RYUKYUS, TroopCount
from ..states import state_name

PERIODS = {
    "whole": ("1949-06", "2026-06"),
    "1957": ("1957-01", "2026-06"),
    "1974": ("1973-06", "2026-06"),
    "2008": ("2007-12", "2026-03"),
}
"""Parts of the time that the troops chart can show, as ranges of its axis."""

HEIGHT = 430
_ROOM = 0.085
_NOW = 2025
Point = tuple[TroopCount, float]


def place_label(place: str) -> str:
    """Name a place of the us_forces data set for a reader.

    Examples
    --------
    >>> place_label("TWN")
    'Taiwan (ROC)'
    """
    return {RYUKYUS: _("Ryukyu Islands"), "GUM": _("Guam")}.get(place) or state_name(place)


def rules(chosen: Sequence[str], year: int, period: str) -> list[dict[str, Any]]:
    """Draw the upright lines: breaks of the series and the year chosen.

    Examples
    --------
    >>> len(rules(["JPN"], 1990, "whole"))
    3
    """
    return [
        {
            "type": "line", "xref": "x", "yref": "paper", "x0": when, "x1": when, "y0": 0, "y1": 1,
            "line": {"color": colour, "width": 1.2, "dash": dash}, "layer": "below",
        }
        for when, _text, colour, dash in _marks(chosen, year, period)
    ]  # fmt: skip


def rule_names(chosen: Sequence[str], year: int, period: str) -> list[dict[str, Any]]:
    """Write what each upright line stands for.

    Examples
    --------
    >>> rule_names(["KOR"], 1990, "1974")[-1]["text"]
    '1990'
    """
    made = []
    for when, text, colour, _dash in _marks(chosen, year, period):
        own = text == str(year)
        made.append(
            {
                "x": when, "xref": "x", "y": 1, "yref": "paper", "text": text, "showarrow": False,
                "xanchor": "center" if own else "left", "yanchor": "bottom" if own else "top",
                "xshift": 0 if own else 4,
                "bgcolor": style.PAPER, "align": "left",
                "font": {"size": 12 if own else 11, "color": colour},
            }
        )  # fmt: skip
    return made


def _marks(chosen: Sequence[str], year: int, period: str) -> list[tuple[str, str, str, str]]:
    """List the upright lines: two breaks of the series and the year chosen."""
    low, high = PERIODS[period]
    back = _("1972: Okinawa's<br>administration<br>returns to Japan")
    form = _("2008: new form<br>of the reports")
    marks = [("2008-03", form, style.MUTED, "dot"), (f"{year}-09", str(year), style.ACCENT, "dash")]
    if "JPN" in chosen:
        marks.insert(0, ("1972-05", back, style.MUTED, "dot"))
    return [mark for mark in marks if low <= mark[0] <= high]


def ends(points: Mapping[str, Sequence[Point]], top: float, measure: str) -> list[dict[str, Any]]:
    """Write name and last value at the right, far enough from one another.

    Examples
    --------
    >>> ends({}, 100, "persons")
    []
    """
    running = {place: of[-1] for place, of in points.items() if of and of[-1][0].year >= _NOW}
    last = [(value, place) for place, (_count, value) in running.items()]
    step = _ROOM * top
    at: list[float] = []
    for value, _place in sorted(last):
        at.append(max(value, at[-1] + 1.25 * step if at else 0.35 * step))
    return [
        {
            "x": 1, "xref": "paper", "y": y, "yref": "y", "xanchor": "left", "xshift": 6,
            "yanchor": "middle", "showarrow": False, "align": "left",
            "text": f"<b>{place_label(place)}</b><br>{_number(value, measure)}",
            "font": {"size": 12, "color": style.INK},
        }
        for (value, place), y in zip(sorted(last), at, strict=True)
    ]  # fmt: skip


def _number(value: float, measure: str) -> str:
    if measure == "share":
        return f"{value:.1f}%" if value >= 0.1 else f"{value:.2f}%"
    return f"{value:,.0f}" if value >= 10 or measure == "persons" else f"{value:.1f}"


def early_names(points: Mapping[str, Sequence[Point]], ryukyus: str) -> list[dict[str, Any]]:
    """Name the two early lines: Japan before 1974 and the Ryukyus.

    Examples
    --------
    >>> early_names({}, "apart")
    []
    """
    words = _("Japan without<br>the Ryukyus")
    if ryukyus == "mixed":
        words = _("Japan or the Ryukyus,<br>as each report has it")
    early = [p for p in points.get("JPN", ()) if p[0].covers != "place"]
    made = []
    for of, year, text in (
        (early, 1957, words),
        (list(points.get(RYUKYUS, ())), 1968, _("Ryukyu Islands,<br>counted apart")),
    ):
        spot = next(((c, value) for c, value in of if c.year >= year), None)
        if spot is None:
            continue
        arrow = of is not early
        made.append(
            {
                "x": spot[0].when,
                "y": spot[1],
                "xref": "x",
                "yref": "y",
                "text": text,
                "align": "left",
                "showarrow": arrow,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": style.MUTED,
                "ax": 0,
                "ay": -92,
                "xanchor": "center" if arrow else "left",
                "yanchor": "bottom" if arrow else "middle",
                "xshift": 0 if arrow else 8,
                "font": {"size": 11, "color": style.INK},
            }
        )
    return made
