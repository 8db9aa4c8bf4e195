"""Copies: one text in several documents, told from their sketches; the earliest stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.copies import THRESHOLD, find_copies, set_apart, unsketched
from framing.study.measurement.measurements import Measurements, combine, select_documents
from framing.tables import check, empty


def sketch_of(seed: int, n_other: int = 0) -> str:
    """Return 512 bits drawn by seed, of which `n_other`, evenly spread, are turned: a coefficient of 1 − 2 n/512."""
    bits = np.random.default_rng(seed).integers(0, 2, 512).astype(bool)
    bits[np.arange(n_other) * 8 % 512 + np.arange(n_other) // 64] ^= True
    return np.packbits(bits).tobytes().hex()


def with_sketches(measurements: Measurements, sketches: dict[str, str]) -> Measurements:
    table = pd.DataFrame({"doc_id": list(sketches), "sketch": list(sketches.values())}, dtype="str")
    return replace(measurements, sketches=check(table, "sketches"))


@pytest.fixture
def printed(hand: Any) -> Measurements:
    """Six documents: d000, d002 and d004 print one text, d001 and d005 another, d003 one of its own."""
    dates = ["2021-01-26", "", "2021-01-25", "2021-01-01", "2021-01", "2020-05-05"]
    documents = hand.documents(["alpha", "alpha", "beta", "beta", "gamma", "alpha"], dates)
    sketches = {"d000": 1, "d001": 2, "d002": 1, "d003": 3, "d004": 1, "d005": 2}
    return with_sketches(
        hand.measurements(documents), {doc_id: sketch_of(seed) for doc_id, seed in sketches.items()}
    )


def rows(measurements: Measurements) -> list[tuple[str, str, float]]:
    return list(find_copies(measurements).itertuples(index=False, name=None))


def test_copies_are_named_after_the_earliest_and_who_is_alone_is_left_out(printed: Measurements) -> None:
    assert rows(printed) == [
        ("d000", "d004", 1.0),  # a month counts from its beginning
        ("d001", "d005", 1.0),  # undated ones come last
        ("d002", "d004", 1.0),
        ("d004", "d004", 1.0),
        ("d005", "d005", 1.0),
    ]


def test_of_one_date_the_first_name_stays(printed: Measurements) -> None:
    same_day = replace(printed, documents=printed.documents.assign(published="2021-01-01"))
    assert {copy for _, copy, _ in rows(same_day)} == {"d000", "d001"}


def test_languages_are_kept_apart(printed: Measurements) -> None:
    other = printed.documents["language"].mask(printed.documents["doc_id"].isin(["d004", "d005"]), "en")
    found = rows(replace(printed, documents=printed.documents.assign(language=other)))
    assert found == [("d000", "d002", 1.0), ("d002", "d002", 1.0)]


def test_order_of_documents_changes_nothing(printed: Measurements) -> None:
    turned = replace(
        printed,
        documents=printed.documents.iloc[::-1].reset_index(drop=True),
        sketches=printed.sketches.iloc[::-1].reset_index(drop=True),
    )
    assert rows(turned) == rows(printed)


def test_near_copies_have_their_similarity_and_others_are_none(printed: Measurements) -> None:
    near, far = 64, 90  # coefficients of .75 and .648
    sketches = {"d000": sketch_of(1), "d001": sketch_of(1, near), "d003": sketch_of(4), "d005": sketch_of(4, far)}  # fmt: skip
    assert rows(with_sketches(printed, sketches)) == [("d000", "d000", 1.0), ("d001", "d000", 0.75)]


def test_documents_hang_together_over_others(printed: Measurements) -> None:
    # d004 stays; d002 resembles it, d000 resembles d002 only
    sketches = {"d004": sketch_of(1), "d002": sketch_of(1, 60), "d000": sketch_of(1, 120)}
    found = rows(with_sketches(printed, sketches))
    assert [copy for _, copy, _ in found] == ["d004"] * 3
    assert found[0][2] == pytest.approx(1 - 2 * 120 / 512)
    assert found[0][2] < THRESHOLD


def test_too_short_a_text_is_no_copy(printed: Measurements) -> None:
    assert rows(with_sketches(printed, dict.fromkeys(["d000", "d001"], ""))) == []


def test_texts_of_two_lengths_are_compared(printed: Measurements) -> None:
    found = rows(with_sketches(printed, {"d000": sketch_of(1), "d003": sketch_of(1)[:96]}))
    assert found == [("d000", "d003", 1.0), ("d003", "d003", 1.0)]


def test_of_a_bundle_without_sketches_nothing_is_known_and_that_can_be_told(printed: Measurements) -> None:
    old = replace(printed, sketches=empty("sketches"))
    assert find_copies(old).columns.tolist() == ["doc_id", "copy", "similarity"]
    assert rows(old) == []
    assert unsketched(old).tolist() == printed.documents["doc_id"].tolist()
    assert unsketched(printed).empty


def test_old_and_new_measurements_together(printed: Measurements) -> None:
    ids = printed.documents["doc_id"]
    old = replace(select_documents(printed, ids[:2]), sketches=empty("sketches"))
    joined = combine([old, select_documents(printed, ids[2:])])
    assert rows(joined) == [("d002", "d004", 1.0), ("d004", "d004", 1.0)]
    assert unsketched(joined).tolist() == ["d000", "d001"]


def test_no_documents_have_no_copies(printed: Measurements) -> None:
    assert rows(select_documents(printed, [])) == []


def test_a_text_that_both_print_stands_on_neither_side_and_one_printed_again_counts_once() -> None:
    first, second = (pd.DataFrame({"doc_id": list(names)}) for names in ("abcd", "vwxy"))
    copies = pd.DataFrame({"doc_id": ["b", "v", "c", "d", "y"], "copy": ["b", "b", "c", "c", "other"]})
    apart = set_apart(first, second, copies)
    assert [side["doc_id"].tolist() for side in apart.sides] == [["a", "c"], ["w", "x", "y"]]
    assert (apart.shared, apart.repeated) == (1, 1)
    unchanged = set_apart(first, second, copies.iloc[:0])
    assert [len(side) for side in unchanged.sides] == [4, 4]
