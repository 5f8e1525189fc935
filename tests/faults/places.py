"""Folders that are full or read-only in earnest, made by the kernel and gone with their process."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MOUNT = "mount -t tmpfs -o size={size} none {folder}"


@functools.cache
def can_mount() -> bool:
    """Tell whether this machine lets a process have file systems of its own."""
    if shutil.which("unshare") is None:
        return False
    probe = ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def run_in(folder: Path, program: str, *, size: str = "64k", read_only: bool = False) -> str:
    """Run a program in a small file system of its own, mounted on `folder` for it alone.

    The program finds the folder as its working directory. With `read_only`, what `before.py` in
    the folder's parent writes first stands in it and cannot be changed.
    """
    if not can_mount():
        pytest.skip("this machine lets no process mount a file system; the simulated fault is run")
    steps = [MOUNT.format(size=size, folder=f"'{folder}'"), f"cd '{folder}'"]
    python = f"'{sys.executable}' -W error"
    before = folder.parent / "before.py"
    if before.exists():
        steps.append(f"{python} '{before}'")
    if read_only:
        steps.append(f"mount -o remount,ro '{folder}'")
    script = folder.parent / "program.py"
    script.write_text(program, "utf-8")
    steps.append(f"{python} '{script}'")
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-ec", " && ".join(steps)],
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
