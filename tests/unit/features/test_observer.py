from __future__ import annotations

import pickle

import pandas as pd

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


def test_an_observer_travels_between_processes(tokens_of, books):
    tokens = tokens_of(*TEXTS)
    observer = Observer([create("cues.v1", "fr", books)])
    there = pickle.loads(pickle.dumps(observer)).observe(tokens)
    pd.testing.assert_frame_equal(there["observations"][0], observer.observe(tokens)["observations"][0])


def test_without_extractors_there_are_no_tables(tokens_of):
    assert Observer([]).observe(tokens_of(*TEXTS)) == {}
