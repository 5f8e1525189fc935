"""The world-GDP explorer: boxes, ready-made regions, and how far from the claim."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lesson_utils as lu
from lesson_utils.errors import LessonError
from lesson_utils.explore.world_gdp import WorldGdp
from lesson_utils.measures.indo_pacific import AREAS, PRESETS, gdp_claims, region_share

CODES = [code for codes in AREAS.values() for code in codes]
PANEL = WorldGdp()


@given(
    ticked=st.sets(st.sampled_from(CODES), min_size=1),
    year=st.sampled_from([1980, 1999, 2024, 2030]),
    measure=st.sampled_from(["ppp", "nominal"]),
)
@settings(max_examples=15, deadline=None)
def test_the_sentence_says_share_and_points_from_half(
    ticked: set[str], year: int, measure: str
) -> None:
    PANEL.choose(year=year, measure=measure, claim="half")
    PANEL.choose(**{code: code in ticked for code in CODES})
    share = region_share(ticked, year, measure).total_pct
    first = PANEL.sentence.splitlines()[0]
    assert f"{share:.1f}% of world GDP in {year}" in first
    if abs(share - 50) >= 0.05:
        side = "above" if share > 50 else "below"
        assert f"{abs(share - 50):.1f} points {side} half" in first
    assert PANEL.members == tuple(code for code in CODES if code in ticked)


@pytest.mark.parametrize("region", PRESETS)
def test_a_ready_made_region_sets_the_boxes(region: str) -> None:
    panel = WorldGdp()
    panel.choose(region=region)
    assert set(panel.members) == set(PRESETS[region])


def test_a_box_makes_the_choice_one_s_own_and_back() -> None:
    panel = WorldGdp()
    panel.choose(IND=False)
    assert panel.value("region") == ""
    panel.choose(IND=True)
    assert panel.value("region") == "asia_oceania"
    panel.choose(USA=True)
    assert panel.value("region") == "with_usa"


def test_choosing_own_keeps_the_boxes() -> None:
    panel = WorldGdp()
    panel.choose(IND=False)
    before = panel.members
    panel.choose(region="")
    assert panel.members == before


def test_nothing_ticked_is_said() -> None:
    panel = WorldGdp()
    panel.choose(**dict.fromkeys(CODES, False))
    assert "No economy is ticked" in panel.sentence
    assert panel.failure is None


def test_the_other_measure_stands_beside() -> None:
    panel = WorldGdp()
    assert "In current dollars it is 32.6%" in panel.sentence
    panel.choose(measure="nominal")
    assert "At purchasing power parity it is 43.4%" in panel.sentence


@pytest.mark.parametrize("number", range(len(gdp_claims())))
def test_a_claim_is_quoted_with_grade_and_measure(number: int) -> None:
    claim = gdp_claims()[number]
    panel = lu.explore.world_gdp(claim=str(number))
    assert f"“{claim.stated_as}”" in panel.sentence
    assert f"grade {claim.grade}" in panel.sentence
    assert "does not list" in panel.sentence
    assert panel.chart is not None
    line = next(t for t in panel.chart.spec.data if t["name"] == "claim")
    assert line["y"][0] == claim.stated_share_pct
    assert len(claim.stated_as.split()) <= 4


def test_estimates_and_gaps_are_said() -> None:
    panel = lu.explore.world_gdp(year=2030)
    assert "projection" in panel.sentence
    assert "Sri Lanka" in panel.sentence
    panel.choose(year=1990)
    assert "None of the figures is an estimate." in panel.sentence
    assert "Myanmar" in panel.sentence


def test_half_is_reached_in_words_when_it_is() -> None:
    panel = lu.explore.world_gdp("with_usa")
    assert re.search(r"8\.0 points above half", panel.sentence)
    with pytest.raises(LessonError, match="region"):
        lu.explore.world_gdp("pacific")
