"""The dossier as a file: complete, escaped, without scripts, the same every time."""

import html
import html.parser
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import evidence, labels
from lesson_utils.errors import UnknownNameError
from lesson_utils.i18n import set_language
from lesson_utils.learn.dossier import Dossier, begun, claim_of_headlines, headlines_of, read
from lesson_utils.learn.state import Note


def noted(**values: str) -> dict[str, Note]:
    return {
        key.replace("__", "."): Note(value=value, at="2026-11-22T10:00:00Z")
        for key, value in values.items()
    }


FULL = noted(
    dossier__C01__grading="The passage is a copy.",
    dossier__C01__verdict="supported with nuance",
    dossier__C01__reason="The direction holds.\nThe verb does not.",
    dossier__C01__change="A speech with the word.",
) | {"dossier.C01.use.NSS_EIR": Note(value="yes", at="2026-11-23T10:00:00Z")}


class Tags(html.parser.HTMLParser):
    """Collect the tags of a page and the text of what the learner wrote."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.events: list[str] = []
        self.own: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.events += [name for name, _value in attrs if name.startswith("on")]
        if ("class", "own") in attrs:
            self._inside = True
            self.own.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "div"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.own[-1] += data


@pytest.mark.parametrize("claim", evidence.claims(), ids=lambda claim: claim.id)
def test_an_empty_dossier_lists_all_evidence_as_unused(claim: evidence.Claim) -> None:
    made = read(claim.id, {})
    assert made.is_empty
    assert made.missing == ("use", "grading", "verdict", "reason", "change")
    url = claim.evidence[0].source.url
    assert url in made.markdown()
    assert html.escape(url) in made.page()
    for text in (made.markdown(), made.page()):
        assert claim.id in text
        assert labels.assessment(claim.assessment).capitalize() in text


def test_everything_written_is_in_both_files() -> None:
    made = read("C01", FULL)
    assert made.missing == ()
    markdown, page = made.markdown(), made.page()
    for text in ("The passage is a copy.", "The verb does not.", "A speech with the word."):
        assert text in markdown
        assert text in page
    used, unused = markdown.split("## Evidence I leave aside")
    assert "eir.news" in used
    assert "eir.news" not in unused
    assert "newindianexpress" in unused
    assert "My verdict: supported with nuance" in markdown
    assert "Last change: 23 November 2026." in page
    assert made.page() == read("C01", FULL).page()


def test_the_page_stands_alone() -> None:
    found = Tags(read("C01", FULL).page())
    assert not found.tags & {"script", "link", "img", "iframe", "form", "object", "base"}
    assert found.events == []
    page = read("C01", FULL).page()
    assert "default-src 'none'" in page
    assert page.startswith("<!doctype html>")
    assert '<html lang="en">' in page
    assert not re.search(r"url\(|@import", page)


@given(st.text(max_size=80))
def test_what_a_learner_writes_is_never_markup(text: str) -> None:
    made = Dossier(evidence.claim("C24"), texts={"reason": text})
    found = Tags(made.page())
    assert found.tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li",
        "a", "div", "footer", "hr", "span",
    }  # fmt: skip
    wanted = text.strip()
    if wanted and "\r" not in wanted and "\x00" not in wanted:
        assert found.own == [wanted]
    markdown = made.markdown().split("## My verdict")[1].split("## What")[0]
    assert "<" not in re.sub("&lt;|</?span>", "", markdown)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("# big", r"\# big"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("a_b * c & d", r"a\_b \* c &amp; d"),
        ("http://a.org/x_y?b&c#d.", "<http://a.org/x_y?b&amp;c#d>."),
        ("www.a.org/x_y", r"www\.a.org/x\_y"),
        (r"\(x\) ¯\_", r"<span>&#92;</span>(x<span>&#92;</span>) ¯<span>&#92;</span>\_"),
        ("$5", r"\$5"),
        ("$5 or $6", r"<span>\$</span>5 or <span>\$</span>6"),
        ("$5\n$6", "<span>\\$</span>5  \n> <span>\\$</span>6"),
        ("x\n\n    y", "x  \n>   \n> y"),
    ],
)
def test_markdown_shows_what_was_typed(typed: str, written: str) -> None:
    made = Dossier(evidence.claim("C24"), texts={"change": typed})
    assert f"> {written}" in made.markdown()


def test_markdown_reads_back_as_typed() -> None:
    mistune = pytest.importorskip("mistune")
    typed = "1. <b>bold</b> *stars* _lines_ [a](b) # `code`\n- second & third"
    shown = mistune.html(Dossier(evidence.claim("C24"), texts={"reason": typed}).markdown())
    text = html.unescape(re.sub(r"<[^>]*>", "", shown))
    for line in typed.splitlines():
        assert line in text


def test_headlines_go_into_the_dossier_of_the_headline() -> None:
    notes = noted(
        headline__naha__agent="okinawa",
        headline__naha__verb="resists",
        headline__naha__object="us",
        headline__naha__why="They live there.",
        headline__beijing__own="<i>Who encircles whom?</i>",
        headline__tokyo__agent="jp",
    )
    assert claim_of_headlines() == "C01"
    assert [text for _readers, text, _why in headlines_of(notes)] == [
        "<i>Who encircles whom?</i>",
        "Okinawans resist Washington",
    ]
    page = read("C01", notes).page()
    assert "Okinawans resist Washington" in page
    assert "They live there." in page
    assert "<i>" not in page
    assert "Headlines rewritten" not in read("C24", notes).page()
    assert begun(notes) == ()


def test_other_versions_are_in_the_file() -> None:
    notes = noted(dossier__C24__reason="new")
    notes["dossier.C24.reason"]["kept"] = [{"value": "the older text", "at": ""}]
    made = read("C24", notes)
    assert "the older text" in made.markdown()
    assert "the older text" in made.page()
    assert begun(notes) == ("C24",)


def test_values_of_another_edition_do_no_harm() -> None:
    notes = noted(dossier__C24__verdict="true", headline__naha__tail="gone") | {
        "dossier.C24.use.GONE": Note(value="yes", at="")
    }
    made = read("C24", notes)
    assert (made.verdict, made.picked) == ("", ())
    assert headlines_of(notes) == ()
    assert headlines_of(noted(headline__naha__agent="x", headline__naha__own="Mine"))
    with pytest.raises(UnknownNameError):
        read("C99", {})


def test_pieces_of_another_edition_do_no_harm() -> None:
    notes = noted(
        headline__naha__agent="gone", headline__naha__verb="gone", headline__naha__object="gone"
    )
    assert headlines_of(notes) == ()


def test_it_speaks_japanese() -> None:
    set_language("ja")
    try:
        assert '<html lang="ja">' in read("C01", FULL).page()
    finally:
        set_language("en")
