"""The maps: what is on them, in which words, how large when stored."""

from __future__ import annotations

import itertools
import json

import pytest

from lesson_utils import geo, layers, maps
from lesson_utils.chart import Spec, unpack
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.labelling import box, overlap
from lesson_utils.projection import VIEWS, Plane

ALL = tuple(maps.LAYERS)


@pytest.mark.parametrize("part", maps.PRESETS)
def test_specs_are_plotly(part: str) -> None:
    chart = maps.first_island_chain(part, show=ALL, chain="all", year=2019)
    assert len(chart.figure.data) == len(chart.spec.data)


@pytest.mark.parametrize("seen_from", VIEWS)
def test_every_point_of_view_draws(seen_from: str) -> None:
    chart = maps.first_island_chain("nansei", seen_from=seen_from)
    assert bool(chart.spec.layout["annotations"]) == (seen_from != "north")


def test_land_is_few_fills_without_outlines() -> None:
    fills = [t for t in maps.traces(Plane()) if t.get("fill") == "toself" and t["mode"] == "none"]
    assert len(fills) <= 7
    assert not any("line" in t for t in fills)


def test_small_islands_are_land_marked_and_named() -> None:
    points = dict(zip(layers.islands(Plane())[0]["customdata"], geo.islands(), strict=True))
    names = maps.island_names(Plane())["text"]
    for name in ("Yonagunijima", "Haterumajima", "Taramajima", "Itbayat"):
        assert name in points
        assert name in names[:8], "the islands of the story are named before larger ones"


@pytest.mark.parametrize("part", [p for p in maps.PRESETS if p != "whole"])
def test_names_do_not_overlap_where_the_page_keeps_the_first(part: str) -> None:
    """What the page hides is little, and never an island of the story."""
    kept, hidden = _kept(part)
    assert not set(hidden) & set(maps.NAMED_FIRST)
    assert len(hidden) <= 0.5 * (len(kept) + len(hidden))


def _kept(part: str) -> tuple[list[str], list[str]]:
    window = maps.window(Plane(), part)
    (west, east), (south, north) = window["xaxis.range"], window["yaxis.range"]
    scale = min(maps.WIDTH / (east - west), maps.HEIGHT / (north - south))
    trace = maps.island_names(Plane(), part)
    taken, kept, hidden = [], [], []
    for x, y, text, side in zip(
        trace["x"], trace["y"], trace["text"], trace["textposition"], strict=True
    ):
        if not (west <= x <= east and south <= y <= north):
            continue
        room = box(x * scale, -y * scale, text, side, 11)
        if any(overlap(room, other) for other in taken):
            hidden.append(text)
        else:
            taken.append(room)
            kept.append(text)
    return kept, hidden


def test_stored_picture_is_light_and_says_everything() -> None:
    chart = maps.first_island_chain()
    assert len(json.dumps(chart.twin())) < 120_000
    bundle, _metadata = chart._repr_mimebundle_()
    assert "First chain, the article's wording" in bundle["text/plain"]
    assert len(json.dumps(maps.where_it_happens().twin())) < 120_000


@pytest.mark.parametrize("part", maps.PRESETS)
@pytest.mark.parametrize("seen_from", ["north", "Beijing"])
def test_no_text_of_a_stored_picture_lies_on_another(part: str, seen_from: str) -> None:
    spec = maps.stored(part, ALL, "all", None, seen_from)
    (west, east), (south, north) = spec.layout["xaxis.range"], spec.layout["yaxis.range"]
    scale = min(maps.WIDTH / (east - west), (maps.HEIGHT - maps.TITLE) / (north - south))
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
    spec = maps.stored(part, ("islands", "cities"), "article", None, "north")
    shown = {text for trace in spec.data for text in trace.get("text", ())}
    wanted = {i.name_en for i in maps.in_view(part)} & set(maps.NAMED_FIRST)
    assert wanted <= shown
    if part != "luzon_strait":
        assert "<i>Senkaku / Diaoyu Dao / Diaoyutai</i>" in shown


def test_the_whole_chain_names_the_three_parts_of_the_article() -> None:
    pictures = maps.stored("whole", ("cities",), "article", None, "north"), maps.where_it_happens()
    for spec in (pictures[0], Spec(pictures[1].twin()["data"], {})):
        shown = {text for trace in spec.data for text in trace.get("text", ())}
        assert {"Nansei Islands", "Taiwan (ROC)", "Philippines", "Tokyo", "Beijing"} <= shown


def test_disputed_places_carry_a_note_and_every_name() -> None:
    trace = next(t for t in layers.land(Plane()) if t["name"] == "disputed places")
    for words in ("Spratly", "Paracel", "Scarborough Shoal / Panatag", "Dokdo / Takeshima"):
        assert any(words in note for note in trace["hovertext"])
    assert all("claimed by" in n or "claimed in" in n for n in trace["hovertext"])
    hovers = layers.islands(Plane())[0]["text"]
    for island, hover in zip(geo.islands(), hovers, strict=True):
        assert bool(island.dispute) == ("claimed by" in hover), island.name_en
        assert "as Taiwan" not in hover
        assert "belongs to" not in hover
    assert "Senkaku / Diaoyu Dao / Diaoyutai" in " ".join(layers.groups(Plane())["text"])
    assert "Uotsurijima / Diaoyu Dao" in maps.island_names(Plane())["text"]


def test_disputed_land_of_no_colour_is_grey() -> None:
    land = {t["name"]: t for t in layers.land(Plane())}
    assert len(unpack(land["land disputed"]["x"])) > 10
    assert land["land disputed"]["fillcolor"] == layers.style.LAND_OF["disputed"]


@pytest.mark.parametrize("year", layers.YEARS)
def test_sites_show_what_is_known_of_a_year(year: int | None) -> None:
    shown = 0
    for group in layers.OPERATORS:
        state = layers.site_state(group, year)
        for text, opacity, info in zip(
            state["text"], state["marker.opacity"], state["hoverinfo"], strict=True
        ):
            assert (opacity > 0) == bool(text) == (info == "text")
        shown += sum(text.count("<b>") for text in state["text"])
    assert shown == len(geo.sites(until=year)) + len(layers.undated(year))


def test_a_site_of_unknown_year_is_faint_and_a_planned_one_absent() -> None:
    kadena, kitadaito = geo.place("Kadena Air Base"), geo.place("Kitadaito radar (planned)")
    usa, japan = layers.site_spots("United States"), layers.site_spots("Japan SDF")
    early = layers.site_state("United States", 1972)["marker.opacity"]
    assert early[usa.index(kadena.point)] == layers.FAINT
    assert layers.site_state("United States", None)["marker.opacity"] == [1.0] * len(usa)
    assert layers.site_state("Japan SDF", 2023)["marker.opacity"][japan.index(kitadaito.point)] == 0
    assert f"{len(layers.undated(1972))} more stand today" in maps.sites_text(1972)


def test_all_sites_have_a_marker() -> None:
    assert {s.operator_group for s in geo.sites()} == set(layers.OPERATORS)


def test_strait_widths_are_the_geodesics() -> None:
    _lines, widths = layers.straits(Plane())
    for gap, text in zip(geo.straits(), widths["text"], strict=True):
        width = float(text.split("<br>")[1].removesuffix(" km"))
        assert abs(geo.distance_km(gap.shore_a, gap.shore_b) - width) < 0.7
    names = [layers.gap_name(gap) for gap in geo.straits()]
    assert len(set(names)) == len(names), "each name means one gap"
    assert set(layers.GAP_SIDES) <= {gap.id for gap in geo.straits()}


def test_lines_meet_their_places_however_the_map_is_turned() -> None:
    for turn in (0.0, 77.0, 200.0):
        plane = Plane(turn)
        tokyo, manila = geo.place("Tokyo"), geo.place("Manila")
        for trace in layers.measure(plane, tokyo, manila):
            ends = [(trace["x"][i], trace["y"][i]) for i in (0, -1)]
            assert ends == [
                pytest.approx(plane.xy(*tokyo.point)),
                pytest.approx(plane.xy(*manila.point)),
            ]


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
