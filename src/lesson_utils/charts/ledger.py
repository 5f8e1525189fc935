"""Charts of the evidence ledger."""

from __future__ import annotations

from collections import Counter

from .. import evidence, labels
from ..chart import Chart, NumberTable, style
from ..i18n import _


def assessments() -> Chart:
    """Draw how many of the article's claims got which assessment.

    Returns
    -------
    Chart
        Horizontal bars, one for each assessment, with the number at the end.

    Examples
    --------
    >>> assessments().alt.splitlines()[0]
    'Bar chart with 5 bars: The claims of the article by assessment.'
    """
    counts = Counter(claim.assessment for claim in evidence.claims())
    names = [labels.assessment(name) for name in labels.ASSESSMENTS]
    values = [counts[name] for name in labels.ASSESSMENTS]
    title = _("The claims of the article by assessment")
    rows = [[name, value] for name, value in zip(names, values, strict=True)]
    parts = ", ".join(f"{name} {value}" for name, value in rows)
    return Chart(
        [
            {
                "name": _("claims"),
                "type": "bar",
                "orientation": "h",
                "y": names,
                "x": values,
                "text": [str(value) for value in values],
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": {"color": style.INK},
                "marker": {"color": style.STATE["NATO"]},
                "hovertemplate": "%{y}: %{x}<extra></extra>",
                "width": 0.6,
            }
        ],
        {
            "yaxis": {
                "autorange": "reversed",
                "showgrid": False,
                "ticks": "",
                "tickfont": {"color": style.INK},
            },
            "xaxis": {"visible": False, "range": [0, max(values) * 1.1]},
            "margin": {"t": 4, "b": 4},
        },
        title=title,
        subtitle=_("{n} claims; each is counted once").format(n=sum(values)),
        source=_("Evidence ledger of the course"),
        alt=_("Bar chart with {n} bars: {title}. {parts}.")
        .format(n=len(names), title=title, parts=parts)
        .replace(". ", ".\n", 1),
        table=NumberTable([_("Assessment"), _("Claims")], rows),
        height=210,
    )
