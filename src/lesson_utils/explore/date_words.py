"""The relative dates of the article, and why each of them can be read as it is."""

from __future__ import annotations

from dataclasses import dataclass

from lesson_utils import evidence
from lesson_utils.errors import UnknownNameError
from lesson_utils.i18n import _
from lesson_utils.measures.relative_dates import Reading, resolve
from lesson_utils.when import When

__all__ = ["ITEMS", "Item", "candidates", "fits", "item", "reason"]

UNKNOWN = When("unknown")


@dataclass(frozen=True, slots=True)
class Item:
    """One place of the article where the reader has to work out a date.

    Attributes
    ----------
    claim : str
        The claim it belongs to.
    phrase : str
        At most four words of the article; empty where it gives no date at all.
    beside : tuple of str
        Further dates to choose from.
    """

    claim: str
    phrase: str
    beside: tuple[str, ...]


ITEMS = (
    Item("C02", "Thursday", ("2026-01-08",)),
    Item("C03", "last December", ("2024-12",)),
    Item("C07", "last June", ("2024-06",)),
    Item("C15", "", ("2025-12-06", "2026-01-15")),
    Item("C17", "last December", ("2024-12", "2025-11")),
    Item("C25", "2 January", ("2025-01-02",)),
    Item("C27", "spring", ()),
    Item("C29", "now", ()),
    Item("C32", "last year", ("2024",)),
)
"""In the order of the article."""


def item(claim: str) -> Item:
    """Take the date of a claim.

    Raises
    ------
    UnknownNameError
        If the claim has no date to resolve here.

    Examples
    --------
    >>> item("C07").phrase
    'last June'
    """
    for one in ITEMS:
        if one.claim == claim:
            return one
    raise UnknownNameError("date to resolve for claim", claim, [one.claim for one in ITEMS])


def candidates(one: Item) -> tuple[When, ...]:
    """List what a learner chooses from: earliest first, "cannot be told" last.

    Examples
    --------
    >>> candidates(item("C02"))
    ('2026-01-08', '2026-01-15', '2026-01-22', 'unknown')
    """
    read = resolve(one.phrase, evidence.ARTICLE_DATE) if one.phrase else ()
    found = {*(reading.when for reading in read), *(When(text) for text in one.beside)}
    return (*sorted(found, key=lambda when: when.order), UNKNOWN)


def fits(when: When, claim: evidence.Claim) -> bool:
    """Tell whether a reading agrees with the date that the ledger found.

    Examples
    --------
    >>> fits(When("2025-12"), evidence.claim("C03")), fits(When("2024-12"), evidence.claim("C03"))
    (True, False)
    """
    found = claim.resolved_date
    if found.start is None or found.end is None or when.start is None or when.end is None:
        return found.start is None and when.start is None
    return when.start <= found.end and found.start <= when.end


def reason(reading: Reading) -> str:
    """Say why a phrase can be read like this."""
    texts = {
        "about now": _("“Now” in a report is rarely one day: the weeks around it also fit."),
        "calendar unit": _("The calendar unit, counted from the day of publication."),
        "day itself": _("Counted in days from the day of publication."),
        "latest": _("The latest one that was over on the day of publication: the usual reading."),
        "plan": _("The next one to come: right where the sentence speaks of a plan."),
        "report": _("The latest one up to the day of publication: right in a report."),
        "rolling": _("Counted back or forward from the day itself: a looser reading."),
        "same week": _("The one in the week of publication, Monday to Sunday."),
        "soonest": _("The first one that begins after the day of publication: the usual reading."),
        "this year": _("The one in the year of publication."),
        "week after": _("The one in the calendar week after, Monday to Sunday."),
        "week before": _("The one in the calendar week before, Monday to Sunday."),
        "week earlier": _("Seven days earlier: the text appeared on the same day of the week."),
        "year after": _("The one in the calendar year after: some writers mean the year."),
        "year before": _("The one in the calendar year before: some writers mean the year."),
    }
    return texts[reading.rule]
