"""Holders: the patterns that say who belongs to a camp, and what is wrong with them.

A pattern is words that must all stand in the holder's name, in any order, large and small letters, accents and
apostrophes aside: ``Lavrov``, ``ministre russe``. ``iran*`` is any word that begins so; a ``*`` alone is one more
word, whatever it is (``parquet de *``). `ANONYMOUS` is whoever ``sources.v1`` found to be left unnamed on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from framing.errors import nearest

ANONYMOUS: Final = "@anonymous"
SOURCES: Final = "sources.v1"  # the extractor that tells who is anonymous
_WORD = re.compile(r"[^\W_]+")
_PATTERN_WORD = re.compile(r"[^\W_]+\*?|\*")
# A * ends a word or stands alone; what else may stand between words. "a|b" and "(a)" are another pattern language.
_WELL_FORMED = re.compile(r"(?:[\w’'.,/&–-]+\*?|\*)(?:\s+(?:[\w’'.,/&–-]+\*?|\*))*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


@dataclass(frozen=True)
class Pattern:
    """A pattern, read.

    Attributes
    ----------
    whole, begun : tuple of str
        Words, and beginnings of words, sorted; without accents, in small letters.
    more : int
        How many words there must be besides.
    """

    whole: tuple[str, ...]
    begun: tuple[str, ...]
    more: int = 0

    @property
    def words(self) -> int:
        """Number of words that it names: of two patterns, the one that names more is the more specific."""
        return len(self.whole) + len(self.begun)

    def fits(self, name: tuple[str, ...]) -> bool:
        """Tell whether all its words stand in a name (see `words_of`), which has at least as many."""
        return (
            len(name) >= self.words + self.more
            and all(name.count(word) >= self.whole.count(word) for word in self.whole)
            and all(any(word.startswith(begin) for word in name) for begin in self.begun)
        )


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, in small letters: "l’Élysée" → l, elysee."""
    return tuple(_WORD.findall(_plain(name)))


def read_pattern(text: str) -> Pattern:
    """Return a pattern as it is compared; one without words fits nobody."""
    found = _PATTERN_WORD.findall(_plain(text))
    begun = sorted(word[:-1] for word in found if word.endswith("*") and word != "*")
    return Pattern(tuple(sorted(w for w in found if "*" not in w)), tuple(begun), found.count("*"))


def pattern_fault(text: str) -> tuple[str, str]:
    """Return what is expected of a pattern and what to do, or two empty texts where nothing is wrong."""
    if text.startswith("@"):
        known = text == ANONYMOUS
        return ("", "") if known else (f"words, or {ANONYMOUS}", nearest(text, [ANONYMOUS]) or "take it out")
    if not _WELL_FORMED.fullmatch(text.strip()):
        return "words; * only alone or at the end of one", "write each alternative as a pattern of its own"
    if not read_pattern(text).words:
        return "at least one word of the holder's name", "write a word besides *"
    return "", ""


def repeated_patterns(camps: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, int, str, int]]:
    """Yield every pattern that stood before, in the same camp or another.

    Parameters
    ----------
    camps : mapping of camp to patterns

    Yields
    ------
    tuple of (camp, place, camp, place)
        Where it stands, and where it stood first.
    """
    first: dict[Any, tuple[str, int]] = {}
    for camp, patterns in camps.items():
        for n, text in enumerate(patterns):
            key = text if text.startswith("@") else read_pattern(text)
            if key in first:
                yield (camp, n, *first[key])
            first.setdefault(key, (camp, n))


class Matcher:
    """Patterns of camps, ready to be asked of many names.

    Parameters
    ----------
    camps : mapping of camp to patterns
    """

    def __init__(self, camps: Mapping[str, Iterable[str]]) -> None:
        self._by_word: dict[str, list[tuple[Pattern, str]]] = {}
        for camp, patterns in camps.items():
            for pattern in map(read_pattern, patterns):
                # filed under one word that a fitting name must hold; "" where only beginnings are given
                if pattern.words:
                    key = max(pattern.whole, key=len, default="")
                    self._by_word.setdefault(key, []).append((pattern, camp))

    def camps_of(self, name: str) -> tuple[str, ...]:
        """Return the camps of the most specific patterns that fit a name, sorted: none, one, or several alike."""
        words = words_of(name)
        filed = [pair for word in {"", *words} for pair in self._by_word.get(word, ())]
        fitting = [(pattern.words, camp) for pattern, camp in filed if pattern.fits(words)]
        most = max((n for n, _ in fitting), default=0)
        return tuple(sorted({camp for n, camp in fitting if n == most}))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
