"""What reads a file takes any file: it reads it, sets it aside, or names file and remedy."""

from __future__ import annotations

import copy
import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lesson_utils as lu
from lesson_utils import course, notebook_rules, prose
from lesson_utils.errors import LessonError
from lesson_utils.learn import dossier
from lesson_utils.learn.progress import Progress
from lesson_utils.learn.questions import Choice, Numeric, read_questions
from lesson_utils.learn.store import Store
from lesson_utils.learn.units import UNITS, parse_number
from lesson_utils.registry import Registry
from tests.fuzz.strange import call, texts, tries

ROOT = lu.data.root()
PACKAGE = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
KEPT = ("straits", "chains", "evidence_claims")  # a table, a map layer, a file of evidence
SMALL = {**PACKAGE, "resources": [one for one in PACKAGE["resources"] if one["name"] in KEPT]}
QUESTIONS = json.loads((ROOT / "lessons" / "05.json").read_text("utf-8"))
START = course.folder() / "notebooks" / "00_start_here.ipynb"
BOOK = json.loads(START.read_text("utf-8"))
BOOK["cells"] = BOOK["cells"][:8]
ANSWER = {
    "kind": "quiz", "lesson": "05", "value": "Miyako", "ok": True, "first_ok": False, "tries": 2,
    "at": "2026-01-01T00:00:00Z",
}  # fmt: skip
NOTE = {"value": "a", "at": "2026-01-01T00:00:00Z", "kept": [{"value": "b", "at": "t"}]}
STATE = {
    "format": 1,
    "who": "0123abcd",
    "answers": {"Q25": ANSWER, "05.1": ANSWER | {"kind": "exercise"}},
    "predictions": {"05.chain": {"value": "Taiwan", "at": "2026-01-01T00:00:00Z"}},
    "notes": {"dossier.C01.reason": NOTE, "headline.naha.own": NOTE, "dossier.C01.verdict": NOTE},
}
KEYS = sorted({*STATE, *ANSWER, *NOTE, "cells", "metadata", "resources", "questions"})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=15,
)


def altered(sound: Any) -> st.SearchStrategy[Any]:
    """Change a sound document in one to four places: take away, replace, rename, repeat."""

    def build(draw: st.DrawFn) -> Any:
        document = copy.deepcopy(sound)
        for _change in range(draw(st.integers(1, 4))):
            spoil(draw, document)
        return document

    return st.composite(build)()


def spoil(draw: st.DrawFn, node: Any) -> None:
    while isinstance(node, dict | list) and node:
        places = sorted(node) if isinstance(node, dict) else range(len(node))
        key = draw(st.sampled_from(list(places)))
        inside = node[key]
        if isinstance(inside, dict | list) and inside and draw(st.integers(0, 3)):
            node = inside
            continue
        how = draw(st.sampled_from(["take away", "replace", "repeat"]))
        if how == "take away":
            del node[key]
        elif how == "replace":
            node[key] = draw(JSON)
        elif isinstance(node, dict):
            node[draw(st.text(max_size=5))] = node.pop(key)
        else:
            node.append(inside)
        return


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Cut a file off, turn a byte, put something in: what a bad stick or an editor does."""

    def build(draw: st.DrawFn) -> bytes:
        spoilt = bytearray(content)
        for _change in range(draw(st.integers(1, 3))):
            place = draw(st.integers(0, len(spoilt)))
            how = draw(st.sampled_from(["cut", "turn", "put in", "lines"]))
            if how == "cut":
                del spoilt[place:]
            elif how == "turn":
                spoilt[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
            elif how == "lines":
                spoilt = bytearray(bytes(spoilt).replace(b"\n", b"\r\n"))
            else:
                spoilt[place:place] = draw(texts()).encode("utf-8", "surrogatepass")
        return bytes(spoilt)

    return st.composite(build)()


@contextmanager
def file(name: str, content: bytes | str | Any) -> Iterator[Path]:
    """Put a file into a folder of its own."""
    if not isinstance(content, bytes):
        text = content if isinstance(content, str) else json.dumps(content)
        content = text.encode("utf-8", "surrogatepass")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path


# -- the learner's file ----------------------------------------------------------------------------


@tries(300)
@given(JSON | altered(STATE) | texts() | damaged(json.dumps(STATE, indent=1).encode()))
def test_no_progress_file_stops_an_answer(content: Any) -> None:
    with file("progress.json", content) as path:
        before = path.read_bytes()
        kept = Store(path)

        def work() -> None:
            kept.answer("Q26", "A strategic concept", ok=True, lesson="05")
            kept.note("dossier.C01.reason", "new", "a")
            summary = Progress(kept.state(), kept.message, path.name)
            assert "<script" not in summary._repr_html_()
            assert repr(summary)
            mine = dossier.read("C01", kept.notes())
            assert "<script" not in mine.page() + mine.markdown()

        call(work)
        assert kept.state()["answers"]["Q26"]["ok"] is True
        aside = list(path.parent.glob("progress.broken-*.json"))
        assert [one.read_bytes() for one in aside] in ([], [before]), "it was not kept as it was"
        if kept.waiting:  # a newer edition's file is left alone
            assert path.read_bytes() == before
        else:
            assert json.loads(path.read_text("utf-8"))["answers"]["Q26"]["ok"] is True


# -- the data package ------------------------------------------------------------------------------


def use(registry: Registry) -> None:
    """Ask a registry for everything it can be asked; it may refuse each."""
    for act in (
        registry.names,
        lambda: registry.release,
        lambda: registry.load("straits")._repr_html_(),
        lambda: repr(registry.load("chains")),
        lambda: registry.describe("straits")._repr_html_(),
        lambda: repr(registry.describe("chains")),
        lambda: registry.read_json("evidence_claims"),
        lambda: str(registry.verify()),
    ):
        try:
            act()
        except LessonError:
            continue


@tries(120)
@given(JSON | altered(SMALL))
def test_any_registry_is_read_or_refused(package: Any) -> None:
    with file("datapackage.json", package) as path:
        for entry in SMALL["resources"]:
            place = path.parent / entry["path"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes((ROOT / entry["path"]).read_bytes())
        made = call(lambda: Registry(path.parent))
        if isinstance(made, Registry):
            call(lambda: use(made))
        else:
            assert "data/datapackage.json" in str(made)


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("refreshed", [False, True], ids=["hash kept", "hash refreshed"])
def test_a_damaged_data_file_is_named(name: str, refreshed: bool) -> None:
    entry = next(one for one in SMALL["resources"] if one["name"] == name)
    whole = (ROOT / entry["path"]).read_bytes()

    @tries(40)
    @given(damaged(whole))
    def attempt(content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest() if refreshed else entry["hash"][7:]
        told = {**SMALL, "resources": [{**entry, "hash": f"sha256:{digest}"}]}
        with file(entry["path"], content) as path:
            folder = path.parents[1]
            (folder / "datapackage.json").write_text(json.dumps(told), "utf-8")
            registry = Registry(folder)
            read = registry.read_json if entry["format"] == "json" else registry.load
            value = call(lambda: read(name))
            if not refreshed and content != whole:
                assert isinstance(value, LessonError)
            if isinstance(value, LessonError):
                assert f"data/{entry['path']}" in str(value)
            call(lambda: str(registry.verify()))

    attempt()


# -- questions and notebooks -----------------------------------------------------------------------


@tries(150)
@given(JSON | altered(QUESTIONS) | damaged(json.dumps(QUESTIONS).encode()))
def test_any_file_of_questions_is_read_or_refused(content: Any) -> None:
    with file("05.json", content) as path:
        found = call(lambda: read_questions(path))
        if isinstance(found, Exception):
            assert "05.json" in str(found)
        else:
            assert all(isinstance(one, Choice | Numeric) for one in found)


@tries(150)
@given(JSON | altered(BOOK) | damaged(json.dumps(BOOK).encode()))
def test_any_notebook_is_read_or_named(content: Any) -> None:
    with file(START.name, content) as path:
        found = call(lambda: course.read_lesson(path))
        if isinstance(found, Exception):
            assert START.name in str(found)
        findings = call(lambda: notebook_rules.check_folder(path.parent))
        assert isinstance(findings, list), findings
        assert all(str(one).startswith(START.name) for one in findings)


PIECES = """
    1 0 9 0.5 + - * / ** ( ) , count sum round abs km straits claims [ ] . id = width
    straits[].width_km_geodesic "Naha" "Atlantis" __import__ lambda
"""
ARITHMETIC = st.lists(
    st.sampled_from(PIECES.split()),
    max_size=9,
).map(" ".join)


@tries(300)
@given(ARITHMETIC | texts())
def test_any_expression_has_a_value_or_is_refused(expression: str) -> None:
    value = call(lambda: prose.evaluate(expression))
    assert isinstance(value, float | LessonError)


# -- what a learner types --------------------------------------------------------------------------

WRITTEN = st.from_regex(r"[約~]?[+\-−]?[0-9０-９,.、 ]{0,10} ?(km|海里|nm|%|hours|マイル|x)?")


@tries(300)
@given(texts() | WRITTEN, st.sampled_from(["", "km", "%", "hours", "billion yen"]))
def test_any_number_is_read_or_asked_for_again(text: str, unit: str) -> None:
    value = call(lambda: parse_number(text, unit))
    assert isinstance(value, float | LessonError)
    if isinstance(value, LessonError):
        assert "12 ." not in str(value)


@tries(150)
@given(st.integers(-(10**9), 10**9), st.sampled_from(sorted(UNITS)))
def test_a_plain_number_in_its_own_unit_stays_the_same(number: int, unit: str) -> None:
    assert parse_number(f"{number} {unit}", unit) == number
    assert parse_number(f"{number:,}", unit) == number
