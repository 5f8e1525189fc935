"""Putting files of answers together: nothing lost, nothing counted twice, in any order."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils.desk.merge import merge, names_of
from lesson_utils.learn.state import Act, State, parse

KEYS = st.sampled_from(["Q25", "Q26", "05.1", "尖閣"])
TIMES = st.sampled_from([f"2026-11-{day:02d}T10:00:00Z" for day in range(1, 9)])
TEXTS = st.sampled_from(["", "Miyako", "Luzon", "Miyako and Luzon", "列島", "L"])


@st.composite
def acts(draw: st.DrawFn) -> Act:
    kind = draw(st.sampled_from(["quiz", "quiz", "exercise", "prediction", "note"]))
    seen = draw(st.sampled_from([None, "", "Miyako"])) if kind == "note" else None
    return Act(draw(KEYS), draw(TEXTS), draw(TIMES), kind, "05", draw(st.booleans()), seen)


def empty(who: str) -> State:
    return State(format=1, who=who, answers={}, predictions={})


@st.composite
def families(draw: st.DrawFn) -> list[State]:
    """Files as a class makes them: begun, copied, merged and written on, in any order."""
    files = [empty(who) for who in draw(st.permutations("abc"))]
    for _step in range(draw(st.integers(0, 14))):
        which = draw(st.integers(0, len(files) - 1))
        move = draw(st.sampled_from(["act", "act", "act", "copy", "merge"]))
        if move == "act":
            draw(acts()).apply(files[which])
        elif move == "copy":
            files.append(copy.deepcopy(files[which]))
        else:
            other = draw(st.integers(0, len(files) - 1))
            files[which] = merge([files[which], files[other]])
    return files


def seen(state: State) -> dict[str, Any]:
    """Give what a learner sees of a file: everything but whose tries they were."""
    return {key: state.get(key) for key in ("answers", "predictions", "notes")}


def tries(state: State) -> dict[str, int]:
    return {key: entry["tries"] for key, entry in state["answers"].items()}


@settings(deadline=None)
@given(families())
def test_order_and_number_of_merges_change_nothing(files: list[State]) -> None:
    one, two, three = files[0], files[-1], files[len(files) // 2]
    assert merge([one, two]) == merge([two, one])
    assert merge([one, one]) == merge([one])
    both = merge([one, two])
    assert merge([both, one]) == merge([both, two]) == merge([both, both]) == both
    assert merge([both, three]) == merge([one, merge([two, three])]) == merge([three, two, one])
    assert merge(files) == merge([merge(files), *files])


@settings(deadline=None)
@given(families(), st.sampled_from("abcx"), st.sampled_from("abcx"))
def test_the_name_of_the_result_changes_nothing_seen(
    files: list[State], name: str, other: str
) -> None:
    one, two = files[0], files[-1]
    made = merge([one, two], name)
    assert made["who"] == name
    assert seen(made) == seen(merge([two, one], other)) == seen(merge([made, two], other))
    assert seen(merge([merge(files[1:], name), one])) == seen(merge(files))


@settings(deadline=None)
@given(families())
def test_nothing_is_lost_and_the_inputs_stay(files: list[State]) -> None:
    before = copy.deepcopy(files)
    made = merge(files)
    assert files == before
    assert parse_again(made) == made
    for state in files:
        for key, entry in state["answers"].items():
            found = made["answers"][key]
            assert found["ok"] >= entry["ok"]
            assert found["first_ok"] <= entry["first_ok"]
            assert found["tries"] >= entry["tries"]
            assert found["at"] >= entry["at"]
        for key, prediction in state["predictions"].items():
            assert made["predictions"][key]["at"] >= prediction["at"]
        for key, note in state.get("notes", {}).items():
            found_note = made["notes"][key]
            texts = [one["value"] for one in (found_note, *found_note.get("kept", []))]
            assert all(
                any(text["value"] in known for known in texts)
                for text in (note, *note.get("kept", []))
            )
        assert names_of(state) <= names_of(made)


def parse_again(state: State) -> State:
    import json

    return parse(json.dumps(state))


@settings(deadline=None)
@given(st.lists(acts(), max_size=8), st.lists(acts(), max_size=8), st.lists(acts(), max_size=8))
def test_tries_of_two_machines_are_added_once(
    home: list[Act], school: list[Act], later: list[Act]
) -> None:
    one, two = empty("a"), empty("b")
    for act in home:
        act.apply(one)
    for act in school:
        act.apply(two)
    both = merge([one, two])
    for key, n in tries(both).items():
        assert n == tries(one).get(key, 0) + tries(two).get(key, 0)
    for act in later:  # both computers go on, one of them with the merged file
        act.apply(both)
        act.apply(two)
    again = merge([both, two])
    counted = sum(act.kind in {"quiz", "exercise"} for act in (*home, *school, *later, *later))
    assert sum(tries(again).values()) == counted
    assert tries(merge([again, two, one, both])) == tries(again)


def test_a_copy_of_the_same_file_is_not_counted_twice() -> None:
    one = empty("a")
    for _ in range(3):
        Act("Q25", "Luzon", "2026-11-01T10:00:00Z", "quiz", "05", False).apply(one)
    stick = copy.deepcopy(one)
    Act("Q25", "Miyako", "2026-11-02T10:00:00Z", "quiz", "05", True).apply(stick)
    made = merge([one, stick])
    assert made["answers"]["Q25"]["tries"] == 4
    assert made["answers"]["Q25"]["value"] == "Miyako"
    assert "merged" not in made


def test_the_newest_wins_and_other_texts_are_kept() -> None:
    one, two = empty("a"), empty("b")
    Act("05.gap", "Osumi", "2026-11-01T10:00:00Z", "prediction", "", False).apply(one)
    Act("05.gap", "Miyako", "2026-11-02T10:00:00Z", "prediction", "", False).apply(two)
    Act("dossier.C01", "Mine at home", "2026-11-03T10:00:00Z", "note", "", False).apply(one)
    Act("dossier.C01", "Mine at school", "2026-11-02T10:00:00Z", "note", "", False).apply(two)
    made = merge([one, two])
    assert made["predictions"]["05.gap"]["value"] == "Miyako"
    assert made["notes"]["dossier.C01"]["value"] == "Mine at home"
    assert [text["value"] for text in made["notes"]["dossier.C01"]["kept"]] == ["Mine at school"]


def test_the_first_wrong_answer_survives() -> None:
    one, two = empty("a"), empty("b")
    Act("Q25", "Luzon", "2026-11-01T10:00:00Z", "quiz", "05", False).apply(one)
    Act("Q25", "Miyako", "2026-11-02T10:00:00Z", "quiz", "05", True).apply(two)
    entry: Any = merge([one, two])["answers"]["Q25"]
    assert (entry["ok"], entry["first_ok"], entry["first"]) == (True, False, "Luzon")


def test_times_that_are_none_and_unknown_parts_do_no_harm() -> None:
    one: Any = empty("a")
    Act("Q25", "Luzon", "yesterday", "quiz", "05", False).apply(one)
    one |= {"merged": {"b": {"Q25": -4, "Q26": "many"}, "c": 3}, "added later": [1]}
    two = empty("b")
    Act("Q25", "Miyako", "2026-11-02T10:00:00Z", "quiz", "05", True).apply(two)
    made: Any = merge([one, two])
    assert made["answers"]["Q25"]["value"] == "Miyako"
    assert made["answers"]["Q25"]["tries"] == 2
    assert made["added later"] == [1]
    assert merge([made]) == made
