"""Walk a panel as an untiring reader would: every option of every control, then many at once."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import ipywidgets as w

from lesson_utils.explore.panel import Panel

TEXTS = ("", "a few words", "<b>bold</b> & “quoted” {braces} %d", "長い文章。" * 400)


def offered(control: w.Widget) -> list[tuple[str, Any]]:
    """List what can be done with a control: (trait, value) for each; a click for a button."""
    if isinstance(control, w.Button):
        return [("click", None)]
    if isinstance(control, w.SelectMultiple):
        n = len(control.options)
        return [("index", tuple(some)) for some in ((), range(n), *((i,) for i in range(n)))]
    if isinstance(control, w.SelectionRangeSlider):
        last = len(control.options) - 1
        ends = {(0, last), (0, 0), (last, last), (last // 3, 2 * last // 3)}
        return [("index", pair) for pair in sorted(ends)]
    if hasattr(control, "options") and hasattr(control, "index"):
        return [("index", i) for i in range(len(control.options))]
    if isinstance(control.value, bool):
        return [("value", False), ("value", True)]
    if hasattr(control, "min") and hasattr(control, "max"):
        middle = type(control.value)((control.min + control.max) / 2)
        return [("value", value) for value in (control.min, middle, control.max)]
    if isinstance(control.value, str):
        return [("value", text) for text in TEXTS]
    raise TypeError(f"no walk is known for {type(control).__name__}: teach tests/panels.py one")


def do(panel: Panel, key: str, trait: str, value: Any) -> str:
    """Do one thing and give it a name for the report."""
    control = panel.controls[key]
    if trait == "click":
        control.click()
    else:
        setattr(control, trait, value)
    return f"{key}.{trait}={str(value)[:40]!r}"


def every_option(panel: Panel) -> Iterator[str]:
    """Take each option of each control once, the others as they stand at the start."""
    for key, control in panel.controls.items():
        state = None if isinstance(control, w.Button) else control.value
        for trait, value in offered(control):
            yield do(panel, key, trait, value)
        if not isinstance(control, w.Button):
            try:
                control.value = state
            except Exception:  # the options depend on another control and have moved on
                yield f"{key} could not go back to {state!r}"


def in_sight(panel: Panel, but: w.Widget | None = None) -> str:
    """Give all that a reader sees of a panel as one text, but for one control."""
    shown = [panel.sentence]
    if panel.chart is not None:
        spec = panel.chart.spec
        shown.append(json.dumps([spec.data, spec.layout], default=repr))
        shown += [panel.chart.title, panel.chart.subtitle, panel.chart.alt]
    waiting = list(panel.children)
    while waiting:
        widget = waiting.pop()
        waiting += getattr(widget, "children", ())
        if widget is not but and hasattr(widget, "value"):
            shown += [str(widget.value), str(getattr(widget, "options", ""))]
            shown.append(f"{widget.disabled if hasattr(widget, 'disabled') else ''}")
        shown.append(str(widget.layout.display))
    return "\n".join(shown)


def many_at_once(panel: Panel, n: int, seed: int = 2026) -> Iterator[str]:
    """Change controls at random, one after another, without setting any back."""
    dice = random.Random(seed)
    for _round in range(n):
        key = dice.choice(list(panel.controls))
        choices = offered(panel.controls[key])
        if choices:
            yield do(panel, key, *dice.choice(choices))
