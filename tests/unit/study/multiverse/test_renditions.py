"""Renditions: bundles of the same corpus, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ConfigError, TableError
from framing.study.comparison.held_out import hold_out
from framing.study.config.decisions import DECISIONS
from framing.study.config.study import load_study
from framing.study.measurement.bundle import write_bundle
from framing.study.measurement.measurements import Measurements, select_documents
from framing.study.multiverse.renditions import Rendition, departures, measured_decisions, open_renditions

LEMMA = {"decision": "lemma", "option": "stem", "path": "stems"}


@pytest.fixture
def opened(study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path) -> Any:
    """Write the bundles and open them as renditions of the corpus of `two_by_two`."""

    def run(*bundles: tuple[dict[str, Any], Measurements]) -> tuple[Rendition, ...]:
        for entry, measurements in bundles:
            write_bundle(measurements, tmp_path / entry["path"], "csv")
        study = load_study(study_file(multiverse={"bundles": [entry for entry, _ in bundles]}))
        return open_renditions(study, two_by_two)

    return run


def test_bundle_of_the_same_documents_is_a_rendition(opened: Any, two_by_two: Measurements) -> None:
    (found,) = opened((LEMMA | {"tag": "uncertain"}, two_by_two))
    assert (found.decision, found.option, found.tag) == ("lemma", "stem", "uncertain")
    assert list(found.measurements.documents["doc_id"]) == list(two_by_two.documents["doc_id"])
    assert opened() == ()


def test_what_the_study_holds_out_is_in_no_rendition(
    study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path
) -> None:
    write_bundle(two_by_two, tmp_path / "stems", "csv")
    held = {"from": "2024-10-01", "to": "2024-12-31"}
    study = load_study(study_file(multiverse={"bundles": [LEMMA]}, held_out=held))
    compared, _ = hold_out(study, two_by_two)
    (found,) = open_renditions(study, compared)
    assert list(found.measurements.documents["doc_id"]) == list(compared.documents["doc_id"])
    assert len(compared.documents) == len(two_by_two.documents) - 1


def test_everything_that_is_another_corpus_is_said_at_once(opened: Any, two_by_two: Measurements) -> None:
    fewer = select_documents(two_by_two, ["d000", "d002"])
    moved = replace(two_by_two, documents=two_by_two.documents.assign(outlet="alpha"))
    bare = dict(two_by_two.settings) | {"extractors": ["cues.v1"], "codebooks": {}}
    with pytest.raises(ConfigError) as fault:
        opened(
            (LEMMA, fewer),
            (LEMMA | {"option": "surface", "path": "surface"}, moved),
            (LEMMA | {"option": "other", "path": "other"}, replace(two_by_two, settings=bare)),
        )
    said = [str(problem) for problem in fault.value.problems]
    assert len(said) == 4
    assert "multiverse.bundles[0]" in said[0]
    assert "without d001, d003, d004" in said[0]
    assert "another outlet of d002, d003, d004" in said[1]
    assert "without heads.v1, naming.v1, terms.v1" in said[2]
    assert "without naming.fr, threat.fr" in said[3]


def test_documents_beyond_the_corpus_are_refused_too(
    study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path
) -> None:
    write_bundle(two_by_two, tmp_path / "stems", "csv")
    study = load_study(study_file(multiverse={"bundles": [LEMMA]}))
    with pytest.raises(ConfigError, match="also d001, d003, d004"):
        open_renditions(study, select_documents(two_by_two, ["d000", "d002"]))


def test_bundle_that_cannot_be_read_is_named(
    study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path
) -> None:
    for name in ("stems", "surface"):
        (tmp_path / name).mkdir()
    bundles = [LEMMA, LEMMA | {"option": "surface", "path": "surface"}]
    with pytest.raises(TableError) as fault:
        open_renditions(load_study(study_file(multiverse={"bundles": bundles})), two_by_two)
    assert len(fault.value.problems) == 2


def test_each_decision_has_what_is_measured_first(opened: Any, two_by_two: Measurements) -> None:
    found = opened(
        (LEMMA, two_by_two),
        (LEMMA | {"option": "surface", "path": "surface", "tag": "uncertain"}, two_by_two),
        ({"decision": "boilerplate", "option": "strict", "path": "strict"}, two_by_two),
    )
    decisions = measured_decisions(found)
    assert [(d.name, [o.name for o in d.options]) for d in decisions] == [
        ("boilerplate", ["default", "strict"]),
        ("lemma", ["default", "stem", "surface"]),
    ]
    assert [o.tag for o in decisions[1].options] == ["equivalent", "equivalent", "uncertain"]


def test_departures_are_those_of_the_measure_half() -> None:
    settled = {decision.name: decision.options[1].name for decision in DECISIONS}
    assert departures(settled | {"lemma": "stem", "boilerplate": "default"}) == (("lemma", "stem"),)
