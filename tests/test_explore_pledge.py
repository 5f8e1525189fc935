"""Pledge, project, payment: what each day knew, what each reading gives."""

from __future__ import annotations

import pytest

from lesson_utils.charts.pledge import STEPS
from lesson_utils.errors import LessonError
from lesson_utils.explore.pledge import SPLIT_KEYS
from lesson_utils.explore.pledge import pledge as open_it
from lesson_utils.measures import profit_split


@pytest.mark.parametrize("day", STEPS)
def test_no_day_claims_a_payment(day: str) -> None:
    sentence = open_it().choose(day=day).sentence
    assert ("no payment is known" in sentence) != ("unknown is not zero" in sentence)
    assert ("36 billion were chosen, 6.5%" in sentence) == (day >= "2026-02-17")
    assert ("73 billion" in sentence) == (day >= "2026-03-19")


def test_only_the_controls_of_the_view_are_shown() -> None:
    panel = open_it()
    assert panel.controls["day"].layout.display is None
    assert {panel.controls[key].layout.display for key in SPLIT_KEYS} == {"none"}
    panel.choose(view="split")
    assert panel.controls["day"].layout.display == "none"
    assert {panel.controls[key].layout.display for key in SPLIT_KEYS} == {None}


@pytest.mark.parametrize("until", ["principal", "principal and interest"])
@pytest.mark.parametrize(
    ("money", "base", "equity"),
    [("all", "all", 2), ("equity 2", "equity", 2), ("equity 1", "equity", 1)],
)
def test_the_sentence_says_what_each_side_receives(
    until: str, money: str, base: str, equity: float
) -> None:
    panel = open_it("split").choose(until=until, money=money, earnings=14, years=25, interest=4)
    flow = profit_split(14, 25, 4, until, base, equity)
    assert f"Japan receives ${flow.to_japan:.0f}" in panel.sentence
    assert f"the United States ${flow.to_usa:.0f}" in panel.sentence
    if flow.switch is None:
        assert "does not become 90/10" in panel.sentence
    else:
        assert f"in year {flow.switch}" in panel.sentence
    assert panel.switch == flow.switch


def test_a_poor_project_does_not_pay_back() -> None:
    panel = open_it("split").choose(earnings=5)
    assert "Japan does not get its $100 back" in panel.sentence


def test_assumptions_stand_in_the_chart() -> None:
    panel = open_it("split").choose(interest=7, earnings=9)
    assert panel.chart is not None
    assert "9% earned a year" in panel.chart.subtitle
    assert "interest 7%" in panel.chart.subtitle


def test_going_back_and_forth_leaves_the_first_picture() -> None:
    panel = open_it()
    assert panel.chart is not None
    before = panel.chart.spec
    panel.choose(view="split")
    assert not any(t["visible"] for t in panel.chart.spec.data if t.get("mode") == "lines")
    panel.choose(view="steps")
    assert panel.chart.spec == before


def test_an_unknown_view_is_named() -> None:
    with pytest.raises(LessonError, match="Show"):
        open_it("money")
