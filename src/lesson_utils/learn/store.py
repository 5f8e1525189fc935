"""The learner's answers and notes: one anonymous file in the working folder, sent nowhere.

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
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lesson_utils.i18n import _
from lesson_utils.learn.lock import exclusive
from lesson_utils.learn.state import (
    Act,
    Answer,
    NewerFormatError,
    Note,
    State,
    UnreadableError,
    new_state,
    now,
    parse,
)

__all__ = ["Answer", "Note", "State", "Store", "store"]

FILE_NAME = "progress.json"
SETTING = "LESSON_PROGRESS"  # another file, or "off" to keep answers in memory only
LONGEST_TEXT = 4000


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
        self._waiting: list[Act] = []
        self._last = new_state()
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
        return self._add(Act(key, value[:LONGEST_TEXT], now(), kind, lesson, ok))

    def predict(self, key: str, value: str) -> bool:
        """Keep a prediction; the newest counts."""
        return self._add(Act(key, value[:LONGEST_TEXT], now(), "prediction", "", False))

    def note(self, key: str, value: str, seen: str | None = None) -> bool:
        """Keep a text that the learner goes on writing; the newest counts, none is cut.

        Parameters
        ----------
        key : str
            Name of the text, such as ``"dossier.C01.reason"``.
        value : str
            The whole text.
        seen : str, optional
            The text as the writer last knew it. If another notebook has written something else
            meanwhile, that is kept beside the new text and not lost.

        Returns
        -------
        bool
            Whether it stands in the file; if not, `message` says why in plain words.

        Examples
        --------
        >>> memory = Store(None)
        >>> memory.note("dossier.C01.reason", "The verb")
        True
        >>> memory.notes("dossier.C01.")["dossier.C01.reason"]["value"]
        'The verb'
        """
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        with self._thread_lock:
            for number, event in enumerate(self._waiting):
                if (event.kind, event.key) == ("note", key):
                    self._waiting[number] = replace(event, value=whole, at=now())
                    return self._save()
            return self._add(Act(key, whole, now(), "note", "", False, seen))

    def notes(self, start: str = "") -> dict[str, Note]:
        """Return the notes whose key begins with `start`."""
        found = self.state().get("notes", {})
        return {key: note for key, note in found.items() if key.startswith(start)}

    def state(self) -> State:
        """Return what is known now: the file, and what waits to be saved."""
        with self._thread_lock:
            if self.path is not None:
                # On a fault the last good state stands; the next save deals with the file.
                with contextlib.suppress(OSError, UnreadableError):
                    self._last = self._read()
            state = copy.deepcopy(self._last)
            for event in self._waiting:
                event.apply(state)
            return state

    def save(self) -> bool:
        """Try again to save what waits in memory."""
        with self._thread_lock:
            return self._save()

    def _add(self, event: Act) -> bool:
        with self._thread_lock:
            self._waiting.append(event)
            return self._save()

    def _read(self) -> State:
        if self.path is None:
            return self._last
        try:
            text = _patiently(self.path.read_text, "utf-8")
        except FileNotFoundError:
            empty = new_state()
            empty["who"] = self._last["who"]
            return empty
        except UnicodeDecodeError as error:
            raise UnreadableError from error
        return parse(text)

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
                except UnreadableError:
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
            # Half a character, which another program may have left, must not stop an answer.
            with os.fdopen(descriptor, "w", -1, "utf-8", "replace", "\n") as file:
                json.dump(state, file, ensure_ascii=False, indent=1, sort_keys=True)
                file.write("\n")
                file.flush()
                _sync(file.fileno())
            _patiently(os.replace, name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _sorry(self, error: OSError) -> str:
        if isinstance(error, NewerFormatError):
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
    path = None if setting.lower() == "off" else Path(setting or FILE_NAME)
    if path is not None:
        with contextlib.suppress(OSError):  # the folder itself may be gone; saving then says so
            path = path.resolve()
    return _stores.setdefault(path, Store(path))
