"""Text alternatives and tables computed from the data."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.chart import NumberTable, b64, number_text
from lesson_utils.chart.describe import describe, table_of

LAYOUT = {"xaxis": {"title": {"text": "year"}}, "yaxis": {"title": {"text": "% of GDP"}}}


def line(ys: list, name: str = "Japan", **more: object) -> dict:
    return {"name": name, "x": list(range(2020, 2020 + len(ys))), "y": ys} | more


@pytest.mark.parametrize(
    ("ys", "text"),
    [
        ([1.0, 2.0], "Japan: rises from 1 (2020) to 2 (2021)."),
        ([2.0, 1.0], "Japan: falls from 2 (2020) to 1 (2021)."),
        ([1, 3, 1], "Japan: ends where it began, 1 (2020 and 2022); highest 3 (2021)."),
        (
            [2, 5, 1, 3],
            "Japan: rises from 2 (2020) to 3 (2023); highest 5 (2021); lowest 1 (2022).",
        ),
        ([None, 1, math.nan, 4], "Japan: rises from 1 (2021) to 4 (2023)."),
        ([7], "Japan: 2020 7."),
    ],
)
def test_a_series_in_words(ys: list, text: str) -> None:
    assert describe([line(ys)], LAYOUT, "Spending").splitlines()[1:] == [text]


def test_head_names_kind_axes_and_range() -> None:
    text = describe([line([1, 2, 3])], LAYOUT, "Spending.")
    head = "Line chart: Spending. Vertical axis: % of GDP. Horizontal axis: year, 2020 to 2022."
    assert text.splitlines()[0] == head


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"type": "bar"}, "Bar chart"),
        ({"mode": "lines+markers"}, "Line chart"),
        ({"mode": "markers"}, "Point chart"),
        ({}, "Line chart"),
    ],
)
def test_kind(more: dict, kind: str) -> None:
    assert describe([line([1, 2], **more)], {}, "T").startswith(f"{kind}: T.")


def test_bars_beside_a_line() -> None:
    both = [line([1, 2], type="bar"), line([1, 2], "China")]
    assert describe(both, {}, "T").startswith("Chart: T.")


def test_categories_are_listed_with_their_values() -> None:
    bars = {"name": "share", "type": "bar", "x": ["Japan", "China"], "y": [1.5, 2]}
    assert describe([bars], {}, "T").endswith("\nshare: Japan 1.5; China 2.")


def test_lying_bars_are_read_the_right_way_round() -> None:
    bars = {
        "name": "share",
        "type": "bar",
        "orientation": "h",
        "y": ["Japan", "China"],
        "x": [1.5, 2],
    }
    assert describe([bars], {}, "T").endswith("\nshare: Japan 1.5; China 2.")
    assert table_of([bars], {}).rows == [["Japan", 1.5], ["China", 2]]


@pytest.mark.parametrize(
    "hidden",
    [
        {"visible": False}, {"visible": "legendonly"}, {"hoverinfo": "skip"}, {"mode": "text"},
        {"mode": "none"}, {"type": "heatmap"}, {"y": [None, None]},
    ],
)  # fmt: skip
def test_scenery_and_hidden_series_are_not_described(hidden: dict) -> None:
    data = [line([1, 2]), line([8, 9], "Other") | hidden]
    assert "Other" not in describe(data, {}, "T")
    assert table_of(data, {}).columns == ["Year", "Japan"]


def test_nothing_shown_is_still_a_sentence() -> None:
    assert describe([line([1], visible=False)], {}, "Empty").startswith("Chart: Empty.")
    assert table_of([line([1], visible=False)], {}).rows == []


def test_packed_numbers_read_as_lists_do() -> None:
    packed = {"name": "Japan", "x": b64([2020, 2021], "i2"), "y": b64([1.5, 2.5], "f8")}
    assert describe([packed], LAYOUT, "T") == describe([line([1.5, 2.5])], LAYOUT, "T")


def test_dates_are_ordered_as_text() -> None:
    data = [{"name": "a", "x": ["2024-01-01", "2025-01-01"], "y": [1, 2]}]
    assert "2024-01-01 to 2025-01-01" in describe(data, {}, "T")


@pytest.mark.parametrize("title", ["% of GDP", {"text": "% of GDP"}])
def test_axis_title_in_either_spelling(title: object) -> None:
    assert "Vertical axis: % of GDP." in describe([line([1, 2])], {"yaxis": {"title": title}}, "T")


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_extremes_are_named_unless_they_are_the_ends(ys: list[float]) -> None:
    text = describe([line(ys)], {}, "T").splitlines()[1]
    high, low = max(ys), min(ys)
    assert ("highest" in text) == (high > max(ys[0], ys[-1]))
    assert ("lowest" in text) == (low < min(ys[0], ys[-1]))
    if "highest" in text:
        assert f"highest {number_text(high)} ({2020 + ys.index(high)})" in text
    assert ("rises" in text) == (ys[-1] > ys[0])
    assert ("falls" in text) == (ys[-1] < ys[0])


# -- the table ------------------------------------------------------------------------------------


def test_one_row_for_each_x_in_order() -> None:
    data = [
        {"name": "a", "x": [2022, 2020], "y": [1, 2]},
        {"name": "b", "x": [2021], "y": [3]},
    ]
    rows = [[2020, 2, None], [2021, None, 3], [2022, 1, None]]
    assert table_of(data, {}) == NumberTable(["Year", "a", "b"], rows)


def test_heading_is_the_title_of_the_axis() -> None:
    assert table_of([line([1])], LAYOUT).columns == ["year", "Japan"]


def test_categories_keep_their_order() -> None:
    data = [{"name": "a", "x": ["z", "a"], "y": [1, 2]}]
    assert table_of(data, {}).rows == [["z", 1], ["a", 2]]


@pytest.mark.parametrize("xs", [[1, None, 2], ["a", None, "b"], [1.0, math.nan, 2.0]])
def test_gaps_between_parts_of_a_line_are_no_rows(xs: list) -> None:
    data = [{"name": "a", "x": xs, "y": [3, None, 4]}]
    assert [row[1] for row in table_of(data, {}).rows] == [3, 4]
    describe(data, {}, "T")


def test_points_at_the_same_place_all_have_a_row() -> None:
    data = [{"name": "a", "mode": "markers", "x": [1, 1, 2], "y": [5, 6, 7]}]
    assert table_of(data, {}).rows == [[1, 5], [1, 6], [2, 7]]


@given(st.dictionaries(st.integers(1000, 2999), st.integers(), min_size=1))
def test_every_number_is_in_the_table(values: dict[int, int]) -> None:
    data = [{"name": "a", "x": list(values), "y": list(values.values())}]
    assert table_of(data, {}).rows == [[k, values[k]] for k in sorted(values)]
