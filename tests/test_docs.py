"""What the documents tell a reader to type exists, and every link and picture leads somewhere."""

from __future__ import annotations

import argparse
import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest

from lesson_utils import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md"),
     *(ROOT / "deploy").rglob("*.md")]
)  # fmt: skip
LARGEST_PICTURE = 160_000
pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="docs/ is in a clone only")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"(uv run )?((python|py) )?(\S*[/\\])?(?P<program>run\.py|lessons)(?= |$)(?P<words>.*)"
)
LINK = re.compile(r"(!?)\[((?:\\.|[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code(text: str) -> list[str]:
    """Give every line of code: those of blocks, and what stands between backticks."""
    blocks = FENCE.findall(text)
    lines = [line for block in blocks for line in block.splitlines()[1:-1]]
    return [*lines, *re.findall(r"`([^`\n]+)`", FENCE.sub("", text))]


def commands(text: str) -> list[list[str]]:
    """Give the words of every command of the course that a document names."""
    found = []
    for line in code(text):
        for part in re.split(r"&&|;|#| \| ", line):
            match = COMMAND.match(part.strip())
            if match:
                found.append([match["program"], *shlex.split(match["words"])])
    return found


@pytest.fixture(scope="module")
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_of_the_clone", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parses(words: list[str]) -> bool:
    """Say whether the command line takes these words; a bare command stands for its name."""
    words = [word for word in words if word not in {"…", "..."}]
    if len(words) <= 1:
        return not words or words[0].startswith("-") or words[0] in cli._COMMANDS
    try:
        cli.parser().parse_args(words[: words.index("--")] if "--" in words else words)
    except SystemExit as stopped:
        # `lessons progress`, `lessons export cards`: part of a command, as a name for it.
        return stopped.code == 0 or _is_begun(cli.parser(), words)
    return True


def _is_begun(parser: argparse.ArgumentParser, words: list[str]) -> bool:
    """Tell whether all the words are names of commands, each of the one before."""
    for word in words:
        below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
        if not below or word not in below[0].choices:
            return False
        parser = below[0].choices[word]
    return True


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_exists(page: Path, run: ModuleType) -> None:
    """The command line takes it; nothing is run."""
    for program, *words in commands(page.read_text("utf-8")):
        if program == "run.py" and words and not words[0].startswith("-"):
            assert words[0] in {*run.NEEDS, "setup"}, f"{name(page)}: run.py {words}"
            if words[0] == "setup":
                assert words[1:2] == [] or words[1] in run.SIZES, words
            if words[0] not in cli._COMMANDS or words[0] in run.SCRIPTS:
                continue
        elif program == "run.py":
            continue
        assert parses(words), f"{name(page)}: {program} {' '.join(words)}"


def test_the_commands_are_found() -> None:
    """So that the test above cannot pass because it reads nothing."""
    text = (
        "`python run.py lite` and `lessons copy my-course`,\n"
        "```\npython run.py   # opens\nv/bin/lessons open my-course\n"
        "git clone x && python run.py test -k y\nuv run lessons list --long\n```\n"
    )
    assert commands(text) == [
        ["run.py"],
        ["lessons", "open", "my-course"],
        ["run.py", "test", "-k", "y"],
        ["lessons", "list", "--long"],
        ["run.py", "lite"],
        ["lessons", "copy", "my-course"],
    ]
    assert sum(len(commands(page.read_text("utf-8"))) for page in PAGES) > 60
    for wrong in ("copie x", "export quiz --format word", "site build", "progress rest 05"):
        assert not parses(wrong.split())


def anchors(page: Path) -> set[str]:
    """Give the names of the headings as the usual hosts make them."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE):
        plain = LINK.sub(r"\2", heading).replace("`", "").lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_and_picture_is_there(page: Path) -> None:
    text = re.sub(r"`[^`\n]+`", "", FENCE.sub("", page.read_text("utf-8")))
    for picture, words, target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        place = (page.parent / unquote(path)).resolve() if path else page
        assert place.exists(), f"{name(page)}: {target}"
        if fragment and place.suffix == ".md":
            assert fragment in anchors(place), f"{name(page)}: {target}"
        if picture:
            assert len(words) > 15, f"{name(page)}: {target} has no description"
            assert place.stat().st_size <= LARGEST_PICTURE, target


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        Path(target).name
        for page in PAGES
        for _, _, target in LINK.findall(page.read_text("utf-8"))
    }
    assert {path.name for path in (ROOT / "docs" / "images").iterdir()} <= shown


def test_nobody_is_sent_to_another_projects_package() -> None:
    """On the public index `lesson-utils` is somebody else's."""
    for page in PAGES:
        for line in code(page.read_text("utf-8")):
            assert not re.search(r"install [^\n]*\blesson-utils\b", line), f"{name(page)}: {line}"
