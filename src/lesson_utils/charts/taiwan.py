"""Whose "because" it is: what each source on claim C19 gives as the reason."""

from __future__ import annotations

from typing import Any

from .. import evidence
from ..chart import Chart, NumberTable, style
from ..i18n import _

__all__ = ["because"]

_SAID: dict[str, tuple[str, str, str]] = {
    "ARTICLE": ("reason", "", ""),
    "NSS_EIR": ("absent", "", ""),
    "NSS_WXC": ("absent", "also", "mainly"),
    "NSS_REUT": ("background", "", ""),
    "ST_CN": ("background", "", ""),
}
"""What the ledger's findings on C19 say of three reasons: force not ruled out, chips, geography."""


def because() -> Chart:
    """Set the article's "because" beside the reasons that copies of the strategy give.

    Returns
    -------
    Chart
        Sources, with their grades, against three reasons. A filled mark: given as the strategy's
        reason. A hollow one: reported as background. A cross: not in the passage that was read.

    Notes
    -----
    Source: findings on claim C19 in the evidence ledger.

    Examples
    --------
    >>> because().title
    'Why Taiwan? What each source gives as the reason'
    """
    reasons = [_("force not<br>ruled out"), _("chips"), _("geography")]
    names = [_source_name(key) for key in _SAID]
    words = {
        "reason": _("as the reason"),
        "mainly": _("as the main<br>reason"),
        "also": _("as a reason"),
        "background": _("as background"),
        "absent": _("not in the<br>passage read"),
    }
    marks = [
        (_("given as the strategy's reason"), ("reason", "mainly", "also"), "circle", style.ACCENT),
        (_("reported as background"), ("background",), "circle-open", style.ACCENT),
        (_("not in the passage read"), ("absent",), "x-thin-open", style.MUTED),
    ]
    traces = []
    for name, kinds, symbol, colour in marks:
        cells = [
            (reason, names[row], words[kind])
            for row, told in enumerate(_SAID.values())
            for reason, kind in zip(reasons, told, strict=True)
            if kind in kinds
        ]
        traces.append(
            {
                "name": name,
                "mode": "markers+text",
                "x": [reason for reason, _name, _word in cells],
                "y": [source for _reason, source, _word in cells],
                "text": [word for _reason, _name, word in cells],
                "textposition": "bottom center",
                "textfont": {"size": 12, "color": style.INK},
                "marker": {
                    "symbol": symbol,
                    "size": 15,
                    "color": colour,
                    "line": {"width": 2.5, "color": colour},
                },
                "hoverinfo": "x+y",
                "cliponaxis": False,
            }
        )
    axis = {"type": "category", "showgrid": False, "ticks": "", "showline": False}
    return Chart(
        traces,
        {
            "xaxis": axis
            | {
                "side": "top",
                "range": [-0.6, 2.6],
                "categoryarray": reasons,
                "tickangle": 0,
                "tickfont": {"color": style.INK, "size": 13},
            },
            "yaxis": axis
            | {
                "range": [len(names) - 0.3, -0.6],
                "categoryarray": names,
                "tickfont": {"color": style.INK},
                "showgrid": True,
            },
            "margin": {"l": 8, "r": 8, "t": 44, "b": 8},
        },
        title=_("Why Taiwan? What each source gives as the reason"),
        subtitle=_("[B], [C]: grade of the source. An empty place: the ledger records nothing"),
        source=_("Evidence ledger of the course, findings on claim C19"),
        alt=_because_alt(),
        table=_because_table(),
        height=370,
    )


def _source_name(name: str) -> str:
    source = evidence.source(name)
    short = {
        "ARTICLE": _("The article"),
        "NSS_EIR": _("Strategy, copy 1"),
        "NSS_WXC": _("Strategy, copy 2"),
        "NSS_REUT": _("News agency"),
        "ST_CN": _("Straits Times"),
    }[name]
    return f"{short} [{source.grade}]"


def _because_alt() -> str:
    return "\n".join(
        [
            _(
                "Chart of marks: five sources in rows, three reasons in columns (China has not "
                "ruled out force, chips, geography)."
            ),
            _("The article gives force as the strategy's reason."),
            _(
                "Two copies of the passage do not hold it; the second gives chips, but mostly "
                "geography. A news agency and the Straits Times report it as background."
            ),
        ]
    )


def _because_table() -> NumberTable:
    claim = evidence.claim("C19")
    article = evidence.source("ARTICLE")
    rows: list[list[Any]] = [[article.publisher, article.grade, claim.paraphrase]]
    rows += [[e.source.publisher, e.source.grade, e.finding] for e in claim.evidence]
    return NumberTable(
        [_("Source"), _("Grade"), _("What was found")], rows, _("Findings on claim C19")
    )
