"""Maps of the lessons: data in, `Chart` out; no widgets. Each file holds one theme.

Examples
--------
>>> from lesson_utils import maps
>>> "first_island_chain" in dir(maps)
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.lazily import attach

if TYPE_CHECKING:
    from lesson_utils.maps.chain import PRESETS, first_island_chain, where_it_happens

_WHERE = {
    "PRESETS": "chain",
    "first_island_chain": "chain",
    "where_it_happens": "chain",
}

__all__ = ["PRESETS", "first_island_chain", "where_it_happens"]

attach(__name__, _WHERE, "map")
