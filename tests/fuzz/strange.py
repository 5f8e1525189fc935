"""What a learner, a teacher or a broken program may hand in, and what may come back.

The rule for every public function: a sensible value, or an error that says what was given; never
another exception, never a second without an answer, nothing printed.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import io
import math
import os
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

import lesson_utils as lu
from lesson_utils.errors import LessonError

ALLOWED = (LessonError, AttributeError, TypeError)
FACTOR = int(os.environ.get("LESSONS_FUZZ", "1"))
"""How many times more inputs than in the everyday run: ``LESSONS_FUZZ=50``."""
SLOWEST_S = 1.0 if FACTOR == 1 else 5.0
"""In a heavy run the memory is full of widgets, and tidying it up takes seconds by itself."""


TRIED: Counter[str] = Counter()
"""How many inputs each test was given: what conftest.py sums up at the end of a run."""


def tries(n: int) -> Callable[[Any], Any]:
    """Try so many inputs, the same ones in every ordinary run and new ones in a heavy one."""
    how = settings(
        max_examples=n * FACTOR,
        deadline=None,  # measured by `call`, which leaves out hypothesis's own time
        derandomize=FACTOR == 1,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: how(counted(test))


def counted(test: Any) -> Any:
    """Count every input that hypothesis hands to a test, under the name of the running test."""
    inner = test.hypothesis.inner_test

    @functools.wraps(inner)
    def one(*given: Any, **named: Any) -> None:
        running = os.environ.get("PYTEST_CURRENT_TEST", "?").partition(" (")[0]
        TRIED[running.removeprefix("tests/fuzz/")] += 1
        inner(*given, **named)

    test.hypothesis.inner_test = one
    return test


SCRIPTS = (
    "Yonaguni Island",
    "与那国島",
    "センカク",
    "ﾖﾅｸﾞﾆ",
    "서울",
    "Остров",
    "جزيرة",
    "ไต้หวัน",
    "Ryūkyū",
    "e\u0301\u0323",
    "ß ſ ﬁ İ",
    "👩‍🏫",
    "\u202etxt.exe",
    "\ud800",
    "\x00",
    "a\nb\r\nc",
    " " * 50,
    "x" * 5000,
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "</style><script>",
    "&lt;b&gt; &amp; &#x3c;",
    "{0.__class__} {x} %s %(a)s {{",
    "$\\href{javascript:alert(1)}{x}$",
)
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", '=HYPERLINK("x")')
PATHS = ("../../etc/passwd", "..\\..\\x", "/", "C:\\CON", "NUL", "a/b", "~", ".", "*", "file:///x")
NUMERALS = (
    "1e999",
    "-1",
    "nan",
    "inf",
    "1,000",
    "１２３",
    "٣",
    "½",
    "0x10",
    "1_000",
    "²",
    "1e-999",
)
DAYS = ("2026-01-17", "2026-02-30", "0000-00-00", "9999-12-31", "1582-10-10", "2026-W03", "2026")
NUMBERS = (
    0, 1, -1, 2, 5, 2024, 2025, 10**400, -(10**400), 2**63, 1e308, -1e308, 5e-324, -0.0, 0.1,
    math.nan, math.inf, -math.inf, True, False, 3 + 4j,
)  # fmt: skip


OBJECTS = (
    None, b"bytes", [], {}, (), [1, 2], ["JPN", "USA"], {"a": 1}, (91, 181), (26.2, 127.7),
    [float("nan"), 0], object, len, range(3), frozenset({1}), datetime.timedelta(1),
    datetime.date.min, datetime.date.max, datetime.date(2026, 1, 17),
    datetime.datetime(2026, 1, 17, 12), datetime.datetime(2026, 1, 17, tzinfo=datetime.UTC),
)  # fmt: skip


@functools.cache
def words() -> tuple[str, ...]:
    """Collect names that some function knows, so that many calls get past the first check."""
    known = {*lu.data.names(), *lu.measures.states_with_gdp(), "world", "DoD", "NATO", "SIPRI", ""}
    known |= {one.id for one in (*lu.evidence.claims()[:9], *lu.evidence.sources()[:9])}
    known |= {one.id for one in lu.evidence.perspectives()}
    known |= {"Naha", "那覇", "Yonaguni", "Taiwan", "CHN", "TWN", "KOR", "PHL"}
    known |= {"dollars", "yen", "gdp_usd", "ppp", "current", "primary", "months", "years", "whole"}
    known |= {"apart", "all", "interest", "principal", "share", "theme", "article", "FY2026"}
    return tuple(sorted(known))


@functools.cache
def anything() -> st.SearchStrategy[Any]:
    """Give known words, four scripts, markup, formulas, paths, numbers, days and other things."""
    return st.one_of(
        st.sampled_from(words()),
        st.sampled_from((*SCRIPTS, *MARKUP, *FORMULAS, *PATHS, *NUMERALS, *DAYS)),
        st.sampled_from(NUMBERS),
        st.sampled_from(OBJECTS),
        st.text(max_size=20),
        st.integers(),
        st.integers(1900, 2100),
        st.floats(),
        st.floats(-1000, 1000),
        st.dates(),
        st.lists(st.one_of(st.sampled_from(words()), st.floats()), max_size=3),
    )


def texts() -> st.SearchStrategy[str]:
    """Give strings only, as a text field does."""
    listed = (*SCRIPTS, *MARKUP, *FORMULAS, *PATHS, *NUMERALS, *DAYS)
    return st.one_of(st.sampled_from(listed), st.text(max_size=60))


def call(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Call a function under the rule; give its value, or the error it was right to raise."""
    out, err = io.StringIO(), io.StringIO()
    error: BaseException | None = None
    start = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            value = function(*given, **named)
        except ALLOWED as refused:
            error = value = refused
    spent = time.process_time() - start
    assert spent < SLOWEST_S, f"no answer for {spent:.1f} s"
    assert (out.getvalue(), err.getvalue()) == ("", ""), "something was printed"
    if error is not None:
        tells(error, [*given, *named.values()], list(named))
    return value


def tells(error: BaseException, given: list[Any], names: list[str]) -> None:
    """Insist that a message says what was given: the value, its type, or which argument."""
    message = str(error)
    assert message.strip(), f"{type(error).__name__} without a word"
    if type(error) is AttributeError:
        assert not message.startswith("'") or "object has no attribute" not in message, message
    if any(mentions(message, value) for value in given) or not given:
        return
    assert any(name.rstrip("s") in message for name in names), f"nothing given is in: {message}"


def mentions(message: str, value: Any) -> bool:
    """Tell whether a message shows a value, a part of it, or its type."""
    shown = {type(value).__name__, repr(value)[:12], str(value).strip()[:12]}
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        shown |= {f"{value:g}", f"{value:,}", str(float(value))}
    if isinstance(value, list | tuple | set | frozenset | dict | range):
        return any(one and one in message for one in shown) or any(
            mentions(message, one) for one in value
        )
    return any(one and one in message for one in shown)
