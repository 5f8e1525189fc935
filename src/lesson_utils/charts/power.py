"""Charts of the yardsticks of power: shares of the world, national capability, UN votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import data
from ..chart import Chart, style
from ..chart.describe import describe, table_of
from ..chart.spec import merge
from ..i18n import _
from ..measures.decline import TOLERANCE_PCT, Verdict, verdict
from ..measures.power import STATES, Point, series, states_of, yardstick
from ..states import state_name, state_short
from .beside import spread, upright, words_beside
from .drawing import Drawing
from .power_words import break_text, measure_name, short_unit, unit_name


def draw_yardstick(
    measure: str,
    state: str,
    base_year: int | None = None,
    against: str = "world",
    tolerance_pct: float = TOLERANCE_PCT,
) -> Drawing:
    """Draw a yardstick for every state that has it, with one state picked out.

    Parameters
    ----------
    measure, state, against : str
        As for `lesson_utils.measures.verdict`.
    base_year : int, optional
        Year whose value is carried forward as a band of the tolerance; left out, or where the
        state has no value, there is no band.
    tolerance_pct : float, optional
        Half the width of the band, % of the base value.

    Returns
    -------
    Drawing
        Always the same traces, some of them empty.
    """
    lines, later = _lines(measure, state, against)
    there = state in states_of(measure) and state != against
    picked = [p for p in series(measure, state, against) if not p.estimate] if there else []
    judged = None
    if base_year is not None and base_year in {p.year for p in picked[:-1]}:
        judged = verdict(measure, state, base_year, against=against, tolerance_pct=tolerance_pct)
    every = [y for t in (*lines, *later) for y in t["y"] if y is not None]
    top = max([*every, judged.base * (1 + tolerance_pct / 100) if judged else 0]) * 1.1
    years = [x for t in lines for x in t["x"]]
    layout = _layout(measure, against, judged, (min(years), max([*years, *_ends(later)])), top)
    traces = [*lines, *later, *_names(lines, later, state, top), *_marks(measure, judged, picked)]
    title = _("{measure}, {unit}").format(
        measure=measure_name(measure), unit=short_unit(measure, against)
    )
    breaks = [break_text(measure, one) for one in yardstick(measure).breaks]
    alt = [describe(traces, merge({}, layout), title)]
    alt.append(_("Breaks in the series: {breaks}.").format(breaks=_("; ").join(breaks)))
    if any(t["x"] for t in later):
        alt.append(_("Dotted: estimates and projections."))
    return Drawing(
        traces,
        layout,
        title,
        _subtitle(measure, [t for t in lines if t["x"]], any(t["x"] for t in later)),
        data.load(yardstick(measure).table).source,
        "\n".join(alt),
        table_of(traces, merge({}, layout)),
    )


def yardsticks(
    measure: str = "gdp_usd", state: str = "USA", base_year: int = 2000, against: str = "world"
) -> Chart:
    """Draw a yardstick of power with the verdict's base year.

    Parameters
    ----------
    measure : str, optional
        One of ``lu.measures.YARDSTICKS``.
    state : str, optional
        The state picked out (ISO 3166 alpha-3 code).
    base_year : int, optional
        Year compared with.
    against : str, optional
        ``"world"`` or the code of a state to divide by.

    Returns
    -------
    Chart
        Lines by year; a band of 5% round the base value; breaks as dashed vertical lines.

    Raises
    ------
    UnknownNameError
        If there is no such yardstick or state.
    LessonError
        If the base year has no value.

    Examples
    --------
    >>> yardsticks("cinc").subtitle
    '1950–2022'
    """
    verdict(measure, state, base_year, against=against)
    return draw_yardstick(measure, state, base_year, against).chart()


def capability() -> Chart:
    """Draw the Composite Index of National Capability of four states, with its two breaks.

    Returns
    -------
    Chart
        Lines by year, version 7 of the index, %; no base year.

    Examples
    --------
    >>> capability().table.columns
    ['Year', 'United States', 'China', 'Japan', 'India']
    """
    return draw_yardstick("cinc", "USA").chart(height=340)


def _available(measure: str, against: str) -> dict[str, tuple[Point, ...]]:
    """Give the points of every state that the yardstick has; a state is not divided by itself."""
    return {s: series(measure, s, against) for s in states_of(measure) if s != against}


def _lines(
    measure: str, picked: str, against: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    have = _available(measure, against)
    lines, later = [], []
    for state in STATES:
        points = have.get(state, ())
        known = [p for p in points if not p.estimate]
        ahead = [p for p in points if p.estimate]
        line = {
            "color": style.STATE[state],
            "width": 3 if state == picked else 1.6,
            "dash": "solid",
        }
        hover = "%{fullData.name} %{x}: %{y:.4~g}<extra></extra>"
        # A sign here and there tells the lines apart without their colours.
        signs = {"symbol": style.MARKER[state], "size": 7, "maxdisplayed": 7}
        xs, ys = _with_gaps(known)
        lines.append(
            {
                "name": state_name(state),
                "mode": "lines+markers",
                "x": xs,
                "y": ys,
                "line": line,
                "marker": signs | {"color": style.STATE[state]},
                "hovertemplate": hover,
            }
        )
        xs, ys = _with_gaps(ahead)
        name = _("{state}, projection").format(state=state_name(state))
        if xs:  # join the dotted part to the last known year
            xs, ys = [known[-1].year, *xs], [known[-1].value, *ys]
        dotted = line | {"dash": "2px,3px", "width": 1.4}
        later.append(
            {
                "name": name,
                "mode": "lines",
                "x": xs,
                "y": ys,
                "line": dotted,
                "hovertemplate": hover,
            }
        )
    return lines, later


def _with_gaps(points: Sequence[Point]) -> tuple[list[int], list[float | None]]:
    """Put an empty place where a year is missing, so that no line bridges it."""
    if not points:
        return [], []
    known = {p.year: round(p.value, 4) for p in points}
    years = list(range(min(known), max(known) + 1))
    return years, [known.get(year) for year in years]


def _ends(traces: Sequence[dict[str, Any]]) -> list[int]:
    return [t["x"][-1] for t in traces if t["x"]]


def _names(
    lines: Sequence[dict[str, Any]], later: Sequence[dict[str, Any]], picked: str, top: float
) -> list[dict[str, Any]]:
    """Write each state's name at the end of its line, pushed apart where they would overlap."""
    ends: dict[str, tuple[int, float]] = {}
    for state, line, ahead in zip(STATES, lines, later, strict=True):
        last = ahead if ahead["x"] else line
        if last["x"]:
            ends[state] = (last["x"][-1], last["y"][-1])
    places = spread({s: y for s, (_x, y) in ends.items()}, top * 0.058)
    out = []
    for state in STATES:
        x, y = ([ends[state][0]], [places[state]]) if state in ends else ([], [])
        out.append(
            words_beside(
                _("{state}, name").format(state=state_name(state)),
                x,
                y,
                [f" {state_short(state)}"] * len(x),
                color=style.WORDS[state],
                size=13,
                weight=700 if state == picked else 400,
            )
        )
    return out


def _marks(measure: str, judged: Verdict | None, picked: Sequence[Point]) -> list[dict[str, Any]]:
    digits = yardstick(measure).decimals
    xs, ys, colour = [], [], style.INK
    if judged is not None:
        xs, ys = [judged.base_year, judged.end_year], [judged.base, judged.end]
        digits = digits if judged.against == "world" else 2
        colour = style.STATE[judged.state]
    after = [p for p in picked if measure == "military" and p.year == 2025]
    return [
        {
            "name": _("compared years"),
            "mode": "markers+text",
            "x": xs,
            "y": ys,
            "text": [f"<b>{y:.{digits}f}</b>" for y in ys],
            "textposition": "top center",
            "textfont": {"color": style.INK, "size": 13},
            "marker": {"color": colour, "size": 9},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
        {
            "name": _("known later"),
            "mode": "markers",
            "x": [p.year for p in after],
            "y": [p.value for p in after],
            "marker": {
                "color": style.PAPER,
                "size": 9,
                "line": {"color": style.LATER, "width": 2},
            },
            "hovertemplate": _("published in April 2026, after the article")
            + ": %{y:.4~g}<extra></extra>",
        },
    ]


def _layout(
    measure: str, against: str, judged: Verdict | None, span: tuple[int, int], top: float
) -> dict[str, Any]:
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for number, one in enumerate(yardstick(measure).breaks):
        shapes.append(upright(one.year))
        right = one.year > sum(span) / 2
        notes.append(
            {
                "x": one.year,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 15 * number,
                "xanchor": "right" if right else "left",
                "text": break_text(measure, one),
                "showarrow": False,
                "font": {"size": 12, "color": style.MUTED},
            }
        )
    if judged is not None:
        room = judged.base * judged.tolerance_pct / 100
        shapes.append(
            {
                "type": "rect",
                "x0": judged.base_year,
                "x1": judged.end_year,
                "y0": judged.base - room,
                "y1": judged.base + room,
                "fillcolor": style.GRID,
                "line": {"width": 0},
                "layer": "below",
            }
        )
    return {
        "xaxis.range": [span[0] - 1, span[1] + 0.5],
        "yaxis.range": [0, top],
        "yaxis.title.text": unit_name(measure, against),
        "shapes": shapes,
        "annotations": notes,
        "margin": {"l": 52, "r": 62, "t": 24 + 15 * (len(notes) - 1), "b": 36},
    }


def _subtitle(measure: str, lines: Sequence[dict[str, Any]], projected: bool) -> str:
    first, last = min(t["x"][0] for t in lines), max(t["x"][-1] for t in lines)
    text = _("{first}–{last}").format(first=first, last=last)
    if projected:
        return _("{span}; dotted: estimates and projections").format(span=text)
    if measure == "military":
        return _("{span}; ring: published after the article").format(span=text)
    if measure == "un_distance":
        return _("{span}; the lower, the nearer").format(span=text)
    return text
