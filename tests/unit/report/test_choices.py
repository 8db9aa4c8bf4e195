"""Families without a codebook: every kind over all of its family, per language, and claims about them."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from framing.report.bounds import opportunities, unit_of
from framing.report.choices import choices, counted_over, kind_of
from framing.report.evidence import Evidence
from framing.report.reading import read
from framing.report.summary import build
from framing.study.config.families import FAMILIES

NO_EVIDENCE = Evidence((), frozenset())


def test_every_kind_is_listed_zeros_too_and_they_sum_to_the_whole(spoken: Any) -> None:
    reading = read(spoken, "en")
    for family, facts in FAMILIES.items():
        if family != "reporting":  # its table is by camp, in `speakers`
            assert len(choices(family, reading, NO_EVIDENCE)[0]["rows"]) == len(facts.categories)
        for side in reading.sides:
            kinds = [kind_of(family, category, side, reading) for category in facts.categories]
            assert sum(kinds) == counted_over(family, side, reading)


def test_what_was_not_measured_is_not_shown(result: Any) -> None:
    assert choices("fidelity", read(result, "en"), NO_EVIDENCE) == []


def test_every_kind_and_unit_has_a_name(spoken: Any) -> None:
    for language in ("fr", "en"):
        reading = read(spoken, language)
        for family, facts in FAMILIES.items():
            for category in (*facts.categories, *facts.facts):
                assert f"{family}.{category}" in reading.names.categories
                assert reading.say.count(2, unit_of(family, category))


def test_bounds_of_a_zero_are_over_the_family_not_over_sentences(spoken: Any) -> None:
    reading = read(spoken, "en")
    aurore = next(side for side in reading.sides if side.outlet == "aurore")
    claim = {"family": "reporting", "category": "endorsing", "referent": ""}
    assert [opportunities(claim, aurore, voice, reading) for voice in ("own", "quoted", "all")] == [2, 0, 2]
    lone = {"family": "sources", "category": "lone", "referent": ""}
    assert [opportunities(lone, aurore, voice, reading) for voice in ("own", "quoted", "all")] == [1, 0, 1]
    assert unit_of("sources", "lone") == "article"


def test_a_claim_about_reporting_words_has_a_card_with_its_unit(synthetic: ModuleType) -> None:
    claim = {"family": "reporting", "category": "endorsing", "contrast": ["aurore", "phare"]}
    study = synthetic.make_spoken_study(claims=[claim])
    said = str(build(synthetic.make_spoken_result(study=study), "en")["sections"][0])
    assert "Endorsing (points out)" in said
    assert "of 2 reporting words" in said


def test_cues_counted_in_methods_are_cues_of_codebooks_only(spoken: Any, summaries: dict[str, Any]) -> None:
    said = str(build(spoken, "en")["sections"])
    assert "Here 8 cues" in said  # the seven of the harbour without the undecided one, and a hedge
    assert "Here 8 cues" in str(summaries["en"]["sections"])
