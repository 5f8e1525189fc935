"""Places found by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import geo
from lesson_utils.errors import LessonError, UnknownNameError


@pytest.mark.parametrize(
    "name",
    [
        "Yonaguni",
        "YONAGUNIJIMA",
        " yonaguni-jima ",
        "与那国島",
        "Ｙｏｎａｇｕｎｉ",
        "Yonaguni-Jima",
    ],
)
def test_many_names_one_island(name: str) -> None:
    assert geo.place(name).name_en == "Yonagunijima"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("東京", "Tokyo"),
        ("hagatna (guam)", "Hagåtña (Guam)"),
        ("釣魚臺", "Uotsurijima / Diaoyu Dao"),
        ("Diaoyu Dao", "Uotsurijima / Diaoyu Dao"),
        ("Itbayat", "Itbayat"),
        ("Penghu", "Penghu (main island)"),
        ("Okinawa", "Okinawa Island"),
        ("EDCA: Basa Air Base", "EDCA: Basa Air Base"),
        ("Basa Air Base", "EDCA: Basa Air Base"),
    ],
)
def test_names_in_many_scripts(name: str, found: str) -> None:
    assert geo.place(name).name_en == found


def test_every_place_is_found_by_its_own_name() -> None:
    for item in (*geo.cities(), *geo.islands(), *geo.sites()):
        assert geo.place(item.name_en) == item


def test_a_name_of_two_islands_asks_back() -> None:
    with pytest.raises(LessonError, match=r"'Kuroshima \(Mishima\)', 'Kuroshima \(Taketomi\)'"):
        geo.place("Kuroshima")


def test_a_misspelt_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Yonagunijima") as caught:
        geo.place("Yonaguno")
    assert "Yonagunijima" in caught.value.near
    with pytest.raises(UnknownNameError, match="Valid"):
        geo.place("zzzzzzzz")
    with pytest.raises(LessonError, match="no name"):
        geo.place("  ")


@given(st.text(max_size=40))
def test_any_text_finds_a_place_or_says_why(text: str) -> None:
    try:
        found = geo.place(text).name_en
    except LessonError as error:
        found = str(error)
    assert found
