"""Measure annotation against scikit-learn's CountVectorizer, on the same texts in the same run.

    python tests/benchmarks/measure_annotate.py [number of articles]

Both run in this process, one after the other; the machine's other work disturbs both alike, so the
ratio is the figure to keep. Processor time is printed beside the time on the clock.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
from sklearn.feature_extraction.text import CountVectorizer

from framing.annotate import annotate
from framing.annotate.vocabulary import Vocabulary

TABLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "allsides.parquet"
PARTITION = 8_000_000  # characters, as `framing measure` cuts them


def partitions(ids: list[str], texts: list[str]) -> Iterator[pd.DataFrame]:
    """Yield documents, about `PARTITION` characters at a time."""
    rows: list[tuple[str, str, str, str]] = []
    size = 0
    for doc_id, text in zip(ids, texts, strict=True):
        rows.append((doc_id, text, "b" * sum(bool(line.strip()) for line in text.split("\n")), "en"))
        size += len(text)
        if size >= PARTITION:
            yield pd.DataFrame(rows, columns=["doc_id", "text", "layout", "language"])
            rows, size = [], 0
    if rows:
        yield pd.DataFrame(rows, columns=["doc_id", "text", "layout", "language"])


def peak_mb() -> float:
    """Return the peak memory of the process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else None
    table = pq.read_table(TABLE, columns=["doc_id", "text"]).slice(0, n)
    ids, texts = table["doc_id"].to_pylist(), table["text"].to_pylist()
    megabytes = sum(map(len, texts)) / 1e6
    print(f"{len(texts)} articles, {megabytes:.1f} million characters, loaded: {peak_mb():.0f} MB peak")

    began = time.perf_counter()
    annotate(
        pd.DataFrame({"doc_id": ["warm"], "text": ["A “warm” port."], "layout": ["b"], "language": ["en"]})
    )
    print(f"first call (numba compiles or loads, dictionary loads): {time.perf_counter() - began:.1f} s")

    vocabulary, tokens, rules = Vocabulary("en"), 0, Counter[str]()
    wall = processor = 0.0
    for documents in partitions(ids, texts):
        start, start_processor = time.perf_counter(), time.process_time()
        annotation = annotate(documents, vocabulary)
        wall, processor = (
            wall + time.perf_counter() - start,
            processor + time.process_time() - start_processor,
        )
        tokens += len(annotation.tokens)
        rules.update(annotation.attributions["rule"])
    print(
        f"annotate: {wall:.2f} s, processor {processor:.2f} s, {megabytes / wall:.1f} MB/s, {tokens} tokens"
    )
    print(f"spans: {dict(rules.most_common())}; peak {peak_mb():.0f} MB")

    start, start_processor = time.perf_counter(), time.process_time()
    CountVectorizer().fit_transform(texts)
    ours, theirs = wall, time.perf_counter() - start
    print(f"CountVectorizer: {theirs:.2f} s, processor {time.process_time() - start_processor:.2f} s")
    print(f"annotate takes {ours / theirs:.2f} of it; peak {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
