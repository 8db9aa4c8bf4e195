from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pandas as pd

from framing.annotate.numbering import Numbering
from framing.codebook import Codebook
from framing.features import REGISTRY, Observer, create

TEXTS = (
    "La Ruritanie signe un accord sur la pêche. « Des sanctions illégales », dit Klow.",
    "Un accord inquiétant pour la Syldavie : les relations sont fragiles.",
)


def test_together_gives_what_each_gives_alone(tokens_of, books):
    tokens = tokens_of(*TEXTS)
    extractors = [create(name, "fr", books) for name in REGISTRY]
    together = Observer(extractors).observe(tokens)
    by_table = {table: [e for e in extractors if e.table == table] for table in {e.table for e in extractors}}
    assert {name: len(tables) for name, tables in together.items()} == {
        **{table: len(makers) for table, makers in by_table.items()},
        "collocations": 1,
    }
    for table, makers in by_table.items():
        for got, extractor in zip(together[table], makers, strict=True):
            pd.testing.assert_frame_equal(got, extractor.observe(tokens))
    heads = create("heads.v1", "fr", books)
    pd.testing.assert_frame_equal(together["collocations"][0], heads.collocations(tokens))


def test_threads_give_what_comes_one_after_the_other(tokens_of, books):
    tokens = tokens_of(*TEXTS)
    observer = Observer([create(name, "fr", books) for name in REGISTRY])
    with ThreadPoolExecutor(4) as pool:
        threaded = observer.observe(tokens, pool.map)
    for name, tables in observer.observe(tokens).items():
        for got, expected in zip(threaded[name], tables, strict=True):
            pd.testing.assert_frame_equal(got, expected)


def changeable(value: object) -> Iterator[int]:
    """Yield the identity of whatever an extractor holds and can change: no codebook, no vocabulary, which it only compares."""
    if isinstance(value, Codebook | Numbering | str | bytes) or callable(value):
        return
    if isinstance(value, dict | list | set | np.ndarray) or (hasattr(value, "__dict__") and vars(value)):
        yield id(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    for part in (*parts, *getattr(value, "__dict__", {}).values()):
        yield from changeable(part)


def test_extractors_share_nothing_that_they_change(tokens_of, books):
    extractors = [create(name, "fr", books) for name in REGISTRY]
    Observer(extractors).observe(tokens_of(*TEXTS))
    held = [set(changeable(extractor)) for extractor in extractors]
    assert max(map(len, held)) > 10  # what they remember is seen
    for a, b in combinations(held, 2):
        assert not a & b


def test_an_observer_travels_between_processes(tokens_of, books):
    tokens = tokens_of(*TEXTS)
    observer = Observer([create("cues.v1", "fr", books)])
    there = pickle.loads(pickle.dumps(observer)).observe(tokens)
    pd.testing.assert_frame_equal(there["observations"][0], observer.observe(tokens)["observations"][0])


def test_without_extractors_there_are_no_tables(tokens_of):
    assert Observer([]).observe(tokens_of(*TEXTS)) == {}
