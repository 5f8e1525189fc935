"""Let go of the thousands of widgets that a test makes."""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets
import pytest


@pytest.fixture(autouse=True)
def closed_widgets() -> Iterator[None]:
    """Close what was opened: ipywidgets keeps every widget alive until it is closed."""
    yield
    ipywidgets.Widget.close_all()
