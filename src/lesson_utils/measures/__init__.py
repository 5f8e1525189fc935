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
    from lesson_utils.measures.accounting import (
        Accounted,
        accounted,
        budget_lines,
        ceiling_budgets,
        japan_budget,
        japan_gdp,
        two_percent_shares,
    )
    from lesson_utils.measures.burden import (
        CURRENCY,
        PLEDGE,
        Burden,
        burden,
        in_years_of,
        states_with_gdp,
        without_gdp,
    )
    from lesson_utils.measures.china_budget import china_ratios
    from lesson_utils.measures.decline import Verdict, by_base_year, verdict
    from lesson_utils.measures.denial import Deterrence, deterrence
    from lesson_utils.measures.denominators import (
        GDP_YEARS,
        PLEDGES,
        Comparison,
        Denominator,
        denominators,
        pledge_against,
        pledged,
        years_to_pay,
    )
    from lesson_utils.measures.energy import (
        energy_mix,
        lanes,
        passages,
        stock_days,
        stocks_if_closed,
    )
    from lesson_utils.measures.growth import doubling_years, growth_pct
    from lesson_utils.measures.indo_pacific import gdp_claims, region_share
    from lesson_utils.measures.perspectives import coverage, silent
    from lesson_utils.measures.pledge import (
        BASES,
        UNTIL,
        CashFlow,
        PledgeStand,
        pledge_ceiling,
        pledge_stand,
        profit_split,
    )
    from lesson_utils.measures.power import YARDSTICKS
    from lesson_utils.measures.presence import (
        TROOP_PLACES,
        HostSupport,
        TroopCount,
        host_support,
        report_years,
        troop_counts,
        troop_index,
        troop_report,
        troop_shares,
    )
    from lesson_utils.measures.relative_dates import PHRASES, Reading, resolve
    from lesson_utils.measures.spending import (
        EDITIONS,
        Count,
        MixedCountsError,
        bodies,
        editions,
        points_between,
        spending_count,
        spending_series,
        standing,
    )

_WHERE = {
    "Accounted": "accounting",
    "BASES": "pledge",
    "Burden": "burden",
    "CURRENCY": "burden",
    "CashFlow": "pledge",
    "Comparison": "denominators",
    "Count": "spending",
    "Denominator": "denominators",
    "Deterrence": "denial",
    "EDITIONS": "spending",
    "GDP_YEARS": "denominators",
    "HostSupport": "presence",
    "MixedCountsError": "spending",
    "PHRASES": "relative_dates",
    "PLEDGE": "burden",
    "PLEDGES": "denominators",
    "PledgeStand": "pledge",
    "Reading": "relative_dates",
    "TROOP_PLACES": "presence",
    "TroopCount": "presence",
    "UNTIL": "pledge",
    "Verdict": "decline",
    "YARDSTICKS": "power",
    "accounted": "accounting",
    "bodies": "spending",
    "budget_lines": "accounting",
    "burden": "burden",
    "by_base_year": "decline",
    "ceiling_budgets": "accounting",
    "china_ratios": "china_budget",
    "coverage": "perspectives",
    "denominators": "denominators",
    "deterrence": "denial",
    "doubling_years": "growth",
    "editions": "spending",
    "energy_mix": "energy",
    "gdp_claims": "indo_pacific",
    "growth_pct": "growth",
    "host_support": "presence",
    "in_years_of": "burden",
    "japan_budget": "accounting",
    "japan_gdp": "accounting",
    "lanes": "energy",
    "passages": "energy",
    "pledge_against": "denominators",
    "pledge_ceiling": "pledge",
    "pledge_stand": "pledge",
    "pledged": "denominators",
    "points_between": "spending",
    "profit_split": "pledge",
    "region_share": "indo_pacific",
    "report_years": "presence",
    "resolve": "relative_dates",
    "silent": "perspectives",
    "spending_count": "spending",
    "spending_series": "spending",
    "standing": "spending",
    "states_with_gdp": "burden",
    "stock_days": "energy",
    "stocks_if_closed": "energy",
    "troop_counts": "presence",
    "troop_index": "presence",
    "troop_report": "presence",
    "troop_shares": "presence",
    "two_percent_shares": "accounting",
    "verdict": "decline",
    "without_gdp": "burden",
    "years_to_pay": "denominators",
}

__all__ = [
    "BASES",
    "CURRENCY",
    "EDITIONS",
    "GDP_YEARS",
    "PHRASES",
    "PLEDGE",
    "PLEDGES",
    "TROOP_PLACES",
    "UNTIL",
    "YARDSTICKS",
    "Accounted",
    "Burden",
    "CashFlow",
    "Comparison",
    "Count",
    "Denominator",
    "Deterrence",
    "HostSupport",
    "MixedCountsError",
    "PledgeStand",
    "Reading",
    "TroopCount",
    "Verdict",
    "accounted",
    "bodies",
    "budget_lines",
    "burden",
    "by_base_year",
    "ceiling_budgets",
    "china_ratios",
    "coverage",
    "denominators",
    "deterrence",
    "doubling_years",
    "editions",
    "energy_mix",
    "gdp_claims",
    "growth_pct",
    "host_support",
    "in_years_of",
    "japan_budget",
    "japan_gdp",
    "lanes",
    "passages",
    "pledge_against",
    "pledge_ceiling",
    "pledge_stand",
    "pledged",
    "points_between",
    "profit_split",
    "region_share",
    "report_years",
    "resolve",
    "silent",
    "spending_count",
    "spending_series",
    "standing",
    "states_with_gdp",
    "stock_days",
    "stocks_if_closed",
    "troop_counts",
    "troop_index",
    "troop_report",
    "troop_shares",
    "two_percent_shares",
    "verdict",
    "without_gdp",
    "years_to_pay",
]

attach(__name__, _WHERE, "measure")
