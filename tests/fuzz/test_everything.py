"""Nothing public is left out: a newcomer that no fuzz test knows fails here, with what to do."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lesson_utils as lu
from tests.fuzz.strange import call
from tests.fuzz.test_functions import PUBLIC
from tests.fuzz.test_methods import METHODS

PACKAGES = (
    "chart", "charts", "course", "data", "evidence", "explore", "geo", "i18n", "learn", "maps",
    "measures", "money",
)  # fmt: skip
"""What a notebook or a new chart imports from."""

ELSEWHERE = {
    "chart.Chart": "test_functions.py",
    "chart.NumberTable": "test_functions.py",
    "chart.b64": "test_functions.py",
    "chart.number_text": "test_functions.py",
    "chart.position": "test_functions.py",
    "chart.unpack": "test_functions.py",
    "data.Registry": "test_parsers.py",
    "i18n._": "test_functions.py",
    "i18n.ngettext_": "test_functions.py",
    "i18n.set_language": "test_functions.py",
}
"""Tried by a test of its own: the file that does."""

RECORDS = {
    "chart": {"Spec"},
    "course": {"Lesson"},
    "data": {"Description", "FeatureTable", "Points", "Report", "Row", "Table"},
    "evidence": {
        "Claim", "Event", "Evidence", "Option", "Position", "Question", "Source", "Stakeholder",
        "Term",
    },
    "geo": {"Chain", "Island", "Place", "Site", "Strait"},
    "measures": {
        "Accounted", "Burden", "CashFlow", "Comparison", "Count", "Denominator", "Deterrence",
        "HostSupport", "PledgeStand", "Reading", "TroopCount", "Verdict",
    },
    "money": {"Rate"},
}  # fmt: skip
"""Values that the course makes and a reader only reads; their methods are in test_methods.py."""


def callables() -> Iterator[tuple[str, Any]]:
    """List everything public that can be called: (path, object)."""
    for package in PACKAGES:
        holder = importlib.import_module(f"lesson_utils.{package}")
        for name in getattr(holder, "__all__", None) or vars(holder):
            found = getattr(holder, name)
            own = str(getattr(found, "__module__", "")).startswith("lesson_utils")
            here = hasattr(holder, "__all__") or found.__class__.__name__ != "module"
            private = name.startswith("_") and name != "_"
            if own and here and callable(found) and not private:
                yield f"{package}.{name}", found
    for name in lu.__all__:
        if callable(getattr(lu, name)):
            yield name, getattr(lu, name)


def tried(path: str, found: Any) -> bool:
    """Tell whether some fuzz test hands anything to this."""
    package, _dot, name = path.rpartition(".")
    if package == "explore":  # test_functions and test_controls walk dir(lu.explore)
        return name in dir(lu.explore)
    if inspect.isclass(found) and issubclass(found, Exception):
        return True
    unwrapped = inspect.unwrap(found)
    if inspect.isfunction(unwrapped) and not inspect.signature(found).parameters:
        return True  # test_what_takes_nothing_answers
    same = {inspect.unwrap(one) for one in PUBLIC.values()}
    return unwrapped in same or path in ELSEWHERE or name in RECORDS.get(package, ())


CALLABLES = {
    path: found
    for path, found in callables()
    if path.partition(".")[0] != "course" or getattr(found, "__module__", "").endswith(".course")
}


def test_everything_public_is_tried() -> None:
    left_out = sorted(path for path, found in CALLABLES.items() if not tried(path, found))
    assert left_out == [], (
        f"no fuzz test knows {', '.join(left_out)}. A function that a notebook calls belongs to "
        "MODULES of test_functions.py; a record to RECORDS; anything else needs a test and a line "
        "in ELSEWHERE."
    )
    assert len(CALLABLES) > 180
    assert len(METHODS) >= 8


@pytest.mark.parametrize("path", sorted(ELSEWHERE))
def test_what_is_tried_elsewhere_is(path: str) -> None:
    text = (Path(__file__).parent / ELSEWHERE[path]).read_text("utf-8")
    assert path in CALLABLES
    assert path.rpartition(".")[2] in text


TAKES_NOTHING = {
    path: found
    for path, found in CALLABLES.items()
    if inspect.isfunction(inspect.unwrap(found)) and not inspect.signature(found).parameters
}


@pytest.mark.parametrize("path", sorted(TAKES_NOTHING))
def test_what_takes_nothing_answers(path: str) -> None:
    assert repr(call(TAKES_NOTHING[path]))


def test_the_rule_can_fail() -> None:
    def newcomer(value: int) -> int:
        return value

    assert not tried("measures.newcomer", newcomer)
    assert not tried("measures.NewRecord", type("NewRecord", (), {}))
