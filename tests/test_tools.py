"""The maintainers' scripts that make data/, on small made-up inputs; nothing is downloaded."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import itertools
import json
import shutil
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from geographiclib.geodesic import Geodesic

from lesson_utils import data

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "tools"
pytestmark = pytest.mark.skipif(not TOOLS.is_dir(), reason="tools/ is in a clone only")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tool_{name}", TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return tool("build_data")


@pytest.fixture(scope="module")
def geography() -> ModuleType:
    pytest.importorskip("shapely", reason="shapely is a maintainers' package")
    return tool("rebuild_geography")


@pytest.fixture(scope="module")
def exchange() -> ModuleType:
    return tool("rebuild_exchange_rate")


# ---------------------------------------------------------------- build_data


def test_registry_is_what_the_tool_writes(build: ModuleType, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(data.root(), tmp_path / "data"))
    (copy / "datapackage.json").unlink()
    assert build.main(["--data", str(copy)]) == 0
    written = (copy / "datapackage.json").read_bytes()
    assert written == (data.root() / "datapackage.json").read_bytes()


def test_specification_has_no_leftovers(build: ModuleType) -> None:
    spec = tomllib.loads(build.SPEC.read_text(encoding="utf-8"))
    names = [one["name"] for one in spec["resource"]]
    assert len(names) == len(set(names))
    assert {licence for one in spec["resource"] for licence in one["licence"]} == set(
        spec["licences"]
    )
    assert set(build.CHANGES) | set(build.RENAMED) <= set(names)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (
            "a:string | - | A",
            {"name": "a", "type": "string", "description": "A"},
        ),
        (
            "b:number! | km | B | ..5",
            {
                "name": "b",
                "type": "number",
                "description": "B",
                "unit": "km",
                "constraints": {"required": True, "maximum": 5.0},
            },
        ),
        (
            "c:string!* | - | C | {x;y z}",
            {
                "name": "c",
                "type": "string",
                "description": "C",
                "constraints": {"required": True, "enum": ["x", "y z"]},
            },
        ),
        (
            r"d:date | - | D | 1999-01-04..",
            {
                "name": "d",
                "type": "date",
                "description": "D",
                "constraints": {"minimum": "1999-01-04"},
            },
        ),
    ],
)
def test_fields_are_read(build: ModuleType, text: str, field: dict[str, Any]) -> None:
    assert build.parse_field(text) == field


def test_carrying_is_deterministic_and_tidy(build: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_bytes(b'name,yes,note\r\n"A, B",True,page not in the corpus\r\nC,False,\r\n')
    carried = build.carry_table(source, "anything", ["name", "yes", "note"])
    assert carried == b'name,yes,note\n"A, B",true,page not found\nC,false,\n'
    assert carried == build.carry_table(source, "anything", ["name", "yes", "note"])


def test_carrying_refuses_a_row_of_another_length(build: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_bytes(b"name,note\nA,one, two\n")
    with pytest.raises(SystemExit, match=r"t\.csv, line 2: 2 cells expected, 3 found.*Quote"):
        build.carry_table(source, "anything", ["name", "note"])


def test_carrying_needs_its_files(build: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="none of the folders"):
        build.main(["--carry", str(tmp_path), "--data", str(tmp_path / "out")])


def test_evidence_keeps_ids_and_findings(build: ModuleType, tmp_path: Path) -> None:
    one = {"source_id": "A1", "url": "https://example.org", "grade": "A"}
    content = {
        "meta": {"article": one},
        "claims": [{"id": "C", "evidence": [one | {"finding": "f"}], "sources": [one]}],
    }
    source = tmp_path / "claims.json"
    source.write_text(json.dumps(content), encoding="utf-8")
    assert json.loads(build.carry_evidence(source)) == {
        "meta": {"article": "A1"},
        "claims": [
            {"id": "C", "evidence": [{"source_id": "A1", "finding": "f"}], "sources": ["A1"]}
        ],
    }


@pytest.mark.parametrize(
    ("operator", "opened", "group", "year", "status"),
    [
        ("JGSDF", "2016-03-28", "Japan SDF", "2016", "open"),
        ("JASDF", "planned", "Japan SDF", "", "planned"),
        ("USMC (with JMSDF)", "", "United States", "", "open"),
        ("USAF / JASDF", "1946-06", "United States", "1946", "open"),
        (
            "AFP; US access under EDCA",
            "announced 2023-04-03",
            "Philippines with US access (EDCA)",
            "2023",
            "announced",
        ),
        ("ROC Navy", "", "Taiwan (ROC)", "", "open"),
    ],
)
def test_site_facts(
    build: ModuleType, operator: str, opened: str, group: str, year: str, status: str
) -> None:
    (row,) = build.site_facts([{"operator": operator, "opened": opened}])
    assert (row["operator_group"], row["first_year"], row["status"]) == (group, year, status)


def test_capitals_come_from_the_package_named(build: ModuleType) -> None:
    made = build.csv_bytes(list(data.load("capitals").columns), build.capitals())
    assert made == (data.root() / "tables" / "capitals.csv").read_bytes()


# ---------------------------------------------------------------- rebuild_exchange_rate

HISTORY = (
    "Date,USD,JPY,GBP,\n"
    "2026-01-16,1.1617,183.67,0.8,\n"
    "2026-01-15,1.16,N/A,0.8,\n"
    "2026-01-14,1.2,180,0.8,\n"
)


def test_crosses_are_sorted_quotients(exchange: ModuleType) -> None:
    assert exchange.crosses(HISTORY).decode().splitlines() == [
        "date,usd_per_eur,jpy_per_eur,jpy_per_usd",
        "2026-01-14,1.2,180.0,150.0",
        "2026-01-16,1.1617,183.67,158.1045",
    ]


def test_exchange_rate_tool_writes_and_checks(
    exchange: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, out = tmp_path / "eurofxref-hist.zip", tmp_path / "fx.csv"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("eurofxref-hist.csv", HISTORY)
    ask = ["--archive", str(archive), "--out", str(out)]
    assert exchange.main([*ask, "--check"]) == 1
    assert exchange.main(ask) == 0
    assert exchange.main([*ask, "--check"]) == 0
    assert "2 fixings to 2026-01-16: byte-identical" in capsys.readouterr().out


def test_the_whole_table_comes_from_the_package_named(exchange: ModuleType) -> None:
    assert exchange.main(["--check"]) == 0


# ---------------------------------------------------------------- rebuild_geography


def square(lon: float, lat: float, half: float) -> list[list[float]]:
    """A clockwise ring, so that the tool has to turn it."""
    west, east, south, north = lon - half, lon + half, lat - half, lat + half
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two made-up npm packages: two neighbours, and islands in five places."""
    folder = tmp_path_factory.mktemp("npm")
    # delta-coded arcs: a shared border at 110 E between two squares, 106-110 and 110-114
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [106, 30]},
        "arcs": [
            [[8, 0], [0, 8]],  # the border, northward
            [[8, 8], [-8, 0], [0, -8], [8, 0]],  # round the western square
            [[8, 0], [8, 0], [0, 8], [-8, 0]],  # round the eastern square
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "China"}},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "Laos"}},
                    {"type": None, "properties": {"name": "nowhere"}},
                ]
            }
        },
    }
    islands = [
        square(121, 23.7, 0.4),  # Taiwan
        square(123.475, 25.744, 0.008),  # Senkaku
        square(123.0, 24.455, 0.04),  # Yonaguni
        square(121.95, 21.11, 0.006),  # Batanes
        square(121.0, 15.0, 0.5),  # Luzon
        square(122.99, 24.5, 0.0005),  # an islet too small for the fine level
        square(140.0, 24.0, 0.1),  # outside the fine window
    ]
    lands = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "MultiPolygon", "coordinates": [[ring] for ring in islands[:4]]},
            *({"type": "Polygon", "coordinates": [ring]} for ring in islands[4:]),
        ],
    }
    for package, name, content in (
        ("world-atlas-2.0.2.tgz", "countries-10m.json", topology),
        ("geo-maps-earth-lands-100m-0.6.0.tgz", "map.geo.json", lands),
    ):
        with tarfile.open(folder / package, "w:gz") as archive:
            raw = json.dumps(content).encode()
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    return folder


@pytest.fixture
def accepted(geography: ModuleType, packages: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, told to accept the made-up packages."""
    for package in list(geography.PACKAGES):
        found = hashlib.sha256((packages / package).read_bytes()).hexdigest()
        monkeypatch.setitem(geography.PACKAGES, package, found)
    return geography


def layers(geography: ModuleType, packages: Path) -> dict[str, dict[str, Any]]:
    made = geography.rebuild(*geography.read_packages(packages))
    return {name: {f["id"]: f for f in json.loads(raw)["features"]} for name, raw in made.items()}


def test_geography_refuses_other_packages(geography: ModuleType, packages: Path) -> None:
    with pytest.raises(SystemExit, match=r"sha256 .* expected"):
        geography.read_packages(packages)


def test_geography_says_what_is_missing(geography: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"world-atlas-2\.0\.2\.tgz is missing"):
        geography.read_packages(tmp_path)


def test_coast_is_classified_by_place(accepted: ModuleType, packages: Path) -> None:
    coast = layers(accepted, packages)["coast.geojson"]
    # the made-up Luzon has no coarse neighbour called Philippines: its nearest is China
    assert set(coast) == {"CN", "LA", "TW", "JP-SENKAKU", "JP-NANSEI", "PH-NORTH"}
    senkaku = coast["JP-SENKAKU"]["properties"]
    assert senkaku["disputed"]
    assert "also claimed by the PRC and by Taiwan (ROC)" in senkaku["note"]
    assert coast["TW"]["properties"]["administered_by"] == "Taiwan (ROC)"
    assert coast["JP-NANSEI"]["properties"]["level"] == "fine"
    assert coast["CN"]["properties"]["level"] == "coarse"
    assert len(coast["JP-NANSEI"]["geometry"]["coordinates"]) == 1  # the islet is left out


def test_coast_rings_turn_counter_clockwise(accepted: ModuleType, packages: Path) -> None:
    for feature in layers(accepted, packages)["coast.geojson"].values():
        for exterior, *_ in feature["geometry"]["coordinates"]:
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(exterior))
            assert area > 0
            assert exterior[0] == exterior[-1]


def test_zones_lie_twelve_miles_off(accepted: ModuleType, packages: Path) -> None:
    zones = layers(accepted, packages)["zones_12nm.geojson"]
    ((exterior, *_),) = zones["JP-NANSEI-12nm"]["geometry"]["coordinates"]
    ring = square(123.0, 24.455, 0.04)
    for lon, lat in exterior:
        near_lon = min(max(lon, ring[0][0]), ring[2][0])
        near_lat = min(max(lat, ring[0][1]), ring[2][1])
        metres = Geodesic.WGS84.Inverse(lat, lon, near_lat, near_lon)["s12"]
        assert metres == pytest.approx(22_224, abs=800)
    assert all("not a legal boundary" in f["properties"]["note"] for f in zones.values())


def test_overview_keeps_every_small_island_of_the_chain(
    accepted: ModuleType, packages: Path
) -> None:
    made = layers(accepted, packages)
    coast, overview = made["coast.geojson"], made["coast_overview.geojson"]
    for name in ("JP-SENKAKU", "JP-NANSEI", "PH-NORTH"):
        (exterior, *_), *_ = overview[name]["geometry"]["coordinates"]
        assert len(exterior) >= 4
        assert overview[name]["properties"] == coast[name]["properties"]


def test_tiny_ring_surrounds_the_island(geography: ModuleType) -> None:
    from shapely.geometry import Polygon

    islet = Polygon(square(123.0, 25.0, 0.0001))
    assert geography.tiny_ring(islet).contains(islet)
    assert geography.rounded(islet, 2) == []


def test_rebuilding_twice_gives_the_same_bytes(accepted: ModuleType, packages: Path) -> None:
    first = accepted.rebuild(*accepted.read_packages(packages))
    assert first == accepted.rebuild(*accepted.read_packages(packages))
    assert all(content.endswith(b"}\n") for content in first.values())


def test_geography_tool_writes_and_checks(
    accepted: ModuleType, packages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = [str(packages), "--out", str(tmp_path / "out")]
    assert accepted.main([*ask, "--check"]) == 1
    assert not (tmp_path / "out").exists()
    assert accepted.main(ask) == 0
    assert accepted.main([*ask, "--check"]) == 0
    assert capsys.readouterr().out.count("byte-identical") == 3


def test_the_overview_in_data_follows_from_the_coast_in_data(geography: ModuleType) -> None:
    """With another GEOS the bytes may differ; the extent and the parts may not."""
    folder = data.root() / "geography"
    coast = json.loads((folder / "coast.geojson").read_bytes())
    made = geography.build_overview(coast)
    held = json.loads((folder / "coast_overview.geojson").read_bytes())
    assert [f["id"] for f in made["features"]] == [f["id"] for f in held["features"]]
    assert geography.vertices(made) == pytest.approx(geography.vertices(held), rel=0.02)


def test_the_browser_edition_replaces_nothing_but_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong folder is told before anything is fetched or built."""
    lite = tool("lite")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "essay.txt").write_text("mine")
    for place in (tmp_path / "mine", tmp_path / "mine" / "essay.txt"):
        assert lite.main([str(place)]) == 1
        told = capsys.readouterr().err
        assert told.startswith("lite: ")
        assert "holds something else" in told
    assert (tmp_path / "mine" / "essay.txt").read_text() == "mine"
