"""What the lessons work out: shares, burdens, models. Data in, numbers out; no pictures.

Examples
--------
>>> from lesson_utils import measures
>>> measures.burden("JPN", 2).money
¥12.64 trillion (current prices, 2025)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.lazily import attach

if TYPE_CHECKING:
    from lesson_utils.measures.burden import CURRENCY, Burden, burden

_WHERE = {
    "Burden": "burden",
    "CURRENCY": "burden",
    "burden": "burden",
}

__all__ = ["CURRENCY", "Burden", "burden"]

attach(__name__, _WHERE, "measure")
