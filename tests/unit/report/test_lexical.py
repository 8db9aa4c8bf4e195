"""Length, diversity, readability: median and quartiles by outlet, and what cannot be estimated is said so."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.report.lexical import lexical
from framing.report.reading import read
from framing.report.summary import build
from framing.tables import check

# doc → words, MTLD, LIX of its own voice; d3 (the only one of its outlet) is too short.
OWN = {
    "d1": (280, 60.0, 41.0),
    "d2": (860, 80.0, 45.0),
    "d3": (90, np.nan, np.nan),
    "d4": (350, 70.0, np.nan),
}


def measures() -> pd.DataFrame:
    rows = [
        (doc, voice, measure, value * factor, int(values[0]))
        for doc, values in OWN.items()
        for measure, value in zip(("tokens", "mtld", "lix"), values, strict=True)
        for voice, factor in (("own", 1.0), ("", 100.0))
    ]
    return check(pd.DataFrame(rows, columns=["doc_id", "voice", "measure", "value", "tokens"]), "measures")


def result_of(synthetic: ModuleType, table: pd.DataFrame) -> Any:
    return synthetic.make_result(measurements=synthetic.make_measurements(measures=table))


def shown(synthetic: ModuleType, table: pd.DataFrame, language: str) -> dict[str, dict[str, str]]:
    """Outlet → group and label of the column → what the cell shows."""
    (section,) = lexical(read(result_of(synthetic, table), language))
    block = next(b for b in section["blocks"] if b["type"] == "table")
    heads = [f"{c['group']} {c['label']}".strip() for c in block["columns"]]
    rows = [["".join(run["text"] for run in cell["runs"]) for cell in row] for row in block["rows"]]
    return {row[0]: dict(zip(heads, row, strict=True)) for row in rows}


def test_median_of_own_words_and_how_many_articles_it_is_of(synthetic: ModuleType) -> None:
    aurore = shown(synthetic, measures(), "en")["L'Aurore"]
    assert aurore["Length words"] == "570"  # of 280 and 860
    assert (aurore["Diversity n"], aurore["Diversity MTLD"]) == ("2", "70")
    assert (aurore["Readability n"], aurore["Readability LIX"]) == ("2", "43")


def test_what_no_article_is_long_enough_for_is_not_estimable(synthetic: ModuleType) -> None:
    table = shown(synthetic, measures(), "en")
    phare, depeche = table["Le Phare"], table["La Dépêche"]
    assert (phare["Length words"], phare["Diversity MTLD"]) == ("90", "not estimable")
    assert phare["Diversity n"] == "0"
    assert (depeche["Diversity MTLD"], depeche["Readability LIX"]) == ("70", "not estimable")
    assert shown(synthetic, measures(), "fr")["Le Phare"]["Diversité MTLD"] == "non estimable"


def test_quartiles_from_four_articles_on(synthetic: ModuleType) -> None:
    documents = check(synthetic.make_documents().assign(outlet="aurore"), "documents")
    four = measures().assign(value=lambda t: t["value"].fillna(90.0))
    held = synthetic.make_measurements(measures=four, documents=documents)
    (section,) = lexical(read(synthetic.make_result(measurements=held), "en"))
    row = next(b for b in section["blocks"] if b["type"] == "table")["rows"][0]
    assert row[3]["runs"][0]["text"] == "75 (68–82)"  # of 60, 70, 80, 90: 67.5 and 82.5 to the even


def test_the_formula_of_the_language_is_named(synthetic: ModuleType) -> None:
    (section,) = lexical(read(result_of(synthetic, measures()), "en"))
    said = str(section["blocks"])
    assert "207 − 1.015 × words per sentence − 73.6 × syllables per word" in said
    assert "206.835" not in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_measures_there_is_no_section(synthetic: ModuleType, language: str) -> None:
    without = [s["id"] for s in build(synthetic.make_result(), language)["sections"]]
    with_it = [s["id"] for s in build(result_of(synthetic, measures()), language)["sections"]]
    assert "lexical" not in without
    assert with_it == [*without[:-3], "lexical", *without[-3:]]
