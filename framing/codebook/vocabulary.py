"""Words of patterns → types of a vocabulary: once per partition, never per token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Int32
from framing.codebook.patterns import Word

# Wildcards are sorted into drawers by their first or last letters: with four, nearly all that
# is in a drawer fits; more letters would only mean more passes for the shorter wildcards.
_DRAWER = 4


def types_of_words(
    words: Sequence[Word], surface: NDArray[np.object_], lemma: NDArray[np.object_]
) -> tuple[Int32, Int32]:
    """Return which types each word stands for.

    Parameters
    ----------
    words : sequence of Word
        Distinct; ``*`` alone is left out, it stands for everything.
    surface, lemma : object arrays of str, length n_types

    Returns
    -------
    word, type : int32 arrays of equal length
        Pairs, each once: ``types[i]`` is a type that ``words[word[i]]`` matches.
    """
    lemmas, exact, folded = ([], [], [])  # type: tuple[list[int], list[int], list[int]]
    for number, word in enumerate(words):
        if not word.is_any:
            (exact if word.keeps_case else folded if word.exact else lemmas).append(number)
    forms = surface.tolist() if exact or folded else []
    parts = [
        _pairs(words, lemmas, lemma.tolist() if lemmas else []),
        _pairs(words, exact, forms if exact else []),
        _pairs(words, folded, list(map(str.lower, forms)) if folded else []),
    ]
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def matches_wildcard(text: str, pieces: Sequence[str]) -> bool:
    """Return whether a text consists of these pieces in order with anything in between.

    Each piece is looked for once, from left to right: time is linear whatever the text.
    """
    head, *middle, tail = pieces
    at, stop = len(head), len(text) - len(tail)
    if stop < at or not text.startswith(head) or not text.endswith(tail):
        return False
    for piece in middle:
        found = text.find(piece, at, stop)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _pairs(words: Sequence[Word], chosen: Iterable[int], texts: list[str]) -> tuple[Int32, Int32]:
    whole = {words[number].text: number for number in chosen if "*" not in words[number].text}
    wild = [
        _Wildcard(number, words[number].text.split("*")) for number in chosen if "*" in words[number].text
    ]
    # one dictionary look-up for every type, run by map and fromiter without a Python loop
    number_of = np.fromiter(map(whole.get, texts, repeat(-1)), np.int32, len(texts))
    types = np.flatnonzero(number_of >= 0)
    found = list(_wildcard_hits(wild, texts))
    pairs = np.array(found, dtype=np.int32).reshape(-1, 2)
    return np.concatenate([number_of[types], pairs[:, 0]]), np.concatenate(
        [types, pairs[:, 1]], dtype=np.int32
    )


@dataclass(frozen=True)
class _Wildcard:
    word: int
    pieces: list[str]


def _wildcard_hits(wild: Sequence[_Wildcard], texts: list[str]) -> Iterable[tuple[int, int]]:
    begins = [w for w in wild if w.pieces[0]]
    ends = [w for w in wild if not w.pieces[0] and w.pieces[-1]]
    inner = [w for w in wild if not w.pieces[0] and not w.pieces[-1]]
    yield from _by_drawer(begins, texts, lambda w: w.pieces[0][:_DRAWER], lambda n: slice(0, n))
    yield from _by_drawer(ends, texts, lambda w: w.pieces[-1][-_DRAWER:], lambda n: slice(-n, None))
    for wildcard in inner:
        rarest = max(wildcard.pieces, key=len)
        candidates = [i for i, text in enumerate(texts) if rarest in text]
        yield from ((wildcard.word, i) for i in candidates if matches_wildcard(texts[i], wildcard.pieces))


def _by_drawer(
    wild: Sequence[_Wildcard],
    texts: list[str],
    key: Callable[[_Wildcard], str],
    part: Callable[[int], slice],
) -> Iterable[tuple[int, int]]:
    """One pass over the vocabulary for each length of key; only drawers that exist are opened."""
    for length in sorted({len(key(w)) for w in wild}):
        drawers: dict[str, list[_Wildcard]] = {}
        for wildcard in wild:
            if len(key(wildcard)) == length:
                drawers.setdefault(key(wildcard), []).append(wildcard)
        cut = part(length)
        # slicing and looking up by map: no Python bytecode runs for the many types outside all drawers
        is_candidate = map(drawers.__contains__, map(itemgetter(cut), texts))
        for i in np.flatnonzero(np.fromiter(is_candidate, bool, len(texts))).tolist():
            text = texts[i]
            for wildcard in drawers[text[cut]]:
                if text.startswith(wildcard.pieces[0]) and matches_wildcard(text, wildcard.pieces):
                    yield wildcard.word, i
