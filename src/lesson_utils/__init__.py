"""Counterweight? The helper package behind the notebooks.

Everything a notebook calls is reached from here and is imported when it is first used, so that
``import lesson_utils`` costs next to nothing.

Examples
--------
>>> import lesson_utils as lu
>>> lu.start("05")
>>> lu.evidence.claim("C23").id
'C23'
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lesson_utils import (
        charts,
        course,
        data,
        evidence,
        explore,
        geo,
        maps,
        measures,
        money,
    )
    from lesson_utils.cards import claim_card, sources_used, terms
    from lesson_utils.course import start
    from lesson_utils.learn.exercise import exercise
    from lesson_utils.learn.predict import predict, predicted
    from lesson_utils.learn.progress import progress
    from lesson_utils.learn.quiz import quiz

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "charts",
    "claim_card",
    "course",
    "data",
    "evidence",
    "exercise",
    "explore",
    "geo",
    "maps",
    "measures",
    "money",
    "predict",
    "predicted",
    "progress",
    "quiz",
    "sources_used",
    "start",
    "terms",
]

_MODULES = ("charts", "course", "data", "evidence", "explore", "geo", "maps", "measures", "money")
_FUNCTIONS = {
    "claim_card": "cards",
    "sources_used": "cards",
    "terms": "cards",
    "start": "course",
    "exercise": "learn",
    "predict": "learn",
    "predicted": "learn",
    "progress": "learn",
    "quiz": "learn",
}


def __getattr__(name: str) -> Any:
    """Import the part of the package that holds `name`, once."""
    if name in _MODULES:
        value: Any = importlib.import_module(f"{__name__}.{name}")
    elif name in _FUNCTIONS:
        value = getattr(importlib.import_module(f"{__name__}.{_FUNCTIONS[name]}"), name)
    else:
        from lesson_utils.errors import nearest

        near = nearest(name, __all__)
        hint = f" Did you mean lu.{near[0]}?" if near else f" It has: {', '.join(__all__[1:])}."
        # With an object and no name, later Pythons do not add a guess of their own.
        raise AttributeError(f"lesson_utils has no {name!r}.{hint}", obj=sys.modules[__name__])
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, so that Tab completion shows them before they are imported."""
    return sorted(__all__)
