"""The accounting of Japan's 2%: each headline figure comes out, nothing else is claimed."""

from __future__ import annotations

import csv
import itertools

import pytest

from lesson_utils import data, measures
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.measures.accounting import BASES, COUNTED


def rows() -> list[dict[str, str]]:
    path = data.root() / "tables" / "two_percent_accounting.csv"
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("headline", "year", "counted", "base"),
    [
        (1.3, 2026, "initial", "same"),
        (1.4, 2025, "sipri", "same"),
        (1.6, 2025, "related", "same"),
        (1.6, 2024, "related", "FY2022"),
        (1.8, 2025, "related", "FY2022"),
        (2.0, 2025, "supplementary", "FY2022"),
        (2.0, 2027, "supplementary", "FY2022"),
    ],
)
def test_every_headline_figure(headline: float, year: int, counted: str, base: str) -> None:
    share = measures.accounted(year, counted, base)
    assert round(share.share_pct, 1) == headline
    assert share.printed


def test_what_is_printed_stands_in_a_file_and_the_rest_says_so() -> None:
    in_file = {(int(r["year"]), float(r["share_pct"])) for r in rows()}
    sipri = {
        (r.year, r.share_of_gdp_pct)
        for r in data.load("military_expenditure").where(iso3="JPN")
    }  # fmt: skip
    refused = 0
    for year, counted, base in itertools.product(range(2020, 2030), COUNTED, BASES):
        try:
            share = measures.accounted(year, counted, base)
        except LessonError:
            refused += 1
            continue
        if share.printed:
            assert (year, share.share_pct) in in_file | sipri
        else:
            assert share.amount is not None
            assert share.gdp is not None
            assert share.share_pct == pytest.approx(100 * float(share.amount) / float(share.gdp))
            assert share.status == "worked out here"
    assert refused > 10


def test_worked_out_shares() -> None:
    guess = measures.accounted(2025, "initial", "FY2022")
    assert guess.share_pct == pytest.approx(100 * 8.7005 / 560.2)
    same = measures.accounted(2025, "supplementary", "same")
    assert same.share_pct == pytest.approx(100 * 11.0 / 632.053269)
    assert not same.printed


def test_combinations_that_nothing_supports() -> None:
    with pytest.raises(LessonError, match="none gives the amount"):
        measures.accounted(2024, "related", "same")
    with pytest.raises(LessonError, match="divides each calendar"):
        measures.accounted(2025, "sipri", "FY2022")
    with pytest.raises(LessonError, match="no figure of Japan"):
        measures.accounted(2026, "sipri", "same")
    with pytest.raises(UnknownNameError, match="related"):
        measures.accounted(2025, "relatd", "same")
    with pytest.raises(UnknownNameError, match="FY2022"):
        measures.accounted(2025, "related", "FY2023")


def test_budgets_and_gdp() -> None:
    assert float(measures.japan_budget(2026)) == pytest.approx(9035.3e9)
    assert float(measures.japan_budget(2026, narrow=True)) == pytest.approx(8809.3e9)
    assert float(measures.japan_gdp("FY2026")) == pytest.approx(691.9e12)
    for year, narrow in ((2013, False), (1978, True), (1954, True)):
        with pytest.raises(LessonError, match="no initial budget"):
            measures.japan_budget(year, narrow=narrow)
    with pytest.raises(UnknownNameError):
        measures.japan_gdp("FY2030")


def test_the_request_is_no_budget() -> None:
    lines = measures.budget_lines()
    assert [y for y, _v in lines["narrow"]].count(2026) == 1
    assert 8845.4 not in dict(lines["narrow"]).values()
    assert all(a < b for a, b in itertools.pairwise(y for y, _v in lines["narrow"]))


def test_the_ceiling_held_where_it_is_known() -> None:
    shares = measures.ceiling_budgets()
    assert list(shares) == list(range(1977, 1987))
    assert [year for year, share in shares.items() if share is None] == [1978, 1979]
    assert all(share <= 1 for share in shares.values() if share is not None)
    assert dict(measures.budget_lines()["share"])[1987] > 1


def test_years_of_a_budget() -> None:
    five = measures.burden("JPN", 5, 2025).money
    assert measures.in_years_of(five, five) == 1
    assert measures.in_years_of(five, measures.japan_budget(2025)) == pytest.approx(
        31602.66 / 8700.5
    )
    with pytest.raises(LessonError, match="currency"):
        measures.in_years_of(measures.burden("DEU", 5).money, measures.japan_budget(2025))


def test_states_with_gdp() -> None:
    members = set(data.load("nato_defence_expenditure_2026").column("iso3"))
    with_gdp, without = set(measures.states_with_gdp()), set(measures.without_gdp())
    assert with_gdp & members | without == members
    assert not with_gdp & without
    assert with_gdp - members == {"JPN", "KOR", "TWN", "PHL", "AUS"}
    for state in with_gdp:
        assert measures.burden(state, 5).money > 0
        assert measures.bodies(state)
    assert sum(measures.PLEDGE.values()) == 5
