"""Claims on the first page: the bound of a zero belongs to the voice that is spoken of."""

from __future__ import annotations

import json
from dataclasses import replace
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from framing.report.bounds import opportunities
from framing.report.reading import read
from framing.report.summary import build
from framing.report.wording import flat
from framing.tables import check

KEYS = ("family", "category", "referent", "voice")
Row = tuple[str, str, str, str, str]


def result_of(synthetic: ModuleType, *claims: Row, **measured: Any) -> Any:
    """A study that declares exactly these: contrast, family, category, referent, voice."""
    stated = [
        dict(zip(KEYS, cell, strict=True)) | {"contrast": pair.split(":")}
        for pair, *cell in claims
    ]  # fmt: skip
    gates = json.dumps([{"gate": "G1", "passed": True, "reason": "known", "facts": {}}])
    rows = [
        {"claim": f"c{n}", "contrast": f"fr:{pair}", **dict(zip(KEYS, cell, strict=True)), "declared": True, "grade": "described", "gates": gates}
        for n, (pair, *cell) in enumerate(claims)
    ]  # fmt: skip
    columns = ["claim", "contrast", "family", "category", "referent", "voice", "declared", "grade", "gates"]
    return synthetic.make_result(
        study=synthetic.make_study(claims=stated),
        claims=check(pd.DataFrame(rows)[columns], "claims"),
        measurements=synthetic.make_measurements(**measured),
    )


def card(result: Any, language: str = "en") -> str:
    """Every line of the first claim's statement."""
    item = build(result, language)["sections"][0]["blocks"][0]["items"][1]
    return "\n".join(flat(line) for line in [item["text"], *item["details"]])


def test_bound_of_a_zero_is_over_the_sentences_of_its_voice(synthetic: ModuleType) -> None:
    result = result_of(synthetic, ("aurore:depeche", "legitimacy", "delegitimise", "sanctions", "own"))
    n = sum(read(result, "en").sentences["fr:depeche", voice] for voice in ("own",))
    assert n == 33
    said = f"La Dépêche 0 times in 2 articles (outside quotation marks in at most {300 / n:.1f} of 100 sentences, by"
    assert said in card(result)
    assert "hors guillemets, dans au plus 9,1 phrases sur 100, selon la règle de trois" in card(result, "fr")


def test_each_voice_that_is_spoken_of_has_its_bound(synthetic: ModuleType) -> None:
    cell = ("legitimacy", "delegitimise", "sanctions")
    result = result_of(synthetic, ("aurore:depeche", *cell, "own"), ("aurore:depeche", *cell, "quoted"))
    assert read(result, "en").sentences["fr:depeche", "quoted"] == 2
    # three in two sentences would be 150 of 100
    said = (
        "outside quotation marks in at most 9.1 of 100 sentences; "
        "inside quotation marks in at most 100.0 of 100 sentences, by the rule of three)"
    )
    assert said in card(result)


def test_a_zero_in_the_voice_of_the_claim_is_bounded_beside_hits_in_another(synthetic: ModuleType) -> None:
    result = result_of(synthetic, ("depeche:aurore", "threat", "alarm", "west", "quoted"))
    text = card(result)
    assert (
        "La Dépêche 1 time in 1 article of 2 (1 outside quotation marks; inside quotation marks in at most"
        in text
    )


def test_a_voice_without_a_sentence_has_no_bound(synthetic: ModuleType) -> None:
    result = result_of(synthetic, ("phare:depeche", "threat", "alarm", "west", "ambiguous"))
    text = card(result)
    assert "Le Phare 0 times in 1 article (undecided: no sentence to search)" in text
    assert "rule of three" not in text


def test_all_voices_name_their_denominator(synthetic: ModuleType) -> None:
    result = result_of(synthetic, ("aurore:depeche", "legitimacy", "delegitimise", "sanctions", "all"))
    reading = read(result, "en")
    n = sum(count for (side, _), count in reading.sentences.items() if side == "fr:depeche")
    claim, depeche = {"family": "legitimacy", "referent": "sanctions"}, reading.by_key["fr:depeche"]
    assert opportunities(claim, depeche, "all", reading) == n == 35
    assert f"in at most {300 / n:.1f} of 100 sentences of all voices added up ({n})" in card(result)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (("naming", "regime", "iran", "own"), "L'Aurore 0 times in 2 articles (outside quotation marks at most 100% of 2 mentions, by"),
        (("heads", "adjective", "agreement", "own"), "La Dépêche 0 times in 2 articles (outside quotation marks at most 100% of 1 mention, by"),
        (("heads", "adjective", "agreement", "own"), "L'Aurore 0 times in 2 articles (outside quotation marks: no mention to share)"),
    ],
)  # fmt: skip
def test_names_and_heads_are_bounded_over_mentions_of_the_voice(
    synthetic: ModuleType, claim: tuple[str, str, str, str], expected: str
) -> None:
    assert expected in card(result_of(synthetic, ("aurore:depeche", *claim)))


def test_a_cue_of_two_things_is_one_time(synthetic: ModuleType) -> None:
    seen = synthetic.make_observations()
    twice = pd.concat(
        [seen, seen[seen["lemma"] == "partenariat"].assign(referent="russia")], ignore_index=True
    )
    result = result_of(
        synthetic,
        ("phare:depeche", "cooperation", "cooperate", "", "quoted"),
        observations=check(twice, "observations"),
    )
    assert "Le Phare 1 time in 1 article of 1 (1 inside quotation marks)" in card(result)
    assert read(result, "en").cues["cooperation", "cooperate", "fr:phare", "quoted"] == 1


@pytest.mark.parametrize(
    ("kind", "sizes", "said"),
    [
        ("matched", (2, 2), ""),  # every article of both outlets
        ("matched", (1, 2), "L'Aurore – La Dépêche: the comparison rests on the 3 articles about shared events"),
        ("matched", (2, 1), "L'Aurore – La Dépêche: the comparison rests on the 3 articles about shared events"),
        ("unmatched", (1, 2), ""),
        ("small", (1, 1), ""),
    ],
)  # fmt: skip
def test_a_design_matched_over_some_of_the_articles_says_so(
    synthetic: ModuleType, kind: str, sizes: tuple[int, int], said: str
) -> None:
    designs = synthetic.make_designs().assign(kind=kind, documents_a=1, documents_b=1)
    designs.loc[designs["contrast"] == "fr:aurore:depeche", ["documents_a", "documents_b"]] = sizes
    result = result_of(synthetic, ("aurore:depeche", "legitimacy", "delegitimise", "sanctions", "own"))
    items = build(replace(result, designs=designs), "en")["sections"][0]["blocks"][0]["items"]
    lines = [flat(line) for line in items[1]["details"] if "rests on" in flat(line)]
    assert [line.partition(";")[0] for line in lines] == ([said] if said else [])


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("described", "May not be said: that one outlet uses them more than the other."),
        ("suggestive", "not every gate that would allow it has been passed"),
        ("supported", "errors, as far as coders found them, do not turn it round. May not"),
        ("replicated", "articles set aside beforehand show the same difference"),
    ],
)
def test_each_grade_says_what_it_allows(synthetic: ModuleType, grade: str, words: str) -> None:
    result = result_of(synthetic, ("aurore:depeche", "threat", "alarm", "", "own"))
    graded = replace(result, claims=result.claims.assign(grade=grade))
    assert card(graded).count("May be said:") == 1
    assert words in card(graded)
    assert "On peut dire :" in card(graded, "fr")


def test_claims_of_two_grades_say_it_for_each(synthetic: ModuleType) -> None:
    cell = ("threat", "alarm", "")
    result = result_of(synthetic, ("aurore:depeche", *cell, "own"), ("aurore:depeche", *cell, "quoted"))
    graded = replace(result, claims=result.claims.assign(grade=["supported", "described"]))
    lines = card(graded).split("\n")
    assert [line.split(".")[0] for line in lines if "May be said:" in line] == ["Supported", "Described"]
