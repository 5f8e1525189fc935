"""Immutable tables: typed rows with units, and map features with coordinates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import ngettext_
from lesson_utils.markup import tag

if TYPE_CHECKING:
    import pandas

__all__ = ["FeatureTable", "Row", "Table"]

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
    values : sequence of sequences
        The cells, row by row.
    source, licence : str
        One line each.

    Examples
    --------
    >>> table = Table("t", "Trial", ["year", "value"], {"value": "km"}, [(2025, 1.5), (2026, 2.0)])
    >>> table.column("value"), table.where(year=2026)[0].value, table.units["value"]
    ((1.5, 2.0), 2.0, 'km')
    """

    __slots__ = ("columns", "licence", "name", "rows", "source", "title", "units")

    name: str
    title: str
    columns: tuple[str, ...]
    units: Mapping[str, str]
    rows: tuple[Row, ...]
    source: str
    licence: str

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[str],
        units: Mapping[str, str],
        values: Sequence[Sequence[Any]],
        source: str = "",
        licence: str = "",
    ) -> None:
        places = MappingProxyType({column: place for place, column in enumerate(columns)})
        self._fill(
            name=name,
            title=title,
            columns=tuple(columns),
            units=MappingProxyType(dict(units)),
            rows=tuple(Row(places, cells) for cells in values),
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

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, place: Any) -> Any:
        return self.rows[place]

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
        return tuple(row[name] for row in self.rows)

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
        for name in equal:
            self._check(name)
        kept = [row for row in self.rows if all(_same(row[key], equal[key]) for key in equal)]
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

    def _with(self, rows: Sequence[Row]) -> Self:
        other = object.__new__(type(self))
        other._fill(**{key: getattr(self, key) for key in Table.__slots__} | {"rows": tuple(rows)})
        return other

    def _check(self, name: str) -> None:
        if name not in self.columns:
            raise UnknownNameError(f"column of {self.name}", name, self.columns)

    def __reduce__(self) -> tuple[Any, ...]:
        values = [tuple(row.values()) for row in self.rows]
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
            for row in self.rows[:SHOWN_ROWS]
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

    Coordinates are nested tuples of floats in GeoJSON's order, longitude before latitude.

    Examples
    --------
    >>> from lesson_utils import data
    >>> line = data.load("chains").one(id="article")
    >>> line.geometry_type, line.coordinates[0]
    ('LineString', (130.7, 31.1))
    """

    __slots__ = ()


def _same(value: object, wanted: object) -> bool:
    if isinstance(wanted, str) and isinstance(value, datetime.date):
        return value.isoformat() == wanted
    return value == wanted


def _brief(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
