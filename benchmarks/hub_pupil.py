"""One pupil of a hub: what a browser does, without a browser."""

from __future__ import annotations

import asyncio
import dataclasses
import html
import json
import random
import re
import time
import uuid
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from .hub_server import Hub, HubError

MIB = 2**20
MARK = "This sentence was written by {name}."


@dataclasses.dataclass
class Visit:
    """What happened to one pupil."""

    name: str
    ready_s: float = 0.0
    opened_s: float = 0.0
    run_s: float = 0.0
    waves: int = 0
    cells: int = 0
    errors: list[str] = dataclasses.field(default_factory=list)
    megabytes: float = 0.0
    kept: bool = False


class Pupil:
    """A browser as far as a hub can tell: cookies, redirects, tokens of forms, channels."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub = hub
        self.visit = Visit(name)
        limits = httpx.Limits(max_connections=6)
        self.http = httpx.AsyncClient(
            base_url=hub.base, follow_redirects=True, timeout=120, limits=limits
        )
        self.home = f"/user/{name}"

    async def log_in(self) -> None:
        """Fill in the form; the hub then starts the pupil's server."""
        page = await self.http.get("/hub/login")
        form = {"username": self.visit.name, "password": self.hub.password,
                "_xsrf": self.cookie("_xsrf", "/hub/")}  # fmt: skip
        answer = await self.http.post("/hub/login?next=%2Fhub%2Fhome", data=form)
        if answer.status_code != 200 or "/hub/home" not in str(answer.url):
            raise HubError(f"{self.visit.name} could not log in: {answer.status_code} {page.url}")

    async def arrive(self) -> str:
        """Ask for the server until its page is there, waiting as the hub's pages say."""
        begun = time.monotonic()
        lab = f"{self.home}/lab/tree/counterweight"
        await self.http.get("/hub/spawn")
        while True:
            answer = await self.http.get(lab)
            here = str(answer.url)
            if answer.status_code == 200 and urlsplit(here).path.startswith(f"{self.home}/lab"):
                self.visit.ready_s = time.monotonic() - begun
                return answer.text
            if time.monotonic() - begun > 400:
                raise HubError(f"{self.visit.name} waited too long: {answer.status_code} {here}")
            if "spawn-pending" in here:
                await asyncio.sleep(0.5)
                continue
            again = await self.http.get(f"/hub/spawn/{self.visit.name}")
            if again.status_code == 429:  # as templates/error.html does
                if "tries again by itself" not in again.text:
                    raise HubError("The page for those who have to wait is not the course's own.")
                self.visit.waves += 1
                await asyncio.sleep(random.uniform(3, 6))
            elif again.status_code >= 400 and again.status_code != 503:
                raise HubError(f"{self.visit.name}: {again.status_code} at {again.url}")
            else:
                await asyncio.sleep(0.5)

    async def open(self, page: str, lesson: str) -> dict[str, Any]:
        """Load what the page names, then the lesson."""
        begun = time.monotonic()
        loaded = len(page)
        for source in re.findall(r'<script[^>]+src="([^"]+)"', page):
            answer = await self.http.get(urljoin(f"{self.home}/lab/", html.unescape(source)))
            answer.raise_for_status()
            loaded += len(answer.content)
        path = f"{self.home}/api/contents/counterweight/{lesson}"
        answer = await self.http.get(path)
        answer.raise_for_status()
        self.visit.megabytes = (loaded + len(answer.content)) / 1e6
        self.visit.opened_s = time.monotonic() - begun
        model: dict[str, Any] = answer.json()
        return model

    async def run(self, model: dict[str, Any]) -> None:
        """Run every cell of the lesson in a kernel of the pupil's own, and keep the notebook."""
        begun = time.monotonic()
        path = model["path"]
        session = await self.write("POST", "/api/sessions", {
            "path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"},
        })  # fmt: skip
        address = f"{self.hub.base}{self.home}/api/kernels/{session['kernel']['id']}/channels"
        async with Channels(self, address.replace("http", "ws", 1)) as channels:
            for cell in model["content"]["cells"]:
                if cell["cell_type"] == "code":
                    self.visit.errors += await channels.execute("".join(cell["source"]))
                    self.visit.cells += 1
        self.visit.run_s = time.monotonic() - begun
        cells = model["content"]["cells"]
        cells[0]["source"] = (
            "".join(cells[0]["source"]) + "\n\n" + MARK.format(name=self.visit.name)
        )
        await self.write("PUT", f"/api/contents/{path}", {
            "type": "notebook", "format": "json", "content": model["content"],
        })  # fmt: skip

    async def came_back(self, lesson: str) -> None:
        """Start again, which copies the course again, and look for the sentence written before."""
        await self.arrive()
        answer = await self.http.get(f"{self.home}/api/contents/counterweight/{lesson}")
        first = "".join(answer.json()["content"]["cells"][0]["source"])
        self.visit.kept = MARK.format(name=self.visit.name) in first

    async def leave(self) -> None:
        """Stop the server, as the button in the hub's own page does."""
        name = self.visit.name
        head = {
            "X-XSRFToken": self.cookie("_xsrf", "/hub/"),
            "Referer": f"{self.hub.base}/hub/home",
        }
        answer = await self.http.delete(f"/hub/api/users/{name}/server", headers=head)
        for _attempt in range(120):
            if answer.status_code == 204:
                return
            await asyncio.sleep(0.5)
            answer = await self.http.get(f"/hub/api/users/{name}", headers=head)
            if answer.status_code == 200 and not answer.json()["servers"]:
                return
        raise HubError(f"{name} could not stop the server: {answer.status_code}")

    async def write(self, how: str, where: str, what: dict[str, Any]) -> dict[str, Any]:
        """Send something to the pupil's own server."""
        head = {"X-XSRFToken": self.cookie("_xsrf", f"{self.home}/")}
        answer = await self.http.request(how, f"{self.home}{where}", json=what, headers=head)
        if answer.status_code >= 400:
            raise HubError(
                f"{self.visit.name}: {answer.status_code} at {where}: {answer.text[:200]}"
            )
        given: dict[str, Any] = answer.json()
        return given

    def cookie(self, name: str, path: str) -> str:
        """Give the cookie that belongs to a path."""
        return next((c.value or "" for c in self.http.cookies.jar
                     if c.name == name and c.path == path), "")  # fmt: skip


class Channels:
    """A kernel's channels as a page uses them."""

    def __init__(self, pupil: Pupil, address: str) -> None:
        self.session = uuid.uuid4().hex
        jar = pupil.http.cookies.jar
        cookies = "; ".join(f"{c.name}={c.value}" for c in jar if pupil.home.startswith(
            c.path.rstrip("/")))  # fmt: skip
        token = pupil.cookie("_xsrf", f"{pupil.home}/")
        self.request = HTTPRequest(
            f"{address}?session_id={self.session}&_xsrf={token}",
            headers={"Cookie": cookies, "Origin": pupil.hub.base}, connect_timeout=90,
        )  # fmt: skip
        self.served = False

    async def __aenter__(self) -> Channels:
        self.socket = await websocket_connect(self.request, max_message_size=64 * MIB)
        return self

    async def __aexit__(self, *_failure: object) -> None:
        self.socket.close()

    def send(self, kind: str, content: dict[str, Any]) -> str:
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": kind, "session": self.session, "username": "",
                  "version": "5.3", "date": ""}  # fmt: skip
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content,
                   "channel": "shell", "buffers": []}  # fmt: skip
        self.socket.write_message(json.dumps(message))
        return name

    async def execute(self, code: str) -> list[str]:
        """Run a cell to its end; a chart's wish for the drawing library is met as a page does."""
        asked = self.send("execute_request", {
            "code": code, "silent": False, "store_history": True, "allow_stdin": False,
        })  # fmt: skip
        wrong: list[str] = []
        board = ""
        replied = idle = False
        while not (replied and idle):
            message = await self.receive()
            content = message["content"]
            if message["msg_type"] == "comm_open" and "_board" in content["data"].get("state", {}):
                board = content["comm_id"]
            if message["parent_header"].get("msg_id") != asked:
                continue
            if message["msg_type"] == "execute_reply":
                replied = True
            elif message["msg_type"] == "status":
                idle = content["execution_state"] == "idle"
            elif message["msg_type"] == "error":
                wrong.append(f"{content['ename']}: {content['evalue']}"[:200])
        if board and not self.served:
            self.served = True
            self.send("comm_msg", {"comm_id": board, "data": {
                "method": "custom", "content": {"op": "runtime", "page": "class"}}})  # fmt: skip
            while not (await self.receive()).get("binary"):
                pass
        return wrong

    async def receive(self) -> dict[str, Any]:
        raw = await asyncio.wait_for(self.socket.read_message(), 180)
        if raw is None:
            raise HubError("The kernel's connection was closed.")
        if isinstance(raw, str):
            message: dict[str, Any] = json.loads(raw)
            return message
        offset = int.from_bytes(raw[4:8], "big")  # Jupyter's older form: offsets, JSON, buffers
        end = int.from_bytes(raw[8:12], "big") if int.from_bytes(raw[:4], "big") > 1 else len(raw)
        return {**json.loads(raw[offset:end]), "binary": True}
