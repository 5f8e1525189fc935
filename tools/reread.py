"""Let other people's programs read what ``lessons export`` writes: ``python tools/reread.py``.

They are installed into a folder of their own below ``build/`` (30 MB; needs pip and npm), because
some have licences that the course's own tools shall not depend on. Every question is compared with
the course's: its words, its options, which one is right, each explanation.

==============  ========================================================================
Moodle XML      moodle-xml-parser (MIT): choices; numbers it does not read
GIFT            gift-pegjs (MIT), the grammar of several GIFT editors
QTI 2.1         onyx2moodle (MIT), which reads ONYX packages; citolab-qti-convert (GPL-3.0),
                which has to turn the whole package into QTI 3.0
cards           anki (AGPL-3.0), the program itself: imported twice into an empty collection
==============  ========================================================================
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lesson_utils import evidence
from lesson_utils.desk.bank import entries
from lesson_utils.desk.cards_export import export as export_cards
from lesson_utils.desk.quiz_export import export as export_quiz
from lesson_utils.learn.questions import Choice

FOLDER = Path(__file__).resolve().parents[1] / "build" / "reread"
PROGRAMS = ("moodle-xml-parser==0.3.1", "onyx2moodle==0.1.0", "citolab-qti-convert==0.2.0",
            "anki==26.9.3")  # fmt: skip
GRAMMAR = "gift-pegjs@1.0.2"

READERS = {
    "moodle": """
from moodle_xml_parser import parser
for one in parser.parse_file("quiz.xml")["multichoice"]:
    say(one.name, one.text_pre_parse,
        [(o.answer, o.score_fraction == 100, o.feedback) for o in one.options])
""",
    "qti": """
from pathlib import Path
from onyx2moodle.parser import parse_item
for path in sorted(Path("package/items").glob("*.xml")):
    item = parse_item(path)
    (asked,), (answer,) = item.interactions, item.response_decls.values()
    told = {one.identifier: one.html for one in item.feedback}
    first = next(item.body_xml.iter("{*}prompt", "{*}p"))
    if asked.kind == "choice":
        say(item.title, first.text, [(o.html, [o.identifier] == answer.correct_values,
            told[o.identifier]) for o in asked.choices])
    else:
        say(item.title, first.text, [], answer.correct_values[0], told["answer-0"])
""",
    "cards": """
import tempfile
from anki.collection import Collection, ImportCsvRequest
col = Collection(tempfile.mkdtemp() + "/c.anki2")
for _twice in range(2):
    about = col.get_csv_metadata(path="cards.txt", delimiter=None)
    col.import_csv(ImportCsvRequest(path="cards.txt", metadata=about))
for note in map(col.get_note, col.find_notes("")):
    say(note.guid, note.fields[0], [(note.fields[1], bool(note.tags), "")])
""",
}
SAY = """
import json
def say(name, text, options, number=None, why=None):
    print("@@" + json.dumps([name, text, options, number, why]))
"""
GIFT = """
const read = require("gift-pegjs").parse(require("fs").readFileSync("quiz.gift.txt", "utf8"));
for (const one of read) {
  if (one.type === "Category") continue;
  const isNumber = one.type === "Numerical";
  const right = one.choices.find((o) => o.isCorrect);
  const options = isNumber ? [] :
    one.choices.map((o) => [o.text.text, o.isCorrect, o.feedback.text]);
  const told = isNumber ? [String(right.text.number), right.feedback.text] : [null, null];
  console.log("@@" + JSON.stringify([one.title, one.stem.text, options, ...told]));
}
"""

Read = dict[str, tuple[str, list[tuple[str, bool, str]], float | None, str]]


def run(command: Sequence[str | Path]) -> str:
    """Run a program in the folder; stop with what it said if it fails."""
    done = subprocess.run(
        list(map(str, command)), cwd=FOLDER, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"reread: {command[0]} failed:\n{(done.stdout + done.stderr)[-1500:]}")
    return done.stdout


def prepare() -> Path:
    """Install the programs and write the exports; return the folder of the programs."""
    programs = FOLDER / "v" / ("Scripts" if sys.platform == "win32" else "bin")
    if not (programs / "qti-convert").exists():
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        venv.create(FOLDER / "v", with_pip=True)
        run([programs / "python", "-m", "pip", "install", "--quiet", *PROGRAMS])
        run([shutil.which("npm") or "npm", "install", "--silent", "--no-save", GRAMMAR])
    for old in (*FOLDER.glob("quiz.*"), *FOLDER.glob("cards.*")):
        old.unlink()
    for form, name in (("moodle-xml", "quiz.xml"), ("gift", "quiz.gift.txt"), ("qti", "quiz.zip")):
        export_quiz(form, None, FOLDER / name)
    export_cards("anki", None, FOLDER / "cards.txt")
    shutil.rmtree(FOLDER / "package", ignore_errors=True)
    with zipfile.ZipFile(FOLDER / "quiz.zip") as package:
        package.extractall(FOLDER / "package")
    return programs


def plain(text: str | None) -> str:
    """Compare words, however a program spells signs and line breaks."""
    text = (text or "").replace("<br />", "\n").replace("<br>", "\n").replace("<br/>", "\n")
    return " ".join(html.unescape(text).split())


def rounded(value: float) -> float:
    """Compare numbers to the digits that are written."""
    return float(f"{value:.11g}")


def understood(said: str) -> Read:
    """Read what a reader printed."""
    found: Read = {}
    for line in said.splitlines():
        if line.startswith("@@"):
            name, text, options, number, why = json.loads(line[2:])
            whole = [(plain(o), bool(right), plain(reason)) for o, right, reason in options]
            value = None if number is None else rounded(float(number))
            found[name] = (plain(text), whole, value, plain(why))
    return found


def wanted() -> Read:
    """Give the course's own questions in the same shape."""
    found: Read = {}
    for entry in entries():
        asked: Any = entry.question
        if isinstance(asked, Choice):
            options = [(plain(o.text), o.correct, plain(o.explanation)) for o in asked.options]
            found[asked.id] = (plain(asked.text), options, None, "")
        else:
            found[asked.id] = (plain(asked.text), [], rounded(asked.answer), plain(asked.right))
    return found


def compare(what: str, found: Read, expected: Mapping[str, Any]) -> bool:
    """Print how many were read, and the first that differ."""
    wrong = [name for name in expected if found.get(name) != expected[name]]
    wrong += [name for name in found if name not in expected]
    print(
        f"{what:24} {len(found):4} read, {len(expected) - len(wrong)} of {len(expected)} the same"
    )
    for name in wrong[:3]:
        print(f"  {name}:\n    read     {found.get(name)}\n    expected {expected.get(name)}")
    return not wrong


def main() -> int:
    """Read everything again; the exit code says whether all came back."""
    programs = prepare()
    every = wanted()
    choices = {name: one for name, one in every.items() if one[2] is None}

    def by(reader: str) -> Read:
        return understood(run([programs / "python", "-c", SAY + READERS[reader]]))

    fine = compare("moodle-xml-parser", by("moodle"), choices)
    fine &= compare("gift-pegjs", understood(run(["node", "-e", GIFT])), every)
    fine &= compare("onyx2moodle (QTI 2.1)", by("qti"), every)
    run([programs / "qti-convert", "upgrade", "quiz.zip", "quiz.3.zip"])
    with zipfile.ZipFile(FOLDER / "quiz.3.zip") as package:
        items = [name for name in package.namelist() if name.startswith("items/")]
        texts = [package.read(name).decode() for name in items]
    same = sum(text.count("<qti-item-body>") == 1 for text in texts)
    print(f"{'citolab-qti-convert':24} {len(items):4} read, {same} of {len(every)} made QTI 3.0")
    fine &= same == len(every)
    cards = by("cards")
    terms = {f"counterweight-{term.id}": plain(term.term) for term in evidence.glossary()}
    kept = {name: one[0] for name, one in cards.items()}
    whole = "all" if kept == terms else "NOT all"
    print(f"{'anki, imported twice':24} {len(cards):4} notes, {whole} as meant")
    return 0 if fine and kept == terms else 1


if __name__ == "__main__":
    raise SystemExit(main())
