"""What a reader can do with the values that functions give back takes anything, too."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lesson_utils as lu
from tests.fuzz.strange import anything, call, tries
from tests.fuzz.test_functions import arguments, sensible

VALUES: dict[str, Callable[[], Any]] = {
    "table": lambda: lu.data.load("straits"),
    "features": lambda: lu.data.load("chains"),
    "row": lambda: lu.data.load("straits").rows[0],
    "money": lambda: lu.money.yen(5e12, year=2025),
    "share": lambda: lu.money.share(lu.money.dollars(36e9), lu.money.dollars(550e9)),
    "rate": lambda: lu.money.rate("2026-01-16"),
    "day": lambda: lu.evidence.When("2026-01-17"),
    "claim": lambda: lu.evidence.claim("C23"),
    "verified": lu.data.verify,
    "described": lambda: lu.data.describe("straits"),
}
"""One of each kind of value that a notebook holds."""


def methods() -> dict[str, Callable[..., Any]]:
    """List the methods that take something, of each kind of value."""
    found = {}
    for kind, make in VALUES.items():
        value = make()
        for name in dir(type(value)):
            method = inspect.getattr_static(type(value), name)
            own = str(getattr(method, "__module__", "")).startswith("lesson_utils")
            if not name.startswith("_") and inspect.isfunction(method) and own:
                bound = getattr(value, name)
                if inspect.signature(bound).parameters:
                    found[f"{kind}.{name}"] = bound
    return found


METHODS = methods()


@pytest.mark.parametrize("path", sorted(METHODS))
def test_any_arguments(path: str) -> None:
    @tries(60)
    @given(arguments(METHODS[path]))
    def attempt(handed: tuple[list[Any], dict[str, Any]]) -> None:
        listed, named = handed
        value = call(METHODS[path], *listed, **named)
        if not isinstance(value, Exception):
            sensible(value)

    attempt()


@pytest.mark.parametrize("kind", ["money", "share", "rate", "table", "day"])
def test_any_partner_of_a_sign(kind: str) -> None:
    """``a + b`` of a value and anything else: a sensible value or a refusal with a reason."""
    value = VALUES[kind]()
    signs = [operator.add, operator.sub, operator.truediv, operator.lt, operator.eq]
    if not isinstance(value, str):  # a text repeated 10**10 times is Python's own, and 24 GiB
        signs.append(operator.mul)

    @tries(60)
    @given(anything(), st.sampled_from(signs))
    def attempt(other: Any, sign: Any) -> None:
        try:
            found = call(lambda: sign(value, other))
        except (ZeroDivisionError, OverflowError):  # as with any number
            return
        if type(found) is type(value):  # a plain number may overflow as plain numbers do
            sensible(found)

    attempt()


def test_the_methods_that_take_something_are_found() -> None:
    tried = {path.partition(".")[0] for path in METHODS}
    assert {"table", "features", "money", "day"} <= tried
