"""Counts of spending: who counts, which edition, and that two counts are kept apart."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, measures
from lesson_utils.errors import LessonError, UnknownNameError

NATO = sorted(set(data.load("nato_defence_expenditure_2026").column("iso3")))
SIPRI = sorted(set(data.load("military_expenditure").column("iso3")))


def read(name: str) -> list[dict[str, str]]:
    """Read a table without the package's own reader."""
    with (data.root() / "tables" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", range(2014, 2027))
@pytest.mark.parametrize("line", [2.0, 3.5, 5.0])
def test_who_is_above_a_line_agrees_with_the_file(year: int, line: float) -> None:
    rows = [r for r in read("nato_defence_expenditure_2026") if int(r["year"]) == year]
    wanted = {r["iso3"] for r in rows if float(r["core_defence_expenditure_pct_gdp"]) >= line}
    assert {c.state for c in measures.standing(year) if c.share_pct >= line} == wanted
    shares = [c.share_pct for c in measures.standing(year)]
    assert len(shares) == 31
    assert shares == sorted(shares, reverse=True)


def test_all_allies_at_two_per_cent_became_28_of_31() -> None:
    assert sum(c.share_pct >= 2 for c in measures.standing(2025)) == 28
    assert [c.state for c in measures.standing(2025) if c.share_pct < 2] == ["CZE", "SVN", "ALB"]
    assert sum(c.share_pct >= 3.5 for c in measures.standing(2026)) == 5
    assert all(c.estimate for c in measures.standing(2025))
    assert not any(c.estimate for c in measures.standing(2024))


@given(st.sampled_from(NATO), st.sampled_from(SIPRI))
def test_two_counts_are_not_subtracted_unless_one_insists(ally: str, other: str) -> None:
    nato, sipri = measures.spending_count(ally, "NATO"), measures.spending_count(other, "SIPRI")
    for pair in ((nato, sipri), (sipri, nato)):
        with pytest.raises(measures.MixedCountsError, match="different things"):
            measures.points_between(*pair)
    forced = measures.points_between(nato, sipri, force=True)
    assert forced == pytest.approx(nato.share_pct - sipri.share_pct)


@given(st.sampled_from(SIPRI), st.sampled_from(SIPRI))
def test_the_difference_turns_round(one: str, other: str) -> None:
    a, b = measures.spending_count(one, "SIPRI"), measures.spending_count(other, "SIPRI")
    assert measures.points_between(a, b) == -measures.points_between(b, a)


def test_editions_keep_their_own_figures() -> None:
    old = {c.year: c.share_pct for c in measures.spending_series("JPN", "SIPRI 2025")}
    new = {c.year: c.share_pct for c in measures.spending_series("JPN", "SIPRI 2026")}
    assert (round(old[2024], 2), round(new[2024], 2)) == (1.37, 1.29)
    assert 2025 not in {c.year for c in measures.spending_series("DEU", "NATO 2025")}
    assert all(c.estimate for c in measures.spending_series("CHN", "SIPRI 2025"))
    assert {c.body for c in measures.spending_series("USA", "NATO 2025")} == {"NATO"}


def test_who_counts_whom() -> None:
    assert measures.bodies("USA") == ("SIPRI", "NATO")
    for state in SIPRI:
        assert ("NATO" in measures.bodies(state)) is (state == "USA")
    finland = {c.year: c.member for c in measures.spending_series("FIN", "NATO 2026")}
    assert (finland[2022], finland[2023]) == (False, True)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(LessonError, match="members only"):
        measures.spending_count("JPN", "NATO")
    with pytest.raises(LessonError, match="nine states"):
        measures.spending_count("DEU", "SIPRI")
    with pytest.raises(LessonError, match="to 2025"):
        measures.spending_count("JPN", "SIPRI", 2026)
    with pytest.raises(LessonError, match="there are: SIPRI 2026"):
        measures.spending_series("JPN", "NATO 2026")
    with pytest.raises(UnknownNameError):
        measures.spending_series("JPN", "IISS 2026")
    with pytest.raises(UnknownNameError):
        measures.editions("ISL")
    with pytest.raises(UnknownNameError):
        measures.spending_count("JPN", "IISS")
    with pytest.raises(LessonError, match="2014 to 2026"):
        measures.standing(2013)
    with pytest.raises(UnknownNameError):
        measures.standing(2025, "IISS")
