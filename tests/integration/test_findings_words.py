"""Findings of the shipped studies as a reader has them: which gaps are called selection, and words that no claim may use.

Deliberately not searched for banned words: titles and outlets' names, which a study's author types; words that are quoted from
articles as evidence; and the names of codebook categories and the keys of reporting words (``reporting/neutral`` in tables),
which name what a verb does. Everything else that the report generates about claims is searched, in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import framing
from framing.classroom import read_truth
from framing.report.reading import Reading, read
from framing.report.selection import Selection, selections
from framing.report.summary import summarise
from framing.report.wording import flat, wording
from framing.study.pipeline import Result

LANGUAGES = ("fr", "en")
# statistics.md §8: a verdict, a certainty, or "the West's press" as one who acts. Word by word, in any form.
BANNED = {
    "en": r"bias|biase[ds]|propagand\w*|neutral(?:ly|ity)?|objective(?:ly)?|objectivity|prove[ns]?|proved|proving|always|never|Western media",
    "fr": r"biais|biaisée?s?|propagand\w*|neutres?|neutralité|objectifs?|objectives?|objectivement|objectivité|prouv\w+|toujours|jamais|médias occidentaux",
}  # fmt: skip
# What the author of a study or of an article wrote, not the report.
TYPED = ("name", "words", "strong")


@pytest.fixture(scope="module")
def classroom(root: Path) -> Result:
    return framing.run(root / "corpus" / "classroom" / "config.yaml")


@pytest.fixture(scope="module")
def default(root: Path) -> Result:
    return framing.run(root / "config.yaml")


@pytest.fixture(scope="module")
def readings(classroom: Result, default: Result) -> dict[str, dict[str, Reading]]:
    """Both studies in both languages."""
    found: dict[str, dict[str, Reading]] = {}
    for study, result in (("classroom", classroom), ("default", default)):
        first = read(result, LANGUAGES[0])
        found[study] = {LANGUAGES[0]: first, LANGUAGES[1]: read(result, LANGUAGES[1], first)}
    return found


@pytest.fixture(scope="module")
def findings(readings: dict[str, dict[str, Reading]]) -> dict[tuple[str, str], Any]:
    """The section on findings by study and language."""
    return {
        (study, language): summarise(reading)["sections"][0]
        for study, of in readings.items()
        for language, reading in of.items()
    }


def generated(node: Any) -> Iterator[str]:
    """Everything that a section says but what was typed by somebody else; see `TYPED`."""
    if (
        isinstance(node, list)
        and node
        and all(isinstance(x, dict) and "kind" in x and "text" in x for x in node)
    ):
        yield flat([run if run["kind"] not in TYPED else {**run, "text": "…"} for run in node])
    elif isinstance(node, dict):
        for value in node.values():
            yield from generated(value)
    elif isinstance(node, list):
        for value in node:
            yield from generated(value)


def banned(text: str, language: str) -> list[str]:
    return re.findall(rf"\b(?:{BANNED[language]})\b", text, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_finds_each_kind_of_word(language: str) -> None:
    samples = {
        "en": "This proves bias; the neutral, objective Western media never tire of propaganda and are always biased.",
        "fr": "Cela prouve un biais ; les médias occidentaux, neutres, objectifs, ne cessent jamais et sont toujours biaisés.",
    }
    assert len(banned(samples[language], language)) >= 7
    assert banned("Number of objects, a nevertheless, un proverbe, l’objection", language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_template_holds_a_banned_word(language: str) -> None:
    """All of the locale: what is no claim today may be part of one tomorrow."""
    templates = wording(language).templates
    assert len(templates) > 400
    assert {key: found for key, text in templates.items() if (found := banned(text, language))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", ["classroom", "default"])
def test_no_finding_holds_a_banned_word(
    findings: dict[tuple[str, str], Any], study: str, language: str
) -> None:
    said = list(generated(findings[study, language]))
    assert len(said) > 100
    assert [(text, found) for text in said if (found := banned(text, language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", ["classroom", "default"])
def test_every_declared_claim_is_told_in_sentences(
    findings: dict[tuple[str, str], Any], readings: dict[str, dict[str, Reading]], study: str, language: str
) -> None:
    said = "\n".join(generated(findings[study, language]))
    declared = readings[study][language].claims["declared"].astype(bool)
    assert len(re.findall(r"(?:Grade: |Degré : )[\w ]+\.", said)) == int(declared.sum())
    assert (
        said.count(
            "not intent, truth, or effect on readers" if language == "en" else "ni l’effet sur les lecteurs"
        )
        > 3
    )
    assert "nan" not in re.findall(r"\w+", said)


def test_exactly_the_planted_family_is_called_selection_among_what_is_declared(
    readings: dict[str, dict[str, Reading]],
) -> None:
    found = [one for one in selections(readings["classroom"]["en"]) if one.declared]
    assert sorted(one.cell for one in found) == [
        (f"{language}:ostelle1:corvane", "legitimacy", "delegitimise", "") for language in ("en", "fr")
    ]
    assert selections(readings["default"]["en"]) == []


def test_what_is_called_selection_by_exploration_is_so_in_the_truth(
    root: Path, readings: dict[str, dict[str, Reading]]
) -> None:
    """Nobody planted an own-voice difference there: the truth has as many in the own voice, and more in others'."""
    cues = truth_of(root)
    for one in selections(readings["classroom"]["en"]):
        own, others = (counts(cues, one, own=own) for own in (True, False))
        assert abs(own[0] - own[1]) <= 1
        assert (others[0] - others[1]) * one.gap > 0
        assert abs(others[0] - others[1]) >= 6


def test_an_alarm_of_the_own_voice_is_not_called_selection(readings: dict[str, dict[str, Reading]]) -> None:
    """Planted the other way round: as often over all voices, more often in one outlet's own."""
    cells = {one.cell[:2] for one in selections(readings["classroom"]["en"])}
    assert not cells & {(f"{language}:ostelle1:corvane", "threat") for language in ("en", "fr")}
    assert not {family for _, family in cells} & {"cooperation", "sovereignty", "labels", "naming"}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Selection, not wording: “"), ("fr", "Sélection, non formulation : «")]
)
def test_the_findings_say_that_it_is_selection(
    findings: dict[tuple[str, str], Any], language: str, said: str
) -> None:
    told = [flat(item["text"]) for item in findings["classroom", language]["blocks"][0]["items"]]
    assert [text.startswith(said) for text in told].count(True) == 1
    none = [flat(item["text"]) for item in findings["default", language]["blocks"][0]["items"]]
    assert not any(text.startswith(said) for text in none)


def truth_of(root: Path) -> pd.DataFrame:
    """Cues that were planted, with outlet and language."""
    truth = read_truth(root / "corpus" / "classroom")
    return truth.spans["cues"].merge(truth.articles[["doc_id", "outlet", "language"]], on="doc_id")


def counts(cues: pd.DataFrame, one: Selection, *, own: bool) -> list[int]:
    """Planted cues of a family in the first outlet and the second, in the own voice or in all others."""
    language, *outlets = one.cell[0].split(":")
    same = (
        (cues["family"] == one.cell[1]) & (cues["language"] == language) & ((cues["voice"] == "own") == own)
    )
    return [int((same & (cues["outlet"] == outlet)).sum()) for outlet in outlets]
