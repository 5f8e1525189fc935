"""Specifications: packing, merging, checking; nothing a caller passes in is ever changed."""

import base64
import copy
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.chart import NumberTable, Spec, b64, number_text, unpack
from lesson_utils.chart.spec import check, merge, recolour, set_path
from lesson_utils.errors import LessonError, UnknownNameError

BOUNDS = {
    "i2": (-(2**15), 2**15 - 1),
    "i4": (-(2**31), 2**31 - 1),
    "u1": (0, 255),
    "u2": (0, 65535),
}
CODE = {"f4": "f", "f8": "d", "i2": "h", "i4": "i", "u1": "B", "u2": "H"}
WORD = st.text("abcdef", min_size=1, max_size=4)
LEAF = st.one_of(st.integers(), st.text(max_size=5), st.none(), st.lists(st.integers(), max_size=3))
TREE = st.dictionaries(
    WORD, st.recursive(LEAF, lambda c: st.dictionaries(WORD, c, max_size=3), max_leaves=8)
)


# -- packing --------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(BOUNDS)).flatmap(
    lambda d: st.tuples(st.just(d), st.lists(st.integers(*BOUNDS[d])))
))  # fmt: skip
def test_whole_numbers_come_back(packed: tuple[str, list[int]]) -> None:
    dtype, values = packed
    assert unpack(b64(values, dtype)) == values


@given(st.lists(st.one_of(st.none(), st.floats(allow_nan=False))))
def test_doubles_and_gaps_come_back(values: list[float | None]) -> None:
    assert unpack(b64(values, "f8")) == values


@given(st.lists(st.one_of(st.none(), st.floats(allow_nan=False, width=32))))
def test_singles_and_gaps_come_back(values: list[float | None]) -> None:
    assert unpack(b64(values)) == values


@pytest.mark.parametrize("dtype", sorted(CODE))
def test_bytes_are_little_endian_as_plotly_reads_them(dtype: str) -> None:
    packed = b64([1, 2, 100], dtype)
    assert packed["dtype"] == dtype
    assert struct.unpack(f"<3{CODE[dtype]}", base64.b64decode(packed["bdata"])) == (1, 2, 100)


def test_a_missing_number_is_a_gap() -> None:
    assert unpack(b64([1, None, math.nan], "f4")) == [1.0, None, None]


def test_unpack_of_a_list_and_of_nothing() -> None:
    given_list = [1, "a"]
    out = unpack(given_list)
    assert out == given_list
    assert out is not given_list
    assert unpack(None) == []
    assert unpack((1, 2)) == [1, 2]


@pytest.mark.parametrize(
    ("values", "dtype"), [([70000], "i2"), ([-1], "u1"), ([None], "i4"), ([1.5], "u2")]
)
def test_a_number_that_does_not_fit(values: list, dtype: str) -> None:
    with pytest.raises(LessonError, match=f"do not fit the type '{dtype}'"):
        b64(values, dtype)


def test_unknown_number_type() -> None:
    with pytest.raises(UnknownNameError, match="number type 'f16'"):
        b64([1], "f16")


# -- paths and merging ----------------------------------------------------------------------------


@given(st.lists(WORD, min_size=1, max_size=4), LEAF, TREE)
def test_set_path_sets_and_leaves_the_rest(keys: list[str], value: object, tree: dict) -> None:
    before = copy.deepcopy(tree)
    set_path(tree, ".".join(keys), value)
    at: object = tree
    for key in keys:
        at = at[key]  # type: ignore[index]
    assert at == value
    assert {k: v for k, v in tree.items() if k != keys[0]} == {
        k: v for k, v in before.items() if k != keys[0]
    }


def test_set_path_replaces_what_is_not_a_dictionary() -> None:
    layout = {"xaxis": 3}
    set_path(layout, "xaxis.range", [0, 1])
    assert layout == {"xaxis": {"range": [0, 1]}}


@given(TREE, TREE)
def test_merge_changes_neither_and_the_second_wins(base: dict, extra: dict) -> None:
    base_before, extra_before = copy.deepcopy(base), copy.deepcopy(extra)
    out = merge(base, extra)
    assert (base, extra) == (base_before, extra_before)
    for key, value in extra.items():
        if not isinstance(value, dict):
            assert out[key] == value
    assert merge(out, extra) == out
    assert merge(base, None) == merge(base, {}) == base


@given(TREE)
def test_merge_gives_dictionaries_of_its_own(base: dict) -> None:
    before = copy.deepcopy(base)
    out = merge(base, None)
    for key in base:
        set_path(out, f"{key}.deep.deeper", 1)
    assert base == before


def test_merge_reads_dotted_keys_as_paths() -> None:
    assert merge({"xaxis": {"a": 1}}, {"xaxis.b.c": 2}) == {"xaxis": {"a": 1, "b": {"c": 2}}}


# -- colours --------------------------------------------------------------------------------------


def test_recolour_reaches_every_depth_and_only_whole_values() -> None:
    swap = {"#ffffff": "#000000"}
    spec = {"a": [{"line": {"color": "#ffffff"}}, "#ffffff"], "text": "is #ffffff", "n": None}
    assert recolour(spec, swap) == {
        "a": [{"line": {"color": "#000000"}}, "#000000"],
        "text": "is #ffffff",
        "n": None,
    }


@given(st.lists(st.floats(allow_nan=False)), TREE)
def test_recolour_leaves_numbers_and_packed_arrays_alone(values: list[float], tree: dict) -> None:
    spec = {"x": values, "packed": b64(values, "f8"), "tree": tree}
    assert recolour(spec, {}) == spec
    out = recolour(spec, {spec["packed"]["bdata"]: "#000000", "f8": "#000000"})
    assert out["packed"] == spec["packed"]
    assert unpack(out["packed"]) == values


def test_recolour_copies() -> None:
    spec = {"x": [1, 2], "line": {"color": "red"}}
    out = recolour(spec, {})
    out["x"].append(3)
    out["line"]["color"] = "blue"
    assert spec == {"x": [1, 2], "line": {"color": "red"}}


# -- numbers as text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"), (math.nan, "–"), (math.inf, "∞"), (-math.inf, "−∞"),
        (0, "0"), (2024, "2024"), (-2024, "-2024"), (999, "999"), (10000, "10,000"),
        (1234567, "1,234,567"), (1.0, "1"), (1.5, "1.5"), (0.1 + 0.2, "0.3"), (12.345, "12.35"),
        (1234.5678, "1,235"), (-0.00001, "0"), (-0.0, "0"),
        (0.0004, "0.0004"), ("text", "text"), (True, "True"),
    ],
)  # fmt: skip
def test_number_text(value: object, text: str) -> None:
    assert number_text(value) == text


@given(st.integers())
def test_whole_numbers_are_written_exactly(value: int) -> None:
    assert int(number_text(value).replace(",", "")) == value


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_fractions_are_written_closely_and_without_dust(value: float) -> None:
    text = number_text(value)
    read = float(text.replace(",", ""))
    size = abs(value)
    assert abs(read - value) <= (0.5 if size >= 1000 else 0.005 if size >= 1 else 0.00005) * 1.001
    assert "." not in text or not text.endswith(("0", "."))


# -- tables and checks ----------------------------------------------------------------------------


def test_a_table_is_sent_as_text() -> None:
    table = NumberTable(["year", "%"], [[2024, 1.30], [2025, None]], caption="Shares")
    assert table.to_json() == {
        "columns": ["year", "%"],
        "rows": [["2024", "1.3"], ["2025", "–"]],
        "caption": "Shares",
    }


@pytest.mark.parametrize("row", [[1], [1, 2, 3], []])
def test_a_row_of_the_wrong_length(row: list[int]) -> None:
    with pytest.raises(LessonError, match=f"Row 2 of the table has {len(row)} cells .* has 2"):
        NumberTable(["a", "b"], [[1, 2], row])


def test_check_copies_the_traces() -> None:
    given_trace = {"name": "a", "x": [1], "y": [2]}
    [out] = check([given_trace])
    out["y"] = [3]
    assert given_trace["y"] == [2]


@pytest.mark.parametrize(
    ("traces", "message"),
    [
        ([], "at least one trace"),
        ([{"x": [1], "y": [1]}], "Trace 0 is named None"),
        ([{"name": "", "x": [1], "y": [1]}], "Trace 0 is named ''"),
        ([{"name": 3, "y": [1]}], "Trace 0 is named 3"),
        ([{"name": "a"}, {"name": "a"}], r"Trace 1 is named 'a'.*so far: \['a'\]"),
        ([{"name": "a", "x": [1, 2], "y": [1]}], "'a' has 2 x and 1 y values"),
        ([{"name": "a", "x": b64([1, 2]), "y": [1]}], "'a' has 2 x and 1 y values"),
    ],
)
def test_check_says_what_is_wrong(traces: list[dict], message: str) -> None:
    with pytest.raises(LessonError, match=message):
        check(traces)


def test_spec_is_frozen() -> None:
    with pytest.raises(AttributeError):
        Spec([], {}).data = []  # type: ignore[misc]
