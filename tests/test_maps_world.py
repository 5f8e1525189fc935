"""The burden map and the map of the way from the Gulf: two counts apart, figures as in the tables."""  # noqa: E501

from __future__ import annotations

import itertools
import json
import math
import re

import pytest

from lesson_utils import data, geo, maps
from lesson_utils.chart import Chart
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.labelling import box, overlap
from lesson_utils.maps.bare_land import Flat
from lesson_utils.maps.world import BURDEN_VIEWS
from lesson_utils.measures.energy import lanes, passages

NATO = "nato_defence_expenditure_2026"


def marks(chart: Chart) -> dict[str, dict[str, tuple[str, float]]]:
    """For each count: state → symbol and size."""
    found: dict[str, dict[str, tuple[str, float]]] = {"nato": {}, "sipri": {}}
    for trace in chart.spec.data:
        body = trace["name"].split()[0]
        if body in found:
            for state, size in zip(trace["customdata"], trace["marker"]["size"], strict=True):
                found[body][state] = (trace["marker"]["symbol"], size)
    return found


@pytest.mark.parametrize("view", BURDEN_VIEWS)
@pytest.mark.parametrize("source", ["both", "nato", "sipri"])
def test_specs_are_plotly_and_stored_pictures_light(source: str, view: str) -> None:
    chart = maps.burdens(source, 2025, view)
    assert len(chart.figure.data) == len(chart.spec.data)
    assert len(json.dumps(chart.twin())) < 120_000


def test_the_two_counts_have_different_shapes_and_no_common_scale() -> None:
    chart = maps.burdens("both", 2025, "world")
    found = marks(chart)
    assert {symbol.split("-")[0] for symbol, _size in found["nato"].values()} == {"circle"}
    assert {symbol.split("-")[0] for symbol, _size in found["sipri"].values()} == {"square"}
    assert "circles: NATO's count" in chart.subtitle
    assert "squares: SIPRI's count" in chart.subtitle
    assert "count different things" in chart.alt
    assert {row[2] for row in chart.table.rows} == {"NATO", "SIPRI"}
    only = maps.burdens("nato", 2025, "europe")
    assert "SIPRI" not in only.subtitle
    assert "SIPRI" not in only.alt


@pytest.mark.parametrize("year", [2014, 2020, 2024, 2026])
def test_classes_and_counts_are_those_of_the_table(year: int) -> None:
    rows = data.load(NATO).where(year=year)
    share = {r.iso3: r.core_defence_expenditure_pct_gdp for r in rows}
    members = {r.iso3 for r in rows if r.member_that_year}
    chart = maps.burdens("nato", year, "world")
    signs = {"circle-open": (0, 2), "circle": (2, 3.5), "circle-cross": (3.5, 99)}
    found = marks(chart)["nato"]
    assert set(found) == set(share)
    for state, (symbol, _size) in found.items():
        low, high = signs[symbol]
        assert low <= share[state] < high, state
    said = re.search(r"count, (\d+) states: (\d+) below 2%, (\d+) from .*?, (\d+) at", chart.alt)
    assert said is not None
    counted = [share[state] for state in members]
    assert [int(n) for n in said.groups()] == [
        len(members),
        sum(s < 2 for s in counted),
        sum(2 <= s < 3.5 for s in counted),
        sum(s >= 3.5 for s in counted),
    ]


def test_area_grows_with_the_share() -> None:
    found = marks(maps.burdens("nato", 2025, "europe"))["nato"]
    share = {r.iso3: r.core_defence_expenditure_pct_gdp for r in data.load(NATO).where(year=2025)}
    per_share = [size**2 / share[state] for state, (_symbol, size) in found.items()]
    assert max(per_share) == pytest.approx(min(per_share), rel=0.03)


def test_money_is_sipri_s_alone_and_its_area_is_money() -> None:
    chart = maps.burdens("sipri", 2024, "world", "money")
    found = marks(chart)["sipri"]
    money = {r.iso3: r.current_usd_m for r in data.load("military_expenditure").where(year=2024)}
    usa, china = found["USA"][1], found["CHN"][1]
    assert (china / usa) ** 2 == pytest.approx(money["CHN"] / money["USA"], rel=0.03)
    assert "money" in chart.subtitle
    for source in ("nato", "both"):
        with pytest.raises(LessonError, match="source='sipri'"):
            maps.burdens(source, 2024, "world", "money")


def test_a_state_that_is_not_yet_a_member_is_pale_and_not_counted() -> None:
    chart = maps.burdens("nato", 2020, "europe")
    for trace in chart.spec.data:
        if trace["name"].startswith("nato"):
            for state, opacity in zip(trace["customdata"], trace["marker"]["opacity"], strict=True):
                assert (opacity < 0.5) == (state in ("FIN", "SWE")), state


def test_what_lies_outside_is_named_not_lost() -> None:
    chart = maps.burdens("nato", 2025, "europe")
    text = chart.spec.layout["annotations"][0]["text"]
    assert "United States 3." in text
    assert "Canada 2." in text
    assert "Outside this part: United States, Canada." in chart.alt


def test_names_in_europe_do_not_lie_on_one_another() -> None:
    twin = maps.burdens("nato", 2025, "europe").twin()
    names = next(trace for trace in twin["data"] if trace["name"] == "names")
    (west, east), (south, north) = BURDEN_VIEWS["europe"][1::2], BURDEN_VIEWS["europe"][::2]
    (x0, x1), (y0, y1) = Flat().box(south, west, north, east)
    scale = min(760 / (x1 - x0), 490 / (y1 - y0))
    rooms = [
        (text, box(x * scale, -y * scale, text, side, 11))
        for x, y, text, side in zip(
            names["x"], names["y"], names["text"], names["textposition"], strict=True
        )
        if text
    ]
    assert len(rooms) >= 22
    for (one, a), (other, b) in itertools.combinations(rooms, 2):
        assert not overlap(a, b), f"{one} lies on {other}"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("otan",), "nato"),
        (("nato", 2025, "asia"), "indo_pacific"),
        (("nato", 2013), "2014 to 2026"),
        (("sipri", 2026), "1949 to 2025"),
        (("both", 2026), "SIPRI's table has"),
        (("nato", True), "2014"),
        (("sipri", 2024, "world", "yen"), "money"),
    ],
)
def test_wrong_words_are_answered_with_right_ones(arguments: tuple[object, ...], says: str) -> None:
    with pytest.raises((UnknownNameError, LessonError), match=says):
        maps.burdens(*arguments)  # type: ignore[arg-type]


def test_the_plane_is_mercator_and_cut_at_180() -> None:
    x, y = Flat().xy(60, -179)
    assert x == -179
    assert y == pytest.approx(math.degrees(math.log(math.tan(math.radians(75)))))


# ------------------------------------------------------------------ the way of the oil


def test_lanes_map_names_every_passage_with_its_measured_width() -> None:
    chart = maps.sea_lanes()
    assert len(chart.figure.data) == len(chart.spec.data)
    assert len(json.dumps(chart.twin())) < 120_000
    for passage in passages():
        width = geo.distance_km(passage.shore_a, passage.shore_b)
        assert passage.width_km == pytest.approx(width, abs=0.25)
        assert f"{passage.width_km:.0f} km" in chart.alt
    assert "schematic" in json.dumps(chart.spec.data)
    assert "no ships' tracks" in chart.subtitle


def test_shares_on_the_map_are_cited_with_their_definitions() -> None:
    chart = maps.sea_lanes()
    rows = {row[0]: row[1:] for row in chart.table.rows}
    for row in data.load("supply_chains").where(theme="straits"):
        assert rows[row["item"]] == [f"{row.value:g} {row.unit}", row.publisher]
    drawn = " ".join(text for t in chart.spec.data for text in t.get("text", ()))
    assert "32% of Japan's imports (2022)" in drawn
    assert "about 90% of Japan's crude imports (2025)" in drawn
    assert "42%" in drawn


def test_lanes_end_at_the_same_places_and_malacca_is_shorter() -> None:
    one, other = lanes()
    assert one.line[0] == other.line[0]
    assert one.line[-1] == other.line[-1]
    direct = geo.distance_km(one.line[0], one.line[-1])
    assert direct < one.length_km < other.length_km


@pytest.mark.parametrize("view", ["world", "indo_pacific"])
def test_japan_is_named_wherever_it_is_drawn(view: str) -> None:
    for chart in (maps.burdens("both", 2025, view), maps.burdens("sipri", 2024, view, "money")):
        names = next(trace for trace in chart.twin()["data"] if trace["name"] == "names")
        assert any(text.startswith("Japan ") for text in names["text"])
