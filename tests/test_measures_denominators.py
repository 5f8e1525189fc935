"""One pledge, many denominators: quotients, and every reason to refuse one."""

from __future__ import annotations

import datetime

import pytest

from lesson_utils import data, money
from lesson_utils.errors import UnknownNameError
from lesson_utils.measures import (
    GDP_YEARS,
    PLEDGES,
    denominators,
    pledge_against,
    pledged,
    years_to_pay,
)

KEYS = [one.key for one in denominators()]


def problems(key: str, form: str = "dollars", **more: object) -> set[str]:
    return set(pledge_against(key, form, **more).problems)  # type: ignore[arg-type]


def test_quotients_against_the_tables() -> None:
    japan = data.load("macroeconomy").one(ref_area="JPN", year=2025)
    assert pledge_against("gdp_dollars").value == pytest.approx(55000 / japan.ngdp_usd_bn)
    yen = pledge_against("gdp_yen", "2025-07-22", each_year=True)
    rate = float(money.rate("2025-07-22"))
    assert yen.value == pytest.approx(55000 * rate / japan.ngdp_lcu_bn / years_to_pay())
    assert yen.holds
    person = pledge_against("residents")
    assert person.value == pytest.approx(550e3 / japan.population_m)
    stock = data.load("direct_investment").one(year_end=2024, direction="JPN in USA").usd_bn
    assert pledge_against("investment").value == pytest.approx(55000 / stock)


def test_the_span_is_that_of_the_memorandum() -> None:
    days = datetime.date(2029, 1, 19) - datetime.date(2025, 9, 4)
    assert years_to_pay() == pytest.approx(days.days / 365.25)


def test_a_sum_stands_beside_stocks_and_a_yearly_part_beside_flows() -> None:
    for key in ("reserves", "treasuries", "investment"):
        assert problems(key) == set()
        assert problems(key, each_year=True) == {"kind"}
    assert problems("gdp_dollars") == {"kind"}
    assert problems("gdp_dollars", each_year=True) == set()


def test_money_price_basis_and_year_have_to_agree() -> None:
    assert problems("gdp_yen", each_year=True) == {"currency"}
    assert problems("gdp_ppp", each_year=True) == {"basis"}
    assert problems("gdp_ppp", "2026-01-16", each_year=True) == {"currency", "basis"}
    assert problems("gdp_yen", "2026-01-16", each_year=True) == {"year"}
    assert problems("gdp_yen", "2026-01-16", each_year=True, year=2026) == set()
    assert problems("defence", "2026-01-16", each_year=True) == set()
    assert problems("gdp_dollars", each_year=True, year=2012) == {"year"}
    assert problems("residents", "2026-01-16") == set()
    assert problems("residents", year=2012) == {"year"}


@pytest.mark.parametrize("year", GDP_YEARS)
@pytest.mark.parametrize("form", PLEDGES)
@pytest.mark.parametrize("each_year", [False, True])
def test_what_holds_is_what_money_itself_allows(form: str, each_year: bool, year: int) -> None:
    """An independent judge: `money.share` refuses other currencies, price bases and years."""
    for key in KEYS:
        one = pledge_against(key, form, each_year=each_year, year=year)
        if one.denominator.kind == "people" or (one.problems and one.problems[0] == "kind"):
            continue
        if one.holds:
            share = money.share(one.numerator, one.denominator.amount)  # type: ignore[arg-type]
            assert one.value == pytest.approx(share.percent)
        elif one.numerator.year is not None:
            with pytest.raises(money.MixedUnitsError):
                money.share(one.numerator, one.denominator.amount)  # type: ignore[arg-type]


def test_the_pledge_in_yen_carries_the_year_of_its_fixing() -> None:
    assert pledged().year is None
    assert pledged("2025-07-22").year == 2025
    assert float(pledged("2026-01-16")) / 1e12 == pytest.approx(86.957, abs=0.001)


def test_unknown_names() -> None:
    with pytest.raises(UnknownNameError, match="denominator"):
        pledge_against("gold")
    with pytest.raises(UnknownNameError, match="2025"):
        denominators(1999)
