"""Lesson 07: usual mistakes get a message that helps; its table of reports keeps to the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lesson_utils import data, evidence
from lesson_utils.learn import exercise as make_exercise
from lesson_utils.learn import store


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, "off")
    monkeypatch.setattr(store, "_stores", {})


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (0.4577, "times 100"),
        (100 * 46593 / (46593 + 41344 + 13863 + 7033), "Guam is in your sum"),
        (100 * 46593 / (41344 + 13863), "divided by the other two"),
        (100 * 41344 / 101800, "South Korea's share"),
        (100 * 55207 / 101800, "outside Japan"),
        (46593, "number of persons"),
        (99, "too large"),
        (..., "no number yet"),
    ],
)
def test_mistakes_with_a_share(answer: object, says: str) -> None:
    result = make_exercise("07.1").check(answer)
    assert not result
    assert says in repr(result)


def test_the_right_share_may_be_rounded() -> None:
    assert make_exercise("07.1").check(45.8)
    assert "45.8%" in make_exercise("07.1").check(100 * 46593 / 101800).message


@pytest.mark.parametrize(
    ("keep", "says"),
    [
        (lambda r: True, "Ryukyu Islands alone"),
        (lambda r: r.area == "Japan", "1950 is in"),
        (lambda r: r.area == "Japan" and r.year > 1972, "1973 is still in"),
        (lambda r: r.area == "Japan" and r.year > 1973 and not r.flag, "flag alone is no reason"),
        (lambda r: False, "No row is kept yet"),
    ],
)
def test_mistakes_with_the_ground(keep: Callable[[Any], bool], says: str) -> None:
    result = make_exercise("07.2").check(lambda rows: [row for row in rows if keep(row)])
    assert not result
    assert says in repr(result)


def test_the_right_ground() -> None:
    def comparable(rows: list[Any]) -> list[Any]:
        return [row for row in rows if row.area == "Japan" and row.year >= 1974]

    result = make_exercise("07.2").check(comparable)
    assert result
    wanted = len(comparable(list(data.load("us_forces"))))
    assert result.message.startswith(f"{wanted} of ")


def test_the_readouts_of_the_lesson_say_what_the_ledger_says() -> None:
    path = Path(data.root()).parent / "notebooks" / "07_alliance.ipynb"
    cells = {c["id"]: "".join(c["source"]) for c in json.loads(path.read_text("utf-8"))["cells"]}
    rows = {
        row.split("|")[1].strip(" *"): [cell.strip() for cell in row.split("|")[2:-1]]
        for row in cells["readouts"].splitlines()
        if row.startswith("| **")
    }
    sources = [evidence.source(name) for name in ("CALL_JN", "CALL_JIJI", "CALL_PN")]
    assert rows["Grade"] == [source.grade for source in sources]
    found = {
        name: " ".join(
            item.finding
            for claim in ("C25", "C26")
            for item in evidence.claim(claim).evidence
            if item.source.id == name
        )
        for name in ("CALL_JN", "CALL_JIJI", "CALL_PN")
    }
    for name, length in zip(found, rows["Length of the call"], strict=True):
        assert length == "–" or length in found[name]
        assert length != "–" or "minutes" not in found[name]
    assert "specific arrangements" in found["CALL_JN"]
    assert "specific arrangements" in rows["What was agreed"][0]
    assert "coordinate specifically" in found["CALL_JIJI"]
    assert "coordinate specifically" in rows["What was agreed"][1]
    assert "silent at first" in found["CALL_PN"]
    assert rows["The White House"][2] == "silent at first"
