"""`predict` first, see the data afterwards, compare with `predicted`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakSet

import ipywidgets as w

from lesson_utils.arguments import names, shown
from lesson_utils.errors import LessonError
from lesson_utils.i18n import _
from lesson_utils.learn.furniture import Heading, box, button
from lesson_utils.learn.store import Store, store
from lesson_utils.markup import join, tag
from lesson_utils.words import Words

__all__ = ["Predicted", "Prediction", "predict", "predicted"]

_live: dict[str, WeakSet[Words]] = {}  # what stands on the page now, by name of the prediction


def predict(key: str, prompt: str, options: Sequence[str] | None = None) -> Prediction:
    """Ask for a prediction before any data is shown.

    Parameters
    ----------
    key : str
        Name of the prediction, the lesson first: ``"05.chain"``.
    prompt : str
        What to predict.
    options : sequence of str, optional
        Answers to choose from; left out, the learner writes freely.

    Returns
    -------
    Prediction
        A widget; what is written is kept in ``progress.json`` and never judged.

    Raises
    ------
    LessonError
        If the key or the prompt is empty, or there are fewer than two options.

    Examples
    --------
    >>> predict("05.chain", "Where does the chain end?", ["Taiwan", "Borneo"]).key
    '05.chain'
    """
    for text in (key, prompt):
        if not isinstance(text, str) or not text.strip():
            raise LessonError(
                "A prediction needs a key such as '05.chain' and a prompt, both in words, not "
                f"{shown(text)}."
            )
    if options is not None:
        options = [str(one) for one in names(options, "options")]
        if len(set(options)) < 2:
            raise LessonError(f"A choice needs at least two different options, not {options!r}.")
    return Prediction(key, prompt, options, store())


class Prediction(w.VBox):  # type: ignore[misc]
    """A prompt, a place to answer, a button to keep the answer."""

    def __init__(self, key: str, prompt: str, options: Sequence[str] | None, kept: Store) -> None:
        self.key = key
        self.prompt = prompt
        self.options = tuple(options or ())
        self._kept = kept
        before = kept.state()["predictions"].get(key, {}).get("value", "")
        self.answer: w.RadioButtons | w.Textarea
        if self.options:
            self.answer = w.RadioButtons(
                options=self.options, value=before if before in self.options else None
            )
        else:
            self.answer = w.Textarea(description=_("Your prediction"), value=before, rows=3)
        self.feedback = Words()
        self.keep_button = button(_("Keep my prediction"), self.keep, primary=True)
        super().__init__(
            [
                box(
                    Heading(prompt, lang="", answers=[self.answer]),
                    self.answer,
                    buttons=(self.keep_button,),
                    below=(self.feedback,),
                )
            ]
        )
        self.add_class("lu-quiz")

    def keep(self) -> None:
        """Keep what is written now."""
        value = (self.answer.value or "").strip()
        if not value:
            self.feedback.say(_("Write or choose something first."), "not yet")
            return
        saved = self._kept.predict(self.key, value)
        for words in _live.get(self.key, ()):
            words.say(predicted(self.key).sentence)
        text = _("Kept. There is no right or wrong yet: the lesson comes back to it.")
        if not saved or self._kept.message:
            text += "\n" + self._kept.message
        self.feedback.say(text)

    def __repr__(self) -> str:
        """Give the prompt and the options as plain text."""
        return "\n".join([self.prompt, *(f"– {option}" for option in self.options)])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        options = [tag("li", option) for option in self.options]
        bundle["text/html"] = join(
            tag("p", tag("strong", self.prompt)),
            tag("ul", *options) if options else None,
            tag("p", _("Run this cell to write your prediction.")),
        )
        bundle["text/plain"] = repr(self)
        return bundle


class Predicted:
    """What was predicted earlier, to compare with what the lesson found.

    Parameters
    ----------
    value : str
        What was written; empty if nothing was.
    key : str
        Name of the prediction.
    """

    def __init__(self, value: str, key: str = "") -> None:
        self.value = value
        self.key = key

    def live(self) -> Words:
        """Show it so that it follows what is kept later, where every cell has run already.

        Examples
        --------
        >>> shown = predicted("99.example").live()
        >>> question = predict("99.example", "Which?", ["this", "that"])
        >>> question.answer.value = "that"
        >>> question.keep()
        >>> shown
        You predicted: that
        """
        words = Words(self.sentence)
        _live.setdefault(self.key, WeakSet()).add(words)
        return words

    @property
    def sentence(self) -> str:
        """What was predicted, as a plain sentence."""
        if not self.value:
            return _("You have not written a prediction yet.")
        return _("You predicted: {text}").format(text=self.value)

    def __repr__(self) -> str:
        """Give the prediction as plain text."""
        return self.sentence

    def _repr_html_(self) -> str:
        if not self.value:
            return tag("p", self.sentence)
        return tag("div", tag("p", _("You predicted:")), tag("blockquote", self.value))


def predicted(key: str) -> Predicted:
    """Show what was predicted earlier.

    Parameters
    ----------
    key : str
        As given to `predict`.

    Returns
    -------
    Predicted
        Prints as text, shows as HTML; empty where nothing was written.

    Examples
    --------
    >>> predicted("no such prediction")
    You have not written a prediction yet.
    """
    return Predicted(store().state()["predictions"].get(key, {}).get("value", ""), key)
