"""How Japan's share of GDP is counted: what is in the sum, and which GDP it is divided by."""

from __future__ import annotations

from dataclasses import dataclass

from .. import data
from ..amounts import Money
from ..errors import LessonError, UnknownNameError
from ..tables import Row

__all__ = [
    "BASES",
    "CEILING",
    "COUNTED",
    "Accounted",
    "accounted",
    "budget_lines",
    "ceiling_budgets",
    "japan_budget",
    "japan_gdp",
    "two_percent_shares",
]

COUNTED = ("initial", "related", "supplementary", "sipri")
"""What is counted: the initial defence budget; security-related spending of all ministries in
initial budgets; the same with the supplementary budget; SIPRI's count."""

BASES = ("FY2022", "same")
"""Which GDP: that of fiscal 2022, as in Japan's target, or that of the spending's own year."""

CEILING = ("1976-11", "1986-12")
"""Months in which the cabinet set and dropped the ceiling of 1% of GNP."""

_MEASURE = {
    "initial defence budget incl. realignment": "initial",
    "cabinet-draft defence budget incl. realignment": "initial",
    "security-related total, initial budget only": "related",
    "security-related total incl. supplementary": "supplementary",
    "target: security-related total": "supplementary",
}
_INITIAL = "defence_budget_incl_saco_realignment_jpy_bn"
_NARROW = "defence_budget_excl_saco_realignment_jpy_bn"


@dataclass(frozen=True, slots=True)
class Accounted:
    """One share of GDP, with what was counted and divided.

    Attributes
    ----------
    year : int
        Fiscal year; for SIPRI's count the calendar year.
    counted : str
        One of `COUNTED`.
    base : str
        One of `BASES`, or ``"not stated"``.
    share_pct : float
        % of GDP.
    amount : Money or None
        What was spent or planned, where the source gives it.
    gdp : Money or None
        What it was divided by, where known.
    printed : bool
        Whether a source or the table gives this share; False where it is worked out only here.
    status, source : str
        As in the table: reported, computed or target; and where it was read.
    """

    year: int
    counted: str
    base: str
    share_pct: float
    amount: Money | None
    gdp: Money | None
    printed: bool
    status: str
    source: str


def two_percent_shares() -> tuple[Accounted, ...]:
    """List the shares of the accounting table, with SIPRI's for the same years, oldest first.

    Examples
    --------
    >>> [s.share_pct for s in two_percent_shares() if s.year == 2025]
    [1.8, 1.6, 1.96, 1.4117]
    """
    found = [_from_row(r) for r in data.load("two_percent_accounting") if r.measure in _MEASURE]
    sipri = data.load("military_expenditure")
    for year in sorted({s.year for s in found}):
        for row in sipri.where(iso3="JPN", year=year):
            found.append(
                Accounted(year, "sipri", "same", row.share_of_gdp_pct, None, None, True,
                          "as reported", sipri.source)
            )  # fmt: skip
    return tuple(sorted(found, key=lambda s: (s.year, COUNTED.index(s.counted))))


def _from_row(row: Row) -> Accounted:
    text = row.gdp_base
    base = "same" if f"FY{row.year}" in text else "FY2022" if "FY2022" in text else "not stated"
    return Accounted(
        year=row.year,
        counted=_MEASURE[row.measure],
        base=base,
        share_pct=row.share_pct,
        amount=_yen(row.amount_jpy_trn, row.year),
        gdp=_yen(row.gdp_base_jpy_trn, 2022 if base == "FY2022" else row.year),
        printed=True,
        status=row.status,
        source=row.source,
    )


def _yen(trillions: float | None, year: int) -> Money | None:
    return None if trillions is None else Money(trillions * 1e12, "JPY", year=year)


def accounted(year: int, counted: str, base: str) -> Accounted:
    """Give Japan's share of GDP for one way of counting.

    Parameters
    ----------
    year : int
        Fiscal year, 2022 to 2027.
    counted : str
        One of `COUNTED`.
    base : str
        One of `BASES`.

    Returns
    -------
    Accounted
        The share as the table has it. Where it has none but the amount is known, the share is
        worked out here and ``printed`` is False: by the GDP of fiscal 2022, or by the IMF's GDP of
        the same *calendar* year, which is three months off the fiscal year.

    Raises
    ------
    UnknownNameError
        If the way of counting or the base is unknown.
    LessonError
        If no row supports the combination and no amount is known to divide.

    Examples
    --------
    >>> accounted(2025, "supplementary", "FY2022").share_pct
    1.96
    >>> guess = accounted(2025, "initial", "FY2022")
    >>> round(guess.share_pct, 2), guess.printed
    (1.55, False)
    """
    if counted not in COUNTED:
        raise UnknownNameError("way of counting", counted, COUNTED)
    if base not in BASES:
        raise UnknownNameError("GDP base", base, BASES)
    mine = [s for s in two_percent_shares() if (s.year, s.counted) == (year, counted)]
    for share in mine:
        if share.base == base or (year == 2022 and share.base == "same"):
            return share
    if counted == "sipri":
        raise LessonError(
            f"SIPRI gives no share of {year} on the GDP of fiscal 2022: it divides each calendar "
            "year's spending by the GDP of that year."
            if mine
            else f"SIPRI's table has no figure of Japan for {year!r}."
        )
    known = [s.amount for s in mine if s.amount is not None]
    if counted == "initial" and not known and year <= 2026:
        known = [japan_budget(year)]
    if not known:
        raise LessonError(
            f"No row of the table gives {counted!r} for fiscal {year!r} divided by {base!r}, and "
            "none gives the amount in yen."
        )
    divisor = japan_gdp("FY2022" if base == "FY2022" else str(year))
    return Accounted(
        year=year,
        counted=counted,
        base=base,
        share_pct=100 * float(known[0]) / float(divisor),
        amount=known[0],
        gdp=divisor,
        printed=False,
        status="worked out here",
        source=data.load("macroeconomy").source if base == "same" else "two_percent_accounting",
    )


def japan_gdp(name: str) -> Money:
    """Give a nominal GDP of Japan, in yen.

    Parameters
    ----------
    name : str
        ``"FY2022"`` or ``"FY2026"`` as in the accounting table (the government's figures), or a
        calendar year such as ``"2025"`` (IMF, October 2025).

    Raises
    ------
    UnknownNameError
        If there is no such GDP.

    Examples
    --------
    >>> japan_gdp("FY2022"), japan_gdp("2025")
    (¥560.20 trillion (current prices, 2022), ¥632.05 trillion (current prices, 2025))
    """
    table = data.load("two_percent_accounting")
    fiscal = {
        "FY2022": table.one(year=2025, gdp_base_jpy_trn=560.2).gdp_base_jpy_trn,
        "FY2026": table.one(year=2026, status="computed").gdp_base_jpy_trn,
    }
    if name in fiscal:
        return Money(fiscal[name] * 1e12, "JPY", year=int(name[2:]))
    rows = {str(r.year): r.ngdp_lcu_bn for r in data.load("macroeconomy").where(ref_area="JPN")}
    if name not in rows:
        raise UnknownNameError("GDP", name, [*fiscal, *rows])
    return Money(rows[name] * 1e9, "JPY", year=int(name))


def japan_budget(year: int, *, narrow: bool = False) -> Money:
    """Give Japan's initial defence budget of a fiscal year, in yen.

    Parameters
    ----------
    year : int
        Fiscal year, 1955 to 2026; 2026 is the cabinet's draft of December 2025.
    narrow : bool, optional
        Without the Okinawa (SACO) and realignment items.

    Raises
    ------
    LessonError
        If the data set has no figure of that kind for the year.

    Examples
    --------
    >>> japan_budget(2025), japan_budget(1986, narrow=True)
    (¥8.70 trillion (current prices, 2025), ¥3.34 trillion (current prices, 1986))
    """
    column = _NARROW if narrow else _INITIAL
    rows = [r for r in _budget_rows() if r.year == year and r[column] is not None]
    if not rows:
        kind = "without" if narrow else "with"
        years = [r.year for r in _budget_rows() if r[column] is not None]
        raise LessonError(
            f"There is no initial budget {kind} the Okinawa and realignment items for fiscal "
            f"{year!r}; the data set has {len(years)} years from {min(years)} to {max(years)}."
        )
    return Money(rows[0][column] * 1e9, "JPY", year=year)


def _budget_rows() -> list[Row]:
    rows = data.load("defence_budget_japan")
    return [r for r in rows if not r.stage.startswith("ministry request")]


def budget_lines() -> dict[str, list[tuple[int, float]]]:
    """Give the budgets as lines to draw: years and billions of yen, or % of forecast GNP.

    Returns
    -------
    dict
        ``"narrow"`` (without the Okinawa and realignment items), ``"wide"`` (with them) in
        billion yen; ``"share"`` in % of the GNP forecast with the budget, to fiscal 1998.

    Examples
    --------
    >>> lines = budget_lines()
    >>> lines["share"][-1], lines["wide"][-1]
    ((1998, 0.95), (2026, 9035.3))
    """
    columns = {"narrow": _NARROW, "wide": _INITIAL, "share": "share_of_initial_forecast_gnp_pct"}
    return {
        name: [(r.year, r[column]) for r in _budget_rows() if r[column] is not None]
        for name, column in columns.items()
    }


def ceiling_budgets() -> dict[int, float | None]:
    """Give the share of forecast GNP of each budget drawn up under the ceiling of 1%.

    Returns
    -------
    dict
        Fiscal year → % of forecast GNP, None where the data set has no figure. The ceiling was
        set in November 1976 and dropped in December 1986, so it bound the budgets of fiscal 1977
        to 1986.

    Examples
    --------
    >>> shares = ceiling_budgets()
    >>> len(shares), max(s for s in shares.values() if s), shares[1978]
    (10, 0.997, None)
    """
    start, end = (int(month[:4]) for month in CEILING)
    shares = dict(budget_lines()["share"])
    return {year: shares.get(year) for year in range(start + 1, end + 1)}
