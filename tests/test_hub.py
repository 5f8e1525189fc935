"""The hub: its configuration as JupyterHub reads it, its files, and a class of two for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest
import yaml
from traitlets import HasTraits, Tuple
from traitlets.config import Config

from lesson_utils import course_files

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy" / "jupyterhub"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a hub runs on Linux")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub's folder with a proxy in it, and no setting from outside."""
    for name in [name for name in os.environ if name.startswith("COURSE_")]:
        monkeypatch.delenv(name)
    proxy = tmp_path / "node_modules" / ".bin" / "configurable-http-proxy"
    proxy.parent.mkdir(parents=True)
    proxy.touch()
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path))
    monkeypatch.setenv("COURSE_PASSWORD", "a long password")
    return tmp_path


def read(monkeypatch: pytest.MonkeyPatch, **settings: str | Path) -> Any:
    """Read the configuration with some settings."""
    for name, value in settings.items():
        monkeypatch.setenv(f"COURSE_{name}", str(value))
    made = Config()
    path = DEPLOY / "jupyterhub_config.py"
    code = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    exec(code, {"get_config": lambda: made, "__file__": str(path)})
    return made


def test_it_stays_on_this_computer_until_told_otherwise(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    c = read(monkeypatch)
    assert c.JupyterHub.bind_url == "http://127.0.0.1:8000"
    assert c.JupyterHub.hub_bind_url.startswith("http://127.0.0.1:")
    assert c.ConfigurableHTTPProxy.api_url.startswith("http://127.0.0.1:")
    assert c.JupyterHub.db_url == f"sqlite:///{folder}/hub.sqlite"
    assert (folder / "home").stat().st_mode & 0o077 == 0
    assert c.JupyterHub.authenticator_class == "shared-password"
    assert c.SharedPasswordAuthenticator.user_password == "a long password"
    assert "--ServerApp.terminals_enabled=False" in c.Spawner.args


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"PASSWORD": ""}, "COURSE_PASSWORD"),
        ({"PASSWORD": "short"}, "at least 8 characters"),
        ({"ADDRESS": "http://0.0.0.0:8000"}, "unencrypted.*COURSE_TLS_CERT"),
        ({"ADDRESS": "https://0.0.0.0"}, "COURSE_TLS_CERT must name a file"),
        ({"ADDRESS": "0.0.0.0:443"}, "write it as https"),
        ({"MEMORY_MB": "1 GB"}, "COURSE_MEMORY_MB is '1 GB'.*whole number from 256"),
        ({"MEMORY_MB": "12"}, "whole number from 256"),
        ({"PUPILS": "no such file"}, "COURSE_PUPILS cannot be read"),
        ({"OAUTH_CALLBACK": "https://x.example.org/cb"}, "COURSE_OAUTH_CLIENT_ID is missing"),
    ],
)
def test_half_a_configuration_is_refused_in_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], said: str
) -> None:
    with pytest.raises(SystemExit, match=said) as refused:
        read(monkeypatch, **settings)
    assert str(refused.value).startswith("jupyterhub_config.py: ")


def test_without_the_proxy_it_says_what_to_type(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder / "node_modules")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match=r"npm install .* configurable-http-proxy@5\.3\.0"):
        read(monkeypatch)


def test_tls_with_a_certificate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cert", "key"):
        (folder / name).touch()
    c = read(
        monkeypatch,
        ADDRESS="https://0.0.0.0:443",
        TLS_CERT=folder / "cert",
        TLS_KEY=folder / "key",
    )
    assert (c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key) == (f"{folder}/cert", f"{folder}/key")


def test_who_may_come_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch).Authenticator.allow_all is True
    (folder / "pupils.txt").write_text("Aoi\nben\n\n", encoding="utf-8")
    c = read(monkeypatch, PUPILS=folder / "pupils.txt", ADMINS="teacher, head")
    assert c.Authenticator.allowed_users == {"aoi", "ben"}
    assert "allow_all" not in c.Authenticator
    assert c.Authenticator.admin_users == {"teacher", "head"}


def test_a_name_cannot_lead_out_of_the_homes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = re.compile(read(monkeypatch).Authenticator.username_pattern)
    for good in ("aoi", "b.en", "ben@school.example.org", "3a-07"):
        assert pattern.match(good), good
    for bad in ("..", "../x", "a/b", ".ssh", "-rf", "a b", "", "a\n", "x" * 65, "{username}"):
        assert not pattern.fullmatch(bad), bad


def test_school_accounts_need_a_list_or_nobody_is_kept_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: dict[str, str | Path] = {
        "OAUTH_CALLBACK": "https://hub.example.org/hub/oauth_callback",
        "OAUTH_CLIENT_ID": "course",
        "OAUTH_CLIENT_SECRET": "secret",
        "OAUTH_AUTHORIZE_URL": "https://login.example.org/authorize",
        "OAUTH_TOKEN_URL": "https://login.example.org/token",
        "OAUTH_USERDATA_URL": "https://login.example.org/userinfo",
        "PASSWORD": "",
    }
    with pytest.raises(SystemExit, match="COURSE_PUPILS must say who is let in"):
        read(monkeypatch, **settings)
    (folder / "pupils.txt").write_text("aoi@example.org", encoding="utf-8")
    c = read(monkeypatch, PUPILS=folder / "pupils.txt", **settings)
    assert c.JupyterHub.authenticator_class == "generic-oauth"
    assert c.GenericOAuthenticator.client_secret == "secret"
    assert c.GenericOAuthenticator.username_claim == "email"


def test_limits_waves_and_culling(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    c = read(monkeypatch, MEMORY_MB="600", STARTS_AT_ONCE="7", IDLE_SECONDS="900")
    if shutil.which("prlimit"):
        assert c.Spawner.cmd[:2] == ["prlimit", f"--data={600 * 2**20}"]
    assert c.Spawner.cmd[-1] == str(DEPLOY / "start-course.sh")
    assert os.access(c.Spawner.cmd[-1], os.X_OK)
    assert c.JupyterHub.concurrent_spawn_limit == 7
    memory = psutil.virtual_memory().total / 2**20
    assert 1 <= c.JupyterHub.active_server_limit <= memory / 200
    [culler] = c.JupyterHub.services
    assert "--timeout=900" in culler["command"]
    [role] = c.JupyterHub.load_roles
    assert role["services"] == [culler["name"]]
    assert not [scope for scope in role["scopes"] if scope.startswith("admin")]


@pytest.mark.skipif(not shutil.which("prlimit"), reason="prlimit belongs to util-linux")
def test_the_hub_reads_how_long_a_pupil_is_told_to_wait(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JupyterHub has this setting without its mark, and said at each start that it has none."""

    class Hub(HasTraits):
        spawn_throttle_retry_range = Tuple((30, 60))

    monkeypatch.setitem(sys.modules, "jupyterhub.app", SimpleNamespace(JupyterHub=Hub))
    c = read(monkeypatch)
    assert "spawn_throttle_retry_range" in Hub.class_trait_names(config=True)
    assert c.JupyterHub.spawn_throttle_retry_range == (3, 6)


def test_the_memory_limit_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before_the_script = read(monkeypatch, MEMORY_MB="300").Spawner.cmd[:-1]
    for megabytes, fits in ((100, True), (400, False)):
        code = f"kept = bytearray({megabytes} * 2**20)"
        done = subprocess.run(
            [*before_the_script, sys.executable, "-c", code],
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode == 0) is fits
        assert ("MemoryError" in done.stderr) is not fits


@pytest.mark.parametrize("copies", [True, False])
def test_the_course_comes_first_and_a_failed_copy_stops_nobody(
    tmp_path: Path, copies: bool
) -> None:
    programs = {
        "lessons": f'echo "copy $*" >> "$HOME/log"; exit {0 if copies else 1}',
        "jupyterhub-singleuser": 'echo "server $*" >> "$HOME/log"',
    }
    for name, text in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    home = tmp_path / "my home"
    home.mkdir()
    done = subprocess.run(
        [DEPLOY / "start-course.sh", "--port=1", "two words"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(home)},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    first, second = (home / "log").read_text().splitlines()
    assert first == f"copy copy --quiet {home}/counterweight"
    assert second.startswith("server --LabApp.extension_manager=readonly --LabApp.news_url=None ")
    assert second.endswith(" --port=1 two words")
    told = set(course_files.lab_arguments(ROOT / "notebooks")) & set(second.split())
    assert len(told) == 4  # as when the course is opened on one computer
    assert ("starts without" in done.stderr) is not copies


def test_the_kubernetes_values_and_the_one_machine_agree(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = yaml.safe_load((DEPLOY / "values.yaml").read_text(encoding="utf-8"))
    assert set(values) == {"hub", "proxy", "singleuser", "scheduling", "prePuller", "cull"}
    single = values["singleuser"]
    c = read(monkeypatch)
    assert single["defaultUrl"] == c.Spawner.default_url
    assert single["memory"] == {"guarantee": "256M", "limit": "1G"}
    assert single["cmd"] == ["start-course"]
    assert values["hub"]["config"]["JupyterHub"]["authenticator_class"] == "generic-oauth"
    assert "client_secret" not in json.dumps(values)
    assert "latest" not in json.dumps(values)
    hosts = re.findall(r"[a-z.]+\.(?:org|com|io|net)", (DEPLOY / "values.yaml").read_text("utf-8"))
    assert {host.split(".", 1)[-1] for host in hosts} <= {"example.org", "org"}


def test_the_image_is_written_in_proper_form() -> None:
    """It cannot be built in every place, so at least: known words, real files, no root, pins."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n", " ", "\n".join(x for x in text.splitlines() if x[:1] != "#"))
    steps = [line.split(None, 1) for line in joined.splitlines() if line.strip()]
    known = {"ARG", "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "CMD"}
    assert {word for word, _rest in steps} <= known
    for word, rest in steps:
        if word == "COPY" and "--from" not in rest:
            *sources, _target = [part for part in rest.split() if not part.startswith("--")]
            for source in sources:
                assert (ROOT / source).exists(), source
        if word == "RUN":
            assert subprocess.run(["sh", "-n", "-c", rest], check=False).returncode == 0, rest
    assert [rest for word, rest in steps if word == "USER"] == ["1000"]
    assert json.loads(steps[-1][1]) == ["start-course", "--ip=0.0.0.0"]
    hub = re.search(r"jupyterhub==(\S+)", (DEPLOY / "requirements.txt").read_text("utf-8"))
    assert hub is not None
    assert f"ARG JUPYTERHUB={hub[1]}\n" in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name in [*project["project"]["license-files"][:1], "README.md", "pyproject.toml"]:
        assert name.rstrip("*") in text
    for path in ("src", "notebooks", "data"):
        assert f"COPY {path} " in text


def test_the_pins_of_the_hub_agree_with_the_courses() -> None:
    def pins(path: Path) -> dict[str, str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [re.match(r"([\w.-]+)==(\S+)", line) for line in lines]
        return {m[1].lower().replace("_", "-"): m[2] for m in found if m}

    hub, course = pins(DEPLOY / "requirements.txt"), pins(ROOT / "constraints.txt")
    assert {"jupyterhub", "jupyterhub-idle-culler", "oauthenticator", "nbgitpuller"} <= set(hub)
    assert {name: hub[name] for name in hub if course.get(name, hub[name]) != hub[name]} == {}


def test_the_link_opens_a_lesson_that_exists() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    [link] = re.findall(r"https://\S+git-pull\?\S+", text)
    asked = parse_qs(urlsplit(link).query)
    repository = asked["repo"][0].rsplit("/", 1)[-1]
    path = asked["urlpath"][0].removeprefix(f"lab/tree/{repository}/")
    assert (ROOT / path).is_file()
    assert asked["branch"] == ["main"]


def test_published_figures_are_the_measured_ones() -> None:
    from benchmarks import hub_report

    results = json.loads((ROOT / "benchmarks" / "hub.json").read_text(encoding="utf-8"))
    assert (ROOT / "benchmarks" / "hub.md").read_text("utf-8") == hub_report.markdown(results)
    page = (DEPLOY / "README.md").read_text(encoding="utf-8")
    assert hub_report.with_table(page, results) == page
    found = results["class"]
    assert (found["finished"], found["kept"], found["lost"]) == (found["users"],) * 2 + ({},)
    # What the prose beside the tables relies on.
    assert found["memory_mb"]["pupil"] < 200
    assert hub_report.need(found, 100, 8)["memory_gb"] < 20
    assert hub_report.need(found, 3000, 8)["memory_gb"] < 30 * 32


def test_the_arithmetic() -> None:
    from benchmarks import hub_report

    found = {
        "memory_mb": {"hub": 100.0, "proxy": 24.0, "pupil": 150.0},
        "cpu_s_a_pupil": {"server": 2.0, "kernel": 1.0, "hub_and_proxy": 1.0},
    }
    need = hub_report.need(found, 30, 4)
    assert need["memory_gb"] == pytest.approx((124 + 30 * 150) / 1024)
    assert need["all_through_s"] == pytest.approx(30)


@pytest.mark.slow
def test_two_pupils_on_a_real_hub() -> None:
    """Log in, wait in turn, run a lesson, write, come back; and nothing is left running.

    JupyterHub comes from PyPI and its proxy from npm, once, into build/hub.
    """
    if sys.platform != "linux":
        pytest.skip("THE HUB WAS NOT TRIED: it needs Linux.")
    from benchmarks import hub
    from benchmarks.hub_server import HubError, environment

    try:
        environment()
    except HubError as trouble:
        if os.environ.get("LESSONS_REQUIRE_BROWSER"):
            raise
        pytest.skip(f"THE HUB WAS NOT TRIED: {trouble}")
    before = {process.pid for process in psutil.process_iter()}
    found = hub.hold_class(2, "05", at_once=1)
    assert found["lost"] == {}
    assert (found["finished"], found["cell_errors"], found["kept"]) == (2, 0, 2)
    assert found["asked_to_wait"] == 1, "one of the two has to meet the page that tries again"
    assert 20 < found["memory_mb"]["kernel"] < 200
    assert 40 < found["memory_mb"]["server"] < 300
    words = ("singleuser", "ipykernel_launcher", "configurable-http-proxy", "jupyterhub")
    left = [
        process.info["cmdline"]
        for process in psutil.process_iter(["cmdline"])
        if process.pid not in before
        and any("class-" in word for word in process.info["cmdline"] or ())
        and any(word in " ".join(process.info["cmdline"]) for word in words)
    ]
    assert left == []
