"""What the timeline says: names of themes and actors, dates, marks, the text alternative."""

from __future__ import annotations

from collections.abc import Sequence

from .. import evidence, labels
from ..chart import NumberTable, style
from ..i18n import _, ngettext_


def symbol(event: evidence.Event) -> str:
    """Give the marker: filled for a known day, hollow otherwise, another shape for no report.

    Examples
    --------
    >>> symbol(evidence.event("T01")), symbol(evidence.event("T70"))
    ('circle', 'triangle-up-open')
    """
    if event.status.startswith("planned"):
        return "triangle-up-open"
    if event.status != "occurred":
        return "diamond-open"
    return "circle" if event.precision == "day" else "circle-open"


def colour(event: evidence.Event) -> str:
    """Give the colour: that of "known later" for what came after the article."""
    return style.LATER if event.after_article else style.ACCENT


def hover(event: evidence.Event) -> str:
    """Give the few words shown over a mark."""
    return f"<b>{event.title}</b><br>{when(event)}"


def when(event: evidence.Event) -> str:
    """Write the date of an event with how well it is known.

    Examples
    --------
    >>> when(evidence.event("T50")), when(evidence.event("T05"))
    ('about 18 December 2025', '1954')
    """
    text = labels.day(event.date)
    return _("about {day}").format(day=text) if event.precision == "approx" else text


def theme_name(name: str) -> str:
    """Name a theme of the timeline.

    Examples
    --------
    >>> theme_name("Nansei")
    'Nansei Islands'
    """
    names = {
        "Nansei": _("Nansei Islands"),
        "Okinawa": _("Okinawa"),
        "Philippines": _("Philippines"),
        "Senkaku": _("Senkaku / Diaoyu Dao / Diaoyutai"),
        "defence": _("defence"),
        "history": _("history"),
        "law": _("law"),
        "media": _("media"),
        "politics": _("politics"),
    }
    return names.get(name) or labels.theme(name)


def actor_name(name: str) -> str:
    """Name an actor of the timeline.

    Examples
    --------
    >>> actor_name("Okinawa")
    'Okinawa'
    """
    names = {
        "China": _("China"),
        "Japan": _("Japan"),
        "NATO": _("NATO"),
        "Okinawa": _("Okinawa"),
        "Philippines": _("Philippines"),
        "Spain": _("Spain"),
        "Taiwan": _("Taiwan"),
        "United States": _("United States"),
    }
    return names.get(name, name)


def lane_name(name: str, lanes: str) -> str:
    """Name a lane.

    Examples
    --------
    >>> lane_name("law", "theme"), lane_name("China", "actor")
    ('law', 'China')
    """
    return theme_name(name) if lanes == "theme" else actor_name(name)


def lane_order(lanes: str) -> list[str]:
    """List the lanes from the top: those whose first event is earliest.

    Examples
    --------
    >>> lane_order("theme")[:2], lane_order("actor")[:2]
    (['history', 'law'], ['Japan', 'United States'])
    """
    every = evidence.timeline()
    kinds = [one.themes if lanes == "theme" else one.actors for one in every]
    return list(dict.fromkeys(name for kind in kinds for name in kind))


def key() -> str:
    """Say what the marks mean; a mark stays on the line of its first word."""
    text = _(
        "● known to the day · ○ month, year or “about” · ◇ reported, original not read · "
        "△ planned · violet: after the article"
    )
    for sign in "●○◇△":
        text = text.replace(f"{sign} ", f"{sign}\u00a0")
    return text


def alternative(events: Sequence[evidence.Event], order: list[str], lanes: str) -> str:
    """Say in words what the timeline shows: how many, from when to when, row by row."""
    if not events:
        return _("Timeline without events: nothing fits this choice.")
    lines = [
        ngettext_(
            "Timeline of {n} event, {first} to {last}.",
            "Timeline of {n} events, {first} to {last}.",
            len(events),
        ).format(n=len(events), first=when(events[0]), last=when(events[-1]))
    ]
    counts = dict.fromkeys(order, 0)
    for one in events:
        names = one.themes if lanes == "theme" else one.actors
        for name in names:
            if name in counts:
                counts[name] += 1
    told = _(", ").join(
        _("{name} {n}").format(name=lane_name(name, lanes), n=n) for name, n in counts.items()
    )
    text = (
        _("Rows by theme, an event can have two: {counts}.")
        if lanes == "theme"
        else _("Rows by actor, an event can have several: {counts}.")
    )
    lines.append(text.format(counts=told))
    later = [one for one in events if one.after_article]
    if later:
        lines.append(
            ngettext_(
                "{n} event lies after the article of 17 January 2026.",
                "{n} events lie after the article of 17 January 2026.",
                len(later),
            ).format(n=len(later))
        )
    return "\n".join(lines)


def table(events: Sequence[evidence.Event]) -> NumberTable:
    """List the events shown, by date."""
    rows = [
        [
            when(one),
            one.title,
            _(", ").join(theme_name(name) for name in one.themes),
            _(", ").join(actor_name(name) for name in one.actors),
            one.status,
        ]
        for one in events
    ]
    heads = [_("Date"), _("Event"), _("Theme"), _("Actor"), _("Status")]
    return NumberTable(heads, rows)
