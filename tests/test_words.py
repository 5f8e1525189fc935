"""Words: text stays text, tones are few, and the page's scripts keep to the rules of the house."""

import re
import shutil
import subprocess
from pathlib import Path

import ipywidgets
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lesson_utils
from lesson_utils.errors import UnknownNameError
from lesson_utils.i18n import set_language
from lesson_utils.words import TONES, Words

HERE = Path(lesson_utils.__file__).parent
SCRIPTS = sorted(p for p in HERE.rglob("*.js") if "_course" not in p.parts)
STYLES = sorted(p for p in HERE.rglob("*.css") if "_course" not in p.parts)


@given(st.text())
def test_text_stays_verbatim(text: str) -> None:
    words = Words(text)
    assert words.text == text
    assert repr(words) == text
    bundle, _metadata = words._repr_mimebundle_()
    assert bundle["text/plain"] == text
    assert "text/html" not in bundle


def test_markup_is_only_text() -> None:
    words = Words("<b>107.6 km</b> & <script>")
    assert words.get_state()["text"] == "<b>107.6 km</b> & <script>"


@pytest.mark.parametrize("tone", TONES)
def test_tones(tone: str) -> None:
    words = Words("a")
    words.say("b", tone)
    assert (words.text, words.tone) == ("b", tone)


def test_unknown_tone_changes_nothing() -> None:
    words = Words("a")
    with pytest.raises(UnknownNameError, match="Did you mean 'good'"):
        words.say("b", "goood")
    assert (words.text, words.tone) == ("a", "plain")


def test_words_and_tone_travel_together(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("a")
    sent: list[dict] = []
    monkeypatch.setattr(words, "_send", lambda msg, buffers=None: sent.append(msg))
    words.say("b", "good")
    assert [m["state"] for m in sent] == [{"text": "b", "tone": "good"}]
    words.say("b", "good")
    assert len(sent) == 1, "the same words again are not spoken twice"


def test_language_of_the_moment() -> None:
    assert Words("a").lang == "en"
    set_language("ja")
    try:
        assert Words("a").lang == "ja"
    finally:
        set_language("en")


def test_a_panel_name() -> None:
    assert Words("a", panel="Distances").panel == "Distances"
    assert isinstance(Words("a"), ipywidgets.DOMWidget)


# -- every script and style sheet of the package --------------------------------------------------


def test_there_are_scripts_to_check() -> None:
    assert {"chart.js", "words.js"} <= {p.name for p in SCRIPTS}


@pytest.mark.parametrize("path", SCRIPTS + STYLES, ids=lambda p: p.name)
def test_no_address_in_what_the_page_gets(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"https?:|wss?:/|[\"'`(]//\w", text, re.IGNORECASE)
    assert not re.search(r"@import|\burl\(", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_text_becomes_markup_nowhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc"
    assert not re.findall(banned, text)
    assert not re.findall(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\bimport\(", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_node_reads_it(path: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip(
            "NO SCRIPT WAS PARSED: node is not installed; the browser suite still runs them."
        )
    module = tmp_path / f"{path.stem}.mjs"
    module.write_bytes(path.read_bytes())
    run = subprocess.run([node, "--check", module], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_node_check_can_fail(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("NO SCRIPT WAS PARSED: node is not installed.")
    broken = tmp_path / "broken.mjs"
    broken.write_text("export default { render( { }")
    assert subprocess.run([node, "--check", broken], capture_output=True, check=False).returncode


def test_style_sheets_read_the_theme_and_respect_calm() -> None:
    sheet = (HERE / "chart" / "chart.css").read_text(encoding="utf-8")
    assert "prefers-reduced-motion" in sheet
    for name in ("--jp-content-font-color1", "--jp-layout-color0", "--jp-border-color2"):
        assert f"var({name}, #" in sheet, f"{name} needs a fallback outside JupyterLab"
