"""Begin a lesson: a notebook with every part in its order, its questions and two exercises.

Use it as ``python run.py new NUMBER SLUG CLAIM…``, such as ``python run.py new 10 sea_lanes C24``.
Three files are made and none is ever overwritten. Wherever the author has to write stands ✎ with
what belongs there; ``python run.py check`` lists what is left, by file and cell.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lesson_utils import evidence
from lesson_utils.author_rules import PENCIL
from lesson_utils.errors import UnknownNameError
from lesson_utils.lesson_rules import FEWEST_QUESTIONS

ROOT = Path(__file__).resolve().parents[1]
OBJECTIVES = tuple(
    f"{PENCIL} the {word} thing that a learner can do afterwards; begin with a verb"
    for word in ("first", "second", "third")
)
QUESTION = f"{PENCIL} What the lesson asks, in one sentence?"
NUMBER = re.compile("[0-9]{2}")
SLUG = re.compile("[a-z][a-z0-9_]*")

EXERCISES = '''"""Exercises of lesson {number}."""

from __future__ import annotations

from typing import Any

from lesson_utils import data
from lesson_utils.i18n import _
from lesson_utils.learn.exercises.base import Exercise, Verdict, judge_number

__all__ = ["MAKERS"]


def _rows() -> float:
    """Work the right answer out of the data, so that it cannot drift from them."""
    return len(data.load("straits"))


def _check(answer: Any) -> Verdict:
    return judge_number(answer, _rows(), _("{pencil} What a right answer shows."))


def _make(name: str) -> Exercise:
    return Exercise(
        id=name,
        lesson="{number}",
        title=_("{pencil} What the exercise is called"),
        task=_("{pencil} What is to be worked out, from which table, and what to call it."),
        hint=_("{pencil} The first step."),
        stub='rows = lu.data.load("straits")\\nanswer = ...\\n',
        solution='rows = lu.data.load("straits")\\nanswer = len(rows)\\n',
        result="answer",
        check=_check,
        untouched=lambda answer: answer is ...,
    )


MAKERS = {{name: lambda name=name: _make(name) for name in ("{number}.1", "{number}.2")}}
'''


def notebook(number: str, slug: str, claims: Sequence[str]) -> dict[str, Any]:
    """Build the notebook: every part of a lesson, in order, with what belongs into it."""
    cells: list[dict[str, Any]] = [
        {"cell_type": kind, "id": name, "metadata": {"tags": tags} if tags else {}}
        | ({"execution_count": None, "outputs": []} if kind == "code" else {})
        | {"source": text.strip("\n").splitlines(keepends=True)}
        for kind, name, text, tags in _cells(number, claims)
    ]
    lesson = {
        "number": number,
        "slug": slug,
        "question": QUESTION,
        "minutes": 50,
        "claims": list(claims),
        "objectives": list(OBJECTIVES),
    }
    return {"cells": cells, "metadata": {"lesson": lesson}, "nbformat": 4, "nbformat_minor": 5}


def _cells(number: str, claims: Sequence[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """Give (kind, id, text, tags) of each cell."""

    def text(name: str, words: str, *tags: str) -> tuple[str, str, str, list[str]]:
        return "markdown", name, words.replace("✎", PENCIL), list(tags)

    def code(name: str, words: str, *tags: str) -> tuple[str, str, str, list[str]]:
        return "code", name, words.replace("✎", PENCIL), list(tags)

    goals = "\n".join(f"- {goal}" for goal in OBJECTIVES)
    yield text("title", f"# ✎ The title\n\nLesson {int(number)} · 50 minutes")
    yield text("objectives", f"## What this lesson asks\n\n{QUESTION}\n\n{goals}")
    yield code("setup", f'import lesson_utils as lu\nlu.start("{number}")')
    yield text("predict-text", "## Predict first\n\n✎ Why a guess comes first.")
    yield code("predict", f'lu.predict("{number}.first", "✎ The question", ["✎ a", "✎ b"])')
    names = _questions(number, claims)
    for at, claim in enumerate(claims):
        yield text(
            f"{claim}-text", f"## Claim {claim}: ✎ in five words\n\n✎ What the article says."
        )
        yield code(f"{claim}-card", f'lu.claim_card("{claim}")')
        yield code(f"{claim}-explore", f'lu.explore.dossier(claim="{claim}")')
        yield text(f"{claim}-read", "**Read it.** ✎ What is shown: kind, axes, range, trend.")
        asked = names if at == len(claims) - 1 else []
        if asked:
            yield code("quiz", f'lu.quiz("{number}", only={json.dumps(asked)})')
        yield text(
            f"{claim}-assess",
            f"**Assessment of {claim}: ✎ as in the ledger.** ✎ What would change it.\n\n"
            "*As of the article, 17 January 2026:* ✎ what was known.\n\n*Known later:* ✎ what is.",
        )
    yield text("back-text", "## Back to your prediction")
    yield code("predicted", f'lu.predicted("{number}.first")')
    yield text("exercise-text", "## Exercises\n\n✎ What they practise.")
    for one in ("1", "2"):
        yield code(f"exercise-{one}", f'lu.exercise("{number}.{one}")')
        yield code(
            f"exercise-{one}-try",
            'rows = lu.data.load("straits")\nanswer = ...\n'
            f'lu.exercise("{number}.{one}").check(answer)',
            "exercise",
        )
    yield text(
        "class-text",
        "## In class\n\n- ✎ A question to discuss.\n\n"
        "**Ten minutes without computers.** ✎ What to do.",
    )
    yield text(
        "teacher-notes",
        "<details>\n<summary>Teacher notes</summary>\n\n✎ Aim, timing, board, misconceptions, "
        "answers, where people disagree.\n\n</details>",
        "teacher",
    )
    yield text("key-points", "## Key points\n\n- ✎ One for each objective.")
    yield text("sources-text", "## Sources and licences")
    yield code("sources", f'lu.sources_used("{number}")')
    yield text("terms-text", "## Terms in English and Japanese")
    yield code("terms", f'lu.terms("{number}")')
    yield text(
        "next", "## Next\n\n✎ Where to go on, with a [link to the start](00_start_here.ipynb)."
    )


def _questions(number: str, claims: Sequence[str]) -> list[str]:
    """List the questions: the bank's on these claims, and own ones until there are enough."""
    bank = [one.id for one in evidence.questions() if set(one.claims) & set(claims)]
    own = max(1, FEWEST_QUESTIONS - len(bank))
    return [*bank, *(f"L{number}-{n}" for n in range(1, own + 1))]


def questions(number: str, claims: Sequence[str]) -> dict[str, Any]:
    """Build the lesson's file of questions, terms and tables."""
    options = [
        {"key": key, "text": f"{PENCIL} option {key}", "correct": key == "a",
         "explanation": f"{PENCIL} why this is right or wrong"}
        for key in "abc"
    ]  # fmt: skip
    entries = [
        {"id": name, "type": "choice", "claims": list(claims), "level": "medium",
         "question": f"{PENCIL} the question", "hint": f"{PENCIL} where to look",
         "options": options, "sources": ["data:straits"]}
        for name in _questions(number, claims)
        if name.startswith("L")
    ]  # fmt: skip
    head = {"lesson": number, "licence": "CC-BY-4.0", "terms": [], "tables": ["straits"]}
    return {**head, "questions": entries}


def main(arguments: list[str] | None = None) -> int:
    """Make the three files; say what comes next."""
    parser = argparse.ArgumentParser(prog="run.py new", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("number", help="two digits, such as 10")
    parser.add_argument("slug", help="the file's name: small letters, digits and _")
    parser.add_argument("claims", nargs="+", metavar="CLAIM", help="such as C24")
    options = parser.parse_args(arguments)
    if not NUMBER.fullmatch(options.number) or not SLUG.fullmatch(options.slug):
        parser.error("write two digits and a name of small letters, as in: 10 sea_lanes C24")
    known = [claim.id for claim in evidence.claims()]
    for claim in options.claims:
        if claim not in known:
            parser.error(str(UnknownNameError("claim", claim, known)))
    taken = sorted((ROOT / "notebooks").glob(f"{options.number}_*.ipynb"))
    if taken:
        parser.error(f"{taken[0].name} has this number; take another")
    number, code = options.number, EXERCISES.format(number=options.number, pencil=PENCIL)
    made = {
        ROOT / "notebooks" / f"{number}_{options.slug}.ipynb": notebook(
            number, options.slug, options.claims
        ),
        ROOT / "data" / "lessons" / f"{number}.json": questions(number, options.claims),
        ROOT / "src" / "lesson_utils" / "learn" / "exercises" / f"lesson_{number}.py": code,
    }
    for path in made:
        if path.exists():
            parser.error(f"{path.relative_to(ROOT)} is there already; nothing was written")
    for path, content in made.items():
        whole = isinstance(content, str)
        text = content if whole else json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        path.write_text(str(text), encoding="utf-8")
        print(f"{path.relative_to(ROOT)} is made")
    print(f"Write wherever it says {PENCIL}; `python run.py check` lists what is left.")
    print(f"Then: python run.py execute notebooks/{number}_{options.slug}.ipynb")
    return 0


if __name__ == "__main__":
    sys.exit(main())
