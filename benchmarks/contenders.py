"""What is measured, as the cells a reader would write: the course, its peers and the floors."""

from __future__ import annotations

import importlib.util

STEPS = 30
BARE = "bare kernel (floor)"
EMPTY = "empty notebook (floor)"
DESKTOP = "JupyterLab (floor)"

NUMBERS = """
years = list(range(1995, 2025))
ys = [[(i * k) % 11 + k for i in range(30)] for k in range(1, 6)]
def line(n):
    return [abs(n - i) for i in range(30)]
"""

COAST = """
import json, math
from pathlib import Path
from lesson_utils import data
features = json.loads((Path(data.root()) / "geography" / "coast.geojson").read_text())["features"]
def north(lat):
    return math.degrees(math.asinh(math.tan(math.radians(lat))))
def rings(feature):
    shape = feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [ring for part in parts for ring in part]
def outline(some):
    xs, ys = [], []
    for feature in some:
        for ring in rings(feature):
            xs += [x for x, _ in ring] + [None]
            ys += [north(y) for _, y in ring] + [None]
    return xs, ys
window = {"xaxis": {"range": [115, 140]}, "yaxis": {"range": [north(12), north(36)]}}
marks = dict(name="sites", mode="markers", x=[124.2, 127.7, 121.6],
             y=[north(24.4), north(26.2), north(25.0)])
"""

PLAIN_MAP = (
    COAST
    + """
from lesson_utils.chart import Chart, b64, style
xs, ys = outline(features)
land = {"name": "land", "mode": "none", "fill": "toself", "fillcolor": style.LAND,
        "hoverinfo": "skip", "x": b64(xs), "y": b64(ys)}
Chart([land, marks], window, title="Map", kind="map", alt="A map.", height=520)
"""
)

PLOTLY_MARKERS = """
import plotly.graph_objects as go
figure = go.Figure(layout=dict(height=520, dragmode="pan", margin=dict(l=0, r=0, t=0, b=0),
                   xaxis_range=[115, 140], yaxis=dict(range=[12, 40], scaleanchor="x")))
figure.update_xaxes(visible=False).update_yaxes(visible=False)
figure.add_scatter(x=[124.2, 127.7, 121.6], y=[25.2, 27.2, 25.8], mode="markers")
figure.show(config={"scrollZoom": True})
"""

THREE_MARKERS = """
from lesson_utils.chart import Chart
Chart([{"name": "sites", "mode": "markers", "x": [124.2, 127.7, 121.6], "y": [25.2, 27.2, 25.8]}],
      {"xaxis": {"range": [115, 140]}, "yaxis": {"range": [12, 40]}},
      title="Three markers", kind="map", alt="Three markers.", height=520)
"""

USUAL_TRACES = (
    COAST
    + """
import plotly.graph_objects as go
figure = go.Figure(layout=dict(height=520, dragmode="pan", **window))
for feature in features:
    xs, ys = outline([feature])
    figure.add_scatter(x=xs, y=ys, mode="lines", fill="toself", name=feature["properties"]["name"])
figure.add_scatter(**marks)
"""
)


def has_explorer() -> bool:
    """Tell whether the island-chain explorer is there to be measured."""
    return importlib.util.find_spec("lesson_utils.explore.island_chain") is not None


def course_map() -> str:
    """Give the cell that shows the map of the course (a plain one until the explorer exists)."""
    if has_explorer():
        return "import lesson_utils as lu\nlu.explore.island_chain()"
    return PLAIN_MAP


MAPS = {
    "Chart": course_map,
    "plotly output, a trace for each land": lambda: (
        USUAL_TRACES + "figure.show(config={'scrollZoom': True})"
    ),
    "FigureWidget, a trace for each land": lambda: USUAL_TRACES + "go.FigureWidget(figure)",
    "ipyleaflet, no tiles": lambda: (
        COAST
        + """
import ipyleaflet
m = ipyleaflet.Map(center=(25, 127), zoom=5, layers=[], scroll_wheel_zoom=True)
m.add(ipyleaflet.GeoJSON(data={"type": "FeatureCollection", "features": features}))
m
"""
    ),
    "folium": lambda: (
        COAST
        + """
import folium
m = folium.Map(location=(25, 127), zoom_start=5)
folium.GeoJson({"type": "FeatureCollection", "features": features}).add_to(m)
m
"""
    ),
}
"""Name → the cell that draws the same land."""

SLIDER = "slider = widgets.SelectionSlider(options=[str(n) for n in range(31)], description='Step')"
THROUGH_THE_KERNEL = {
    "label (floor)": f"""
import ipywidgets as widgets
{SLIDER}
label = widgets.Label("0")
label.add_class("bench-label")
slider.observe(lambda change: setattr(label, "value", change["new"]), "value")
widgets.VBox([slider, label])
""",
    "Chart": NUMBERS
    + """
from lesson_utils.chart import Chart
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
class Steps(Panel):
    def update(self):
        n = int(self.value("step"))
        self.chart.patch({"a": {"y": line(n)}})
        self.say(f"Step {n}.")
chart = Chart([{"name": "a", "mode": "lines", "x": years, "y": line(0)}],
              {"yaxis.range": [0, 31]}, title="Steps")
Steps("Steps", {"step": control.steps("Step", [str(n) for n in range(31)])}, chart=chart)
""",
    "FigureWidget": NUMBERS
    + f"""
import ipywidgets as widgets
import plotly.graph_objects as go
{SLIDER}
figure = go.FigureWidget(layout=dict(yaxis_range=[0, 31]))
figure.add_scatter(x=years, y=line(0), mode="lines")
def change(event):
    figure.data[0].y = line(int(event["new"]))
slider.observe(change, "value")
widgets.VBox([slider, figure])
""",
    "plotly.express + interact": NUMBERS
    + f"""
import ipywidgets as widgets
import plotly.express as px
{SLIDER}
def show(n):
    px.line(x=years, y=line(int(n)), range_y=[0, 31]).show()
widgets.interact(show, n=slider);
""",
}
"""Name → a slider whose every step goes through the kernel."""

IN_THE_PAGE = (
    NUMBERS
    + """
from lesson_utils.chart import Chart
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel
chart = Chart([{"name": "a", "mode": "lines", "x": years, "y": line(0)}],
              {"yaxis.range": [0, 31]}, title="Steps")
step = control.steps("Step", [str(n) for n in range(31)])
chart.dial(step, [{"traces": {"a": {"y": line(n)}}} for n in range(31)])
Panel("Steps", {"step": step}, chart=chart)
"""
)

FIVE_CHARTS = {
    "Chart": [
        NUMBERS + "from lesson_utils.chart import Chart",
        *(
            f"Chart([{{'name': 'a', 'mode': 'lines', 'x': years, 'y': ys[{k}]}}], title='C {k}')"
            for k in range(5)
        ),
    ],
    "FigureWidget": [
        NUMBERS + "import plotly.graph_objects as go",
        *(f"go.FigureWidget(go.Scatter(x=years, y=ys[{k}], mode='lines'))" for k in range(5)),
    ],
    "plotly output": [
        NUMBERS + "import plotly.graph_objects as go",
        *(f"go.Figure(go.Scatter(x=years, y=ys[{k}], mode='lines')).show()" for k in range(5)),
    ],
}

FIRST_CHART = {
    "nothing": "pass",
    "import ipywidgets (floor)": "import ipywidgets",
    "import lesson_utils": "import lesson_utils",
    "Chart": "import lesson_utils as lu\n" + "\n".join(FIVE_CHARTS["Chart"][:2]),
    "explorer": course_map,
    "FigureWidget": "\n".join(FIVE_CHARTS["FigureWidget"][:2]),
    "plotly.express": NUMBERS + "import plotly.express as px\npx.line(x=years, y=ys[0])",
    "matplotlib": NUMBERS + "import matplotlib.pyplot as plt\nplt.plot(years, ys[0]);",
    "folium": NUMBERS + "import folium\nfolium.Map(location=(25, 127))",
}
"""Name → what a first cell does in a fresh kernel."""


def cell(made: object) -> str:
    """Give the text of a contender's cell."""
    return str(made()) if callable(made) else str(made)
