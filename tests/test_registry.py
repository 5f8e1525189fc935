"""The registry of data sets, and what happens when a file is not what it should be."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from lesson_utils import data
from lesson_utils.data import DataError, Registry

PACKAGE = json.loads((data.root() / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {one["name"]: one for one in PACKAGE["resources"]}
TABLES = [name for name, one in RESOURCES.items() if one["format"] == "csv"]
LAYERS = [name for name, one in RESOURCES.items() if one["format"] == "geojson"]
# Frictionless 5.21 still uses it; Python 3.15 warns.
FRICTIONLESS_ON_3_15 = pytest.mark.filterwarnings("ignore:os.path.commonprefix:DeprecationWarning")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/ that a test may spoil."""
    return Path(shutil.copytree(data.root(), tmp_path / "data"))


def spoil(folder: Path, path: str, old: bytes, new: bytes) -> None:
    content = (folder / path).read_bytes()
    assert old in content
    (folder / path).write_bytes(content.replace(old, new, 1))


@FRICTIONLESS_ON_3_15
def test_frictionless_finds_nothing_wrong() -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(data.root() / "datapackage.json"))
    wrong = [(task.name, error.message) for task in report.tasks for error in task.errors]
    assert report.valid, wrong
    assert len(report.tasks) == len(RESOURCES)


@FRICTIONLESS_ON_3_15
def test_frictionless_would_find_a_wrong_cell(folder: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    spoil(folder, "tables/ship_counts.csv", b",255,", b",many,")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_package_names_its_profile_and_release() -> None:
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert data.release() == PACKAGE["version"]


@pytest.mark.parametrize("name", RESOURCES)
def test_resource_is_fully_described(name: str) -> None:
    one = RESOURCES[name]
    assert re.fullmatch(r"[a-z0-9_]+", name)
    for key in ("path", "title", "description", "transformation"):
        assert one[key].strip(), key
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", one["hash"])
    assert one["bytes"] == (data.root() / one["path"]).stat().st_size
    assert one["traps"]
    assert all(trap.strip() for trap in one["traps"])
    for source in one["sources"]:
        for key in ("title", "publisher", "url", "edition", "accessed"):
            assert source[key].strip(), key
        assert source["url"].startswith(("https://", "http://"))
        datetime.date.fromisoformat(source["accessed"])
    for licence in one["licenses"]:
        assert licence["title"].strip()
        assert licence["path"].startswith("https://")


@pytest.mark.parametrize("name", [*TABLES, *LAYERS])
def test_every_field_says_what_it_means_and_numbers_have_units(name: str) -> None:
    one = RESOURCES[name]
    fields = one["schema"]["fields"] if "schema" in one else one["properties"]
    assert fields
    for field in fields:
        assert field["description"].strip(), field["name"]
        if field["type"] in ("number", "integer") and field["name"] != "geonames_id":
            assert field["unit"].strip(), field["name"]
    if "schema" in one:
        assert one["schema"]["missingValues"] == [""]


def test_nothing_in_data_names_a_registry_host_or_a_machine() -> None:
    host = re.compile(rb"py" + rb"pi\.org|npm" + rb"js|registry\.|deb" + rb"ian\.org|pythonhosted")
    path = re.compile(rb"(?<![\w./:-])/(?:home|root|tmp|work|usr|Users)/\w")
    for file in sorted(data.root().rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            assert not host.search(content), file.name
            assert not path.search(content), file.name


@pytest.mark.parametrize("name", RESOURCES)
def test_files_are_utf8_with_lf_and_end_in_one(name: str) -> None:
    content = (data.root() / RESOURCES[name]["path"]).read_bytes()
    content.decode("utf-8")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


def test_describe_tells_source_edition_licence_units_and_traps() -> None:
    found = data.describe("military_expenditure")
    for text in (repr(found), found._repr_html_()):
        for part in ("SIPRI", "April 2026", "2026-11-22", "non-commercial", "% of GDP", "estimate"):
            assert part in text
    assert "<a " in found._repr_html_()


def test_descriptions_are_escaped() -> None:
    found = data.Description("n", "<b>", "<i>", (), (), (("c", "<u>", "&"),), "<s>", ("<script>",))
    html = found._repr_html_()
    for text in ("<b>", "<i>", "<u>", "<s>", "<script>"):
        assert text not in html


def test_untouched_copy_is_fine(folder: Path) -> None:
    report = Registry(folder).verify()
    assert report.ok
    assert bool(report)
    assert report.checked == len(RESOURCES)
    report.raise_if_bad()


@pytest.mark.parametrize("name", ["fx_usdjpy_daily", "coast", "islands"])
def test_one_changed_byte_is_refused(folder: Path, name: str) -> None:
    path = RESOURCES[name]["path"]
    content = bytearray((folder / path).read_bytes())
    place = content.rindex(b"1")
    content[place : place + 1] = b"2"
    (folder / path).write_bytes(bytes(content))
    with pytest.raises(DataError) as caught:
        Registry(folder).load(name)
    error = caught.value
    assert error.file == path
    assert "sha256" in error.expected
    assert "sha256" in error.got
    assert "git checkout -- data" in error.remedy
    assert path in str(error)
    report = Registry(folder).verify()
    assert [one.file for one in report.problems] == [path]
    assert not report
    with pytest.raises(DataError):
        report.raise_if_bad()


def test_changed_evidence_is_refused(folder: Path) -> None:
    spoil(folder, "evidence/claims.json", b"contested", b"supported")
    with pytest.raises(DataError, match=r"evidence/claims\.json"):
        Registry(folder).read_json("evidence_claims")


def test_windows_line_ends_are_named(folder: Path) -> None:
    path = folder / "tables/capitals.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(DataError, match="Windows line ends"):
        Registry(folder).load("capitals")


def test_missing_file(folder: Path) -> None:
    (folder / "geography/chains.geojson").unlink()
    with pytest.raises(DataError, match="no such file") as caught:
        Registry(folder).load("chains")
    assert caught.value.file == "geography/chains.geojson"
    assert "install the course again" in str(caught.value)
    assert "chains" in str(Registry(folder).verify())


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "expected"),
    [
        (b"CHN,PLAN,2015,", b"CHN,PLAN,MMXV,", 2, "year", "a whole number"),
        (b"CHN,PLAN,2020,battle force ships,360", b"CHN,PLAN,2020,360", 3, None, "7 cells"),
        (b"USA,USN,2023,", b"GBR,USN,2023,", 7, "iso3", "one of CHN, USA"),
        (b",435,DoD projection", b",-435,DoD projection", 6, "value", "at least 0"),
        (b",2030,battle force ships,435", b",2031,battle force ships,435", 6, "year", "at most"),
        (b"CHN,PLAN,2030,", b"CHN,,2030,", 6, "actor", "a value"),
        (b"CHN,PLAN,2030,", b"CHN,PLAN,2025,", 6, "actor, year, measure", "each key once"),
        (b"iso3,actor", b"iso3,who", 1, None, "columns iso3, actor"),
        (b",same\nCHN,PLAN,2030", b',"same"x\nCHN,PLAN,2030', 5, None, "well-formed CSV"),
        (b"CHN,PLAN,2030,", b"CHN,PLAN\xff,2030,", 6, None, "UTF-8"),
    ],
)
def test_malformed_row_is_named_with_line_and_column(
    folder: Path, old: bytes, new: bytes, line: int, column: str | None, expected: str
) -> None:
    spoil(folder, "tables/ship_counts.csv", old, new)
    with pytest.raises(DataError) as caught:
        Registry(folder).load("ship_counts")
    error = caught.value
    assert (error.file, error.line, error.column) == ("tables/ship_counts.csv", line, column)
    assert expected in error.expected
    assert error.got
    assert f"line {line}" in str(error)
    assert [one.line for one in Registry(folder).verify().problems] == [line]


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("fx_usdjpy_daily", b"2026-01-16", b"2026-02-31", "a day like"),
        ("fx_usdjpy_daily", b"158.1045", b"nan", "a number"),
        ("fx_usdjpy_monthly", b"1971-02", b"1971-13", "a month like"),
        ("military_expenditure", b"3192.849,1", b"3192.849,yes", "true, false"),
        ("defence_milestones_japan", b"JPN,1976-11,", b"JPN,Nov 1976,", "text like"),
        ("fx_usdjpy_daily", b"1999-01-04", b"1998-12-31", "at least 1999-01-04"),
    ],
)
def test_wrong_cells_of_every_type_are_named(
    folder: Path, table: str, old: bytes, new: bytes, expected: str
) -> None:
    spoil(folder, f"tables/{table}.csv", old, new)
    with pytest.raises(DataError) as caught:
        Registry(folder).load(table)
    assert expected in caught.value.expected
    assert caught.value.line
    assert caught.value.column


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'{"type"', b'{"type'), (b'"definition"', b'"meaning"'), (b"[130.7,31.1]", b"[]")],
)
def test_malformed_geojson(folder: Path, old: bytes, new: bytes) -> None:
    spoil(folder, "geography/chains.geojson", old, new)
    with pytest.raises(DataError, match=r"chains\.geojson"):
        Registry(folder).load("chains")


def test_malformed_row_is_found_even_when_the_hash_was_refreshed(folder: Path) -> None:
    spoil(folder, "tables/ship_counts.csv", b"CHN,PLAN,2015,", b"CHN,PLAN,MMXV,")
    new = hashlib.sha256((folder / "tables/ship_counts.csv").read_bytes()).hexdigest()
    old = RESOURCES["ship_counts"]["hash"].removeprefix("sha256:")
    spoil(folder, "datapackage.json", old.encode(), new.encode())
    with pytest.raises(DataError, match="line 2, column year"):
        Registry(folder).load("ship_counts")


def test_stray_file_is_reported(folder: Path) -> None:
    (folder / "tables" / "mine.csv").write_text("a\n1\n", encoding="utf-8")
    (folder / "tables" / ".hidden").write_text("", encoding="utf-8")
    problems = Registry(folder).verify().problems
    assert [one.file for one in problems] == ["tables/mine.csv"]
    assert "resources.toml" in problems[0].remedy


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"resources": [{}]}'])
def test_broken_registry(folder: Path, content: str | None) -> None:
    path = folder / "datapackage.json"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"datapackage\.json"):
        Registry(folder)
