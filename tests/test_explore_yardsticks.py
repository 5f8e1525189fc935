"""The yardsticks: the verdict changes with measure, state, base year and comparison."""

from __future__ import annotations

import pytest

from lesson_utils.errors import LessonError
from lesson_utils.explore.yardsticks import Yardsticks, yardsticks
from lesson_utils.measures.decline import Verdict, verdict


def test_it_opens_with_the_first_case_of_the_lesson() -> None:
    panel = yardsticks()
    assert panel.failure is None
    assert panel.sentence == (
        "By the yardstick “Share of world GDP, current dollars”, the United States declined "
        "since 2000. It was 29.9 in 2000 and 26.4 in 2024 (% of world GDP), −12%. "
        "Yardsticks that say “declined”: 4 of the 6 that have a value."
    )


def test_the_base_year_turns_the_verdict() -> None:
    panel = yardsticks(base_year=2010)
    assert "did not decline since 2010: it rose" in panel.sentence
    assert "+17%" in panel.sentence
    panel.choose(base_year=1980)
    assert "did not decline since 1980: about the same" in panel.sentence


def test_measure_and_state_turn_the_verdict() -> None:
    panel = yardsticks(base_year=2010, measure="gdp_ppp")
    assert "the United States declined since 2010" in panel.sentence
    panel.choose(state="IND")
    assert "India did not decline since 2010: it rose" in panel.sentence


def test_the_tolerance_turns_the_verdict() -> None:
    panel = yardsticks(tolerance=12)
    assert "about the same" in panel.sentence
    panel.choose(tolerance=11)
    assert "declined since 2000." in panel.sentence


def test_the_table_holds_every_verdict_or_its_reason() -> None:
    panel = yardsticks(state="JPN", base_year=1985)
    html = panel._table.value
    assert html.count('scope="row"') == 6
    found = panel.verdicts
    assert isinstance(found["gdp_usd"], Verdict)
    assert found["gdp_usd"] == verdict("gdp_usd", "JPN", 1985)
    assert "choose a base year from 1988".lower() in str(found["military"]).lower()
    assert "United States, China" in str(found["un_nearer"])
    assert "44 of 44" in html
    assert "Share of world military expenditure: there is" not in html
    assert ">There is no value of Japan to compare for 1985." in html


def test_impossible_combinations_say_why() -> None:
    panel = yardsticks(measure="military", base_year=1991)
    assert "1991 is missing" in panel.sentence
    panel.choose(base_year=1950)
    assert "from 1988 to 2024" in panel.sentence
    panel.choose(measure="un_distance", base_year=2000, against="CHN")
    assert "already sets" in panel.sentence
    panel.choose(measure="gdp_usd", state="CHN")
    assert "always 1" in panel.sentence
    assert panel.failure is None


def test_breaks_between_the_years_are_said() -> None:
    panel = yardsticks(measure="cinc", base_year=2010)
    assert "Mind the break: 2017: cities counted anew." in panel.sentence
    panel.choose(base_year=2018)
    assert "Mind" not in panel.sentence


def test_a_distance_is_told_as_one() -> None:
    panel = yardsticks(measure="un_distance", base_year=2010)
    assert "the distance from the United States has shrunk since 2010" in panel.sentence
    panel.choose(state="CHN")
    assert "has grown since 2010, so it declined" in panel.sentence


def test_the_chart_follows() -> None:
    panel = Yardsticks()
    chart = panel.chart
    assert chart is not None
    panel.choose(measure="cinc", state="JPN", base_year=1960)
    assert chart.title.startswith("Composite Index")
    marks = next(t for t in chart.spec.data if t["name"] == "compared years")
    assert marks["x"] == [1960, 2022]
    panel.choose(measure="un_nearer")
    marks = next(t for t in chart.spec.data if t["name"] == "compared years")
    assert marks["x"] == []
    assert "Outlier".lower() in chart.alt


def test_the_words_without_the_picture_hold_all_verdicts() -> None:
    text = repr(yardsticks())
    assert "Share of world military expenditure: declined, −27%" in text
    assert "Distance of other states' UN votes: rose (nearer), −13%" in text


def test_a_value_that_is_not_offered_is_refused() -> None:
    with pytest.raises(LessonError, match="GDP"):
        yardsticks(measure="GDP")
