"""Questions: read, judged, explained, kept; the answer stays in the kernel until it is found."""

import json
from pathlib import Path

import ipywidgets as w
import pytest

from lesson_utils import data, evidence
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.learn import questions as bank
from lesson_utils.learn import quiz as make_quiz
from lesson_utils.learn import store
from lesson_utils.learn.questions import Choice, Numeric, questions
from lesson_utils.learn.quiz import Asked, Quiz
from lesson_utils.learn.store import Store

FILES = sorted((data.root() / "lessons").glob("*.json"))
OWN = [question for path in FILES for question in bank.read_questions(path)]
ALL = [*questions(), *OWN]


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, "off")
    monkeypatch.setattr(store, "_stores", {})


def ask(name: str, kept: Store | None = None) -> Asked:
    question = next(question for question in ALL if question.id == name)
    return Asked(question, "05", kept or Store(None))


def everything_sent(widget: w.Widget) -> str:
    """All state the browser gets, of the widget and everything inside it."""
    state = widget.get_state()
    state.pop("_esm", None)
    state.pop("_css", None)
    text = json.dumps(state, default=str, ensure_ascii=False)
    for child in getattr(widget, "children", ()):
        text += everything_sent(child)
    return text


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
def test_every_question_is_whole(question: Choice | Numeric) -> None:
    assert question.text.strip()
    assert question.claims
    assert all(evidence.claim(name).id == name for name in question.claims)
    assert question.sources
    for name in question.sources:
        if name.startswith("data:"):
            assert name.removeprefix("data:") in data.names()
        else:
            assert evidence.source(name).id == name
    if isinstance(question, Choice):
        assert sum(option.correct for option in question.options) == 1
        assert len({option.text for option in question.options}) == len(question.options) >= 3
        assert all(option.explanation.strip() for option in question.options)
    else:
        assert question.judge(question.answer) == (True, question.right)
        assert all(not question.judge(m.value)[0] for m in question.misreadings)


def test_own_questions_have_hints_and_ids_are_unique() -> None:
    assert all(question.hint for question in OWN)
    assert len({question.id for question in ALL}) == len(ALL)


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    keys = [question.right.key for question in ALL if isinstance(question, Choice)]
    assert all(keys.count(key) <= len(keys) / 2 for key in "abcd")


def test_options_keep_their_order() -> None:
    texts = [option.text for option in ask("Q25").question.options]
    assert list(ask("Q25").answers.options) == texts


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
def test_the_answer_is_not_sent_before_it_is_found(question: Choice | Numeric) -> None:
    asked = Asked(question, "05", Store(None))
    asked.hint_button.click()
    asked.hint_button.click()
    sent = everything_sent(asked.box)
    assert '"correct"' not in sent
    if isinstance(question, Choice):
        assert not any(option.explanation in sent for option in question.options)
        assert '"index": null' in sent
    else:
        assert question.right not in sent


def test_wrong_then_hint_then_right() -> None:
    kept = Store(None)
    asked = ask("Q25", kept)
    assert isinstance(asked.question, Choice)
    wrong = next(option for option in asked.question.options if not option.correct)
    asked.answers.value = wrong.text
    asked.check_button.click()
    assert asked.feedback.text.startswith(f"Not yet. {wrong.explanation}")
    assert asked.feedback.tone == "not yet"
    assert asked.question.right.text not in asked.feedback.text
    assert not asked.solved
    asked.hint_button.click()
    assert asked.hint.text.startswith("Hint: ")
    assert asked.question.right.text not in asked.hint.text
    assert asked.hint_button.description == "Hide hint"
    asked.answers.value = asked.question.right.text
    asked.check_button.click()
    assert asked.feedback.text.startswith("Correct. ")
    assert asked.solved
    entry = kept.state()["answers"]["Q25"]
    assert (entry["tries"], entry["ok"], entry["first_ok"]) == (2, True, False)
    assert (entry["lesson"], entry["kind"]) == ("05", "quiz")


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
def test_every_option_has_its_own_feedback(question: Choice | Numeric) -> None:
    asked = Asked(question, "05", Store(None))
    if not isinstance(question, Choice):
        return
    for option in question.options:
        asked.answers.value = option.text
        asked.check()
        assert option.explanation in asked.feedback.text
        assert asked.feedback.text.startswith("Correct." if option.correct else "Not yet.")
        assert bool(asked.more.value) == option.correct


def test_a_check_without_an_answer_asks_for_one_and_keeps_nothing() -> None:
    kept = Store(None)
    asked = ask("Q25", kept)
    asked.check()
    assert asked.feedback.text == "Choose an answer first."
    assert kept.state()["answers"] == {}


def test_try_again_clears() -> None:
    asked = ask("Q25")
    asked.answers.index = 2
    asked.check()
    asked.retry_button.click()
    assert asked.answers.index is None
    assert asked.feedback.text == asked.more.value == ""
    assert asked.retry_button.layout.display == "none"


def test_numeric_right_near_and_far() -> None:
    asked = ask("L05-2")
    assert isinstance(asked.question, Numeric)
    asked.answers.value = "２１５ km"
    asked.check()
    assert asked.feedback.text.startswith("Correct. Shore to shore it is 215 km")
    asked.answers.value = "267"
    asked.check()
    assert "267 km is the gap to Okinawa" in asked.feedback.text
    asked.answers.value = "1 km"
    asked.check()
    assert asked.feedback.text.startswith("Not yet. Measure between")
    asked.answers.value = "a lot"
    asked.check()
    assert asked.feedback.text == "Write a number, for example 12 km."


def test_numeric_answers_come_from_the_data() -> None:
    question = next(question for question in OWN if question.id == "L05-2")
    assert isinstance(question, Numeric)
    row = data.load("straits").one(id="miyako-strait-miyako-kumejima")
    assert question.answer == row["width_km_geodesic"]
    assert (
        "215"
        not in (data.root() / "lessons" / "05.json")
        .read_text("utf-8")
        .split('"L05-2"')[1]
        .split('"L05-3"')[0]
    )


def test_enter_checks_a_number() -> None:
    asked = ask("L05-2")
    asked.answers.value = "215"
    asked.answers._handle_custom_msg({"event": "submit"}, [])
    assert asked.solved


def test_what_a_learner_types_is_never_markup() -> None:
    asked = ask("L05-2")
    asked.answers.value = "<img src=x onerror=alert(1)>"
    asked.check()
    assert asked.more.value == ""
    assert isinstance(asked.more, w.HTML)


def test_quiz_by_identifiers_keeps_their_order() -> None:
    made = make_quiz("05", only=["L05-1", "Q25"])
    assert [asked.question.id for asked in made.asked] == ["L05-1", "Q25"]
    assert made["Q25"].question.id == "Q25"
    assert make_quiz("05", only="Q25").asked[0].question.id == "Q25"


def test_quiz_of_a_lesson_has_bank_and_own_questions() -> None:
    names = [asked.question.id for asked in make_quiz(5).asked]
    assert {"Q25", "Q26", "Q27", "Q28", "L05-1"} <= set(names)
    assert len(names) == len(set(names))


def test_mistakes_name_the_remedy() -> None:
    with pytest.raises(LessonError, match="Say which lesson"):
        make_quiz()
    with pytest.raises(UnknownNameError, match="Q25"):
        make_quiz("05", only=["Q255"])
    with pytest.raises(UnknownNameError, match="lesson"):
        make_quiz("77")


def test_a_saved_quiz_shows_questions_without_answers() -> None:
    bundle = make_quiz("05", only=["Q25"])._repr_mimebundle_()
    assert "Nansei" in bundle["text/html"]
    assert bundle["text/plain"].startswith("1 question\n1. Which of these")
    explanation = ask("Q25").question.options[0].explanation
    assert explanation not in bundle["text/html"] + bundle["text/plain"]
    assert bundle == make_quiz("05", only=["Q25"])._repr_mimebundle_() | {
        "application/vnd.jupyter.widget-view+json": bundle[
            "application/vnd.jupyter.widget-view+json"
        ]
    }


def test_an_earlier_right_answer_is_remembered() -> None:
    kept = Store(None)
    kept.answer("Q25", "Miyako", ok=True, lesson="05")
    assert "before" in ask("Q25", kept).feedback.text


def test_a_failed_save_is_told_with_the_feedback(tmp_path: Path) -> None:
    kept = Store(tmp_path / "missing" / "progress.json")
    asked = ask("Q25", kept)
    asked.answers.index = 0
    asked.check()
    assert "could not be saved" in asked.feedback.text


def test_only_plain_ipywidgets_carry_the_answers() -> None:
    made = make_quiz("05", only=["Q25", "L05-2"])
    assert isinstance(made, Quiz)
    assert type(made.asked[0].answers) is w.RadioButtons
    assert type(made.asked[1].answers) is w.Text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not a file of questions"),
        ('{"questions": [{"id": "X"}]}', "question X is malformed"),
        ('{"questions": [3]}', "malformed"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "05.json"
    path.write_text(content, "utf-8")
    with pytest.raises(LessonError, match=says):
        bank.read_questions(path)


def test_two_right_options_are_refused(tmp_path: Path) -> None:
    entry = json.loads(FILES[-1].read_text("utf-8"))
    for option in entry["questions"][0]["options"]:
        option["correct"] = True
    path = tmp_path / "05.json"
    path.write_text(json.dumps(entry), "utf-8")
    with pytest.raises(LessonError, match="exactly one"):
        bank.read_questions(path)


def test_the_page_hands_the_answers_over_before_a_click() -> None:
    asked = make_quiz("05", only=["Q26"]).asked[0]
    heading = asked.box.children[0]
    page = {"answers": [1]}
    heading._handle_custom_msg(page, [])
    assert asked.answers.index == 1
    for nonsense in ({"answers": [9]}, {"answers": []}, {"answers": ["x"]}, {}, "text"):
        heading._handle_custom_msg(nonsense, [])
    assert asked.answers.index == 1


def test_the_page_hands_a_number_over_as_written() -> None:
    asked = make_quiz("05", only=["L05-2"]).asked[0]
    asked.box.children[0]._handle_custom_msg({"answers": ["215 km"]}, [])
    assert asked.answers.value == "215 km"
