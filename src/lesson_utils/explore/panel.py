"""`Panel`: controls above, a chart, one sentence that states the result in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import ipywidgets as w

from ..chart import Chart
from ..charts.drawing import Drawing
from ..errors import LessonError, UnknownNameError
from ..i18n import _
from ..plain import plain
from ..words import Words


class Panel(w.VBox):  # type: ignore[misc]
    """An explorer. A subclass makes the controls and the chart and says what a change means.

    Parameters
    ----------
    name : str
        What the panel is for; its accessible name.
    controls : mapping of str to ipywidgets.Widget
        Controls by key; each must carry a description.
    chart : Chart, optional
        What the controls change.
    body : ipywidgets.Widget, optional
        Shown instead of the chart, or below it.
    details : ipywidgets.Widget, optional
        Shown below the sentence: a long table or card, under which no change would be seen.
    rows : sequence of sequence of str, optional
        Keys of the controls, row by row. Left out, one row with all that no drawer holds.
    drawers : mapping of str to sequence of sequence of str, optional
        Title → rows of keys that are folded away at first.

    Notes
    -----
    `update` is called after each change of a control. It may raise `LessonError`: the message
    becomes the sentence. Whatever else goes wrong is kept in `failure` and said in plain words;
    nothing is printed or raised into the notebook.
    """

    def __init__(
        self,
        name: str,
        controls: Mapping[str, w.Widget],
        *,
        chart: Chart | None = None,
        body: w.Widget | None = None,
        details: w.Widget | None = None,
        rows: Sequence[Sequence[str]] | None = None,
        drawers: Mapping[str, Sequence[Sequence[str]]] | None = None,
    ) -> None:
        self.name = name
        self.controls = dict(controls)
        self.chart = chart
        self.failure: Exception | None = None
        self._quiet = False
        self._words = Words(panel=name)
        folded = {key for rs in (drawers or {}).values() for row in rs for key in row}
        if rows is None:
            rows = [[key for key in self.controls if key not in folded]]
        children: list[w.Widget] = [self._row(row) for row in rows if row]
        if drawers:
            boxes = [
                w.VBox([self._row(row) for row in rs], layout=plain()) for rs in drawers.values()
            ]
            self.drawers = w.Accordion(boxes, titles=tuple(drawers), selected_index=None)
            children.append(self.drawers)
        children += [part for part in (chart, body, self._words, details) if part is not None]
        super().__init__(children)
        self.add_class("lu-panel")
        for control in self.controls.values():
            if control.has_trait("value"):
                control.observe(self._on_change, names="value")
        self._run()

    def _row(self, keys: Sequence[str]) -> w.Box:
        for key in keys:
            if key not in self.controls:
                raise UnknownNameError("control", key, self.controls)
        row = w.HBox([self.controls[key] for key in keys], layout=plain())
        row.add_class("lu-row")
        return row

    @property
    def sentence(self) -> str:
        """The result in words, as shown now."""
        return str(self._words.text)

    def say(self, text: str, tone: str = "plain") -> None:
        """State the result in words (plain text)."""
        self._words.say(text, tone)

    def value(self, key: str) -> Any:
        """Give the value of a control."""
        if key not in self.controls:
            raise UnknownNameError("control", key, self.controls)
        return self.controls[key].value

    def values(self) -> dict[str, Any]:
        """Give the values of all controls by key."""
        return {key: one.value for key, one in self.controls.items() if one.has_trait("value")}

    def choose(self, **values: Any) -> Panel:
        """Set controls by key, as a reader would; gives the panel back.

        Raises
        ------
        LessonError
            If there is no such control or it does not offer the value.
        """
        for key, value in values.items():
            if key not in self.controls:
                raise UnknownNameError("control", key, self.controls)
            try:
                self.controls[key].value = value
                if isinstance(value, (int, float)) and self.controls[key].value != value:
                    raise ValueError(f"it was taken as {self.controls[key].value}")
            except Exception as error:
                raise LessonError(f"{key!r} does not offer {value!r}: {error}") from error
        return self

    def update(self) -> None:
        """Bring chart and sentence up to date; a subclass does the work."""

    def draw(self, drawing: Drawing) -> None:
        """Bring the chart to this state; what is shown already is not sent again."""
        if self.chart is not None:
            drawing.onto(self.chart)

    def show_only(self, *keys: str) -> None:
        """Show these controls and hide the others."""
        for key, one in self.controls.items():
            one.layout.display = None if key in keys else "none"

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Within this block a control can be set without another `update`."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def offer(self, key: str, pairs: Sequence[tuple[str, Any]], value: Any) -> None:
        """Let a selection offer other values, without another `update`.

        Parameters
        ----------
        key : str
            The control.
        pairs : sequence of (str, value)
            What it offers from now on; the first is chosen if ``value`` is not among them.
        value
            What is chosen.
        """
        one = self.controls[key]
        values = [v for _label, v in pairs]
        with self.quiet(), one.hold_sync():
            if tuple(one.options) != tuple(pairs):
                one.options = tuple(pairs)
            one.value = value if value in values else values[0]

    def _on_change(self, change: Any) -> None:
        chooser = change["owner"]
        if change["new"] is None and chooser.has_trait("index") and chooser.options:
            # Only code can leave a list without a choice; the one before comes back.
            values = [value for _label, value in chooser._options_full]
            chooser.index = values.index(change["old"]) if change["old"] in values else 0
        elif not self._quiet:
            self._run()

    def _run(self) -> None:
        self.failure = None
        try:
            self.update()
        except LessonError as error:
            self.say(str(error), "not yet")
        except Exception as error:
            self.failure = error
            self.say(
                _(
                    "This combination could not be worked out ({error}). "
                    "Choose another value; nothing you wrote is lost."
                ).format(error=type(error).__name__),
                "not yet",
            )

    def __repr__(self) -> str:
        """Give the sentence and the text alternative."""
        alt = self.chart.alt if self.chart is not None else ""
        return "\n".join(part for part in (self.name, self.sentence, alt) if part)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        if self.chart is not None:
            twin, _metadata = self.chart._repr_mimebundle_()
            bundle |= {k: v for k, v in twin.items() if not k.endswith("widget-view+json")}
        bundle["text/plain"] = repr(self)
        return bundle
