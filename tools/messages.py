"""Rebuild the message catalogue: extract from src, update each language, compile.

One command does everything; ``--check`` changes nothing and fails when something would change,
is untranslated or is hard-coded::

    python tools/messages.py
    python tools/messages.py --check
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import string
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "lesson_utils"
LOCALE = SRC / "locale"
DOMAIN = "lesson_utils"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
KEYWORDS = {"_": None, "ngettext_": (1, 2)}
HEADER = {
    "ja": """\
# Japanese words of the course "Counterweight?".
# Written with care in plain です/ます style, but a native reader's check is wanted:
# please correct any entry and run tools/messages.py.
"""
}

# What a learner reads when it stands in one of these places.
SHOWN_KEYWORDS = frozenset(
    [
        "alt",
        "caption",
        "description",
        "help",
        "label",
        "notes",
        "placeholder",
        "prompt",
        "subtitle",
        "title",
        "tooltip",
    ]
)
SHOWN_CALLS = frozenset(
    [
        "Label",
        "Button",
        "HTML",
        "Text",
        "Textarea",
        "Checkbox",
        "dropdown",
        "toggles",
        "steps",
        "number",
        "checkbox",
        "say",
    ]
)
SHOWN_KEYS = frozenset({"title", "subtitle", "label", "alt", "text", "hovertext", "hovertemplate"})
SHOWN_FOLDERS = (
    "explore",
    "learn",
    "chart",
    "charts",
    "maps",
    "map_words",
    "land",
    "layers",
    "site_layer",
    "lettering",
    "names",
    "parts",
    "states",
    "card",
    "cards",
    "claim_cards",
    "registry",
    "words",
    "labels",
    "desk/own_disk",
)
TRANSLATORS = frozenset({"_", "ngettext_"})
TAG = re.compile(r"<[^>]*>")
NOT_WORDS = re.compile(r"<style.*?</style>|<!--.*?-->|<[^>]*>|&#?\w+;|%?\{[^}]*\}", re.DOTALL)


def extract() -> Catalog:
    """Collect every message of the package; no dates, so that nothing changes by itself."""
    catalog = Catalog(project="lesson-utils", charset="utf-8", header_comment="# Message template.")
    for filename, line, message, comments, context in extract_from_dir(
        SRC, keywords=KEYWORDS, comment_tags=("Note:",)
    ):
        catalog.add(message, None, [(f"src/lesson_utils/{filename}", line)],
                    auto_comments=comments, context=context)  # fmt: skip
    return catalog


def read(path: Path, locale: str | None = None) -> Catalog:
    """Read a .po or .pot file."""
    with path.open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN)


def as_text(catalog: Catalog, comment: str) -> str:
    """Write a catalogue without dates, line numbers or tool versions."""
    buffer = io.BytesIO()
    catalog.header_comment = comment
    write_po(buffer, catalog, width=96, sort_output=True, include_lineno=False,
             omit_header=False, ignore_obsolete=True)  # fmt: skip
    unstable = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator'
                          r'|Report-Msgid-Bugs-To|Language-Team).*\n', re.MULTILINE)  # fmt: skip
    return unstable.sub("", buffer.getvalue().decode("utf-8"))


def compiled(catalog: Catalog) -> bytes:
    """Compile a catalogue to the bytes of its .mo file, without dates or tool versions.

    Source: GNU gettext manual, "The Format of GNU MO Files".
    """
    header = "Content-Type: text/plain; charset=utf-8\n"
    header += f"Language: {catalog.locale}\nPlural-Forms: {catalog.plural_forms}\n"
    pairs = {b"": header.encode()}
    for message in catalog:
        done = texts(message.string)
        if message.id and all(done) and not message.fuzzy:
            pairs["\0".join(texts(message.id)).encode()] = "\0".join(done).encode()
    keys = sorted(pairs)
    blob = b""
    places: list[list[tuple[int, int]]] = []
    start = 28 + 16 * len(keys)
    for parts in (keys, [pairs[key] for key in keys]):
        places.append([])
        for part in parts:
            places[-1].append((len(part), start + len(blob)))
            blob += part + b"\0"
    numbers = [0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start]
    numbers += [number for table in places for pair in table for number in pair]
    return struct.pack(f"<{len(numbers)}I", *numbers) + blob


def fields(text: str) -> set[str]:
    """Return the named fields of a str.format text."""
    return {part[1] for part in string.Formatter().parse(text) if part[1] is not None}


def texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the one or several texts of a message id or its translation."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def faults_of(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation."""
    ids, done = texts(message.id), texts(message.string)
    if not done or not all(text.strip() for text in done):
        yield f"not translated: {ids[0]!r}"
    elif message.fuzzy:
        yield f"marked fuzzy: {ids[0]!r}"
    wanted = set().union(*(fields(text) for text in ids))
    for text in done:
        if text and fields(text) != wanted and len(ids) == 1:
            yield f"other fields than {sorted(wanted)}: {text!r}"
        elif text and not fields(text) <= wanted:
            yield f"unknown fields: {text!r}"


def untranslated(catalog: Catalog) -> list[str]:
    """List what is missing or wrong in a translated catalogue."""
    return [fault for message in catalog if message.id for fault in faults_of(message)]


def _words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2,}", NOT_WORDS.sub(" ", text)) is not None


def _literals(node: ast.expr | None) -> Iterator[ast.Constant]:
    """Yield the untranslated string literals an expression can show."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _words(node.value):
            yield node
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _literals(part)
    elif isinstance(node, ast.BinOp):
        yield from _literals(node.left)
        yield from _literals(node.right)
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from _literals(element)
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"format", "join"}
    ):
        yield from _literals(node.func.value)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_translation(call: ast.Call) -> bool:
    return _name(call) in TRANSLATORS


def _docstrings(tree: ast.AST) -> set[int]:
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            found.add(id(body[0].value))
    return found


def hard_coded(source: str, filename: str = "<source>") -> list[str]:
    """Find words a learner would see that do not come from the catalogue.

    Parameters
    ----------
    source : str
        Python source text.
    filename : str
        Shown in the result.

    Returns
    -------
    list of str
        ``"file:line: text"`` for every finding.
    """
    tree = ast.parse(source)
    skip = _docstrings(tree)
    found: dict[tuple[int, int], str] = {}

    def keep(node: ast.expr | None) -> None:
        for literal in _literals(node):
            found[literal.lineno, literal.col_offset] = str(literal.value)

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not _is_translation(node):
            for keyword in node.keywords:
                if keyword.arg in SHOWN_KEYWORDS:
                    keep(keyword.value)
            name = _name(node)
            if name in SHOWN_CALLS and node.args:
                keep(node.args[0])
            if name == "NumberTable":
                for argument in node.args[:1]:
                    keep(argument)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in SHOWN_KEYS:
                    keep(value)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skip
            and TAG.search(node.value)
            and _words(node.value)
        ):
            found[node.lineno, node.col_offset] = node.value
    # A literal inside _(…) may hold a tag and is translated as a whole.
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_translation(node):
            for argument in node.args:
                found.pop((argument.lineno, argument.col_offset), None)
    return [
        f"{filename}:{line}: {' '.join(text.split())[:80]!r}"
        for (line, _column), text in sorted(found.items())
    ]


def shown_files() -> list[Path]:
    """List the modules whose strings reach a learner."""
    files = [SRC / f"{name}.py" for name in SHOWN_FOLDERS]
    for name in SHOWN_FOLDERS:
        files += sorted((SRC / name).glob("**/*.py"))
    return [path for path in files if path.exists()]


def all_hard_coded() -> list[str]:
    """Find hard-coded words in every module a learner sees."""
    return [
        finding
        for path in shown_files()
        for finding in hard_coded(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    ]


def main(argv: list[str] | None = None) -> int:
    """Rebuild the catalogue, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    check = parser.parse_args(argv).check
    template = extract()
    wanted: dict[Path, bytes] = {
        TEMPLATE: as_text(template, "# Message template: every word the code shows.").encode()
    }
    problems = all_hard_coded()
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        code = po.parent.parent.name
        catalog = read(po, code)
        catalog.update(template, no_fuzzy_matching=True)
        wanted[po] = as_text(catalog, HEADER.get(code, "#").rstrip("\n")).encode()
        wanted[po.with_suffix(".mo")] = compiled(catalog)
        problems += [f"{code}: {fault}" for fault in untranslated(catalog)]
    for path, content in wanted.items():
        if path.exists() and path.read_bytes() == content:
            continue
        if check:
            problems.append(f"{path.relative_to(ROOT)}: not up to date, run tools/messages.py")
        else:
            path.write_bytes(content)
            print("wrote", path.relative_to(ROOT))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
