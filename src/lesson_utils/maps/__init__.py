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
    from lesson_utils.maps.bases import bases
    from lesson_utils.maps.chain import PRESETS, first_island_chain, where_it_happens
    from lesson_utils.maps.crossings import crossings
    from lesson_utils.maps.lanes import sea_lanes
    from lesson_utils.maps.world import burdens

_WHERE = {
    "PRESETS": "chain",
    "bases": "bases",
    "burdens": "world",
    "crossings": "crossings",
    "first_island_chain": "chain",
    "sea_lanes": "lanes",
    "where_it_happens": "chain",
}

__all__ = [
    "PRESETS",
    "bases",
    "burdens",
    "crossings",
    "first_island_chain",
    "sea_lanes",
    "where_it_happens",
]

attach(__name__, _WHERE, "map")
