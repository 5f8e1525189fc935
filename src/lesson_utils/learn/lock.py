"""One writer at a time, across kernels, without a dependency.

The operating system's own lock is used where there is one (it ends with the process that held
it); a lock file made with ``O_EXCL`` stands in where there is none, such as in the browser.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["STALE_S", "LockTimeoutError", "exclusive"]

STALE_S = 10.0  # a lock file older than this was left behind: a write takes milliseconds
PAUSE_S = 0.005


class LockTimeoutError(OSError):
    """Another kernel held the lock for too long."""


def _try_os_lock(descriptor: int) -> bool | None:
    """Lock an open file: True when done, False when busy, None where locks do not exist."""
    try:
        import fcntl
    except ImportError:
        return _try_windows_lock(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


def _try_windows_lock(descriptor: int) -> bool | None:
    try:
        import msvcrt
    except ImportError:
        return None
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True


def _wait(deadline: float, path: Path) -> None:
    if time.monotonic() > deadline:
        raise LockTimeoutError(f"{path.name} is in use by another kernel")
    time.sleep(PAUSE_S)


def _is_fresh(made: float) -> bool:
    """Tell whether a lock file's holder may be alive; one from the future is a clock set back."""
    return -STALE_S < time.time() - made < STALE_S


def _clear_stale(path: Path) -> None:
    """Move a lock file aside that nobody can still hold; put it back if it was a fresh one."""
    try:
        before = path.stat()
    except FileNotFoundError:
        return
    if _is_fresh(before.st_mtime):
        return
    aside = path.with_name(f"{path.name}-{secrets.token_hex(4)}")
    with contextlib.suppress(OSError):
        path.rename(aside)
        if _is_fresh(aside.stat().st_mtime):  # somebody was faster: theirs is alive
            os.link(aside, path)
        aside.unlink()


@contextlib.contextmanager
def _lock_file(path: Path, deadline: float) -> Iterator[None]:
    token = secrets.token_bytes(8)
    while True:
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
        except (FileExistsError, PermissionError) as error:
            if not path.exists() and isinstance(error, PermissionError):
                raise
            _clear_stale(path)
            _wait(deadline, path)
            continue
        break
    try:
        os.write(descriptor, token)
        os.close(descriptor)
        yield
    finally:
        with contextlib.suppress(OSError):
            if path.read_bytes() == token:
                path.unlink()


@contextlib.contextmanager
def exclusive(path: Path, timeout_s: float = 15.0, *, system: bool = True) -> Iterator[None]:
    """Hold the lock beside a file while the block runs.

    Parameters
    ----------
    path : Path
        The lock's own file; it may stay behind and means nothing by itself.
    timeout_s : float
        How long to wait for another kernel, seconds.
    system : bool
        Use the operating system's lock where it has one.

    Raises
    ------
    LockTimeoutError
        If another kernel holds the lock longer than `timeout_s`.
    OSError
        If the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, exclusive(Path(folder) / ".lock"):
    ...     print("alone")
    alone
    """
    deadline = time.monotonic() + timeout_s
    beside = path.with_name(f"{path.name}-file")
    with contextlib.ExitStack() as held:
        if sys.platform == "emscripten":
            _lock_if_possible(held, beside, deadline)
        elif not system:
            held.enter_context(_lock_file(beside, deadline))
        else:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
            held.callback(os.close, descriptor)  # which also gives the lock back
            while (taken := _try_os_lock(descriptor)) is False:
                _wait(deadline, path)
            if taken is None:
                held.enter_context(_lock_file(beside, deadline))
        yield


def _lock_if_possible(held: contextlib.ExitStack, path: Path, deadline: float) -> None:
    """Lock in the browser, whose file system may know no exclusive files: then go without."""
    try:
        held.enter_context(_lock_file(path, deadline))
    except LockTimeoutError:
        raise
    except OSError:
        return
