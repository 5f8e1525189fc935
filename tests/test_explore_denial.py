"""The deterrence explorer: the sentence is the arithmetic, the page moves without the kernel."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesson_utils.errors import LessonError
from lesson_utils.explore.denial import FIRST
from lesson_utils.explore.denial import denial as open_model
from lesson_utils.measures.denial import deterrence

PANEL = open_model()
VALUES = {key: [value for _label, value in PANEL.controls[key].options] for key in FIRST}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({key: st.sampled_from(values) for key, values in VALUES.items()}))
def test_words_and_drawing_are_the_arithmetic(chosen: dict[str, int]) -> None:
    PANEL.choose(**chosen)
    assert PANEL.failure is None
    account = deterrence(
        chosen["success"] / 100, chosen["prize"], chosen["war"], chosen["punishment"],
        chosen["credibility"] / 100, chosen["leave"],
    )  # fmt: skip
    assert PANEL.account == account
    told = {"pays": ": the attack pays.", "even": ": break-even.",
            "does not pay": ": the attack does not pay."}  # fmt: skip
    assert [words in PANEL.sentence for words in told.values()].count(True) == 1
    assert told[account.verdict] in PANEL.sentence
    assert PANEL.chart is not None
    shown = {t["name"]: t for t in PANEL.chart.spec.data}
    assert shown["your point"]["x"] == pytest.approx([100 * account.success])
    assert shown["your point"]["y"] == [account.cost]
    assert shown["break-even line"]["y"] == pytest.approx(
        [-account.leave, account.prize - account.leave]
    )


def test_it_opens_with_the_example_of_the_lesson() -> None:
    panel = open_model()
    assert panel.sentence == (
        "60% × 80 − 20 − 50% × 40 = +8 units, against 0 for not attacking: the attack pays. "
        "Alone, each of these would stop it: a chance of success of 50% (−10 points), a "
        "punishment of 56 units (+16), a credibility of 70% (+20 points). On the chart the "
        "nearest way is denial, the chance of success; points and units are not the same thing."
    )
    panel.choose(success=50)
    assert "break-even. The least move of a lever decides it." in panel.sentence
    panel.choose(success=45)
    assert "Alone, each of these would make it pay" in panel.sentence


def test_the_nearest_lever_is_not_always_denial() -> None:
    panel = open_model(prize=10, success=100, war=0, punishment=100, credibility=5)
    assert "the nearest way is punishment, its credibility;" in panel.sentence


def test_what_no_single_lever_can_do_is_said() -> None:
    panel = open_model(punishment=0, war=0, leave=-40, success=50)
    assert "No single lever on its scale stops it" in panel.sentence
    panel = open_model(prize=10, war=50, punishment=0, success=0)
    assert "No single lever on its scale makes it pay" in panel.sentence


def test_an_empty_threat_is_no_way() -> None:
    sentence = open_model(credibility=0).sentence
    assert "a punishment of" not in sentence
    assert "a credibility of 70%" in sentence


def test_chance_and_prize_move_in_the_page() -> None:
    panel = open_model()
    assert panel.chart is not None
    dialled = [control for control, _patches in panel.chart._turns]
    assert dialled == [panel.controls["success"], panel.controls["prize"]]
    panel.choose(leave=20)
    assert len(panel.chart._dials) == 2
    shown = {t["name"]: t for t in panel.chart.spec.data}
    assert shown["break-even line"]["y"] == [-20, 60]


def test_assumptions_and_gaps_stand_below_the_result() -> None:
    panel = open_model()
    *_rest, words, small = panel.children
    assert words.text == panel.sentence
    for says in ("misperception", "domestic politics", "escalation", "no number is an estimate"):
        assert says in small.value
    assert small.value.count("<li") == 10


def test_wrong_first_values_are_named() -> None:
    with pytest.raises(LessonError, match="61"):
        open_model(success=61)
    with pytest.raises(LessonError, match="control"):
        open_model(chance=60)
