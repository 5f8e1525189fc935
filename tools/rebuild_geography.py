"""Rebuild the map layers of ``data/geography`` from two npm packages.

Get the packages first (about 30 MB)::

    npm pack world-atlas@2.0.2 @geo-maps/earth-lands-100m@0.6.0
    python tools/rebuild_geography.py FOLDER_WITH_THE_TWO_TGZ

Three layers come out: ``coast.geojson``, ``coast_overview.geojson`` and ``zones_12nm.geojson``.
With shapely 2.2.0, GEOS 3.14, pyproj 3.7.2 and numpy 2.4 all three are byte for byte the files in
``data/geography`` (``--check`` compares them). Another GEOS may break ties differently while it
simplifies: the difference is then at most the simplification tolerance of the level (0.0005–0.008°
fine, 0.03° coarse). ``chains.geojson`` is drawn by hand and not rebuilt; the world's land and the
sea lanes come from ``rebuild_world.py``.

Fine level: OpenStreetMap land polygons of 2017 (ODbL) inside WINDOW, exterior rings only.
Coarse level: Natural Earth 1:10m (public domain), clipped to BOX. Colour shows who administers.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
import sys
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely import STRtree
from shapely.geometry import Point, Polygon, box, shape
from shapely.geometry.polygon import orient
from shapely.ops import unary_union
from shapely.validation import make_valid

ROOT = Path(__file__).resolve().parents[1]
GEOD = Geod(ellps="WGS84")
BOX = (105, 0, 150, 46)  # west, south, east, north of the whole map
WINDOW = (113.5, 4.0, 132.5, 31.6)  # where the fine level is used
LARGEST_RING = 60_000  # vertices; continental rings are left to the coarse level
NAUTICAL_12 = 22_224  # metres
PACKAGES = {
    "geo-maps-earth-lands-100m-0.6.0.tgz": (
        "249b08798b0b82c81c21fa73fee8c59f25c94571842d52da2d06650884aa3087"
    ),
    "world-atlas-2.0.2.tgz": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
}

# territory id -> name, administered by, note of the dispute ("" where there is none)
_TW_NOTE = "administered by the ROC (Taiwan); claimed by the PRC"
TERRITORY = {
    "JP": ("Japan", "Japan", ""),
    "JP-NANSEI": ("Nansei Islands (Japan)", "Japan", ""),
    "JP-SENKAKU": (
        "Senkaku Islands / Diaoyu Dao / Diaoyutai",
        "Japan",
        "administered by Japan (Ishigaki, Okinawa); also claimed by the PRC and by Taiwan (ROC)",
    ),
    "TW": (
        "Taiwan (main island and nearby islets)",
        "Taiwan (ROC)",
        f"{_TW_NOTE}; UN-style maps show it without separate status",
    ),
    "TW-PENGHU": ("Penghu (Pescadores)", "Taiwan (ROC)", _TW_NOTE),
    "TW-KINMEN": (
        "Kinmen (Quemoy) and Wuqiu",
        "Taiwan (ROC)",
        "administered by the ROC (Taiwan) as Fujian's Kinmen County; claimed by the PRC",
    ),
    "TW-MATSU": (
        "Matsu Islands",
        "Taiwan (ROC)",
        "administered by the ROC (Taiwan) as Lienchiang County; claimed by the PRC",
    ),
    "TW-PRATAS": ("Pratas / Dongsha", "Taiwan (ROC)", _TW_NOTE),
    "PH": ("Philippines", "Philippines", ""),
    "PH-NORTH": ("Batanes and Babuyan Islands (Philippines)", "Philippines", ""),
    "SCS-SPRATLY": (
        "Spratly Islands",
        "several (features occupied by different claimants)",
        "claimed in whole or part by the PRC, Taiwan, Vietnam, the Philippines, "
        "Malaysia and Brunei",
    ),
    "SCS-PARACEL": (
        "Paracel Islands",
        "PRC",
        "controlled by the PRC; claimed by Vietnam and Taiwan",
    ),
    "SCS-SCARB": (
        "Scarborough Shoal / Panatag / Huangyan",
        "PRC (de facto presence)",
        "claimed by the PRC, Taiwan and the Philippines",
    ),
    "KR-LIANCOURT": (
        "Liancourt Rocks / Dokdo / Takeshima",
        "Republic of Korea",
        "administered by the Republic of Korea; claimed by Japan",
    ),
    "RU-KURIL-S": (
        "Southern Kurils / Northern Territories",
        "Russia",
        "administered by Russia; claimed by Japan",
    ),
}
CODE = {
    "Japan": "JP",
    "Taiwan": "TW",
    "Philippines": "PH",
    "China": "CN",
    "South Korea": "KR",
    "North Korea": "KP",
    "Russia": "RU",
    "Vietnam": "VN",
    "Malaysia": "MY",
    "Brunei": "BN",
    "Indonesia": "ID",
    "Hong Kong": "HK",
    "Macao": "MO",
    "Mongolia": "MN",
    "Thailand": "TH",
    "Cambodia": "KH",
    "Laos": "LA",
    "Palau": "PW",
    "Guam": "GU",
    "N. Mariana Is.": "MP",
    "Micronesia": "FM",
}
COUNTRY = {code: name for name, code in CODE.items()}
SMALL_STATES = ("GU", "MP", "PW", "FM")
# west, south, east, north of islands that the ROC (Taiwan) administers
TAIWAN_BOXES = {
    "TW-PENGHU": [(119.2, 23.1, 119.85, 23.95)],
    "TW-KINMEN": [(118.10, 24.36, 118.50, 24.525), (119.40, 24.95, 119.52, 25.02)],
    "TW-MATSU": [
        (119.86, 26.12, 120.10, 26.30),
        (119.90, 25.93, 120.0, 25.99),
        (120.20, 26.32, 120.25, 26.36),
        (120.44, 26.33, 120.54, 26.41),
    ],
    "TW-PRATAS": [(116.6, 20.55, 117.0, 20.85)],
    "TW": [
        (120.3, 22.3, 120.42, 22.38),
        (121.4, 21.9, 121.65, 22.75),
        (121.85, 24.78, 122.0, 24.9),
        (121.7, 25.36, 122.15, 25.7),
        (121.70, 25.15, 121.85, 25.22),
    ],
}
ZONES = [
    (("JP-NANSEI",), "Nansei Islands"),
    (("JP-SENKAKU",), "Senkaku / Diaoyu / Diaoyutai (disputed)"),
    (("TW", "TW-PENGHU", "TW-KINMEN", "TW-MATSU", "TW-PRATAS"), "Taiwan-administered"),
    (("PH-NORTH",), "Batanes and Babuyan"),
]
KEPT_WHOLE = ("JP-NANSEI", "JP-SENKAKU", "PH-NORTH")  # no island of these leaves the overview

Features = dict[str, list[tuple[Polygon, str]]]


def polygons(geometry: Any) -> list[Polygon]:
    """List the polygons inside any geometry."""
    if geometry.is_empty:
        return []
    if geometry.geom_type == "Polygon":
        return [geometry]
    if hasattr(geometry, "geoms"):
        return [p for part in geometry.geoms for p in polygons(part)]
    return []


def clip(geometry: Any) -> list[Polygon]:
    """Cut a geometry to BOX."""
    if not geometry.is_valid:
        geometry = make_valid(geometry)
    return polygons(geometry.intersection(box(*BOX)))


def area_km2(polygon: Polygon) -> float:
    """Area on the WGS 84 ellipsoid."""
    return abs(GEOD.geometry_area_perimeter(polygon)[0]) / 1e6


def within(point: Point, bounds: tuple[float, float, float, float]) -> bool:
    """Tell whether a point lies in west, south, east, north."""
    west, south, east, north = bounds
    return bool(west <= point.x <= east and south <= point.y <= north)


def decode(topology: dict[str, Any], layer: str) -> list[tuple[str, Polygon]]:
    """Decode a layer of a world-atlas topology into polygons with the country's name, if any."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc, float), 0) * scale + shift for arc in topology["arcs"]]

    def ring(indices: list[int]) -> Any:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.vstack([part[bool(k) :] for k, part in enumerate(parts)])

    out = []
    for item in topology["objects"][layer]["geometries"]:
        members = {"Polygon": [item.get("arcs")], "MultiPolygon": item.get("arcs")}
        for member in members.get(item.get("type"), []):
            rings = [r for r in map(ring, member) if len(r) >= 4]
            if rings:
                name = (item.get("properties") or {}).get("name", "")
                out.append((name, Polygon(rings[0], rings[1:])))
    return out


def natural_earth(topology: dict[str, Any]) -> list[tuple[str, Polygon]]:
    """Decode the ``countries`` of a world-atlas topology into named polygons inside BOX."""
    return [(name, piece) for name, whole in decode(topology, "countries") for piece in clip(whole)]


def open_street_map(collection: dict[str, Any]) -> list[Polygon]:
    """Take the exterior rings that lie wholly inside WINDOW, continental rings left out."""
    west, south, east, north = BOX
    out = []
    for geometry in collection["geometries"]:
        members = geometry["coordinates"]
        for member in members if geometry["type"] == "MultiPolygon" else [members]:
            exterior = member[0]
            x, y = exterior[0][:2]
            if not (west < x < east and south < y < north) or len(exterior) > LARGEST_RING:
                continue
            points = np.array(exterior)
            (x0, y0), (x1, y1) = points.min(0), points.max(0)
            if x0 >= WINDOW[0] and x1 <= WINDOW[2] and y0 >= WINDOW[1] and y1 <= WINDOW[3]:
                out.append(Polygon(points))
    return out


def classify(polygon: Polygon, tree: STRtree, names: list[str]) -> str:
    """Find the territory of a fine polygon: by place first, by nearest coarse polygon last."""
    centre = polygon.centroid
    for territory, boxes in TAIWAN_BOXES.items():
        if any(within(centre, bounds) for bounds in boxes):
            return territory
    if polygon.contains(Point(121, 23.7)):
        return "TW"
    if within(centre, (123.35, 25.6, 124.7, 26.0)):
        return "JP-SENKAKU"
    nansei = (centre.x >= 122.9 and centre.y < 27.6) or centre.x >= 128.0
    if nansei and 23.9 < centre.y < 31.1 and centre.x < 131.9:
        return "JP-NANSEI"
    if within(centre, (120.9, 18.72, 122.3, 21.3)):
        return "PH-NORTH"
    west_of_palawan = not within(centre, (116.6, 7, 116.9, 9.0))
    if within(centre, (111, 7, 116.9, 12.5)) and west_of_palawan:
        return "SCS-SPRATLY"
    name = names[tree.nearest(polygon)]
    if name == "Taiwan" and centre.x < 119.95:
        return "CN"  # islets off Kinmen whose nearest coarse polygon is Kinmen
    return str(CODE.get(name, name))


def rounded(geometry: Any, digits: int) -> list[Polygon]:
    """Round coordinates, drop repeated points and rings that collapse, mend what crosses."""

    def ring(line: Any) -> list[tuple[float, float]]:
        points = [(round(x, digits), round(y, digits)) for x, y in line.coords]
        return [point for point, _ in itertools.groupby(points)]

    out = []
    for polygon in polygons(geometry):
        exterior = ring(polygon.exterior)
        if len(exterior) < 4:
            continue
        holes = [hole for hole in map(ring, polygon.interiors) if len(hole) >= 4]
        whole = Polygon(exterior, holes)
        if not whole.is_valid:
            whole = make_valid(whole)
        out += [part for part in polygons(whole) if part.area > 0]
    return out


def fine_tolerance(territory: str, area: float) -> float | None:
    """Degrees of simplification of a fine polygon, or None to leave it out."""
    arc = territory in KEPT_WHOLE or territory.startswith("TW")
    if arc and (area >= 0.15 or territory in ("TW-PRATAS", "JP-SENKAKU")):
        return 0.0012 if area < 3000 else 0.008 / 2
    if territory == "PH" and area >= 3.0:
        return 0.008
    if territory == "SCS-SPRATLY" and area >= 0.15:
        return 0.0005
    return None


def coarse_territory(name: str, polygon: Polygon, features: Features) -> str | None:
    """Find the territory of a coarse polygon, or None where the fine level has it already."""
    centre, territory = polygon.centroid, CODE.get(name, name)
    if territory in ("TW", "PH") or (territory == "JP" and centre.x < 132.5 and centre.y < 31.2):
        return None
    if within(centre, (145.2, 43.3, 149.0, 45.6)) and territory == "RU":
        territory = "RU-KURIL-S"
    if within(centre, (131.8, 37.2, 131.9, 37.3)):
        territory = "KR-LIANCOURT"
    if name.startswith("Spratly"):
        territory = "SCS-SPRATLY"
        if any(fine.distance(polygon) < 0.03 for fine, _ in features.get(territory, [])):
            return None
    if within(centre, (111, 15.5, 113, 17.3)) and territory == "CN":
        territory = "SCS-PARACEL"
    if name.startswith("Scarborough"):
        territory = "SCS-SCARB"
    area = area_km2(polygon)
    if territory not in TERRITORY and area < 20.0 and territory not in (*SMALL_STATES, "MO"):
        return None
    if territory in SMALL_STATES and area < 5:
        return None
    return territory


def build_coast(coarse: list[tuple[str, Polygon]], fine: list[Polygon]) -> dict[str, Any]:
    """Join both levels into the features of ``coast.geojson``."""
    tree, names = STRtree([p for _, p in coarse]), [name for name, _ in coarse]
    features: Features = {}
    for polygon in fine:
        for part in polygons(polygon if polygon.is_valid else make_valid(polygon)):
            territory, area = classify(part, tree, names), area_km2(part)
            tolerance = fine_tolerance(territory, area)
            if tolerance is None:
                continue
            simple = part.simplify(tolerance * (0.4 if area < 8 else 1), preserve_topology=True)
            found = features.setdefault(territory, [])
            found += [(piece, "OSM") for piece in rounded(simple, 3 if area > 25 else 4)]
    big: list[tuple[str, Polygon]] = []
    small: list[tuple[str, Polygon]] = []
    for name, polygon in coarse:
        kept = coarse_territory(name, polygon, features)
        if kept is not None:
            alone = area_km2(polygon) < 400 or (kept in TERRITORY and kept != "JP")
            (small if alone else big).append((kept, polygon))
    # land borders are shared, so large polygons are simplified together
    together = shapely.coverage_simplify([p for _, p in big], 0.03)
    for (territory, _), simple in zip(big, together, strict=True):
        digits = 3 if territory in ("JP", "KR") else 2
        features.setdefault(territory, []).extend((p, "NE") for p in rounded(simple, digits))
    for territory, polygon in small:
        simple = polygon.simplify(0.03 / 3 if area_km2(polygon) > 30 else 0.002)
        features.setdefault(territory, []).extend((p, "NE") for p in rounded(simple, 3))
    return collection(features)


def collection(features: Features) -> dict[str, Any]:
    """Write features as GeoJSON: largest first, exterior rings counter-clockwise (RFC 7946)."""
    source = {"NE": "natural-earth-10m", "OSM": "osm-geo-maps-100m"}
    out = []
    for territory in sorted(features, key=lambda t: -sum(p.area for p, _ in features[t])):
        parts = [orient(polygon, 1.0) for polygon, _ in features[territory]]
        if not parts:
            continue
        country = COUNTRY.get(territory, territory)
        name, administered_by, note = TERRITORY.get(territory, (country, country, ""))
        origins = sorted({origin for _, origin in features[territory]})
        properties = {
            "id": territory,
            "name": name,
            "country": territory.split("-")[0],
            "administered_by": administered_by,
            "disputed": bool(note),
            "note": note,
            "level": "coarse" if origins == ["NE"] else "fine",
            "source": "+".join(source[origin] for origin in origins),
        }
        out.append(feature(territory, properties, sorted(parts, key=lambda p: -p.area)))
    return {"type": "FeatureCollection", "features": out}


def feature(name: str, properties: dict[str, Any], parts: Iterable[Polygon]) -> dict[str, Any]:
    """Make one MultiPolygon feature."""
    coordinates = [
        [[[x, y] for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    geometry = {"type": "MultiPolygon", "coordinates": coordinates}
    return {"type": "Feature", "id": name, "properties": properties, "geometry": geometry}


def build_zones(coast: dict[str, Any]) -> dict[str, Any]:
    """Buffer islands by 12 nautical miles in a local projection. Not legal limits."""
    by_id = {f["id"]: f for f in coast["features"]}
    out = []
    for ids, name in ZONES:
        zones = []
        for part in (p for i in ids if i in by_id for p in polygons(shape(by_id[i]["geometry"]))):
            centre = part.centroid
            local = f"+proj=aeqd +lat_0={centre.y} +lon_0={centre.x} +datum=WGS84"
            there = Transformer.from_crs("EPSG:4326", local, always_xy=True).transform
            back = Transformer.from_crs(local, "EPSG:4326", always_xy=True).transform
            flat = shapely.transform(part.simplify(0.005), there, interleaved=False)
            round_it = flat.buffer(NAUTICAL_12, quad_segs=8)
            zones.append(shapely.transform(round_it, back, interleaved=False))
        if not zones:
            continue
        joined = unary_union(zones).simplify(0.006)
        note = "computed distance zone, not a legal boundary"
        properties = {"name": f"12 nm zone, {name}", "note": note}
        made = feature(ids[0] + "-12nm", properties, (orient(p, 1) for p in polygons(joined)))
        made["geometry"]["coordinates"] = [
            [[[round(x, 3), round(y, 3)] for x, y in ring] for ring in part]
            for part in made["geometry"]["coordinates"]
        ]
        out.append(made)
    return {"type": "FeatureCollection", "features": out}


def build_overview(coast: dict[str, Any], tolerance: float = 0.13) -> dict[str, Any]:
    """Simplify ``coast`` again to at most 3,000 vertices; small islands of the chain stay."""
    owners, parts = [], []
    for item in coast["features"]:
        for part in polygons(shape(item["geometry"])):
            owners.append(item["id"])
            parts.append(Polygon(part.exterior))
    areas = [area_km2(part) for part in parts]
    shown: dict[str, list[Polygon]] = {}
    fine = (*KEPT_WHOLE, "TW")
    large = [k for k, area in enumerate(areas) if area >= 1500 and owners[k] not in fine]
    merged = shapely.coverage_simplify([parts[k] for k in large], tolerance)
    simple = dict(zip(large, merged, strict=True))
    for k, (owner, part, area) in enumerate(zip(owners, parts, areas, strict=True)):
        if k not in simple and area < overview_floor(owner):
            continue
        if k in simple:
            outline, digits = simple[k], 2
        else:
            size = area**0.5 / 111  # degrees
            most = 0.02 if owner in fine else 0.06
            coarser = min(most, size / (3 if area < 30 else 6))
            outline = part.simplify(coarser, preserve_topology=True)
            digits = 3
        pieces = rounded(outline, digits) or rounded(tiny_ring(part), 3)
        shown.setdefault(owner, []).extend(pieces)
    out = []
    for item in coast["features"]:
        pieces = shown.get(item["id"], [])
        if pieces:
            ordered = sorted((orient(p, 1.0) for p in pieces), key=lambda p: -p.area)
            out.append(feature(item["id"], item["properties"], ordered))
    return {"type": "FeatureCollection", "features": out}


def overview_floor(territory: str) -> float:
    """Smallest island, in km², that the overview keeps in a territory."""
    if territory in KEPT_WHOLE or territory in ("TW-PRATAS", "SCS-SCARB", "KR-LIANCOURT"):
        return 0
    if territory.startswith(("TW-", "SCS-", "RU-")):
        return 4
    return 2 if territory == "TW" else 200


def tiny_ring(part: Polygon) -> Polygon:
    """Draw a small diamond where an island would vanish in rounding."""
    centre = part.representative_point()
    x, y, half = centre.x, centre.y, 0.004
    return Polygon([(x - half, y), (x, y - half), (x + half, y), (x, y + half)])


def vertices(layer: dict[str, Any]) -> int:
    """Count the points of every ring in a layer."""
    return sum(len(r) for f in layer["features"] for p in f["geometry"]["coordinates"] for r in p)


def to_bytes(layer: dict[str, Any], short: bool = True) -> bytes:
    """Write GeoJSON without blanks; ``short`` turns 120.0 into 120."""
    text = json.dumps(layer, ensure_ascii=False, separators=(",", ":"))
    if short:
        text = re.sub(r"(\d)\.0(?=[,\]])", r"\1", text)
    return (text + "\n").encode("utf-8")


def read_member(folder: Path, package: str, name: str) -> Any:
    """Read one JSON file of a package after checking that it is the package named above."""
    path = folder / package
    if not path.is_file():
        raise SystemExit(f"{package} is missing in {folder}. See the top of this file.")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != PACKAGES[package]:
        raise SystemExit(f"{package}: sha256 {PACKAGES[package]} expected, {found} found.")
    with tarfile.open(path) as archive:
        file = archive.extractfile(f"package/{name}")
        if file is None:
            raise SystemExit(f"{package} holds no {name}.")
        return json.load(file)


def read_packages(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read what the layers of the chain are made from."""
    return (
        read_member(folder, "world-atlas-2.0.2.tgz", "countries-10m.json"),
        read_member(folder, "geo-maps-earth-lands-100m-0.6.0.tgz", "map.geo.json"),
    )


def rebuild(atlas: dict[str, Any], lands: dict[str, Any]) -> dict[str, bytes]:
    """Build all layers from the two decoded packages: file name -> content."""
    fine = open_street_map(lands)
    coast = to_bytes(build_coast(natural_earth(atlas), fine))
    layers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "coast_overview.geojson": build_overview,
        "zones_12nm.geojson": build_zones,
    }
    made = {"coast.geojson": coast}
    for name, build in layers.items():
        made[name] = to_bytes(build(json.loads(coast)), short=name.startswith("coast"))
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", type=Path, help="folder with the two .tgz files")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "geography")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(arguments)
    different = 0
    for name, content in rebuild(*read_packages(options.packages)).items():
        path = options.out / name
        same = path.is_file() and path.read_bytes() == content
        different += not same
        print(f"{name}: {vertices(json.loads(content))} vertices, {len(content)} bytes,", end=" ")
        print("byte-identical" if same else "different")
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return int(options.check and different > 0)


if __name__ == "__main__":
    sys.exit(main())
