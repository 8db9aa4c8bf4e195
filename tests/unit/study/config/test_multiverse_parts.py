"""The key `multiverse:` of a config: what may stand there, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ConfigError
from framing.study.config.decisions import TAGS, known_options
from framing.study.config.study import json_schema, load_study

BUNDLE = {"decision": "lemma", "option": "stem", "path": "bundle"}


def test_default_asks_for_all_decisions_and_one_bundle(study_file: Callable[..., Path]) -> None:
    multiverse = load_study(study_file()).multiverse
    assert (multiverse.asked, multiverse.bundles, multiverse.most) == ({}, (), 500)


def test_named_decisions_are_asked_for(study_file: Callable[..., Path]) -> None:
    asked = {"headings": ["apart"], "weighting": ["article", "event"]}
    study = load_study(study_file(multiverse={"decisions": asked, "bundles": [BUNDLE], "most": 96}))
    assert study.multiverse.asked == {name: tuple(options) for name, options in asked.items()}
    assert (study.multiverse.bundles[0].tag, study.multiverse.most) == ("equivalent", 96)
    assert study.digest != load_study(study_file()).digest


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"decision": {}}, "multiverse.decision", "did you mean 'decisions'?"),
        ({"decisions": {"heading": ["apart"]}}, "multiverse.decisions.heading", "did you mean 'headings'?"),
        (
            {"decisions": {"headings": ["appart"]}},
            "multiverse.decisions.headings[0]",
            "did you mean 'apart'?",
        ),
        ({"decisions": {"headings": []}}, "multiverse.decisions.headings", "at least 1"),
        ({"decisions": {"headings": ["apart", "apart"]}}, "multiverse.decisions.headings", "each value once"),
        ({"most": 0}, "multiverse.most", "greater than or equal to 1"),
        (
            {"bundles": [BUNDLE | {"path": "none"}]},
            "multiverse.bundles[0].path",
            "an existing file or folder",
        ),
        ({"bundles": [BUNDLE | {"tag": "equal"}]}, "multiverse.bundles[0].tag", "'equivalent'"),
        ({"bundles": [BUNDLE | {"option": "default"}]}, "multiverse.bundles[0]", "another option"),
        ({"bundles": [BUNDLE | {"decision": "copies"}]}, "multiverse.bundles[0]", "name it in decisions"),
        ({"bundles": [BUNDLE | {"option": "a=b"}]}, "multiverse.bundles[0].option", "lower-case letters"),
        ({"bundles": [BUNDLE, BUNDLE | {"tag": "uncertain"}]}, "multiverse.bundles", "each value once"),
    ],
)
def test_mistakes_are_named_with_their_place(
    study_file: Callable[..., Path], changes: dict[str, Any], place: str, said: str
) -> None:
    with pytest.raises(ConfigError) as fault:
        load_study(study_file(multiverse=changes))
    (problem,) = fault.value.problems
    assert problem.where.endswith(f", {place}")
    assert said in str(problem)


def test_bundle_is_named_from_where_the_config_lies(study_file: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="relative to the config file"):
        load_study(study_file(multiverse={"bundles": [BUNDLE | {"path": str(tmp_path / "bundle")}]}))


def test_all_mistakes_are_told_at_once(study_file: Callable[..., Path]) -> None:
    with pytest.raises(ConfigError) as fault:
        load_study(
            study_file(multiverse={"decisions": {"tiers": ["core"], "coding": ["others"]}, "most": "many"})
        )
    assert len(fault.value.problems) == 3


def test_schema_knows_every_decision_option_and_tag() -> None:
    parts = json_schema()["$defs"]
    for name, options in known_options().items():
        (several, _) = parts["Decisions"]["properties"][name]["anyOf"]
        assert several["items"]["enum"] == list(options)
    assert parts["Rendition"]["properties"]["tag"]["enum"] == list(TAGS)
