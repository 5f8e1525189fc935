"""Wrong values are named; each of these once ended in an error of Python's own, or said nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import lesson_utils as lu
from lesson_utils import arguments
from lesson_utils.chart.spec import b64
from lesson_utils.errors import LessonError, UnknownNameError

HUGE = 10**400


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: lu.money.dates_within("", 1, 2), "amount of dollars ''"),
        (lambda: lu.money.dates_within(1, "low", 2), "lowest yen 'low'"),
        (lambda: lu.money.to_yen("550", "2026-01-16"), "amount '550'"),
        (lambda: lu.money.yen(HUGE), "finite number, not 1000"),
        (lambda: lu.money.Money(1, ["JPY"]), r"\['JPY'\] is no currency"),
        (lambda: lu.money.Share(lu.money.yen(1), lu.money.yen(0)), "denominator is zero"),
        (lambda: lu.geo.distance_km((HUGE, 0), (0, 0)), "no point"),
        (lambda: lu.measures.doubling_years(5e-324), "nothing doubles"),
        (lambda: lu.measures.growth_pct(1e-10, 2025, 1e-10), "not defined"),
        (lambda: lu.measures.in_years_of(5, lu.measures.japan_budget(2025)), "5 is no Money"),
        (lambda: lu.measures.points_between("JPN", "USA"), "'JPN' is no Count"),
        (lambda: lu.measures.burden("JPN", HUGE), "is no share"),
        (lambda: lu.measures.silent(5), "no theme of positions 5"),
        (lambda: lu.charts.denial_plane("point"), "'point' is no Deterrence"),
        (lambda: lu.charts.profit_years([1]), "no CashFlow"),
        (lambda: lu.charts.gdp_three_ways(last=1900), "from 2012 to 1900; the data set has"),
        (lambda: lu.charts.pledge_in_yen("", ""), "'' is no day"),
        (lambda: lu.charts.pledge_in_yen("9999-12-31", "9999-12-31"), "no fixing between"),
        (lambda: lu.charts.region_gdp(year="late"), "not 'late'"),
        (lambda: lu.charts.spending_burden(unit="francs"), "no unit 'francs'"),
        (lambda: lu.evidence.claims(ids="C99"), "no claim 'C99'"),
        (lambda: lu.evidence.claims(ids=b"C01"), "no list of claims"),
        (lambda: lu.predict(5, "Why?"), "in words, not 5"),
        (lambda: lu.terms(5.5), "no term 5.5"),
        (lambda: lu.data.read_json("straits"), r"lu\.data\.load\('straits'\)"),
        (lambda: lu.quiz("../evidence/questions"), "no lesson '../evidence/questions'"),
        (lambda: lu.quiz("../evidence/claims", only=["Q01"]), "no lesson"),
        (lambda: b64([HUGE], "f8"), "do not fit"),
    ],
)
def test_what_was_given_is_named(ask: Any, says: str) -> None:
    with pytest.raises(LessonError, match=says):
        ask()


def test_one_name_need_not_be_put_into_a_list() -> None:
    """A text was taken letter by letter: "There is no claim 'C'"."""
    assert [one.id for one in lu.evidence.claims(ids="C09")] == ["C09"]
    assert len(lu.quiz(only="Q26").asked) == 1
    assert lu.measures.region_share("JPN", 2025) == lu.measures.region_share(["JPN"], 2025)
    assert lu.charts.troops("KOR").title == lu.charts.troops(["KOR"]).title
    assert lu.maps.bases(operators="United States", part="japan").alt
    with pytest.raises(UnknownNameError, match="'XXX'"):
        lu.measures.region_share("XXX", 2025)


def test_a_lesson_number_may_be_a_number() -> None:
    assert repr(lu.terms(5)) == repr(lu.terms("05"))


def test_days_are_taken_as_dates_too() -> None:
    day = datetime.date(2026, 2, 17)
    assert lu.charts.pledge_steps(day).table == lu.charts.pledge_steps("2026-02-17").table


def test_a_number_of_thousands_of_digits_can_be_shown() -> None:
    """Python refuses to write it, and the message itself failed."""
    assert "cannot be written out" in arguments.shown(10**5000)
    with pytest.raises(LessonError, match="cannot be written out"):
        lu.money.yen(10**5000)


def test_numpys_numbers_are_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    assert lu.money.yen(numpy.int64(3)) == 3
    assert arguments.number(numpy.float32(0.5), "share") == 0.5
