"""Families without a codebook: written out here, and the same as what the extractors find."""

from __future__ import annotations

import pytest

from framing.features import create, sources
from framing.study.config.families import FAMILIES, families_of


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_each_family_is_what_the_extractor_of_its_name_finds(name: str) -> None:
    family = FAMILIES[name]
    assert family.extractor.partition(".")[0] == name
    found = create(family.extractor, "fr").fit([""]).get_feature_names_out().tolist()
    assert sorted(found) == sorted(f"{name}.{c}" for c in (*family.categories, *family.facts))


def test_facts_of_a_document_are_those_of_the_extractor() -> None:
    assert FAMILIES["sources"].facts == sources.FACTS


def test_only_families_of_the_extractors_are_given() -> None:
    assert set(families_of(["sources.v1", "cues.v1"])) == {"sources"}
    assert families_of(["sources.v2"]) == {}
