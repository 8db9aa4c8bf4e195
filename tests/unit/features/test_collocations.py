from __future__ import annotations

import pandas as pd

from framing.annotate import annotate
from framing.features import create
from framing.features.documents import prepared
from framing.tables import check


def counts(books, *texts: str, layout: list[str] | None = None) -> dict[tuple[str, str, str], int]:
    table = prepared(list(texts), "fr")
    table = table if layout is None else table.assign(layout=layout)
    rows = create("heads.v1", "fr", books).collocations(annotate(table).tokens)
    if len(rows):
        pd.testing.assert_frame_equal(check(rows, "collocations"), rows)
    keys = rows[["doc_id", "referent", "term"]].astype("object").itertuples(index=False, name=None)
    return dict(zip(keys, rows["n"], strict=True))


def test_five_tokens_on_either_side_within_the_sentence(books):
    text = "Zéro un deux trois quatre cinq sanctions six sept huit neuf onze douze. Treize."
    terms = {term for _, _, term in counts(books, text)}
    assert {"un", "cinq", "six", "onze"} <= terms
    assert not terms & {"zéro", "douze", "treize", "sanction"}


def test_a_token_near_two_mentions_counts_once(books):
    found = counts(books, "Sanctions illégales sanctions.")
    assert found[("000000", "sanctions", "illégal")] == 1


def test_each_head_has_its_own_window_and_other_heads_are_collocates(books):
    found = counts(books, "Un accord, des sanctions.")
    assert found[("000000", "accord", "sanction")] == 1
    assert found[("000000", "sanctions", "accord")] == 1


def test_captions_do_not_count(books):
    found = counts(books, "Des sanctions illégales.\nDes sanctions vides.", layout=["bc"])
    terms = {term for _, _, term in found}
    assert "illégal" in terms
    assert not any(term.startswith("vid") for term in terms)


def test_no_head_no_rows(books):
    assert counts(books, "La mer monte.") == {}
