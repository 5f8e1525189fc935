"""Places found by any of their names, in English, Japanese or the local script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from .errors import LessonError, UnknownNameError
from .places import Place, cities, islands, sites


def place(name: str) -> Place:
    """Find a city, an island or a site by any of its names.

    Parameters
    ----------
    name : str
        English, Japanese or local name; capitals, accents, width, hyphens and the ending "island"
        or "-jima" do not matter.

    Returns
    -------
    Place
        The place.

    Raises
    ------
    UnknownNameError
        If there is none of that name, with the nearest names.
    LessonError
        If the name fits several places.

    Examples
    --------
    >>> place("Yonaguni").name_en, place("与那国島").lat, place("yonaguni-jima").lon
    ('Yonagunijima', 24.455, 122.989)
    """
    if isinstance(name, Place):
        return name
    if not isinstance(name, str) or not name.strip():
        raise LessonError(f"{name!r} is no name of a place. Give one, such as 'Naha'.")
    full, short = _index()
    key = _fold(name)
    found = full.get(key) or short.get(key) or ()
    if len(found) > 1:
        choices = ", ".join(repr(p.name_en) for p in found)
        raise LessonError(f"{name!r} fits several places: {choices}. Use one of these names.")
    if found:
        return found[0]
    names = [p.name_en for p in _all_places()]
    near = _near(key, {**short, **full})
    remedy = "" if near else "lu.geo.islands() and lu.geo.sites() list more."
    raise UnknownNameError("place", name, names, remedy, near)


def _near(key: str, index: dict[str, tuple[Place, ...]]) -> list[str]:
    from difflib import get_close_matches

    hits = get_close_matches(key, index, 4, 0.6)
    return list(dict.fromkeys(p.name_en for hit in hits for p in index[hit]))[:3]


def _all_places() -> Iterator[Place]:
    yield from cities()
    yield from islands()
    yield from sites()


@cache
def _index() -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[Place, ...]]]:
    """Index places by whole names and, second, by parts of names."""
    full: dict[str, list[Place]] = {}
    short: dict[str, list[Place]] = {}
    for item in _all_places():
        for text in filter(None, (item.name_en, item.name_local, item.name_ja)):
            _put(full, _fold(text), item)
            if item.kind == "site":
                _put(short, _fold(text.partition(":")[2]), item)
                continue
            for part in _parts(text):
                _put(short, part, item)
    return {k: tuple(v) for k, v in full.items()}, {k: tuple(v) for k, v in short.items()}


def _put(index: dict[str, list[Place]], key: str, item: Place) -> None:
    if key and item not in index.setdefault(key, []):
        index[key].append(item)


def _parts(text: str) -> Iterable[str]:
    for piece in re.split(r"[/()・]", text):
        whole = _fold(piece)
        yield whole
        yield re.sub(r"^(pulong|isla)|(jima|shima|island|dao|yu|島|嶼)$", "", whole)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())
