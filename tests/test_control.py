"""Controls: named, bounded, honest about what they offer."""

from typing import Any

import ipywidgets as w
import pytest
import traitlets

from lesson_utils.chart import position
from lesson_utils.errors import LessonError
from lesson_utils.explore import control

MAKERS = {"dropdown": w.Dropdown, "toggles": w.ToggleButtons, "steps": w.SelectionSlider}


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(
    ("options", "value", "index"),
    [
        (["a", "b"], None, 0),
        (["a", "b"], "b", 1),
        ([("one", 1), ("two", 2)], 2, 1),
        ({"one": 1, "two": 2}, 2, 1),
        ([("1972", 1972), ("now", None)], None, 1),
    ],
)
def test_choices(name: str, options: Any, value: Any, index: int) -> None:
    made = getattr(control, name)("Label", options, value)
    assert isinstance(made, MAKERS[name])
    assert made.description == "Label"
    assert made.index == position(made) == index


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_to_choose_from(name: str) -> None:
    with pytest.raises(LessonError, match="'Place' has nothing to choose from"):
        getattr(control, name)("Place", [])


@pytest.mark.parametrize("name", MAKERS)
def test_a_first_value_that_is_not_offered(name: str) -> None:
    with pytest.raises(LessonError, match=r"'Place' cannot start at 'c'; it offers \['a', 'b'\]"):
        getattr(control, name)("Place", ["a", "b"], "c")


def test_a_tick_box() -> None:
    made = control.checkbox("Straits", True)
    assert (made.description, made.value, position(made)) == ("Straits", True, 1)
    assert made.indent is False


@pytest.mark.parametrize(
    ("bounds", "kind"),
    [
        ((20, 1, 40, 1), w.BoundedIntText),
        ((20.0, 1, 40, 5), w.BoundedIntText),
        ((0.5, 0, 1, 0.1), w.BoundedFloatText),
        ((1, 0, 2, 0.5), w.BoundedFloatText),
    ],
)
def test_number_boxes(bounds: tuple, kind: type) -> None:
    made = control.number("Speed, knots", *bounds)
    assert type(made) is kind
    assert (made.value, made.min, made.max, made.step) == bounds
    assert made.description == "Speed, knots"


@pytest.mark.parametrize("value", [0, 41, float("nan")])
def test_number_out_of_bounds(value: float) -> None:
    with pytest.raises(LessonError, match="outside 1 to 40"):
        control.number("Speed", value, 1, 40)


@pytest.mark.parametrize(
    "made",
    [
        control.dropdown("Label", ["a"]),
        control.toggles("Label", ["a"]),
        control.steps("Label", ["a"]),
        control.checkbox("Label"),
        control.number("Label", 1, 0, 2),
    ],
    ids=lambda made: type(made).__name__,
)
def test_the_whole_label_is_shown_and_is_the_name(made: w.Widget) -> None:
    assert made.description == "Label"
    assert made.style.description_width == "initial"


def test_a_slider_never_stands_on_nothing() -> None:
    """ipywidgets refused it too, but only after the value was gone."""
    slider = control.steps("Prize", [("one", 1), ("two", 2)], 2)
    with pytest.raises(traitlets.TraitError, match="always stands on one of its steps"):
        slider.value = None
    assert (slider.value, slider.index) == (2, 1)
