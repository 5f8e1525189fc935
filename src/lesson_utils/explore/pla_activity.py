"""Aircraft and ships reported round Taiwan: what may be compared with what."""

from __future__ import annotations

from typing import Any

from .. import labels
from ..charts.activity import draw_activity
from ..charts.activity_words import measure_name, number_words
from ..errors import LessonError
from ..i18n import _
from ..measures.activity import (
    ALL,
    MEASURES,
    MIXED,
    ZONE,
    Month,
    mean,
    months,
    moving_average,
    years,
)
from . import control
from .panel import Panel

__all__ = ["PlaActivity", "pla_activity"]

AVERAGES = (0, 3, 6, 12)


def pla_activity(**chosen: Any) -> PlaActivity:
    """Open the explorer of aircraft and ships reported round Taiwan.

    Parameters
    ----------
    **chosen : str or int
        First values: ``measure``, ``view`` ("months" or "years"), ``average`` in months, and
        two months to compare, ``first`` and ``second``, such as ``"2025-06"``.

    Returns
    -------
    PlaActivity
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such control or it does not offer the value.

    Examples
    --------
    >>> pla_activity(first="2021-10", second="2025-10").sentence.split(":")[0]
    'October 2021 and October 2025 cannot be compared'
    """
    panel = PlaActivity()
    panel.choose(**chosen)
    return panel


class PlaActivity(Panel):
    """Measure, months or years, a moving average, and two months to compare."""

    def __init__(self) -> None:
        self._before: dict[str, Any] = {}
        super().__init__(
            _("Aircraft and ships reported round Taiwan"),
            _controls(),
            chart=draw_activity("aircraft", "months", 0).chart(),
            rows=[["measure"], ["view", "average"]],
            drawers={_("Compare two months"): [["first", "second"]]},
        )

    def update(self) -> None:
        """Redraw what changed; say what the numbers allow to say."""
        now = self.values()
        changed = {key for key in now if now[key] != self._before.get(key)}
        self._before = now
        if changed & {"measure", "view", "average"}:
            self.draw(draw_activity(now["measure"], now["view"], now["average"]))
        if now["first"] and now["second"]:
            self.say(_compared(now["measure"], now["first"], now["second"]))
        elif changed & {"first", "second"} and (now["first"] or now["second"]):
            self.say(_("Choose a second month to compare with."))
        elif now["view"] == "years":
            self.say(_years_text(now["measure"], now["average"]))
        else:
            self.say(_months_text(now["measure"], now["average"]))


def _controls() -> dict[str, Any]:
    titles = [
        _("aircraft, sorties added up"),
        _("aircraft for each reported day"),
        _("ships, ship-days added up"),
        _("ships for each reported day"),
        _("days with a bulletin"),
    ]
    names = list(zip(titles, MEASURES, strict=True))
    none = (_("– choose –"), "")
    offered = [none, *((labels.day(m.month), m.month) for m in months())]
    widths = [(_("none"), 0), *((_("{n} months").format(n=n), n) for n in AVERAGES[1:])]
    return {
        "measure": control.dropdown(_("Measure"), names, "aircraft"),
        "view": control.toggles(_("Show"), [(_("months"), "months"), (_("years"), "years")]),
        "average": control.dropdown(_("Moving average"), widths, 0),
        "first": control.dropdown(_("First month"), offered, ""),
        "second": control.dropdown(_("Second month"), offered, ""),
    }


def _pct(new: float, old: float) -> str:
    change = round(100 * (new / old - 1))
    return _("{n}%").format(n=f"{change:+d}".replace("-", "−") if change else "±0")


# -- sentences -----------------------------------------------------------------------------------


def _months_text(measure: str, average: int) -> str:
    if average:
        return _average_text(measure, average)
    title = measure_name(measure)
    before, after = mean(measure, ZONE), mean(measure, ALL) or 0.0
    if measure == "days":
        return _(
            "{title}: {a} on average before August 2022, {b} since September 2022. Days without a "
            "bulletin are missing, not zero, so sums of the early months may be too low."
        ).format(title=title, a=number_words(before or 0.0), b=number_words(after))
    if before is None:
        return _(
            "{title}: nothing was reported before August 2022, which is not the same as none; "
            "since September 2022 the mean of the complete months is {b}."
        ).format(title=title, b=number_words(after))
    return _(
        "{title}: the months counted in the zone average {a}, those counting all aircraft "
        "detected {b}. They count different things, so the step of August 2022 is not a measure "
        "of growth."
    ).format(title=title, a=number_words(before), b=number_words(after))


def _average_text(measure: str, width: int) -> str:
    listed = months(measure)
    found = [
        (m, v) for m, v in zip(listed, moving_average(listed, width), strict=True) if v is not None
    ]
    last, value = found[-1]
    earlier = {m.month: v for m, v in found}
    year, number = last.month.split("-")
    ago = earlier[f"{int(year) - 1}-{number}"]
    return _(
        "{title}: the {n} months to {month} average {value}, those a year earlier {ago} "
        "({change}). The line stops at the break and begins again when {n} months of the new "
        "count are there."
    ).format(
        title=measure_name(measure),
        n=width,
        month=labels.day(last.month),
        value=number_words(value),
        change=_pct(value, ago),
        ago=number_words(ago),
    )


def _years_text(measure: str, average: int) -> str:
    whole = [span for span in years(measure) if span.whole and span.definition == ALL]
    before, last = whole[-2:]
    text = _(
        "{title}: {value} in {year} after {value_before} in {year_before} ({change}); "
        "{first} to {last_year} are the only whole years of this count."
    ).format(
        title=measure_name(measure, "years"),
        value=number_words(last.value),
        year=last.year,
        change=_pct(last.value, before.value),
        year_before=before.year,
        value_before=number_words(before.value),
        first=whole[0].year,
        last_year=last.year,
    )
    if average:
        more = _("The moving average is drawn in the view by months only.")
    elif measure == "aircraft":
        more = _("2022 holds two counts and is drawn in parts, not added up.")
    else:
        more = _("The other bars hold part of a year.")
    return f"{text} {more}"


def _compared(measure: str, first: str, second: str) -> str:
    found: dict[str, Month] = {m.month: m for m in months(measure)}
    a, b = found[first], found[second]
    names = {"a": labels.day(first), "b": labels.day(second)}
    if first == second:
        raise LessonError(_("Choose two different months; both are {a} now.").format(**names))
    for month in (a, b):
        if month.value is None:
            raise LessonError(
                _("{month} cannot be compared: ships were not reported then.").format(
                    month=labels.day(month.month)
                )
            )
        if month.definition == MIXED and measure != "days":
            raise LessonError(
                _(
                    "August 2022 cannot be compared: the count changed in the course of it, so "
                    "its days do not add up to one thing."
                )
            )
    if a.definition != b.definition and measure != "days":
        raise LessonError(
            _(
                "{a} and {b} cannot be compared: one counts only aircraft in the zone, the other "
                "all aircraft detected."
            ).format(**names)
        )
    text = _("{a}: {x}; {b}: {y} ({change}), by the same count.").format(
        x=number_words(a.value or 0), y=number_words(b.value or 0), change=_change(a, b), **names
    )
    if not (a.complete and b.complete):
        text += " " + _("But August 2026 ends on the 22nd: its sum is not that of a whole month.")
    elif a.days != b.days and measure in ("aircraft", "ships"):
        text += " " + _("Mind the days with a bulletin: {m} and {n}.").format(m=a.days, n=b.days)
    return text


def _change(a: Month, b: Month) -> str:
    if not a.value:
        return _("up from nothing")
    return _pct(b.value or 0.0, a.value)
