"""What a learner types stays text wherever it comes out: payloads in real pages, and a canary.

The payloads stand in `tests/security/payloads.py`; what needs no browser is tested beside them,
the browser edition in `test_lite.py`.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from lesson_utils.desk import report_files
from lesson_utils.desk.report import class_report
from lesson_utils.learn.exercise import Result
from lesson_utils.learn.predict import Predicted
from lesson_utils.learn.progress import Progress
from tests.security.payloads import PAYLOADS, hostile, lines, pupil

from .canary import OUTPUTS, SETUP, Canary, listening, missing, settled
from .lab import Lab, open_book, run_all
from .test_present import presented

LEAD = ".lu-panel[aria-label='Headline workshop'] .lu-lead"
MORE = (
    "from lesson_utils.errors import LessonError",
    """def stops(text):
    def answer(*_given):
        raise ValueError(text)
    return answer""",
    *(
        f"""for text in texts[{n}:{n + 20}]:
    display(lu.exercise("05.2").check(stops(text)), lu.exercise("05.1").check(text))"""
        for n in range(0, len(PAYLOADS), 20)
    ),
    """for text in texts:
    for ask in (lu.evidence.claim, lu.data.load, lu.evidence.source, lu.explore.dossier):
        try:
            ask(text)
        except LessonError as error:
            print(error)""",
)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as made:
        yield made


@pytest.fixture
def context(browser: Browser, canary: Canary) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 1400})
    made.set_default_timeout(30_000)
    canary.watch(made)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert not faults, faults


@pytest.fixture(scope="module")
def folder(lab: Lab, canary: Canary) -> Path:
    """Give a folder that JupyterLab serves, with the payloads and a hostile file of answers."""
    made = lab.root / "sec"
    made.mkdir()
    plant(made, canary)
    return made


def test_the_canary_sounds(browser: Browser) -> None:
    """The same texts in a page that does take them for HTML: each is noticed."""
    context = browser.new_context()
    own = Canary("sink.invalid")
    own.watch(context)
    tried = [text for text in lines(own.sink) if text.startswith("<") and "class=" in text][:12]
    for text in tried:
        own.heard.clear()
        page = context.new_page()
        with contextlib.suppress(Error):  # some go elsewhere at once
            page.set_content(f"<main>{text}</main>", wait_until="commit")
        assert own.sounded(page), text
        page.close()
    context.close()


def plant(folder: Path, canary: Canary) -> None:
    (folder / "texts.json").write_text(json.dumps(lines(canary.sink)), encoding="utf-8")
    state = json.dumps(hostile(canary.sink))
    (folder / "progress.json").write_text(state, encoding="utf-8")


def outputs(page: Page) -> str:
    """Give all the words in the outputs, fields and lists included."""
    words: str = page.evaluate(
        """() => [...document.querySelectorAll('.jp-OutputArea-output')].map(e => e.textContent
          + [...e.querySelectorAll('input, textarea')].map(f => f.value).join(' ')).join(' ')"""
    )
    return words


def test_what_is_typed_in_jupyterlab(visit: Page, lab: Lab, folder: Path, canary: Canary) -> None:
    """Typed into every field, shown beside it, exported, and opened again as Markdown and page."""
    texts = lines(canary.sink)
    half = len(texts) // 2
    name = lab.write(
        "sec/typed.ipynb",
        SETUP.format(file="typed.json"),
        'lu.predict("sec.a", "First half?")',
        'lu.predict("sec.b", "Second half?")',
        'lu.quiz("05", only=["L05-2"])',
        'lu.explore.headline("naha")',
        'lu.explore.dossier("C01")',
        "1",
    )
    open_book(visit, lab, name)
    run_all(visit)
    for prompt, some in (("First half?", texts[:half]), ("Second half?", texts[half:])):
        asked = visit.locator(".lu-question", has_text=prompt)
        asked.locator("textarea").fill("\n".join(some))
        asked.get_by_role("button", name="Keep my prediction").click()
        expect(asked).to_contain_text("Kept.")
    number = visit.locator(".lu-question:has(input[type=text])").first
    number.locator("input[type=text]").fill(" ".join(texts))
    number.get_by_role("button", name="Check", exact=True).click()
    expect(number).to_contain_text("Write a number")
    workshop = visit.get_by_role("group", name="Headline workshop")
    workshop.locator("input[type=text]").fill(" ".join(texts))
    workshop.locator("textarea").fill("\n".join(texts))
    expect(workshop).to_contain_text("in your own words. ")
    dossier = visit.get_by_role("group", name="Claim dossier")
    for field in dossier.locator("textarea").all():
        field.fill("\n".join(texts))
    dossier.get_by_role("button", name="Export", exact=True).click()
    expect(dossier).to_contain_text("Exported to dossier-C01.md")
    canary.silent(visit, "typed in JupyterLab")
    assert workshop.locator(".lu-lead", has_text="canary").count() == 1
    assert missing(workshop.locator(".lu-lead").inner_text(), texts) == []

    visit.evaluate(
        """() => {
          const cells = window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells;
          cells.at(-1).setSource(
            "display(lu.predicted('sec.a'), lu.predicted('sec.b'), lu.progress())");
        }"""
    )
    visit.evaluate(
        """async () => {
          const panel = window.jupyterapp.shell.currentWidget;
          panel.content.activeCellIndex = panel.content.widgets.length - 1;
          await window.jupyterapp.commands.execute('notebook:run-cell');
        }"""
    )
    visit.wait_for_selector("blockquote >> nth=1")
    quoted = visit.locator("blockquote").all_text_contents()
    assert missing(" ".join(quoted), texts) == []
    settled(visit)
    canary.silent(visit, "shown again in JupyterLab")

    visit.evaluate(
        """async () => { await window.jupyterapp.commands.execute('docmanager:open',
          {path: 'sec/dossier-C01.md', factory: 'Markdown Preview'}); }"""
    )
    preview = visit.locator(".jp-MarkdownViewer")
    expect(preview.locator("h2").first).to_be_visible()
    expect(preview).to_contain_text("Written with")
    settled(visit)
    canary.silent(visit, "Markdown preview")
    assert missing(str(preview.text_content()), texts) == []
    assert (folder / "dossier-C01.md").is_file()


def test_a_hostile_file_of_answers_in_jupyterlab(
    visit: Page, lab: Lab, folder: Path, canary: Canary
) -> None:
    """A progress.json written by hand, and code of the learner's own that hands payloads over."""
    texts = lines(canary.sink)
    name = lab.write("sec/shown.ipynb", SETUP.format(file="progress.json"), *OUTPUTS, *MORE)
    open_book(visit, lab, name)
    run_all(visit)
    visit.wait_for_selector(LEAD)
    settled(visit)
    canary.silent(visit, "a hostile file in JupyterLab")
    quoted = visit.locator("blockquote").all_text_contents()
    assert len(quoted) == len(texts)
    for text, shown in zip(texts, quoted, strict=True):
        assert missing(shown, [text]) == []
    assert missing(outputs(visit), texts) == []
    lead = visit.locator(LEAD).inner_text()
    assert missing(lead, texts) == []
    options = visit.locator(".lu-question [role=radiogroup] label, .lu-question .widget-radio-box")
    assert missing(" ".join(options.all_text_contents()), texts) == []


def test_a_notebook_from_somebody_else(visit: Page, lab: Lab, folder: Path, canary: Canary) -> None:
    """Outputs of the course stored in a notebook that JupyterLab has no reason to trust."""
    texts = lines(canary.sink)
    state: Any = hostile(canary.sink)
    made = [Predicted(text)._repr_html_() for text in texts]
    made += [Result(False, text, text)._repr_html_() for text in texts]
    made.append(Progress(state, texts[0], texts[1], ())._repr_html_())
    stored = [
        nbformat.v4.new_output("display_data", {"text/html": html, "text/plain": "x"})
        for html in made
    ]
    name = lab.write(
        "sec/stored.ipynb", *(("1", stored[n : n + 40]) for n in range(0, len(stored), 40))
    )
    open_book(visit, lab, name)
    visit.wait_for_selector("blockquote")
    settled(visit)
    canary.silent(visit, "stored outputs")
    quoted = visit.locator("blockquote").all_text_contents()
    assert len(quoted) == len(texts)
    assert missing(" ".join(quoted), texts) == []


def test_a_dossier_and_a_report_as_pages(visit: Page, canary: Canary, tmp_path: Path) -> None:
    """Opened from the disk by a double click, as their readers do."""
    from lesson_utils.learn.dossier import read

    texts = lines(canary.sink)
    page = tmp_path / "dossier-C24.html"
    page.write_text(read("C24", hostile(canary.sink)["notes"]).page(), encoding="utf-8")
    visit.goto(page.as_uri())
    canary.silent(visit, "exported page")
    assert missing(visit.inner_text("body"), texts) == []
    for number, text in enumerate(texts):
        state = pupil(canary.sink, "Q25", "05.gap")
        state["who"] = f"{number} {text}"
        state["answers"]["Q25"].update(value=text, first=text)
        place = tmp_path / "class <img class=evil src=x>" / f"{number} <b class=evil>"
        place.mkdir(parents=True)
        (place / "progress.json").write_text(json.dumps(state), encoding="utf-8")
    report = class_report(tmp_path / "class <img class=evil src=x>")
    _table, written = report_files.write(report, tmp_path)
    visit.goto(written.as_uri())
    canary.silent(visit, "class report")
    words = visit.inner_text("body")
    assert missing(words, [f"{number} <b class=evil>" for number in range(len(texts))]) == []
    assert "canary" in words


def test_a_lesson_without_its_code(visit: Page, canary: Canary, tmp_path: Path) -> None:
    """Voilà renders the same outputs in a page of its own."""
    folder = tmp_path / "voila"
    folder.mkdir()
    plant(folder, canary)
    cells = [nbformat.v4.new_code_cell(text) for text in (SETUP.format(file="progress.json"),
             *OUTPUTS)]  # fmt: skip
    title = nbformat.v4.new_markdown_cell("# `<img class=evil src=x>` & `$x$`\n\n$probe$")
    book = nbformat.v4.new_notebook(cells=[title, *cells], metadata={
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "lesson": {"number": '05"><img class=evil src=x>'},
    })  # fmt: skip
    nbformat.write(book, folder / "05_hostile.ipynb")
    texts = lines(canary.sink)
    with presented(folder, "05") as address:
        visit.goto(address)
        visit.wait_for_selector(LEAD)
        visit.wait_for_selector(".jp-RenderedMarkdown mjx-container")
        visit.evaluate("document.querySelector('.jp-RenderedMarkdown mjx-container').remove()")
        visit.wait_for_function(
            "n => document.querySelectorAll('blockquote').length === n", arg=len(texts)
        )
        quoted = visit.locator("blockquote").all_text_contents()
        assert missing(" ".join(quoted), texts) == []
        canary.silent(visit, "Voilà")
