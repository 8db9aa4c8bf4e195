"""Words of patterns → types of a vocabulary: once per type ever seen, never per token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Int32
from framing.codebook.patterns import Word

# Letters by which texts that may begin (or end) with a stem are sorted out: as many as the
# shortest stems of the shipped codebooks have; a shorter stem costs one more pass over all.
_LETTERS = 3


class WordFinder:
    """Finds the types that words of patterns stand for, and remembers them while the vocabulary grows.

    Partitions of one corpus share most of their vocabulary: what is remembered never changes what
    is found, only the time.

    Parameters
    ----------
    words : sequence of Word
        Distinct; ``*`` alone is left out, it stands for everything.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = tuple(words)
        wanted = [(number, word) for number, word in enumerate(words) if not word.is_any]
        self._lemmas = {number: word.text for number, word in wanted if not word.exact}
        self._forms = {number: word.text.lower() for number, word in wanted if word.exact}
        self._forget(None)

    def _forget(self, vocabulary: object) -> None:
        self._vocabulary, self._known = vocabulary, 0
        self._found = (np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32))

    def find(
        self, surface: NDArray[np.object_], lemma: NDArray[np.object_], vocabulary: object = None
    ) -> tuple[Int32, Int32]:
        """Return which types each word stands for.

        Parameters
        ----------
        surface, lemma : object arrays of str, length n_types
        vocabulary : object, optional
            `Tokens.vocabulary`: where it is the one of the last call, only the types behind those
            known then are looked at.

        Returns
        -------
        word, type : int32 arrays of equal length
            Pairs, each once: ``types[i]`` is a type that ``words[word[i]]`` matches.
        """
        if vocabulary is None or vocabulary is not self._vocabulary:
            self._forget(vocabulary)
        if len(surface) > self._known:
            word, kind = self._pairs(surface[self._known :], lemma[self._known :])
            new = (word, kind + np.int32(self._known))
            self._found = (np.append(self._found[0], new[0]), np.append(self._found[1], new[1]))
            self._known = len(surface)
        return self._found

    def _pairs(self, surface: NDArray[np.object_], lemma: NDArray[np.object_]) -> tuple[Int32, Int32]:
        word, kind = _pairs(self._lemmas, lemma.tolist())
        form_word, form_kind = _pairs(self._forms, list(map(str.lower, surface.tolist())))
        is_meant = _has_the_case(self._words, surface, form_word, form_kind)
        return np.concatenate([word, form_word[is_meant]]), np.concatenate([kind, form_kind[is_meant]])


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


def _has_the_case(
    words: Sequence[Word], surface: NDArray[np.object_], word: Int32, kind: Int32
) -> NDArray[np.bool_]:
    """Look at capitals last, at the few forms that are right but for them."""
    is_meant = np.ones(len(word), dtype=bool)
    keeps_case = np.array([w.keeps_case for w in words], dtype=bool)
    for i in np.flatnonzero(keeps_case[word]).tolist():
        text, form = words[word[i]].text, surface[kind[i]]
        is_meant[i] = matches_wildcard(form, text.split("*")) if "*" in text else form == text
    return is_meant


def _pairs(text_of: Mapping[int, str], texts: list[str]) -> tuple[Int32, Int32]:
    """Pairs of word number and index into `texts` that it stands for."""
    whole: dict[str, list[int]] = {}
    for number, text in text_of.items():
        if "*" not in text:
            whole.setdefault(text, []).append(number)
    wild = {number: text.split("*") for number, text in text_of.items() if "*" in text}
    starts = {number: pieces[0] for number, pieces in wild.items() if pieces[1:] == [""]}
    ends = {number: pieces[1] for number, pieces in wild.items() if pieces[:-1] == [""]}
    found = _hits(whole, texts, range(len(texts)))
    found += _edge_hits(starts, texts, lambda n: slice(0, n)) + _edge_hits(
        ends, texts, lambda n: slice(-n, None)
    )
    for number in sorted(wild.keys() - starts.keys() - ends.keys()):
        longest = max(wild[number], key=len)
        candidates = [i for i, text in enumerate(texts) if longest in text]
        found += [(number, i) for i in candidates if matches_wildcard(texts[i], wild[number])]
    word, kind = np.array(found, dtype=np.int32).reshape(-1, 2).T
    return word, kind


def _hits(numbers: Mapping[str, list[int]], texts: Iterable[str], at: Sequence[int]) -> list[tuple[int, int]]:
    """Look every text up: map and fromiter do it without Python bytecode for the many that miss."""
    groups = list(numbers.values())
    slot_of = {text: slot for slot, text in enumerate(numbers)}
    slot = np.fromiter(map(slot_of.get, texts, repeat(-1)), np.int32, len(at))
    return [(number, at[i]) for i in np.flatnonzero(slot >= 0).tolist() for number in groups[slot[i]]]


def _edge_hits(
    stems: Mapping[int, str], texts: list[str], edge: Callable[[int], slice]
) -> list[tuple[int, int]]:
    """Find the texts that begin, or end, with a stem: one pass over all, then one for each length."""
    groups: dict[int, dict[str, list[int]]] = {}
    for number, stem in stems.items():
        groups.setdefault(len(stem), {}).setdefault(stem, []).append(number)
    found: list[tuple[int, int]] = []
    few, few_at = _candidates(
        [stem for stem in stems.values() if len(stem) >= _LETTERS], texts, edge(_LETTERS)
    )
    for length in sorted(groups):
        pool, at = (few, few_at) if length >= _LETTERS else (texts, range(len(texts)))
        found += _hits(groups[length], map(itemgetter(edge(length)), pool), at)
    return found


def _candidates(stems: Sequence[str], texts: list[str], edge: slice) -> tuple[list[str], list[int]]:
    """Return the texts that share their first, or last, letters with a stem, and where they stand."""
    if not stems:
        return [], []
    letters = {stem[edge] for stem in stems}
    is_candidate = map(letters.__contains__, map(itemgetter(edge), texts))
    at = np.flatnonzero(np.fromiter(is_candidate, bool, len(texts))).tolist()
    return [texts[i] for i in at], at
