"""A real JupyterLab on loopback and what a test does in it through a real browser."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
from playwright.sync_api import Page

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium() -> str | None:
    """Find a Chromium to drive."""
    given = os.environ.get("LESSONS_CHROMIUM")
    return next((p for p in (given, *CHROMIUM) if p and Path(p).exists()), None)


@dataclasses.dataclass
class Lab:
    """A running server."""

    base: str
    token: str
    root: Path
    process: subprocess.Popen[bytes]
    home: Path

    def write(self, name: str, *cells: str | tuple[str, list[dict]]) -> str:
        """Write a notebook of code cells (a tuple carries stored outputs too)."""
        made = []
        for cell in cells:
            source, outputs = cell if isinstance(cell, tuple) else (cell, [])
            made.append(
                nbformat.v4.new_code_cell(source, outputs=[nbformat.from_dict(o) for o in outputs])
            )
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel})
        nbformat.write(book, self.root / name)
        return name

    def url(self, name: str) -> str:
        return f"{self.base}/lab/tree/{name}?token={self.token}&reset"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(
    root: Path, home: Path, *, app: str = "jupyterlab", port: int = 0, token: str = ""
) -> Iterator[Lab]:
    """Start JupyterLab (or Notebook 7) with a home of its own, and stop it for certain."""
    port, token = port or free_port(), token or secrets.token_hex(16)
    folders = {
        "HOME": home,
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "IPYTHONDIR": home / "ipython",
    }
    environment = os.environ | {key: str(value) for key, value in folders.items()}
    settings = {
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    for name, values in settings.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    command = [
        sys.executable, "-m", app, "--no-browser", "--allow-root", f"--port={port}",
        "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={root}", "--expose-app-in-browser",
        "--LabApp.extension_manager=readonly", "--LanguageServerManager.autodetect=False",
    ]  # fmt: skip
    log = home / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=environment, stdout=out, stderr=out, cwd=root, start_new_session=True
        )
    base = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(240):
            if process.poll() is not None:
                raise RuntimeError(log.read_text()[-3000:])
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{base}/api/status?token={token}", timeout=2).close()
                break
            time.sleep(0.25)
        else:
            raise RuntimeError("JupyterLab did not answer in a minute: " + log.read_text()[-3000:])
        yield Lab(base, token, root, process, home)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def watch(page: Page, lab: Lab) -> None:
    """Collect every request that leaves the machine and every error of the page."""
    page.outside = []  # type: ignore[attr-defined]
    page.faults = []  # type: ignore[attr-defined]
    own = (lab.base, lab.base.replace("http", "ws"), "data:", "blob:")
    page.on(
        "request", lambda r: None if r.url.startswith(own) else page.outside.append(r.url[:160])
    )
    page.on("pageerror", lambda e: page.faults.append(str(e)))


READY = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.ready; await panel.sessionContext.ready;
  const kernel = () => panel.sessionContext.session?.kernel;
  while (kernel()?.status !== 'idle' || kernel()?.connectionStatus !== 'connected')
    await new Promise(r => setTimeout(r, 50));
}"""
CELLS = """() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells
  .filter(c => c.cell_type === 'code')
  .map(c => [c.execution_count, c.outputs.filter(o => o.output_type === 'error')
    .map(o => `${o.ename}: ${o.evalue}`)])"""


def open_book(page: Page, lab: Lab, name: str) -> None:
    page.goto(lab.url(name), timeout=120_000)
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=120_000)


def run_all(page: Page) -> None:
    """Run every cell of the notebook in front and insist that none failed."""
    page.evaluate(READY)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    cells = page.evaluate(CELLS)
    failed = [errors for _count, errors in cells if errors]
    assert not failed, failed
    assert all(count for count, _errors in cells), cells


def wait_drawn(page: Page, count: int, timeout: float = 60_000) -> None:
    """Wait until so many charts are drawn, each with at least one trace."""
    page.wait_for_function(
        """n => {
          const all = [...document.querySelectorAll('.lu-chart')].filter(e => e.isConnected);
          const drawn = e => e.dataset.state === 'drawn' && Number(e.dataset.drawn) > 0;
          return all.length >= n && all.every(drawn);
        }""",
        arg=count,
        timeout=timeout,
        polling=100,  # without, a browser that paints no frame would never be asked
    )


def theme(page: Page, dark: bool) -> None:
    name = "JupyterLab Dark" if dark else "JupyterLab Light"
    page.evaluate(
        "n => window.jupyterapp.commands.execute('apputils:change-theme', {theme: n})", name
    )
    page.wait_for_function(
        "d => document.body.dataset.jpThemeLight === String(!d)", arg=dark, timeout=20_000
    )
    # JupyterLab takes its splash away 0.2 s later, and fails at that if the theme changes before.
    page.wait_for_selector("#jupyterlab-splash", state="detached")


AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page: Page, *include: str) -> list[str]:
    """Run axe-core inside our outputs; one line a violation."""
    import axe_playwright_python

    script = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async ([include, tags]) => {
          const r = await axe.run({include: include.map(s => [s])}, {runOnly: tags});
          return r.violations.map(v => `${v.id} (${v.impact}): ${v.help}: `
            + v.nodes.slice(0, 3).map(n => n.html.slice(0, 140)).join(' | '));
        }""",
        [list(include) or [".lu-chart"], AXE_RULES],
    )
    return list(found)
