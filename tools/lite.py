"""Build the browser edition: the whole course as a static folder that needs no installation.

``python run.py lite`` calls this. What comes from outside are packages of PyPI and one of npm
(Pyodide, the Python that runs in a browser); the finished folder asks nobody for anything.

Python 3.11 and the lock tool that goes with it cannot read the newest Pyodide's own list of
packages, and the course wants none of them: an empty list of the same Pyodide takes its place.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import importlib.metadata
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lesson_utils import course, serve
from lesson_utils.markup import tag

ROOT = Path(__file__).resolve().parents[1]
RECIPE = ROOT / "deploy" / "lite"
CACHE = ROOT / "build" / "lite"
PYODIDE = "314.0.7"
PYODIDE_SHA256 = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip",
                 "package.json")  # fmt: skip
KERNELSPEC = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
SPECS = ("ipykernel", "comm", "pyodide-kernel", "ipython", "micropip", "packaging", "lesson-utils")
# What only a desktop's classic notebook needs; the site itself holds the widgets' JavaScript.
LEFT_OUT = ("widgetsnbextension",)
KERNEL = "@jupyterlite/pyodide-kernel-extension"
WIDGETS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
# JupyterLite 0.8 keeps its worker awake by a request to the root of the host, which below a path
# belongs to somebody else: it goes to the worker's own folder instead.
AWAKE = {
    'fetch("/api/service-worker-heartbeat")': 'fetch("../api/service-worker-heartbeat")',
    '"/api/service-worker-heartbeat"===': 'new URL("api/service-worker-heartbeat",'
    "self.registration?.scope??self.location).pathname===",
}
MOST_MB = 70
PROGRAMS_MB = 8


class BuildError(Exception):
    """The browser edition cannot be built; the message holds the remedy."""


def builder() -> Path:
    """Install JupyterLite into a folder of its own, once for each set of pins."""
    pins = (ROOT / "constraints.txt").read_bytes()
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needs = wanted["project"]["optional-dependencies"]["lite"]
    mark = hashlib.sha256(pins + repr((needs, sys.version_info[:2])).encode()).hexdigest()[:12]
    folder = CACHE / f"builder-{mark}"
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", scratch]
        done = subprocess.run(
            [*command, "--constraint", str(ROOT / "constraints.txt"), *needs],
            capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if done.returncode:
            raise BuildError(f"JupyterLite could not be installed:\n{done.stderr.strip()[-600:]}")
        shutil.copytree(scratch, folder)
    return folder


def pyodide() -> Path:
    """Get Pyodide from npm, or from an earlier build, and check that it is the one meant."""
    archive = CACHE / f"pyodide-{PYODIDE}.tgz"
    if not archive.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        if npm is None:
            raise BuildError(
                "npm is needed once, to fetch Pyodide. Install Node.js from https://nodejs.org/ "
                f"(Debian: apt install npm), or put pyodide-{PYODIDE}.tgz of npm into {CACHE}."
            )
        done = subprocess.run(
            [npm, "pack", f"pyodide@{PYODIDE}"], cwd=CACHE, capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            raise BuildError(f"npm could not fetch Pyodide:\n{done.stderr.strip()[-600:]}")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != PYODIDE_SHA256:
        archive.unlink()
        raise BuildError(
            f"{archive.name} is not the file that was tested (sha256 {found}); it was deleted. "
            "Run the same command again."
        )
    return archive


def unpack_pyodide(archive: Path, target: Path) -> None:
    """Copy Pyodide's own files, with an empty list of packages beside them."""
    target.mkdir(parents=True)
    with tarfile.open(archive) as tar:
        for name in PYODIDE_FILES:
            member = tar.extractfile(f"package/{name}")
            if member is None:
                raise BuildError(f"{archive.name} holds no {name}.")
            (target / name).write_bytes(member.read())
        member = tar.extractfile("package/pyodide-lock.json")
        info = json.load(member)["info"] if member else {}
    lock = {"info": {**info, "version": PYODIDE}, "packages": {}}
    (target / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def own_wheel(folder: Path) -> Path:
    """Build the course's wheel."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    done = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise BuildError(f"The course's wheel could not be built:\n{done.stderr.strip()[-600:]}")
    return next(folder.glob("lesson_utils-*.whl"))


def slim_wheel(folder: Path, name: str, why: str, keep: str = "") -> Path:
    """Pack a stand-in for an installed package: its name and version, and at most one file.

    Parameters
    ----------
    folder : pathlib.Path
        Where to.
    name : str
        The package, which is also its one top-level module.
    why : str
        What importing it in Python says.
    keep : str, optional
        Path of the file to carry along, from the package's folder.
    """
    found = importlib.metadata.distribution(name)
    about = f"{name}-{found.version}.dist-info"
    files = {
        f"{name}/__init__.py": f"raise ImportError({why!r})\n".encode(),
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {found.version}\n"
        f"Summary: stands in for {name} in the browser edition: {why}\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tools/lite.py\n"
        b"Root-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if keep:
        files[f"{name}/{keep}"] = Path(str(found.locate_file(f"{name}/{keep}"))).read_bytes()
        for path in found.files or ():
            if "LICENSE" in path.name.upper() and ".dist-info" in str(path):
                files[f"{about}/licenses/{path.name}"] = Path(str(path.locate())).read_bytes()
    record = io.StringIO()
    writer = csv.writer(record, lineterminator="\n")
    for inside, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        writer.writerow([inside, f"sha256={digest}", len(content)])
    writer.writerow([f"{about}/RECORD", "", ""])
    files[f"{about}/RECORD"] = record.getvalue().encode()
    wheel = folder / f"{name}-{found.version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, content in files.items():
            packed.writestr(
                zipfile.ZipInfo(inside, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return wheel


def slim_wheels(folder: Path) -> list[Path]:
    """Pack the stand-ins that keep a first visit small."""
    plotly = (
        "The browser edition carries plotly's drawing library only. "
        "For plotly in Python, install the course on a computer: python run.py"
    )
    jedi = "The browser edition does without guesses while typing."
    return [
        slim_wheel(folder, "plotly", plotly, "package_data/plotly.min.js"),
        slim_wheel(folder, "jedi", jedi),
    ]


def notebooks(target: Path) -> None:
    """Copy the lessons, for the kernel that the site has; another name would open a dialog."""
    target.mkdir(parents=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        book = json.loads(path.read_text(encoding="utf-8"))
        book["metadata"]["kernelspec"] = KERNELSPEC
        text = json.dumps(book, ensure_ascii=False, indent=1)
        (target / path.name).write_text(text + "\n", encoding="utf-8")
    images = ROOT / "notebooks" / "images"
    if images.is_dir():
        shutil.copytree(images, target / "images")


def configuration(work: Path, wheels: Iterable[Path], tools: Path) -> dict[str, Any]:
    """Say what JupyterLite is to build; every version is one of constraints.txt."""
    shared = Path("share", "jupyter", "labextensions")
    extensions = [tools / shared / KERNEL, *(Path(sys.prefix, shared, name) for name in WIDGETS)]
    for folder in extensions:
        if not folder.is_dir():
            raise BuildError(f"{folder} is missing; run: python run.py lite")
    pins = [
        line.partition(";")[0].strip()
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    ]
    return {
        "LiteBuildConfig": {
            "contents": [str(work / "files")],
            "lite_dir": str(work),
            "output_dir": str(work / "out"),
            "apps": ["lab", "notebooks"],
            "no_sourcemaps": True,
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [str(folder) for folder in extensions],
        },
        "PyodideLockAddon": {
            "enabled": True,
            "wheels": [str(wheel) for wheel in wheels],
            "specs": list(SPECS),
            "constraints": pins,
            "excludes_extra": list(LEFT_OUT),
        },
    }


def build(target: Path, pages: str = "") -> Path:
    """Build the site into a folder, which is replaced only when the new one is whole.

    Parameters
    ----------
    target : pathlib.Path
        Where to; an earlier build there is replaced.
    pages : str
        Address of the reading pages, if the first page is to link to them.

    Raises
    ------
    BuildError
        If a piece is missing or the site comes out too large.
    """
    target = target.resolve()
    if target.is_file() or (
        target.exists() and not (target / "jupyter-lite.json").is_file() and any(target.iterdir())
    ):
        raise BuildError(f"{target} holds something else. Give an empty folder or a new one.")
    archive, tools = pyodide(), builder()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch) / "site"
        unpack_pyodide(archive, work / "static" / "pyodide")
        wheels = [own_wheel(Path(scratch)), *slim_wheels(Path(scratch))]
        notebooks(work / "files")
        for name in ("jupyter-lite.json", "overrides.json"):
            shutil.copy(RECIPE / name, work / name)
        settings = configuration(work, wheels, tools)
        (work / "jupyter_lite_config.json").write_text(json.dumps(settings), encoding="utf-8")
        settings_of_run = {
            "PATH": os.pathsep.join([str(tools / "bin"), os.environ.get("PATH", "")]),
            "PYTHONPATH": str(tools),
        }
        done = subprocess.run(
            [sys.executable, "-m", "jupyterlite_core", "build"],
            cwd=work, env=os.environ | settings_of_run, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        out = work / "out"
        if done.returncode or not (out / "static" / "pyodide-lock").is_dir():
            raise BuildError(f"JupyterLite could not build the site:\n{done.stdout[-3000:]}")
        finish(out, pages)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside its place first: a full disk then leaves the earlier build as it was.
        with tempfile.TemporaryDirectory(prefix=".lite-", dir=target.parent) as beside:
            shutil.copytree(out, Path(beside) / "new")
            if target.exists():
                target.rename(Path(beside) / "old")
            (Path(beside) / "new").rename(target)
    return target


def finish(out: Path, pages: str = "") -> None:
    """Add the first page and the server, take away what nobody asks for, check the result."""
    for path in [*out.rglob("*.map"), *out.rglob("*.doit.db*")]:
        path.unlink()
    for path in out.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        if "service-worker-heartbeat" in text:
            for root, own in AWAKE.items():
                text = text.replace(root, own)
            path.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "src" / "lesson_utils" / "serve.py", out / "serve.py")
    (out / ".nojekyll").write_text("", encoding="utf-8")
    page = front_page(first_visit(out), pages)
    (out / "index.html").write_text(page, encoding="utf-8")
    if size(out) > MOST_MB:
        raise BuildError(f"The site has {size(out):.0f} MB; {MOST_MB} are allowed.")
    serve.list_contents(out)


def front_page(megabytes: float, pages: str = "") -> str:
    """Write the first page: the lessons, what a first visit loads, where answers are kept.

    Parameters
    ----------
    megabytes : float
        What a first visit loads.
    pages : str
        Address of the reading pages; empty if there are none.
    """
    lessons = "".join(
        tag(
            "li",
            tag("a", f"{one.number} · {one.question}",
                href=f"lab/index.html?path={one.number}_{one.slug}.ipynb"),
        )
        for one in course.lessons()
    )  # fmt: skip
    reading = tag("p", "To read or print instead: ", tag("a", "the reading pages", href=pages), ".")
    text = (RECIPE / "index.html").read_text(encoding="utf-8")
    for mark, content in {
        "<!-- lessons -->": lessons,
        "<!-- pages -->": reading if pages else "",
        "@download@": f"{megabytes:.0f}",
    }.items():
        text = text.replace(mark, content)
    return text


def size(folder: Path) -> float:
    """Add up a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def first_visit(out: Path) -> float:
    """Say what a first lesson loads, in MB: Python and its packages, and the notebook's programs.

    The second part was measured in a browser (8 MB); a test compares the sum with a real visit.
    """
    return size(out / "static") + PROGRAMS_MB


def main(words: list[str] | None = None) -> int:
    """Build, and say how large it came out and how to look at it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist" / "lite")
    parser.add_argument(
        "--pages", metavar="URL", default="", help="link to the reading pages there"
    )
    options = parser.parse_args(words)
    folder = options.folder
    print("Building the browser edition: about half a minute …", flush=True)
    try:
        build(folder, options.pages)
    except BuildError as trouble:
        print(f"lite: {trouble}", file=sys.stderr)
        return 1
    except OSError as trouble:
        print(
            f"lite: the site could not be written to {folder} ({trouble.strerror or trouble}). "
            "Give a folder of your own on a disk with 200 MB to spare.",
            file=sys.stderr,
        )
        return 1
    shown = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    print(f"{shown} has {size(folder):.0f} MB. Look at it: python {shown / 'serve.py'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
