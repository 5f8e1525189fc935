"""A real JupyterHub and its proxy on this computer, started and stopped for a measurement."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy" / "jupyterhub"
PROXY = "configurable-http-proxy@5.3.0"


class HubError(Exception):
    """The class could not be measured; the message says why."""


def environment() -> tuple[Path, Path]:
    """Give a Python that has JupyterHub and the folder with the proxy, making them if needed."""
    cache = ROOT / "build" / "hub"
    cache.mkdir(parents=True, exist_ok=True)
    python = Path(sys.executable)
    if importlib.util.find_spec("jupyterhub") is None:
        python = _borrowing(cache / "venv")
    if not (cache / "node_modules" / ".bin" / "configurable-http-proxy").exists():
        npm = shutil.which("npm")
        if npm is None:
            raise HubError("npm is missing; it fetches the hub's proxy (Debian: apt install npm).")
        _run(
            [npm, "install", "--no-fund", "--no-audit", "--no-save", "--prefix", str(cache), PROXY]
        )
    return python, cache


def _borrowing(folder: Path) -> Path:
    """Make an environment that has JupyterHub, and all that is installed here already."""
    python, ready = folder / "bin" / "python", folder / "ready"
    pins = [ROOT / "constraints.txt", DEPLOY / "requirements.txt"]
    mark = repr((sys.prefix, sys.version, [path.read_text(encoding="utf-8") for path in pins]))
    if ready.is_file() and ready.read_text(encoding="utf-8") == mark:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    lent = [path for path in sys.path if "site-packages" in path]
    site = next(folder.glob("lib/python*/site-packages"))
    lines = [f"import site; site.addsitedir({path!r})\n" for path in lent]
    (site / "lent.pth").write_text("".join(lines), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    _run([*pip, "-c", str(pins[0]), "-r", str(pins[1])])
    # JupyterLab and the kernel look for their files beside Python; they are beside the lender's.
    jupyter = {
        "JUPYTER_PATH": "share/jupyter",
        "JUPYTER_CONFIG_PATH": "etc/jupyter",
        "JUPYTERLAB_DIR": "share/jupyter/lab",
    }
    there = "".join(
        f'export {name}="{Path(sys.prefix, where)}"\n' for name, where in jupyter.items()
    )
    programs = {"lessons": "lesson_utils", "jupyterhub-singleuser": "jupyterhub.singleuser"}
    for name, module in programs.items():
        script = folder / "bin" / name
        script.write_text(f'#!/bin/sh\n{there}exec "{python}" -m {module} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    ready.write_text(mark, encoding="utf-8")
    return python


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise HubError(f"{' '.join(command[:6])} … failed:\n{done.stderr.strip()[-800:]}")


@dataclasses.dataclass
class Hub:
    """A running hub."""

    base: str
    password: str
    folder: Path
    process: subprocess.Popen[bytes]

    def log(self) -> str:
        """What it said last."""
        return (self.folder / "hub.log").read_text(encoding="utf-8", errors="replace")[-4000:]


def free_ports(count: int) -> list[int]:
    """Find ports that nobody uses."""
    with contextlib.ExitStack() as open_ones:
        probes = [open_ones.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


@contextlib.contextmanager
def running(at_once: int | None = None, **settings: str) -> Iterator[Hub]:
    """Start a hub in a folder of its own, and stop it with all it started, whatever happens."""
    python, cache = environment()
    page, hub, proxy = free_ports(3)
    password = secrets.token_urlsafe(12)
    with tempfile.TemporaryDirectory(prefix="class-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        (folder / "node_modules").symlink_to(cache / "node_modules")
        config = DEPLOY / "jupyterhub_config.py"
        if os.geteuid() == 0:  # a container's only account; Jupyter asks whether that is meant
            config = folder / "root_config.py"
            config.write_text(
                f"load_subconfig({str(DEPLOY / 'jupyterhub_config.py')!r})\n"
                "c.Spawner.args = [*c.Spawner.args, '--allow-root']\n"
            )
        clean = {k: v for k, v in os.environ.items()
                 if not k.startswith(("JUPYTER", "COURSE_", "LESSON"))}  # fmt: skip
        own = {
            "COURSE_FOLDER": str(folder),
            "COURSE_PASSWORD": password,
            "COURSE_ADDRESS": f"http://127.0.0.1:{page}",
            "COURSE_HUB_PORT": str(hub),
            "COURSE_PROXY_PORT": str(proxy),
            "HOME": str(folder),
            **({"COURSE_STARTS_AT_ONCE": str(at_once)} if at_once else {}),
            **settings,
        }
        with (folder / "hub.log").open("wb") as log:
            process = subprocess.Popen(
                [str(python), "-m", "jupyterhub", "-f", str(config)],
                env=clean | own, cwd=folder, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        found = Hub(f"http://127.0.0.1:{page}", password, folder, process)
        try:
            _wait_for(found)
            yield found
        finally:
            _stop(process)


def _wait_for(hub: Hub) -> None:
    for _attempt in range(240):
        if hub.process.poll() is not None:
            raise HubError(f"The hub ended:\n{hub.log()}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{hub.base}/hub/health", timeout=2).status_code == 200:
                return
        time.sleep(0.25)
    raise HubError(f"The hub did not answer in a minute:\n{hub.log()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the hub, then whatever it started: pupils' servers are sessions of their own."""
    started: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        started = psutil.Process(process.pid).children(recursive=True)
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(30)
    for one in started:
        with contextlib.suppress(psutil.Error):
            one.terminate()
    _gone, alive = psutil.wait_procs(started, timeout=10)
    for one in alive:
        with contextlib.suppress(psutil.Error):
            one.kill()
    if process.poll() is None:
        process.kill()
        process.wait(10)
