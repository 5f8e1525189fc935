"""`Filtered`: a panel whose filters leave some items of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..i18n import _
from .panel import Panel

__all__ = ["ALL", "Filtered"]

ALL = ""
"""Value of a filter that lets everything pass."""


class Filtered(Panel):
    """A panel with filters. A subclass names them and says what passes.

    Attributes
    ----------
    filters : tuple of str
        Keys of the controls that filter.
    """

    filters: tuple[str, ...] = ()

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, and to what."""
        return {key: self.value(key) for key in self.filters if self.value(key) != ALL}

    @property
    def found(self) -> tuple[Any, ...]:
        """The items that pass the filters now, in their own order."""
        return self.passing(self.chosen)

    def passing(self, chosen: Mapping[str, str]) -> tuple[Any, ...]:
        """Give the items that pass some filters; a subclass does the work."""
        raise NotImplementedError

    def best_release(self) -> tuple[str, int]:
        """Give the filter that brings most items back when it is set to "all", and how many."""
        chosen = self.chosen
        gains = {
            key: len(self.passing({k: v for k, v in chosen.items() if k != key})) for key in chosen
        }
        best = max(gains, key=lambda key: gains[key])
        return best, gains[best]


def release_two() -> str:
    """Say what to do where no single filter brings anything back.

    Examples
    --------
    >>> release_two()
    'Set two of the filters back to “all”.'
    """
    return _("Set two of the filters back to “all”.")
