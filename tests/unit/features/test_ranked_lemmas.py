"""Numbers of lemmas: ranks by code point, the same whatever was seen before."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd

from framing.annotate import annotate
from framing.annotate.vocabulary import Vocabulary
from framing.features import create
from framing.features.ranked_lemmas import rank_lemmas


def tokens_of(text: str, vocabulary: Vocabulary):
    table = pd.DataFrame({"doc_id": ["d"], "text": [text], "layout": ["b"], "language": ["fr"]})
    return annotate(table, vocabulary).tokens


def test_lemmas_are_ranked_by_code_point_and_forms_share_a_rank() -> None:
    tokens = tokens_of("Zone, ports, île, port", Vocabulary("fr"))
    lemmas, rank = rank_lemmas(tokens, tokens.type)
    assert lemmas.tolist() == ["port", "zone", "île"]
    assert rank[tokens.type].tolist() == [1, 0, 2, 0]


def test_what_was_seen_before_changes_nothing() -> None:
    words = Vocabulary("fr")
    earlier = tokens_of("abri, mer, zone", words)
    rank_lemmas(earlier, earlier.type)
    later = tokens_of("phare, mer, ancre", words)
    alone = tokens_of("phare, mer, ancre", Vocabulary("fr"))
    for tokens in (later, alone):
        lemmas, rank = rank_lemmas(tokens, tokens.type)
        assert lemmas.tolist() == ["ancre", "mer", "phare"]
        assert rank[tokens.type].tolist() == [2, 1, 0]


def test_only_some_types_may_be_ranked() -> None:
    tokens = tokens_of("mer phare abri", Vocabulary("fr"))
    lemmas, rank = rank_lemmas(tokens, np.array([2, 0, 2]))
    assert lemmas.tolist() == ["abri", "mer"]
    assert rank[[2, 0]].tolist() == [0, 1]


def test_an_extractor_is_sent_without_what_it_remembers() -> None:
    words = Vocabulary("fr")
    for name in ("terms.v1", "heads.v1"):
        extractor = create(name, "fr")
        before = pickle.dumps(extractor)
        extractor.observe(tokens_of("Le port et les sanctions.", words))
        assert pickle.dumps(extractor) == before
