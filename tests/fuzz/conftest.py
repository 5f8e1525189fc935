"""Let go of the thousands of widgets that a test makes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ipywidgets.widgets import widget


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
