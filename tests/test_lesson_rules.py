"""The anatomy of a lesson: each rule can fail, and a sound lesson passes."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from lesson_utils import course
from lesson_utils.lesson_rules import check_lesson, links_to_terms

PATH = next((course.folder() / "notebooks").glob("05_*.ipynb"))
LESSON = course.read_lesson(PATH)
CELLS: list[dict[str, Any]] = json.loads(Path(PATH).read_text(encoding="utf-8"))["cells"]


def without(text: str, instead: str = "") -> list[dict[str, Any]]:
    """Give the cells of lesson 05 with one text replaced wherever it stands."""
    cells = copy.deepcopy(CELLS)
    assert any(text in "".join(cell["source"]) for cell in cells), text
    for cell in cells:
        cell["source"] = "".join(cell["source"]).replace(text, instead)
    return cells


def test_lesson_05_is_sound() -> None:
    assert check_lesson(LESSON, CELLS) == []


@pytest.mark.parametrize(
    ("text", "instead", "words"),
    [
        ("## Predict first", "## First", "has no part 'Predict first'"),
        ("## Key points", "## Points", "has no part 'Key points'"),
        ('lu.claim_card("C24")', "1", "teaches C24 without its card"),
        ('lu.claim_card("C24")', 'lu.claim_card("C25")', "shows the card of C25"),
        ("**Assessment of C24", "**About C24", 'has no "**Assessment of C24'),
        ("nown later", "nown", "never says what is so 'known later'"),
        ('lu.predict("05.gap"', 'lu.predict("05.width"', "'05.gap' is asked or shown again only"),
        ('lu.exercise("05.2")', 'lu.exercise("05.1")', "has 1 of at least 2 exercises"),
        ("<details>", "<div>", "teacher notes are open"),
        (
            "## Key points\n",
            "## Key points\n\n| | a |\n|---|---|\n| b | c |\n",
            "without a heading",
        ),
        ("](#Terms-in-English-and-Japanese)", "](#top)", "links no glossary term"),
    ],
)
def test_a_missing_part_is_named(text: str, instead: str, words: str) -> None:
    found = [message for _where, message in check_lesson(LESSON, without(text, instead))]
    assert any(words in message for message in found), found


def test_parts_in_the_wrong_order_are_named() -> None:
    found = check_lesson(LESSON, list(reversed(CELLS)))
    assert any("in its place" in message for _where, message in found)


def test_too_few_questions_are_counted() -> None:
    cells = [cell for cell in CELLS if "lu.quiz" not in "".join(cell["source"])]
    found = [message for _where, message in check_lesson(LESSON, cells)]
    assert "asks 0 questions; at least 6" in found


@pytest.mark.parametrize(
    ("texts", "sound"),
    [
        (["A [Quad](#Terms-in-English-and-Japanese) and the Quad again."], True),
        (["The Quad, later a [Quad](#Terms-in-English-and-Japanese)."], False),
        (["# The Quad\n\nWords."], True),
        (["`Quad` and Quadrant"], True),
        (["the [quad](#Terms-in-English-and-Japanese)", "Quad"], True),
        (["quad"], False),
    ],
)
def test_the_first_use_of_a_term_is_a_link(texts: list[str], sound: bool) -> None:
    assert (list(links_to_terms(texts, ["Quad"])) == []) is sound
