"""Verdicts: whether a state has declined on a yardstick of power since a base year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..arguments import is_number
from ..errors import LessonError
from .power import Break, series, yardstick

DIRECTIONS = ("declined", "flat", "rose")
"""What a verdict can be; ``"flat"`` means that the change stays within the tolerance."""

TOLERANCE_PCT = 5.0
"""A change of at most this share of the base value counts as flat, %."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a state declined on a yardstick since a base year.

    Attributes
    ----------
    measure, state, against : str
        What was asked; ``against`` is ``"world"`` or the state that it was divided by.
    base_year, end_year : int
        The two years compared.
    base, end : float
        The values then, in the unit of the yardstick (a ratio if compared with a state).
    change_pct : float
        Change as a share of the base value, %.
    direction : str
        One of `DIRECTIONS`. For a distance, growing is declining.
    tolerance_pct : float
        What counts as flat.
    breaks : tuple of Break
        Breaks between the two years, and outliers at either of them.
    """

    measure: str
    state: str
    against: str
    base_year: int
    end_year: int
    base: float
    end: float
    change_pct: float
    direction: str
    tolerance_pct: float
    breaks: tuple[Break, ...]

    @property
    def declined(self) -> bool:
        """Whether it declined by more than the tolerance."""
        return self.direction == "declined"

    def __str__(self) -> str:
        """Give the verdict in one line."""
        return (
            f"{self.measure} {self.state} {self.base_year}–{self.end_year}: "
            f"{self.base:.4g} to {self.end:.4g} ({self.change_pct:+.0f}%), {self.direction}"
        )


def verdict(
    measure: str,
    state: str,
    base_year: int,
    end_year: int | None = None,
    *,
    against: str = "world",
    tolerance_pct: float = TOLERANCE_PCT,
) -> Verdict:
    """Say whether a state declined on a yardstick since a base year.

    Parameters
    ----------
    measure : str
        A name of `YARDSTICKS`.
    state : str
        ISO 3166 alpha-3 code.
    base_year : int
        Year compared with.
    end_year : int, optional
        Year looked at; left out, the last that is no estimate or projection of the data set.
    against : str, optional
        ``"world"``, or the code of a state to divide by.
    tolerance_pct : float, optional
        Change, as a share of the base value in %, up to which the yardstick counts as flat.

    Returns
    -------
    Verdict
        Values, change and direction.

    Raises
    ------
    UnknownNameError
        If there is no such yardstick or state.
    LessonError
        If a year has no value, the years are in the wrong order or the tolerance is negative.

    Notes
    -----
    Two single years are compared; `by_base_year` tells how much hangs on the choice.

    Examples
    --------
    >>> print(verdict("gdp_usd", "USA", 2000))
    gdp_usd USA 2000–2024: 29.92 to 26.37 (-12%), declined
    >>> print(verdict("gdp_usd", "USA", 2010))
    gdp_usd USA 2010–2024: 22.45 to 26.37 (+17%), rose
    """
    if not is_number(tolerance_pct) or tolerance_pct < 0:
        raise LessonError(f"The tolerance {tolerance_pct!r} is no share. Give %, 0 or more.")
    points = series(measure, state, against)
    known = {p.year: p.value for p in points}
    last = max(p.year for p in points if not p.estimate) if end_year is None else end_year
    for year in (base_year, last):
        if year not in known:
            raise LessonError(
                f"{measure!r} has no value of {state} for {year!r}; it has {min(known)} to "
                f"{max(known)}{_without(known)}. Choose one of these years."
            )
    if base_year >= last:
        raise LessonError(f"The base year {base_year} is not before {last}. Choose an earlier one.")
    rule = yardstick(measure)
    base, end = known[base_year], known[last]
    change = (end / base - 1) * 100
    gained = -change if rule.low_is_strong else change
    direction = "flat" if abs(change) <= tolerance_pct else "rose" if gained > 0 else "declined"
    return Verdict(
        measure,
        state,
        against,
        base_year,
        last,
        base,
        end,
        change,
        direction,
        float(tolerance_pct),
        tuple(b for b in rule.breaks if base_year <= b.year <= last and b.kind != "gap"
              and (b.kind != "outlier" or b.year in (base_year, last))),
    )  # fmt: skip


def by_base_year(
    measure: str,
    state: str,
    *,
    against: str = "world",
    tolerance_pct: float = TOLERANCE_PCT,
) -> dict[int, Verdict]:
    """Give the verdict for every base year that the table allows.

    Parameters and errors are those of `verdict`.

    Returns
    -------
    dict of int to Verdict
        By base year, in order.

    Examples
    --------
    >>> counts(by_base_year("gdp_ppp", "USA"))
    {'declined': 38, 'flat': 6, 'rose': 0}
    """
    points = [p for p in series(measure, state, against) if not p.estimate]
    return {
        p.year: verdict(measure, state, p.year, against=against, tolerance_pct=tolerance_pct)
        for p in points[:-1]
    }


def counts(verdicts: Mapping[int, Verdict]) -> dict[str, int]:
    """Count verdicts by direction, `DIRECTIONS` in order."""
    found = Counter(v.direction for v in verdicts.values())
    return {direction: found[direction] for direction in DIRECTIONS}


def _without(years: Mapping[int, float]) -> str:
    missing = [y for y in range(min(years), max(years)) if y not in years]
    return f" without {', '.join(map(str, missing))}" if missing else ""
