"""The charts of the alliance: breaks, gaps and doubts are drawn, nothing is joined that is not."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from lesson_utils import charts, maps
from lesson_utils.chart import Chart
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import set_language


def trace(chart: Chart, name: str) -> dict[str, Any]:
    return next(t for t in chart.spec.data if t["name"] == name)


def test_doubtful_reports_stand_apart_and_hollow() -> None:
    chart = charts.troops()
    doubted = trace(chart, "Doubted reports")
    assert len(doubted["x"]) == 16
    assert all(str(s).endswith("-open") for s in doubted["marker"]["symbol"])
    assert "2015-12" not in trace(chart, "Japan")["x"]
    assert "9 reports from 2015-12 to 2017-12 are doubted" in chart.alt


def test_gaps_stay_gaps() -> None:
    korea = trace(charts.troops(["KOR"], period="whole"), "South Korea")
    at = korea["x"].index("2002-09")
    assert korea["x"][at + 1] is None
    assert korea["y"][at + 1] is None
    assert korea["x"][at + 2] == "2005-09"
    assert korea["connectgaps"] is False


def test_japan_is_three_lines_until_they_are_run_together() -> None:
    apart = charts.troops(["JPN"])
    assert trace(apart, "Japan")["x"][0] == "1974-09"
    assert trace(apart, "Japan before 1974")["x"][-1] == "1973-09"
    assert trace(apart, "Ryukyu Islands")["y"][-1] == 41171
    mixed = charts.troops(["JPN"], ryukyus="mixed")
    assert trace(mixed, "Ryukyu Islands")["x"] == [None]
    assert 41171 in trace(mixed, "Japan before 1974")["y"]
    added = charts.troops(["JPN"], ryukyus="added")
    assert trace(added, "Japan before 1974")["x"] == [None]


def test_the_table_says_what_a_figure_covers() -> None:
    rows = {row[0]: row for row in charts.troops(["JPN"]).table.rows}
    assert rows["1960-09"][-1] == "Japan without the Ryukyus"
    assert rows["1972-09"][1:3] == [None, 41171]
    assert "spike" in rows["2015-12"][-1]
    assert rows["1990-09"] == ["1990-09", 46593, None, None]


@pytest.mark.parametrize("measure", ["persons", "share", "index"])
@pytest.mark.parametrize("period", ["whole", "1957", "1974", "2008"])
def test_specs_are_plotly_and_everything_drawn_fits(measure: str, period: str) -> None:
    chart = charts.troops(measure=measure, period=period)
    assert len(chart.figure.data) == len(chart.spec.data)
    low, high = chart.spec.layout["xaxis"]["range"]
    top = chart.spec.layout["yaxis"]["range"][1]
    for one in chart.spec.data:
        for x, y in zip(one["x"], one["y"], strict=True):
            assert x is None or not low <= x <= high or 0 <= y < top
    assert chart.spec.layout["yaxis"]["title"]["text"]


def test_names_at_the_end_do_not_touch() -> None:
    chart = charts.troops(["JPN", "KOR", "PHL", "TWN", "GUM"])
    top = chart.spec.layout["yaxis"]["range"][1]
    at = sorted(a["y"] for a in chart.spec.layout["annotations"] if a["text"].startswith("<b>"))
    assert len(at) == 5
    assert min(b - a for a, b in itertools.pairwise(at)) > 0.08 * top


def test_wrong_words_are_answered() -> None:
    wrong: dict[str, Any]
    for wrong in ({"measure": "size"}, {"period": "1800"}, {"places": ["FRA"]}, {"places": []}):
        with pytest.raises(UnknownNameError):
            charts.troops(**wrong)
    with pytest.raises(LessonError, match="two places"):
        charts.troops(["JPN"], measure="share")


def test_support_is_points_in_two_units() -> None:
    chart = charts.host_nation_support()
    yen, dollars = chart.spec.data
    assert {yen["mode"], dollars["mode"]} == {"markers+text"}
    assert yen["marker"]["symbol"][0] == "diamond-open"
    assert yen["marker"]["symbol"][-1] == "square"
    assert dollars["marker"]["symbol"][-1] == "square-open"
    assert yen["x"][-1] > yen["x"][-2]
    assert dollars["x"][-1] < dollars["x"][-2]
    assert "55 months" in chart.alt
    assert len(chart.figure.data) == 2
    assert len(chart.table.rows) == 8


def test_stored_pictures_are_light() -> None:
    assert len(json.dumps(charts.troops(period="whole").twin())) < 30_000
    assert len(json.dumps(charts.host_nation_support().twin())) < 30_000
    assert len(json.dumps(maps.bases().twin())) < 120_000


def test_bases_by_operator_and_year() -> None:
    now = maps.bases(part="japan", operators=["United States"])
    assert len(now.table.rows) == 9
    assert next(row[0] for row in now.table.rows) == "Misawa Air Base"
    assert "sites Japan SDF" not in {t["name"] for t in now.spec.data}
    early = maps.bases(1972, part="japan", operators=["United States", "Japan SDF"])
    sdf = trace(early, "sites Japan SDF")
    assert sorted(set(sdf["marker"]["opacity"])) == [0.0, 0.35, 1.0]
    assert "1972" in early.alt
    key = maps.bases(part="nansei").spec.layout["annotations"][0]["text"]
    assert "■" in key
    assert "EDCA" not in key
    assert len(maps.bases().figure.data) == len(maps.bases().spec.data)


@pytest.mark.parametrize(
    "wrong",
    [{"operators": ["Japan"]}, {"operators": []}, {"part": "moon"}, {"year": 1800}, {"year": True}],
)
def test_a_map_of_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((UnknownNameError, LessonError)):
        maps.bases(**wrong)


def test_they_draw_in_japanese() -> None:
    set_language("ja")
    try:
        assert "日本" in charts.troops().alt
        assert charts.host_nation_support().table.rows
        assert maps.bases().alt
    finally:
        set_language("en")
