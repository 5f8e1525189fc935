"""The one plotly.js: found without importing plotly, sent once a page, missed honestly."""

import subprocess
import sys
from pathlib import Path

import pytest

from lesson_utils.chart import Chart, runtime
from lesson_utils.errors import LessonError

JS = Path(runtime.__file__).parent


@pytest.fixture
def chart(monkeypatch: pytest.MonkeyPatch) -> tuple[Chart, list[tuple[dict, list[bytes]]]]:
    monkeypatch.setattr(runtime, "_served", {})
    made = Chart([{"name": "a", "x": [1], "y": [2]}], title="A")
    sent: list[tuple[dict, list[bytes]]] = []
    made.send = lambda content, buffers=None: sent.append((content, buffers or []))
    return made, sent


def ask(made: Chart, page: str) -> None:
    made._on_message(made, {"op": "runtime", "page": page}, [])


def test_the_library_is_plotly_js() -> None:
    source = runtime.source()
    assert runtime.path().name == "plotly.min.js"
    assert 1_000_000 < len(source) < 8_000_000
    assert b"plotly.js v" in source[:400]


def test_finding_it_does_not_import_plotly() -> None:
    code = (
        "import sys; from lesson_utils.chart import Chart, runtime; runtime.source();"
        "Chart([{'name': 'a', 'x': [1], 'y': [2]}], title='A')._repr_mimebundle_();"
        "heavy = {'plotly', 'numpy', 'pandas', 'shapely', 'pyproj'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"imported: {run.stderr}"


def test_a_page_is_served_once_and_binary(chart: tuple) -> None:
    made, sent = chart
    ask(made, "one")
    ask(made, "one")
    ask(made, "two")
    assert [content for content, _ in sent] == [{"op": "runtime"}] * 2
    assert sent[0][1] == [runtime.source()]


def test_two_charts_of_one_page_share_it(chart: tuple) -> None:
    made, sent = chart
    other = Chart([{"name": "a", "x": [1], "y": [2]}], title="B")
    other.send = made.send
    ask(made, "page")
    ask(other, "page")
    assert len(sent) == 1


def test_a_page_may_ask_again_after_a_while() -> None:
    assert runtime.due("patient", 0.0)
    assert not runtime.due("patient", runtime.RESEND_AFTER_S - 0.1)
    assert runtime.due("patient", runtime.RESEND_AFTER_S)


def test_the_page_asks_again_no_sooner_than_it_is_served() -> None:
    script = (JS / "chart.js").read_text(encoding="utf-8")
    wait = next(line for line in script.splitlines() if line.startswith("const ASK_AGAIN_MS"))
    again = int("".join(c for c in wait.split("=")[1] if c.isdigit()))
    assert again / 1000 > runtime.RESEND_AFTER_S


def test_missing_library_is_told_to_the_page(chart: tuple, monkeypatch: pytest.MonkeyPatch) -> None:
    made, sent = chart

    def gone() -> bytes:
        raise LessonError("It is gone. Install again.")

    monkeypatch.setattr(runtime, "source", gone)
    ask(made, "one")
    assert sent == [({"op": "no runtime", "why": "It is gone. Install again."}, [])]
    monkeypatch.undo()
    ask(made, "one")
    assert sent[-1][0] == {"op": "runtime"}, "a page that was not served may ask again at once"


def test_no_plotly_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    runtime.path.cache_clear()
    monkeypatch.setattr(runtime.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(LessonError, match=r"plotly\.js is missing.*Install the course again"):
        runtime.path()
    runtime.path.cache_clear()


def test_an_unreadable_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(runtime, "path", lambda: tmp_path / "plotly.min.js")
    with pytest.raises(LessonError, match=r"cannot be read.*Install the course again"):
        runtime.source()
