"""Config: everything that is wrong is said at once, with its line; what is right is frozen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from framing.errors import ConfigError
from framing.study.config.parts import MOST_CLAIMS
from framing.study.config.study import LATER, Study, json_schema, load_study

CAMP = {"label": {"fr": "Est", "en": "East"}, "holders": ["Ana"]}
CLAIM = {"family": "threat", "category": "alarm", "contrast": ["alpha", "beta"]}


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as fault:
        load_study(path)
    return [str(problem) for problem in fault.value.problems]


def test_good_config_is_read_and_frozen(study: Study, tmp_path: Path) -> None:
    assert study.contrasts == (("alpha", "beta"),)
    assert study.claims[0].voice == "own"
    assert study.path("bundle") == tmp_path / "bundle"
    with pytest.raises(ValidationError):
        study.study = "other"


def test_string_in_corpus_is_a_path(study: Study) -> None:
    assert study.corpus[0].path == "bundle"
    assert study.corpus[0].reader == ""


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"contrast": [["alpha", "beta"]]}, "contrast", "did you mean 'contrasts'?"),
        ({"statistics": {"replicate": 99}}, "statistics.replicate", "did you mean 'replicates'?"),
        ({"claims": [CLAIM | {"voise": "own"}]}, "claims[0].voise", "did you mean 'voice'?"),
        ({"window": {"form": "2020-01-01", "to": "2021-01-01"}}, "window.form", "did you mean 'from'?"),
        ({"study": None}, "study", "found none"),
        ({"study": "../up"}, "study", "lower-case letters"),
        ({"title": "Ports"}, "title", "a mapping"),
        ({"languages": ["de"]}, "languages[0]", "'fr' or 'en'"),
        ({"languages": []}, "languages", "at least 1"),
        ({"languages": ["fr", "fr"]}, "languages", "each value once"),
        ({"corpus": ["nowhere"]}, "corpus[0].path", "an existing file or folder"),
        ({"corpus": [{"path": "bundle", "reader": "pdf"}]}, "corpus[0].reader", "'pages'"),
        ({"corpus": [{"path": "bundle", "catalogue": "none.csv"}]}, "corpus[0].catalogue", "existing"),
        ({"contrasts": [["alpha", "alpha"]]}, "contrasts[0]", "not compared with itself"),
        ({"contrasts": [["alpha"]]}, "contrasts[0][1]", "found none"),
        ({"contrasts": [["alpha", "beta"], ["alpha", "beta"]]}, "contrasts", "each value once"),
        ({"extractors": ["cues.v2"]}, "extractors[0]", "did you mean 'cues.v1'?"),
        ({"codebooks": ["treat"]}, "codebooks[0]", "did you mean 'threat'?"),
        ({"claims": [CLAIM] * (MOST_CLAIMS + 1)}, "claims", "at most 10"),
        ({"claims": [CLAIM | {"contrast": ["beta", "gamma"]}]}, "claims[0].contrast", "add it to contrasts"),
        (
            {"claims": [CLAIM | {"contrast": ["beta", "alpha"]}]},
            "claims[0].contrast",
            "declares [alpha, beta]",
        ),
        ({"languages": ["french"]}, "languages[0]", "did you mean 'fr'?"),
        ({"contrasts": [["alpha\u200f", "beta"]]}, "contrasts[0][0]", "U+200F"),
        ({"outlets": {"alpha": {"fr": "\u202eahplA", "en": "Alpha"}}}, "outlets.alpha.fr", "U+202E"),
        ({"statistics": {"replicates": "many"}}, "statistics.replicates", "a whole number"),
        ({"statistics": {"replicates": True}}, "statistics.replicates", "a whole number"),
        ({"statistics": {"interval": 1.5}}, "statistics.interval", "less than 1"),
        ({"window": {"from": "2021-02-30", "to": "2022-01-01"}}, "window.from", "a date such as"),
        ({"window": {"from": "2022-01-01", "to": "2021-01-01"}}, "window", "`from` before `to`"),
        ({"engine": {"kind": "cluster"}}, "engine.kind", "'serial'"),
        ({"engine": {"workers": 0}}, "engine.workers", "greater than or equal to 1"),
        ({"report": {"folder": "/srv/reports"}}, "report.folder", "a folder relative to the config file"),
        ({"report": {"folder": "a\0b"}}, "report.folder", "without control characters"),
        ({"report": {"folder": "a\nb"}}, "report.folder", "without control characters"),
        ({"outlets": {"alpha": {"fr": "Alpha"}}}, "outlets.alpha.en", "found none"),
        ({"codebook_folders": ["none"]}, "codebook_folders[0]", "existing"),
        ({"reference": "none.csv"}, "reference", "an existing file or folder"),
        ({"reference": ["bundle"]}, "reference", "text"),
        ({"referense": "bundle"}, "referense", "did you mean 'reference'?"),
        ({"camps": {"East": CAMP}}, "camps.East", "lower-case letters"),
        ({"camps": {"east": {"label": CAMP["label"]}}}, "camps.east.holders", "found none"),
        ({"camps": {"east": CAMP | {"holder": ["Ana"]}}}, "camps.east.holder", "did you mean 'holders'?"),
        ({"camps": {"east": CAMP | {"label": {"fr": "Est"}}}}, "camps.east.label.en", "found none"),
        ({"camps": {"east": CAMP | {"holders": []}}}, "camps.east.holders", "at least 1"),
        ({"camps": {"east": CAMP | {"holders": ["*"]}}}, "camps.east.holders[0]", "at least one word"),
        ({"camps": {"east": CAMP | {"holders": ["a|b"]}}}, "camps.east.holders[0]", "each alternative"),
        ({"camps": {"east": CAMP | {"holders": ["@anonymus"]}}}, "camps.east.holders[0]", "'@anonymous'?"),
        ({"camps": {"east": CAMP | {"holders": ["@anonymous"]}}}, "camps.east.holders[0]", "sources.v1"),
        ({"camps": {"east": CAMP, "west": CAMP}}, "camps.west.holders[0]", "camps.east.holders[0]"),
        ({"camps": {"east": CAMP | {"holders": ["Éva Lo", "lo eva"]}}}, "camps.east.holders[1]", "keep one"),
    ],
)
def test_each_mistake_is_named_with_place_and_remedy(
    study_file: Callable[..., Path], changes: dict[str, Any], place: str, said: str
) -> None:
    found = [problem for problem in problems_of(study_file(**changes)) if f", {place} ·" in problem]
    assert len(found) == 1, found
    assert said in found[0]
    assert found[0].startswith("config.yaml line ")


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        "study: x\n"
        "title: {fr: a, en: b}\n"
        "languages: [fr]\n"
        "languages: [en]\n"
        "corpus: [nowhere]\n"
        "contrasts:\n"
        "  - [a, b]\n"
        "  - [c, c]\n"
        "extractors: [terms.v1]\n"
        "claims:\n"
        "  - {family: f, category: g, contrast: [a, z]}\n"
        "colour: red\n",
        encoding="utf-8",
    )
    wheres = {problem.split(" · ")[0] for problem in problems_of(path)}
    assert wheres == {
        "config.yaml line 4, languages",
        "config.yaml line 5, corpus[0].path",
        "config.yaml line 8, contrasts[1]",
        "config.yaml line 11, claims[0].contrast",
        "config.yaml line 12, colour",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"study: [\n", "line 2"),
        (b"study: &a x\ntitle: *a\n", "alias *a"),
        (b"title: \xff\n", "UTF-8"),
        (b"", "a mapping"),
        (b"just words\n", "a mapping"),
        (b"study: !!python/object:os.system x\n", "tag !!python/object:os.system"),
        (b"study: 2021-99-99\nwindow: {from: 2021-99-99, to: 2022-01-01}\n", "line 2, window.from"),
        (b"2021-01-01: x\n", "a known key"),
        (b"[" * 5000 + b"]" * 5000, "very deep nesting"),
        (b"study: \x07\n", "YAML"),
    ],
)
def test_file_that_is_no_config_is_said_to_be_none(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(content)
    assert said in "\n".join(problems_of(path))


def test_missing_file_is_a_config_error(tmp_path: Path) -> None:
    assert "no such file" in problems_of(tmp_path / "none.yaml")[0]


def test_digest_follows_what_can_change_a_result_and_nothing_else(study_file: Callable[..., Path]) -> None:
    plain = load_study(study_file())
    assert load_study(study_file(engine={"kind": "processes", "workers": 2})).digest == plain.digest
    assert load_study(study_file(report={"folder": "../elsewhere"})).digest == plain.digest
    assert load_study(study_file(statistics={"seed": 8})).digest != plain.digest


def test_content_is_what_can_change_a_result(study_file: Callable[..., Path]) -> None:
    changed = study_file(engine={"kind": "processes"}, report={"folder": "../elsewhere", "formats": ["pdf"]})
    content = load_study(changed).content
    assert content["report"] == {"languages": ["fr", "en"], "formats": ["pdf"], "note": None}
    # keys that came later stand there only where a study has them
    assert content.keys() == Study.model_fields.keys() - {"engine", *LATER}
    assert load_study(study_file(reference="bundle")).content["reference"] == "bundle"


def test_workers_are_one_in_a_serial_engine_and_asked_for_in_processes(
    study_file: Callable[..., Path],
) -> None:
    assert load_study(study_file()).workers == load_study(study_file(engine={"kind": "threads"})).workers == 2
    assert load_study(study_file(engine={"kind": "serial", "workers": 4})).workers == 1
    assert load_study(study_file(engine={"kind": "processes", "workers": 4})).workers == 4


def test_schema_names_every_key_of_the_config() -> None:
    schema = json_schema()
    fields = {field.alias or name for name, field in Study.model_fields.items()}
    assert set(schema["properties"]) == fields
    assert {"type": "string"} in schema["properties"]["corpus"]["items"]["anyOf"]


def test_default_config_of_the_project_is_valid(root: Path) -> None:
    assert load_study(root / "config.yaml").study == "iran-russia"


def test_absolute_path_is_shown_without_where_it_lies(
    study_file: Callable[..., Path], tmp_path: Path
) -> None:
    outside, inside = tmp_path.parent / f"{tmp_path.name}-home" / "articles", tmp_path / "deep" / "pages"
    for folder in (outside, inside):
        folder.mkdir(parents=True)
    entries = [str(outside), {"path": str(inside), "catalogue": str(outside)}, "bundle"]
    paths = {"profiles": [str(outside)], "codebook_folders": [str(inside)], "reference": str(outside)}
    study = load_study(study_file(corpus=entries, **paths))
    assert [source.path for source in study.corpus] == ["articles", "deep/pages", "bundle"]
    assert (study.corpus[1].catalogue, study.profiles) == ("articles", ("articles",))
    assert str(tmp_path.parent) not in study.model_dump_json()
    assert [study.path(source.path) for source in study.corpus] == [outside, inside, tmp_path / "bundle"]
    assert study.path(study.codebook_folders[0]) == inside
    assert (study.reference, study.path(study.reference)) == ("articles", outside)


def test_digest_is_the_same_wherever_a_folder_lies(study_file: Callable[..., Path], tmp_path: Path) -> None:
    digests = set()
    for place in (
        tmp_path.parent / f"{tmp_path.name}-x",
        tmp_path.parent / f"{tmp_path.name}-y" / "z",
        tmp_path / "in",
    ):
        (place / "articles").mkdir(parents=True)
        digests.add(load_study(study_file(corpus=[str(place / "articles")])).digest)
    assert len(digests) == 1


def test_paths_of_the_config_are_digested_as_written(study_file: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert load_study(study_file(corpus=["other"])).digest != load_study(study_file()).digest


def test_places_are_said_with_their_line(study_file: Callable[..., Path]) -> None:
    study = load_study(study_file())
    line = study_file().read_text("utf-8").splitlines().index('   "family": "threat",') + 1
    assert study.where("claims[0].family") == f"config.yaml line {line}, claims[0].family"
    assert study.where("nowhere") == "config.yaml, nowhere"


def test_a_config_may_be_named_by_text(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[4]
    assert load_study(str(root / "config.yaml")) == load_study(root / "config.yaml")
