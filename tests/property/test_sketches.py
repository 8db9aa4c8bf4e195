"""Sketches: what is said of them in words, against a reckoning word by word."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats.resemblance import connect, estimate_jaccard, near_duplicates
from framing.stats.sketches import BITS, GRAMS_A_STEP, N_GRAM, STEP, Sketches, sketch
from framing.study.measurement.sketches import read_sketches, texts_of

WORD = st.integers(0, 2**63 - 1)
# few different words make five-grams that come again
TEXT = st.one_of(
    st.lists(WORD, max_size=400),
    st.lists(st.integers(0, 5), max_size=80),
    st.integers(0, 2**32).map(
        lambda seed: np.random.default_rng(seed).integers(0, 2**63, seed % 300).tolist()
    ),
)
ODD, PROBE, FULL = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 2**64


def mixed(number: int) -> int:
    number ^= number >> 30
    number = number * 0xBF58476D1CE4E5B9 % FULL
    number ^= number >> 27
    number = number * 0x94D049BB133111EB % FULL
    return number ^ (number >> 31)


def reckoned(words: list[int]) -> str:
    """Sketch one text as the module says it, in whole numbers and hexadecimal."""
    n_grams = max(0, len(words) - N_GRAM + 1)
    length = min(BITS, n_grams // GRAMS_A_STEP * STEP)
    bins: dict[int, int] = {}
    for start in range(n_grams):
        gram = 0
        for word in words[start : start + N_GRAM]:
            gram = (gram * ODD + word) % FULL
        place, kept = divmod(mixed(gram), 2**55)
        bins[place] = min(kept, bins.get(place, kept))
    bits = ""
    for place in range(length):
        turn, source = 0, place
        while source not in bins:
            turn += 1
            source = mixed((place * ODD + turn * PROBE) % FULL) >> 55
        bits += str(mixed((bins[source] + place * ODD) % FULL) % 2)
    return f"{int(bits, 2):0{length // 4}x}" if bits else ""


def sketched(texts: list[list[int]]) -> Sketches:
    words = np.array([word for text in texts for word in text], dtype=np.uint64)
    return sketch(words, np.repeat(np.arange(len(texts)), [len(text) for text in texts]), len(texts))


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXT, max_size=5))
def test_a_sketch_is_what_reckoning_word_by_word_gives(texts: list[list[int]]) -> None:
    assert texts_of(sketched(texts)) == [reckoned(text) for text in texts]


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXT, max_size=6), st.integers(0, 6))
def test_neither_order_nor_partition_changes_a_sketch(texts: list[list[int]], cut: int) -> None:
    whole = texts_of(sketched(texts))
    assert texts_of(sketched(texts[:cut])) + texts_of(sketched(texts[cut:])) == whole
    assert texts_of(sketched(texts[::-1])) == whole[::-1]


@settings(deadline=None)
@given(st.lists(TEXT, max_size=6))
def test_what_is_written_is_read_again(texts: list[list[int]]) -> None:
    made = sketched(texts)
    again = read_sketches(texts_of(made))
    assert np.array_equal(again.bits, made.bits)
    assert np.array_equal(again.length, made.length)


FEW_BITS = st.lists(
    st.lists(st.sampled_from([0, 1, 2**10 - 1, 2**30 - 1, 2**64 - 1]), max_size=8), max_size=12
)


@settings(deadline=None)
@given(FEW_BITS, st.sampled_from([0.5, 0.7, 0.9]))
def test_pairs_reach_the_threshold_and_those_left_out_begin_otherwise(
    numbers: list[list[int]], threshold: float
) -> None:
    bits = np.zeros((len(numbers), 8), np.uint64)
    for row, values in zip(bits, numbers, strict=True):
        row[: len(values)] = np.array(values, np.uint64)
    sketches = Sketches(bits, np.array([64 * len(values) for values in numbers], dtype=np.int64))
    found = near_duplicates(sketches, threshold)
    named = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert len(named) == len(found.first)
    for pair in combinations(range(len(numbers)), 2):
        similarity = float(estimate_jaccard(sketches, *(np.array([n]) for n in pair))[0])
        begins = bits[list(pair), 0]
        n_differ = int(np.bitwise_count(begins[0] ^ begins[1]))
        expected = 32 * (1 - threshold) + 16 * np.sqrt(1 - threshold**2)
        assert (pair in named) == (similarity >= threshold and n_differ <= expected)
    stays = connect(found, len(numbers))
    assert all(stays[one] == stays[other] for one, other in named)
    assert (stays <= np.arange(len(numbers))).all()
    assert (stays[stays] == stays).all()
