"""The charts and maps of a notebook's outputs, as a page draws them and as it tells them in words.

The stored picture has no theme, no table of numbers and no source line. A cell that only calls
the course's own charts, maps or explorers is asked again for these, and they count only if the
picture it makes is the stored one.
"""

from __future__ import annotations

import ast
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import lesson_utils as lu
from lesson_utils.chart import Chart, style
from lesson_utils.chart.chart import PLOTLY_MIME
from lesson_utils.chart.describe import table_of
from lesson_utils.chart.spec import merge
from lesson_utils.errors import LessonError
from lesson_utils.explore.panel import Panel
from lesson_utils.markup import Markup, tag

DRAWN_BY = ("charts", "maps", "explore")
KERNEL_LABELS = ("loading", "slow", "failed", "again")


@functools.cache
def labels() -> dict[str, str]:
    """Give the words on and around every chart, without those about waiting for a kernel."""
    one = Chart([{"name": "any", "x": [1], "y": [1]}], title="any")
    found = dict(one.get_state(["_board"])["_board"]["labels"])
    return found | dict.fromkeys(KERNEL_LABELS, "")


@dataclass(frozen=True)
class Picture:
    """A chart or map of a page.

    Attributes
    ----------
    id : str
        Lesson and cell, as ``"05-8"``.
    board : dict
        What `chart.js` draws: data, layout, words, the colours of the dark theme.
    sentence : str
        What an explorer says about it; empty for a chart.
    panel : str
        The explorer's name; empty for a chart.
    more : tuple of str
        What else an explorer stores in words, line by line.
    fresh : bool
        Whether the course draws the same picture today; otherwise it has no source line.
    """

    id: str
    board: dict[str, Any]
    sentence: str
    panel: str
    more: tuple[str, ...]
    fresh: bool

    @property
    def words(self) -> Mapping[str, Any]:
        """Title, subtitle, source, text alternative and table."""
        words: Mapping[str, Any] = self.board["words"]
        return words

    @property
    def is_map(self) -> bool:
        """Whether it is a map."""
        return bool(self.board["kind"] == "map")


def call_of(source: str) -> tuple[str, str, list[Any], dict[str, Any]] | None:
    """Read a cell that is one call of the course with plain values: part, name, values.

    Examples
    --------
    >>> call_of('lu.maps.bases(part="japan")')
    ('maps', 'bases', [], {'part': 'japan'})
    >>> call_of("print(1)") is None
    True
    """
    try:
        call = ast.parse(source.strip(), mode="eval").body
    except SyntaxError:
        return None
    match call:
        case ast.Call(func=ast.Name(id=name)) if name == "lu":
            return None
        case ast.Call(
            func=ast.Attribute(value=ast.Attribute(value=ast.Name(id="lu"), attr=part), attr=name)
        ):
            pass
        case ast.Call(func=ast.Attribute(value=ast.Name(id="lu"), attr=name)):
            part = ""
        case _:
            return None
    try:
        values = [ast.literal_eval(one) for one in call.args]
        named = {one.arg: ast.literal_eval(one.value) for one in call.keywords if one.arg}
    except ValueError:
        return None
    return part, name, values, named


def made_again(source: str) -> Chart | Panel | None:
    """Make the chart or explorer of a cell again; None if the cell is anything else."""
    call = call_of(source)
    if call is None or call[0] not in DRAWN_BY:
        return None
    part, name, values, named = call
    try:
        made = getattr(getattr(lu, part), name)(*values, **named)
    except (LessonError, AttributeError, TypeError):
        return None
    return made if isinstance(made, (Chart, Panel)) else None


def picture(number: str, data: Mapping[str, Any], source: str) -> Picture:
    """Take the chart out of a stored output.

    Parameters
    ----------
    number : str
        The picture's name on the site, as ``"05-8"``.
    data : mapping
        The output's MIME bundle, with plotly's part.
    source : str
        The cell.
    """
    stored = data[PLOTLY_MIME]
    told = "".join(data.get("text/plain", ""))
    made = made_again(source)
    chart = made.chart if isinstance(made, Panel) else made
    if chart is None or plain(chart.twin()) != plain(stored):
        return Picture(number, _unknown(number, stored, told), "", "", (), fresh=False)
    full: dict[str, Any] = chart.get_state(["_board"])["_board"]
    # The light twin that the notebook holds, in the colours that follow the reader's theme.
    spec = chart.saved
    layout = merge(style.layout(full["kind"], full["height"]), spec.layout)
    words = {**full["words"], "alt": chart.alt, "table": chart.table.to_json()}
    words["subtitle"] = chart.subtitle
    board = {**full, "id": number, "data": spec.data, "layout": layout, "words": words}
    board["labels"] = labels()
    if not isinstance(made, Panel):
        return Picture(number, board, "", "", (), fresh=True)
    rest = told.removeprefix(made.name + "\n").removeprefix(made.sentence).strip()
    known = {*chart.alt.splitlines(), ""}
    more = tuple(line for line in rest.splitlines() if line not in known)
    return Picture(number, board, made.sentence, made.name, more, fresh=True)


def plain(value: Any) -> Any:
    """Bring a specification into the form that JSON keeps, to compare two of them."""
    return json.loads(json.dumps(value))


def _unknown(number: str, stored: Mapping[str, Any], told: str) -> dict[str, Any]:
    """Make a board of a stored picture alone: its title becomes the page's, its colours stay."""
    layout = dict(stored["layout"])
    title = layout.pop("title", {})
    title = title if isinstance(title, Mapping) else {"text": str(title)}
    data = [{"name": f"series {i}", **trace} for i, trace in enumerate(stored["data"], 1)]
    hidden = layout.get("xaxis", {}).get("visible") is False
    return {
        "id": number,
        "revision": 0,
        "kind": "map" if hidden else "chart",
        "height": layout.get("height", 420),
        "narrowest": 320,
        "lang": "en",
        "data": data,
        "layout": layout,
        "words": {
            "title": str(title.get("text", "Chart")),
            "subtitle": str(title.get("subtitle", {}).get("text", "")),
            "source": "",
            "alt": told,
            "table": table_of(data, layout).to_json(),
        },
        "labels": labels(),
        "dark": {},
    }


def script_json(value: Any) -> Markup:
    r"""Write JSON so that no text in it can end the script element it stands in.

    Examples
    --------
    >>> script_json({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))


def figure(one: Picture, still: str = "") -> Markup:
    """Write a chart: words and numbers to read as they stand, and what the page draws from.

    Parameters
    ----------
    one : Picture
        The chart.
    still : str
        Address of a picture for readers without JavaScript; empty if there is none.
    """
    words = one.words
    kind = "map" if one.is_map else "chart"
    image = tag("img", src=still, alt=words["alt"], loading="lazy", width="660") if still else None
    return tag(
        "div",
        tag(
            "figure",
            tag(
                "figcaption",
                tag("span", words["title"], class_="lu-title"),
                tag("span", words["subtitle"], class_="lu-subtitle"),
                class_="lu-heading",
            ),
            tag("div", class_="space", style=f"--height:{int(one.board['height'])}px"),
            tag("noscript", image or tag("p", f"The {kind} itself needs JavaScript.")),
            tag("p", words["source"], class_="lu-source") if words["source"] else None,
            tag(
                "details",
                tag("summary", labels()["numbers"]),
                tag("p", words["alt"], class_="lu-alt"),
                numbers(words["table"]),
                class_="lu-details",
            ),
            class_=f"lu-chart lu-{kind}",
        ),
        tag("script", script_json(one.board), type="application/json"),
        class_="chart",
        id=f"chart-{one.id}",
    )


def numbers(table: Mapping[str, Any]) -> Markup | None:
    """Write the numbers behind a chart as a table; None if there are none."""
    if not table["rows"]:
        return None
    rows = [
        tag("tr", *(tag("td", text) if i else tag("th", text, scope="row")
                    for i, text in enumerate(row)))
        for row in table["rows"]
    ]  # fmt: skip
    return tag(
        "div",
        tag(
            "table",
            tag("caption", table["caption"]) if table["caption"] else None,
            tag("thead", tag("tr", *(tag("th", text, scope="col") for text in table["columns"]))),
            tag("tbody", *rows),
            class_="lu-numbers",
        ),
        class_="lu-table",
        tabindex="0",
        role="group",
        aria_label=labels()["numbers"],
    )
