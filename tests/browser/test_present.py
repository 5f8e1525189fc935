"""A lesson with its code hidden, through the real Voilà and a real browser."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.security.test_keys import leaked

from .lab import axe, wait_drawn

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "What kind of thing is the First Island Chain?"
KEEP = "Keep my prediction"


@contextlib.contextmanager
def presented(folder: Path, *words: str) -> Iterator[str]:
    """Start `lessons present` and give the address it says; stop it for certain."""
    environment = {k: v for k, v in os.environ.items() if k != "LESSON_PROGRESS"}
    process = subprocess.Popen(
        [sys.executable, "-m", "lesson_utils", "present", words[0], str(folder), *words[1:],
         "--no-browser"],
        env=environment | {"PYTHONUNBUFFERED": "1", "HOME": str(folder.parent)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    try:
        said = ""
        for line in process.stdout or ():
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\S+", line):
                yield found.group()
                break
        else:
            raise AssertionError(f"lessons present ended: {said}")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate(timeout=10)


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("voila") is None:
        pytest.fail("Voilà is missing: python run.py setup present")
    folder = tmp_path_factory.mktemp("present") / "notebooks"
    shutil.copytree(
        ROOT / "notebooks", folder, ignore=shutil.ignore_patterns("progress*.json", ".*")
    )
    return folder


@pytest.fixture(scope="module")
def address(notebooks: Path) -> Iterator[str]:
    with presented(notebooks, "05") as url:
        yield url


@pytest.fixture
def visit(browser: Browser) -> Iterator[Page]:
    """A page that must ask nobody else, break nowhere, and find all it asks for."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(60_000)
    page = context.new_page()
    outside: list[str] = []
    faults: list[str] = []
    own = re.compile(r"(https?|ws)://127\.0\.0\.1:|data:|blob:")
    page.on("request", lambda r: None if own.match(r.url) else outside.append(r.url))
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("response", lambda r: faults.append(r.url) if r.status >= 400 else None)
    yield page
    context.close()
    assert not outside, f"requests left the machine: {outside}"
    assert not faults, faults


def test_a_lesson_without_its_code(visit: Page, address: str, notebooks: Path) -> None:
    sent = visit.goto(address)
    wait_drawn(visit, 2)
    assert sent is not None
    assert QUESTION in sent.text()
    assert leaked(sent.text()) == leaked(visit.content()) == []
    assert visit.locator(".jp-InputArea-editor, .jp-InputPrompt, .cm-editor").count() == 0
    assert "import lesson_utils" not in visit.inner_text("body")
    assert "Teacher notes" not in visit.inner_text("body")
    assert visit.locator(".jp-RenderedText", has_text="Traceback").count() == 0
    assert visit.title() == "The First Island Chain"
    expect(visit.locator("header")).to_contain_text("Lesson 05: The First Island Chain")

    question = visit.locator(".lu-question", has_text=QUESTION)
    question.get_by_role("radio").nth(0).check()
    question.get_by_role("button", name="Check", exact=True).click()
    expect(question).to_contain_text("Not yet")
    question.get_by_role("radio").nth(1).check()
    question.get_by_role("button", name="Check", exact=True).click()
    expect(question).to_contain_text("Correct")
    kept = json.loads((notebooks / "progress.json").read_text(encoding="utf-8"))
    assert kept["answers"]["Q26"]["tries"] == 2

    panel = visit.locator(".lu-panel").first
    before = panel.locator(".lu-say").first.inner_text()
    panel.get_by_text("Luzon Strait", exact=True).click()
    expect(panel.locator(".lu-say").first).not_to_have_text(before)
    assert axe(visit, "header", "#rendered_cells") == []


def test_it_scrolls_as_a_page_and_fits_a_phone(visit: Page, address: str) -> None:
    visit.set_viewport_size({"width": 390, "height": 800})
    visit.goto(address)
    wait_drawn(visit, 2)
    assert visit.evaluate("document.documentElement.scrollHeight") > 5000
    assert visit.evaluate("document.documentElement.scrollWidth") <= 391


def test_what_was_predicted_comes_back_without_running_a_cell(
    visit: Page, address: str, notebooks: Path
) -> None:
    visit.goto(address)
    wait_drawn(visit, 2)
    said = visit.locator(".lu-say", has_text="prediction yet")
    expect(said).to_have_count(1)
    question = visit.locator(".lu-question", has=visit.get_by_role("button", name=KEEP))
    question.get_by_role("radio").nth(1).check()
    question.get_by_role("button", name=KEEP).click()
    expect(said).to_have_count(0)
    kept = json.loads((notebooks / "progress.json").read_text(encoding="utf-8"))
    predicted = visit.locator(".lu-say", has_text="You predicted:")
    expect(predicted).to_have_text("You predicted: " + kept["predictions"]["05.gap"]["value"])


def test_the_next_lesson_opens_from_the_link(visit: Page, address: str) -> None:
    visit.goto(address)
    wait_drawn(visit, 2)
    visit.get_by_role("link", name="Lesson 6").first.click()
    visit.wait_for_url("**/06_*.ipynb")
    expect(visit.locator("header")).to_contain_text("Lesson 06", timeout=60_000)
    wait_drawn(visit, 1)


def test_the_list_of_lessons_leads_on(visit: Page, address: str) -> None:
    visit.goto(address)
    wait_drawn(visit, 2)
    visit.goto(address.partition("/voila")[0] + "/")
    with visit.expect_popup() as opened:
        visit.get_by_role("link", name="05_first_island_chain").click()
    wait_drawn(opened.value, 2)
    assert opened.value.title() == "The First Island Chain"


def test_dark_and_forgetful(visit: Page, notebooks: Path, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    shutil.copy(notebooks / "05_first_island_chain.ipynb", folder)
    with presented(folder, "05", "--dark", "--forget") as url:
        visit.goto(url)
        wait_drawn(visit, 2)
        expect(visit.locator("header")).to_contain_text("Answers are forgotten")
        assert visit.evaluate("document.body.dataset.jpThemeLight") == "false"
        paper = visit.evaluate("getComputedStyle(document.body).backgroundColor")
        assert max(int(n) for n in re.findall(r"\d+", paper)[:3]) < 60
        question = visit.locator(".lu-question", has_text=QUESTION)
        question.get_by_role("radio").nth(1).check()
        question.get_by_role("button", name="Check", exact=True).click()
        expect(question).to_contain_text("Correct")
        assert axe(visit, "header", "#rendered_cells") == []
        assert [path.name for path in folder.iterdir()] == ["05_first_island_chain.ipynb"]


def test_nobody_else_gets_in(address: str) -> None:
    """Without the token a program of another user of this computer is sent to a login."""
    bare = address.partition("?")[0]

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_all: object) -> None:
            return None

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.build_opener(Stay).open(bare, timeout=20)
    refused.value.close()
    assert refused.value.code == 302
    assert "/login" in refused.value.headers["Location"]
    port = int(re.findall(r":(\d+)/", address)[0])
    with socket.socket() as probe:
        probe.settimeout(2)
        assert probe.connect_ex((_own_address(), port)) != 0, "it answers other computers"


def _own_address() -> str:
    """This computer's address as others see it; another loopback one where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            return "127.0.0.2"
        return str(probe.getsockname()[0])
