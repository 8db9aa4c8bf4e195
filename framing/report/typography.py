"""Spacing of French, applied at display only, and text made harmless to show.

The summary holds ordinary spaces, so that search, copy and digest see what was written.
"""

from __future__ import annotations

import re
import unicodedata

THIN, HARD = "\u202f", "\u00a0"

_BEFORE_HIGH = re.compile(r" (?=[;!?»])")
_BEFORE_COLON = re.compile(r" (?=:(?:\s|$))")
_AFTER_OPENING = re.compile(r"(?<=«) ")

# Marks that would turn the direction of what follows; a name must not rewrite its neighbours.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Control characters (tab and line break too: a cell is one line), unpaired surrogates, non-characters.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def display(text: str, language: str) -> str:
    """Return our own text with the spacing of its language."""
    if language != "fr":
        return text
    text = _BEFORE_HIGH.sub(THIN, text)
    text = _BEFORE_COLON.sub(HARD, text)
    return _AFTER_OPENING.sub(THIN, text)


def harmless(text: str) -> str:
    """Return text of unknown origin as one NFC line without control or direction marks."""
    return unicodedata.normalize("NFC", _DIRECTION.sub("", _CONTROL.sub(" ", text))).strip()


def harmless_lines(text: str) -> str:
    """Return text of several lines without control or direction marks, its indentation kept."""
    return "\n".join(_CONTROL.sub(" ", _DIRECTION.sub("", line)) for line in text.split("\n"))


def shortened(text: str, limit: int) -> str:
    """Return at most `limit` code points, an ellipsis being the last where some were left off."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
