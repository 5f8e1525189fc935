"""Take one small picture of each door for ``docs/doors.md``: ``python docs/door_pictures.py``.

Needs the maintain extra, a Chromium, and the built pages (``python run.py site`` and ``lite``). The
hub's picture is taken only where ``--hub`` gives the address of one that runs.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import lab as labs  # noqa: E402

from lesson_utils import serve  # noqa: E402

IMAGES = ROOT / "docs" / "images"
WIDE = {"width": 960, "height": 640}
PHONE = {"width": 390, "height": 640}
MOST_BYTES = 120_000


def keep(page: Page, name: str) -> None:
    """Write what the page shows, with 64 colours, which is plenty for words and maps."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = IMAGES / f"door-{name}.png"
    picture.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {size / 1000:.0f} kB")
    if size > MOST_BYTES:
        sys.exit(f"{path.name} is larger than {MOST_BYTES / 1000:.0f} kB. Show less of the page.")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder of built pages, as ``serve.py`` does."""
    httpd = serve.server(folder, 0)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/"
    finally:
        httpd.shutdown()
        httpd.server_close()


@contextlib.contextmanager
def presented() -> Iterator[str]:
    """Run ``lessons present 05 --forget`` and give its address."""
    command = [sys.executable, "-m", "lesson_utils", "present", "05", "--no-browser", "--forget"]
    child = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ}
    )
    try:
        lines = iter(child.stdout or ())
        yield next(line.strip() for line in lines if "http://" in line)
    finally:
        child.terminate()
        child.wait()


def opened(browser: Browser, address: str, size: dict[str, int] = WIDE) -> Page:
    """Open an address in a window of its own."""
    page = browser.new_page(viewport=size)
    page.set_default_timeout(90_000)
    page.goto(address)
    return page


def main() -> None:
    """Go through every door."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=ROOT / "dist" / "site")
    parser.add_argument("--lite", type=Path, default=ROOT / "dist" / "lite")
    parser.add_argument("--hub", metavar="URL", help="of a hub that runs, such as 127.0.0.1:8000")
    options = parser.parse_args()
    path = labs.chromium()
    if path is None:
        sys.exit("No Chromium was found. Install it, or name one in LESSONS_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=labs.ARGS)
        with served(options.lite) as address:
            keep(opened(browser, address), "browser")
        with served(options.site) as address:
            page = opened(browser, f"{address}05_first_island_chain.html", PHONE)
            page.locator(".lu-map").first.scroll_into_view_if_needed()
            page.wait_for_selector(".lu-chart[data-state=drawn]")
            page.wait_for_timeout(1500)
            keep(page, "pages")
            keep(opened(browser, f"{address}handouts/05_first_island_chain.html"), "paper")
        with presented() as address:
            page = opened(browser, address)
            labs.wait_drawn(page, 2)
            page.locator(".lu-panel").first.scroll_into_view_if_needed()
            page.wait_for_timeout(1500)
            keep(page, "projector")
        with (
            tempfile.TemporaryDirectory() as course,
            tempfile.TemporaryDirectory() as home,
            labs.serve(Path(course), Path(home)) as lab,
        ):
            name = "00_start_here.ipynb"
            (Path(course) / name).write_bytes((ROOT / "notebooks" / name).read_bytes())
            page = browser.new_page(viewport=WIDE)
            labs.open_book(page, lab, name)
            page.evaluate(labs.READY)
            page.wait_for_timeout(1500)
            keep(page, "computer")
        if options.hub:
            keep(opened(browser, options.hub), "hub")
        browser.close()


if __name__ == "__main__":
    main()
