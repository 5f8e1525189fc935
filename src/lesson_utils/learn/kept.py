"""Fields that are kept as they are filled: no button, nothing lost, restored on reopening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as w

from lesson_utils.learn.state import Note
from lesson_utils.learn.store import Store

__all__ = ["Kept"]

YES = "yes"


class Kept:
    """Fields of one sheet, each kept in the learner's file under a name of its own.

    Parameters
    ----------
    name : str
        Begins the name of every note: ``"dossier.C01"``.
    fields : mapping of str to ipywidgets.Widget
        Text fields, selections and boxes to tick. What the file holds is put into them.
    store : Store
        The learner's file.

    Examples
    --------
    >>> memory = Store(None)
    >>> reason = w.Textarea()
    >>> sheet = Kept("dossier.C01", {"reason": reason}, memory)
    >>> reason.value = "The verb is the newspaper's."
    >>> sheet.save()
    True
    >>> again = w.Textarea()
    >>> _sheet = Kept("dossier.C01", {"reason": again}, memory)
    >>> again.value
    "The verb is the newspaper's."
    """

    def __init__(self, name: str, fields: Mapping[str, w.Widget], store: Store) -> None:
        self.name = name
        self.fields = dict(fields)
        self._store = store
        notes = store.notes(f"{name}.")
        for key, field in self.fields.items():
            note = notes.get(f"{name}.{key}")
            if note is not None:
                _fill(field, note["value"])
        self._known = {key: _text(field) for key, field in self.fields.items()}

    def save(self) -> bool:
        """Keep what has changed since the last time; tell whether anything had."""
        changed = False
        for key, field in self.fields.items():
            value = _text(field)
            if value == self._known[key]:
                continue
            seen = self._known[key] if _is_free(field) else None
            self._known[key] = value
            self._store.note(f"{self.name}.{key}", value, seen)
            changed = True
        return changed

    def notes(self) -> dict[str, Note]:
        """Return what the file holds of this sheet, by the names of the fields."""
        start = f"{self.name}."
        return {key.removeprefix(start): note for key, note in self._store.notes(start).items()}


def _is_free(field: w.Widget) -> bool:
    return isinstance(field, w.Text | w.Textarea)


def _text(field: w.Widget) -> str:
    value: Any = field.value
    if isinstance(value, bool):
        return YES if value else ""
    return str(value)


def _fill(field: w.Widget, value: str) -> None:
    """Put a kept value into a field; a choice that is no longer offered is left unmade."""
    if isinstance(field, w.Checkbox):
        field.value = value == YES
    elif _is_free(field) or value in {one for _name, one in field.options}:
        field.value = value
