"""Take the pictures in the README and in ``docs/doors.md``.

python docs/pictures.py            all of them
python docs/pictures.py lessons    the two lessons in the README
python docs/pictures.py doors      one small picture of each door

Needs the maintain extra and a Chromium, the doors also the built pages (``python run.py site`` and
``lite``). The hub's picture is taken only where ``--hub`` gives the address of one that runs.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import subprocess
import sys
import tempfile
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
TALL = {"width": 1180, "height": 1000}
PHONE = {"width": 390, "height": 640}
MOST_BYTES = 120_000


def keep(page: Page, name: str) -> None:
    """Write what the page shows, with 256 colours, which is plenty for words and maps."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = IMAGES / f"{name}.png"
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {size / 1000:.0f} kB")
    if size > MOST_BYTES:
        sys.exit(f"{path.name} is larger than {MOST_BYTES / 1000:.0f} kB. Show less of the page.")


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


@contextlib.contextmanager
def lesson(browser: Browser, name: str, size: dict[str, int] = WIDE) -> Iterator[Page]:
    """Open a notebook in JupyterLab."""
    with (
        tempfile.TemporaryDirectory() as course,
        tempfile.TemporaryDirectory() as home,
        labs.serve(Path(course), Path(home)) as lab,
    ):
        (Path(course) / name).write_bytes((ROOT / "notebooks" / name).read_bytes())
        page = browser.new_page(viewport=size)
        page.set_default_timeout(90_000)
        labs.open_book(page, lab, name)
        page.evaluate(labs.READY)
        yield page


def lessons(browser: Browser) -> None:
    """Show the map of lesson 05 and, dark, the ledger of lesson 00."""
    shown = [("05_first_island_chain", False), ("00_start_here", True)]
    for name, dark in shown:
        with lesson(browser, f"{name}.ipynb", TALL) as page:
            page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
            labs.theme(page, dark)
            labs.run_all(page)
            labs.wait_drawn(page, 1)
            panel = page.locator(".lu-panel").first
            if not dark:
                panel.get_by_role("button", name="Nansei Islands").click()
                panel.get_by_role("checkbox", name="Gaps and their widths").click()
            panel.evaluate("panel => panel.scrollIntoView()")
            page.mouse.move(2, 500)
            page.wait_for_timeout(1500)
            keep(page, f"lesson-{name[:2]}-{'dark' if dark else 'light'}")


def doors(browser: Browser, options: argparse.Namespace) -> None:
    """Go through every door."""
    with serve.running(options.lite) as address:
        keep(opened(browser, address), "door-browser")
    with serve.running(options.site) as address:
        page = opened(browser, f"{address}/05_first_island_chain.html", PHONE)
        page.locator(".lu-map").first.scroll_into_view_if_needed()
        page.wait_for_selector(".lu-chart[data-state=drawn]")
        page.wait_for_timeout(1500)
        keep(page, "door-pages")
        keep(opened(browser, f"{address}/handouts/05_first_island_chain.html"), "door-paper")
    with presented() as address:
        page = opened(browser, address)
        labs.wait_drawn(page, 2)
        page.locator(".lu-panel").first.scroll_into_view_if_needed()
        page.wait_for_timeout(1500)
        keep(page, "door-projector")
    with lesson(browser, "00_start_here.ipynb") as page:
        page.wait_for_timeout(1500)
        keep(page, "door-computer")
    if options.hub:
        keep(opened(browser, options.hub), "door-hub")


def main() -> None:
    """Take what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["lessons", "doors"])
    parser.add_argument("--site", type=Path, default=ROOT / "dist" / "site")
    parser.add_argument("--lite", type=Path, default=ROOT / "dist" / "lite")
    parser.add_argument("--hub", metavar="URL", help="of a hub that runs, such as 127.0.0.1:8000")
    options = parser.parse_args()
    path = labs.chromium()
    if path is None:
        sys.exit("No Chromium was found. Install it, or name one in LESSONS_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=labs.ARGS)
        if options.what != "doors":
            lessons(browser)
        if options.what != "lessons":
            doors(browser, options)
        browser.close()


if __name__ == "__main__":
    main()
