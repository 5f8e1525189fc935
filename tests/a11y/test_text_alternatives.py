"""The text alternative of every chart says what is drawn: each number in it is found again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lesson_utils.chart import Chart
from lesson_utils.chart.spec import unpack
from lesson_utils.explore.panel import Panel

from .derived import derived
from .reading import Known, printed
from .shown import LESSONS, SOURCES, charts_of, drawn_in

KIND = re.compile(
    r"^(Stacked |Horizontal |Grouped )?(Bar|Line|Point|Step|Dot)?\s?"
    r"(charts?|bars?|lines?|points?|map|timeline|matrix|grid|dates on a time axis)\b",
    re.I,
)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", SOURCES)
def test_every_number_in_words_is_drawn_or_worked_out_again(name: str) -> None:
    for label, chart in charts_of(name):
        wrong = Known(chart).unfound(chart.alt, derived(chart, name))
        assert not wrong, f"{label}\n{wrong} stand in the words only:\n{chart.alt}"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_the_same_in_every_lesson_as_it_calls_them(path: Path) -> None:
    for shown in drawn_in(path):
        chart = shown.value if isinstance(shown.value, Chart) else shown.value.chart
        if chart is None:
            continue
        name = re.findall(r"lu\.(?:charts|maps|explore)\.(\w+)", shown.source)[-1]
        wrong = Known(chart).unfound(chart.alt, derived(chart, name))
        assert not wrong, f"{path.stem} cell {shown.cell}: {wrong} stand in the words only"
        assert KIND.search(chart.alt), f"{path.stem} cell {shown.cell}: {chart.alt[:60]}"


@pytest.mark.parametrize("name", SOURCES)
def test_it_begins_with_the_kind_of_picture(name: str) -> None:
    for label, chart in charts_of(name):
        assert KIND.search(chart.alt), f"{label}: {chart.alt[:80]}"


def numeric_axes(chart: Chart) -> list[str]:
    """Give the axes with numbers on them that are not years, and that a reader sees."""
    spec = chart.spec
    seen = {}
    for trace in spec.data:
        if trace.get("visible", True) is not True or chart._kind == "map":
            continue
        for letter in "xy":
            axis = f"{letter}axis{str(trace.get(f'{letter}axis', letter))[1:]}"
            values = [v for v in unpack(trace.get(letter)) if v is not None]
            if values:
                numbers = [v for v in values if isinstance(v, int | float)]
                years = numbers and all(1900 <= v <= 2100 for v in numbers)
                seen[axis] = seen.get(axis, True) and bool(numbers) and not years
    shown = [axis for axis, is_number in seen.items() if is_number]
    hidden = {"showticklabels": False, "visible": False}
    return [
        axis for axis in shown
        if not any(spec.layout.get(axis, {}).get(k) is v for k, v in hidden.items())
        and spec.layout.get(axis, {}).get("type") not in ("date", "category")
    ]  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_title_and_axes_are_named(name: str) -> None:
    for label, chart in charts_of(name):
        assert len(chart.title.strip()) > 5, label
        for axis in numeric_axes(chart):
            title = chart.spec.layout[axis].get("title", {})
            text = title.get("text", "") if isinstance(title, dict) else title
            ticks = chart.spec.layout[axis].get("ticktext")
            assert text.strip() or ticks, f"{label}: {axis} has numbers and no name"


def test_a_wrong_number_would_be_found() -> None:
    """The yardstick: a number changed by a tenth is nearly always noticed."""
    tried = missed = 0
    for name in SOURCES:
        for _label, chart in charts_of(name):
            known = Known(chart)
            allowed = derived(chart, name)
            for number in printed(chart.alt):
                if number.value < 20 or number.text == "90":
                    continue
                other = number.value * 1.1
                said = f" {other:,.{number.digits}f} "
                tried += 1
                missed += not known.unfound(said, allowed)
    assert tried > 2_000
    assert missed < 0.2 * tried, f"{missed} of {tried} wrong numbers would pass"


def test_no_panel_without_words() -> None:
    for path in LESSONS:
        for shown in drawn_in(path):
            if isinstance(shown.value, Panel):
                assert shown.value.sentence.strip(), f"{path.stem} cell {shown.cell}"


def test_no_label_under_the_mouse_counts_in_powers_of_ten() -> None:
    """A share of 1,890% was shown, and is now spoken, as 1.89e+3%."""
    for name in SOURCES:
        for _label, chart in charts_of(name):
            for trace in chart.spec.data:
                for template in [trace.get("hovertemplate", "")]:
                    assert not re.search(r"\.\d+[eg]\}", str(template)), f"{name}: {template}"
