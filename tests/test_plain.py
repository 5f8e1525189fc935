"""Layouts that many widgets share: one for all, nobody's own, and never a closed one."""

from __future__ import annotations

import ipywidgets as w
import pytest

import lesson_utils as lu
from lesson_utils.plain import plain
from lesson_utils.words import Words


def test_a_closed_layout_is_not_shown_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lesson_utils.plain._SHARED", {})
    first = plain()
    assert Words("one").layout is Words("two").layout is first
    first.close()
    assert plain() is not first
    assert Words("three").layout is plain()


def test_words_with_a_layout_of_their_own_keep_it() -> None:
    own = w.Layout(width="10em")
    assert Words("one", layout=own).layout is own


def test_a_lesson_leaves_what_is_shared_as_it_is() -> None:
    """What is hidden and shown again needs a layout of its own, or all would vanish with it."""
    shared = [plain(), plain(w.ButtonStyle)]
    before = [one.get_state() for one in shared]
    panel = lu.explore.energy()
    for _label, view in panel.controls["view"].options:
        panel.choose(view=view)
    for asked in lu.quiz("05").asked:
        asked.check()
        asked.toggle_hint()
        asked.retry()
        assert asked.retry_button.layout.display == "none"
        assert asked.check_button.layout.display is None
    assert [one.get_state() for one in shared] == before
