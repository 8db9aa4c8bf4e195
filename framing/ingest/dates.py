"""Dates of publication: ISO 8601, of reduced precision where no more is known."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}.*)?)?)?")


@lru_cache(maxsize=4096)
def iso_date(text: str) -> str:
    """Return the date as YYYY, YYYY-MM or YYYY-MM-DD, or "" if it is none.

    A time of day is cut off; a month or day that does not exist makes the whole no date.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return ""
    parts = [part for part in match.groups() if part]
    try:
        date(*(int(part) for part in [*parts, "01", "01"][:3]))
    except ValueError:
        return ""
    return "-".join(parts)


def published_columns(stated: str, how: str) -> tuple[str, str]:
    """Return (published, published_how); how = "" lets a valid date be stated and anything else absent."""
    published = iso_date(stated)
    if not published:
        return "", "absent"
    return published, how if how in ("stated", "inferred") else "stated"
