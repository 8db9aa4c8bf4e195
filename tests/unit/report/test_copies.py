"""Copies: how many texts were set apart, near the claim and in the corpus, and why – or that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from framing.report.copies import copies, copies_between
from framing.report.reading import read
from framing.report.summary import build
from framing.report.wording import flat
from framing.tables import check

PAIR = "fr:aurore:depeche"


def result_of(synthetic: ModuleType, shared: int, repeated: int, *, sketched: bool = True) -> Any:
    designs = synthetic.make_designs().assign(exchange="all", shared_texts=0, repeated_texts=0)
    designs.loc[designs["contrast"] == PAIR, ["shared_texts", "repeated_texts"]] = (shared, repeated)
    documents = check(synthetic.make_documents().assign(origin="original"), "documents")
    sketches = pd.DataFrame({"doc_id": documents["doc_id"].astype(str), "sketch": ""})
    measured = {"sketches": check(sketches, "sketches")} if sketched else {}
    return synthetic.make_result(
        designs=designs, measurements=synthetic.make_measurements(documents=documents, **measured)
    )


def lines(result: Any, language: str = "en") -> list[str]:
    """What the corpus section says of copies."""
    blocks = copies(read(result, language))
    return [flat(runs) for block in blocks for runs in block.get("items", [block.get("runs", [])]) if runs]


@pytest.mark.parametrize(
    ("shared", "repeated", "expected"),
    [
        (1, 0, ["L'Aurore – La Dépêche: 1 text set apart, printed by both outlets nearly word for word."]),
        (3, 2, ["L'Aurore – La Dépêche: 3 texts set apart", "L'Aurore – La Dépêche: 2 articles set apart"]),
        (0, 0, ["Among the articles compared here no text was found that is printed twice as a whole."]),
    ],
)
def test_what_was_set_apart_is_counted(
    synthetic: ModuleType, shared: int, repeated: int, expected: list[str]
) -> None:
    why, *said = lines(result_of(synthetic, shared, repeated))
    assert "It is one piece of evidence, not two" in why
    assert [line.startswith(start) for line, start in zip(said, expected, strict=True)] == [True] * len(
        expected
    )


def test_articles_marked_as_agency_copy_are_counted(synthetic: ModuleType) -> None:
    result = result_of(synthetic, 0, 0)
    marked = result.measurements.documents.assign(origin=["wire", "wire", "original", "", ""])
    held = replace(result.measurements, documents=check(marked, "documents"))
    assert lines(replace(result, measurements=held))[-1].startswith("Marked as agency copy: 2 articles.")
    assert not any("agency copy:" in line for line in lines(result))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_measured_without_sketches_is_not_known(synthetic: ModuleType, language: str) -> None:
    said = lines(result_of(synthetic, 0, 0, sketched=False), language)
    assert len(said) == 2  # why, and that it is not known; not that there is none
    assert ("5 articles" in said[1], "none" in said[1]) == (True, False)


def test_designs_of_an_older_record_say_nothing(synthetic: ModuleType) -> None:
    reading = read(synthetic.make_result(), "en")
    assert "shared_texts" not in reading.designs
    assert copies_between([PAIR], reading) == []


def test_it_stands_near_the_claim_and_in_the_corpus(synthetic: ModuleType) -> None:
    summary = build(result_of(synthetic, 2, 0), "en")
    findings, corpus = summary["sections"][:2]
    start = "L'Aurore – La Dépêche: 2 texts set apart"
    told = [flat(line) for item in findings["blocks"][0]["items"] for line in item["details"]]
    assert any(line.startswith(start) for line in told)
    listed = [flat(run) for block in corpus["blocks"] if block["type"] == "items" for run in block["items"]]
    assert any(line.startswith(start) for line in listed)


def test_other_contrasts_say_nothing_of_it(synthetic: ModuleType) -> None:
    reading = read(result_of(synthetic, 2, 1), "en")
    assert copies_between(["fr:phare:depeche"], reading) == []
    bare = replace(reading, designs=reading.designs.assign(shared_texts=0, repeated_texts=0))
    assert copies_between([PAIR], bare) == []
