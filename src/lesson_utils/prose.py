"""Numbers in a lesson's prose, and where each of them comes from.

A Markdown cell declares its numbers in its metadata, where they do not clutter the text::

    "numbers": {
        "267": "straits[id=miyako_island_to_island].width_km_geodesic",
        "1.35": "sipri[state=CHN, year=2024].usd / china_official[year=2024].usd",
        "3": {"because": "the number of published widths compared in this section"}
    }

The key is the number as printed. A string is recomputed from the course's data and has to agree
to the digits printed; ``because`` is for a number that is not a measurement. Dates, years,
identifiers, references ("lesson 5", "paragraph 7"), list numbers and minutes need nothing.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_utils.errors import LessonError, UnknownNameError

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DASH = "[–—-]"
_UNIT = r"(?:km|nm|m\b|%|per cent|billion|trillion|million|yen|dollars|people|t\b|nautical)"
_AND_MORE = rf"(?:(?:,\s?|\s?{_DASH}\s?|\s(?:and|or|to|of)\s)\d+(?:\.\d+)?)*"
_REFERENCE = (
    "lesson|paragraph|para|step|question|exercise|part|section|level|figure|table|article|"
    "chapter|rule|page|grade|claim|option|task|objective"
)

# What is taken out before looking for numbers, in this order.
_NO_NUMBERS = [
    re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    for pattern in (
        r"^(```|~~~)[\s\S]*?^\1",  # fenced code
        r"`[^`\n]*`",  # code
        r"<!--[\s\S]*?-->",
        r"<[^<>\n]+>",  # tags with their attributes, and <https://…>
        r"\]\([^)\s]*(?:\s\"[^\"]*\")?\)",  # link targets
        r"https?://\S+",
        r"^\s{0,3}#{1,6}\s+\d+(?:\.\d+)*[.):]?\s",  # numbered headings
        r"^\s*(?:>\s*)*\d+[.)]\s",  # numbered lists
        r"\b\d{4}([-.])\d{2}(?:\1\d{2})\b|\b\d{4}-\d{2}\b",  # 2026-01-17, 2026.11.22
        rf"\b\d{{1,2}}(?:\s?{_DASH}\s?\d{{1,2}})?\s+{_MONTH}\b(?:,?\s+\d{{4}})?",
        rf"\b{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}}|\b(?!\d))",
        r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日",
        r"\b(?:Python|JupyterLab|plotly|CC BY(?:-[A-Z]+)*|ODbL|version|v)\s?\d+(?:\.\d+)*",
        rf"(?:\b(?:{_REFERENCE})s?|¶+)\s*(?:no\.?\s*)?\d+(?:\.\d+)?{_AND_MORE}",
        r"第\d+[課章段]",
        rf"\b\d+(?:\s?{_DASH}\s?\d+)?[\s-]minutes?\b",
        r"\b\d{1,2}:\d{2}\b",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"(?<![A-Za-z0-9_$€£¥])[A-Za-z]+[-–]?\d+(?:[./]\d+)*[A-Za-z0-9]*",  # C23, FY2025, F-35
        r"(?<![\d.,])0\d(?:\.\d+)?\b",  # 05, 05.2
        # Years, unless a unit follows: 1972, 2015–2024, 2015–24, 1990s.
        rf"(?<![\d.,$€£¥])(?:1[6-9]|20)\d{{2}}(?:\s?[–/-]\s?(?:\d{{4}}|\d{{2}}))?s?"
        rf"(?![\d]|[.,]\d|[\s-]?{_UNIT})",
    )
]
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_REF = re.compile(r"([A-Za-z_]\w*)\[([^\]]*)\](?:\.([A-Za-z_]\w*))?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number printed in prose.

    Attributes
    ----------
    text : str
        As printed, such as ``"1,663"``.
    context : str
        A few words round it.
    """

    text: str
    context: str


def find_numbers(markdown: str) -> list[Number]:
    """Find the numbers of a Markdown text that have to be declared.

    Examples
    --------
    >>> [n.text for n in find_numbers("In 2026 the gap (C23) is 267 km, or 1,663 cables.")]
    ['267', '1,663']
    """
    bare = markdown
    for pattern in _NO_NUMBERS:
        bare = pattern.sub(lambda hit: re.sub(r"[^\n]", " ", hit.group()), bare)
    return [
        Number(hit.group(), _context(markdown, hit.start(), hit.end()))
        for hit in _NUMBER.finditer(bare)
    ]


def _context(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 30) : end + 20].split())


def check_numbers(markdown: str, declared: Mapping[str, object]) -> list[str]:
    """Compare the numbers of a Markdown text with what its cell declares about them.

    Parameters
    ----------
    markdown : str
        The text of the cell.
    declared : mapping
        The cell's ``metadata.numbers``: number as printed → expression, or ``{"because": …}``.

    Returns
    -------
    list of str
        What is wrong, in sentences; empty if every number is accounted for.

    Examples
    --------
    >>> check_numbers("The gap is 267 km wide.", {"267": "200 + 67.3"})
    []
    >>> check_numbers("The gap is 250 km wide.", {"250": "200 + 67.3"})[0]
    "prints 250, but 200 + 67.3 is 267.3 ('The gap is 250 km wide.')"
    """
    wrong = []
    printed = find_numbers(markdown)
    for number in printed:
        told = declared.get(number.text)
        where = f"({number.context!r})"
        if told is None:
            wrong.append(f"prints {number.text} without saying where it comes from {where}")
        elif isinstance(told, Mapping):
            if set(told) != {"because"} or len(str(told["because"]).split()) < 3:
                wrong.append(
                    f"declares {number.text} as {dict(told)!r}; it must be an expression or "
                    '{"because": "a reason in words"}'
                )
        else:
            try:
                value = evaluate(str(told))
            except LessonError as mistake:
                wrong.append(f"declares {number.text} as {told!r}: {mistake}")
                continue
            if not agrees(number.text, value):
                wrong.append(f"prints {number.text}, but {told} is {value:.6g} {where}")
    texts = {number.text for number in printed}
    wrong += [f"declares {key!r}, which it does not print" for key in declared if key not in texts]
    return wrong


def agrees(printed: str, value: float) -> bool:
    """Tell whether a value, rounded to the digits printed, is the number printed.

    Examples
    --------
    >>> agrees("86.96", 86.955), agrees("87", 86.4)
    (True, False)
    """
    plain = printed.replace(",", "")
    decimals = len(plain.partition(".")[2])
    return abs(value - float(plain)) <= 0.5 * 10.0**-decimals + 1e-12 * abs(value)


def evaluate(expression: str) -> float:
    """Compute a number from the course's data.

    Parameters
    ----------
    expression : str
        Arithmetic over ``table[column=value, …].column``, where the filter leaves one row;
        ``count``, ``sum``, ``min``, ``max``, ``mean`` of a filter that leaves several;
        ``round(x, digits)``, ``abs(x)``; ``km("place", "place")``, the geodesic distance. A table
        is a data set or one of claims, timeline, glossary, sources, questions.

    Returns
    -------
    float
        The value, in the unit of the column.

    Raises
    ------
    LessonError
        If the expression cannot be read, names something unknown, or its filter leaves no row
        or, outside an aggregate, several.

    Examples
    --------
    >>> evaluate("round(1234 / 10, 0) + 1")
    124.0
    """
    found: dict[str, Sequence[Any]] = {}

    def stand_in(hit: re.Match[str]) -> str:
        name = f"_ref{len(found)}"
        found[name] = _look_up(hit.group(1), hit.group(2), hit.group(3))
        return name

    try:
        tree = ast.parse(_REF.sub(stand_in, expression), mode="eval")
        return _single(_compute(tree.body, found), expression)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as mistake:
        raise LessonError(
            f"{expression!r} cannot be read as arithmetic over table[column=value].column "
            f"({getattr(mistake, 'msg', mistake)})."
        ) from mistake
    except (ArithmeticError, TypeError) as mistake:  # 1 / 0, 9 ** 9 ** 9, the root of -1
        raise LessonError(f"{expression!r} has no value ({mistake}).") from mistake


def _look_up(table: str, conditions: str, column: str | None) -> Sequence[Any]:
    rows = _rows(table)
    for condition in re.split(r",\s*(?=\w+\s*=)", conditions.strip()):
        if not condition:
            continue
        key, sign, wanted = condition.partition("=")
        if not sign:
            raise LessonError(f"In {table}[{conditions}], {condition!r} must be column=value.")
        rows = [row for row in rows if _same(_field(row, key.strip(), table), wanted.strip())]
    if not rows:
        raise LessonError(f"No row of {table} has {conditions}.")
    return rows if column is None else [_field(row, column, table) for row in rows]


def _rows(table: str) -> Sequence[Any]:
    from lesson_utils import data, evidence

    ledgers: dict[str, Callable[[], Any]] = {
        "claims": evidence.claims,
        "timeline": evidence.timeline,
        "glossary": evidence.glossary,
        "sources": evidence.sources,
        "questions": evidence.questions,
    }
    if table in ledgers:
        return list(ledgers[table]())
    return list(data.load(table).rows)


def _field(row: Any, name: str, table: str) -> Any:
    if isinstance(row, Mapping):
        if name not in row:
            raise UnknownNameError(f"column of {table}", name, [str(key) for key in row])
        return row[name]
    if not hasattr(row, name):
        raise LessonError(f"An entry of {table} has no {name!r}.")
    return getattr(row, name)


def _same(value: Any, wanted: str) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return bool(float(wanted) == float(value))
        except ValueError:
            return False
    return str(value) == wanted


_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_AGGREGATES: dict[str, Callable[[Sequence[float]], float]] = {
    "count": len,
    "sum": sum,
    "min": min,
    "max": max,
    "mean": lambda values: sum(values) / len(values),
}


def _compute(node: ast.expr, found: Mapping[str, Sequence[Any]]) -> Any:
    match node:
        case ast.Constant(value=int() | float() | str() as value):
            return value
        case ast.Name(id=name) if name in found:
            return found[name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_single(_compute(inner, found), ast.unparse(inner))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _BINARY:
            return _BINARY[type(sign)](
                _single(_compute(left, found), ast.unparse(left)),
                _single(_compute(right, found), ast.unparse(right)),
            )
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, [_compute(one, found) for one in arguments])
        case _:
            raise LessonError(
                f"{ast.unparse(node)!r} is not understood; use + - * / **, "
                f"{', '.join(_AGGREGATES)}, round, abs, km and table[column=value].column."
            )


def _call(name: str, arguments: list[Any]) -> float:
    match name, arguments:
        case _, [values] if name in _AGGREGATES and isinstance(values, Sequence):
            if name != "count":
                values = [_number(value, name) for value in values if value is not None]
            return float(_AGGREGATES[name](values))
        case "abs", [value]:
            return abs(_single(value, "abs(…)"))
        case "round", [value, int() as digits]:
            return round(_single(value, "round(…)"), digits)
        case "round", [value, float() as digits]:
            return round(_single(value, "round(…)"), int(digits))
        case "km", [str() as start, str() as end]:
            from lesson_utils import geo

            a, b = geo.place(start), geo.place(end)
            return float(geo.distance_km((a.lat, a.lon), (b.lat, b.lon)))
        case _:
            raise LessonError(
                f"{name}(…) is not understood with {len(arguments)} arguments; there are "
                f'{", ".join(_AGGREGATES)}, abs(x), round(x, digits), km("place", "place").'
            )


def _single(value: Any, expression: str) -> float:
    if isinstance(value, Sequence) and not isinstance(value, str):
        if len(value) != 1:
            raise LessonError(
                f"{expression} leaves {len(value)} rows. Filter further, or take count, sum, "
                "min, max or mean of them."
            )
        value = value[0]
    return _number(value, expression)


def _number(value: Any, expression: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise LessonError(f"{expression} gives {value!r}, which is not a number. Name a column.")
    return float(value)
