"""`Drawing`: what a chart shows in one state, so that a panel can send only what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..chart import Chart, NumberTable, Spec

__all__ = ["Drawing"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One state of a chart: it makes the chart, or brings a chart of another state to this one.

    Attributes
    ----------
    traces : list of dict
        Every state has the same traces, by name, with the same attributes.
    layout : dict
        Layout, nested or with dotted paths; the same paths in every state.
    title, subtitle, source : str
        Words round the chart.
    alt : str, optional
        Text alternative. Left out, in every state, the chart computes it.
    table : NumberTable, optional
        The numbers behind it. Left out, in every state, the chart takes them from the traces.
    height, narrowest : int
        Height of a new chart, and the width below which it scrolls, pixels.

    Examples
    --------
    >>> one, two = (Drawing([{"name": "a", "x": [1], "y": [y]}], {}, "Sum, %") for y in (2, 3))
    >>> chart = one.chart()
    >>> two.onto(chart)
    >>> chart.spec.data[0]["y"]
    [3]
    """

    traces: list[dict[str, Any]]
    layout: dict[str, Any]
    title: str
    subtitle: str = ""
    source: str = ""
    alt: str | None = None
    table: NumberTable | None = None
    height: int = 400
    narrowest: int = 320

    def chart(
        self, height: int | None = None, twin: Callable[[], Spec | None] | None = None
    ) -> Chart:
        """Make a chart of it, in its own height or another; ``twin`` is as for `Chart`."""
        return Chart(
            self.traces,
            self.layout,
            title=self.title,
            subtitle=self.subtitle,
            source=self.source,
            alt=self.alt,
            table=self.table,
            height=self.height if height is None else height,
            narrowest=self.narrowest,
            twin=twin,
        )

    def onto(self, chart: Chart) -> None:
        """Bring a chart that was made from another state to this one, sending what differs."""
        shown = chart.spec
        old = {trace["name"]: trace for trace in shown.data}
        traces = {trace["name"]: _changes(trace, old[trace["name"]]) for trace in self.traces}
        chart.patch(
            {name: changes for name, changes in traces.items() if changes},
            {
                path: value
                for path, value in dict(_leaves(self.layout)).items()
                if value != _at(shown.layout, path)
            },
            title=self.title,
            subtitle=self.subtitle,
            source=self.source,
            alt=self.alt,
            table=self.table,
        )


def _changes(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in new.items() if key not in old or value != old[key]}


def _leaves(layout: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Give the paths of a layout: a chart keeps what it adds to an axis of its own."""
    for key, value in layout.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _at(layout: Mapping[str, Any], path: str) -> Any:
    found: Any = layout
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
