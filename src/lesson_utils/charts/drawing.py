"""`Drawing`: what a chart shows in one state, so that a panel can send only what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..chart import Chart, NumberTable, Spec

__all__ = ["Drawing"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One state of a chart.

    Attributes
    ----------
    traces : list of dict
        Every state has the same traces, by name, with the same attributes.
    layout : dict
        Dotted paths and values, the same paths in every state.
    title, subtitle, source, alt : str
        Words round the chart.
    table : NumberTable
        The numbers behind it.
    """

    traces: list[dict[str, Any]]
    layout: dict[str, Any]
    title: str
    subtitle: str
    source: str
    alt: str
    table: NumberTable

    def chart(self, height: int, twin: Spec | None = None) -> Chart:
        """Draw it."""
        return Chart(
            self.traces, self.layout, title=self.title, subtitle=self.subtitle,
            source=self.source, alt=self.alt, table=self.table, height=height, twin=twin,
        )  # fmt: skip

    def show(self, chart: Chart, before: Drawing) -> None:
        """Change a chart that shows another state of the same drawing, sending what differs."""
        old = {trace["name"]: trace for trace in before.traces}
        traces = {
            trace["name"]: {
                key: value for key, value in trace.items() if value != old[trace["name"]].get(key)
            }
            for trace in self.traces
        }
        chart.patch(
            {name: changed for name, changed in traces.items() if changed},
            {k: v for k, v in self.layout.items() if v != before.layout.get(k)},
            title=self.title, subtitle=self.subtitle, source=self.source, alt=self.alt,
            table=self.table,
        )  # fmt: skip
