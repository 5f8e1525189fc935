"""Rows and tables: typed, named, unchangeable."""

from __future__ import annotations

import copy
import datetime
import pickle
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data
from lesson_utils.data import FeatureTable, Points, Row, Table
from lesson_utils.errors import LessonError, UnknownNameError


def test_rows_and_tables_cannot_be_changed() -> None:
    table = data.load("islands")
    with pytest.raises(AttributeError, match="read-only"):
        table[0].lat = 0
    with pytest.raises(AttributeError, match="read-only"):
        del table[0].lat
    with pytest.raises(TypeError):
        table[0]["lat"] = 0  # type: ignore[index]
    with pytest.raises(AttributeError, match="read-only"):
        table.rows = ()
    with pytest.raises(AttributeError, match="read-only"):
        del table.title
    with pytest.raises(TypeError):
        table.units["lat"] = "m"  # type: ignore[index]
    line = data.load("chains").one(id="article").coordinates
    for part in (data.load("coast")[0].coordinates, line):
        with pytest.raises(TypeError):
            part[0] = ()
    with pytest.raises(AttributeError, match="read-only"):
        line._flat = ()


def test_row_is_a_mapping_with_attributes() -> None:
    row = data.load("islands")[0]
    assert row["name_en"] == row.name_en == dict(row)["name_en"] == "Tanegashima"
    assert "name_en" in row
    assert "nothing" not in row
    assert row.get("nothing", 1) == 1
    with pytest.raises(KeyError, match="name_en"):
        row["nothing"]
    with pytest.raises(AttributeError, match="name_en"):
        _ = row.nothing
    assert "name_en='Tanegashima'" in repr(row)


def test_where_one_and_column() -> None:
    table = data.load("military_expenditure")
    japan = table.where(iso3="JPN")
    assert isinstance(japan, Table)
    assert japan.units == table.units
    assert set(japan.column("iso3")) == {"JPN"}
    assert len(table.where(iso3="JPN", year=1)) == 0
    assert table.one(iso3="JPN", year=2024).share_of_gdp_pct == 1.2946
    with pytest.raises(LessonError, match="exactly one"):
        table.one(iso3="JPN")
    with pytest.raises(LessonError, match="no row"):
        table.one(iso3="XXX")
    for ask in (lambda: table.where(yaer=1), lambda: table.column("yaer")):
        with pytest.raises(UnknownNameError, match="'year'"):
            ask()
    kept = data.load("coast").where(country="TW")
    assert isinstance(kept, FeatureTable)


def test_a_day_may_be_asked_for_as_text() -> None:
    rates = data.load("fx_usdjpy_daily")
    assert rates.one(date="2026-01-16") == rates.one(date=datetime.date(2026, 1, 16))


def test_tables_survive_copying_and_pickling() -> None:
    table = data.load("capitals")
    for other in (copy.deepcopy(table), pickle.loads(pickle.dumps(table))):
        assert type(other) is Table
        assert other.rows == table.rows
        assert other.units == table.units


def test_table_shows_itself() -> None:
    table = data.load("islands")
    assert "63 rows" in repr(table)
    html = table._repr_html_()
    assert html.count("<tr>") == 10
    assert "55 more rows" in html


def test_to_pandas_keeps_types() -> None:
    pandas = pytest.importorskip("pandas")
    frame = data.load("fx_usdjpy_daily").to_pandas()
    assert list(frame.columns) == ["date", "usd_per_eur", "jpy_per_eur", "jpy_per_usd"]
    assert pandas.api.types.is_datetime64_any_dtype(frame["date"])
    assert frame["jpy_per_usd"].iloc[-1] == data.load("fx_usdjpy_daily")[-1].jpy_per_usd


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=3)), max_size=20), st.integers(0, 3))
def test_where_splits_a_table_without_loss(rows: list[tuple[int, str]], wanted: int) -> None:
    table = Table("t", "T", ["k", "v"], {}, rows)
    groups = [table.where(k=k) for k in range(4)]
    assert sum(len(group) for group in groups) == len(table)
    assert all(row.k == wanted for row in groups[wanted])
    places = {"k": 0, "v": 1}
    assert list(groups[wanted]) == [Row(places, row) for row in rows if row[0] == wanted]


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.dates()
)


@given(st.integers(1, 3).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), max_size=8)))
def test_a_table_gives_back_what_it_was_given(rows: list[tuple[object, ...]]) -> None:
    """Numbers are kept in arrays: an empty cell is not nan, True is not 1, 2**64 is not cut."""
    columns = ["a", "b", "c"][: len(rows[0]) if rows else 3]
    table = Table("t", "T", columns, {}, rows)
    # repr tells nan from None, True from 1 and -0.0 from 0.0
    assert [repr(tuple(row.values())) for row in table] == [repr(row) for row in rows]
    assert repr([table[place] for place in range(len(rows))]) == repr(list(table))
    assert repr(table[1:-1]) == repr(table.rows[1:-1])
    for name in columns:
        assert repr(table.column(name)) == repr(tuple(row[name] for row in table))
    with pytest.raises(IndexError):
        table[len(rows)]


@given(st.lists(st.sampled_from([0.5, 1.5, 2.0]), max_size=20), st.sampled_from([0.5, 1.5]))
def test_where_keeps_the_numbers(cells: list[float], wanted: float) -> None:
    table = Table("t", "T", ["x", "place"], {}, [(cell, k) for k, cell in enumerate(cells)])
    kept = table.where(x=wanted)
    assert [row.place for row in kept] == [k for k, cell in enumerate(cells) if cell == wanted]
    assert set(kept.column("x")) <= {wanted}


def test_a_row_of_another_length_is_refused() -> None:
    for row in [(1,), (1, 2, 3)]:
        with pytest.raises(ValueError, match="zip"):
            Table("t", "T", ["a", "b"], {}, [(1, 2), row])


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90))))
def test_points_are_a_line(line: list[tuple[float, float]]) -> None:
    points = Points(line)
    assert list(points) == line
    assert [points[place] for place in range(-len(line), len(line))] == line * 2
    assert points[1:] == tuple(line[1:])
    assert points == Points(line)
    assert hash(points) == hash(Points(line))
    assert list(pickle.loads(pickle.dumps(points))) == list(copy.deepcopy(points)) == line
    with pytest.raises(IndexError):
        points[len(line)]


def test_the_largest_table_is_small_in_memory() -> None:
    """As rows of Python's numbers the daily rates took 1.6 MB of every kernel that asked."""
    text = pickle.dumps(data.load("fx_usdjpy_daily"))
    tracemalloc.start()
    table = pickle.loads(text)
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(table) == 7126
    assert kept < 900_000
