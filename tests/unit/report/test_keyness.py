"""Keyness: text, table and figure in the order of the table that the study writes."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.report.keyness_rows import LISTED, wide_rows
from framing.report.reading import read
from framing.report.summary import build
from framing.report.wording import flat
from framing.study.comparison.estimates import keyness_table
from framing.study.pipeline import Result
from framing.tables import check

CONTRAST = "fr:aurore:depeche"
REST = "fr:aurore:%rest"
LIST = "fr:aurore:%reference"


def changed(synthetic: ModuleType, **values: Any) -> Result:
    """Return the made-up result with other values of some statistics: name → function of the term's number."""
    estimates = synthetic.make_estimates()
    places = estimates["term"].astype("str").map({term: i for i, term in enumerate(synthetic.TERMS)})
    for statistic, value in values.items():
        chosen = (estimates["statistic"] == statistic) & (estimates["family"] == "terms")
        estimates = estimates.assign(
            estimate=estimates["estimate"].mask(chosen, places.map(value, na_action="ignore"))
        )
    return synthetic.make_result(estimates=check(estimates, "estimates"))


def with_contrast(synthetic: ModuleType, key: str, **columns: Any) -> Result:
    """Return the made-up result with its first contrast a second time, under another key."""
    estimates, designs = synthetic.make_estimates(), synthetic.make_designs()
    copied = estimates.loc[(estimates["contrast"] == CONTRAST) & (estimates["family"] == "terms")]
    other = copied.assign(contrast=key, **columns)
    if key == LIST:  # nothing of what needs articles on the other side
        tested = other["statistic"].isin(["score_z", "bh_q", "prevalence_z", "intensity_z"])
        other = other.loc[~tested].assign(documents_b=np.nan)
    rest = designs.iloc[:1].assign(contrast=key, outlet_b=key.rpartition(":")[2])
    designs = designs if key == LIST else pd.concat([designs, rest], ignore_index=True)
    joined = check(pd.concat([estimates, other], ignore_index=True), "estimates")
    study = synthetic.make_study(reference="words.csv") if key == LIST else synthetic.make_study()
    return synthetic.make_result(estimates=joined, designs=designs, study=study)


def blocks_of(result: Result, language: str = "en") -> list[dict[str, Any]]:
    return next(s for s in build(result, language)["sections"] if s["id"] == "keyness")["blocks"]


def table_of(blocks: list[dict[str, Any]], start: str) -> dict[str, Any]:
    return next(b for b in blocks if b["type"] == "table" and b["id"].startswith(start))


def texts_of(blocks: list[dict[str, Any]], kind: str) -> list[str]:
    found = [b for b in blocks if b["type"] == kind]
    return [flat(item) for b in found for item in (b["items"] if kind == "banner" else [b["runs"]])]


def words_in(table: dict[str, Any]) -> list[str]:
    return [flat(row[0]["runs"]) for row in table["rows"]]


@pytest.fixture(scope="module")
def mixed(synthetic: ModuleType) -> Result:
    """The made-up result with conservative log ratios in another order than log ratios; two of one size."""
    sizes = (1.0, 9.0, 3.0, 9.0, 5.0, 2.0, 8.0, 4.0, 7.0, 6.0)
    return changed(synthetic, conservative_log_ratio=lambda i: sizes[int(i)] * (1 if i > 4 else -1))


def test_rows_stand_in_the_order_of_the_written_table(mixed: Result) -> None:
    wide = wide_rows(read(mixed, "en"))
    for contrast, rows in wide.groupby("contrast", sort=False):
        assert rows["term"].tolist() == keyness_table(mixed.estimates, str(contrast))["term"].tolist()
    assert list(dict.fromkeys(wide["contrast"])) == [CONTRAST, "fr:phare:depeche", "fr:aurore:phare"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_table_figure_and_its_data_have_one_order(mixed: Result, language: str) -> None:
    blocks = blocks_of(mixed, language)
    figure = next(b for b in blocks if b["type"] == "figure")
    main = table_of(blocks, "keyness-of")
    assert words_in(main) == figure["data"]["terms"]
    assert words_in(main) == words_in(figure["table"])
    # of five words a side, by size of the conservative log ratio; of two alike the one with the larger score
    assert words_in(main)[:5] == ["partenaire", "de", "quai", "le", "régime"]
    assert words_in(main)[5:] == ["port", "traité", "ministre", "sanction", "accord"]
    labels = [column["label"] for column in main["columns"]]
    assert "LRC" in labels
    assert labels.count("p") == 1


def test_measures_that_take_words_as_independent_stand_apart_and_say_so(mixed: Result) -> None:
    blocks = blocks_of(mixed)
    main = table_of(blocks, "keyness-of")
    assert not {"G²", "χ²", "Fisher", "ζ", "S"} & {column["label"] for column in main["columns"]}
    tokens, articles = table_of(blocks, "keyness-tokens"), table_of(blocks, "keyness-articles")
    assert tokens["folded"]
    assert articles["folded"]
    assert "descriptive" in flat(tokens["caption"])
    assert "independent" in flat(tokens["notes"][0])
    assert words_in(tokens) == words_in(articles) == words_in(main)


def test_a_p_is_not_printed_as_0(synthetic: ModuleType) -> None:
    table = table_of(blocks_of(changed(synthetic, fisher_log10_p=lambda _: -400.0)), "keyness-tokens")
    place = [column["label"] for column in table["columns"]].index("Fisher")
    assert {flat(row[place]["runs"]) for row in table["rows"]} == {"<.001"}


def test_where_a_side_has_one_article_nothing_is_listed_and_that_is_said(mixed: Result) -> None:
    blocks = blocks_of(mixed)
    said = [text for text in texts_of(blocks, "paragraph") if "no word can be listed" in text]
    assert [text.split(":")[0] for text in said] == ["Le Phare – La Dépêche", "L'Aurore – Le Phare"]
    assert sum(b["type"] == "table" and b["id"].startswith("keyness-of") for b in blocks) == 1


def test_words_that_survive_are_named_and_listed_first(synthetic: ModuleType) -> None:
    result = changed(synthetic, listed=lambda _: 1.0)
    estimates = result.estimates
    many = [estimates] + [
        estimates.loc[estimates["contrast"].eq(CONTRAST) & estimates["term"].eq("quai")].assign(
            term=f"mot{n:02d}", p_adjusted=0.01 if n == LISTED else 1.0
        )
        for n in range(2 * LISTED)
    ]
    blocks = blocks_of(replace(result, estimates=check(pd.concat(many, ignore_index=True), "estimates")))
    found = texts_of(blocks, "banner")[0]
    assert "1 word below .05 after correction over articles: mot12." in found
    listed = words_in(table_of(blocks, "keyness-of"))
    assert "mot12" in listed
    assert listed.index("mot12") == LISTED - 1  # its place among words alike, not the first


def test_words_of_one_side_only_stand_apart_with_a_bound(synthetic: ModuleType) -> None:
    result = changed(synthetic)
    gone = result.estimates["term"].eq("quai") & result.estimates["contrast"].eq(CONTRAST)
    estimates = result.estimates.assign(
        hits_b=result.estimates["hits_b"].mask(gone, 0.0),
        documents_b=result.estimates["documents_b"].mask(gone, 0.0),
    )
    blocks = blocks_of(replace(result, estimates=check(estimates, "estimates")))
    absent = table_of(blocks, "keyness-absent")
    assert words_in(absent) == ["quai"]
    assert "quai" not in words_in(table_of(blocks, "keyness-of"))
    row = {
        column["label"]: flat(cell["runs"])
        for column, cell in zip(absent["columns"], absent["rows"][0], strict=True)
    }
    assert row["Said by"] == "L'Aurore"
    assert row["At most"] == "37.5"  # 3 in 800
    assert "rule of three" in flat(absent["notes"][0])


def test_an_outlet_against_all_others_has_a_table_and_a_verdict_of_its_own(synthetic: ModuleType) -> None:
    blocks = blocks_of(with_contrast(synthetic, REST), "fr")
    place = next(i for i, b in enumerate(blocks) if b["type"] == "heading" and b["id"] == "keyness-rest")
    before, after = blocks[:place], blocks[place:]
    assert len(texts_of(before, "banner")) == 3
    assert [text.split(",")[0] for text in texts_of(after, "banner")] == ["L'Aurore – tous les autres"]
    main = table_of(after, "keyness-of")
    assert {column["group"] for column in main["columns"]} == {"", "L'Aurore", "tous les autres"}
    linked = [row[5]["runs"][0] for row in main["rows"]]
    assert not any("href" in run for run in linked)  # their articles are those of several outlets


def test_nothing_is_declared_against_a_list(synthetic: ModuleType) -> None:
    blocks = blocks_of(with_contrast(synthetic, LIST))
    place = next(i for i, b in enumerate(blocks) if b["type"] == "heading" and b["id"] == "keyness-reference")
    after = blocks[place:]
    assert texts_of(after, "banner") == []
    (said,) = texts_of(after, "paragraph")
    assert said.startswith("words.csv is a corpus of which the frequencies")
    assert "nothing is declared against it" in said
    main = table_of(after, "keyness-of")
    labels = [column["label"] for column in main["columns"]]
    assert "p" not in labels
    assert labels.count("Articles") == 1  # of the outlet
    assert "LRC" in labels


def test_a_contrast_without_words_is_said_to_have_none(synthetic: ModuleType) -> None:
    result = synthetic.make_result()
    silent = result.estimates.loc[
        (result.estimates["contrast"] != CONTRAST) | (result.estimates["family"] != "terms")
    ]
    said = texts_of(blocks_of(replace(result, estimates=check(silent, "estimates"))), "banner")
    assert said[-1] == "L'Aurore – La Dépêche: no word stands three times in the outlets’ own voice."
    assert len(said) == 3


def test_without_any_keyness_that_is_said(synthetic: ModuleType) -> None:
    result = synthetic.make_result()
    cues = check(result.estimates.loc[result.estimates["family"] != "terms"], "estimates")
    (said,) = texts_of(blocks_of(replace(result, estimates=cues)), "note")
    assert said == "Keyness was not computed in this study."
