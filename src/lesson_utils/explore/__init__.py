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
    from lesson_utils.explore.burden import burden
    from lesson_utils.explore.china_spending import china_spending
    from lesson_utils.explore.claims import claims
    from lesson_utils.explore.dates import dates
    from lesson_utils.explore.denial import denial
    from lesson_utils.explore.denominators import denominators
    from lesson_utils.explore.dossier import dossier
    from lesson_utils.explore.energy import energy
    from lesson_utils.explore.exchange_rate import exchange_rate
    from lesson_utils.explore.headline import headline
    from lesson_utils.explore.island_chain import island_chain
    from lesson_utils.explore.perspectives import perspectives
    from lesson_utils.explore.pla_activity import pla_activity
    from lesson_utils.explore.pledge import pledge
    from lesson_utils.explore.spending import spending
    from lesson_utils.explore.timeline import timeline
    from lesson_utils.explore.troops import troops
    from lesson_utils.explore.two_per_cent import two_per_cent
    from lesson_utils.explore.world_gdp import world_gdp
    from lesson_utils.explore.yardsticks import yardsticks

_WHERE = {
    "burden": "burden",
    "china_spending": "china_spending",
    "claims": "claims",
    "dates": "dates",
    "denial": "denial",
    "denominators": "denominators",
    "dossier": "dossier",
    "energy": "energy",
    "exchange_rate": "exchange_rate",
    "headline": "headline",
    "island_chain": "island_chain",
    "perspectives": "perspectives",
    "pla_activity": "pla_activity",
    "pledge": "pledge",
    "spending": "spending",
    "timeline": "timeline",
    "troops": "troops",
    "two_per_cent": "two_per_cent",
    "world_gdp": "world_gdp",
    "yardsticks": "yardsticks",
}

__all__ = [
    "burden",
    "china_spending",
    "claims",
    "dates",
    "denial",
    "denominators",
    "dossier",
    "energy",
    "exchange_rate",
    "headline",
    "island_chain",
    "perspectives",
    "pla_activity",
    "pledge",
    "spending",
    "timeline",
    "troops",
    "two_per_cent",
    "world_gdp",
    "yardsticks",
]

attach(__name__, _WHERE, "explorer")
