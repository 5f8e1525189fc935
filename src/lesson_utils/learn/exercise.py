"""`exercise`: a task with a stub, a hint, a solution on demand, and a check that explains."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from lesson_utils.errors import UnknownNameError
from lesson_utils.i18n import _
from lesson_utils.learn import exercises
from lesson_utils.learn.exercises import Exercise
from lesson_utils.learn.furniture import Heading, box, button, fold, show
from lesson_utils.learn.store import Store, store
from lesson_utils.markup import Markup, join, tag
from lesson_utils.words import Words

__all__ = ["ExerciseView", "Result", "exercise"]

LONGEST_VALUE = 200


def exercise(name: str) -> ExerciseView:
    """Show an exercise; check an answer with ``.check(…)``.

    Parameters
    ----------
    name : str
        Lesson and number, such as ``"05.1"``.

    Returns
    -------
    ExerciseView
        Task, hint and solution as widgets, and the method `check`.

    Raises
    ------
    UnknownNameError
        If there is no such exercise.

    Examples
    --------
    >>> exercise("00.1").exercise.title
    'Count the claims by assessment'
    """
    if name not in exercises.names():
        raise UnknownNameError("exercise", name, exercises.names())
    return ExerciseView(exercises.get(name), store())


class Result:
    """What became of an answer: true when it is right, and always with a reason."""

    def __init__(self, ok: bool, message: str, note: str = "") -> None:
        self.ok = ok
        self.message = message
        self.note = note

    def __bool__(self) -> bool:
        """Tell whether the answer is right."""
        return self.ok

    @property
    def _verdict(self) -> str:
        return _("Correct.") if self.ok else _("Not yet.")

    def __repr__(self) -> str:
        """Give verdict and reason as plain text."""
        return "\n".join(part for part in (f"{self._verdict} {self.message}", self.note) if part)

    def _repr_html_(self) -> str:
        colour = "#1a7f4b" if self.ok else "#b3261e"
        return tag(
            "div",
            tag("p", tag("strong", self._verdict), " ", self.message),
            tag("p", self.note) if self.note else None,
            style=f"border-left:3px solid {colour};padding-left:12px;max-width:66ch",
        )


class ExerciseView(w.VBox):  # type: ignore[misc]
    """The exercise as it stands on the page.

    Parameters
    ----------
    exercise : Exercise
        Task, hint, stub, solution and checker.
    kept : Store
        Where the result is kept.
    """

    def __init__(self, exercise: Exercise, kept: Store) -> None:
        self.exercise = exercise
        self._kept = kept
        self.hint = Words()
        self._task = join(*(tag("p", part) for part in exercise.task.split("\n\n")))
        self.task = w.HTML(value=self._task)
        self.solution = fold()
        self.hint_button = button(_("Show hint"), self.toggle_hint)
        self.solution_button = button(_("Show a solution"), self.toggle_solution)
        super().__init__(
            [
                box(
                    Heading(exercise.title, exercise.id),
                    self.task,
                    buttons=(self.hint_button, self.solution_button),
                    below=(self.hint, self.solution),
                )
            ]
        )
        self.add_class("lu-quiz")

    def check(self, answer: Any) -> Result:
        """Judge an answer, say why, and keep the result.

        Parameters
        ----------
        answer : object
            The value or the function the task asks for.

        Returns
        -------
        Result
            True when it is right; prints a message that helps.
        """
        untouched = False
        try:
            verdict = self.exercise.check(answer)
            untouched = self.exercise.untouched(answer)
        except Exception as error:  # the learner's own function may do anything
            verdict = exercises.Verdict(
                False,
                _("Your code stopped with {kind}: {text}.").format(
                    kind=type(error).__name__, text=str(error)[:LONGEST_VALUE]
                ),
            )
        if untouched:  # the cell was only run: that is no try
            return Result(False, verdict.message)
        saved = self._kept.answer(
            self.exercise.id,
            _described(answer),
            ok=verdict.ok,
            lesson=self.exercise.lesson,
            kind="exercise",
        )
        note = self._kept.message if not saved or self._kept.message else ""
        return Result(verdict.ok, verdict.message, note)

    def toggle_hint(self) -> None:
        """Show the hint, or hide it."""
        if self.hint.text:
            self.hint.say("")
            self.hint_button.description = _("Show hint")
        else:
            self.hint.say(_("Hint: {text}").format(text=self.exercise.hint))
            self.hint_button.description = _("Hide hint")

    def toggle_solution(self) -> None:
        """Show a solution as text, or hide it; it is never run."""
        hidden = not self.solution.value
        words = tag("p", _("One solution among others. Copy it into a cell to run it."))
        show(self.solution, join(words, _code(self.exercise.solution)) if hidden else None)
        self.solution_button.description = (
            _("Hide the solution") if hidden else _("Show a solution")
        )

    def __repr__(self) -> str:
        """Give title and task as plain text."""
        return f"{self.exercise.id} {self.exercise.title}\n{self.exercise.task}"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        title = tag("p", tag("strong", f"{self.exercise.id} {self.exercise.title}"))
        bundle["text/html"] = join(title, self._task)
        bundle["text/plain"] = repr(self)
        return bundle


def _code(text: str) -> Markup:
    return tag("pre", tag("code", text.strip()), tabindex="0")


def _described(answer: Any) -> str:
    if callable(answer):
        return f"function {getattr(answer, '__name__', '?')}"
    try:
        return repr(answer)[:LONGEST_VALUE]
    except Exception:
        return type(answer).__name__
