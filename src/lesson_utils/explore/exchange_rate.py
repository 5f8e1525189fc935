"""The exchange-rate detective: the days on which $550 billion was "about ¥87 trillion"."""

from __future__ import annotations

import datetime
from typing import Any

from .. import data, labels, money
from ..charts.drawing import Drawing
from ..charts.pledge_yen import ARTICLE, draw_pledge_in_yen, saved
from ..i18n import _, ngettext_
from ..measures import pledge_ceiling
from . import control
from .panel import Panel

__all__ = ["ExchangeRate", "exchange_rate"]

AGREED = datetime.date(2025, 7, 22)
STARTS = {"article": AGREED, "later": AGREED, "since2012": datetime.date(2012, 1, 2)}
HALVES = (0.5, 1.0, 0.25, 0.05)
"""Half the width of the band, trillion yen."""

LONG = 1000  # days; in a longer period the slider goes by months


class ExchangeRate(Panel):
    """A figure, a rounding, a period and a day; the days that fit.

    Examples
    --------
    >>> ExchangeRate().fits[-1].isoformat()
    '2026-01-16'
    """

    def __init__(self, figure: float = 87.0, period: str = "article") -> None:
        self._factor = pledge_ceiling() / 1000
        self._period = ""
        self._rates: tuple[money.Rate, ...] = ()
        printed = data.load("pledge_in_yen")
        figures = sorted(set(printed.column("stated_yen_trillion")))
        controls: dict[str, Any] = {
            "figure": control.dropdown(
                _("Figure to explain"),
                [(_("about ¥{n:.0f} trillion").format(n=n), n) for n in figures],
                figure,
            ),
            "rounding": control.dropdown(
                _("What “about” allows"),
                [(name, half) for half, name in zip(HALVES, _roundings(), strict=True)],
                HALVES[0],
            ),
            "period": control.dropdown(_("Period"), _periods(), period),
            "day": control.steps(_("The pledge on"), [("…", ARTICLE)], ARTICLE),
        }
        self._load(period, controls)
        super().__init__(
            _("The exchange-rate detective"),
            controls,
            chart=self._drawing(controls).chart(twin=lambda: saved(self._drawing(controls))),
            rows=[["figure", "rounding", "period"], ["day"]],
        )

    @property
    def fits(self) -> tuple[datetime.date, ...]:
        """The days of the period whose fixing puts the pledge into the band."""
        low, high = self._band(self.controls)
        return tuple(r.fixing for r in self._rates if low <= self._factor * r <= high)

    def update(self) -> None:
        """Draw what differs and say how many days fit."""
        if self.value("period") != self._period:
            with self.quiet():
                self._load(self.value("period"), self.controls)
        self.draw(self._drawing(self.controls))
        self.say(f"{self._fits_text()} {self._day_text(self.value('day'))}")

    def _drawing(self, controls: dict[str, Any]) -> Drawing:
        return draw_pledge_in_yen(self._rates, self._band(controls), controls["day"].value)

    def _load(self, period: str, controls: dict[str, Any]) -> None:
        """Take the fixings of a period and offer its days."""
        every = data.load("fx_usdjpy_daily").column("date")
        start = STARTS.get(period, every[0])
        end = ARTICLE if period == "article" else every[-1]
        self._rates, self._period = money.rates(start, end), period
        span = (start + datetime.timedelta(n) for n in range((end - start).days + 1))
        by_month = (end - start).days > LONG
        days = [d for d in span if not by_month or d.day == 1 or d == ARTICLE]
        days = [d for d in days if d >= self._rates[0].fixing]
        slider, kept = controls["day"], controls["day"].value
        slider.options = [(labels.day(d), d) for d in days]
        slider.value = kept if kept in days else ARTICLE

    def _band(self, controls: dict[str, Any]) -> tuple[float, float]:
        figure, half = controls["figure"].value, controls["rounding"].value
        return figure - half, figure + half

    def _fits_text(self) -> str:
        found, (low, high) = self.fits, self._band(self.controls)
        span = {
            "n": len(found), "total": f"{len(self._rates):,}", "low": f"{low:g}",
            "high": f"{high:g}", "first": labels.day(self._rates[0].fixing),
            "last": labels.day(self._rates[-1].fixing),
        }  # fmt: skip
        if not found:
            return _(
                "Not one of the {total} fixings from {first} to {last} puts the pledge between "
                "¥{low} and ¥{high} trillion. Allow more, or look at a longer period."
            ).format(**span)
        return ngettext_(
            "{n} of {total} fixings from {first} to {last} puts the pledge between ¥{low} and "
            "¥{high} trillion: {begin}.",
            "{n} of {total} fixings from {first} to {last} put the pledge between ¥{low} and "
            "¥{high} trillion: the first on {begin}, the last on {end}.",
            len(found),
        ).format(**span, begin=labels.day(found[0]), end=labels.day(found[-1]))

    def _day_text(self, day: datetime.date) -> str:
        rate = money.rate(day)
        words = {
            "day": labels.day(day), "fixing": labels.day(rate.fixing), "rate": f"{rate:.2f}",
            "yen": f"{self._factor * rate:.2f}",
        }  # fmt: skip
        if rate.fixing == day:
            return _(
                "On {day} a dollar cost {rate} yen, so the pledge came to ¥{yen} trillion."
            ).format(**words)
        return _(
            "On {day} there was no fixing, as on every weekend and bank holiday; at the one "
            "before, of {fixing}, a dollar cost {rate} yen and the pledge came to ¥{yen} trillion."
        ).format(**words)


def exchange_rate(figure: float = 87.0, period: str = "article") -> ExchangeRate:
    """Open the exchange-rate detective.

    Parameters
    ----------
    figure : float, optional
        Trillion yen, one of the figures printed by newspapers.
    period : str, optional
        ``"article"``, ``"later"``, ``"since2012"`` or ``"all"``.

    Returns
    -------
    ExchangeRate
        A panel. Source: European Central Bank; newspapers named row by row.

    Raises
    ------
    LessonError
        If there is no such figure or period.

    Examples
    --------
    >>> exchange_rate().sentence.partition(":")[0]
    '8 of 126 fixings from 22 July 2025 to 16 January 2026 put the pledge between ¥86.5 and \
¥87.5 trillion'
    """
    return ExchangeRate(figure, period)


def _roundings() -> tuple[str, ...]:
    return (
        _("to the nearest trillion (±0.5)"),
        _("a trillion either way (±1)"),
        _("to the nearest half trillion (±0.25)"),
        _("to one decimal (±0.05)"),
    )


def _periods() -> list[tuple[str, str]]:
    return [
        (_("from the agreement to the article"), "article"),
        (_("from the agreement to October 2026"), "later"),
        (_("since 2012"), "since2012"),
        (_("since 1999"), "all"),
    ]
