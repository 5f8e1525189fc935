"""Geodesics."""

from __future__ import annotations

import itertools
import math

import pyproj
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lesson_utils import geo
from lesson_utils.errors import LessonError

GEOD = pyproj.Geod(ellps="WGS84")
lats = st.floats(-90, 90)
lons = st.floats(-180, 180)
points = st.tuples(lats, lons)


@given(points, points)
def test_agrees_with_proj_to_a_metre(a: geo.Point, b: geo.Point) -> None:
    _azimuth, _back, metres = GEOD.inv(a[1], a[0], b[1], b[0])
    assert geo.distance_km(a, b) * 1000 == pytest.approx(metres, abs=1)


@given(points, points)
def test_is_symmetric(a: geo.Point, b: geo.Point) -> None:
    assert geo.distance_km(a, b) == pytest.approx(geo.distance_km(b, a), abs=1e-6)


@given(points, points, points)
def test_triangle_inequality(a: geo.Point, b: geo.Point, c: geo.Point) -> None:
    assert geo.distance_km(a, c) <= geo.distance_km(a, b) + geo.distance_km(b, c) + 1e-6


@given(points, st.floats(0.001, 20_000), st.integers(3, 40))
def test_ring_lies_at_the_radius(center: geo.Point, radius: float, n: int) -> None:
    circle = geo.ring(center, radius, n)
    assert len(circle) == n + 1
    assert circle[0] == circle[-1]
    for p in circle:
        assert -180 <= p[1] <= 180
        # Beyond the antipodal region the geodesic of that length is no longer the shortest.
        assert geo.distance_km(center, p) <= radius + 1e-5
        if radius < 19_900:
            assert geo.distance_km(center, p) == pytest.approx(radius, abs=1e-3)


@given(points, points, st.integers(2, 30))
def test_great_circle_is_no_longer_than_the_distance(a: geo.Point, b: geo.Point, n: int) -> None:
    line = geo.great_circle(a, b, n)
    assert len(line) == n
    assert (line[0], line[-1]) == (a, b)
    pieces = [geo.distance_km(p, q) for p, q in itertools.pairwise(line)]
    assert math.fsum(pieces) == pytest.approx(geo.distance_km(a, b), abs=1e-3)


mid = st.tuples(st.floats(-85, 85), lons)


@given(mid, mid)
def test_constant_course_is_never_shorter(a: geo.Point, b: geo.Point) -> None:
    assume(abs(abs(a[1] - b[1]) - 180) > 1e-6)
    assert geo.rhumb_km(a, b) >= geo.distance_km(a, b) - 1e-6
    assert geo.rhumb_km(a, b) == pytest.approx(geo.rhumb_km(b, a), rel=1e-9, abs=1e-9)


@given(st.floats(-80, 80), st.floats(-80, 80), lons)
def test_constant_course_along_a_meridian_is_the_geodesic(x: float, y: float, lon: float) -> None:
    assert geo.rhumb_km((x, lon), (y, lon)) == pytest.approx(
        geo.distance_km((x, lon), (y, lon)), abs=1e-6
    )


def test_constant_course_at_close_latitudes_is_continuous() -> None:
    level = geo.rhumb_km((30, 120), (30, 150))
    assert geo.rhumb_km((30, 120), (30 + 1e-7, 150)) == pytest.approx(level, rel=1e-6)


def test_across_the_antimeridian_and_at_the_poles() -> None:
    assert geo.distance_km((10, 179.5), (10, -179.5)) == pytest.approx(109.6, abs=0.1)
    assert geo.distance_km((90, 0), (90, 137)) == 0
    assert geo.bearing_deg((0, 179), (0, -179)) == pytest.approx(90)
    jump = geo.great_circle((40, 170), (40, -170), 21)
    assert all(abs(p[1]) >= 170 for p in jump)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ((127.7, 26.2), r"Did you mean \(26.2, 127.7\)"),
        ((91, 200), "outside -90 to 90"),
        ((0, 400), "outside -180"),
        ((math.nan, 0), "is no point"),
        (("26", "127"), "is no point"),
        ((1, 2, 3), "is no point"),
        ("Naha", "is no point"),
        (None, "is no point"),
        ((True, 1), "is no point"),
    ],
)
def test_no_point(bad: object, says: str) -> None:
    with pytest.raises(LessonError, match=says):
        geo.distance_km(bad, (0, 0))  # type: ignore[arg-type]


@pytest.mark.parametrize("radius", [0, -1, 20_001, math.inf, math.nan, "5"])
def test_no_radius(radius: object) -> None:
    with pytest.raises(LessonError, match="radius"):
        geo.ring((0, 0), radius)  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [1, 2.5, True, 10**6])
def test_no_number_of_points(n: object) -> None:
    with pytest.raises(LessonError, match="number of points"):
        geo.great_circle((0, 0), (1, 1), n)  # type: ignore[arg-type]


def test_no_course_to_a_pole() -> None:
    with pytest.raises(LessonError, match="pole"):
        geo.rhumb_km((90, 0), (0, 0))
