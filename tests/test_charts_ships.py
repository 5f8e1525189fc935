"""The chart of ships: points only, projections apart."""

from __future__ import annotations

from lesson_utils import charts


def test_ships_have_no_line_and_projections_are_apart() -> None:
    chart = charts.ships()
    assert all("lines" not in t["mode"] for t in chart.spec.data)
    shown = {t["name"]: dict(zip(t["x"], t["y"], strict=True)) for t in chart.spec.data}
    assert shown["China, count or estimate"] == {2015: 255, 2020: 360, 2024: 370}
    assert shown["China, projection"] == {2025: 395, 2030: 435}
    assert shown["United States, projection"] == {2030: 294}
    assert len(chart.table.rows) == sum(map(len, shown.values())) == 8
