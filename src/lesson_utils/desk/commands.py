"""The teacher's commands: ``lessons report``, ``lessons export`` and ``lessons progress``."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from pathlib import Path

__all__ = ["COMMANDS", "arguments"]


def _report(options: argparse.Namespace) -> int:
    from lesson_utils.desk.report import class_report
    from lesson_utils.desk.report_files import write

    begun = time.perf_counter()
    report = class_report(options.folder)
    table, page = write(report, options.out or options.folder)
    print(
        f"{len(report.pupils)} {_s(len(report.pupils), 'pupil')} in {report.files} "
        f"{_s(report.files, 'file')}, {len(report.skipped)} not counted "
        f"({time.perf_counter() - begun:.1f} s)."
    )
    for one in report.skipped[:10]:
        print(f"  not counted: {one.name}: {one.why}")
    if len(report.skipped) > 10:
        print(f"  … and {len(report.skipped) - 10} more, listed in {page.name}")
    print(f"{table}\n{page}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from lesson_utils.desk import cards_export, handout_export, quiz_export

    form, lesson, out = options.format, options.lesson, options.out
    if options.what == "quiz":
        path, n = quiz_export.export(form, lesson, out)
        what, advice = "question", quiz_export.ADVICE
    elif options.what == "cards":
        path, n = cards_export.export(form, lesson, out)
        what, advice = "card", cards_export.ADVICE
    else:
        path, n = handout_export.export(form, lesson, out)
        what, advice = "handout", handout_export.ADVICE
    print(f"{n} {_s(n, what)} in {path}")
    print(advice[form])
    return 0


def _progress(options: argparse.Namespace) -> int:
    from lesson_utils.desk import keeping
    from lesson_utils.learn.progress import Progress

    action = options.action
    if action == "merge":
        state, backup = keeping.merge_files(options.files, options.out)
        print(Progress(state, "", options.out.name))
        if backup:
            print(f"What was there before is kept as {backup}.")
        return 0
    path = keeping.own_file(options.file)
    if action == "reset":
        done = keeping.reset(options.lesson, path)
        if not done.backup:
            print(f"There was nothing of lesson {options.lesson} in {path}.")
            return 0
        print(
            f"Lesson {options.lesson} begins anew: {done.answers} "
            f"{_s(done.answers, 'answer')} and {done.predictions} "
            f"{_s(done.predictions, 'prediction')} taken out. "
            f"The file as it was is kept as {done.backup}."
        )
        return 0
    if action == "export":
        print(Progress(keeping.take_along(path, options.out), "", str(options.out)))
        print("On the other computer, put it beside the notebooks as progress.json.")
        return 0
    print(Progress(keeping.own_state(path), "", str(path)))
    return 0


def _s(n: int, word: str) -> str:
    return word if n == 1 else f"{word}s"


COMMANDS = {
    "report": (_report, "count what a class answered, from the folder of its progress files"),
    "export": (_export, "write questions, glossary cards or a handout for use elsewhere"),
    "progress": (_progress, "show your answers, begin a lesson anew, or merge two files of them"),
}


def arguments(made: Mapping[str, argparse.ArgumentParser]) -> None:
    """Add what each of the commands takes.

    Parameters
    ----------
    made : mapping of str to argparse.ArgumentParser
        The parser of each command of `COMMANDS`.

    Examples
    --------
    >>> parsers = {name: argparse.ArgumentParser() for name in COMMANDS}
    >>> arguments(parsers)
    >>> parsers["progress"].parse_args(["reset", "05"]).lesson
    '05'
    """
    report = made["report"]
    report.add_argument("folder", type=Path, help="with a progress.json for each pupil")
    report.add_argument("--out", type=Path, metavar="DIR", help="where to write; default: there")

    kinds = made["export"].add_subparsers(dest="what", metavar="WHAT", required=True)
    quiz = kinds.add_parser("quiz", help="the questions, for Moodle, Canvas and others")
    quiz.add_argument("--format", required=True, choices=["moodle-xml", "gift", "qti", "csv"])
    cards = kinds.add_parser("cards", help="the glossary in English and Japanese, as flash cards")
    cards.add_argument("--format", required=True, choices=["anki", "csv"])
    handout = kinds.add_parser("handout", help="one lesson's handout, out of the built pages")
    handout.add_argument("--format", default="pdf", choices=["pdf"])
    for one in (quiz, cards, handout):
        one.add_argument("--lesson", metavar="NN", help="one lesson's; left out: all")
        one.add_argument("--out", type=Path, metavar="FILE", help="default: a name of its own here")

    actions = made["progress"].add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="what is done, lesson by lesson, and where to go on")
    reset = actions.add_parser("reset", help="begin one lesson anew, keeping a dated copy")
    reset.add_argument("lesson", metavar="NN", help="such as 05")
    merge = actions.add_parser("merge", help="put two or more files together; nothing is lost")
    merge.add_argument("files", nargs="+", type=Path, metavar="FILE")
    merge.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="a new file, or one of those named"
    )
    export = actions.add_parser("export", help="copy the file to take it to another computer")
    export.add_argument("out", type=Path, metavar="TO", help="a new file, or a folder")
    for one in (show, reset, export):
        one.add_argument("--file", type=Path, metavar="FILE", help="default: progress.json here")
