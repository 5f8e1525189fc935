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
    from lesson_utils.charts.accounting import two_percent
    from lesson_utils.charts.activity import pla_activity
    from lesson_utils.charts.alliance import troops
    from lesson_utils.charts.attribution import source_dates, source_grades
    from lesson_utils.charts.burden import spending_burden
    from lesson_utils.charts.deterrence import denial_plane
    from lesson_utils.charts.economy import pledge_denominators
    from lesson_utils.charts.energy import energy_mix_years, oil_stocks
    from lesson_utils.charts.energy_imports import crude_origin, energy_imports
    from lesson_utils.charts.forces import china_spending, military_spending
    from lesson_utils.charts.gdp_units import gdp_three_ways
    from lesson_utils.charts.host_support import host_nation_support
    from lesson_utils.charts.japan_budget import japan_budget_years, japan_cost
    from lesson_utils.charts.ledger import assessments
    from lesson_utils.charts.perspectives import perspectives
    from lesson_utils.charts.pledge import pledge_steps, profit_years
    from lesson_utils.charts.pledge_yen import pledge_in_yen
    from lesson_utils.charts.power import capability, yardsticks
    from lesson_utils.charts.quotation import model_allies
    from lesson_utils.charts.readings import readings
    from lesson_utils.charts.ships import ships
    from lesson_utils.charts.spending import spending_editions, spending_standing
    from lesson_utils.charts.taiwan import because
    from lesson_utils.charts.timeline import timeline
    from lesson_utils.charts.world_gdp import region_gdp

_WHERE = {
    "assessments": "ledger",
    "because": "taiwan",
    "capability": "power",
    "china_spending": "forces",
    "crude_origin": "energy_imports",
    "denial_plane": "deterrence",
    "energy_imports": "energy_imports",
    "energy_mix_years": "energy",
    "gdp_three_ways": "gdp_units",
    "host_nation_support": "host_support",
    "japan_budget_years": "japan_budget",
    "japan_cost": "japan_budget",
    "military_spending": "forces",
    "model_allies": "quotation",
    "oil_stocks": "energy",
    "perspectives": "perspectives",
    "pla_activity": "activity",
    "pledge_denominators": "economy",
    "pledge_in_yen": "pledge_yen",
    "pledge_steps": "pledge",
    "profit_years": "pledge",
    "readings": "readings",
    "region_gdp": "world_gdp",
    "ships": "ships",
    "source_dates": "attribution",
    "source_grades": "attribution",
    "spending_burden": "burden",
    "spending_editions": "spending",
    "spending_standing": "spending",
    "timeline": "timeline",
    "troops": "alliance",
    "two_percent": "accounting",
    "yardsticks": "power",
}

__all__ = [
    "assessments",
    "because",
    "capability",
    "china_spending",
    "crude_origin",
    "denial_plane",
    "energy_imports",
    "energy_mix_years",
    "gdp_three_ways",
    "host_nation_support",
    "japan_budget_years",
    "japan_cost",
    "military_spending",
    "model_allies",
    "oil_stocks",
    "perspectives",
    "pla_activity",
    "pledge_denominators",
    "pledge_in_yen",
    "pledge_steps",
    "profit_years",
    "readings",
    "region_gdp",
    "ships",
    "source_dates",
    "source_grades",
    "spending_burden",
    "spending_editions",
    "spending_standing",
    "timeline",
    "troops",
    "two_percent",
    "yardsticks",
]

attach(__name__, _WHERE, "chart")
