"""Panel: a change becomes picture and sentence; a fault becomes a sentence, not a traceback."""

import contextlib
import io
import json
from typing import Any

import ipywidgets as w
import pytest

from lesson_utils.chart import Chart
from lesson_utils.chart.chart import PLOTLY_MIME
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.explore import control
from lesson_utils.explore.panel import Panel

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class Speeds(Panel):
    """How long 100 km take; made for these tests."""

    def __init__(self, **more: Any) -> None:
        self.updates = 0
        chart = Chart([{"name": "hours", "x": [1, 2], "y": [1, 2]}], title="Hours")
        controls = {
            "place": control.dropdown("Place", ["Naha", "Taipei"]),
            "speed": control.number("Speed, km/h", 20, 0, 40),
            "rings": control.checkbox("Rings"),
        }
        super().__init__("Travel time", controls, **{"chart": chart} | more)

    def update(self) -> None:
        self.updates += 1
        if self.value("place") == "Taipei" and self.value("rings"):
            raise LessonError("There are no rings in Taipei. Choose Naha.")
        hours = 100 / self.value("speed")
        if self.chart is not None:
            self.chart.patch({"hours": {"y": [hours, hours]}})
        self.say(f"From {self.value('place')}: {hours:g} hours.", "good")


def test_a_sentence_from_the_first_moment() -> None:
    panel = Speeds()
    assert panel.sentence == "From Naha: 5 hours."
    assert panel.updates == 1


def test_a_change_updates_once_sentence_and_chart() -> None:
    panel = Speeds()
    panel.controls["speed"].value = 10
    assert panel.updates == 2
    assert panel.sentence == "From Naha: 10 hours."
    assert panel.chart is not None
    assert panel.chart.spec.data[0]["y"] == [10, 10]


def test_choose_gives_the_panel_back() -> None:
    panel = Speeds()
    assert panel.choose(place="Taipei", speed=25) is panel
    assert panel.sentence == "From Taipei: 4 hours."


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"plase": "Naha"}, UnknownNameError, "no control 'plase'. Did you mean 'place'"),
        ({"place": "Tokyo"}, LessonError, "'place' does not offer 'Tokyo'"),
        ({"speed": "fast"}, LessonError, "'speed' does not offer 'fast'"),
        ({"speed": 1000}, LessonError, "'speed' does not offer 1000"),
    ],
)
def test_choose_says_what_it_cannot(values: dict, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        Speeds().choose(**values)


def test_value_of_an_unknown_control() -> None:
    with pytest.raises(UnknownNameError, match=r"'spede'\. Did you mean 'speed'"):
        Speeds().value("spede")


def test_a_lesson_error_becomes_the_sentence() -> None:
    panel = Speeds().choose(rings=True, place="Taipei")
    assert panel.sentence == "There are no rings in Taipei. Choose Naha."
    assert panel._words.tone == "not yet"
    assert panel.failure is None
    panel.choose(place="Naha")
    assert panel.sentence == "From Naha: 5 hours."
    assert panel._words.tone == "good"


def test_a_bug_is_kept_and_said_in_words_and_never_escapes() -> None:
    panel = Speeds()
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        panel.choose(speed=0)
    assert isinstance(panel.failure, ZeroDivisionError)
    assert "ZeroDivisionError" in panel.sentence
    assert "Choose another value" in panel.sentence
    assert (out.getvalue(), err.getvalue()) == ("", "")
    panel.choose(speed=20)
    assert panel.failure is None
    assert panel.sentence == "From Naha: 5 hours."


def test_a_bug_at_the_start_still_gives_a_panel() -> None:
    class Broken(Panel):
        def update(self) -> None:
            raise RuntimeError("boom")

    panel = Broken("Broken", {"a": control.checkbox("A")})
    assert isinstance(panel.failure, RuntimeError)
    assert "boom" not in panel.sentence, "a learner is not shown the insides"


def test_a_panel_without_update_or_chart() -> None:
    panel = Panel("Plain", {"a": control.checkbox("A")})
    assert panel.sentence == ""
    bundle = panel._repr_mimebundle_()
    assert bundle["text/plain"] == repr(panel) == "Plain"
    assert PLOTLY_MIME not in bundle


# -- layout ---------------------------------------------------------------------------------------


def keys(panel: Panel, row: w.Box) -> list[str]:
    return [k for c in row.children for k, v in panel.controls.items() if v is c]


def test_one_row_above_the_chart_and_the_sentence_last() -> None:
    panel = Speeds()
    row, chart, words = panel.children
    assert keys(panel, row) == ["place", "speed", "rings"]
    assert chart is panel.chart
    assert words is panel._words
    assert words.panel == "Travel time"
    assert "lu-panel" in panel._dom_classes


def test_rows_and_drawers() -> None:
    panel = Speeds(drawers={"More": [["rings"]]})
    assert keys(panel, panel.children[0]) == ["place", "speed"]
    assert panel.drawers.titles == ("More",)
    assert panel.drawers.selected_index is None
    assert keys(panel, panel.drawers.children[0].children[0]) == ["rings"]
    rows = Speeds(rows=[["speed"], ["place", "rings"]])
    assert [keys(rows, r) for r in rows.children[:2]] == [["speed"], ["place", "rings"]]


def test_a_body_instead_of_a_chart() -> None:
    body = w.VBox()
    panel = Panel("P", {"a": control.checkbox("A")}, body=body)
    assert body in panel.children


def test_a_row_with_an_unknown_control() -> None:
    with pytest.raises(UnknownNameError, match=r"'sped'\. Did you mean 'speed'"):
        Speeds(rows=[["sped"]])


def test_a_button_has_no_value_to_watch() -> None:
    panel = Panel("P", {"go": w.Button(description="Go")})
    assert panel.failure is None


# -- how a notebook keeps it ----------------------------------------------------------------------


def test_a_notebook_keeps_picture_and_words_and_no_state() -> None:
    panel = Speeds().choose(speed=10)
    bundle = panel._repr_mimebundle_()
    assert panel.chart is not None
    assert bundle[PLOTLY_MIME] == panel.chart.twin()
    assert bundle["text/plain"].splitlines()[:2] == ["Travel time", "From Naha: 10 hours."]
    assert panel.chart.alt in bundle["text/plain"]
    assert bundle[WIDGET_VIEW]["model_id"] == panel.model_id, "the panel's view, not the chart's"
    assert set(bundle) == {PLOTLY_MIME, "text/plain", WIDGET_VIEW}
    assert "widget-state" not in json.dumps(bundle)


def test_sentences_are_plain_text() -> None:
    panel = Speeds()
    panel.say("<b>bold</b>")
    assert panel.sentence == "<b>bold</b>"
    assert panel._words.get_state()["text"] == "<b>bold</b>"


def test_what_is_set_quietly_updates_nothing() -> None:
    panel = Speeds()
    with panel.quiet():
        panel.choose(speed=10)
        with panel.quiet():
            panel.choose(place="Taipei")
        panel.choose(speed=40)
    assert (panel.updates, panel.sentence) == (1, "From Naha: 5 hours.")
    panel.choose(rings=False, speed=25)
    assert (panel.updates, panel.sentence) == (2, "From Taipei: 4 hours.")


@pytest.mark.parametrize(("wanted", "chosen"), [("Taipei", "Taipei"), ("Naha", "Seoul")])
def test_other_values_are_offered_without_an_update(wanted: str, chosen: str) -> None:
    panel = Speeds()
    panel.offer("place", [("Seoul", "Seoul"), ("Taipei", "Taipei")], wanted)
    assert (panel.value("place"), panel.updates) == (chosen, 1)


def test_only_some_controls_are_shown() -> None:
    panel = Speeds()
    panel.show_only("place", "rings")
    assert panel.controls["speed"].layout.display == "none"
    panel.show_only(*panel.controls)
    assert {one.layout.display for one in panel.controls.values()} == {None}


def test_details_stand_below_the_sentence() -> None:
    details = w.HTML("a long table")
    panel = Speeds(details=details)
    assert panel.children[-1] is details
    assert panel.children[-3] is panel.chart


def test_the_values_of_all_controls() -> None:
    assert Speeds().values() == {"place": "Naha", "speed": 20, "rings": False}


def test_a_list_left_without_a_choice_goes_back_to_the_one_before() -> None:
    panel = Speeds()
    panel.choose(place="Taipei")
    panel.controls["place"].value = None
    assert panel.value("place") == "Taipei"
    assert panel.failure is None
