"""Spellings: the column, outlet or language that was probably meant by a name that is not known.

Nothing is accepted because of a likeness; it is only asked.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from framing.ingest.profiles import Profile, profile_of

# "lable" and "label" lie at 0.80. Shorter names lie near too many words ("idx", "uid"), a misspelling hardly
# ever changes the first letter ("update"), and a further part makes another column ("title_en").
_LIKENESS = 0.8
_LEAST_LETTERS = 4
# "prestv" and "presstv" lie at 0.92, "rtt" and "rt" at 0.80.
_LIKENESS_OF_OUTLETS = 0.75
# How the two languages that are measured are called: their codes, in both of them, by their neighbours.
_CALLED = {
    "fr": ("fr", "fre", "fra", "french", "francais", "francaise", "franzosisch", "frances", "francese"),
    "en": ("en", "eng", "ang", "english", "anglais", "anglaise", "englisch", "ingles", "inglese"),
}
_CODES = {name: code for code, names in _CALLED.items() for name in names}
_CODE = re.compile("[a-z]{2,3}")
_LEAST_LETTERS_OF_LANGUAGES = 5


def nearest_column(name: str, known: Iterable[str]) -> str:
    """Return the known column that a name is a misspelling of, "" if none."""
    written = _letters(name)
    by_letters = {_letters(k): k for k in sorted(known, reverse=True)}
    if written in by_letters or len(written) < _LEAST_LETTERS:
        return by_letters.get(written, "")
    alike = [
        letters
        for letters, k in sorted(by_letters.items())
        if k[:1].casefold() == written[:1] and len(letters) >= _LEAST_LETTERS and _parts(k) == _parts(name)
    ]
    near = difflib.get_close_matches(written, alike, n=1, cutoff=_LIKENESS)
    return by_letters[near[0]] if near else ""


def meant_outlet(outlet: str, known: Iterable[str], profiles: Mapping[str, Profile]) -> str:
    """Return the known outlet that another spelling probably means; "" if it is a name of its own.

    Parameters
    ----------
    outlet : str
        As a catalogue or a table says.
    known : iterable of str
        Outlets that a study names.
    profiles : mapping
        Outlet → profile: an outlet with a profile is never taken for another one.
    """
    names = sorted(known, reverse=True)
    if outlet in names or outlet in profiles:
        return ""
    signed = profile_of(outlet, profiles).outlet
    if signed in names:
        return signed
    by_letters = {_letters(name): name for name in names if _letters(name)}
    near = difflib.get_close_matches(_letters(outlet), sorted(by_letters), n=1, cutoff=_LIKENESS_OF_OUTLETS)
    return by_letters[near[0]] if near else ""


def meant_code(value: str) -> str:
    """Return the language code that was meant by a value that is none: "Français" → "fr"; "" if unknown."""
    if value in _CALLED:
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", value) if not unicodedata.combining(c))
    words = re.findall("[a-z]+", bare.casefold())
    if not words:
        return ""
    long = [name for name in _CODES if len(name) >= _LEAST_LETTERS_OF_LANGUAGES]
    near = difflib.get_close_matches(words[0], long, n=1, cutoff=_LIKENESS)
    return _CODES.get(words[0]) or (_CODES[near[0]] if near else "")


def code_fault(value: str) -> str:
    """Return why a value is no language code, with the code that was meant; "" if it is one."""
    meant = meant_code(value)
    if meant:
        return f"language {value!r} is no code: {meant!r} was meant"
    return "" if _CODE.fullmatch(value) else f"language {value!r} is no code such as 'fr' or 'en'"


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _parts(name: str) -> int:
    return len(re.findall(r"[^\W_]+", name))
