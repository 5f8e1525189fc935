"""Read data files: bytes against the registry's hash, cells and features against its schema."""

from __future__ import annotations

import contextlib
import csv
import datetime
import hashlib
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lesson_utils.errors import LessonError
from lesson_utils.tables import Points

__all__ = [
    "DataError",
    "check",
    "check_entry",
    "fields_of",
    "read_bytes",
    "read_cells",
    "read_features",
    "read_json",
]

PUT_BACK = (
    "Put the file back ('git checkout -- data' in a clone, otherwise install the course again). "
    "If it was changed on purpose, run 'python tools/build_data.py'."
)
_TEXTS = ("name", "path", "format", "hash", "title", "description", "transformation")
_ENTRY: dict[str, type] = dict.fromkeys(_TEXTS, str)
_ENTRY |= {"bytes": int, "sources": list, "licenses": list, "traps": list}
_SOURCE = ("publisher", "title", "edition", "url", "accessed")
_LICENCE = ("title", "path")
_FIELD = ("name", "description")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class DataError(LessonError):
    """A data file is missing, changed or malformed.

    Attributes
    ----------
    file : str
        Path below the data folder.
    line, column : int or None, str or None
        Where, as far as it is known.
    expected, got, remedy : str
        What should stand there, what stands there, what to do.
    """

    def __init__(
        self,
        file: str,
        expected: str,
        got: str,
        *,
        line: int | None = None,
        column: str | None = None,
        remedy: str = PUT_BACK,
    ) -> None:
        self.file, self.line, self.column = file, line, column
        self.expected, self.got, self.remedy = expected, got, remedy
        place = f"data/{file}" + (f", line {line}" if line else "")
        place += f", column {column}" if column else ""
        super().__init__(f"{place}: expected {expected}, got {got}. {remedy}")


def check_entry(file: str, entry: Any) -> None:
    """Refuse an entry of the registry that lacks what reading and describing it needs.

    Raises
    ------
    DataError
        If a key is missing or of another kind; the message names it.
    """
    wanted = _ENTRY | ({"schema": dict} if entry.get("format") == "csv" else {})
    wrong = [key for key, kind in wanted.items() if not isinstance(entry.get(key), kind)]
    if not wrong:
        lists = {
            "sources": (entry["sources"], _SOURCE),
            "licenses": (entry["licenses"], _LICENCE),
            "fields": (fields_of(entry), _FIELD),
        }
        wrong = [
            f"{part}: {key}"
            for part, (held, keys) in lists.items()
            for one in (held if isinstance(held, list) else [None])
            for key in keys
            if not isinstance(one, dict) or not isinstance(one.get(key), str)
        ]
        wrong += ["traps"] * (not all(isinstance(one, str) for one in entry["traps"]))
    if not wrong:
        wrong = [f"fields: {f['name']}" for f in fields_of(entry) if not _is_field(entry, f)]
    if wrong:
        name = entry.get("name", "?")
        raise DataError(file, f"a full description of {name}", f"trouble with {', '.join(wrong)}")


def _is_field(entry: dict[str, Any], field: dict[str, Any]) -> bool:
    """Tell whether the type, the unit and the limits of a field can be used."""
    limits = field.get("constraints", {})
    if entry["format"] == "csv" and field.get("type") not in _KINDS:
        return False
    if not isinstance(field.get("unit", ""), str) or not isinstance(limits, dict):
        return False
    try:
        re.compile(limits.get("pattern", ""))
        for limit in ("minimum", "maximum"):
            if isinstance(limits.get(limit), str):
                datetime.date.fromisoformat(limits[limit])
    except (re.error, TypeError, ValueError):
        return False
    enum = limits.get("enum", [])
    return isinstance(enum, list) and all(isinstance(one, str) for one in enum)


def fields_of(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """List the fields of a table or the properties of a map layer."""
    found: list[dict[str, Any]] = entry.get("schema", {}).get("fields", entry.get("properties", []))
    return found


def read_bytes(entry: dict[str, Any], folder: Path) -> bytes:
    """Read a registered file and refuse it if a byte differs.

    Raises
    ------
    DataError
        If the file is missing or changed; where a changed file breaks its schema, the error
        names the first line that does.
    """
    content = _content(entry, folder / entry["path"])
    wrong = _changed(entry, content)
    if wrong:
        raise wrong
    return content


def _content(entry: dict[str, Any], path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as missing:
        got = "no such file" if isinstance(missing, FileNotFoundError) else str(missing.strerror)
        raise DataError(entry["path"], f"a file of {entry['bytes']} bytes", got) from missing


def _changed(entry: dict[str, Any], content: bytes) -> DataError | None:
    found = hashlib.sha256(content).hexdigest()
    wanted = entry["hash"].removeprefix("sha256:")
    if found == wanted:
        return None
    first = next(_malformed(entry, content), None)
    if first:
        return first
    got = f"sha256 {found[:12]}… of {len(content)} bytes"
    if content.replace(b"\r\n", b"\n") != content:
        got += " (with Windows line ends)"
    return DataError(entry["path"], f"sha256 {wanted[:12]}… of {entry['bytes']} bytes", got)


def check(entry: dict[str, Any], folder: Path) -> list[DataError]:
    """Find everything wrong with one file: missing, malformed, out of its limits, changed."""
    try:
        content = _content(entry, folder / entry["path"])
    except DataError as missing:
        return [missing]
    found = list(_malformed(entry, content))
    changed = _changed(entry, content)
    return found or ([changed] if changed else [])


def _malformed(entry: dict[str, Any], content: bytes) -> Iterator[DataError]:
    """Yield every cell that breaks the schema; stop at the first row that cannot be read."""
    file = entry["path"]
    try:
        if entry["format"] != "csv":
            read_json(file, content)
            if entry["format"] == "geojson":
                read_features(file, content, [field["name"] for field in fields_of(entry)])
            return
        fields = fields_of(entry)
        key = entry["schema"].get("primaryKey", [])
        places = [k for k, field in enumerate(fields) if field["name"] in key]
        seen: dict[tuple[Any, ...], int] = {}
        for line, cells in read_cells(file, content, fields):
            for field, cell in zip(fields, cells, strict=True):
                wanted = _limit_broken(field, cell)
                if wanted:
                    yield DataError(file, wanted, repr(cell), line=line, column=field["name"])
            mark = tuple(cells[k] for k in places)
            if places and mark in seen:
                got = f"{mark} again (first on line {seen[mark]})"
                yield DataError(file, "each key once", got, line=line, column=", ".join(key))
            seen.setdefault(mark, line)
    except DataError as problem:
        yield problem


def _limit_broken(field: dict[str, Any], cell: Any) -> str:
    limits = field.get("constraints", {})
    if cell is None:
        return "a value" if limits.get("required") else ""
    if "enum" in limits and cell not in limits["enum"]:
        return f"one of {', '.join(limits['enum'])}"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        return f"text like {limits['pattern']}"
    for limit, breaks in (("minimum", "__lt__"), ("maximum", "__gt__")):
        bound = limits.get(limit)
        if isinstance(bound, str):
            bound = datetime.date.fromisoformat(bound)
        if bound is not None and getattr(cell, breaks)(bound) is True:
            return f"at {'least' if limit == 'minimum' else 'most'} {bound}"
    return ""


def _text(cell: str) -> str:
    return sys.intern(cell)  # a name that stands in a thousand rows is kept once


def _boolean(cell: str) -> bool:
    return _BOOLEANS[cell]


def _month(cell: str) -> str:
    datetime.date.fromisoformat(cell + "-01")
    return sys.intern(cell)


def _number(cell: str) -> float:
    value = float(cell)
    if value - value != 0:  # inf and nan
        raise ValueError(cell)
    return value


_KINDS: dict[str, tuple[Callable[[str], Any], str]] = {
    "string": (_text, "text"),
    "integer": (int, "a whole number"),
    "number": (_number, "a number"),
    "boolean": (_boolean, "true, false, 1 or 0"),
    "date": (datetime.date.fromisoformat, "a day like 2026-01-17"),
    "yearmonth": (_month, "a month like 2026-01"),
}


def read_cells(
    file: str, content: bytes, fields: list[dict[str, Any]]
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Read CSV rows as typed cells with their line numbers."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = content.count(b"\n", 0, broken.start) + 1
        raise DataError(file, "UTF-8 text", f"byte {broken.start}", line=line) from broken
    # One line after another: all of them as texts would be several times the file.
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    columns = [field["name"] for field in fields]
    rows = csv.reader(lines, strict=True)
    kinds = [_KINDS[field["type"]] for field in fields]
    try:
        header = next(rows, [])
        if header != columns:
            raise DataError(file, f"columns {', '.join(columns)}", f"{', '.join(header)}", line=1)
        for cells in rows:
            if len(cells) != len(columns):
                got = f"{len(cells)}"
                raise DataError(file, f"{len(columns)} cells", got, line=rows.line_num)
            typed = []
            for (convert, wanted), column, cell in zip(kinds, columns, cells, strict=True):
                try:
                    typed.append(convert(cell) if cell else None)
                except (ValueError, KeyError):
                    raise DataError(
                        file, wanted, repr(cell), line=rows.line_num, column=column
                    ) from None
            yield rows.line_num, tuple(typed)
    except csv.Error as broken:
        raise DataError(file, "well-formed CSV", str(broken), line=rows.line_num) from broken


def read_json(
    file: str, content: bytes, hook: Callable[[dict[str, Any]], Any] | None = None
) -> Any:
    """Read JSON; `hook` may replace each object as soon as it is read."""
    try:
        return json.loads(content, object_hook=hook)
    except (ValueError, RecursionError) as broken:
        where: int | None = getattr(broken, "lineno", None)
        raise DataError(file, "well-formed UTF-8 JSON", str(broken), line=where) from broken


def read_features(file: str, content: bytes, columns: list[str]) -> list[tuple[Any, ...]]:
    """Read GeoJSON features as property values, geometry type and coordinates."""
    values: list[tuple[Any, ...]] = []
    place = "the feature collection"
    try:
        for feature in read_json(file, content, _drawn)["features"]:
            place = f"feature {len(values) + 1}"
            properties, geometry = feature["properties"], feature["geometry"]
            cells = [properties[column] for column in columns]
            shape = geometry["coordinates"]
            packed = isinstance(shape, tuple | Points)
            cells += [geometry["type"], shape if packed else _nested(shape)]
            values.append(tuple(cells))
    except (KeyError, TypeError, ValueError, IndexError) as broken:
        wanted = f"GeoJSON features with {', '.join(columns)}"
        raise DataError(file, wanted, f"{broken} in {place}") from broken
    return values


def _drawn(part: dict[str, Any]) -> dict[str, Any]:
    """Pack coordinates as they are read: the lists of a whole coast would take 3 MiB."""
    # What cannot be packed is told by read_features, with its place.
    with contextlib.suppress(KeyError, TypeError, ValueError, IndexError):
        part["coordinates"] = _nested(part["coordinates"])
    return part


def _nested(part: Any) -> Any:
    if not isinstance(part[0], list):
        return tuple(map(float, part))
    if isinstance(part[0][0], list):
        return tuple(map(_nested, part))
    return Points(part)
