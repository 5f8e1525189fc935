"""The dates explorer: the guess comes first, the ledger decides, the guess is kept."""

from __future__ import annotations

import pytest

from lesson_utils import evidence
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.explore.date_words import ITEMS, candidates, fits, item, reason
from lesson_utils.explore.dates import Dates
from lesson_utils.explore.dates import dates as open_dates
from lesson_utils.learn.store import Store
from lesson_utils.measures import PHRASES, resolve
from lesson_utils.when import When


def fresh(claim: str = "C03") -> Dates:
    return Dates(claim, Store(None))


def test_every_date_has_a_right_reading_and_a_wrong_one() -> None:
    for one in ITEMS:
        claim = evidence.claim(one.claim)
        right = [when for when in candidates(one) if fits(when, claim)]
        assert right, one
        assert len(right) < len(candidates(one))
        assert len(one.phrase.split()) <= 4
        unknown = claim.resolved_date.start is None
        assert (right == [When("unknown")]) == unknown


def test_the_usual_reading_fits_what_the_ledger_found() -> None:
    for one in ITEMS:
        if one.phrase:
            usual = resolve(one.phrase, evidence.ARTICLE_DATE)[0]
            assert fits(usual.when, evidence.claim(one.claim)), one


def test_every_rule_has_a_reason() -> None:
    for phrase in (*PHRASES, "this Thursday", "this June", "next June", "this week"):
        for year in (2024, 2026):
            published = evidence.ARTICLE_DATE.replace(year=year, day=15)
            assert all(reason(one).endswith(".") for one in resolve(phrase, published))


@pytest.mark.parametrize("claim", [one.claim for one in ITEMS])
def test_nothing_is_given_away_before_the_guess(claim: str) -> None:
    panel = fresh(claim)
    assert panel.failure is None
    assert panel._card.value == ""
    marks = panel.chart.spec.data[1]["marker"]
    assert len(set(marks["symbol"])) == len(set(marks["color"])) == 1
    assert panel.chart.spec.data[2]["x"] == []
    assert evidence.claim(claim).date_reasoning not in panel.chart.alt
    assert "Choose a reading first." in panel.sentence


@pytest.mark.parametrize("claim", [one.claim for one in ITEMS])
def test_every_guess_is_judged_by_the_ledger(claim: str) -> None:
    panel = fresh(claim)
    for when in candidates(item(claim)):
        panel.choose(guess=str(when))
        assert panel.failure is None
        right = fits(when, evidence.claim(claim))
        assert panel._words.tone == ("good" if right else "not yet"), (claim, when)
        assert panel._card.value
        dated = [c for c in candidates(item(claim)) if c.start is not None]
        filled = panel.chart.spec.data[1]["marker"]["symbol"]
        assert [s == "circle" for s in filled] == [fits(c, evidence.claim(claim)) for c in dated]


def test_the_reasoning_opens_without_a_guess_only_on_demand() -> None:
    panel = fresh("C07").choose(show=True)
    assert panel.sentence == "The sources give 25 June 2025 for C07."
    assert "Hague summit declaration" in panel._card.value
    assert panel.chart.spec.data[2]["x"] == ["2025-06-25"]
    panel.choose(show=False)
    assert panel._card.value == ""


def test_what_is_known_later_is_called_so() -> None:
    assert "Known later" in fresh("C27").choose(show=True)._card.value
    assert "Known later" not in fresh("C25").choose(show=True)._card.value


def test_an_unresolved_date_stays_open() -> None:
    panel = fresh("C15").choose(guess="2025-12-06")
    assert "no source settles it" in panel.sentence
    assert panel._words.tone == "not yet"
    panel.choose(guess="unknown")
    assert panel._words.tone == "good"
    assert panel.chart.spec.data[2]["x"] == []


def test_a_guess_is_kept_and_comes_back() -> None:
    kept = Store(None)
    panel = Dates("C03", kept).choose(guess="2024-12")
    assert kept.state()["predictions"]["01.date.C03"]["value"] == "2024-12"
    panel.choose(item="C07")
    assert panel.value("guess") == ""
    assert "01.date.C07" not in kept.state()["predictions"]
    panel.choose(item="C03")
    assert panel.value("guess") == "2024-12"
    assert Dates("C03", kept).sentence.startswith("You chose December 2024. It does not fit")


def test_a_guess_that_is_no_longer_offered_is_forgotten() -> None:
    kept = Store(None)
    kept.predict("01.date.C02", "1999")
    assert Dates("C02", kept).value("guess") == ""


def test_the_same_words_move_with_the_day() -> None:
    panel = fresh().choose(phrase="last December", day=20, month=12, year=2025)
    assert panel.sentence == (
        "Published on Saturday, 20 December 2025, “last December” usually means December 2024."
    )
    panel.choose(phrase="Thursday")
    assert panel.sentence.endswith(
        "“Thursday” usually means 18 December 2025. It could also mean 25 December 2025."
    )
    assert panel.chart.title == "“Thursday”, read on 20 December 2025"
    panel.choose(item="C02")
    assert panel.chart.title == "“Thursday”, read on 17 January 2026"


def test_a_day_that_does_not_exist_says_why() -> None:
    panel = fresh().choose(day=31, month=2)
    assert panel.sentence == "February 2026 has no day 31. Choose a smaller day."
    assert panel.failure is None
    panel.choose(day=28)
    assert panel.sentence.startswith("Published on Saturday, 28 February 2026")


def test_mistakes_are_named() -> None:
    with pytest.raises(UnknownNameError, match="no date to resolve for claim 'C24'"):
        open_dates("C24")
    with pytest.raises(LessonError, match="2019"):
        fresh().choose(guess="2019")
