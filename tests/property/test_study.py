"""Study: what must hold whatever the numbers are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from framing.columns import as_category
from framing.study.comparison.cells import Cells
from framing.study.comparison.designs import Design, contrast_key
from framing.study.comparison.exchange import Chance
from framing.study.grading.cases import Case
from framing.study.grading.opportunity import opportunity
from framing.study.grading.stability import stability
from framing.study.measurement.engine import partitions
from framing.study.outputs import keyness_file
from framing.tables import check, concatenate, digest

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
OUTLETS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def design_of(n_a: int, n_b: int) -> Design:
    n = n_a + n_b
    return Design(
        contrast="fr:a:b", language="fr", outlet_a="a", outlet_b="b",
        documents=tuple(f"d{i:02d}" for i in range(n)), n_a=n_a, n_b=n_b, strata=np.zeros(n, dtype=np.int64),
        events=np.full(n, -1), first="", last="", kind="small", replicates=99,
    )  # fmt: skip


@settings(deadline=None)
@given(st.lists(WORDS, unique=True, min_size=1, max_size=30), st.integers(0, 10))
def test_digest_of_a_table_does_not_depend_on_how_it_was_put_together(words: list[str], cut: int) -> None:
    table = pd.DataFrame(
        {"doc_id": "d", "voice": "own", "position": "body", "term": words, "n": range(len(words))}
    )
    whole = check(table, "counts")
    parts = [check(table.iloc[:cut], "counts"), check(table.iloc[cut:], "counts")]
    assert digest(concatenate(parts[::-1], "counts")) == digest(whole)
    assert list(whole["term"]) == sorted(words)
    assert list(as_category(whole["term"]).astype("str")) == sorted(words)


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 60))
def test_partitions_keep_every_document_once_and_in_order(lengths: list[int], characters: int) -> None:
    ids = [f"d{n:02d}" for n in range(len(lengths))]
    documents = pd.DataFrame(
        {"doc_id": ids, "language": "fr", "text": ["x" * n for n in lengths]}, dtype="str"
    )
    parts = partitions(documents, characters)
    assert [doc_id for part in parts for doc_id in part["doc_id"]] == ids
    assert all(len(part) for part in parts)


@settings(deadline=None)
@given(OUTLETS, OUTLETS, OUTLETS, OUTLETS)
def test_two_contrasts_never_share_a_key(a: str, b: str, c: str, d: str) -> None:
    assert (contrast_key("fr", a, b) == contrast_key("fr", c, d)) == ((a, b) == (c, d))


@settings(deadline=None)
@given(OUTLETS, OUTLETS)
def test_keyness_file_is_a_plain_name(a: str, b: str) -> None:
    name = keyness_file("en", a, b)
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>| \0')


COUNTS = arrays.arrays(np.int64, (8, 3), elements=st.integers(0, 9))


@settings(deadline=None, max_examples=40)
@given(COUNTS, st.integers(2, 6), st.booleans())
def test_p_values_lie_above_the_resolution_and_corrections_above_p(
    hits: np.ndarray, n_a: int, claimed: bool
) -> None:
    chance = Chance(design_of(n_a, 8 - n_a), 7, 0.95)
    sizes = np.full(hits.shape, 50.0)
    declared = np.array([claimed, False, False])
    found = chance.permute_cells(hits.astype(float), sizes, np.array([0, 0, 1]), declared)
    p_value, p_adjusted = found.p_value, found.p_adjusted
    if claimed:  # one claim alone needs no correction
        assert p_adjusted[0] == p_value[0]
    assert (p_value >= chance.design.smallest_p - 1e-12).all()
    assert (p_adjusted >= p_value - 1e-12).all()
    assert (p_adjusted <= 1).all()


@settings(deadline=None)
@given(COUNTS, st.integers(1, 7))
def test_sign_of_the_difference_turns_with_the_outlets(hits: np.ndarray, n_a: int) -> None:
    numbers = hits[:, 0].astype(float)
    case = Case(numbers, np.full(8, 10.0), "", "")
    turned = Case(np.r_[numbers[n_a:], numbers[:n_a]], np.full(8, 10.0), "", "")
    one, other = stability(design_of(n_a, 8 - n_a), case), stability(design_of(8 - n_a, n_a), turned)
    assert one.facts["sign"] == -other.facts["sign"]
    assert (one.reason, one.passed) == (other.reason, other.passed)
    assert (one.reason == "nothing_found") == (not numbers.any())
    assert opportunity(design_of(n_a, 8 - n_a), case).facts["largest_share"] <= 1


@settings(deadline=None)
@given(COUNTS)
def test_sums_of_the_two_sides_are_the_whole(hits: np.ndarray) -> None:
    index: Any = pd.DataFrame({"family": "f", "category": list("abc"), "referent": "", "voice": "own"})
    cells = Cells(
        index, hits.astype(float), hits.astype(float), np.arange(8) < 3, np.ones((2, 3), dtype=bool)
    )
    a, b = cells.sums(cells.hits)
    assert np.array_equal(a + b, hits.sum(axis=0))
    assert np.array_equal(cells.take(np.array([2, 0])).hits, hits[:, [2, 0]])
