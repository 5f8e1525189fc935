"""Every control has a name that no other control of its panel has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets as w
import pytest

import lesson_utils as lu
from lesson_utils import i18n
from lesson_utils.explore.panel import Panel
from lesson_utils.learn.furniture import Heading
from tests import panels

from .shown import EXPLORERS, LESSONS, lesson


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("en")


def is_control(widget: Any) -> bool:
    return isinstance(widget, w.Button) or (
        isinstance(widget, w.DOMWidget)
        and (hasattr(widget, "value") or hasattr(widget, "index"))
        and hasattr(widget, "description")
        and not isinstance(widget, w.HTML | w.HTMLMath | w.Label)
    )


def controls(widget: Any, heading: str = "") -> Iterator[tuple[str, Any]]:
    """Give each control under a widget with its accessible name.

    Answers without a name of their own take the question's: the page makes them one group.
    """
    children = getattr(widget, "children", ())
    for child in children:
        if isinstance(child, Heading):
            heading = child.text
    if is_control(widget):
        yield widget.description.strip() or heading, widget
    for child in children:
        yield from controls(child, heading)


def names(widget: Any) -> list[str]:
    """Give the names of what is in a panel, with those of its drawers."""
    found = [name for name, _control in controls(widget)]
    waiting = [widget]
    while waiting:
        one = waiting.pop()
        waiting += getattr(one, "children", ())
        if isinstance(one, w.Accordion):
            found += one.titles
    return found


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_control_of_an_explorer(name: str, language: str) -> None:
    panel = getattr(lu.explore, name)()
    for step in ("opening", *panels.many_at_once(panel, 20)):
        found = names(panel)
        assert all(found), f"after {step}: a control without a name among {found}"
        twice = [one for one, n in Counter(found).items() if n > 1]
        assert not twice, f"after {step}: {twice} name more than one control"


@pytest.mark.parametrize("name", EXPLORERS)
def test_options_have_names_of_their_own(name: str, language: str) -> None:
    panel = getattr(lu.explore, name)()
    for label, control in controls(panel):
        options = [str(text).strip() for text in getattr(control, "_options_labels", ())]
        assert all(options), f"{label} offers an option without a name"
        assert len(set(options)) == len(options), f"{label} offers one name twice"


def test_two_explorers_have_not_one_name() -> None:
    found = Counter(getattr(lu.explore, name)().name for name in EXPLORERS)
    assert not [name for name, n in found.items() if n > 1]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_questions_predictions_and_exercises(path: Path) -> None:
    seen = 0
    for shown in lesson(path):
        if isinstance(shown.value, Panel):
            continue
        value = getattr(shown.value, "box", shown.value)
        for box in boxes(value):
            found = [name for name, _control in controls(box)]
            seen += len(found)
            assert all(found), f"{path.stem} cell {shown.cell}: a control without a name: {found}"
            twice = [one for one, n in Counter(found).items() if n > 1]
            assert not twice, f"{path.stem} cell {shown.cell}: {twice} name more than one control"
    assert seen > 10


def boxes(value: Any) -> list[Any]:
    """Give the questions of a quiz one by one: each is a group with a name of its own."""
    if not isinstance(value, w.Widget):
        return []
    if "lu-quiz" in getattr(value, "_dom_classes", ()):
        return list(value.children)
    return [value]


def test_a_control_without_a_name_would_be_found() -> None:
    """The yardstick."""
    assert [name for name, _c in controls(w.VBox([w.Dropdown(options=["a"])]))] == [""]
    assert names(w.VBox([w.Text(description="A"), w.Text(description="A")])) == ["A", "A"]
