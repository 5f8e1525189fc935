"""Numbers with a unit, as learners write them."""

from __future__ import annotations

import re
import unicodedata

from lesson_utils.errors import LessonError
from lesson_utils.i18n import _
from lesson_utils.places import NAUTICAL_MILE_KM

STATUTE_MILE_KM = 1.609344

# Names of a unit → (dimension, size). NFKC and lower case have been applied before.
UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(
        ["km", "kilometre", "kilometres", "kilometer", "kilometers", "キロ", "キロメートル"],
        ("length", 1.0),
    ),
    **dict.fromkeys(["m", "metre", "metres", "meter", "meters", "メートル"], ("length", 0.001)),
    **dict.fromkeys(
        ["nm", "nmi", "nautical mile", "nautical miles", "海里"], ("length", NAUTICAL_MILE_KM)
    ),
    **dict.fromkeys(["mile", "miles", "mi", "マイル"], ("length", STATUTE_MILE_KM)),
    **dict.fromkeys(["%", "per cent", "percent", "パーセント"], ("share", 1.0)),
    **dict.fromkeys(["h", "hour", "hours", "時間"], ("time", 1.0)),
}

ABOUT = re.compile(r"^(about|approximately|roughly|ca\.?|circa|約|およそ|[~≈〜])\s*", re.IGNORECASE)
NUMBER = re.compile(r"([+-]?(?:\d[\d,\s]*)?(?:\.\d+)?)\s*(.*)", re.DOTALL)


def parse_number(text: str, unit: str = "") -> float:
    """Read a number as learners write it.

    Parameters
    ----------
    text : str
        ``"215"``, ``"215 km"``, ``"２１５"``, ``"1,200"``, ``"約215キロ"``, ``"116 nm"``.
    unit : str
        The unit asked for; another unit of the same kind is converted.

    Returns
    -------
    float
        The number in `unit`.

    Raises
    ------
    LessonError
        If there is no number, or its unit is of another kind; the message is for the learner.

    Examples
    --------
    >>> parse_number("２１５ｋｍ", "km")
    215.0
    >>> round(parse_number("116 nm", "km"))
    215
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace("−", "-").replace("、", ",")
    plain = ABOUT.sub("", plain)
    match = NUMBER.fullmatch(plain)
    digits, rest = (match[1].strip(), match[2].strip().rstrip(".")) if match else ("", plain)
    if not re.search(r"\d", digits):
        raise _not_a_number(unit)
    digits = re.sub(r"\s", "", digits)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")  # 1,200
    elif re.fullmatch(r"[+-]?\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")  # 107,6
    elif "," in digits:
        raise _not_a_number(unit)
    value = float(digits)
    if not rest or rest == unit.lower():
        return value
    given, wanted = UNITS.get(rest), UNITS.get(unit.lower())
    if given is None or wanted is None or given[0] != wanted[0]:
        raise LessonError(
            _("“{given}” is not a unit that fits here. Answer in {unit}.").format(
                given=rest[:20], unit=unit
            )
            if unit
            else _("This answer has no unit. Write the number alone.")
        )
    return value * given[1] / wanted[1]


def _not_a_number(unit: str) -> LessonError:
    example = f"12 {unit}".strip()
    return LessonError(_("Write a number, for example {example}.").format(example=example))
