"""A learner's answers to the learner's own disk and back, wherever the notebook runs."""

from __future__ import annotations

from lesson_utils.desk.intake import RefusedError
from lesson_utils.desk.keeping import bring_back, text_of
from lesson_utils.errors import LessonError
from lesson_utils.i18n import _
from lesson_utils.learn.state import NewerFormatError, UnreadableError
from lesson_utils.learn.store import FILE_NAME, store
from lesson_utils.learn.transfer import Transfer

__all__ = ["answers"]


def answers() -> Transfer:
    """Make the button that downloads the answers, and the field that brings them back.

    Returns
    -------
    Transfer
        What waits in memory because the folder is read-only is downloaded too.

    Examples
    --------
    >>> answers().files
    ['progress.json']
    """
    kept = store()
    name = FILE_NAME if kept.path is None else kept.path.name
    take = None if kept.path is None else _bring
    return Transfer([name], lambda _name: text_of(kept.state()), take)


def _bring(content: bytes) -> str:
    """Put a file's answers to those that are here and say what came of it."""
    kept = store()
    path = kept.path
    if path is None:
        raise LessonError(_("Your answers are kept in memory only."))
    if kept.waiting:
        kept.save()
    try:
        state, backup = bring_back(content, path)
    except NewerFormatError as error:
        raise LessonError(
            _("A newer edition of the course wrote this file. Nothing was changed.")
        ) from error
    except (UnreadableError, RefusedError) as error:
        raise LessonError(
            _("This is not a file of answers, or it is damaged. Nothing was changed.")
        ) from error
    lines = [
        _(
            "Your file now holds: answers {answers}, predictions {predictions}, texts {texts}. "
            "Run the cells of a lesson again to see them."
        ).format(
            answers=len(state["answers"]),
            predictions=len(state["predictions"]),
            texts=len(state.get("notes", {})),
        )
    ]
    if backup:
        lines.append(_("What was here before is kept as {file}.").format(file=backup))
    return "\n".join(lines)
