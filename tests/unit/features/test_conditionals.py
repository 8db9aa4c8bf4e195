"""Conditionals by form. The sentences are fictional."""

from __future__ import annotations

import pytest

from framing.annotate.wordclass.lexicon import load_lexicon
from framing.features.conditionals import OTHER_PERSON, THIRD, conditional, person


def persons(tokens_of, text: str) -> dict[str, int]:
    tokens = tokens_of(text)
    is_one = conditional(load_lexicon("fr"))
    return {
        tokens.surface[t].lower(): is_one(tokens.surface[t], tokens.lemma[t]) for t in tokens.type.tolist()
    }


@pytest.mark.parametrize(
    "forms",
    [
        "tirerait entreraient montrerait prendraient finirait agirait conclurait",
        "serait auraient irait ferait pourrait devrait voudrait faudrait vaudrait saurait",
        "viendrait interviendrait tiendraient maintiendrait verrait reverrait enverrait renverrait",
        "courrait mourraient acquerrait accueillerait recevrait pleuvrait",
        "mènerait achèterait préférerait appellerait jetterait paierait essuierait emploierait",
        "naîtrait connaîtrait paraitrait",
        "tweeterait likerait",  # no dictionary knows them
    ],
)
def test_every_future_stem_is_known(tokens_of, forms: str):
    assert set(persons(tokens_of, forms).values()) == {THIRD}


@pytest.mark.parametrize(
    "forms",
    [
        "tirait entrait montrait préparait déclarait livraient illustrait gérait espéraient pleurait admirait",
        "courait mourait ouvrait offrait souffrait couvraient",
        "extrait portrait attrait retrait trait souhait distrait marais frais vrais minerai",
        "paraît parait sera serons aura tirer prions parions",
    ],
)
def test_imperfects_and_nouns_are_none(tokens_of, forms: str):
    assert set(persons(tokens_of, forms).values()) == {0}


def test_only_the_third_person_can_report_a_rumour(tokens_of):
    found = persons(tokens_of, "je serais, nous aurions, vous diriez, ils seraient")
    others = {"serais", "aurions", "diriez"}
    assert {form for form, value in found.items() if value == OTHER_PERSON} == others
    assert found["seraient"] == THIRD


def test_capitals_do_not_matter_and_another_language_has_none():
    assert person("SERAIT", "être") == THIRD
    assert conditional(load_lexicon("en"))("serait", "être") == 0


def test_an_ending_alone_is_nothing():
    assert person("rait", "rait") == 0
