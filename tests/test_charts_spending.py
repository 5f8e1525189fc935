"""Charts of spending, burdens and budgets: drawn from the tables, told in words."""

from __future__ import annotations

import itertools

import pytest

from lesson_utils import charts, data, measures
from lesson_utils.chart import Chart
from lesson_utils.charts.burden import draw_burden, in_unit, unit_scale
from lesson_utils.errors import LessonError


@pytest.mark.parametrize(
    "chart",
    [
        charts.spending_editions("USA"),
        charts.spending_standing(2014, 5.0),
        charts.spending_burden("TUR", 2.1, "usd"),
        charts.two_percent(),
        charts.japan_budget_years(),
        charts.japan_budget_years("share"),
        charts.japan_cost("FY2022", "total"),
    ],
    ids=lambda chart: chart.title,
)
def test_axes_units_words_and_numbers(chart: Chart) -> None:
    spec = chart.spec
    flat = any(t.get("orientation") == "h" for t in spec.data)
    assert spec.layout["xaxis" if flat else "yaxis"]["title"]["text"].strip()
    assert chart.alt.strip()
    assert chart.table.rows
    assert chart._board["words"]["source"]
    assert 240 <= chart._board["height"] <= 460


def test_estimates_are_hollow() -> None:
    chart = charts.spending_editions("DEU")
    line = next(t for t in chart.spec.data if t["name"] == "NATO 2026")
    colours = dict(zip(line["x"], line["marker"]["color"], strict=True))
    assert colours[2025] == colours[2026] == "#ffffff"
    assert colours[2024] != "#ffffff"


def test_labels_at_the_line_ends_keep_apart() -> None:
    chart = charts.spending_editions("USA")
    low, high = chart.spec.layout["yaxis"]["range"]
    ys = sorted(a["y"] for a in chart.spec.layout["annotations"] if a["x"] == 1)
    assert len(ys) == 4
    assert all(b - a >= 0.06 * (high - low) for a, b in itertools.pairwise(ys))


def test_the_axis_of_the_standing_holds_every_bar() -> None:
    for year in (2014, 2026):
        chart = charts.spending_standing(year)
        top = chart.spec.layout["yaxis"]["range"][1]
        assert top > max(c.share_pct for c in measures.standing(year))


def test_units_of_a_burden() -> None:
    b = measures.burden("AUS", 5, 2025)
    row = data.load("macroeconomy").one(ref_area="AUS", year=2025)
    assert in_unit(b, 5, "own") == pytest.approx(float(b.money))
    assert in_unit(b, 5, "usd") == pytest.approx(float(b.dollars))
    assert in_unit(b, 5, "ppp") == pytest.approx(row.gdp_ppp_intl_bn * 5e7, rel=2e-3)
    assert in_unit(b, 5, "head") == pytest.approx(float(b.dollars) / row.population_m / 1e6)
    assert in_unit(b, 5, "pct") == 5
    assert unit_scale(3e9, "own", "EUR") == (1e9, "billion euros")


def test_a_warning_stands_first() -> None:
    pair = [(measures.burden("JPN", 5), measures.spending_count("JPN", "SIPRI"))]
    assert draw_burden(pair, "pct", "Careful").subtitle.startswith("Careful · ")


def test_a_state_nobody_counts() -> None:
    with pytest.raises(LessonError):
        charts.spending_editions("ISL")
    with pytest.raises(LessonError):
        charts.spending_burden("SWE")
