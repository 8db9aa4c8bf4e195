"""Inventories: what a file may hold, and every mistake in it."""

from __future__ import annotations

from typing import Any

import pytest

from framing.annotate.speech.inventory import FORMS, LANGUAGES, STANCES, TAKES, inventory_from, load_inventory
from framing.errors import CodebookError

SMALL: dict[str, Any] = {
    "language": "fr",
    "version": 1,
    "stances": {"neutral": ["dire", "annoncer"], "confrontational": ["accuser"]},
    "other_stance": {"annoncer": "endorsing"},
    "clause": ["dire", "annoncer"],
    "nouns_too": ["annonce"],
    "examples": ["[Le maire] dit {que la digue tient}."],
}


def mistakes(**changed: Any) -> list[str]:
    with pytest.raises(CodebookError) as caught:
        inventory_from({**SMALL, **changed}, "fr.yaml")
    return [problem.where for problem in caught.value.problems]


def test_a_small_inventory_is_read_whole() -> None:
    inventory = inventory_from(SMALL, "fr.yaml")
    assert inventory.verbs == ("dire", "annoncer", "accuser")
    assert inventory.stance["accuser"] == "confrontational"
    assert inventory.takes["clause"] == {"dire", "annoncer"}
    assert inventory.forms["nouns_too"] == {"annonce"}
    assert inventory.examples == ("[Le maire] dit {que la digue tient}.",)


def test_what_a_file_leaves_out_is_empty() -> None:
    inventory = inventory_from(SMALL, "fr.yaml")
    assert inventory.counter_examples == ()
    assert not any(inventory.takes[what] for what in TAKES if what != "clause")
    assert not any(inventory.forms[what] for what in FORMS if what != "nouns_too")


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(CodebookError, match="clitics") as caught:
        inventory_from({**SMALL, "clitic": ["le"]}, "fr.yaml")
    assert [problem.where for problem in caught.value.problems] == ["fr.yaml, clitic"]


def test_a_verb_with_two_stances_is_named() -> None:
    stances = {"neutral": ["dire", "annoncer", "accuser"], "confrontational": ["accuser"]}
    assert mistakes(stances=stances) == ["fr.yaml, accuser"]


@pytest.mark.parametrize("what", [*TAKES, "after", "other_stance"])
def test_a_verb_without_a_stance_is_named(what: str) -> None:
    verbs = {"taire": "faire"} if what in ("after", "other_stance") else ["taire"]
    assert mistakes(**{what: verbs}) == [f"fr.yaml, {what}"]


@pytest.mark.parametrize("what", FORMS)
def test_a_form_that_yaml_does_not_read_as_a_word_is_named(what: str) -> None:
    assert mistakes(**{what: ["le", True]}) == [f"fr.yaml, {what}"]


def test_every_mistake_is_named_at_once() -> None:
    stances = {"neutral": ["dire", "annoncer"], "endorsing": ["dire"]}
    found = mistakes(stances=stances, verbes=["dire"], question=["demander"], clitics=[False])
    assert found == ["fr.yaml, verbes", "fr.yaml, dire", "fr.yaml, question", "fr.yaml, clitics"]


def test_a_stance_that_does_not_exist_is_named() -> None:
    found = mistakes(stances={**SMALL["stances"], "hostile": ["railler"]})
    assert found == ["fr.yaml, stances"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_inventories_are_in_order(language: str) -> None:
    inventory = load_inventory(language)
    assert inventory is not None
    assert inventory.language == language
    assert set(inventory.stance.values()) == set(STANCES)
    assert set(inventory.other_stance.values()) <= set(STANCES)
    assert not {verb for verb, other in inventory.other_stance.items() if inventory.stance[verb] == other}


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_forms_are_written_small(language: str) -> None:
    inventory = load_inventory(language)
    assert inventory is not None
    for what, forms in inventory.forms.items():
        assert not [form for form in forms if form != form.lower()], what


def test_forms_with_a_lemma_of_their_own_lead_to_verbs_that_report() -> None:
    inventory = load_inventory("fr")
    assert inventory is not None
    assert not set(inventory.lemmas.values()) - set(inventory.verbs)


def test_a_language_without_a_file_has_no_inventory() -> None:
    assert load_inventory("de") is None
    assert load_inventory("") is None
