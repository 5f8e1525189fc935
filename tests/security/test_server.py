"""The real JupyterLab of the course answers this computer only, and nobody without the token."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from lesson_utils import course_files
from tests.browser.lab import free_port

ROOT = Path(__file__).resolve().parents[2]
HERE = ("127.0.0.1", "::1")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[psutil.Process, str, str]]:
    """Start ``lessons open`` as a learner does; give the process, its address and its token."""
    home = tmp_path_factory.mktemp("home")
    folder = tmp_path_factory.mktemp("class") / "course"
    course_files.copy(folder)
    port = free_port()
    names = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = os.environ | {name: str(home / name.lower()) for name in names}
    log = home / "log"
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "lesson_utils", "open", str(folder), "--", "--no-browser",
             "--allow-root", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"],
            stdout=out, stderr=out, env=environment, start_new_session=True,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not (hit := re.search(r"(http://\S+?)/lab\S*\?token=(\w+)", log.read_text())):
            assert child.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield psutil.Process(child.pid), hit[1], hit[2]
    finally:
        family = [psutil.Process(child.pid), *psutil.Process(child.pid).children(recursive=True)]
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.terminate()
        psutil.wait_procs(family, timeout=15)
        child.wait(15)


def listening(process: psutil.Process) -> dict[str, set[str]]:
    """Find where a process and its children listen: name → addresses."""
    found: dict[str, set[str]] = {}
    for one in (process, *process.children(recursive=True)):
        for connection in one.net_connections("inet"):
            if connection.status == psutil.CONN_LISTEN:
                found.setdefault(one.name(), set()).add(connection.laddr.ip)
    return found


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A way to the log-in page is no answer."""

    def redirect_request(self, *_args: object) -> None:
        return None


def ask(address: str, path: str, *, data: bytes | None = None, **headers: str) -> int:
    request = urllib.request.Request(f"{address}{path}", data=data, headers=headers)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_server_and_kernel_listen_on_this_computer_only(
    running: tuple[psutil.Process, str, str],
) -> None:
    process, address, token = running
    assert address.startswith(("http://127.0.0.1:", "http://localhost:"))
    body = json.dumps({"name": "python3"}).encode()
    status = ask(
        address, "/api/kernels", data=body,
        Authorization=f"token {token}", **{"Content-Type": "application/json"},
    )  # fmt: skip
    assert status == 201
    deadline = time.monotonic() + 30
    while len(process.children(recursive=True)) < 1 and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(2)
    found = listening(process)
    assert found
    assert {ip for addresses in found.values() for ip in addresses} <= set(HERE), found


def test_nothing_is_given_without_the_token(running: tuple[psutil.Process, str, str]) -> None:
    _process, address, token = running
    assert len(token) >= 32
    for path in ("/api/contents", "/api/kernels", "/api/terminals"):
        assert ask(address, path) == 403, path
        assert ask(address, path, Authorization="token wrong") == 403, path
    for path in ("/lab", "/files/00_start_here.ipynb"):
        assert ask(address, path) == 302, "to the page that asks for the token"
    assert ask(address, "/api/contents", Authorization=f"token {token}") == 200


def test_another_web_page_cannot_speak_for_the_reader(
    running: tuple[psutil.Process, str, str],
) -> None:
    """A page of another site that knows the address but not the token is turned away."""
    _process, address, token = running
    assert ask(address, "/api/contents", Origin="http://elsewhere.example") in (403, 404)
    assert ask(address, "/api/contents", data=b"{}", Authorization="token x") == 403
    foreign = ask(
        address, "/api/contents", Host="elsewhere.example", Authorization=f"token {token}"
    )
    assert foreign == 403, "a name that was pointed at this computer got in"


def test_run_py_opens_through_the_same_command() -> None:
    text = (ROOT / "run.py").read_text("utf-8")
    assert '["-m", "lesson_utils", "open", ' in text
    for word in ("0.0.0.0", "--ip", "token=''", 'token=""', "disable_check_xsrf", "allow_origin"):
        assert word not in text


def test_no_document_tells_to_open_the_server_to_the_network() -> None:
    """`--ip=0.0.0.0` or an empty token on a school network gives every pupil every file."""
    for path in [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "notebooks").glob("*"),
    ]:
        if path.suffix in {".md", ".ipynb"}:
            text = path.read_text("utf-8")
            for word in ("--ip=0.0.0.0", "--ip=*", "token=''", "token= "):
                told = text.replace("Never use `--ip=0.0.0.0`", "")
                assert word not in told, f"{path.name}: {word}"
