"""The results in Markdown: goals first, then everything that was measured beside them."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from . import growth, start
from .contenders import BARE, DESKTOP, EMPTY

PACKAGES = (
    "lesson-utils", "plotly", "anywidget", "ipywidgets", "jupyterlab", "ipykernel", "folium",
    "ipyleaflet", "matplotlib",
)  # fmt: skip


def machine() -> str:
    """Say in words what the numbers were taken on."""
    cores = psutil.cpu_count() or 0
    memory = round(psutil.virtual_memory().total / 1024**3)
    model = ""
    with_model = Path("/proc/cpuinfo")
    if with_model.exists():
        names = [x for x in with_model.read_text().splitlines() if x.startswith("model name")]
        model = f" ({names[0].split(':')[1].strip()})" if names else ""
    load = (
        f"; load average at the end {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    )
    system = f"{platform.system()}, Python {platform.python_version()}"
    return (
        f"{cores} processor cores{model}, {memory} GiB of memory, {system}, no graphics card{load}"
    )


def versions(browser: str | None) -> dict[str, str]:
    found = {"Chromium": browser} if browser else {}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def _ratio(values: dict[str, float], name: str, floor: str) -> float:
    return values[name] / values[floor]


FLOOR = "import ipywidgets (floor)"
LABEL = "label (floor)"
MARKERS = "three markers (floor)"

Goal = tuple[str, str, Callable[[dict[str, Any]], float | None], Callable[[float], bool], str]
GOALS: tuple[Goal, ...] = (
    (
        "first chart, kernel processor time, against `import ipywidgets`", "≤ 2 ×",
        lambda r: _ratio(r["kernel"]["cpu"], "Chart", FLOOR), lambda v: v <= 2, "{:.2f} ×",
    ),
    (
        "kernel memory after a chart, against a bare kernel", "≤ 1.25 ×",
        lambda r: _ratio(r["kernel"]["rss"], "Chart", "nothing"), lambda v: v <= 1.25, "{:.2f} ×",
    ),
    (
        "kernel memory after a whole lesson (the largest), against a bare kernel", "≤ 1.25 ×",
        lambda r: max(r["memory"]["rss"].values()) / r["memory"]["rss"][BARE],
        lambda v: v <= 1.25, "{:.2f} ×",
    ),
    (
        "run-all of a lesson (the slowest), more than an empty notebook", "≤ 5 s",
        lambda r: max(r["lessons"].values()) - r["lessons"][EMPTY],
        lambda v: v <= 5, "{:.1f} s",
    ),
    (
        "first map painted after Run (fresh kernel)", "≤ 3 s",
        lambda r: r["map"]["seconds"]["Chart"], lambda v: v <= 3, "{:.1f} s",
    ),
    (
        "slider through the kernel, against a label through the kernel", "≤ 1.5 ×",
        lambda r: _ratio(r["slider"]["ms"], "Chart", LABEL), lambda v: v <= 1.5, "{:.2f} ×",
    ),
    (
        "slider without the kernel, key to picture", "≤ 50 ms",
        lambda r: r["slider"]["ms"]["Chart, in the page"], lambda v: v <= 50, "{:.0f} ms",
    ),
    (
        "slider without the kernel, values shown at 10 a second", "30 of 30",
        lambda r: r["slider"]["shown"]["Chart, in the page"], lambda v: v >= 30, "{:.0f} of 30",
    ),
    (
        "dragging the map", "≥ 40 frames/s",
        lambda r: r["moving"]["frames"]["Chart"], lambda v: v >= 40, "{:.0f} frames/s",
    ),
    (
        "zooming the map, page processor time, against three markers of plotly's own", "≤ 1.5 ×",
        lambda r: _ratio(r["moving"]["zoom"], "Chart", MARKERS), lambda v: v <= 1.5, "{:.2f} ×",
    ),
    (
        "requests that want to leave the machine", "0",
        lambda r: r["map"]["outside"]["Chart"], lambda v: v == 0, "{:.0f}",
    ),
)  # fmt: skip


def goals(results: dict[str, Any]) -> str:
    """Give the table of goals; what was not measured says so."""
    lines = ["| what | goal | measured | |", "|---|---|---|---|"]
    for what, goal, value_of, met, shape in GOALS:
        try:
            value = value_of(results)
        except KeyError:
            value = None
        if value is None:
            lines.append(f"| {what} | {goal} | not measured | |")
            continue
        lines.append(f"| {what} | {goal} | {shape.format(value)} | {_verdict(met(value))} |")
    return "\n".join(lines)


def _verdict(met: bool) -> str:
    return "met" if met else "**missed**"


def table(heading: str, columns: dict[str, dict[str, Any]], shapes: dict[str, str]) -> str:
    """Give one table: a line a contender, a column a measure."""
    names = list(dict.fromkeys(name for values in columns.values() for name in values))
    lines = [f"| {heading} | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        cells = []
        for column, values in columns.items():
            value = values.get(name)
            never = "never" if name in values else ""
            cells.append(never if value is None else shapes[column].format(value))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def markdown(results: dict[str, Any]) -> str:
    """Write the whole report."""
    about = results["about"]
    used = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    notes = HERE_NOTES.read_text("utf-8").strip() if HERE_NOTES.exists() else ""
    parts = [
        "# What it costs",
        f"One {about['rounds']} run of `python benchmarks/run.py` on {about['date']}: "
        f"{about['machine']}. "
        "The machine was doing other work too, so compare within a table, not with another day. "
        "Medians; contenders take turns; each has a fresh kernel and a fresh page. "
        f"The map is {about['map']}, with its names, sites and layers. Versions: {used}."
        + (
            f" Measured again on their own, last on {about['last']}: {', '.join(about['again'])}."
            if about["again"]
            else ""
        ),
        goals(results),
    ]
    if notes:
        parts.append(notes)
    if "kernel" in results:
        found = results["kernel"]
        columns = {"processor s": found["cpu"], "resident MiB": found["rss"],
                   "own share MiB": found["pss"]}  # fmt: skip
        shapes = {"processor s": "{:.2f}", "resident MiB": "{:.0f}", "own share MiB": "{:.0f}"}
        parts += ["## A first cell in a fresh kernel", table("cell", columns, shapes)]
    if "memory" in results:
        rss = results["memory"]["rss"]
        columns = {"resident MiB": rss, "own share MiB": results["memory"]["pss"],
                   "against the floor": {k: v / rss[BARE] for k, v in rss.items()}}  # fmt: skip
        shapes = {"resident MiB": "{:.0f}", "own share MiB": "{:.0f}",
                  "against the floor": "{:.2f} ×"}  # fmt: skip
        parts += ["## A kernel after a whole lesson", table("notebook", columns, shapes)]
    if "lessons" in results:
        parts += ["## Run all, until every chart is drawn",
                  table("notebook", {"s": results["lessons"]}, {"s": "{:.1f}"})]  # fmt: skip
    if "lite" in results:
        found = results["lite"]
        ratio = {k: v / found["run"][DESKTOP] for k, v in found["run"].items()}
        columns = {"s until Python is there": found["ready"], "s run-all, all drawn": found["run"],
                   "run-all against the floor": ratio}  # fmt: skip
        shapes = {"s until Python is there": "{:.1f}", "s run-all, all drawn": "{:.1f}",
                  "run-all against the floor": "{:.1f} ×"}  # fmt: skip
        parts += [
            "## Lesson 05 in the browser edition",
            "A fresh page each time; the site comes from this machine, so no network's time is in "
            "it. *Again* is the same browser's second visit, with what it has kept on its disk.",
            table("lesson 05 in", columns, shapes),
        ]
    if "map" in results:
        columns = {"s until painted": results["map"]["seconds"],
                   "requests refused": results["map"]["outside"]}  # fmt: skip
        shapes = {"s until painted": "{:.1f}", "requests refused": "{:.0f}"}
        parts += [
            "## The same land, from Run to the picture, offline",
            "Every request that wanted to leave the machine was counted and refused.",
            table("map", columns, shapes),
        ]
    if "slider" in results:
        found = results["slider"]
        ratio = {k: v / found["ms"][LABEL] for k, v in found["ms"].items()}
        columns = {"ms, key to picture": found["ms"], "against the label": ratio,
                   "shown of 30 at 10/s": found["shown"]}  # fmt: skip
        shapes = {"ms, key to picture": "{:.0f}", "against the label": "{:.2f} ×",
                  "shown of 30 at 10/s": "{:.0f}"}  # fmt: skip
        parts += ["## One step of a slider", table("slider", columns, shapes)]
    if "moving" in results:
        found = results["moving"]
        columns = {"frames/s, drag": found["frames"], "processor ms a move": found["move"],
                   "processor ms a zoom step": found["zoom"]}  # fmt: skip
        shapes = {"frames/s, drag": "{:.0f}", "processor ms a move": "{:.1f}",
                  "processor ms a zoom step": "{:.0f}"}  # fmt: skip
        parts += ["## Moving about a map", table("map", columns, shapes)]
    if "five" in results:
        found = results["five"]
        columns = {"s until all drawn": found["seconds"], "page processor s": found["cpu"],
                   "MB received": found["mb"]}  # fmt: skip
        shapes = {
            "s until all drawn": "{:.1f}",
            "page processor s": "{:.1f}",
            "MB received": "{:.1f}",
        }
        parts += ["## Five charts on one page", table("charts", columns, shapes)]
    if "growth" in results:
        parts += [
            "## How it grows",
            "About the size of the course, then ten and a hundred times as much. The order is "
            "the exponent between the two largest sizes: 1 is linear, 2 would be quadratic. "
            "Processor milliseconds in the kernel, unless the name says otherwise.",
            *(_curves(kind, curves) for kind, curves in results["growth"].items()),
        ]
    if "start" in results:
        found = results["start"]
        extra = found["later"][start.OURS] - found["later"][start.FLOOR]
        parts += [
            "## Starting",
            f"The first start, in a fresh copy and with nothing in pip's cache: "
            f"{found['first']['s']:.0f} s, "
            f"{found['first']['on the disk MB']:.0f} MB on the disk. It is as fast as the network. "
            f"Every later start takes {extra:.1f} s more than JupyterLab alone (goal: less than "
            "2 s).",
            table("later start", {"s until the server answers": found["later"]},
                  {"s until the server answers": "{:.1f}"}),
        ]  # fmt: skip
    if "size" in results:
        shape = {"kB": "{:,.0f}"}
        parts += ["## Bytes", table("what", {"kB": results["size"]}, shape)]
    return "\n\n".join(parts) + "\n"


def _curves(kind: str, curves: dict[str, dict[str, float]]) -> str:
    """Give one table of growth: a line a kind of work, a column a size."""
    sizes = list(next(iter(curves.values())))
    lines = [f"| {kind} | " + " | ".join(f"{int(n):,}" for n in sizes) + " | order |"]
    lines.append("|---" * (len(sizes) + 2) + "|")
    for name, curve in curves.items():
        page = name.startswith(("s to", "page", "MB"))
        shown = [value * (1 if page else 1000) for value in curve.values()]
        cells = [f"{value:,.0f}" if value >= 100 else f"{value:.3g}" for value in shown]
        power = growth.order(curve)
        lines.append(f"| {name} | {' | '.join(cells)} | {power:.2f}, {growth.named(power)} |")
    return "\n".join(lines)


HERE_NOTES = Path(__file__).with_name("notes.md")
