"""Headlines taken apart: grammar, parties, loaded words; no sentence of the article."""

import itertools
import re

import pytest

from lesson_utils import evidence
from lesson_utils.learn.headlines import (
    ACTORS,
    ORIGINAL,
    PAPERS,
    TAILS,
    VERBS,
    Headline,
    loaded_words,
    named,
    paper_name,
    presumes,
)


def test_every_paper_has_a_stakeholder_and_a_name() -> None:
    assert sorted(PAPERS.values()) == sorted(one.id for one in evidence.perspectives())
    assert len({paper_name(paper) for paper in PAPERS}) == len(PAPERS)


def test_every_combination_is_a_headline_without_gaps() -> None:
    for agent, verb, object_, tail in itertools.product(ACTORS, VERBS, ACTORS, TAILS):
        text = Headline(agent, verb, object_, tail).text
        assert text == " ".join(text.split())
        assert text.startswith(ACTORS[agent][0])
        assert text.endswith(TAILS[tail][0] or ACTORS[object_][0])


def test_one_actor_takes_a_singular_and_several_a_plural() -> None:
    assert Headline("jp", "ties", "us").text == "Tokyo deepens ties with Washington"
    assert Headline("allies", "ties", "europe").text.startswith("Tokyo and Washington deepen ties")
    for verb in VERBS.values():
        first = verb.singular.split()[0]
        assert first.endswith("s")
        assert first != verb.plural.split()[0]


def test_every_verb_says_what_it_takes_for_granted() -> None:
    texts = [presumes(verb) for verb in VERBS]
    assert all(text.endswith(".") for text in texts)
    assert len(set(texts)) == len(VERBS)
    assert presumes("no such verb") == ""


def test_parties_follow_the_pieces_and_the_own_words() -> None:
    assert ORIGINAL.parties == ("US", "Japan", "China")
    assert Headline("okinawa", "resists", "us", "taiwan").parties == ("Okinawa", "US", "Taiwan")
    free = Headline("us", "asks", "jp", own="  Beijing  warns\nManila ")
    assert free.text == "Beijing warns Manila"
    assert free.parties == ("China", "Philippines")
    assert Headline("us", "asks", "").text == ""


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Let us ask them", ()),
        ("US troops leave", ("US",)),
        ("the usa and japan", ("Japan",)),
        ("沖縄に新たな負担", ("Okinawa",)),
        ("中国と台湾", ("China", "Taiwan")),
    ],
)
def test_parties_are_found_in_a_text(text: str, parties: tuple[str, ...]) -> None:
    assert named(text) == parties


def test_loaded_words_are_found_once_each() -> None:
    assert loaded_words("Threat after threat: Tokyo PRESSED") == ("threat", "pressed")
    assert loaded_words("Ministers meet") == ()


def test_no_piece_prints_the_newspapers_headline() -> None:
    """At most four words of it may be quoted; the pieces cannot add up to it."""
    words = {"leverage", "counterweight"}
    for headline in (ORIGINAL, Headline("us", "leverages", "jp", "none")):
        assert len(words & set(re.findall(r"[a-z]+", headline.text.lower()))) <= 1
