"""`Chart`: a plotly specification that draws itself, tells itself in words and can be patched."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import anywidget
import ipywidgets
import traitlets

from ..errors import LessonError, UnknownNameError
from ..i18n import _, language
from . import runtime, style
from .describe import describe, table_of
from .spec import (
    Layout,
    NumberTable,
    Spec,
    Trace,
    check,
    merge,
    own,
    recolour,
    set_path,
    steady,
    unpack,
)

HERE = Path(__file__).parent
PLOTLY_MIME = "application/vnd.plotly.v1+json"
Patch = Mapping[str, Any]
ClickHandler = Callable[[str, int, Any], None]


class Chart(anywidget.AnyWidget):
    """One chart or map.

    Parameters
    ----------
    traces : sequence of dict
        Traces in plotly's JSON, each with a ``name`` of its own.
    layout : dict, optional
        What differs from the course's layout (`chart.style.layout`).
    title : str
        The measure and its unit.
    subtitle : str, optional
        Period, edition, what is counted.
    source : str, optional
        Where the numbers come from.
    alt : str, optional
        Text alternative. Left out, it is computed from the data.
    table : NumberTable, optional
        The numbers behind the chart. Left out, they are taken from the traces.
    height : int
        Height in pixels.
    narrowest : int
        Width in pixels below which a chart scrolls inside its frame; a map fits any width.
    twin : Spec or callable, optional
        A lighter specification to save with the notebook, or a function that gives one for what
        is shown then. Left out, or for None, it is the chart's own.
    kind : {"chart", "map"}
        A map has hidden axes of equal scale, can be dragged and zoomed.

    Raises
    ------
    LessonError
        If the traces are not named one by one, or x and y differ in length.

    Examples
    --------
    >>> chart = Chart([{"name": "Japan", "x": [2024, 2025], "y": [1.29, 1.41]}], title="Share, %")
    >>> chart.patch({"Japan": {"y": [1.3, 1.4]}})
    >>> chart.spec.data[0]["y"]
    [1.3, 1.4]
    >>> chart.alt.splitlines()[-1]
    'Japan: rises from 1.3 (2024) to 1.4 (2025).'
    """

    _esm = HERE / "chart.js"
    _css = HERE / "chart.css"

    _board = traitlets.Dict().tag(sync=True)
    _dials: Any = traitlets.List().tag(sync=True)

    def __init__(
        self,
        traces: Sequence[Trace],
        layout: Layout | None = None,
        *,
        title: str,
        subtitle: str = "",
        source: str = "",
        alt: str | None = None,
        table: NumberTable | None = None,
        height: int = 420,
        narrowest: int = 320,
        twin: Spec | Callable[[], Spec | None] | None = None,
        kind: Literal["chart", "map"] = "chart",
    ) -> None:
        if kind not in ("chart", "map"):
            raise UnknownNameError("kind of chart", kind, ["chart", "map"])
        if not title.strip():
            raise LessonError("A chart needs a title that names the measure and its unit.")
        self._lock = threading.RLock()
        self._clicks: list[ClickHandler] = []
        self._turns: list[tuple[ipywidgets.Widget, list[Patch]]] = []
        self._own_alt = alt
        self._own_table = table
        self._twin = twin
        self._kind = kind
        data = check(traces)
        full = merge(style.layout(kind, height), _years(data) if kind == "chart" else None)
        full = merge(full, layout)
        words = {
            "title": title,
            "subtitle": subtitle,
            "source": source,
            "alt": describe(data, full, title) if alt is None else alt,
            "table": (table or table_of(data, full)).to_json(),
        }
        board = {
            "id": os.urandom(6).hex(),
            "revision": 0,
            "kind": kind,
            "height": height,
            "narrowest": narrowest,
            "lang": language(),
            "data": data,
            "layout": full,
            "words": words,
            "labels": _labels(),
            "dark": style.DARK,
        }
        super().__init__(_board=board)
        self.on_msg(self._on_message)

    # -- what it shows -------------------------------------------------------------------------

    @property
    def spec(self) -> Spec:
        """Traces and layout as shown now, with patches and the controls' positions applied."""
        with self._lock:
            data = [dict(t) for t in self._board["data"]]
            layout = merge(self._board["layout"], None)
        for control, patches in self._turns:
            patch = patches[position(control)]
            for name, changes in patch.get("traces", {}).items():
                _apply(data[self._index(name)], changes)
            for path, value in patch.get("layout", {}).items():
                set_path(layout, path, own(value))
        return Spec(data, layout)

    @property
    def title(self) -> str:
        """Title as shown."""
        return str(self._board["words"]["title"])

    @property
    def subtitle(self) -> str:
        """Subtitle as shown, with the controls' positions applied."""
        text = str(self._board["words"]["subtitle"])
        for control, patches in self._turns:
            text = str(patches[position(control)].get("subtitle", text))
        return text

    @property
    def alt(self) -> str:
        """Text alternative of what is shown now."""
        if self._own_alt is not None:
            return self._own_alt
        spec = self.spec
        return describe(spec.data, spec.layout, self.title)

    @property
    def table(self) -> NumberTable:
        """The numbers behind what is shown now."""
        if self._own_table is not None:
            return self._own_table
        spec = self.spec
        return table_of(spec.data, spec.layout)

    @property
    def figure(self) -> Any:
        """The chart as a ``plotly.graph_objects.Figure`` (imports plotly: some seconds)."""
        import plotly.graph_objects as go

        spec = self.spec
        return go.Figure({"data": spec.data, "layout": spec.layout})

    # -- changing it ---------------------------------------------------------------------------

    def patch(
        self,
        traces: Mapping[str | int, Mapping[str, Any]] | None = None,
        layout: Mapping[str, Any] | None = None,
        *,
        title: str | None = None,
        subtitle: str | None = None,
        source: str | None = None,
        alt: str | None = None,
        table: NumberTable | None = None,
    ) -> None:
        """Change the drawing and send only the change; zoom and position stay.

        Parameters
        ----------
        traces : mapping, optional
            Trace name (or number) → the attributes to set; dotted names are paths
            (``"marker.color"``).
        layout : mapping, optional
            Dotted layout paths (``"xaxis.range"``) and their values.
        title, subtitle, source, alt : str, optional
            New words. A text alternative that was computed is computed again.
        table : NumberTable, optional
            New numbers for "Show the numbers".

        Raises
        ------
        UnknownNameError
            If there is no trace of that name.
        """
        with self._lock:
            changes = {str(self._index(key)): dict(vs) for key, vs in (traces or {}).items()}
            if any("name" in values for values in changes.values()):
                raise LessonError("A trace keeps its name; make a new chart to use another.")
            for index, values in changes.items():
                _apply(self._board["data"][int(index)], values)
            for path, value in (layout or {}).items():
                set_path(self._board["layout"], path, own(value))
            if alt is not None:
                self._own_alt = alt
            if table is not None:
                self._own_table = table
            named = {"title": title, "subtitle": subtitle, "source": source}
            self._tell(
                changes, dict(layout or {}), {k: v for k, v in named.items() if v is not None}
            )

    def dial(self, control: ipywidgets.Widget, patches: Sequence[Patch]) -> None:
        """Let a control change the drawing in the page itself, without the kernel.

        Called again with the same control, it replaces that control's patches.

        Parameters
        ----------
        control : ipywidgets.Widget
            A selection (its ``index`` counts) or a checkbox (off 0, on 1).
        patches : sequence of mapping
            For each position ``{"traces": {name: {path: value}}, "layout": {path: value},
            "subtitle": str}``. Every one must set the same things, or going back would not undo.

        Raises
        ------
        LessonError
            If there are not as many patches as positions, or they set different things.
        """
        if hasattr(control, "options") and hasattr(control, "index"):
            places = len(control.options)
        elif isinstance(getattr(control, "value", None), bool):
            places = 2
        else:
            raise LessonError(
                f"A {type(control).__name__} has no positions to count. Give a selection "
                "(control.dropdown, toggles, steps) or control.checkbox; for numbers use patch()."
            )
        if len(patches) != places:
            raise LessonError(
                f"The control has {places} positions and {len(patches)} patches were given; "
                "give one for each."
            )
        wanted = _keys(patches[0])
        for number, patch in enumerate(patches):
            if _keys(patch) != wanted:
                raise LessonError(
                    f"Patch {number} sets {sorted(_keys(patch) ^ wanted)} differently from patch "
                    "0. Every patch of one control must set the same things."
                )
        packed = [
            {
                "traces": {str(self._index(k)): v for k, v in p.get("traces", {}).items()},
                "layout": dict(p.get("layout", {})),
                **({"subtitle": p["subtitle"]} if "subtitle" in p else {}),
            }
            for p in patches
        ]
        entry = {"control": f"IPY_MODEL_{control.model_id}", "patches": packed}
        for number, (known, _patches) in enumerate(self._turns):
            if known is control:
                self._turns[number] = (control, list(patches))
                self._dials = [entry if i == number else d for i, d in enumerate(self._dials)]
                self._on_dial(None)
                return
        self._turns.append((control, list(patches)))
        self._dials = [*self._dials, entry]
        control.observe(self._on_dial, names=["index" if hasattr(control, "index") else "value"])
        self._on_dial(None)

    def on_click(self, handler: ClickHandler) -> None:
        """Call ``handler(trace name, point number, customdata)`` when a point is chosen."""
        self._clicks.append(handler)

    # -- messages ------------------------------------------------------------------------------

    def _on_message(self, _widget: Any, content: Mapping[str, Any], _buffers: Any) -> None:
        operation = content.get("op")
        if operation == "runtime":
            self._send_runtime(str(content.get("page")))
        elif operation == "state" and content.get("revision") != self._board["revision"]:
            with self._lock:
                self.send({"op": "state", "board": self._board})
        elif operation == "click":
            trace, point = content.get("trace"), content.get("point")
            if not isinstance(trace, int) or not isinstance(point, int):
                return  # a click on a fill has no point
            if 0 <= trace < len(self._board["data"]):
                name = self._board["data"][trace]["name"]
                for handler in self._clicks:
                    handler(name, point, content.get("customdata"))

    def _send_runtime(self, page: str) -> None:
        if not runtime.due(page):
            return
        try:
            self.send({"op": "runtime"}, [runtime.source()])
        except LessonError as error:
            runtime.forget(page)
            self.send({"op": "no runtime", "why": str(error)})

    def _on_dial(self, _change: Any) -> None:
        with self._lock:
            self._tell({}, {}, {})

    def _tell(
        self, traces: dict[str, dict[str, Any]], layout: dict[str, Any], words: dict[str, Any]
    ) -> None:
        """Send a change, with the words that changed, under the next revision number."""
        before = dict(self._board["words"])
        self._board["words"].update(words)
        self._board["words"] |= {"alt": self.alt, "table": self.table.to_json()}
        self._board["revision"] += 1
        changed = {k: v for k, v in self._board["words"].items() if v != before[k]}
        message = {"op": "patch", "traces": traces, "layout": layout}
        self.send(message | {"revision": self._board["revision"], "words": changed})

    def _index(self, key: str | int) -> int:
        data = self._board["data"]
        if isinstance(key, int) and not isinstance(key, bool) and 0 <= key < len(data):
            return key
        for index, trace in enumerate(data):
            if trace["name"] == key:
                return index
        raise UnknownNameError("trace", key, [t["name"] for t in data])

    # -- how a notebook keeps it ----------------------------------------------------------------

    @property
    def saved(self) -> Spec:
        """Traces and layout as a notebook keeps them: the lighter ones, where there are any."""
        light = self._twin() if callable(self._twin) else self._twin
        return light or self.spec

    def twin(self) -> dict[str, Any]:
        """Give the saved picture: a plotly figure for readers who have not run the notebook."""
        spec = self.saved
        layout = merge(style.layout(self._kind, self._board["height"]), spec.layout)
        heading = {"text": self.title, "x": 0, "xref": "container", "font": {"size": 15}}
        heading |= {"xanchor": "left", "yref": "container", "y": 0.985, "yanchor": "top"}
        if self.subtitle:
            heading["subtitle"] = {"text": self.subtitle, "font": {"size": 12}}
        layout["title"] = heading | {"automargin": True, "pad": {"l": 4, "b": 12, "t": 6}}
        plain = steady(recolour({"data": spec.data, "layout": layout}, style.UNTHEMED))
        return {**plain, "config": {"displaylogo": False, "displayModeBar": False}}

    def __repr__(self) -> str:
        """Give the text alternative: it is what a reader without the picture needs."""
        return self.alt

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**bundle, PLOTLY_MIME: self.twin(), "text/plain": self.alt}, metadata


def position(control: ipywidgets.Widget) -> int:
    """Give the position of a control: the index of a selection, 0 or 1 of a checkbox.

    Examples
    --------
    >>> position(ipywidgets.Checkbox(value=True))
    1
    """
    index = control.index if hasattr(control, "index") else int(bool(control.value))
    return 0 if index is None else int(index)


def _apply(trace: dict[str, Any], values: Mapping[str, Any]) -> None:
    for path, value in values.items():
        head = path.split(".")[0]
        if "." in path and isinstance(trace.get(head), dict):
            trace[head] = merge(trace[head], None)
        set_path(trace, path, own(value))


def _keys(patch: Patch) -> set[str]:
    keys = {f"traces.{n}.{k}" for n, values in patch.get("traces", {}).items() for k in values}
    keys |= {f"layout.{k}" for k in patch.get("layout", {})}
    return keys | ({"subtitle"} if "subtitle" in patch else set())


def _years(data: Sequence[Trace]) -> Layout:
    """Write whole years on the axis as years: 2018, not 2,018 or 2,018.5."""
    xs = [x for trace in data for x in unpack(trace.get("x"))]
    if not xs or not all(isinstance(x, (int, float)) and 1000 <= x < 3000 for x in xs):
        return {}
    axis: Layout = {"tickformat": "d"}
    if max(xs) - min(xs) <= 10:
        axis["dtick"] = 1
    return {"xaxis": axis}


def _labels() -> dict[str, str]:
    return {
        "loading": _("Loading the drawing library, once for this page …"),
        "slow": _("Still loading the drawing library (5 MB). A slow network may need a minute."),
        "failed": _(
            "The drawing library did not arrive. Run this cell again; if that does not help, "
            "restart the kernel and run all cells. The numbers are below."
        ),
        "broken": _("This chart could not be drawn. The numbers are below."),
        "again": _("Try again"),
        "numbers": _("Show the numbers"),
        "words": _("In words"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "reset": _("Whole view"),
        "map_help": _(
            "Map. Arrow keys move it, plus and minus zoom, zero shows the whole view; Tab leaves."
        ),
        "chart_help": _("Chart. Left and right arrow keys read the points; up and down change."),
        "point": _("{series}: {x}, {y}"),
        "empty": _("Nothing to read at this place."),
    }
