"""What a learner has done so far, in words: a summary of the file of answers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from lesson_utils.i18n import _, ngettext_
from lesson_utils.learn.store import Answer, State, store

__all__ = ["LessonLine", "Progress", "progress"]


@dataclass(frozen=True)
class LessonLine:
    """One lesson in the summary: what was answered and what was right."""

    lesson: str
    answered: int
    right: int
    first_time: int
    tried: int
    solved: int


class Progress:
    """A summary of the answers so far, lesson by lesson."""

    def __init__(self, state: State, message: str = "", where: str = "") -> None:
        self.state = state
        self.message = message
        self.where = where

    @property
    def lessons(self) -> tuple[LessonLine, ...]:
        """The lessons that have answers, in order."""
        by_lesson: dict[str, list[Answer]] = {}
        for entry in self.state["answers"].values():
            by_lesson.setdefault(entry["lesson"], []).append(entry)
        lines = []
        for lesson, entries in sorted(by_lesson.items()):
            worked = [entry for entry in entries if entry["kind"] == "exercise"]
            asked = [entry for entry in entries if entry["kind"] == "quiz"]
            lines.append(
                LessonLine(
                    lesson,
                    answered=len(asked),
                    right=sum(entry["ok"] for entry in asked),
                    first_time=sum(entry["first_ok"] for entry in asked),
                    tried=len(worked),
                    solved=sum(entry["ok"] for entry in worked),
                )
            )
        return tuple(lines)

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
            text = "; ".join(parts)
            found.append(text)
        return found

    def _predictions(self) -> str:
        n = len(self.state["predictions"])
        if not n:
            return ""
        return ngettext_("{n} prediction written", "{n} predictions written", n).format(n=n)

    def _names(self) -> list[str]:
        return [
            _("Lesson {number}").format(number=line.lesson) if line.lesson else _("Other")
            for line in self.lessons
        ]

    def _ending(self) -> str:
        if not self.where:
            return _("Your answers are kept in memory only.")
        return _(
            "Kept in {file} beside your notebooks. It holds no name and is sent nowhere."
        ).format(file=self.where)

    def __repr__(self) -> str:
        pairs = zip(self._names(), self._sentences(), strict=True)
        rows = [f"{name}: {text}" for name, text in pairs] or [_("No answers yet.")]
        parts = [*rows, self._predictions(), self.message, self._ending()]
        return "\n".join(part for part in parts if part)

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<li style="margin:.2em 0"><strong>{escape(name)}</strong> · {escape(text)}</li>'
            for name, text in zip(self._names(), self._sentences(), strict=True)
        )
        body = f"<ul>{rows}</ul>" if rows else f"<p>{escape(_('No answers yet.'))}</p>"
        after = "".join(
            f"<p>{escape(text)}</p>"
            for text in (self._predictions(), self.message, self._ending())
            if text
        )
        return f'<div style="max-width:66ch">{body}{after}</div>'


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
