#!/usr/bin/env python3
"""Counterweight? One file, standard library only.

python run.py                 open the course in JupyterLab (this is ``lab``)
python run.py present 05      show one lesson without its code, for a projector
python run.py test            run every check; further words go to pytest
python run.py execute         run the notebooks again and store their outputs
python run.py verify          compare the data files with their recorded checksums
python run.py check           check the notebooks against the course's rules
python run.py new 10 NAME C24 begin a lesson: every part in its order, with what belongs there
python run.py list            list the lessons
python run.py copy FOLDER     copy the notebooks, keeping whatever you changed
python run.py report FOLDER   count what a class answered
python run.py export …        write questions, glossary cards or a handout for use elsewhere
python run.py progress …      show your answers, begin a lesson anew, merge two files of them
python run.py lite            build the browser edition, which needs no installation
python run.py site            build the reading pages, the teacher's guide and the handouts
python run.py setup [EXTRA]   only install, into .venv (EXTRA: lab, present, test or maintain)

The first start makes the folder .venv and installs what is needed there, and only there.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

# Any Python 3 can read this file as far as here, so that it can say what is wrong.
if sys.version_info < (3, 11):  # noqa: UP036
    message = "The course needs Python 3.11 or newer; this is " + sys.version.split()[0] + "."
    remedy = (
        "Install one from https://www.python.org/downloads/ (or with your system's package\n"
        "manager), open a new terminal, and run the same command with it."
    )
    for name in ("python3.14", "python3.13", "python3.12", "python3.11", "py -3"):
        trial = [*name.split(), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        try:
            if subprocess.call(trial, stderr=subprocess.DEVNULL) == 0:
                remedy = "A newer one is here already. Run:  " + name + " run.py"
                break
        except OSError:
            continue
    sys.exit(message + "\n" + remedy)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# Each extra holds those before it; the module tells whether it is really there.
PROOF = {"lab": "jupyterlab", "present": "voila", "test": "pytest", "maintain": "pytest"}
STAMP = VENV / "course-installed.json"
UNDER_WAY = VENV / "course-installing"
LOG = VENV / "course-install.log"
LOCK = ROOT / ".venv.lock"
NEEDS = {
    "lab": "lab",
    "test": "test",
    "execute": "lab",
    "verify": "lab",
    "check": "lab",
    "new": "lab",
    "list": "lab",
    "present": "present",
    "copy": "lab",
    "report": "lab",
    "export": "lab",
    "progress": "lab",
    "lite": "test",
    "site": "test",
}
SCRIPTS = {"execute": "execute", "new": "new_lesson", "lite": "lite", "site": "pages"}
# Measured with the pinned versions: packages, megabytes to download, megabytes on the disk.
SIZES = {
    "lab": (100, 60, 330),
    "present": (102, 66, 350),
    "test": (153, 231, 1030),
    "maintain": (176, 271, 1120),
}


class SetupError(Exception):
    """Something stands in the way of the set-up; the message holds the remedy."""


def say(text: str) -> None:
    """Print a line at once, on any console."""
    print(text, flush=True)


def environment() -> dict[str, str]:
    """Copy the environment without what would make .venv's Python look elsewhere."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV"}
    unwanted |= {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_QUIET", "PIP_LOG"}
    clean = {key: value for key, value in os.environ.items() if key not in unwanted}
    clean.update(PYTHONUTF8="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    clean.setdefault("PIP_RETRIES", "2")
    if clean.get("HOME") == "":
        del clean["HOME"]
    return clean


def fingerprint() -> dict[str, str]:
    """Say what an installation depends on besides its extras."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return {"files": digest.hexdigest(), "folder": str(ROOT)}


def installed() -> dict[str, object]:
    """Read what the last complete set-up wrote down; an empty dict if there was none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def works(*modules: str) -> bool:
    """Try whether .venv's Python starts and finds some modules, without importing them."""
    probe = (
        f"import importlib.util, sys\nsys.exit(not all(map(importlib.util.find_spec, {modules!r})))"
    )
    try:
        return (
            subprocess.run(
                [str(PYTHON), "-I", "-c", probe],
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=60,
                check=False,
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def is_ready(extra: str) -> bool:
    """Tell whether nothing has to be installed before a command that needs an extra."""
    stamp = installed()
    extras = stamp.get("extras")
    return (
        isinstance(extras, list)
        and extra in covered(extras)
        and all(stamp.get(key) == value for key, value in fingerprint().items())
        and works("lesson_utils", PROOF[extra])
    )


def covered(extras: list[str]) -> set[str]:
    """List the extras that are there once these are: each one holds those before it."""
    order = list(PROOF)
    return {one for extra in extras if extra in order for one in order[: order.index(extra) + 1]}


class Lock:
    """Only one start sets up at a time; the system lets go of the lock if that one dies."""

    def __enter__(self) -> "Lock":
        """Take the lock, saying so if that means waiting."""
        try:
            self.handle = LOCK.open("a+b")
        except OSError as trouble:
            raise SetupError(
                f"The course's folder cannot be written: {ROOT} ({trouble.strerror}).\n"
                "Copy the whole folder to a place of your own, such as your home folder or the\n"
                "desktop, and start it from there."
            ) from trouble
        if not self.take():
            say("Another start is setting the course up in this folder; waiting for it …")
            while not self.take():
                time.sleep(0.3)
        return self

    def take(self) -> bool:
        """Try to take the lock."""
        try:
            if sys.platform == "win32":
                import msvcrt

                self.handle.seek(0)
                msvcrt.locking(self.handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self.handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def __exit__(self, *_failure: object) -> None:
        """Let go."""
        self.handle.close()


def make_ready(extra: str) -> None:
    """Set up .venv for a command, from nothing or from whatever an earlier start left."""
    if is_ready(extra):
        return
    with Lock():
        if is_ready(extra):  # the other start has done it
            return
        follow_the_folder()
        if is_ready(extra):
            return
        begun = time.monotonic()
        stamp = installed()
        reason = why_again(stamp, extra)
        extras = stamp.get("extras")
        wanted = {extra} | (set(extras) if isinstance(extras, list) and not reason else set())
        _packages, download, disk = SIZES[extra]
        say("Setting up the course in .venv; this happens once.")
        say(
            f"Up to {download} MB are downloaded and {disk} MB of disk used: one to three minutes "
            "on a fast line."
        )
        if reason:
            say(f"{reason} Making .venv anew; what was downloaded before is used again.")
            remove_venv()
        if not VENV.exists():
            make_venv()
        elif not works("pip"):
            give_pip()
        UNDER_WAY.write_text("This set-up has not finished.\n", encoding="utf-8")
        STAMP.unlink(missing_ok=True)
        install(sorted(wanted))
        record = {**fingerprint(), "extras": sorted(covered(sorted(wanted)))}
        STAMP.write_text(json.dumps(record, indent=1), encoding="utf-8")
        UNDER_WAY.unlink(missing_ok=True)
        say(f"Ready after {time.monotonic() - begun:.0f} s.")


def follow_the_folder() -> None:
    """Point .venv to where the course is now, if its folder was moved, renamed or copied."""
    stamp = installed()
    before = stamp.get("folder")
    if not isinstance(before, str) or before == str(ROOT) or not works():
        return
    for path in VENV.glob("[Ll]ib/**/site-packages/*.pth"):
        text = path.read_text(encoding="utf-8")
        lines = [
            str(ROOT) + line[len(before) :] if Path(before) in Path(line).parents else line
            for line in text.splitlines()
        ]
        if lines != text.splitlines():
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    STAMP.write_text(json.dumps({**stamp, "folder": str(ROOT)}, indent=1), encoding="utf-8")
    say("The course's folder has been moved; .venv now follows it.")


def why_again(stamp: dict[str, object], extra: str) -> str:
    """Say in words why .venv cannot be built upon; an empty string if it can."""
    if not VENV.exists() and not VENV.is_symlink():
        return ""
    if VENV.is_symlink() or not (VENV / "pyvenv.cfg").is_file():
        if VENV.is_dir() and not VENV.is_symlink() and not any(VENV.iterdir()):
            return "The folder .venv is empty."
        if UNDER_WAY.is_file():
            return "The last set-up was interrupted."
        raise SetupError(
            f"{VENV} is there, but it is no virtual environment of the course's.\n"
            "Rename or delete it, then run the same command again."
        )
    if not works():
        return "The .venv is broken: its Python does not start."
    if UNDER_WAY.is_file():
        return "The last set-up was interrupted."
    extras = stamp.get("extras")
    same = stamp.get("files") == fingerprint()["files"]
    if same and isinstance(extras, list) and extra in covered(extras):
        return "The .venv is broken: packages are missing from it."  # or nothing would be to do
    return ""


def remove_venv() -> None:
    """Delete .venv, whatever state it is in."""
    try:
        if VENV.is_dir():
            shutil.rmtree(str(VENV))
    except OSError as trouble:
        raise SetupError(
            f"{VENV} cannot be deleted ({trouble.strerror}: {trouble.filename}).\n"
            "Close every JupyterLab and terminal that uses it, delete the folder by hand, and\n"
            "run the same command again."
        ) from trouble


def make_venv() -> None:
    """Make .venv with pip in it."""
    say("[1/3] Making a private Python environment …")
    try:
        VENV.mkdir()
        UNDER_WAY.write_text("This set-up has not finished.\n", encoding="utf-8")
        made = run([sys.executable, "-m", "venv", str(VENV)])
    except OSError as trouble:
        raise SetupError(f"Cannot make {VENV}: {trouble.strerror or trouble}.") from trouble
    if made.returncode == 0 and works("pip"):
        return
    output = made.stdout.strip()
    shutil.rmtree(str(VENV), ignore_errors=True)
    if "ensurepip" in output or "No module named venv" in output:
        version = "{}.{}".format(*sys.version_info[:2])
        raise SetupError(
            "This Python cannot make virtual environments: its venv part is not installed.\n"
            f"On Debian, Ubuntu or WSL:  sudo apt install python{version}-venv\n"
            "Elsewhere: install Python from https://www.python.org/downloads/\n"
            "Then run the same command again."
        )
    raise SetupError(explain(output, "Making the Python environment failed."))


def give_pip() -> None:
    """Put pip into a .venv that another tool made without it."""
    say("[1/3] Adding pip to the .venv that is here …")
    if run([str(PYTHON), "-m", "ensurepip"]).returncode != 0 or not works("pip"):
        raise SetupError(
            f"There is no pip in {VENV}, and it cannot be added.\n"
            "Delete the folder .venv, then run the same command again."
        )


def run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end and keep what it says."""
    return subprocess.run(
        command,
        env=environment(),
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def install(extras: list[str]) -> None:
    """Install the course in place with what the extras need, showing how far it is."""
    # Relative paths: pip takes a folder name with brackets, commas or # in it for something else.
    command = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off", "--prefer-binary"]
    command += ["--constraint", "constraints.txt", "--editable", f".[{','.join(extras)}]"]
    progress = Progress(max(SIZES[extra][0] for extra in extras))
    said = []
    with LOG.open("w", encoding="utf-8") as log:
        pip = subprocess.Popen(
            command,
            env=environment(),
            cwd=str(ROOT),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        try:
            for line in pip.stdout or ():
                log.write(line)
                said.append(line)
                progress.hear(line)
            code = pip.wait()
        except BaseException:
            pip.terminate()
            pip.wait()
            raise
        finally:
            progress.close()
    if code != 0:
        raise SetupError(explain("".join(said), "Installing failed."))


class Progress:
    """How far pip is: one line that is rewritten on a terminal, a line now and then elsewhere."""

    def __init__(self, packages: int) -> None:
        self.packages = packages
        self.begun = time.monotonic()
        self.live = sys.stdout.isatty()
        self.names: set[str] = set()
        self.phase = "[2/3] Finding and downloading"
        self.latest = ""
        self.last_shown = 0.0
        self.stopped = threading.Event()
        self.site: Path | None = None
        self.before = 0
        say("[2/3] Finding and downloading the packages …")
        self.thread = threading.Thread(target=self.tick, daemon=True)
        self.thread.start()

    def hear(self, line: str) -> None:
        """Take note of a line of pip's."""
        collecting = re.match(r"\s*Collecting ([\w.-]+)", line)
        if collecting:
            self.latest = collecting.group(1)
            self.names.add(self.latest.lower())
        elif line.startswith("Installing collected packages:"):
            self.packages = len(line.partition(":")[2].split(","))
            self.finish_line()
            self.phase = "[3/3] Installing"
            say(f"[3/3] Installing what is new ({self.packages}) …")
            folders = VENV.glob("[Ll]ib/**/site-packages")
            self.site = next(folders, None)
            self.before = self.count()

    def count(self) -> int:
        """Count the packages that are in place."""
        return 0 if self.site is None else sum(1 for _ in self.site.glob("*.dist-info"))

    def tick(self) -> None:
        """Show the state every half second on a terminal, every ten seconds elsewhere."""
        while not self.stopped.wait(0.5 if self.live else 10.0):
            done = len(self.names) if self.site is None else self.count() - self.before
            seconds = time.monotonic() - self.begun
            state = f"{self.phase}: {min(done, self.packages)} of "
            state += f"{'about ' if self.site is None else ''}{self.packages}, {seconds:.0f} s"
            if self.latest and self.site is None:
                state += f" ({self.latest})"
            if self.live:
                width = shutil.get_terminal_size().columns - 1
                sys.stdout.write("\r" + state[:width].ljust(width))
                sys.stdout.flush()
            else:
                say("      " + state)

    def finish_line(self) -> None:
        """Clear the line that is being rewritten."""
        if self.live:
            sys.stdout.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")

    def close(self) -> None:
        """Stop showing."""
        self.stopped.set()
        self.thread.join()
        self.finish_line()


NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "Temporary failure in name resolution",
    "Max retries exceeded",
    "Could not find a version that satisfies",
    "ProxyError",
    "Network is unreachable",
)


def explain(output: str, what: str) -> str:
    """Turn a failed command's output into what happened and what to do."""
    errors = [line.strip() for line in output.splitlines() if "ERROR" in line or "rror:" in line]
    detail = "\n".join("  " + line[:300] for line in (errors or output.strip().splitlines())[-3:])
    if "No space left" in output or "Errno 28" in output or "not enough space" in output:
        remedy = "The disk is full. Make about 1 GB of room and run the same command again."
    elif "CERTIFICATE_VERIFY_FAILED" in output or "SSLError" in output:
        remedy = (
            "A certificate was not accepted, as happens behind a school's or firm's filter.\n"
            "Ask its administrator for the certificate file, then set PIP_CERT to its path and\n"
            "run the same command again."
        )
    elif any(sign in output for sign in NO_NETWORK):
        remedy = (
            "The packages could not be fetched. The first start needs the internet; later ones\n"
            "do not. Connect (behind a proxy: set HTTPS_PROXY), then run the same command again.\n"
            "Without internet: on another computer with the same system and Python, run\n"
            '  python -m pip download -d wheels -c constraints.txt ".[lab]" hatchling editables\n'
            "in this folder, bring the folder `wheels` here, set PIP_NO_INDEX=1 and\n"
            "PIP_FIND_LINKS=wheels, and run the same command again."
        )
    elif WINDOWS and len(str(ROOT)) > 90:
        remedy = (
            f"The folder's path is {len(str(ROOT))} characters long, and Windows allows 260 in\n"
            "all. Move the course to a short path such as C:\\course and start it there."
        )
    else:
        remedy = "Run the same command again; if it fails again, delete the folder .venv first." + (
            f"\nEverything pip said is in {LOG}." if LOG.is_file() else ""
        )
    return f"{what}\n{detail}\n\n{remedy}"


def hand_over(command: list[str]) -> int:
    """Become .venv's Python, or wait for it where a process cannot become another."""
    words = [str(PYTHON), *command]
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(words[0], words, environment())
    child = subprocess.Popen(words, env=environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the console has sent it to the child as well, which decides


def root_is_all_there_is() -> bool:
    """Tell whether this is a container, or a machine without any other account."""
    import pwd

    marks = (Path("/.dockerenv"), Path("/run/.containerenv"))
    if "container" in os.environ or any(mark.exists() for mark in marks):
        return True
    return not any(1000 <= entry.pw_uid < 60000 for entry in pwd.getpwall())


def lab(words: list[str]) -> int:
    """Open JupyterLab on the course; further words go to JupyterLab."""
    if sys.platform != "win32" and os.geteuid() == 0 and "--allow-root" not in words:
        if not root_is_all_there_is():
            raise SetupError(
                "JupyterLab should not run as the administrator (root).\n"
                "Log in as yourself and run the same command. On a machine that is thrown away\n"
                "afterwards:  python run.py lab --allow-root"
            )
        say("This is a container, or root is the only account: JupyterLab may run as root here.")
        words = ["--allow-root", *words]
    say("Opening the course. If no browser window appears, open the address shown below.")
    say("To stop: press Ctrl+C here, twice. Your work is saved in the notebooks folder.")
    return hand_over(["-m", "lesson_utils", "open", str(ROOT / "notebooks"), "--", *words])


class Step:
    """One check that has been run."""

    def __init__(self, name: str, code: int, seconds: float, last: str) -> None:
        self.name, self.code, self.seconds = name, code, seconds
        self.last = re.sub(r"\x1b\[[0-9;]*m", "", last)


def step(name: str, command: list[str], settings: dict[str, str]) -> Step:
    """Run one check, passing on what it prints, and keep its last line that says anything."""
    say(f"\n--- {name} ---")
    begun = time.monotonic()
    child = subprocess.Popen(
        [str(PYTHON), *command],
        cwd=str(ROOT),
        env={**environment(), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    last = ""
    try:
        for line in child.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            last = line.strip() or last
        code = child.wait()
    except KeyboardInterrupt:
        child.wait()
        raise
    return Step(name, code, time.monotonic() - begun, last)


SUITES = {
    # The stored outputs of every lesson against a fresh run; nobody's answers are read or written.
    "notebooks": ["--nbval", "--nbval-cell-timeout=60", "notebooks"],
    # Unit tests, and the examples in the docstrings.
    "tests": ["--doctest-modules", "-m", "not browser", "tests", "src/lesson_utils"],
    # Its own process: the browser's event loop and a kernel's do not share one.
    "browser": ["-m", "browser", "tests/browser"],
}
NOTHING_COLLECTED = 5


def pytest(name: str, words: list[str]) -> Step:
    """Run pytest once."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    with tempfile.TemporaryDirectory(prefix="counterweight-") as folder:
        # Answers go to a file of this run: nobody's own are read or written.
        answers = str(Path(folder) / "progress.json")
        settings = {"LESSON_PROGRESS": answers if name == "notebooks" else "off"}
        return step(name, ["-m", "pytest", *colour, *words], settings)


def test(words: list[str]) -> int:
    """Run every check and sum up; with further words, only pytest, with these words."""
    paths = [word for word in words if word[:1] != "-" and (ROOT / word.split("::")[0]).exists()]
    if paths:
        stored = any(".ipynb" in path or path.startswith("notebooks") for path in paths)
        more = ["--nbval", "--nbval-cell-timeout=60"] if stored else ["--doctest-modules"]
        return pytest("notebooks" if stored else "tests", [*more, *words]).code
    steps = []
    if not words:
        steps.append(step("ruff check", ["-m", "ruff", "check", "."], {}))
        steps.append(step("ruff format", ["-m", "ruff", "format", "--check", "."], {}))
        steps.append(step("mypy", ["-m", "mypy"], {}))
    ran = [pytest(name, [*suite, *words]) for name, suite in SUITES.items()]
    if words and any(one.code == 0 for one in ran):  # -k may leave a suite empty, but not all
        ran = [one for one in ran if one.code != NOTHING_COLLECTED]
    steps += ran
    say("\n--- summary ---")
    for one in steps:
        verdict = "passed" if one.code == 0 else f"FAILED ({one.code})"
        say(f"{one.name:12} {verdict:11} {one.seconds:6.1f} s   {one.last.strip('= ')[:90]}")
    failed = [one.name for one in steps if one.code != 0]
    if failed:
        say("To mend: " + ", ".join(failed))
    say(total(ran))
    return 1 if failed else 0


def total(ran: list[Step]) -> str:
    """Add up the closing lines of several runs of pytest, in pytest's own words."""
    counts: dict[str, int] = {}
    for one in ran:
        for number, word in re.findall(r"(\d+) ([a-z]+)(?=,| in )", one.last):
            counts[word] = counts.get(word, 0) + int(number)
    counted = ", ".join(f"{number} {word}" for word, number in counts.items()) or "no tests ran"
    return f" {counted} in {sum(one.seconds for one in ran):.2f}s ".center(80, "=")


def main(words: list[str]) -> int:
    """Do what the command line asks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if words[:1] and words[0] in ("-h", "--help", "help"):
        say((__doc__ or "").strip())
        return 0
    command = "lab" if not words or words[0].startswith("-") else words[0]
    rest = words if not words or words[0].startswith("-") else words[1:]
    if command not in (*NEEDS, "setup"):
        import difflib

        near = difflib.get_close_matches(command, [*NEEDS, "setup"], 1)
        hint = f"Did you mean `python run.py {near[0]}`?\n\n" if near else ""
        sys.stderr.write(f"run.py has no command {command!r}. {hint}{(__doc__ or '').strip()}\n")
        return 2
    extra = NEEDS.get(command) or (rest[0] if rest else "lab")
    if extra not in SIZES:
        raise SetupError(f"There is no extra {extra!r}. Choose one of: {', '.join(SIZES)}.")
    make_ready(extra)
    if command == "setup":
        return 0
    if command == "lab":
        return lab(rest)
    if command == "test":
        return test(rest)
    if command in SCRIPTS:
        return hand_over([str(ROOT / "tools" / f"{SCRIPTS[command]}.py"), *rest])
    return hand_over(["-m", "lesson_utils", command, *rest])


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except SetupError as problem:
        sys.stderr.write(f"\n{problem}\n")
        code = 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run the same command again to go on.\n")
        code = 130
    sys.exit(code)
