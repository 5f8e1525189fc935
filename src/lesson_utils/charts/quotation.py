"""A two-word quotation traced: whom the speech of 6 December 2025 named, and the article."""

from __future__ import annotations

from datetime import date

from .. import evidence, labels
from ..chart import Chart, NumberTable, style
from ..errors import LessonError
from ..i18n import _

NAMED = ("Israel", "South Korea", "Poland", "Germany", "Baltics", "Japan")
"""Who could be on the list of 6 December 2025, as the ledger's findings name them."""

_LONG = 12
REPORTS = ("HEG_ERR", "HEG_JOONG")
"""The two reports that give the list word for word."""


def model_allies() -> Chart:
    """Draw whom the speech of 6 December 2025 named, as two reports give it, and the article.

    Returns
    -------
    Chart
        A grid: a row for each name, a column for each text. Filled means named.

    Raises
    ------
    LessonError
        If a report of the ledger no longer says whether Japan was on the list.

    Examples
    --------
    >>> model_allies().table.rows[-1]
    ['Japan', 'not named', 'not named', 'named']
    """
    found = {item.source.id: item for item in evidence.claim("C15").evidence}
    heads = [
        *(
            _("{publisher}<br>{day}<br>[{grade}]").format(
                publisher=_short(found[name].source.publisher),
                day=_day(found[name].source.date),
                grade=found[name].source.grade,
            )
            for name in REPORTS
        ),
        _("the article<br>{day}<br>[{grade}]").format(
            day=_day(evidence.ARTICLE_DATE), grade=evidence.article().grade
        ),
    ]
    cells = [
        [*(_named_in(name, found[report].finding) for report in REPORTS), _in_article(name)]
        for name in NAMED
    ]
    groups = {
        "named": (_("named"), "circle", style.ACCENT),
        "increasingly": (_("named, “increasingly”"), "circle-open", style.ACCENT),
        "absent": (_("not named"), "x-thin-open", style.INK),
        "silent": (_("does not speak of it"), "line-ew-open", style.REST),
    }
    rows = [_party(name) for name in NAMED]
    traces = []
    for key, (word, symbol, colour) in groups.items():
        places = [
            (c, r) for r, row in enumerate(cells) for c, cell in enumerate(row) if cell == key
        ]
        traces.append(
            {
                "name": word,
                "mode": "markers",
                "x": [heads[c] for c, _r in places],
                "y": [rows[r] for _c, r in places],
                "marker": {
                    "size": 15,
                    "symbol": symbol,
                    "color": colour,
                    "line": {"width": 2, "color": colour},
                },
                "hovertemplate": "%{y}: " + word + "<extra></extra>",
                "cliponaxis": False,
            }
        )
    words = {key: word for key, (word, _symbol, _colour) in groups.items()}
    return Chart(
        traces,
        {
            "margin": {"l": 8, "r": 16, "t": 8, "b": 40},
            "xaxis": {
                "type": "category",
                "side": "top",
                "tickangle": 0,
                "categoryorder": "array",
                "categoryarray": heads,
                "range": [-0.5, len(heads) - 0.5],
                "showline": False,
                "ticks": "",
                "tickfont": {"color": style.INK, "size": 12},
            },
            "yaxis": {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": rows,
                "range": [len(rows) - 0.5, -0.5],
                "ticks": "",
                "tickfont": {"color": style.INK},
            },
        },
        title=_("Who was called a model ally?"),
        subtitle=_("● named · ○ “increasingly” · × not named · – does not speak of it"),
        source=_("Evidence of claim C15; both reports add “and others”"),
        alt="\n".join(
            [
                _("Grid of marks: names in rows, texts in columns."),
                *(
                    _("{name}: {values}.").format(
                        name=rows[r], values=_(", ").join(words[cell] for cell in row)
                    )
                    for r, row in enumerate(cells)
                ),
            ]
        ),
        table=NumberTable(
            [_("Name"), *(head.replace("<br>", " ") for head in heads)],
            [[rows[r], *(words[cell] for cell in row)] for r, row in enumerate(cells)],
        ),
        height=300,
    )


def _day(value: date | str) -> str:
    """Put the year on a line of its own: the columns are narrow."""
    return "<br>".join(labels.day(value).rsplit(" ", 1))


def _short(publisher: str) -> str:
    """Leave out what stands in brackets; break a long name after its first word."""
    name = publisher.split(" (")[0]
    return name.replace(" ", "<br>", 1) if len(name) > _LONG else name


def _named_in(name: str, finding: str) -> str:
    """Tell how a finding of the ledger puts a name: its list stands before "Japan not"."""
    listed, said, _rest = finding.partition("Japan not")
    if not said:
        raise LessonError(
            "A report of claim C15 no longer says whether Japan was on the list. Look at the "
            "findings of HEG_ERR and HEG_JOONG in data/evidence/claims.json."
        )
    if name not in listed:
        return "absent"
    return "increasingly" if f"increasingly {name}" in listed else "named"


def _in_article(name: str) -> str:
    return "named" if name == "Japan" else "silent"


def _party(name: str) -> str:
    names = {
        "Israel": _("Israel"),
        "South Korea": _("South Korea"),
        "Poland": _("Poland"),
        "Germany": _("Germany"),
        "Baltics": _("the Baltics"),
        "Japan": _("Japan"),
    }
    return names[name]
