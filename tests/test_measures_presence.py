"""US forces and host-nation support: the numbers agree with the tables and with each other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_utils import data, measures
from lesson_utils.errors import LessonError, UnknownNameError

PLACES = measures.TROOP_PLACES


def rows() -> list[dict[str, str]]:
    path = Path(data.root()) / "tables" / "us_forces.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("place", [*PLACES, "RYU"])
def test_every_row_of_the_table_is_there_once(place: str) -> None:
    wanted = sorted(
        (int(r["year"]), int(r["report_month"]), int(r["active_duty_total"]))
        for r in rows()
        if (r["host_iso3"], r["area"].startswith("Ryukyu"))
        == ("JPN" if place == "RYU" else place, place == "RYU")
    )
    found = [(c.year, c.month, c.persons) for c in measures.troop_counts(place)]
    assert found == wanted
    assert len(found) > 5


def test_flags_of_coverage_are_no_doubt_and_doubts_are_kept() -> None:
    japan = {c.when: c for c in measures.troop_counts("JPN")}
    assert japan["1960-09"].doubt == ""
    assert japan["1960-09"].covers == "without Ryukyus"
    assert japan["1973-09"].covers == "without Ryukyus"
    assert japan["1974-09"].doubt == ""
    assert japan["1974-09"].covers == "place"
    assert "spike" in japan["2015-12"].doubt
    flagged = [r for r in rows() if r["flag"].startswith("DMDC")]
    doubted = [c for place in PLACES for c in measures.troop_counts(place) if c.doubt]
    assert len(doubted) == len(flagged) == 16


def test_no_report_holds_both_japan_and_the_ryukyus() -> None:
    apart = {c.when for c in measures.troop_counts("JPN")}
    assert not apart & {c.when for c in measures.troop_counts("RYU")}
    assert {c.covers for c in measures.troop_counts("JPN", "added")} == {"place"}
    mixed = measures.troop_counts("JPN", "mixed")
    assert len(mixed) == len(apart) + len(measures.troop_counts("RYU"))
    assert [c.when for c in mixed] == sorted(c.when for c in mixed)
    assert [c.persons for c in mixed if c.year in (1972, 1973, 1974)] == [41171, 28865, 54946]


def test_both_are_added_where_a_report_gives_both(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    module = importlib.import_module("lesson_utils.measures.presence")
    of = {
        "JPN": (module.TroopCount("JPN", 1970, 9, 100, covers="without Ryukyus"),),
        "RYU": (module.TroopCount("RYU", 1970, 9, 40),),
    }
    monkeypatch.setattr(module, "_reports", of.__getitem__)
    for way in ("added", "mixed"):
        (only,) = module.troop_counts("JPN", way)
        assert (only.persons, only.covers) == (140, "with Ryukyus")


def test_a_year_is_september_or_what_there_is() -> None:
    september = measures.troop_report("JPN", 2015)
    assert september is not None
    assert (september.month, september.persons) == (9, 55744)
    june = measures.troop_report("KOR", 1953)
    assert june is not None
    assert june.month == 6
    assert measures.troop_report("TWN", 1990) is None
    assert {1951, 1952} & set(measures.report_years()) == set()


@given(st.sets(st.sampled_from(PLACES), min_size=2), st.sampled_from(["apart", "added", "mixed"]))
def test_shares_add_up_to_a_hundred(places: set[str], way: str) -> None:
    shares = measures.troop_shares(sorted(places), way)
    sums: dict[str, float] = {}
    for pairs in shares.values():
        for count, pct in pairs:
            sums[count.when] = sums.get(count.when, 0) + pct
            assert 0 <= pct <= 100
    assert sums
    assert all(abs(total - 100) < 1e-9 for total in sums.values())


def test_a_share_by_hand() -> None:
    shares = measures.troop_shares(["JPN", "KOR", "PHL"])
    ((_count, pct),) = [pair for pair in shares["JPN"] if pair[0].year == 1990]
    assert pct == pytest.approx(100 * 46593 / (46593 + 41344 + 13863))
    with pytest.raises(LessonError, match="two places"):
        measures.troop_shares(["JPN"])


def test_an_index_never_mixes_two_areas() -> None:
    assert {c.covers for c, _level in measures.troop_index("JPN", 1960)} == {"without Ryukyus"}
    assert {c.year >= 1974 for c, _level in measures.troop_index("JPN", 1990)} == {True}
    level = {c.when: level for c, level in measures.troop_index("KOR", 1990)}
    assert level["1990-09"] == 100
    assert level["2025-12"] == pytest.approx(100 * 23495 / 41344)
    with pytest.raises(LessonError, match="2004"):
        measures.troop_index("KOR", 2004)


def test_wrong_names_are_answered() -> None:
    with pytest.raises(UnknownNameError, match="KOR"):
        measures.troop_counts("KOREA")
    with pytest.raises(UnknownNameError, match="apart"):
        measures.troop_counts("JPN", "together")


def test_support_in_dollars_by_hand() -> None:
    by_first = {(one.first_year, one.last_year): one for one in measures.host_support()}
    assert len(by_first) == len(data.load("host_nation_support"))
    year = by_first[2021, 2021]
    months = [f"2021-{m:02d}" for m in range(4, 13)] + [f"2022-{m:02d}" for m in range(1, 4)]
    rates = {row.month: row.fred_exjpus for row in data.load("fx_usdjpy_monthly")}
    mean = sum(rates[month] for month in months) / 12
    assert year.jpy_per_usd == pytest.approx(mean)
    assert year.yearly_usd_bn == pytest.approx(201.7 / mean)
    assert year.over
    five = by_first[2016, 2020]
    assert (five.months, five.over) == (60, True)
    assert five.yearly_jpy_bn == pytest.approx(980.1 / 5)
    running = by_first[2022, 2026]
    assert not running.over
    assert 48 <= running.months < 60
    assert running.yearly_jpy_bn > year.yearly_jpy_bn
    assert running.yearly_usd_bn < year.yearly_usd_bn
