"""What states and their money are called, in the learner's language."""

from __future__ import annotations

from .errors import UnknownNameError
from .i18n import _, language

__all__ = ["currency_name", "money_text", "state_in_text", "state_name", "state_short"]


def state_name(code: str) -> str:
    """Name a state that spends on defence in the course's tables.

    Parameters
    ----------
    code : str
        ISO 3166 alpha-3 code.

    Raises
    ------
    UnknownNameError
        If the course has no spending of it.

    Examples
    --------
    >>> state_name("TUR")
    'Türkiye'
    """
    names = {
        "ALB": _("Albania"), "AUS": _("Australia"), "BEL": _("Belgium"), "BGR": _("Bulgaria"),
        "CAN": _("Canada"), "CHN": _("China"), "CZE": _("Czechia"), "DEU": _("Germany"),
        "DNK": _("Denmark"), "ESP": _("Spain"), "EST": _("Estonia"), "FIN": _("Finland"),
        "FRA": _("France"), "GBR": _("United Kingdom"), "GRC": _("Greece"), "HRV": _("Croatia"),
        "HUN": _("Hungary"), "IND": _("India"), "ITA": _("Italy"), "JPN": _("Japan"),
        "KOR": _("South Korea"), "LTU": _("Lithuania"), "LUX": _("Luxembourg"),
        "LVA": _("Latvia"), "MKD": _("North Macedonia"), "MNE": _("Montenegro"),
        "NLD": _("Netherlands"), "NOR": _("Norway"), "PHL": _("Philippines"), "POL": _("Poland"),
        "PRT": _("Portugal"), "ROU": _("Romania"), "RUS": _("Russia"), "SVK": _("Slovakia"),
        "SVN": _("Slovenia"), "SWE": _("Sweden"), "TUR": _("Türkiye"), "TWN": _("Taiwan (ROC)"),
        "USA": _("United States"),
    }  # fmt: skip
    if code not in names:
        raise UnknownNameError("state", code, sorted(names), "Give its three-letter code.")
    return names[code]


def state_in_text(code: str) -> str:
    """Name a state as it stands inside a sentence.

    Examples
    --------
    >>> state_in_text("USA")
    'the United States'
    """
    return _("the United States") if code == "USA" else state_name(code)


def state_short(code: str) -> str:
    """Name a state in as few letters as a line's end has room for.

    Examples
    --------
    >>> state_short("USA"), state_short("JPN")
    ('US', 'Japan')
    """
    return _("US") if code == "USA" else state_name(code)


def currency_name(code: str) -> str:
    """Name a currency, in the plural.

    Raises
    ------
    UnknownNameError
        If no state with GDP and spending in the course's tables uses it.

    Examples
    --------
    >>> currency_name("PLN")
    'zloty'
    """
    names = {
        "AUD": _("Australian dollars"), "CAD": _("Canadian dollars"), "EUR": _("euros"),
        "GBP": _("pounds"), "JPY": _("yen"), "KRW": _("won"), "PHP": _("Philippine pesos"),
        "PLN": _("zloty"), "TRY": _("lira"), "TWD": _("New Taiwan dollars"),
        "USD": _("US dollars"), "INT": _("international dollars"),
    }  # fmt: skip
    if code not in names:
        raise UnknownNameError("currency", code, sorted(names))
    return names[code]


def money_text(amount: float, currency: str) -> str:
    """Write a sum with its currency in the steps a reader of the language counts in.

    Parameters
    ----------
    amount : float
        In single units, not millions.
    currency : str
        ISO 4217 code, or ``"INT"`` for international dollars (purchasing power).

    Examples
    --------
    >>> money_text(31.6e12, "JPY"), money_text(256_326, "JPY"), money_text(-83.7e9, "EUR")
    ('31.60 trillion yen', '256,326 yen', '−83.7 billion euros')
    """
    name, size = currency_name(currency), abs(amount)
    if language() == "ja":
        steps = [
            (1e12, 2, _("{n} trillion {currency}")),
            (1e8, 0, _("{n} hundred million {currency}")),
            (1e4, 1, _("{n} ten thousand {currency}")),
        ]
    else:
        steps = [
            (1e12, 2, _("{n} trillion {currency}")),
            (1e9, 1, _("{n} billion {currency}")),
            (1e6, 1, _("{n} million {currency}")),
        ]
    sign = "−" if amount < 0 else ""
    for step, digits, pattern in steps:
        if size >= step * (1 - 0.5 * 10**-digits):
            return pattern.format(n=f"{sign}{size / step:,.{digits}f}", currency=name)
    return _("{n} {currency}").format(n=f"{sign}{size:,.0f}", currency=name)
