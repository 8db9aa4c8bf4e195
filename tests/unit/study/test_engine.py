"""Engine: partitions are whole documents of one language; processes change nothing."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from framing.errors import FramingError, IngestError, Problem
from framing.study.engine import map_partitions, partitions


def documents(*lengths: int, language: str = "fr") -> pd.DataFrame:
    ids = [f"d{n:02d}" for n in range(len(lengths))]
    return pd.DataFrame({"doc_id": ids, "language": language, "text": ["x" * n for n in lengths]})


def total(part: pd.DataFrame) -> int:
    return int(part["text"].str.len().sum())


def fails_at_d01(part: pd.DataFrame) -> int:
    if "d01" in set(part["doc_id"]):
        raise ValueError("broken")
    return 1


def fails_together(part: pd.DataFrame) -> int:
    if len(part) > 1:
        raise ValueError("too many")
    return 1


def refuses(part: pd.DataFrame) -> int:
    raise IngestError(Problem("d00", "this", "that", "mend it"))


@pytest.mark.parametrize("characters", [1, 7, 10, 25, 10**6])
def test_partitions_hold_every_document_once_in_order(characters: int) -> None:
    parts = partitions(documents(5, 5, 5, 12, 1, 1), characters)
    ids = [doc_id for part in parts for doc_id in part["doc_id"]]
    assert ids == sorted(ids)
    assert len(ids) == 6
    assert all(total(part.iloc[:-1]) < characters or len(part) == 1 for part in parts)


def test_one_language_a_partition_whatever_the_order_of_documents() -> None:
    mixed = pd.concat([documents(3, 3), documents(3, 3, language="en")]).assign(doc_id=["b", "d", "c", "a"])
    parts = partitions(mixed, 10**6)
    assert [set(part["language"]) for part in parts] == [{"en"}, {"fr"}]
    assert [list(part["doc_id"]) for part in parts] == [["a", "c"], ["b", "d"]]


def test_no_documents_no_partitions() -> None:
    assert partitions(documents()) == []


def test_results_are_the_same_in_one_process_and_in_two() -> None:
    parts = partitions(documents(1, 2, 3, 4, 5), 1)
    seen: list[tuple[int, int]] = []
    serial = map_partitions(total, parts, 1, lambda done, of: seen.append((done, of)))
    assert serial == [1, 2, 3, 4, 5]
    assert map_partitions(total, parts, 2) == serial
    assert seen == [(n, 5) for n in range(1, 6)]
    assert all(b[0] - a[0] == 1 for a, b in pairwise(seen))


@pytest.mark.parametrize("workers", [1, 2])
def test_unexpected_error_names_the_document(workers: int) -> None:
    parts = partitions(documents(1, 1, 1, 1), 2)
    with pytest.raises(FramingError, match=r"document d01 .* ValueError: broken"):
        map_partitions(fails_at_d01, parts, workers)


def test_error_that_needs_several_documents_names_the_range() -> None:
    with pytest.raises(FramingError, match="d00 to d02 together"):
        map_partitions(fails_together, partitions(documents(1, 1, 1), 100))


@pytest.mark.parametrize("workers", [1, 2])
def test_framing_error_passes_as_it_is(workers: int) -> None:
    with pytest.raises(IngestError, match=r"^d00 · expected this"):
        map_partitions(refuses, partitions(documents(1, 1), 1), workers)
