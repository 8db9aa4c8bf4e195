from __future__ import annotations

import math

import pandas as pd
import pytest

from framing.features.association import association, normalised


def table(n_ii: int, n_ix: int, n_xi: int, n_xx: int) -> pd.Series:
    """Association of one pair, from tables with these marginals."""
    near = pd.DataFrame(
        {"doc_id": "a", "voice": "own", "referent": "h", "term": ["t", "u"], "n": [n_ii, n_ix - n_ii]}
    )
    counts = pd.DataFrame(
        {"doc_id": "a", "voice": "own", "position": "body", "term": ["t", "u"], "n": [n_xi, n_xx - n_xi]}
    )
    rows = association(near, counts, minimum=1)
    return rows.set_index("term").loc["t"]


def test_student_t_of_new_companies():
    # Manning & Schütze (1999) p. 164: "new companies", C = 8, 15,828 and 4,675 in 14,307,668 bigrams: t = 0.999932
    row = table(8, 15828, 4675, 14307668)
    assert row["student_t"] == pytest.approx(0.999932, abs=5e-6)


def test_pmi_of_ayatollah_ruhollah():
    # Manning & Schütze (1999) p. 178, table 5.14: C = 20, 42 and 20 in 14,307,668: I = 18.38
    row = table(20, 42, 20, 14307668)
    assert row["pmi"] == pytest.approx(18.38, abs=0.005)


def test_likelihood_ratio_of_the_swiss():
    # Dunning (1993) table 2: "the swiss", k = 110, 2,442, 111 and 29,114: 270.72
    row = table(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114)
    assert row["likelihood_ratio"] == pytest.approx(270.72, abs=0.005)


def test_normalised_pmi_lies_between_its_published_ends():
    # Bouma (2009) §3: 1 when the two only occur together, 0 under independence
    assert normalised(math.log2(100 / 5), 5, 100) == pytest.approx(1.0)
    assert table(5, 5, 5, 100)["npmi"] == pytest.approx(1.0)
    assert table(4, 20, 20, 100)["npmi"] == pytest.approx(0.0, abs=1e-9)


def test_avoided_terms_are_negative_and_rare_ones_left_out():
    assert table(1, 50, 50, 100)["likelihood_ratio"] < 0
    near = pd.DataFrame({"doc_id": "a", "voice": "own", "referent": "h", "term": ["t"], "n": [2]})
    counts = pd.DataFrame({"doc_id": "a", "voice": "own", "position": "body", "term": ["t"], "n": [2]})
    assert association(near, counts).empty


def test_captions_are_left_out_of_the_marginals_and_voices_added_up():
    near = pd.DataFrame(
        {"doc_id": ["a", "b"], "voice": ["own", "quoted"], "referent": "h", "term": "t", "n": [2, 3]}
    )
    counts = pd.DataFrame(
        {
            "doc_id": ["a", "b", "b"],
            "voice": "own",
            "position": ["body", "title", "caption"],
            "term": "t",
            "n": [5, 4, 90],
        }
    )
    row = association(near, counts).iloc[0]
    assert row[["n_ii", "n_ix", "n_xi", "n_xx", "documents"]].tolist() == [5, 5, 9, 9, 2]
