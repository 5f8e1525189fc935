"""`quiz`: questions with an answer for every choice, a hint, and another try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets as w

from lesson_utils import evidence
from lesson_utils.arguments import names
from lesson_utils.errors import LessonError
from lesson_utils.i18n import _, ngettext_
from lesson_utils.learn.furniture import Heading, box, button, fold, show
from lesson_utils.learn.questions import Choice, Question, questions
from lesson_utils.learn.store import Store, store
from lesson_utils.learn.units import parse_number
from lesson_utils.markup import Markup, join, link, tag
from lesson_utils.words import Words

__all__ = ["Asked", "Quiz", "quiz"]


def quiz(lesson: str | int | None = None, only: Sequence[str] | None = None) -> Quiz:
    """Show the questions of a lesson.

    Parameters
    ----------
    lesson : str or int, optional
        Such as ``"05"``; left out, `only` must name bank questions.
    only : sequence of str, optional
        Identifiers of the questions to show, in this order.

    Returns
    -------
    Quiz
        A box of widgets. What is answered is kept in ``progress.json``.

    Raises
    ------
    UnknownNameError
        If the lesson or a question does not exist.
    LessonError
        If neither is given, or the lesson has no questions.

    Examples
    --------
    >>> len(quiz("05", only=["Q25", "Q26"]).asked)
    2
    """
    if lesson is None and only is None:
        raise LessonError('Say which lesson: lu.quiz("05"), or which questions: only=["Q25"].')
    number = "" if lesson is None else str(lesson).strip().zfill(2)
    if only is not None:
        only = names(only, "questions")
    found = questions(number or None, only)
    if not found:
        raise LessonError(f'There are no questions for lesson {number!r}; only=["Q25"] names some.')
    return Quiz(found, number, store())


class Quiz(w.VBox):  # type: ignore[misc]
    """Several questions below one another.

    Parameters
    ----------
    questions : sequence of Choice or Numeric
        What to ask, in this order.
    lesson : str
        Two digits, kept with the answers.
    kept : Store
        Where answers go.
    """

    def __init__(self, questions: Sequence[Question], lesson: str, kept: Store) -> None:
        many = len(questions) > 1
        self.asked = tuple(
            Asked(question, lesson, kept, str(i) if many else "")
            for i, question in enumerate(questions, 1)
        )
        super().__init__([asked.box for asked in self.asked])
        self.add_class("lu-quiz")

    def __getitem__(self, name: str) -> Asked:
        """Give one question by its identifier."""
        return next(asked for asked in self.asked if asked.question.id == name)

    def __repr__(self) -> str:
        """Give the questions and options as plain text, without the answers."""
        lines = [_n_questions(len(self.asked))]
        for i, asked in enumerate(self.asked, 1):
            lines.append(f"{i}. {asked.question.text}")
            if isinstance(asked.question, Choice):
                lines += [f"   – {option.text}" for option in asked.question.options]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        items = []
        for asked in self.asked:
            options: tuple[Markup, ...] = ()
            if isinstance(asked.question, Choice):
                options = tuple(tag("li", option.text) for option in asked.question.options)
            items.append(
                tag("li", tag("p", asked.question.text), tag("ul", *options) if options else None)
            )
        bundle["text/html"] = join(
            tag("ol", *items), tag("p", _("Run this cell to answer and get feedback."))
        )
        bundle["text/plain"] = repr(self)
        return bundle


def _n_questions(n: int) -> str:
    return ngettext_("{n} question", "{n} questions", n).format(n=n)


class Asked:
    """One question as it stands on the page.

    Parameters
    ----------
    question : Choice or Numeric
        What is asked. The right answer stays in the kernel until it has been found.
    lesson : str
        Two digits, kept with the answer.
    kept : Store
        Where the answer goes.
    number : str
        Shown before the question.
    """

    def __init__(self, question: Question, lesson: str, kept: Store, number: str = "") -> None:
        self.question = question
        self.lesson = lesson
        self._kept = kept
        self.solved = False
        self.answers: w.RadioButtons | w.Text
        if isinstance(question, Choice):
            labels = [option.text for option in question.options]
            self.answers = w.RadioButtons(options=labels, value=None)
        else:
            label = _("Your answer ({unit})") if question.unit else _("Your answer")
            self.answers = w.Text(
                description=label.format(unit=question.unit), style={"description_width": "initial"}
            )
            self.answers.on_msg(self._on_message)
        self.feedback = Words()
        self.hint = Words()
        self.more = fold()
        self.check_button = button(_("Check"), self.check, primary=True)
        self.hint_button = button(_("Show hint"), self.toggle_hint)
        self.retry_button = button(_("Try again"), self.retry)
        self.retry_button.layout = w.Layout(display="none")
        self.box = box(
            Heading(question.text, number, lang="en", answers=[self.answers]),
            self.answers,
            buttons=(self.check_button, self.hint_button, self.retry_button),
            below=(self.hint, self.feedback, self.more),
        )
        before = kept.state()["answers"].get(question.id)
        if before and before["ok"]:
            self.feedback.say(_("You have answered this correctly before."), "good")

    def check(self) -> None:
        """Judge the answer given now and say why."""
        chosen = self._chosen()
        if chosen is None:
            return
        given, right, reason = chosen
        saved = self._kept.answer(self.question.id, given, ok=right, lesson=self.lesson)
        text = (_("Correct. {reason}") if right else _("Not yet. {reason}")).format(reason=reason)
        if not right:
            text += "\n" + _("Choose again, or open the hint.")
        if not saved or self._kept.message:
            text += "\n" + self._kept.message
        self.solved = self.solved or right
        self.feedback.say(text, "good" if right else "not yet")
        show(self.more, self._explained() if right else None)
        self.retry_button.layout.display = None

    def toggle_hint(self) -> None:
        """Show the hint, or hide it."""
        if self.hint.text:
            self.hint.say("")
            self.hint_button.description = _("Show hint")
        else:
            self.hint.say(_("Hint: {text}").format(text=self._hint()))
            self.hint_button.description = _("Hide hint")

    def retry(self) -> None:
        """Clear the answer and begin again."""
        self.answers.value = None if isinstance(self.question, Choice) else ""
        self.feedback.say("")
        show(self.more, None)
        self.retry_button.layout.display = "none"

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("event") == "submit":  # the Enter key
            self.check()

    def _chosen(self) -> tuple[str, bool, str] | None:
        question = self.question
        if isinstance(question, Choice):
            if self.answers.index is None:
                self.feedback.say(_("Choose an answer first."), "not yet")
                return None
            option = question.options[self.answers.index]
            return option.text, option.correct, option.explanation
        try:
            value = parse_number(self.answers.value, question.unit)
        except LessonError as error:
            self.feedback.say(str(error), "not yet")
            return None
        right, reason = question.judge(value)
        return self.answers.value, right, reason

    def _hint(self) -> str:
        question = self.question
        if question.hint or not isinstance(question, Choice):
            return question.hint
        wrong = next(option for option in question.options if not option.correct)
        text = _("It is not “{option}”. {reason}").format(
            option=wrong.text, reason=wrong.explanation
        )
        if question.claims:
            text += " " + _("Look again at claim {id}: {words}").format(
                id=question.claims[0], words=evidence.claim(question.claims[0]).paraphrase
            )
        return text

    def _explained(self) -> Markup:
        """Explain every option and name the sources, once the answer has been found."""
        question = self.question
        parts: list[Markup] = []
        if isinstance(question, Choice):
            others = [option for option in question.options if not option.correct]
            parts.append(
                tag(
                    "details",
                    tag("summary", _("Why not the others?")),
                    tag(
                        "ul",
                        *(
                            tag("li", tag("strong", option.text), " – ", option.explanation)
                            for option in others
                        ),
                    ),
                )
            )
        named = [_source(name) for name in question.sources]
        if named:
            parts.append(tag("p", _("Source:"), " ", *_between(named, "; ")))
        return join(*parts)


def _source(name: str) -> Markup:
    """Name a source with its grade, or a data table of the course."""
    if name.startswith("data:"):
        from lesson_utils import data

        table = name.removeprefix("data:")
        return join(_("table"), " ", tag("code", table), " – ", data.load(table).title)
    found = evidence.source(name)
    return join(
        link(found.publisher, found.url), " ", _("(grade {letter})").format(letter=found.grade)
    )


def _between(parts: Sequence[Markup], separator: str) -> list[str]:
    return [piece for part in parts for piece in (separator, part)][1:]
