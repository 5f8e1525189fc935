"""Chart: what it sends, what it shows after patches and dials, how a notebook keeps it."""

import copy
import json
from typing import Any

import ipywidgets as w
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_utils.chart import Chart, NumberTable, Spec, b64, position, style, unpack
from lesson_utils.chart.chart import PLOTLY_MIME
from lesson_utils.errors import LessonError, UnknownNameError
from lesson_utils.i18n import set_language

Sent = list[dict[str, Any]]
YEARS = [2020, 2021, 2022]
FEW = settings(max_examples=40, deadline=None)
NUMBERS = st.lists(st.integers(-1000, 1000), min_size=3, max_size=3)
COLOURS = st.sampled_from(sorted(style.STATE.values()))


def make(**more: Any) -> Chart:
    traces = [
        {"name": "Japan", "x": YEARS, "y": [1, 2, 3], "line": {"color": style.STATE["JPN"]}},
        {"name": "China", "x": YEARS, "y": [6, 5, 4], "marker": {"size": 7}},
    ]
    return Chart(
        traces, {"yaxis": {"title": {"text": "% of GDP"}}}, **{"title": "Shares, %"} | more
    )


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """Everything that any widget sends over its channel, state updates included."""
    messages: Sent = []
    monkeypatch.setattr(
        w.Widget, "_send", lambda _self, msg, buffers=None: messages.append(copy.deepcopy(msg))
    )
    return messages


def content(message: dict[str, Any]) -> dict[str, Any]:
    assert message["method"] == "custom", f"only custom messages carry changes: {message}"
    return dict(message["content"])


# -- construction ---------------------------------------------------------------------------------


def test_the_figure_is_valid_plotly_and_keeps_the_course_layout() -> None:
    figure = make().figure
    assert isinstance(figure, go.Figure)
    assert [t.name for t in figure.data] == ["Japan", "China"]
    assert figure.layout.yaxis.title.text == "% of GDP"
    assert figure.layout.yaxis.gridcolor == style.GRID
    assert figure.layout.showlegend is False


@pytest.mark.parametrize("dtype", ["f4", "f8", "i2", "i4", "u1", "u2"])
def test_packed_arrays_are_valid_plotly(dtype: str) -> None:
    chart = Chart([{"name": "a", "x": b64([1, 2], dtype), "y": b64([3, 4], dtype)}], title="A")
    figure = chart.figure
    assert unpack(figure.to_dict()["data"][0]["y"]) == [3, 4]
    assert chart.table.rows == [[1, 3], [2, 4]]


def test_a_map_is_valid_plotly_with_equal_scales() -> None:
    land = {
        "name": "land", "type": "scatter", "mode": "none", "fill": "toself", "hoverinfo": "skip",
        "fillcolor": style.LAND,
        "x": b64([120, 121, 121, None, 123]), "y": b64([20, 20, 21, None, 9]),
    }  # fmt: skip
    sites = {"name": "sites", "mode": "markers", "x": [120.5], "y": [20.2]}
    chart = Chart([land, sites], title="Map", kind="map", alt="A map.")
    layout = chart.figure.layout
    assert (layout.yaxis.scaleanchor, layout.dragmode) == ("x", "pan")
    assert chart.table.columns[1:] == ["sites"], "land is scenery, not numbers"


@given(st.lists(NUMBERS, min_size=1, max_size=4), COLOURS)
@FEW
def test_the_specification_is_what_was_given(columns: list[list[int]], colour: str) -> None:
    traces = [
        {"name": f"s{i}", "x": YEARS, "y": ys, "line": {"color": colour}}
        for i, ys in enumerate(columns)
    ]
    assert Chart(traces, title="T").spec.data == traces


def test_what_was_given_is_never_changed() -> None:
    traces = [{"name": "a", "x": [1, 2], "y": [1, 2], "line": {"color": "red"}, "meta": {"n": 1}}]
    layout = {"legend": {"x": 1}, "xaxis": {"title": {"text": "x"}}, "xaxis.range": [0, 1]}
    before = copy.deepcopy((traces, layout))
    chart = Chart(traces, layout, title="T")
    values = {"line": {"color": "green"}}
    chart.patch({"a": values})
    chart.patch(
        {"a": {"line.color": "blue", "y": [5, 6]}}, {"legend.x": 2, "xaxis.title.text": "y"}
    )
    assert (traces, layout) == before
    assert values == {"line": {"color": "green"}}
    assert chart.spec.layout["legend"] == {"x": 2}


def test_two_charts_share_nothing() -> None:
    shared = {"legend": {"x": 1}}
    one, other = (Chart([{"name": "a", "y": [1]}], shared, title="T") for _ in range(2))
    one.patch(layout={"legend.x": 5})
    assert other.spec.layout["legend"] == {"x": 1}


def test_whole_years_are_written_as_years() -> None:
    axis = make().spec.layout["xaxis"]
    assert (axis["tickformat"], axis["dtick"]) == ("d", 1)
    long = Chart([{"name": "a", "x": [1950, 2025], "y": [1, 2]}], title="T").spec.layout["xaxis"]
    assert "dtick" not in long
    plain = Chart([{"name": "a", "x": [1, 2], "y": [1, 2]}], title="T").spec.layout["xaxis"]
    assert "tickformat" not in plain
    own = Chart([{"name": "a", "x": [2000, 2001], "y": [1, 2]}], {"xaxis.dtick": 5}, title="T")
    assert own.spec.layout["xaxis"]["dtick"] == 5


@pytest.mark.parametrize(
    ("traces", "more", "message"),
    [
        ([], {}, "at least one trace"),
        ([{"y": [1]}], {}, "needs a name of its own"),
        ([{"name": "a", "y": [1]}, {"name": "a", "y": [1]}], {}, "needs a name of its own"),
        ([{"name": "a", "x": [1], "y": [1, 2]}], {}, "1 x and 2 y"),
        ([{"name": "a", "y": [1]}], {"title": "  "}, "needs a title"),
        ([{"name": "a", "y": [1]}], {"kind": "mpa"}, "kind of chart 'mpa'. Did you mean 'map'"),
    ],
)
def test_wrong_input_is_answered(traces: list, more: dict, message: str) -> None:
    with pytest.raises(LessonError, match=message):
        Chart(traces, **{"title": "T"} | more)


# -- patches --------------------------------------------------------------------------------------

PATCHES = st.lists(
    st.tuples(
        st.dictionaries(
            st.sampled_from(["Japan", "China"]),
            st.fixed_dictionaries(
                {}, optional={"y": NUMBERS, "line.color": COLOURS, "visible": st.booleans()}
            ),
        ),
        st.fixed_dictionaries(
            {},
            optional={
                "yaxis.range": st.tuples(st.integers(), st.integers()).map(list),
                "xaxis.title.text": st.text(max_size=5),
            },
        ),
    ),
    max_size=4,
)


@given(PATCHES)
@FEW
def test_patched_is_the_same_as_made_so(patches: list[tuple[dict, dict]]) -> None:
    chart = make()
    wanted = {"Japan": {"y": [1, 2, 3]}, "China": {"y": [6, 5, 4]}}
    layout: dict[str, Any] = {}
    for traces, changes in patches:
        chart.patch(traces, changes)
        for name, values in traces.items():
            wanted[name] |= values
        layout |= changes
    for trace in chart.spec.data:
        for path, value in wanted[trace["name"]].items():
            at: Any = trace
            for key in path.split("."):
                at = at[key]
            assert at == value
    direct = make()
    direct.patch(wanted, layout)
    assert chart.spec == direct.spec
    assert (chart.alt, chart.table) == (direct.alt, direct.table)


def test_a_patch_sends_only_what_changed(sent: Sent) -> None:
    chart = make()
    sent.clear()
    chart.patch({"China": {"y": [9, 9, 9]}}, {"yaxis.range": [0, 10]})
    [message] = map(content, sent)
    assert message["op"] == "patch"
    assert message["traces"] == {"1": {"y": [9, 9, 9]}}
    assert message["layout"] == {"yaxis.range": [0, 10]}
    assert message["revision"] == 1
    assert "data" not in message


def test_words_that_stayed_are_not_sent_again(sent: Sent) -> None:
    rows = [[year, year * 2] for year in range(500)]
    chart = make(alt="Said by hand.", table=NumberTable(["a", "b"], rows))
    sent.clear()
    chart.patch({"China": {"y": [9, 9, 9]}})
    chart.patch(title="Other, %")
    first, second = map(content, sent)
    assert first.get("words", {}) == {}
    assert second["words"] == {"title": "Other, %"}
    assert len(json.dumps(first)) < 200


def test_revisions_count_without_gaps(sent: Sent) -> None:
    chart = make()
    sent.clear()
    for n in range(5):
        chart.patch({0: {"y": [n, n, n]}})
    assert [content(m)["revision"] for m in sent] == [1, 2, 3, 4, 5]


def test_a_page_that_missed_something_gets_all_and_one_that_did_not_gets_nothing(
    sent: Sent,
) -> None:
    chart = make()
    chart.patch({"Japan": {"y": [7, 7, 7]}}, title="Later, %")
    sent.clear()
    chart._on_message(chart, {"op": "state", "revision": 1}, [])
    assert sent == []
    chart._on_message(chart, {"op": "state", "revision": 0}, [])
    [message] = map(content, sent)
    assert message["board"]["data"][0]["y"] == [7, 7, 7]
    assert message["board"]["words"]["title"] == "Later, %"


def test_a_page_opened_later_gets_the_patched_state() -> None:
    chart = make()
    chart.patch({"Japan": {"y": [7, 7, 7]}})
    board = chart.get_state()["_board"]
    assert board["data"][0]["y"] == [7, 7, 7]
    assert board["revision"] == 1


def test_words_follow_a_patch() -> None:
    chart = make()
    chart.patch({"Japan": {"y": [3, 2, 1]}}, title="Falls, %", subtitle="2026", source="S")
    assert (chart.title, chart.subtitle) == ("Falls, %", "2026")
    assert "Japan: falls from 3 (2020) to 1 (2022)" in chart.alt
    assert chart.table.rows[0] == [2020, 3, 6]
    chart.patch({"China": {"visible": False}})
    assert chart.table.columns == ["Year", "Japan"]


def test_own_words_stay_until_replaced() -> None:
    table = NumberTable(["a"], [[1]])
    chart = make(alt="Mine.", table=table)
    chart.patch({"Japan": {"y": [3, 2, 1]}})
    assert (chart.alt, chart.table) == ("Mine.", table)
    chart.patch(alt="New.", table=NumberTable(["b"], [[2]]))
    assert chart.alt == "New."
    assert chart.table.columns == ["b"]


@pytest.mark.parametrize("key", ["Japn", 2, -1, True])
def test_patch_of_a_trace_that_is_not_there_changes_nothing(key: Any, sent: Sent) -> None:
    chart = make()
    before = chart.spec
    sent.clear()
    with pytest.raises(UnknownNameError, match="There is no trace"):
        chart.patch({"Japan": {"y": [0, 0, 0]}, key: {"y": [1, 2, 3]}})
    assert sent == []
    assert chart.spec == before


# -- dials ----------------------------------------------------------------------------------------


def dialled(control: w.Widget, count: int) -> Chart:
    chart = make()
    chart.dial(
        control,
        [
            {
                "traces": {"Japan": {"y": [n, n, n], "line.color": list(style.STATE.values())[n]}},
                "layout": {"yaxis.range": [0, n + 1]},
                "subtitle": f"position {n}",
            }
            for n in range(count)
        ],
    )
    return chart


CONTROLS = {
    "Dropdown": lambda: w.Dropdown(options=["a", "b", "c"]),
    "ToggleButtons": lambda: w.ToggleButtons(options=["a", "b", "c"]),
    "RadioButtons": lambda: w.RadioButtons(options=["a", "b", "c"]),
    "SelectionSlider": lambda: w.SelectionSlider(options=["a", "b", "c"]),
    "Checkbox": lambda: w.Checkbox(),
    "ToggleButton": lambda: w.ToggleButton(),
}


def turn(control: w.Widget, place: int) -> None:
    if hasattr(control, "options"):
        control.index = place
    else:
        control.value = bool(place)


@pytest.mark.parametrize("kind", CONTROLS)
def test_every_position_of_every_control(kind: str) -> None:
    control = CONTROLS[kind]()
    count = len(control.options) if hasattr(control, "options") else 2
    chart = dialled(control, count)
    for place in [*range(count), 0]:
        turn(control, place)
        assert position(control) == place
        assert chart.spec.data[0]["y"] == [place] * 3
        assert chart.spec.layout["yaxis"]["range"] == [0, place + 1]
        assert chart.subtitle == f"position {place}"
        assert f"begin {place}".removeprefix("begin ") in chart.alt
        assert chart.table.rows[0][1] == place


@given(st.lists(st.integers(0, 2), min_size=1, max_size=8))
@FEW
def test_a_dial_turned_away_and_back_gives_the_original(turns: list[int]) -> None:
    control = CONTROLS["Dropdown"]()
    chart = dialled(control, 3)
    before, words = chart.spec, (chart.alt, chart.subtitle, chart.table)
    for place in turns:
        control.index = place
    control.index = 0
    assert chart.spec == before
    assert (chart.alt, chart.subtitle, chart.table) == words


def test_a_control_given_again_gets_other_patches() -> None:
    control = CONTROLS["Dropdown"]()
    chart = dialled(control, 3)
    control.index = 1
    again = [{"traces": {"Japan": {"y": [n, 0, 0]}}} for n in (70, 80, 90)]
    chart.dial(control, again)
    assert chart.spec.data[0]["y"] == [80, 0, 0]
    assert len(chart.get_state()["_dials"]) == 1
    control.index = 2
    assert chart.spec.data[0]["y"] == [90, 0, 0]
    assert chart.table.rows[0][1] == 90


def test_turning_a_dial_sends_words_only(sent: Sent) -> None:
    control = CONTROLS["Dropdown"]()
    chart = dialled(control, 3)
    sent.clear()
    control.index = 2
    mine = [m for m in sent if m["method"] == "custom"]
    [message] = map(content, mine)
    assert (message["traces"], message["layout"]) == ({}, {})
    assert message["words"]["alt"] == chart.alt


def test_positions_are_sent_by_number_once(sent: Sent) -> None:
    control = CONTROLS["Checkbox"]()
    chart = dialled(control, 2)
    [entry] = chart.get_state()["_dials"]
    assert entry["control"] == f"IPY_MODEL_{control.model_id}"
    assert [p["traces"]["0"]["y"] for p in entry["patches"]] == [[0] * 3, [1] * 3]
    assert [p["subtitle"] for p in entry["patches"]] == ["position 0", "position 1"]


def test_dials_do_not_change_their_patches_or_one_another() -> None:
    places = [{"layout": {"legend": {"x": 1}}}, {"layout": {"legend": {"x": 2}}}]
    before = copy.deepcopy(places)
    chart = make()
    chart.dial(w.Checkbox(), places)
    chart.dial(w.Checkbox(), [{"layout": {"legend.x": 7}}, {"layout": {"legend.x": 8}}])
    assert chart.spec.layout["legend"]["x"] == 7
    assert places == before


@pytest.mark.parametrize(
    ("control", "patches", "message"),
    [
        (w.Dropdown, [{"layout": {"a": 1}}] * 2, "3 positions and 2 patches"),
        (w.Checkbox, [{"layout": {"a": 1}}] * 3, "2 positions and 3 patches"),
        (w.Checkbox, [{"layout": {"a": 1}}, {"layout": {"b": 1}}], "Patch 1 sets .*layout.a"),
        (w.Checkbox, [{"traces": {"Japan": {"y": [1]}}}, {}], "Patch 1 sets .*Japan.y"),
        (w.Checkbox, [{"subtitle": "a"}, {}], "Patch 1 sets .*subtitle"),
        (w.Checkbox, [{"traces": {"Jpan": {"y": [1]}}}] * 2, "no trace 'Jpan'"),
    ],
)  # fmt: skip
def test_wrong_dials(control: type, patches: list, message: str) -> None:
    made = control(options=["a", "b", "c"]) if control is w.Dropdown else control()
    chart = make()
    before = chart.spec
    with pytest.raises(LessonError, match=message):
        chart.dial(made, patches)
    assert chart.spec == before
    assert chart.get_state()["_dials"] == []


@pytest.mark.parametrize("control", [w.IntSlider(max=5), w.Text(), w.BoundedIntText(max=9)])
def test_a_control_without_positions_is_refused(control: w.Widget) -> None:
    with pytest.raises(LessonError, match="positions"):
        make().dial(control, [{"layout": {"a": 1}}, {"layout": {"a": 2}}])


# -- clicks ---------------------------------------------------------------------------------------


def test_clicks_arrive_with_the_name_of_the_trace() -> None:
    chart = make()
    heard: list[tuple] = []
    chart.on_click(lambda *what: heard.append(what))
    chart._on_message(chart, {"op": "click", "trace": 1, "point": 2, "customdata": ["x"]}, [])
    assert heard == [("China", 2, ["x"])]
    chart._on_message(chart, {"op": "click", "trace": 9, "point": 0}, [])
    chart._on_message(chart, {"op": "nonsense"}, [])
    assert len(heard) == 1


# -- how a notebook keeps it ----------------------------------------------------------------------


def test_a_notebook_keeps_a_live_picture_and_words() -> None:
    chart = make(subtitle="Edition 2026")
    bundle, _metadata = chart._repr_mimebundle_()
    assert bundle["text/plain"] == chart.alt == repr(chart)
    twin = bundle[PLOTLY_MIME]
    json.dumps(twin)
    go.Figure({"data": twin["data"], "layout": twin["layout"]})
    assert twin["layout"]["title"]["text"] == "Shares, %"
    assert twin["layout"]["title"]["subtitle"]["text"] == "Edition 2026"
    assert twin["config"]["displayModeBar"] is False
    assert [t["y"] for t in twin["data"]] == [[1, 2, 3], [6, 5, 4]]
    live = bundle["application/vnd.jupyter.widget-view+json"]
    assert live["model_id"] == chart.model_id


def test_the_picture_follows_patches_and_dials() -> None:
    control = CONTROLS["Checkbox"]()
    chart = dialled(control, 2)
    chart.patch({"China": {"y": [0, 0, 0]}})
    control.value = True
    assert [t["y"] for t in chart.twin()["data"]] == [[1, 1, 1], [0, 0, 0]]


def test_a_lighter_picture_can_be_given() -> None:
    light = Spec([{"name": "coarse", "x": [1], "y": [1]}], {"xaxis": {"range": [0, 2]}})
    chart = make(twin=light)
    twin = chart.twin()
    assert [t["name"] for t in twin["data"]] == ["coarse"]
    assert twin["layout"]["xaxis"]["range"] == [0, 2]
    assert chart.spec.data[0]["name"] == "Japan"


def test_the_picture_reads_on_both_papers() -> None:
    text = json.dumps(make().twin())
    for role in (style.INK, style.MUTED, style.PAPER):
        assert f'"{role}"' not in text
    assert style.STATE["JPN"] in text


def test_the_same_chart_is_kept_as_the_same_picture() -> None:
    assert json.dumps(make().twin()) == json.dumps(make().twin())


def test_no_address_and_no_outside_service_in_the_picture() -> None:
    assert "http" not in json.dumps(make().twin())


def test_a_chart_of_thirty_kilobytes() -> None:
    years = list(range(1950, 2026))
    traces = [{"name": s, "x": years, "y": [y / 7 for y in years]} for s in list(style.STATE)[:5]]
    assert len(json.dumps(Chart(traces, title="T").twin())) < 30_000


def test_words_in_the_language_of_the_lesson() -> None:
    set_language("ja")
    try:
        chart = make()
        assert chart.get_state()["_board"]["lang"] == "ja"
    finally:
        set_language("en")
    assert make().get_state()["_board"]["lang"] == "en"


def test_text_is_sent_verbatim() -> None:
    chart = make(title="<b>&", subtitle="<i>", source="<script>")
    words = chart.get_state()["_board"]["words"]
    assert (words["title"], words["subtitle"], words["source"]) == ("<b>&", "<i>", "<script>")


def test_a_click_on_no_point_is_nothing() -> None:
    chart = Chart([{"name": "a", "x": [1], "y": [1]}], title="t")
    heard: list[object] = []
    chart.on_click(lambda *what: heard.append(what))
    chart._on_message(chart, {"op": "click", "trace": 0, "customdata": None}, [])
    chart._on_message(chart, {"op": "click", "trace": 99, "point": 0}, [])
    assert heard == []
    chart._on_message(chart, {"op": "click", "trace": 0, "point": 0, "customdata": "x"}, [])
    assert heard == [("a", 0, "x")]


def test_a_patch_cannot_rename_a_trace() -> None:
    chart = Chart([{"name": "a", "x": [1], "y": [1]}], title="t")
    with pytest.raises(LessonError, match="keeps its name"):
        chart.patch({"a": {"name": "b"}})
