"""The timeline explorer: 70 events from 1945 to 2026, filtered, each open down to its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as w

from lesson_utils import evidence, labels
from lesson_utils.card import CSS, PLAIN, grade
from lesson_utils.charts.timeline import draw_timeline
from lesson_utils.charts.timeline_rows import PERIODS, day, span
from lesson_utils.charts.timeline_words import actor_name, lane_order, theme_name, when
from lesson_utils.explore import control
from lesson_utils.explore.filtered import ALL, Filtered, release_two
from lesson_utils.i18n import _, ngettext_
from lesson_utils.markup import Markup, join, link, tag

__all__ = ["Timeline", "timeline"]


def timeline(theme: str = "", actor: str = "", event: str = "") -> Timeline:
    """Open the timeline.

    Parameters
    ----------
    theme, actor : str, optional
        First values of the filters, such as ``theme="alliance"``, ``actor="Okinawa"``.
    event : str, optional
        Identifier of the event opened first, such as ``"T46"``.

    Returns
    -------
    Timeline
        A panel; show it as the last line of a cell.

    Raises
    ------
    LessonError
        If there is no such theme, actor or event, or the filters leave the event out.

    Examples
    --------
    >>> timeline(theme="alliance").sentence
    '8 of 70 events: theme alliance. None lies after the article.'
    """
    panel = Timeline()
    panel.choose(theme=theme, actor=actor)
    panel.choose(event=event)
    return panel


class Timeline(Filtered):
    """Three filters, rows by theme or actor, and one event opened as a card."""

    filters = ("theme", "actor", "period")

    def __init__(self) -> None:
        self._events = evidence.timeline()
        self._card = w.HTML()
        controls = _controls(self._events)
        chart = draw_timeline(self._events).chart()
        super().__init__(
            _("Timeline 1945–2026"),
            controls,
            chart=chart,
            details=self._card,
            rows=[["theme", "actor", "period"], ["lanes", "event"]],
        )
        chart.on_click(self._on_click)

    def update(self) -> None:
        """Draw what passes, count it in words, open the chosen event."""
        found = self.found
        offered = [(_("none"), ALL), *((f"{when(e)} – {e.title}", e.id) for e in found)]
        self.offer("event", offered, self.value("event"))
        chosen = self.value("event")
        self.draw(
            draw_timeline(
                found,
                self.value("lanes"),
                self.value("period"),
                theme=self.value("theme"),
                actor=self.value("actor"),
                chosen=chosen,
            )
        )
        self._card.value = card(evidence.event(chosen)) if chosen else Markup()
        self.say(self._sentence(found), "plain" if found else "not yet")

    def passing(self, chosen: Mapping[str, str]) -> tuple[evidence.Event, ...]:
        """Give the events that pass, by date."""
        first, last = span(chosen.get("period", ALL))
        theme, actor = chosen.get("theme"), chosen.get("actor")
        return tuple(
            one
            for one in self._events
            if first <= day(one) <= last
            and (not theme or theme in one.themes)
            and (not actor or actor in one.actors)
        )

    def _sentence(self, found: tuple[evidence.Event, ...]) -> str:
        chosen = self.chosen
        told = _(", ").join(_shown(key, value) for key, value in chosen.items())
        if not found:
            return self._advice(told)
        count = ngettext_("{n} of {total} events", "{n} of {total} events", len(found)).format(
            n=len(found), total=len(self._events)
        )
        first = _("{count}: {filters}.") if told else _("{count}.")
        parts = [first.format(count=count, filters=told), _after(found)]
        if self.value("lanes") == "actor":
            lanes = [a for a in lane_order("actor") if any(a in e.actors for e in found)]
            parts.append(
                _("Actors named: {names}.").format(names=_(", ").join(map(actor_name, lanes)))
            )
        if self.value("event"):
            one = evidence.event(self.value("event"))
            parts.append(_("Open: {title}, {day}.").format(title=one.title, day=when(one)))
        return " ".join(parts)

    def _advice(self, told: str) -> str:
        """Say that nothing passes, and which one filter to set back."""
        key, n = self.best_release()
        way = ngettext_(
            "Set “{filter}” to “all” to see {n} event.",
            "Set “{filter}” to “all” to see {n} events.",
            n,
        ).format(filter=_names()[key], n=n)
        nothing = _("No event fits: {filters}.").format(filters=told)
        return f"{nothing} {way if n else release_two()}"

    def _on_click(self, _trace: str, _point: int, name: Any) -> None:
        if name in {value for _label, value in self.controls["event"].options}:
            self.controls["event"].value = name


def card(event: evidence.Event) -> Markup:
    """Write an event as a card: date and how well it is known, status, sources with grade.

    Examples
    --------
    >>> "original not read" in card(evidence.event("T67"))
    True
    """
    facts = [when(event), _known(event), _status(event.status)]
    later = tag("span", _("after the article"), class_="lu-tag lu-later", style=PLAIN["tag"])
    return join(
        tag("style", Markup(CSS)),
        tag(
            "section",
            tag(
                "p",
                tag("strong", event.id, class_="lu-id"),
                " ",
                tag("span", " · ".join(facts)),
                " ",
                later if event.after_article else None,
                class_="lu-head",
            ),
            tag("p", tag("strong", event.title), class_="lu-lead"),
            tag("p", event.description),
            tag(
                "dl",
                tag("dt", _("Actor"), style=PLAIN["part"]),
                tag("dd", _(", ").join(map(actor_name, event.actors)), style=PLAIN["part"]),
                tag("dt", _("Theme"), style=PLAIN["part"]),
                tag("dd", _(", ").join(map(theme_name, event.themes)), style=PLAIN["part"]),
                tag("dt", _("Sources"), style=PLAIN["part"]),
                tag("dd", tag("ul", *map(_source, event.sources)), style=PLAIN["part"]),
                class_="lu-facts",
                style=PLAIN["facts"],
            ),
            class_="lu-card lu-claim",
            style=PLAIN["card"],
            aria_label=_("Event {id}").format(id=event.id),
        ),
    )


def _source(source: evidence.Source) -> Markup:
    # The letter alone says nothing to a new reader, so its meaning stands beside a weak one.
    doubt = f" – {labels.grade(source.grade)}" if source.grade in "CD" else ""
    return tag(
        "li",
        grade(source.grade),
        " ",
        link(source.publisher, source.url),
        f", {labels.day(source.date)}{doubt}",
    )


def _known(event: evidence.Event) -> str:
    names = {
        "day": _("known to the day"),
        "month": _("known to the month"),
        "year": _("known to the year"),
        "approx": _("approximate date"),
    }
    return names.get(event.precision, event.precision)


def _status(status: str) -> str:
    names = {
        "occurred": _("occurred"),
        "reported (pointer only)": _("reported, original not read"),
        "reported (headline only)": _("reported, headline only"),
        "planned - outcome not verified": _("planned, outcome not verified"),
    }
    return names.get(status, status)


def _after(found: tuple[evidence.Event, ...]) -> str:
    later = [one for one in found if one.after_article]
    if not later:
        return _("None lies after the article.")
    counted = ngettext_(
        "{n} lies after the article", "{n} lie after the article", len(later)
    ).format(n=len(later))
    doubtful = sum(not one.is_confirmed for one in later)
    if not doubtful:
        return _("{counted}.").format(counted=counted)
    if doubtful == len(later):
        return _("{counted}, only reported or planned.").format(counted=counted)
    return ngettext_(
        "{counted}, {n} of them only reported or planned.",
        "{counted}, {n} of them only reported or planned.",
        doubtful,
    ).format(counted=counted, n=doubtful)


def _names() -> dict[str, str]:
    return {"theme": _("Theme"), "actor": _("Actor"), "period": _("Period")}


def _period(key: str) -> str:
    names = {
        "": _("all"),
        "1945-1999": _("1945–1999"),
        "2000-2024": _("2000–2024"),
        "2025-article": _("2025 to the article"),
        "after": _("after the article"),
    }
    return names[key]


def _shown(key: str, value: str) -> str:
    if key == "theme":
        return _("theme {name}").format(name=theme_name(value))
    if key == "actor":
        return _("actor {name}").format(name=actor_name(value))
    return _("period {name}").format(name=_period(value))


def _controls(events: tuple[evidence.Event, ...]) -> dict[str, w.Widget]:
    def counted(key: str, values: list[str]) -> list[tuple[str, str]]:
        name = theme_name if key == "themes" else actor_name
        totals = {value: sum(value in getattr(e, key) for e in events) for value in values}
        order = sorted(values, key=lambda value: -totals[value])
        return [(_("all"), ALL), *((f"{name(v)} ({totals[v]})", v) for v in order)]

    names = _names()
    periods = [(_period(key), key) for key in PERIODS]
    lanes = [(_("theme"), "theme"), (_("actor"), "actor")]
    return {
        "theme": control.dropdown(names["theme"], counted("themes", lane_order("theme")), ALL),
        "actor": control.dropdown(names["actor"], counted("actors", lane_order("actor")), ALL),
        "period": control.dropdown(names["period"], periods, ALL),
        "lanes": control.toggles(_("Rows by"), lanes, "theme"),
        "event": control.dropdown(_("Open an event"), [(_("none"), ALL)], ALL),
    }
