"""The learner's answers: one anonymous file in the working folder, sent nowhere.

``progress.json`` is replaced in one step, so it is whole at every moment; every save reads what
other kernels have written and adds to it. When the folder cannot be written the answers wait in
memory and the next save tries again.
"""

from __future__ import annotations

import contextlib
import copy
import errno
import json
import os
import secrets
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict

from lesson_utils.i18n import _
from lesson_utils.learn.lock import exclusive

__all__ = ["Answer", "State", "Store", "store"]

FILE_NAME = "progress.json"
SETTING = "LESSON_PROGRESS"  # another file, or "off" to keep answers in memory only
FORMAT = 1
LONGEST_TEXT = 4000


class Answer(TypedDict):
    """What the file keeps of one question or exercise."""

    kind: str
    lesson: str
    value: str
    ok: bool
    first_ok: bool
    tries: int
    at: str


class State(TypedDict):
    """The whole file."""

    format: int
    who: str
    answers: dict[str, Answer]
    predictions: dict[str, dict[str, str]]


class _UnreadableError(Exception):
    """The file is not a progress file."""


class _NewerFormatError(OSError):
    """The file was written by a newer edition of the course."""


@dataclass(frozen=True)
class _Event:
    """One thing the learner did, so that it can be applied to whatever the file holds."""

    key: str
    value: str
    at: str
    kind: str
    lesson: str
    ok: bool

    def apply(self, state: State) -> None:
        if self.kind == "prediction":
            state["predictions"][self.key] = {"value": self.value, "at": self.at}
            return
        before = state["answers"].get(self.key)
        state["answers"][self.key] = Answer(
            kind=self.kind,
            lesson=self.lesson or (before["lesson"] if before else ""),
            value=self.value,
            ok=self.ok or bool(before and before["ok"]),
            first_ok=before["first_ok"] if before else self.ok,
            tries=(before["tries"] if before else 0) + 1,
            at=self.at,
        )


def _new_state() -> State:
    return State(format=FORMAT, who=secrets.token_hex(4), answers={}, predictions={})


def _parse(text: str) -> State:
    try:
        data: Any = json.loads(text)
    except ValueError as error:
        raise _UnreadableError from error
    if not isinstance(data, dict) or not isinstance(data.get("format"), int):
        raise _UnreadableError
    if data["format"] > FORMAT:
        raise _NewerFormatError(f"format {data['format']}")
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
            for entry in data["answers"].values()
        )
        and all(
            isinstance(entry, dict) and isinstance(entry.get("value"), str)
            for entry in data["predictions"].values()
        )
    )
    if not whole:
        raise _UnreadableError
    state: State = data  # type: ignore[assignment]
    return state


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:  # some file systems, the browser's among them, have no fsync
        if error.errno not in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EROFS}:
            raise


def _patiently(action: Any, *arguments: Any) -> Any:
    """Repeat for a second: Windows refuses while another process has the file open."""
    for _attempt in range(50 if os.name == "nt" else 1):
        try:
            return action(*arguments)
        except PermissionError:
            time.sleep(0.02)
    return action(*arguments)


class Store:
    """The answers of one working folder.

    Parameters
    ----------
    path : Path or None
        The file; ``None`` keeps everything in memory.

    Examples
    --------
    >>> memory = Store(None)
    >>> memory.answer("Q26", "A strategic concept", ok=True, lesson="05")
    True
    >>> memory.state()["answers"]["Q26"]["tries"]
    1
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.message = ""
        self._waiting: list[_Event] = []
        self._last = _new_state()
        self._thread_lock = threading.RLock()

    @property
    def waiting(self) -> int:
        """How many answers are in memory only."""
        return len(self._waiting)

    def answer(
        self, key: str, value: str, *, ok: bool, lesson: str = "", kind: str = "quiz"
    ) -> bool:
        """Keep an answer; an earlier right answer stays right.

        Returns
        -------
        bool
            Whether it stands in the file; if not, `message` says why in plain words.
        """
        return self._add(_Event(key, value[:LONGEST_TEXT], _now(), kind, lesson, ok))

    def predict(self, key: str, value: str) -> bool:
        """Keep a prediction; the newest counts."""
        return self._add(_Event(key, value[:LONGEST_TEXT], _now(), "prediction", "", False))

    def state(self) -> State:
        """Return what is known now: the file, and what waits to be saved."""
        with self._thread_lock:
            if self.path is not None:
                # On a fault the last good state stands; the next save deals with the file.
                with contextlib.suppress(OSError, _UnreadableError):
                    self._last = self._read()
            state = copy.deepcopy(self._last)
            for event in self._waiting:
                event.apply(state)
            return state

    def save(self) -> bool:
        """Try again to save what waits in memory."""
        with self._thread_lock:
            return self._save()

    def _add(self, event: _Event) -> bool:
        with self._thread_lock:
            self._waiting.append(event)
            return self._save()

    def _read(self) -> State:
        if self.path is None:
            return self._last
        try:
            text = _patiently(self.path.read_text, "utf-8")
        except FileNotFoundError:
            return State(format=FORMAT, who=self._last["who"], answers={}, predictions={})
        except UnicodeDecodeError as error:
            raise _UnreadableError from error
        return _parse(text)

    def _save(self) -> bool:
        if self.path is None:
            for event in self._waiting:
                event.apply(self._last)
            self._waiting.clear()
            return True
        self.message = ""
        try:
            with exclusive(self.path.with_name(".progress-lock")):
                try:
                    state = self._read()
                except _UnreadableError:
                    state = self._set_aside()
                for event in self._waiting:
                    event.apply(state)
                self._replace(state)
        except OSError as error:
            self.message = self._sorry(error)
            return False
        self._last = state
        self._waiting.clear()
        return True

    def _set_aside(self) -> State:
        """Keep a broken file under another name and start from what this kernel knows."""
        path = self.path
        if path is None:
            return self._last
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        aside = path.with_name(f"progress.broken-{stamp}-{secrets.token_hex(2)}.json")
        _patiently(os.replace, path, aside)
        self.message = _(
            "Your progress file could not be read. It is kept as {name}; a new one was started."
        ).format(name=aside.name)
        return copy.deepcopy(self._last)

    def _replace(self, state: State) -> None:
        path = self.path
        if path is None:
            return
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".progress-", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                json.dump(state, file, ensure_ascii=False, indent=1, sort_keys=True)
                file.write("\n")
                file.flush()
                _sync(file.fileno())
            _patiently(os.replace, name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _sorry(self, error: OSError) -> str:
        if isinstance(error, _NewerFormatError):
            return _(
                "progress.json was written by a newer edition of the course. It is left as it is; "
                "your answers stay here until you close this notebook."
            )
        if error.errno == errno.ENOSPC:
            why = _("the disk is full")
        elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            why = _("this folder is read-only")
        else:
            why = _("the file could not be written")
        return _(
            "Your answer counts, but could not be saved: {why}. It stays here until you close "
            "this notebook, and the next answer tries again."
        ).format(why=why)


_stores: dict[Path | None, Store] = {}


def store() -> Store:
    """Return the answers of the folder the notebook runs in.

    Returns
    -------
    Store
        The same object for the same folder. The environment variable ``LESSON_PROGRESS`` names
        another file, or ``off`` to write nothing.

    Examples
    --------
    >>> store() is store()
    True
    """
    setting = os.environ.get(SETTING, "").strip()
    path = None if setting.lower() == "off" else Path(setting or FILE_NAME).resolve()
    return _stores.setdefault(path, Store(path))
