#!/usr/bin/env python3
"""Find HTML that is not made by `lesson_utils.markup`.

python tools/lint_html.py

What a learner types, and what a data file holds, must never become markup. `markup.tag`, `join` and
`link` escape every text, so tags stand in `markup.py` and nowhere else. Refused are

- a text with a tag in it that is put together from parts (an f-string, ``+``, ``%``, ``.format``),
- ``Markup(…)`` of anything but a literal or the module's own constants in capitals,
- a widget that takes HTML and is given anything but markup from a call, a name or an attribute,
- ``display(HTML(…))`` and its like, ``eval`` and ``exec``,
- in JavaScript, also in that of pages, whatever turns text into markup or code,
- in templates a text that is not escaped; in notebooks scripts and handlers.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<[a-zA-Z]+\s+\w+=", re.IGNORECASE)
PLOTLY = re.compile(r"</?(extra|br|b|i|sub|sup|span)\s*/?>", re.IGNORECASE)
"""Pseudo-tags of plotly's own labels, which plotly reads itself and never as HTML."""

DRAWN = re.compile(r"/(charts?|maps)/|/(land|layers|lettering|map_words|names|site_layer)\.py$")
"""Where such labels are written."""

MAKER = "src/lesson_utils/markup.py"
PLACES = {
    "src/lesson_utils/desk/cards_export.py": "a flash card's field is HTML; as_html escapes it",
    "src/lesson_utils/maps/bases.py": "plotly's own label, from the course's constants",
    "tools/pages_charts.py": "JSON for a script element, with every < escaped",
    "tools/pages_frame.py": "the frame of a reading page; every text goes through html.escape",
    "tools/pages_html.py": "turns the course's own Markdown into pages",
}
"""Files that put HTML together themselves, and why that is safe; reviewed by hand."""

SHOWS = {"HTML", "Markdown", "Javascript", "SVG", "HTMLMath"}
CALLS = {"eval", "exec", "compile", "__import__"}
JAVASCRIPT = {
    r"\.(inner|outer)HTML\b": "sets HTML; use textContent",
    r"\binsertAdjacentHTML\b|\bcreateContextualFragment\b|\bsetHTML\w*": "sets HTML",
    r"\bdocument\.write": "writes HTML",
    r"\beval\s*\(|\bnew Function\b|set(?:Timeout|Interval)\s*\(\s*[\"'`]": "runs text as code",
    r"setAttribute\(\s*[\"'`]on\w+": "sets a handler from text",
    r"javascript:": "is an address that runs code",
}
TEMPLATE = {
    r"\|\s*safe\b|\bautoescape\s+false": "lets a template take a text as HTML",
    r"\{\{[^}]*\bnb\.(?![^}]*\|\s*escape)": "shows what a notebook holds without escape",
    r"\s\bon[a-z]+\s*=\s*[\"']": "holds an event handler",
}
NOTEBOOK = {
    r"<\s*(script|iframe|object|embed|form|link|meta|base)\b": "holds an active element",
    r"<[^>]*\son[a-z]+\s*=": "holds an event handler",
    r"\]\(\s*(javascript|data|vbscript):|(href|src)\s*=\s*[\"']?\s*(javascript|vbscript):": (
        "links to an address that runs code"
    ),
    r"^\s*%%?(html|javascript|js|svg|latex)\b": "uses a magic that shows raw HTML",
    r"\bdisplay\s*\(|IPython\.display": "displays by itself; end the cell with the value instead",
}
RULES = {".js": JAVASCRIPT, ".html": JAVASCRIPT | TEMPLATE, ".j2": JAVASCRIPT | TEMPLATE}
Finding = tuple[str, int, str]


def check_python(text: str, name: str) -> Iterator[Finding]:
    """Find HTML made by hand in a module.

    Examples
    --------
    >>> list(check_python("x = f'<b>{name}</b>'", "a.py"))
    [('a.py', 1, 'puts a tag together from parts; use markup.tag')]
    """
    if name == MAKER or name in PLACES:
        return
    tree = ast.parse(text)
    quiet = _documentation(tree)
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if id(node) in quiet:
            continue
        if isinstance(node, ast.Call):
            yield from ((name, line, words) for words in _call(node, name))
        elif isinstance(node, ast.JoinedStr | ast.BinOp) and _mixed(node, name):
            yield name, line, "puts a tag together from parts; use markup.tag"


def _documentation(tree: ast.Module) -> set[int]:
    """List the nodes of docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
        if isinstance(node.body[0].value, ast.Constant)
        for part in ast.walk(node.body[0])
    }


def _mixed(node: ast.expr, name: str) -> bool:
    """Tell whether a text with a tag is put together from parts of which one is no literal."""
    if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Mod):
        return False
    literal = [
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    return not _is_fixed(node) and any(
        _has_tag(part, name) for part in (*literal, "".join(literal))
    )


def _has_tag(text: str, name: str) -> bool:
    return TAG.search(PLOTLY.sub("", text) if DRAWN.search(name) else text) is not None


def _call(node: ast.Call, name: str) -> Iterator[str]:
    function = node.func
    called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    first = node.args[0] if node.args else None
    if called == "Markup" and first is not None and not _is_fixed(first):
        yield "makes Markup of something that is no literal; use markup.tag or markup.join"
    if called in SHOWS:
        given = [first, *(word.value for word in node.keywords if word.arg in ("value", "data"))]
        for one in given:
            if one is not None and not isinstance(one, ast.Call | ast.Name | ast.Attribute):
                yield f"gives {called} a text; give it what markup.tag or markup.join made"
        if isinstance(function, ast.Name) or called in {"Markdown", "Javascript", "HTMLMath"}:
            yield f"uses {called}, which reads its text as HTML"
    if called in CALLS and isinstance(function, ast.Name):
        yield f"calls {called}"
    if called == "format" and isinstance(function, ast.Attribute):
        text = ast.unparse(function.value)
        if _has_tag(text, name):
            yield "puts a tag together from parts; use markup.tag"
    for word in node.keywords:
        if word.arg == "description_allow_html":
            yield "lets a widget read its description as HTML"


def _is_fixed(node: ast.expr) -> bool:
    """Tell whether a value is a literal or put together from constants in capitals."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Name):
        return node.id.isupper()
    if isinstance(node, ast.BinOp):
        return _is_fixed(node.left) and _is_fixed(node.right)
    if isinstance(node, ast.JoinedStr):
        return all(_is_fixed(part) for part in node.values)
    return isinstance(node, ast.FormattedValue) and _is_fixed(node.value)


def check_lines(text: str, name: str, rules: dict[str, str]) -> Iterator[Finding]:
    """Find lines that break one of some rules.

    Examples
    --------
    >>> list(check_lines("a.innerHTML = b", "a.js", JAVASCRIPT))
    [('a.js', 1, 'sets HTML; use textContent')]
    """
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, words in rules.items():
            if re.search(pattern, line, re.IGNORECASE):
                yield name, number, words


def check_notebook(text: str, name: str) -> Iterator[Finding]:
    """Find active content in the cells and the stored HTML of a notebook."""
    for number, cell in enumerate(json.loads(text)["cells"], 1):
        source = "".join(cell["source"])
        for _name, _line, words in check_lines(source, name, NOTEBOOK):
            yield name, number, words
        for output in cell.get("outputs", ()):
            html = "".join(output.get("data", {}).get("text/html", ""))
            for pattern, words in list(NOTEBOOK.items())[:3]:
                if re.search(pattern, html, re.IGNORECASE):
                    yield name, number, f"{words} in its output"


def check(root: Path = ROOT) -> list[Finding]:
    """Check package, tools, deploy and notebooks; the number is the line, or the cell."""
    found: list[Finding] = []
    for path in sorted([*(root / "src").rglob("*.py"), *(root / "tools").glob("*.py")]):
        name = path.relative_to(root).as_posix()
        found += check_python(path.read_text("utf-8"), name)
    for path in sorted([*(root / "src").rglob("*.*"), *(root / "deploy").rglob("*.*")]):
        rules = RULES.get(path.suffix, {})
        if rules:
            name = path.relative_to(root).as_posix()
            found += check_lines(path.read_text("utf-8"), name, rules)
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        found += check_notebook(path.read_text("utf-8"), path.relative_to(root).as_posix())
    return found


def main() -> int:
    """Print every finding; 1 if there is one."""
    found = check()
    for name, place, words in found:
        print(f"{name}, {'cell' if name.endswith('.ipynb') else 'line'} {place}: {words}")
    print(f"{len(found)} places where HTML is made by hand.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
