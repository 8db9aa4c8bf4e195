"""Words of patterns → types of a vocabulary: once per partition, never per token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Int32
from framing.codebook.patterns import Word

# Wildcards are sorted into drawers by their first or last letters. Three, as the shortest stems
# of the shipped codebooks have: each length of its own is one more pass over the vocabulary.
_DRAWER = 3


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
    lemmas = {number: word.text for number, word in enumerate(words) if not word.exact and not word.is_any}
    forms = {number: word.text.lower() for number, word in enumerate(words) if word.exact and not word.is_any}
    word, kind = _pairs(lemmas, lemma.tolist() if lemmas else [])
    form_word, form_kind = _pairs(forms, list(map(str.lower, surface.tolist())) if forms else [])
    is_meant = _has_the_case(words, surface, form_word, form_kind)
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
    wild = [_Wildcard(number, text.split("*")) for number, text in text_of.items() if "*" in text]
    # one dictionary look-up for every type, run by map and fromiter without a Python loop
    slot_of = {text: slot for slot, text in enumerate(whole)}
    slot = np.fromiter(map(slot_of.get, texts, repeat(-1)), np.int32, len(texts))
    groups = list(whole.values())
    found = [(number, i) for i in np.flatnonzero(slot >= 0).tolist() for number in groups[slot[i]]]
    found += _wildcard_hits(wild, texts)
    word, kind = np.array(found, dtype=np.int32).reshape(-1, 2).T
    return word, kind


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
                pieces = wildcard.pieces
                # a stem and nothing more, as most are: one look is enough
                if text.startswith(pieces[0]) and (pieces[1:] == [""] or matches_wildcard(text, pieces)):
                    yield wildcard.word, i
