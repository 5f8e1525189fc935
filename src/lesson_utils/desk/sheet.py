"""Tables for spreadsheet programs: UTF-8 they recognise, and no cell that they would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["guarded", "sheet"]

# What makes a spreadsheet take a cell for a formula; full-width forms count as the plain ones.
FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@＝＋－＠]|[\t\r]")
# A semicolon begins a new cell where the comma is the decimal sign, whatever the file says.
WITHIN = re.compile(r"(?<=[;\t])(?=[\s]*[=+\-@＝＋－＠])")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_000  # Excel cuts a cell at 32,767


def guarded(cell: object) -> str:
    r"""Write one cell so that no program runs it.

    Parameters
    ----------
    cell : object
        A number stays as it is. A text that begins like a formula, spaces aside, gets an
        apostrophe before it, and so does what follows a semicolon; signs that no text file may
        hold are shown as �.

    Examples
    --------
    >>> guarded('=HYPERLINK("http://example.org")')
    '\'=HYPERLINK("http://example.org")'
    >>> guarded(-3)
    '-3'
    """
    if isinstance(cell, int | float):
        return str(cell)
    text = str(cell)
    if not text.isprintable() or len(text) > LONGEST_CELL:  # hardly ever
        text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST_CELL]
    if ";" in text or "\t" in text:
        text = WITHIN.sub("'", text)
    return f"'{text}" if FORMULA.match(text) else text


def sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table as CSV with a byte-order mark, which Excel needs to see Japanese.

    Parameters
    ----------
    head : sequence of str
        The columns' names.
    rows : iterable of sequence
        Each as long as `head`.

    Returns
    -------
    bytes
        Lines end in CR LF, as RFC 4180 has it.

    Examples
    --------
    >>> sheet(["term"], [["列島"]]).decode("utf-8-sig").split()
    ['term', '列島']
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(one) for one in head])
    for row in rows:
        writer.writerow([guarded(one) for one in row])
    return text.getvalue().encode("utf-8-sig")
