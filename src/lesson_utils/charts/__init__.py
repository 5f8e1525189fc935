"""Charts of the lessons: data in, `Chart` out; no widgets. Each file holds one theme.

Examples
--------
>>> from lesson_utils import charts
>>> charts.assessments().title
'The claims of the article by assessment'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lesson_utils.lazily import attach

if TYPE_CHECKING:
    from lesson_utils.charts.ledger import assessments

_WHERE = {
    "assessments": "ledger",
}

__all__ = ["assessments"]

attach(__name__, _WHERE, "chart")
