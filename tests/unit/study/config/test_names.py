"""Names: known, nearest, and what a claim may speak of."""

from __future__ import annotations

import pytest

from framing.features import REGISTRY
from framing.study.config.names import (
    ATTRIBUTES,
    SHIPPED_EXTRACTORS,
    _undeclared,
    codebook_names,
    extractor_exists,
)


def test_shipped_extractors_are_the_registered_ones() -> None:
    assert tuple(sorted(REGISTRY)) == SHIPPED_EXTRACTORS


def test_attribute_categories_are_those_of_the_extractor() -> None:
    from framing.features.attributes import CATEGORIES

    assert set(ATTRIBUTES) == set(CATEGORIES) - {"mention"}


def test_unregistered_extractor_does_not_exist() -> None:
    assert extractor_exists("terms.v1")
    assert not extractor_exists("terms.v9")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["fr"], {"threat", "naming"}),
        (["threat"], {"threat"}),
        (["threat.fr"], {"threat"}),
        (["threat.en"], set()),
    ],
)
def test_codebooks_are_named_by_language_by_family_or_both(asked: list[str], expected: set[str]) -> None:
    found = set(codebook_names(asked, ["fr"], ())["fr"])
    assert found >= expected
    assert asked == ["fr"] or found == expected


def test_an_outlet_misspelt_in_a_claim_is_suggested() -> None:
    tree = {
        "contrasts": [["rt", "wire"]],
        "claims": [{"family": "threat", "category": "alarm", "contrast": ["rt", "wier"]}],
    }
    said = "contrasts[0] is [rt, wire]: if that is meant, mend whichever of the two is misspelt"
    assert [found[3] for found in _undeclared(tree)] == [said]
    apart = tree | {"contrasts": [["presstv", "wire"], ["rt", "presstv"]]}
    assert [found[3] for found in _undeclared(apart)] == ["did you mean 'wire'?"]


def test_a_misspelt_contrast_does_not_blame_the_claim_alone() -> None:
    right = {"family": "threat", "category": "alarm", "contrast": ["presstv", "wire"]}
    tree = {"contrasts": [["rt", "presstv"], ["prestv", "wire"]], "claims": [right]}
    (found,) = _undeclared(tree)
    assert found[3].startswith("contrasts[1] is [prestv, wire]: if that is meant")
