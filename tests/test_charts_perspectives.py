"""The matrix of positions: marks, letters, words and numbers agree with the ledger."""

from typing import Any

from lesson_utils import charts, evidence
from lesson_utils.charts.perspectives import CHOSEN, SYMBOL, chosen_cells, heading_name, party
from lesson_utils.i18n import set_language
from lesson_utils.measures.perspectives import HEADINGS, best_grade, coverage


def marks() -> list[tuple[dict[str, Any], int]]:
    chart = charts.perspectives()
    return [
        (trace, i)
        for trace in chart.spec.data
        if trace["name"] != CHOSEN
        for i in range(len(trace["x"]))
    ]


def test_every_cell_has_one_mark_in_its_place() -> None:
    parties = [one.id for one in evidence.perspectives()]
    seen = set()
    for trace, i in marks():
        who, name = trace["customdata"][i]
        assert (trace["x"][i], trace["y"][i]) == (list(HEADINGS).index(name), parties.index(who))
        seen.add((who, name))
        found = coverage()[who, name]
        letter = best_grade(found)
        assert trace["marker"]["symbol"] == SYMBOL.get(letter, "circle")
        assert ("text" in trace["mode"]) == bool(found)
        if found:
            assert trace["text"][i].strip() == f"{len(found)} {letter}"
        assert party(who) in trace["hovertext"][i]
    assert seen == set(coverage())


def test_words_and_numbers_tell_the_same() -> None:
    chart = charts.perspectives()
    assert "29 positions stand in 24 of 40 cells; 16 are empty." in chart.alt
    for row in chart.table.rows:
        assert len(row) == 1 + len(HEADINGS)
    taiwan = list(HEADINGS).index("Taiwan") + 1
    cells = {row[0]: row[taiwan] for row in chart.table.rows}
    assert cells["China's government"] == "1 (A)"
    assert cells["NATO's European members"] == "none"
    assert chart.figure.data[0].type == "scatter"


def test_rings_are_round_what_is_chosen() -> None:
    both = ["us-administration", "china-s-government"]
    assert chosen_cells("Taiwan", both)[CHOSEN] == {"x": [1, 1], "y": [0, 2]}
    everything = chosen_cells("", both)[CHOSEN]
    assert len(everything["x"]) == 2 * len(HEADINGS)
    assert chosen_cells("Taiwan", [])[CHOSEN] == {"x": [], "y": []}


def test_every_party_and_heading_has_a_name_in_both_languages() -> None:
    english = [party(one.id) for one in evidence.perspectives()]
    assert english == [one.name for one in evidence.perspectives()]
    assert all(heading_name(name) for name in HEADINGS)
    set_language("ja")
    try:
        assert len({party(one.id, short=True) for one in evidence.perspectives()}) == 8
    finally:
        set_language("en")
