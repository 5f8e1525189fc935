"""Numbers that a text alternative works out from what is drawn, worked out again in another way."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from geographiclib.geodesic import Geodesic

import lesson_utils as lu
from lesson_utils.chart import Chart
from lesson_utils.chart.spec import unpack

Derive = Callable[[Chart], Iterator[float]]
_WAY = re.compile(r"^From (.+) to (.+) it is ([\d,]+) km", re.M)
_SPEED = re.compile(r"At (\d+) knots")


def derived(chart: Chart, name: str) -> list[float]:
    """Give the numbers that may stand in the text alternative beside those drawn."""
    return list(_RULES[name](chart)) if name in _RULES else []


def _stack_totals(chart: Chart) -> Iterator[float]:
    """The height of each stack of bars."""
    bars = [t for t in chart.spec.data if t.get("type") == "bar" and t.get("visible", True)]
    for column in itertools.zip_longest(*(unpack(t["y"]) for t in bars), fillvalue=0):
        yield sum(v for v in column if v is not None)


def _fossil(chart: Chart) -> Iterator[float]:
    """Coal, oil and gas of each year, from the three traces."""
    traces = {t["name"]: unpack(t["y"]) for t in chart.spec.data}
    parts = [traces[key] for key in ("coal", "oil", "gas") if key in traces]
    yield from (sum(values) for values in zip(*parts, strict=True))


def _column_sums(chart: Chart) -> Iterator[float]:
    """The sum of each column of the number table, and of pairs of them; "90/10" is a name."""
    rows = chart.table.rows
    columns = [
        [row[i] for row in rows]
        for i in range(1, len(chart.table.columns))
        if all(isinstance(row[i], int | float) for row in rows)
    ]
    sums = [sum(column) for column in columns]
    yield from (*sums, sum(sums), *(a + b for a, b in itertools.combinations(sums, 2)), 90, 10)


def _pledge(chart: Chart) -> Iterator[float]:
    """The sums of the split; the days of the steps, drawn as days after the first of July 2025."""
    yield from _column_sums(chart)
    for trace in chart.spec.data:
        if trace.get("mode") == "lines" and trace.get("visible", True):
            yield from ((date(2025, 7, 1) + timedelta(days=x)).day for x in unpack(trace["x"]))


def _cells_of_positions(chart: Chart) -> Iterator[float]:
    """A grid: all cells, those filled, the positions in them."""
    cells = [str(cell) for row in chart.table.rows for cell in row[1:]]
    filled = [cell for cell in cells if cell[0].isdigit()]
    yield from (len(cells), len(filled), sum(int(cell.split()[0]) for cell in filled))


def _months_of_rates(_chart: Chart) -> Iterator[float]:
    """The months since April 2022 with a fixing."""
    days = [row.date for row in lu.data.load("fx_usdjpy_daily")]
    yield len({(day.year, day.month) for day in days if (day.year, day.month) >= (2022, 4)})


def _longer_way(chart: Chart) -> Iterator[float]:
    """The difference of the two sea ways in the table."""
    lengths = [float(m[1].replace(",", "")) for row in chart.table.rows
               if (m := re.fullmatch(r"([\d,]+) km", str(row[1])))]  # fmt: skip
    yield from (b - a for a, b in itertools.permutations(lengths, 2))


def _doubted(chart: Chart) -> Iterator[float]:
    """How many points are drawn hollow in each trace."""
    for trace in chart.spec.data:
        yield len([x for x in unpack(trace.get("x")) if x is not None])
    for remark in {row[-1] for row in chart.table.rows if row[-1]}:
        for part in str(remark).split("; "):
            yield sum(part in str(row[-1]).split("; ") for row in chart.table.rows)


def _way(chart: Chart) -> Iterator[float]:
    """A distance, straight from the ellipsoid; the miles and the hours of the way."""
    found = _WAY.search(chart.alt)
    if not found:
        return
    start, end = (lu.geo.place(found[i]) for i in (1, 2))
    km = Geodesic.WGS84.Inverse(start.lat, start.lon, end.lat, end.lon)["s12"] / 1000
    yield from (km, km / 1.852)
    for speed in _SPEED.findall(chart.alt):
        yield from (km / 1.852 / int(speed), km / 1.852 / int(speed) / 24)


_RULES: dict[str, Any] = {
    "energy": _fossil,
    "energy_mix_years": _fossil,
    "host_nation_support": _months_of_rates,
    "island_chain": _way,
    "perspectives": _cells_of_positions,
    "pledge": _pledge,
    "profit_years": _column_sums,
    "region_gdp": _stack_totals,
    "sea_lanes": _longer_way,
    "source_dates": _column_sums,
    "troops": _doubted,
    "world_gdp": _stack_totals,
}
