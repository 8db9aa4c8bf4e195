"""The only place that knows of scale: one function over many partitions, in one process or several."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from framing.columns import compare_neighbours, rank
from framing.errors import FramingError, Problem
from framing.study.stages import stage_of
from framing.study.threads import Steps, Threads

if TYPE_CHECKING:
    from framing.study.measurement.processes import Processes

Made = TypeVar("Made")
# Large enough that what a partition costs whatever its size (tables, calls of arrays) is small, small enough
# that its tokens take about 200 MB. Measured on a third of allsides: 2 million 9.3 s of processor, 4 million
# 8.7 s, 8 million 7.9 s, 16 million 7.5 s, 32 million 5.8 s; but so large ones share out badly.
PARTITION_CHARACTERS = 16_000_000


def partitions(documents: pd.DataFrame, characters: int = PARTITION_CHARACTERS) -> list[pd.DataFrame]:
    """Cut documents into partitions: one language each, whole documents, about equal length.

    Parameters
    ----------
    documents : DataFrame
        With columns doc_id, language, text.
    characters : int
        A partition ends with the document that brings it to this length.

    Returns
    -------
    list of DataFrame
        Sorted by language, then by doc_id (code points); no partition is empty.
    """
    ordered = documents if _are_ordered(documents) else documents.sort_values(_ORDER, ignore_index=True)
    if ordered.empty:
        return []
    before = ordered["text"].str.len().groupby(ordered["language"]).transform(_length_before)
    place = before.to_numpy() // max(characters, 1)
    language = ordered["language"].astype("str").to_numpy(dtype=object)
    cuts = np.flatnonzero((np.diff(place) > 0) | (language[1:] != language[:-1])) + 1
    edges = [0, *cuts.tolist(), len(ordered)]
    return [ordered.iloc[a:b] for a, b in pairwise(edges)]


_ORDER = ["language", "doc_id"]


def _are_ordered(documents: pd.DataFrame) -> bool:
    """Tell whether documents stand in order already, so that their texts need not be copied."""
    return compare_neighbours([rank(documents[column]) for column in _ORDER])[0]


def map_partitions(
    steps: Steps[Any, Made],
    parts: Sequence[pd.DataFrame],
    workers: Threads | Processes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Made]:
    """Take the steps for every partition; results stand in the order of the partitions.

    Parameters
    ----------
    steps : Steps
        With processes they must be picklable.
    parts : sequence of DataFrame
    workers : Threads or Processes, optional
        Without, one partition is done after the other. The results are the same.
    progress : callable, optional
        Called with (partitions done, partitions in all).

    Raises
    ------
    FramingError
        What the steps raised; any other exception is named with the document it came from.
    """
    release_memory()
    named = partial(_named, steps)
    if isinstance(workers, Threads):
        mapped = _named_in_order(steps, parts, workers.map(steps, parts))
    else:
        mapped = workers.map(named, parts) if workers else map(named, parts)
    return list(_counted(mapped, len(parts), progress))


def release_memory() -> None:
    """Give memory that is free inside this process back to the system, where the C library can.

    Reading and cleaning leave a third of a gigabyte of holes at 223 MB of text; closing them (0.1 s)
    before the tables are made keeps the peak under 2 GB. Nowhere needed, so nowhere an error.
    """
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl has not
        if trim is not None:
            trim(0)


def _length_before(lengths: pd.Series) -> pd.Series:
    return lengths.cumsum() - lengths


def _counted(made: Iterator[Made], total: int, progress: Callable[[int, int], None] | None) -> Iterator[Made]:
    for n, result in enumerate(made, start=1):
        if progress is not None:
            progress(n, total)
        yield result


def _named_in_order(
    steps: Steps[Any, Made], parts: Sequence[pd.DataFrame], made: Iterator[Made]
) -> Iterator[Made]:
    """Yield the results of the partitions; what one of them raises is named."""
    for part in parts:
        yield _named(lambda _: next(made), part, steps)


def _named(
    function: Callable[[pd.DataFrame], Made],
    part: pd.DataFrame,
    again: Callable[[pd.DataFrame], Made] | None = None,
) -> Made:
    """Apply a function; of what it raises, the document is sought by `again`, or the function itself."""
    try:
        return function(part)
    except FramingError:
        raise
    except Exception as fault:
        raise _fault_of_document(again or function, part, fault) from fault


def _fault_of_document(
    function: Callable[[pd.DataFrame], Made], part: pd.DataFrame, fault: Exception
) -> FramingError:
    """Repeat document by document, to say at which one it was."""
    for n in range(len(part)):
        try:
            function(part.take([n]))
        except Exception as alone:
            return _unmeasurable(str(part["doc_id"].iloc[n]), alone)
    return _unmeasurable(f"{part['doc_id'].iloc[0]} to {part['doc_id'].iloc[-1]} together", fault)


def _unmeasurable(document: str, fault: Exception) -> FramingError:
    found = f"{type(fault).__name__}: {fault}"
    remedy = "take it out of the corpus to go on, and report it"
    where = f"{stage_of(fault)}: document {document}".removeprefix(": ")
    return FramingError(Problem(where, "a text that can be measured", found, remedy))
