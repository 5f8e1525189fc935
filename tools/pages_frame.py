"""The frame of every page, and the pages of the lessons and the first one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from lesson_utils import card, chart
from lesson_utils.course import Lesson
from lesson_utils.markup import Markup, join, tag
from pages_cells import PageError, body, door
from pages_class import Written, sheet_name
from pages_html import text_of

RECIPE = Path(__file__).resolve().parents[1] / "deploy" / "pages"
CHART_CSS = Path(chart.__file__).with_name("chart.css")
CHART_JS = Path(chart.__file__).with_name("chart.js")
EXPORT = "export default {"
DARK_RULE = re.compile(r'\[data-jp-theme-light="false"\] ([^{}]+\{[^{}]*\})')
HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')


def style() -> str:
    """Join the course's style sheets to the pages' own, the dark theme as the reader's system says.

    Raises
    ------
    PageError
        If the course's sheets no longer hold the dark rules this looks for.
    """
    own = card.CSS + "\n" + CHART_CSS.read_text("utf-8")
    dark = DARK_RULE.findall(own)
    if not dark:
        raise PageError(
            "cards.css and chart.css hold no dark theme that the pages could take over."
        )
    night = "@media screen and (prefers-color-scheme: dark) {\n" + "\n".join(dark) + "\n}\n"
    return own + night + (RECIPE / "style.css").read_text("utf-8")


def script() -> str:
    """Put the course's drawing program into the pages' own, as a plain script: a module is refused
    to a page that is opened by a double click.

    Raises
    ------
    PageError
        If chart.js has changed its form.
    """  # noqa: D205
    drawing = CHART_JS.read_text("utf-8")
    if drawing.count(EXPORT) != 1 or re.search(r"^import ", drawing, re.MULTILINE):
        raise PageError(
            "chart.js is no longer one module with one default export; see tools/pages.py."
        )
    program = (RECIPE / "pages.js").read_text("utf-8")
    return program.replace("/* chart.js */", drawing.replace(EXPORT, "const drawer = {"))


def page(
    title: str,
    main: Markup,
    *,
    description: str,
    kind: str,
    top: Markup | None = None,
    bottom: Markup | None = None,
    root: str = "",
) -> str:
    """Put a page together.

    Parameters
    ----------
    title : str
        Title of the window.
    main : Markup
        The content; it has the one first-level heading.
    description : str
        One sentence for lists of links.
    kind : str
        Class of the body, for the style sheet.
    top, bottom : Markup, optional
        Ways to other pages, above and below.
    root : str
        The way to the site's first page, ``"../"`` from a folder.
    """
    scripts = ""
    if 'class="chart"' in main:
        names = ("plotly.min.js", "pages.js")
        scripts = "".join(f'<script defer src="{root}{name}"></script>\n' for name in names)
    values = {
        "title": escape(title), "description": escape(description), "kind": kind, "root": root,
        "scripts": scripts, "top": top or "", "bottom": bottom or "", "main": main,
    }  # fmt: skip
    text = (RECIPE / "page.html").read_text("utf-8")
    return re.sub(r"@(\w+)@", lambda found: str(values[found[1]]), text)


def written(
    lessons: Sequence[Lesson], *, stills: bool, lite: str
) -> tuple[list[Written], dict[str, str], list[str]]:
    """Write every lesson's page; give the lessons, the pages by name, and what is out of date."""
    pages: dict[str, str] = {}
    found: list[Written] = []
    stale: list[str] = []
    for place, lesson in enumerate(lessons):
        cells = json.loads(lesson.path.read_text("utf-8"))["cells"]
        made = body(lesson, cells, stills=stills, lite=lite)
        stale += made.stale
        name = f"{lesson.number}_{lesson.slug}.html"
        before = lessons[place - 1] if place else None
        after = lessons[place + 1] if place + 1 < len(lessons) else None
        interactive = tag("li", tag("a", "Interactive lesson", href=door(lesson, lite)))
        tools = [
            tag("li", tag("a", "Handout", href=sheet_name(lesson))),
            interactive if lite else None,
        ]
        pages[name] = page(
            f"{lesson.title} – Counterweight? lesson {int(lesson.number)}",
            with_contents(join(*made.parts)),
            description=lesson.question,
            kind="lesson",
            top=tag("nav", tag("ul", *_steps(before, after), *tools), aria_label="Lessons"),
            bottom=_turn(before, after),
        )
        found.append(Written(lesson, cells, made.pictures, name))
    return found, pages, stale


def file_of(lesson: Lesson) -> str:
    """Give the file name of a lesson's page."""
    return f"{lesson.number}_{lesson.slug}.html"


def _steps(before: Lesson | None, after: Lesson | None) -> list[Markup]:
    pairs = (("Previous", before), ("Next", after))
    return [tag("li", tag("a", f"{word}: lesson {int(one.number)}", href=file_of(one)))
            for word, one in pairs if one]  # fmt: skip


def _turn(before: Lesson | None, after: Lesson | None) -> Markup:
    links = [
        tag(
            "a",
            tag("small", f"{word} lesson"),
            one.title,
            href=file_of(one),
            class_=word.lower(),
            rel=rel,
        )
        for word, one, rel in (("Previous", before, "prev"), ("Next", after, "next"))
        if one
    ]
    return tag("nav", *links, class_="turn", aria_label="Previous and next lesson")


def with_contents(main: Markup) -> Markup:
    """Put a folded list of the sections before the second heading of a page."""
    heads = [(found[1], text_of(found[2])) for found in HEADING.finditer(main)]
    if not heads:
        return main
    links = [
        tag("li", tag("a", text, href="#" + quote(unescape(name), safe="-")))
        for name, text in heads
    ]
    listed = tag("nav", tag("details", tag("summary", "On this page"), tag("ul", *links)),
                 class_="contents", aria_label="On this page")  # fmt: skip
    first = main.index("<h2 ")
    return Markup(main[:first] + listed + main[first:])


def index(lessons: Sequence[Written], *, lite: str, printed: bool) -> Markup:
    """Write the first page: the lessons, the ways to take part, the papers for a class."""
    items = []
    for one in lessons:
        lesson = one.lesson
        facts = (
            f"{lesson.minutes} minutes · {len(lesson.claims)} claims: {', '.join(lesson.claims)}"
        )
        sheet = sheet_name(lesson)
        links: list[str] = [tag("a", "Handout", href=sheet)]
        if printed:
            links += [" · ", tag("a", "Handout (PDF)", href=sheet.replace(".html", ".pdf"))]
        if lite:
            links += [" · ", tag("a", "Interactive", href=door(lesson, lite))]
        named = tag("span", f" of lesson {one.number}", class_="lu-spoken")
        links = [join(part, named) if i == 0 else part for i, part in enumerate(links)]
        items.append(
            tag("li", tag("span", lesson.number, class_="number"),
                tag("div", tag("h3", tag("a", lesson.title, href=one.page)),
                    tag("p", lesson.question), tag("p", facts, class_="note"),
                    tag("p", *links, class_="note")))
        )  # fmt: skip
    browser = tag(
        "div",
        tag("h3", "Interactive, in the browser"),
        tag("p", "Explorers, questions with feedback, your own answers: ",
            tag("a", "the browser edition", href=lite), ". Nothing to install."),
    )  # fmt: skip
    guide_pdf = join(" or as ", tag("a", "PDF", href="guide.pdf")) if printed else None
    return join(
        tag("h1", "Counterweight?"),
        tag("p", "Reading one news story about Japan, the United States and China."),
        tag("p", "The course takes one newspaper article (The Japan News, 17 January 2026) apart, "
            "claim by claim: who says so, when, how could we know, and what has happened since. "
            "These pages are for reading and printing; the charts and maps are live."),
        tag("h2", "The lessons", id="lessons"),
        tag("ol", *items, class_="lessons"),
        tag("h2", "Other ways in", id="ways"),
        tag("div",
            tag("div", tag("h3", "For teachers"),
                tag("p", tag("a", "Teacher’s guide", href="guide.html"), guide_pdf,
                    ": aims, timing, notes, discussion, activities. It holds answers.")),
            browser if lite else None,
            tag("div", tag("h3", "On your computer"),
                tag("p", "The whole course with explorers, questions and exercises opens in "
                    "JupyterLab: ", tag("code", "python run.py"), " in the course’s folder.")),
            class_="cards"),
    )  # fmt: skip
