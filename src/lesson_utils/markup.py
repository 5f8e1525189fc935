"""HTML that is safe by construction: every text is escaped, only tags made here are tags."""

from __future__ import annotations

from html import escape

__all__ = ["Markup", "join", "link", "tag"]

_EMPTY = frozenset({"br", "hr", "img", "wbr"})
_TEXT_ONLY = frozenset({"option", "script", "style", "textarea", "title"})
# JupyterLab sets formulas in what it shows; MathJax 3 heeds the first class, MathJax 2 the other.
_AS_TYPED = ' class="mathjax_ignore tex2jax_ignore"'


class Markup(str):
    """Text that already is HTML; made by `tag` and its helpers only."""

    __slots__ = ()


def _content(parts: tuple[str | None, ...], *, text_only: bool = False) -> str:
    """Put parts together: what is no markup is escaped, and never set as a formula."""
    plain = "".join(part for part in parts if part and not isinstance(part, Markup))
    formula = not text_only and ("\\" in plain or plain.count("$") > 1)
    return "".join(_part(part, formula) for part in parts if part)


def _part(part: str, formula: bool) -> str:
    if isinstance(part, Markup):
        return part
    shown = escape(part)
    if formula and ("$" in part or "\\" in part):
        return f"<span{_AS_TYPED}>{shown}</span>"
    return shown


def tag(name: str, *content: str | None, **attributes: str | None) -> Markup:
    """Make an element.

    Parameters
    ----------
    name : str
        The element's name.
    *content : str or Markup or None
        Children; a plain string is escaped, ``None`` is left out. Where it holds what JupyterLab
        would set as a formula, such as two dollar signs, a span keeps it as it was typed.
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
    >>> tag("p", "from $36 to $550 billion")
    '<p><span class="mathjax_ignore tex2jax_ignore">from $36 to $550 billion</span></p>'
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Markup(f"<{name}{shown}>")
    inner = _content(content, text_only=name in _TEXT_ONLY)
    return Markup(f"<{name}{shown}>{inner}</{name}>")


def join(*parts: str | None) -> Markup:
    """Put parts behind one another, escaping what is plain text.

    Examples
    --------
    >>> join("a & ", tag("i", "b"))
    'a &amp; <i>b</i>'
    """
    return Markup(_content(parts))


def link(text: str, url: str) -> Markup:
    """Make a link to a web page; an address that is not http(s) stays plain text.

    Examples
    --------
    >>> link("here", "javascript:alert(1)")
    'here'
    """
    if not url.startswith(("https://", "http://")):
        return join(text)
    return tag("a", text, href=url, rel="noopener")
