"""Measuring: which instruments a study takes, and what it asks of a bundle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import ConfigError
from framing.study.config.study import load_study
from framing.study.measurement.corpus import NOTHING, Corpus
from framing.study.measurement.measurements import Measurements
from framing.study.measurement.measuring import instruments_for, measure_plan, plan_partitions


def corpus_of(measurements: Measurements) -> Corpus:
    return Corpus((("bundle", measurements),), None, NOTHING, NOTHING)


def test_bundles_need_no_plan(study_file: Callable[..., Path], two_by_two: Measurements) -> None:
    plan = plan_partitions(load_study(study_file()), corpus_of(two_by_two))
    assert plan.parts == []
    assert plan.instruments == {}


def test_language_means_whatever_codebooks_a_lone_bundle_has(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    study, corpus = load_study(study_file()), corpus_of(two_by_two)
    measured = measure_plan(study, corpus, plan_partitions(study, corpus))
    assert set(measured.settings["codebooks"]) == {"threat.fr", "naming.fr"}


def test_codebook_asked_for_by_name_must_be_in_the_bundle(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    study = load_study(study_file(extractors=["cues.v1"], codebooks=["labels"]))
    corpus = corpus_of(two_by_two)
    with pytest.raises(ConfigError, match=r"bundle · expected measured with the codebook labels\.fr"):
        measure_plan(study, corpus, plan_partitions(study, corpus))


def test_instruments_hold_the_codebooks_and_extractors_of_the_study(study_file: Callable[..., Path]) -> None:
    study = load_study(study_file(codebooks=["threat"], extractors=["cues.v1"], claims=None))
    (instrument,) = instruments_for(study, ["fr"]).values()
    assert [book.name for book in instrument.codebooks] == ["threat"]
    assert list(instrument.extractors) == ["cues.v1"]


def test_codebook_of_the_study_folder_is_found(study_file: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "weather.fr.yaml").write_text(
        "name: weather\nlanguage: fr\nversion: 1\nkind: cues\nsources: [own]\ncategories:\n"
        "  storm:\n    label: {fr: tempête, en: storm}\n    searched_on: [iran]\n    targets: []\n    entries:\n"
        "      - id: storm\n        patterns: [tempête]\n"
        '        examples: ["La tempête approche du port."]\n        counterexamples: ["Le calme revient."]\n',
        encoding="utf-8",
    )
    study = load_study(
        study_file(extractors=["cues.v1"], codebooks=["weather"], codebook_folders=["mine"], claims=None)
    )
    assert [book.name for book in instruments_for(study, ["fr"])["fr"].codebooks] == ["weather"]
