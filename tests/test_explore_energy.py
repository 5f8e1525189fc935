"""The energy explorer: views, controls that belong to them, and what the sentences claim."""

from __future__ import annotations

import pytest

import lesson_utils as lu
from lesson_utils.errors import LessonError
from lesson_utils.explore.energy import VIEWS, Energy
from lesson_utils.measures.energy import crude_lost_pct, stocks_if_closed


def panel(**values: object) -> Energy:
    made = Energy()
    made.choose(**values)
    return made


def shown(one: Energy) -> set[str]:
    return {key for key, item in one.controls.items() if item.layout.display != "none"}


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_its_chart_words_and_controls(view: str) -> None:
    one = panel(view=view)
    assert one.chart is not None
    assert one._holder.children == (one.chart,)
    visible = shown(one)
    assert ("year" in visible) == (view in ("primary", "electricity"))
    assert ({"lost", "stock", "sea"} <= visible) == (view == "stocks")
    assert (one.drawers.layout.display != "none") == (view == "stocks")
    assert one.sentence
    assert (one.chart._board["kind"] == "map") == (view == "lanes")


def test_a_view_is_drawn_once_and_then_changed() -> None:
    one = panel(view="stocks")
    chart = one.chart
    one.choose(lost=50)
    one.choose(view="lanes")
    one.choose(view="stocks")
    assert one.chart is chart
    assert "at most 533 days" in one.sentence


@pytest.mark.parametrize(
    ("lost", "stock", "sea", "replaced", "saved"),
    [(90, 254, 25, 0, 0), (100, 200, 0, 50, 10), (33, 10, 5, 0, 30)],
)
def test_the_sentence_is_the_model_s(
    lost: int, stock: int, sea: int, replaced: int, saved: int
) -> None:
    one = panel(view="stocks", lost=lost, stock=stock, sea=sea, replaced=replaced, saved=saved)
    model = stocks_if_closed(lost, stock, replaced_pct=replaced, saved_pct=saved, days_at_sea=sea)
    assert model.days is not None
    assert f"at most {model.days:,.0f} days" in one.sentence
    assert "upper bound" in one.sentence
    assert "left out" in one.sentence


def test_whose_figure_is_assumed_is_said() -> None:
    assert "minister" in panel(view="stocks").sentence
    assert "your assumption" in panel(view="stocks", lost=40).sentence
    later = panel(view="stocks", lost=round(crude_lost_pct())).sentence
    assert "Known later" in later
    assert "April 2026" in later


def test_enough_replaced_means_stocks_are_not_touched() -> None:
    one = panel(view="stocks", replaced=100)
    assert "not touched" in one.sentence
    assert "never touched" in one.chart.alt  # type: ignore[union-attr]


def test_an_assumption_opens_the_view_of_the_stocks() -> None:
    one = panel(view="imports")
    one.choose(saved=10)
    assert one.value("view") == "stocks"


def test_the_year_is_picked_out_and_said() -> None:
    one = panel(view="electricity", year=2012)
    assert one.sentence.startswith("In 2012 ")
    assert one.chart is not None
    assert "in 2012" in one.chart.subtitle
    one.choose(view="primary", year=2025)
    assert "2024" in one.sentence  # primary energy ends a year earlier, and that is said
    assert "ends here" in one.sentence


def test_first_values() -> None:
    assert lu.explore.energy("lanes").value("view") == "lanes"
    assert lu.explore.energy("primary", lost=50).value("view") == "primary"
    with pytest.raises(LessonError, match="view"):
        lu.explore.energy("coal")
