"""Every rule of the evidence base, and the typed ledger over it."""

from __future__ import annotations

import dataclasses
import datetime
import json
import pickle
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, evidence
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.evidence import When

FILES = ("claims", "timeline", "glossary", "perspectives", "questions", "sources")
ASSESSMENTS = {
    "supported": 10,
    "supported with nuance": 18,
    "contested": 4,
    "unverifiable": 1,
    "forecast": 2,
}
# words between quotation marks; an apostrophe inside a word is no quotation mark
QUOTED = re.compile(r"""(?<![A-Za-z0-9])(['"“‘])((?:[^'"“”‘’]|(?<=\w)['’](?=\w))+)['"”’](?!\w)""")


def texts(value: object) -> Iterator[str]:
    """Every text in a JSON value, web addresses left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "url":
                yield from texts(item)


def every_text() -> list[str]:
    return [text for name in FILES for text in texts(data.read_json(f"evidence_{name}"))]


# ---------------------------------------------------------------- counts and order


def test_counts() -> None:
    assert len(evidence.claims()) == 35
    assert len(evidence.timeline()) == 70
    assert len(evidence.perspectives()) == 8
    assert sum(len(one.positions) for one in evidence.perspectives()) == 29
    assert len(evidence.glossary()) == 60
    assert len(evidence.questions()) == 40
    assert len(evidence.sources()) == 172


def test_claims_are_numbered_in_the_article_s_order() -> None:
    claims = evidence.claims()
    assert [one.id for one in claims] == [f"C{n:02d}" for n in range(1, len(claims) + 1)]
    assert [one.paragraph for one in claims] == sorted(one.paragraph for one in claims)
    assert {one.paragraph for one in claims} == set(range(7))


def test_assessments_stay_as_they_are() -> None:
    assert Counter(one.assessment for one in evidence.claims()) == ASSESSMENTS
    by = {name: [c.id for c in evidence.claims(assessment=name)] for name in ASSESSMENTS}
    assert by["contested"] == ["C05", "C13", "C19", "C22"]
    assert by["unverifiable"] == ["C15"]
    assert by["forecast"] == ["C27", "C34"]


def test_identifiers_are_unique() -> None:
    for part in (
        evidence.claims(),
        evidence.timeline(),
        evidence.glossary(),
        evidence.questions(),
        evidence.sources(),
        evidence.perspectives(),
    ):
        ids = [one.id for one in part]
        assert len(ids) == len(set(ids))


# ---------------------------------------------------------------- rule 1: sources and grades


def test_everything_carries_sources_that_resolve() -> None:
    known = {one.id for one in evidence.sources()}
    for claim in evidence.claims():
        assert claim.evidence, claim.id
        assert {item.source.id for item in claim.evidence} <= known
        assert all(item.finding.strip() for item in claim.evidence)
    for one in (*evidence.timeline(), *evidence.questions()):
        assert one.sources, one.id
    for stakeholder in evidence.perspectives():
        assert all(position.sources for position in stakeholder.positions)


def test_definitions_that_claim_to_be_read_name_their_source() -> None:
    for term in evidence.glossary():
        assert term.definition_status in ("read", "own")
        assert term.ja_status in ("seen", "unseen")
        if term.definition_status == "read":
            assert term.sources, term.id


def test_files_name_sources_by_id_only() -> None:
    known = {one.id for one in evidence.sources()}

    def ids(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            assert "publisher" not in value
            assert "grade" not in value
            if "source_id" in value:
                assert set(value) == {"source_id", "finding"}
                yield value["source_id"]
            yield from value.get("sources", [])
            for item in value.values():
                yield from ids(item)
        elif isinstance(value, list):
            for item in value:
                yield from ids(item)

    for name in FILES[:-1]:
        found = set(ids(data.read_json(f"evidence_{name}")))
        assert found
        assert found <= known, name


def test_grades_are_known_and_explained() -> None:
    assert list(evidence.grades()) == ["A", "B", "C", "D"]
    assert all(evidence.grades().values())
    counts = Counter(one.grade for one in evidence.sources())
    assert counts == {"A": 9, "B": 95, "C": 49, "D": 19}
    evidence.grades()["A"] = "changed"
    assert evidence.grades()["A"] != "changed"


def test_pointers_say_that_the_original_was_not_read() -> None:
    assert "not read" in evidence.grades()["D"]
    for one in evidence.sources():
        assert one.is_pointer == (one.grade == "D")
        if one.is_pointer:
            assert re.search("not read|headline only|pointer", one.note), one.id


def test_sources_have_publisher_and_address() -> None:
    addressless = []
    for one in evidence.sources():
        assert one.publisher.strip(), one.id
        if not one.url.startswith(("https://", "http://")):
            addressless.append(one)
    assert all(one.is_pointer for one in addressless), [one.id for one in addressless]


def test_article_is_a_source() -> None:
    assert evidence.article().id == "ARTICLE"
    assert evidence.article().date.start == evidence.ARTICLE_DATE == datetime.date(2026, 1, 17)
    assert not evidence.article().after_article


# ---------------------------------------------------------------- rule 2: two dates


def test_every_date_parses() -> None:
    dates = [one.date for one in (*evidence.sources(), *evidence.timeline())]
    dates += [one.resolved_date for one in evidence.claims()]
    dates += [p.date for one in evidence.perspectives() for p in one.positions]
    assert all(isinstance(one, When) for one in dates)
    assert {one.precision for one in dates} == {
        "day",
        "month",
        "year",
        "span",
        "approx",
        "unknown",
    }
    for one in dates:
        assert (one.start is None) == (one.precision == "unknown")
        if one.start and one.end:
            assert one.start <= one.end <= datetime.date(2026, 12, 31)


def test_precision_of_events_agrees_with_their_dates() -> None:
    for one in evidence.timeline():
        assert one.precision == one.date.precision, one.id


def test_timeline_is_in_order_and_ends_where_knowledge_ends() -> None:
    starts = [one.date.start for one in evidence.timeline()]
    assert starts == sorted(starts)
    assert starts[0] == datetime.date(1945, 8, 15)
    for one in evidence.timeline():
        end = one.date.end
        assert end is not None
        if one.status == "occurred" and end > evidence.CONFIRMED_UNTIL:
            assert one.is_confirmed, one.id
    last = max(one.date.end for one in evidence.timeline() if one.status.startswith("reported"))
    assert last <= evidence.POINTERS_UNTIL


def test_events_after_the_article_are_told_apart() -> None:
    after = [one for one in evidence.timeline() if one.after_article]
    assert 0 < len(after) < 70
    assert all(one.date.start > evidence.ARTICLE_DATE for one in after)
    assert evidence.event("T01") not in after


def test_statuses_say_what_is_not_verified() -> None:
    assert Counter(one.status for one in evidence.timeline()) == {
        "occurred": 63,
        "reported (pointer only)": 5,
        "reported (headline only)": 1,
        "planned - outcome not verified": 1,
    }
    for one in evidence.timeline():
        if one.status != "occurred":
            assert not one.is_confirmed
            assert any(source.is_pointer for source in one.sources), one.id


def test_moving_claims_say_what_is_known_later() -> None:
    later = [one.id for one in evidence.claims() if one.later_outcome]
    assert len(later) == 12
    assert {"C13", "C27", "C34"} <= set(later)


# ---------------------------------------------------------------- rules 3 to 5 and the wording


def test_nothing_is_said_to_belong_to_anyone() -> None:
    for text in every_text():
        assert not re.search(r"\bbelong(s|ed|ing)?\b", text, re.IGNORECASE), text


def test_no_quotation_is_longer_than_four_words() -> None:
    found = 0
    for text in every_text():
        for match in QUOTED.finditer(text):
            found += 1
            assert len(match[2].split()) <= 4, match[0]
    assert found > 30


def test_the_quotation_finder_can_fail() -> None:
    assert [m[2] for m in QUOTED.finditer("he said 'one two three four five' there")] == [
        "one two three four five"
    ]
    assert not list(QUOTED.finditer("Japan's and the allies' bases"))
    assert [m[2] for m in QUOTED.finditer('called "the century\'s key field of all" by')] == [
        "the century's key field of all"
    ]


def test_definitions_are_at_most_forty_words() -> None:
    for term in evidence.glossary():
        assert 0 < len(term.definition.split()) <= 40, term.id


def test_japanese_terms_are_written_in_japanese() -> None:
    for term in evidence.glossary():
        assert re.search("[぀-ヿ一-鿿]|^[A-Z]", term.ja), term.id
        assert re.search("[぀-ヿ]", term.kana), term.id
        assert not re.search("[一-鿿]", term.kana), term.id


def test_names_where_parties_disagree() -> None:
    records = [f"{one.term} {one.definition}" for one in evidence.glossary()]
    records += [f"{one.title} {one.description}" for one in evidence.timeline()]
    records += [" ".join((one.paraphrase, *one.nuances)) for one in evidence.claims()]
    named = [text for text in records if re.search("Senkaku|Diaoyu", text)]
    assert any("Diaoyu" in text for text in named)
    for text in named:
        assert "Senkaku" in text, text


def test_both_parties_to_a_disagreement_are_kept() -> None:
    nuances = " ".join(evidence.claim("C23").nuances)
    assert "top priorit" in nuances
    assert "Kyodo" in nuances
    assert "Jiji" in nuances


def test_claims_are_complete() -> None:
    kinds = {
        "reported fact",
        "attributed view",
        "author's framing",
        "official text",
        "forecast",
    }
    assert {one.kind for one in evidence.claims()} == kinds
    for one in evidence.claims():
        for attribute in (
            "paraphrase",
            "claimant",
            "date_reasoning",
            "theme",
            "criterion",
            "discussion_question",
        ):
            assert getattr(one, attribute).strip(), (one.id, attribute)
        assert one.assessment_note or one.assessment == "supported", one.id
        assert one.nuances
        assert one.sources[0].grade == min(item.source.grade for item in one.evidence)


# ---------------------------------------------------------------- questions


def test_questions_have_one_right_option_and_explain_all() -> None:
    claims = {one.id for one in evidence.claims()}
    for question in evidence.questions():
        assert [option.key for option in question.options] == ["a", "b", "c", "d"]
        assert sum(option.correct for option in question.options) == 1, question.id
        assert all(o.text.strip() and o.explanation.strip() for o in question.options)
        assert len({option.text for option in question.options}) == 4
        assert question.claims
        assert set(question.claims) <= claims
        assert question.level in ("easy", "medium", "hard")


def test_right_answers_are_not_all_in_one_place() -> None:
    right = Counter(o.key for q in evidence.questions() for o in q.options if o.correct)
    assert set(right) == set("abcd")
    assert max(right.values()) <= 16


def test_questions_of_a_claim() -> None:
    for question in evidence.questions("C23"):
        assert "C23" in question.claims
    with pytest.raises(UnknownNameError, match="claim"):
        evidence.questions("C99")


# ---------------------------------------------------------------- the ledger


def test_filters() -> None:
    assert {one.theme for one in evidence.claims(theme="geography")} == {"geography"}
    assert [one.id for one in evidence.claims(ids=("C24", "C23"))] == ["C24", "C23"]
    both = evidence.claims(theme="burden-sharing", kind="reported fact")
    assert both
    assert {(one.theme, one.kind) for one in both} == {("burden-sharing", "reported fact")}
    assert evidence.claims(theme="geography", assessment="contested") == ()
    assert all("Philippines" in one.actors for one in evidence.timeline(actor="Philippines"))
    assert all("Nansei" in one.themes for one in evidence.timeline(theme="Nansei"))
    assert len(evidence.timeline(status="occurred")) == 63


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda: evidence.claim("C99"), r"claim 'C99'"),
        (lambda: evidence.claims(theme="geographie"), "'geography'"),
        (lambda: evidence.claims(assessment="contestd"), "'contested'"),
        (lambda: evidence.claims(ids=("C1",)), "claim"),
        (lambda: evidence.timeline(actor="Phillipines"), "actor.*'Philippines'"),
        (lambda: evidence.event("T99"), "event"),
        (lambda: evidence.term("first-island-chian"), "'first-island-chain'"),
        (lambda: evidence.source("ARTICEL"), "'ARTICLE'"),
        (lambda: evidence.question("Q99"), "question"),
    ],
)
def test_unknown_names_are_answered_with_near_ones(ask: object, hint: str) -> None:
    assert callable(ask)
    with pytest.raises(UnknownNameError, match=hint):
        ask()


def test_records_are_frozen_and_survive_pickling() -> None:
    claim = evidence.claim("C23")
    with pytest.raises(dataclasses.FrozenInstanceError):
        claim.assessment = "supported"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="read-only"):
        claim.resolved_date.start = None
    for one in (claim, evidence.event("T50"), evidence.perspectives()[0]):
        assert pickle.loads(pickle.dumps(one)) == one
    assert pickle.loads(pickle.dumps(evidence.event("T50").date)).precision == "approx"


def test_files_are_read_once() -> None:
    assert evidence.claim("C01") is evidence.claim("C01")
    assert evidence.claim("C01").evidence[0].source is evidence.source("ARTICLE")
    assert evidence.claim("C01").evidence[0].note == evidence.source("ARTICLE").note


def test_json_is_valid_without_surprises() -> None:
    for name in FILES:
        path = data.root() / "evidence" / f"{name}.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        written = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        assert path.read_text(encoding="utf-8") == written


# ---------------------------------------------------------------- When


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2026-01-17", "2026-01-17", "2026-01-17", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("1954", "1954-01-01", "1954-12-31", "year"),
        ("2024-2025", "2024-01-01", "2025-12-31", "span"),
        ("2025-06 to 2026-01", "2025-06-01", "2026-01-31", "span"),
        ("2025-06-20 / 2026-01-23", "2025-06-20", "2026-01-23", "span"),
        ("2026-09-13 (pointer only)", "2026-09-13", "2026-09-13", "day"),
    ],
)
def test_when_reads(text: str, start: str, end: str, precision: str) -> None:
    when = When(text)
    assert (str(when.start), str(when.end), when.precision) == (start, end, precision)
    assert when == text


@pytest.mark.parametrize("text", ["unknown", "n.a.", "n.d."])
def test_when_unknown(text: str) -> None:
    when = When(text)
    assert (when.start, when.end, when.precision) == (None, None, "unknown")
    assert not when.begins_after(datetime.date.min)
    assert When("2026").order < when.order


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13", "2026-02-30", "26-01-01", "2026-1"])
def test_when_refuses(text: str) -> None:
    with pytest.raises(LessonError, match="is no date"):
        When(text)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_when_of_any_day(day: datetime.date) -> None:
    when = When(day.isoformat())
    month, year = When(day.isoformat()[:7]), When(day.isoformat()[:4])
    assert when.start == when.end == day
    for wider in (month, year):
        assert wider.start is not None
        assert wider.end is not None
        assert wider.start <= day <= wider.end
    assert not when.begins_after(day)
    assert pickle.loads(pickle.dumps(when)).start == day
