"""Controls with an accessible name: thin makers over ipywidgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ipywidgets as w
import traitlets

from ..errors import LessonError

Options = Sequence[str] | Sequence[tuple[str, Any]] | Mapping[str, Any]
_STYLE = {"description_width": "initial"}


def dropdown(label: str, options: Options, value: Any = None) -> w.Dropdown:
    """Make a list to choose one from.

    Parameters
    ----------
    label : str
        Visible and accessible name.
    options : sequence or mapping
        Labels, or pairs of label and value.
    value : optional
        Value chosen at first; left out, the first.

    Examples
    --------
    >>> dropdown("Place", ["Naha", "Taipei"], "Taipei").index
    1
    """
    return w.Dropdown(
        description=label, tooltip=label, style=_STYLE, **_choice(label, options, value)
    )


def toggles(label: str, options: Options, value: Any = None) -> w.ToggleButtons:
    """Make a row of buttons of which one is pressed. Parameters as for `dropdown`.

    Examples
    --------
    >>> toggles("View", ["Nansei", "Taiwan"]).value
    'Nansei'
    """
    style = {"description_width": "initial", "button_width": "auto"}
    return w.ToggleButtons(
        description=label, tooltip=label, style=style, **_choice(label, options, value)
    )


def steps(label: str, options: Options, value: Any = None) -> w.SelectionSlider:
    """Make a slider over named steps, such as years. Parameters as for `dropdown`.

    Examples
    --------
    >>> steps("Year", [("1972", 1972), ("now", None)], 1972).index
    0
    """
    return _Steps(
        description=label, style=_STYLE, continuous_update=True, **_choice(label, options, value)
    )


class _Steps(w.SelectionSlider):  # type: ignore[misc]
    """A slider that refuses "nothing chosen" and keeps its step; ipywidgets refuses too late."""

    @traitlets.observe("value")
    def _propagate_value(self, change: Any) -> None:
        if change.new is None and None not in self._options_values:
            self.value = change.old
            raise traitlets.TraitError("A slider always stands on one of its steps.")
        super()._propagate_value(change)


def checkbox(label: str, value: bool = False) -> w.Checkbox:
    """Make a box to tick.

    Examples
    --------
    >>> checkbox("Straits", True).value
    True
    """
    return w.Checkbox(description=label, tooltip=label, value=value, indent=False, style=_STYLE)


def number(label: str, value: float, low: float, high: float, step: float = 1) -> w.Widget:
    """Make a number box that keeps within bounds; whole numbers if all bounds are whole.

    Parameters
    ----------
    label : str
        Name with the unit, such as ``"Speed, knots"``.
    value, low, high, step : float
        First value, bounds and step.

    Raises
    ------
    LessonError
        If the value lies outside the bounds.

    Examples
    --------
    >>> number("Speed, knots", 20, 1, 40).value
    20
    """
    if not low <= value <= high:
        raise LessonError(f"{label!r} starts at {value}, outside {low} to {high}.")
    whole = all(float(v).is_integer() for v in (value, low, high, step))
    kind = w.BoundedIntText if whole else w.BoundedFloatText
    return kind(
        description=label, tooltip=label, value=value, min=low, max=high, step=step, style=_STYLE,
        layout=w.Layout(width="auto"),
    )  # fmt: skip


def _choice(label: str, options: Options, value: Any) -> dict[str, Any]:
    items: Iterable[Any] = options.items() if isinstance(options, Mapping) else options
    pairs = [o if isinstance(o, tuple) else (o, o) for o in items]
    if not pairs:
        raise LessonError(f"The control {label!r} has nothing to choose from.")
    values = [v for _label, v in pairs]
    if value is None and None not in values:
        value = values[0]
    if value not in values:
        raise LessonError(f"{label!r} cannot start at {value!r}; it offers {values!r}.")
    # By number: ipywidgets takes a first value of None for "nothing chosen".
    return {"options": pairs, "index": values.index(value)}
