"""Verb groups around a French conditional: its auxiliary, participle and subject, without a parser."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.annotate.wordclass.lexicon import Lexicon
from framing.features.conditional_words import Does, meaning

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# Sentences of the press are longer than a hundred words once in a thousand.
LEFT, RIGHT = 60, 40
# "aurait toutefois, selon le journal, été": six words hold nearly all that stands between the parts of a verb.
_REACH = 6


class Surroundings:
    """What the words around each conditional can do, as one row a conditional; other sentences do nothing.

    Attributes
    ----------
    tokens : Tokens
    at : int64 array (n,)
    bits : int64 array (n, LEFT + 1 + RIGHT)
    """

    def __init__(self, tokens: Tokens, at: Int64, lexicon: Lexicon) -> None:
        self.tokens, self.at = tokens, at
        places = at[:, None] + np.arange(-LEFT, RIGHT + 1)
        inside = (places >= 0) & (places < len(tokens))
        places = np.clip(places, 0, len(tokens) - 1)
        inside &= tokens.sentence[places] == tokens.sentence[at][:, None]
        types = tokens.type[places]
        does = lexicon.values(meaning).among(tokens, types[inside])
        self.bits = np.where(inside, does[types], 0)

    def are(self, bit: int) -> Bool:
        """Return where a word of the surroundings can do that."""
        return np.asarray((self.bits & bit) != 0)

    def has(self, k: int, bit: int) -> Bool:
        """Tell whether the word k places behind the conditional can do that."""
        return np.asarray((self.bits[:, LEFT + k] & bit) != 0)

    def own(self, bit: int) -> Bool:
        """Tell whether the conditional itself can do that."""
        return self.has(0, bit)

    def last_before(self, marked: Bool) -> Int64:
        """Return the column of the last marked word before each conditional, −1 where there is none."""
        before = marked[:, :LEFT]
        place = LEFT - 1 - np.argmax(before[:, ::-1], axis=1)
        return np.where(before.any(axis=1), place, -1)

    def subject(self, bit: int, reach: int) -> Bool:
        """Tell whether such a word stands before, with nothing but light words between."""
        found, free = np.zeros(len(self.at), dtype=bool), np.ones(len(self.at), dtype=bool)
        for k in range(1, reach + 1):
            found |= free & self.has(-k, bit)
            free &= self.has(-k, Does.LIGHT | Does.CLITIC)
        return found


class VerbGroups(NamedTuple):
    """One entry a conditional.

    Attributes
    ----------
    perfect : bool array
        *aurait fui*, *serait parti*, *aurait été vu*; not *serait vu*.
    modal, rather : bool arrays
        *devrait*, *aurait dû*; *aurait préféré*.
    been : bool array
        *aurait été* with no participle: *aurait été plus simple*.
    last, core : int64 arrays
        Last token, and the token of the main verb.
    """

    perfect: Bool
    modal: Bool
    rather: Bool
    been: Bool
    last: Int64
    core: Int64


def verb_groups(near: Surroundings) -> VerbGroups:
    """Return the verb groups whose first verb is the conditional."""
    have, be = near.own(Does.HAVE), near.own(Does.BE)
    step = _participle(near, np.zeros(len(near.at), dtype=np.int64), have | be)
    been = have & (step > 0) & _has(near, step, Does.BE)
    passive = _participle(near, step, been)
    reflexive = near.has(-1, Does.REFLEXIVE) | (near.has(-1, Does.CLITIC) & near.has(-2, Does.REFLEXIVE))
    perfect = (step > 0) & (have | reflexive | _has(near, step, Does.MOVE))
    step = np.maximum(step, passive)
    deciding = np.where(perfect, near.bits[np.arange(len(step)), LEFT + step], 0)
    core = near.at + step
    simple = near.own(Does.MODAL) | (perfect & ((deciding & Does.MODAL) != 0))
    rather = near.own(Does.RATHER) | (perfect & ((deciding & Does.RATHER) != 0))
    return VerbGroups(perfect, simple, rather, been & (passive == 0), core, core)


def _has(near: Surroundings, step: Int64, bit: int) -> Bool:
    return np.asarray((near.bits[np.arange(len(step)), LEFT + step] & bit) != 0)


def _participle(near: Surroundings, start: Int64, wanted: Bool) -> Int64:
    """Return how many words behind the conditional the next participle stands, 0 if none belongs to the verb.

    Only light words may stand between, or a phrase that a preposition opens (*aurait à nouveau infiltré*).
    """
    found = np.zeros(len(start), dtype=np.int64)
    free, phrase = wanted.copy(), np.zeros(len(start), dtype=bool)
    for k in range(1, _REACH + 1):
        here = start + k
        participle = _has(near, here, Does.PARTICIPLE) & ~(phrase & _has(near, here - 1, Does.PHRASE))
        found = np.where(free & participle & (found == 0), here, found)
        phrase |= _has(near, here, Does.PHRASE)
        free &= (found == 0) & (phrase | _has(near, here, Does.LIGHT)) & ~_has(near, here, Does.INFINITIVE)
    return found
