"""The cells of a lesson as they stand on its reading page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesson_utils.chart.chart import PLOTLY_MIME
from lesson_utils.course import Lesson
from lesson_utils.markup import Markup, join, tag
from pages_charts import Picture, call_of, figure, picture
from pages_html import clean, markdown

# Calls whose code says nothing that their output does not say better.
FURNITURE = frozenset(
    {"start", "claim_card", "quiz", "predict", "predicted", "exercise", "progress", "sources_used",
     "terms"}
)  # fmt: skip
ASKED = frozenset({"quiz", "predict", "exercise"})
# What a stored output asks of a reader who can run it, and what a reader of the page is told.
RUN_ME = re.compile(r"<p>Run this cell[^<]*</p>")
INSTEAD = {
    "quiz": "Feedback, hints and another try wait in the lesson itself.",
    "predict": "Write your prediction down before you read on.",
    "predicted": "Look back at what you wrote down.",
    "progress": "In the lesson itself your progress stands here.",
    "exercise": "The check, a hint and a solution wait in the lesson itself.",
}
LEFT_OUT = frozenset({"teacher", "solution", "hint"})


class PageError(Exception):
    """The pages cannot be built; the message holds the remedy."""


@dataclass
class Body:
    """What became of a lesson's cells.

    Attributes
    ----------
    parts : list of Markup
        The page, cell by cell.
    pictures : list of Picture
        Its charts and maps, in order.
    stale : list of str
        Pictures that the course draws differently today.
    """

    parts: list[Markup] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


def source_of(cell: Mapping[str, Any]) -> str:
    """Give a cell's source as one text."""
    return "".join(cell["source"])


def tags_of(cell: Mapping[str, Any]) -> set[str]:
    """Give a cell's tags."""
    return set(cell.get("metadata", {}).get("tags", []))


def body(lesson: Lesson, cells: list[dict[str, Any]], *, stills: bool, lite: str) -> Body:
    """Turn a lesson's cells into a page's body.

    Parameters
    ----------
    lesson : Lesson
        The lesson.
    cells : list of dict
        Its cells, with outputs.
    stills : bool
        Whether a picture of each chart is made beside the page.
    lite : str
        Address of the browser edition; empty if there is none.

    Raises
    ------
    PageError
        If a cell was never run or stopped with an error.
    """
    found = Body()
    for position, cell in enumerate(cells):
        if tags_of(cell) & LEFT_OUT:
            continue
        if cell["cell_type"] == "markdown":
            found.parts.append(markdown(source_of(cell)))
        elif cell["cell_type"] == "code" and source_of(cell).strip():
            found.parts.extend(_code(lesson, position, cell, found, stills, lite))
    return found


def _code(
    lesson: Lesson, position: int, cell: Mapping[str, Any], into: Body, stills: bool, lite: str
) -> Iterator[Markup]:
    source = source_of(cell)
    check_run(lesson, position, cell)
    exercise = "exercise" in tags_of(cell)
    call = call_of(source)
    name = call[1] if call else ""
    part = call[0] if call else ""
    furniture = name in FURNITURE or source.lstrip().startswith("import lesson_utils")
    if exercise or (call is None and not furniture):
        yield tag("pre", tag("code", source), class_="code")
    elif not furniture:
        shown = tag("pre", tag("code", source), class_="code")
        yield tag("details", tag("summary", "Show the code"), shown, class_="folded")
    if exercise:
        return  # what the check says to an untouched cell can give the answer away
    if name in ("predicted", "progress") and not part:
        yield note(INSTEAD[name])
        return
    for output in cell["outputs"]:
        data = output.get("data", {})
        if PLOTLY_MIME in data:
            one = picture(f"{lesson.number}-{position}", data, source)
            into.pictures.append(one)
            if not one.fresh:
                into.stale.append(f"{lesson.path.name}, cell {position}: {source.strip()}")
            still = f"images/{one.id}.png" if stills else ""
            yield (
                explorer(one, still, where(lesson, lite))
                if part == "explore"
                else figure(one, still)
            )
        elif "text/html" in data:
            html = "".join(data["text/html"])
            asked = name in ASKED and not part
            told = clean(RUN_ME.sub("", html))
            if part == "explore":
                first = "".join(data.get("text/plain", "")).splitlines()[:1]
                yield frame(first[0] if first else name, told, where(lesson, lite))
            elif asked:
                yield tag("div", told, note(INSTEAD[name]), class_="asked")
            else:
                yield tag("div", told, class_="told")
        else:
            text = "".join(data.get("text/plain", output.get("text", "")))
            if text.strip():
                yield tag("pre", tag("samp", text.rstrip("\n")), class_="printed")


def check_run(lesson: Lesson, position: int, cell: Mapping[str, Any]) -> None:
    """Refuse a cell that was never run, or that stopped.

    Raises
    ------
    PageError
        With the cell and the remedy.
    """
    first = source_of(cell).strip().splitlines()[0][:60]
    where_ = f"{lesson.path.name}, cell {position} ({first!r})"
    remedy = f"Run: python run.py execute notebooks/{lesson.path.name}"
    if cell.get("execution_count") is None:
        raise PageError(f"{where_} was never run, so there is nothing to show. {remedy}")
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            raise PageError(f"{where_} stopped with {output.get('ename', 'an error')}. {remedy}")


def note(*text: str) -> Markup:
    """Write a remark about the page itself."""
    return tag("p", *text, class_="note")


def where(lesson: Lesson, lite: str) -> Markup:
    """Say where a lesson's controls can be used."""
    if not lite:
        return join("Its controls work in the lesson itself.")
    return join(
        "Its controls work in ", tag("a", "the lesson itself", href=door(lesson, lite)), "."
    )


def door(lesson: Lesson, lite: str) -> str:
    """Give the address of a lesson in the browser edition."""
    return f"{lite.rstrip('/')}/lab/index.html?path={lesson.path.name}"


def frame(name: str, content: str, place: str) -> Markup:
    """Frame what an explorer shows at its start, with a note that it can do more."""
    return tag(
        "div",
        tag("p", tag("strong", name), " · interactive in the lesson", class_="name"),
        content,
        note("This is the explorer as it opens. ", place),
        class_="explorer",
        role="group",
        aria_label=f"Explorer: {name}",
    )


def explorer(one: Picture, still: str, place: str) -> Markup:
    """Show an explorer's chart as it opens, its sentence and its further words."""
    more = tag("ul", *(tag("li", line) for line in one.more), class_="more") if one.more else None
    content = join(figure(one, still), tag("p", one.sentence) if one.sentence else None, more)
    return frame(one.panel or str(one.words["title"]), content, place)
