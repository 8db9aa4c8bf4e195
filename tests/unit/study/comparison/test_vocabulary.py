"""Vocabulary: own voice apart from all others, totals that keep what the rows leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import plan_designs
from framing.study.comparison.vocabulary import MINIMUM_COUNT, count_terms, vocabulary_from
from framing.study.measurement.measurements import Measurements
from framing.tables import check

COLUMNS = ["doc_id", "voice", "position", "term", "n"]


@pytest.fixture
def voiced(hand: Any) -> Measurements:
    """Two documents; "port" in the title, the body and a caption, and in the mouths of others."""
    documents = hand.documents(["a", "b"], ["", ""])
    rows = [
        ("d000", "own", "title", "port", 2), ("d000", "own", "body", "port", 3), ("d000", "own", "caption", "port", 9),
        ("d000", "quoted", "body", "port", 4), ("d000", "own", "body", "mer", 5), ("d001", "own", "body", "mer", 7),
        ("d001", "reported", "body", "mer", 1), ("d001", "own", "body", "quai", 2),
    ]  # fmt: skip
    counts = check(pd.DataFrame(rows, columns=COLUMNS), "counts")
    return replace(hand.measurements(documents), counts=counts)


def test_own_voice_stands_alone_and_others_beside_it(voiced: Measurements) -> None:
    found = count_terms(voiced, ("d000", "d001"))
    assert found.terms.tolist() == ["mer", "port", "quai"]
    assert found.counts.toarray().tolist() == [[5, 5, 0], [7, 0, 2]]
    assert found.sizes.tolist() == [10, 9]
    assert sorted(found.others) == ["quoted", "reported"]
    counts, sizes = found.others["quoted"]
    assert counts.toarray().tolist() == [[0, 4, 0], [0, 0, 0]]
    assert sizes.tolist() == [4, 0]


def test_rare_terms_leave_the_rows_but_not_the_totals(voiced: Measurements) -> None:
    (design,) = plan_designs(voiced.documents, voiced.events, [("a", "b")])
    found = vocabulary_from(voiced, design)
    assert MINIMUM_COUNT == 3
    assert found.terms.tolist() == ["mer", "port"]
    assert found.sizes.tolist() == [10, 9]
    assert found.n_types == 3
    assert found.others["quoted"][0].shape == (2, 2)


def test_documents_of_others_are_not_counted(voiced: Measurements) -> None:
    found = count_terms(voiced, ("d001",))
    assert found.counts.toarray().tolist() == [[7, 0, 2]]
    assert list(found.others) == ["reported"]
    assert np.asarray(found.counts.sum(axis=0)).tolist() == [7, 0, 2]
