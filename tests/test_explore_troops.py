"""The troops explorer: the sentence states the numbers, and says why where there are none."""

from __future__ import annotations

import pytest

from lesson_utils import explore
from lesson_utils.errors import LessonError


def test_it_opens_with_a_comparison() -> None:
    panel = explore.troops()
    assert panel.failure is None
    assert "September 1990: Japan 46,593, South Korea 41,344, Philippines 13,863." in panel.sentence
    wanted = "More than in 1990: Japan. No more than then: South Korea, Philippines."
    assert wanted in panel.sentence


def test_the_year_moves_the_line_and_the_sentence() -> None:
    panel = explore.troops()
    panel.choose(year=2001)
    assert "September 2001: Japan 40,217" in panel.sentence
    assert panel.chart is not None
    assert any(s["x0"] == "2001-09" for s in panel.chart.spec.layout["shapes"])


def test_japan_without_okinawa_is_not_compared_with_japan_today() -> None:
    panel = explore.troops(year=1960)
    assert "not compared with" in panel.sentence
    assert "More than in 1960: none. No more than then: South Korea, Philippines." in panel.sentence


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("apart", "gives the Ryukyus, 44,752, and no figure for Japan"),
        ("added", "cannot be added: the line begins in 1974"),
        ("mixed", "the list holds the Ryukyus only"),
    ],
)
def test_the_three_ways_with_the_ryukyus(way: str, says: str) -> None:
    panel = explore.troops(year=1970, ryukyus=way)
    assert panel.failure is None
    assert says in panel.sentence


def test_shares_name_their_whole_and_what_is_missing() -> None:
    panel = explore.troops(measure="share")
    assert "Japan 45.8%" in panel.sentence
    assert "of 101,800 in the places shown" in panel.sentence
    panel.choose(TWN=True)
    assert "leave out Taiwan (ROC)" in panel.sentence
    panel.choose(TWN=False, KOR=False, PHL=False)
    assert "at least two places" in panel.sentence
    panel.choose(JPN=False)
    assert "at least one place" in panel.sentence
    panel.choose(JPN=True, KOR=True)
    assert panel.failure is None
    assert "Japan 53.0%" in panel.sentence


def test_an_index_needs_its_base() -> None:
    panel = explore.troops(measure="index")
    assert "Japan 117 (December 2025)" in panel.sentence
    panel.choose(year=1969)
    assert "No index for Japan: no report of 1969" in panel.sentence
    assert panel.chart is not None
    assert panel.chart.title == "US active-duty personnel, 1969 = 100"
    panel.choose(year=1960)
    assert "from 1974 its figure includes Okinawa" in panel.sentence


def test_doubt_is_said() -> None:
    panel = explore.troops(year=2016)
    assert "Doubted in 2016: Japan" in panel.sentence
    panel.choose(year=2024)
    assert "Doubted in 2024: Philippines" in panel.sentence


def test_first_values_are_checked() -> None:
    with pytest.raises(LessonError, match="year"):
        explore.troops(year=1951)
    with pytest.raises(LessonError):
        explore.troops(measure="tons")
