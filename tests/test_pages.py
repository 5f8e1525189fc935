"""The reading pages: what they hold, what they must not hold, and what stops them."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import itertools
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lesson_utils import course, evidence
from lesson_utils.chart import runtime
from lesson_utils.chart.chart import PLOTLY_MIME
from lesson_utils.learn import exercises
from lesson_utils.learn.questions import Choice, questions

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "tools"
NOTEBOOKS = ROOT / "notebooks"
MODULES = ("pages", "pages_cells", "pages_charts", "pages_class", "pages_frame", "pages_html",
           "pages_print")  # fmt: skip
pytestmark = pytest.mark.skipif(not TOOLS.is_dir(), reason="tools/ is in a clone only")
JSON = re.compile(r'<script type="application/json">(.*?)</script>')


@pytest.fixture(scope="module")
def pages() -> Iterator[ModuleType]:
    sys.path.insert(0, str(TOOLS))
    yield importlib.import_module("pages")
    sys.path.remove(str(TOOLS))


@pytest.fixture(scope="module")
def site(pages: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the whole site once, without a browser."""
    target = tmp_path_factory.mktemp("dist") / "site"
    pages.build(target, NOTEBOOKS, paper=False)
    return target


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """Copy two lessons that may be damaged."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("00_start_here", "01_dates_and_attribution"):
        shutil.copy(NOTEBOOKS / f"{name}.ipynb", folder)
    return folder


Change = Callable[[dict[str, Any]], None]


def change(books: Path, what: Change) -> Path:
    """Change the first lesson's notebook; the links to lessons that are not here go too."""
    path = books / "00_start_here.ipynb"
    book = json.loads(path.read_text("utf-8"))
    what(book)
    path.write_text(json.dumps(book), encoding="utf-8")
    for one in books.glob("*.ipynb"):
        text = one.read_text("utf-8")
        here = {path.name for path in books.glob("*.ipynb")}
        for name in set(re.findall(r"\d\d_\w+\.ipynb", text)) - here:
            text = text.replace(f"({name})", "(00_start_here.ipynb)")
        one.write_text(text, encoding="utf-8")
    return books


def lesson_pages(site: Path) -> list[Path]:
    return sorted(site.glob("[0-9][0-9]_*.html"))


def every_page(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def shown(path: Path) -> str:
    """Read everything a page says, the data of its charts and all attributes included."""
    return " ".join(unescape(path.read_text("utf-8")).split())


# ---------------------------------------------------------------- what the pages are


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(pages: ModuleType, name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_lesson_has_a_page_a_handout_and_a_place_in_the_index(site: Path) -> None:
    index = shown(site / "index.html")
    for lesson in course.lessons():
        name = f"{lesson.number}_{lesson.slug}"
        assert (site / f"{name}.html").is_file()
        assert (site / "handouts" / f"{name}.html").is_file()
        assert f'href="{name}.html">{lesson.title}' in index
        assert lesson.question in index
        assert f"{lesson.minutes} minutes" in index


def test_the_site_is_whole_and_small(pages: ModuleType, site: Path) -> None:
    assert (site / "plotly.min.js").read_bytes() == runtime.source()
    assert (site / "serve.py").read_bytes() == (
        ROOT / "src" / "lesson_utils" / "serve.py"
    ).read_bytes()
    assert pages.broken_links(site) == []
    assert pages.size(site) < pages.MOST_MB
    assert max(path.stat().st_size for path in lesson_pages(site)) < 400_000


def test_every_page_has_the_frame_of_an_accessible_page(site: Path) -> None:
    titles = []
    for path in every_page(site):
        text = path.read_text("utf-8")
        assert text.startswith('<!doctype html>\n<html lang="en">'), path.name
        assert len(re.findall(r"<h1[ >]", text)) == 1, path.name
        assert '<a class="skip" href="#content">' in text
        assert '<main id="content"' in text
        titles += re.findall(r"<title>(.+?)</title>", text)
        levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", text)]
        jumps = [b - a for a, b in itertools.pairwise(levels)]
        assert max(jumps, default=0) <= 1, (path.name, levels)
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path.name
    assert len(set(titles)) == len(every_page(site))


def test_nothing_is_asked_of_another_place_and_no_script_stands_in_a_page(site: Path) -> None:
    for path in every_page(site):
        text = JSON.sub("", path.read_text("utf-8"))
        scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL)
        for attributes, content in scripts:
            assert re.fullmatch(r' defer src="(\.\./)?(plotly\.min|pages)\.js"', attributes)
            assert content == ""
        assert not re.search(r'<[a-z][^>]* (?:src|poster|data)="(?:https?:)?//', text), path.name
        assert not re.search(r'<link[^>]* href="(?:https?:)?//', text)
        assert not re.search(r"<[a-z][^>]*\s on\w+=", text)
        assert "javascript:" not in text
        assert "default-src 'none'; script-src 'self'" in text
    for name in ("style.css", "pages.js"):
        assert not re.search(r"@import|url\(|https?://", (site / name).read_text("utf-8")), name


def test_both_themes_come_from_the_course(pages: ModuleType) -> None:
    style = pages.style()
    night = [part for part in style.split("@media ") if part.startswith("screen and (prefers-")]
    assert any(".lu-card{" in part for part in night)
    assert any(".lu-chart {" in part for part in night)


def test_a_changed_drawing_program_is_noticed(
    pages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "chart.js"
    other.write_text("import x from 'y';\nexport default {};\n")
    frame = importlib.import_module("pages_frame")
    monkeypatch.setattr(frame, "CHART_JS", other)
    with pytest.raises(pages.PageError, match="one module with one default export"):
        frame.script()


# ---------------------------------------------------------------- lessons


def test_links_between_lessons_lead_to_pages(site: Path) -> None:
    text = (site / "00_start_here.html").read_text("utf-8")
    assert ".ipynb" not in re.sub(r"<pre.*?</pre>", "", text, flags=re.DOTALL)
    assert '<a href="01_dates_and_attribution.html">' in text
    five = (site / "05_first_island_chain.html").read_text("utf-8")
    assert '<a href="#Terms-in-English-and-Japanese">' in five
    assert 'id="Terms-in-English-and-Japanese"' in five
    assert 'rel="prev"' in five
    assert 'rel="next"' in five
    assert '<td lang="ja">' in five


def test_every_stored_chart_is_there_live_and_in_words(site: Path) -> None:
    for lesson in course.lessons():
        cells = json.loads(lesson.path.read_text("utf-8"))["cells"]
        stored = [
            (position, output["data"])
            for position, cell in enumerate(cells)
            for output in cell.get("outputs", [])
            if PLOTLY_MIME in output.get("data", {})
        ]
        text = (site / f"{lesson.number}_{lesson.slug}.html").read_text("utf-8")
        boards = [json.loads(found) for found in JSON.findall(text)]
        assert [b["id"] for b in boards] == [f"{lesson.number}-{p}" for p, _data in stored]
        for board, (_position, data) in zip(boards, stored, strict=True):
            names = [trace.get("name") for trace in data[PLOTLY_MIME]["data"]]
            assert [trace["name"] for trace in board["data"]] == names
            assert board["words"]["alt"].strip()
            assert board["words"]["title"] in unescape(text)
            for row in board["words"]["table"]["rows"][:1]:
                assert str(row[0]) in unescape(text)


def test_charts_have_a_source_and_the_colours_of_both_themes(pages: ModuleType, site: Path) -> None:
    charts = importlib.import_module("pages_charts")
    cell = next(
        cell
        for cell in json.loads((NOTEBOOKS / "00_start_here.ipynb").read_text("utf-8"))["cells"]
        if "".join(cell["source"]) == "lu.charts.assessments()"
    )
    one = charts.picture("00-1", cell["outputs"][0]["data"], "lu.charts.assessments()")
    assert one.fresh
    assert one.words["source"]
    assert one.board["dark"]["#1f2328"] == "#e6e9ec"
    assert "#757575" not in json.dumps(one.board["layout"])


def test_a_chart_that_the_course_draws_otherwise_is_shown_as_stored(
    pages: ModuleType, books: Path, tmp_path: Path
) -> None:
    def other(book: dict[str, Any]) -> None:
        for cell in book["cells"]:
            for output in cell.get("outputs", []):
                if PLOTLY_MIME in output.get("data", {}):
                    output["data"][PLOTLY_MIME]["data"][0]["name"] = "as it was stored"

    remarks = pages.build(tmp_path / "site", change(books, other), paper=False)
    assert len([one for one in remarks if "execute): 00_start_here.ipynb" in one]) == 2
    boards = [json.loads(found) for found in JSON.findall(
        (tmp_path / "site" / "00_start_here.html").read_text("utf-8"))]  # fmt: skip
    assert boards[0]["data"][0]["name"] == "as it was stored"
    assert boards[0]["words"]["title"] == "Where the story happens"
    assert "title" not in boards[0]["layout"]


def test_explorers_say_that_more_waits_in_the_lesson(site: Path) -> None:
    text = (site / "05_first_island_chain.html").read_text("utf-8")
    assert text.count("interactive in the lesson") == 1
    assert "Run this cell" not in text
    for path in lesson_pages(site):
        assert "Run this cell" not in path.read_text("utf-8"), path.name
        assert "You have not written a prediction" not in path.read_text("utf-8")


def test_the_browser_edition_is_linked_only_when_it_is_named(
    pages: ModuleType, site: Path, tmp_path: Path
) -> None:
    assert "lab/index.html" not in shown(site / "index.html")
    pages.build(tmp_path / "site", NOTEBOOKS, "../lite/", paper=False)
    assert 'href="../lite/"' in (tmp_path / "site" / "index.html").read_text("utf-8")
    five = (tmp_path / "site" / "05_first_island_chain.html").read_text("utf-8")
    assert 'href="../lite/lab/index.html?path=05_first_island_chain.ipynb"' in five


# ---------------------------------------------------------------- no answers


def test_no_page_for_pupils_holds_an_answer(site: Path) -> None:
    for lesson in course.lessons():
        name = f"{lesson.number}_{lesson.slug}.html"
        for path in (site / name, site / "handouts" / name):
            text = shown(path)
            for question in questions(lesson.number):
                told = [question.hint]
                if isinstance(question, Choice):
                    told += [option.explanation for option in question.options]
                else:
                    told += [question.right, question.wrong]
                    told += [misreading.text for misreading in question.misreadings]
                for one in told:
                    assert not one or one not in text, (path.name, question.id, one)
            for number in (n for n in exercises.names() if n.startswith(lesson.number)):
                assert exercises.get(number).solution.strip() not in path.read_text("utf-8")
            assert "Teacher notes" not in text
            assert "Not yet." not in text


def test_right_and_wrong_options_look_the_same(site: Path) -> None:
    for path in [*lesson_pages(site), *(site / "handouts").glob("*.html")]:
        text = path.read_text("utf-8")
        for part in re.findall(r'<div class="asked">(.*?)</div>', text, re.DOTALL):
            assert set(re.findall(r"<li[^>]*>", part)) <= {"<li>"}, path.name
        for part in re.findall(r'<ul class="options">(.*?)</ul>', text, re.DOTALL):
            assert set(re.findall(r"<li[^>]*>", part)) == {"<li>"}, path.name


def test_the_exercise_stub_is_there_and_its_check_is_not(site: Path) -> None:
    text = shown(site / "05_first_island_chain.html")
    assert "def wider_than(gaps, nm):" in text
    assert "14 are wider" not in text


# ---------------------------------------------------------------- the classroom


def test_the_guide_holds_what_a_teacher_needs_of_every_lesson(site: Path) -> None:
    guide = shown(site / "guide.html")
    for lesson in course.lessons():
        assert f"Lesson {int(lesson.number)}: {lesson.title}" in guide
        assert lesson.question in guide
        for text in lesson.objectives:
            assert text in guide
        for name in lesson.claims:
            assert " ".join(evidence.claim(name).paraphrase.split()) in guide
    lessons = len(course.lessons())
    for heading in ("Teacher notes</h3>", "In class</h3>", "Objectives</h3>", "Claims</h3>"):
        assert guide.count(heading) == lessons, heading
    assert guide.count("<strong>Aim.</strong>") == lessons
    assert guide.count("Ten minutes without computers") >= lessons
    assert "<summary>" not in guide


def test_every_handout_has_aims_a_picture_some_questions_and_room(site: Path) -> None:
    for lesson in course.lessons():
        path = site / "handouts" / f"{lesson.number}_{lesson.slug}.html"
        text = path.read_text("utf-8")
        assert lesson.question in unescape(text)
        assert all(one in unescape(text) for one in lesson.objectives)
        assert text.count('class="chart"') == 1
        asked = text[text.index('<ol class="questions">') :]
        assert 4 <= asked.count('<ul class="options">') + asked.count('class="blank"') <= 6
        assert 'class="space-to-write"' in text


# ---------------------------------------------------------------- hostile and damaged input


HOSTILE = (
    "<p onclick='alert(1)' style='x:y'>kept</p><script>alert(2)</script><style>p{}</style>"
    "<img src=x onerror=alert(3)><iframe src='https://example.org'></iframe>"
    "<svg><script>alert(4)</script></svg><form action='https://example.org'><input></form>"
    "<a href='java&#115;cript:alert(5)'>link</a><a href='data:text/html,x'>data</a>"
    "<div id='content'><table><tr><td>open"
)


def test_scripts_and_handlers_of_an_output_or_a_text_do_not_get_through(
    pages: ModuleType, books: Path, tmp_path: Path
) -> None:
    def attack(book: dict[str, Any]) -> None:
        book["cells"][1]["source"] = HOSTILE + "\n\n[x](javascript:alert(6))\n"
        for cell in book["cells"]:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if "text/html" in data:
                    data["text/html"] = HOSTILE
                if PLOTLY_MIME in data:
                    data[PLOTLY_MIME]["data"][0]["name"] = "</script><script>alert(7)</script>"

    pages.build(tmp_path / "site", change(books, attack), paper=False)
    text = (tmp_path / "site" / "00_start_here.html").read_text("utf-8")
    markup = JSON.sub("", text)
    assert "kept</p>" in markup
    assert not re.search(r"<script(?! defer src)", markup)
    assert "alert(2)" not in markup
    assert not re.search(r"<[^>]*(onclick|onerror|javascript:|data:text|<iframe|<form)", markup)
    assert "alert(7)" in text  # in the data of the chart, where it is only a name
    assert text.count("</main>") == 1
    assert text.count('id="content"') == 1


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<b>a", "<b>a</b>"),
        ("</div></main>a", "a"),
        ("<ul><li>a</ul>b", "<ul><li>a</li></ul>b"),
        ("a <!-- x --> & < b", "a  &amp; &lt; b"),
        ('<a href="https://a.example/?x=1&amp;y">b</a>',
         '<a href="https://a.example/?x=1&amp;y" rel="noopener">b</a>'),
        ('<img src="../../etc/passwd">', ""),
        ('<img src="images/a.png" alt="A">', '<img alt="A" src="images/a.png">'),
    ],
)  # fmt: skip
def test_cleaning(pages: ModuleType, html: str, clean: str) -> None:
    assert importlib.import_module("pages_html").clean(html) == clean


def _never_run(book: dict[str, Any]) -> None:
    cell = next(c for c in book["cells"] if c["cell_type"] == "code")
    cell["execution_count"] = None


def _stopped(book: dict[str, Any]) -> None:
    cell = next(c for c in book["cells"] if c["cell_type"] == "code")
    cell["outputs"] = [
        {"output_type": "error", "ename": "NameError", "evalue": "", "traceback": []}
    ]


def _leads_nowhere(book: dict[str, Any]) -> None:
    book["cells"][1]["source"] = "## A\n\n[b](#No-such-heading)"


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (_never_run, r"00_start_here\.ipynb, cell \d+ .* never run.* python run\.py execute"),
        (_stopped, r"stopped with NameError\. Run: python run\.py execute"),
        (_leads_nowhere, r"lead nowhere: 00_start_here\.html → #No-such-heading"),
    ],
)
def test_a_lesson_that_cannot_be_shown_stops_the_build_and_leaves_the_old_site(
    pages: ModuleType, books: Path, tmp_path: Path, damage: Change, says: str
) -> None:
    target = tmp_path / "dist" / "site"
    pages.build(target, change(books, lambda book: None), paper=False)
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    change(books, damage)
    with pytest.raises(pages.PageError, match=says):
        pages.build(target, books, paper=False)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_site_is_replaced_by_the_next(pages: ModuleType, books: Path, tmp_path: Path) -> None:
    target = tmp_path / "dist" / "site"
    change(books, lambda book: None)
    pages.build(target, books, paper=False)
    (target / "left_over.html").write_text("old")
    pages.build(target, books, paper=False)
    assert not (target / "left_over.html").exists()
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def site_command(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, str(TOOLS / "pages.py"), *map(str, words)],
        capture_output=True, encoding="utf-8", check=False, env=os.environ | settings,
    )  # fmt: skip


def test_what_stops_the_command_is_said_in_one_line(books: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "essay.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("a file")
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "00_start_here.ipynb").write_text("{")
    cases: list[tuple[list[str | Path], str]] = [
        ([tmp_path / "mine"], "holds something else"),
        ([tmp_path / "file"], "holds something else"),
        ([tmp_path / "file" / "site", "--no-paper"], "could not be written"),
        ([tmp_path / "new", "--notebooks", tmp_path / "empty"], "holds no lesson"),
        ([tmp_path / "new", "--notebooks", tmp_path / "nowhere"], "holds no lesson"),
        ([tmp_path / "new", "--notebooks", damaged], "cannot be read as a notebook"),
    ]
    for words, says in cases:
        done = site_command(*words)
        assert done.returncode == 1, words
        assert done.stderr.startswith("site: "), done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        assert says in done.stderr
    assert (tmp_path / "mine" / "essay.txt").read_text() == "mine"
    assert not (tmp_path / "new").exists()


def test_a_browser_that_stops_costs_the_paper_and_not_the_pages(
    pages: ModuleType, books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextlib.contextmanager
    def broken() -> Iterator[None]:
        (yield)
        raise pages.NoBrowserError("it stopped")

    def half(_browser: None, site: Path, _pages: list[str]) -> None:
        (site / "images").mkdir()
        (site / "images" / "00-8.png").write_bytes(b"half a picture")

    monkeypatch.setattr(pages, "printer", broken)
    monkeypatch.setattr(pages, "pictures", half)
    monkeypatch.setattr(pages, "pdf", lambda *_arguments: None)
    remarks = pages.build(tmp_path / "site", change(books, lambda book: None))
    assert any("as it stopped" in one for one in remarks)
    assert not (tmp_path / "site" / "images").exists()
    assert "images/" not in (tmp_path / "site" / "00_start_here.html").read_text("utf-8")


def test_without_a_browser_the_pages_are_built_and_it_is_said(books: Path, tmp_path: Path) -> None:
    change(books, lambda book: None)
    done = site_command(
        tmp_path / "site", "--notebooks", books, LESSONS_CHROMIUM=str(tmp_path / "none")
    )
    assert done.returncode == 0, done.stderr
    assert "Left out: PDFs and pictures" in done.stdout
    assert (tmp_path / "site" / "guide.html").is_file()
    assert not list((tmp_path / "site").rglob("*.pdf"))
    assert ".pdf" not in (tmp_path / "site" / "index.html").read_text("utf-8")
