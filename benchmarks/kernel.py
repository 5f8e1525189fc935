"""Kernel side: processor time until the first chart is out, and memory, in real kernels."""

from __future__ import annotations

import contextlib
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
import psutil
from jupyter_client import KernelManager

from .contenders import BARE, FIRST_CHART, cell

MIB = 1024 * 1024


class Kernel:
    """One kernel and a client that reads what it says."""

    def __init__(self, manager: KernelManager) -> None:
        self.manager = manager
        self.client = manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.served = False
        self.process = psutil.Process(manager.provisioner.pid)

    def run(self, code: str) -> None:
        """Run a cell and answer a chart that waits for a page, as a page would."""
        request = self.client.execute(code, store_history=False)
        boards: list[str] = []
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            body = message["content"]
            if message["msg_type"] == "error":
                raise RuntimeError(f"{body['ename']}: {body['evalue']}\nin\n{code}")
            if message["msg_type"] == "comm_open" and "_board" in body["data"].get("state", {}):
                boards.append(body["comm_id"])
            done = message["msg_type"] == "status" and body["execution_state"] == "idle"
            if done and message["parent_header"].get("msg_id") == request:
                break
        if boards and not self.served:
            self.ask_for_the_library(boards[0])
            self.served = True

    def ask_for_the_library(self, comm: str) -> None:
        asked = {"method": "custom", "content": {"op": "runtime", "page": "benchmark"}}
        session = self.client.session
        message = session.msg("comm_msg", {"comm_id": comm, "data": asked})
        session.send(self.client.shell_channel.socket, message)
        with contextlib.suppress(Empty):
            while True:
                got = self.client.get_iopub_msg(timeout=20)
                if got["msg_type"] == "comm_msg" and got.get("buffers"):
                    return

    def cpu(self) -> float:
        """Processor seconds used so far, told by the kernel itself (finer than the system's)."""
        ask = {"used": "__import__('time').process_time()"}
        reply = self.client.execute_interactive(
            "", user_expressions=ask, store_history=False, output_hook=lambda _message: None
        )
        return float(reply["content"]["user_expressions"]["used"]["data"]["text/plain"])

    def memory(self) -> dict[str, float]:
        """Memory in MiB: resident, and (on Linux) its fair share."""
        info = self.process.memory_full_info()
        return {"rss": info.rss / MIB, "pss": getattr(info, "pss", info.rss) / MIB}


@contextlib.contextmanager
def kernel() -> Iterator[Kernel]:
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(stderr=subprocess.DEVNULL)
    running = Kernel(manager)
    try:
        running.run("pass")
        time.sleep(0.2)
        yield running
    finally:
        running.client.stop_channels()
        manager.shutdown_kernel(now=True)


def first_chart(rounds: int) -> dict[str, dict[str, float]]:
    """Median processor seconds and memory of each contender's first cell, in turns."""
    cpu: dict[str, list[float]] = {name: [] for name in FIRST_CHART}
    memory: dict[str, list[dict[str, float]]] = {name: [] for name in FIRST_CHART}
    for _round in range(rounds):
        for name, made in FIRST_CHART.items():
            with kernel() as running:
                before = running.cpu()
                running.run(cell(made))
                time.sleep(0.1)
                cpu[name].append(running.cpu() - before)
                memory[name].append(running.memory())
    idle = statistics.median(cpu["nothing"])  # what two readings and an empty cell cost
    return {
        "cpu": {name: statistics.median(values) - idle for name, values in cpu.items()},
        "rss": {n: statistics.median(v["rss"] for v in vs) for n, vs in memory.items()},
        "pss": {n: statistics.median(v["pss"] for v in vs) for n, vs in memory.items()},
    }


def lesson_memory(paths: list[Path], rounds: int) -> dict[str, dict[str, float]]:
    """Memory of a kernel after every cell of a lesson was run in it, beside a bare kernel."""
    books: dict[str, list[str]] = {BARE: ["pass"]}
    for path in paths:
        cells = nbformat.read(path, as_version=4).cells
        books[path.stem] = [cell.source for cell in cells if cell.cell_type == "code"]
    seen: dict[str, list[dict[str, Any]]] = {name: [] for name in books}
    for _round in range(rounds):
        for name, sources in books.items():
            with kernel() as running:
                for source in sources:
                    running.run(source)
                seen[name].append(running.memory())
    return {
        key: {name: statistics.median(v[key] for v in seen[name]) for name in books}
        for key in ("rss", "pss")
    }
