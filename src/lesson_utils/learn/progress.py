"""What a learner has done so far and where to go on: a summary of the file of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from lesson_utils.errors import LessonError
from lesson_utils.i18n import _, ngettext_
from lesson_utils.learn.store import Answer, State, store
from lesson_utils.learn.tasks import Task, tasks
from lesson_utils.markup import Markup, join, tag

__all__ = ["LessonLine", "Progress", "progress"]

MOST_EARLIER = 12


@dataclass(frozen=True)
class LessonLine:
    """One lesson in the summary: what was answered, what was right, how much is done.

    Attributes
    ----------
    lesson : str
        Two digits; empty for questions shown outside a lesson.
    answered, right, first_time : int
        Questions answered, answered correctly, correctly at the first try.
    tried, solved : int
        Exercises.
    done, asked : int
        Tasks of the lesson that are done (answered correctly, solved, predicted), and all of them;
        0 where the course does not know the lesson.
    """

    lesson: str
    answered: int
    right: int
    first_time: int
    tried: int
    solved: int
    done: int = 0
    asked: int = 0


class Progress:
    """A summary of the answers so far, lesson by lesson.

    Parameters
    ----------
    state : State
        What the file holds.
    message : str
        What went wrong when it was saved; empty if nothing did.
    where : str
        Name of the file; empty if there is none.
    plan : sequence of Task, optional
        What the course asks; left out, what its notebooks ask.
    """

    def __init__(
        self,
        state: State,
        message: str = "",
        where: str = "",
        plan: Sequence[Task] | None = None,
    ) -> None:
        self.state = state
        self.message = message
        self.where = where
        self.plan = tuple(tasks() if plan is None else plan)

    @property
    def lessons(self) -> tuple[LessonLine, ...]:
        """The lessons that were begun, in order."""
        by_lesson: dict[str, list[Answer]] = {}
        for entry in self.state["answers"].values():
            by_lesson.setdefault(entry["lesson"], []).append(entry)
        for task in self.plan:
            if task.kind == "prediction" and task.key in self.state["predictions"]:
                by_lesson.setdefault(task.lesson, [])
        lines = []
        for lesson, entries in sorted(by_lesson.items()):
            worked = [entry for entry in entries if entry["kind"] == "exercise"]
            asked = [entry for entry in entries if entry["kind"] == "quiz"]
            plan = [task for task in self.plan if task.lesson == lesson]
            lines.append(
                LessonLine(
                    lesson,
                    answered=len(asked),
                    right=sum(entry["ok"] for entry in asked),
                    first_time=sum(entry["first_ok"] for entry in asked),
                    tried=len(worked),
                    solved=sum(entry["ok"] for entry in worked),
                    done=sum(map(self._is_done, plan)),
                    asked=len(plan),
                )
            )
        return tuple(lines)

    @property
    def earlier(self) -> tuple[str, ...]:
        """Names of answers and predictions that this edition of the course does not ask for.

        They stay in the file. Without a course to compare with there are none.
        """
        if not self.plan:
            return ()
        kept = {*self.state["answers"], *self.state["predictions"]}
        strange = kept - {task.key for task in self.plan}
        return tuple(sorted(strange - _questions(self.plan))) if strange else ()

    @property
    def next(self) -> Task | None:
        """Where to go on: what comes after the task done last, then whatever is still open.

        Tasks not tried yet come first, in the lesson begun, then in those after it; only then what
        was tried and is not right yet. None before anything is done, and when all is.
        """
        last = self._last()
        if last is None:
            return None
        start = self.plan.index(last) + 1
        ahead = (*self.plan[start:], *self.plan[:start])
        here = [task for task in ahead if task.lesson == last.lesson]
        open_now = [task for task in (*here, *ahead) if self._entry(task) is None]
        open_still = [task for task in (*here, *ahead) if not self._is_done(task)]
        return next(iter([*open_now, *open_still]), None)

    def _last(self) -> Task | None:
        """Find the task that was done last."""
        found: list[tuple[str, int, Task]] = []
        for number, task in enumerate(self.plan):
            entry = self._entry(task)
            # A question of two lessons counts where it was answered.
            if entry is not None and entry.get("lesson", task.lesson) in (task.lesson, ""):
                found.append((str(entry.get("at", "")), number, task))
        return max(found, key=lambda one: one[:2])[2] if found else None

    def _entry(self, task: Task) -> Mapping[str, Any] | None:
        if task.kind == "prediction":
            return self.state["predictions"].get(task.key)
        return self.state["answers"].get(task.key)

    def _is_done(self, task: Task) -> bool:
        entry = self._entry(task)
        return entry is not None and bool(entry.get("ok", True))

    def _sentences(self) -> list[str]:
        found = []
        for line in self.lessons:
            parts = []
            if line.answered:
                parts.append(
                    ngettext_(
                        "{n} question answered, {right} correct, {first} at the first try",
                        "{n} questions answered, {right} correct, {first} at the first try",
                        line.answered,
                    ).format(n=line.answered, right=line.right, first=line.first_time)
                )
            if line.tried:
                parts.append(
                    ngettext_(
                        "{solved} of {n} exercise solved",
                        "{solved} of {n} exercises solved",
                        line.tried,
                    ).format(n=line.tried, solved=line.solved)
                )
            if line.asked:
                parts.append(_how_far(line.done, line.asked))
            text = "; ".join(parts)
            found.append(text)
        return found

    def _predictions(self) -> str:
        n = len(self.state["predictions"])
        if not n:
            return ""
        return ngettext_("{n} prediction written", "{n} predictions written", n).format(n=n)

    def _not_begun(self) -> str:
        """Name the lessons still to come, once there is a first one."""
        begun = {line.lesson for line in self.lessons}
        waiting = sorted({task.lesson for task in self.plan} - begun)
        if not begun or not waiting:
            return ""
        return ngettext_(
            "Not begun yet: lesson {numbers}.", "Not begun yet: lessons {numbers}.", len(waiting)
        ).format(numbers=", ".join(waiting))

    def _names(self) -> list[str]:
        return [
            _("Lesson {number}").format(number=_clean(line.lesson)) if line.lesson else _("Other")
            for line in self.lessons
        ]

    def _going_on(self) -> str:
        task = self.next
        if task is not None:
            return _("Go on with lesson {number}, at “{heading}”.").format(
                number=task.lesson, heading=task.heading
            )
        if self.plan and all(map(self._is_done, self.plan)):
            return _("You have done everything in every lesson.")
        return ""

    def _from_earlier(self) -> str:
        n = len(self.earlier)
        if not n:
            return ""
        names = ", ".join(map(_clean, self.earlier[:MOST_EARLIER])) + (
            ", …" if n > MOST_EARLIER else ""
        )
        return ngettext_(
            "{n} answer is from an earlier edition of the course and stays in your file: {names}.",
            "{n} answers are from an earlier edition of the course and stay in your file: {names}.",
            n,
        ).format(n=n, names=names)

    def _ending(self) -> str:
        if not self.where:
            return _("Your answers are kept in memory only.")
        return _(
            "Kept in {file} beside your notebooks. It holds no name and is sent nowhere."
        ).format(file=self.where)

    def __repr__(self) -> str:
        pairs = zip(self._names(), self._sentences(), strict=True)
        rows = [f"{name}: {text}" for name, text in pairs] or [_("No answers yet.")]
        parts = [
            *rows,
            self._predictions(),
            self._not_begun(),
            self._going_on(),
            self._from_earlier(),
            self.message,
            self._ending(),
        ]
        return "\n".join(part for part in parts if part)

    def _ipython_display_(self) -> None:
        """Show the summary in a notebook, and below it the way to the reader's own disk."""
        from IPython.display import display

        from lesson_utils.desk.own_disk import answers

        shown = {"text/plain": repr(self), "text/html": self._repr_html_()}
        display(shown, raw=True)  # type: ignore[no-untyped-call]
        display(answers())  # type: ignore[no-untyped-call]

    def _repr_html_(self) -> str:
        files = _files() if self.plan else {}
        rows = [
            tag(
                "li",
                tag("strong", _linked(name, files.get(line.lesson, ""))),
                f" · {text}",
                style="margin:.2em 0",
            )
            for name, text, line in zip(self._names(), self._sentences(), self.lessons, strict=True)
        ]
        after = (
            self._predictions(),
            self._not_begun(),
            self._going_on_html(files),
            self._from_earlier(),
            self.message,
            self._ending(),
        )
        return tag(
            "div",
            tag("ul", *rows) if rows else tag("p", _("No answers yet.")),
            *(tag("p", text) for text in after if text),
            style="max-width:66ch",
        )

    def _going_on_html(self, files: Mapping[str, str]) -> str:
        task = self.next
        if task is None or task.lesson not in files:
            return self._going_on()
        fragment = quote(task.heading.replace(" ", "-"), safe="")
        return join(tag("strong", _linked(self._going_on(), f"{files[task.lesson]}#{fragment}")))


def _clean(text: str) -> str:
    """Take out what a terminal would obey and what turns the line round: the file may hold all."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _how_far(done: int, asked: int) -> str:
    if done == asked:
        return _("all done")
    return ngettext_("{done} of {n} task done", "{done} of {n} tasks done", asked).format(
        done=done, n=asked
    )


def _linked(text: str, address: str) -> Markup:
    """Link to a notebook beside this one; plain text where there is none."""
    return tag("a", text, href=address) if address else join(text)


def _files() -> dict[str, str]:
    """Name the notebook of each lesson."""
    from lesson_utils import course

    try:
        return {one.number: one.path.name for one in course.lessons()}
    except LessonError:  # a damaged notebook: the summary goes on without links
        return {}


def _questions(plan: Sequence[Task]) -> set[str]:
    """Name what can be asked by name although no lesson asks it now."""
    from lesson_utils.learn import exercises
    from lesson_utils.learn.questions import lesson_file, questions

    known = {question.id for question in questions()} | set(exercises.names())
    for lesson in {task.lesson for task in plan}:
        known |= {str(entry.get("id")) for entry in lesson_file(lesson).get("questions", ())}
    return known


def progress() -> Progress:
    """Return a summary of the learner's answers; try to save what still waits.

    Returns
    -------
    Progress
        Prints as text, shows as HTML in a notebook.

    Examples
    --------
    >>> isinstance(progress(), Progress)
    True
    """
    kept = store()
    if kept.waiting:
        kept.save()
    return Progress(kept.state(), kept.message, kept.path.name if kept.path else "")
