"""Files from the folder of the notebooks to the reader's own disk, and one back.

That folder may be on another computer (a hub) or inside the browser (the browser edition): a file
written there is then not in the reader's hands yet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from lesson_utils.errors import LessonError
from lesson_utils.i18n import _, language
from lesson_utils.markup import tag
from lesson_utils.words import kernel_lost

__all__ = ["LARGEST_BYTES", "Transfer"]

HERE = Path(__file__).parent
LARGEST_BYTES = 5_000_000


class Transfer(anywidget.AnyWidget):
    """A button for each file that can be downloaded, and a field that takes one back.

    Parameters
    ----------
    files : sequence of str
        Names of the files; `files` may be set again later. Without any there is no button.
    give : callable
        Gives the content of the file of a name, when its button is pressed.
    take : callable, optional
        Takes the content of a file the reader has chosen and says in a sentence what became of it.
        Left out, nothing can be brought back.

    Notes
    -----
    A `LessonError` raised by either is shown as its message.

    Examples
    --------
    >>> Transfer(["progress.json"], lambda name: b"{}").files
    ['progress.json']
    """

    _esm = HERE / "transfer.js"
    _css = HERE / "transfer.css"

    files = traitlets.List(traitlets.Unicode()).tag(sync=True)
    takes = traitlets.Bool(False).tag(sync=True)
    most = traitlets.Int(LARGEST_BYTES).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)

    def __init__(
        self,
        files: Sequence[str],
        give: Callable[[str], bytes],
        take: Callable[[bytes], str] | None = None,
    ) -> None:
        words = {
            "download": _("Download {file}"),
            "asking": _("Python is asked for the file …"),
            "given": _("{file} is among your browser's downloads now."),
            "bring": _("Bring back a file of answers from your disk"),
            "reading": _("The file is read …"),
            "large": _("This file is too large to be a file of answers. Nothing was changed."),
            "lost": kernel_lost(),
        }
        super().__init__(files=list(files), takes=take is not None, words=words, lang=language())
        self._give, self._take = give, take
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: Any, buffers: Any) -> None:
        """Answer the page; the number it asked under goes back, as several pages may be open."""
        if not isinstance(content, dict):
            return
        asked, name = content.get("asked"), content.get("file")
        try:
            if content.get("op") == "give" and name in self.files:
                self.send({"op": "file", "asked": asked, "file": name}, [self._give(name)])
            elif content.get("op") == "take" and self._take is not None and buffers:
                said = self._take(bytes(buffers[0]))
                self.send({"op": "said", "asked": asked, "text": said})
        except (LessonError, OSError) as error:
            said = str(error) if isinstance(error, LessonError) else _sorry(error)
            self.send({"op": "said", "asked": asked, "text": said, "tone": "not yet"})

    def __repr__(self) -> str:
        """Name what can be downloaded."""
        return "\n".join(self.words["download"].format(file=name) for name in self.files)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        hint = tag("p", _("Run this cell to download your answers or to bring them back."))
        return {**bundle, "text/plain": repr(self), "text/html": hint}, metadata


def _sorry(error: OSError) -> str:
    return _("The file could not be read or written ({why}). Nothing was changed.").format(
        why=error.strerror or error
    )
