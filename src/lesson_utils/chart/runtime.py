"""The one plotly.js that a page needs, read from the installed plotly package.

Nothing is fetched from the network: the browser asks the kernel for it once per page.
"""

from __future__ import annotations

import functools
import importlib.util
import time
from pathlib import Path

from ..errors import LessonError

RESEND_AFTER_S = 20.0
"""A page that asks again sooner than this is still being served."""

_served: dict[str, float] = {}


@functools.cache
def path() -> Path:
    """Find plotly.js in the installed plotly package without importing plotly.

    Raises
    ------
    LessonError
        If plotly is not installed or carries no plotly.js.

    Examples
    --------
    >>> path().name
    'plotly.min.js'
    """
    found = importlib.util.find_spec("plotly")
    for folder in (found.submodule_search_locations or []) if found else []:
        script = Path(folder) / "package_data" / "plotly.min.js"
        if script.is_file():
            return script
    raise LessonError(
        "The drawing library plotly.js is missing from this installation. "
        "Install the course again: python run.py, or pip install --force-reinstall plotly."
    )


def source() -> bytes:
    """Read plotly.js as bytes (about 5 MB)."""
    try:
        return path().read_bytes()
    except OSError as error:
        raise LessonError(
            f"plotly.js cannot be read ({error}). Install the course again: python run.py."
        ) from error


def due(page: str, now: float | None = None) -> bool:
    """Say whether a page that asks for plotly.js should be sent it (not twice in one breath).

    Parameters
    ----------
    page : str
        The page's own random name.
    now : float, optional
        Seconds on a monotonic clock.

    Examples
    --------
    >>> due("doctest", 0.0), due("doctest", 1.0), due("doctest", 99.0)
    (True, False, True)
    """
    moment = time.monotonic() if now is None else now
    last = _served.get(page)
    if last is not None and moment - last < RESEND_AFTER_S:
        return False
    _served[page] = moment
    return True


def forget(page: str) -> None:
    """Let a page that was not served ask again at once.

    Examples
    --------
    >>> forget("doctest"); due("doctest", 99.5)
    True
    """
    _served.pop(page, None)
