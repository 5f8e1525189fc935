"""Charts of the sources: how good they are, and when they were published."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from .. import evidence, labels
from ..chart import Chart, NumberTable, style
from ..i18n import _, ngettext_

GRADES = ("A", "B", "C", "D")
FIRST_MONTH = "2025-01"


def source_grades(*claims: str) -> Chart:
    """Draw how good the sources are: all of them, and those of some claims.

    Parameters
    ----------
    *claims : str
        Claims whose sources are set beside all, such as ``"C03", "C15"``; none for all only.

    Returns
    -------
    Chart
        Horizontal bars, one pair for each grade, in per cent of the sources counted.

    Raises
    ------
    UnknownNameError
        If there is no such claim.

    Examples
    --------
    >>> print(source_grades("C15").table.rows[0])
    ['A: official text or verbatim copy', 9, '5%', 1, '17%']
    """
    groups: list[tuple[str, list[str], str, str]] = [
        (
            _("all {n} sources").format(n=len(evidence.sources())),
            [one.grade for one in evidence.sources()],
            style.REST,
            "",
        )
    ]
    if claims:
        used = {s.id: s for found in evidence.claims(ids=claims) for s in found.sources}
        name = ngettext_(
            "{n} source of the claims here", "{n} sources of the claims here", len(used)
        )
        groups.append(
            (name.format(n=len(used)), [s.grade for s in used.values()], style.ACCENT, "/")
        )
    rows: list[list[Any]] = [[_long_grade(letter)] for letter in GRADES]
    traces: list[dict[str, Any]] = []
    for name, grades, colour, pattern in groups:
        counts = Counter(grades)
        shares = [100 * counts[letter] / len(grades) for letter in GRADES]
        for row, letter, share in zip(rows, GRADES, shares, strict=True):
            row += [counts[letter], f"{share:.0f}%"]
        traces.append(
            {
                "name": name,
                "type": "bar",
                "orientation": "h",
                "y": list(GRADES),
                "x": [round(share, 1) for share in shares],
                "text": [f"{counts[g]} ({s:.0f}%)" for g, s in zip(GRADES, shares, strict=True)],
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": {"color": style.INK},
                "marker": {"color": colour, "pattern": _hatch(pattern, colour)},
                "hovertemplate": "%{y}: %{text}<extra></extra>",
            }
        )
    highest = max(value for trace in traces for value in trace["x"])
    title = _("How good are the sources?")
    return Chart(
        traces,
        {
            "barmode": "group",
            "bargap": 0.25,
            "yaxis": {
                "autorange": "reversed",
                "showgrid": False,
                "ticks": "",
                "tickfont": {"color": style.INK, "size": 14},
                "title": {"text": _("Grade")},
            },
            "xaxis": {
                "range": [0, highest * 1.2],
                "title": {"text": _("Share of the sources counted, %")},
            },
            "annotations": [
                {
                    "xref": "paper",
                    "yref": "paper",
                    "x": 1,
                    "y": 0.04 + 0.09 * (len(groups) - 1 - i),
                    "xanchor": "right",
                    "yanchor": "bottom",
                    "showarrow": False,
                    "text": ("▨ " if pattern else "■ ") + name,
                    "font": {"color": style.ACCENT if pattern else style.MUTED, "size": 12},
                }
                for i, (name, _grades, _colour, pattern) in enumerate(groups)
            ],
        },
        title=title,
        subtitle=_(
            "A official text · B agency, newspaper, specialist · C copy, digest · D pointer"
        ),
        source=_("Evidence ledger of the course"),
        alt="\n".join(
            [
                _("Bar chart: {title} Horizontal axis: share of the sources counted, %.").format(
                    title=title
                ),
                *(_grade_words(trace["name"], trace["text"]) for trace in traces),
            ]
        ),
        table=NumberTable(
            [
                _("Grade"),
                *(head for name, *_rest in groups for head in (name, _("share"))),
            ],
            rows,
        ),
        height=300,
    )


def _hatch(shape: str, colour: str) -> dict[str, Any]:
    """Give bars a second sign beside their colour."""
    return {"shape": shape, "bgcolor": colour, "fgcolor": style.HALO, "solidity": 0.25}


def _long_grade(letter: str) -> str:
    return _("{letter}: {meaning}").format(letter=letter, meaning=labels.grade(letter))


def _grade_words(name: str, texts: list[str]) -> str:
    told = _(", ").join(
        _("{name} {n}").format(name=g, n=t) for g, t in zip(GRADES, texts, strict=True)
    )
    return _("{name}: {values}.").format(name=labels.capital(name), values=told)


def source_dates() -> Chart:
    """Draw when the sources were published, month by month, before and after the article.

    Returns
    -------
    Chart
        Stacked bars from January 2025; a line marks the article.

    Examples
    --------
    >>> chart = source_dates()
    >>> sum(row[1] + row[2] + row[3] for row in chart.table.rows) <= len(evidence.sources())
    True
    """
    kinds = {
        "before": (_("up to the article"), style.ACCENT, ""),
        "open": (_("January 2026, day not known"), style.REST, "x"),
        "later": (_("after the article"), style.LATER, "/"),
    }
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    left_out = 0
    for one in evidence.sources():
        month = str(one.date)[:7]
        if one.date.precision not in ("day", "month") or month < FIRST_MONTH:
            left_out += 1
            continue
        counts[_side(one)][month] += 1
    months = _months(FIRST_MONTH, max(max(c, default="") for c in counts.values()))
    rows: list[list[Any]] = [[labels.day(m), *(counts[kind][m] for kind in kinds)] for m in months]
    totals = {kind: sum(counter.values()) for kind, counter in counts.items()}
    traces = [
        {
            "name": word,
            "type": "bar",
            "x": [f"{m}-15" for m in months],
            "y": [counts[kind][m] for m in months],
            "marker": {"color": colour, "pattern": _hatch(shape, colour)},
            "hovertemplate": "%{x|%Y-%m}: %{y}<extra></extra>",
        }
        for kind, (word, colour, shape) in kinds.items()
    ]
    at = evidence.ARTICLE_DATE.isoformat()
    highest = max(sum(row[1:]) for row in rows)
    return Chart(
        traces,
        {
            "barmode": "stack",
            "bargap": 0.15,
            "margin": {"t": 30},
            "xaxis": {
                "type": "date", "dtick": "M6", "tick0": "2025-01-01", "tickformat": "%Y-%m",
                "tickangle": 0, "range": [f"{FIRST_MONTH}-01", f"{months[-1]}-28"],
                "title": {"text": _("Month of publication")},
            },
            "yaxis": {"title": {"text": _("Sources")}, "range": [0, highest * 1.08]},
            "shapes": [
                {
                    "type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1,
                    "line": {"color": style.INK, "width": 1.5, "dash": "dash"},
                }
            ],
            "annotations": [
                {
                    "x": at, "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False,
                    "text": _("the article"), "font": {"color": style.INK, "size": 12},
                }
            ],
        },
        title=_("When were the sources published?"),
        subtitle=_(
            "■ up to the article · ▨ after it · ▩ January 2026, day not known · {n} sources; {out} "
            "undated or older ones are left out"
        ).format(n=sum(totals.values()), out=left_out),
        source=_("Evidence ledger of the course"),
        alt="\n".join(
            [
                _(
                    "Stacked bar chart: sources by month of publication, {first} to {last}. "
                    "Vertical axis: number of sources."
                ).format(first=rows[0][0], last=rows[-1][0]),
                _(
                    "{before} up to the article, {open} of January 2026 without a day, {later} "
                    "after it; most in one month: {most} ({n})."
                ).format(**totals, most=max(rows, key=lambda r: sum(r[1:]))[0], n=highest),
            ]
        ),
        table=NumberTable([_("Month"), *(word for word, _c, _s in kinds.values())], rows),
        height=300,
    )  # fmt: skip


def _side(source: evidence.Source) -> str:
    """Tell before from after; a source of the article's month without a day is neither."""
    if source.after_article:
        return "later"
    if source.date.end is not None and source.date.end > evidence.ARTICLE_DATE:
        return "open"
    return "before"


def _months(first: str, last: str) -> list[str]:
    start, end = (date.fromisoformat(f"{m}-01") for m in (first, last))
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return [
        f"{start.year + (start.month - 1 + i) // 12}-{(start.month - 1 + i) % 12 + 1:02}"
        for i in range(count)
    ]
