#!/usr/bin/env python3
"""Show a folder of pages on this computer: ``python serve.py`` beside them, standard library only.

The browser edition cannot be opened by a double click: a browser lets the Python inside it work
only on pages that come from a server. This is that server, for one computer, with no installation.
It answers this computer only. Stop it with Ctrl+C.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import functools
import http.server
import json
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path

PORT = 8399
CONTENTS = "contents.json"  # path and size of every file, written when the pages are built
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
        0 takes a free one; a taken or impossible port gives way to a free one.

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
    except OverflowError:  # there is no such port
        return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    except OSError as trouble:
        if trouble.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)


def list_contents(folder: Path) -> None:
    """Write down which files a folder of built pages holds, so that a copy can be compared.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = (Path(name) / "index.html").write_text("<title>front</title>")
    ...     list_contents(Path(name))
    ...     damage(Path(name))
    []
    """
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != CONTENTS
    }
    (folder / CONTENTS).write_text(json.dumps(sizes, indent=0) + "\n", encoding="utf-8")


def damage(folder: Path) -> list[str]:
    """Name the files of built pages that are missing or cut short, as after a copy broken off.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; without its list of contents nothing can be said.

    Returns
    -------
    list of str
        Paths below the folder.

    Examples
    --------
    >>> damage(Path("no such folder"))
    []
    """
    try:
        sizes = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        return [CONTENTS]
    if not isinstance(sizes, dict):
        return [CONTENTS]
    wrong = []
    for name, size in sizes.items():
        try:
            if (folder / name).stat().st_size != size:
                wrong.append(name)
        except OSError:
            wrong.append(name)
    return wrong


@contextlib.contextmanager
def running(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder beside what the block does, and give the address."""
    httpd = server(folder, port)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}"
    finally:
        httpd.shutdown()
        httpd.server_close()


def show(address: str) -> None:
    """Open the pages in a browser, or say that there is none to be opened."""
    if not webbrowser.open(address):
        print("No browser could be opened from here: open the address yourself.", flush=True)


def _said(wrong: Sequence[str]) -> str:
    n = len(wrong)
    names = ", ".join(wrong[:3]) + (", …" if n > 3 else "")
    return (
        f"serve: {n} {'file is' if n == 1 else 'files are'} missing or not whole ({names}), so "
        "some pages may stay empty. Copy the whole folder again."
    )


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
    if wrong := damage(options.folder):
        print(_said(wrong), file=sys.stderr, flush=True)
    address = f"http://127.0.0.1:{httpd.server_port}/"
    if options.port and httpd.server_port != options.port:
        print(f"Port {options.port} cannot be had here; another is taken.", flush=True)
    print(f"The pages are at {address} – on this computer only. Stop with Ctrl+C.", flush=True)
    if not options.no_browser:
        threading.Timer(0.5, show, [address]).start()
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        httpd.server_close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
