"""Colours, fonts and layout that every chart shares.

Colours are written in a specification as their light-theme value. The page swaps each *role*
(ink, grid, land …) for its dark partner, so a chart follows the theme without asking the kernel.
A *series* colour is one value that keeps a contrast of at least 3:1 against both themes. Words in
the colour of a series take its partner in `WORDS`. Bars and lines that stand back take `REST`;
`AXIS` and `GRID` are for what a reader can do without.
"""

from __future__ import annotations

from typing import Any, Final

PAPER: Final = "#ffffff"
INK: Final = "#1f2328"
MUTED: Final = "#57606a"
GRID: Final = "#e4e8ec"
AXIS: Final = "#afb8c1"
REST: Final = "#7f8993"
ACCENT: Final = "#0b5c8a"
LATER: Final = "#6b3fa0"
SEA: Final = "#f2f6f9"
LAND: Final = "#d9dde1"
DISPUTED: Final = "#b4bac1"
SHORE: Final = "#838c96"
HALO: Final = "#fdfefe"

LAND_OF: Final[dict[str, str]] = {
    "JPN": "#a9c3d8",
    "TWN": "#9ad2c5",
    "PHL": "#cbc597",
    "CHN": "#ddcbf4",
    "other": LAND,
    "disputed": DISPUTED,
}
"""Land fill by administering authority: a pale tint of the authority's series colour."""

STATE: Final[dict[str, str]] = {
    "JPN": "#1e70ad",
    "USA": "#be370a",
    "CHN": "#b264d5",
    "TWN": "#009674",
    "PHL": "#b28500",
    "KOR": "#c44f8b",
    "AUS": "#6d8a1c",
    "IND": "#9a6a4f",
    "RUS": "#777d84",
    "GBR": "#4a79c9",
    "DEU": "#6f7f2f",
    "FRA": "#b0567a",
    "NATO": "#3f7fae",
    "world": "#7a7f86",
}
"""One colour for each state, the same in every lesson (ISO 3166 alpha-3 codes)."""

WORDS: Final[dict[str, str]] = {
    "JPN": "#1e6fab",
    "USA": "#bc360a",
    "CHN": "#a142cc",
    "TWN": "#007e61",
    "PHL": "#8d6a00",
    "KOR": "#bd3f80",
    "AUS": "#5e7718",
    "IND": "#92644b",
    "RUS": "#6a7076",
    "GBR": "#3b6dc4",
    "DEU": "#66752b",
    "FRA": "#ac5075",
    "NATO": "#3a749f",
    "world": "#6a6f75",
}
"""The same colours for words: 3:1 is enough for a line, letters need 4.5:1 (WCAG 2.2, 1.4.3)."""

DARK: Final[dict[str, str]] = {
    PAPER: "#111417",
    INK: "#e6e9ec",
    MUTED: "#a9b1ba",
    GRID: "#2a3037",
    AXIS: "#5b646e",
    REST: "#6f7882",
    ACCENT: "#6cb8e6",
    LATER: "#c0a1f0",
    SEA: "#161c22",
    LAND: "#3a4149",
    DISPUTED: "#5a626b",
    SHORE: "#7d8791",
    HALO: "#12171c",
    LAND_OF["JPN"]: "#186ca0",
    LAND_OF["TWN"]: "#235d49",
    LAND_OF["PHL"]: "#665426",
    LAND_OF["CHN"]: "#4d4c73",
    WORDS["JPN"]: "#338ed1",
    WORDS["USA"]: "#e95929",
    WORDS["CHN"]: "#b16bd0",
    WORDS["TWN"]: "#089a79",
    WORDS["PHL"]: "#ab8209",
    WORDS["KOR"]: "#c66a99",
    WORDS["AUS"]: "#759225",
    WORDS["IND"]: "#aa7e65",
    WORDS["RUS"]: "#83888e",
    WORDS["GBR"]: "#6388c9",
    WORDS["DEU"]: "#7e8f3b",
    WORDS["FRA"]: "#b8738e",
    WORDS["NATO"]: "#538eb9",
    WORDS["world"]: "#84888e",
}
"""Each role colour and its partner in the dark theme."""

UNTHEMED: Final[dict[str, str]] = {
    INK: "#757575",
    MUTED: "#757575",
    GRID: "rgba(128,128,128,0.22)",
    AXIS: "rgba(128,128,128,0.6)",
    REST: "rgba(128,128,128,0.6)",
    SHORE: "#8b949e",
    SEA: "rgba(128,128,128,0.06)",
    PAPER: "rgba(0,0,0,0)",
    HALO: "rgba(0,0,0,0)",
    ACCENT: "#3181b0",
    LATER: "#8f66c4",
    **{word: STATE[state] for state, word in WORDS.items()},
}
"""What the saved picture uses instead: it cannot know the reader's theme."""

DASH: Final[dict[str, str]] = {
    "JPN": "solid",
    "USA": "dash",
    "CHN": "dot",
    "TWN": "dashdot",
    "PHL": "longdash",
    "KOR": "longdashdot",
    "AUS": "dash",
    "IND": "dot",
    "RUS": "longdash",
}
"""Line style as the second sign beside colour."""

MARKER: Final[dict[str, str]] = {
    "JPN": "circle",
    "USA": "square",
    "CHN": "diamond",
    "TWN": "triangle-up",
    "PHL": "triangle-down",
    "KOR": "pentagon",
    "AUS": "hexagon",
    "IND": "star",
    "RUS": "cross",
}
"""Marker symbol as the second sign beside colour."""

FONT: Final = (
    "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans JP', 'Hiragino Sans', "
    "'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif"
)


def _axis() -> dict[str, Any]:
    return {
        "gridcolor": GRID,
        "linecolor": AXIS,
        "tickcolor": AXIS,
        "zerolinecolor": AXIS,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
        "tickfont": {"color": MUTED},
        "title": {"font": {"color": MUTED, "size": 13}, "standoff": 8},
    }


def layout(kind: str, height: int) -> dict[str, Any]:
    """Give the layout that every chart or map starts from.

    Parameters
    ----------
    kind : {"chart", "map"}
        A map has hidden axes of equal scale and can be dragged; a chart has a faint grid.
    height : int
        Height of the drawing in pixels.

    Returns
    -------
    dict
        A plotly layout, new at each call.

    Examples
    --------
    >>> layout("map", 500)["dragmode"]
    'pan'
    """
    base: dict[str, Any] = {
        "height": height,
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": INK},
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": AXIS,
            "font": {"color": INK},
            "align": "left",
        },
        "showlegend": False,
        "uirevision": "keep",
        "margin": {"l": 48, "r": 24, "t": 12, "b": 40},
        "xaxis": _axis() | {"showgrid": False, "showline": True, "ticks": "outside"},
        "yaxis": _axis(),
        "hovermode": "closest",
        "dragmode": False,
    }
    if kind == "map":
        hidden = {
            "visible": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": False,
        }
        base |= {
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "plot_bgcolor": SEA,
            "dragmode": "pan",
            "xaxis": dict(hidden),
            "yaxis": hidden | {"scaleanchor": "x", "scaleratio": 1},
        }
    return base


def contrast(one: str, other: str) -> float:
    """Compute the WCAG contrast ratio of two ``#rrggbb`` colours, from 1 to 21.

    Source: WCAG 2.2, definition of contrast ratio.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
