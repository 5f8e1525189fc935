"""Rebuild the world's land, the chokepoints and the sea lanes from the same two npm packages.

Get the packages first (about 30 MB)::

    npm pack world-atlas@2.0.2 @geo-maps/earth-lands-100m@0.6.0
    python tools/rebuild_world.py FOLDER_WITH_THE_TWO_TGZ

``geography/land_world.geojson``  land alone, without borders (Natural Earth 1:110m)
``tables/chokepoints.csv``        nearest shore points of four passages (OpenStreetMap polygons)
``geography/sea_lanes.geojson``   LANES joined through the middles of those passages: own drawing

``--check`` compares them byte for byte with ``data`` and writes nothing.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import STRtree, affinity
from shapely.geometry import Polygon, box
from shapely.geometry.polygon import orient
from shapely.ops import nearest_points, unary_union
from shapely.validation import make_valid

from lesson_utils import geo
from rebuild_geography import (
    ROOT,
    decode,
    feature,
    polygons,
    read_member,
    rounded,
    to_bytes,
    vertices,
)

SOUTH, NORTH = -60.0, 83.7  # what a Mercator map of the world shows
TOLERANCE = 0.06  # degrees of simplification of the land
Bounds = tuple[float, float, float, float]  # west, south, east, north

# id -> name, who faces whom, both sides, bounds; a side is countries or the island round a point
CHOKEPOINTS: dict[str, tuple[str, str, tuple[Any, Any], Bounds]] = {
    "strait-of-hormuz": (
        "Strait of Hormuz",
        "Iran - Oman",
        (("Iran",), ("Oman", "United Arab Emirates")),
        (55.0, 25.6, 57.4, 27.4),
    ),
    "strait-of-malacca": (
        "Strait of Malacca",
        "Malaysia - Indonesia",
        (("Malaysia",), ("Indonesia",)),
        (99.5, 1.9, 103.0, 4.5),
    ),
    "singapore-strait": (
        "Singapore Strait",
        "Singapore - Indonesia",
        (("Singapore",), ("Indonesia",)),
        (103.4, 0.8, 104.7, 1.6),
    ),
    "lombok-strait": (
        "Lombok Strait",
        "Bali - Lombok (both Indonesia)",
        ((115.2, -8.4), (116.3, -8.6)),
        (114.4, -9.2, 116.8, -8.0),
    ),
}
COLUMNS = (
    "id", "name", "between", "lon_a", "lat_a", "lon_b", "lat_b", "width_km_geodesic",
)  # fmt: skip
NOTE = "schematic, own drawing: joins the passages, is no ship's track"
_FROM_GULF = [(26.9, 51.4), (26.2, 54.4), "strait-of-hormuz", (25.2, 57.6), (22.6, 60.6)]
# id -> name, way: (lat, lon), or the middle of a passage
LANES: dict[str, tuple[str, list[Any]]] = {
    "malacca": (
        "Gulf to Japan by way of the Strait of Malacca",
        [
            *_FROM_GULF, (8.0, 73.0), (5.4, 80.6), (6.3, 94.5), (5.9, 97.4), (4.4, 99.3),
            (3.0, 100.7), "strait-of-malacca", (1.55, 102.75), (1.13, 103.45), "singapore-strait",
            (1.4, 104.7), (4.4, 105.2), (8.5, 109.6), (12.0, 112.4), (18.4, 117.8),
            "bashi-channel", (24.0, 126.0), (30.0, 135.0), (34.6, 139.6),
        ],
    ),
    "lombok": (
        "Gulf to Japan by way of the Lombok Strait",
        [
            *_FROM_GULF, (8.0, 70.0), (-5.0, 95.0), (-9.9, 112.5), (-9.3, 115.6), "lombok-strait",
            (-7.4, 116.2), (-5.0, 117.6), (-1.0, 118.6), (1.8, 119.8), (4.6, 124.0), (6.0, 127.6),
            (20.0, 131.0), (30.0, 136.5), (34.6, 139.6),
        ],
    ),
}  # fmt: skip


def cut_at_antimeridian(polygon: Polygon) -> list[Polygon]:
    """Unroll a ring that runs over 180° and cut it there; longitudes stay within ±180.

    Examples
    --------
    >>> over = Polygon([(170, 0), (-170, 0), (-170, 10), (170, 10)])
    >>> sorted(piece.bounds[0] for piece in cut_at_antimeridian(over))
    [-180.0, 170.0]
    """

    def unrolled(ring: Any) -> Any:
        points = np.array(ring.coords)
        points[:, 0] = np.unwrap(points[:, 0], period=360)
        return points

    whole = Polygon(unrolled(polygon.exterior), [unrolled(hole) for hole in polygon.interiors])
    if not whole.is_valid:
        whole = make_valid(whole)
    out = []
    for turn in (-360, 0, 360):
        piece = affinity.translate(whole, turn, 0).intersection(box(-180, SOUTH, 180, NORTH))
        out += polygons(piece)
    return out


def build_land(topology: dict[str, Any]) -> dict[str, Any]:
    """Make one feature of all land, borders left out, largest part first.

    A polygon inside another is an inland sea (the Caspian): it becomes a hole.
    """
    parts = [p for _, whole in decode(topology, "land") for p in cut_at_antimeridian(whole)]
    land = shapely.Polygon()
    for part in sorted(parts, key=lambda p: -p.area):
        land = land.symmetric_difference(part)
    tidy = [
        orient(piece, 1.0)
        for part in polygons(land)
        for piece in rounded(part.simplify(TOLERANCE), 2)
    ]
    tidy.sort(key=lambda p: (-p.area, p.bounds))
    properties = {"id": "land", "name": "Land, without borders", "source": "natural-earth-110m"}
    return {"type": "FeatureCollection", "features": [feature("land", properties, tidy)]}


def pieces_in(lands: dict[str, Any], bounds: Bounds) -> list[Polygon]:
    """Take the land of the fine level inside bounds."""
    west, south, east, north = bounds
    out = []
    for geometry in lands["geometries"]:
        members = geometry["coordinates"]
        for member in members if geometry["type"] == "MultiPolygon" else [members]:
            points = np.array(member[0])
            (x0, y0), (x1, y1) = points.min(0), points.max(0)
            if x0 < east and x1 > west and y0 < north and y1 > south:
                cut = shapely.clip_by_rect(Polygon(points), *bounds)
                out += polygons(cut if cut.is_valid else make_valid(cut))
    return out


def side(pieces: list[Polygon], wanted: Any, tree: STRtree, names: list[str]) -> Any:
    """Join the pieces of one side: of the countries named (by the nearest coarse polygon)."""
    if isinstance(wanted[0], str):
        kept = [p for p in pieces if names[tree.nearest(p.representative_point())] in wanted]
    else:
        kept = [p for p in pieces if p.contains(shapely.Point(wanted))]
    return unary_union(kept)


def build_chokepoints(
    countries: list[tuple[str, Polygon]], lands: dict[str, Any]
) -> list[dict[str, str]]:
    """Find the nearest shore points of each passage; one without both shores is left out."""
    rows = []
    for name, (title, between, sides, bounds) in CHOKEPOINTS.items():
        around = box(*bounds).buffer(1)
        near = [(country, p) for country, p in countries if p.intersects(around)]
        pieces = pieces_in(lands, bounds)
        if not near or not pieces:
            continue
        tree, names = STRtree([p for _, p in near]), [country for country, _ in near]
        # degrees of longitude are shorter than degrees of latitude
        narrow = float(np.cos(np.radians((bounds[1] + bounds[3]) / 2)))
        shores = [
            affinity.scale(side(pieces, one, tree, names), narrow, 1, origin=(0, 0))
            for one in sides
        ]
        if any(shore.is_empty for shore in shores):
            continue
        a, b = ((p.x / narrow, p.y) for p in nearest_points(*shores))
        width = geo.distance_km((a[1], a[0]), (b[1], b[0]))
        cells = [name, title, between, *(f"{v:.3f}" for v in (*a, *b))]
        rows.append(dict(zip(COLUMNS, [*cells, f"{width:.1f}"], strict=True)))
    return rows


def build_lanes(chokepoints: list[dict[str, str]]) -> dict[str, Any]:
    """Join LANES through the middles of the passages."""
    middles = {strait.id: geo.great_circle(strait.shore_a, strait.shore_b, 3)[1]
               for strait in geo.straits()}  # fmt: skip
    for row in chokepoints:
        a, b = ((float(row[f"lat_{end}"]), float(row[f"lon_{end}"])) for end in "ab")
        middles[row["id"]] = geo.great_circle(a, b, 3)[1]
    out = []
    for name, (title, way) in LANES.items():
        if any(isinstance(stop, str) and stop not in middles for stop in way):
            continue
        points = [middles[stop] if isinstance(stop, str) else stop for stop in way]
        through = [stop for stop in way if isinstance(stop, str)]
        geometry = {
            "type": "LineString",
            "coordinates": [[round(lon, 3), round(lat, 3)] for lat, lon in points],
        }
        properties = {"id": name, "name": title, "through": ", ".join(through), "note": NOTE}
        made = {"type": "Feature", "id": name, "properties": properties, "geometry": geometry}
        out.append(made)
    return {"type": "FeatureCollection", "features": out}


def csv_bytes(rows: Iterable[dict[str, str]]) -> bytes:
    """Write the table the way data/ holds it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def rebuild(folder: Path) -> dict[str, bytes]:
    """Build the three files from the packages: path below data/ -> content."""
    atlas = "world-atlas-2.0.2.tgz"
    land = read_member(folder, atlas, "land-110m.json")
    countries = decode(read_member(folder, atlas, "countries-10m.json"), "countries")
    lands = read_member(folder, "geo-maps-earth-lands-100m-0.6.0.tgz", "map.geo.json")
    sound = [(name, p if p.is_valid else make_valid(p)) for name, p in countries]
    chokepoints = build_chokepoints(sound, lands)
    return {
        "geography/land_world.geojson": to_bytes(build_land(land)),
        "tables/chokepoints.csv": csv_bytes(chokepoints),
        "geography/sea_lanes.geojson": to_bytes(build_lanes(chokepoints)),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", type=Path, help="folder with the two .tgz files")
    parser.add_argument("--out", type=Path, default=ROOT / "data", help="folder to write below")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(arguments)
    different = 0
    for name, content in rebuild(options.packages).items():
        path = options.out / name
        same = path.is_file() and path.read_bytes() == content
        different += not same
        many = f"{vertices(json.loads(content))} vertices, " if "land" in name else ""
        print(f"{name}: {many}{len(content)} bytes, {'byte-identical' if same else 'different'}")
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return int(options.check and different > 0)


if __name__ == "__main__":
    sys.exit(main())
