"""Everything a reader is shown: the cells of the lessons, the builders, the explorers."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import inspect
import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lesson_utils as lu
from lesson_utils.chart import Chart
from lesson_utils.explore.panel import Panel
from tests import panels

LESSONS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
EXPLORERS = tuple(dir(lu.explore))
STATES = 10
STEPS = 6


@dataclasses.dataclass(frozen=True)
class Shown:
    """What the last line of a cell gives."""

    lesson: str
    cell: int
    source: str
    value: Any


@cache
def lesson(path: Path) -> tuple[Shown, ...]:
    """Run the code cells of a notebook as they stand and keep what each shows."""
    space: dict[str, Any] = {}
    found = []
    for number, cell in enumerate(json.loads(path.read_text("utf-8"))["cells"]):
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(tree, path.name, "exec"), space)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), path.name, "eval"), space)
                found.append(Shown(path.stem[:2], number, source, value))
    return tuple(found)


def drawn_in(path: Path) -> list[Shown]:
    """Give the charts and the panels of a lesson."""
    return [one for one in lesson(path) if isinstance(one.value, Chart | Panel)]


def builders() -> dict[str, Any]:
    """Give every chart and map that can be opened without choosing anything."""
    found = {}
    for module in (lu.charts, lu.maps):
        for name in module.__all__:
            build = getattr(module, name)
            if not inspect.isfunction(build):
                continue
            needed = [
                p for p in inspect.signature(build).parameters.values()
                if p.default is p.empty and p.kind is not p.VAR_POSITIONAL
            ]  # fmt: skip
            if not needed:
                found[name] = build
    return found


def states(name: str) -> Iterator[tuple[str, Panel]]:
    """Open an explorer, then give it in ten seeded random states, one after another."""
    panel = getattr(lu.explore, name)()
    yield f"{name} as it opens", panel
    for seed in range(1, STATES + 1):
        done = list(panels.many_at_once(panel, STEPS, seed))
        yield f"{name} after seed {seed}: {'; '.join(done)}", panel


def charts_of(name: str) -> Iterator[tuple[str, Chart]]:
    """Give the chart of a builder, or of an explorer in each of its states."""
    if name in EXPLORERS:
        for label, panel in states(name):
            if panel.chart is not None:
                yield label, panel.chart
    else:
        yield name, builders()[name]()


SOURCES = (*sorted(set(builders()) - set(EXPLORERS)), *EXPLORERS)
"""Names for `charts_of`: a builder of the same name is the explorer's own opening chart."""
