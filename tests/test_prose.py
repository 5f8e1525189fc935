"""Numbers in prose: which have to be declared, and what a declaration means."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, evidence, geo, prose
from lesson_utils.errors import LessonError


@dataclass(frozen=True)
class Place:
    lat: float
    lon: float


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tables, a ledger and two places."""
    tables = {
        "gaps": [
            {"id": "miyako", "name": "Miyako (island to island)", "km": 267.04, "side": "n"},
            {"id": "bashi", "name": "Bashi", "km": 98.6, "side": "s"},
            {"id": "yonaguni", "name": "Yonaguni", "km": 111.0, "side": "s"},
        ],
        "spend": [{"iso3": "CHN", "year": 2024, "usd": -313.7}],
    }
    monkeypatch.setattr(data, "load", lambda name: SimpleNamespace(rows=tables[name]))
    ledger = [SimpleNamespace(id="C01", assessment="supported", words=12)]
    monkeypatch.setattr(evidence, "claims", lambda: ledger)
    monkeypatch.setattr(geo, "place", lambda name: {"A": Place(0, 0), "B": Place(0, 1)}[name])
    monkeypatch.setattr(geo, "distance_km", lambda a, b: 111.32 * abs(a[1] - b[1]))


@pytest.mark.parametrize(
    "text",
    [
        "On 17 January 2026, or 2026-01-17, or January 17, 2026, or in January 2026.",
        "In 1972; 2015–2024; 2015–24; the 1990s; FY2025; since 2016, he said. In 1945.",
        "Claims C23 and C24, source S101, an F-35, a Type A2, COVID-19, the G7.",
        "Lesson 5 of 9; lessons 1–4; paragraphs 7 and 8; questions 3, 4 or 5; ¶7; exercise 05.2.",
        "## 2. The question\n\n1. First\n2. Second\n   3) third\n> 4. quoted",
        "50 minutes, a 10-minute talk, 45–60 minutes, at 14:15, the 20th century, the 1st.",
        "`x = 41`, <span data-n='42'>, [a link](page_43.html), https://x.org/44",
        "```\n45\n```\n<!-- 46 -->",
        "Python 3.11, CC BY 4.0, ODbL 1.0, CC BY-SA 4.0.",
        "2026年1月17日に、1月17日、第5課。",
        "Lesson 5 of 9 · 50 minutes · verified on 22 November 2026 with data release 2026.11.22",
    ],
)
def test_dates_identifiers_and_references_need_nothing(text: str) -> None:
    assert prose.find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("267 km, 1,663 values and 86.96 trillion", ["267", "1,663", "86.96"]),
        ("about 2000 km, ¥1900, 2,026 ships, $2025", ["2000", "1900", "2,026", "2025"]),
        ("3.5% + 1.5%, a 12-mile zone, 50/50", ["3.5", "1.5", "12", "50", "50"]),
        ("約267kmである", ["267"]),
        ("It was 5.", ["5"]),
        ("2.00% and 1,005 but not 05 or 05.2", ["2.00", "1,005"]),
        ("Yonaguni is 111 km away.\n\n1. It is 12 km long.", ["111", "12"]),
        ("**98** and *4.1* and (7)", ["98", "4.1", "7"]),
        ("a part of 30 ships", ["30"]),
    ],
)
def test_every_other_number_is_found(text: str, numbers: list[str]) -> None:
    assert [number.text for number in prose.find_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("gaps[id=miyako].km", 267.04),
        ("gaps[name=Miyako (island to island)].km", 267.04),
        ("gaps[side=s, km=98.6].km", 98.6),
        ("spend[iso3=CHN, year=2024].usd", -313.7),
        ("-spend[year=2024].usd / 1000", 0.3137),
        ("count(gaps[])", 3),
        ("count(gaps[side=s])", 2),
        ("max(gaps[].km) - min(gaps[].km)", 168.44),
        ("sum(gaps[side=s].km)", 209.6),
        ("mean(gaps[side=s].km)", 104.8),
        ("round(gaps[id=miyako].km, -1)", 270),
        ("abs(spend[].usd)", 313.7),
        ("gaps[id=miyako].km / 1.852", 144.19),
        ("count(claims[assessment=supported])", 1),
        ("claims[id=C01].words", 12),
        ('km("A", "B")', 111.32),
        ("2 ** 3", 8),
    ],
)
def test_expressions(expression: str, value: float) -> None:
    assert prose.evaluate(expression) == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("gaps[side=s].km", "leaves 2 rows"),
        ("gaps[id=none].km", "No row of gaps has id=none"),
        ("gaps[id].km", "must be column=value"),
        ("gaps[id=miyako].width", "no column of gaps 'width'"),
        ("gaps[id=miyako].name", "is not a number"),
        ("claims[id=C01].colour", "has no 'colour'"),
        ("__import__('os')", "is not understood"),
        ("gaps", "is not understood"),
        ("1 +", "cannot be read"),
        ("max(1, 2)", "is not understood with 2 arguments"),
    ],
)
def test_a_wrong_expression_says_why(expression: str, words: str) -> None:
    with pytest.raises(LessonError) as caught:
        prose.evaluate(expression)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "declared", "words"),
    [
        ("267 km", {}, "without saying where it comes from"),
        ("268 km", {"268": "gaps[id=miyako].km"}, "prints 268, but"),
        ("267 km", {"267": "gaps[id=nowhere].km"}, "No row of gaps"),
        ("267 km", {"267": {"because": "so"}}, "a reason in words"),
        ("267 km", {"267": {"why": "it is the width given"}}, "a reason in words"),
        ("no number", {"9": "4 + 5"}, "declares '9', which it does not print"),
    ],
)
def test_what_is_reported(text: str, declared: dict[str, Any], words: str) -> None:
    (message,) = prose.check_numbers(text, declared)
    assert words in message


def test_a_well_declared_text_is_silent() -> None:
    text = "Of 3 gaps the widest is 267 km (267.0), five times 53.4."
    declared = {
        "3": "count(gaps[])",
        "267": "gaps[id=miyako].km",
        "267.0": "gaps[id=miyako].km",
        "53.4": "gaps[id=miyako].km / 5",
    }
    assert prose.check_numbers(text, declared) == []


@given(st.floats(0.01, 1e7), st.integers(0, 4))
def test_a_rounded_value_always_agrees_and_its_neighbour_never(value: float, digits: int) -> None:
    assert prose.agrees(f"{value:,.{digits}f}", value)
    assert not prose.agrees(f"{value + 2 * 10**-digits:.{digits}f}", value)
