"""How the cost grows: with rows, vertices, claims, pupils, answers, and charts on a page."""

from __future__ import annotations

import gc
import hashlib
import json
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from playwright.sync_api import Browser
from tests.browser.lab import Lab, open_book

from lesson_utils import data, evidence, ledger
from lesson_utils.chart import Chart, NumberTable, b64
from lesson_utils.chart.describe import describe
from lesson_utils.desk import report_files
from lesson_utils.desk.report import class_report
from lesson_utils.learn.store import Store
from lesson_utils.learn.tasks import tasks
from lesson_utils.registry import Registry

from .page import fresh, run_until

Works = Iterator[tuple[str, Callable[[], Any]]]
CHARTS = (1, 5, 12, 24)
VERTICES = (2_000, 20_000, 200_000)
LAND = """
import math
from lesson_utils.chart import Chart, b64
def coast(n):
    angles = [2 * math.pi * i / n for i in range(n)]
    far = [9 + math.sin(40 * a) + math.sin(900 * a) / 9 for a in angles]
    return [r * math.cos(a) for r, a in zip(far, angles)], [
        r * math.sin(a) for r, a in zip(far, angles)]
xs, ys = coast({n})
Chart([{{"name": "land", "mode": "none", "fill": "toself", "x": b64(xs), "y": b64(ys)}}],
      {{"xaxis.range": [-12, 12], "yaxis.range": [-12, 12]}}, title="Map", kind="map", alt="Map.")
"""


def rows(n: int, folder: Path) -> Works:
    """Read a table, say it in words, and make its chart with its number table."""
    text = "".join(f"{1000 + i / 97:.4f},{math.sin(i / 50):.6f}\n" for i in range(n))
    content = f"place,value\n{text}".encode()
    (folder / "trial.csv").write_bytes(content)
    fields = [{"name": c, "type": "number", "description": c} for c in ("place", "value")]
    words = ("title", "description", "transformation")
    entry = dict.fromkeys(words, "Trial") | {
        "name": "trial", "path": "trial.csv", "format": "csv", "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "schema": {"fields": fields},
        "sources": [], "licenses": [], "traps": [],
    }  # fmt: skip
    package = {"version": "1", "resources": [entry]}
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    table = Registry(folder).load("trial")
    line = {"name": "a", "x": list(table.column("place")), "y": list(table.column("value"))}
    cells = [[row.place, row.value] for row in table]
    yield "read", lambda: Registry(folder).load("trial")
    yield "say in words", lambda: describe([line], {}, "Trial")
    yield "make the chart", lambda: Chart([line], title="T", table=NumberTable(["x", "y"], cells))


def vertices(n: int, _folder: Path) -> Works:
    """Pack a coast and make its map."""
    xs = [math.cos(i / n) for i in range(n)]
    yield "pack", lambda: b64(xs)
    land = {"name": "land", "mode": "none", "fill": "toself", "x": b64(xs), "y": b64(xs)}
    yield "make the map", lambda: Chart([land], title="Map", kind="map", alt="A map.")


def claims(n: int, _folder: Path) -> Works:
    """Read a ledger with that many claims, filter it, and look every claim up."""
    held = data.read_json("evidence_claims")["claims"]
    many = [held[i % len(held)] | {"id": f"N{i:05d}"} for i in range(n)]
    real = data.read_json

    def read(name: str) -> Any:
        return {"claims": many} if name == "evidence_claims" else real(name)

    def afresh() -> None:
        ledger.claims.cache_clear()
        with mock.patch.object(data, "read_json", read):
            ledger.claims()

    afresh()
    yield "read", afresh
    yield "filter", lambda: evidence.claims(theme=held[0]["theme"])
    yield "look each up", lambda: [evidence.claim(one["id"]) for one in many]
    ledger.claims.cache_clear()


def pupils(n: int, folder: Path) -> Works:
    """Count a class in which everybody answered everything, and write table and page."""
    entry = {"first_ok": False, "tries": 2, "at": "2026-11-20T09:00:00Z", "value": "42", "ok": True}
    asked = [task for task in tasks() if task.kind != "prediction"]
    answers = {t.key: entry | {"kind": t.kind, "lesson": t.lesson} for t in asked}
    for number in range(n):
        state = {"format": 1, "who": f"{number:08x}", "answers": answers, "predictions": {}}
        (folder / f"p{number:05d}.json").write_text(json.dumps(state), "utf-8")
    found = class_report(folder)
    yield "count", lambda: class_report(folder)
    yield "write", lambda: report_files.write(found, folder.parent / f"out{n}")


def answers(n: int, folder: Path) -> Works:
    """Read a progress file with that many answers, and save one more."""
    entry = {"first_ok": True, "tries": 1, "at": "2026-11-20T09:00:00Z", "value": "42", "ok": True}
    held = {f"Q{i:05d}": entry | {"kind": "quiz", "lesson": "05"} for i in range(n)}
    path = folder / "progress.json"
    state = {"format": 1, "who": "0000000a", "answers": held, "predictions": {}}
    path.write_text(json.dumps(state), "utf-8")
    store = Store(path)
    yield "read", store.state
    yield "save one more", lambda: store.answer("Q26", "42", ok=True, lesson="05")


KINDS: dict[str, tuple[Callable[[int, Path], Works], tuple[int, ...]]] = {
    "rows of a table": (rows, (300, 3_000, 30_000)),
    "vertices of a map, in the kernel": (vertices, VERTICES),
    "claims in the ledger": (claims, (35, 350, 3_500)),
    "pupils in a report": (pupils, (30, 300, 3_000)),
    "answers in progress.json": (answers, (100, 1_000, 10_000)),
}


def kernel_side(rounds: int) -> dict[str, dict[str, dict[str, float]]]:
    """Median processor seconds of each kind of work at each size."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for kind, (make, sizes) in KINDS.items():
        curves = found.setdefault(kind, {})
        for n in sizes:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place) / "in"
                folder.mkdir()
                for name, work in make(n, folder):
                    curves.setdefault(name, {})[str(n)] = seconds(work, rounds)
    return found


def seconds(work: Callable[[], Any], rounds: int) -> float:
    """Median processor seconds of a call; short ones are called often enough to be seen."""
    taken = []
    while len(taken) < rounds and sum(taken) < 2:
        gc.collect()
        calls, start = 0, time.process_time()
        while not calls or time.process_time() - start < 0.02:
            work()
            calls += 1
        taken.append((time.process_time() - start) / calls)
    return statistics.median(taken)


def page_side(browser: Browser, lab: Lab, rounds: int) -> dict[str, Any]:
    """Seconds to the last drawing, page processor seconds and MB the page then holds."""
    line = "Chart([{{'name': 'a', 'x': list(range(30)), 'y': list(range(30))}}], title='C {k}')"
    books = {
        "charts on a page": {
            n: ["from lesson_utils.chart import Chart", *(line.format(k=k) for k in range(n))]
            for n in CHARTS
        },
        "vertices of a map, in the page": {n: [LAND.format(n=n)] for n in VERTICES},
    }
    found: dict[str, Any] = {}
    for kind, cells in books.items():
        curves: dict[str, dict[str, float]] = found.setdefault(kind, {})
        for n, sources in cells.items():
            visits = [_visit(browser, lab, sources) for _round in range(rounds)]
            for name in visits[0]:
                middle = statistics.median(visit[name] for visit in visits)
                curves.setdefault(name, {})[str(n)] = middle
    return found


def _visit(browser: Browser, lab: Lab, cells: list[str]) -> dict[str, float]:
    count = max(1, len(cells) - 1)
    drawn = (
        "() => document.querySelectorAll('.lu-chart[data-state=drawn] .scatterlayer .trace')"
        f".length === {count}"
    )
    with fresh(browser, lab) as (page, meter):
        open_book(page, lab, lab.write("growth.ipynb", *cells))
        page.wait_for_timeout(1000)
        memory, busy = _held(meter), meter.cpu()
        wait = run_until(page, drawn)
        if wait is None:
            raise RuntimeError("not every chart was drawn")
        page.wait_for_timeout(1000)
        return {
            "s to the last drawing": wait,
            "page processor s": meter.cpu() - busy,
            "MB more in the page": _held(meter) - memory,
        }


def _held(meter: Any) -> float:
    """MB of live objects in the page, after what is garbage is gone."""
    meter.session.send("HeapProfiler.collectGarbage")
    return float(meter.session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def order(curve: dict[str, float]) -> float:
    """Give the exponent of growth between the two largest sizes: 1 is linear, 2 quadratic.

    Examples
    --------
    >>> order({"10": 1.0, "100": 10.0}), order({"10": 1.0, "100": 100.0})
    (1.0, 2.0)
    """
    (n, low), (more, high) = [(int(size), value) for size, value in curve.items()][-2:]
    return round(math.log(high / low) / math.log(more / n), 2) if low > 0 < high else 0.0


def named(exponent: float) -> str:
    """Name an order of growth."""
    steps = ((0.25, "constant"), (0.8, "less than linear"), (1.25, "linear"))
    return next((name for most, name in steps if exponent < most), "**more than linear**")
