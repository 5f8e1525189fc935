"""The names on the maps: which stay when the page hides what overlaps."""

from __future__ import annotations

import pytest

from lesson_utils import lettering, parts
from lesson_utils.labelling import box, overlap
from lesson_utils.projection import Plane


@pytest.mark.parametrize("part", [p for p in parts.PRESETS if p != "whole"])
def test_names_do_not_overlap_where_the_page_keeps_the_first(part: str) -> None:
    """What the page hides is little, and never an island of the story."""
    kept, hidden = _kept(part)
    assert not set(hidden) & set(lettering.NAMED_FIRST)
    assert len(hidden) <= 0.5 * (len(kept) + len(hidden))


def _kept(part: str) -> tuple[list[str], list[str]]:
    window = parts.window(Plane(), part)
    (west, east), (south, north) = window["xaxis.range"], window["yaxis.range"]
    scale = min(parts.WIDTH / (east - west), parts.HEIGHT / (north - south))
    trace = lettering.island_names(Plane(), part)
    taken, kept, hidden = [], [], []
    for x, y, text, side in zip(
        trace["x"], trace["y"], trace["text"], trace["textposition"], strict=True
    ):
        if not (west <= x <= east and south <= y <= north):
            continue
        room = box(x * scale, -y * scale, text, side, 11)
        if any(overlap(room, other) for other in taken):
            hidden.append(text)
        else:
            taken.append(room)
            kept.append(text)
    return kept, hidden
