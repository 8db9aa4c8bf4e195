"""Lemmas: one a type, from simplemma's dictionaries; the tier is recorded, never mixed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Words whose lemma is settled here: elided forms, which simplemma does not know, and pronouns and
# possessives, which it throws together (il, elle, ils → lui; mon, notre, leur → son).
_SETTLED: Final = MappingProxyType(
    {
        "fr": "l'=le d'=de qu'=que n'=ne s'=se j'=je c'=ce m'=me t'=te lorsqu'=lorsque puisqu'=puisque "
        "quoiqu'=quoique jusqu'=jusque je=je me=me tu=tu te=te il=il ils=il elle=elle elles=elle eux=eux lui=lui "
        "leur=leur leurs=leur notre=notre nos=notre votre=votre vos=votre mon=mon ma=mon mes=mon ton=ton ta=ton "
        "tes=ton son=son sa=son ses=son moi=moi toi=toi",
        "en": "'s='s us=we",
    }
)
# simplemma leaves some French forms one step short: tués → tué, while tué → tuer; ambitieuses →
# ambitieuse. A second step gives all forms of such a word one lemma (gold lemmas: 80 of 87 instead of
# 78). It is kept to participles and to -euse: elsewhere it goes wrong (visites → visite → visiter).
_PARTICIPLE_ENDINGS: Final = ("é", "i", "u", "s", "t")
_INFINITIVE_ENDINGS: Final = ("er", "ir", "re")
_FEMININE: Final = "euse"


@dataclass(frozen=True)
class Lemmatizer:
    """Lemmas of one language.

    Parameters
    ----------
    language : str
        One without a dictionary gets the lower-case form as lemma.

    Notes
    -----
    In this order: words settled here; the form as written, so that ``US``, ``Paris`` and
    ``Iranians`` are not taken for *we*, a wager and an unknown word; the lower-case form; a
    compound with a hyphen by its last part, French by any lemma of it, English by its plural only
    (``war-torn`` stays). simplemma's further strategies (rules, prefixes, suffixes) are left out:
    for French and English they find nothing more but cost five times the time.
    """

    language: str

    @property
    def tier(self) -> str:
        """Name and version of the source of the lemmas, for the record."""
        return f"simplemma {version('simplemma')} dictionary"

    def lemmas(self, surface: Sequence[str]) -> NDArray[np.object_]:
        """Return the lower-case lemma of each type, object array of str."""
        lemma = np.empty(len(surface), dtype=object)
        lemma[:] = list(map(lookup(self.language), surface))
        return lemma


@cache
def lookup(language: str) -> Callable[[str], str]:
    """Return the function from form to lower-case lemma of a language."""
    settled = dict(pair.split("=") for pair in _SETTLED.get(language, "").split())
    entry = _dictionary(language)
    if entry is None:
        return str.lower

    def step(form: str) -> str | None:
        lower = form.lower()
        cased = entry(form) if form != lower else None
        if lower in settled and not (cased and form.isupper() and len(form) > 1):
            return settled[lower]
        return cased or entry(lower) or entry(lower.capitalize())

    def lemma(form: str) -> str:
        first = step(form)
        if first is None:
            return _compound(form.lower(), entry, language)
        return _second_step(first, entry).lower() if language == "fr" else first.lower()

    return lemma


def is_word(language: str) -> Callable[[str], bool]:
    """Return the function from form to whether the dictionary of a language holds it as written."""
    entry = _dictionary(language)
    return lambda form: entry is not None and entry(form) is not None


@cache
def _dictionary(language: str) -> Callable[[str], str | None] | None:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory  # noqa: PLC0415

    try:
        return DefaultDictionaryFactory().get_dictionary(language).get
    except ValueError:
        return None


def _second_step(first: str, entry: Callable[[str], str | None]) -> str:
    if first.endswith(_PARTICIPLE_ENDINGS):
        again = entry(first)
        return again if again and again.endswith(_INFINITIVE_ENDINGS) else first
    masculine = first.removesuffix("se") + "x"
    return masculine if first.endswith(_FEMININE) and entry(masculine) == masculine else first


def _compound(form: str, entry: Callable[[str], str | None], language: str) -> str:
    head, hyphen, tail = form.rpartition("-")
    last = entry(tail) if hyphen else None
    if last is None or (language == "en" and not tail.startswith(last)):
        return form
    plural = tail in (last + "s", last + "es")
    return f"{head}-{last.lower()}" if plural or language != "en" else form
