"""The ledger: every claim of the article, filtered, as a table, one of them as a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as w

from lesson_utils import evidence, labels
from lesson_utils.card import CSS, PLAIN, TONES
from lesson_utils.claim_cards import claim_card
from lesson_utils.explore import control
from lesson_utils.explore.filtered import ALL, Filtered, release_two
from lesson_utils.i18n import _, ngettext_
from lesson_utils.markup import Markup, join, tag

__all__ = ["Ledger", "claims"]


def claims(**chosen: str) -> Ledger:
    """Open the ledger of the article's claims.

    Parameters
    ----------
    **chosen : str
        First values of the filters ``theme``, ``kind``, ``claimant``, ``assessment``, ``grade``
        and the claim to open as ``card``.

    Returns
    -------
    Ledger
        A panel of widgets.

    Raises
    ------
    LessonError
        If there is no such filter or it does not offer the value.

    Examples
    --------
    >>> claims(theme="geography").sentence
    '2 of 35 claims: theme geography. 2 supported with nuance.'
    """
    ledger = Ledger()
    ledger.choose(**chosen)
    return ledger


def _grades(claim: evidence.Claim) -> set[str]:
    return {item.source.grade for item in claim.evidence}


def _has(claim: evidence.Claim, key: str, value: str) -> bool:
    if key == "grade":
        return value in _grades(claim)
    return bool(_group(claim) == value if key == "claimant" else getattr(claim, key) == value)


def _group(claim: evidence.Claim) -> str:
    """Put the many wordings of a claimant into a few groups, by who is named first."""
    said = claim.claimant
    if "NSS" in said:
        return "strategy"
    if "Hegseth" in said:
        return "hegseth"
    if any(word in said for word in ("Trump", "governments", "officials", "of the US")):
        return "governments"
    return "paper"


def _groups() -> dict[str, str]:
    return {
        "paper": _("the newspaper itself"),
        "hegseth": _("Pete Hegseth, through the newspaper"),
        "strategy": _("the US strategy, through the newspaper"),
        "governments": _("governments or officials, through the newspaper"),
    }


def _names() -> dict[str, str]:
    return {
        "theme": _("Theme"),
        "kind": _("Kind"),
        "claimant": _("Who says it"),
        "assessment": _("Assessment"),
        "grade": _("Source grade"),
    }


def _shown(key: str, value: str) -> str:
    names: dict[str, Callable[[str], str]] = {
        "theme": labels.theme,
        "kind": labels.kind,
        "claimant": lambda name: _groups()[name],
        "assessment": labels.assessment,
        "grade": lambda letter: _("{letter}: {meaning}").format(
            letter=letter, meaning=labels.grade(letter)
        ),
    }
    return names[key](value)


def _options(key: str, found: Iterable[evidence.Claim]) -> list[tuple[str, Any]]:
    every = list(found)
    values: dict[str, int] = {}
    for claim in every:
        mine = {
            "grade": sorted(_grades(claim)),
            "claimant": [_group(claim)],
        }.get(key) or [getattr(claim, key)]
        for value in mine:
            values[value] = values.get(value, 0) + 1
    order = sorted(values, key=lambda value: value if key == "grade" else -values[value])
    pairs = [(f"{_shown(key, value)} ({values[value]})", value) for value in order]
    return [(_("all"), ALL), *pairs]


class Ledger(Filtered):
    """Five filters, the claims that pass them, and one claim opened as a card."""

    filters = ("theme", "kind", "claimant", "assessment", "grade")

    def __init__(self) -> None:
        self._claims = evidence.claims()
        controls: dict[str, w.Widget] = {
            key: control.dropdown(name, _options(key, self._claims), ALL)
            for key, name in _names().items()
        }
        none = (_("none"), ALL)
        controls["card"] = control.dropdown(_("Open a claim"), [none], ALL)
        self._table = w.HTML()
        self._card = w.HTML()
        details = w.VBox([self._table, self._card])
        details.add_class("lu-ledger")
        super().__init__(
            _("Ledger of claims"),
            controls,
            details=details,
            rows=[["theme", "kind", "claimant"], ["assessment", "grade"], ["card"]],
        )

    def update(self) -> None:
        """Show the claims that pass, count them in words, open the chosen one."""
        found = self.found
        none = (_("none"), ALL)
        offered = [none, *((f"{c.id} – {c.paraphrase}", c.id) for c in found)]
        self.offer("card", offered, self.value("card"))
        self._table.value = join(tag("style", Markup(CSS)), _table(found)) if found else Markup()
        name = self.value("card")
        self._card.value = claim_card(name).html if name else Markup()
        self.say(self._sentence(found), "plain" if found else "not yet")

    def passing(self, chosen: Mapping[str, str]) -> tuple[evidence.Claim, ...]:
        """Give the claims that pass, in the order of the article."""
        return tuple(
            claim
            for claim in self._claims
            if all(_has(claim, key, value) for key, value in chosen.items())
        )

    def _sentence(self, found: tuple[evidence.Claim, ...]) -> str:
        chosen = self.chosen
        names = _names()
        parts = [
            _("{filter} {value}").format(filter=_lower(names[key]), value=_shown(key, value))
            for key, value in chosen.items()
        ]
        comma = _(", ")
        if not found:
            return self._advice(comma.join(parts))
        counted = ngettext_("{n} of {total} claims", "{n} of {total} claims", len(found)).format(
            n=len(found), total=len(self._claims)
        )
        counts: dict[str, int] = {}
        for claim in found:
            counts[claim.assessment] = counts.get(claim.assessment, 0) + 1
        told = comma.join(
            _("{n} {assessment}").format(n=n, assessment=labels.assessment(name))
            for name, n in sorted(counts.items(), key=lambda item: -item[1])
        )
        pattern = _("{count}: {filters}. {told}.") if parts else _("{count}. {told}.")
        return pattern.format(count=counted, filters=comma.join(parts), told=told)

    def _advice(self, told: str) -> str:
        """Say that nothing passes, and which one filter to set back."""
        key, n = self.best_release()
        way = ngettext_(
            "Set “{filter}” to “all” to see {n} claim.",
            "Set “{filter}” to “all” to see {n} claims.",
            n,
        ).format(filter=_names()[key], n=n)
        nothing = _("No claim fits: {filters}.").format(filters=told)
        return f"{nothing} {way if n else release_two()}"

    def __repr__(self) -> str:
        """Give the sentence and one line for each claim."""
        lines = [f"{c.id} {labels.assessment(c.assessment)}: {c.paraphrase}" for c in self.found]
        return "\n".join([self.name, self.sentence, *lines])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        bundle["text/html"] = join(
            tag("style", Markup(CSS)), _table(self.found), tag("p", self.sentence)
        )
        return bundle


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _table(found: Iterable[evidence.Claim]) -> Markup:
    head = [_("Claim"), _("What is said"), _("Kind"), _("Assessment"), _("Sources")]
    cell = PLAIN["cell"]
    rows = [
        tag(
            "tr",
            tag("th", claim.id, scope="row", style=cell),
            tag("td", claim.paraphrase, style=cell),
            tag("td", labels.kind(claim.kind), style=cell),
            tag(
                "td",
                tag(
                    "span",
                    labels.assessment(claim.assessment),
                    class_=f"lu-tag lu-{TONES[claim.assessment]}",
                ),
                style=cell,
            ),
            tag("td", " ".join(sorted(item.source.grade for item in claim.evidence)), style=cell),
        )
        for claim in found
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", _("The claims of the article, in its order, with source grades")),
            tag("thead", tag("tr", *(tag("th", text, scope="col", style=cell) for text in head))),
            tag("tbody", *rows),
        ),
        class_="lu-card lu-table",
        tabindex="0",
        role="group",
        aria_label=_("Table of claims"),
    )
