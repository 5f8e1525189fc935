"""Names of states and currencies, and sums as a reader counts."""

from __future__ import annotations

import pytest

from lesson_utils import data, measures, states
from lesson_utils.errors import UnknownNameError
from lesson_utils.i18n import set_language


def test_every_state_that_spends_has_a_name_and_every_currency_too() -> None:
    codes = {*data.load("military_expenditure").column("iso3")}
    codes |= {*data.load("nato_defence_expenditure_2026").column("iso3")}
    names = [states.state_name(code) for code in codes]
    assert len(set(names)) == len(codes)
    for code in measures.states_with_gdp():
        assert states.currency_name(measures.CURRENCY[code])


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (999_999_999_999, "1.00 trillion yen"),
        (11e12, "11.00 trillion yen"),
        (2.5e9, "2.5 billion yen"),
        (3e6, "3.0 million yen"),
        (256_325.8, "256,326 yen"),
        (-1e9, "−1.0 billion yen"),
        (0, "0 yen"),
    ],
)
def test_sums(amount: float, text: str) -> None:
    assert states.money_text(amount, "JPY") == text


def test_japanese_counts_in_ten_thousands() -> None:
    set_language("ja")
    try:
        assert states.money_text(256_326, "JPY").startswith("25.6")
        assert states.money_text(870e9, "JPY").startswith("8,700")
    finally:
        set_language("en")


def test_unknown_codes() -> None:
    with pytest.raises(UnknownNameError):
        states.state_name("ISL")
    with pytest.raises(UnknownNameError):
        states.currency_name("ISK")
