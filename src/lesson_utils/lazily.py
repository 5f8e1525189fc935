"""`attach`: a package whose parts are imported when they are first asked for.

Opening one explorer should not cost the import of twenty. A package names in one table which of
its files holds which public name; this module does the rest.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from .errors import nearest

__all__ = ["attach"]


def attach(package: str, where: Mapping[str, str], noun: str) -> None:
    """Let a package import the file behind each of its public names on first use.

    Parameters
    ----------
    package : str
        The package's ``__name__``.
    where : mapping of str to str
        Public name → file of the package (without ``.py``) that defines it.
    noun : str
        What the names are, for the error: ``"explorer"``.

    Notes
    -----
    A file never hides a function of the same name: ``lu.explore.claims`` stays the explorer after
    ``lesson_utils.explore.claims`` has been imported.

    Examples
    --------
    >>> from lesson_utils import explore
    >>> "island_chain" in dir(explore)
    True
    >>> explore.iland_chain
    Traceback (most recent call last):
    AttributeError: There is no explorer 'iland_chain'. Did you mean lu.explore.island_chain?
    """
    module = sys.modules[package]
    call = "lu." + package.partition(".")[2]

    def find(name: str) -> Any:
        if name in where:
            value = getattr(importlib.import_module(f"{package}.{where[name]}"), name)
            module.__dict__[name] = value
            return value
        if name.startswith("_"):
            raise AttributeError(name)
        near = nearest(name, where)
        hint = f"Did you mean {call}.{near[0]}?" if near else f"There are: {', '.join(where)}."
        # With an object and no name, later Pythons do not add a guess of their own.
        raise AttributeError(f"There is no {noun} {name!r}. {hint}", obj=module)

    class Attached(ModuleType):
        def __setattr__(self, name: str, value: object) -> None:
            if name in where and isinstance(value, ModuleType):
                value = getattr(value, name)
            super().__setattr__(name, value)

    module.__dict__["__getattr__"] = find
    module.__dict__["__dir__"] = lambda: sorted(where)
    module.__class__ = Attached
