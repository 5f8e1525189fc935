"""The plane of the maps."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import geo
from lesson_utils.errors import UnknownNameError
from lesson_utils.projection import PIVOT, VIEWS, Plane, course, view

lat = st.floats(-80, 80)
lon = st.floats(-50, 300)


@given(lat, lon, st.floats(0, 360))
def test_turning_keeps_the_distance_from_the_pivot(a: float, b: float, turn: float) -> None:
    pivot = Plane().xy(*PIVOT)
    assert math.dist(Plane(turn).xy(a, b), Plane(turn).xy(*PIVOT)) == pytest.approx(
        math.dist(Plane().xy(a, b), pivot), abs=1e-9
    )


@given(lat, lat)
def test_north_is_up_and_the_scale_grows_with_latitude(a: float, b: float) -> None:
    assert (Plane().xy(a, 120)[1] < Plane().xy(b, 120)[1]) == (a < b) or abs(a - b) < 1e-9
    assert abs(Plane().xy(a, 120)[1]) >= abs(a) - 1e-9


def test_the_antimeridian_does_not_tear_a_line() -> None:
    assert Plane().xy(38.9, -77)[0] == 283
    assert Plane().xy(0, 179)[0] < Plane().xy(0, -179)[0]


@pytest.mark.parametrize("name", VIEWS[1:])
def test_the_direction_looked_in_points_up(name: str) -> None:
    plane = view(name)
    here = geo.place(name)
    towards = geo.place("Fuzhou").point if name in ("Naha", "Taipei") else PIVOT
    (x0, y0), (x1, y1) = plane.xy(*here.point), plane.xy(*towards)
    assert x1 == pytest.approx(x0, abs=1e-6)
    assert y1 > y0


@given(lat, lat, lon, lon)
def test_a_course_is_a_direction(a: float, b: float, c: float, d: float) -> None:
    assert 0 <= course((a, c), (b, d)) < 360.0000001


def test_unknown_view() -> None:
    with pytest.raises(UnknownNameError, match="Beijing"):
        view("Bejing")
