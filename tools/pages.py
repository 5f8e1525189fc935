"""Build the reading pages: every lesson as a web page to read and print, with nothing to install.

``python run.py site`` calls this. The pages show what the notebooks' committed outputs hold; they
run no Python and ask nobody for anything. With a Chromium on this computer the teacher's guide and
the handouts come as PDFs too, and every chart as a picture for readers without JavaScript.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from lesson_utils import course, i18n, serve
from lesson_utils.chart import runtime
from lesson_utils.course import Lesson
from lesson_utils.errors import LessonError
from lesson_utils.learn.store import SETTING
from lesson_utils.markup import tag
from pages_cells import PageError
from pages_class import guide, handout, main_picture, sheet_name
from pages_frame import RECIPE, file_of, index, page, script, style, written
from pages_print import NoBrowserError, pdf, pictures, printer

ROOT = Path(__file__).resolve().parents[1]
MARK = "site.json"
MOST_MB = 15


def read(folder: Path) -> list[Lesson]:
    """Read the lessons of a folder of notebooks.

    Raises
    ------
    PageError
        If there is none.
    LessonError
        If one is damaged.
    """
    paths = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not paths:
        raise PageError(
            f"{folder} holds no lesson (NN_name.ipynb). Name the folder: --notebooks FOLDER"
        )
    return [course.read_lesson(path) for path in paths]


def write(out: Path, lessons: Sequence[Lesson], lite: str, *, paper: bool) -> list[str]:
    """Write the whole site into an empty folder; give remarks on what was left out."""
    remarks: list[str] = []
    if paper:
        try:
            with printer() as browser:
                remarks += _write_pages(out, lessons, lite, printed=True)
                pictures(browser, out, [file_of(lesson) for lesson in lessons])
                for name in ("guide.html", *map(sheet_name, lessons)):
                    pdf(browser, out, name)
            return remarks
        except NoBrowserError as missing:
            remarks.append(
                f"Left out: PDFs and pictures for readers without JavaScript, as {missing}."
            )
            for path in out.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    return remarks + _write_pages(out, lessons, lite, printed=False)


def _write_pages(out: Path, lessons: Sequence[Lesson], lite: str, *, printed: bool) -> list[str]:
    found, pages, stale = written(lessons, stills=printed, lite=lite)
    home = tag("nav", tag("ul", tag("li", tag("a", "Teacher’s guide", href="guide.html"))),
               aria_label="Pages")  # fmt: skip
    about = "Reading one news story about Japan, the United States and China"
    pages["index.html"] = page(
        f"Counterweight? – {about}", index(found, lite=lite, printed=printed),
        description=about, kind="index", top=home,
    )  # fmt: skip
    pages["guide.html"] = page(
        "Teacher’s guide – Counterweight?", guide(found, printed),
        description="Aims, claims, notes and activities of every lesson", kind="guide",
    )  # fmt: skip
    for one in found:
        shown = main_picture(one.pictures)
        still = f"../images/{shown.id}.png" if printed and shown else ""
        back = tag("nav", tag("ul", tag("li", tag("a", "Read the lesson", href=f"../{one.page}"))),
                   aria_label="Pages")  # fmt: skip
        pages[sheet_name(one.lesson)] = page(
            f"Handout: {one.lesson.title} – Counterweight? lesson {one.number}",
            handout(one, still), description=one.lesson.question, kind="handout", top=back,
            root="../",
        )  # fmt: skip
    (out / "handouts").mkdir(parents=True)
    for name, text in pages.items():
        (out / name).write_text(text, encoding="utf-8")
    (out / "style.css").write_text(style(), encoding="utf-8")
    (out / "pages.js").write_text(script(), encoding="utf-8")
    (out / "plotly.min.js").write_bytes(runtime.source())
    shutil.copy(RECIPE / "icon.svg", out / "icon.svg")
    shutil.copy(ROOT / "src" / "lesson_utils" / "serve.py", out / "serve.py")
    (out / ".nojekyll").write_text("", encoding="utf-8")
    (out / MARK).write_text(json.dumps({"pages": sorted(pages)}, indent=1) + "\n", encoding="utf-8")
    images = lessons[0].path.parent / "images"
    if images.is_dir():
        shutil.copytree(images, out / "images", dirs_exist_ok=True)
    return [f"Out of date, shown as stored (python run.py execute): {one}" for one in stale]


def broken_links(site: Path, lite: str = "") -> list[str]:
    """List the links between pages that lead nowhere.

    Parameters
    ----------
    site : pathlib.Path
        A finished site.
    lite : str
        Address of the browser edition, which may come to stand beside the site later.
    """
    texts = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    anchors = {
        path: set(map(unescape, re.findall(r' id="([^"]+)"', text))) for path, text in texts.items()
    }
    wrong = []
    for path, text in texts.items():
        for href in re.findall(r'<(?:a|link|script|img)\b[^>]*? (?:href|src)="([^"]+)"', text):
            target, _, name = unquote(href.replace("&amp;", "&").replace("&#x27;", "'")).partition(
                "#"
            )
            if re.match(r"[a-z]+:", target) or (lite and target.startswith(lite)):
                continue
            there = (path.parent / target).resolve() if target else path
            if not there.exists() or (name and name not in anchors.get(there, set())):
                wrong.append(f"{path.relative_to(site)} → {href}")
    return wrong


@contextmanager
def nobody() -> Iterator[None]:
    """Open charts and explorers in English, as somebody without any answers."""
    before, language = os.environ.get(SETTING), i18n.language()
    os.environ[SETTING] = "off"
    i18n.set_language("en")
    try:
        yield
    finally:
        i18n.set_language(language)
        if before is None:
            del os.environ[SETTING]
        else:
            os.environ[SETTING] = before


def size(folder: Path) -> float:
    """Add up a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def build(target: Path, notebooks: Path, lite: str = "", *, paper: bool = True) -> list[str]:
    """Build the site into a folder, which is replaced only when the new one is whole.

    Parameters
    ----------
    target : pathlib.Path
        Where to; an earlier site there is replaced.
    notebooks : pathlib.Path
        The folder of the lessons.
    lite : str
        Address of the browser edition, if the pages are to link to it.
    paper : bool
        Whether to make PDFs and pictures, if there is a Chromium.

    Returns
    -------
    list of str
        Remarks: what was left out, what is out of date.

    Raises
    ------
    PageError, LessonError
        If there are no lessons, one is damaged or was never run, a link leads nowhere, the target
        holds something else or cannot be written. The target is as it was.
    """
    target = target.resolve()
    if target.is_file() or (
        target.exists() and not (target / MARK).is_file() and any(target.iterdir())
    ):
        raise PageError(f"{target} holds something else. Give an empty folder or a new one.")
    lessons = read(notebooks)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".site-", dir=target.parent) as scratch:
            out = Path(scratch) / "new"
            out.mkdir()
            with nobody():
                remarks = write(out, lessons, lite, paper=paper)
            if wrong := broken_links(out, lite):
                raise PageError("These links lead nowhere: " + "; ".join(sorted(wrong)[:12]))
            if size(out) > MOST_MB:
                raise PageError(f"The site has {size(out):.1f} MB; {MOST_MB} are allowed.")
            serve.list_contents(out)
            if target.exists():
                target.rename(Path(scratch) / "old")
            out.rename(target)
    except OSError as trouble:
        raise PageError(
            f"The pages could not be written to {target} ({trouble.strerror or trouble}). "
            "Give a folder of your own on a disk with 50 MB to spare."
        ) from trouble
    return remarks


def main(words: Sequence[str] | None = None) -> int:
    """Build, and say how large it came out and how to look at it."""
    parser = argparse.ArgumentParser(prog="run.py site", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist" / "site")
    parser.add_argument(
        "--lite", metavar="URL", default="", help="link to the browser edition there"
    )
    parser.add_argument("--notebooks", type=Path, default=ROOT / "notebooks", help="the lessons")
    parser.add_argument("--no-paper", action="store_true", help="no PDFs and no pictures")
    options = parser.parse_args(words)
    begun = time.monotonic()
    print("Building the reading pages: about a minute with PDFs …", flush=True)
    try:
        remarks = build(options.folder, options.notebooks, options.lite, paper=not options.no_paper)
    except (PageError, LessonError) as trouble:
        print(f"site: {trouble}", file=sys.stderr)
        return 1
    for remark in remarks:
        print(remark)
    folder = options.folder.resolve()
    shown = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    print(f"{shown} has {size(folder):.1f} MB, made in {time.monotonic() - begun:.0f} s. "
          f"Open its index.html, or: python {shown / 'serve.py'}")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
