"""The layouts and styles of widgets that leave them as they are: one for all.

ipywidgets makes each widget a layout and a style of its own, about 4 KiB each; a lesson has
hundreds.
"""

from __future__ import annotations

import ipywidgets as w

__all__ = ["plain"]

_SHARED: dict[type[w.Widget], w.Widget] = {}


def plain(kind: type[w.Widget] = w.Layout) -> w.Widget:
    """Give the shared layout, or style, of widgets that never change theirs.

    Parameters
    ----------
    kind : type
        `ipywidgets.Layout`, or a style such as `ipywidgets.ButtonStyle`.

    Examples
    --------
    >>> plain() is plain(), plain(w.ButtonStyle) is plain()
    (True, False)
    """
    shared = _SHARED.get(kind)
    if shared is None or shared.comm is None:  # a closed one can be shown no more
        shared = _SHARED[kind] = kind()
    return shared
