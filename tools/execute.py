"""Run the notebooks and store outputs that come out the same, byte for byte, every time.

Use it as ``python run.py execute [NOTEBOOK …] [--check]``. Each notebook runs in a fresh kernel in
an empty folder of its own, so that nobody's answers are read or written. What is kept is what a
reader sees without running anything: text, HTML and chart specs. What differs from run to run or
from machine to machine goes: widget views and their state, times, interpreter versions.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parents[1]
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_INFO = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}
PASSING_METADATA = ("execution", "ExecuteTime", "collapsed", "scrolled", "trusted")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")


class NotebookFailedError(Exception):
    """A notebook that cannot be stored as it came out; the message says which cell and why."""


def execute(path: Path, timeout: int = 60) -> str:
    """Run one notebook and return its text as it is to be stored.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.
    timeout : int
        The longest a cell may take, in seconds.

    Returns
    -------
    str
        The notebook's JSON, the same for every run.

    Raises
    ------
    NotebookFailedError
        If a cell raises, warns, takes too long, or prints a memory address.
    """
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    notebook.metadata["kernelspec"] = dict(KERNELSPEC)
    with (
        tempfile.TemporaryDirectory(prefix="lesson-") as empty,
        tempfile.TemporaryDirectory(prefix="ipython-") as profile,
    ):
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name="python3",
            resources={"metadata": {"path": empty}},
            record_timing=False,
            store_widget_state=False,
        )
        environment = {
            **{key: value for key, value in os.environ.items() if key != "LESSON_PROGRESS"},
            "IPYTHONDIR": profile,
            "JUPYTER_PREFER_ENV_PATH": "1",
            "PYTHONHASHSEED": "0",
        }
        try:
            client.execute(env=environment)
        except CellExecutionError as failed:
            raise NotebookFailedError(f"{path.name}: a cell raised an error.\n{failed}") from failed
        except (CellTimeoutError, DeadKernelError) as failed:
            first = str(failed).strip().splitlines()[0]
            raise NotebookFailedError(f"{path.name}: {first}") from failed
    normalise(notebook)
    for trouble in _troubles(notebook):
        raise NotebookFailedError(f"{path.name}: {trouble}")
    text = str(nbformat.writes(notebook))  # type: ignore[no-untyped-call]
    return text.rstrip("\n") + "\n"


def normalise(notebook: Any) -> None:
    """Take out of a notebook, in place, everything that is not the same in every run."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = dict(KERNELSPEC)
    notebook.metadata["language_info"] = dict(LANGUAGE_INFO)
    notebook.nbformat, notebook.nbformat_minor = 4, max(5, notebook.nbformat_minor)
    seen: set[str] = set()
    count = 0
    for position, cell in enumerate(notebook.cells):
        if not cell.get("id") or cell["id"] in seen:
            text = f"{position}\0{cell['source']}"
            cell["id"] = "c" + hashlib.sha256(text.encode()).hexdigest()[:11]
        seen.add(cell["id"])
        for key in PASSING_METADATA:
            cell["metadata"].pop(key, None)
        if cell["cell_type"] != "code":
            continue
        if cell["execution_count"] is not None:
            count += 1
            cell["execution_count"] = count
        cell["outputs"] = list(_outputs(cell["outputs"], cell["execution_count"]))


def _outputs(outputs: Sequence[Any], count: int | None) -> Iterator[Any]:
    """Drop widget views, join the pieces a stream arrived in, renumber results."""
    stream: Any = None
    for output in outputs:
        if output["output_type"] == "stream":
            if stream is not None and stream["name"] == output["name"]:
                stream["text"] += output["text"]
                continue
            stream = output
        else:
            stream = None
            data = output.get("data", {})
            if WIDGET_VIEW in data:
                del data[WIDGET_VIEW]
                if not data:
                    continue
            if output["output_type"] == "execute_result":
                output["execution_count"] = count
        yield output


def _troubles(notebook: Any) -> Iterator[str]:
    for cell in notebook.cells:
        if cell["cell_type"] != "code":
            continue
        first = next(iter(cell["source"].strip().splitlines()), "")
        where = f"cell {cell['id']} ({first[:60]!r})"
        for output in cell["outputs"]:
            if output["output_type"] == "stream" and output["name"] == "stderr":
                last = output["text"].strip().splitlines()[-1]
                yield f"{where} wrote to stderr: {last}. A lesson shows no warnings: mend it."
            if ADDRESS.search(str(output)):
                yield (
                    f"{where} shows a memory address, which differs in every run. "
                    "Give the object a __repr__, or end the line with a semicolon."
                )


def _save(path: Path, text: str) -> None:
    """Replace the notebook in one step: it is either the old one or the whole new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".executing-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
    Path(name).chmod(path.stat().st_mode & 0o777)
    Path(name).replace(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the notebooks named, or all; return 0 if every one came out clean."""
    parser = argparse.ArgumentParser(prog="run.py execute", description=__doc__.split("\n")[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: every lesson")
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    parser.add_argument("--timeout", type=int, default=60, help="seconds a cell may take")
    options = parser.parse_args(arguments)
    paths = options.notebooks or sorted((ROOT / "notebooks").glob("*.ipynb"))
    failures = 0
    for path in paths:
        if not path.is_file():
            print(f"{path}: there is no such notebook. Name one, as notebooks/05_….ipynb.")
            failures += 1
            continue
        begun = time.perf_counter()
        try:
            text = execute(path, options.timeout)
        except NotebookFailedError as failed:
            print(failed, file=sys.stderr)
            failures += 1
            continue
        if text == path.read_text(encoding="utf-8"):
            what = "as stored"
        elif options.check:
            what = "DIFFERS from what is stored: run `python run.py execute`"
            failures += 1
        else:
            _save(path, text)
            what = "written"
        took = time.perf_counter() - begun
        print(f"{path.name}: {what}, {len(text.encode()) // 1000} kB, {took:.1f} s", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
