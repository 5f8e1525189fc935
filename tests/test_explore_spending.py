"""The explorer of spending: one state by edition, and who is above a line."""

from __future__ import annotations

import pytest

from lesson_utils import data, measures
from lesson_utils.errors import LessonError
from lesson_utils.explore.spending import spending


def test_four_lines_for_the_united_states() -> None:
    panel = spending()
    assert panel.chart is not None
    shown = [t["name"] for t in panel.chart.spec.data if t["visible"]]
    assert shown == ["SIPRI 2026", "SIPRI 2025", "NATO 2026", "NATO 2025"]
    assert "SIPRI, April 2026 edition: 3.68% in 2014, 3.12% in 2025" in panel.sentence
    assert "NATO, July 2026 edition: 3.71% in 2014, 3.17% in 2026 (estimate)" in panel.sentence


def test_revisions_are_said() -> None:
    panel = spending("state", "JPN")
    assert "For 2024 the older edition of SIPRI said 1.37%, the newer says 1.29%" in panel.sentence
    panel.choose(state="CAN")
    assert "older edition of NATO said 2.01%, the newer says 2.03%" in panel.sentence


def test_an_edition_that_does_not_hold_the_state() -> None:
    panel = spending("state", "JPN").choose(edition="NATO 2026")
    assert panel.sentence.startswith("NATO, July 2026 edition has no figures of Japan here.")
    panel.choose(edition="SIPRI 2025")
    assert panel.chart is not None
    assert [t["name"] for t in panel.chart.spec.data if t["visible"]] == ["SIPRI 2025"]


def test_who_is_above_the_line() -> None:
    panel = spending("standing")
    assert "28 of 31 states spend at least 2%" in panel.sentence
    assert "all but Czechia, Slovenia, Albania" in panel.sentence
    panel.choose(line=3.5)
    assert "4 of 31 states" in panel.sentence
    assert "Poland, Lithuania, Estonia, Latvia." in panel.sentence
    panel.choose(line=5.0)
    assert "none of 31 states" in panel.sentence
    assert "measures it against 3.5%, not 5%" in panel.sentence
    panel.choose(year=2026)
    assert "2 of 31 states" in panel.sentence


def test_bars_are_sorted_hatched_and_split_at_the_line() -> None:
    chart = spending("standing").choose(year=2024, line=3.5).chart
    assert chart is not None
    above, below = chart.spec.data
    assert sum(v is not None for v in above["y"]) == 1
    values = [a if a is not None else b for a, b in zip(above["y"], below["y"], strict=True)]
    assert values == sorted(values, reverse=True)
    assert set(above["marker"]["pattern"]["shape"]) == {""}
    chart = spending("standing").chart
    assert chart is not None
    assert set(chart.spec.data[0]["marker"]["pattern"]["shape"]) == {"/"}


def test_not_yet_members_are_marked() -> None:
    chart = spending("standing").choose(year=2014).chart
    assert chart is not None
    marked = [name for name in chart.spec.data[0]["x"] if name.endswith("*")]
    assert sorted(marked) == ["Finland*", "Montenegro*", "North Macedonia*", "Sweden*"]
    assert "not yet a member" in chart.subtitle


def test_sipri_ends_a_year_earlier() -> None:
    panel = spending("standing").choose(body="SIPRI", year=2026)
    assert "no figures for 2026; it ends in 2025" in panel.sentence
    panel.choose(year=2025, line=5.0)
    assert "1 of 9 states spends at least 5%" in panel.sentence


def test_the_views_have_their_own_controls() -> None:
    panel = spending()
    assert panel.controls["year"].layout.display == "none"
    first = panel.chart
    panel.choose(view="standing")
    assert panel.controls["state"].layout.display == "none"
    assert panel.controls["year"].layout.display is None
    assert panel.chart is not first
    assert panel._stage.children == (panel.chart,)


@pytest.mark.parametrize(
    "state", sorted(set(data.load("nato_defence_expenditure_2026").column("iso3")))
)
def test_every_ally_has_a_line(state: str) -> None:
    chart = spending("state", state).chart
    assert chart is not None
    line = next(t for t in chart.spec.data if t["name"] == "NATO 2026")
    assert line["y"] == [
        round(c.share_pct, 2) for c in measures.spending_series(state, "NATO 2026")
    ]


def test_wrong_first_values() -> None:
    with pytest.raises(LessonError, match="view"):
        spending("map")
    with pytest.raises(LessonError):
        spending("state", "ISL")
