"""Lexicon: the few words whose form decides where a token or a sentence ends.

Closed lists of the language, written by hand; to re-check them, run the gate on the gold sentences
and read a sample of `Tokens.sentence` on the corpus at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

# Kinds are bits: a word may have several.
ELISION: Final = 1  # its apostrophe belongs to it and ends the token: l', qu'
TITLE: Final = 2  # its point never ends a sentence: M., Dr.
ABBREVIATION: Final = 4  # its point may end one, when a word follows that likes to start sentences
CLITIC: Final = 8  # after a hyphen it is a token of its own: dit|-il
WHOLE: Final = 16  # never divided although its parts look so: rendez-vous
STARTER: Final = 32  # often the first word of a sentence, seldom a name
CLIPPED: Final = 64  # written with an apostrophe in front that is no quotation mark: 'em
NUMBERED: Final = 128  # an abbreviation only before a number: No. 5, Jan. 6, art. 3

_FRENCH: Mapping[int, str] = MappingProxyType(
    {
        ELISION: "l d qu n s j c m t lorsqu puisqu quoiqu jusqu",
        TITLE: "M MM Mgr Dr Pr St Ste cf av apr env dir éd réf tél",
        NUMBERED: "p pp no nos n art al fig vol chap t janv févr avr juil sept oct nov déc",
        ABBREVIATION: "etc ex Inc Corp Ltd Co Jr Sr",
        CLITIC: "je tu il elle on nous vous ils elles ce moi toi le la les lui leur y en",
        WHOLE: "rendez-vous chez-nous chez-vous chez-moi chez-toi après-vous entre-nous c'est-à-dire",
        STARTER: "le la les l' un une des il elle ils elles on ce cette ces c' cet mais et en dans pour selon après "
        "avant depuis je nous vous au aux à son sa ses leur leurs si quand lors alors ainsi enfin or car "
        "d' de du par sur plus tout tous toutes n' qui que qu' s' cela ça celui parmi malgré",
    }
)
_ENGLISH: Mapping[int, str] = MappingProxyType(
    {
        TITLE: "Mr Mrs Ms Mx Dr Prof Rev Hon Sen Sens Rep Reps Gov Govs Gen Lt Col Maj Capt Cmdr Sgt Cpl Adm Amb "
        "Pres St Ste Mt Ft Supt Det Atty Msgr Fr vs v cf viz approx",
        NUMBERED: "No Nos Vol Fig pp p Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec",
        ABBREVIATION: "etc Inc Corp Ltd Co Cos Bros Jr Sr Esq al dept govt Ave Blvd Ph Ariz Calif Colo Conn Fla Ga Ill "
        "Ind Kan Ky Mass Mich Minn Miss Neb Nev Okla Ore Pa Tenn Tex Va Wash Wis Wyo Ala Ark Del Md Mont Vt",
        STARTER: "the a an he she it they we i but and in on at this that these those his her its their our my as "
        "for if when while after before since with there what why how who so yet or not no to by from under "
        "according however meanwhile still now then you your some many most both all",
        CLIPPED: "em tis twas til till cause cuz n round bout",
    }
)
LEXICA: Mapping[str, Mapping[int, str]] = MappingProxyType({"fr": _FRENCH, "en": _ENGLISH})

_PRIME: Final = 0x100000001B3  # FNV-1a, 64 bit (Fowler, Noll & Vo)
_BASIS: Final = 0xCBF29CE484222325
_MASK: Final = 0xFFFFFFFFFFFFFFFF


class Lexicon(NamedTuple):
    """Words of one language in an open-addressing table.

    Attributes
    ----------
    slots : int32 array, length a power of two
        Index of the word, or −1.
    first : int32 array, length n_words + 1
        Where each word begins in `letters`.
    letters : uint32 array
        Code points of all words.
    kinds : uint8 array, length n_words
        Bits, see the constants of this module.
    french : bool
        Whether the rules of French elision and inversion apply (else the English possessive).
    longest_with_point, longest_elision : int
        Letters of the longest word that may keep a point, that may end in an apostrophe: longer ones
        need not be looked up.
    """

    slots: NDArray[np.int32]
    first: NDArray[np.int32]
    letters: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    french: bool
    longest_with_point: int
    longest_elision: int


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; an unknown one has no words and the English rules."""
    kinds: dict[str, int] = {}
    for word, kind in _forms(LEXICA.get(language, {})):
        kinds[word] = kinds.get(word, 0) | kind
    words = sorted(kinds)
    slots = np.full(_slots_for(len(words)), -1, dtype=np.int32)
    for index, word in enumerate(words):
        slot = fnv(word) & (len(slots) - 1)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = index
    lengths = np.array([0, *map(len, words)], dtype=np.int32)
    letters = np.array([ord(c) for word in words for c in word], dtype=np.uint32)
    bits = np.array([kinds[word] for word in words], dtype=np.uint8)
    longest = [
        max((len(word) for word in words if kinds[word] & kind), default=1)
        for kind in (TITLE | ABBREVIATION | NUMBERED, ELISION)
    ]
    first = np.cumsum(lengths, dtype=np.int32)
    return Lexicon(slots, first, letters, bits, language == "fr", *longest)


def fnv(word: str) -> int:
    """Return the FNV-1a hash of the code points of a word, as `scan` computes it."""
    value = _BASIS
    for character in word:
        value = ((value ^ ord(character)) * _PRIME) & _MASK
    return value ^ (value >> 32)


def _forms(lists: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    for kind, words in lists.items():
        for word in words.split():
            yield word, kind
            if kind != CLITIC:  # an inversion is written small: dit-il
                yield word[:1].upper() + word[1:], kind
                yield word.upper(), kind


def _slots_for(n: int) -> int:
    return 1 << max(4, (4 * n).bit_length())
