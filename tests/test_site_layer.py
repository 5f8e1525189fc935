"""The defence sites year by year: known, faint or absent."""

from __future__ import annotations

import pytest

from lesson_utils import geo, map_words, site_layer


@pytest.mark.parametrize("year", site_layer.YEARS)
def test_sites_show_what_is_known_of_a_year(year: int | None) -> None:
    shown = 0
    for group in site_layer.OPERATORS:
        state = site_layer.site_state(group, year)
        for text, opacity, info in zip(
            state["text"], state["marker.opacity"], state["hoverinfo"], strict=True
        ):
            assert (opacity > 0) == bool(text) == (info == "text")
        shown += sum(text.count("<b>") for text in state["text"])
    assert shown == len(geo.sites(until=year)) + len(site_layer.undated(year))


def test_a_site_of_unknown_year_is_faint_and_a_planned_one_absent() -> None:
    kadena, kitadaito = geo.place("Kadena Air Base"), geo.place("Kitadaito radar (planned)")
    usa, japan = site_layer.site_spots("United States"), site_layer.site_spots("Japan SDF")
    early = site_layer.site_state("United States", 1972)["marker.opacity"]
    assert early[usa.index(kadena.point)] == site_layer.FAINT
    assert site_layer.site_state("United States", None)["marker.opacity"] == [1.0] * len(usa)
    late = site_layer.site_state("Japan SDF", 2023)["marker.opacity"]
    assert late[japan.index(kitadaito.point)] == 0
    assert f"{len(site_layer.undated(1972))} more stand today" in map_words.sites_text(1972)


def test_all_sites_have_a_marker() -> None:
    assert {s.operator_group for s in geo.sites()} == set(site_layer.OPERATORS)
