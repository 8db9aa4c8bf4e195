"""Engine: partitions are whole documents of one language; processes change nothing."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from operator import methodcaller
from typing import Any

import pandas as pd
import pytest

from framing.errors import FramingError, TableError
from framing.study.engine import map_partitions, partitions, release_memory
from framing.study.processes import Processes
from framing.tables import check


def documents(*lengths: int, language: str = "fr") -> pd.DataFrame:
    ids = [f"d{n:02d}" for n in range(len(lengths))]
    return pd.DataFrame({"doc_id": ids, "language": language, "text": ["x" * n for n in lengths]})


# Functions of libraries, because another process cannot import this file.
as_numbers = methodcaller("astype", {"text": "int64"})
as_lengths = methodcaller("__len__")
as_documents = partial(check, name="documents")


def total(part: pd.DataFrame) -> int:
    return int(part["text"].str.len().sum())


def fails_together(part: pd.DataFrame) -> int:
    if len(part) > 1:
        raise ValueError("too many")
    return 1


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


def in_processes(function: Callable[[pd.DataFrame], Any], parts: list[pd.DataFrame], workers: int) -> Any:
    with Processes(workers, gc.collect) if workers > 1 else nullcontext() as processes:
        return map_partitions(function, parts, processes)


def test_a_process_that_is_ended_is_named() -> None:
    with Processes(1, gc.collect) as one:
        for pid in list(one._pool._processes):
            os.kill(pid, signal.SIGTERM)
        with pytest.raises(FramingError, match=r"engine .* one was ended"):
            map_partitions(as_lengths, partitions(documents(1), 1), one)


def test_no_documents_no_partitions() -> None:
    assert partitions(documents()) == []


def test_results_are_the_same_in_one_process_and_in_two() -> None:
    parts = partitions(documents(1, 2, 3, 4, 5), 1)
    seen: list[tuple[int, int]] = []
    as_text = methodcaller("to_csv")
    serial = map_partitions(as_text, parts, None, lambda done, of: seen.append((done, of)))
    assert [text.count("x") for text in serial] == [2, 3, 4, 5, 6]  # one more in the heading "text"
    with Processes(2, gc.collect) as two:
        assert map_partitions(as_text, parts, two) == serial
        assert map_partitions(as_text, parts[:1], two) == serial[:1]
        assert map_partitions(as_lengths, parts, two) == [len(part) for part in parts]
    assert seen == [(n, 5) for n in range(1, 6)]


@pytest.mark.parametrize("workers", [1, 2])
def test_unexpected_error_names_the_document(workers: int) -> None:
    numbered = documents(1, 1, 1, 1).assign(text=["1", "x", "3", "4"])
    with pytest.raises(FramingError, match=r"document d01 .* ValueError: invalid literal"):
        in_processes(as_numbers, partitions(numbered, 2), workers)


def test_error_that_needs_several_documents_names_the_range() -> None:
    with pytest.raises(FramingError, match="d00 to d02 together"):
        map_partitions(fails_together, partitions(documents(1, 1, 1), 100))


@pytest.mark.parametrize("workers", [1, 2])
def test_framing_error_passes_as_it_is(workers: int) -> None:
    with pytest.raises(TableError, match=r"^table documents · expected a column 'outlet'"):
        in_processes(as_documents, partitions(documents(1, 1), 1), workers)


def test_memory_is_released_where_the_system_can_and_nothing_happens_where_it_cannot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release_memory()
    monkeypatch.setattr("ctypes.CDLL", lambda name: object())
    release_memory()


def test_every_process_is_started_at_once() -> None:
    with Processes(2, gc.collect) as two:
        assert len(two._pool._processes) == 2
