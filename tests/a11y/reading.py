"""Read numbers and dates out of words, and find them again in what is drawn."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from lesson_utils.chart import Chart
from lesson_utils.chart.spec import unpack

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_NAME = re.compile(r"\b(?:FY|[CLQ]|F-|E-)\d+\w*")
_NUMBER = re.compile(r"(?<![\w.,])[-−+]?\d[\d,]*(?:\.\d+)?")
_DRAWN = ("x", "y", "base", "text", "hovertext", "customdata", "name")
_PLACED = ("annotations", "shapes", "xaxis", "yaxis", "xaxis2", "yaxis2")


@dataclasses.dataclass(frozen=True)
class Printed:
    """A number as a reader sees it."""

    text: str
    value: float
    digits: int

    def is_(self, value: float) -> bool:
        """Tell whether a value, rounded as printed, gives this number; signs may be in words."""
        half = 0.5 * 10**-self.digits * (1 + 1e-6) + 1e-9
        return abs(abs(value) - abs(self.value)) <= half


def printed(text: str) -> list[Printed]:
    """Find the numbers of a text; identifiers such as C03 and FY2026 are not numbers."""
    found = []
    for match in _NUMBER.finditer(_NAME.sub(" ", text)):
        plain = match.group().replace(",", "").replace("−", "-")
        digits = len(plain.partition(".")[2])
        found.append(Printed(match.group(), float(plain), digits))
    return found


def without_dates(text: str, known: str) -> str:
    """Take out the dates that also stand in ``known``, as words or as 2026-01-17."""

    def keep(match: re.Match[str]) -> str:
        day, month, year = int(match[1]), _MONTHS.index(match[2]) + 1, int(match[3])
        iso = datetime.date(year, month, day).isoformat()
        return " " if iso in known or match.group() in known else match.group()

    return _DATE.sub(keep, text)


def flat(value: Any) -> Iterable[Any]:
    """Give every number and text of nested lists, dictionaries and packed arrays."""
    if isinstance(value, dict):
        if "bdata" in value:
            yield from (v for v in unpack(value) if v is not None)
            return
        for child in value.values():
            yield from flat(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from flat(child)
    elif value is not None and not isinstance(value, bool):
        yield value


class Known:
    """The numbers that stand in a chart: its traces, marks, axes, heading and number table."""

    def __init__(self, chart: Chart) -> None:
        spec, table = chart.spec, chart.table
        leaves = [
            *flat([{k: t[k] for k in _DRAWN if k in t} for t in spec.data]),
            *flat({k: spec.layout[k] for k in _PLACED if k in spec.layout}),
            *flat([list(row) for row in table.rows]),
            *flat([*table.columns, table.caption, chart.title, chart.subtitle]),
        ]
        self.words = " ".join(leaf for leaf in leaves if isinstance(leaf, str))
        self.values = {float(leaf) for leaf in leaves if isinstance(leaf, int | float)}
        self.values |= {abs(number.value) for number in printed(self.words)}
        self.values |= {float(piece) for piece in re.findall(r"\d+(?:\.\d+)?", self.words)}
        self.counts = _counts(chart)

    def unfound(self, text: str, derived: Iterable[float] = ()) -> list[str]:
        """Give the numbers of a text that stand nowhere in the chart."""
        extra = set(derived)
        return [
            number.text
            for number in printed(without_dates(text, self.words))
            if not any(number.is_(value) for value in self.values | extra)
            and not (number.digits == 0 and number.value in self.counts)
        ]


def _counts(chart: Chart) -> set[float]:
    """How many rows, points and equal cells there are: what a sentence may count."""
    table = chart.table
    counts = {len(table.rows), len(table.columns) - 1}
    counts |= {len(unpack(trace.get("x"))) for trace in chart.spec.data}
    for column in range(len(table.columns)):
        cells = [str(row[column]) for row in table.rows]
        counts |= set(Counter(cells).values())
        counts |= set(Counter(piece for cell in cells for piece in cell.split(", ")).values())
    return {float(count) for count in counts}


def said(chart: Chart) -> str:
    """Give all that a reader without the picture has: the text alternative and the table."""
    table = chart.table.to_json()
    return json.dumps([chart.alt, table], ensure_ascii=False)
