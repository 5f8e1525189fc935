"""The course in a network without a route, and in one where every outside address hangs.

`tools/offline.sh` makes those networks. Where the machine does not allow it, these tests are
skipped and say so; ``LESSONS_REQUIRE_NAMESPACE=1`` turns the skip into a failure.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from . import lab

HOME = Path(__file__).resolve().parents[2]
OFFLINE = str(HOME / "tools" / "offline.sh")
WAYS = ("none", "hang")
NOT_ALLOWED = 77
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--color=no"]
SHORT = {
    "list": [sys.executable, "-m", "lesson_utils", "list"],
    "verify": [sys.executable, "-m", "lesson_utils", "verify"],
    "draw": [sys.executable, "-c", "import lesson_utils as lu; lu.maps.crossings().twin()"],
}  # fmt: skip
LONG = {
    "unit tests": ["tests/test_data.py", "tests/test_course.py", "tests/test_cli.py"],
    "a lesson's outputs": ["--nbval", "--nbval-cell-timeout=60", "notebooks/00_start_here.ipynb"],
    "a lesson in the browser": [
        "tests/browser/test_lessons.py",
        "-k",
        "accessible and 00_start_here",
    ],
}
CONNECT = """
import socket, time
def seconds(address):
    start = time.monotonic()
    try: socket.create_connection(address, timeout=1.5)
    except OSError: return time.monotonic() - start
print(seconds(("192.0.2.1", 443)))
"""


@dataclass
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def packets(self) -> int:
        """How many packets wanted to leave the machine."""
        return int(re.search(r"offline: (\d+) packets", self.err)[1])  # type: ignore[index]

    @property
    def outcome(self) -> tuple[int, list[str]]:
        """The end code and the counts of a pytest run, without its seconds."""
        return self.code, re.findall(r"\d+ (?:passed|failed|skipped|error)", self.out)


def run(command: list[str], way: str | None = None) -> Run:
    before = [OFFLINE, way] if way else []
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"LESSON_PROGRESS": str(Path(folder) / "progress.json")}
        start = time.monotonic()
        done = subprocess.run(
            [*before, *command], cwd=HOME, env=env, capture_output=True, text=True, timeout=280
        )
        return Run(done.returncode, done.stdout, done.stderr, time.monotonic() - start)


@pytest.fixture(scope="module", autouse=True)
def allowed() -> None:
    tried = run(["true"], "hang")
    if tried.code != 0:
        reason = (
            "NO OFFLINE TESTS WERE RUN: this machine allows no network of one's own "
            f"(code {tried.code}: {tried.err.strip()[-200:]}). They need Linux, iproute2, and root "
            "or unprivileged user namespaces."
        )
        if os.environ.get("LESSONS_REQUIRE_NAMESPACE") or tried.code != NOT_ALLOWED:
            pytest.fail(reason)
        pytest.skip(reason)


def test_the_networks_are_what_they_are_called() -> None:
    """The yardstick: without a route an attempt fails at once, and in the other it hangs."""
    at_once, hangs = (run([sys.executable, "-c", CONNECT], way) for way in WAYS)
    assert float(at_once.out) < 0.5
    assert float(hangs.out) >= 1.5
    assert hangs.packets >= 1
    assert run(["true"], "hang").packets == 0
    assert run(["false"], "none").code == 1


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SHORT)
def test_a_command_answers_the_same_and_within_a_second(name: str, way: str) -> None:
    """Same answer, nothing sent, and at most a second more than outside (best of three)."""
    pairs = []
    for _attempt in range(3):
        outside, inside = run(SHORT[name]), run(SHORT[name], way)
        assert inside.code == outside.code == 0, inside.err
        assert inside.out == outside.out
        assert way == "none" or inside.packets == 0
        pairs.append(inside.seconds - outside.seconds)
        if min(pairs) < 1:
            break
    assert min(pairs) < 1, f"{name} takes {min(pairs):.1f} s longer"


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_the_suite_ends_the_same(name: str) -> None:
    """Same tests pass, nothing is sent; the browser may look for its maker's own servers.

    A busy machine varies by a second or two. Who waits for a silent name server waits 5 s at least.
    """
    browser = "browser" in name
    if browser and lab.chromium() is None:
        pytest.skip("NO BROWSER TESTS WERE RUN: no Chromium was found.")
    outside = run([*PYTEST, *LONG[name]])
    assert outside.code == 0, outside.out[-2000:]
    for way in WAYS:
        inside = run([*PYTEST, *LONG[name]], way)
        print(f"{name}: outside {outside.seconds:.1f} s, {way} {inside.seconds:.1f} s")
        assert inside.outcome == outside.outcome, inside.out[-2000:]
        if way == "hang" and not browser:
            assert inside.packets == 0, f"{inside.packets} packets wanted to leave"
        assert inside.seconds < outside.seconds + 4, "something waited for the network"
