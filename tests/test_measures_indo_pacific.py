"""A region's share of world GDP: sums of the table's figures, each economy once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, evidence
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures.indo_pacific import (
    AREAS,
    PRESETS,
    YEARS,
    first_estimate,
    gdp_claims,
    region_share,
)

CODES = sorted(code for codes in AREAS.values() for code in codes)
MEASURES = st.sampled_from(["ppp", "nominal"])


@pytest.mark.parametrize("year", [1980, 2000, 2015, 2024, 2030])
def test_single_states_agree_with_the_other_table(year: int) -> None:
    for row in data.load("gdp_world_share").where(year=year):
        if row.iso3 not in CODES:
            continue
        nominal = region_share([row.iso3], year, "nominal").total_pct
        assert nominal == pytest.approx(row.share_current_usd_pct, abs=0.002), row.iso3
        assert region_share([row.iso3], year, "ppp").total_pct == pytest.approx(
            row.share_ppp_pct, abs=0.001
        )


@given(members=st.lists(st.sampled_from(CODES)), year=st.sampled_from(YEARS), measure=MEASURES)
def test_a_region_is_the_sum_of_its_parts_each_once(
    members: list[str], year: int, measure: str
) -> None:
    share = region_share(members, year, measure)
    alone = sum(region_share([code], year, measure).total_pct for code in set(members))
    assert share.total_pct == pytest.approx(alone)
    assert 0 <= share.total_pct < 100
    assert set(share.parts_pct) | set(share.missing) == set(members)
    assert set(share.estimated) <= set(share.parts_pct)


def test_estimates_are_those_of_the_table() -> None:
    rows = {(r.ref_area, r.year): r for r in data.load("macroeconomy")}
    assert first_estimate() == 2025
    assert not rows["G001", 2024].is_estimate_or_forecast
    share = region_share(CODES, 2024)
    assert set(share.estimated) == {
        code for code in CODES if rows[code, 2024].is_estimate_or_forecast
    }
    assert not share.estimate
    assert region_share(["JPN"], 2025).estimate


def test_a_missing_figure_is_named_not_guessed() -> None:
    share = region_share(["LKA", "JPN"], 2026)
    assert share.missing == ("LKA",)
    assert share.total_pct == region_share(["JPN"], 2026).total_pct


def test_the_published_halves_depend_on_measure_and_members() -> None:
    asia = PRESETS["asia_oceania"]
    assert region_share(asia, 2025, "ppp").total_pct == pytest.approx(43.4, abs=0.05)
    assert region_share(asia, 2025, "nominal").total_pct == pytest.approx(32.6, abs=0.05)
    with_usa = region_share(PRESETS["with_usa"], 2021, "nominal")
    assert with_usa.total_pct == pytest.approx(60.5, abs=0.05)
    assert region_share(asia, 2025).points_from(50) == pytest.approx(-6.6, abs=0.05)


def test_presets_use_known_economies_and_differ() -> None:
    assert all(set(codes) <= set(CODES) for codes in PRESETS.values())
    assert len({frozenset(codes) for codes in PRESETS.values()}) == len(PRESETS)


def test_claims_name_a_source_of_the_ledger_where_there_is_one() -> None:
    known = {source.id: source for source in evidence.sources()}
    for row in gdp_claims():
        if row.source_id:
            assert known[row.source_id].url == row.source_url
            assert known[row.source_id].grade == row.grade


def test_wrong_words_are_answered_with_right_ones() -> None:
    with pytest.raises(UnknownNameError, match="JPN"):
        region_share(["JAP"], 2025)
    with pytest.raises(UnknownNameError, match="ppp"):
        region_share(["JPN"], 2025, "real")
    with pytest.raises(LessonError, match="1980 to 2030"):
        region_share(["JPN"], 1979)
