"""Corpus: bundles and texts side by side; what is not taken in is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import ConfigError, FramingError
from framing.study.config.study import Study, load_study
from framing.study.measurement.bundle import write_bundle
from framing.study.measurement.corpus import check_corpus, doubtful_outlets, open_corpus, outlets_of
from framing.study.measurement.measurements import Measurements

LINES = [
    '{"doc_id": "x1", "outlet": "delta", "language": "fr", "text": "Le quai est vide. Rien ne bouge."}',
    '{"doc_id": "x2", "outlet": "delta", "language": "en", "text": "The quay is empty. Nothing moves."}',
]


@pytest.fixture
def config(study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path) -> Callable[..., Path]:
    write_bundle(two_by_two, tmp_path / "bundle")
    (tmp_path / "texts.jsonl").write_text("\n".join(LINES), encoding="utf-8")
    return study_file


def test_bundles_and_texts_are_opened_together(config: Callable[..., Path]) -> None:
    corpus = open_corpus(load_study(config(corpus=["bundle", "texts.jsonl"])))
    assert [name for name, _ in corpus.bundles] == ["bundle"]
    assert corpus.cleaned is not None
    assert list(corpus.cleaned.documents["doc_id"]) == ["x1"]
    assert outlets_of(corpus) == {"alpha", "beta", "gamma", "delta"}


def test_document_in_another_language_is_set_aside_and_named(config: Callable[..., Path]) -> None:
    aside = open_corpus(load_study(config(corpus=["bundle", "texts.jsonl"]))).set_aside
    assert list(aside["reason"]) == ["language en is not among the study's"]


def test_bundle_alone_opens_no_reader(config: Callable[..., Path]) -> None:
    corpus = open_corpus(load_study(config()))
    assert corpus.cleaned is None
    assert corpus.set_aside.empty


def test_folder_with_nothing_readable_is_an_error(config: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(FramingError, match="nothing"):
        open_corpus(load_study(config(corpus=["bundle", "nothing"])))


def test_defaults_and_columns_reach_the_reader(config: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,body\nx9,Le phare est éteint depuis hier.\n", encoding="utf-8")
    entry = {
        "path": "t.csv",
        "columns": {"id": "doc_id", "body": "text"},
        "defaults": {"outlet": "alpha", "language": "fr"},
    }
    cleaned = open_corpus(load_study(config(corpus=["bundle", entry]))).cleaned
    assert cleaned is not None
    assert cleaned.documents[["doc_id", "outlet"]].to_numpy().tolist() == [["x9", "alpha"]]


def test_every_part_that_cannot_be_read_is_told(config: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    shutil.copytree(tmp_path / "bundle", tmp_path / "torn")
    (tmp_path / "torn" / "counts.csv").unlink()
    (tmp_path / "torn" / "events.csv").unlink()
    with pytest.raises(FramingError) as fault:
        open_corpus(load_study(config(corpus=["bundle", "torn", "nothing"], profiles=["nothing"])))
    said = [str(problem) for problem in fault.value.problems]
    assert len(said) == 4
    for part in ("torn/counts", "torn/events", "page texts", "a folder with profiles"):
        assert any(part in problem for problem in said), part


def test_name_of_a_language_sets_a_document_aside_with_its_code(
    config: Callable[..., Path], tmp_path: Path
) -> None:
    rows = [line.replace('"fr"', '"Français"').replace('"en"', '"de"') for line in LINES]
    (tmp_path / "texts.jsonl").write_text("\n".join(rows), encoding="utf-8")
    aside = open_corpus(load_study(config(corpus=["bundle", "texts.jsonl"]))).set_aside
    assert aside.to_numpy().tolist() == [
        ["texts.jsonl, row 1", "language 'Français' is no code: 'fr' was meant"],
        ["texts.jsonl, row 2", "language de is not among the study's"],
    ]


def test_outlet_that_resembles_a_named_one_is_doubtful(config: Callable[..., Path]) -> None:
    study = load_study(config(outlets={"gamma": {"fr": "Gamma", "en": "Gamma"}}))
    assert doubtful_outlets(study, ["alpha", "beta", "gamma", "delta"]) == []
    (said,) = doubtful_outlets(study, ["alpa", "rt", "delta"])
    assert said == "outlet 'alpa' is in no contrast and not under outlets: – did you mean 'alpha'?"


def test_outlet_is_known_by_the_name_of_its_profile(config: Callable[..., Path]) -> None:
    study = load_study(config(contrasts=[["presstv", "alpha"]], claims=[]))
    (said,) = doubtful_outlets(study, ["French Press TV"])
    assert said.endswith("did you mean 'presstv'?")


def test_unknown_outlet_is_named_with_the_nearest(study: Study) -> None:
    check_corpus(study, ["beta", "alpha"])
    with pytest.raises(ConfigError, match="did you mean 'betta'"):
        check_corpus(study, ["alpha", "betta"])
