"""Cards: everything of a claim is there, escaped, readable without style, with contrast."""

import re
from html.parser import HTMLParser

import pytest

from lesson_utils import card, evidence, labels
from lesson_utils.cards import claim_card, sources_used, terms
from lesson_utils.chart.style import contrast
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import set_language
from lesson_utils.markup import Markup, join, link, tag

NAMES = [claim.id for claim in evidence.claims()]


class Outline(HTMLParser):
    """Collects tags, checks that they close, and gathers the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


@pytest.mark.parametrize("name", NAMES)
def test_a_card_shows_everything_the_ledger_knows(name: str) -> None:
    claim = evidence.claim(name)
    card = claim_card(name)
    shown = Outline(card._repr_html_())
    wanted = [claim.id, claim.paraphrase, claim.claimant, claim.criterion, claim.assessment]
    wanted += [claim.assessment_note, claim.discussion_question, *claim.nuances]
    wanted += [item.finding for item in claim.evidence]
    wanted += [item.source.publisher for item in claim.evidence]
    for text in [*wanted, claim.later_outcome, "As of the article · 17 January 2026"]:
        assert text in shown.text
    links = [attrs["href"] for tag_, attrs in shown.seen if tag_ == "a"]
    assert links == [item.source.url for item in claim.evidence]
    graded = [attrs["title"] for tag_, attrs in shown.seen if tag_ == "abbr"]
    assert len(graded) == len(claim.evidence)
    assert all(title and title.startswith("Source grade") for title in graded)
    for text in (claim.id, claim.paraphrase, claim.assessment, claim.assessment_note):
        assert text in repr(card)


@pytest.mark.parametrize("name", ["C13", "C24"])
def test_a_card_has_no_headings_scripts_or_handlers(name: str) -> None:
    shown = Outline(claim_card(name)._repr_html_())
    tags = {tag_ for tag_, _attrs in shown.seen}
    assert not tags & {"h1", "h2", "h3", "h4", "h5", "h6", "script", "img", "iframe"}
    assert not [key for _tag, attrs in shown.seen for key in attrs if key.startswith("on")]


def test_the_two_dates_stand_apart() -> None:
    later = claim_card("C13")._repr_html_()
    assert later.index("As of the article") < later.index("Known later")
    assert evidence.claim("C13").later_outcome in Outline(later).text
    assert "Nothing further is recorded." in claim_card("C24")._repr_html_()
    assert "published after the article" in claim_card("C01")._repr_html_()


def test_unknown_claim_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="C23"):
        claim_card("C233")


def test_card_is_the_same_every_time_and_small() -> None:
    for name in NAMES:
        html = claim_card(name)._repr_html_()
        assert html == claim_card(name)._repr_html_()
        assert len(html.encode()) < 16_000


def test_a_card_speaks_japanese() -> None:
    english = claim_card("C24")._repr_html_()
    set_language("ja")
    try:
        japanese = claim_card("C24")._repr_html_()
    finally:
        set_language("en")
    assert "2026年1月17日" in japanese
    assert "As of the article" in english
    assert "As of the article" not in japanese


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_text_has_contrast(theme: str) -> None:
    """The darkest and lightest grounds JupyterLab and we put behind text, WCAG AA."""
    blocks = re.findall(r"\{(--lu-ink[^}]*)\}", card.CSS)
    assert len(blocks) == 2
    colours = dict(re.findall(r"--lu-([a-z]+):(#[0-9a-f]{6})", blocks[theme == "dark"]))
    grounds = ["#ffffff", "#f3f5f7"] if theme == "light" else ["#111111", "#212121", "#2e2e2e"]
    for name in ("ink", "muted", "accent", "good", "nuance", "contested", "open", "later"):
        for ground in grounds:
            assert contrast(colours[name], ground) >= 4.5, (name, ground)


def test_sources_of_a_lesson() -> None:
    card = sources_used("05")
    text = repr(card)
    for name in ("C23", "C24"):
        for item in evidence.claim(name).evidence:
            assert item.source.url in text
    assert "Open Database" in text
    shown = Outline(card._repr_html_())
    assert "OpenStreetMap" in shown.text
    assert len([1 for tag_, _attrs in shown.seen if tag_ == "li"]) >= 12


def test_sources_take_other_tables() -> None:
    assert "fx_usdjpy_daily" in repr(sources_used("05", tables=["fx_usdjpy_daily"]))
    with pytest.raises(UnknownNameError, match="straits"):
        sources_used("05", tables=["strait"])


def test_terms_in_three_scripts() -> None:
    shown = Outline(terms("first-island-chain", "sdf")._repr_html_())
    term = evidence.term("first-island-chain")
    for text in (term.term, term.definition, term.ja, term.kana):
        assert text in shown.text
    assert {attrs.get("lang") for tag_, attrs in shown.seen if tag_ in {"td", "span"}} >= {"ja"}
    scopes = [attrs.get("scope") for tag_, attrs in shown.seen if tag_ == "th"]
    assert scopes == ["col"] * 4 + ["row"] * 2
    assert "awaits a Japanese reader's check" in shown.text


def test_terms_of_a_lesson_exist() -> None:
    assert "Miyako" in repr(terms("05"))
    assert repr(terms("00"))
    with pytest.raises(UnknownNameError, match="miyako-strait"):
        terms("miyako-strai")
    with pytest.raises(LessonError, match="Name a lesson"):
        terms()


def test_every_date_and_category_of_the_ledger_can_be_named() -> None:
    set_language("ja")
    try:
        for claim in evidence.claims():
            for name in (labels.kind(claim.kind), labels.assessment(claim.assessment)):
                assert not name.isascii()
            assert not labels.theme(claim.theme).isascii()
        assert all(not labels.grade(letter).isascii() for letter in "ABCD")
    finally:
        set_language("en")
    for source in evidence.sources():
        assert "-" not in labels.day(source.date)


def test_markup_escapes_whatever_it_is_given() -> None:
    evil = "<script>alert('x')</script>\"&"
    html = tag("p", evil, title=evil, aria_label=None)
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2
    assert "aria-label" not in html
    assert join(tag("b", "x"), "<i>") == "<b>x</b>&lt;i&gt;"
    assert isinstance(tag("br"), Markup)
    assert tag("br") == "<br>"
    assert link("a<b", "javascript:alert(1)") == "a&lt;b"
    assert 'href="https://x.org/?a=1&amp;b=2"' in link("x", "https://x.org/?a=1&b=2")


@pytest.mark.parametrize("name", ["C27", "C34"])
def test_how_a_forecast_turned_out_is_known_later(name: str) -> None:
    """The note "Came true" stood in the box of what was known on the day of the article."""
    shown = Outline(claim_card(name)._repr_html_()).text
    note = evidence.claim(name).assessment_note
    assert shown.index("Known later") < shown.index(note)
    assert "neither true nor false" in shown[: shown.index("Known later")]
