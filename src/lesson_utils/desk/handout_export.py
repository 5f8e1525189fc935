"""``lessons export handout``: the one-page handout of a lesson, as the built pages hold it."""

from __future__ import annotations

from pathlib import Path

from lesson_utils import course
from lesson_utils.desk.bank import destination, lesson_number
from lesson_utils.desk.files import create, trouble
from lesson_utils.errors import LessonError

__all__ = ["ADVICE", "export"]

ADVICE = {"pdf": "Print it at its real size."}


def export(form: str, lesson: str | None, out: Path | None) -> tuple[Path, int]:
    """Copy a lesson's handout out of the built pages.

    Parameters
    ----------
    form : {"pdf"}
        The format.
    lesson : str
        Such as ``"05"``.
    out : Path or None
        File or folder; None for a name of its own in the current folder.

    Returns
    -------
    tuple of Path and int
        The file, and 1.

    Raises
    ------
    LessonError
        If no lesson is named, the pages have not been built, or the file is there already.

    Examples
    --------
    >>> export("pdf", None, None)
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: Say which lesson: lessons export handout --lesson 05
    """
    if lesson is None:
        raise LessonError("Say which lesson: lessons export handout --lesson 05")
    number = lesson_number(lesson)
    for site in (Path.cwd(), course.folder() / "dist" / "site"):
        found = sorted((site / "handouts").glob(f"{number}_*.{form}"))
        if found:
            path = destination(out, "handout", f".{form}", number)
            try:
                content = found[0].read_bytes()
            except OSError as error:
                raise trouble("read", found[0], error) from error
            create(path, content)
            return path, 1
    raise LessonError(
        "The handouts have not been built, or built without a browser that prints. Build them "
        "with `python run.py site`, or run this in the folder of the built pages."
    )
