"""What the rules look at: a notebook's cells, their texts and the calls in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["Cell", "Finding", "calls", "named", "parsed", "place", "prose", "source", "texts"]

Cell = dict[str, Any]
Finding = tuple[str, str]
"""Where, and what is wrong and what to do."""

_CODE = re.compile(r"`[^`\n]*`|^(```|~~~)[\s\S]*?^\1", re.MULTILINE)


def source(cell: Cell) -> str:
    """Give a cell's text, which the format stores as a string or as a list of lines.

    Examples
    --------
    >>> source({"source": ["a", "b"]})
    'ab'
    """
    return "".join(cell["source"])


def prose(text: str) -> str:
    """Take the code out of a Markdown text.

    Examples
    --------
    >>> prose("Run `lu.quiz()` now.")
    'Run  now.'
    """
    return _CODE.sub("", text)


def texts(cells: Sequence[Cell]) -> list[str]:
    """List the Markdown texts, cell by cell.

    Examples
    --------
    >>> texts([{"cell_type": "markdown", "source": "# One"}, {"cell_type": "code", "source": ""}])
    ['# One']
    """
    return [source(cell) for cell in cells if cell["cell_type"] == "markdown"]


def parsed(cell: Cell) -> ast.Module | None:
    """Read a cell's code; None if it is no Python.

    Examples
    --------
    >>> parsed({"source": "1 +"}) is None
    True
    """
    try:
        return ast.parse(source(cell))
    except (SyntaxError, ValueError):  # ValueError: a null byte, in older versions of Python
        return None


def calls(cells: Sequence[Cell], name: str) -> Iterator[ast.Call]:
    """Find the calls of ``lu.<name>(…)``, one after another.

    Examples
    --------
    >>> [call.lineno for call in calls([{"cell_type": "code", "source": 'lu.quiz("05")'}], "quiz")]
    [1]
    """
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(parsed(cell) or ast.Module([], [])):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == f"lu.{name}":
                yield node


def named(cells: Sequence[Cell], name: str) -> list[str]:
    """List the first arguments of the calls of ``lu.<name>``.

    Examples
    --------
    >>> named([{"cell_type": "code", "source": 'lu.claim_card("C23")'}], "claim_card")
    ['C23']
    """
    return [
        str(call.args[0].value)
        for call in calls(cells, name)
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


def place(cells: Sequence[Cell], where: str) -> str:
    """Say where a cell is in words that help to find it: its number, its id, how it begins.

    Parameters
    ----------
    cells : sequence of dict
        The notebook's cells.
    where : str
        A cell's id; anything else is given back as it is.

    Examples
    --------
    >>> place([{"cell_type": "markdown", "id": "map-read", "source": "**Read it.** A map"}],
    ...       "map-read")
    'cell 1, map-read, “Read it. A map”'
    """
    for number, cell in enumerate(cells, 1):
        if cell.get("id") == where:
            begins = re.sub(r"[*#`]+|<[^>]*>", "", source(cell)).split()
            shown = " ".join(begins[:6]) + (" …" if len(begins) > 6 else "")
            return f"cell {number}, {where}, “{shown[:60]}”"
    return where
