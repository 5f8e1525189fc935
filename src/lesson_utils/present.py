"""A lesson with its code hidden: for the projector, and for reading alone. Voilà does the work."""

from __future__ import annotations

import errno
import importlib
import importlib.util
import os
import re
import secrets
import socket
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lesson_utils import course_files
from lesson_utils.errors import LessonError, UnknownNameError

HERE = Path(__file__).resolve().parent / "_present"
TEMPLATE = "lesson"
VOILA = '"voila>=0.5.13,<0.6"'
# Other extensions of somebody's JupyterLab have no business on the page, nor have their faults.
EXTENSIONS = ("@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager",
              "anywidget")  # fmt: skip
HIDDEN_TAGS = frozenset({"exercise", "hint", "solution", "teacher"})
EXERCISES = """## Exercises

They are small tasks in Python, so they need the notebook with its code: `lessons open`."""
# Everything has been run before the reader arrives: what was predicted follows the reader, and the
# summary of answers, which shows what was true then, gets a word.
PREDICTED = re.compile(r"lu\.predicted\([^()]*\)")
PROGRESS = "Reload the page to count what you have answered since it was opened."


def present(
    lesson: str | int,
    folder: str | Path | None = None,
    *,
    port: int = 0,
    browser: bool = True,
    dark: bool = False,
    forget: bool = False,
) -> int:
    """Show one lesson without its code, on this computer only, until Ctrl+C.

    The notebooks are those that ``lessons open`` would show, and the answers go where theirs go:
    into ``progress.json`` beside them. Every visit runs the lesson afresh in a kernel of its own.

    Parameters
    ----------
    lesson : str or int
        Its number, such as ``"05"``, or its short name, such as ``"first_island_chain"``.
    folder : str or pathlib.Path, optional
        A folder of notebooks; chosen as by ``lessons open`` if not given.
    port : int, optional
        0 takes a free one.
    browser : bool, optional
        Open the page in a browser.
    dark : bool, optional
        Light letters on dark ground.
    forget : bool, optional
        Keep answers in memory only, as a class in front of a projector wants it.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    UnknownNameError
        If the folder holds no such lesson.
    LessonError
        If Voilà is not installed, the folder is missing or the port is taken.

    Examples
    --------
    >>> present("05", port=-1)
    Traceback (most recent call last):
    lesson_utils.errors.LessonError: -1 is no port. Give one from 1024 to 65535, or none at all.
    """
    if port and not 1024 <= port <= 65535:
        raise LessonError(f"{port} is no port. Give one from 1024 to 65535, or none at all.")
    if importlib.util.find_spec("voila") is None:
        raise LessonError(
            "Voilà, which shows a lesson without its code, is not installed beside this package. "
            f'Install it: "{sys.executable}" -m pip install {VOILA}'
        )
    notebooks, report = course_files.folder_to_open(folder)
    if report is not None:
        print(report, flush=True)
    path = find(notebooks, lesson)
    port = reserve(port)
    if forget:
        os.environ["LESSON_PROGRESS"] = "off"
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    before = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(HERE), before)))
    token = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{port}/voila/render/{path.name}?token={token}"
    application = importlib.import_module("voila.app").Voila.instance()
    application.initialize(arguments(notebooks, port, token, dark))
    application.voila_configuration.prelaunch_hook = Prepared(forget)
    application.tornado_settings = {"ws_ping_timeout": 30_000}  # or a warning, at every page

    def announce() -> None:
        print(f"Lesson {path.stem[:2]} without its code, on this computer only:\n  {address}")
        print("The first page takes a few seconds. Stop with Ctrl+C.", flush=True)
        if browser and not webbrowser.open(address):
            print("No browser could be opened: copy the address into one.", flush=True)

    application.launch_browser = announce  # Voilà's own shows a page that asks a CDN for icons
    application.start()
    return 0


def find(notebooks: Path, lesson: str | int) -> Path:
    """Find a lesson's notebook in a folder by its number or short name.

    Raises
    ------
    UnknownNameError
        If there is none; it names the nearest.

    Examples
    --------
    >>> from lesson_utils import course
    >>> find(course.folder() / "notebooks", 5).name
    '05_first_island_chain.ipynb'
    """
    given = str(lesson).strip()
    paths = sorted(notebooks.glob("[0-9][0-9]_*.ipynb"))
    for path in paths:
        if given.zfill(2) == path.name[:2] or given in {path.stem, path.stem[3:], path.name}:
            return path
    names = [path.name[:2] for path in paths] + [path.stem[3:] for path in paths]
    raise UnknownNameError("lesson", given, names, "lessons list shows them all.")


def reserve(port: int) -> int:
    """Make sure that a port of this computer is free, or find a free one.

    Raises
    ------
    LessonError
        If the port is taken or not allowed.

    Examples
    --------
    >>> reserve(0) > 1023
    True
    """
    with socket.socket() as trial:
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as trouble:
            why = "in use" if trouble.errno == errno.EADDRINUSE else trouble.strerror
            raise LessonError(
                f"Port {port} of this computer cannot be used ({why}). "
                "Leave out --port, and a free one is taken."
            ) from trouble
        return int(trial.getsockname()[1])


def arguments(notebooks: Path, port: int, token: str, dark: bool) -> list[str]:
    """Build Voilà's arguments: this machine only, with a token, nothing asked of the network.

    Examples
    --------
    >>> "--Voila.ip=127.0.0.1" in arguments(Path("."), 8866, "secret", False)
    True
    """
    return [
        "--Voila.ip=127.0.0.1",
        f"--Voila.port={port}",
        "--Voila.port_retries=0",
        f"--Voila.token={token}",
        f"--Voila.root_dir={notebooks}",
        "--Voila.log_level=ERROR",
        f"--VoilaConfiguration.template={TEMPLATE}",
        "--VoilaConfiguration.allow_template_override=NO",
        "--VoilaConfiguration.classic_tree=True",  # the list at /, which then needs no script
        f"--VoilaConfiguration.theme={'dark' if dark else 'light'}",
        *(f"--VoilaConfiguration.extension_allowlist={name}" for name in EXTENSIONS),
        # For pages that ended without a word: a kernel nobody has looked at for five minutes.
        "--MappingKernelManager.cull_idle_timeout=300",
        "--MappingKernelManager.cull_interval=60",
    ]


class Prepared:
    """What is done to a notebook before it is shown; the file itself is not touched.

    Parameters
    ----------
    forget : bool
        Whether answers are kept in memory only, which the page then says.
    """

    def __init__(self, forget: bool) -> None:
        self.forget = forget
        self.kept = (
            "Answers are forgotten when the page is closed."
            if forget
            else "Your answers are kept in progress.json."
        )

    def __call__(self, request: Any, notebook: Any, cwd: str) -> Any:
        """Take out what needs the code or is for teachers, and name the page."""
        # Asking for it sets the cookie without which a page that closes cannot stop its kernel.
        getattr(request, "xsrf_token", None)
        notebook.cells = list(shown(notebook.cells, self.forget))
        metadata = notebook.metadata
        described = metadata.setdefault("lesson", {})
        title = next(
            (
                line.removeprefix("# ").strip()
                for cell in notebook.cells
                if cell.cell_type == "markdown"
                for line in cell.source.splitlines()
                if line.startswith("# ")
            ),
            "A lesson",
        )
        number = described.get("number", "")
        metadata["title"] = title
        described["shown"] = f"Lesson {number}: {title}" if number else title
        described["kept"] = self.kept
        return notebook


def shown(cells: Any, forget: bool = False) -> Iterator[Any]:
    """Choose the cells that make sense without code.

    Left out are the teacher's notes and everything of the section "Exercises", which is about
    writing code; one sentence says where to find it. What would show the state before the reader
    arrived follows what the reader does, or gets a sentence beside it.

    Parameters
    ----------
    cells : iterable of nbformat.NotebookNode
        The cells of a notebook.
    forget : bool, optional
        Whether answers are kept in memory only: a reload would then show none.

    Yields
    ------
    nbformat.NotebookNode
        Those to show.
    """
    in_exercises = False
    for cell in cells:
        source = cell.source.strip()
        if cell.cell_type == "markdown" and source.startswith("## "):
            in_exercises = source.splitlines()[0].strip() == "## Exercises"
            if in_exercises:
                yield _words(cell, EXERCISES, "exercises")
                continue
        if in_exercises or HIDDEN_TAGS & set(cell.metadata.get("tags", ())):
            continue
        if cell.cell_type == "code" and PREDICTED.fullmatch(source):
            cell.source = f"{source}.live()"
        yield cell
        if cell.cell_type == "code" and source.startswith("lu.progress(") and not forget:
            yield _words(cell, PROGRESS, "progress")


def _words(like: Any, text: str, name: str) -> Any:
    """Make a cell of words, as the same kind of object as another cell."""
    kind = type(like)
    return kind(cell_type="markdown", id=f"present-{name}", metadata=kind(), source=text)
