"""Charts of lesson 08: the pledge in yen, its denominators, its steps, its split."""

from __future__ import annotations

import json

import pytest

from lesson_utils import charts, data, money
from lesson_utils.chart import Chart
from lesson_utils.charts.economy import draw_denominators, money_text, value_text
from lesson_utils.charts.pledge import STEPS, draw_split, draw_steps
from lesson_utils.charts.pledge_yen import draw_pledge_in_yen, saved
from lesson_utils.measures import denominators, pledge_against, profit_split

ALL = [
    charts.pledge_in_yen,
    charts.pledge_denominators,
    charts.pledge_steps,
    charts.profit_years,
    charts.gdp_three_ways,
]


def trace(chart: Chart, name: str) -> dict[str, object]:
    return next(t for t in chart.spec.data if t["name"] == name)


@pytest.mark.parametrize("make", ALL)
def test_plotly_accepts_it_and_a_saved_picture_is_small(make: object) -> None:
    chart = make()  # type: ignore[operator]
    assert chart.figure.data
    assert chart.alt
    assert chart.table.rows
    assert len(json.dumps(chart.twin())) < 30_000


def test_the_line_is_the_fixing_and_both_axes_say_the_same() -> None:
    chart = charts.pledge_in_yen()
    line = trace(chart, "fixings")
    assert line["y"] == [float(r) for r in money.rates("2025-07-22", "2026-01-17")]
    left, right = (chart.spec.layout[axis]["range"] for axis in ("yaxis", "yaxis2"))
    assert [v * 0.55 for v in right] == pytest.approx(left)


def test_the_days_in_the_band_are_those_of_money() -> None:
    chart = charts.pledge_in_yen()
    days = money.dates_within(550e9, 86.5e12, 87.5e12, "2025-07-22", "2026-01-17")
    assert trace(chart, "days that fit")["x"] == [day.isoformat() for day in days]
    printed = [r for r in data.load("pledge_in_yen") if r.date.isoformat() <= "2026-01-17"]
    assert trace(chart, "as printed")["y"] == [r.stated_yen_trillion for r in printed]


def test_a_long_curve_is_saved_thinly() -> None:
    day = money.rate("2026-01-17").asked
    drawing = draw_pledge_in_yen(money.rates("1999-01-04", "2026-10-30"), (86.5, 87.5), day)
    thin = saved(drawing)
    assert thin is not None
    assert len(thin.data[0]["x"]) <= 500 < len(drawing.traces[0]["x"])


def test_refused_comparisons_have_no_bar_unless_forced() -> None:
    found = [pledge_against(d.key) for d in denominators()]
    plain = draw_denominators(found, "reserves", forced=False, log=False)
    forced = draw_denominators(found, "reserves", forced=True, log=True)
    assert all(x is None for x in plain.traces[1]["x"])
    mixed = [one for one in found if not one.holds]
    assert [x for x in forced.traces[1]["x"] if x is not None] == [one.value for one in mixed]
    assert plain.traces[0]["x"] == forced.traces[0]["x"]
    assert forced.subtitle.startswith("⚠")
    assert not plain.subtitle.startswith("⚠")
    assert sum(text.startswith("⚠") for text in forced.traces[2]["text"]) == len(mixed)
    assert sum(text.startswith("refused") for text in plain.traces[2]["text"]) == len(mixed)


def test_every_bar_lies_within_a_logarithmic_axis() -> None:
    for form in ("dollars", "2025-07-22", "2026-01-16"):
        for each_year in (False, True):
            for one in (pledge_against(d.key, form, each_year=each_year) for d in denominators()):
                if one.denominator.kind != "people":
                    assert 0.01 < one.value < 100_000


def test_money_in_words() -> None:
    assert money_text(money.dollars(4.28e12)) == "$4.28 trillion"
    assert money_text(money.dollars(162.9e9)) == "$163 billion"
    assert value_text(pledge_against("residents", "2026-01-16")) == "¥705,000 for each resident"


def test_nothing_is_drawn_before_it_was_known_and_payments_never() -> None:
    for day in STEPS:
        drawing = draw_steps(day)
        shown = {t["name"] for t in drawing.traces if t.get("visible", True) and t["x"]}
        assert ("with candidates" in shown) == (day >= "2026-03-19")
        assert drawing.table.rows[-1][2] is None
        assert "paid: no figure found" in " ".join(drawing.traces[-1]["text"])
        assert not any(t["name"] == "paid" for t in drawing.traces)


def test_bars_of_the_split_are_the_cash_flow() -> None:
    flow = profit_split(12, 20, base="equity", until="principal and interest")
    drawing = draw_split(flow)
    bars = {t["name"]: t["y"] for t in drawing.traces if t["type"] == "bar"}
    assert bars["US share"] == pytest.approx(list(flow.usa), abs=0.001)
    assert bars["loans repaid to Japan"] == pytest.approx(list(flow.loans), abs=0.001)
    assert f"year {flow.switch}" in drawing.alt


def test_one_economy_in_three_units() -> None:
    japan = data.load("macroeconomy").where(ref_area="JPN")
    old, new = japan.one(year=2012), japan.one(year=2025)
    last = charts.gdp_three_ways().table.rows[-1]
    assert last[1] == pytest.approx(100 * new.ngdp_lcu_bn / old.ngdp_lcu_bn, abs=0.06)
    assert last[2] == pytest.approx(100 * new.ngdp_usd_bn / old.ngdp_usd_bn, abs=0.06)
    assert last[2] < 100 < last[1] < last[3]
