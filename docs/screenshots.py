"""Take the pictures of the README in a real JupyterLab: ``python docs/screenshots.py``.

Needs the test extra and a Chromium. Writes ``docs/images/``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import lab as labs  # noqa: E402

SIZE = {"width": 1180, "height": 1000}
SHOTS = (
    ("05_first_island_chain", "lesson-05-light", False, "explorer"),
    ("00_start_here", "lesson-00-dark", True, "ledger"),
)


def bring_into_view(page: Page, cell: str) -> None:
    """Scroll the notebook until a cell's output begins at the top."""
    page.evaluate(
        """id => {
          const book = window.jupyterapp.shell.currentWidget.content;
          const at = book.widgets.find(w => w.model.sharedModel.getId() === id);
          at.node.querySelector('.jp-Cell-outputWrapper').scrollIntoView({block: 'start'});
          book.deselectAll();
        }""",
        cell,
    )
    page.wait_for_timeout(1200)


def main() -> None:
    """Open each lesson, run it, choose what the picture shows, and take it."""
    path = labs.chromium()
    if path is None:
        sys.exit("No Chromium was found. Install it, or name one in LESSONS_CHROMIUM.")
    with (
        tempfile.TemporaryDirectory() as course,
        tempfile.TemporaryDirectory() as home,
        labs.serve(Path(course), Path(home)) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=labs.ARGS)
        for lesson, picture, dark, cell in SHOTS:
            shutil.copy(ROOT / "notebooks" / f"{lesson}.ipynb", course)
            page = browser.new_page(viewport=SIZE)
            labs.open_book(page, lab, f"{lesson}.ipynb")
            page.evaluate(labs.READY)
            page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
            labs.theme(page, dark)
            labs.run_all(page)
            labs.wait_drawn(page, 1)
            if cell == "explorer":
                page.get_by_role("button", name="Nansei Islands").first.click()
                page.get_by_role("checkbox", name="Gaps and their widths").first.check()
                page.wait_for_timeout(1500)
            bring_into_view(page, cell)
            page.screenshot(path=ROOT / "docs" / "images" / f"{picture}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
