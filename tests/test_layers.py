"""The lines and marks of the maps."""

from __future__ import annotations

import pytest

from lesson_utils import geo, layers, lettering
from lesson_utils.names import gap_name
from lesson_utils.projection import Plane


def test_small_islands_are_land_marked_and_named() -> None:
    points = dict(zip(layers.islands(Plane())[0]["customdata"], geo.islands(), strict=True))
    names = lettering.island_names(Plane())["text"]
    for name in ("Yonagunijima", "Haterumajima", "Taramajima", "Itbayat"):
        assert name in points
        assert name in names[:8], "the islands of the story are named before larger ones"


def test_strait_widths_are_the_geodesics() -> None:
    _lines, widths = layers.straits(Plane())
    for gap, text in zip(geo.straits(), widths["text"], strict=True):
        width = float(text.split("<br>")[1].removesuffix(" km"))
        assert abs(geo.distance_km(gap.shore_a, gap.shore_b) - width) < 0.7
    names = [gap_name(gap) for gap in geo.straits()]
    assert len(set(names)) == len(names), "each name means one gap"
    assert set(layers.GAP_SIDES) <= {gap.id for gap in geo.straits()}


def test_lines_meet_their_places_however_the_map_is_turned() -> None:
    for turn in (0.0, 77.0, 200.0):
        plane = Plane(turn)
        tokyo, manila = geo.place("Tokyo"), geo.place("Manila")
        for trace in layers.measure(plane, tokyo, manila):
            ends = [(trace["x"][i], trace["y"][i]) for i in (0, -1)]
            assert ends == [
                pytest.approx(plane.xy(*tokyo.point)),
                pytest.approx(plane.xy(*manila.point)),
            ]
