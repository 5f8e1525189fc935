"""Text alternatives computed from the data: type, axes, range, extremes, trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..i18n import _
from .spec import NumberTable, number_text, unpack


def describe(data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], title: str) -> str:
    """Say in words what a chart shows, from its own numbers.

    Parameters
    ----------
    data : sequence of dict
        Traces; only ``scatter`` and ``bar`` traces that are visible are described.
    layout : dict
        Layout; the axis titles name the quantities and units.
    title : str
        Title of the chart.

    Returns
    -------
    str
        A few sentences, in the language of the lesson.

    Examples
    --------
    >>> print(describe([{"name": "Japan", "mode": "lines", "x": [2020, 2021], "y": [1.0, 1.1]}],
    ...                {"yaxis": {"title": {"text": "% of GDP"}}}, "Spending"))
    Line chart: Spending. Vertical axis: % of GDP. Horizontal axis: 2020 to 2021.
    Japan: rises from 1 (2020) to 1.1 (2021).
    """
    shown = [t for t in data if _is_series(t)]
    parts = [_("{kind}: {title}.").format(kind=_kind(shown), title=title.rstrip("."))]
    lying = bool(shown) and all(_lies(t) for t in shown)
    up, along = ("xaxis", "yaxis") if lying else ("yaxis", "xaxis")
    quantity = _axis_title(layout, up)
    if quantity and lying:
        parts.append(_("Horizontal axis: {text}.").format(text=quantity))
    elif quantity:
        parts.append(_("Vertical axis: {text}.").format(text=quantity))
    xs = [x for t in shown for x, _y in _points(t)]
    name = _axis_title(layout, along)
    if xs:
        if _sortable(xs):
            span = _("{first} to {last}").format(first=_mark(min(xs)), last=_mark(max(xs)))
        else:
            span = ", ".join(dict.fromkeys(_mark(x) for x in xs))
        text = f"{name}, {span}" if name else span
        line = _("Vertical axis: {text}.") if lying else _("Horizontal axis: {text}.")
        parts.append(line.format(text=text))
    lines = [_series(t) for t in shown]
    return " ".join(parts) + "".join("\n" + line for line in lines if line)


def table_of(data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> NumberTable:
    """Build the table of numbers behind the visible series: one row for each x, one column each.

    Examples
    --------
    >>> table_of([{"name": "a", "x": [1, 2], "y": [3, 4]}, {"name": "b", "x": [2], "y": [5]}], {})
    NumberTable(columns=['Category', 'a', 'b'], rows=[[1, 3, None], [2, 4, 5]], caption='')
    """
    shown = [t for t in data if _is_series(t)]
    columns: list[dict[Any, list[Any]]] = []
    for trace in shown:
        at: dict[Any, list[Any]] = {}
        for key, value in _points(trace):
            at.setdefault(key, []).append(value)
        columns.append(at)
    keys = list(dict.fromkeys(key for at in columns for key in at))
    if _sortable(keys):
        keys.sort()
    lying = bool(shown) and all(_lies(t) for t in shown)
    name = _axis_title(layout, "yaxis" if lying else "xaxis")
    name = name or (_("Year") if _years(keys) else _("Category"))
    rows = [
        [key, *(at[key][i] if i < len(at.get(key, ())) else None for at in columns)]
        for key in keys
        for i in range(max(len(at.get(key, ())) for at in columns))
    ]
    return NumberTable([name, *(str(t["name"]) for t in shown)], rows)


def _lies(trace: Mapping[str, Any]) -> bool:
    return trace.get("type") == "bar" and trace.get("orientation") == "h"


def _points(trace: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Pairs of place and value, gaps between the parts of a line left out."""
    along, up = ("y", "x") if _lies(trace) else ("x", "y")
    values = unpack(trace.get(up))
    places = unpack(trace.get(along)) or range(len(values))
    return [(x, y) for x, y in zip(places, values, strict=False) if x is not None and x == x]


def _is_series(trace: Mapping[str, Any]) -> bool:
    return (
        trace.get("visible", True) is True
        and trace.get("type", "scatter") in ("scatter", "bar")
        and trace.get("hoverinfo") != "skip"
        and trace.get("mode") not in ("text", "none")
        and any(y is not None and y == y for y in unpack(trace.get("x" if _lies(trace) else "y")))
    )


def _kind(shown: Sequence[Mapping[str, Any]]) -> str:
    kinds = {t.get("type", "scatter") for t in shown}
    modes = "+".join(str(t.get("mode", "lines")) for t in shown)
    if kinds == {"bar"}:
        return _("Bar chart")
    if kinds == {"scatter"}:
        return _("Line chart") if "lines" in modes else _("Point chart")
    return _("Chart")


def _axis_title(layout: Mapping[str, Any], axis: str) -> str:
    title = layout.get(axis, {}).get("title", {})
    return str(title.get("text", "") if isinstance(title, Mapping) else title)


def _sortable(values: Sequence[Any]) -> bool:
    present = [v for v in values if v is not None]
    return all(isinstance(v, (int, float)) for v in present) or all(
        isinstance(v, str) and v[:4].isdigit() for v in present
    )


def _years(values: Sequence[Any]) -> bool:
    return all(isinstance(v, (int, float)) and 1000 <= v < 3000 for v in values)


def _mark(x: Any) -> str:
    if isinstance(x, float) and x.is_integer():
        x = int(x)
    if isinstance(x, int) and 1000 <= x <= 2999:
        return str(x)
    return number_text(x)


def _series(trace: Mapping[str, Any]) -> str:
    points = [(x, y) for x, y in _points(trace) if isinstance(y, (int, float)) and y == y]
    if not points:
        return ""
    name = str(trace["name"])
    if len(points) == 1 or not _sortable([x for x, _y in points]):
        values = "; ".join(f"{_mark(x)} {number_text(y)}" for x, y in points[:12])
        return _("{name}: {values}.").format(name=name, values=values)
    (x0, first), (x1, last) = points[0], points[-1]
    fields = {
        "name": name,
        "first": number_text(first),
        "x0": _mark(x0),
        "last": number_text(last),
        "x1": _mark(x1),
    }
    if last > first:
        text = _("{name}: rises from {first} ({x0}) to {last} ({x1})").format(**fields)
    elif last < first:
        text = _("{name}: falls from {first} ({x0}) to {last} ({x1})").format(**fields)
    else:
        text = _("{name}: ends where it began, {first} ({x0} and {x1})").format(**fields)
    high = max(points, key=lambda p: p[1])
    low = min(points, key=lambda p: p[1])
    if high[1] > max(first, last):
        text += _("; highest {value} ({x})").format(value=number_text(high[1]), x=_mark(high[0]))
    if low[1] < min(first, last):
        text += _("; lowest {value} ({x})").format(value=number_text(low[1]), x=_mark(low[0]))
    return text + "."
