"""Sketches: the same for the same five-grams, nearly the same for nearly the same."""

from __future__ import annotations

import numpy as np
import pytest

from framing.stats import sketches
from framing.stats.resemblance import estimate_jaccard
from framing.stats.sketches import BITS, GRAMS_A_STEP, N_GRAM, STEP, Sketches, sketch

Words = np.ndarray


def words(n: int, seed: int = 0) -> Words:
    return np.random.default_rng(seed).integers(0, 2**63, n, dtype=np.uint64)


def sketched(*texts: Words) -> Sketches:
    document = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
    return sketch(np.concatenate([np.empty(0, np.uint64), *texts]), document, len(texts))


def similarity(one: Words, other: Words) -> float:
    return float(estimate_jaccard(sketched(one, other), np.array([0]), np.array([1]))[0])


def grams(text: Words) -> set[tuple[int, ...]]:
    return {tuple(text[n : n + N_GRAM].tolist()) for n in range(len(text) - N_GRAM + 1)}


def test_a_sketch_is_pinned_for_it_is_compared_with_those_of_older_bundles() -> None:
    bits = sketched(np.arange(1, 101, dtype=np.uint64) * np.uint64(10**17 + 3)).bits[0]
    pinned = ["17b5a5373cb0aa6d", "7a464d7ee41e2214", "50778135ee2d387b", *["0" * 16] * 5]
    assert [f"{number:016x}" for number in bits.tolist()] == pinned


def test_equal_texts_have_equal_sketches_whatever_stands_beside_them() -> None:
    one, other = words(300), words(90, 1)
    found = sketched(other, one, np.empty(0, np.uint64), one)
    assert np.array_equal(found.bits[1], found.bits[3])
    assert np.array_equal(found.bits[1], sketched(one).bits[0])


def test_how_many_are_sketched_at_a_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [words(n, n) for n in (400, 3, 50, 0, 700, 36, 120)]
    whole = sketched(*texts)
    for chunk in (1, 2, 7):
        monkeypatch.setattr(sketches, "CHUNK", chunk)
        assert np.array_equal(sketched(*texts).bits, whole.bits)
        assert np.array_equal(sketched(*texts).length, whole.length)


def test_repeated_five_grams_count_once() -> None:
    round_ = np.tile(words(40), 20)
    longer = np.tile(words(40), 23)
    assert np.array_equal(sketched(round_).bits, sketched(longer).bits)


@pytest.mark.parametrize("place", [0, 7, 150, 299])
def test_one_changed_word_changes_little(place: int) -> None:
    text = words(300)
    changed = text.copy()
    changed[place] += np.uint64(1)
    exact = len(grams(text) & grams(changed)) / len(grams(text) | grams(changed))
    assert exact > 0.96
    assert similarity(text, changed) == pytest.approx(exact, abs=4 * np.sqrt((1 - exact**2) / BITS))


def test_order_of_words_counts() -> None:
    text = words(400)
    assert similarity(text, text[::-1].copy()) < 0.2


@pytest.mark.parametrize(("n_words", "n_bits"), [(0, 0), (4, 0), (5, 0), (35, 0), (36, 64), (67, 64), (68, 128), (259, 448), (260, 512), (5000, 512)])  # fmt: skip
def test_length_grows_with_the_text_by_two_bits_a_five_gram(n_words: int, n_bits: int) -> None:
    found = sketched(words(n_words))
    assert found.length.tolist() == [n_bits]
    assert n_bits <= 2 * max(0, n_words - N_GRAM + 1)
    assert not found.bits[0, n_bits // STEP :].any()
    assert found.bits[0, : n_bits // STEP].all()  # 64 bits are never all zero, in practice
    assert STEP == 2 * GRAMS_A_STEP


def test_no_documents_have_no_sketches() -> None:
    found = sketch(np.empty(0, np.uint64), np.empty(0, np.int32), 0)
    assert found.bits.shape == (0, BITS // STEP)
    assert found.length.tolist() == []


@pytest.mark.parametrize("n_words", [60, 100, 200, 450, 1500])
@pytest.mark.parametrize("jaccard", [0.0, 0.5, 0.8])
def test_estimates_lie_about_the_truth_as_the_formula_says(n_words: int, jaccard: float) -> None:
    n_pairs = 60
    n_grams = n_words - N_GRAM + 1
    n_shared = round(2 * n_grams * jaccard / (1 + jaccard))
    exact = n_shared / (2 * n_grams - n_shared)
    both = [words(2 * n_words, 1000 + seed) for seed in range(n_pairs)]
    texts = [text[start : start + n_words] for text in both for start in (0, n_grams - n_shared)]
    found = sketched(*texts)
    first = np.arange(0, 2 * n_pairs, 2)
    n_bits = int(found.length[0])
    n_differ = np.bitwise_count(found.bits[first] ^ found.bits[first + 1]).sum(axis=1)
    z = (1 - 2 * n_differ / n_bits - exact) / np.sqrt((1 - exact**2) / n_bits)
    assert abs(z.mean()) < 4 / np.sqrt(n_pairs)
    assert 0.5 < z.std() < 1.4
