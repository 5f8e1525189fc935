"""The matrix of positions: eight stakeholders by five headings, what the ledger holds of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lesson_utils import evidence, labels
from lesson_utils.chart import Chart, NumberTable, style
from lesson_utils.i18n import _, ngettext_
from lesson_utils.measures.perspectives import HEADINGS, best_grade, coverage, heading

__all__ = ["chosen_cells", "heading_name", "party", "perspectives"]

SYMBOL = {"A": "circle", "B": "square", "C": "diamond", "D": "x-thin-open"}
CHOSEN = "shown side by side"


def heading_name(name: str) -> str:
    """Name a heading of positions in the learner's language.

    Examples
    --------
    >>> heading_name("forces")
    'bases and forces'
    """
    names = {
        "burden-sharing": _("money for defence"),
        "Taiwan": _("Taiwan and the islands"),
        "forces": _("bases and forces"),
        "strategy": _("strategy and trust"),
        "economic security": _("economic security"),
    }
    return names.get(name, name)


def party(name: str, *, short: bool = False) -> str:
    """Name a stakeholder in the learner's language.

    Examples
    --------
    >>> party("nato-s-european-members"), party("nato-s-european-members", short=True)
    ("NATO's European members", 'NATO Europe')
    """
    names = {
        "us-administration": (_("US administration"), _("US")),
        "japan-s-government": (_("Japan's government"), _("Japan")),
        "china-s-government": (_("China's government"), _("China")),
        "taiwan-s-government": (_("Taiwan's government"), _("Taiwan")),
        "the-philippines-government": (_("The Philippines' government"), _("Philippines")),
        "okinawa-prefecture-and-residents": (_("Okinawa: prefecture and residents"), _("Okinawa")),
        "nato-s-european-members": (_("NATO's European members"), _("NATO Europe")),
        "critics-and-sceptics-in-the-us-japan-and-asia": (
            _("Critics and sceptics in the US, Japan and Asia"),
            _("critics"),
        ),
    }
    return names.get(name, (name, name))[short]


def perspectives() -> Chart:
    """Draw which stakeholder has a sourced position on which theme.

    Returns
    -------
    Chart
        A mark for each pair with a position, its shape and letter the best grade of the sources,
        its number the count of positions; a dot where the ledger has none. A click gives
        ``(stakeholder id, heading)`` as custom data.

    Examples
    --------
    >>> perspectives().alt.splitlines()[0]
    'Matrix of 8 stakeholders (rows) and 5 themes (columns): who has a sourced position.'
    """
    parties = [one.id for one in evidence.perspectives()]
    return Chart(
        _traces(parties),
        _layout(parties),
        title=_("Who says something on what, as far as the ledger knows"),
        subtitle=_(
            "number of positions and best grade of their sources; "
            "a dot: no sourced position in the ledger"
        ),
        source=_("Evidence ledger of the course"),
        alt=_alt(parties),
        table=_table(parties),
        height=400,
    )


def chosen_cells(theme: str, chosen: Sequence[str]) -> dict[str | int, Any]:
    """Give the patch of the rings round the cells that are shown side by side.

    Parameters
    ----------
    theme : str
        A heading, or empty for all of them.
    chosen : sequence of str
        Identifiers of stakeholders.

    Examples
    --------
    >>> chosen_cells("Taiwan", ["us-administration"])
    {'shown side by side': {'x': [1], 'y': [0]}}
    """
    parties = [one.id for one in evidence.perspectives()]
    names = [heading(theme)] if theme else list(HEADINGS)
    cells = [(list(HEADINGS).index(name), parties.index(one)) for one in chosen for name in names]
    return {CHOSEN: {"x": [x for x, _y in cells], "y": [y for _x, y in cells]}}


def _traces(parties: list[str]) -> list[dict[str, Any]]:
    cells = [
        (x, y, name, one, coverage()[one, name])
        for y, one in enumerate(parties)
        for x, name in enumerate(HEADINGS)
    ]
    rings: dict[str, Any] = {
        "name": CHOSEN,
        "mode": "markers",
        "x": [],
        "y": [],
        "hoverinfo": "skip",
        "marker": {
            "symbol": "circle-open",
            "size": 22,
            "color": style.LATER,
            "line": {"width": 2, "color": style.LATER},
        },
    }
    made = [rings]
    for letter in ("A", "B", "C", "D", ""):
        found = [cell for cell in cells if best_grade(cell[4]) == letter]
        made.append(
            {
                "name": _("best grade {letter}").format(letter=letter)
                if letter
                else _("no sourced position"),
                "mode": "markers+text" if letter else "markers",
                "x": [cell[0] for cell in found],
                "y": [cell[1] for cell in found],
                "text": [f"\N{NO-BREAK SPACE}{len(cell[4])} {letter}" for cell in found],
                "textposition": "middle right",
                "textfont": {"color": style.INK, "size": 13},
                "customdata": [[cell[3], cell[2]] for cell in found],
                "hovertext": [_hover(cell[3], cell[2], cell[4]) for cell in found],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": False,
                "marker": {
                    "symbol": SYMBOL.get(letter, "circle"),
                    "size": 11 if letter else 4,
                    "color": style.ACCENT if letter else style.MUTED,
                    "line": {"width": 2 if letter == "D" else 0, "color": style.ACCENT},
                },
            }
        )
    return made


def _hover(one: str, name: str, found: tuple[evidence.Position, ...]) -> str:
    if not found:
        count = _("no sourced position in the ledger")
    else:
        count = ngettext_(
            "{n} position, best source {letter}: {meaning}",
            "{n} positions, best source {letter}: {meaning}",
            len(found),
        ).format(n=len(found), letter=best_grade(found), meaning=labels.grade(best_grade(found)))
    return _("{party} on {theme}: {count}").format(
        party=party(one), theme=heading_name(name), count=count
    )


def _layout(parties: list[str]) -> dict[str, Any]:
    return {
        "xaxis": {
            "range": [-0.4, len(HEADINGS) - 0.35],
            "side": "top",
            "tickvals": list(range(len(HEADINGS))),
            "ticktext": [_wrapped(heading_name(name)) for name in HEADINGS],
            "tickfont": {"color": style.INK},
            "tickangle": 0,
            "showline": False,
            "ticks": "",
            "tickformat": "",
        },
        "yaxis": {
            "range": [len(parties) - 0.5, -0.5],
            "tickvals": list(range(len(parties))),
            "ticktext": [party(one, short=True) for one in parties],
            "tickfont": {"color": style.INK},
            "ticks": "",
            "showgrid": False,
        },
        "margin": {"l": 10, "r": 10, "t": 10, "b": 6},
    }


def _wrapped(text: str) -> str:
    """Break a heading into two lines at the blank nearest its middle."""
    blanks = [i for i, sign in enumerate(text) if sign == " "]
    if not blanks:
        return text
    at = min(blanks, key=lambda i: abs(i - len(text) / 2))
    return f"{text[:at]}<br>{text[at + 1 :]}"


def _alt(parties: list[str]) -> str:
    cells = coverage()
    filled = [cell for cell, found in cells.items() if found]
    positions = sum(len(found) for found in cells.values())
    lines = [
        _(
            "Matrix of {rows} stakeholders (rows) and {columns} themes (columns): "
            "who has a sourced position."
        ).format(rows=len(parties), columns=len(HEADINGS)),
        _("{positions} positions stand in {filled} of {cells} cells; {empty} are empty.").format(
            positions=positions,
            filled=len(filled),
            cells=len(cells),
            empty=len(cells) - len(filled),
        ),
    ]
    for name in HEADINGS:
        with_one = [one for one in parties if cells[one, name]]
        lines.append(
            _("On {theme}: {n} of {total} ({parties}).").format(
                theme=heading_name(name),
                n=len(with_one),
                total=len(parties),
                parties=_(", ").join(party(one, short=True) for one in with_one),
            )
        )
    return "\n".join(lines)


def _table(parties: list[str]) -> NumberTable:
    def cell(found: tuple[evidence.Position, ...]) -> str:
        return f"{len(found)} ({best_grade(found)})" if found else _("none")

    rows = [[party(one), *(cell(coverage()[one, name]) for name in HEADINGS)] for one in parties]
    return NumberTable(
        [_("Stakeholder"), *(heading_name(name) for name in HEADINGS)],
        rows,
        _("Sourced positions and the best grade of their sources"),
    )
