"""What a first and a later start cost, and bytes on the disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.browser.lab import free_port

ROOT = Path(__file__).parent.parent
OURS = "python run.py"
FLOOR = "python -m jupyterlab (floor)"


def starts(rounds: int) -> dict[str, dict[str, float]]:
    """Set a fresh copy up once, without any cache, then start it again and again.

    Needs the package index. Seconds until the server answers.
    """
    with tempfile.TemporaryDirectory() as place:
        copy, cache = Path(place) / "course", Path(place) / "cache"
        ours = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(ours, cwd=ROOT, capture_output=True, check=True)
        for name in listed.stdout.decode().strip("\0").split("\0"):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, copy / name)
        begun = time.perf_counter()
        kept = {
            k: v for k, v in os.environ.items() if k not in ("PIP_FIND_LINKS", "PIP_NO_CACHE_DIR")
        }
        settings = kept | {"PIP_CACHE_DIR": str(cache)}
        command = [sys.executable, "run.py", "setup", "lab"]
        subprocess.run(command, cwd=copy, env=settings, stdout=subprocess.DEVNULL, check=True)
        cold = {"s": time.perf_counter() - begun}
        cold["on the disk MB"] = _bytes(copy / ".venv") / 1e6
        python = next(copy.glob(".venv/[bS]*/python*"))
        ways = {
            FLOOR: [str(python), "-m", "jupyterlab", "--allow-root"],
            OURS: [sys.executable, "run.py", "lab", "--allow-root"],
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _round in range(rounds + 1):
            for name, way in ways.items():
                taken[name].append(_answers(way, copy))
    later = {name: statistics.median(values[1:]) for name, values in taken.items()}
    return {"first": cold, "later": later}


def _answers(command: list[str], folder: Path) -> float:
    """Seconds from the command to a server that answers; it is stopped afterwards."""
    port = free_port()
    more = ["--no-browser", f"--port={port}", "--IdentityProvider.token=start"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begun = time.perf_counter()
    server = subprocess.Popen([*command, *more], cwd=folder, start_new_session=True, **quiet)
    try:
        while server.poll() is None and time.perf_counter() - begun < 60:
            with contextlib.suppress(OSError):
                url = f"http://127.0.0.1:{port}/api/status?token=start"
                urllib.request.urlopen(url, timeout=2).close()
                return time.perf_counter() - begun
            time.sleep(0.02)
        raise RuntimeError(f"{command[1:3]} did not answer within a minute")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)


def _bytes(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def sizes() -> dict[str, float]:
    """Kilobytes of what is kept and handed out; a site counts if it has been built."""
    books = {p.stem: p.stat().st_size for p in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    largest = max(books, key=lambda name: books[name])
    found = {
        "ten notebooks with their outputs": sum(books.values()),
        f"the largest of them, {largest}": books[largest],
        "data": _bytes(ROOT / "data"),
        "the package's own files": sum(
            p.stat().st_size
            for p in (ROOT / "src").rglob("*")
            if p.is_file() and "__pycache__" not in p.parts
        ),
    }
    with tempfile.TemporaryDirectory() as place:
        make = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place]
        subprocess.run(make, cwd=ROOT, capture_output=True, check=True)
        found["wheel, with lessons and data"] = next(Path(place).glob("*.whl")).stat().st_size
    for name, what in (("lite", "browser edition"), ("site", "reading pages, with PDFs")):
        if (ROOT / "dist" / name).is_dir():
            found[what] = _bytes(ROOT / "dist" / name)
    return {name: size / 1e3 for name, size in found.items()}
