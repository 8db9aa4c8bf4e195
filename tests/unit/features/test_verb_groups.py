from __future__ import annotations

import numpy as np
import pytest

from framing.annotate.wordclass.lexicon import load_lexicon
from framing.features.conditional_words import Does
from framing.features.conditionals import conditional
from framing.features.verb_groups import LEFT, Surroundings, verb_groups


def groups_of(tokens_of, text: str):
    tokens, lexicon = tokens_of(text), load_lexicon("fr")
    at = np.flatnonzero(lexicon.values(conditional).all(tokens)[tokens.type])
    near = Surroundings(tokens, at, lexicon)
    return tokens, near, verb_groups(near)


@pytest.mark.parametrize(
    ("text", "words", "perfect"),
    [
        ("Le pilote aurait fui.", "aurait fui", True),
        ("Le pilote aurait, lui aussi, fui.", "aurait, lui aussi, fui", True),
        ("Le pilote aurait à nouveau fui.", "aurait à nouveau fui", True),
        ("Le pilote aurait sans doute fui.", "aurait sans doute fui", True),
        ("Le pilote n'aurait pas toutefois été vu.", "aurait pas toutefois été vu", True),
        ("La vanne aurait été forcée.", "aurait été forcée", True),
        ("Le pilote serait parti.", "serait parti", True),
        ("Le pilote se serait noyé.", "serait noyé", True),
        ("Le pilote serait mort.", "serait mort", True),
        ("La vanne serait forcée.", "serait forcée", False),
        ("Le pilote serait ivre.", "serait", False),
        ("Le pilote aurait un bateau volé.", "aurait", False),
        ("Le pilote aurait l'idée de fuir.", "aurait", False),
        ("Le pilote aurait besoin de fuir.", "aurait", False),
        ("Le pilote fuirait.", "fuirait", False),
    ],
)
def test_the_group_ends_with_its_participle(tokens_of, text: str, words: str, perfect: bool):
    tokens, near, groups = groups_of(tokens_of, text)
    (first,), (last,) = near.at, groups.last
    assert tokens.text[tokens.start[first] : tokens.end[last]] == words
    assert groups.perfect.tolist() == [perfect]


def test_modal_and_rather_are_told_by_the_deciding_verb(tokens_of):
    text = "Il devrait fuir. Il aurait dû fuir. Il aurait préféré fuir. Il aurait fui. La vanne serait due."
    _, _, groups = groups_of(tokens_of, text)
    assert groups.modal.tolist() == [True, True, False, False, False]
    assert groups.rather.tolist() == [False, False, True, False, False]


def test_been_without_a_participle(tokens_of):
    _, _, groups = groups_of(tokens_of, "Ce quai aurait été plus simple. Le quai aurait été fermé.")
    assert groups.been.tolist() == [True, False]


def test_words_of_other_sentences_do_nothing(tokens_of):
    _, near, _ = groups_of(tokens_of, "Qui vient. Le pilote fuirait. Si le vent tournait.")
    assert not near.are(Does.QUI).any()
    assert not near.are(Does.SI).any()
    assert near.own(Does.LIGHT).tolist() == [False]


def test_a_subject_may_stand_behind_light_words_only(tokens_of):
    _, near, _ = groups_of(tokens_of, "L'homme qui ne les aurait pas vus. L'homme qui part aurait fui.")
    assert near.subject(Does.QUI, 3).tolist() == [True, False]


def test_the_last_marked_word_before(tokens_of):
    _, near, _ = groups_of(tokens_of, "Il dit que le quai que tu vois fermerait.")
    (place,) = near.last_before(near.are(Does.QUE))
    assert place == LEFT - 3
    assert near.last_before(near.are(Does.SI)).tolist() == [-1]
