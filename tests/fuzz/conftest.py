"""Let go of the thousands of widgets that a test makes, and say how many inputs were tried."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from ipywidgets.widgets import widget

from tests.fuzz.strange import TRIED


@pytest.fixture(autouse=True)
def closed_widgets() -> Iterator[None]:
    """Close what this test opened, and nothing that another module keeps.

    ipywidgets keeps every widget alive until it is closed; a panel that is closed while its
    module still uses it no longer draws.
    """
    before = set(widget._instances)
    yield
    for model_id in set(widget._instances) - before:
        one = widget._instances.get(model_id)
        if one is not None:
            one.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many inputs were tried, for each kind of test when ``LESSONS_FUZZ`` is set."""
    if not TRIED:
        return
    kinds: Counter[str] = Counter()
    of_each: dict[str, list[int]] = {}
    for test, n in TRIED.items():
        kind = test.partition("[")[0]
        kinds[kind] += n
        of_each.setdefault(kind, []).append(n)
    if "LESSONS_FUZZ" in os.environ:
        for kind, n in sorted(kinds.items()):
            lowest = min(of_each[kind])
            terminalreporter.line(f"{n:9,} {kind} ({len(of_each[kind])} × {lowest:,} or more)")
    terminalreporter.line(f"{kinds.total():9,} inputs tried in tests/fuzz")
