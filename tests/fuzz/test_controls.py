"""Every control of every explorer, and every message a page can send, through random values."""

from __future__ import annotations

from typing import Any

import ipywidgets as w
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

import lesson_utils as lu
from lesson_utils.chart import Chart
from lesson_utils.explore.panel import Panel
from lesson_utils.learn.furniture import Heading
from tests.fuzz.strange import NUMBERS, anything, call, texts, tries
from tests.panels import offered


def move(control: w.Widget, place: int, text: str, wild: Any, is_wild: bool) -> tuple[str, Any]:
    """Choose what a hand, or a page gone wrong, does to a control: (trait, value)."""
    if isinstance(control, w.Button):
        return "click", None
    if isinstance(control.value, str) and not hasattr(control, "options"):
        return "value", text
    if is_wild:
        return "value", wild
    choices = offered(control)
    return choices[place % len(choices)]


def do(control: w.Widget, trait: str, value: Any) -> None:
    """Do it; a control may refuse a value in its own words."""
    if trait == "click":
        control.click()
        return
    try:
        setattr(control, trait, value)
    except (traitlets.TraitError, ValueError, TypeError, OverflowError, IndexError):
        return  # ipywidgets itself keeps such a value out, as it does on the page


@pytest.mark.parametrize("name", dir(lu.explore))
def test_any_moves(name: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    panel = getattr(lu.explore, name)()

    @tries(40)
    @given(
        st.integers(0, 99),
        st.integers(0, 999),
        texts(),
        st.sampled_from(NUMBERS) | anything(),
        st.integers(0, 2),
    )
    def attempt(number: int, place: int, text: str, wild: Any, kind: int) -> None:
        key = sorted(panel.controls)[number % len(panel.controls)]
        control = panel.controls[key]
        trait, value = move(control, place, text, wild, kind == 0)
        call(lambda: do(control, trait, value))
        assert panel.failure is None, f"{key}.{trait}={value!r}: {panel.failure!r}"
        assert panel.sentence.strip()
        if panel.chart is not None:
            assert panel.chart.alt.strip()

    attempt()


@tries(60)
@given(st.dictionaries(texts(), anything(), max_size=3), anything())
def test_choose_takes_anything(values: dict[str, Any], value: Any) -> None:
    panel = Panel("P", {"a": w.Dropdown(options=[1, 2]), "b": w.BoundedIntText(0, min=0, max=9)})
    call(lambda: panel.choose(a=value))
    call(lambda: panel.choose(b=value))
    call(lambda: panel.choose(**values))
    assert panel.value("a") in (1, 2, None)


MESSAGES = st.dictionaries(
    st.sampled_from(["op", "page", "revision", "trace", "point", "customdata", "answers"]),
    st.sampled_from(["runtime", "state", "click", -1, 0, 1, 10**9, True]) | anything(),
    max_size=5,
)


@tries(200)
@given(MESSAGES)
def test_a_chart_takes_any_message_from_a_page(message: dict[str, Any]) -> None:
    chart = Chart([{"name": "a", "x": [1], "y": [2]}], title="T")
    seen: list[Any] = []
    chart.on_click(lambda *what: seen.append(what))
    call(lambda: chart._on_message(chart, message, []))
    assert all(what[0] == "a" for what in seen)


@tries(200)
@given(MESSAGES, st.lists(anything(), max_size=3))
def test_a_question_takes_any_message_from_a_page(message: dict[str, Any], given_: Any) -> None:
    answers = [w.RadioButtons(options=["x", "y"], value=None), w.Text(), w.Dropdown(options=["z"])]
    heading = Heading("T", answers=answers)
    for content in (message, {"answers": given_}, given_):
        call(lambda content=content: heading._take(heading, content, []))
    assert answers[0].value in ("x", "y", None)
    assert isinstance(answers[1].value, str)
