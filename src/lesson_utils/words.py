"""A sentence that changes, spoken by screen readers, never read as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .errors import UnknownNameError
from .i18n import _, language
from .plain import plain

HERE = Path(__file__).parent
TONES = ("plain", "good", "not yet")


def kernel_lost() -> str:
    """Say that nothing on the page answers any longer; the page shows it when that happens."""
    return _(
        "Python was restarted or stopped, so nothing here answers now. Run this cell again; "
        "what you kept is not lost."
    )


class Words(anywidget.AnyWidget):
    """Text in a polite live region.

    The text is set as text, so nothing a learner types can become markup. A `Words` inside a box
    of the class ``lu-panel`` also gives the box its accessible name and the controls in it theirs.

    Parameters
    ----------
    text : str
        What is shown.
    panel : str
        Accessible name of the panel around it.

    Examples
    --------
    >>> words = Words("107.6 km")
    >>> words.say("58.1 nautical miles", tone="good")
    >>> words.text
    '58.1 nautical miles'
    """

    _esm = HERE / "words.js"
    _css = HERE / "words.css"

    text = traitlets.Unicode("").tag(sync=True)
    tone = traitlets.Unicode("plain").tag(sync=True)
    panel = traitlets.Unicode("").tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    lost = traitlets.Unicode("").tag(sync=True)

    def __init__(self, text: str = "", panel: str = "", **traits: Any) -> None:
        lost = kernel_lost() if panel else ""
        traits.setdefault("layout", plain())
        super().__init__(text=text, panel=panel, lang=language(), lost=lost, **traits)

    def say(self, text: str, tone: str = "plain") -> None:
        """Show other words.

        Parameters
        ----------
        text : str
            Plain text.
        tone : {"plain", "good", "not yet"}
            Colour of the rule beside it; the words must say the same.

        Raises
        ------
        UnknownNameError
            If there is no such tone.
        """
        if tone not in TONES:
            raise UnknownNameError("tone", tone, TONES)
        with self.hold_sync():
            self.tone = tone
            self.text = text

    def __repr__(self) -> str:
        """Give the words."""
        return str(self.text)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**bundle, "text/plain": self.text}, metadata
