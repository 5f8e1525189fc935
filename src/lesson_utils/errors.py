"""Errors that say what was given, what is valid and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class LessonError(Exception):
    """Something was asked for that the course cannot do; the message holds the remedy."""


class UnknownNameError(LessonError):
    """A name that does not exist, with the nearest that do.

    Parameters
    ----------
    what : str
        The kind of thing that was asked for, such as ``"data set"``.
    given : object
        What was given.
    valid : iterable of str
        Every valid name.
    remedy : str, optional
        How to list the valid names.
    near : sequence of str, optional
        The nearest valid names, where the caller knows them better than spelling does.

    Examples
    --------
    >>> print(UnknownNameError("claim", "C99", ["C01", "C09"], "lu.evidence.claims() lists them."))
    There is no claim 'C99'. Did you mean 'C09'? lu.evidence.claims() lists them.
    """

    def __init__(
        self,
        what: str,
        given: object,
        valid: Iterable[str],
        remedy: str = "",
        near: Sequence[str] | None = None,
    ) -> None:
        names = list(valid)
        near = nearest(str(given), names) if near is None else list(near)
        if near:
            hint = " Did you mean " + " or ".join(repr(name) for name in near) + "?"
        else:
            hint = " Valid: " + ", ".join(repr(name) for name in names[:8])
            hint += ", …" if len(names) > 8 else "."
        super().__init__(f"There is no {what} {given!r}.{hint}" + (f" {remedy}" if remedy else ""))
        self.given = given
        self.near = near


def nearest(given: str, valid: Iterable[str], n: int = 3) -> list[str]:
    """Find the valid names that look most like the one given, case ignored.

    Examples
    --------
    >>> nearest("yonagumi", ["Yonaguni", "Miyako"])
    ['Yonaguni']
    """
    import difflib  # only when something was misspelt

    by_fold = {name.casefold(): name for name in valid}
    return [by_fold[hit] for hit in difflib.get_close_matches(given.casefold(), by_fold, n, 0.6)]
