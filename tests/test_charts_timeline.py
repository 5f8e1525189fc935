"""The timeline's drawing: each event once, where and how it belongs; names do not collide."""

from __future__ import annotations

from datetime import date

import pytest

from lesson_utils import charts, evidence
from lesson_utils.chart import style
from lesson_utils.charts.timeline import draw_timeline
from lesson_utils.charts.timeline_rows import BREAK, PERIODS, UNSEEN, Mark, day, stack
from lesson_utils.charts.timeline_words import actor_name, lane_order, symbol, theme_name, when
from lesson_utils.errors import UnknownNameError

EVENTS = evidence.timeline()


@pytest.mark.parametrize("lanes", ["theme", "actor"])
def test_every_event_has_one_mark_on_its_own_axis(lanes: str) -> None:
    data = charts.timeline(lanes=lanes).spec.data
    for trace, early in ((data[2], True), (data[3], False)):
        wanted = [e for e in EVENTS if (day(e) < BREAK) is early]
        assert trace["customdata"] == [e.id for e in wanted]
        assert trace["x"] == [day(e).isoformat() for e in wanted]
        for event, row in zip(wanted, trace["y"], strict=True):
            names = (
                map(theme_name, event.themes) if lanes == "theme" else map(actor_name, event.actors)
            )
            assert row.rstrip(UNSEEN) in set(names)
    assert len(data[2]["x"]) + len(data[3]["x"]) == len(EVENTS) == 70


def test_colour_and_marker_tell_later_unsure_and_unread() -> None:
    data = charts.timeline().spec.data
    for trace in data[2:4]:
        for name, colour, shape in zip(
            trace["customdata"], trace["marker"]["color"], trace["marker"]["symbol"], strict=True
        ):
            event = evidence.event(name)
            assert (colour == style.LATER) == (event.date.start > evidence.ARTICLE_DATE)
            assert shape == symbol(event)
            assert (shape == "circle") == (event.precision == "day" and event.status == "occurred")


def test_month_and_year_are_drawn_at_their_full_length() -> None:
    spans = charts.timeline().spec.data[0]
    assert spans["x"][:3] == ["1954-01-01", "1954-12-31", None]
    unsure = [e for e in EVENTS if e.date.start != e.date.end]
    assert sum(x is None for t in charts.timeline().spec.data[:2] for x in t["x"]) == len(unsure)


def test_names_do_not_lie_over_the_next_mark_in_a_row() -> None:
    from lesson_utils.charts import timeline_rows as rows

    marks = [Mark(e, e.themes[0]) for e in EVENTS]
    order = [n for n in lane_order("theme") if any(m.lane == n for m in marks)]
    stack(marks, order, "theme", "")
    for m in (m for m in marks if m.name):
        at, long = rows._pixel(day(m.event), ""), rows._LETTER_PX * len(m.name)
        low, high = (at, at + long) if m.side == "middle right" else (at - long, at)
        others = [rows._pixel(day(o.event), "") for o in marks if o.row == m.row and o is not m]
        assert not [other for other in others if low < other < high], m.name


def test_the_article_and_the_break_are_drawn_where_they_are() -> None:
    layout = charts.timeline().spec.layout
    assert any(s["x0"] == "2026-01-17" and s["xref"] == "x2" for s in layout["shapes"])
    assert any(a["text"] == "scale changes" for a in layout["annotations"])
    assert layout["xaxis"]["range"][1] < BREAK.isoformat() <= layout["xaxis2"]["range"][1]
    assert layout["xaxis"]["domain"][1] < layout["xaxis2"]["domain"][0]
    one = charts.timeline(period="1945-1999").spec.layout
    assert one["xaxis2"]["visible"] is False
    assert one["shapes"]
    assert not one["annotations"]


@pytest.mark.parametrize("period", PERIODS)
def test_a_period_shows_its_events_and_their_range(period: str) -> None:
    chart = charts.timeline(period=period)
    first, last = PERIODS[period]
    wanted = [e for e in EVENTS if first <= day(e) <= last]
    assert [row[1] for row in chart.table.rows] == [e.title for e in wanted]
    assert f"{len(wanted)} events, {when(wanted[0])} to {when(wanted[-1])}" in chart.alt
    for trace, axis in zip(chart.spec.data[2:4], ("xaxis", "xaxis2"), strict=True):
        low, high = chart.spec.layout[axis]["range"]
        assert all(low <= x <= high for x in trace["x"])


def test_periods_share_every_event_out() -> None:
    parts = [span for key, span in PERIODS.items() if key]
    assert all(sum(a <= day(e) <= b for a, b in parts) == 1 for e in EVENTS)


def test_one_lane_gets_rows_for_its_names() -> None:
    chart = charts.timeline("alliance")
    assert len(chart.spec.layout["yaxis"]["categoryarray"]) > 1
    assert chart.spec.layout["yaxis"]["ticktext"] == ["alliance"]
    assert sum(len(t["text"]) for t in chart.spec.data[6:8]) == 8


def test_the_chosen_event_gets_the_ring() -> None:
    made = draw_timeline(EVENTS, chosen="T46")
    assert made.traces[5]["x"] == ["2025-12-04"]
    assert made.traces[4]["x"] == []


def test_without_events_it_says_so() -> None:
    assert draw_timeline(()).alt.startswith("Timeline without events")


def test_mistakes_are_named() -> None:
    with pytest.raises(UnknownNameError, match="period"):
        charts.timeline(period="1900")
    with pytest.raises(UnknownNameError, match="kind of lanes"):
        charts.timeline(lanes="colour")
    with pytest.raises(UnknownNameError, match="geology"):
        charts.timeline("geology")


def test_the_middle_of_what_is_known() -> None:
    assert day(evidence.event("T22")) == date(2015, 9, 15)
