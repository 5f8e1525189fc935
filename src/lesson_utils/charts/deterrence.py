"""The plane of the deterrence model: where an attack pays, and how far it is to the line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..arguments import instance
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..measures.denial import Deterrence, deterrence

__all__ = ["TOP", "denial_plane", "line", "plain", "plane_change", "verdict_words"]

TOP = 150.0
"""Upper end of the axis of expected cost, units."""


def denial_plane(account: Deterrence | None = None) -> Chart:
    """Draw the plane of chance of success and expected cost with the line of break-even.

    Parameters
    ----------
    account : Deterrence, optional
        The attacker's account to mark; left out, the example of lesson 06.

    Returns
    -------
    Chart
        The region where an attack does not pay is shaded; two arrows lead from the point to the
        line, by denial (to the side) and by punishment (up or down). Arbitrary units.

    Examples
    --------
    >>> denial_plane().alt.splitlines()[-1]
    'The point stands at 60% and 40 units; pays: +8.'
    """
    if account is None:
        account = deterrence(0.6, 80, 20, punishment=40, credibility=0.5)
    instance(account, Deterrence, "lu.measures.deterrence(…) gives one.")
    change = plane_change(account)
    traces = [_dress(trace, change["traces"]) for trace in _traces()]
    axis = {"ticks": "outside", "showline": True, "showgrid": True}
    return Chart(
        traces,
        {
            "xaxis": axis
            | {
                "title": {"text": _("Chance that the attack succeeds, %")},
                "range": [0, 100],
                "dtick": 20,
                "gridcolor": style.GRID,
            },
            "yaxis": axis
            | {"title": {"text": _("Expected cost, units")}, "range": [0, TOP], "dtick": 50},
            "margin": {"l": 56, "r": 44, "t": 10, "b": 44},
        },
        title=_("Does the attack pay? Chance of success against expected cost"),
        subtitle=change["subtitle"],
        source=_("A model in arbitrary units; no number is an estimate of any real war"),
        alt=change["alt"],
        table=change["table"],
        height=400,
    )


def line(prize: float, leave: float) -> dict[str, dict[str, Any]]:
    """Give the line of break-even, and the region above it, for a prize and its alternative.

    Parameters
    ----------
    prize, leave : float
        Value of success and of not attacking, units.

    Returns
    -------
    dict
        Trace → attributes, fit for `Chart.patch` and `Chart.dial`.

    Examples
    --------
    >>> line(80, 0)["break-even line"]["y"]
    [0, 80]
    """
    ends = [-leave, prize - leave]
    return {
        "break-even line": {"y": ends},
        "attack does not pay": {"y": [*ends, TOP, TOP]},
    }


def plane_change(account: Deterrence) -> dict[str, Any]:
    """Give what the plane shows for an account, as arguments of `Chart.patch`.

    Examples
    --------
    >>> plane_change(deterrence(0.6, 80, 20))["traces"]["by denial"]["x"]
    [60.0, 25.0]
    """
    p, cost = 100 * account.success, account.cost
    across, up = 100 * account.break_even_success, account.break_even_cost
    pays = account.verdict == "pays"
    even = account.verdict == "even"
    reach_across = not even and 0 <= across <= 100
    reach_up = not even and 0 <= up <= TOP
    words = verdict_words(account)
    side = _sides(account.verdict, p, across)
    traces: dict[str, dict[str, Any]] = {
        **line(account.prize, account.leave),
        "your point": {
            "x": [p],
            "y": [cost],
            "text": [words],
            "textposition": side["point"],
            "marker.symbol": "diamond" if pays else "circle",
            "hovertext": [_("{p}%, {cost} units: {verdict}").format(
                p=plain(p), cost=plain(cost), verdict=words)],
        },
        "your chance": {"x": [p, p]},
        "your cost": {"y": [cost, cost]},
        "by denial": {
            "x": [p, across] if reach_across else [None],
            "y": [cost, cost] if reach_across else [None],
            "marker.symbol": ["circle", "arrow-left" if across < p else "arrow-right"],
        },
        "denial label": {
            "x": [across] if reach_across else [None],
            "y": [cost] if reach_across else [None],
            "text": [_("denial: {n} points").format(n=plain(abs(across - p)))],
            "textposition": side["denial"],
        },
        "by punishment": {
            "x": [p, p] if reach_up else [None],
            "y": [cost, up] if reach_up else [None],
            "marker.symbol": ["circle", "arrow-up" if up > cost else "arrow-down"],
        },
        "punishment label": {
            "x": [p] if reach_up else [None],
            "y": [up] if reach_up else [None],
            "text": [_("punishment: {n} units").format(n=plain(abs(up - cost)))],
            "textposition": side["punishment"],
        },
        "names of the regions": {
            "text": [
                _("attack does not pay"),
                _("attack pays") if account.prize - account.leave > 12 else "",
            ]
        },
    }  # fmt: skip
    return {
        "traces": traces,
        "subtitle": _(
            "Expected value = chance × prize − cost of war − credibility × punishment"
        ),
        "alt": _alt(account),
        "table": _table(account),
    }  # fmt: skip


def verdict_words(account: Deterrence) -> str:
    """Say in a few words whether the attack pays, and by how much.

    Examples
    --------
    >>> verdict_words(deterrence(0.5, 80, 50))
    'does not pay: −10'
    """
    pattern = {
        "pays": _("pays: {n}"),
        "even": _("break-even: {n}"),
        "does not pay": _("does not pay: {n}"),
    }[account.verdict]
    return pattern.format(n=plain(account.advantage, sign=True))


def plain(value: float, sign: bool = False) -> str:
    """Write a number with at most one decimal and a true minus sign.

    Examples
    --------
    >>> plain(8.0, sign=True), plain(-2.46), plain(0.0, sign=True)
    ('+8', '−2.5', '0')
    """
    rounded = round(value, 1) + 0.0
    text = f"{abs(rounded):.1f}".removesuffix(".0")
    if not rounded:
        return text
    return ("−" if rounded < 0 else "+" if sign else "") + text


def _sides(verdict: str, p: float, across: float) -> dict[str, str]:
    """Choose sides for the three labels on which neither the line nor an arrow runs."""
    if verdict == "pays":  # the arrows run to the left and up; below and to the right is free
        return {
            "point": "middle right" if p <= 80 else "bottom left",
            "denial": "top left" if across >= 30 else "bottom right",
            "punishment": "top left" if p >= 30 else "top right",
        }
    return {  # the arrows run to the right and down; above and to the left is free
        "point": "middle left" if p >= 35 else "top right",
        "denial": "bottom right" if across <= 75 else "top left",
        "punishment": "bottom right" if p <= 70 else "bottom left",
    }


def _traces() -> list[dict[str, Any]]:
    guide = {"mode": "lines", "line": {"color": style.AXIS, "width": 1, "dash": "2px,4px"}}
    guide |= {"hoverinfo": "skip"}
    arrow = {"mode": "lines+markers", "hoverinfo": "skip", "cliponaxis": False}
    label = {"mode": "text", "hoverinfo": "skip", "cliponaxis": False}
    beside = {"mode": "markers+text", "marker": {"size": 8, "opacity": 0}}
    denial, threat = style.ACCENT, style.MUTED
    return [
        {
            "name": "attack does not pay",
            "mode": "none",
            "fill": "toself",
            "fillcolor": "rgba(90,130,160,0.16)",
            "hoverinfo": "skip",
            "x": [0, 100, 100, 0],
        },
        {"name": "your chance", **guide, "y": [0, TOP]},
        {"name": "your cost", **guide, "x": [0, 100]},
        {
            "name": "break-even line",
            "mode": "lines",
            "line": {"color": style.INK, "width": 2},
            "x": [0, 100],
            "hovertemplate": "%{x:.0f}%: %{y:.0f}<extra></extra>",
        },
        {
            "name": "by denial",
            **arrow,
            "line": {"color": denial, "width": 2.5},
            "marker": {"color": denial, "size": [1, 12]},
        },
        {
            "name": "by punishment",
            **arrow,
            "line": {"color": threat, "width": 2.5, "dash": "dash"},
            "marker": {"color": threat, "size": [1, 12]},
        },
        {
            "name": "names of the regions",
            **label,
            "x": [3, 97],
            "y": [TOP - 8, 7],
            "textposition": ["middle right", "middle left"],
            "textfont": {"size": 13, "color": style.MUTED},
            "meta": {"declutter": 3},
        },
        {
            "name": "denial label",
            **label,
            **beside,
            "textfont": {"size": 12, "color": style.INK},
            "meta": {"declutter": 2},
        },
        {
            "name": "punishment label",
            **label,
            **beside,
            "textfont": {"size": 12, "color": style.INK},
            "meta": {"declutter": 2},
        },
        {
            "name": "your point",
            "mode": "markers+text",
            "marker": {
                "size": 13,
                "color": style.INK,
                "line": {"color": style.PAPER, "width": 1.5},
            },
            "textfont": {"size": 13, "color": style.INK},
            "hoverinfo": "text",
            "cliponaxis": False,
            "meta": {"declutter": 1},
        },
    ]


def _dress(trace: dict[str, Any], changes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Set the attributes of a patch on a trace that is not drawn yet."""
    made = dict(trace)
    for path, value in changes.get(trace["name"], {}).items():
        head, dot, tail = path.partition(".")
        made[head] = {**made.get(head, {}), tail: value} if dot else value
    return made


def _alt(account: Deterrence) -> str:
    first = _(
        "Chart of a plane. Horizontal axis: chance that the attack succeeds, 0 to 100%. Vertical "
        "axis: expected cost of attacking, 0 to {top} units."
    ).format(top=plain(TOP))
    middle = _(
        "The line of break-even rises from {low} units at 0% to {high} units at 100%; above it, "
        "shaded, an attack does not pay, below it it does."
    ).format(low=plain(-account.leave), high=plain(account.prize - account.leave))
    last = _("The point stands at {p}% and {cost} units; {verdict}.").format(
        p=plain(100 * account.success), cost=plain(account.cost), verdict=verdict_words(account)
    )
    return "\n".join([first, middle, last])


def _table(account: Deterrence) -> NumberTable:
    share, units = _("%"), _("units")
    rows: list[list[Any]] = [
        [_("Chance that the attack succeeds"), round(100 * account.success, 1), share],
        [_("Prize: value of success"), account.prize, units],
        [_("Cost of war"), account.war, units],
        [_("Punishment threatened"), account.punishment, units],
        [_("Credibility of the threat"), round(100 * account.credibility, 1), share],
        [_("Worth of not attacking"), account.leave, units],
        [_("Expected gain"), round(account.gain, 2), units],
        [_("Expected cost"), round(account.cost, 2), units],
        [_("Expected value of attacking"), round(account.expected_value, 2), units],
        [_("Chance of success at break-even"), round(100 * account.break_even_success, 1), share],
    ]
    return NumberTable(
        [_("Assumption or result"), _("Value"), _("Unit")],
        rows,
        _("Arbitrary units: no estimate of any real war"),
    )
