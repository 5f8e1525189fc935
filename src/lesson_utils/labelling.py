"""Put names beside points so that they do not lie on one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

Box = tuple[float, float, float, float]
_TAG = re.compile(r"</?[bi]>")

SIDES = {
    "middle right": (0.0, -0.5),
    "middle left": (-1.0, -0.5),
    "top center": (-0.5, -1.0),
    "bottom center": (-0.5, 0.0),
    "top right": (0.0, -1.0),
    "bottom right": (0.0, 0.0),
    "top left": (-1.0, -1.0),
    "bottom left": (-1.0, 0.0),
}
"""Plotly's text positions and where the box of the text lies, in widths and heights."""

_ANCHORS = SIDES | {"middle center": (-0.5, -0.5)}
GAP = 5.0


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text in pixels, on the wide side.

    Examples
    --------
    >>> text_width("Naha", 10), text_width("那覇", 10)
    (24.8, 20.0)
    """
    wide = sum(east_asian_width(c) in "WF" for c in text)
    return size * wide + 0.62 * size * (len(text) - wide)


def box(x: float, y: float, text: str, side: str, size: float) -> Box:
    """Give the box of a text beside a point, in pixels with y downwards.

    Examples
    --------
    >>> box(0, 0, "Naha", "middle right", 10)
    (5.0, -6.0, 29.8, 6.0)
    """
    lines = _TAG.sub("", text.replace("<br>", "\n")).split("\n")
    width, height = max(text_width(line, size) for line in lines), 1.2 * size * len(lines)
    across, down = _ANCHORS[side]
    dx = GAP if across == 0 else -GAP if across == -1 else 0.0
    dy = GAP if down == 0 else -GAP if down == -1 else 0.0
    left, top = x + dx + across * width, y + dy + down * height
    return (left, top, left + width, top + height)


def overlap(one: Box, other: Box, margin: float = 0.0) -> bool:
    """Tell whether two boxes share ground.

    Examples
    --------
    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 1, 1), (2, 2, 3, 3))
    (True, False)
    """
    return (
        one[0] < other[2] + margin
        and other[0] < one[2] + margin
        and one[1] < other[3] + margin
        and other[1] < one[3] + margin
    )


def place_labels(
    spots: Sequence[tuple[float, float, str]],
    size: float,
    keep_clear: Sequence[tuple[float, float]] = (),
) -> list[str]:
    """Choose a side for each name, the first come first served.

    Parameters
    ----------
    spots : sequence of (float, float, str)
        Pixel position and text of each point, the important first.
    size : float
        Size of the letters, pixels.
    keep_clear : sequence of (float, float), optional
        Points of a line that no name should cross where another side is free.

    Returns
    -------
    list of str
        For each point one of `SIDES`: the first on which the text touches neither a point nor a
        text placed before, or else the one with the fewest touches.

    Examples
    --------
    >>> place_labels([(0, 0, "Naha"), (12, 0, "Ie")], 10)
    ['middle left', 'middle right']
    """
    dots = [(x - 4, y - 4, x + 4, y + 4) for x, y, _text in spots]
    taken: list[Box] = []
    chosen: list[str] = []
    for number, (x, y, text) in enumerate(spots):
        others = dots[:number] + dots[number + 1 :]
        touches = {}
        for side in SIDES:
            room = box(x, y, text, side, size)
            texts = sum(overlap(room, other, 2) for other in taken)
            crossed = any(overlap(room, (px, py, px, py)) for px, py in keep_clear)
            touches[side] = 6 * texts + 2 * sum(overlap(room, dot) for dot in others) + crossed
        best = min(SIDES, key=lambda side: touches[side])
        taken.append(box(x, y, text, best, size))
        chosen.append(best)
    return chosen


def settle(
    traces: Sequence[dict[str, Any]],
    across: Sequence[float],
    up: Sequence[float],
    width: float,
    height: float,
) -> list[dict[str, Any]]:
    """Blank the texts that would lie on an earlier one, for a picture that no page tidies.

    Parameters
    ----------
    traces : sequence of dict
        Plotly traces; those with ``meta.declutter`` are thinned, the lower number first.
    across, up : sequence of float
        Ranges of x and y that have to be seen.
    width, height : float
        Size of the drawing in pixels, equal scale on both axes.

    Returns
    -------
    list of dict
        The traces, with empty strings in place of texts that would overlap or be cut off.

    Examples
    --------
    >>> text = {"x": [0, 1], "y": [0, 0], "text": ["Naha", "Shuri"], "meta": {"declutter": True}}
    >>> settle([text], (-50, 50), (-50, 50), 100, 100)[0]["text"]
    ['Naha', '']
    """
    scale = min(width / (across[1] - across[0]), height / (up[1] - up[0]))
    x0, y0 = sum(across) / 2, sum(up) / 2
    out = [dict(trace) for trace in traces]
    loose = [t for t in out if t.get("meta", {}).get("declutter") and t.get("text")]
    taken: list[Box] = []
    for trace in sorted(loose, key=lambda t: int(t["meta"]["declutter"])):
        far = width / scale > trace["meta"].get("near", float("inf"))
        sides = trace.get("textposition", "middle center")
        size = trace.get("textfont", {}).get("size", 12)
        texts = []
        for i, text in enumerate(trace["text"]):
            x, y = (trace["x"][i] - x0) * scale, (y0 - trace["y"][i]) * scale
            room = box(x, y, text, sides if isinstance(sides, str) else sides[i], size)
            inside = abs(x) < width / 2 and abs(y) < height / 2
            inside = inside and max(-room[0], room[2]) <= width / 2
            inside = inside and max(-room[1], room[3]) <= height / 2
            free = inside and not far and not any(overlap(room, other, 2) for other in taken)
            texts.append(text if free else "")
            if free:
                taken.append(room)
        trace["text"] = texts
    return out
