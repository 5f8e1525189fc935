"""The lessons' charts."""

from __future__ import annotations

from lesson_utils import charts, evidence


def test_assessments_count_every_claim_once() -> None:
    chart = charts.assessments()
    assert sum(row[1] for row in chart.table.rows) == len(evidence.claims())
    assert list(chart.spec.data[0]["x"]) == [row[1] for row in chart.table.rows]
    for name, value in chart.table.rows:
        assert f"{name} {value}" in chart.alt
    assert chart.figure.data[0].type == "bar"
