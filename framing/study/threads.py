"""Threads: in one process, the next partition is annotated while this one is extracted from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import pandas as pd

Half = TypeVar("Half")
Made = TypeVar("Made")
# What `map` does: a function over one or more sequences, results in their order.
Apply = Callable[..., Iterator[Any]]

# Kernels and arrays work outside the interpreter's lock, what is between them does not: a third thread finds little
# to do. Measured on 223 MB with every extractor: one 65 s, two 46 s, and half a gigabyte more.
THREADS = 2


@dataclass(frozen=True)
class Steps(Generic[Half, Made]):
    """A function of a partition in two steps, of which the first may be a partition ahead.

    Attributes
    ----------
    first : callable
        Takes a partition; called for one after the other, never for two at a time.
    second : callable
        Takes what the first gave, and a function like `map` for what it does several times.
    """

    first: Callable[[pd.DataFrame], Half]
    second: Callable[[Half, Apply], Made]

    def __call__(self, part: pd.DataFrame) -> Made:
        """Take both steps, one after the other."""
        return self.second(self.first(part), map)


class Threads:
    """Working threads of this process."""

    workers = THREADS

    def map(self, steps: Steps[Half, Made], parts: Sequence[pd.DataFrame]) -> Iterator[Made]:
        """Take both steps for every partition; results come in the order of the partitions.

        Parameters
        ----------
        steps : Steps
        parts : sequence of DataFrame

        Notes
        -----
        Whatever is raised comes where the result of its partition would, when no thread works any more.
        """
        with ThreadPoolExecutor(self.workers) as pool:
            ahead = [pool.submit(steps.first, part) for part in parts[:1]]
            for following in parts[1:]:
                half = ahead.pop().result()
                ahead = [pool.submit(steps.first, following)]
                yield steps.second(half, pool.map)
            for last in ahead:
                yield steps.second(last.result(), pool.map)
