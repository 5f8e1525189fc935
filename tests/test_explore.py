"""What holds for every explorer: one line opens it, every option of every control answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import ipywidgets as w
import plotly.graph_objects as go
import pytest

import lesson_utils as lu
from lesson_utils import i18n
from lesson_utils.errors import LessonError
from lesson_utils.explore.panel import Panel
from tests import panels

SLIP_IN_ALT = re.compile(r"\bnan\b|(?<![.:] )\bNone\b|[{}]")
NAMES = tuple(dir(lu.explore))
# What a sentence says when a value was missing and nobody noticed.
SLIP = re.compile(r"\bnan\b|(?<![.:] )\bNone\b|\binf\b|[{}]|\bTrue\b|\bFalse\b|Traceback|\(\)|  ")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def japanese() -> Iterator[None]:
    i18n.set_language("ja")
    yield
    i18n.set_language("en")


def sound(panel: Panel, after: str) -> None:
    """Fail unless the panel answers in words and its chart describes itself."""
    assert panel.failure is None, f"after {after}: {panel.failure!r}"
    assert panel.sentence.strip(), f"after {after} nothing is said"
    own_words = "value=" in after and "braces" in after
    assert own_words or not SLIP.search(panel.sentence), f"after {after}: {panel.sentence}"
    if panel.chart is not None:
        names = [trace["name"] for trace in panel.chart.spec.data]
        assert len(set(names)) == len(names)
        assert panel.chart.alt.strip()
        assert not SLIP_IN_ALT.search(panel.chart.alt), panel.chart.alt


def test_there_are_the_explorers_of_the_course() -> None:
    assert set(NAMES) == {
        "burden", "china_spending", "claims", "dates", "denial", "denominators", "dossier",
        "energy", "exchange_rate", "headline", "island_chain", "perspectives", "pla_activity",
        "pledge", "spending", "timeline", "troops", "two_per_cent", "world_gdp", "yardsticks",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_one_line_opens_it_with_named_controls(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    panel = getattr(lu.explore, name)()
    assert isinstance(panel, Panel)
    assert panel.name
    assert panel.controls
    for key, control in panel.controls.items():
        assert control.description.strip(), f"{key} has no name"
    sound(panel, "opening")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_every_control(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    panel = getattr(lu.explore, name)()
    for step in panels.every_option(panel):
        sound(panel, step)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", NAMES)
def test_many_changes_one_after_another(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    panel = getattr(lu.explore, name)()
    for i, step in enumerate(panels.many_at_once(panel, 60)):
        sound(panel, step)
        if panel.chart is not None and i % 10 == 0:
            spec = panel.chart.spec
            go.Figure({"data": spec.data, "layout": spec.layout})  # plotly's own validation
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", NAMES)
def test_it_speaks_japanese(name: str, japanese: None) -> None:
    panel = getattr(lu.explore, name)()
    assert not panel.name.isascii()
    for control in panel.controls.values():
        assert not re.fullmatch(r"[A-Za-z ,]{4,}", control.description), control.description
    assert not panel.sentence.isascii()
    for step in panels.many_at_once(panel, 20, seed=1945):
        sound(panel, step)


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_changes_something_in_sight(name: str) -> None:
    panel = getattr(lu.explore, name)()
    for key, control in panel.controls.items():
        if isinstance(control, w.Button | w.Text | w.Textarea):
            continue
        assert any(changes(panel, key, seed) for seed in range(8)), f"{key} changes nothing"


def changes(panel: Panel, key: str, seed: int) -> bool:
    """Tell whether a control changes something in sight; some do only beside certain others."""
    if seed:
        list(panels.many_at_once(panel, 12, seed))
    control, seen = panel.controls[key], set()
    for trait, value in panels.offered(control):
        panels.do(panel, key, trait, value)
        seen.add(panels.in_sight(panel, control))
    return len(panels.offered(control)) < 2 or len(seen) > 1


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_first_value_is_named(name: str) -> None:
    with pytest.raises((LessonError, TypeError)):
        getattr(lu.explore, name)(no_such_control="x")
