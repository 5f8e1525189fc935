"""Amounts of money that carry currency, price basis and year, and refuse to be mixed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

from lesson_utils.arguments import is_number, number, shown
from lesson_utils.errors import LessonError

__all__ = ["MixedUnitsError", "Money", "Share", "Unit"]

_CODE = re.compile("[A-Z]{3}")
_SIGNS = {"JPY": "¥", "USD": "$", "CNY": "CN¥"}
_STEPS = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


class MixedUnitsError(LessonError):
    """Two amounts of money differ in currency, price basis or year."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What an amount is counted in."""

    currency: str
    basis: str
    year: int | None

    def __str__(self) -> str:
        when = "" if self.year is None else f", {self.year}"
        return f"{self.currency}, {self.basis} prices{when}"


class Money(float):
    """An amount in units of a currency; a number that knows its unit.

    Adding, subtracting, comparing or dividing two amounts of different units is refused. With a
    plain number it counts as a plain number, except that scaling keeps the unit.

    Parameters
    ----------
    amount : float
        In single yen or dollars, not millions.
    currency : str
        ISO 4217 code, such as ``"JPY"``.
    basis : str, optional
        ``"current"``, or the base year of constant prices, such as ``"constant 2024"``.
    year : int, optional
        Year the amount refers to; left out where it refers to none, such as a pledge.

    Raises
    ------
    LessonError
        If the amount is not finite, or the currency is no three-letter code.

    Examples
    --------
    >>> Money(550e9, "USD") + Money(1e9, "USD")
    $551.00 billion (current prices)
    >>> Money(550e9, "USD") + Money(1e9, "JPY")
    Traceback (most recent call last):
    lesson_utils.amounts.MixedUnitsError: $550.00 billion (USD, current prices) and ¥1.00 billion \
(JPY, current prices) cannot be added: the currency differs. Convert one with \
lu.money.to_yen(usd, date).
    """

    __slots__ = ("basis", "currency", "year")

    currency: str
    basis: str
    year: int | None

    def __new__(
        cls, amount: float, currency: str, basis: str = "current", year: int | None = None
    ) -> Self:
        """Make an amount; see the class."""
        if not is_number(amount):
            raise LessonError(f"An amount of money must be a finite number, not {shown(amount)}.")
        if not (isinstance(currency, str) and _CODE.fullmatch(currency)):
            raise LessonError(
                f"{shown(currency)} is no currency. Write a code such as 'JPY' or 'USD'."
            )
        new = super().__new__(cls, amount)
        new.currency, new.basis, new.year = currency, basis, year
        return new

    @property
    def amount(self) -> float:
        """The bare number."""
        return float(self)

    @property
    def unit(self) -> Unit:
        """Currency, price basis and year."""
        return Unit(self.currency, self.basis, self.year)

    def _with(self, amount: float) -> Money:
        return Money(amount, self.currency, self.basis, self.year)

    def check_same_unit(self, other: object, doing: str, across_years: bool = False) -> None:
        """Refuse an amount of another unit; a year that is left out fits every year."""
        if not isinstance(other, Money):
            return
        remedies = {
            "currency": "Convert one with lu.money.to_yen(usd, date).",
            "price basis": "Current and constant prices measure different things: use one of them.",
            "year": "If that is what you mean, say so: lu.money.share(a, b, across_years=True).",
        }
        years = {self.year, other.year} - {None}
        differs = {
            "currency": self.currency != other.currency,
            "price basis": self.basis != other.basis,
            "year": len(years) > 1 and not across_years,
        }
        for what, broken in differs.items():
            if broken:
                raise MixedUnitsError(
                    f"{_short(self)} ({self.unit}) and {_short(other)} ({other.unit}) "
                    f"cannot be {doing}: the {what} differs. {remedies[what]}"
                )

    def __add__(self, other: float) -> float:
        if not _is_real(other):
            return NotImplemented
        self.check_same_unit(other, "added")
        total = float(self) + float(other)
        return self._with(total) if isinstance(other, Money) else total

    __radd__ = __add__

    def __sub__(self, other: float) -> float:
        if not _is_real(other):
            return NotImplemented
        self.check_same_unit(other, "subtracted")
        rest = float(self) - float(other)
        return self._with(rest) if isinstance(other, Money) else rest

    def __mul__(self, factor: float) -> float:
        if not _is_real(factor):
            return NotImplemented
        if isinstance(factor, Money):
            raise MixedUnitsError("Two amounts of money cannot be multiplied.")
        return self._with(float(self) * factor)

    __rmul__ = __mul__

    def __truediv__(self, other: float) -> float:
        if not _is_real(other):
            return NotImplemented
        self.check_same_unit(other, "divided")
        ratio = float(self) / float(other)
        return ratio if isinstance(other, Money) else self._with(ratio)

    def __neg__(self) -> Money:
        return self._with(-float(self))

    def __abs__(self) -> Money:
        return self._with(abs(float(self)))

    def __lt__(self, other: float) -> bool:
        if not _is_real(other):
            return NotImplemented
        self.check_same_unit(other, "compared")
        return float(self) < float(other)

    def __le__(self, other: float) -> bool:
        if not _is_real(other):
            return NotImplemented
        self.check_same_unit(other, "compared")
        return float(self) <= float(other)

    def __gt__(self, other: float) -> bool:
        if not _is_real(other):
            return NotImplemented
        self.check_same_unit(other, "compared")
        return float(self) > float(other)

    def __ge__(self, other: float) -> bool:
        if not _is_real(other):
            return NotImplemented
        self.check_same_unit(other, "compared")
        return float(self) >= float(other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Money) and self.unit != other.unit:
            return False
        return float(self) == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return float.__hash__(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Money, (float(self), self.currency, self.basis, self.year)

    def __str__(self) -> str:
        when = "" if self.year is None else f", {self.year}"
        return f"{_short(self)} ({self.basis} prices{when})"

    __repr__ = __str__


class Share(float):
    """A ratio of two amounts of the same unit, with both at hand.

    Examples
    --------
    >>> Share(Money(36e9, "USD"), Money(550e9, "USD")).percent
    6.545454545454546
    """

    __slots__ = ("denominator", "numerator")

    numerator: Money
    denominator: Money

    def __new__(cls, numerator: Money, denominator: Money) -> Self:
        """Divide; `lesson_utils.money.share` checks the units first."""
        top = number(numerator, "numerator")
        bottom = number(denominator, "denominator")
        if bottom == 0:
            raise LessonError("A share of nothing has no value: the denominator is zero.")
        if not is_number(top / bottom):
            raise LessonError(f"{top!r} is too much to be a share of {bottom!r}. Check the units.")
        new = super().__new__(cls, top / bottom)
        new.numerator, new.denominator = numerator, denominator
        return new

    @property
    def percent(self) -> float:
        """The ratio in per cent."""
        return 100 * float(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Share, (self.numerator, self.denominator)

    def __repr__(self) -> str:
        return f"{self.percent:.2f}% ({self.numerator} of {self.denominator})"


def _is_real(value: object) -> bool:
    """Tell whether a value can stand beside an amount; a text never can, not even "3"."""
    return isinstance(value, int | float)


def _short(money: Money) -> str:
    sign = _SIGNS.get(money.currency, money.currency + " ")
    amount = float(money)
    for step, word in _STEPS:
        if abs(amount) >= step:
            return f"{'-' * (amount < 0)}{sign}{abs(amount) / step:,.2f}{word}"
    return f"{'-' * (amount < 0)}{sign}{abs(amount):,.2f}"
