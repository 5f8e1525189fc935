"""The dates explorer: the article's relative dates, guessed first, then reasoned and decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import ipywidgets as w

from lesson_utils import evidence, labels
from lesson_utils.card import CSS, PLAIN, grade
from lesson_utils.charts.readings import Candidate, draw_readings, readings
from lesson_utils.errors import LessonError
from lesson_utils.explore import control
from lesson_utils.explore.date_words import ITEMS, Item, candidates, fits, item, reason
from lesson_utils.explore.panel import Panel
from lesson_utils.i18n import _
from lesson_utils.learn.store import Store, store
from lesson_utils.markup import Markup, join, link, tag
from lesson_utils.measures.relative_dates import MONTHS, PHRASES, Reading, resolve
from lesson_utils.when import When

__all__ = ["Dates", "dates"]

FREE = ("phrase", "day", "month", "year")


def dates(claim: str = "C03") -> Dates:
    """Open the dates explorer.

    Parameters
    ----------
    claim : str, optional
        The claim whose date comes first.

    Returns
    -------
    Dates
        A panel; show it as the last line of a cell. A guess is kept with the learner's answers.

    Raises
    ------
    UnknownNameError
        If the claim has no date to resolve here.

    Examples
    --------
    >>> dates("C02").choose(guess="2026-01-08").sentence.splitlines()[0]
    'You chose 8 January 2026. It does not fit: the sources give 15 January 2026.'
    """
    return Dates(claim, store())


class Dates(Panel):
    """A date of the article, the learner's reading of it, the reasoning; and any other day."""

    def __init__(self, claim: str, kept: Store) -> None:
        self._kept = kept
        self._before: dict[str, Any] = {}
        self._mode = "article"
        self._card = w.HTML()
        first = item(claim)
        published = evidence.ARTICLE_DATE
        chart = readings(first.phrase, published, [Candidate(one) for one in candidates(first)])
        super().__init__(
            _("Dates of the article"),
            _controls(claim),
            chart=chart,
            details=self._card,
            rows=[["item"], ["guess", "show"]],
            drawers={_("The same words on another day"): [["phrase"], ["day", "month", "year"]]},
        )
        parts: tuple[w.Widget, ...] = self.children  # type: ignore[has-type]
        # The day to play with stands below: first the article, then the calendar.
        self.children = (*(part for part in parts if part is not self.drawers), self.drawers)

    @property
    def item(self) -> Item:
        """The date of the article that is open."""
        return item(self.value("item"))

    def update(self) -> None:
        """Show the article's date or the free one, whichever was touched last."""
        now = self.values()
        changed = {key for key in now if now[key] != self._before.get(key, object())}
        first, self._before = not self._before, now
        if not first:
            self._mode = "free" if changed & set(FREE) else "article"
        if "item" in changed:
            self._offer_readings()
        elif "guess" in changed and self.value("guess"):
            self._kept.predict(_key(self.item), self.value("guess"))
        if self._mode == "free":
            self._show_free()
        else:
            self._show_article()

    def _offer_readings(self) -> None:
        """Offer the readings of the date just opened, and the guess made earlier."""
        pairs = [(_("– choose –"), ""), *((_named(one), str(one)) for one in candidates(self.item))]
        before = self._kept.state()["predictions"].get(_key(self.item), {}).get("value", "")
        self.offer("guess", pairs, before)
        self._before["guess"] = self.value("guess")

    # -- the article's dates ---------------------------------------------------------------------

    def _show_article(self) -> None:
        claim, guess = evidence.claim(self.item.claim), self.value("guess")
        opened = bool(guess) or self.value("show")
        options = candidates(self.item)
        marks = [
            Candidate(one, _state(one, claim) if opened else "open", str(one) == guess)
            for one in options
        ]
        found = claim.resolved_date if opened else None
        self.draw(draw_readings(self.item.phrase, evidence.ARTICLE_DATE, marks, found))
        self._card.value = _reasoning(self.item, claim) if opened else Markup()
        self.say(*_verdict(self.item, claim, guess, opened))

    # -- any other day ---------------------------------------------------------------------------

    def _show_free(self) -> None:
        phrase, published = self.value("phrase"), _day(*(self.value(key) for key in FREE[1:]))
        found = resolve(phrase, published)
        self.draw(draw_readings(phrase, published, [Candidate(one.when) for one in found]))
        self._card.value = _reasons(phrase, published, found)
        usual = labels.day(found[0].when)
        weekday = _weekdays()[published.weekday()]
        text = _("Published on {weekday}, {day}, “{phrase}” usually means {usual}.").format(
            weekday=weekday, day=labels.day(published), phrase=phrase, usual=usual
        )
        others = _(", ").join(labels.day(one.when) for one in found[1:])
        if others:
            text += " " + _("It could also mean {others}.").format(others=others)
        self.say(text)


def _day(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        month_name = labels.day(f"{year:04}-{month:02}")
        raise LessonError(
            _("{month} has no day {day}. Choose a smaller day.").format(month=month_name, day=day)
        ) from None


def _key(one: Item) -> str:
    return f"01.date.{one.claim}"


def _named(when: When) -> str:
    return labels.day(when) if when.start is not None else _("it cannot be told")


def _state(when: When, claim: evidence.Claim) -> str:
    return "right" if fits(when, claim) else "wrong"


def _quoted(one: Item) -> str:
    return _("“{phrase}”").format(phrase=one.phrase) if one.phrase else _("no date given")


def _place(claim: evidence.Claim) -> str:
    if claim.paragraph == 0:
        return _("headline or caption")
    return _("paragraph {n}").format(n=claim.paragraph)


def _verdict(one: Item, claim: evidence.Claim, guess: str, opened: bool) -> tuple[str, str]:
    if not guess and not opened:
        text = _("“{phrase}” ({place}, {claim}): which date is meant? Choose a reading first.")
        if not one.phrase:
            text = _("No date is given ({place}, {claim}). Which is meant? Choose a reading first.")
        return text.format(phrase=one.phrase, place=_place(claim), claim=claim.id), "plain"
    found = labels.day(claim.resolved_date)
    if not guess:
        if claim.resolved_date.start is None:
            return _("No source settles the date of {claim}.").format(claim=claim.id), "plain"
        text = _("The sources give {found} for {claim}.")
        return text.format(found=found, claim=claim.id), "plain"
    when = When(guess)
    choice = _named(when)
    if fits(when, claim):
        if when.start is None:
            text = _("You chose “{choice}”, and no source settles it.")
        elif str(when) == str(claim.resolved_date):
            text = _("You chose {choice}. It fits, and the sources give the same.")
        else:
            text = _("You chose {choice}. It fits: the sources give {found}.")
        return text.format(choice=choice, found=found), "good"
    if claim.resolved_date.start is None:
        text = _("You chose {choice}. The article does not say so, and no source settles it.")
    elif when.start is None:
        text = _("You chose “{choice}”. The sources do tell: {found}.")
    else:
        text = _("You chose {choice}. It does not fit: the sources give {found}.")
    return text.format(choice=choice, found=found), "not yet"


def _reasoning(one: Item, claim: evidence.Claim) -> Markup:
    read = resolve(one.phrase, evidence.ARTICLE_DATE) if one.phrase else ()
    facts: list[tuple[str, Markup | str]] = [(_("Claim"), claim.paraphrase)]
    if read:
        facts.append((_("Can be read as"), tag("ul", *(_reason_item(r) for r in read))))
    facts.append((_("Reasoning"), claim.date_reasoning))
    found = labels.day(claim.resolved_date)
    if claim.resolved_date.begins_after(evidence.ARTICLE_DATE):
        facts.append((_("Known later"), found))
    elif claim.resolved_date.start is not None:
        facts.append((_("Date found"), found))
    else:
        facts.append((_("Date found"), _("none; the date stays open")))
    facts.append((_("Decided by"), tag("ul", *(_evidence_item(e) for e in claim.evidence))))
    return _framed(f"{claim.id} · {_place(claim)} · {_quoted(one)}", facts)


def _reasons(phrase: str, published: date, found: tuple[Reading, ...]) -> Markup:
    head = _("“{phrase}”, read on {day}").format(phrase=phrase, day=labels.day(published))
    return _framed(head, [(_("Can be read as"), tag("ul", *(_reason_item(r) for r in found)))])


def _framed(head: str, facts: list[tuple[str, Markup | str]]) -> Markup:
    part = PLAIN["part"]
    rows = [
        piece
        for name, text in facts
        for piece in (tag("dt", name, style=part), tag("dd", text, style=part))
    ]
    return join(
        tag("style", Markup(CSS)),
        tag(
            "section",
            tag("p", tag("strong", head), class_="lu-head"),
            tag("dl", *rows, class_="lu-facts", style=PLAIN["facts"]),
            class_="lu-card lu-claim",
            style=PLAIN["card"],
            aria_label=head,
        ),
    )


def _reason_item(reading: Reading) -> Markup:
    return tag("li", tag("strong", labels.day(reading.when)), " – ", reason(reading))


def _evidence_item(found: evidence.Evidence) -> Markup:
    source = found.source
    after = _("published after the article") if source.after_article else ""
    return tag(
        "li",
        grade(source.grade),
        " ",
        found.finding,
        " (",
        link(source.publisher, source.url),
        f", {labels.day(source.date)}",
        f", {after}" if after else None,
        ")",
    )


def _weekdays() -> tuple[str, ...]:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def _controls(claim: str) -> dict[str, w.Widget]:
    items = []
    for one in ITEMS:
        found = evidence.claim(one.claim)
        text = _("{place} · {quoted} · {claim}").format(
            place=_place(found), quoted=_quoted(one), claim=one.claim
        )
        items.append((text, one.claim))
    day = evidence.ARTICLE_DATE
    names = [labels.day(f"2026-{n:02}").replace("2026", "").strip(" 年") for n in range(1, 13)]
    months = list(zip(names, range(1, len(MONTHS) + 1), strict=True))
    return {
        "item": control.dropdown(_("Date in the article"), items, claim),
        "guess": control.dropdown(_("Your reading"), [(_("– choose –"), "")], ""),
        "show": control.checkbox(_("Show the reasoning")),
        "phrase": control.dropdown(_("Words"), list(PHRASES), PHRASES[0]),
        "day": control.number(_("Day"), day.day, 1, 31),
        "month": control.dropdown(_("Month"), months, day.month),
        "year": control.number(_("Year"), day.year, 1950, 2100),
    }
