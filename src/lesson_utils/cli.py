"""The command ``lessons``: open, copy, list, check and verify the course."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lesson_utils import __version__, course, course_files
from lesson_utils.desk import commands as desk
from lesson_utils.errors import LessonError, nearest


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint about a wrong word names the nearest right one."""

    def __init__(self, *words: Any, **settings: Any) -> None:
        super().__init__(*words, **settings)
        self.suggest_on_error = False  # from Python 3.15 argparse would say it a second time

    def error(self, message: str) -> None:  # type: ignore[override]
        given = message.partition("invalid choice: ")[2].partition(" (")[0].strip("'\"")
        near = nearest(given, _COMMANDS) if given else []
        hint = f" Did you mean: lessons {near[0]}?" if near else ""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}.{hint} `lessons --help` explains every command.\n")


def _open(options: argparse.Namespace) -> int:
    notebooks, report = course_files.folder_to_open(options.folder)
    if report is not None:
        print(report, flush=True)
    return course_files.open_lab(notebooks, options.lab_arguments)


def _copy(options: argparse.Namespace) -> int:
    report = course_files.copy(options.folder, data=options.data)
    print(report)
    if not options.quiet:
        print(f'Open it with: lessons open "{options.folder}"')
    return 0


def _list(options: argparse.Namespace) -> int:
    for lesson in course.lessons():
        print(f"{lesson.number}  {lesson.question}")
        if options.long:
            print(f"    {lesson.minutes} minutes · claims {', '.join(lesson.claims) or 'none'}")
            for objective in lesson.objectives:
                print(f"    - {objective}")
    return 0


def _present(options: argparse.Namespace) -> int:
    from lesson_utils import present

    return present.present(
        options.lesson,
        options.folder,
        port=options.port,
        browser=not options.no_browser,
        dark=options.dark,
        forget=options.forget,
    )


def _check(options: argparse.Namespace) -> int:
    from lesson_utils import notebook_rules

    notebooks = Path(options.folder) if options.folder else course.folder() / "notebooks"
    findings = notebook_rules.check_folder(notebooks)
    for finding in findings:
        print(finding)
    count = len(list(notebooks.glob("*.ipynb")))
    print(f"{count} notebooks checked, {len(findings)} to mend.")
    return 1 if findings else 0


def _verify(_options: argparse.Namespace) -> int:
    from lesson_utils import data

    report = data.verify()
    print(report)
    return 0 if report.ok else 1


def _site(options: argparse.Namespace) -> int:
    from lesson_utils import serve

    words = [str(options.folder or _built()), f"--port={options.port}"]
    return serve.main([*words, *(["--no-browser"] if options.no_browser else [])])


def _built() -> Path:
    """Find built pages: in the current folder, or the browser edition's, or the reading pages."""
    built = course.folder() / "dist"
    for folder in (Path.cwd(), built / "lite", built / "site"):
        if (folder / "index.html").is_file():
            return folder
    raise LessonError(
        "No built pages were found here. Build them with `python run.py lite` (the browser "
        "edition) or `python run.py site` (the reading pages), or say where they are: "
        "lessons site serve FOLDER"
    )


_COMMANDS = {
    "open": (_open, "start JupyterLab on the course"),
    "copy": (_copy, "copy the notebooks into a folder of your own, keeping whatever you changed"),
    "list": (_list, "list the lessons and what each one asks"),
    "present": (_present, "show one lesson without its code, for a projector: lessons present 05"),
    "check": (_check, "check notebooks against the course's rules (for authors)"),
    "site": (_site, "show the built pages on this computer: lessons site serve [FOLDER]"),
    "verify": (_verify, "compare every data file with its recorded checksum and schema"),
    **desk.COMMANDS,
}


def parser() -> argparse.ArgumentParser:
    """Build the command line.

    Examples
    --------
    >>> parser().parse_args(["copy", "class"]).folder
    'class'
    """
    top = _Parser(prog="lessons", description="Counterweight? A course on one news story.")
    top.add_argument("--version", action="version", version=f"lesson-utils {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    made = {
        name: commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        for name, (_run, text) in _COMMANDS.items()
    }
    made["open"].add_argument(
        "folder",
        nargs="?",
        help="a folder of notebooks; without it, a copy in the current folder or the checkout's",
    )
    made["open"].epilog = "Words after -- go to JupyterLab: lessons open -- --no-browser"
    made["open"].set_defaults(lab_arguments=())
    made["copy"].add_argument("folder", help="where to; it is made if it is missing")
    made["copy"].add_argument("--data", action="store_true", help="copy the data tables as well")
    made["copy"].add_argument("--quiet", action="store_true", help="leave out the closing advice")
    made["list"].add_argument("--long", action="store_true", help="with claims and objectives")
    made["present"].add_argument("lesson", help="its number, such as 05, or its short name")
    made["present"].add_argument("folder", nargs="?", help="a folder of notebooks, as for open")
    made["present"].add_argument("--port", type=int, default=0, help="default: a free one")
    made["present"].add_argument("--no-browser", action="store_true", help="only say the address")
    made["present"].add_argument("--dark", action="store_true", help="light letters on dark ground")
    made["present"].add_argument(
        "--forget", action="store_true", help="keep answers in memory only, not in progress.json"
    )
    made["check"].add_argument("folder", nargs="?", help="default: the course's own notebooks")
    made["site"].add_argument("action", choices=["serve"], help="the only action there is")
    made["site"].add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="with index.html; default: this folder, or the checkout's dist/lite or dist/site",
    )
    made["site"].add_argument("--port", type=int, default=8399, help="default 8399")
    made["site"].add_argument("--no-browser", action="store_true", help="only say the address")
    desk.arguments(made)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake is one clear message and exit code 1, never a traceback.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``lessons``; the real command line if not given.

    Returns
    -------
    int
        0 when all is well, 1 when something has to be mended.

    Examples
    --------
    >>> main(["copy", __file__])
    1
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    passed_on: list[str] = []
    if words[:1] == ["open"] and "--" in words:
        cut = words.index("--")
        words, passed_on = words[:cut], words[cut + 1 :]
    options = parser().parse_args(words)
    if options.command == "open":
        options.lab_arguments = passed_on
    try:
        return int(_COMMANDS[options.command][0](options))
    except LessonError as mistake:
        print(f"lessons: {mistake}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
