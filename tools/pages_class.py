"""For the classroom: the teacher's guide on one page, and one sheet of paper for each lesson."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lesson_utils import evidence, labels
from lesson_utils.course import Lesson
from lesson_utils.learn.questions import Choice, Question, questions
from lesson_utils.markup import Markup, join, tag
from pages_cells import source_of, tags_of
from pages_charts import Picture, call_of, figure
from pages_html import address, markdown

IN_CLASS = "## In class"
DETAILS = re.compile(r"\A\s*<details>\s*<summary>[^<]*</summary>|</details>\s*\Z")
FEWEST, MOST = 4, 6
# A sheet of A4 in print, in mm, as style.css sets it; a test counts the pages of every PDF.
SHEET, HEADS, TO_WRITE, LINE = 266.0, 32.0, 36.0, 4.25
LETTERS_A_LINE, SMALL_LETTERS_A_LINE = 105, 125
WIDE_CHART, HIGHEST_CHART, HIGHEST_MAP = 125.0, 72.0, 95.0
CHART_PIXELS = 660


@dataclass(frozen=True)
class Written:
    """A lesson with what its page is made of.

    Attributes
    ----------
    lesson : Lesson
        Its description.
    cells : list of dict
        Its cells.
    pictures : list of Picture
        Its charts and maps, in order.
    page : str
        The file name of its page.
    """

    lesson: Lesson
    cells: list[dict[str, Any]]
    pictures: list[Picture]
    page: str

    @property
    def number(self) -> int:
        """Its number, as it is said."""
        return int(self.lesson.number)


def guide(lessons: Sequence[Written], pdf: bool) -> Markup:
    """Write the teacher's guide: every lesson's aims, claims, notes, prompts and activity.

    Parameters
    ----------
    lessons : sequence of Written
        In order.
    pdf : bool
        Whether a PDF of it stands beside it.
    """
    printed = tag("a", "the guide as a PDF", href="guide.pdf") if pdf else None
    rows = [
        tag("tr",
            tag("th", str(one.number), scope="row"),
            tag("td", tag("a", one.lesson.title, href=f"#lesson-{one.lesson.number}")),
            tag("td", one.lesson.question),
            tag("td", str(one.lesson.minutes)),
            tag("td", ", ".join(one.lesson.claims)))
        for one in lessons
    ]  # fmt: skip
    heads = [tag("th", name, scope="col") for name in
             ("Lesson", "Title", "Question", "Minutes", "Claims")]  # fmt: skip
    return join(
        tag("h1", "Teacher’s guide"),
        tag("p", "What each lesson asks, how long it takes, which claims of the article it weighs, "
            "and the notes for teaching it. It holds answers: the pages for pupils do not."),
        tag("p", "Print this page, or take ", printed, ".", class_="screen") if printed else None,
        tag("h2", "Overview", id="Overview"),
        tag("div",
            tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows)),
            class_="scroll", tabindex="0", role="group", aria_label="Overview of the lessons"),
        tag("p", f"Together {sum(one.lesson.minutes for one in lessons)} minutes. Every assessment "
            "is as of the article, 17 January 2026, unless a card says “known later”. The course "
            "grades evidence, never countries."),
        *(_of_lesson(one) for one in lessons),
    )  # fmt: skip


def _of_lesson(one: Written) -> Markup:
    lesson = one.lesson

    def to(href: str) -> str:
        found = address(href)
        return one.page + found if found.startswith("#") else found

    claims = [evidence.claim(name) for name in lesson.claims]
    in_class = [source_of(c) for c in one.cells if source_of(c).startswith(IN_CLASS)]
    notes = [DETAILS.sub("", source_of(c)).strip() for c in one.cells if "teacher" in tags_of(c)]
    return tag(
        "section",
        tag("h2", f"Lesson {one.number}: {lesson.title}", id=f"lesson-{lesson.number}"),
        tag("p", tag("strong", lesson.question)),
        tag("p", f"{lesson.minutes} minutes",
            tag("span", " · ", tag("a", "reading page", href=one.page), " · ",
                tag("a", "handout", href=sheet_name(lesson)), class_="screen"), class_="note"),
        tag("h3", "Objectives"),
        tag("ul", *(tag("li", text) for text in lesson.objectives), class_="objectives"),
        tag("h3", "Claims") if claims else None,
        tag("ul", *(_claim(claim) for claim in claims), class_="claims") if claims else None,
        tag("h3", "Teacher notes") if notes else None,
        *(markdown(text, to) for text in notes),
        tag("h3", "In class") if in_class else None,
        *(markdown(text.removeprefix(IN_CLASS), to) for text in in_class),
    )  # fmt: skip


def _claim(claim: evidence.Claim) -> Markup:
    verdict = tag("em", labels.assessment(claim.assessment))
    return tag("li", tag("strong", claim.id), " ", claim.paraphrase, " ", verdict)


def sheet_name(lesson: Lesson) -> str:
    """Give the address of a lesson's handout."""
    return f"handouts/{lesson.number}_{lesson.slug}.html"


def main_picture(pictures: Sequence[Picture]) -> Picture | None:
    """Choose what a handout shows: the lesson's first map, else its first chart."""
    return next((one for one in pictures if one.is_map), pictures[0] if pictures else None)


def asked(one: Written) -> list[Question]:
    """Choose four to six questions of a lesson for a sheet of paper.

    They come from all of the lesson's rounds in turn, short ones first, as many as leave room to
    write beside the map.
    """
    rounds = [
        list(questions(one.lesson.number, call[3].get("only")))
        for cell in one.cells
        if (call := call_of(source_of(cell))) and call[:2] == ("", "quiz")
    ] or [list(questions(one.lesson.number))]
    by_length = [sorted(found, key=lines) for found in rounds]
    order = [found[turn] for turn in range(MOST) for found in by_length if turn < len(found)]
    order = list(dict.fromkeys(order))[:MOST]
    free = room(one)
    chosen = sorted(order, key=lines)[:FEWEST]
    for more in order:
        fits = len(chosen) < MOST and LINE * sum(map(lines, [*chosen, more])) <= free
        if fits and more not in chosen:
            chosen.append(more)
    every = [question for found in rounds for question in found]
    return sorted(chosen, key=every.index)


def room(one: Written) -> float:
    """Estimate the room for questions on a lesson's sheet, in mm."""
    lesson, shown = one.lesson, main_picture(one.pictures)
    free = SHEET - HEADS - TO_WRITE - 6 * (len(lesson.question) > LETTERS_A_LINE / 2)
    aims = LINE * sum(math.ceil(len(text) / LETTERS_A_LINE) for text in lesson.objectives)
    if shown is None:
        return free - aims
    source = LINE * math.ceil(len(shown.words["source"]) / SMALL_LETTERS_A_LINE)
    if shown.is_map:
        return free - HIGHEST_MAP - 2 * source
    height: float = shown.board["height"] * WIDE_CHART / CHART_PIXELS
    return free - aims - min(height, HIGHEST_CHART) - source - LINE


def lines(question: Question) -> float:
    """Estimate how many lines of a sheet a question takes, with its options in two columns."""
    text = math.ceil(len(question.text) / LETTERS_A_LINE)
    if not isinstance(question, Choice):
        return text + 1.0
    half = [math.ceil(len(option.text) / (LETTERS_A_LINE / 2)) for option in question.options]
    return text + math.ceil(sum(half) / 2) + 0.3


def handout(one: Written, still: str) -> Markup:
    """Write a lesson's sheet of paper: aims, a picture, questions without answers, room to write.

    Parameters
    ----------
    one : Written
        The lesson.
    still : str
        Address of the picture; empty if none could be made, then the page draws it.
    """
    lesson = one.lesson
    shown = main_picture(one.pictures)
    picture = None
    if shown and still:
        words = shown.words
        picture = tag(
            "figure",
            tag("figcaption", words["title"]),
            tag("img", src=still, alt=words["alt"]),
            tag("p", words["source"], class_="source") if words["source"] else None,
        )
    elif shown:
        picture = figure(shown)
    line = f"Counterweight? · Lesson {one.number}: {lesson.title} · {lesson.minutes} minutes"
    beside = " beside" if shown and still and shown.is_map else ""
    aims = tag(
        "div",
        tag("h2", "After this lesson you can"),
        tag("ul", *(tag("li", text) for text in lesson.objectives), class_="objectives"),
    )
    return tag(
        "div",
        tag("p", line, class_="line"),
        tag("h1", lesson.question),
        tag("div", aims, picture, class_="aims" + beside),
        tag("h2", "Questions"),
        tag("ol", *(_asked(question) for question in asked(one)), class_="questions"),
        tag("div", tag("h2", "Your notes: who says so, and how could we know?"),
            class_="space-to-write"),
        class_="sheet",
    )  # fmt: skip


def _asked(question: Question) -> Markup:
    if isinstance(question, Choice):
        options = tag("ul", *(tag("li", one.text) for one in question.options), class_="options")
        return tag("li", tag("p", question.text), options)
    blank = tag("span", class_="blank")
    return tag("li", tag("p", question.text, " ", blank, f" {question.unit}".rstrip()))
