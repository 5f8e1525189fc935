"""The ground of the maps: few fills, disputed places said to be so."""

from __future__ import annotations

from lesson_utils import geo, land, layers, lettering
from lesson_utils.chart import style, unpack
from lesson_utils.maps import chain
from lesson_utils.projection import Plane


def test_land_is_few_fills_without_outlines() -> None:
    fills = [t for t in chain.traces(Plane()) if t.get("fill") == "toself" and t["mode"] == "none"]
    for limit in ("near", "far"):
        assert sum(limit not in t.get("meta", {}) for t in fills) <= 7, "at one width of the map"
    assert not any("line" in t for t in fills)


def test_disputed_places_carry_a_note_and_every_name() -> None:
    trace = next(t for t in land.land(Plane()) if t["name"] == "disputed places")
    for words in ("Spratly", "Paracel", "Scarborough Shoal / Panatag", "Dokdo / Takeshima"):
        assert any(words in note for note in trace["hovertext"])
    assert all("claimed by" in n or "claimed in" in n for n in trace["hovertext"])
    hovers = layers.islands(Plane())[0]["text"]
    for island, hover in zip(geo.islands(), hovers, strict=True):
        assert bool(island.dispute) == ("claimed by" in hover), island.name_en
        assert "as Taiwan" not in hover
        assert "belongs to" not in hover
    assert "Senkaku / Diaoyu Dao / Diaoyutai" in " ".join(lettering.groups(Plane())["text"])
    assert "Uotsurijima / Diaoyu Dao" in lettering.island_names(Plane())["text"]


def test_disputed_land_of_no_colour_is_grey() -> None:
    drawn = {t["name"]: t for t in land.land(Plane())}
    assert len(unpack(drawn["land disputed"]["x"])) > 10
    assert drawn["land disputed"]["fillcolor"] == style.LAND_OF["disputed"]
