"""Exercises and predictions: solutions pass, stubs fail, mistakes get a message that helps."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import lesson_utils as lu
from lesson_utils import course, data, evidence, geo
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import set_language
from lesson_utils.learn import exercise as make_exercise
from lesson_utils.learn import exercises, store
from lesson_utils.learn import predict as make_prediction
from lesson_utils.learn import predicted as look_back
from lesson_utils.learn.exercise import ExerciseView, Result
from lesson_utils.learn.store import Store


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, "off")
    monkeypatch.setattr(store, "_stores", {})


def run(code: str, result: str) -> Any:
    names: dict[str, Any] = {"lu": lu}
    exec(compile(code, "<exercise>", "exec"), names)
    return names[result]


@pytest.mark.parametrize("name", exercises.names())
def test_the_solution_passes_and_the_stub_fails(name: str) -> None:
    one = exercises.get(name)
    assert one.check(run(one.solution, one.result)).ok
    refused = one.check(run(one.stub, one.result))
    assert not refused.ok
    assert refused.message


@pytest.mark.parametrize("name", exercises.names())
def test_the_solution_is_short_and_the_task_names_the_result(name: str) -> None:
    one = exercises.get(name)
    assert one.result in one.task
    assert one.lesson == name[:2]
    assert len(one.stub.splitlines()) <= 6
    assert one.hint
    assert one.solution not in one.hint


@pytest.mark.parametrize("name", exercises.names())
@pytest.mark.parametrize("nonsense", [None, 3, "text", [], [1], {}, object(), print, lambda: 1])
def test_nonsense_gets_a_sentence(name: str, nonsense: object) -> None:
    result = make_exercise(name).check(nonsense)
    assert not result
    assert repr(result).startswith("Not yet. ")
    assert len(result.message) > 10


def yonaguni(change: Callable[[float, float], object]) -> Result:
    row = data.load("straits").one(id="yonaguni-taiwan-gap")
    km = geo.distance_km((row["lat_a"], row["lon_a"]), (row["lat_b"], row["lon_b"]))
    return make_exercise("05.1").check(change(km, km / 1.852))


def test_the_right_distance() -> None:
    result = yonaguni(lambda km, nm: (km, nm))
    assert result
    row = data.load("straits").one(id="yonaguni-taiwan-gap")
    assert abs(float(result.message.split(" km")[0]) - row["width_km_geodesic"]) < 0.2
    assert "nautical miles, from shore to shore" in repr(result)
    assert yonaguni(lambda km, nm: [round(km), round(nm)])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda km, nm: (nm, km), "kilometres come first"),
        (lambda km, nm: (km, km / 1.609344), "land miles"),
        (lambda km, nm: (km, km * 1.852), "do not multiply"),
        (lambda km, nm: (km, 0), "nautical miles are not yet"),
        (lambda km, nm: (km / 1.609344, nm), "land miles"),
        (lambda km, nm: (2 * km, nm), "latitude comes first"),
        (lambda km, nm: (111.195 * 1.0614, nm), "shorter here than at the equator"),
        (lambda km, nm: km, "pair of two numbers"),
        (lambda km, nm: (float("nan"), nm), "not the gap"),
    ],
)
def test_usual_mistakes_are_recognised(change: Callable[[float, float], object], says: str) -> None:
    result = yonaguni(change)
    assert not result
    assert says in repr(result)


def test_from_middle_to_middle_is_recognised() -> None:
    centre = geo.distance_km(
        *((place.lat, place.lon) for place in (geo.place("Yonagunijima"), geo.place("Taiwan")))
    )
    assert "middle of one island" in repr(yonaguni(lambda km, nm: (centre, nm)))


def test_gaps_compared_in_the_wrong_unit() -> None:
    wrong = [
        (lambda gaps, nm: [g.name for g in gaps if g.width_km_geodesic > nm], "convert first"),
        (lambda gaps, nm: {g.name for g in gaps}, "a list of names is wanted"),
        (lambda gaps, nm: [g.name for g in gaps], "19 gaps"),
        (
            lambda gaps, nm: [g.name for g in gaps if g.width_km_geodesic / 1.852 > nm][::-1],
            "keep the order",
        ),
        (
            lambda gaps, nm: [g.name for g in gaps if g.width_km_geodesic / 1.852 > 24],
            "For 12 nautical miles",
        ),
        (lambda gaps, nm: 1 / 0, "ZeroDivisionError"),
        (["Osumi Strait"], "A function is wanted"),
    ]
    for answer, says in wrong:
        result = make_exercise("05.2").check(answer)
        assert not result
        assert says in repr(result), says


def test_counts_that_are_off_are_named() -> None:
    counts = run(exercises.get("00.1").solution, "answer")
    check = make_exercise("00.1").check
    assert "Count again: contested" in repr(check(counts | {"contested": 1}))
    assert "No count is given for contested" in repr(
        check({k: v for k, v in counts.items() if k != "contested"})
    )
    assert "does not use the assessment true" in repr(check(counts | {"true": 1}))
    assert f"of {len(evidence.claims())} claims" in repr(check(dict(counts)))


def test_a_result_is_kept_and_escaped() -> None:
    kept = Store(None)
    view = ExerciseView(exercises.get("05.2"), kept)

    def evil(gaps: object, nm: object) -> object:
        raise ValueError("<img src=x onerror=alert(1)>")

    result = view.check(evil)
    assert "<img" not in result._repr_html_()
    assert "&lt;img" in result._repr_html_()
    assert "Not yet." in result._repr_html_()
    entry = kept.state()["answers"]["05.2"]
    assert (entry["kind"], entry["lesson"], entry["ok"]) == ("exercise", "05", False)
    assert entry["value"] == "function evil"
    view.check(run(view.exercise.solution, "wider_than"))
    assert kept.state()["answers"]["05.2"]["ok"]


def test_an_answer_without_a_repr_is_no_trouble() -> None:
    class Odd:
        def __repr__(self) -> str:
            raise RuntimeError("no")

    assert not make_exercise("05.1").check(Odd())


def test_hint_and_solution_come_on_demand() -> None:
    view = make_exercise("05.1")
    assert view.exercise.solution not in view.solution.value
    assert view.hint.text == ""
    view.hint_button.click()
    assert view.hint.text == f"Hint: {view.exercise.hint}"
    view.solution_button.click()
    assert "lu.geo.distance_km((gap.lat_a, gap.lon_a)" in view.solution.value
    assert view.solution_button.description == "Hide the solution"
    view.solution_button.click()
    assert view.solution.value == ""


def test_a_saved_exercise_shows_the_task_only() -> None:
    view = make_exercise("05.1")
    bundle = view._repr_mimebundle_()
    assert "nearest shore of Taiwan" in bundle["text/html"]
    assert "<p>" in bundle["text/html"]
    assert "&lt;p&gt;" not in bundle["text/html"]
    assert view.exercise.solution not in bundle["text/html"] + bundle["text/plain"]


def test_unknown_exercise() -> None:
    with pytest.raises(UnknownNameError, match=r"05\.1"):
        make_exercise("05.11")
    with pytest.raises(UnknownNameError):
        exercises.get("5")


def test_exercises_speak_japanese() -> None:
    set_language("ja")
    try:
        assert not exercises.get("05.1").task.isascii()
        assert not make_exercise("05.1").check((1, 2)).message.isascii()
    finally:
        set_language("en")


def test_a_prediction_is_kept_and_shown_later() -> None:
    made = make_prediction("05.chain", "Where does the chain end?", ["Taiwan", "Borneo"])
    assert repr(look_back("05.chain")) == "You have not written a prediction yet."
    made.keep_button.click()
    assert made.feedback.text == "Write or choose something first."
    made.answer.value = "Borneo"
    made.keep_button.click()
    assert made.feedback.text.startswith("Kept.")
    assert repr(look_back("05.chain")) == "You predicted: Borneo"
    again = make_prediction("05.chain", "Where does the chain end?", ["Taiwan", "Borneo"])
    assert again.answer.value == "Borneo"


def test_free_text_predictions_are_escaped_and_kept() -> None:
    made = make_prediction("05.text", "What decides?")
    made.answer.value = "<script>alert('尖閣')</script>"
    made.keep()
    html = look_back("05.text")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "尖閣" in html
    bundle = made._repr_mimebundle_()
    assert "尖閣" not in bundle["text/html"]
    assert bundle["text/plain"] == "What decides?"


def test_a_prediction_survives_a_full_disk(tmp_path: Path) -> None:
    from lesson_utils.learn.predict import Prediction

    made = Prediction("05.x", "Why?", None, Store(tmp_path / "missing" / "progress.json"))
    made.answer.value = "because"
    made.keep()
    assert "could not be saved" in made.feedback.text


@pytest.mark.parametrize(("key", "prompt", "options"), [("", "x", None), ("05.a", " ", None)])
def test_mistakes_in_a_prediction(key: str, prompt: str, options: None) -> None:
    with pytest.raises(LessonError, match="needs a key"):
        make_prediction(key, prompt, options)
    with pytest.raises(LessonError, match="at least two"):
        make_prediction("05.a", "Which?", ["same", "same"])


def test_the_lessons_offer_the_stubs_of_the_registry() -> None:
    offered = set()
    for path in sorted((course.folder() / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if "exercise" not in cell["metadata"].get("tags", []):
                continue
            source = "".join(cell["source"])
            name = source.rpartition('lu.exercise("')[2].partition('"')[0]
            assert source.startswith(exercises.get(name).stub.rstrip()), (path.name, name)
            offered.add(name)
    assert offered == set(exercises.names())


@pytest.mark.parametrize("name", exercises.names())
def test_running_the_stub_is_no_try(name: str) -> None:
    """Run All in a lesson must not count as a wrong first answer."""
    kept = Store(None)
    view = ExerciseView(exercises.get(name), kept)
    assert not view.check(run(exercises.get(name).stub, exercises.get(name).result))
    assert kept.state()["answers"] == {}
    assert not view.check("something else")
    assert kept.state()["answers"][name]["tries"] == 1
