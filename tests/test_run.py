"""run.py against real Pythons, real virtual environments and a real pip, on a project of nothing.

The project below has run.py and stands in for the course: its build backend lies inside it and it
depends on nothing, so that no test needs a network.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

RUN = Path(__file__).resolve().parents[1] / "run.py"

BACKEND = """
import os, time, zipfile
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    time.sleep(float(os.environ.get("SLOW_BUILD", "0")))
    info = "lesson_utils-1.dist-info/"
    name = "lesson_utils-1-py3-none-any.whl"
    meta = "Metadata-Version: 2.1\\nName: lesson-utils\\nVersion: 1\\nProvides-Extra: lab\\n"
    meta += "Provides-Extra: present\\nProvides-Extra: test\\n"
    meta += os.environ.get("EXTRA_METADATA", "")
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as z:
        z.writestr("lesson_utils.pth", os.path.join(os.getcwd(), "src") + "\\n")
        z.writestr(info + "METADATA", meta)
        z.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\n"
                   "Tag: py3-none-any\\n")
        z.writestr(info + "RECORD", "")
    return name
"""


def make_project(folder: Path) -> Path:
    (folder / "src" / "lesson_utils").mkdir(parents=True)
    (folder / "backend").mkdir()
    (folder / "notebooks").mkdir()
    shutil.copy(RUN, folder / "run.py")
    (folder / "backend" / "inside.py").write_text(BACKEND)
    (folder / "constraints.txt").write_text("")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "inside"\nbackend-path = ["backend"]\n'
    )
    package = folder / "src" / "lesson_utils"
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text("import sys; print('GOT', sys.argv[1:])\n")
    (folder / "src" / "jupyterlab.py").write_text("")
    (folder / "src" / "pytest.py").write_text("")
    (folder / "src" / "voila.py").write_text("")
    return folder


def start(
    project: Path, *words: str, cwd: Path | None = None, **extra: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(project / "run.py"), *words],
        cwd=cwd or project.parent,
        env=offline(**extra),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def offline(**extra: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    return {**kept, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, **extra}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One project in a folder with an awkward name, set up once."""
    project = make_project(tmp_path_factory.mktemp("run") / "My course, 第一列島線 [2026] #1")
    first = start(project, "list", "--long")
    assert first.returncode == 0, first.stdout + first.stderr
    (project / "first.txt").write_text(first.stdout, encoding="utf-8")
    return project


def load(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_under_test", project / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_first_start_says_what_it_does_and_how_long(ready: Path) -> None:
    said = (ready / "first.txt").read_text(encoding="utf-8")
    for words in ("[1/3]", "[2/3]", "[3/3]", "MB", "minutes", "Ready after"):
        assert words in said
    assert "GOT ['list', '--long']" in said


def test_later_starts_are_quick_and_silent_from_any_folder(ready: Path, tmp_path: Path) -> None:
    begun = time.perf_counter()
    later = start(ready, "verify", cwd=tmp_path)
    assert time.perf_counter() - begun < 2
    assert later.stdout == "GOT ['verify']\n"
    assert later.stderr == ""


def test_an_extra_is_added_to_what_is_there(ready: Path) -> None:
    keep = ready / ".venv" / "witness"
    keep.write_text("")
    more = start(ready, "setup", "test")
    assert more.returncode == 0, more.stderr
    assert "Setting up" in more.stdout
    assert keep.exists()
    stamp = json.loads((ready / ".venv" / "course-installed.json").read_text(encoding="utf-8"))
    assert stamp["extras"] == ["lab", "present", "test"]
    assert start(ready, "verify").stdout == "GOT ['verify']\n"


def test_changed_pins_are_installed_without_starting_over(ready: Path) -> None:
    keep = ready / ".venv" / "witness"
    keep.write_text("")
    (ready / "constraints.txt").write_text("six==1.17.0\n")
    assert "Setting up" in start(ready, "verify").stdout
    assert keep.exists()


def break_python(venv: Path) -> None:
    for python in [*(venv / "bin").glob("python*"), *(venv / "Scripts").glob("python*.exe")]:
        python.unlink()


def break_packages(venv: Path) -> None:
    for path in venv.rglob("lesson_utils.pth"):
        path.unlink()


def break_a_moved_one(venv: Path) -> None:
    stamp = json.loads((venv / "course-installed.json").read_text(encoding="utf-8"))
    stamp["folder"] = "elsewhere"
    (venv / "course-installed.json").write_text(json.dumps(stamp), encoding="utf-8")
    break_packages(venv)


def break_off(venv: Path) -> None:
    (venv / "course-installing").write_text("")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (break_python, "its Python does not start"),
        (break_packages, "packages are missing"),
        (break_a_moved_one, "packages are missing"),
        (break_off, "was interrupted"),
    ],
)
def test_a_damaged_venv_is_made_anew_and_said_so(ready: Path, damage: object, words: str) -> None:
    keep = ready / ".venv" / "witness"
    keep.write_text("")
    assert callable(damage)
    damage(ready / ".venv")
    if damage is break_off:
        (ready / ".venv" / "course-installed.json").unlink()
    again = start(ready, "verify")
    assert again.returncode == 0, again.stderr
    assert words in again.stdout
    assert "GOT ['verify']" in again.stdout
    assert not keep.exists()


def test_a_moved_folder_takes_its_venv_along_without_a_network(ready: Path) -> None:
    keep = ready / ".venv" / "witness"
    keep.write_text("")
    where = "import sys, lesson_utils as m; sys.stdout.buffer.write(m.__file__.encode())"
    moved = ready.rename(ready.with_name("moved"))
    try:
        again = start(moved, "verify")
        assert again.stdout.splitlines()[-1] == "GOT ['verify']"
        assert "now follows it" in again.stdout
        assert "Setting up" not in again.stdout
        python = next(
            path
            for path in (moved / ".venv/bin/python", moved / ".venv/Scripts/python.exe")
            if path.exists()
        )
        found = subprocess.run([str(python), "-c", where], capture_output=True, check=True).stdout
        assert found.decode().startswith(str(moved))
        assert start(moved, "verify").stdout == "GOT ['verify']\n"
    finally:
        moved.rename(ready)
    assert "GOT ['verify']" in start(ready, "verify").stdout
    assert keep.exists()


def test_two_starts_at_once_set_up_once(tmp_path: Path) -> None:
    project = make_project(tmp_path / "course")
    command = [sys.executable, str(project / "run.py"), "verify"]
    with contextlib.ExitStack() as stack:
        both = [
            stack.enter_context(
                subprocess.Popen(
                    command,
                    env=offline(SLOW_BUILD="1"),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                )
            )
            for _ in range(2)
        ]
        said = [one.communicate(timeout=120)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert sum("waiting for it" in text for text in said) == 1
    assert sum("Setting up" in text for text in said) == 1


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT to a process group")
def test_an_interrupted_set_up_says_how_to_go_on_and_does(tmp_path: Path) -> None:
    project = make_project(tmp_path / "course")
    with subprocess.Popen(
        [sys.executable, str(project / "run.py"), "verify"],
        env=offline(SLOW_BUILD="60"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as one:
        assert one.stdout is not None
        for line in one.stdout:
            if line.startswith("[2/3]"):
                break
        time.sleep(0.5)
        os.killpg(one.pid, signal.SIGINT)
        rest = one.stdout.read()
    assert one.returncode == 130
    assert "Run the same command again" in rest
    assert "Traceback" not in rest
    again = start(project, "verify")
    assert "was interrupted" in again.stdout
    assert "GOT ['verify']" in again.stdout


def test_without_a_network_the_message_names_the_remedy(tmp_path: Path) -> None:
    project = make_project(tmp_path / "course")
    nobody_listens = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    needs = "Requires-Dist: anywidget; extra == 'lab'\n"
    failed = start(
        project,
        "verify",
        EXTRA_METADATA=needs,
        PIP_RETRIES="0",
        HOME=str(tmp_path),
        **nobody_listens,
    )
    assert failed.returncode == 1
    for words in ("first start needs the internet", "run the same command again", "wheels"):
        assert words in failed.stderr
    assert "Traceback" not in failed.stderr
    assert "GOT ['verify']" in start(project, "verify").stdout


def test_a_venv_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    project = make_project(tmp_path / "course")
    thesis = project / ".venv" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("mine")
    refused = start(project, "verify")
    assert refused.returncode == 1
    assert "Rename or delete it" in refused.stderr
    assert thesis.read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as Python")
def test_missing_venv_support_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path / "course")
    fake = tmp_path / "python"
    fake.write_text(
        "#!/bin/sh\necho 'The virtual environment was not created successfully because ensurepip"
        " is not available.'\nexit 1\n"
    )
    fake.chmod(0o755)
    module = load(project)
    monkeypatch.setattr(sys, "executable", str(fake))
    with pytest.raises(module.SetupError, match=r"sudo apt install python3\.\d+-venv"):
        module.make_ready("lab")
    assert not (project / ".venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX folders")
def test_a_read_only_folder_is_explained(tmp_path: Path) -> None:
    project = make_project(tmp_path / "course")
    (project / ".venv.lock").mkdir()  # what root cannot write either
    refused = start(project, "verify")
    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr
    assert "Copy the whole folder" in refused.stderr


def test_a_full_disk_and_a_filter_get_their_own_remedy(tmp_path: Path) -> None:
    module = load(make_project(tmp_path / "course"))
    full = module.explain("ERROR: [Errno 28] No space left on device", "Installing failed.")
    assert "Make about 1 GB of room" in full
    filtered = module.explain("SSLError(SSLCertVerificationError(1, '…", "Installing failed.")
    assert "PIP_CERT" in filtered


def test_every_python_3_can_read_the_file_and_an_old_one_is_told() -> None:
    text = RUN.read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 7))
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 1, 'final', 0); sys.version = '3.8.1 (x)'; "
        f"runpy.run_path({str(RUN)!r}, run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", pretend],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PATH": os.pathsep},
    )
    assert told.returncode == 1
    assert "needs Python 3.11 or newer; this is 3.8.1" in told.stderr
    assert "python.org/downloads" in told.stderr


def test_a_wrong_command_gets_the_nearest_right_one(ready: Path) -> None:
    wrong = start(ready, "tset")
    assert wrong.returncode == 2
    assert "Did you mean `python run.py test`?" in wrong.stderr


def test_help_lists_only_what_works() -> None:
    helped = subprocess.run(
        [sys.executable, str(RUN), "--help"], capture_output=True, encoding="utf-8", check=True
    )
    listed = {
        line.split()[2] for line in helped.stdout.splitlines() if line.startswith("python run.py ")
    } - {"open"}
    module = load(RUN.parent)
    assert listed == {*module.NEEDS, "setup"} - {"lab"}
    assert set(module.SIZES) == set(module.PROOF)


@pytest.mark.parametrize("command", ["present", "copy", "report", "export", "progress"])
def test_the_courses_own_commands_need_no_other_door(ready: Path, command: str) -> None:
    """Somebody with a clone has no `lessons` on the path."""
    passed_on = start(ready, command, "one", "--two")
    assert passed_on.returncode == 0, passed_on.stderr
    assert passed_on.stdout.endswith(f"GOT [{command!r}, 'one', '--two']\n")


def test_options_alone_go_to_jupyterlab(ready: Path) -> None:
    opened = start(ready, "--no-browser", "--allow-root")
    assert f"GOT ['open', {str(ready / 'notebooks')!r}, '--', '--no-browser', '--allow-root']" in (
        opened.stdout
    )


def test_the_summary_adds_up_in_pytests_words() -> None:
    module = load(RUN.parent)
    ran = [
        module.Step("notebooks", 0, 12.5, "== 30 passed, 1 warning in 12.40s =="),
        module.Step(
            "tests", 1, 60.0, "\x1b[31m== 2 failed, 400 passed, 1 skipped in 59.9s ==\x1b[0m"
        ),
    ]
    line = module.total(ran)
    assert "430 passed, 1 warning, 2 failed, 1 skipped in 72.50s" in line


def test_the_checks_fail_as_a_whole_if_one_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = load(RUN.parent)
    asked: list[tuple[str, list[str]]] = []

    def step(name: str, command: list[str], settings: dict[str, str]) -> object:
        asked.append((name, command))
        return module.Step(name, int(name == "mypy"), 1.0, "1 passed in 1s")

    monkeypatch.setattr(module, "step", step)
    assert module.test([]) == 1
    assert [name for name, _ in asked] == [
        "ruff check",
        "ruff format",
        "mypy",
        "notebooks",
        "tests",
        "browser",
    ]
    assert "To mend: mypy" in capsys.readouterr().out
    asked.clear()
    assert module.test(["-k", "straits", "-x"]) == 0
    assert [name for name, _ in asked] == ["notebooks", "tests", "browser"]
    assert all(command[-3:] == ["-k", "straits", "-x"] for _, command in asked)
    asked.clear()
    assert module.test(["tests/test_run.py::test_help", "-q"]) == 0
    assert asked == [
        (
            "tests",
            ["-m", "pytest", "--doctest-modules", "tests/test_run.py::test_help", "-q"],
        )
    ]
