"""Names of the ledger's categories, dates and grades in the learner's language."""

from __future__ import annotations

import re
from datetime import date

from lesson_utils.i18n import _

__all__ = ["ASSESSMENTS", "assessment", "capital", "day", "grade", "kind", "theme"]

ASSESSMENTS = ("supported", "supported with nuance", "contested", "unverifiable", "forecast")
"""What a claim can be found to be, in the order in which it is shown."""

_SPAN = re.compile(r" to | / |(?<=^\d{4})-(?=\d{4}$)")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def kind(name: str) -> str:
    """Name a kind of claim.

    Examples
    --------
    >>> kind("reported fact")
    'reported fact'
    """
    names = {
        "reported fact": _("reported fact"),
        "attributed view": _("attributed view"),
        "author's framing": _("author's framing"),
        "official text": _("official text"),
        "forecast": _("forecast"),
    }
    return names.get(name, name)


def assessment(name: str) -> str:
    """Name an assessment.

    Examples
    --------
    >>> assessment("contested")
    'contested'
    """
    names = {
        "supported": _("supported"),
        "supported with nuance": _("supported with nuance"),
        "contested": _("contested"),
        "unverifiable": _("unverifiable"),
        "forecast": _("forecast"),
    }
    return names.get(name, name)


def theme(name: str) -> str:
    """Name a theme.

    Examples
    --------
    >>> theme("geography")
    'geography'
    """
    names = {
        "alliance": _("alliance"),
        "burden-sharing": _("burden-sharing"),
        "diplomacy": _("diplomacy"),
        "economic security": _("economic security"),
        "geography": _("geography"),
        "military balance": _("military balance"),
        "power": _("power"),
        "strategy documents": _("strategy documents"),
        "Taiwan": _("Taiwan"),
    }
    return names.get(name, name)


def grade(letter: str) -> str:
    """Say what a source grade means.

    Examples
    --------
    >>> grade("D")
    'pointer, original not read'
    """
    names = {
        "A": _("official text or verbatim copy"),
        "B": _("news agency, newspaper or specialist outlet"),
        "C": _("repost, digest, reference or advocacy page"),
        "D": _("pointer, original not read"),
    }
    return names.get(letter, letter)


def capital(text: str) -> str:
    """Begin a text with a capital letter.

    Examples
    --------
    >>> capital("money for defence")
    'Money for defence'
    """
    return text[:1].upper() + text[1:]


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def day(value: date | str | None) -> str:
    """Write a date, a month, a year or a span; anything else stays as it is.

    Examples
    --------
    >>> day("2026-01-17"), day("2025-12"), day("n.d.")
    ('17 January 2026', 'December 2025', 'no date')
    >>> day("2025-06 to 2026-01")
    'June 2025 – January 2026'
    """
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    parts = _SPAN.split(text)
    if len(parts) > 1:
        return " – ".join(day(part) for part in parts)
    match = _ISO.fullmatch(text)
    if not match:
        if text in {"", "n.d.", "n.a.", "unknown"}:
            return _("no date")
        return text
    year, month, number = match.groups()
    if month is None:
        return year
    name = _months()[int(month) - 1]
    if number is None:
        return _("{month} {year}").format(month=name, year=year)
    return _("{day} {month} {year}").format(day=int(number), month=name, year=year)
