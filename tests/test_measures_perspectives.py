"""Positions by heading: every one is counted once, and silence is counted as what it is."""

import json

import pytest

from lesson_utils import data, evidence
from lesson_utils.errors import UnknownNameError
from lesson_utils.measures.perspectives import HEADINGS, best_grade, coverage, heading, silent


def test_every_theme_of_the_ledger_has_one_heading() -> None:
    themes = {p.theme for one in evidence.perspectives() for p in one.positions}
    gathered = [theme for under in HEADINGS.values() for theme in under]
    assert sorted(gathered) == sorted(themes)
    assert len(set(gathered)) == len(gathered)


def test_every_position_stands_in_one_cell() -> None:
    raw = json.loads((data.root() / "evidence" / "perspectives.json").read_text("utf-8"))
    wanted = sorted(p["position"] for one in raw["stakeholders"] for p in one["positions"])
    found = [p.position for cell in coverage().values() for p in cell]
    assert sorted(found) == wanted
    assert len(coverage()) == len(raw["stakeholders"]) * len(HEADINGS)
    filled = sum(bool(cell) for cell in coverage().values())
    assert (len(wanted), filled, len(coverage())) == (29, 24, 40)  # as lesson 09 prints


@pytest.mark.parametrize("name", HEADINGS)
def test_the_silent_and_the_others_are_everybody(name: str) -> None:
    speak = [one.id for one in evidence.perspectives() if coverage()[one.id, name]]
    assert set(speak) | set(silent(name)) == {one.id for one in evidence.perspectives()}
    assert not set(speak) & set(silent(name))
    for one in silent(name):
        themes = {
            p.theme for p in next(s for s in evidence.perspectives() if s.id == one).positions
        }
        assert not themes & set(HEADINGS[name])


def test_headings_are_found_by_narrow_theme_and_in_any_case() -> None:
    assert heading(" INVESTMENT ") == "economic security"
    assert heading("Taiwan contingency") == heading("taiwan") == "Taiwan"
    with pytest.raises(UnknownNameError, match="investment"):
        heading("investments")
    with pytest.raises(UnknownNameError):
        silent("")


def test_the_best_grade_is_the_first_letter_of_all_sources() -> None:
    assert best_grade(()) == ""
    okinawa = coverage()["okinawa-prefecture-and-residents", "forces"]
    assert {one.grade for p in okinawa for one in p.sources} == {"B", "C", "D"}
    assert best_grade(okinawa) == "B"
    assert best_grade(coverage()["us-administration", "Taiwan"]) == "C"


def test_the_grades_that_the_lesson_names() -> None:
    """Lesson 09's teacher notes: four positions rest on grade C only, one on a pointer."""
    grades = [best_grade((p,)) for one in evidence.perspectives() for p in one.positions]
    assert grades.count("C") == 4
    assert grades.count("D") == 1
