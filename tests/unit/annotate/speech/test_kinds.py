"""Kinds: what a word can be where speech is reported."""

from __future__ import annotations

from collections import Counter

import pytest

from framing.annotate.speech import bits
from framing.annotate.speech.bits import (
    ACCORDING,
    ACRONYM,
    ANONYMOUS,
    BARE,
    BODY,
    COUNTRY,
    DOMAIN,
    FINITE,
    GERUND,
    HELPED,
    INFINITIVE,
    LOWER,
    NOUN_TOO,
    NUMBER_SHIFT,
    OF_PEOPLE,
    OURS,
    PARTICIPLE,
    QUE,
    QUESTION,
    QUOTES_ONLY,
    REFLEXIVE,
    ROLE,
    SUBJECT,
    TAKES_CLAUSE,
    TAKES_DE,
    TAKES_INFINITIVE,
    TAKES_OBJECT,
    TAKES_TO,
    TELLS,
    THIRD,
    TITLED,
    VERB,
)
from framing.annotate.speech.inventory import Inventory, load_inventory
from framing.annotate.speech.kinds import Kinder, word_bits
from framing.annotate.speech.verb_forms import verb_bits
from framing.annotate.wordclass.lexicon import load_lexicon

FORMS = BARE | FINITE | PARTICIPLE | GERUND | OURS


@pytest.fixture(scope="module")
def french() -> Inventory:
    inventory = load_inventory("fr")
    assert inventory is not None
    return inventory


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("déclarer", "déclarer", BARE),
        ("déclare", "déclarer", FINITE),
        ("déclarait", "déclarer", FINITE),
        ("déclarera", "déclarer", FINITE),
        ("déclarèrent", "déclarer", FINITE),
        ("déclaré", "déclarer", PARTICIPLE),
        ("déclarées", "déclarer", PARTICIPLE),
        ("déclarant", "déclarer", GERUND),
        ("déclarons", "déclarer", FINITE | OURS),
        ("soutient", "soutenir", FINITE),
        ("soutenu", "soutenir", PARTICIPLE),
        ("promis", "promettre", PARTICIPLE),
        ("craint", "craindre", PARTICIPLE),
        ("dit", "dire", FINITE | PARTICIPLE),
        ("écrit", "écrire", FINITE | PARTICIPLE),
    ],
)
def test_the_form_of_a_french_verb(french: Inventory, form: str, lemma: str, expected: int) -> None:
    assert verb_bits(french)(form, lemma) & FORMS == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("say", BARE | FINITE), ("says", FINITE), ("said", FINITE | PARTICIPLE), ("saying", GERUND)],
)
def test_the_form_of_an_english_verb(english: None, form: str, expected: int) -> None:
    inventory = load_inventory("en")
    assert inventory is not None
    assert verb_bits(inventory)(form, "say") & FORMS == expected


def test_a_verb_that_does_not_report_has_no_bits(french: Inventory) -> None:
    assert verb_bits(french)("manger", "manger") == 0


def test_a_verb_knows_its_number_in_the_inventory(french: Inventory) -> None:
    bits = verb_bits(french)
    numbers = [(bits(verb, verb) >> NUMBER_SHIFT) - 1 for verb in french.verbs]
    assert numbers == list(range(len(french.verbs)))


@pytest.mark.parametrize(
    ("verb", "takes", "not_takes"),
    [
        ("déclarer", TAKES_CLAUSE | TAKES_INFINITIVE, TAKES_TO | REFLEXIVE),
        ("accuser", TAKES_DE, TAKES_INFINITIVE),
        ("appeler", TAKES_TO, TAKES_CLAUSE),
        ("dénoncer", TAKES_OBJECT, REFLEXIVE),
        ("réjouir", REFLEXIVE, TAKES_OBJECT),
        ("avertir", TELLS, REFLEXIVE),
        ("publier", QUOTES_ONLY, TAKES_CLAUSE),
        ("révéler", OF_PEOPLE, QUOTES_ONLY),
        ("savoir", HELPED, QUOTES_ONLY),
    ],
)
def test_what_a_verb_takes(french: Inventory, verb: str, takes: int, not_takes: int) -> None:
    bits = verb_bits(french)(verb, verb)
    assert bits & takes == takes
    assert not bits & not_takes


@pytest.mark.parametrize(
    ("form", "lemma", "verb"),
    [
        ("annonce", "annonce", "annoncer"),
        ("rappelant", "rappelant", "rappeler"),
        ("relève", "relève", "relever"),
        ("répètent", "répètent", "répéter"),
        ("menaça", "menaça", "menacer"),
        ("exigeait", "exigeait", "exiger"),
    ],
)
def test_a_regular_form_is_known_whatever_the_dictionary_prefers(
    french: Inventory, form: str, lemma: str, verb: str
) -> None:
    assert french.verbs[(verb_bits(french)(form, lemma) >> NUMBER_SHIFT) - 1] == verb


def test_a_form_that_the_dictionary_takes_for_a_noun_may_be_one(french: Inventory) -> None:
    bits = verb_bits(french)
    assert bits("annonce", "annonce") & NOUN_TOO
    assert bits("demandes", "demander") & NOUN_TOO
    assert not bits("annonçait", "annoncer") & NOUN_TOO
    assert not bits("rappelant", "rappelant") & NOUN_TOO


@pytest.mark.parametrize(
    ("form", "lemma", "has", "has_not"),
    [
        ("selon", "selon", ACCORDING | LOWER, SUBJECT),
        ("Selon", "selon", ACCORDING, LOWER),
        ("que", "que", QUE, QUESTION),
        ("si", "si", QUESTION, QUE),
        ("elle", "elle", SUBJECT | THIRD, ROLE),
        ("on", "on", SUBJECT, THIRD),
        ("préfète", "préfet", ROLE | LOWER, BODY),
        ("préfecture", "préfecture", BODY, ROLE),
        ("Justice", "justice", DOMAIN, LOWER),
        ("ONU", "onu", ACRONYM, LOWER),
        ("Mme", "mme", TITLED, LOWER),
        ("plusieurs", "plusieurs", ANONYMOUS, ROLE),
        ("tiendra", "tenir", VERB, INFINITIVE),
        ("tenir", "tenir", INFINITIVE, VERB),
        ("est", "être", VERB, INFINITIVE),
    ],
)
def test_the_bits_of_a_word(french: Inventory, form: str, lemma: str, has: int, has_not: int) -> None:
    bits = word_bits(french, load_lexicon("fr"))(form, lemma)
    assert bits & has == has
    assert not bits & has_not


@pytest.mark.parametrize("trade", ["musicologue", "académicien", "urbaniste", "navigateur", "rectrice"])
def test_a_trade_is_known_by_its_ending(french: Inventory, trade: str) -> None:
    bits = word_bits(french, load_lexicon("fr"))
    assert bits(trade, trade) & ROLE
    assert not bits(trade.capitalize(), trade) & ROLE


@pytest.mark.parametrize("country", ["russe", "iranienne", "portugais", "marocain"])
def test_an_adjective_of_a_country_is_known_by_its_ending(french: Inventory, country: str) -> None:
    assert word_bits(french, load_lexicon("fr"))(country, country) & COUNTRY


def test_each_bit_of_a_word_means_one_thing() -> None:
    names = [*bits.OF_FORMS.values(), LOWER, ACRONYM, DOMAIN, COUNTRY]
    assert [bit for bit, n in Counter(names).items() if n > 1] == []
    assert all(bit.bit_count() == 1 and bit < 1 << 63 for bit in names)


def test_each_bit_of_a_verb_means_one_thing() -> None:
    names = [*bits.OF_TAKES.values(), NOUN_TOO, HELPED, FINITE, PARTICIPLE, BARE, GERUND, OURS]
    assert len(set(names)) == len(names)
    assert all(bit.bit_count() == 1 and bit < 1 << NUMBER_SHIFT for bit in names)


def test_a_kinder_tells_every_type_of_a_text(french: Inventory, tokens) -> None:
    read = tokens(["Le maire a déclaré que la digue tiendra."])
    kinder = Kinder(french, load_lexicon("fr"))
    verbs = {str(read.surface[k]) for k in set(read.type.tolist()) if kinder.verbs(read)[k]}
    assert verbs == {"déclaré"}
    words = kinder.words(read, read.type)[read.type]
    assert [bool(word & VERB) for word in words] == [False, False, True, False, False, False, False, True]
