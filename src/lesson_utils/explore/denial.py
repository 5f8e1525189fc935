"""Deterrence by denial and by punishment: an attacker who counts, and the levers that turn him."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from ..card import CSS
from ..charts.deterrence import denial_plane, line, plain, plane_change
from ..i18n import _
from ..markup import Markup, join, tag
from ..measures.denial import (
    LEVERS,
    Deterrence,
    Lever,
    deterrence,
    nearest_lever,
    turning_point,
)
from . import control
from .panel import Panel

__all__ = ["Denial", "denial"]

FIRST = {
    "success": 60,
    "prize": 80,
    "war": 20,
    "punishment": 40,
    "credibility": 50,
    "leave": 0,
}
"""Where the controls stand at first: per cent and units."""


def denial(**chosen: int) -> Denial:
    """Open the model of deterrence by denial and by punishment.

    Parameters
    ----------
    **chosen : int
        First values of ``success`` and ``credibility`` in per cent, ``prize``, ``war``,
        ``punishment`` and ``leave`` in arbitrary units.

    Returns
    -------
    Denial
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such control or it does not offer the value.

    Examples
    --------
    >>> denial(success=40).sentence.split(",")[0]
    '40% × 80 − 20 − 50% × 40 = −8 units'
    """
    panel = Denial()
    panel.choose(**chosen)
    return panel


class Denial(Panel):
    """Six sliders, one of them folded away, the plane, the expected value in words.

    Chance and prize move the drawing in the page itself; the other assumptions send a patch of a
    few numbers.
    """

    def __init__(self) -> None:
        chart = denial_plane(_account(FIRST))
        controls = _controls()
        self._leave: int | None = None
        chart.dial(
            controls["success"],
            [
                {"traces": {"your point": {"x": [p]}, "your chance": {"x": [p, p]}}}
                for _label, p in controls["success"].options
            ],
        )
        super().__init__(
            _("Deterrence: does the attack pay?"),
            controls,
            chart=chart,
            details=w.HTML(_small_print()),
            rows=[["success", "prize"], ["war", "punishment", "credibility"]],
            drawers={_("One more assumption: what not attacking is worth"): [["leave"]]},
        )

    @property
    def account(self) -> Deterrence:
        """The attacker's account as the controls stand now."""
        return _account(self.values())

    def update(self) -> None:
        """Move point, line and arrows; say what the attack is worth and what would turn it."""
        account = self.account
        if self.chart is not None:
            if self._leave != account.leave:
                self._leave = int(account.leave)
                prizes = [value for _label, value in self.controls["prize"].options]
                self.chart.dial(
                    self.controls["prize"],
                    [{"traces": line(prize, account.leave)} for prize in prizes],
                )
            self.chart.patch(**plane_change(account))
        self.say(_sentence(account))


def _account(values: dict[str, Any]) -> Deterrence:
    return deterrence(
        values["success"] / 100,
        values["prize"],
        values["war"],
        punishment=values["punishment"],
        credibility=values["credibility"] / 100,
        leave=values["leave"],
    )


def _controls() -> dict[str, Any]:
    def slider(key: str, label: str, low: int, high: int, pattern: str, step: int = 5) -> Any:
        values = range(low, high + 1, step)
        pairs = [(pattern.format(n=plain(n)), n) for n in values]
        return control.steps(label, pairs, FIRST[key])

    units, share = _("{n} units"), _("{n}%")
    return {
        "success": slider("success", _("Chance of success"), 0, 100, share),
        "prize": slider("prize", _("Prize"), 10, 100, units),
        "war": slider("war", _("Cost of war"), 0, 50, units),
        "punishment": slider("punishment", _("Punishment"), 0, 100, units),
        "credibility": slider("credibility", _("Credibility"), 0, 100, share),
        "leave": slider("leave", _("Worth of not attacking"), -40, 40, units, 10),
    }


def _sentence(account: Deterrence) -> str:
    pattern = {
        "pays": _("{sum}, against {leave} for not attacking: the attack pays. {more}"),
        "even": _("{sum}, against {leave} for not attacking: break-even. {more}"),
        "does not pay": _(
            "{sum}, against {leave} for not attacking: the attack does not pay. {more}"
        ),
    }[account.verdict]
    sum_ = _("{p}% × {prize} − {war} − {q}% × {punishment} = {value} units").format(
        p=plain(100 * account.success),
        prize=plain(account.prize),
        war=plain(account.war),
        q=plain(100 * account.credibility),
        punishment=plain(account.punishment),
        value=plain(account.expected_value, sign=True),
    )
    return pattern.format(sum=sum_, leave=plain(account.leave), more=_turn(account))


def _turn(account: Deterrence) -> str:
    """Say which lever, alone, would change the verdict, and which has the shortest way."""
    if account.verdict == "even":
        return _("The least move of a lever decides it.")
    nearest = nearest_lever(account)
    pays = account.verdict == "pays"
    if not nearest:
        if pays:
            return _("No single lever on its scale stops it: it would take several together.")
        return _("No single lever on its scale makes it pay: deterrence has room to spare.")
    comma = _(", ")
    ways = comma.join(text for text in (_way(account, lever) for lever in LEVERS) if text)
    names = comma.join(_lever_name(lever) for lever in nearest)
    pattern = (
        _(
            "Alone, each of these would stop it: {ways}. On the chart the nearest way is {lever}; "
            "points and units are not the same thing."
        )
        if pays
        else _("Alone, each of these would make it pay: {ways}. The least room is in {lever}.")
    )
    return pattern.format(ways=ways, lever=names)


def _way(account: Deterrence, lever: Lever) -> str:
    at = turning_point(account, lever)
    if at is None or (lever == "punishment" and at > 100):
        return ""
    unit = 1 if lever == "punishment" else 100
    change = unit * (at - float(getattr(account, lever)))
    pattern = {
        "success": _("a chance of success of {at}% ({change} points)"),
        "punishment": _("a punishment of {at} units ({change})"),
        "credibility": _("a credibility of {at}% ({change} points)"),
    }[lever]
    return pattern.format(at=plain(unit * at), change=plain(change, sign=True))


def _lever_name(lever: Lever) -> str:
    return {
        "success": _("denial, the chance of success"),
        "punishment": _("punishment, its size"),
        "credibility": _("punishment, its credibility"),
    }[lever]


def _small_print() -> Markup:
    """List what the model takes for granted and what it leaves out."""
    assumed = [
        _("The attacker knows these numbers, adds them up and takes what is worth more."),
        _("War costs the same whether the attack succeeds or fails."),
        _("Punishment, if it comes, comes whether the attack succeeds or fails."),
        _("The levers are independent, and a step on one is as hard as a step on another."),
    ]
    missing = [
        _("misperception: either side may misjudge the other, or be sure of what is not so"),
        _("domestic politics, and leaders who decide for reasons of their own"),
        _("escalation: a war that grows beyond what anyone wanted"),
        _("values without a common unit: lives, homes, freedom, honour"),
        _("the other side's fears: what looks like defence here may look like attack there"),
        _("time, bargaining, allies and third parties"),
    ]
    card = tag(
        "div",
        _list(_("What the model assumes"), assumed),
        _list(_("What the model leaves out"), missing),
        tag(
            "p",
            _(
                "Attacker and defender are nobody in particular. All values are in arbitrary "
                "units; no number is an estimate of any real war."
            ),
        ),
        class_="lu-card",
        style="font-size:14px",
    )
    return join(tag("style", Markup(CSS)), card)


def _list(head: str, items: list[str]) -> Markup:
    points = (tag("li", item) for item in items)
    style = "list-style:disc;margin:0;padding-left:1.4em"
    return join(tag("p", tag("strong", head)), tag("ul", *points, style=style))
