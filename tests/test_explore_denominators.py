"""One pledge, many denominators: refusals say why, force warns, the sentence follows."""

from __future__ import annotations

import pytest

from lesson_utils.errors import LessonError
from lesson_utils.explore.denominators import denominators as open_it
from lesson_utils.measures import denominators


@pytest.mark.parametrize("key", [one.key for one in denominators()])
@pytest.mark.parametrize("form", ["dollars", "2025-07-22", "2026-01-16"])
@pytest.mark.parametrize("each_year", [False, True])
def test_the_tone_and_the_words_follow_the_verdict(key: str, form: str, each_year: bool) -> None:
    panel = open_it(form, key).choose(each_year=each_year)
    refused = panel.sentence.startswith("Refused against")
    panel.choose(forced=True)
    assert panel.sentence.startswith("Warning: ") is refused
    assert panel.chart is not None
    mixed = any(x is not None for x in panel.chart.spec.data[1]["x"])
    assert panel.chart.subtitle.startswith("⚠") is mixed


def test_each_reason_is_said() -> None:
    panel = open_it(against="gdp_yen")
    assert "sum for several years" in panel.sentence
    assert "One is in dollars, the other in yen" in panel.sentence
    panel.choose(against="gdp_ppp", each_year=True)
    assert "purchasing power parity" in panel.sentence
    panel.choose(against="treasuries")
    assert "counted on one day" in panel.sentence
    panel.choose(against="gdp_yen", form="2026-01-16")
    assert "The yen are those of 2026, the figure is of 2025" in panel.sentence
    panel.choose(against="gdp_dollars", form="dollars", year=2012)
    assert "The pledge was made in 2025" in panel.sentence


def test_what_holds_is_said_with_its_value() -> None:
    panel = open_it().choose(each_year=True, against="gdp_dollars")
    assert panel.sentence.startswith("A year's part of the pledge, $163 billion, equals 3.81% of")
    assert "3.4 years" in panel.sentence
    panel.choose(against="gdp_yen", form="2026-01-16", year=2026)
    assert "of Japan's GDP, yen, 2026" in panel.sentence
    assert not panel.sentence.startswith("Refused")


def test_the_axis_can_be_logarithmic_and_back() -> None:
    panel = open_it().choose(log=True, forced=True)
    assert panel.chart is not None
    assert panel.chart.spec.layout["xaxis"]["type"] == "log"
    assert "logarithmic" in panel.chart.alt
    panel.choose(log=False)
    assert panel.chart.spec.layout["xaxis"]["type"] == "linear"
    assert panel.chart.spec.layout["xaxis"]["range"][0] == 0


def test_wrong_values_are_named() -> None:
    with pytest.raises(LessonError, match="against"):
        open_it(against="gold")
    with pytest.raises(LessonError, match="pledge"):
        open_it("roubles")
