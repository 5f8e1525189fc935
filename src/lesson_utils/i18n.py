"""Words the course shows: English in the source, other languages from one message catalogue.

Everything a learner sees from code goes through `_` (or `ngettext_`), at the moment it is shown
and never at import, so that `set_language` takes effect at once. Named fields are filled after
the translation: ``_("{km} km").format(km=215)``. The catalogue is compiled gettext, read with the
standard library; ``tools/messages.py`` rebuilds it.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from lesson_utils.errors import UnknownNameError

__all__ = ["_", "language", "languages", "ngettext_", "set_language"]

DOMAIN = "lesson_utils"
SOURCE_LANGUAGE = "en"
LOCALE_DIR = Path(__file__).parent / "locale"

_current = SOURCE_LANGUAGE


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be shown, the source language first.

    Returns
    -------
    tuple of str
        ISO 639-1 codes.

    Examples
    --------
    >>> languages()
    ('en', 'ja')
    """
    found = sorted(p.parent.parent.name for p in LOCALE_DIR.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *(code for code in found if code != SOURCE_LANGUAGE))


def language() -> str:
    """Return the code of the language shown now.

    Examples
    --------
    >>> language()
    'en'
    """
    return _current


def set_language(code: str | None) -> None:
    """Show words in another language from now on; what is already drawn stays as it is.

    Parameters
    ----------
    code : str or None
        One of `languages`; ``None`` goes back to English.

    Raises
    ------
    UnknownNameError
        If there is no catalogue for `code`.

    Examples
    --------
    >>> set_language("ja")
    >>> language()
    'ja'
    >>> set_language("en")
    """
    global _current
    wanted = SOURCE_LANGUAGE if code is None else str(code).strip().lower()
    if wanted not in languages():
        raise UnknownNameError("language", str(code), languages())
    _current = wanted


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, localedir=str(LOCALE_DIR), languages=[code], fallback=True)


def _(message: str) -> str:
    """Translate a message into the language shown now.

    Parameters
    ----------
    message : str
        The English text as it stands in the source, fields still open: ``"{km} km"``.

    Returns
    -------
    str
        The translation, or `message` itself where there is none.

    Examples
    --------
    >>> _("Check")
    'Check'
    """
    return _catalogue(_current).gettext(message) if message else ""


def ngettext_(one: str, many: str, n: int) -> str:
    """Translate a message that depends on a count.

    Parameters
    ----------
    one, many : str
        The English text for one thing and for any other count, fields still open.
    n : int
        The count.

    Returns
    -------
    str
        The text for `n` things.

    Examples
    --------
    >>> ngettext_("{n} claim", "{n} claims", 3).format(n=3)
    '3 claims'
    """
    return _catalogue(_current).ngettext(one, many, n)
