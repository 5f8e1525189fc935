"""Deterrence as arithmetic: what an attack is worth to an attacker who counts, and what turns it.

A model for the classroom. Attacker and defender are nobody in particular, every value is in
arbitrary units, and no number here is an estimate of any real war.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ..arguments import is_number
from ..errors import LessonError, UnknownNameError

Verdict = Literal["pays", "even", "does not pay"]
Lever = Literal["success", "punishment", "credibility"]

LEVERS: tuple[Lever, ...] = ("success", "punishment", "credibility")
"""What a defender can move: denial moves the first, the threat of punishment the other two."""

_EVEN = 1e-9


@dataclass(frozen=True, slots=True)
class Deterrence:
    """An attacker's account: what an attack would bring, cost and be worth.

    Attributes
    ----------
    success : float
        Probability that the attack succeeds, 0 to 1. Denial lowers it.
    prize : float
        Value of success to the attacker, units.
    war : float
        Cost of fighting, units, paid whether the attack succeeds or fails.
    punishment : float
        Cost of the threatened retaliation, units.
    credibility : float
        Probability that the retaliation comes, 0 to 1, whether the attack succeeds or fails.
    leave : float
        What not attacking is worth to the attacker, units; below zero if waiting hurts.
    """

    success: float
    prize: float
    war: float
    punishment: float
    credibility: float
    leave: float = 0.0

    @property
    def gain(self) -> float:
        """Expected gain: probability of success times the prize, units."""
        return self.success * self.prize

    @property
    def cost(self) -> float:
        """Expected cost: war, and the punishment weighted by its credibility, units."""
        return self.war + self.credibility * self.punishment

    @property
    def expected_value(self) -> float:
        """Gain less cost, units."""
        return self.gain - self.cost

    @property
    def advantage(self) -> float:
        """How much better attacking is than not attacking, units."""
        return self.expected_value - self.leave

    @property
    def verdict(self) -> Verdict:
        """Whether attacking is better than, as good as or worse than not attacking."""
        if abs(self.advantage) <= _EVEN:
            return "even"
        return "pays" if self.advantage > 0 else "does not pay"

    @property
    def break_even_success(self) -> float:
        """Probability of success at which the attack is worth as much as leaving it.

        Below 0 the attack pays even if it is sure to fail, above 1 never.
        """
        return (self.cost + self.leave) / self.prize

    @property
    def break_even_cost(self) -> float:
        """Expected cost at which the attack is worth as much as leaving it, units."""
        return self.gain - self.leave


def deterrence(
    success: float,
    prize: float,
    war: float,
    punishment: float = 0.0,
    credibility: float = 0.0,
    leave: float = 0.0,
) -> Deterrence:
    """Set up the account of an attacker who compares attacking with leaving things as they are.

    Parameters
    ----------
    success, credibility : float
        Probabilities, 0 to 1.
    prize : float
        Value of success, arbitrary units, above 0.
    war, punishment : float
        Costs in the same units, 0 or more.
    leave : float, optional
        Value of not attacking, in the same units.

    Returns
    -------
    Deterrence
        The account; ``expected_value``, ``verdict`` and ``break_even_success`` follow from it.

    Raises
    ------
    LessonError
        If a probability lies outside 0 to 1, a cost is negative or the prize is nothing.

    Notes
    -----
    Source: the distinction between deterrence by denial and by punishment as the course's
    glossary gives it. The expected value is gain less cost,
    ``success * prize - war - credibility * punishment``.

    Examples
    --------
    >>> account = deterrence(0.6, 80, 20, punishment=40, credibility=0.5)
    >>> account.expected_value, account.break_even_success, account.verdict
    (8.0, 0.5, 'pays')
    """
    _check_range("probability of success", success, 0, 1)
    _check_range("credibility", credibility, 0, 1)
    _check_range("cost of war", war, 0, math.inf)
    _check_range("punishment", punishment, 0, math.inf)
    _check_range("value of not attacking", leave, -math.inf, math.inf)
    _check_range("prize", prize, 0, math.inf)
    if prize == 0:
        raise LessonError("The prize is 0: there is nothing to attack for. Give a value above 0.")
    return Deterrence(*map(float, (success, prize, war, punishment, credibility, leave)))


def _check_range(what: str, value: float, low: float, high: float) -> None:
    if not is_number(value):
        raise LessonError(f"The {what} {value!r} is no number. Give one, such as 0.5.")
    if not low <= value <= high:
        bounds = f"from {low:g} to {high:g}" if math.isfinite(high) else f"of {low:g} or more"
        raise LessonError(f"The {what} {value!r} is out of range. Give a number {bounds}.")


def turning_point(account: Deterrence, lever: Lever) -> float | None:
    """Find the value of one lever at which the attack just breaks even, the rest held still.

    Parameters
    ----------
    account : Deterrence
        Where things stand.
    lever : {"success", "punishment", "credibility"}
        What is moved: two probabilities, 0 to 1, or a cost in units.

    Returns
    -------
    float or None
        The value, or None if no value of this lever alone breaks even.

    Raises
    ------
    UnknownNameError
        If there is no such lever.

    Examples
    --------
    >>> account = deterrence(0.6, 80, 20, punishment=40, credibility=0.5)
    >>> [turning_point(account, lever) for lever in LEVERS]
    [0.5, 56.0, 0.7]
    """
    if lever not in LEVERS:
        raise UnknownNameError("lever", lever, LEVERS)
    if lever == "success":
        return _within(account.break_even_success, 1.0)
    threat = account.break_even_cost - account.war
    other = account.credibility if lever == "punishment" else account.punishment
    if other == 0:
        return None
    return _within(threat / other, math.inf if lever == "punishment" else 1.0)


def _within(value: float, high: float) -> float | None:
    """Give the value if it lies in 0 to `high`, rounding dust at the ends aside."""
    if not -_EVEN <= value <= high + _EVEN:
        return None
    return min(max(value, 0.0), high)


def nearest_lever(account: Deterrence, scale: float = 100.0) -> tuple[Lever, ...]:
    """Find which lever has to move least, as a share of its scale, for the verdict to change.

    Parameters
    ----------
    account : Deterrence
        Where things stand.
    scale : float, optional
        Length of the scale of the punishment, units; the probabilities run from 0 to 1.

    Returns
    -------
    tuple of str
        The lever, several if they tie, none if no single lever on its scale would do. That all
        scales count alike is an assumption: moving one may be dearer than moving another.

    Examples
    --------
    >>> nearest_lever(deterrence(0.6, 80, 20, punishment=40, credibility=0.5))
    ('success',)
    """
    ways: dict[Lever, float] = {}
    for lever in LEVERS:
        at = turning_point(account, lever)
        length = scale if lever == "punishment" else 1.0
        if at is not None and at <= length + _EVEN:
            ways[lever] = abs(at - float(getattr(account, lever))) / length
    least = min(ways.values(), default=0.0)
    return tuple(lever for lever, way in ways.items() if way <= least + _EVEN)
