"""Exercises of lesson 09 and the second of lesson 00: usual mistakes get a message that helps."""

from typing import Any

import pytest

import lesson_utils as lu
from lesson_utils import evidence
from lesson_utils.learn import exercises

QUIET = [
    one.name
    for one in evidence.perspectives()
    if "investment" not in {p.theme for p in one.positions}
]
SPEAKING = [one.name for one in evidence.perspectives() if one.name not in QUIET]


def says(name: str, answer: Any) -> str:
    verdict = exercises.get(name).check(answer)
    assert not verdict.ok
    return verdict.message


def run(name: str) -> Any:
    one, names = exercises.get(name), {"lu": lu}
    exec(compile(one.solution, "<exercise>", "exec"), names)
    return names[one.result]


def test_the_silent_are_found_by_name_or_id_in_any_order() -> None:
    assert sorted(run("09.1")) == sorted(QUIET)
    ids = [one.id for one in evidence.perspectives() if one.name in QUIET]
    for answer in (QUIET, QUIET[::-1], tuple(QUIET), set(QUIET), ids):
        assert exercises.get("09.1").check(answer).ok
    assert "5 of 8 stakeholders" in exercises.get("09.1").check(QUIET).message


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([], "The list is empty"),
        (SPEAKING, "Those are the ones who have a position"),
        (QUIET + QUIET, "more than once"),
        (QUIET[1:], "1 silent stakeholder is not in your list"),
        (QUIET[:2], "3 silent stakeholders are not"),
        ([*QUIET, SPEAKING[0]], "though the ledger has a position: US administration"),
        (["Atlantis"], "called “Atlantis”"),
        ("China's government", "A list of names is wanted; this is str"),
    ],
)
def test_mistakes_about_silence(answer: Any, words: str) -> None:
    assert words in says("09.1", answer)


def test_a_wrong_answer_does_not_give_the_names_away() -> None:
    for answer in ([], QUIET[:1], SPEAKING):
        assert not any(name in says("09.1", answer) for name in QUIET)


def grades(claim: evidence.Claim) -> set[str]:
    return {item.source.grade for item in claim.evidence}


def test_the_claims_that_rest_on_copies() -> None:
    found = run("09.2")(evidence.claims())
    assert found == [one.id for one in evidence.claims() if grades(one) <= {"C", "D"}]
    assert found == ["C20", "C21"]
    assert exercises.get("09.2").check(lambda claims: [str(i) for i in run("09.2")(claims)]).ok


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda claims: [c.id for c in claims if grades(c) & {"C", "D"}], "with some source"),
        (lambda claims: [c.id for c in claims if "A" not in grades(c)], "claims without grade A"),
        (lambda claims: sorted(run("09.2")(claims)), "keep the order"),
        (lambda claims: [c for c in claims if grades(c) <= {"C", "D"}], "These are whole claims"),
        (lambda claims: {"C20"}, "gives back set"),
        (lambda claims: [], "the function finds 0; 2 have no source"),
        (["C20", "C21"], "A function is wanted"),
    ],
)
def test_mistakes_about_copies(answer: Any, words: str) -> None:
    assert words in says("09.2", answer)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (16, "number of later sources"),
        (2, "every source is later"),
        (12, "counts later outcomes"),
        (25, "the other claims"),
        (11, "too large"),
        (9, "too small"),
    ],
)
def test_mistakes_about_later_sources(answer: int, words: str) -> None:
    assert words in says("00.2", answer)


def test_later_sources_are_counted_claim_by_claim() -> None:
    later = sum(
        any(item.source.date.begins_after(evidence.ARTICLE_DATE) for item in claim.evidence)
        for claim in evidence.claims()
    )
    assert run("00.2") == later == 10
    assert exercises.get("00.2").check(later).ok
