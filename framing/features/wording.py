"""What an attribute is called: its lemma without agreement."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.annotate.wordclass.english import uninflected
from framing.annotate.wordclass.french import masculine_singular
from framing.annotate.wordclass.lexicon import Lexicon
from framing.features.attributes import COMPLEMENT, MENTION, RULE, Attributes
from framing.features.rows import lemmas, surfaces

# Contracted prepositions by the one they hold.
_PLAIN_PREPOSITION = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}


def attribute_lemmas(tokens: Tokens, lexicon: Lexicon, found: Attributes) -> NDArray[np.object_]:
    """Return the normalised wording of each attribute.

    Adjectives and participles lose their agreement (*imposées* → *imposé*), complements are the
    preposition and the noun (*contre île*), possessors carry the clitic (*town's*), mentions are lemmas.

    Parameters
    ----------
    tokens : Tokens
    lexicon : Lexicon
    found : Attributes

    Returns
    -------
    object array of str
    """
    names = np.empty(len(found.mention), dtype=object)
    for chosen, name in _namings(lexicon, found):
        at = np.flatnonzero(chosen)
        pairs = tokens.type[found.first[at]] * np.int64(len(tokens.surface)) + tokens.type[found.core[at]]
        known, place = np.unique(pairs, return_inverse=True)
        values = np.empty(len(known), dtype=object)
        values[:] = [name(_Word(tokens, i), _Word(tokens, j)) for i, j in _split(known, len(tokens.surface))]
        names[at] = values[place]
    whole = np.flatnonzero((found.category == COMPLEMENT) & (found.last > found.core))
    names[whole] = [
        f"{name} {rest}" for name, rest in zip(names[whole], _rest(tokens, found, whole), strict=True)
    ]
    fixed = np.flatnonzero(found.rule == RULE["fixed_complement"])
    phrases = surfaces(tokens, found.first[fixed], found.last[fixed])
    names[fixed] = [phrase.lower().replace("’", "'") for phrase in phrases]
    return names


def _rest(tokens: Tokens, found: Attributes, chosen: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the lemmas behind the core of names of several words."""
    return lemmas(tokens, found.core[chosen] + 1, found.last[chosen])


class _Word:
    """Form and lemma of a type."""

    def __init__(self, tokens: Tokens, number: int) -> None:
        self.form: str = tokens.surface[number].lower()
        self.lemma: str = tokens.lemma[number]


def _split(pairs: NDArray[np.int64], size: int) -> list[tuple[int, int]]:
    return [divmod(pair, size) for pair in pairs.tolist()]


_Naming = Callable[[_Word, _Word], str]


def _namings(lexicon: Lexicon, found: Attributes) -> list[tuple[NDArray[np.bool_], _Naming]]:
    """Which attributes are named how, from their first word and their core."""
    bare = masculine_singular if lexicon.language == "fr" else uninflected
    named, possessed = found.rule == RULE["name"], found.rule == RULE["possessor"]
    mention = found.category == MENTION
    linked = (found.category == COMPLEMENT) & ~named & ~possessed
    return [
        (mention, lambda first, core: core.lemma),
        (named, lambda first, core: core.form),
        (possessed, lambda first, core: f"{core.form}'s"),
        (linked, lambda first, core: f"{_PLAIN_PREPOSITION.get(first.form, first.form)} {core.lemma}"),
        (~(mention | named | possessed | linked), lambda first, core: bare(core.form, core.lemma)),
    ]
