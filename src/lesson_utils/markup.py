"""HTML that is safe by construction: every text is escaped, only tags made here are tags."""

from __future__ import annotations

from html import escape

__all__ = ["Markup", "as_typed", "join", "link", "tag"]

_EMPTY = frozenset({"br", "hr", "img", "wbr"})


class Markup(str):
    """Text that already is HTML; made by `tag` and its helpers only."""

    __slots__ = ()


def _content(part: str | None) -> str:
    if part is None:
        return ""
    return part if isinstance(part, Markup) else escape(part)


def tag(name: str, *content: str | None, **attributes: str | None) -> Markup:
    """Make an element.

    Parameters
    ----------
    name : str
        The element's name.
    *content : str or Markup or None
        Children; a plain string is escaped, ``None`` is left out.
    **attributes : str or None
        Attributes; a trailing underscore is dropped (``class_``), other underscores become
        hyphens (``aria_label``), ``None`` leaves the attribute out.

    Returns
    -------
    Markup
        The element.

    Examples
    --------
    >>> tag("p", "3 < 5 ", tag("b", "yes"), class_="x")
    '<p class="x">3 &lt; 5 <b>yes</b></p>'
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Markup(f"<{name}{shown}>")
    return Markup(f"<{name}{shown}>{''.join(_content(part) for part in content)}</{name}>")


def join(*parts: str | None) -> Markup:
    """Put parts behind one another, escaping what is plain text.

    Examples
    --------
    >>> join("a & ", tag("i", "b"))
    'a &amp; <i>b</i>'
    """
    return Markup("".join(_content(part) for part in parts))


def as_typed(text: str) -> str:
    """Keep JupyterLab from setting what stands between two dollar signs as a formula.

    Examples
    --------
    >>> as_typed("from $36 to $550 billion")
    '<span class="mathjax_ignore">from $36 to $550 billion</span>'
    >>> as_typed("3 < 5")
    '3 < 5'
    """
    formula = text.count("$") > 1 or "\\(" in text or "\\[" in text
    return tag("span", text, class_="mathjax_ignore") if formula else text


def link(text: str, url: str) -> Markup:
    """Make a link to a web page; an address that is not http(s) stays plain text.

    Examples
    --------
    >>> link("here", "javascript:alert(1)")
    'here'
    """
    if not url.startswith(("https://", "http://")):
        return Markup(escape(text))
    return tag("a", text, href=url, rel="noopener")
