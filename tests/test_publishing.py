"""What the two hosts are told to do exists, may do no more than it must, and fits together."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from lesson_utils import course

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github" / "workflows" / "pages.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
pytestmark = pytest.mark.skipif(not GITHUB.is_file(), reason="published from a clone only")


@pytest.fixture(scope="module")
def github() -> dict[str, Any]:
    return dict(yaml.safe_load(GITHUB.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def gitlab() -> dict[str, Any]:
    return dict(yaml.safe_load(GITLAB.read_text(encoding="utf-8")))


def steps(github: dict[str, Any], job: str) -> list[dict[str, Any]]:
    return list(github["jobs"][job]["steps"])


def commands(github: dict[str, Any], gitlab: dict[str, Any]) -> dict[str, list[str]]:
    """What each host runs to publish."""
    return {
        "github": [step["run"] for step in steps(github, "build") if "run" in step],
        "gitlab": list(gitlab["pages"]["script"]),
    }


def tool(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec = importlib.util.spec_from_file_location(f"publish_{name}", ROOT / f"tools/{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return module


def test_both_hosts_build_the_same(github: dict[str, Any], gitlab: dict[str, Any]) -> None:
    told = commands(github, gitlab)
    assert told["github"] == told["gitlab"]


def test_every_command_is_one_of_the_course(github: dict[str, Any], gitlab: dict[str, Any]) -> None:
    sys.path.insert(0, str(ROOT))
    try:
        import run
    finally:
        sys.path.remove(str(ROOT))
    ours = [shlex.split(one) for one in commands(github, gitlab)["github"] if "run.py" in one]
    assert [words[:3] for words in ours] == [
        ["python3", "run.py", "site"], ["python3", "run.py", "lite"],
    ]  # fmt: skip
    for words in ours:
        assert words[2] in run.NEEDS
        script = (ROOT / "tools" / f"{run.SCRIPTS[words[2]]}.py").read_text(encoding="utf-8")
        for option in (word for word in words if word.startswith("--")):
            assert f'"{option}"' in script


def test_every_change_is_checked_and_nothing_is_published_unchecked(
    github: dict[str, Any], gitlab: dict[str, Any]
) -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert [step.get("run") for step in steps(github, "check")][-1] == ".ci/run"
    assert "if" not in github["jobs"]["check"]
    assert set(github[True]) == {"push", "pull_request", "workflow_dispatch"}  # YAML's "on"
    assert set(github["jobs"]["deploy"]["needs"]) == {"check", "build"}
    assert github["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert gitlab["check"]["script"] == [".ci/run"]
    assert gitlab["stages"].index(gitlab["check"]["stage"]) < gitlab["stages"].index(
        gitlab["pages"]["stage"]
    )
    assert gitlab["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_what_is_built_is_what_is_published(github: dict[str, Any], gitlab: dict[str, Any]) -> None:
    site, lite = [shlex.split(one) for one in commands(github, gitlab)["github"] if "run.py" in one]
    upload = next(one for one in steps(github, "build") if "upload-pages" in one.get("uses", ""))
    assert upload["with"]["path"] == site[3] == "public"
    assert gitlab["pages"]["artifacts"]["paths"] == [site[3]]
    # The second stands below the first, where its links say, and the way back is told.
    assert lite[3] == f"{site[3]}/{site[site.index('--lite') + 1]}".rstrip("/")
    assert lite[lite.index("--pages") + 1] == "../"


def test_least_rights_and_known_actions(github: dict[str, Any]) -> None:
    text = GITHUB.read_text(encoding="utf-8") + GITLAB.read_text(encoding="utf-8")
    assert "secret" not in text.lower()
    assert "token" not in text.lower().replace("id-token: write", "")
    assert github["permissions"] == {"contents": "read"}
    allowed = {name: job.get("permissions") for name, job in github["jobs"].items()}
    assert allowed == {
        "check": None, "build": None, "deploy": {"pages": "write", "id-token": "write"},
    }  # fmt: skip
    used = [step["uses"] for job in github["jobs"].values() for step in job["steps"]
            if "uses" in step]  # fmt: skip
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used)
    assert all("timeout-minutes" in job for job in github["jobs"].values())


def test_links_between_the_two_lead_somewhere(tmp_path: Path) -> None:
    lite, pages = tool("lite"), tool("pages")
    site = tmp_path / "public"
    pages.build(site, ROOT / "notebooks", "lite/", paper=False)
    front = lite.front_page(29.0, "../")
    targets = set(re.findall(r'href="([^"]+)"', front))
    lessons = {f"lab/index.html?path={one.path.name}" for one in course.lessons()}
    assert targets == lessons | {"../"}
    assert (site / "index.html").is_file()
    doors = set()
    for page in site.rglob("*.html"):
        doors |= set(re.findall(r'href="(?:\.\./)?lite/([^"]*)"', page.read_text("utf-8")))
    assert doors == lessons | {""}


def test_without_reading_pages_the_first_page_names_none() -> None:
    assert "reading pages" not in tool("lite").front_page(29.0)
