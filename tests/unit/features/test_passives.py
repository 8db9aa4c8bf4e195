from __future__ import annotations

import numpy as np
import pytest

from framing.annotate import Tokens
from framing.annotate.wordclass.lexicon import load_lexicon
from framing.features.passives import FORMS, are_active, find_passives, name_agents


def places(tokens: Tokens, word: str) -> np.ndarray:
    return np.flatnonzero(tokens.surface[tokens.type] == word)


@pytest.mark.parametrize(
    ("language", "text", "verb", "form"),
    [
        ("fr", "La lampe a enfin été peinte.", "peinte", "be"),
        ("fr", "La lampe est peinte.", "peinte", "be"),
        ("fr", "Cet été peinte en bleu, la lampe brille.", "peinte", ""),
        ("fr", "Elle s'est peinte en bleu.", "peinte", ""),
        ("fr", "Elle s'est fait vite peindre en bleu.", "peindre", "se_faire"),
        ("fr", "Elle se voit peindre le quai.", "peindre", "se_voir"),
        ("fr", "Elle fait peindre le quai.", "peindre", ""),
        ("fr", "Elle est, dit-on, peinte.", "peinte", ""),
        ("en", "The lamp hasn't been painted.", "painted", "be"),
        ("en", "The lamp gets painted.", "painted", "get"),
        ("en", "She has painted the lamp.", "painted", ""),
    ],
)
def test_the_words_before_a_verb_tell_its_passive(tokens_of, language, text, verb, form):
    tokens = tokens_of(text, language=language)
    found = find_passives(tokens, places(tokens, verb), load_lexicon(language))
    assert [FORMS[n] for n in found.form] == [form]
    assert (found.first[0] < places(tokens, verb)[0]) == bool(form)


def test_nobody_asked_nobody_answered(tokens_of):
    tokens, none = tokens_of("Le quai brille."), np.empty(0, dtype=np.int64)
    assert all(len(column) == 0 for column in find_passives(tokens, none, load_lexicon("fr")))
    assert len(name_agents(tokens, none, (none, none), load_lexicon("fr"))) == 0


def test_without_an_agent_in_the_text_no_verb_has_one(tokens_of):
    tokens, none = tokens_of("La lampe est peinte."), np.empty(0, dtype=np.int64)
    assert name_agents(tokens, places(tokens, "peinte"), (none, none), load_lexicon("fr")).tolist() == [-1]


@pytest.mark.parametrize(("distance", "agent"), [(8, 0), (14, -1)])
def test_an_agent_far_off_belongs_to_something_else(tokens_of, distance: int, agent: int):
    tokens = tokens_of(f"La lampe est peinte {'là ' * distance}par le maire.")
    by = places(tokens, "par")
    assert name_agents(tokens, places(tokens, "peinte"), (by, by), load_lexicon("fr")).tolist() == [agent]


@pytest.mark.parametrize(
    ("language", "text", "verb", "active"),
    [
        ("fr", "Elle a vite peint le quai.", "peint", True),
        ("fr", "Le quai attaqué brille.", "attaqué", False),
        ("fr", "Elle va peindre.", "peindre", True),
        ("fr", "Elle se fait peindre.", "peindre", False),
        ("en", "She painted the pier.", "painted", True),
        ("en", "The pier, painted by her, shines.", "painted", False),
        ("en", "The pier was painted.", "painted", False),
    ],
)
def test_who_is_subject_of_a_verb(tokens_of, language, text, verb, active):
    tokens = tokens_of(text, language=language)
    at = places(tokens, verb)
    assert are_active(tokens, at, at, load_lexicon(language)).tolist() == [active]
