"""A class report as one page of HTML: no script, nothing from elsewhere, fit to print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from lesson_utils import __version__, course
from lesson_utils.desk.report import ClassReport, Line, Pupil
from lesson_utils.markup import Markup, join, tag

__all__ = ["page"]

HARD = 0.5  # fewer than half right at the first try: worth a word in class
MOST_LISTED = 100
META = """<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
"""
CSS = """
:root{color-scheme:light dark;--ink:#1d232b;--muted:#57606a;--line:#d0d7de;--paper:#fff;
--soft:#f3f5f8;--bar:#3181b0;--warn:#8a4b00}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--muted:#a6b0bb;--line:#3a424d;
--paper:#14181d;--soft:#1d232b;--bar:#5aa9d6;--warn:#f0b35b}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 20px 64px;max-width:1080px;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans JP",sans-serif}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 4px}h2{font-size:1.25rem;margin:40px 0 8px}
h3{font-size:1.05rem;margin:24px 0 6px}p{max-width:68ch;margin:6px 0}
.muted{color:var(--muted)}.facts{display:flex;flex-wrap:wrap;gap:8px 28px;margin:16px 0;padding:0}
.facts li{list-style:none}.facts b{font-size:1.4rem;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;margin:8px 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--muted);padding:4px 0}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}
thead th{color:var(--muted);font-weight:600;vertical-align:bottom;line-height:1.25}
thead .n{white-space:normal;min-width:4.5rem}
tbody th{font-weight:400}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.asked{min-width:18rem;max-width:30rem;overflow-wrap:anywhere}
.wrong{min-width:12rem;max-width:20rem;overflow-wrap:anywhere}
.id{white-space:nowrap;color:var(--muted)}.files{min-width:11rem;overflow-wrap:anywhere}
.bar{display:block;height:6px;width:90px;margin:6px 0 0 auto;background:var(--soft);
border:1px solid var(--line)}.bar i{display:block;height:100%;background:var(--bar)}
.hard{color:var(--warn);font-weight:600;white-space:nowrap}
a{color:inherit}:focus-visible{outline:3px solid var(--bar);outline-offset:2px}
@media (max-width:600px){.asked{min-width:13rem}.wrong{min-width:10rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}
tr,h3{break-inside:avoid;break-after:auto}.scroll{overflow:visible}
.asked,.wrong{min-width:0}.bar,.bar i{print-color-adjust:exact}nav{display:none}}
"""


def page(report: ClassReport) -> str:
    """Write the whole page.

    Parameters
    ----------
    report : ClassReport
        What was counted. Every text in it is shown as text, whatever it holds.

    Returns
    -------
    str
        HTML that ends in a line break.

    Examples
    --------
    >>> "<script" in page(ClassReport("3a <script>", (), (), (), (), ()))
    False
    """
    begun = [lesson for lesson in report.lessons if _answered(report, lesson)]
    head = tag(
        "head",
        Markup(META),
        tag("title", f"Class report: {report.folder}"),
        tag("style", Markup(CSS)),
    )
    body = tag(
        "body",
        tag("header", *_opening(report)),
        tag("nav", tag("p", "Lessons: ", *_links(begun)), aria_label="Lessons on this page")
        if begun
        else None,
        tag(
            "main",
            *_overview(report),
            *(part for lesson in begun for part in _lesson(report, lesson)),
            *_pupils(report),
            *_leftovers(report),
        ),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _opening(report: ClassReport) -> list[Markup]:
    made = datetime.now(UTC).strftime("%d %B %Y, %H:%M UTC").lstrip("0")
    facts = [
        (len(report.pupils), _plural(len(report.pupils), "pupil")),
        (report.files, f"{_plural(report.files, 'file')} counted"),
        (len(report.skipped), "not counted"),
    ]
    return [
        tag("h1", f"Class report: {report.folder}"),
        tag("p", f"Counterweight? edition {__version__} · made on {made}", class_="muted"),
        tag("ul", *(tag("li", tag("b", str(n)), " ", text) for n, text in facts), class_="facts"),
        tag(
            "p",
            "Pupils appear under the anonymous name in their file and under the file's own name. "
            "Answers are shown as typed; nothing else about a person is in the files. Notes and "
            "dossiers are not read.",
        ),
    ]


def _links(lessons: Iterable[str]) -> list[str]:
    parts: list[str] = []
    for lesson in lessons:
        parts += [tag("a", lesson, href=f"#lesson-{lesson}"), " "]
    return parts


def _answered(report: ClassReport, lesson: str) -> int:
    return sum(line.answered for line in report.lines if line.task.lesson == lesson)


def _overview(report: ClassReport) -> list[Markup]:
    rows = []
    tried = [_done(pupil, right=False) for pupil in report.pupils]
    found = [_done(pupil, right=True) for pupil in report.pupils]
    for lesson in report.lessons:
        asked = report.of(lesson, "quiz")
        answered = sum(line.answered for line in asked)
        right = sum(line.right for line in asked)
        first = sum(line.first for line in asked)
        keys = {line.task.key for line in report.lines if line.task.lesson == lesson}
        begun = sum(not keys.isdisjoint(done) for done in tried)
        finished = sum(bool(keys) and keys <= done for done in found)
        solved = sum(line.right for line in report.of(lesson, "exercise"))
        rows.append(
            tag(
                "tr",
                tag("th", f"{lesson} {_question(lesson)}", scope="row", class_="asked"),
                _number(begun),
                _number(finished),
                _number(answered),
                tag("td", *_share(first, answered), class_="n"),
                tag("td", *_share(right, answered), class_="n"),
                _number(solved),
            )
        )
    head = [
        ("Lesson", False),
        ("Pupils who began", True),
        ("Pupils who finished", True),
        ("Questions answered", True),
        ("Right first time", True),
        ("Right in the end", True),
        ("Exercises solved", True),
    ]
    return [
        tag("h2", "Lesson by lesson"),
        _table("All pupils together; a lesson is finished when everything in it is", head, rows),
    ]


def _lesson(report: ClassReport, lesson: str) -> list[Markup]:
    parts = [tag("h2", f"Lesson {lesson}: {_question(lesson)}", id=f"lesson-{lesson}")]
    head = [
        ("", False),
        ("Asked", False),
        ("Answered", True),
        ("Right first time", True),
        ("Right in the end", True),
        ("Tries each", True),
        ("Most frequent wrong answer", False),
    ]
    for kind, name in (("quiz", "Questions"), ("exercise", "Exercises")):
        lines = [line for line in report.of(lesson, kind) if line.answered]
        silent = len(report.of(lesson, kind)) - len(lines)
        caption = name + (f"; {silent} more that nobody has answered" if silent else "")
        if lines:
            rows = [_task_row(line) for line in lines]
            parts.append(_table(caption, head, rows, lesson))
    for line in report.of(lesson, "prediction"):
        if line.answered:
            parts += _prediction(line)
    return parts


def _task_row(line: Line) -> Markup:
    hard = line.answered >= 3 and line.first_share < HARD
    wrong = [_given(line.given[0])] if line.given else ["–"]
    return tag(
        "tr",
        tag("td", line.task.key, class_="id"),
        tag(
            "th",
            line.text,
            join(" ", tag("span", "under half first time", class_="hard")) if hard else None,
            scope="row",
            class_="asked",
        ),
        _number(line.answered),
        tag("td", *_share(line.first, line.answered), class_="n"),
        tag("td", *_share(line.right, line.answered), class_="n"),
        _number(f"{line.tries / line.answered:.1f}"),
        tag("td", *wrong, class_="wrong"),
    )


def _given(one: tuple[str, int]) -> Markup:
    text, n = one  # bdi: what turns the line round ends with the text
    return join(tag("bdi", text), " ", tag("span", f"({n} {_plural(n, 'pupil')})", class_="muted"))


def _prediction(line: Line) -> list[Markup]:
    rest = line.answered - sum(n for _text, n in line.given)
    return [
        tag("h3", "Predicted before the lesson: ", line.text or line.task.key),
        tag(
            "ul",
            *(tag("li", _given(one)) for one in line.given),
            tag("li", f"other answers ({rest})", class_="muted") if rest else None,
        ),
    ]


def _pupils(report: ClassReport) -> list[Markup]:
    head = [
        ("Anonymous name", False),
        ("Questions answered", True),
        ("Right first time", True),
        ("Right in the end", True),
        ("Exercises solved", True),
        ("Predictions", True),
        ("Last answer", False),
        ("File", False),
    ]
    return [
        tag("h2", "Pupil by pupil"),
        _table("In the order of the files", head, [_pupil_row(one) for one in report.pupils]),
    ]


def _pupil_row(pupil: Pupil) -> Markup:
    entries = pupil.state["answers"].values()
    asked = [entry for entry in entries if entry["kind"] == "quiz"]
    solved = sum(entry["ok"] for entry in entries if entry["kind"] == "exercise")
    return tag(
        "tr",
        tag("th", pupil.who, scope="row", class_="id"),
        _number(len(asked)),
        tag("td", *_share(sum(entry["first_ok"] for entry in asked), len(asked)), class_="n"),
        tag("td", *_share(sum(entry["ok"] for entry in asked), len(asked)), class_="n"),
        _number(solved),
        _number(len(pupil.state["predictions"])),
        tag("td", pupil.last or "–", class_="id"),
        tag("td", ", ".join(pupil.files), class_="files"),
    )


def _leftovers(report: ClassReport) -> list[Markup]:
    parts: list[Markup] = []
    merged = [pupil for pupil in report.pupils if len(pupil.files) > 1]
    if merged:
        parts += [
            tag("h2", "Files put together"),
            tag(
                "p",
                "These files carry the same anonymous name or were merged before, so each line "
                "counts as one pupil. If they belong to different pupils, a filled-in "
                "progress.json was handed out with the notebooks.",
            ),
            _list(f"{pupil.who}: {', '.join(pupil.files)}" for pupil in merged),
        ]
    if report.skipped:
        parts += [
            tag("h2", "Not counted"),
            _list(f"{one.name}: {one.why}" for one in report.skipped),
        ]
    if report.foreign:
        n = len(report.foreign)
        parts += [
            tag("h2", "Other files"),
            tag("p", f"{n} JSON {_plural(n, 'file')} in the folder that no lesson wrote:"),
            _list(report.foreign),
        ]
    if report.earlier:
        parts += [
            tag("h2", "From another edition"),
            tag(
                "p",
                "Answers to what this edition of the course does not ask. They are in the table, "
                "and not in the counts above.",
            ),
            _list(f"{key} ({n} {_plural(n, 'pupil')})" for key, n in report.earlier),
        ]
    return parts


def _list(items: Iterable[str]) -> Markup:
    listed = list(items)
    more = len(listed) - MOST_LISTED
    rows = [tag("li", text) for text in listed[:MOST_LISTED]]
    return tag("ul", *rows, tag("li", f"and {more} more") if more > 0 else None, class_="files")


def _table(
    caption: str, head: list[tuple[str, bool]], rows: list[Markup], lesson: str = ""
) -> Markup:
    cells = [
        tag("th" if text else "td", text, scope="col" if text else None, class_="n" if n else None)
        for text, n in head
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", *cells)),
            tag("tbody", *rows),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=f"Lesson {lesson}: {caption}" if lesson else caption,
    )


def _number(value: int | str) -> Markup:
    return tag("td", str(value), class_="n")


def _share(part: int, whole: int) -> list[Markup]:
    if not whole:
        return [Markup("–")]
    share = part / whole
    bar = tag("span", tag("i", style=f"width:{share:.0%}"), class_="bar", aria_hidden="true")
    return [join(f"{share:.0%} ({part})"), bar]


def _done(pupil: Pupil, *, right: bool) -> set[str]:
    """List the tasks a pupil has done: tried, or found the answer of."""
    answers = pupil.state["answers"].items()
    tried = {key for key, entry in answers if entry["ok"] or not right}
    return tried | set(pupil.state["predictions"])


def _question(lesson: str) -> str:
    found = [one.question for one in course.lessons() if one.number == lesson]
    return found[0] if found else ""


def _plural(n: int, word: str) -> str:
    return word if n == 1 else f"{word}s"
