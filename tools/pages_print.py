"""Pictures and PDFs of the finished pages, made by a Chromium on this computer if there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SHARPNESS = 2
DRAWN = """() => [...document.querySelectorAll('.chart')].every(
  e => ['drawn', 'failed'].includes(e.querySelector('.lu-chart')?.dataset.state))"""

# Where the drawing of a map is, without the empty margin that keeps its scale.
INKED = """host => {
  const boxes = [...host.querySelectorAll('.nsewdrag, .infolayer text')]
    .map(e => e.getBoundingClientRect()).filter(b => b.width && b.height);
  const left = Math.min(...boxes.map(b => b.left)), top = Math.min(...boxes.map(b => b.top));
  const right = Math.max(...boxes.map(b => b.right));
  const bottom = Math.max(...boxes.map(b => b.bottom));
  return {x: left + scrollX, y: top + scrollY, width: right - left, height: bottom - top};
}"""


class NoBrowserError(Exception):
    """There is nothing here that can print; the message says what to install."""


def chromium() -> str:
    """Find a Chromium, or the one named in LESSONS_CHROMIUM.

    Raises
    ------
    NoBrowserError
        If there is none.
    """
    given = os.environ.get("LESSONS_CHROMIUM")
    if given and not Path(given).exists():
        raise NoBrowserError(f"LESSONS_CHROMIUM names {given}, which is not there")
    found = [given, *map(shutil.which, CHROMIUM), *(p for p in PLACES if Path(p).exists())]
    path = next((one for one in found if one), None)
    if path is None:
        raise NoBrowserError(
            "no Chromium was found (Debian: apt-get install chromium; or name one in "
            "LESSONS_CHROMIUM)"
        )
    return path


@contextmanager
def printer() -> Iterator[Browser]:
    """Start the browser that makes pictures and PDFs, and stop it for certain.

    Raises
    ------
    NoBrowserError
        If playwright or a Chromium is missing, does not start, or stops.
    """
    path = chromium()
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowserError(
            "the package playwright is missing (python run.py setup test installs it)"
        ) from None
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        try:
            browser = playwright.chromium.launch(
                executable_path=path,
                args=["--no-sandbox", "--disable-dev-shm-usage"] if root else [],
            )
        except Error as trouble:
            first = str(trouble).strip().splitlines()[0]
            raise NoBrowserError(f"{path} does not start ({first})") from trouble
        try:
            yield browser
        except Error as trouble:
            first = str(trouble).strip().splitlines()[0]
            raise NoBrowserError(f"{path} could not print ({first})") from trouble
        finally:
            with suppress(Error):
                browser.close()


def opened(browser: Browser, path: Path) -> Page:
    """Open a finished page as it is on the disk, light, every chart drawn as for paper."""
    context = browser.new_context(
        viewport={"width": 820, "height": 1100},
        device_scale_factor=SHARPNESS,
        color_scheme="light",
        offline=True,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(DRAWN, timeout=120_000)
    return page


def pictures(browser: Browser, site: Path, pages: Sequence[str]) -> int:
    """Make a picture of every chart of some pages, into ``images/``, and count them."""
    (site / "images").mkdir(exist_ok=True)
    made = 0
    for name in pages:
        page = opened(browser, site / name)
        page.add_style_tag(content=".lu-mapbar { display: none }")
        for host in page.locator(".chart").all():
            number = str(host.get_attribute("id")).removeprefix("chart-")
            target = site / "images" / f"{number}.png"
            if host.locator(".lu-map .nsewdrag").count():
                page.screenshot(path=target, full_page=True, clip=host.evaluate(INKED))
            else:
                host.locator(".lu-plot").screenshot(path=target)
            made += 1
        page.context.close()
    return made


def pdf(browser: Browser, site: Path, name: str) -> Path:
    """Print a page to a PDF beside it, tagged for screen readers."""
    page = opened(browser, site / name)
    target = (site / name).with_suffix(".pdf")
    page.pdf(
        path=target, prefer_css_page_size=True, print_background=True, tagged=True, outline=True
    )
    page.context.close()
    return target
