"""Plotly specifications as plain dictionaries: packing, merging and checking them.

Nothing here imports plotly: building ``plotly.graph_objects`` costs seconds of a pupil's time.
"""

from __future__ import annotations

import array
import base64
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import LessonError, UnknownNameError

Trace = dict[str, Any]
Layout = dict[str, Any]

_TYPECODE = {"f4": "f", "f8": "d", "i2": "h", "i4": "i", "u1": "B", "u2": "H"}


@dataclass(frozen=True)
class Spec:
    """Traces and layout in plotly's JSON.

    Attributes
    ----------
    data : list of dict
        Traces, each with a unique ``name``.
    layout : dict
        Layout.
    """

    data: list[Trace]
    layout: Layout


@dataclass(frozen=True)
class NumberTable:
    """The numbers behind a chart, shown under "Show the numbers".

    Attributes
    ----------
    columns : sequence of str
        Column headings, with units.
    rows : sequence of sequence
        One inner sequence a row, as long as ``columns``.
    caption : str
        What the table holds.

    Raises
    ------
    LessonError
        If a row is not as long as the headings.

    Examples
    --------
    >>> NumberTable(["year", "%"], [[2024, 1.3]]).rows
    [[2024, 1.3]]
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    caption: str = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise LessonError(
                    f"Row {number} of the table has {len(row)} cells and the heading has "
                    f"{len(self.columns)}: {list(row)!r}. Give one cell for each heading."
                )

    def to_json(self) -> dict[str, Any]:
        """Give the table as JSON, with numbers written the way the course writes them."""
        return {
            "columns": list(self.columns),
            "rows": [[number_text(cell) for cell in row] for row in self.rows],
            "caption": self.caption,
        }


def number_text(value: Any) -> str:
    """Write one value for a reader: thousands separated, no binary dust, a dash for nothing.

    Examples
    --------
    >>> number_text(1234567), number_text(0.30000000000000004), number_text(None)
    ('1,234,567', '0.3', '–')
    >>> number_text(2024)
    '2024'
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, int):
        return str(value) if 1000 <= abs(value) < 10000 else f"{value:,}"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    digits = 0 if abs(value) >= 1000 else 2 if abs(value) >= 1 else 4
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def b64(values: Iterable[float | int | None], dtype: str = "f4") -> dict[str, str]:
    """Pack numbers as plotly's base64 typed array: a third of the bytes of a JSON list.

    Parameters
    ----------
    values : iterable of float, int or None
        ``None`` becomes a gap (NaN) and needs a floating type.
    dtype : {"f4", "f8", "i2", "i4", "u1", "u2"}
        Type of each number.

    Returns
    -------
    dict
        ``{"dtype": …, "bdata": …}``, little-endian.

    Raises
    ------
    LessonError
        If there is no such type, or a number does not fit it.

    Examples
    --------
    >>> b64([1, 2], "u1")
    {'dtype': 'u1', 'bdata': 'AQI='}
    """
    if dtype not in _TYPECODE:
        raise UnknownNameError("number type", dtype, _TYPECODE)
    code = _TYPECODE[dtype]
    try:
        if code in "fd":
            packed = array.array(code, (math.nan if v is None else v for v in values))
        else:
            packed = array.array(code, values)  # type: ignore[arg-type]
    except (OverflowError, TypeError) as error:
        raise LessonError(
            f"These numbers do not fit the type {dtype!r} ({error}). "
            "Gaps and fractions need 'f4' or 'f8'."
        ) from error
    if sys.byteorder == "big":
        packed.byteswap()
    return {"dtype": dtype, "bdata": base64.b64encode(packed.tobytes()).decode("ascii")}


def unpack(values: Any) -> list[Any]:
    """Turn a list or a packed array back into a list; gaps become ``None``.

    Examples
    --------
    >>> unpack(b64([1.5, None, 2], "f8"))
    [1.5, None, 2.0]
    """
    if isinstance(values, Mapping) and "bdata" in values:
        packed = array.array(_TYPECODE[values["dtype"]], base64.b64decode(values["bdata"]))
        if sys.byteorder == "big":
            packed.byteswap()
        return [None if v != v else v for v in packed]
    return [] if values is None else list(values)


def set_path(target: dict[str, Any], path: str, value: Any) -> None:
    """Set ``target["a"]["b"]`` for the path ``"a.b"``, making dictionaries on the way.

    Examples
    --------
    >>> layout = {}
    >>> set_path(layout, "xaxis.range", [0, 1]); layout
    {'xaxis': {'range': [0, 1]}}
    """
    *parents, last = path.split(".")
    for key in parents:
        child = target.get(key)
        if not isinstance(child, dict):
            child = target[key] = {}
        target = child
    target[last] = value


def merge(base: Mapping[str, Any], extra: Mapping[str, Any] | None) -> dict[str, Any]:
    """Merge two nested dictionaries into a new one; ``extra`` wins. Dotted keys are paths.

    Examples
    --------
    >>> merge({"xaxis": {"a": 1}}, {"xaxis": {"b": 2}, "yaxis.c": 3})
    {'xaxis': {'a': 1, 'b': 2}, 'yaxis': {'c': 3}}
    """
    out = {k: merge(v, None) if isinstance(v, dict) else v for k, v in base.items()}
    for key, value in (extra or {}).items():
        if isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = merge(out[key], value)
        else:
            set_path(out, key, own(value))
    return out


def own(value: Any) -> Any:
    """Copy nested dictionaries, so that a later change cannot reach what a caller passed in.

    Examples
    --------
    >>> given = {"x": {"y": 1}}
    >>> own(given) == given, own(given)["x"] is given["x"]
    (True, False)
    """
    return {k: own(v) for k, v in value.items()} if isinstance(value, dict) else value


def recolour(value: Any, swap: Mapping[str, str]) -> Any:
    """Copy a specification with each colour that ``swap`` names replaced.

    Examples
    --------
    >>> recolour({"line": {"color": "#fff"}, "x": [1]}, {"#fff": "#000"})
    {'line': {'color': '#000'}, 'x': [1]}
    """
    if isinstance(value, str):
        return swap.get(value, value)
    if isinstance(value, dict):
        if "bdata" in value:
            return value
        return {k: recolour(v, swap) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        if value and isinstance(value[0], (int, float)):
            return list(value)
        return [recolour(v, swap) for v in value]
    return value


def steady(value: Any) -> Any:
    """Copy a specification with every fraction cut to twelve significant digits.

    Two computers' libraries of mathematics, or two editions of Python, differ in the sixteenth:
    what is stored has to be the same on all of them.

    Examples
    --------
    >>> steady({"y": [25.891745146827123, 0.1 + 0.2, 7, None]})
    {'y': [25.8917451468, 0.3, 7, None]}
    """
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {k: steady(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [steady(v) for v in value]
    return value


def check(data: Sequence[Mapping[str, Any]]) -> list[Trace]:
    """Copy the traces after checking that each has a unique name and finite geometry.

    Raises
    ------
    LessonError
        If there is no trace, a name is missing or used twice, or x and y differ in length.

    Examples
    --------
    >>> [t["name"] for t in check([{"name": "Japan", "x": [1], "y": [2]}])]
    ['Japan']
    """
    if not data:
        raise LessonError("A chart needs at least one trace; the list given is empty.")
    seen: set[str] = set()
    out: list[Trace] = []
    for number, trace in enumerate(data):
        name = trace.get("name")
        if not isinstance(name, str) or not name or name in seen:
            raise LessonError(
                f"Trace {number} is named {name!r}. Each trace needs a name of its own "
                f"(so far: {sorted(seen)})."
            )
        seen.add(name)
        length = {k: len(unpack(trace[k])) for k in ("x", "y") if trace.get(k) is not None}
        if len(set(length.values())) > 1:
            raise LessonError(
                f"Trace {name!r} has {length['x']} x and {length['y']} y values; "
                "give as many of one as of the other."
            )
        out.append(dict(trace))
    return out
