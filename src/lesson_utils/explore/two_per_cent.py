"""How Japan reached 2%: what is counted, the years since 1955, what more would cost."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from .. import data, measures
from ..charts.accounting import counted_name, draw_accounting
from ..charts.japan_budget import budget_of, draw_budget, draw_cost
from ..errors import LessonError
from ..i18n import _
from ..measures.accounting import BASES, COUNTED, Accounted
from ..states import money_text
from . import control
from .panel import Panel

YEARS = tuple(range(2022, 2028))
_OF_VIEW = {
    "count": ("year", "counted", "base"),
    "budget": ("since",),
    "ceiling": ("since",),
    "cost": ("pct", "gdp", "against"),
}


class TwoPerCent(Panel):
    """Four views of one number: how it is counted, how it came about, what more would cost.

    Examples
    --------
    >>> TwoPerCent().choose(counted="related", base="same").sentence.split(":")[0]
    'FY2025, security-related spending, initial budgets, divided by the GDP of FY2025'
    """

    def __init__(self, view: str = "count") -> None:
        controls = _controls(view)
        drawings = {
            "count": draw_accounting(measures.accounted(2025, "supplementary", "FY2022")),
            "budget": draw_budget("yen"),
            "ceiling": draw_budget("share"),
            "cost": draw_cost("FY2026", "initial"),
        }
        self._charts = {name: drawing.chart() for name, drawing in drawings.items()}
        self._stage = w.VBox([self._charts[view]])
        super().__init__(
            _("How Japan reached 2%"),
            controls,
            body=self._stage,
            rows=[["view"], ["year", "counted", "base"], ["since"], ["pct", "gdp", "against"]],
        )

    def update(self) -> None:
        """Show the controls and the chart of the view and say what it shows."""
        now = self.values()
        view = now["view"]
        self.show_only("view", *_OF_VIEW[view])
        if self.chart is not self._charts[view]:
            self.chart = self._charts[view]
            self._stage.children = (self.chart,)
        if view == "count":
            self._count(now["year"], now["counted"], now["base"])
        elif view in ("budget", "ceiling"):
            self.say(_years_text(view, now["since"]))
        else:
            self.draw(draw_cost(now["gdp"], now["against"]))
            self.say(_cost_text(now["pct"], now["gdp"], now["against"]))

    def _count(self, year: int, counted: str, base: str) -> None:
        try:
            share = measures.accounted(year, counted, base)
        except LessonError as error:
            self.draw(draw_accounting(None))
            raise LessonError(_refusal(year, counted, base)) from error
        self.draw(draw_accounting(share))
        self.say(_share_text(share))


def _what(year: int, counted: str, base: str) -> str:
    when = str(year) if counted == "sipri" else f"FY{year}"
    divided = "FY2022" if base == "FY2022" else when
    return _("{when}, {what}, divided by the GDP of {gdp}").format(
        when=when, what=counted_name(counted), gdp=divided
    )


def _share_text(share: Accounted) -> str:
    what = _what(share.year, share.counted, share.base)
    amount = "" if share.amount is None else money_text(float(share.amount), "JPY")
    if not share.printed:
        gdp = 0.0 if share.gdp is None else float(share.gdp)
        how = (
            _("the GDP of fiscal 2022, {gdp}")
            if share.base == "FY2022"
            else _("the IMF's GDP of the calendar year, {gdp}, which is three months off")
        ).format(gdp=money_text(gdp, "JPY"))
        return _(
            "{what}: no row of the table gives this share. Worked out here it is {pct:.1f}% "
            "({amount} divided by {how})."
        ).format(what=what, pct=share.share_pct, amount=amount, how=how)
    text = _("{what}: {pct:.2f}%, in a headline {rounded:.1f}%.").format(
        what=what, pct=share.share_pct, rounded=share.share_pct
    )
    if share.status == "target":
        return text + " " + _("This is the target set in December 2022, not an outcome.")
    if "computed" in share.status:
        return text + " " + _("It is computed from the amount, {amount}.").format(amount=amount)
    if amount:
        return text + " " + _("The source gives it for {amount}.").format(amount=amount)
    return text + " " + _("The source gives the share without the amount.")


def _refusal(year: int, counted: str, base: str) -> str:
    what = _what(year, counted, base)
    if counted == "sipri":
        return (
            _("{what}: SIPRI's table ends in 2025.").format(what=what)
            if year > 2025
            else _(
                "{what}: SIPRI divides each calendar year's spending by the GDP of that year, "
                "never by that of 2022."
            ).format(what=what)
        )
    rows = [s for s in measures.two_percent_shares() if s.year == year and s.counted != "sipri"]
    have = "; ".join(
        dict.fromkeys(
            _("{what} / GDP {base}").format(
                what=counted_name(s.counted),
                base={"FY2022": "FY2022", "same": f"FY{s.year}"}.get(s.base, _("not stated")),
            )
            for s in rows
        )
    )
    return _(
        "{what}: no row of the table supports this, and no amount in yen is known. For this year "
        "there is: {have}."
    ).format(what=what, have=have)


def _years_text(view: str, since: int) -> str:
    lines = measures.budget_lines()
    if view == "ceiling":
        ceiling = measures.ceiling_budgets()
        known = {year: share for year, share in ceiling.items() if share is not None}
        highest = max(known, key=lambda year: known[year])
        before = dict(lines["share"])
        return _(
            "The ceiling bound the budgets of FY{first} to FY{last}. Of {n} with a known share "
            "none passed 1%; highest was FY{top} with {share:.3f}%. FY1987 came to {after:.3f}%, "
            "and in FY{since} the share was {then:.2f}%."
        ).format(
            first=min(ceiling), last=max(ceiling), n=len(known), top=highest,
            share=known[highest], after=before[1987], since=since, then=before[since],
        )  # fmt: skip
    narrow, wide = dict(lines["narrow"]), dict(lines["wide"])
    start, end = narrow[since], wide[2026]
    return _(
        "From FY{since} to the draft of FY2026 the initial budget grew from {start} to {end}, "
        "{times:.1f} times in current yen. It rose from {a} in FY2022 to {b} in FY2023 alone."
    ).format(
        since=since,
        start=money_text(start * 1e9, "JPY"),
        end=money_text(end * 1e9, "JPY"),
        times=end / start,
        a=money_text(wide[2022] * 1e9, "JPY"),
        b=money_text(wide[2023] * 1e9, "JPY"),
    )


def _cost_text(pct: float, gdp: str, against: str) -> str:
    total = float(measures.japan_gdp(gdp)) * pct / 100
    name, budget = budget_of(against)
    people = data.load("macroeconomy").one(ref_area="JPN", year=2026).population_m * 1e6
    text = _(
        "{pct:g}% of the GDP of {gdp} comes to {total}, {head} for each resident: {times:.1f} "
        "times the {budget} ({money})."
    ).format(
        pct=pct, gdp=gdp, total=money_text(total, "JPY"), head=money_text(total / people, "JPY"),
        times=total / budget, budget=name, money=money_text(budget, "JPY"),
    )  # fmt: skip
    if pct == sum(measures.PLEDGE.values()):
        text += " " + _("Only 3.5 points of it would be core defence in NATO's split.")
    return text


def _controls(view: str) -> dict[str, Any]:
    views = [
        (_("What is counted?"), "count"),
        (_("The budget since 1955"), "budget"),
        (_("The 1% ceiling"), "ceiling"),
        (_("What would 3.5 or 5% cost?"), "cost"),
    ]
    years = [(_("2027 (target)") if y == 2027 else str(y), y) for y in YEARS]
    bases = [(_("fiscal 2022, as in the target"), "FY2022"), (_("the same year"), "same")]
    since = [(f"FY{y}", y) for y in (1955, 1970, 1976, 1986, 1996)]
    pcts = [(f"{p:g}%", p) for p in (2.0, 3.5, 5.0)]
    gdps = [
        (_("{year} ({gdp:.1f} trillion yen)").format(
            year=y, gdp=float(measures.japan_gdp(y)) / 1e12), y)
        for y in ("FY2026", "FY2022")
    ]  # fmt: skip
    budgets = [(budget_of(key)[0], key) for key in ("initial", "total")]
    return {
        "view": control.toggles(_("View"), views, view),
        "year": control.dropdown(_("Fiscal year"), years, 2025),
        "counted": control.dropdown(
            _("What is counted"), [(counted_name(c), c) for c in COUNTED], "supplementary"
        ),
        "base": control.dropdown(
            _("Divided by the GDP of"), [pair for pair in bases if pair[1] in BASES], "FY2022"
        ),
        "since": control.dropdown(_("Compare with"), since, 1955),
        "pct": control.toggles(_("Target"), pcts, 5.0),
        "gdp": control.dropdown(_("GDP of"), gdps, "FY2026"),
        "against": control.dropdown(_("Against"), budgets, "initial"),
    }


def two_per_cent(view: str = "count") -> TwoPerCent:
    """Open the explorer of Japan's 2%.

    Parameters
    ----------
    view : {"count", "budget", "ceiling", "cost"}, optional
        How it is counted, the budgets since fiscal 1955, their share of GNP under the ceiling of
        1%, or what more would cost.

    Returns
    -------
    TwoPerCent
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such view.

    Notes
    -----
    Each share comes from a row of the two_percent_accounting table or from SIPRI; where there is
    none and the amount is known, it is worked out and said to be so.

    Examples
    --------
    >>> two_per_cent().sentence.split(": ")[1]
    '1.96%, in a headline 2.0%. It is computed from the amount, 11.00 trillion yen.'
    """
    if view not in _OF_VIEW:
        raise LessonError(f"There is no view {view!r}; choose from {', '.join(_OF_VIEW)}.")
    return TwoPerCent(view)
