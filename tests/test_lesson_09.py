"""Lesson 09 and the table of lessons: what they print agrees with the lessons and the ledger."""

import json
import re

import pytest

from lesson_utils import course, evidence
from lesson_utils.learn.questions import Numeric, questions
from lesson_utils.measures.perspectives import silent

NOTEBOOKS = course.folder() / "notebooks"
ROW = re.compile(r"^\| \[Lesson (\d): ([^\]]*)\]\((\d\d_\w+)\.ipynb\) \|(.*)$", re.MULTILINE)


def prose(name: str) -> str:
    cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))["cells"]
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def claims_in(text: str) -> set[str]:
    """Read C04, C06–C12 as the claims they stand for."""
    found = set(re.findall(r"C\d\d", text))
    for first, last in re.findall(r"C(\d\d)–C(\d\d)", text):
        found |= {f"C{n:02}" for n in range(int(first), int(last) + 1)}
    return found


@pytest.mark.parametrize("name", ["00_start_here", "09_whose_story"])
def test_the_table_of_lessons_agrees_with_the_lessons(name: str) -> None:
    rows = ROW.findall(prose(name))
    known = {lesson.number: lesson for lesson in course.lessons()}
    told: set[str] = set()
    for number, title, stem, rest in rows:
        column = rest.split("|")[-2] if name.startswith("00") else rest.split("|")[0]
        told |= claims_in(column)
        lesson = known.get(f"{number:0>2}")
        if lesson is not None:
            assert stem == lesson.path.stem
            assert title in lesson.title
            assert lesson.question in rest or name.startswith("09")
            assert claims_in(column) == set(lesson.claims)
    assert told == {one.id for one in evidence.claims()}
    assert len(rows) == (10 if name.startswith("00") else 9)


def test_the_start_tells_how_long_the_lessons_are() -> None:
    minutes = [lesson.minutes for lesson in course.lessons()]
    assert f"takes {min(minutes)} to {max(minutes)} minutes" in prose("00_start_here")


def test_the_numeric_question_agrees_with_the_ledger() -> None:
    question = next(q for q in questions("09") if q.id == "L09-4")
    assert isinstance(question, Numeric)
    assert question.answer == len(evidence.perspectives()) - len(silent("Taiwan"))


def test_roles_of_the_debate_are_the_stakeholders() -> None:
    table = prose("09_whose_story").split("| role |")[1].split("\n\n")[0]
    roles = re.findall(r"^\| ([A-Z][^|]*) \|", table, re.MULTILINE)
    names = [one.name for one in evidence.perspectives()]
    assert len(roles) == len(names)
    for role, name in zip(roles, names, strict=True):
        assert name.startswith(role)


def test_every_verb_the_lesson_explains_is_in_the_workshop() -> None:
    from lesson_utils.learn.headlines import VERBS

    table = prose("09_whose_story").split("| verb |")[1].split("\n\n")[0]
    verbs = re.findall(r"^\| (\w+) \| that", table, re.MULTILINE)
    assert len(verbs) == 4
    assert set(verbs) <= {verb.singular for verb in VERBS.values()}
