"""Measure: cleaned documents → Measurements, partition by partition.

Tokens live only between `annotate_partition` and `observe_partition`; what leaves them is tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Any, NamedTuple

import pandas as pd

from framing.annotate import Annotation, TypeValues, annotate
from framing.annotate.vocabulary import Vocabulary
from framing.codebook import Codebook, digest
from framing.features import Extractor, Observer
from framing.study.measurement.echoes import echoes_from
from framing.study.measurement.engine import map_partitions, release_memory
from framing.study.measurement.exposure import exposure_from, lengths_from
from framing.study.measurement.measurements import Measurements, from_tables
from framing.study.measurement.processes import Processes
from framing.study.measurement.sketches import hashes_of, sketches_from
from framing.study.measurement.texts import Texts
from framing.study.stages import stage
from framing.study.threads import Apply, Steps, Threads
from framing.tables import check, concatenate

# Their versions decide lemmas, languages and the text of saved pages.
LIBRARIES = ("py3langid", "simplemma", "trafilatura")
# What one partition gives: name of a contract → tables under it.
Made = dict[str, list[pd.DataFrame]]
# Tables that come out of partitions; the others come from cleaning.
MADE = ("exposure", "attributions", "counts", "collocations", "measures", "observations", "sketches")


@dataclass(frozen=True)
class Instrument:
    """What measures the documents of one language.

    Attributes
    ----------
    extractors : mapping of versioned name to Extractor
    codebooks : tuple of Codebook
    """

    extractors: Mapping[str, Extractor]
    codebooks: tuple[Codebook, ...]


class Reader(NamedTuple):
    """What reads the partitions of one language, and remembers their words from one to the next."""

    vocabulary: Vocabulary
    observer: Observer
    hashes: TypeValues


def measure(
    parts: Sequence[pd.DataFrame],
    removals: pd.DataFrame,
    events: pd.DataFrame,
    instruments: Mapping[str, Instrument],
    *,
    workers: Threads | Processes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Measurements:
    """Annotate documents, extract from them, and gather the tables.

    Parameters
    ----------
    parts : sequence of DataFrame
        Partitions (`engine.partitions`) of documents: contract ``documents`` with the columns ``text`` and
        ``layout`` of cleaning beside it.
    removals, events : DataFrame
        Contract tables.
    instruments : mapping of language to Instrument
    workers : Threads or Processes, optional
        Share the work; do not change a result.
    progress : callable, optional
        Called with (partitions done, partitions in all).

    Returns
    -------
    Measurements
        With `texts`.

    Raises
    ------
    FramingError
        Naming the stage and the document.
    """
    readers = {
        lang: Reader(Vocabulary(lang), Observer(list(instrument.extractors.values())), TypeValues(hashes_of))
        for lang, instrument in instruments.items()
    }
    steps = Steps(partial(annotate_partition, readers=readers), partial(observe_partition, readers=readers))
    observed = map_partitions(steps, parts, workers, progress)
    documents = pd.concat([part.drop(columns=["text", "layout"]) for part in parts], ignore_index=True)
    n_threads = workers.workers if workers else 1  # arrays are joined outside the interpreter's lock
    with ThreadPoolExecutor(n_threads) as threads:
        joined = dict(zip(MADE, threads.map(partial(_joined, observed), MADE), strict=True))
    lengths = pd.concat([table for tables in observed for table in tables["lengths"]])
    tables = {"documents": _documents(documents, lengths)}
    tables |= {"removals": check(removals, "removals"), "events": check(events, "events")}
    texts = Texts(parts)
    with stage("extract"):  # what documents have in common is seen when all have come back
        echoes = echoes_from(tables["documents"], tables["events"], joined["attributions"], texts)
    return from_tables(tables | joined | {"echoes": echoes}, settings_from(instruments), texts)


def _joined(observed: Sequence[Made], name: str) -> pd.DataFrame:
    """Join one table of all partitions, letting go of the parts: they weigh as much as the whole."""
    release_memory()
    return concatenate([table for tables in observed for table in tables.pop(name, [])], name)


def annotate_partition(part: pd.DataFrame, readers: Mapping[str, Reader]) -> Annotation:
    """Annotate one partition with the words its language has met so far."""
    reader = readers[str(part["language"].iloc[0])]
    with stage("annotate"):
        return annotate(part[["doc_id", "text", "layout", "language"]], reader.vocabulary)


def observe_partition(annotation: Annotation, apply: Apply, readers: Mapping[str, Reader]) -> Made:
    """Let every extractor of its language observe a partition.

    Parameters
    ----------
    annotation : Annotation
    apply : callable
        `map`, or one that works in threads.
    readers : mapping of language to Reader

    Returns
    -------
    dict of str to list of DataFrame
        Name of a contract in `MADE` → tables under it, and ``lengths``: doc_id, tokens, sentences, one row
        per document. They are joined and checked once, when all partitions have come back.
    """
    tokens, attributions = annotation
    reader = readers[tokens.language]
    with stage("extract"):
        observed = reader.observer.observe(tokens, apply)
        made = {"lengths": [lengths_from(tokens)], "exposure": [exposure_from(tokens)]}
        made["sketches"] = [sketches_from(tokens, reader.hashes)]
        return observed | made | {"attributions": [attributions]}


def prepare(languages: Sequence[str]) -> None:
    """Load scanner, dictionaries and lemmas by reading a sentence: what a working process does first."""
    for language in languages:
        row = {"doc_id": ["-"], "text": ["2 ports."], "layout": ["b"], "language": [language]}
        annotate(pd.DataFrame(row, dtype="str"))


def settings_from(instruments: Mapping[str, Instrument]) -> dict[str, Any]:
    """Return with what is measured: names, versions and digests, and what each codebook can find."""
    books = [book for _, instrument in sorted(instruments.items()) for book in instrument.codebooks]
    return {
        "framing": version("press-framing"),
        "libraries": {name: version(name) for name in LIBRARIES},
        "extractors": sorted({name for instrument in instruments.values() for name in instrument.extractors}),
        "codebooks": {f"{book.name}.{book.language}": _facts(book) for book in books},
    }


def _facts(book: Codebook) -> dict[str, Any]:
    """Return what a book can find; of the referents it only borrows, those that did not always exist (gate G10)."""
    referents = book.referents or [r for r in book.sets if r.exists]
    return {
        "kind": book.kind,
        "version": book.version,
        "digest": digest(book),
        "categories": {c.id: list(c.targets) for c in book.categories},
        "referents": {r.id: {"exists": r.exists, "variants": [v.id for v in r.variants]} for r in referents},
        "heads": [head.id for head in book.heads],
    }


def _documents(documents: pd.DataFrame, lengths: pd.DataFrame) -> pd.DataFrame:
    bare = documents.drop(columns=["tokens", "sentences"], errors="ignore")
    return check(bare.merge(lengths, on="doc_id", validate="one_to_one"), "documents")
