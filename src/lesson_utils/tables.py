"""Immutable tables: typed rows with units, and map features with coordinates."""

from __future__ import annotations

import datetime
import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import ngettext_
from lesson_utils.markup import tag

if TYPE_CHECKING:
    import pandas

    Column = tuple[Any, ...] | array[float] | array[int]

__all__ = ["FeatureTable", "Points", "Row", "Table"]

SHOWN_ROWS = 8


class Row(Mapping[str, Any]):
    """One read-only row; ``row["lat"]`` and ``row.lat`` are the same.

    Examples
    --------
    >>> row = Row({"name": 0, "lat": 1}, ("Naha", 26.213))
    >>> row.lat, row["name"], dict(row)
    (26.213, 'Naha', {'name': 'Naha', 'lat': 26.213})
    """

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: Sequence[Any]) -> None:
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_values", tuple(values))

    def __getitem__(self, name: str) -> Any:
        try:
            return self._values[self._places[name]]
        except KeyError:
            # a KeyError, so that `in` and `get` of Mapping work
            raise KeyError(f"{name}: the columns are {', '.join(self._places)}") from None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._places:
            columns = ", ".join(self._places)
            raise AttributeError(f"no column {name!r}: the columns are {columns}", obj=self)
        return self._values[self._places[name]]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"rows are read-only: {name!r} was not changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"rows are read-only: {name!r} was not removed")

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __hash__(self) -> int:
        return hash(self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return Row, (dict(self._places), self._values)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self.items())})"


class Table(Sequence[Row]):
    """An immutable table with units and a source line.

    Parameters
    ----------
    name, title : str
        Short name and title of the data set.
    columns : sequence of str
        Column names, in order.
    units : mapping of str to str
        Unit of each column that has one.
    values : iterable of sequences
        The cells, row by row, as many in each row as there are columns.
    source, licence : str
        One line each.

    Notes
    -----
    Columns of numbers are kept as arrays and rows are made when they are asked for: the daily
    exchange rates take less than a third of the memory that rows of Python's numbers would.

    Examples
    --------
    >>> table = Table("t", "Trial", ["year", "value"], {"value": "km"}, [(2025, 1.5), (2026, 2.0)])
    >>> table.column("value"), table.where(year=2026)[0].value, table.units["value"]
    ((1.5, 2.0), 2.0, 'km')
    """

    __slots__ = (
        "_cells", "_places", "columns", "licence", "name", "source", "title", "units",
    )  # fmt: skip

    name: str
    title: str
    columns: tuple[str, ...]
    units: Mapping[str, str]
    source: str
    licence: str
    _cells: tuple[Column, ...]
    _places: Mapping[str, int]

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[str],
        units: Mapping[str, str],
        values: Iterable[Sequence[Any]],
        source: str = "",
        licence: str = "",
    ) -> None:
        cells: list[list[Any]] = [[] for _ in columns]
        for row in values:
            for column, cell in zip(cells, row, strict=True):
                column.append(cell)
        self._fill(
            _cells=tuple(map(_packed, cells)),
            _places=MappingProxyType({column: place for place, column in enumerate(columns)}),
            name=name,
            title=title,
            columns=tuple(columns),
            units=MappingProxyType(dict(units)),
            source=source,
            licence=licence,
        )

    def _fill(self, **facts: Any) -> None:
        for key, value in facts.items():
            object.__setattr__(self, key, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"tables are read-only: {name!r} was not changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"tables are read-only: {name!r} was not removed")

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row."""
        return tuple(self)

    def __len__(self) -> int:
        return len(self._cells[0]) if self._cells else 0

    def __iter__(self) -> Iterator[Row]:
        rows = zip(*map(_unpacked, self._cells), strict=True)
        return (Row(self._places, cells) for cells in rows)

    def __getitem__(self, place: Any) -> Any:
        wanted = range(len(self))[place]
        if isinstance(wanted, range):
            return tuple(map(self._row, wanted))
        return self._row(wanted)

    def _row(self, place: int) -> Row:
        cells = (_unpacked(column[place : place + 1])[0] for column in self._cells)
        return Row(self._places, tuple(cells))

    def column(self, name: str) -> tuple[Any, ...]:
        """Take one column.

        Parameters
        ----------
        name : str
            Name of the column.

        Returns
        -------
        tuple
            One value per row; ``None`` where the cell is empty.

        Raises
        ------
        UnknownNameError
            If there is no such column.
        """
        self._check(name)
        return _unpacked(self._cells[self._places[name]])

    def where(self, **equal: Any) -> Self:
        """Keep the rows whose columns have the values given.

        Parameters
        ----------
        **equal
            ``column=value`` pairs; all must hold. A day may be written ``"2026-01-17"``.

        Returns
        -------
        Table
            A table of the same kind; it may be empty.

        Raises
        ------
        UnknownNameError
            If a column does not exist.
        """
        kept: Sequence[int] = range(len(self))
        for name, wanted in equal.items():
            column = self.column(name)
            kept = [place for place in kept if _same(column[place], wanted)]
        return self._with(kept)

    def one(self, **equal: Any) -> Row:
        """Take the one row whose columns have the values given.

        Raises
        ------
        UnknownNameError
            If a column does not exist.
        LessonError
            If no row or several rows fit.

        Examples
        --------
        >>> from lesson_utils import data
        >>> data.load("military_expenditure").one(iso3="JPN", year=2024).share_of_gdp_pct
        1.2946
        """
        found = self.where(**equal).rows
        if len(found) == 1:
            return found[0]
        wanted = ", ".join(f"{key}={value!r}" for key, value in equal.items())
        many = f"{len(found)} rows have" if found else "no row has"
        raise LessonError(f"{self.name}: {many} {wanted}; exactly one was asked for.")

    def _with(self, places: Sequence[int]) -> Self:
        other = object.__new__(type(self))
        facts = {key: getattr(self, key) for key in Table.__slots__}
        other._fill(**facts | {"_cells": tuple(_picked(one, places) for one in self._cells)})
        return other

    def _check(self, name: str) -> None:
        if name not in self.columns:
            raise UnknownNameError(f"column of {self.name}", name, self.columns)

    def __reduce__(self) -> tuple[Any, ...]:
        values = [tuple(row.values()) for row in self]
        facts = (self.name, self.title, self.columns, dict(self.units), values)
        return type(self), (*facts, self.source, self.licence)

    def to_pandas(self) -> pandas.DataFrame:
        """Copy into a pandas data frame; pandas is imported only here.

        Returns
        -------
        pandas.DataFrame
            One column per column; days become ``datetime64``.

        Raises
        ------
        LessonError
            If pandas is not installed.
        """
        try:
            import pandas
        except ImportError as missing:
            raise LessonError(
                "pandas is not installed: the course does not need it. To use it, run "
                "'python -m pip install pandas' in a terminal."
            ) from missing
        frame = pandas.DataFrame({name: self.column(name) for name in self.columns})
        for name in self.columns:
            if any(isinstance(value, datetime.date) for value in self.column(name)):
                frame[name] = pandas.to_datetime(frame[name])
        return frame

    def __repr__(self) -> str:
        head = f"{self.title} ({self.name}): {len(self)} rows"
        columns = [f"  {c}: {self.units[c]}" if c in self.units else f"  {c}" for c in self.columns]
        return "\n".join([head, *columns, f"Source: {self.source}"])

    def _repr_html_(self) -> str:
        head = [
            tag("th", name, tag("br"), tag("small", self.units.get(name, "")), scope="col")
            for name in self.columns
        ]
        body = [
            tag("tr", *(tag("td", _brief(row[name])) for name in self.columns))
            for row in self[:SHOWN_ROWS]
        ]
        more = len(self) - len(body)
        note = self.source
        if more > 0:
            note += " · " + ngettext_("{n} more row", "{n} more rows", more).format(n=more)
        return tag(
            "table",
            tag("caption", self.title),
            tag("thead", tag("tr", *head)),
            tag("tbody", *body),
            tag("tfoot", tag("tr", tag("td", note, colspan=str(len(self.columns))))),
        )


class FeatureTable(Table):
    """A table of map features: properties, ``geometry_type`` and ``coordinates``.

    Coordinates are in GeoJSON's order, longitude before latitude: a pair, `Points` for a line, and
    tuples of these for areas.

    Examples
    --------
    >>> from lesson_utils import data
    >>> line = data.load("chains").one(id="article")
    >>> line.geometry_type, line.coordinates[0]
    ('LineString', (130.7, 31.1))
    """

    __slots__ = ()


class Points(Sequence[tuple[float, float]]):
    """An immutable line of points, kept as one array.

    Parameters
    ----------
    points : iterable of pairs of float
        Longitude and latitude, degrees.

    Examples
    --------
    >>> line = Points([(130.7, 31.1), (130.8, 31.2)])
    >>> line, line[-1], len(line)
    (Points([(130.7, 31.1), (130.8, 31.2)]), (130.8, 31.2), 2)
    """

    __slots__ = ("_flat",)

    _flat: array[float]

    def __init__(self, points: Iterable[Sequence[float]]) -> None:
        flat = array("d")
        for x, y in points:
            flat.append(x)
            flat.append(y)
        object.__setattr__(self, "_flat", flat)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"points are read-only: {name!r} was not changed")

    def __len__(self) -> int:
        return len(self._flat) // 2

    def __iter__(self) -> Iterator[tuple[float, float]]:
        return zip(self._flat[::2], self._flat[1::2], strict=True)

    def __getitem__(self, place: Any) -> Any:
        wanted = range(len(self))[place]
        if isinstance(wanted, range):
            return tuple((self._flat[2 * k], self._flat[2 * k + 1]) for k in wanted)
        return self._flat[2 * wanted], self._flat[2 * wanted + 1]

    def __eq__(self, other: object) -> bool:
        return self._flat == other._flat if isinstance(other, Points) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._flat))

    def __reduce__(self) -> tuple[Any, ...]:
        return Points, (tuple(self),)

    def __repr__(self) -> str:
        return f"Points({list(self)})"


def _packed(cells: Sequence[Any]) -> Column:
    """Keep numbers as an array, with nan where a cell is empty; anything else as it is."""
    kinds = {type(cell) for cell in cells}
    if float in kinds and kinds <= {float, type(None)} and not any(cell != cell for cell in cells):
        return array("d", [math.nan if cell is None else cell for cell in cells])
    if kinds == {int} and min(cells) >= -(2**63) and max(cells) < 2**63:
        return array("q", cells)
    return tuple(cells)


def _unpacked(column: Column) -> tuple[Any, ...]:
    if isinstance(column, tuple):
        return column
    return tuple(None if cell != cell else cell for cell in column)


def _picked(column: Column, places: Sequence[int]) -> Column:
    cells = (column[place] for place in places)
    return tuple(cells) if isinstance(column, tuple) else array(column.typecode, cells)


def _same(value: object, wanted: object) -> bool:
    if isinstance(wanted, str) and isinstance(value, datetime.date):
        return value.isoformat() == wanted
    return value == wanted


def _brief(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
