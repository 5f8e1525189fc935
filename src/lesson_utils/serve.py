#!/usr/bin/env python3
"""Show a folder of pages on this computer: ``python serve.py`` beside them, standard library only.

The browser edition cannot be opened by a double click: a browser lets the Python inside it work
only on pages that come from a server. This is that server, for one computer, with no installation.
It answers this computer only. Stop it with Ctrl+C.
"""

from __future__ import annotations

import argparse
import errno
import functools
import http.server
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

PORT = 8399
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/json",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder, with the types that browsers insist on."""

    # Windows takes types from the registry, where other programs may have put wrong ones.
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a class does not need the list of its requests."""

    def end_headers(self) -> None:
        """Let the browser ask whether a file has changed, so that an update is seen."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def server(folder: Path, port: int = PORT) -> http.server.ThreadingHTTPServer:
    """Make a server of a folder for this computer only.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; it must hold an ``index.html``.
    port : int, optional
        0 takes a free one; a taken port gives way to a free one.

    Returns
    -------
    http.server.ThreadingHTTPServer
        Not started; `server_port` says where it will answer.

    Raises
    ------
    FileNotFoundError
        If the folder has no ``index.html``; the message says what to do.

    Examples
    --------
    >>> server(Path("no such folder"))
    Traceback (most recent call last):
    FileNotFoundError: There is no index.html in no such folder. Give the folder of the built pages.
    """
    if not (folder / "index.html").is_file():
        raise FileNotFoundError(
            f"There is no index.html in {folder}. Give the folder of the built pages."
        )
    handler = functools.partial(Handler, directory=str(folder))
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as trouble:
        if trouble.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)


def main(words: Sequence[str] | None = None) -> int:
    """Serve until Ctrl+C."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}")
    parser.add_argument("--no-browser", action="store_true", help="only say the address")
    options = parser.parse_args(words)
    try:
        httpd = server(options.folder, options.port)
    except (FileNotFoundError, OSError) as trouble:
        print(f"serve: {trouble}", file=sys.stderr)
        return 1
    address = f"http://127.0.0.1:{httpd.server_port}/"
    print(f"The pages are at {address} – on this computer only. Stop with Ctrl+C.", flush=True)
    if not options.no_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        httpd.server_close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
