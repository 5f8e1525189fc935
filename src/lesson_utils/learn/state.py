"""What the file of answers holds, how it is read, how each act of a learner adds to it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NotRequired, TypedDict

__all__ = [
    "Act",
    "Answer",
    "NewerFormatError",
    "Note",
    "State",
    "UnreadableError",
    "new_state",
    "now",
    "parse",
]

FORMAT = 1
DEEPEST = 20


class Answer(TypedDict):
    """What the file keeps of one question or exercise; ``first`` is what was answered first."""

    kind: str
    lesson: str
    value: str
    ok: bool
    first_ok: bool
    tries: int
    at: str
    first: NotRequired[str]


class Note(TypedDict):
    """What the file keeps of a text that grows: its newest state, and others it replaced."""

    value: str
    at: str
    kept: NotRequired[list[dict[str, str]]]


class State(TypedDict):
    """The whole file; ``notes`` is there once something was noted."""

    format: int
    who: str
    answers: dict[str, Answer]
    predictions: dict[str, dict[str, str]]
    notes: NotRequired[dict[str, Note]]


class UnreadableError(Exception):
    """The file is not a progress file."""


class NewerFormatError(OSError):
    """The file was written by a newer edition of the course."""


@dataclass(frozen=True)
class Act:
    """One thing the learner did, so that it can be applied to whatever the file holds."""

    key: str
    value: str
    at: str
    kind: str
    lesson: str
    ok: bool
    seen: str | None = None

    def apply(self, state: State) -> None:
        """Add it to what the file holds."""
        if self.kind == "note":
            self._note(state.setdefault("notes", {}))
            return
        if self.kind == "prediction":
            state["predictions"][self.key] = {"value": self.value, "at": self.at}
            return
        before = state["answers"].get(self.key)
        after = Answer(
            kind=self.kind,
            lesson=self.lesson or (before["lesson"] if before else ""),
            value=self.value,
            ok=self.ok or bool(before and before["ok"]),
            first_ok=before["first_ok"] if before else self.ok,
            tries=(before["tries"] if before else 0) + 1,
            at=self.at,
        )
        if before is None:
            after["first"] = self.value
        elif "first" in before or before["tries"] == 1:
            after["first"] = before.get("first", before["value"])
        state["answers"][self.key] = after

    def _note(self, notes: dict[str, Note]) -> None:
        """Set a note; a text the writer had not seen is kept beside the new one."""
        before = notes.get(self.key)
        if before is None:
            notes[self.key] = Note(value=self.value, at=self.at)
            return
        old = before["value"]
        if old == self.value:
            return
        if self.seen is not None and old.strip() and old not in (self.seen, self.value):
            others = [one for one in before.get("kept", []) if one["value"] not in old]
            before["kept"] = [*others, {"value": old, "at": before["at"]}]
        before["value"], before["at"] = self.value, self.at


def new_state() -> State:
    """Return a file without answers, under a new anonymous name.

    Examples
    --------
    >>> new_state()["answers"]
    {}
    """
    return State(format=FORMAT, who=secrets.token_hex(4), answers={}, predictions={})


def parse(text: str) -> State:
    """Read the file's text.

    Raises
    ------
    UnreadableError
        If it is not a progress file.
    NewerFormatError
        If a newer edition of the course wrote it.

    Examples
    --------
    >>> parse('{"format": 1, "answers": {}}')["predictions"]
    {}
    """
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    if not isinstance(data, dict) or not isinstance(data.get("format"), int) or _is_deep(data):
        raise UnreadableError
    if data["format"] > FORMAT:
        raise NewerFormatError(f"format {data['format']}")
    data.setdefault("who", secrets.token_hex(4))
    data.setdefault("predictions", {})
    wanted = {"kind": str, "lesson": str, "value": str, "ok": bool, "first_ok": bool, "tries": int}
    whole = (
        isinstance(data.get("answers"), dict)
        and isinstance(data["predictions"], dict)
        and isinstance(data["who"], str)
        and all(
            isinstance(entry, dict)
            and all(isinstance(entry.get(key), kind) for key, kind in wanted.items())
            and isinstance(entry.get("first", ""), str)
            for entry in data["answers"].values()
        )
        and all(
            isinstance(entry, dict) and isinstance(entry.get("value"), str)
            for entry in data["predictions"].values()
        )
        and _are_notes(data.get("notes", {}))
    )
    if not whole:
        raise UnreadableError
    state: State = data  # type: ignore[assignment]
    return state


def _is_deep(data: Any) -> bool:
    """Tell whether lists and dictionaries lie deeper in each other than the course ever writes.

    How deep a file may be read depends on the edition of Python; what is refused must not.
    """
    level = [data]
    for _step in range(DEEPEST):
        inside = [one.values() if isinstance(one, dict) else one for one in level]
        level = [one for all_of in inside for one in all_of if isinstance(one, (dict, list))]
    return bool(level)


def _are_notes(notes: Any) -> bool:
    texts = ("value", "at")
    return isinstance(notes, dict) and all(
        isinstance(entry, dict)
        and isinstance(entry.get("kept", []), list)
        and all(
            isinstance(one, dict) and all(isinstance(one.get(key), str) for key in texts)
            for one in (entry, *entry.get("kept", []))
        )
        for entry in notes.values()
    )


def now() -> str:
    """Give the time in UTC, to the second.

    Examples
    --------
    >>> len(now())
    20
    """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
