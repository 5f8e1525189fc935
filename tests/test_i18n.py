"""The message catalogue: complete, compiled, with the same fields; no hard-coded words."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from lesson_utils import i18n
from lesson_utils.errors import UnknownNameError
from lesson_utils.i18n import _, ngettext_

ROOT = Path(__file__).resolve().parents[1]


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["messages"] = module
    spec.loader.exec_module(module)
    return module


messages = load_tool()
PO = i18n.LOCALE_DIR / "ja" / "LC_MESSAGES" / "lesson_utils.po"


@pytest.fixture(autouse=True)
def english() -> object:
    i18n.set_language("en")
    yield
    i18n.set_language("en")


def test_the_template_holds_every_message_of_the_source() -> None:
    extracted = {message.id for message in messages.extract() if message.id}
    stored = {message.id for message in messages.read(messages.TEMPLATE) if message.id}
    assert extracted == stored, "run tools/messages.py"


def test_every_message_has_a_japanese_translation_with_the_same_fields() -> None:
    catalog = messages.read(PO, "ja")
    extracted = {message.id for message in messages.extract() if message.id}
    assert {message.id for message in catalog if message.id} == extracted
    assert messages.untranslated(catalog) == []


def test_the_compiled_catalogue_is_the_catalogue() -> None:
    assert PO.with_suffix(".mo").read_bytes() == messages.compiled(messages.read(PO, "ja"))


def test_the_compiled_catalogue_holds_what_babel_reads_from_it() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        read = read_mo(file)
    stored = {messages.texts(m.id): messages.texts(m.string) for m in read if m.id}
    wanted = messages.read(PO, "ja")
    assert stored == {
        messages.texts(m.id): messages.texts(m.string) for m in wanted if m.id and m.string
    }


def test_compiling_does_not_depend_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert PO.with_suffix(".mo").read_bytes() == messages.compiled(messages.read(PO, "ja"))
    assert b"-Date:" not in PO.with_suffix(".mo").read_bytes()


def test_japanese_uses_japanese_letters() -> None:
    """A translation left in English is caught, unless it holds no words."""
    same = []
    for message in messages.read(PO, "ja"):
        for text in messages.texts(message.string):
            words = messages.NOT_WORDS.sub(" ", text)
            if message.id and words.isascii() and any(c.isalpha() for c in words):
                same.append(text)
    assert same == []


def test_the_header_asks_for_a_native_reader() -> None:
    assert "native reader" in PO.read_text("utf-8").split("msgid", 1)[0]


def test_no_words_are_hard_coded() -> None:
    assert messages.all_hard_coded() == []


@pytest.mark.parametrize(
    "planted",
    [
        'w.Button(description="Check me")',
        'w.Label("Your answer")',
        'panel.say("Two claims")',
        'panel.say(f"{n} claims")',
        'panel.say("{n} claims".format(n=3))',
        'Chart(traces, title="Width of the " + name)',
        'control.dropdown("Place", options)',
        'Chart(traces, subtitle="yes" if a else _("no"))',
        'layout = {"title": "Kilometres"}',
        'NumberTable(["Year", _("Value")], rows)',
        'html = "<p>Some words</p>"',
        'x = f"<b>Island</b> {name}"',
        'w.Text(placeholder="km here")',
        'trace = {"hovertemplate": "%{y} people<extra></extra>"}',
    ],
)
def test_a_planted_string_is_found(planted: str) -> None:
    assert len(messages.hard_coded(planted)) == 1


@pytest.mark.parametrize(
    "clean",
    [
        'w.Button(description=_("Check me"))',
        'panel.say(_("{n} claims").format(n=3))',
        'panel.say(ngettext_("{n} claim", "{n} claims", n).format(n=n))',
        'panel.say(_("<b>Note</b>"))',
        'trace = {"hovertemplate": "%{y}<extra></extra>", "name": "gap lines"}',
        "w.Label(value)",
        'html = f"<p>{text}</p>"',
        'w.Label("· – 3 %")',
        'def f():\n    """Show <b>bold</b> words."""',
    ],
)
def test_clean_code_is_left_alone(clean: str) -> None:
    assert messages.hard_coded(clean) == []


def test_the_lint_reads_real_modules() -> None:
    names = {path.name for path in messages.shown_files()}
    assert {"quiz.py", "cards.py", "claims.py", "panel.py"} <= names


@pytest.mark.parametrize(
    ("one", "translated", "faults"),
    [
        ("{n} km", "{n} キロ", 0),
        ("{n} km", "", 1),
        ("{n} km", "キロ", 1),
        ("{n} km", "{m} キロ", 1),
        (("{n} claim", "{n} claims"), ("{n}件",), 0),
        (("{n} claim", "{n} claims"), ("{x}件",), 1),
    ],
)
def test_a_wrong_translation_is_found(one: str, translated: str, faults: int) -> None:
    assert len(list(messages.faults_of(Message(one, translated)))) == faults


def test_language_switches_at_call_time() -> None:
    english = _("Check")
    i18n.set_language("ja")
    assert i18n.language() == "ja"
    assert _("Check") != english
    i18n.set_language(None)
    assert _("Check") == english == "Check"


def test_plural_forms() -> None:
    assert ngettext_("{n} question", "{n} questions", 1) == "{n} question"
    assert ngettext_("{n} question", "{n} questions", 2) == "{n} questions"
    i18n.set_language("ja")
    one = ngettext_("{n} question", "{n} questions", 1)
    assert one == ngettext_("{n} question", "{n} questions", 5) != "{n} question"


def test_unknown_message_and_language() -> None:
    i18n.set_language("ja")
    assert _("a message that does not exist") == "a message that does not exist"
    assert _("") == ""
    with pytest.raises(UnknownNameError, match="'en'"):
        i18n.set_language("xx")
    assert i18n.language() == "ja"


def test_the_check_command_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["--check"]) == 0, capsys.readouterr().err
