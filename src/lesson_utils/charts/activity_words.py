"""What the charts of activity round Taiwan are called, and what they say in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import data
from ..chart import NumberTable
from ..i18n import _
from ..measures.activity import ALL, MIXED, ZONE, Month, Span

__all__ = [
    "alt",
    "count_names",
    "janes_name",
    "measure_name",
    "number_words",
    "subtitle",
    "table",
    "total_name",
    "unit_name",
]


def measure_name(measure: str, view: str = "months") -> str:
    """Name a measure with its unit, as a title.

    Examples
    --------
    >>> measure_name("aircraft per day")
    'Aircraft round Taiwan, sorties for each reported day'
    """
    monthly = view == "months"
    return {
        "aircraft": _("Aircraft round Taiwan, sorties a month")
        if monthly
        else _("Aircraft round Taiwan, sorties a year"),
        "aircraft per day": _("Aircraft round Taiwan, sorties for each reported day"),
        "ships": _("Ships round Taiwan, ship-days a month")
        if monthly
        else _("Ships round Taiwan, ship-days a year"),
        "ships per day": _("Ships round Taiwan, ships for each reported day"),
        "days": _("Days with a bulletin, a month")
        if monthly
        else _("Days with a bulletin, a year"),
    }[measure]


def count_names() -> dict[str, str]:
    """Name what the bulletins counted.

    Examples
    --------
    >>> count_names()[ZONE]
    'only in the zone'
    """
    return {ZONE: _("only in the zone"), MIXED: _("month of the change"), ALL: _("all detected")}


def unit_name(measure: str) -> str:
    """Name the unit of a measure.

    Examples
    --------
    >>> unit_name("ships")
    'ship-days'
    """
    return {
        "aircraft": _("sorties"),
        "aircraft per day": _("sorties a day"),
        "ships": _("ship-days"),
        "ships per day": _("ships a day"),
        "days": _("days"),
    }[measure]


def total_name() -> str:
    """Name the yearly totals that newspapers quote.

    Examples
    --------
    >>> total_name()
    "totals of Taiwan's authorities"
    """
    return _("totals of Taiwan's authorities")


def janes_name() -> str:
    """Name the yearly count that keeps one definition.

    Examples
    --------
    >>> janes_name()
    'Janes, in the zone'
    """
    return _("Janes, in the zone")


def number_words(value: float | None) -> str:
    """Write a value, or that there was no report.

    Examples
    --------
    >>> number_words(1738.0), number_words(None)
    ('1,738', 'no report')
    """
    return _("no report") if value is None else f"{value:,.1f}".removesuffix(".0")


def subtitle(monthly: bool, average: int, marks: bool = False) -> str:
    """Say which span is drawn and what faint bars mean.

    Examples
    --------
    >>> subtitle(True, 3).split(" · ")[1]
    'line: mean of 3 months, never across the break'
    """
    base = (
        _("September 2020 to 22 August 2026; faint bars: another count or an incomplete month")
        if monthly
        else _(
            "A bar is as wide as the months it holds; faint bars: another count or part of a year"
        )
    )
    if marks and not monthly:
        keys = _("dashes: {totals}; diamonds: {janes}").format(
            totals=total_name(), janes=janes_name()
        )
        return f"{base} · {keys}"
    if average and monthly:
        line = _("line: mean of {n} months, never across the break").format(n=average)
        return f"{base} · {line}"
    return base


def alt(measure: str, view: str, average: int, bars: Sequence[Month | Span]) -> str:
    """Say in words what is drawn: type, axes, the break, range.

    Examples
    --------
    >>> from lesson_utils.measures.activity import months
    >>> alt("ships", "months", 0, months("ships")).splitlines()[-1]
    'Under the later count the highest is 282 (2024-08), the lowest 85 (2022-11).'
    """
    title = measure_name(measure, view)
    values = [b for b in bars if b.value is not None and b.definition == ALL]
    whole = [b for b in values if (b.whole if isinstance(b, Span) else b.complete)]
    high = max(whole, key=lambda b: b.value or 0)
    low = min(whole, key=lambda b: b.value or 0)
    lines = [
        _("Bar chart: {title}. Vertical axis: {unit}. Horizontal axis: 2020 to 2026.").format(
            title=title, unit=unit_name(measure)
        ),
        _(
            "A line marks August 2022, when the count changes from aircraft in the zone to all "
            "aircraft detected and ships are first reported; a dotted line marks the article, "
            "17 January 2026."
        ),
        _("Under the later count the highest is {high} ({a}), the lowest {low} ({b}).").format(
            high=number_words(high.value), a=_when(high), low=number_words(low.value), b=_when(low)
        ),
    ]
    if average and view == "months":
        lines.append(
            _("A line gives the mean of {n} months, never across the break.").format(n=average)
        )
    if measure == "aircraft" and view == "years":
        lines.append(
            _(
                "Marks give the yearly totals of Taiwan's authorities and Janes's count "
                "inside the zone."
            )
        )
    return "\n".join(lines)


def _when(bar: Month | Span) -> str:
    return bar.month if isinstance(bar, Month) else str(bar.year)


def table(
    measure: str,
    months: Sequence[Month],
    years: Sequence[Span],
    monthly: bool,
    average: int = 0,
    means: Sequence[float | None] = (),
) -> NumberTable:
    """Give the numbers behind the bars, and behind the line of means where there is one.

    Examples
    --------
    >>> from lesson_utils.measures.activity import months, years
    >>> table("days", months("days"), years("days"), True).rows[0]
    ['2020-09', 12.0, 'only in the zone', 12]
    """
    names = count_names()
    unit = unit_name(measure)
    if monthly:
        columns = [_("Month"), unit, _("Counted"), _("Days with a bulletin")]
        rows: list[list[Any]] = [
            [m.month, None if m.value is None else round(m.value, 2), names[m.definition], m.days]
            for m in months
        ]
        if average:
            columns.append(_("mean of {n} months").format(n=average))
            for row, mean in zip(rows, means, strict=True):
                row.append(None if mean is None else round(mean, 1))
        return NumberTable(columns, rows, measure_name(measure))
    annual = {row.year: row for row in data.load("pla_aircraft_annual")}
    rows = []
    for span in years:
        row = [span.year, _("{first} to {last}").format(first=span.first, last=span.last)]
        row += [round(span.value, 2), names[span.definition]]
        if measure == "aircraft":
            told = annual.get(span.year)
            row += [told and told.taiwan_authority_total_sorties, told and told.janes_adiz_entries]
        rows.append(row)
    columns = [_("Year"), _("Months"), unit, _("Counted")]
    if measure == "aircraft":
        columns += [total_name(), janes_name()]
    return NumberTable(columns, rows, measure_name(measure, "years"))
