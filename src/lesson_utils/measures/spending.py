"""Who spends what share of GDP, by whose count and in which edition of that count.

Two bodies count: the Stockholm International Peace Research Institute (SIPRI) and NATO. They
define defence spending differently, and both revise their figures backwards. A figure here
always carries its counter and its edition, and two counts do not compare unless one insists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import data
from ..arguments import instance
from ..errors import LessonError, UnknownNameError

__all__ = [
    "EDITIONS",
    "Count",
    "MixedCountsError",
    "bodies",
    "editions",
    "points_between",
    "spending_count",
    "spending_series",
    "standing",
]

EDITIONS = {
    "SIPRI 2026": ("SIPRI", "military_expenditure", "share_of_gdp_pct"),
    "SIPRI 2025": ("SIPRI", "military_expenditure_revisions", "share_of_gdp_pct_ed2025"),
    "NATO 2026": ("NATO", "nato_defence_expenditure_2026", "core_defence_expenditure_pct_gdp"),
    "NATO 2025": ("NATO", "nato_defence_expenditure_2025", "defence_expenditure_pct_gdp"),
}
"""Each edition, newest of its body first: who counts, the data set and its column of shares."""


class MixedCountsError(LessonError):
    """A figure of SIPRI's was to be compared with one of NATO's."""


@dataclass(frozen=True, slots=True)
class Count:
    """A state's spending in one year as one body counted it in one edition.

    Attributes
    ----------
    state : str
        ISO 3166 alpha-3 code.
    year : int
        Calendar year.
    share_pct : float
        % of GDP.
    body : str
        ``"SIPRI"`` or ``"NATO"``.
    edition : str
        One of `EDITIONS`.
    estimate : bool
        Whether the body marks the figure as its own estimate.
    member : bool
        For NATO's count: whether the state was a member that year.
    source : str
        One line.
    """

    state: str
    year: int
    share_pct: float
    body: str
    edition: str
    estimate: bool
    member: bool
    source: str


def editions(state: str) -> tuple[str, ...]:
    """List the editions that hold a state, the newest of each body first.

    Raises
    ------
    UnknownNameError
        If no edition holds it.

    Examples
    --------
    >>> editions("JPN"), editions("DEU")
    (('SIPRI 2026', 'SIPRI 2025'), ('NATO 2026', 'NATO 2025'))
    """
    held = {name: set(data.load(table).column("iso3")) for name, (_, table, _) in EDITIONS.items()}
    found = tuple(name for name, states in held.items() if state in states)
    if not found:
        every = sorted(set().union(*held.values()))
        raise UnknownNameError("state", state, every, "Give its three-letter code.")
    return found


def bodies(state: str) -> tuple[str, ...]:
    """List who counts a state's spending in the course's tables.

    Examples
    --------
    >>> bodies("USA"), bodies("PHL")
    (('SIPRI', 'NATO'), ('SIPRI',))
    """
    return tuple(dict.fromkeys(EDITIONS[name][0] for name in editions(state)))


def spending_series(state: str, edition: str) -> tuple[Count, ...]:
    """Give a state's figures year by year in one edition; years without a figure are left out.

    Parameters
    ----------
    state : str
        ISO 3166 alpha-3 code.
    edition : str
        One of `EDITIONS`.

    Raises
    ------
    UnknownNameError
        If there is no such edition.
    LessonError
        If that edition does not hold the state; the message says who does.

    Examples
    --------
    >>> [(c.year, c.share_pct) for c in spending_series("JPN", "SIPRI 2025")][-1]
    (2024, 1.3714)
    """
    if edition not in EDITIONS:
        raise UnknownNameError("edition", edition, EDITIONS)
    held = editions(state)
    if edition not in held:
        raise LessonError(
            f"{edition} has no figures of {state} in the course's tables; there are: "
            f"{', '.join(held)}."
        )
    body, name, column = EDITIONS[edition]
    table = data.load(name)
    flag = {"SIPRI": "sipri_estimate", "NATO": "is_nato_estimate"}[body]
    newest = {r.year: r for r in data.load("military_expenditure").where(iso3=state)}
    return tuple(
        Count(
            state=state,
            year=row.year,
            share_pct=row[column],
            body=body,
            edition=edition,
            # The older edition is stored without its marks: the newer one's stand in for them.
            estimate=bool((row if flag in table.columns else newest[row.year])[flag]),
            member=bool(row.get("member_that_year", body == "NATO")),
            source=table.source,
        )
        for row in table.where(iso3=state)
        if row[column] is not None
    )


def spending_count(state: str, body: str, year: int | None = None) -> Count:
    """Give a state's share in the newest edition of a body.

    Parameters
    ----------
    state : str
        ISO 3166 alpha-3 code.
    body : str
        ``"SIPRI"`` or ``"NATO"``.
    year : int, optional
        Calendar year; left out, 2025, the last year that both bodies have.

    Raises
    ------
    UnknownNameError
        If there is no such body or state.
    LessonError
        If the body does not count the state, or not that year.

    Examples
    --------
    >>> spending_count("JPN", "SIPRI").share_pct, spending_count("USA", "NATO").share_pct
    (1.4117, 3.17)
    """
    if body not in ("SIPRI", "NATO"):
        raise UnknownNameError("count", body, ["SIPRI", "NATO"])
    if body not in bodies(state):
        why = (
            "NATO counts its own members only"
            if body == "NATO"
            else "the course holds nine states of SIPRI's table"
        )
        raise LessonError(f"{body} has no figure of {state} here: {why}.")
    wanted = 2025 if year is None else year
    found = {c.year: c for c in spending_series(state, f"{body} 2026")}
    if wanted not in found:
        raise LessonError(
            f"{body} has no figure of {state} for {wanted!r}; there are {min(found)} to "
            f"{max(found)}."
        )
    return found[wanted]


def points_between(one: Count, other: Count, *, force: bool = False) -> float:
    """Subtract one share from another, if both were counted alike.

    Parameters
    ----------
    one, other : Count
        The figures.
    force : bool, optional
        Compare SIPRI with NATO all the same. Then say so beside the result.

    Returns
    -------
    float
        Percentage points of GDP.

    Raises
    ------
    MixedCountsError
        If one is SIPRI's and the other NATO's.

    Examples
    --------
    >>> round(points_between(spending_count("USA", "SIPRI"), spending_count("JPN", "SIPRI")), 2)
    1.71
    """
    for count in (one, other):
        instance(count, Count, "lu.measures.spending_count(state, body) gives one.")
    if one.body != other.body and not force:
        raise MixedCountsError(
            f"{one.body}'s count of {one.state} and {other.body}'s count of {other.state} cannot "
            "be subtracted: the two bodies count different things as defence. Choose states that "
            "one body counts, or insist with force=True and say so."
        )
    return one.share_pct - other.share_pct


def standing(year: int, body: str = "NATO") -> tuple[Count, ...]:
    """Rank the states that a body counts in a year, the highest share first.

    Parameters
    ----------
    year : int
        Calendar year.
    body : str, optional
        ``"NATO"`` (31 states with forces; Iceland has none) or ``"SIPRI"`` (nine states).

    Raises
    ------
    LessonError
        If the newest edition has no figures of that year.

    Examples
    --------
    >>> [c.state for c in standing(2025) if c.share_pct >= 3.5]
    ['POL', 'LTU', 'EST', 'LVA']
    >>> sum(c.share_pct >= 2 for c in standing(2025))
    28
    """
    if body not in ("SIPRI", "NATO"):
        raise UnknownNameError("count", body, ["SIPRI", "NATO"])
    _body, name, _column = EDITIONS[f"{body} 2026"]
    states: Sequence[str] = sorted(set(data.load(name).column("iso3")))
    found = [
        c for state in states for c in spending_series(state, f"{body} 2026") if c.year == year
    ]
    if not found:
        years = data.load(name).column("year")
        raise LessonError(
            f"{body} has no figures for {year!r}; there are {min(years)} to {max(years)}."
        )
    return tuple(sorted(found, key=lambda c: (-c.share_pct, c.state)))
