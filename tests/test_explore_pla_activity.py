"""The explorer of activity round Taiwan: sentences against the data, refusals with reasons."""

from __future__ import annotations

from itertools import product

import pytest

from lesson_utils.errors import LessonError
from lesson_utils.explore.pla_activity import pla_activity as open_activity
from lesson_utils.measures.activity import ALL, MEASURES, ZONE, mean, months, years


def test_the_first_sentence_gives_both_means_and_the_warning() -> None:
    panel = open_activity()
    a, b = mean("aircraft", ZONE), mean("aircraft", ALL)
    assert f"average {a:.1f}" in panel.sentence
    assert f"detected {b:.1f}" in panel.sentence
    assert "not a measure of growth" in panel.sentence


@pytest.mark.parametrize("measure", MEASURES)
def test_every_combination_answers(measure: str) -> None:
    panel = open_activity(measure=measure)
    seen = set()
    for view, average in product(("months", "years"), (0, 3, 6, 12)):
        panel.choose(view=view, average=average)
        assert panel.failure is None
        seen.add(panel.sentence)
    assert len(seen) == 6  # the width of the average does not matter for years


def test_years_are_compared_within_one_count() -> None:
    spans = [s for s in years() if s.whole and s.definition == ALL]
    sentence = open_activity(view="years").sentence
    assert f"{spans[-1].value:,.0f} in 2025 after {spans[-2].value:,.0f} in 2024 (+11%)" in sentence
    assert "2022 holds two counts" in sentence
    both = open_activity(view="years", average=3).sentence
    assert "moving average is drawn in the view by months only" in both


@pytest.mark.parametrize(
    ("first", "second", "measure", "says"),
    [
        ("2021-10", "2025-10", "aircraft", "one counts only aircraft in the zone"),
        ("2022-08", "2025-10", "aircraft", "changed in the course of it"),
        ("2021-10", "2025-10", "ships", "ships were not reported then"),
        ("2025-10", "2025-10", "aircraft", "two different months"),
    ],
)
def test_a_comparison_that_means_nothing_is_refused(
    first: str, second: str, measure: str, says: str
) -> None:
    panel = open_activity(measure=measure, first=first, second=second)
    assert panel.failure is None
    assert says in panel.sentence
    assert panel._words.tone == "not yet"


def test_like_is_compared_with_like() -> None:
    by_month = {m.month: m for m in months()}
    a, b = by_month["2024-10"], by_month["2025-10"]
    panel = open_activity(first="2024-10", second="2025-10")
    assert panel.sentence == (
        f"October 2024: {a.value:.0f}; October 2025: {b.value:.0f} (−32%), by the same count."
    )
    assert panel._words.tone == "plain"
    assert "days with a bulletin: 29 and 27" in open_activity(
        first="2024-02", second="2025-02"
    ).sentence.replace("Mind the ", "")
    assert "ends on the 22nd" in open_activity(first="2025-08", second="2026-08").sentence
    assert "cannot" not in open_activity(measure="days", first="2021-10", second="2025-10").sentence


def test_one_month_alone_asks_for_the_other() -> None:
    panel = open_activity().choose(first="2021-10")
    assert panel.sentence == "Choose a second month to compare with."
    panel.choose(first="")
    assert panel.sentence.startswith("Aircraft round Taiwan")


def test_the_drawing_follows_measure_and_view() -> None:
    panel = open_activity()
    assert panel.chart is not None
    panel.choose(measure="ships", view="years")
    assert panel.chart.title == "Ships round Taiwan, ship-days a year"
    assert panel.chart.spec.layout["yaxis"]["title"]["text"] == "ship-days"
    assert panel.chart.spec.layout["xaxis"]["range"][0] == "2020-01-01"
    panel.choose(view="months")
    assert panel.chart.spec.layout["xaxis"]["range"][0] == "2020-08-10"


def test_wrong_first_values_are_named() -> None:
    with pytest.raises(LessonError, match="2026-09"):
        open_activity(first="2026-09")
    with pytest.raises(LessonError, match="control"):
        open_activity(colour="red")
