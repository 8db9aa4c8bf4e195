"""Places: codes, tokens of codes and sifted tokens, as found one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from framing.annotate.places import encode, invert, sift


@pytest.mark.parametrize("dtype", [np.uint16, np.uint32])
def test_codes_and_the_tokens_of_those_wanted(dtype: type) -> None:
    kind = np.array([3, 0, 2, 3, 1, 0], np.int32)
    code, n_of_code = np.zeros(8, dtype), np.zeros(3, np.intp)
    encode(kind, np.array([2, 0, 1, 2], dtype), code, n_of_code)
    assert code.tolist() == [2, 2, 1, 2, 0, 2, 0, 0]  # beyond the tokens nothing is written
    assert n_of_code.tolist() == [1, 1, 4]
    place = np.full(4, -1, np.intp)
    invert(code[:6], np.array([False, False, True]), np.zeros(3, np.intp), place)
    assert place.tolist() == [0, 1, 3, 5]


def test_every_token_that_is_sought_is_kept_and_few_others() -> None:
    random = np.random.default_rng(3)
    document = np.sort(random.integers(0, 40, 900)).astype(np.int32)
    kind, number, size = random.integers(0, 60, 900).astype(np.int32), random.integers(0, 50, 60), 50
    at = np.flatnonzero(random.random(900) < 0.7)
    sought = random.choice(40 * size, 30, replace=False)
    may = np.zeros(1 << 9, np.bool_)
    may[sought % len(may)] = True
    kept, key = np.empty(len(at), np.int64), np.empty(len(at), np.int64)
    n = sift(at, kind[at], document, number, size, may, kept, key)
    packed = document[at].astype(np.int64) * size + number[kind[at]]
    assert kept[:n].tolist() == at[may[packed % len(may)]].tolist()
    assert key[:n].tolist() == packed[may[packed % len(may)]].tolist()
    assert set(at[np.isin(packed, sought)].tolist()) <= set(kept[:n].tolist())
    assert n < len(at) / 2
