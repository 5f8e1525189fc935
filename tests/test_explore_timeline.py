"""The timeline explorer: filters agree with the ledger, an event opens down to its sources."""

from __future__ import annotations

import html
import itertools

import pytest

from lesson_utils import evidence
from lesson_utils.charts.timeline_rows import PERIODS, day
from lesson_utils.errors import LessonError
from lesson_utils.explore.timeline import Timeline, card
from lesson_utils.explore.timeline import timeline as open_timeline
from lesson_utils.i18n import set_language

PANEL = Timeline()
THEMES, ACTORS = ([v for _n, v in PANEL.controls[key].options] for key in ("theme", "actor"))


def test_it_opens_with_every_event() -> None:
    panel = open_timeline()
    assert panel.failure is None
    assert panel.sentence.startswith("70 of 70 events. 14 lie after the article, 7 of them only")
    later = [e for e in evidence.timeline() if e.date.start > evidence.ARTICLE_DATE]
    assert (len(later), sum(not e.is_confirmed for e in later)) == (14, 7)
    assert sum(e.date.start.year >= 2025 for e in evidence.timeline()) == 40


@pytest.mark.parametrize("period", PERIODS)
def test_filters_agree_with_the_ledger(period: str) -> None:
    first, last = PERIODS[period]
    for theme, actor in itertools.product(THEMES, ACTORS):
        PANEL.choose(theme=theme, actor=actor, period=period)
        assert PANEL.failure is None
        wanted = [
            e.id
            for e in evidence.timeline()
            if (not theme or theme in e.themes)
            and (not actor or actor in e.actors)
            and first <= day(e) <= last
        ]
        assert [e.id for e in PANEL.found] == wanted
        if wanted:
            assert PANEL.sentence.startswith(f"{len(wanted)} of 70 events")
        else:
            assert PANEL.sentence.startswith("No event fits: ")
            assert "“all”" in PANEL.sentence
        drawn = [name for t in PANEL.chart.spec.data[2:4] for name in t["customdata"]]
        assert sorted(drawn) == sorted(wanted)


def test_counts_beside_the_options_are_true() -> None:
    panel = Timeline()
    for key in ("theme", "actor"):
        for name, value in panel.controls[key].options[1:]:
            panel.choose(theme="", actor="").choose(**{key: value})
            assert name.endswith(f"({len(panel.found)})")


def test_an_empty_combination_says_which_filter_to_relax() -> None:
    panel = open_timeline(theme="alliance", actor="Spain")
    assert panel.sentence == (
        "No event fits: theme alliance, actor Spain. Set “Actor” to “all” to see 8 events."
    )


@pytest.mark.parametrize("event", evidence.timeline(), ids=lambda e: e.id)
def test_every_event_opens_with_all_its_sources(event: evidence.Event) -> None:
    text = html.unescape(card(event))
    for needed in (event.title, event.description, *(s.publisher for s in event.sources)):
        assert needed in text
    assert text.count("lu-grade") - text.count(".lu-grade") >= len(event.sources)
    assert ("after the article" in text) == event.after_article
    for source in event.sources:
        assert not source.url or f'href="{source.url}"' in text


def test_a_click_on_a_mark_opens_the_event_and_the_list_closes_it() -> None:
    panel = open_timeline(theme="strategy documents")
    panel.chart._on_message(None, {"op": "click", "trace": 3, "point": 0, "customdata": "T46"}, [])
    assert panel.value("event") == "T46"
    assert "Open: US National Security Strategy, 4 December 2025." in panel.sentence
    assert "cover date November" in panel._card.value
    panel.chart._on_message(None, {"op": "click", "trace": 0, "point": 0, "customdata": "T99"}, [])
    assert panel.value("event") == "T46"
    panel.choose(event="")
    assert panel._card.value == ""


def test_the_open_event_stays_while_it_is_listed() -> None:
    panel = open_timeline(event="T57")
    panel.choose(period="after")
    assert panel.value("event") == "T57"
    panel.choose(period="1945-1999")
    assert panel.value("event") == ""
    assert panel.chart.spec.data[5]["x"] == []


def test_rows_by_actor_are_named() -> None:
    panel = open_timeline(theme="Senkaku").choose(lanes="actor")
    assert panel.sentence.endswith("Actors named: Japan, China.")
    assert panel.chart.spec.layout["yaxis"]["ticktext"] == ["Japan", "China"]


def test_wrong_values_are_named() -> None:
    with pytest.raises(LessonError, match="Atlantis"):
        open_timeline(actor="Atlantis")
    with pytest.raises(LessonError, match="T46"):
        open_timeline(theme="alliance", event="T46")


def test_it_speaks_japanese_and_only_the_titles_stay() -> None:
    set_language("ja")
    try:
        panel = open_timeline(theme="alliance")
        assert not panel.sentence.isascii()
        assert "events" not in panel.sentence
    finally:
        set_language("en")
