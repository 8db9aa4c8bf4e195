"""Processes: workers that load what they need while the texts are still being read."""

from __future__ import annotations

import hashlib
import multiprocessing
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
import pandas as pd

from framing.errors import FramingError, Problem

Made = TypeVar("Made")


class Processes:
    """Working processes, started at once.

    Python, the scanner and the dictionaries take a worker three seconds to load; started before the
    texts are read, it is ready when they are.

    Parameters
    ----------
    workers : int
    prepare : callable
        Run in each worker at its start; picklable.
    """

    def __init__(self, workers: int, prepare: Callable[[], None]) -> None:
        self.workers = workers
        context = multiprocessing.get_context("spawn")  # safe beside threads, the same on every system
        self._pool = ProcessPoolExecutor(workers, context, prepare)
        for _ in range(workers):  # a task for each: the pool starts a process for a task that finds none idle
            self._pool.submit(_begin)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers; after a mistake without waiting for them."""
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def map(self, function: Callable[[pd.DataFrame], Made], parts: Sequence[pd.DataFrame]) -> Iterator[Made]:
        """Apply a function to every partition; results come in the order of the partitions.

        Parameters
        ----------
        function : callable
            Picklable. Each worker keeps it, so that what it remembers (words, lemmas) serves every partition.
        parts : sequence of DataFrame

        Raises
        ------
        FramingError
            If a process was ended from outside, for want of memory as a rule.
        """
        sent = pickle.dumps(function)
        apply = partial(_apply, hashlib.sha256(sent).digest(), sent)
        # copies: of a slice the whole column would be sent
        copies = [part.take(np.arange(len(part))) for part in parts]
        try:
            yield from self._pool.map(apply, copies)
        except BrokenProcessPool as fault:
            remedy = "free memory, or take fewer workers; a script must keep its call under if __name__ == '__main__'"
            raise FramingError(Problem("engine", "working processes", "one was ended", remedy)) from fault


# The function that a worker applies, by the digest of what was sent.
_adopted: dict[bytes, Callable[[pd.DataFrame], Any]] = {}


def _begin() -> None:
    """Do nothing: a task starts a worker."""


def _apply(key: bytes, sent: bytes, part: pd.DataFrame) -> Any:
    if key not in _adopted:
        _adopted.clear()
        _adopted[key] = pickle.loads(sent)  # noqa: S301 (sent by the process that started this one)
    return _adopted[key](part)
