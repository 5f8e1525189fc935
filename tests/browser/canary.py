"""A page in which nothing that a learner typed may do anything: what would tell, and the checks."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Error, Page

from tests.security.payloads import PAYLOADS

SETUP = """import os
os.environ["LESSON_PROGRESS"] = {file!r}
import json
import lesson_utils as lu
from IPython.display import display
texts = json.load(open("texts.json", encoding="utf-8"))"""
OUTPUTS = (
    *(
        f'for n in range({n}, min({n + 40}, len(texts))):\n    display(lu.predicted(f"sec.{{n}}"))'
        for n in range(0, len(PAYLOADS), 40)  # JupyterLab shows the first 50 of a cell
    ),
    "lu.progress()",
    "print(lu.progress())\nfor n in range(len(texts)):\n    print(lu.predicted(f'sec.{n}'))",
    'lu.explore.dossier("C24")',
    'lu.explore.dossier("C01")',
    'lu.explore.headline("naha")',
    'lu.predict("sec.whole", " ".join(texts), texts)',
)
"""Cells that show every payload, once `SETUP` has run."""

LEFT = """() => {
  const found = [];
  const say = (what, e) => found.push(`${what}: ${e.outerHTML.slice(0, 200)}`);
  for (const e of document.querySelectorAll('.evil, #evil, [data-evil]')) say('element', e);
  const shown = '.jp-OutputArea-output, .jp-MarkdownViewer, .jp-RenderedMarkdown, main, .own';
  for (const place of document.querySelectorAll(shown)) {
    for (const e of place.querySelectorAll('*')) {
      if (e.matches('iframe, object, embed, base, meta, frame, applet') && !e.closest('head'))
        say('active', e);
      if (e.matches('mjx-container, .MathJax, .katex')) say('formula', e);
      for (const a of e.attributes) {
        if (/^on/i.test(a.name)) say('handler', e);
        if (/^(href|src|action|data|xlink:href)$/.test(a.name)
            && /^\\s*(javascript|vbscript|data:text)/i.test(a.value)
            && !e.closest('.jp-RenderedText')) say('address', e); // there JupyterLab links itself
        if (/^(src|action|data|poster|background)$/.test(a.name) && a.value.includes('SINK'))
          say('loads', e);
        if (a.name === 'style' && a.value.includes('SINK')) say('style', e);
      }
    }
  }
  const stored = [];
  try { stored.push(document.cookie, ...Object.keys(localStorage)); } catch { /* no storage */ }
  if (stored.join().includes('evil')) found.push('stored: evil');
  if ({}.evil !== undefined) found.push('every object was changed');
  return found;
}"""


class Canary:
    """What sounds when a text runs, loads, navigates, opens or stores anything."""

    def __init__(self, sink: str) -> None:
        self.sink = sink
        self.heard: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context from now on."""
        context.expose_function("canary", lambda *words: self.heard.append(f"ran: {words}"))
        context.on(
            "request",
            lambda r: self.heard.append(f"asked: {r.url}") if self.sink in r.url else None,
        )
        context.on("page", lambda page: page.on("popup", lambda new: self._opened(new)))
        context.on("dialog", self._dialog)

    def _opened(self, page: Page) -> None:
        self.heard.append(f"opened: {page.url}")

    def _dialog(self, dialog: object) -> None:
        kind, dismiss = dialog.type, dialog.dismiss  # type: ignore[attr-defined]
        if kind != "beforeunload":
            self.heard.append(f"dialog: {kind}")
        dismiss()

    def sounded(self, page: Page) -> bool:
        """Tell whether something has sounded, or stands in the page that could."""
        try:
            left = page.evaluate(LEFT.replace("SINK", self.sink))
        except Error:  # it went away
            return True
        return bool(self.heard or left)

    def silent(self, page: Page, where: str) -> None:
        """Insist that nothing has sounded, and that nothing stands in the page that could."""
        address = page.url
        left = page.evaluate(LEFT.replace("SINK", self.sink))
        assert not left, (where, left)
        assert not self.heard, (where, self.heard)
        assert page.url == address, where


@contextmanager
def listening() -> Iterator[Canary]:
    """Run a server that nobody has any reason to ask, and a canary that knows its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            canary.heard.append(f"reached: {self.path}")
            self.send_error(404)

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_words: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    canary = Canary(f"127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield canary
    finally:
        server.shutdown()
        server.server_close()
    assert not canary.heard, canary.heard


def plain(text: str) -> str:
    """Write a text as it is compared: blanks as one, signs that cannot be printed left out."""
    blank = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(blank.split())


def missing(shown: str, texts: list[str]) -> list[str]:
    """Name the texts that do not stand in what a page shows, sign for sign."""
    words = plain(shown)
    return [text for text in texts if plain(text) not in words]


def settled(page: Page) -> None:
    """Wait until MathJax is there and has had its turn at what is shown."""
    page.evaluate(
        """async () => {
          const probe = document.createElement('div');
          probe.textContent = '$probe$';
          document.body.append(probe);
          const book = window.jupyterapp.shell.currentWidget.content;
          const typesetter = (window.typesetterSeen ??= book.rendermime.latexTypesetter);
          typesetter.typeset(probe);
          for (let i = 0; i < 400 && !probe.querySelector('mjx-container'); i++)
            await new Promise(r => setTimeout(r, 25));
          if (!probe.querySelector('mjx-container')) throw new Error('MathJax was not there');
          probe.remove();
        }"""
    )
