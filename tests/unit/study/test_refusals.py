"""Refusals: what a run would stop for is found without measuring, all of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.errors import FramingError
from framing.study.config.study import Study, load_study
from framing.study.measurement import measure
from framing.study.measurement.bundle import write_bundle
from framing.study.measurement.measurements import Measurements, from_tables
from framing.study.outputs import default_folder
from framing.study.pipeline import run as run_study
from framing.study.refusals import check_config, check_run

TEXT = "Le quai est vide depuis la grève. Rien ne bouge dans le port, et la menace des sanctions plane."
CLAIM = {"family": "threat", "category": "alarm", "referent": "west", "contrast": ["alpha", "beta"]}


@pytest.fixture
def config(
    study_file: Callable[..., Path], two_by_two: Measurements, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Path]:
    """Write configs beside a bundle, the same bundle again, one measured otherwise, and texts."""

    def never(*arguments: Any, **options: Any) -> None:
        raise AssertionError("nothing may be measured")

    monkeypatch.setattr(measure, "measure", never)
    write_bundle(two_by_two, tmp_path / "bundle")
    shutil.copytree(tmp_path / "bundle", tmp_path / "again")
    older = two_by_two.settings | {"framing": "0.0.1", "extractors": ["terms.v1"]}
    others = two_by_two.tables | {
        name: table.assign(doc_id="x" + table["doc_id"].astype("str"))
        for name, table in two_by_two.tables.items()
    }
    write_bundle(from_tables(others, older), tmp_path / "older")
    rows = [
        {"doc_id": d, "outlet": o, "language": "fr", "text": TEXT}
        for d, o in (("t1", "alpha"), ("t2", "beta"))
    ]
    (tmp_path / "texts.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "same.jsonl").write_text(json.dumps(rows[0] | {"doc_id": "d000"}), encoding="utf-8")
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "bundle.json").write_text("{", encoding="utf-8")
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "mood.fr.yaml").write_text("name: mood\n", encoding="utf-8")
    return study_file


def run(study: Study) -> None:
    """Run a study and write its tables."""
    run_study(study, output=default_folder(study))


def refused(function: Callable[..., Any], path: Path) -> list[str]:
    """Return what is refused, without the name of a stage and the line of the config."""
    with pytest.raises(FramingError) as fault:
        function(load_study(path))
    said = [str(p).removeprefix("import: ").removeprefix("annotate: ") for p in fault.value.problems]
    said = [p.removeprefix("extract: ").removeprefix("specify: ").removeprefix("report: ") for p in said]
    return [p.split(", ", 1)[1] if p.startswith("config.yaml") else p for p in said]


def test_sound_study_is_opened(config: Callable[..., Path]) -> None:
    corpus = check_run(load_study(config(claims=None)))
    assert [name for name, _ in corpus.bundles] == ["bundle"]


def test_sound_study_of_texts_is_opened_without_measuring(config: Callable[..., Path]) -> None:
    assert check_run(load_study(config(corpus=["texts.jsonl"]))).cleaned is not None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"corpus": ["bundle", "again"]}, "document d000"),
        ({"corpus": ["bundle", "torn"]}, "JSON"),
        ({"corpus": ["older"]}, "measured with the extractor cues.v1"),
        ({"corpus": ["bundle", "older"], "extractors": ["terms.v1"]}, "the same instrument as bundle"),
        ({"corpus": ["texts.jsonl"], "codebook_folders": ["books"], "codebooks": ["mood"]}, "mood.fr.yaml"),
        ({"contrasts": [["alpha", "zeta"]], "claims": None}, "outlets of the corpus"),
        ({"claims": [CLAIM | {"family": "treat"}]}, "did you mean 'threat'?"),
        ({"claims": [CLAIM | {"category": "alarms"}]}, "did you mean 'alarm'?"),
        ({"claims": [CLAIM | {"referent": "wets"}]}, "did you mean 'west'?"),
        ({"study": "bundle", "report": {"folder": "."}}, "'bundle', which holds bundle"),
        ({"study": "out", "report": {"folder": "bundle"}}, "'out', which lies in bundle"),
    ],
)
def test_what_a_run_refuses_is_refused_in_the_same_words(
    config: Callable[..., Path], changes: dict[str, Any], said: str
) -> None:
    found = refused(check_run, config(**changes))
    assert any(said in problem for problem in found), found
    assert set(refused(run, config(**changes))) <= set(found)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"corpus": ["bundle", "same.jsonl"]}, "document d000"),
        ({"corpus": ["texts.jsonl"], "claims": [CLAIM | {"family": "treat"}]}, "did you mean 'threat'?"),
        ({"corpus": ["bundle", "texts.jsonl"]}, "measured with the codebook"),
    ],
)
def test_what_a_run_would_refuse_after_measuring_is_refused_before(
    config: Callable[..., Path], changes: dict[str, Any], said: str
) -> None:
    assert any(said in problem for problem in refused(check_run, config(**changes)))


def test_a_word_list_is_read_before_anything_is_measured(config: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("term,count\nport,0.5\nmer,\n", encoding="utf-8")
    found = refused(check_run, config(reference="words.csv"))
    assert [problem.split(" · ")[0] for problem in found] == ["words.csv line 2", "words.csv line 3"]
    assert set(refused(run, config(reference="words.csv"))) == set(found)


def test_everything_is_told_at_once(config: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "reports" / "two-ports" / "photos").mkdir(parents=True)
    claims = [CLAIM | {"family": "treat"}, CLAIM | {"category": "alarms"}]
    found = refused(check_run, config(corpus=["bundle", "again", "torn"], claims=claims))
    for part in (
        "document d000",
        "document d004",
        "torn",
        "claims[0].family",
        "claims[1].category",
        "photos",
    ):
        assert any(part in problem for problem in found), part


def test_report_never_takes_the_place_of_its_config(
    config: Callable[..., Path], two_by_two: Measurements, tmp_path: Path
) -> None:
    """The folder `mine/../mine`, which once was renamed away with the config in it."""
    home = tmp_path / "mine"
    home.mkdir()
    path = config(study="mine", corpus=["../bundle"], report={"folder": ".."}).rename(home / "config.yaml")
    for function in (check_run, run):
        (problem,) = refused(function, path)
        assert "'mine', which holds config.yaml" in problem
    assert [file.name for file in home.iterdir()] == ["config.yaml"]


def test_claim_is_told_with_its_line(config: Callable[..., Path]) -> None:
    path = config(claims=[CLAIM | {"family": "treat"}])
    with pytest.raises(FramingError) as fault:
        check_run(load_study(path))
    line = path.read_text("utf-8").splitlines().index('   "family": "treat",') + 1
    assert fault.value.problems[0].where == f"config.yaml line {line}, claims[0].family"


def test_outlets_are_not_missed_while_a_part_is_missing(config: Callable[..., Path]) -> None:
    found = refused(check_run, config(corpus=["bundle", "torn"], contrasts=[["alpha", "zeta"]], claims=None))
    assert not any("outlets of the corpus" in problem for problem in found)


def test_empty_measurements_are_no_obstacle(config: Callable[..., Path], two_by_two: Measurements) -> None:
    nobody = replace(two_by_two, **{name: table.iloc[:0] for name, table in two_by_two.tables.items()})
    write_bundle(nobody, load_study(config()).path("empty"))
    assert len(check_run(load_study(config(corpus=["bundle", "empty"]))).bundles) == 2


def told(path: Path) -> list[str]:
    with pytest.raises(FramingError) as fault:
        check_config(path)
    return [str(problem) for problem in fault.value.problems]


@pytest.mark.parametrize(
    "mistake",
    [
        {"statistics": {"replicate": 199}},
        {"statistics": {"replicates": 1}},
        {"colour": "red"},
        {"title": "Ports"},
        {"report": {"formats": ["htlm"]}},
        {"engine": {"kind": "cluster"}},
        {"window": {"form": "2020-01-01", "to": "2021-01-01"}},
    ],
)
def test_mistakes_of_the_corpus_are_told_beside_those_of_the_config(
    config: Callable[..., Path], mistake: dict[str, Any]
) -> None:
    claims = [CLAIM | {"family": "treat"}, CLAIM | {"category": "alarms"}]
    contrasts = [["alpha", "beta"], ["alpha", "gama"]]
    found = told(config(claims=claims, contrasts=contrasts, **mistake))
    (key,) = mistake
    assert any(f", {key}" in problem for problem in found)
    for part in ("did you mean 'gamma'?", "did you mean 'threat'?", "did you mean 'alarm'?"):
        assert any(part in problem for problem in found), (part, found)


@pytest.mark.parametrize(
    "mistake",
    [
        {"extractors": ["terms.v1", "cue.v1"]},
        {"extractors": ["cues.v1", "naming.v1"], "codebooks": ["threat", "nameing"]},
        {"codebooks": None},
        {"claims": [CLAIM | {"voice": "loud"}]},
    ],
)
def test_claims_are_not_blamed_for_the_instruments(
    config: Callable[..., Path], mistake: dict[str, Any]
) -> None:
    found = told(config(**{"contrasts": [["alpha", "beta"], ["alpha", "gama"]]} | mistake))
    assert len(found) == 2, found
    assert any("did you mean 'gamma'?" in problem for problem in found)


@pytest.mark.parametrize(
    "mistake", [{"corpus": ["nowhere"]}, {"study": "A/B"}, {"contrasts": [["alpha", "alpha"]]}]
)
def test_nothing_is_guessed_where_the_corpus_or_its_outlets_are_unknown(
    config: Callable[..., Path], mistake: dict[str, Any]
) -> None:
    assert len(told(config(**{"claims": None} | mistake))) == 1


def test_sound_config_is_loaded_and_its_corpus_opened(config: Callable[..., Path]) -> None:
    study, corpus = check_config(config())
    assert study == load_study(config())
    assert [name for name, _ in corpus.bundles] == ["bundle"]
