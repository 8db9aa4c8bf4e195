"""Statements: every number of statistics.md §8 in its sentence, and no sentence for what is not known."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from framing.report.reading import Reading, read
from framing.report.statements import statement
from framing.report.wording import flat
from framing.study.multiverse.curve_tables import CURVE_COLUMNS, NO_CURVES
from framing.tables import check, empty

CONTRAST = "fr:aurore:depeche"
CUE = {"family": "threat", "category": "alarm", "referent": "", "voice": "own"}
NAME = {"family": "naming", "category": "regime", "referent": "iran", "voice": "own"}
HEAD = {"family": "heads", "category": "adjective", "referent": "sanctions", "voice": "own"}
VERB = {"family": "reporting", "category": "distancing", "referent": "", "voice": "own"}
COUNTS = {"hits_a": 12.0, "hits_b": 3.0, "opportunities_a": 400.0, "opportunities_b": 300.0}
RATIO = {
    "statistic": "rate_ratio",
    "estimate": 3.0,
    "low": 1.2,
    "high": 7.5,
    "p_value": 0.004,
    "p_adjusted": 0.01,
}
SHARE = RATIO | {"statistic": "share_difference", "estimate": 0.02, "low": -0.05, "high": 0.09}
CODED = {
    "alpha": 0.8125, "precision_a": 0.9, "precision_low_a": 0.8, "precision_high_a": 0.95, "precision_b": 0.85,
    "precision_low_b": None, "precision_high_b": None, "recall_a": 0.7, "recall_low_a": 0.6, "recall_high_a": 0.8,
    "recall_b": None, "recall_low_b": None, "recall_high_b": None,
}  # fmt: skip


def estimate_row(cell: dict[str, str], **numbers: Any) -> dict[str, Any]:
    alike = {"universe": "default", "contrast": CONTRAST, "term": "", "events": 0.0, "replicates": 999.0,
             "documents_a": 2.0, "documents_b": 2.0}  # fmt: skip
    return {**alike, **cell, **COUNTS, **RATIO, **numbers}


def make(
    synthetic: ModuleType,
    cell: dict[str, str],
    rows: list[dict[str, Any]],
    *,
    facts: dict[str, Any] | None = None,
    design: dict[str, Any] | None = None,
    curve: dict[str, Any] | None = None,
    grade: str = "suggestive",
    topic: str = "",
    language: str = "en",
) -> tuple[dict[str, Any], Reading]:
    """A claim about a cell of which these estimates, facts of G5, design and curve are known."""
    checks = [{"gate": "G5", "passed": None, "reason": "not_coded", "facts": facts or {}}]
    claim = {
        "claim": "c",
        "contrast": CONTRAST,
        **cell,
        "declared": True,
        "grade": grade,
        "gates": json.dumps(checks),
    }
    designs = synthetic.make_designs().assign(exchange="all", shared_texts=0, repeated_texts=0)
    mine = designs["contrast"] == CONTRAST
    for key, value in (design or {}).items():
        designs.loc[mine, key] = value
    documents = synthetic.make_documents().assign(topic=topic)
    curves = NO_CURVES
    if curve is not None:
        table = pd.DataFrame([{"contrast": CONTRAST, **cell, **curve}]).reindex(columns=list(CURVE_COLUMNS))
        curves = replace(NO_CURVES, curves=table)
    result = synthetic.make_result(
        claims=check(pd.DataFrame([claim]), "claims"), designs=designs, curves=curves,
        estimates=check(pd.DataFrame(rows), "estimates") if rows else empty("estimates"),
        measurements=synthetic.make_measurements(documents=check(documents, "documents")),
    )  # fmt: skip
    return {**claim, "checks": checks}, read(result, language)


def said(*made: Any, **more: Any) -> str:
    return flat(statement(*make(*made, **more)))


MATCHED = {"kind": "matched", "shared_events": 7, "documents_a": 20, "documents_b": 14, "exchange": "event",
           "first": "2024-01-18", "last": "2024-12-12"}  # fmt: skip
CURVE = {"universes": 8, "estimable": 8, "one_sign": 0.875, "sign": 1}


def test_a_rate_in_matched_articles_with_everything_known(synthetic: ModuleType) -> None:
    quoted = estimate_row(
        CUE | {"voice": "quoted"}, hits_a=5.0, hits_b=0.0, opportunities_a=50.0, opportunities_b=40.0
    )
    text = said(synthetic, CUE, [estimate_row(CUE), quoted], facts=CODED, design=MATCHED, curve=CURVE)
    assert text == (
        "L'Aurore – La Dépêche, outside quotation marks. Grade: suggestive. In 34 articles (20 by L'Aurore, 14 by La Dépêche; 18\u00a0January 2024 – 12\u00a0December 2024) about 7 shared "
        "events, L'Aurore has 3.0 cues of “worry, alarm” per 100 sentences outside quotation marks (12 in 400), La Dépêche has "
        "1.0 (3 in 300). Ratio of the two rates, pooled over the events: 3.00 (95% interval 1.20 to 7.50; permutation p "
        ".004; corrected p .01; BH q .004). Of 8 equivalent ways of counting, 88% give the difference the same sign. By "
        "comparison, inside quotation marks: 10.0 per 100 sentences (5 in 50) with L'Aurore, 0 (0 in 40) with La Dépêche. "
        "Precision of the instrument: 90% (80% to 95%) for L'Aurore, 85% for La Dépêche. Recall: 70% (60% to 80%) for "
        "L'Aurore, no figure for La Dépêche. Agreement of the coders, Krippendorff’s α: 0.812."
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (NAME, "L'Aurore named “Iran (state)” by “the (Iranian, clerical…) regime” in 3.0% of its mentions outside quotation marks (12 of 400), La Dépêche in 1.0% of its own (3 of 300)."),
        (HEAD, "L'Aurore gave “the sanctions” an attribute of the kind “adjective” in 3.0% of its mentions outside quotation marks (12 of 400)"),
        (VERB, "of 400 reporting words outside quotation marks with L'Aurore, 3.0% are of the kind “distancing (claims)” (12); of 300 reporting words with La Dépêche, 1.0% (3)."),
    ],
)  # fmt: skip
def test_shares_name_what_they_are_shares_of(
    synthetic: ModuleType, cell: dict[str, str], expected: str
) -> None:
    text = said(synthetic, cell, [estimate_row(cell, **SHARE)])
    assert expected.lower() in text.lower()
    assert (
        "Difference in percentage points: +2.0 (95% interval −5.0 to 9.0;".replace("to 9.0", "to +9.0")
        in text
    )


@pytest.mark.parametrize(
    ("design", "topic", "expected"),
    [
        ({"kind": "unmatched", "exchange": "month"}, "sea", "unmatched but compared within topic and month"),
        ({"kind": "unmatched", "exchange": "window"}, "sea", "unmatched but compared within topic,"),
        ({"kind": "unmatched", "exchange": "month"}, "", "unmatched, so that a difference may be topic,"),
        (
            {"kind": "small", "exchange": "all"},
            "sea",
            "unmatched, so that a difference may be topic or time,",
        ),
    ],
)
def test_unmatched_articles_are_called_so(
    synthetic: ModuleType, design: dict[str, Any], topic: str, expected: str
) -> None:
    text = said(synthetic, CUE, [estimate_row(CUE)], design=design, topic=topic)
    assert expected in text
    assert "pooled" not in text


@pytest.mark.parametrize(
    ("design", "topic", "expected"),
    [
        (
            {"kind": "unmatched", "exchange": "month", "strata": 3.0},
            "sea",
            "within topic and month and pooled: 3.00",
        ),
        ({"kind": "unmatched", "exchange": "window", "strata": 2.0}, "sea", "within topic and pooled: 3.00"),
        ({"kind": "unmatched", "exchange": "month", "strata": 3.0}, "", "within month and pooled: 3.00"),
        ({"kind": "unmatched", "exchange": "month", "strata": 1.0}, "sea", "Ratio of the two rates: 3.00"),
    ],
)
def test_an_effect_within_several_months_is_called_so(
    synthetic: ModuleType, design: dict[str, Any], topic: str, expected: str
) -> None:
    assert expected in said(synthetic, CUE, [estimate_row(CUE)], design=design, topic=topic)


def test_an_article_without_a_topic_leaves_the_topic_open(synthetic: ModuleType) -> None:
    claim, reading = make(
        synthetic, CUE, [estimate_row(CUE)], design={"kind": "unmatched", "exchange": "month"}, topic="sea"
    )
    topics = ["", *reading.documents["topic"].tolist()[1:]]
    mixed = replace(reading, documents=reading.documents.assign(topic=topics))
    assert "may be topic" in flat(statement(claim, mixed))


def test_what_is_not_known_is_left_out(synthetic: ModuleType) -> None:
    bare = estimate_row(CUE, low=math.nan, high=math.nan, p_adjusted=math.nan)
    text = said(synthetic, CUE, [bare])
    assert "Ratio of the two rates: 3.00 (permutation p .004; BH q .004)." in text
    assert "Precision and recall of the instrument are not known" in text
    for word in ("interval", "corrected", "equivalent", "α", "nan", "()"):
        assert word not in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "intervalle à 95\u00a0% : 1,20 à ouvert"), ("en", "95% interval 1.20 to open")],
)
def test_an_interval_without_end_is_open(synthetic: ModuleType, language: str, expected: str) -> None:
    text = said(synthetic, CUE, [estimate_row(CUE, low=1.2, high=math.inf)], language=language)
    assert expected in text.replace("\u00a0:", " :")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_an_estimate_there_is_no_number(synthetic: ModuleType, language: str) -> None:
    numbers = dict.fromkeys(("estimate", "low", "high", "p_value", "p_adjusted"), math.nan)
    text = said(synthetic, CUE, [estimate_row(CUE, hits_a=0.0, hits_b=0.0, **numbers)], language=language)
    assert ("n’est pas estimable" if language == "fr" else "is not estimable") in text
    assert "nan" not in text


def test_a_side_without_occasion_leaves_nothing_to_compare(synthetic: ModuleType) -> None:
    text = said(synthetic, NAME, [estimate_row(NAME, **SHARE, opportunities_b=0.0, hits_b=0.0)])
    assert "has no occasion outside quotation marks with La Dépêche: there is nothing to compare." in text
    assert "L'Aurore named" not in text
    nowhere = said(synthetic, CUE, [], design={"kind": "none", "documents_a": 0})
    assert "L'Aurore and La Dépêche: of one of them there is no article to compare." in nowhere


def test_a_ratio_with_nothing_on_one_side_says_that_half_a_hit_was_counted(synthetic: ModuleType) -> None:
    said_of_half = "half a hit counted for the side without one"
    assert said_of_half in said(synthetic, CUE, [estimate_row(CUE, hits_b=0.0)])
    assert said_of_half not in said(synthetic, CUE, [estimate_row(CUE)])
    assert said_of_half not in said(synthetic, NAME, [estimate_row(NAME, **SHARE, hits_b=0.0)])


def test_shares_differ_by_a_hundred_points_at_most(synthetic: ModuleType) -> None:
    wide = estimate_row(NAME, **SHARE | {"low": -0.373, "high": 1.134})
    assert "interval −37.3 to +100.0;" in said(synthetic, NAME, [wide])


def test_one_way_of_counting_is_no_agreement(synthetic: ModuleType) -> None:
    for few in ({"universes": 1, "estimable": 1}, {"universes": 8, "estimable": 0}, {"one_sign": math.nan}):
        assert "equivalent" not in said(synthetic, CUE, [estimate_row(CUE)], curve=CURVE | few)


def test_a_cell_without_a_row_was_found_on_neither_side(synthetic: ModuleType) -> None:
    assert "By comparison, inside quotation marks: found on neither side." in said(
        synthetic, CUE, [estimate_row(CUE)]
    )
    quoted = CUE | {"voice": "quoted"}
    text = said(synthetic, quoted, [estimate_row(quoted), estimate_row(CUE)])
    assert "By comparison, outside quotation marks: 3.0 per 100 sentences" in text
    assert "By comparison" not in said(synthetic, VERB, [estimate_row(VERB, **SHARE)])


def test_a_correction_is_told_beside_what_was_found(synthetic: ModuleType) -> None:
    corrected = estimate_row(
        CUE, statistic="rate_ratio_corrected", estimate=2.5, low=0.9, high=6.0, p_value=math.nan
    )
    text = said(synthetic, CUE, [estimate_row(CUE), corrected])
    assert "Corrected for what coders found missed or wrong: 2.50 (95% interval 0.90 to 6.00)." in text


@pytest.mark.parametrize("reason", ["replicated", "by_chance", "no_documents", "too_little", "includes_none"])
def test_the_held_out_window_has_its_sentence(synthetic: ModuleType, reason: str) -> None:
    claim, reading = make(synthetic, CUE, [estimate_row(CUE)])
    row = {
        "contrast": CONTRAST,
        **CUE,
        "documents_a": 9,
        "documents_b": 8,
        "p_adjusted": 0.01,
        "reason": reason,
    }
    text = flat(statement(claim, replace(reading, replication=pd.DataFrame([row]))))
    expected = {
        "replicated": "In the articles set aside beforehand (17 articles) the difference was found again (corrected p .01).",
        "by_chance": "chance may explain the difference (corrected p .01)",
        "no_documents": "Of one of the outlets no article was set aside beforehand",
        "too_little": "In the articles set aside beforehand (17 articles) there are too few occasions or finds",
        "includes_none": "the outlets differ (corrected p .01), but the interval of this difference holds “no difference”",
    }
    assert expected[reason] in text
