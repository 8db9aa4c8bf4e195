"""The fullest form of a name: as found by comparing every name of a document with every other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.speech.bits import HER, HIS, IS_DETERMINER
from framing.annotate.speech.full_names import chains_for, complete_names
from framing.annotate.speech.names import ARTICLE, Names, find_names

_NAMES = (
    "Jeanne", "Paul", "Martin", "Tissier", "Jeanne Martin", "Paul Martin", "Jeanne Tissier", "Paul de Martin",
    "Jeanne Paul Martin", "le Martin", "Jeanne de Tissier Martin",
)  # fmt: skip


def _fullest(names: Names, kind: Sequence[int], given_name: Sequence[bool], k: int) -> int:
    """Return the longest name that ends in all the words of name `k`, or begins with it if it is a given name."""
    if names.before[k] & ARTICLE:
        return k
    spans = [list(kind[a : b + 1]) for a, b in zip(names.first, names.last, strict=True)]
    n = len(spans[k])
    fits = [
        j
        for j, span in enumerate(spans)
        if not names.before[j] & ARTICLE
        and len(span) > n
        and (span[-n:] == spans[k] or (given_name[k] and span[0] == spans[k][0]))
    ]
    return max(fits, key=lambda j: (len(spans[j]), -j), default=k)


@settings(deadline=None)
@given(documents=st.lists(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=9), min_size=1, max_size=3))
def test_fullest_name_is_that_of_all_pairs(text_of: Callable, documents: list[list[str]]) -> None:
    texts = ["On a vu " + ", ".join(names) + "." for names in documents]
    tokens, text = text_of(texts[0], "fr", *texts[1:])
    room = Names(*(np.empty(len(tokens), np.int64) for _ in Names._fields))
    n = find_names(text, room, len(tokens))
    chains = chains_for(len(tokens.surface), n)
    complete_names(text, tokens.type, tokens.document, room, n, chains)
    names = Names._make(column[:n] for column in room)
    word = text.word[names.first]
    is_given = (names.first == names.last) & (word & (HIS | HER) != 0) & (word & IS_DETERMINER == 0)
    of = tokens.document[names.first]
    for d in range(len(texts)):
        low, high = np.searchsorted(of, [d, d + 1])
        own = Names._make(column[low:high] for column in names)
        expected = [_fullest(own, tokens.type, is_given[low:high], k) for k in range(high - low)]
        assert (own.full - low).tolist() == expected
    assert (chains.by_last == -1).all()
    assert (chains.by_first == -1).all()


@pytest.mark.parametrize("n", [2, 5])
def test_the_first_of_equals_stands_for_the_others(text_of: Callable, n: int) -> None:
    tokens, text = text_of("On a vu Jeanne Martin. " + "Paul Martin a vu Martin. " * n)
    room = Names(*(np.empty(len(tokens), np.int64) for _ in Names._fields))
    found = find_names(text, room, len(tokens))
    complete_names(text, tokens.type, tokens.document, room, found, chains_for(len(tokens.surface), found))
    alone = [k for k in range(found) if room.first[k] == room.last[k]]
    assert len(alone) == n
    assert {int(room.full[k]) for k in alone} == {0}
