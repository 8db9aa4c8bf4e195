"""Corrections: counts as the coders would have them, unbiased over all samples that could have been drawn."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.coding.answers import Coder
from framing.study.coding.codes import Codes, codes_from
from framing.study.coding.corrections import Corrected, correct_cells
from framing.study.comparison.cells import Cells, cells_from
from framing.study.comparison.designs import Design, plan_designs

# sentence k of a document goes from 10 k to 10 k + 9; six of them are the outlet's own
CUE = ("threat", "alarm", "", "own")
Unit = tuple[str, int]


@pytest.fixture
def study(hand: Any) -> Any:
    """Return cells, design and observations of four documents, two an outlet."""

    def build(rows: list[dict[str, Any]]) -> tuple[Cells, Design, pd.DataFrame]:
        measured = hand.measurements(hand.documents(["a", "a", "b", "b"], [""] * 4), rows)
        (design,) = plan_designs(measured.documents, measured.events, [("a", "b")])
        return cells_from(measured, design, [CUE]), design, measured.observations

    return build


def units(codes: dict[Unit, tuple[str, str]], sizes: dict[tuple[str, bool], int], **changes: Any) -> Codes:
    """Return coded units: (document, sentence) → what was found, what is there; sizes of the strata."""
    rows = []
    for n, ((doc_id, sentence), (found, _)) in enumerate(codes.items(), 1):
        outlet, has = "ab"[doc_id > "d001"], found != "none"
        drawn = sum(
            d <= "d001" if outlet == "a" else d > "d001"
            for (d, _), (f, _) in codes.items()
            if (f != "none") == has
        )
        size = sizes[outlet, has]
        rows.append((n, doc_id, 10 * sentence, 10 * sentence + 9, "", "fr", outlet, "own", "threat", "", found, f"{outlet}{has}", size, drawn, drawn / size))  # fmt: skip
    columns = ["unit", "doc_id", "start", "end", "sha256", "language", "outlet", "voice", "family", "referent", "found", "stratum", "size", "drawn", "inclusion"]  # fmt: skip
    gold = dict(enumerate((code for _, code in codes.values()), 1))
    return codes_from(
        pd.DataFrame(rows, columns=columns).assign(**changes), [Coder("x", gold, {}), Coder("y", gold, {})]
    )


def column(cells: Cells, *key: str) -> int:
    return int(np.flatnonzero(cells.are([key]))[0])


def hits(corrected: Corrected, cells: Cells, *key: str) -> list[float]:
    return corrected.hits[:, column(cells, *key)].tolist()


def test_false_finds_are_taken_away_and_misses_added_by_what_they_stand_for(hand: Any, study: Any) -> None:
    rows = [hand.observation("d000", n, sentence=n // 10) for n in (1, 4, 11, 21)]
    rows += [hand.observation("d002", 1), hand.observation("d003", 11, sentence=1)]
    cells, design, observations = study(rows)
    codes = units(
        {
            ("d000", 0): ("alarm", "alarm"), ("d000", 1): ("alarm", "none"), ("d000", 3): ("none", "none"), ("d001", 0): ("none", "alarm"),
            ("d002", 0): ("alarm", "alarm"), ("d003", 1): ("alarm", "alarm"), ("d002", 1): ("none", "none"), ("d003", 0): ("none", "none"),
        },
        {("a", True): 3, ("a", False): 9, ("b", True): 2, ("b", False): 10},
    )  # fmt: skip
    corrected = correct_cells(cells, design, codes, observations)
    # d000: four hits, one false that stands for 3/2; d001: none, one miss that stands for 9/2; two hits of one sentence stay
    assert hits(corrected, cells, *CUE) == [4 - 1.5, 4.5, 1, 1]
    assert corrected.known[column(cells, *CUE)]


def test_what_could_not_be_drawn_stays_as_it_was(hand: Any, study: Any) -> None:
    rows = [
        hand.observation("d000", 1),
        hand.observation("d002", 1),
        hand.observation("d000", 50, voice="quoted"),
    ]
    cells, design, observations = study(rows)
    enough = {
        ("d000", 1): ("none", "none"),
        ("d001", 1): ("none", "alarm"),
        ("d002", 1): ("none", "none"),
        ("d003", 1): ("none", "none"),
    }
    sizes = {("a", True): 2, ("a", False): 10, ("b", True): 1, ("b", False): 11}
    finds = {("d000", 0): ("alarm", "alarm"), ("d002", 0): ("alarm", "alarm")}
    corrected = correct_cells(cells, design, units(enough | finds, sizes), observations)
    # a single coded find on a side is too few where the side has hits
    assert not corrected.known.any()
    assert corrected.hits.tolist() == cells.hits.tolist()
    for key in (
        ("threat", "alarm", "west", "own"),
        ("threat", "alarm", "", "quoted"),
        ("threat", "alarm", "", "all"),
    ):
        assert hits(corrected, cells, *key) == cells.hits[:, column(cells, *key)].tolist()


def test_corrected_sums_are_right_on_average_over_every_sample(hand: Any, study: Any) -> None:
    truth: dict[Unit, str] = {
        ("d000", 0): "alarm",
        ("d000", 1): "none",
        ("d001", 2): "alarm",
        ("d001", 3): "none",
    }
    found = {("d000", 0): "alarm", ("d000", 1): "alarm", ("d001", 4): "alarm"}
    space = [(doc, k) for doc in ("d000", "d001") for k in range(3)]
    everything = {u: (found.get(u, "none"), truth.get(u, "none")) for u in [*space, *truth, *found]}
    other = {("d002", k): ("none", "none") for k in range(3)}
    rows = [hand.observation(doc, 10 * k + 1, sentence=k) for doc, k in found]
    cells, design, observations = study(rows)
    kinds = [[u for u in everything if (everything[u][0] == "none") == none] for none in (False, True)]
    sizes = {("a", True): len(kinds[0]), ("a", False): len(kinds[1]), ("b", False): 12}
    sums = [
        sum(
            hits(
                correct_cells(
                    cells, design, units({u: everything[u] for u in (*f, *o)} | other, sizes), observations
                ),
                cells,
                *CUE,
            )
        )
        for f, o in product(combinations(kinds[0], 2), combinations(kinds[1], 3))
    ]
    assert len(sums) == 3 * len(list(combinations(kinds[1], 3)))
    assert np.mean(sums) == pytest.approx(sum(code == "alarm" for code in truth.values()))


def test_mentions_are_corrected_with_the_names(hand: Any, study: Any) -> None:
    naming = {"family": "naming", "referent": "west"}
    rows = [
        hand.observation(doc, at, sentence=at // 10, category=name, rule=f"west.{name}", **naming)
        for doc, at, name in [
            ("d000", 1, "bloc"),
            ("d000", 11, "capital"),
            ("d002", 1, "bloc"),
            ("d003", 1, "capital"),
        ]
    ]
    cells, design, observations = study(rows)
    codes = units(
        {
            ("d000", 0): ("bloc", "capital"), ("d000", 1): ("capital", "none"), ("d000", 2): ("none", "none"), ("d001", 0): ("none", "bloc"),
            ("d002", 0): ("bloc", "bloc"), ("d003", 0): ("capital", "capital"), ("d002", 2): ("none", "none"), ("d003", 2): ("none", "none"),
        },
        {("a", True): 2, ("a", False): 10, ("b", True): 2, ("b", False): 10},
        family="naming", referent="west",
    )  # fmt: skip
    corrected = correct_cells(cells, design, codes, observations)
    bloc = ("naming", "bloc", "west", "own")
    assert hits(corrected, cells, *bloc) == [0, 5, 1, 0]
    assert hits(corrected, cells, "naming", "capital", "west", "own") == [1, 0, 0, 1]
    assert corrected.opportunities[:, column(cells, *bloc)].tolist() == [1, 5, 1, 1]
