"""The explorers: ``lu.explore.<name>()`` opens one, and imports only that one.

The table is the only place that knows which file holds which explorer.

Examples
--------
>>> from lesson_utils import explore
>>> "island_chain" in dir(explore)
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.lazily import attach

if TYPE_CHECKING:
    from lesson_utils.explore.claims import claims
    from lesson_utils.explore.island_chain import island_chain

_WHERE = {
    "claims": "claims",
    "island_chain": "island_chain",
}

__all__ = [
    "claims",
    "island_chain",
]

attach(__name__, _WHERE, "explorer")
