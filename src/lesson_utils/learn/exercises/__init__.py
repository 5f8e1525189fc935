"""The exercises: one file for each lesson, found by its number.

Examples
--------
>>> get("05.2").result
'wider_than'
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from lesson_utils.errors import UnknownNameError
from lesson_utils.learn.exercises.base import Exercise, Verdict

__all__ = ["Exercise", "Verdict", "get", "names"]


def names() -> tuple[str, ...]:
    """Return the identifiers of all exercises.

    Examples
    --------
    >>> names()[0]
    '00.1'
    """
    return tuple(sorted(_makers()))


def get(name: str) -> Exercise:
    """Return an exercise.

    Raises
    ------
    UnknownNameError
        If there is no such exercise.

    Examples
    --------
    >>> get("05.1").lesson
    '05'
    """
    found = _makers()
    if name not in found:
        raise UnknownNameError("exercise", name, sorted(found))
    return found[name]()


def _makers() -> dict[str, Callable[[], Exercise]]:
    """Collect ``MAKERS`` of every file ``lesson_NN.py`` beside this one."""
    found: dict[str, Callable[[], Exercise]] = {}
    for file in pkgutil.iter_modules(__path__):
        if file.name.startswith("lesson_"):
            found |= importlib.import_module(f"{__name__}.{file.name}").MAKERS
    return found
