"""What an exercise is, and how an answer is judged. Every number comes from the data."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_utils.i18n import _

__all__ = ["Exercise", "Verdict", "judge_number"]


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, and a message that helps."""

    ok: bool
    message: str


@dataclass(frozen=True)
class Exercise:
    """One exercise, in the language shown now.

    Attributes
    ----------
    id, lesson : str
        Such as ``"05.1"`` and ``"05"``.
    title, task, hint : str
        What the learner reads; paragraphs of the task are separated by an empty line.
    stub, solution : str
        Code that defines `result`: to begin from, and one that passes.
    result : str
        The name that is handed to the check.
    check : callable
        Takes the learner's value or function.
    untouched : callable
        Tells whether that is still what the stub makes: running a lesson is no try.
    """

    id: str
    lesson: str
    title: str
    task: str
    hint: str
    stub: str
    solution: str
    result: str
    check: Callable[[Any], Verdict]
    untouched: Callable[[Any], bool]


def judge_number(
    given: Any,
    right: float,
    praise: str,
    *,
    rel: float = 0.005,
    mistakes: Sequence[tuple[float, str]] = (),
) -> Verdict:
    """Judge one number against the right one and the usual mistakes.

    Parameters
    ----------
    given : object
        What the learner hands over; anything that ``float()`` takes.
    right : float
        The answer, worked out from the data.
    praise : str
        What is said when it is right: the result in words.
    rel : float
        How far off, as a share of each value, still counts as the value.
    mistakes : sequence of (float, str)
        Values that come out when something usual goes wrong, and what to say then.

    Returns
    -------
    Verdict
        The first mistake that fits, else whether the number is too large or too small.

    Examples
    --------
    >>> judge_number(0.137, 13.7, "It is 13.7%.", mistakes=[(0.137, "Times 100 for per cent.")])
    Verdict(ok=False, message='Times 100 for per cent.')
    """
    if given is ... or given is None:
        return Verdict(False, _("There is no number yet: put one in place of the dots."))
    try:
        value = float(given)
    except (TypeError, ValueError):
        kind = type(given).__name__
        return Verdict(False, _("A number is wanted; this is {kind}.").format(kind=kind))
    if not math.isfinite(value):
        return Verdict(False, _("A finite number is wanted; this is {value}.").format(value=value))
    if math.isclose(value, right, rel_tol=rel):
        return Verdict(True, praise)
    for wrong, words in mistakes:
        if math.isclose(value, wrong, rel_tol=rel):
            return Verdict(False, words)
    if value > right:
        return Verdict(False, _("{value:g} is too large.").format(value=value))
    return Verdict(False, _("{value:g} is too small.").format(value=value))
