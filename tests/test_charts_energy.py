"""Charts of energy and of world GDP: numbers as in the tables, plotly's own validation."""

from __future__ import annotations

import json

import pytest

from lesson_utils import charts, data
from lesson_utils.charts.energy import COLOUR, draw_mix, draw_stocks, mix_years
from lesson_utils.charts.world_gdp import SEGMENTS, draw_region
from lesson_utils.measures.energy import energy_mix, stocks_if_closed
from lesson_utils.measures.indo_pacific import AREAS, PRESETS, YEARS, region_share


@pytest.mark.parametrize(
    "name", ["crude_origin", "energy_imports", "energy_mix_years", "oil_stocks", "region_gdp"]
)
def test_specs_are_plotly_light_and_sourced(name: str) -> None:
    chart = getattr(charts, name)()
    assert len(chart.figure.data) == len(chart.spec.data)
    assert len(json.dumps(chart.twin())) < 30_000
    assert chart._board["words"]["source"]
    titled = [chart.spec.layout[a].get("title", {}).get("text", "") for a in ("xaxis", "yaxis")]
    assert any("%" in text or "days" in text for text in titled)


@pytest.mark.parametrize("kind", ["primary", "electricity"])
def test_bars_are_the_mix_and_reach_100(kind: str) -> None:
    drawing = draw_mix(kind, 2015)
    bars = [trace for trace in drawing.traces if trace.get("type") == "bar"]
    for i, year in enumerate(mix_years(kind)):
        assert sum(trace["y"][i] for trace in bars) == pytest.approx(100, abs=0.15)
        shares = energy_mix(kind, year).shares_pct
        for trace, share in zip(bars, shares.values(), strict=True):
            assert trace["y"][i] == pytest.approx(share, abs=0.006)
    for trace in bars:
        bold = [x for x, o in zip(trace["x"], trace["marker"]["opacity"], strict=True) if o == 1]
        assert bold == [2015]


def test_neighbours_in_a_bar_differ_in_colour() -> None:
    for kind in ("primary", "electricity"):
        names = list(energy_mix(kind, 2010).shares_pct)
        assert len({COLOUR[name] for name in names}) == len(names)
    assert len({colour for _key, _codes, colour, _shape in SEGMENTS}) == len(SEGMENTS)


def test_imports_chart_does_not_join_the_two_counts() -> None:
    chart = charts.energy_imports()
    hollow = next(t for t in chart.spec.data if t["name"].startswith("Japan, 100"))
    assert hollow["mode"] == "markers"
    assert hollow["marker"]["symbol"] == "circle-open"
    line = next(t for t in chart.spec.data if t["name"] == "Japan")
    assert max(line["x"]) == 2014
    assert "it ends there" in chart.subtitle


def test_origin_has_one_bar_for_each_published_point() -> None:
    rows = [
        r
        for r in data.load("fuel_imports_japan").where(fuel_or_measure="crude")
        if r["item"] in ("Middle East share", "Arab share", "Gulf states share")
    ]
    chart = charts.crude_origin()
    places = [y for trace in chart.spec.data for y in trace["y"]]
    assert sorted(places) == list(range(len(rows)))
    values = sorted(x for trace in chart.spec.data for x in trace["x"])
    assert values == sorted(r.value for r in rows)


def test_stock_curve_ends_where_the_model_says() -> None:
    model = stocks_if_closed(50, 254, days_at_sea=25)
    drawing = draw_stocks(model, 254)
    own = next(t for t in drawing.traces if t["name"] == "your assumptions")
    assert (own["x"][-1], own["y"][-1]) == (pytest.approx(25 + 508), 0)
    assert drawing.layout["xaxis.range"][1] > 533
    untouched = draw_stocks(stocks_if_closed(0, 254), 254)
    assert "never touched" in untouched.alt
    assert not next(t for t in untouched.traces if t["name"] == "end")["x"]


def test_region_bars_cover_every_economy_once() -> None:
    codes = [code for _key, members, _colour, _shape in SEGMENTS for code in members]
    assert sorted(codes) == sorted(code for group in AREAS.values() for code in group)


@pytest.mark.parametrize("measure", ["ppp", "nominal"])
def test_region_bars_add_up_to_the_share(measure: str) -> None:
    members = PRESETS["all_shores"]
    drawing = draw_region(members, 2010, measure)
    bars = [trace for trace in drawing.traces if trace.get("type") == "bar"]
    for i, year in enumerate(YEARS):
        total = region_share(members, year, measure).total_pct
        assert sum(trace["y"][i] for trace in bars) == pytest.approx(total, abs=0.01)
    pale = {o for x, o in zip(bars[0]["x"], bars[0]["marker"]["opacity"], strict=True) if x >= 2025}
    solid = {o for x, o in zip(bars[0]["x"], bars[0]["marker"]["opacity"], strict=True) if x < 2025}
    assert max(pale) < min(solid)


def test_claim_line_stands_at_the_claim() -> None:
    drawing = draw_region(["JPN"], 2020, "ppp", 35.86)
    line = next(t for t in drawing.traces if t["name"] == "claim")
    assert line["y"] == [35.86, 35.86]
    assert drawing.layout["yaxis.range"][1] > 35.86
    assert "never reach" in drawing.alt
    assert "in every year" in draw_region(PRESETS["all_shores"], 2020, "ppp", 33.3).alt
