"""The explorers: ``lu.explore.<name>()`` gives one, and imports only that one.

Each explorer is a function of the same name in its own file or in a file it shares with a near
relative; the table below is the only place that knows which.

Examples
--------
>>> from lesson_utils import explore
>>> "island_chain" in dir(explore)
True
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lesson_utils.explore.claims import claims
    from lesson_utils.explore.island_chain import island_chain

_WHERE = {
    "claims": "claims",
    "island_chain": "island_chain",
}

__all__ = ["claims", "island_chain"]


def __getattr__(name: str) -> Any:
    """Import the file of one explorer."""
    if name in _WHERE:
        module = importlib.import_module(f"{__name__}.{_WHERE[name]}")
        value = getattr(module, name)
        globals()[name] = value
        return value
    if name.startswith("_"):
        raise AttributeError(name)
    from lesson_utils.errors import nearest

    near = nearest(name, _WHERE)
    hint = f"Did you mean lu.explore.{near[0]}()?" if near else f"There are: {', '.join(_WHERE)}."
    raise AttributeError(f"There is no explorer {name!r}. {hint}")


def __dir__() -> list[str]:
    """List the explorers."""
    return sorted(_WHERE)


class _Explorers(ModuleType):
    """The module itself: a file never hides the explorer of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _WHERE and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Explorers
