"""A class on a real hub: log in, start, open a lesson, run it, keep it, come back.

``python benchmarks/hub.py [--users 10] [--lesson 05]`` starts JupyterHub with
``deploy/jupyterhub/jupyterhub_config.py`` and its proxy on this computer, sends so many pupils
through it at the same moment, stops everything and writes ``hub.json`` and ``hub.md``. What a pupil
does is what a browser does: the login form, cookies, the page, the scripts it names, a session,
every cell over the kernel's channels, the drawing library for the charts, saving.

Run it with a Python that has JupyterHub; any other one gets an environment in ``build/hub`` first.
Linux only: memory is each process's fair share (PSS).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import datetime
import json
import os
import signal
import statistics
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import psutil  # noqa: E402

from benchmarks import report  # noqa: E402
from benchmarks.hub_pupil import MIB, Pupil, Visit  # noqa: E402
from benchmarks.hub_report import markdown, with_table  # noqa: E402
from benchmarks.hub_server import DEPLOY, Hub, HubError, running  # noqa: E402

README = DEPLOY / "README.md"
LONGEST_S = 900


def used(hub: Hub) -> dict[str, Any]:
    """Memory (PSS, MiB) and processor seconds of the hub, the proxy, the servers, the kernels."""
    parts: dict[str, list[float]] = {"hub": [], "proxy": [], "servers": [], "kernels": []}
    cpu = dict.fromkeys(parts, 0.0)
    top = psutil.Process(hub.process.pid)
    for process in [top, *top.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            words = " ".join(process.cmdline())
            if "ipykernel_launcher" in words:
                part = "kernels"
            elif "singleuser" in words:
                part = "servers"
            elif "configurable-http-proxy" in words:
                part = "proxy"
            else:
                part = "hub"  # and its culler
            parts[part].append(process.memory_full_info().pss / MIB)
            times = process.cpu_times()
            cpu[part] += times.user + times.system
    return {"memory": parts, "cpu": cpu}


async def attend(hub: Hub, names: list[str], lesson: str, again: bool) -> dict[str, Any]:
    """Send a class through a hub."""
    pupils = [Pupil(hub, name) for name in names]
    lost: dict[str, str] = {}

    async def together(step: str, *words: Any) -> dict[str, Any]:
        alive = [p for p in pupils if p.visit.name not in lost]
        results = await asyncio.gather(
            *(getattr(p, step)(*words) for p in alive), return_exceptions=True
        )
        given = {}
        for pupil, result in zip(alive, results, strict=True):
            if isinstance(result, BaseException):
                lost[pupil.visit.name] = f"{step}: {type(result).__name__}: {result}"[:300]
            else:
                given[pupil.visit.name] = result
        return given

    async def one(pupil: Pupil) -> None:
        await pupil.log_in()
        page = await pupil.arrive()
        await pupil.run(await pupil.open(page, lesson))

    begun = time.monotonic()
    results = await asyncio.gather(*(one(p) for p in pupils), return_exceptions=True)
    whole = time.monotonic() - begun
    for pupil, result in zip(pupils, results, strict=True):
        if isinstance(result, BaseException):
            lost[pupil.visit.name] = f"{type(result).__name__}: {result}"[:300]
    measured = used(hub)
    first = [dataclasses.replace(pupil.visit) for pupil in pupils]
    if again:
        await together("leave")
        await together("came_back", lesson)
        await together("leave")
    for visit, pupil in zip(first, pupils, strict=True):
        visit.kept = pupil.visit.kept
        await pupil.http.aclose()
    return {"visits": first, "lost": lost, "whole_s": whole, **measured}


def hold_class(users: int, lesson: str, at_once: int | None = None, *, again: bool = True,
               **settings: str) -> dict[str, Any]:  # fmt: skip
    """Start a hub, hold a class, stop the hub; give what was measured."""
    found = next((ROOT / "notebooks").glob(f"{lesson}_*.ipynb"), None)
    if found is None:
        raise HubError(f"There is no lesson {lesson!r}.")
    names = [f"pupil{i:02d}" for i in range(users)]
    with running(at_once, **settings) as hub:
        empty = used(hub)
        task = attend(hub, names, found.name, again)
        try:
            raw = asyncio.run(asyncio.wait_for(task, LONGEST_S))
        except TimeoutError as late:
            raise HubError(f"The class was not over in {LONGEST_S} s:\n{hub.log()}") from late
    return summary(raw, empty, users, lesson)


def summary(raw: dict[str, Any], empty: dict[str, Any], users: int, lesson: str) -> dict[str, Any]:
    """Work out what is published."""
    visits: list[Visit] = raw["visits"]
    done = [visit for visit in visits if visit.name not in raw["lost"]]

    def spread(values: list[float]) -> dict[str, float]:
        return {"median": statistics.median(values), "max": max(values)} if values else {}

    memory = raw["memory"]
    servers, kernels = (statistics.mean(memory[k] or [0.0]) for k in ("servers", "kernels"))
    work = {k: raw["cpu"][k] - empty["cpu"][k] for k in raw["cpu"]}
    return {
        "users": users,
        "lesson": lesson,
        "finished": len(done),
        "lost": raw["lost"],
        "cell_errors": sum(len(visit.errors) for visit in visits),
        "cells": done[0].cells if done else 0,
        "kept": sum(visit.kept for visit in visits),
        "ready_s": spread([visit.ready_s for visit in done]),
        "open_s": spread([visit.opened_s for visit in done]),
        "run_s": spread([visit.run_s for visit in done]),
        "whole_s": raw["whole_s"],
        "asked_to_wait": sum(visit.waves > 0 for visit in visits),
        "memory_mb": {
            "server": servers,
            "kernel": kernels,
            "pupil": servers + kernels,
            "hub": sum(memory["hub"]),
            "proxy": sum(memory["proxy"]),
            "hub_empty": sum(empty["memory"]["hub"]),
        },
        "cpu_s_a_pupil": {
            "server": work["servers"] / users,
            "kernel": work["kernels"] / users,
            "hub_and_proxy": (work["hub"] + work["proxy"]) / users,
        },
        "loaded_mb_a_pupil": statistics.median([visit.megabytes for visit in done] or [0.0]),
    }


def rounded(value: Any) -> Any:
    """Round every number to three figures: more would be noise."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return float(f"{value:.3g}") if isinstance(value, float) else value


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--lesson", default="05")
    parser.add_argument(
        "--waves", type=int, default=4, help="a second class, so many at once; 0: no"
    )
    parser.add_argument("--write", action="store_true", help="only write hub.md again")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_all: sys.exit(143))  # so that the hub is stopped too
    file = HERE / "hub.json"
    if options.write:
        results = json.loads(file.read_text(encoding="utf-8"))
    else:
        try:
            measured = {"class": hold_class(options.users, options.lesson)}
            if options.waves:
                measured["waves"] = hold_class(
                    options.users, options.lesson, options.waves, again=False
                ) | {"at_once": options.waves}
        except HubError as trouble:
            print(f"hub: {trouble}", file=sys.stderr)
            return 1
        about = {
            "date": datetime.date.today().isoformat(),
            "machine": report.machine(),
            "cores": os.cpu_count(),
        }
        results = {"about": about, **rounded(measured)}
        file.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (HERE / "hub.md").write_text(markdown(results), encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8"), results), encoding="utf-8")
    print(markdown(results))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
