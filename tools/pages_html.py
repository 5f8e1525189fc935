"""Markdown and stored HTML as clean HTML: known elements only, links that lead to pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

import mistune

from lesson_utils.markup import Markup

EMPTY = frozenset({"br", "hr", "img", "wbr"})
SILENT = frozenset(
    {"iframe", "math", "noscript", "object", "script", "style", "svg", "template", "title"}
)
KEPT = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
     "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
     "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
     "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
     "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"}
)  # fmt: skip
ATTRIBUTES = frozenset(
    {"alt", "aria-label", "class", "colspan", "datetime", "dir", "lang", "open", "rowspan", "scope",
     "start", "title"}
)  # fmt: skip
LESSON = re.compile(r"^(?:\./)?(\d\d_[a-z0-9_]+)\.ipynb(#.*)?$")
PICTURE = re.compile(r"^(?:\./)?images/[\w.-]+\.(?:png|svg|jpg)$")
NO_HEADING = re.compile(r'<th scope="col">\s*</th>')
Address = Callable[[str], str]


def address(href: str) -> str:
    """Turn a notebook's link into one between pages; an unsafe one becomes empty.

    Examples
    --------
    >>> address("06_taiwan_and_denial.ipynb#In-class"), address("javascript:alert(1)")
    ('06_taiwan_and_denial.html#In-class', '')
    """
    lesson = LESSON.match(href)
    if lesson:
        return f"{lesson[1]}.html{lesson[2] or ''}"
    known = href.startswith(("#", "https://", "http://"))
    return href if known or re.fullmatch(r"[\w./-]+\.(?:html|pdf)(?:#.*)?", href) else ""


def anchor(heading: str) -> str:
    """Give a heading's anchor as JupyterLab writes it.

    Examples
    --------
    >>> anchor("Terms in English and Japanese")
    'Terms-in-English-and-Japanese'
    """
    return heading.strip().replace(" ", "-")


class Cleaner(HTMLParser):
    """Writes HTML anew from what it reads: a list of elements, escaped text, closed in order.

    Scripts, styles, handlers, forms, frames and addresses that are no web page do not get through,
    because nothing is copied that is not named here.

    Parameters
    ----------
    to : callable, optional
        Turns an address of the source into one of the site; an empty one drops the link.
    anchors : bool
        Keep the anchors of headings (Markdown has them, an output must not).
    """

    def __init__(self, to: Address = address, *, anchors: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._to = to
        self._anchors = anchors
        self._out: list[str] = []
        self._open: list[str] = []
        self._silent = 0
        self._scrolls: list[bool] = []
        self._head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a known element with its known attributes."""
        if tag in SILENT:
            self._silent += 1
        if self._silent or tag not in KEPT:
            return
        given = {name: value or "" for name, value in attrs}
        kept = {name: value for name, value in given.items() if name in ATTRIBUTES}
        if tag == "a" and self._to(given.get("href", "")):
            kept["href"] = self._to(given["href"])
            if kept["href"].startswith("http"):
                kept["rel"] = "noopener"
        if tag == "img":
            if not PICTURE.match(given.get("src", "")):
                return
            kept["src"] = given["src"].removeprefix("./")
            kept.setdefault("alt", "")
        if self._anchors and re.fullmatch(r"h[1-6]", tag) and "id" in given:
            kept["id"] = given["id"]
        if tag == "thead":
            self._head = True
        if tag == "th" and self._head:
            kept.setdefault("scope", "col")
        if tag == "table":
            inside = any('class="lu-table' in part for part in self._out[-4:])
            self._scrolls.append(not inside)
            if not inside:
                self._out.append(
                    '<div class="scroll" tabindex="0" role="group" aria-label="Table">'
                )
        if "lu-table" in kept.get("class", "").split() and tag == "div":
            kept |= {"tabindex": "0", "role": "group", "aria-label": "Table"}
        shown = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        self._out.append(f"<{tag}{shown}>")
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element that is open, and what was left open inside it."""
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
            return
        if self._silent or tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            self._shut(last)
            if last == tag:
                return

    def _shut(self, tag: str) -> None:
        self._out.append(f"</{tag}>")
        if tag == "thead":
            self._head = False
        if tag == "table" and self._scrolls.pop():
            self._out.append("</div>")

    def handle_data(self, data: str) -> None:
        """Write text, escaped."""
        if not self._silent:
            self._out.append(escape(data, quote=False))

    def result(self) -> Markup:
        """Close what is open and give the whole."""
        self.close()
        while self._open:
            self._shut(self._open.pop())
        return Markup(NO_HEADING.sub("<td></td>", "".join(self._out)))


def clean(html: str, to: Address = address, *, anchors: bool = False) -> Markup:
    """Write HTML anew with known elements only.

    Examples
    --------
    >>> clean('<p onclick="x()">a<script>x()</script> <a href="javascript:x()">b</a>')
    '<p>a <a>b</a></p>'
    """
    cleaner = Cleaner(to, anchors=anchors)
    cleaner.feed(html)
    return cleaner.result()


class _Renderer(mistune.HTMLRenderer):
    """Markdown's HTML, with JupyterLab's anchors and every address left for the cleaner."""

    def __init__(self) -> None:
        super().__init__(escape=False, allow_harmful_protocols=True)

    def heading(self, text: str, level: int, **_attrs: object) -> str:
        """Write a heading with its anchor."""
        return f'<h{level} id="{escape(anchor(text_of(text)))}">{text}</h{level}>\n'


_markdown = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough"])


def markdown(source: str, to: Address = address) -> Markup:
    r"""Write a Markdown cell as clean HTML.

    Parameters
    ----------
    source : str
        Markdown.
    to : callable, optional
        See `Cleaner`.

    Examples
    --------
    >>> markdown("See [the next](06_taiwan_and_denial.ipynb) *lesson*.")
    '<p>See <a href="06_taiwan_and_denial.html">the next</a> <em>lesson</em>.</p>\n'
    """
    return clean(str(_markdown(source)), to, anchors=True)


def text_of(html: str) -> str:
    """Take the text out of HTML, white space squeezed.

    Examples
    --------
    >>> text_of("<p>a <b>b</b></p>")
    'a b'
    """
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
