"""Charts of how a share of GDP is counted: what is in the sum, and which GDP divides it."""

from __future__ import annotations

from typing import Any

from .. import data, measures
from ..chart import Chart, NumberTable, style
from ..i18n import _
from ..measures.accounting import Accounted
from .drawing import Drawing

__all__ = [
    "counted_name",
    "draw_accounting",
    "two_percent",
]


def counted_name(counted: str) -> str:
    """Name a way of counting.

    Examples
    --------
    >>> counted_name("sipri")
    "SIPRI's count"
    """
    return {
        "initial": _("initial defence budget"),
        "related": _("security-related spending, initial budgets"),
        "supplementary": _("security-related spending with extra budget"),
        "sipri": _("SIPRI's count"),
    }[counted]


def _short(counted: str) -> str:
    return {
        "initial": _("initial budget"),
        "related": _("+ related"),
        "supplementary": _("+ related + extra"),
        "sipri": "SIPRI",
    }[counted]


def _base_name(share: Accounted) -> str:
    if share.base == "FY2022":
        return _("GDP FY2022")
    if share.base == "same":
        return _("GDP {year}").format(year=share.year)
    return _("GDP not stated")


def two_percent() -> Chart:
    """Draw every share of GDP that the accounting table gives for Japan, and SIPRI's beside them.

    Returns
    -------
    Chart
        Horizontal bars, one for each way of counting; 2% is a line.

    Examples
    --------
    >>> two_percent().subtitle
    'Each bar names what is divided by what; dotted: the target of December 2022'
    """
    return draw_accounting(None).chart()


def draw_accounting(chosen: Accounted | None) -> Drawing:
    """Work out the drawing of `two_percent`, with one share picked out.

    Parameters
    ----------
    chosen : Accounted or None
        The share to pick out; one that is worked out here gets a bar of its own.
    """
    listed = [s for s in measures.two_percent_shares() if 2024 <= s.year <= 2027]
    seen: list[Accounted] = []
    for share in listed:  # the target stands in the table twice
        if not any(_key(share) == _key(other) for other in seen):
            seen.append(share)
    if chosen is not None and not any(_key(chosen) == _key(s) for s in seen):
        seen = sorted([*seen, chosen], key=lambda s: s.year)
    labels = [_label(s) for s in seen]
    ticks = [label.replace(" / ", "<br>/ ").replace("÷", "<br>÷") for label in labels]
    picked = [chosen is not None and _key(s) == _key(chosen) for s in seen]
    rows = [
        [label, _digits(s.share_pct), _status(s)] for label, s in zip(labels, seen, strict=True)
    ]
    traces: list[dict[str, Any]] = []
    for name, side, colour in (
        (_("other ways of counting"), False, style.REST),
        (_("chosen"), True, style.STATE["JPN"]),
    ):
        traces.append(
            {
                "name": name,
                "type": "bar",
                "orientation": "h",
                "y": ticks,
                "x": [
                    round(s.share_pct, 2) if p is side else None
                    for s, p in zip(seen, picked, strict=True)
                ],
                "text": [
                    row[1] if p is side else "" for row, p in zip(rows, picked, strict=True)
                ],
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": {"color": style.INK},
                "marker": {
                    "color": colour,
                    "pattern": {
                        "shape": [_hatch(s) for s in seen],
                        "size": 6, "solidity": 0.25, "fgcolor": style.PAPER, "fillmode": "overlay"
                    },
                },
                "hovertemplate": "%{y}: %{x:.2f}%<extra></extra>",
            }
        )  # fmt: skip
    told = "; ".join(f"{row[0]} {row[1]}" for row in rows)
    title = _("Japan's defence spending, % of GDP: one name, many counts")
    return Drawing(
        traces,
        {
            "barmode": "overlay",
            "bargap": 0.3,
            "xaxis.range": [0, 2.25],
            "xaxis.dtick": 0.5,
            "xaxis.title.text": _("% of GDP"),
            "yaxis": {
                "type": "category", "categoryorder": "array", "categoryarray": ticks[::-1],
                "range": [-0.6, len(ticks) - 0.4], "automargin": True, "fixedrange": True,
                "showgrid": False, "ticks": "", "tickfont": {"color": style.INK, "size": 12},
            },
            "margin": {"l": 8, "r": 16, "t": 8, "b": 44},
            "shapes": [
                {
                    "type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": 2, "x1": 2,
                    "line": {"color": style.INK, "width": 1, "dash": "dot"}, "layer": "below",
                }
            ],
        },
        title=title,
        subtitle=_(
            "Each bar names what is divided by what; dotted: the target of December 2022"
        )
        if chosen is None or chosen.printed
        else _("Hatched: worked out here; no source of the course gives this share"),
        source=" · ".join(
            data.load(name).source
            for name in ("two_percent_accounting", "military_expenditure")
        ),
        alt=_(
            "Bar chart with {n} bars: {title}. Horizontal axis: % of GDP, 0 to 2.25, line at "
            "2%. {told}."
        ).format(n=len(rows), title=title, told=told),
        table=NumberTable(
            [_("What is counted, divided by"), _("% of GDP"), _("Status")], rows
        ),
        height=430,
    )  # fmt: skip


def _hatch(share: Accounted) -> str:
    return "/" if not share.printed else "." if share.status == "target" else ""


def _digits(share: float) -> str:
    """Write a share with the digits its source has: 1.8 or 1.96."""
    text = f"{share:.2f}"
    return text[:-1] if text.endswith("0") else text


def _key(share: Accounted) -> tuple[int, str, str]:
    return (share.year, share.counted, share.base)


def _label(share: Accounted) -> str:
    year = str(share.year) if share.counted == "sipri" else f"FY{share.year}"
    if share.status == "target":
        return _("{year} target / {base}").format(year=year, base=_base_name(share))
    return _("{year} {counted} / {base}").format(
        year=year, counted=_short(share.counted), base=_base_name(share)
    )


def _status(share: Accounted) -> str:
    if not share.printed:
        return _("worked out here")
    if share.status == "target":
        return _("target")
    return _("computed from the source") if "computed" in share.status else _("as reported")
