"""Charts of the yardsticks: lines from the data, breaks and bands drawn, labels apart."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import charts
from lesson_utils.charts import power
from lesson_utils.charts.drawing import Drawing
from lesson_utils.charts.power_words import break_text
from lesson_utils.errors import LessonError
from lesson_utils.measures.power import STATES, YARDSTICKS, series, states_of
from lesson_utils.states import state_name


def line(drawn: Drawing, name: str) -> dict[str, Any]:
    return next(t for t in drawn.traces if t["name"] == name)


@pytest.mark.parametrize("measure", YARDSTICKS)
def test_every_state_of_the_table_has_its_line(measure: str) -> None:
    drawn = power.draw_yardstick(measure, "USA", 2000)
    for state in states_of(measure):
        known = {p.year: p.value for p in series(measure, state) if not p.estimate}
        trace = line(drawn, state_name(state))
        points = dict(zip(trace["x"], trace["y"], strict=True))
        assert {y for y, v in points.items() if v is not None} == set(known)
        assert all(abs(points[y] - v) < 1e-3 for y, v in known.items())


def test_every_drawing_has_the_same_traces_and_paths() -> None:
    first = power.draw_yardstick("gdp_usd", "USA", 2000)
    for measure in YARDSTICKS:
        for state in STATES:
            for against in ("world", "CHN") if YARDSTICKS[measure].share else ("world",):
                other = power.draw_yardstick(measure, state, 1955, against)
                assert [t["name"] for t in other.traces] == [t["name"] for t in first.traces]
                assert other.layout.keys() == first.layout.keys()
                for a, b in zip(first.traces, other.traces, strict=True):
                    assert a.keys() == b.keys(), a["name"]


@pytest.mark.parametrize("measure", YARDSTICKS)
def test_breaks_are_drawn_with_a_label(measure: str) -> None:
    chart = charts.yardsticks(measure, "USA", 2000)
    upright = [s["x0"] for s in chart.spec.layout["shapes"] if s["type"] == "line"]
    assert upright == [b.year for b in YARDSTICKS[measure].breaks]
    texts = [a["text"] for a in chart.spec.layout["annotations"]]
    assert texts == [break_text(measure, b) for b in YARDSTICKS[measure].breaks]
    assert all(text in chart.alt for text in texts)


def test_the_missing_year_is_a_gap_in_the_line() -> None:
    trace = line(power.draw_yardstick("military", "USA", 2000), "United States")
    assert dict(zip(trace["x"], trace["y"], strict=True))[1991] is None


def test_the_band_is_the_tolerance_round_the_base_value() -> None:
    shapes = power.draw_yardstick("gdp_usd", "USA", 2000, tolerance_pct=10).layout["shapes"]
    band = next(s for s in shapes if s["type"] == "rect")
    assert (band["x0"], band["x1"]) == (2000, 2024)
    assert band["y0"] == pytest.approx(29.918 * 0.9)
    assert band["y1"] == pytest.approx(29.918 * 1.1)
    shapes = power.draw_yardstick("gdp_usd", "USA", 1970).layout["shapes"]
    assert all(s["type"] == "line" for s in shapes)


def test_projections_are_dotted_and_said() -> None:
    drawn = power.draw_yardstick("gdp_ppp", "USA", 2000)
    trace = line(drawn, "United States, projection")
    assert trace["x"] == list(range(2024, 2031))
    assert "px" in trace["line"]["dash"]
    assert "dotted" in drawn.subtitle
    assert line(power.draw_yardstick("cinc", "USA", 2000), "United States, projection")["x"] == []


def test_what_was_published_later_is_ringed() -> None:
    assert line(power.draw_yardstick("military", "CHN", 2000), "known later")["x"] == [2025]
    assert line(power.draw_yardstick("gdp_usd", "CHN", 2000), "known later")["x"] == []


def test_a_base_year_without_value_is_refused() -> None:
    with pytest.raises(LessonError, match="1991"):
        charts.yardsticks("military", "USA", 1991)


def test_capability_has_no_base_year() -> None:
    chart = charts.capability()
    assert line(power.draw_yardstick("cinc", "USA"), "compared years")["x"] == []
    assert chart.table.rows[0][0] == 1950
    assert "28.44" in chart.alt


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0.1, 20))
def test_labels_are_spread_and_keep_their_order(values: list[float], room: float) -> None:
    places = {str(i): v for i, v in enumerate(values)}
    found = power.spread(places, room)
    assert found.keys() == places.keys()
    order = sorted(found, key=lambda k: found[k])
    assert all(found[b] - found[a] >= room * 0.999 - 1e-5 for a, b in itertools.pairwise(order))
    assert all(places[a] <= places[b] for a, b in itertools.pairwise(order))
