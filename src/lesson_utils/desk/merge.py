"""Two files of answers become one, and nothing a learner did is lost or counted twice.

The rules, answer by answer: once right stays right; right at the first try only if it was so in
every file; the newest answer is the one shown; the newest prediction and the newest text of a
note count, and other texts are kept beside them. Tries made under different names (``who``) are
added. Tries under the same name come from copies of one file, which share a past: there the larger
number counts, so that no try is counted twice. A merged file therefore remembers, under
``merged``, how many of the tries came from whom. The order and the number of merges change
nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from lesson_utils.learn.state import FORMAT, Answer, Note, State

__all__ = ["merge", "names_of"]

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
KNOWN = {"format", "who", "answers", "predictions", "notes", "merged"}

Tallies = dict[str, dict[str, int]]  # who → question → tries


def merge(states: Sequence[State], who: str | None = None) -> State:
    """Put several files of answers together.

    Parameters
    ----------
    states : sequence of State
        One or more, as `learn.state.parse` gives them; they are left as they are.
    who : str, optional
        Name under which the result goes on counting: its own where it takes the place of one of
        the files, a new one where it is a further file. Left out, the first of all by alphabet.

    Returns
    -------
    State
        A file of the same format.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> from lesson_utils.learn.store import Store
    >>> home, school = Store(None), Store(None)
    >>> home.answer("Q25", "Luzon", ok=False), school.answer("Q25", "Miyako", ok=True)
    (True, True)
    >>> both = merge([home.state(), school.state()])["answers"]["Q25"]
    >>> both["tries"], both["ok"], both["first_ok"]
    (2, True, False)
    """
    if not states:
        raise ValueError("There is nothing to merge.")
    who = min(state["who"] for state in states) if who is None else who
    tallies: Tallies = {}
    for state in states:
        for name, counted in _tallies(state).items():
            mine = tallies.setdefault(name, {})
            for key, tries in counted.items():
                if tries:
                    mine[key] = max(mine.get(key, 0), tries)
    answers = _by_key(state["answers"] for state in states)
    result: dict[str, Any] = _other_keys(states)
    result |= {
        "format": FORMAT,
        "who": who,
        "answers": {
            key: _answer(found, sum(one.get(key, 0) for one in tallies.values()))
            for key, found in answers.items()
        },
        "predictions": {
            key: _prediction(found)
            for key, found in _by_key(state["predictions"] for state in states).items()
        },
    }
    notes = _by_key(state.get("notes", {}) for state in states)
    if notes:
        result["notes"] = {key: _note(found) for key, found in notes.items()}
    others = {name: counted for name, counted in tallies.items() if name != who}
    if others:
        result["merged"] = others
    return cast(State, result)


def names_of(state: State) -> frozenset[str]:
    """Give every name whose answers a file holds: its own and those merged into it.

    Examples
    --------
    >>> sorted(names_of({"format": 1, "who": "b", "answers": {}, "predictions": {},
    ...                  "merged": {"a": {}}}))
    ['a', 'b']
    """
    return frozenset({state["who"], *_others(state)})


def _others(state: State) -> Tallies:
    """Read what a file remembers of earlier merges; what is not of that shape is left out."""
    found = cast(Mapping[str, Any], state).get("merged", {})
    if not isinstance(found, dict):
        return {}
    return {
        name: {key: n for key, n in counted.items() if type(n) is int and n >= 0}
        for name, counted in found.items()
        if isinstance(counted, dict) and name != state["who"]
    }


def _tallies(state: State) -> Tallies:
    """Say how many tries at each question were made under which name."""
    found = _others(state)
    own = {
        key: max(0, entry["tries"] - sum(counted.get(key, 0) for counted in found.values()))
        for key, entry in state["answers"].items()
    }
    kept = {
        name: {key: n for key, n in counted.items() if key in state["answers"]}
        for name, counted in found.items()
    }
    return {**kept, state["who"]: own}


def _by_key(found: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    by_key: dict[str, list[Any]] = {}
    for one in found:
        for key, entry in one.items():
            by_key.setdefault(key, []).append(entry)
    return by_key


def _time(entry: Mapping[str, Any]) -> str:
    """Give the time of an entry; one that is no time counts as the oldest."""
    at = entry.get("at")
    return at if isinstance(at, str) and TIME.fullmatch(at) else ""


def _answer(found: Sequence[Answer], tries: int) -> Answer:
    newest = max(found, key=lambda one: (_time(one), one["value"], one["kind"], one["lesson"]))
    first_ok = all(one["first_ok"] for one in found)
    firsts = [_first(one) for one in found if one["first_ok"] == first_ok]
    known = [text for text in firsts if text is not None]
    merged: dict[str, Any] = {
        "kind": newest["kind"],
        "lesson": newest["lesson"],
        "value": newest["value"],
        "ok": any(one["ok"] for one in found),
        "first_ok": first_ok,
        "tries": tries,
        "at": _time(newest),
    }
    if known:
        merged["first"] = min(known)
    return cast(Answer, merged)


def _first(entry: Mapping[str, Any]) -> str | None:
    """Give what was answered first, where it is known."""
    first = entry.get("first")
    if isinstance(first, str):
        return first
    return str(entry["value"]) if entry["tries"] == 1 else None


def _prediction(found: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    at, value = max((_time(one), str(one["value"])) for one in found)
    return {"value": value, "at": at}


def _note(found: Sequence[Note]) -> Note:
    """Show the newest text; keep every other one that is not part of a longer one."""
    times: dict[str, str] = {}
    for one in found:
        texts: list[Mapping[str, Any]] = [one, *one.get("kept", [])]
        for text in texts:
            value = text["value"]
            times[value] = max(times.get(value, ""), _time(text))
    shown = max(times, key=lambda value: (times[value], value))
    others = [
        {"value": value, "at": at}
        for value, at in times.items()
        if value.strip() and value != shown and not any(value in x and value != x for x in times)
    ]
    note = Note(value=shown, at=times[shown])
    if others:
        note["kept"] = sorted(others, key=lambda one: (one["at"], one["value"]))
    return note


def _other_keys(states: Sequence[State]) -> dict[str, Any]:
    """Carry over what a newer edition may have added to the file."""
    found = _by_key({k: v for k, v in state.items() if k not in KNOWN} for state in states)
    return {
        key: max(every, key=lambda one: json.dumps(one, sort_keys=True))
        for key, every in found.items()
    }
