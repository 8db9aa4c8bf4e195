"""Needs: an extractor without its codebooks finds nothing, and that is said before it is run."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.codebook import load
from framing.codebook.codebooks import SHIPPED
from framing.errors import ConfigError
from framing.features import REGISTRY
from framing.study.config.names import codebook_names
from framing.study.config.needs import NEEDS, needs_unmet
from framing.study.config.study import load_study

# Its introducing words are its own: cues are searched besides.
WITHOUT_TOO = {"scare_quotes.v1"}


def said(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as fault:
        load_study(path)
    return [str(problem) for problem in fault.value.problems]


def test_needs_are_those_of_the_extractors() -> None:
    found = {
        name: set(re.findall(r'_books\("(\w+)"\)', inspect.getsource(extractor)))
        for name, extractor in REGISTRY.items()
    }
    asked = {name: kinds for name, kinds in found.items() if kinds and name not in WITHOUT_TOO}
    assert asked == {name: {kind} for name, kind in NEEDS.items()}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_is_shipped_in_each_language(language: str) -> None:
    names = codebook_names([language], [language], ())[language]
    assert {book.kind for book in load(names, language)} >= set(NEEDS.values())
    assert SHIPPED.is_dir()


@pytest.mark.parametrize("extractor", sorted(NEEDS))
@pytest.mark.parametrize("codebooks", [None, []])
def test_extractor_without_codebooks_is_a_mistake(
    study_file: Callable[..., Path], extractor: str, codebooks: Any
) -> None:
    (problem,) = said(study_file(extractors=["terms.v1", extractor], codebooks=codebooks, claims=None))
    where, expected, found, remedy = problem.split(" · ")
    assert where.startswith("config.yaml line ")
    assert where.endswith(", codebooks")
    assert expected == f"expected codebooks of kind {NEEDS[extractor]}, for {extractor} to search with"
    assert found == "found none"
    assert remedy.startswith("write codebooks: [fr]")


def test_codebooks_of_other_kinds_do_not_help(study_file: Callable[..., Path]) -> None:
    (problem,) = said(study_file(codebooks=["threat", "heads.fr"]))
    assert "kind naming, for naming.v1 to search" in problem
    assert "found threat, heads.fr" in problem


@pytest.mark.parametrize(
    "changes",
    [
        {"extractors": ["terms.v1", "reporting.v1", "scare_quotes.v1"], "codebooks": None, "claims": None},
        {"extractors": ["cues.v1"], "codebooks": ["threat"]},
        {"languages": ["fr", "en"], "codebooks": ["fr"]},
    ],
)
def test_what_is_needed_is_enough(study_file: Callable[..., Path], changes: dict[str, Any]) -> None:
    assert load_study(study_file(**changes)).study == "two-ports"


def test_kind_of_a_codebook_of_ones_own_is_read(study_file: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    book = tmp_path / "books" / "weather.fr.yaml"
    asked = {"extractors": ["cues.v1"], "codebooks": ["weather"], "codebook_folders": ["books"]}
    book.write_text("name: weather\nkind: cues\n", encoding="utf-8")
    assert load_study(study_file(**asked)).codebooks == ("weather",)
    book.write_text("name: weather\nkind: naming\n", encoding="utf-8")
    assert "kind cues, for cues.v1" in said(study_file(**asked))[0]
    # a file that tells no kind is complained of where it is loaded
    book.write_text("name: weather\n", encoding="utf-8")
    assert load_study(study_file(**asked)).codebooks == ("weather",)


def test_language_without_codebooks_is_noted(study_file: Callable[..., Path]) -> None:
    study = load_study(
        study_file(languages=["fr", "en"], extractors=["cues.v1", "terms.v1"], codebooks=["fr"])
    )
    assert needs_unmet(study) == ["cues.v1 finds nothing in en: codebooks names none of kind cues for it"]
    assert needs_unmet(load_study(study_file())) == []
