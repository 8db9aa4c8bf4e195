from __future__ import annotations

import pytest

from framing.annotate.wordclass.lexicon import load_lexicon
from framing.codebook import Matcher
from framing.features.conditional_words import ATTRIBUTION, CONTEXTS, HYPOTHESIS, Does, meaning


def bits(tokens_of, word: str) -> int:
    tokens = tokens_of(word)
    (kind,) = tokens.type.tolist()
    return meaning(load_lexicon("fr"))(tokens.surface[kind], tokens.lemma[kind])


@pytest.mark.parametrize(
    ("word", "can", "cannot"),
    [
        ("étaient", Does.BE | Does.IMPERFECT | Does.PAST, Does.PARTICIPLE),
        ("seraient", Does.BE, Does.IMPERFECT | Does.PAST),
        ("fait", Does.PARTICIPLE, Does.IMPERFECT),
        ("annoncé", Does.PARTICIPLE | Does.PAST | Does.SAYS | Does.ASKS, Does.MOVE),
        ("martelé", Does.PAST | Does.SAYS, Does.ASKS),  # the dictionary has it as a word of its own
        ("annonce", Does.SAYS, Does.PAST),
        ("idée", Does.SAYS, Does.PAST),
        ("partis", Does.PARTICIPLE | Does.MOVE, Does.LIGHT),
        ("morte", Does.PARTICIPLE | Does.MOVE, Does.LIGHT),
        ("dû", Does.PARTICIPLE | Does.MODAL, Does.RATHER),
        ("préféré", Does.PARTICIPLE | Does.RATHER, Does.MODAL),
        ("envie", 0, Does.PARTICIPLE),
        ("lui", Does.LIGHT | Does.CLITIC, Does.PARTICIPLE),
        ("que", Does.QUE | Does.OF, Does.PARTICIPLE),
        ("également", Does.LIGHT, Does.PARTICIPLE),
        ("fuir", Does.INFINITIVE, Does.PAST),
    ],
)
def test_what_a_form_can_do(tokens_of, word: str, can: int, cannot: int):
    found = bits(tokens_of, word)
    assert found & can == can
    assert not found & cannot


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Selon le pilote, tout va.", [ATTRIBUTION.id]),
        ("D'après le pilote, tout va.", [ATTRIBUTION.id]),
        ("À en croire le pilote, tout va.", [ATTRIBUTION.id]),
        ("La passe est libre, rapporte le journal du port.", [ATTRIBUTION.id]),
        ("Selon que le vent tourne ou non.", []),
        ("Le prix change selon les cas.", []),
        ("En cas de crue, on ferme.", [HYPOTHESIS.id]),
        ("Une telle digue tient.", [HYPOTHESIS.id]),
        ("Il part sans la moindre peur.", []),
        ("Après le pilote, le mousse.", []),
    ],
)
def test_which_phrases_are_searched(tokens_of, text: str, names: list[str]):
    found = Matcher(list(CONTEXTS)).find(tokens_of(text))
    assert [CONTEXTS[i].id for i in sorted(set(found.entry.tolist()))] == names
