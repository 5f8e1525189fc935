"""Page side: what a reader waits for, in a real JupyterLab and a real browser."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TooLate
from tests.browser.lab import READY, Lab, open_book, run_all, watch

from . import contenders
from .contenders import (
    EMPTY,
    FIVE_CHARTS,
    IN_THE_PAGE,
    MAPS,
    PLOTLY_MARKERS,
    STEPS,
    THREE_MARKERS,
    THROUGH_THE_KERNEL,
)

LINE = ".scatterlayer .trace path.js-line"
DRAWN = {
    "Chart": ".lu-chart[data-state=drawn] .scatterlayer .trace",
    "plotly output, a trace for each land": ".js-plotly-plot .scatterlayer .trace",
    "FigureWidget, a trace for each land": ".js-plotly-plot .scatterlayer .trace",
    "ipyleaflet, no tiles": ".leaflet-container path.leaflet-interactive",
    "folium": "iframe",
}
# What is painted, as one text: it changes when the picture does.
SIGN = """window.benchSign = () => {
  const label = document.querySelector('.bench-label');
  if (label) return label.textContent;
  const lines = document.querySelectorAll('LINE');
  return lines.length ? lines[lines.length - 1].getAttribute('d') : '';
}""".replace("LINE", LINE)
# From the key going down to the end of the first frame that shows something else. A task posted
# from a frame runs when that frame is done, so a picture drawn in a frame counts in that frame.
STEP = """() => new Promise((resolve) => {
  const before = window.benchSign();
  addEventListener('keydown', () => {
    const start = performance.now();
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      const now = window.benchSign();
      if (now && now !== before) return resolve(performance.now() - start);
      if (performance.now() - start > 8000) return resolve(null);
      requestAnimationFrame(look);
    };
    const look = () => port2.postMessage(0);
    requestAnimationFrame(look);
  }, {once: true, capture: true});
})"""
COLLECT = """() => {
  const seen = window.benchSeen = new Set();
  seen.first = window.benchSign();
  const look = () => {
    const now = window.benchSign();
    if (now && now !== seen.first) seen.add(now);
    if (window.benchSeen === seen) requestAnimationFrame(look);
  };
  look();
}"""


class Meter:
    """Counts bytes, requests that want to leave the machine, and the page's processor time."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.page = page
        self.bytes = 0
        self.own: set[str] = set()  # requests for what the page holds already
        page.on("websocket", lambda ws: ws.on("framereceived", self._frame))
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable")
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", self._request)
        self.session.on("Network.dataReceived", self._data)
        watch(page, lab)

    def _frame(self, data: str | bytes) -> None:
        self.bytes += len(data)

    def _request(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith(("blob:", "data:")):
            self.own.add(event["requestId"])

    def _data(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.own:
            self.bytes += int(event["dataLength"])

    def cpu(self) -> float:
        """Seconds the page's main thread was busy so far."""
        found = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in found if m["name"] == "TaskDuration"))

    @property
    def outside(self) -> int:
        return len(self.page.outside)  # type: ignore[attr-defined]


@contextlib.contextmanager
def fresh(browser: Browser, lab: Lab) -> Iterator[tuple[Page, Meter]]:
    """Open a page of its own; whatever wants to leave the machine is counted and refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(60_000)
    own = lab.base.split("//")[1]
    context.route(lambda url: own not in url and url.startswith("http"), lambda r: r.abort())
    page = context.new_page()
    meter = Meter(page, lab)
    try:
        yield page, meter
    finally:
        with contextlib.suppress(Exception):  # the kernel goes with its page
            page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        context.close()


def run_until(page: Page, condition: str, timeout: float = 90) -> float | None:
    """Run all cells; seconds until the condition (a function in the page) holds, or None."""
    page.evaluate(READY)
    page.evaluate(
        """() => {
          window.benchStart = performance.now();
          void window.jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    try:
        page.wait_for_function(condition, timeout=timeout * 1000)
    except TooLate:
        return None
    return float(page.evaluate("(performance.now() - window.benchStart) / 1000"))


def lessons(browser: Browser, lab: Lab, paths: list[Path], rounds: int) -> dict[str, float]:
    """Wall seconds of run-all until every chart is drawn: an empty notebook and each lesson."""
    books = {EMPTY: lab.write("empty.ipynb", "pass")}
    for path in paths:
        (lab.root / path.name).write_bytes(path.read_bytes())
        books[path.stem] = path.name
    wall: dict[str, list[float]] = {name: [] for name in books}
    for _round in range(rounds):
        for name, book in books.items():
            with fresh(browser, lab) as (page, _meter):
                open_book(page, lab, book)
                page.evaluate(READY)
                start = time.perf_counter()
                run_all(page)
                page.wait_for_function(
                    "() => [...document.querySelectorAll('.lu-chart')].filter(e => e.isConnected)"
                    ".every(e => e.dataset.state === 'drawn')"
                )
                wall[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in wall.items()}


def first_map(browser: Browser, lab: Lab, rounds: int) -> dict[str, dict[str, float | None]]:
    """Seconds from Run to the painted map in a fresh kernel and page, and outside requests."""
    seconds: dict[str, list[float | None]] = {name: [] for name in MAPS}
    outside: dict[str, list[int]] = {name: [] for name in MAPS}
    for _round in range(rounds):
        for number, (name, made) in enumerate(MAPS.items()):
            with fresh(browser, lab) as (page, meter):
                open_book(page, lab, lab.write(f"map{number}.ipynb", contenders.cell(made)))
                seconds[name].append(
                    run_until(page, f"() => document.querySelector('{DRAWN[name]}')")
                )
                page.wait_for_timeout(2500)
                outside[name].append(meter.outside)
                if name == "folium":  # its frame is there at once; is there a map in it?
                    frame = page.frame_locator("iframe")
                    if not frame.locator("path.leaflet-interactive").count():
                        seconds[name][-1] = None
    return {
        "seconds": {n: None if None in v else statistics.median(v) for n, v in seconds.items()},  # type: ignore[type-var]
        "outside": {name: max(values) for name, values in outside.items()},
    }


def sliders(browser: Browser, lab: Lab, rounds: int, steps: int) -> dict[str, dict[str, float]]:
    """Milliseconds from key to picture, one step at a time, and values shown of 30 at 10/s."""
    cells = {**THROUGH_THE_KERNEL, "Chart, in the page": IN_THE_PAGE}
    taken: dict[str, list[float]] = {name: [] for name in cells}
    lost: dict[str, int] = dict.fromkeys(cells, 0)
    shown: dict[str, list[int]] = {name: [] for name in cells}
    for _round in range(rounds):
        for number, (name, made) in enumerate(cells.items()):
            with fresh(browser, lab) as (page, _meter):
                open_book(page, lab, lab.write(f"slider{number}.ipynb", made))
                page.evaluate(SIGN)
                if run_until(page, "() => window.benchSign()") is None:
                    raise RuntimeError(f"{name}: nothing was drawn")
                page.wait_for_timeout(1500)
                slider = page.get_by_role("slider").first
                slider.focus()
                for _step in range(steps):
                    waiting = page.evaluate_handle(f"() => ({{done: ({STEP})()}})")
                    page.keyboard.press("ArrowRight")
                    ms = waiting.evaluate("w => w.done")
                    if ms is None:
                        lost[name] += 1
                    else:
                        taken[name].append(ms)
                    page.wait_for_timeout(150)
                slider.press("Home")
                page.wait_for_timeout(2500)
                page.evaluate(COLLECT)
                due = time.perf_counter()
                for _step in range(STEPS):
                    page.keyboard.press("ArrowRight")
                    due += 0.1
                    page.wait_for_timeout(max(0, (due - time.perf_counter()) * 1000))
                page.wait_for_timeout(2500)
                shown[name].append(page.evaluate("window.benchSeen.size"))
    return {
        "ms": {name: statistics.median(values) for name, values in taken.items()},
        "lost": lost,
        "shown": {name: statistics.median(values) for name, values in shown.items()},
    }


def moving(browser: Browser, lab: Lab, rounds: int) -> dict[str, dict[str, float]]:
    """Frames a second while a map is dragged, and page processor ms of a move and a zoom step."""
    cells = {
        "three markers (floor)": PLOTLY_MARKERS,
        "Chart, three markers": THREE_MARKERS,
        "Chart": contenders.course_map(),
        "Chart, the land alone": contenders.PLAIN_MAP,
        "plotly output, a trace for each land": contenders.cell(
            MAPS["plotly output, a trace for each land"]
        ),
    }
    out: dict[str, dict[str, list[float]]] = {
        key: {name: [] for name in cells} for key in ("frames", "move", "zoom")
    }
    for _round in range(rounds):
        for number, (name, made) in enumerate(cells.items()):
            with fresh(browser, lab) as (page, meter):
                open_book(page, lab, lab.write(f"moving{number}.ipynb", made))
                if run_until(page, "() => document.querySelector('.scatterlayer .trace')") is None:
                    raise RuntimeError(f"{name}: nothing was drawn")
                page.wait_for_timeout(2500)
                plot = page.locator(".js-plotly-plot").first
                plot.scroll_into_view_if_needed()
                box = plot.bounding_box()
                assert box
                x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
                frames, move = _drag(page, meter, x, y)
                out["frames"][name].append(frames)
                out["move"][name].append(move)
                out["zoom"][name].append(_zoom(page, meter, x, y))
    return {
        key: {name: statistics.median(values) for name, values in found.items()}
        for key, found in out.items()
    }


def _drag(page: Page, meter: Meter, x: float, y: float) -> tuple[float, float]:
    """Drag to and fro for two seconds: frames that show a new place a second, ms a move."""
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2, y + 2)
    page.wait_for_timeout(300)
    page.evaluate(
        """() => {
          const seen = window.benchFrames = {count: 0, last: '', on: true};
          seen.start = performance.now();
          const look = () => {
            const layer = document.querySelector('.js-plotly-plot g.xy[transform]');
            const now = layer?.getAttribute('transform') ?? '';
            if (now !== seen.last) {
              seen.count += 1; seen.last = now; seen.end = performance.now();
            }
            if (seen.on) requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }"""
    )
    before, moves = meter.cpu(), 0
    end = time.perf_counter() + 2
    while time.perf_counter() < end:
        moves += 1
        page.mouse.move(x + (moves * 3) % 240, y + (moves * 2) % 120)
    busy = meter.cpu() - before
    frames = page.evaluate(
        "() => { const f = window.benchFrames; f.on = false;"
        " return f.count / ((f.end - f.start) / 1000); }"
    )
    page.mouse.up()
    page.wait_for_timeout(800)
    return float(frames), busy * 1000 / moves


def _zoom(page: Page, meter: Meter, x: float, y: float, steps: int = 10) -> float:
    """Turn the wheel step by step: page processor ms a step, redrawing included."""
    page.mouse.click(x, y)
    page.mouse.move(x, y)
    spans = "(r => r[1] - r[0])(document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range)"
    start = page.evaluate(spans)
    before = meter.cpu()
    for step in range(steps):
        page.mouse.wheel(0, -120 if step % 2 else 120)
        page.wait_for_timeout(400)
    busy = meter.cpu() - before
    page.mouse.wheel(0, -120)
    page.wait_for_timeout(500)
    if page.evaluate(spans) == start:
        raise RuntimeError("the wheel did not zoom: nothing was measured")
    return busy * 1000 / steps


def five_charts(browser: Browser, lab: Lab, rounds: int) -> dict[str, dict[str, float | None]]:
    """Seconds until five charts are drawn, page processor seconds and MB received for them."""
    out: dict[str, dict[str, list[Any]]] = {
        key: {name: [] for name in FIVE_CHARTS} for key in ("seconds", "cpu", "mb")
    }
    for _round in range(rounds):
        for number, (name, cells) in enumerate(FIVE_CHARTS.items()):
            with fresh(browser, lab) as (page, meter):
                open_book(page, lab, lab.write(f"five{number}.ipynb", *cells))
                page.evaluate(READY)
                page.wait_for_timeout(1000)
                cpu, received = meter.cpu(), meter.bytes
                seconds = run_until(page, f"() => document.querySelectorAll('{LINE}').length === 5")
                page.wait_for_timeout(1500)
                out["seconds"][name].append(seconds)
                out["cpu"][name].append(meter.cpu() - cpu)
                out["mb"][name].append((meter.bytes - received) / 1e6)
    return {
        key: {n: None if None in v else statistics.median(v) for n, v in found.items()}
        for key, found in out.items()
    }
