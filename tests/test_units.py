"""Numbers with a unit, as learners write them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils.errors import LessonError
from lesson_utils.learn.units import parse_number


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("215", "km", 215),
        ("215 km", "km", 215),
        ("215km", "km", 215),
        ("２１５", "km", 215),
        ("２１５ｋｍ", "km", 215),
        ("215キロ", "km", 215),
        ("約215キロメートル", "km", 215),
        ("about 215 km.", "km", 215),
        ("~ 215", "km", 215),
        ("1,200", "km", 1200),
        ("1，200", "km", 1200),
        ("1 200 km", "km", 1200),
        ("12,345,678.5", "", 12345678.5),
        ("107,6", "km", 107.6),
        ("107.6", "km", 107.6),
        (".5", "%", 0.5),
        ("3.5 %", "%", 3.5),
        ("３．５％", "%", 3.5),
        ("−4", "", -4),
        ("1000 m", "km", 1),
        ("58.1 nm", "km", 107.6),
        ("58.1 海里", "km", 107.6),
        ("100 km", "nm", 54.0),
        ("10 miles", "km", 16.09),
    ],
)
def test_numbers_as_learners_write_them(text: str, unit: str, value: float) -> None:
    assert parse_number(text, unit) == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize("text", ["", "km", "?", "1,2,3", "12,3456", "ten", "-", ".", "--5"])
def test_what_is_no_number_asks_for_one(text: str) -> None:
    with pytest.raises(LessonError, match=r"Write a number|not a unit"):
        parse_number(text, "km")


@pytest.mark.parametrize("text", ["215 kg", "215 %", "3 hours", "215 km each"])
def test_a_unit_that_does_not_fit_is_named(text: str) -> None:
    with pytest.raises(LessonError, match="Answer in km"):
        parse_number(text, "km")


@given(st.integers(0, 10**9))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert parse_number(f"{number:,}") == parse_number(str(number)) == number


@given(st.text())
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
    with contextlib.suppress(LessonError):
        assert isinstance(parse_number(text, "km"), float)
