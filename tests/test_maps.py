"""The maps: what is on them, in which words, how large when stored."""

from __future__ import annotations

import itertools
import json

import pytest

from lesson_utils import lettering, maps, parts
from lesson_utils.chart import Spec
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.labelling import box, overlap
from lesson_utils.maps import chain
from lesson_utils.projection import VIEWS

ALL = tuple(chain.LAYERS)


@pytest.mark.parametrize("part", maps.PRESETS)
def test_specs_are_plotly(part: str) -> None:
    chart = maps.first_island_chain(part, show=ALL, chain="all", year=2019)
    assert len(chart.figure.data) == len(chart.spec.data)


@pytest.mark.parametrize("seen_from", VIEWS)
def test_every_point_of_view_draws(seen_from: str) -> None:
    chart = maps.first_island_chain("nansei", seen_from=seen_from)
    assert bool(chart.spec.layout["annotations"]) == (seen_from != "north")


def test_stored_picture_is_light_and_says_everything() -> None:
    chart = maps.first_island_chain()
    assert len(json.dumps(chart.twin())) < 120_000
    bundle, _metadata = chart._repr_mimebundle_()
    assert "First chain, the article's wording" in bundle["text/plain"]
    assert len(json.dumps(maps.where_it_happens().twin())) < 120_000


@pytest.mark.parametrize("part", maps.PRESETS)
@pytest.mark.parametrize("seen_from", ["north", "Beijing"])
def test_no_text_of_a_stored_picture_lies_on_another(part: str, seen_from: str) -> None:
    spec = chain.stored(part, ALL, "all", None, seen_from)
    (west, east), (south, north) = spec.layout["xaxis.range"], spec.layout["yaxis.range"]
    scale = min(parts.WIDTH / (east - west), (parts.HEIGHT - parts.TITLE) / (north - south))
    rooms = []
    for trace in spec.data:
        if "text" not in trace["mode"]:
            continue
        sides = trace.get("textposition", "middle center")
        for i, text in enumerate(trace["text"]):
            side = sides if isinstance(sides, str) else sides[i]
            at = trace["x"][i] * scale, -trace["y"][i] * scale
            if text:
                rooms.append((text, box(*at, text, side, trace["textfont"]["size"])))
    assert len(rooms) > 5
    for (one, a), (other, b) in itertools.combinations(rooms, 2):
        assert not overlap(a, b), f"{one} lies on {other}"


@pytest.mark.parametrize("part", ["nansei", "sakishima", "luzon_strait"])
def test_no_other_text_hides_an_island_of_the_story(part: str) -> None:
    spec = chain.stored(part, ("islands", "cities"), "article", None, "north")
    shown = {text for trace in spec.data for text in trace.get("text", ())}
    wanted = {i.name_en for i in parts.in_view(part)} & set(lettering.NAMED_FIRST)
    assert wanted <= shown
    if part != "luzon_strait":
        assert "<i>Senkaku / Diaoyu Dao / Diaoyutai</i>" in shown


def test_the_whole_chain_names_the_three_parts_of_the_article() -> None:
    pictures = chain.stored("whole", ("cities",), "article", None, "north"), maps.where_it_happens()
    for spec in (pictures[0], Spec(pictures[1].twin()["data"], {})):
        shown = {text for trace in spec.data for text in trace.get("text", ())}
        assert {"Nansei Islands", "Taiwan (ROC)", "Philippines", "Tokyo", "Beijing"} <= shown


def test_wrong_words_are_answered_with_right_ones() -> None:
    with pytest.raises(UnknownNameError, match="nansei"):
        maps.first_island_chain("nansai")
    with pytest.raises(UnknownNameError, match="straits"):
        maps.first_island_chain(show=["strait"])
    with pytest.raises(UnknownNameError, match="article"):
        maps.first_island_chain(chain="articel")
    with pytest.raises(LessonError, match="1972"):
        maps.first_island_chain(year=1973)
    with pytest.raises(UnknownNameError, match="Tokyo"):
        maps.first_island_chain(seen_from="Tokio")


def test_alt_text_names_what_is_shown() -> None:
    for show in itertools.combinations(ALL, 2):
        text = maps.first_island_chain("taiwan", show=show, chain=None).alt
        assert ("Gaps, shore to shore" in text) == ("straits" in show)
        assert ("not legal limits" in text) == ("zones" in show)
        assert ("Sites" in text) == ("sites" in show)
