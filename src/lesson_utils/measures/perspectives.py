"""Who says what on which theme: the positions of the ledger, gathered under five headings.

The ledger gives each position a narrow theme of its own. To lay positions side by side, the
course gathers these themes under five headings; the narrow theme stays on the card.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from lesson_utils import evidence
from lesson_utils.errors import UnknownNameError

__all__ = ["HEADINGS", "best_grade", "coverage", "heading", "silent"]

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "burden-sharing": (
            "burden-sharing",
            "defence policy",
            "own defence",
            "5% pledge",
            "Spain",
        ),
        "Taiwan": (
            "Taiwan and the island chain",
            "Taiwan",
            "status",
            "Taiwan contingency",
            "front-line islands",
        ),
        "forces": (
            "military activity",
            "US access",
            "bases",
            "missiles",
            "after September 2026",
            "arms exports",
        ),
        "strategy": ("China", "Japan", "US strategy", "reliability", "US support"),
        "economic security": ("investment", "export controls"),
    }
)
"""The course's five headings and the themes of the ledger under each."""


def heading(theme: str) -> str:
    """Find the heading of a theme.

    Parameters
    ----------
    theme : str
        A heading, or a theme as the ledger writes it; upper and lower case do not matter.

    Returns
    -------
    str
        One of `HEADINGS`.

    Raises
    ------
    UnknownNameError
        If it is neither.

    Examples
    --------
    >>> heading("investment"), heading("taiwan")
    ('economic security', 'Taiwan')
    """
    wanted = str(theme).strip().casefold()
    known = {name.casefold(): name for name in HEADINGS}
    narrow = {one.casefold(): name for name, themes in HEADINGS.items() for one in themes}
    found = known.get(wanted) or narrow.get(wanted)
    if found is None:
        raise UnknownNameError("theme of positions", theme, [*HEADINGS, *sorted(narrow)])
    return found


@cache
def coverage() -> Mapping[tuple[str, str], tuple[evidence.Position, ...]]:
    """Gather the positions by stakeholder and heading.

    Returns
    -------
    mapping
        ``(stakeholder id, heading)`` → positions, for every pair; empty where the ledger has none.

    Examples
    --------
    >>> cells = coverage()
    >>> len(cells), sum(len(found) for found in cells.values())
    (40, 29)
    """
    return MappingProxyType(
        {
            (party.id, name): tuple(
                position for position in party.positions if heading(position.theme) == name
            )
            for party in evidence.perspectives()
            for name in HEADINGS
        }
    )


def silent(theme: str) -> tuple[str, ...]:
    """List the stakeholders of whom the ledger has no sourced position under a heading.

    Parameters
    ----------
    theme : str
        As for `heading`.

    Returns
    -------
    tuple of str
        Identifiers, in the order of the ledger. No position in the ledger is not a position.

    Raises
    ------
    UnknownNameError
        If there is no such theme.

    Examples
    --------
    >>> silent("Taiwan")
    ('nato-s-european-members', 'critics-and-sceptics-in-the-us-japan-and-asia')
    """
    name = heading(theme)
    return tuple(party for (party, one), found in coverage().items() if one == name and not found)


def best_grade(positions: tuple[evidence.Position, ...]) -> str:
    """Give the best grade among the sources of some positions; empty without any.

    Examples
    --------
    >>> best_grade(coverage()["china-s-government", "Taiwan"])
    'A'
    """
    return min((one.grade for position in positions for one in position.sources), default="")
