from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.features.rows import SURFACE_CHARACTERS, distinct, lemmas, ranks, surfaces


def test_surfaces_are_cut_after_six_tokens_and_never_shifted(tokens_of):
    tokens = tokens_of("Un deux l’île trois quatre cinq six sept.")
    got = surfaces(tokens, np.array([0, 2]), np.array([8, 3]))
    assert got.tolist() == ["Un deux l’île trois quatre", "l’île"]


def test_a_word_without_end_is_cut(tokens_of):
    tokens = tokens_of("z" * 5000)
    assert len(surfaces(tokens, np.array([0]), np.array([0]))[0]) == SURFACE_CHARACTERS


def test_lemmas_are_joined(tokens_of):
    tokens = tokens_of("Les ports voisins")
    assert lemmas(tokens, np.array([0, 1, 2]), np.array([2, 1, 2])).tolist() == [
        "le port voisin",
        "port",
        "voisin",
    ]


@settings(deadline=None)
@given(st.lists(st.integers(-5, 5), min_size=1))
def test_distinct_counts(values: list[int]):
    keys, n = distinct(np.array(values))
    assert dict(zip(keys.tolist(), n.tolist(), strict=True)) == {
        v: values.count(v) for v in sorted(set(values))
    }


def test_ranks_follow_code_points():
    assert ranks(["b", "é", "a", "b", "Z"]).tolist() == [2, 3, 1, 2, 0]
