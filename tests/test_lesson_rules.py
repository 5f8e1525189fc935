"""The anatomy of a lesson: each rule can fail, and a sound lesson passes."""

from __future__ import annotations

import copy
import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lesson_utils import author_rules, cli, course, notebook_rules
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
        ("](#Terms-in-English-and-Japanese)", "](#top)", "#top; no heading is called that"),
        ('lu.start("05")', 'lu.start("06")', "the first code cell must be exactly these two lines"),
        ('lu.sources_used("05")', "1", 'by a cell lu.sources_used("05")'),
        ('lu.terms("05")', "1", 'by a cell lu.terms("05")'),
        ("measure a distance on the globe", "measure", "objective is in no text: 'measure a dist"),
        ("**Read it.**", "", "draws without a reading in words"),
        ("without computers", "at home", "has no activity without computers"),
        ("06_taiwan_and_denial.ipynb", "06_taiwan.ipynb", "leads to 06_taiwan.ipynb, which is not"),
        (', "L05-5"]', "]", "never asks its own question L05-5"),
        (
            "1. Choose **Whole chain**",
            "✎ Say what to try first.",
            "is not written yet: Say what to try first.",
        ),
        ("for gap in lu.geo.straits():", "for gap in:", "is no Python that can be read"),
        (
            "    if gap.name_en",
            '    lu.data.load("treasury_holders")\n    if gap.name_en',
            "uses the data set treasury_holders, which data/lessons/05.json does not list",
        ),
    ],
)
def test_a_missing_part_is_named(text: str, instead: str, words: str) -> None:
    found = [message for _where, message in check_lesson(LESSON, without(text, instead))]
    assert any(words in message for message in found), found


def test_claims_and_sources_that_do_not_exist_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = dataclasses.replace(LESSON, claims=(*LESSON.claims, "C99"))
    found = [message for _where, message in check_lesson(wrong, CELLS)]
    assert any(message.startswith("There is no claim 'C99'") for message in found), found
    file = author_rules.lesson_file("05")
    spoilt = {**file, "tables": [*file["tables"][:-1], "capitalz"]}
    asked = author_rules.questions("05")
    asked = (
        dataclasses.replace(asked[0], sources=()),
        dataclasses.replace(asked[1], sources=("NOBODY", "data:nothing")),
    )
    monkeypatch.setattr(author_rules, "lesson_file", lambda _number: spoilt)
    monkeypatch.setattr(author_rules, "questions", lambda _number: asked)
    found = [f"{where}: {message}" for where, message in check_lesson(LESSON, CELLS)]
    for words in (
        f"data/lessons/05.json: question {asked[0].id} names no source; add one",
        f"data/lessons/05.json: question {asked[1].id}: There is no source 'NOBODY'",
        f"data/lessons/05.json: question {asked[1].id}: There is no data set 'nothing'",
        "data/lessons/05.json: tables: There is no data set 'capitalz'. Did you mean 'capitals'",
    ):
        assert any(words in message for message in found), (words, found)
    monkeypatch.setattr(author_rules, "lesson_file", lambda _number: {})
    found = [f"{where}: {message}" for where, message in check_lesson(LESSON, CELLS)]
    assert any(one.startswith("data/lessons/05.json: is missing") for one in found)


def cell(cells: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in cells if one["id"] == name)


def more(cells: list[dict[str, Any]], name: str, text: str) -> None:
    one = cell(cells, name)
    one["source"] = "".join(one["source"]) + text


SEVEN = {
    "anatomy": (
        lambda cells: cells.remove(cell(cells, "predict")),
        "05_first_island_chain.ipynb, prediction: '05.gap' is asked or shown again only",
    ),
    "claims": (
        lambda cells: cells.remove(cell(cells, "c24-assess")),
        '05_first_island_chain.ipynb, claims: has no "**Assessment of C24: …**"',
    ),
    "sources": (
        lambda cells: cells.remove(cell(cells, "sources")),
        'sources: must be listed once, by a cell lu.sources_used("05")',
    ),
    "alt text": (
        lambda cells: more(cells, "map-read", "\n\n![](images/a.png)"),
        "cell 10, map-read, “Read it. This is a map …”: the image images/a.png has no alt text",
    ),
    "numbers in prose": (
        lambda cells: more(cells, "map-read", "\n\nIt is 4,711 km long."),
        "cell 10, map-read, “Read it. This is a map …”: prints 4,711 without saying where it comes",
    ),
    "tags": (
        lambda cells: cell(cells, "map")["metadata"].update(tags=["secret"]),
        "cell 9, map, “lu.maps.first_island_chain()”: has the tag 'secret'; the tags are exercise,",
    ),
    "sizes": (
        lambda cells: more(cells, "map-read", "x" * 400_000),
        "kB; 400 kB are allowed. The largest: cell 10, map-read, “Read it. This is a map …”, with",
    ),
}  # fmt: skip


@pytest.mark.parametrize("word", SEVEN)
def test_the_command_says_what_is_missing_with_file_and_cell(
    word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an author reads: the file, the cell by number, id and first words, and what to do."""
    notebook = json.loads(PATH.read_text(encoding="utf-8"))
    spoil, words = SEVEN[word]
    spoil(notebook["cells"])
    for name in ("00_start_here.ipynb", "06_taiwan_and_denial.ipynb"):  # what it links to
        shutil.copy(PATH.parent / name, tmp_path)
    (tmp_path / PATH.name).write_text(json.dumps(notebook), encoding="utf-8")
    assert cli.main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    lines = [line for line in said.splitlines() if line.startswith(PATH.name)]
    assert any(words in line for line in lines), said


def test_a_number_given_twice_is_named(tmp_path: Path) -> None:
    for name in (PATH.name, "05_other.ipynb"):
        shutil.copy(PATH, tmp_path / name)
    found = [str(one) for one in notebook_rules.check_folder(tmp_path)]
    assert (
        "05_other.ipynb, file: has the number of 05_first_island_chain.ipynb; every lesson needs "
        "a number of its own"
    ) in found


def test_a_claim_that_no_lesson_teaches_is_named() -> None:
    paths = sorted(PATH.parent.glob("*.ipynb"))
    assert notebook_rules.check_together(paths) == []
    found = [str(one) for one in notebook_rules.check_together(paths[:5] + paths[6:])]
    assert found == [
        "data/evidence/claims.json, C23: is in the metadata of no lesson",
        "data/evidence/claims.json, C24: is in the metadata of no lesson",
    ]


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
