"""Pieces shared by questions, predictions and exercises: the heading, buttons, boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as w
import traitlets

from lesson_utils.i18n import language
from lesson_utils.markup import Markup
from lesson_utils.plain import plain
from lesson_utils.words import kernel_lost

__all__ = ["Heading", "box", "button", "fold", "show"]

HERE = Path(__file__).parent


class Heading(anywidget.AnyWidget):
    """The text of a question, which also names the group of its answers.

    Parameters
    ----------
    text : str
        Plain text.
    number : str
        Shown before it.
    lang : str, optional
        Language of the text; empty where it is not known. Left out, the one shown now.
    answers : sequence of ipywidgets.Widget, optional
        What the learner answers with, in the order of the page. The page hands their state over
        before a click on a button of the same box, so that no quick answer is missed.

    Examples
    --------
    >>> Heading("What kind of thing is the chain?", "1").text
    'What kind of thing is the chain?'
    """

    _esm = HERE / "question.js"
    _css = HERE / "question.css"

    text = traitlets.Unicode("").tag(sync=True)
    number = traitlets.Unicode("").tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    lost = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        text: str,
        number: str = "",
        lang: str | None = None,
        answers: Sequence[w.Widget] = (),
    ) -> None:
        shown = language() if lang is None else lang
        super().__init__(text=text, number=number, lang=shown, lost=kernel_lost(), layout=plain())
        self._answers = tuple(answers)
        self.on_msg(self._take)

    def _take(self, _widget: Any, content: Any, _buffers: Any) -> None:
        """Set the answers to what the page shows; what does not fit is left as it is."""
        shown = content.get("answers") if isinstance(content, dict) else None
        if not isinstance(shown, list) or len(shown) != len(self._answers):
            return
        for answer, value in zip(self._answers, shown, strict=True):
            if not answer.has_trait("index"):
                if isinstance(value, str):
                    answer.value = value
            elif isinstance(value, int) and 0 <= value < len(answer.options):
                answer.index = value


def button(name: str, action: Callable[[], None], *, primary: bool = False) -> w.Button:
    """Make a button.

    Examples
    --------
    >>> button("Check", lambda: None).description
    'Check'
    """
    made = w.Button(
        description=name, button_style="primary" if primary else "",
        layout=plain(), style=plain(w.ButtonStyle),
    )  # fmt: skip
    made.on_click(lambda _button: action())
    return made


def box(*parts: w.Widget, buttons: tuple[w.Widget, ...] = (), below: Any = ()) -> w.VBox:
    """Put the parts of one question into a frame, its buttons in a row."""
    row = w.HBox(list(buttons), layout=plain())
    row.add_class("lu-buttons")
    framed = w.VBox([*parts, *([row] if buttons else []), *below], layout=plain())
    framed.add_class("lu-question")
    return framed


def fold() -> w.HTML:
    """Make a place for markup that is shown later."""
    return w.HTML(layout=w.Layout(display="none"))


def show(place: w.HTML, content: Markup | None) -> None:
    """Show markup in a place, or hide the place."""
    place.value = content or ""
    place.layout.display = "none" if content is None else None
