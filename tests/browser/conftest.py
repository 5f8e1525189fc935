"""One browser and one JupyterLab for the session, one browser context a test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from . import lab as labs


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = labs.chromium()
    if path is None:
        reason = (
            "NO BROWSER TESTS WERE RUN: no Chromium was found. Install it (Debian: "
            "apt-get install chromium) or name one in LESSONS_CHROMIUM."
        )
        if os.environ.get("LESSONS_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=path, args=labs.ARGS)
        yield chrome
        chrome.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[labs.Lab]:
    with labs.serve(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def page(browser: Browser, lab: labs.Lab) -> Iterator[Page]:
    """A fresh page; the test fails if the page asked the internet for anything or broke."""
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(30_000)
    new = context.new_page()
    labs.watch(new, lab)
    yield new
    outside, faults = new.outside, new.faults  # type: ignore[attr-defined]
    context.close()
    assert not outside, f"requests left the machine: {outside}"
    assert not faults, f"the page reported errors: {faults}"
