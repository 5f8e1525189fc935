"""Japan's 2%: every headline figure can be chosen, the rest is refused or marked."""

from __future__ import annotations

import itertools

import pytest

from lesson_utils import measures
from lesson_utils.errors import LessonError
from lesson_utils.explore.two_per_cent import two_per_cent
from lesson_utils.measures.accounting import BASES, COUNTED


def test_the_five_headlines() -> None:
    panel = two_per_cent()
    found = {}
    for year, counted, base in itertools.product(range(2022, 2028), COUNTED, BASES):
        panel.choose(year=year, counted=counted, base=base)
        assert panel.failure is None
        if "in a headline" in panel.sentence:
            found[panel.sentence.split("in a headline ")[1].split("%")[0]] = (year, counted, base)
    assert set(found) >= {"1.3", "1.4", "1.6", "1.8", "2.0"}


def test_a_share_that_no_source_gives() -> None:
    panel = two_per_cent().choose(counted="initial")
    assert "no row of the table gives this share. Worked out here it is 1.6%" in panel.sentence
    assert panel.chart is not None
    assert panel.chart.subtitle.startswith("Hatched")
    picked = panel.chart.spec.data[1]
    at = next(i for i, x in enumerate(picked["x"]) if x is not None)
    assert picked["marker"]["pattern"]["shape"][at] == "/"
    panel.choose(counted="related")
    assert not panel.chart.subtitle.startswith("Hatched")


def test_refusals_say_what_there_is() -> None:
    panel = two_per_cent().choose(year=2024, counted="related", base="same")
    assert "no amount in yen is known" in panel.sentence
    assert "security-related spending, initial budgets / GDP FY2022" in panel.sentence
    panel.choose(counted="sipri", base="FY2022")
    assert "never by that of 2022" in panel.sentence
    panel.choose(year=2026, base="same")
    assert "ends in 2025" in panel.sentence


def test_the_chosen_bar_is_the_only_one_picked_out() -> None:
    panel = two_per_cent()
    assert panel.chart is not None
    for counted in COUNTED[1:]:
        panel.choose(counted=counted, base="same" if counted == "sipri" else "FY2022")
        values = [x for x in panel.chart.spec.data[1]["x"] if x is not None]
        assert len(values) == 1
        assert f"{values[0]:.2f}%" in panel.sentence


def test_the_years() -> None:
    panel = two_per_cent("budget")
    assert "from 134.9 billion yen to 9.04 trillion yen, 67.0 times" in panel.sentence
    panel.choose(view="ceiling", since=1996)
    assert "highest was FY1985 with 0.997%" in panel.sentence
    assert "in FY1996 the share was 0.98%" in panel.sentence
    assert panel.chart is not None
    line = next(t for t in panel.chart.spec.data if t["visible"])
    at = dict(zip(line["x"], line["y"], strict=True))
    assert at[1978] is None
    assert at[1985] == 0.997


def test_the_cost() -> None:
    panel = two_per_cent("cost")
    assert "34.59 trillion yen" in panel.sentence
    assert "3.8 times" in panel.sentence
    panel.choose(pct=2.0, gdp="FY2022", against="total")
    gdp = float(measures.japan_gdp("FY2022"))
    assert f"{0.02 * gdp / 1e12:.2f} trillion yen" in panel.sentence
    assert "1.0 times the FY2025 security-related total (11.00 trillion yen)" in panel.sentence
    assert panel.chart is not None
    core, related = panel.chart.spec.data[1]["x"], panel.chart.spec.data[2]["x"]
    assert core[3] + related[3] == pytest.approx(0.05 * gdp / 1e12)


def test_controls_follow_the_view() -> None:
    panel = two_per_cent()
    for view, key in (("count", "counted"), ("budget", "since"), ("cost", "gdp")):
        panel.choose(view=view)
        shown = {k for k, c in panel.controls.items() if c.layout.display != "none"}
        assert key in shown
        assert "view" in shown
        assert len(shown) < 6


def test_a_wrong_view() -> None:
    with pytest.raises(LessonError, match="ceiling"):
        two_per_cent("years")
