"""What every card is made of: static HTML with its plain text, its styles, its small pieces."""

from __future__ import annotations

from pathlib import Path

from lesson_utils import labels
from lesson_utils.i18n import _
from lesson_utils.markup import Markup, join, tag

CSS = (Path(__file__).parent / "cards.css").read_text("utf-8")

# JupyterLab strips the style sheet from a notebook it does not trust yet, but keeps these.
PLAIN = {
    "card": "border:1px solid #8b949e;border-left:4px solid #3181b0;border-radius:8px;"
    "padding:14px 18px;max-width:650px",
    "facts": "display:grid;grid-template-columns:170px auto",
    "part": "float:none;width:auto;margin:0 0 4px",
    "tag": "border:1px solid;border-radius:10px;padding:0 8px;font-weight:bold",
    "two": "display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:12px 0",
    "cell": "text-align:left;vertical-align:top",
}

TONES = {
    "supported": "good",
    "supported with nuance": "nuance",
    "contested": "contested",
    "unverifiable": "open",
    "forecast": "later",
}


class Card:
    """A piece of static HTML with its plain text beside it."""

    def __init__(self, html: Markup, text: str) -> None:
        self.html = html
        self.text = text

    def __repr__(self) -> str:
        """Give the plain text."""
        return self.text

    def _repr_html_(self) -> str:
        return join(tag("style", Markup(CSS)), self.html)


def grade(letter: str) -> Markup:
    """Show the grade of a source, its meaning on hover.

    Examples
    --------
    >>> "pointer, original not read" in grade("D")
    True
    """
    meaning = _("Source grade {letter}: {meaning}").format(
        letter=letter, meaning=labels.grade(letter)
    )
    return tag("abbr", letter, class_="lu-grade", title=meaning)
