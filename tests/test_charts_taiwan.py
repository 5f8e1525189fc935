"""Charts and map of lesson 06: what is drawn agrees with data and ledger."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import charts, data, evidence, geo, maps, parts
from lesson_utils.chart import Chart
from lesson_utils.charts.activity_words import count_names, janes_name, total_name
from lesson_utils.charts.deterrence import TOP, denial_plane, line, plane_change
from lesson_utils.labelling import box, overlap
from lesson_utils.maps.crossings import CROSSINGS
from lesson_utils.measures.activity import ALL, BREAK, MEASURES, MIXED, ZONE
from lesson_utils.measures.denial import deterrence


def trace(chart: Chart, name: str) -> dict:  # type: ignore[type-arg]
    return next(t for t in chart.spec.data if t["name"] == name)


# -- because -------------------------------------------------------------------------------------


def test_the_marks_are_what_the_ledger_found() -> None:
    chart = charts.because()
    found = {e.source.id: e.finding for e in evidence.claim("C19").evidence}
    assert "no such clause" in found["NSS_EIR"]
    assert "chips, but mostly geography" in found["NSS_WXC"]
    assert "background sentence" in found["NSS_REUT"]
    assert "never renounced force" in found["ST_CN"]
    reasons = trace(chart, "given as the strategy's reason")
    assert list(zip(reasons["x"], reasons["y"], strict=True)) == [
        ("force not<br>ruled out", "The article [B]"),
        ("chips", "Strategy, copy 2 [C]"),
        ("geography", "Strategy, copy 2 [C]"),
    ]
    missing = trace(chart, "not in the passage read")["y"]
    assert missing == ["Strategy, copy 1 [C]", "Strategy, copy 2 [C]"]
    assert len(chart.table.rows) == 1 + len(found)
    for row in chart.table.rows[1:]:
        assert row[2] in found.values()


def test_grades_are_those_of_the_sources() -> None:
    names = {y for t in charts.because().spec.data for y in t["y"]}
    for short, source in [("The article", "ARTICLE"), ("News agency", "NSS_REUT")]:
        assert f"{short} [{evidence.source(source).grade}]" in names


# -- the plane -----------------------------------------------------------------------------------


@given(
    st.floats(0, 1), st.floats(10, 100), st.floats(0, 50), st.floats(0, 100), st.floats(0, 1),
    st.floats(-40, 40),
)  # fmt: skip
def test_arrows_end_on_the_line(
    success: float, prize: float, war: float, punishment: float, credibility: float, leave: float
) -> None:
    account = deterrence(success, prize, war, punishment, credibility, leave)
    made = plane_change(account)["traces"]
    low, high = line(prize, leave)["break-even line"]["y"]

    def height(x: float) -> float:
        return float(low + (high - low) * x / 100)

    across, up = made["by denial"], made["by punishment"]
    if across["x"] != [None]:
        assert height(across["x"][1]) == pytest.approx(account.cost, abs=1e-6)
    if up["x"] != [None]:
        assert height(up["x"][0]) == pytest.approx(up["y"][1], abs=1e-6)
    assert (made["your point"]["marker.symbol"] == "diamond") == (account.verdict == "pays")
    assert 0 <= account.cost <= TOP


def test_a_patch_of_the_plane_draws_what_a_new_plane_draws() -> None:
    chart = denial_plane()
    other = deterrence(0.9, 50, 30, 80, 0.7, leave=-10)
    chart.patch(**plane_change(other))
    fresh = denial_plane(other)
    assert chart.spec.data == fresh.spec.data
    assert (chart.alt, chart.table.rows) == (fresh.alt, fresh.table.rows)
    assert len(json.dumps(chart.twin())) < 30_000


# -- reported round Taiwan -----------------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("view", ["months", "years"])
@pytest.mark.parametrize("average", [0, 6])
def test_every_view_is_plotly_and_light(measure: str, view: str, average: int) -> None:
    chart = charts.pla_activity(measure, view, average)
    assert len(chart.figure.data) == len(chart.spec.data)
    assert len(json.dumps(chart.twin())) < 30_000
    assert "August 2022" in chart.alt
    shapes = chart.spec.layout["shapes"]
    assert [s["x0"] for s in shapes] == [f"{BREAK}-01", "2026-01-17"]
    values = [v for t in chart.spec.data for v in t["y"] if v is not None]
    assert max(values) <= chart.spec.layout["yaxis"]["range"][1]


def test_bars_are_the_table() -> None:
    chart = charts.pla_activity()
    rows = data.load("pla_activity_monthly")
    for kind, name in count_names().items():
        wanted = [row.aircraft_sum for row in rows if row.definition == kind]
        assert trace(chart, name)["y"] == wanted
    assert len(chart.table.rows) == len(rows)


def test_a_line_stops_at_the_break() -> None:
    chart = charts.pla_activity(average=12)
    zone, later = trace(chart, "average, in the zone"), trace(chart, "average, all detected")
    assert zone["connectgaps"] is later["connectgaps"] is False
    ends = [x for x, y in zip(zone["x"], zone["y"], strict=True) if y is not None]
    starts = [x for x, y in zip(later["x"], later["y"], strict=True) if y is not None]
    assert max(ends) < f"{BREAK}-01" < min(starts)
    assert min(starts) == "2023-08-15"


def test_gaps_stay_gaps() -> None:
    chart = charts.pla_activity("ships")
    assert set(trace(chart, count_names()[ZONE])["y"]) == {None}
    assert trace(chart, count_names()[MIXED])["y"] == [176.0]


def test_year_marks_are_the_annual_table_and_only_for_aircraft() -> None:
    chart = charts.pla_activity("aircraft", "years")
    rows = list(data.load("pla_aircraft_annual"))
    assert trace(chart, total_name())["y"] == [r.taiwan_authority_total_sorties for r in rows]
    assert trace(chart, janes_name())["y"] == [972, 1597, 1669, 3615]
    assert trace(charts.pla_activity("ships", "years"), total_name())["y"] == [None]


def test_bars_of_a_year_do_not_overlap() -> None:
    from datetime import date

    chart = charts.pla_activity("aircraft", "years")
    ends = []
    for name in count_names().values():
        bars = trace(chart, name)
        for x, width in zip(bars["x"], bars["width"], strict=True):
            middle, half = date.fromisoformat(x).toordinal(), width / 86_400_000 / 2
            ends.append((middle - half, middle + half))
    ends.sort()
    assert len(ends) == 9
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(ends))


def test_the_two_counts_look_different() -> None:
    chart = charts.pla_activity()
    zone, later = (trace(chart, count_names()[kind])["marker"] for kind in (ZONE, ALL))
    assert zone["pattern"]["shape"] != later["pattern"]["shape"]
    assert zone["color"][0] != later["color"][0]
    assert later["color"][-1] != later["color"][0]  # the incomplete month


# -- crossings -----------------------------------------------------------------------------------


def test_each_way_is_as_long_as_its_label_says() -> None:
    chart = maps.crossings()
    drawn = trace(chart, "ways across")
    legs = sum(x is None for x in drawn["x"])
    assert legs == len(CROSSINGS)
    for text, name in zip(trace(chart, "widths")["text"], CROSSINGS, strict=True):
        gap = next(g for g in geo.straits() if g.id == name)
        km = geo.distance_km(gap.shore_a, gap.shore_b)
        assert abs(km - gap.width_km) < 0.3
        assert text.endswith(f"{gap.width_km:.0f} km")
    assert [row[1] for row in chart.table.rows] == [
        next(g.width_km for g in geo.straits() if g.id == name) for name in CROSSINGS
    ]


def test_the_stored_map_is_light_and_its_labels_do_not_touch() -> None:
    chart = maps.crossings()
    twin = chart.twin()
    assert len(json.dumps(twin)) < 80_000
    (west, east), (south, north) = (chart.spec.layout[a]["range"] for a in ("xaxis", "yaxis"))
    scale = min(parts.WIDTH / (east - west), (parts.HEIGHT - parts.TITLE) / (north - south))
    rooms = []
    for t in twin["data"]:
        if "text" not in t["mode"]:
            continue
        sides = t.get("textposition", "middle center")
        for i, text in enumerate(t["text"]):
            side = sides if isinstance(sides, str) else sides[i]
            if text:
                at = t["x"][i] * scale, -t["y"][i] * scale
                rooms.append((text, box(*at, text, side, t["textfont"]["size"])))
    texts = " ".join(text for text, _room in rooms)
    assert texts.count(" km") == len(CROSSINGS)
    for (one, a), (other, b) in itertools.combinations(rooms, 2):
        assert not overlap(a, b), f"{one} lies on {other}"


def test_places_that_cannot_be_measured_say_why() -> None:
    chart = maps.crossings()
    hovers = " ".join(trace(chart, "names")["hovertext"]).replace("<br>", " ")
    assert hovers.count("too coarse") == 2
    assert "no width is given" in chart.alt
