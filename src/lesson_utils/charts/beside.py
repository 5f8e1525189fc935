"""Words beside the ends of lines and bars, kept apart; lines that stand upright."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..chart import style

__all__ = ["spread", "spread_up", "upright", "words_beside"]


def words_beside(
    name: str, x: Sequence[Any], y: Sequence[Any], text: Sequence[str], **font: Any
) -> dict[str, Any]:
    """Make the trace of words that begin at the right of their places.

    Parameters
    ----------
    name : str
        Name of the trace.
    x, y, text
        Places and words.
    **font
        What differs from ink in size 12.

    Examples
    --------
    >>> words_beside("names", [2025], [1.4], ["Japan"], size=13)["textfont"]
    {'color': '#1f2328', 'size': 13}
    """
    return {
        "name": name,
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textposition": "middle right",
        "textfont": {"color": style.INK, "size": 12} | font,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def upright(x: Any, dash: str = "dash", colour: str = style.MUTED) -> dict[str, Any]:
    """Draw a line from the bottom to the top of the chart.

    Examples
    --------
    >>> upright(2001.5)["line"]["dash"]
    'dash'
    """
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": colour, "width": 1, "dash": dash},
    }


def spread(places: Mapping[str, float], room: float) -> dict[str, float]:
    """Push values apart until neighbours are at least ``room`` from each other.

    Examples
    --------
    >>> spread({"a": 1.0, "b": 1.2, "c": 5.0}, 1.0)
    {'a': 0.6, 'b': 1.6, 'c': 5.0}
    """
    clusters: list[tuple[list[str], float]] = []
    for key in sorted(places, key=lambda k: places[k]):
        clusters.append(([key], places[key]))
        while len(clusters) > 1:
            (low, a), (high, b) = clusters[-2:]
            if b - a >= room * (len(low) + len(high)) / 2:
                break
            both = low + high
            clusters[-2:] = [(both, sum(places[k] for k in both) / len(both))]
    found = {}
    for keys, middle in clusters:
        for i, key in enumerate(keys):
            found[key] = round(middle + (i - (len(keys) - 1) / 2) * room, 6)
    return found


def spread_up(ends: Mapping[str, float], room: float) -> dict[str, float]:
    """Push labels apart upwards where they would lie closer than ``room``.

    Examples
    --------
    >>> spread_up({"solar": 1, "wind": 2, "coal": 30}, 5)
    {'solar': 1, 'wind': 6, 'coal': 30}
    """
    placed: dict[str, float] = {}
    floor = float("-inf")
    for name in sorted(ends, key=lambda n: ends[n]):
        floor = max(ends[name], floor)
        placed[name] = floor
        floor += room
    return placed
