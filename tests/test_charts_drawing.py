"""A drawing makes a chart, and brings a chart of another state to its own, sending what differs."""

from __future__ import annotations

from typing import Any

import pytest

from lesson_utils.chart import Chart, NumberTable
from lesson_utils.charts.beside import spread_up, upright
from lesson_utils.charts.drawing import Drawing


def drawing(value: float, title: str = "Sum, %", **layout: Any) -> Drawing:
    traces = [
        {"name": "a", "x": [1], "y": [value], "marker": {"color": "#1f2328"}},
        {"name": "b", "x": [1], "y": [7]},
    ]
    return Drawing(traces, {"yaxis": {"range": [0, 9], "type": "linear"}} | layout, title)


def sent(chart: Chart, new: Drawing) -> dict[str, Any]:
    """Give the message that bringing the chart to the drawing sends to the page."""
    messages: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(chart), "send", lambda _self, content, *_rest: messages.append(content))
        new.onto(chart)
    (message,) = messages
    return message


def test_only_what_differs_is_sent() -> None:
    message = sent(drawing(2).chart(), drawing(3))
    assert message["traces"] == {"0": {"y": [3]}}
    assert message["layout"] == {}
    assert set(message["words"]) == {"alt", "table"}


def test_nothing_is_sent_again() -> None:
    message = sent(drawing(2).chart(), drawing(2))
    assert (message["traces"], message["layout"], message["words"]) == ({}, {}, {})


def test_an_axis_keeps_what_the_chart_gave_it() -> None:
    chart = drawing(2).chart()
    before = chart.spec.layout["yaxis"]
    message = sent(chart, drawing(2, yaxis={"range": [0, 20], "type": "linear"}))
    assert message["layout"] == {"yaxis.range": [0, 20]}
    assert chart.spec.layout["yaxis"] == before | {"range": [0, 20]}


def test_a_dotted_path_wins_over_the_axis_it_belongs_to() -> None:
    given = {"yaxis": {"range": [0, 9]}, "yaxis.range": [0, 5]}
    chart = drawing(2, **given).chart()
    assert chart.spec.layout["yaxis"]["range"] == [0, 5]
    assert sent(chart, drawing(2, **given))["layout"] == {}


def test_words_and_table_follow() -> None:
    chart = Drawing([{"name": "a", "x": [1], "y": [2]}], {}, "One", alt="one").chart()
    table = NumberTable(["n"], [[2]])
    Drawing([{"name": "a", "x": [1], "y": [2]}], {}, "Two", "half", "book", "two", table).onto(
        chart
    )
    assert (chart.title, chart.subtitle, chart.alt, chart.table) == ("Two", "half", "two", table)


def test_the_height_is_the_drawing_s_or_another() -> None:
    assert drawing(2).chart().spec.layout["height"] == 400
    assert drawing(2).chart(height=300).spec.layout["height"] == 300


def test_labels_never_lie_closer_than_their_room() -> None:
    placed = spread_up({"a": 3.0, "b": 1.0, "c": 1.5, "d": 9.0}, 2)
    assert placed == {"b": 1.0, "c": 3.0, "a": 5.0, "d": 9.0}


def test_an_upright_line_spans_the_chart() -> None:
    line = upright(1991, "dot")
    assert (line["x0"], line["x1"], line["y0"], line["y1"]) == (1991, 1991, 0, 1)
    assert (line["yref"], line["line"]["dash"]) == ("paper", "dot")
