"""The pledge against the economy: many denominators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import data
from ..amounts import Money
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..measures import Comparison, denominators, pledge_against
from .drawing import Drawing

__all__ = [
    "denominator_name",
    "draw_denominators",
    "money_text",
    "pledge_denominators",
    "problem_text",
    "value_text",
]

LOG_FROM, LOG_TO = -2, 5  # powers of ten of the logarithmic axis
SHORT = 18  # characters of a row name; longer ones break in two lines


def denominator_name(key: str) -> str:
    """Name a denominator in a few words.

    Examples
    --------
    >>> denominator_name("treasuries")
    'US Treasuries held in Japan'
    """
    return {
        "gdp_dollars": _("Japan's GDP, dollars"),
        "gdp_yen": _("Japan's GDP, yen"),
        "gdp_ppp": _("Japan's GDP, PPP dollars"),
        "government": _("Government spending, yen"),
        "defence": _("Defence budget FY2026, yen"),
        "reserves": _("Japan's official reserves"),
        "treasuries": _("US Treasuries held in Japan"),
        "investment": _("Japan's direct investment in the US"),
        "residents": _("Residents of Japan"),
    }[key]


def problem_text(problem: str) -> str:
    """Say in two or three words what a comparison mixes.

    Examples
    --------
    >>> problem_text("basis")
    'market ÷ PPP'
    """
    return {
        "kind": _("sum ÷ yearly flow"),
        "kind of stock": _("yearly part ÷ stock"),
        "currency": _("$ ÷ ¥"),
        "basis": _("market ÷ PPP"),
        "year": _("other year"),
    }[problem]


def _mixed(one: Comparison) -> str:
    kinds = [
        "kind of stock" if p == "kind" and one.denominator.kind == "stock" else p
        for p in one.problems
    ]
    return ", ".join(problem_text(kind) for kind in kinds)


def value_text(one: Comparison) -> str:
    """Print the quotient: per cent with three digits, or money for each resident.

    Examples
    --------
    >>> value_text(pledge_against("investment")), value_text(pledge_against("residents"))
    ('67.1%', '$4,461 for each resident')
    """
    if one.denominator.kind == "people":
        sign = {"USD": "$", "JPY": "¥"}[one.numerator.currency]
        step = 1 if one.numerator.currency == "USD" else 1000
        return _("{money} for each resident").format(
            money=f"{sign}{round(one.value / step) * step:,}"
        )
    digits = 0 if one.value >= 100 else 1 if one.value >= 10 else 2 if one.value >= 0.1 else 3
    return f"{one.value:,.{digits}f}%"


def money_text(amount: Money) -> str:
    """Print a large amount in billion dollars or trillion yen, in the language shown.

    Examples
    --------
    >>> from lesson_utils.money import dollars, yen
    >>> money_text(dollars(550e9)), money_text(yen(86.957e12))
    ('$550 billion', '¥86.96 trillion')
    """
    if amount.currency == "USD" and float(amount) < 1e12:
        return _("${n} billion").format(n=f"{float(amount) / 1e9:.0f}")
    if amount.currency == "USD":
        return _("${n} trillion").format(n=f"{float(amount) / 1e12:.2f}")
    return _("¥{n} trillion").format(n=f"{float(amount) / 1e12:,.2f}")


def pledge_denominators(form: str = "dollars", *, each_year: bool = False) -> Chart:
    """Draw the pledge as a share of what it may be measured against.

    Parameters
    ----------
    form, each_year
        As for `lu.measures.pledged`.

    Returns
    -------
    Chart
        Horizontal bars for the comparisons that hold, words for those that mix units.

    Examples
    --------
    >>> pledge_denominators().table.rows[0][2]
    'not comparable: sum ÷ yearly flow'
    """
    found = [pledge_against(d.key, form, each_year=each_year) for d in denominators()]
    return draw_denominators(found, "investment", forced=False, log=False).chart()


def draw_denominators(
    found: Sequence[Comparison], chosen: str, *, forced: bool, log: bool
) -> Drawing:
    """Give the drawing for some comparisons.

    Parameters
    ----------
    found : sequence of Comparison
        One for each denominator.
    chosen : str
        Key of the one that is set off.
    forced : bool
        Whether comparisons that mix units are drawn all the same, hatched and with a warning.
    log : bool
        Whether the axis is logarithmic.
    """
    bars = [one for one in found if one.denominator.kind != "people"]
    names = [_row(one) for one in found]
    drawn = [one.value for one in bars if one.holds or forced]
    top = max(drawn, default=100) * 1.35
    start = 10**LOG_FROM * 1.2 if log else top * 0.004
    said = [_label(one, forced) for one in found]
    faint = [1.0 if one.denominator.key == chosen else 0.62 for one in found]

    def lengths(hold: bool) -> list[float | None]:
        return [
            one.value
            if one.holds is hold and (hold or forced) and one.denominator.kind != "people"
            else None
            for one in found
        ]

    ends = [x if x is not None else y for x, y in zip(lengths(True), lengths(False), strict=True)]
    bar: dict[str, Any] = {
        "type": "bar", "orientation": "h", "y": names, "width": 0.62,
        "hovertemplate": "%{y}: %{x:,.3~r}%<extra></extra>",
    }  # fmt: skip
    return Drawing(
        traces=[
            bar
            | {
                "name": _("comparisons that hold"),
                "x": lengths(True),
                "marker": {"color": style.ACCENT, "opacity": faint},
            },
            bar
            | {
                "name": _("forced, units mixed"),
                "x": lengths(False),
                "marker": {
                    "color": style.PAPER,
                    "line": {"color": style.MUTED, "width": 1.5},
                    "pattern": {"shape": "/", "fgcolor": style.MUTED, "size": 7},
                },
            },
            {
                "name": _("in words"),
                "type": "scatter",
                "mode": "text",
                "x": [start if end is None else end for end in ends],
                "y": names,
                "text": said,
                "textposition": "middle right",
                "textfont": {
                    "size": 12,
                    "color": [style.INK if one.holds else style.MUTED for one in found],
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
        ],
        layout={
            "barmode": "overlay",
            "xaxis.type": "log" if log else "linear",
            "xaxis.range": [LOG_FROM, LOG_TO] if log else [0, top],
            "xaxis.tickmode": "array" if log else "auto",
            "xaxis.tickvals": [0.01, 1, 100, 10_000],
            "xaxis.ticktext": ["0.01", "1", "100", "10,000"],
            "xaxis.nticks": 6,
            "xaxis.title.text": _("% of each figure, logarithmic")
            if log
            else _("% of each figure"),
            "xaxis.showgrid": True,
            "yaxis.autorange": "reversed",
            "yaxis.showgrid": False,
            "yaxis.tickfont.color": style.INK,
            "margin.r": 12,
        },
        title=_("One pledge, many denominators"),
        subtitle=_subtitle(found, forced),
        source=_source(found),
        alt=_alt(found, forced=forced, log=log),
        table=NumberTable(
            [_("Denominator"), _("Amount"), _("The pledge against it")],
            [
                [_row(one).replace("<br>", " "), _amount(one), _told(one)] for one in found
            ],
        ),
        narrowest=420,
    )  # fmt: skip


def _row(one: Comparison) -> str:
    """Name a row; a long name breaks in two lines near its middle."""
    below = one.denominator
    name = denominator_name(below.key)
    if below.key != "defence":  # its name has the year
        name = f"{name}, {below.year}"
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) > SHORT and spaces:
        middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
        name = f"{name[:middle]}<br>{name[middle + 1 :]}"
    return name + "*" * below.estimate


def _amount(one: Comparison) -> str:
    amount = one.denominator.amount
    return money_text(amount) if isinstance(amount, Money) else f"{amount:,.0f}"


def _told(one: Comparison) -> str:
    if one.holds:
        return value_text(one)
    return _("not comparable: {why}").format(why=_mixed(one))


def _label(one: Comparison, forced: bool) -> str:
    if one.holds:
        return value_text(one)
    if forced:
        return f"⚠ {value_text(one)}"
    return _("refused: {why}").format(why=_mixed(one)).replace(", ", ",<br>")


def _subtitle(found: Sequence[Comparison], forced: bool) -> str:
    above = found[0].numerator
    text = _("Measured: {money}; * estimate, draft or approximate").format(money=money_text(above))
    mixed = sum(not one.holds for one in found)
    if forced and mixed:
        return _("⚠ Hatched bars mix units and mean nothing as shares. {rest}").format(rest=text)
    return text


def _source(found: Sequence[Comparison]) -> str:
    tables = dict.fromkeys(one.denominator.table for one in found)
    lines = [data.load(name).source for name in tables]
    return "; ".join(
        next((part for part in line.split("; ") if "FY2026 draft" in part), line) for line in lines
    )


def _alt(found: Sequence[Comparison], *, forced: bool, log: bool) -> str:
    axis = _("logarithmic") if log else _("linear")
    lines = [
        _(
            "Bar chart, horizontal, {axis} axis in per cent: {money} measured against {n} figures."
        ).format(axis=axis, money=money_text(found[0].numerator), n=len(found))
    ]
    for one in found:
        words = _label(one, forced) if forced else _told(one)
        lines.append(_("{name}: {words}.").format(name=_row(one).replace("<br>", " "), words=words))
    return "\n".join(lines)
