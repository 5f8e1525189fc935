"""Every public function takes anything: a sensible value or an error that names what was given."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import ipywidgets as w
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lesson_utils as lu
from lesson_utils import i18n
from lesson_utils.chart import Chart, NumberTable, position, unpack
from lesson_utils.chart.spec import b64, merge, number_text, recolour
from lesson_utils.errors import LessonError, UnknownNameError, nearest
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
from lesson_utils.learn.headlines import loaded_words, named
from lesson_utils.learn.store import Store
from lesson_utils.markup import Markup, join, link, tag
from lesson_utils.when import When
from tests.fuzz.strange import anything, call, texts, tries

MODULES = ("charts", "course", "data", "evidence", "geo", "maps", "measures", "money")
CLASSES = {"money.Money", "money.Share", "evidence.When"}
"""Classes meant to be called by a reader; records are made by the course itself."""


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """List what a notebook can call, with its path below ``lu``."""
    for name in lu.__all__:
        found = getattr(lu, name)
        if inspect.isfunction(found):
            yield name, found
    for module in MODULES:
        holder = getattr(lu, module)
        for name in getattr(holder, "__all__", None) or dir(holder):
            found = getattr(holder, name)
            path = f"{module}.{name}"
            own = getattr(found, "__module__", "").startswith(f"lesson_utils.{module}")
            listed = hasattr(holder, "__all__")
            callable_ = inspect.isfunction(inspect.unwrap(found)) if callable(found) else False
            if not name.startswith("_") and (own or listed) and (callable_ or path in CLASSES):
                yield path, found


PUBLIC = {path: found for path, found in public() if inspect.signature(found).parameters}


def arguments(found: Callable[..., Any]) -> st.SearchStrategy[tuple[list[Any], dict[str, Any]]]:
    """Give every parameter anything at all, and leave optional ones out at random."""

    def build(draw: st.DrawFn) -> tuple[list[Any], dict[str, Any]]:
        listed: list[Any] = []
        named_: dict[str, Any] = {}
        for parameter in inspect.signature(found).parameters.values():
            if parameter.kind is parameter.VAR_POSITIONAL:
                listed += draw(st.lists(anything(), max_size=2))
            elif parameter.default is parameter.empty or draw(st.booleans()):
                named_[parameter.name] = draw(anything())
        return listed, named_

    return st.composite(build)()


def sensible(value: Any) -> None:
    """Insist that a result can be shown and holds no slip."""
    shown = repr(value)
    if isinstance(value, float):
        assert math.isfinite(value), shown
    if isinstance(value, Chart):
        assert value.alt.strip()
        assert "nan" not in value.alt.split()
        assert not value._repr_mimebundle_()[0].get("text/html")


def test_the_list_of_public_functions_is_long() -> None:
    assert len(PUBLIC) > 70, sorted(PUBLIC)
    assert {"quiz", "geo.ring", "money.dates_within", "maps.bases", "charts.troops"} <= set(PUBLIC)


@pytest.mark.parametrize("path", sorted(PUBLIC))
def test_any_arguments(path: str) -> None:
    function = PUBLIC[path]

    @tries(60)
    @given(arguments(function))
    def attempt(handed: tuple[list[Any], dict[str, Any]]) -> None:
        listed, named_ = handed
        value = call(function, *listed, **named_)
        if not isinstance(value, Exception):
            sensible(value)

    attempt()
    lu.start("05", lang="en")


@pytest.mark.parametrize("name", dir(lu.explore))
def test_an_explorer_opens_or_says_why_not(name: str) -> None:
    function = getattr(lu.explore, name)

    def build(draw: st.DrawFn) -> dict[str, Any]:
        handed: dict[str, Any] = {}
        for parameter in inspect.signature(function).parameters.values():
            if parameter.kind is parameter.VAR_KEYWORD:
                keys = st.sampled_from(sorted(function().controls)) | st.just("no_such_control")
                handed |= draw(st.dictionaries(keys, anything(), max_size=2))
            else:
                handed[parameter.name] = draw(anything())
        return handed

    @tries(12)
    @given(st.composite(build)())
    def attempt(handed: dict[str, Any]) -> None:
        panel = call(function, **handed)
        if isinstance(panel, Panel):
            assert panel.failure is None, panel.failure
            assert panel.sentence.strip()

    attempt()


@tries(150)
@given(anything(), st.lists(texts(), max_size=5))
def test_an_unknown_name_is_always_answered(given_: Any, valid: list[str]) -> None:
    message = str(UnknownNameError("thing", given_, valid))
    assert message.startswith("There is no thing ")
    assert set(nearest(str(given_), valid)) <= set(valid)


TRACE_VALUE = st.recursive(
    st.one_of(anything(), st.lists(st.floats() | st.none() | texts(), max_size=4)),
    lambda inner: st.dictionaries(st.sampled_from(["line", "marker", "color", "x"]), inner),
    max_leaves=4,
)
TRACES = st.lists(
    st.dictionaries(
        st.sampled_from(["name", "x", "y", "type", "mode", "text", "line", "marker", "visible"]),
        TRACE_VALUE,
        max_size=6,
    ),
    max_size=3,
)


@tries(150)
@given(TRACES, texts())
def test_a_chart_of_anything(traces: list[dict[str, Any]], title: str) -> None:
    chart = call(lambda: Chart(traces, title=title))  # the message names the trace
    if isinstance(chart, Chart):
        call(chart.patch, {0: {"y": [1]}}, title=title)
        assert chart.alt.strip()


@tries(150)
@given(st.lists(st.floats() | st.none() | st.integers() | texts(), min_size=1, max_size=8))
def test_a_line_of_any_values_is_described(values: list[Any]) -> None:
    chart = call(Chart, [{"name": "a", "x": list(range(len(values))), "y": values}], title="T")
    assert isinstance(chart, Chart)
    assert chart.alt.split(": ")[1].startswith("T.")


@tries(150)
@given(anything())
def test_numbers_are_written_whatever_they_are(value: Any) -> None:
    assert call(number_text, value) or value == ""
    call(b64, [value], "i2")
    call(b64, [value], "f8")
    call(NumberTable, ["a"], [[value]])


@tries(150)
@given(st.lists(st.none() | st.floats(allow_nan=False), max_size=20))
def test_packed_numbers_come_out_as_they_went_in(values: list[float | None]) -> None:
    assert unpack(b64(values, "f8")) == values


@tries(100)
@given(st.lists(texts(), min_size=1, max_size=5), st.integers(0, 4), st.booleans())
def test_the_position_of_any_control_is_a_number(
    labels: list[str], place: int, ticked: bool
) -> None:
    assert position(w.Checkbox(value=ticked)) == ticked
    assert position(w.Dropdown(options=labels, value=None)) == 0
    assert position(w.Dropdown(options=labels, index=min(place, len(labels) - 1))) < len(labels)


@tries(150)
@given(texts(), texts(), st.integers(), anything())
def test_any_words_are_shown_in_any_language(one: str, many: str, n: int, code: Any) -> None:
    call(i18n.set_language, code)
    assert i18n.language() in i18n.languages()
    for code in ("ja", "en"):
        i18n.set_language(code)
        assert isinstance(call(i18n._, one), str)
        assert isinstance(call(i18n.ngettext_, one, many, n), str)


@tries(100)
@given(
    st.dictionaries(texts(), st.dictionaries(texts(), texts(), max_size=2) | texts(), max_size=3),
    st.dictionaries(texts(), st.dictionaries(texts(), texts(), max_size=2) | texts(), max_size=3),
)
def test_merging_leaves_what_was_given_alone(base: dict[str, Any], extra: dict[str, Any]) -> None:
    before = repr((base, extra))
    merged = call(merge, base, extra)
    recolour(merged, {"#fff": "#000"})
    assert repr((base, extra)) == before


@tries(200)
@given(texts())
def test_text_never_becomes_markup(text: str) -> None:
    plain = tag("p", text, title=text)
    ours = re.compile('<span class="mathjax_ignore tex2jax_ignore">|</span>')
    bare = ours.sub("", plain)
    assert bare.count("<") == 2
    assert bare.count(">") == 2
    assert bare.count('"') == 2
    assert join(text).count("<") in (0, 2)
    assert unescape(ours.sub("", join(text))) == text
    assert link("x", text) == "x" or text.startswith("http")
    assert isinstance(plain, Markup)


@tries(200)
@given(texts())
def test_a_headline_of_any_words_is_read(text: str) -> None:
    call(named, text)
    call(loaded_words, text)


@tries(150)
@given(texts() | st.dates().map(str))
def test_a_date_reads_or_is_refused(text: str) -> None:
    found = call(When, text)
    if isinstance(found, When) and found.start is not None:
        assert found.end is not None
        assert found.start <= found.end


@tries(100)
@given(texts(), anything(), st.booleans())
def test_controls_offer_what_they_were_given(label: str, value: Any, flag: bool) -> None:
    for maker in (control.dropdown, control.toggles, control.steps):
        call(maker, label, [("a", 1), ("b", 2)], value)
    call(control.checkbox, label, flag)
    call(control.number, label, value, 0, 10)


@tries(150)
@given(texts(), texts(), texts())
def test_any_text_is_kept_and_given_back(key: str, value: str, seen: str) -> None:
    kept = Store(None)
    assert call(kept.note, key, value, seen) is True
    assert call(kept.predict, key, value) is True
    assert call(kept.answer, key, value, ok=False) is True
    noted = kept.notes()[key]["value"]
    assert noted == value or not value.isprintable()


@tries(40)
@given(anything())
def test_an_exercise_takes_any_answer(answer: Any) -> None:
    for name in ("00.1", "05.1", "05.2"):
        result = call(lu.exercise(name).check, answer)
        assert str(result.message).strip()
        assert "<script" not in result._repr_html_()


@tries(60)
@given(texts())
def test_a_number_question_takes_any_words(text: str) -> None:
    asked = next(a for a in lu.quiz("05").asked if isinstance(a.answers, w.Text))
    asked.answers.value = text
    call(asked.check)
    assert asked.feedback.text.strip()


def test_the_rule_itself_can_fail() -> None:
    def breaks(value: int) -> float:
        return 1 / value

    def prints(value: int) -> None:
        print(value)

    def accident(value: Any) -> Any:
        return value.strip()

    def mute(value: Any) -> None:
        raise LessonError("That does not work.")

    with pytest.raises(ZeroDivisionError):
        call(breaks, 0)
    with pytest.raises(AssertionError, match="printed"):
        call(prints, 0)
    with pytest.raises(AssertionError):
        call(accident, 0)
    with pytest.raises(AssertionError, match="nothing given"):
        call(mute, 12345)
