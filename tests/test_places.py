"""The islands, sites, straits and lines of the story."""

from __future__ import annotations

import pytest

from lesson_utils import geo
from lesson_utils.errors import LessonError


def test_widths_are_the_geodesics_between_the_shores() -> None:
    for gap in geo.straits():
        assert geo.distance_km(gap.shore_a, gap.shore_b) == pytest.approx(gap.width_km, abs=0.15)


def test_sites_by_year_only_grow() -> None:
    years = [1950, 1972, 2016, 2019, 2023, 2026]
    counts = [len(geo.sites(until=year)) for year in years]
    assert counts == sorted(counts)
    assert all(s.first_year and s.first_year <= 2016 for s in geo.sites(until=2016))
    assert len(geo.sites()) > counts[-1], "planned sites and unknown years are in the full list"
    with pytest.raises(LessonError, match="whole number"):
        geo.sites(until="2016")  # type: ignore[arg-type]
