"""The island-chain explorer without a browser: every option of every control."""

from __future__ import annotations

import itertools

import ipywidgets
import pytest

from lesson_utils import geo, maps, parts, site_layer
from lesson_utils.chart import unpack
from lesson_utils.explore.island_chain import IslandChain, island_chain
from lesson_utils.maps.chain import LAYERS
from lesson_utils.projection import view


@pytest.fixture
def panel() -> IslandChain:
    return island_chain()


def positions(control: ipywidgets.Widget) -> list[object]:
    if hasattr(control, "options"):
        return [value for _label, value in control.options]
    if isinstance(control, ipywidgets.Checkbox):
        return [False, True]
    return [control.min, control.max]


def trace(panel: IslandChain, name: str) -> dict[str, object]:
    assert panel.chart is not None
    return next(t for t in panel.chart.spec.data if t["name"] == name)


def test_every_option_of_every_control_says_something(panel: IslandChain) -> None:
    for key, control in panel.controls.items():
        for value in positions(control):
            panel.choose(**{key: value})
            assert panel.failure is None, (key, value, panel.failure)
            assert panel.sentence.strip(), (key, value)


def test_controls_have_names(panel: IslandChain) -> None:
    assert all(control.description.strip() for control in panel.controls.values())


@pytest.mark.parametrize("part", parts.PRESETS)
def test_a_part_moves_the_window(panel: IslandChain, part: str) -> None:
    panel.choose(part=part)
    assert panel.chart is not None
    wanted = parts.window(view("north"), part)
    assert panel.chart.spec.layout["xaxis"]["range"] == wanted["xaxis.range"]
    assert parts.preset_name(part) in panel.chart.subtitle
    assert parts.preset_name(part) in panel.chart.alt


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_shown_and_hidden(panel: IslandChain, layer: str) -> None:
    for on in (True, False, True):
        panel.choose(**{layer: on})
        for name in LAYERS[layer]:
            assert trace(panel, name)["visible"] is on


def test_a_chain_is_drawn_alone_all_or_not_at_all(panel: IslandChain) -> None:
    ids = [chain.id for chain in geo.chains()]
    for value in (*ids, "all", "none"):
        panel.choose(chain=value)
        for name in ids:
            assert trace(panel, f"chain {name}")["visible"] is (value in (name, "all"))
        assert panel.chart is not None
        assert ("schematic" in panel.chart.alt) == (value != "none")


@pytest.mark.parametrize("year", site_layer.YEARS)
def test_the_year_decides_which_sites_stand(panel: IslandChain, year: int | None) -> None:
    panel.choose(sites=True, year=year or 0)
    shown = 0
    for group in site_layer.OPERATORS:
        texts = trace(panel, f"sites {group}")["text"]
        assert isinstance(texts, list)
        shown += sum(text.count("<b>") for text in texts)
    assert shown == len(geo.sites(until=year)) + len(site_layer.undated(year))
    if year is not None:
        assert str(year) in panel.sentence


def test_measuring_says_what_the_globe_says(panel: IslandChain) -> None:
    panel.choose(start="Tokyo", end="Washington", speed=30)
    a, b = geo.place("Tokyo").point, geo.place("Washington").point
    km = geo.distance_km(a, b)
    assert f"{km:,.0f} km" in panel.sentence
    assert f"{km / 1.852:,.0f} nautical miles" in panel.sentence
    assert f"{geo.rhumb_km(a, b) - km:,.0f} km longer" in panel.sentence
    assert f"{km / 1.852 / 30 / 24:.1f} days" in panel.sentence
    assert len(trace(panel, "shortest way")["x"]) > 10  # type: ignore[arg-type]
    assert len(trace(panel, "straight on the map")["x"]) == 2  # type: ignore[arg-type]
    assert panel.chart is not None
    assert f"{km:,.0f} km" in panel.chart.alt


def test_the_same_place_twice_says_why(panel: IslandChain) -> None:
    panel.choose(start="Naha", end="Naha")
    assert "both the start and the end" in panel.sentence
    assert panel.failure is None
    panel.choose(part="taiwan")
    assert panel.sentence.startswith("Taiwan"), "the other controls go on working"
    assert panel.chart is not None
    assert "Map: Taiwan" in panel.chart.alt


def test_rings_leave_the_window_alone(panel: IslandChain) -> None:
    sent: list[str] = []
    assert panel.chart is not None
    panel.chart.observe(lambda change: sent.append(change["name"]), names="_dials")
    panel.choose(center="Naha")
    assert sent == []
    panel.choose(start="Tokyo", end="Washington")
    assert sent


def test_rings_lie_round_their_place(panel: IslandChain) -> None:
    panel.choose(center="Taipei")
    assert "Taipei" in panel.sentence
    assert "not the range of anything" in panel.sentence
    assert len(unpack(trace(panel, "rings")["x"])) > 3 * 90
    panel.choose(center="")
    assert unpack(trace(panel, "rings")["x"]) == [None]


@pytest.mark.parametrize("capital", ["Beijing", "Tokyo", "Naha", "Taipei", "Manila", "Washington"])
def test_seen_from_a_capital(panel: IslandChain, capital: str) -> None:
    panel.choose(start="Tokyo", end="Manila", seen_from=capital)
    assert panel.sentence.startswith(f"Seen from {capital}, up is ")
    plane = view(capital)
    xs = unpack(trace(panel, "shortest way")["x"])
    assert xs[0] == pytest.approx(plane.xy(*geo.place("Tokyo").point)[0])
    island = geo.islands().index(geo.place("Yonaguni"))  # type: ignore[arg-type]
    assert unpack(trace(panel, "islands")["x"])[island] == pytest.approx(
        plane.xy(*geo.place("Yonaguni").point)[0]
    )
    panel.choose(part="taiwan")
    assert panel.chart is not None
    x0, x1 = panel.chart.spec.layout["xaxis"]["range"]
    assert x0 < plane.xy(23.75, 120.95)[0] < x1, "the window turns with the map"
    panel.choose(seen_from="north")
    assert unpack(trace(panel, "islands")["x"])[island] == pytest.approx(
        geo.place("Yonaguni").lon, abs=1e-6
    )


def test_the_part_shown_widens_to_hold_the_measured_lines(panel: IslandChain) -> None:
    assert panel.chart is not None
    panel.choose(part="nansei", start="Tokyo", end="Manila")
    layout = panel.chart.spec.layout
    for name in ("shortest way", "straight on the map"):
        for axis in "xy":
            low, high = layout[f"{axis}axis"]["range"]
            assert all(low < v < high for v in unpack(trace(panel, name)[axis]))
    panel.choose(start="Naha", end="Miyakojima")
    wanted = parts.window(view("north"), "nansei")
    assert panel.chart.spec.layout["xaxis"]["range"] == wanted["xaxis.range"]


def test_directions_from_a_capital_are_told_by_quarter(panel: IslandChain) -> None:
    panel.choose(seen_from="Manila")
    assert "In front: " in panel.sentence
    panel.choose(seen_from="Beijing")
    front, left = panel.sentence.split("In front: ")[1].split(". ")[:2]
    assert front == "Naha, Taipei, Manila"
    assert left.startswith("To the left: Tokyo")


def test_clicks_choose_start_then_end(panel: IslandChain) -> None:
    assert panel.chart is not None
    for name in ("Naha", "Taipei"):
        message = {"op": "click", "trace": 0, "point": 0, "customdata": name}
        panel.chart._on_message(panel.chart, message, [])
    assert (panel.value("start"), panel.value("end")) == ("Naha", "Taipei")
    message = {"op": "click", "trace": 0, "point": 0, "customdata": "Atlantis"}
    panel.chart._on_message(panel.chart, message, [])
    assert panel.value("start") == "Naha"


def test_numbers_follow_the_layer_chosen_last(panel: IslandChain) -> None:
    assert panel.chart is not None
    assert "Island" in panel.chart.table.columns[0]
    panel.choose(straits=True)
    assert panel.chart.table.columns[0] == "Gap"
    panel.choose(sites=True)
    assert panel.chart.table.columns[0] == "Site"


def test_combinations_never_fail(panel: IslandChain) -> None:
    for part, seen, chain in itertools.product(
        list(parts.PRESETS)[:3], ["north", "Manila"], ["second", "none"]
    ):
        panel.choose(part=part, seen_from=seen, chain=chain, straits=True, zones=True)
        assert panel.failure is None


def test_the_stored_output_holds_picture_and_words(panel: IslandChain) -> None:
    bundle = panel._repr_mimebundle_()
    assert "application/vnd.plotly.v1+json" in bundle
    assert "Whole chain" in bundle["text/plain"]


def test_the_saved_picture_is_of_what_is_shown() -> None:
    panel = island_chain("taiwan").choose(
        straits=True, cities=False, chain="none", seen_from="Beijing"
    )
    alone = maps.first_island_chain(
        "taiwan", show=("islands", "straits"), chain=None, seen_from="Beijing"
    )
    assert panel.chart is not None
    assert panel.chart.saved.data == alone.saved.data
    ranges = (panel.chart.twin()["layout"][f"{axis}axis"]["range"] for axis in "xy")
    assert list(ranges) == [alone.twin()["layout"][f"{axis}axis"]["range"] for axis in "xy"]
