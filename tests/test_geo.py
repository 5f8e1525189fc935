"""Geodesics and places."""

from __future__ import annotations

import itertools
import math

import pyproj
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lesson_utils import geo
from lesson_utils.errors import LessonError, UnknownNameError

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


def test_widths_are_the_geodesics_between_the_shores() -> None:
    for gap in geo.straits():
        assert geo.distance_km(gap.shore_a, gap.shore_b) == pytest.approx(gap.width_km, abs=0.15)


def test_sites_by_year_only_grow() -> None:
    years = [1950, 1972, 2016, 2019, 2023, 2026]
    counts = [len(geo.sites(until=year)) for year in years]
    assert counts == sorted(counts)
    assert all(s.first_year and s.first_year <= 2016 for s in geo.sites(until=2016))
    assert len(geo.sites()) > counts[-1], "planned sites and unknown years are in the full list"
    with pytest.raises(LessonError, match="whole number"):
        geo.sites(until="2016")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "Yonaguni",
        "YONAGUNIJIMA",
        " yonaguni-jima ",
        "与那国島",
        "Ｙｏｎａｇｕｎｉ",
        "Yonaguni-Jima",
    ],
)
def test_many_names_one_island(name: str) -> None:
    assert geo.place(name).name_en == "Yonagunijima"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("東京", "Tokyo"),
        ("hagatna (guam)", "Hagåtña (Guam)"),
        ("釣魚臺", "Uotsurijima / Diaoyu Dao"),
        ("Diaoyu Dao", "Uotsurijima / Diaoyu Dao"),
        ("Itbayat", "Itbayat"),
        ("Penghu", "Penghu (main island)"),
        ("Okinawa", "Okinawa Island"),
        ("EDCA: Basa Air Base", "EDCA: Basa Air Base"),
        ("Basa Air Base", "EDCA: Basa Air Base"),
    ],
)
def test_names_in_many_scripts(name: str, found: str) -> None:
    assert geo.place(name).name_en == found


def test_every_place_is_found_by_its_own_name() -> None:
    for item in (*geo.cities(), *geo.islands(), *geo.sites()):
        assert geo.place(item.name_en) == item


def test_a_name_of_two_islands_asks_back() -> None:
    with pytest.raises(LessonError, match=r"'Kuroshima \(Mishima\)', 'Kuroshima \(Taketomi\)'"):
        geo.place("Kuroshima")


def test_a_misspelt_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Yonagunijima") as caught:
        geo.place("Yonaguno")
    assert "Yonagunijima" in caught.value.near
    with pytest.raises(UnknownNameError, match="Valid"):
        geo.place("zzzzzzzz")
    with pytest.raises(LessonError, match="no name"):
        geo.place("  ")


@given(st.text(max_size=40))
def test_any_text_finds_a_place_or_says_why(text: str) -> None:
    try:
        found = geo.place(text).name_en
    except LessonError as error:
        found = str(error)
    assert found
