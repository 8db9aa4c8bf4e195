"""Five articles written for this project, measured from text to report: their traps and what must come of them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.study.pipeline import Result


@pytest.fixture(scope="module")
def result(miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    study = framing.load_study(miniature / "config.yaml")
    return framing.run(study, framing.write_report, output=tmp_path_factory.mktemp("run") / "out")


def hits(result: Result, **where: str) -> pd.DataFrame:
    table = result.measurements.observations
    for column, value in where.items():
        table = table[table[column] == value]
    return table


def test_boilerplate_is_in_no_count(result: Result) -> None:
    terms = set(result.measurements.counts["term"].astype(str))
    assert not terms & {"cookie", "chairman", "committee", "harbour", "surtelegram"}
    rules = result.measurements.removals.groupby("rule").size()
    assert {
        "navigation",
        "share_line",
        "foreign_language",
        "cookie_wall",
        "voice_notice",
        "cross_reference",
    } <= set(rules.index)


def test_captions_are_kept_apart(result: Result) -> None:
    counts = result.measurements.counts
    assert set(counts.loc[counts["term"] == "metz", "position"].astype(str)) == {"caption", "body"}
    exposure = result.measurements.exposure
    body = exposure[exposure["position"] != "caption"].groupby("doc_id", observed=True)["tokens"].sum()
    documents = result.measurements.documents.set_index("doc_id")["tokens"]
    assert body.to_dict() == documents.to_dict()


def test_malformed_quotation_is_flagged_and_its_undecidable_part_ambiguous(result: Result) -> None:
    attributions = result.measurements.attributions
    rules = attributions[attributions["doc_id"] == "valmor-1"].groupby("rule").size()
    assert rules["unopened"] == 1
    assert rules["unclosed_to_end"] == 1
    assert rules["heading_quoted"] == 1
    assert set(attributions.loc[attributions["rule"] == "unopened", "voice"].astype(str)) == {"ambiguous"}


def test_both_apostrophes_are_one(result: Result) -> None:
    west = hits(result, family="naming", referent="west")
    assert set(west["doc_id"]) >= {"valmor-1", "delta-1", "delta-2"}


def test_delegitimising_words_stand_in_the_voice_they_were_written_in(result: Result) -> None:
    cues = hits(result, family="legitimacy", category="delegitimise", referent="sanctions")
    voices = cues[cues["doc_id"] == "valmor-1"].groupby(["lemma", "voice"], observed=True).size().to_dict()
    assert voices[("illégal", "quoted")] == 2
    assert voices[("unilatéral", "own")] == 1
    assert ("illégal", "own") not in voices


def test_alarm_in_a_title_counts(result: Result) -> None:
    alarm = hits(result, family="threat", category="alarm", referent="west", position="title")
    assert set(alarm["doc_id"]) == {"delta-1", "delta-2"}


def test_warships_are_no_war(result: Result) -> None:
    assert not len(hits(result, family="naming", referent="ukraine_war"))


def test_head_nouns_carry_their_wording(result: Result) -> None:
    heads = hits(result, family="heads", referent="sanctions")
    said = set(heads.loc[heads["category"] != "mention", "surface"])
    assert {"illégales", "injustes", "unilatérales", "occidentales", "sans précédent"} <= said
    assert "imposées par les pays occidentaux" in said


def test_nothing_is_claimed_of_two_articles_against_two(result: Result) -> None:
    assert set(result.claims["grade"]) <= {"not_estimable", "described"}
    design = result.designs.set_index("contrast").loc["fr:valmor:delta"]
    assert design["smallest_p"] == pytest.approx(1 / 3)
    for gates in result.claims["gates"].map(json.loads):
        failed = [gate for gate in gates if gate["passed"] is False]
        assert failed
        assert all(gate["reason"] for gate in failed)


def test_report_shows_the_sentences_behind_its_numbers(result: Result, miniature: Path) -> None:
    from framing.study.outputs import default_folder

    assert default_folder(result.study) == miniature / "reports" / "miniature"
    assert set(result.measurements.texts) == set(result.measurements.documents["doc_id"])


def test_results_show_themselves_in_a_notebook(result: Result) -> None:
    assert "<table" in result._repr_html_()
