"""Frames: probabilities are exact, whatever the counts."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.study.coding.frames import STRATUM, draw_units, frame_from, strata_of
from framing.study.coding.questions import Question

SAID = st.lists(st.tuples(st.integers(0, 12), st.sets(st.integers(0, 11))), min_size=1, max_size=12)


def tables(said: list[tuple[int, set[int]]]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    names = [f"d{n:02d}" for n in range(len(said))]
    documents = pd.DataFrame(
        {"doc_id": names, "language": "fr", "outlet": ["a", "b"] * (len(said) // 2) + ["a"] * (len(said) % 2)}
    )
    exposure = pd.DataFrame(
        [(name, "own", "body", n) for name, (n, _) in zip(names, said, strict=True)],
        columns=["doc_id", "voice", "position", "sentences"],
    )
    rows = [(name, s) for name, (n, finds) in zip(names, said, strict=True) for s in sorted(finds) if s < n]
    observations = pd.DataFrame(rows, columns=["doc_id", "sentence"]).assign(
        family="threat", category="alarm", referent="", voice="own", position="body"
    )
    return documents, exposure, observations


@settings(deadline=None, max_examples=50)
@given(SAID, st.integers(0, 9), st.integers(0, 9), st.integers(0, 99))
def test_horvitz_and_thompsons_total_is_the_frame(
    said: list[tuple[int, set[int]]], found: int, others: int, seed: int
) -> None:
    frame = frame_from(*tables(said), [Question("fr", "threat", "", "", ())], ["own"])
    strata = strata_of(frame, found, others)
    drawn = draw_units(frame, strata, seed)
    assert int(strata["size"].sum()) == sum(n for n, _ in said)
    assert not drawn.duplicated([*STRATUM, "doc_id", "place"]).any()
    for (_, part), stratum in zip(
        drawn.groupby(STRATUM), strata.loc[strata["drawn"] > 0].itertuples(), strict=True
    ):
        # n drawn of N, each with n/N exactly: the sum of 1/π is N
        assert (len(part), set(part["inclusion"])) == (stratum.drawn, {stratum.drawn / stratum.size})
        assert round((1 / part["inclusion"]).sum()) == stratum.size
    pd.testing.assert_frame_equal(drawn, draw_units(frame, strata, seed))


def test_every_unit_of_a_stratum_is_drawn_equally_often() -> None:
    documents, exposure, observations = tables([(3, {0}), (4, set())])
    frame = frame_from(
        documents.assign(outlet="a"), exposure, observations, [Question("fr", "threat", "", "", ())], ["own"]
    )
    outlets = [frame.assign(outlet=f"outlet {n}") for n in range(2000)]
    many = pd.concat(outlets, ignore_index=True)
    drawn = draw_units(many, strata_of(many, 0, 2), seed=5)
    counts = drawn.loc[~drawn["has_find"]].groupby(["doc_id", "place"]).size()
    # two others of the first document and four of the second, two of six drawn 2,000 times: 4.4 standard errors
    assert counts.between(667 - 93, 667 + 93).all()
    assert len(counts) == 6
