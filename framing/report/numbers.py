"""Numbers and dates as a French or an English reader writes them, without the system's locale."""

from __future__ import annotations

import math
import re

THIN = "\u202f"  # narrow no-break space: French groups thousands with it
HARD = "\u00a0"  # no-break space: stands before the French per cent sign and colon
MINUS = "\u2212"

_MARKS = {"fr": (",", THIN), "en": (".", ",")}
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
}
# From here on two decimals say enough: .0995 rounds to .10.
_TWO_DECIMALS_FROM = 0.0995
# Below this, three decimals would print .000, which reads as "cannot happen".
_LEAST_SHOWN = 0.0005
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def decimal(value: float, digits: int, language: str) -> str:
    """Return a number with that many decimals; "" for a missing one.

    A true minus sign is used, and a rounded zero has none.
    """
    if not math.isfinite(value):
        return ""
    point, group = _MARKS[language]
    whole, _, fraction = f"{abs(value):,.{digits}f}".partition(".")
    number = whole.replace(",", group) + (point + fraction if fraction else "")
    negative = value < 0 and any(c in "123456789" for c in number)
    return MINUS + number if negative else number


def bound(value: float, written: str, open_end: str) -> str:
    """Return a bound of an interval as it is written, or the word for an open end where it is infinite."""
    return open_end if math.isinf(value) else written


def integer(value: float, language: str) -> str:
    """Return a whole number, thousands grouped."""
    return decimal(value, 0, language)


def percent(share: float, language: str, digits: int = 0) -> str:
    """Return a share (0 … 1) as a percentage; "" for a missing one."""
    number = decimal(100 * share, digits, language)
    if not number:
        return ""
    return number + (HARD + "%" if language == "fr" else "%")


def probability(value: float, language: str) -> str:
    """Return a p-value with two decimals, three below .10 where they say more; "" for a missing one.

    Below .0005 it is "<.001". So is 0: a permutation p counts the labelling that was observed and is never 0
    here, so that a 0 can only be what rounding left. English drops the leading zero.
    """
    if not math.isfinite(value):
        return ""
    if value < _LEAST_SHOWN:
        return "<" + probability(2 * _LEAST_SHOWN, language)
    short = value >= _TWO_DECIMALS_FROM or math.isclose(value, round(value, 2), abs_tol=1e-9)
    number = decimal(value, 2 if short else 3, language)
    return number.removeprefix("0") if language == "en" else number


def date(iso: str, language: str) -> str:
    """Return an ISO 8601 date of any precision in words; what is no such date stays as it is."""
    found = _DATE.fullmatch(iso)
    if not found or int(found[2] or 1) not in range(1, 13):
        return iso
    year, month, day = found.groups()
    if not month:
        return year
    name = _MONTHS[language][int(month) - 1]
    if not day:
        return f"{name} {year}"
    number = str(int(day))
    return f"{'1er' if language == 'fr' and number == '1' else number}{HARD}{name} {year}"


def number_form(count: float, language: str) -> str:
    """Return the plural category: French says "one" for 0 and 1 (and 1.5), English for 1 only."""
    single = int(abs(count)) in (0, 1) if language == "fr" else count == 1
    return "one" if single else "other"
