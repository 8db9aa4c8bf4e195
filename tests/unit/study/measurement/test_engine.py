"""Engine: partitions are whole documents of one language; engines differ in nothing but time."""

from __future__ import annotations

import gc
import operator
import os
import signal
import threading
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from operator import methodcaller
from typing import Any

import pandas as pd
import pytest

from framing.errors import FramingError, TableError
from framing.study.measurement.engine import map_partitions, partitions, release_memory
from framing.study.measurement.processes import Processes
from framing.study.threads import Steps, Threads
from framing.tables import check


def documents(*lengths: int, language: str = "fr") -> pd.DataFrame:
    ids = [f"d{n:02d}" for n in range(len(lengths))]
    return pd.DataFrame({"doc_id": ids, "language": language, "text": ["x" * n for n in lengths]})


# Functions of libraries, because another process cannot import this file.
as_numbers = Steps(methodcaller("astype", {"text": "int64"}), operator.is_not)
as_documents = Steps(partial(check, name="documents"), operator.is_not)
as_rows = Steps(methodcaller("itertuples", index=False, name=None), next)


def total(part: pd.DataFrame) -> int:
    return int(part["text"].str.len().sum())


def fails_together(part: pd.DataFrame, apply: object) -> int:
    if len(part) > 1:
        raise ValueError("too many")
    return 1


def itself(part: pd.DataFrame) -> pd.DataFrame:
    return part


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


ENGINES = ("serial", "threads", "processes")


def mapped(steps: Steps, parts: list[pd.DataFrame], kind: str, *more: Any) -> list[Any]:
    """Map steps as an engine of this kind does."""
    working = {"serial": nullcontext, "threads": lambda: nullcontext(Threads())}
    with working.get(kind, partial(Processes, 2, gc.collect))() as workers:
        return map_partitions(steps, parts, workers, *more)


def test_a_process_that_is_ended_is_named() -> None:
    with Processes(1, gc.collect) as one:
        for pid in list(one._pool._processes):
            os.kill(pid, signal.SIGTERM)
        with pytest.raises(FramingError, match=r"engine .* one was ended"):
            map_partitions(as_rows, partitions(documents(1), 1), one)


def test_no_documents_no_partitions() -> None:
    assert partitions(documents()) == []


@pytest.mark.parametrize("kind", ENGINES)
def test_results_are_the_same_in_every_engine(kind: str) -> None:
    parts = partitions(documents(1, 2, 3, 4, 5), 1)
    seen: list[tuple[int, int]] = []
    rows = mapped(as_rows, parts, kind, lambda done, of: seen.append((done, of)))
    assert rows == [(f"d{n:02d}", "fr", "x" * (n + 1)) for n in range(5)]
    assert seen == [(n, 5) for n in range(1, 6)]
    assert mapped(as_rows, parts[:1], kind) == rows[:1]


@pytest.mark.parametrize("kind", ENGINES)
def test_unexpected_error_names_the_document(kind: str) -> None:
    numbered = documents(1, 1, 1, 1).assign(text=["1", "x", "3", "4"])
    with pytest.raises(FramingError, match=r"document d01 .* ValueError: invalid literal"):
        mapped(as_numbers, partitions(numbered, 2), kind)


def text_of(part: pd.DataFrame) -> str:
    return "".join(part["text"])


def each_number(text: str, apply: Callable[..., Any]) -> list[int]:
    return list(apply(int, text))


@pytest.mark.parametrize("kind", ["serial", "threads"])
@pytest.mark.parametrize("n", [0, 1, 2, 7])
def test_steps_give_what_they_give_one_after_the_other(n: int, kind: str) -> None:
    numbered = documents(*[1] * n).assign(text=[f"{k}{k + 1}" for k in range(n)])
    parts, steps = partitions(numbered, 1), Steps(text_of, each_number)
    assert mapped(steps, parts, kind) == [[k, k + 1] for k in range(n)] == [steps(part) for part in parts]


def test_the_first_step_is_one_partition_ahead_and_never_two_at_a_time() -> None:
    at_work, seen = threading.Lock(), []

    def first(part: pd.DataFrame) -> str:
        assert at_work.acquire(blocking=False)
        seen.append(("first", text := text_of(part)))
        at_work.release()
        return text

    def second(text: str, apply: Callable[..., Any]) -> str:
        seen.append(("second", text))
        return text

    parts = partitions(documents(1, 1, 1, 1).assign(text=list("abcd")), 1)
    assert mapped(Steps(first, second), parts, "threads") == list("abcd")
    assert [text for step, text in seen if step == "first"] == list("abcd")
    for k, letter in enumerate("abcd"):
        before = seen[: seen.index(("second", letter))]
        assert k + 1 <= sum(step == "first" for step, _ in before) <= k + 2


def test_error_in_the_second_step_names_the_document() -> None:
    numbered = documents(1, 1, 1, 1, 1).assign(text=["1", "2", "3", "x", "5"])
    for kind in ("serial", "threads"):
        with pytest.raises(FramingError, match=r"document d03 .* ValueError: invalid literal"):
            mapped(Steps(text_of, each_number), partitions(numbered, 2), kind)


def test_error_that_needs_several_documents_names_the_range() -> None:
    with pytest.raises(FramingError, match="d00 to d02 together"):
        map_partitions(Steps(itself, fails_together), partitions(documents(1, 1, 1), 100))


@pytest.mark.parametrize("kind", ENGINES)
def test_framing_error_passes_as_it_is(kind: str) -> None:
    with pytest.raises(TableError, match=r"^table documents · expected a column 'outlet'"):
        mapped(as_documents, partitions(documents(1, 1), 1), kind)


def test_memory_is_released_where_the_system_can_and_nothing_happens_where_it_cannot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release_memory()
    monkeypatch.setattr("ctypes.CDLL", lambda name: object())
    release_memory()


def test_every_process_is_started_at_once() -> None:
    with Processes(2, gc.collect) as two:
        assert len(two._pool._processes) == 2
