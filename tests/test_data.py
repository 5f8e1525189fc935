"""The data sets: read by name, whole, and in agreement with one another."""

from __future__ import annotations

import csv
import datetime
import itertools
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

from lesson_utils import data
from lesson_utils.data import DataError, FeatureTable, Points, Registry
from lesson_utils.errors import LessonError, UnknownNameError

PACKAGE = json.loads((data.root() / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {one["name"]: one for one in PACKAGE["resources"]}
TABLES = [name for name, one in RESOURCES.items() if one["format"] == "csv"]
LAYERS = [name for name, one in RESOURCES.items() if one["format"] == "geojson"]
KEPT_WHOLE = ("JP-NANSEI", "JP-SENKAKU", "PH-NORTH")


def test_sipri_extract_stays_small() -> None:
    values = [
        row[column]
        for row in data.load("military_expenditure")
        for column in ("share_of_gdp_pct", "current_usd_m", "constant_2024_usd_m")
    ]
    assert sum(value is not None for value in values) == 1663
    assert {row.iso3 for row in data.load("military_expenditure_revisions")} == {
        "CHN",
        "JPN",
        "TWN",
        "USA",
    }
    licences = RESOURCES["military_expenditure"]["licenses"]
    assert any("non-commercial" in one["title"] for one in licences)


def test_osm_layers_are_odbl_and_credit_the_contributors() -> None:
    for name in ("coast", "coast_overview", "zones_12nm", "islands", "straits"):
        assert any(one.get("name") == "ODbL-1.0" for one in RESOURCES[name]["licenses"]), name
        assert any("OpenStreetMap" in one["publisher"] for one in RESOURCES[name]["sources"]), name


@pytest.mark.parametrize("name", TABLES)
def test_table_is_typed_as_the_schema_says(name: str) -> None:
    kinds = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": bool,
        "date": datetime.date,
        "yearmonth": str,
    }
    table = data.load(name)
    fields = RESOURCES[name]["schema"]["fields"]
    assert table.columns == tuple(field["name"] for field in fields)
    assert len(table) > 0
    for field in fields:
        values = table.column(field["name"])
        required = field.get("constraints", {}).get("required", False)
        for value in values:
            assert value is not None or not required, field["name"]
            assert value is None or type(value) is kinds[field["type"]], field["name"]
        assert any(value is not None for value in values), f"{field['name']} is empty throughout"


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_lost_on_the_way_from_the_file(name: str) -> None:
    with (data.root() / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))
    assert len(cells) - 1 == len(data.load(name))


@pytest.mark.parametrize("name", LAYERS)
def test_layer_has_nested_tuples_of_floats(name: str) -> None:
    def leaves(part: object) -> list[object]:
        if isinstance(part, tuple | Points):
            return [leaf for inner in part for leaf in leaves(inner)]
        return [part]

    layer = data.load(name)
    assert isinstance(layer, FeatureTable)
    assert layer.columns[-2:] == ("geometry_type", "coordinates")
    for row in layer:
        found = leaves(row.coordinates)
        assert found
        assert all(type(leaf) is float for leaf in found)
        assert all(-180 <= x <= 180 for x in found[::2])
        assert all(-90 <= y <= 90 for y in found[1::2])


def test_names_lists_what_load_reads_and_no_evidence() -> None:
    assert set(data.names()) == {*TABLES, *LAYERS}
    with pytest.raises(LessonError, match=r"lu\.evidence"):
        data.load("evidence_claims")


def test_a_table_is_read_once() -> None:
    assert data.load("islands") is data.load("islands")


def test_reading_the_coast_is_quick() -> None:
    def seconds() -> float:
        registry = Registry(data.root())
        start = time.process_time()
        registry.load("coast")
        return time.process_time() - start

    assert min(seconds() for _ in range(5)) < 0.06


def test_importing_stays_light() -> None:
    code = (
        "import sys; from lesson_utils import data, evidence, money; data.load('coast');"
        "heavy = {'numpy', 'pandas', 'shapely', 'pyproj', 'plotly', 'frictionless', 'ipywidgets'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_unknown_name_lists_near_matches() -> None:
    with pytest.raises(UnknownNameError, match=r"'coast'.*lu\.data\.names\(\)"):
        data.load("coasts")
    with pytest.raises(UnknownNameError, match="data set"):
        data.describe("zzz")


def test_source_line_and_licence_are_one_line_each() -> None:
    for name in data.names():
        table = data.load(name)
        for text in (table.source, table.licence, table.title):
            assert text
            assert "\n" not in text


def test_root_of_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "lesson_utils"
    inside = package / "_course" / "data"
    inside.mkdir(parents=True)
    monkeypatch.setattr(data, "__file__", str(package / "data.py"))
    with pytest.raises(DataError, match="no folder"):
        data.root()
    (inside / "datapackage.json").write_text("{}", encoding="utf-8")
    stranger = tmp_path / "data"  # somebody else's folder beside site-packages
    stranger.mkdir()
    (stranger / "datapackage.json").write_text("{}", encoding="utf-8")
    assert data.root() == inside


def test_root_of_a_clone_is_its_own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "lesson_utils"
    stale = package / "_course" / "data"
    for folder in (stale, tmp_path / "data"):
        folder.mkdir(parents=True)
        (folder / "datapackage.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(data, "__file__", str(package / "data.py"))
    assert data.root() == tmp_path / "data"


def test_daily_rate_is_the_quotient_and_runs_forward() -> None:
    table = data.load("fx_usdjpy_daily")
    days = table.column("date")
    assert list(days) == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)
    for row in table:
        assert row.jpy_per_usd == round(row.jpy_per_eur / row.usd_per_eur, 4)


def test_monthly_mean_is_the_mean_of_the_daily_rates() -> None:
    by_month: dict[str, list[float]] = {}
    for row in data.load("fx_usdjpy_daily"):
        by_month.setdefault(row.date.isoformat()[:7], []).append(row.jpy_per_usd)
    compared = 0
    for row in data.load("fx_usdjpy_monthly"):
        if row.ecb_avg is not None:
            daily = by_month[row.month]
            assert row.n_days == len(daily)
            assert row.ecb_avg == pytest.approx(sum(daily) / len(daily), abs=0.001)
            assert (row.ecb_min, row.ecb_max) == pytest.approx((min(daily), max(daily)), abs=0.001)
            compared += 1
    assert compared == len(by_month)


def test_pledge_in_yen_follows_from_the_daily_rate() -> None:
    rates = {row.date: row.jpy_per_usd for row in data.load("fx_usdjpy_daily")}
    for row in data.load("pledge_in_yen"):
        assert row.ecb_jpy_per_usd == rates[row.ecb_date]
        yen = row.usd_billion * row.ecb_jpy_per_usd / 1000
        assert row.ecb_yen_trillion == pytest.approx(yen, abs=0.005)
        implied = 1000 * row.stated_yen_trillion / row.usd_billion
        assert row.implied_jpy_per_usd == pytest.approx(implied, abs=0.005)
        assert row.rounds_to_stated == (round(yen) == row.stated_yen_trillion)


def test_world_shares_are_quotients() -> None:
    for row in data.load("military_expenditure_world_share"):
        quotient = 100 * row.milex_constant_2024_usd_bn / row.world_milex_constant_2024_usd_bn
        assert row.share_of_world_pct == pytest.approx(quotient, abs=0.006)
    assert 1991 not in data.load("military_expenditure_world_share").column("year")
    for row in data.load("gdp_world_share"):
        quotient = 100 * row.gdp_current_usd_bn / row.world_gdp_current_usd_bn
        assert row.share_current_usd_pct == pytest.approx(quotient, abs=0.001)


def test_two_sipri_tables_tell_the_same() -> None:
    states = data.load("military_expenditure")
    for row in data.load("military_expenditure_world_share"):
        constant = states.one(iso3=row.iso3, year=row.year).constant_2024_usd_m
        assert constant / 1000 == pytest.approx(row.milex_constant_2024_usd_bn, abs=0.001)
    for row in data.load("military_expenditure_revisions"):
        now = states.one(iso3=row.iso3, year=row.year).share_of_gdp_pct
        assert now == pytest.approx(row.share_of_gdp_pct_ed2026, abs=1e-4)


def test_the_revision_the_course_teaches() -> None:
    row = data.load("military_expenditure_revisions").one(iso3="JPN", year=2024)
    assert round(row.share_of_gdp_pct_ed2025, 2) == 1.37
    assert round(row.share_of_gdp_pct_ed2026, 2) == 1.29


def test_nato_at_two_per_cent_in_the_2026_edition() -> None:
    found = data.load("nato_defence_expenditure_2026").where(year=2025)
    assert len(found) == 31
    assert sum(row.core_defence_expenditure_pct_gdp >= 2 for row in found) == 28


def test_two_percent_shares_follow_from_amount_and_base() -> None:
    compared = 0
    for row in data.load("two_percent_accounting"):
        if row.amount_jpy_trn is not None and row.gdp_base_jpy_trn is not None:
            share = 100 * row.amount_jpy_trn / row.gdp_base_jpy_trn
            assert row.share_pct == pytest.approx(share, abs=0.05)
            compared += 1
    assert compared == 5


def test_electricity_adds_up() -> None:
    parts = ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind", "biofuel")
    for row in data.load("energy_japan"):
        total = sum(row[f"{part}_electricity_twh"] for part in parts)
        assert total == pytest.approx(row.electricity_generation_twh, rel=0.005)
        share = 100 * row.coal_electricity_twh / row.electricity_generation_twh
        assert row.coal_share_elec_pct == pytest.approx(share, abs=0.01)


def test_the_two_electricity_vintages_differ() -> None:
    new = data.load("energy_japan").one(year=2019).coal_electricity_twh
    old = data.load("electricity_japan_2022").one(year=2019).coal_electricity_twh
    assert (round(new, 1), round(old, 1)) == (350.8, 301.9)


def test_services_add_up_in_us_forces_from_1968() -> None:
    services = ("army", "navy", "air_force", "marine_corps")
    complete = [
        row
        for row in data.load("us_forces")
        if row.year >= 1968 and all(row[service] is not None for service in services)
    ]
    assert len(complete) > 300
    for row in complete:
        total = sum(row[service] for service in services)
        assert total == pytest.approx(row.active_duty_total, rel=0.05, abs=20)


def signed_area(ring: tuple[tuple[float, float], ...]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


@pytest.mark.parametrize("name", ["coast", "coast_overview"])
def test_land_rings_are_closed_and_wound_as_geojson_asks(name: str) -> None:
    for row in data.load(name):
        for exterior, *holes in row.coordinates:
            for ring in (exterior, *holes):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
            assert signed_area(exterior) > 0
            assert all(signed_area(hole) < 0 for hole in holes)


def test_disputed_features_say_who_claims_them() -> None:
    coast = data.load("coast")
    assert len(coast) == 33
    assert len(set(coast.column("id"))) == 33
    for row in coast:
        assert row.disputed == bool(row.note)
        if row.disputed:
            assert "claim" in row.note
    assert coast.one(id="JP-SENKAKU").name == "Senkaku Islands / Diaoyu Dao / Diaoyutai"
    taiwan = [row for row in coast if row.id.startswith("TW")]
    assert len(taiwan) == 5
    assert {row.administered_by for row in taiwan} == {"Taiwan (ROC)"}


def test_overview_is_light_and_keeps_every_island_of_the_chain() -> None:
    coast, overview = data.load("coast"), data.load("coast_overview")
    assert overview.columns == coast.columns
    count = sum(len(ring) for row in overview for part in row.coordinates for ring in part)
    assert 1500 < count <= 3000
    properties = [column for column in coast.columns if column != "coordinates"]
    for row in overview:
        whole = coast.one(id=row.id)
        assert [row[key] for key in properties] == [whole[key] for key in properties]
    for territory in KEPT_WHOLE:
        assert len(overview.one(id=territory).coordinates) == len(
            coast.one(id=territory).coordinates
        )
    missing = set(coast.column("id")) - set(overview.column("id"))
    assert not any(coast.one(id=name).disputed for name in missing - {"SCS-PARACEL"}), missing


def test_every_listed_island_has_land_drawn_for_it() -> None:
    def covers(ring: tuple[tuple[float, float], ...], lon: float, lat: float) -> bool:
        if any(abs(x - lon) + abs(y - lat) < 0.03 for x, y in ring):
            return True
        inside = False
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
        return inside

    for name in ("coast", "coast_overview"):
        rings = [part[0] for row in data.load(name) for part in row.coordinates]
        lost = {
            island.name_en
            for island in data.load("islands")
            if not any(covers(ring, island.lon, island.lat) for ring in rings)
        }
        assert lost == {"Taishojima / Chiwei Yu"}, name  # drawn as a point


def test_strait_widths_agree_with_their_shore_points() -> None:
    straits = data.load("straits")
    for row in straits:
        line = Geodesic.WGS84.Inverse(row.lat_a, row.lon_a, row.lat_b, row.lon_b)
        assert line["s12"] / 1000 == pytest.approx(row.width_km_geodesic, abs=0.2), row.name
    assert straits.one(id="miyako-strait-island-to-island").width_km_geodesic == 267.0
    assert straits.one(id="miyako-strait-miyako-kumejima").width_km_geodesic == 215.3


def test_islands_have_japanese_names_where_the_local_name_is_japanese() -> None:
    islands = data.load("islands")
    for row in islands:
        japanese = row.admin.startswith(("Kagoshima", "Okinawa"))
        assert (row.name_ja is not None) == japanese
    assert islands.one(name_en="Uotsurijima / Diaoyu Dao").name_ja == "魚釣島"
    senkaku = [row for row in islands if row.group.startswith("Senkaku")]
    assert len(senkaku) == 3
    assert all("claimed" in row.dispute for row in senkaku)


def test_sites_are_coarse_and_grouped() -> None:
    sites = data.load("sites")
    assert len(sites) == 40
    for row in sites:
        assert round(row.lat, 3) == row.lat
        if row.status == "announced":
            assert row.opened.startswith("announced")
            assert row.first_year == 2023
        if row.status == "planned":
            assert row.first_year is None
        if row.first_year:
            assert str(row.first_year) in row.opened
    assert len(sites.where(operator_group="Philippines with US access (EDCA)")) == 9
    assert sites.one(name="JGSDF Camp Yonaguni").first_year == 2016


def test_chains_are_schematic_and_article_first() -> None:
    chains = data.load("chains")
    assert chains.column("id") == ("article", "kurils_borneo", "kyushu_borneo", "second")
    assert all("schematic" in row.note for row in chains)


def test_zones_are_said_not_to_be_legal_limits() -> None:
    assert all("not a legal boundary" in row.note for row in data.load("zones_12nm"))
    assert "Not legal limits" in data.describe("zones_12nm").description


def test_capitals_the_map_can_be_seen_from() -> None:
    capitals = {row.name_en: row for row in data.load("capitals")}
    for name in ("Tokyo", "Beijing", "Taipei", "Manila", "Washington", "Naha", "Seoul"):
        assert name in capitals
    assert capitals["Naha"].name_ja == "那覇"
