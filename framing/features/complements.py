"""Complements of a head: what a preposition, a name or an agent adds to it. The same walk in both languages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.lexicon import Lexicon
from framing.features.attributes import COMPLEMENT, PARTICIPLE, Attributes, join, keep, span
from framing.features.rows import SURFACE_TOKENS
from framing.features.windows import Windows

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# Between the preposition and its noun: "de ses très grandes espérances" has four words.
_REACH = 4
_PHRASE_ENDS = Is.COORDINATOR | Is.SUBORDINATOR | Is.COPULA | Is.AUXILIARY | Is.FINITE


def agents(w: Windows, attributes: Attributes) -> Attributes:
    """Stretch participles over the agent that follows: *imposées par les pays voisins*, six tokens at most."""
    mention, k = attributes.mention, attributes.last - w.last[attributes.mention] - 1
    has_agent = w.right.stands(mention, k + 1, Is.BY, BEFORE.SPACE) & (attributes.category == PARTICIPLE)
    has_agent &= ~w.right.stands(mention, k + 2, Is.AGENTLESS | Is.EMPTY, BEFORE.PARAGRAPH)
    last, alive = attributes.last.copy(), has_agent.copy()
    for step in range(1, SURFACE_TOKENS):
        blocked = w.right.stands(mention, k + step, _PHRASE_ENDS, BEFORE.PARAGRAPH)
        if step > 1:
            apart = w.right.stands(mention, k + step, Is.PREPOSITION, BEFORE.PARAGRAPH)
            blocked |= apart & ~w.right.stands(mention, k + step, Is.OF | Is.DETERMINER, BEFORE.PARAGRAPH)
        alive &= ~blocked & w.right.stands(mention, k + step, -1)
        last = np.where(alive, attributes.first + step, last)
    last = _without_loose_end(w, mention, k, attributes.first, last)
    return attributes._replace(last=np.where(has_agent, last, attributes.last))


def _without_loose_end(w: Windows, mention: Int64, k: Int64, first: Int64, last: Int64) -> Int64:
    """Cut a phrase that six tokens left hanging on a determiner or a preposition."""
    for _ in range(SURFACE_TOKENS):
        place = k + (last - first)
        loose = w.right.stands(mention, place, Is.DETERMINER | Is.PREPOSITION, BEFORE.PARAGRAPH) & (
            last > first
        )
        last = np.where(loose, last - 1, last)
    return last


def complements(w: Windows, end: Int64) -> Attributes:
    """Find the preposition right after the head and its adjectives, and the noun it leads to."""
    mention = np.arange(len(w))
    linked = mention[w.right.stands(mention, end, Is.LINK | Is.LOOSE_LINK, BEFORE.SPACE)]
    noun = np.full(len(linked), -1, dtype=np.int64)
    alive = np.ones(len(linked), dtype=bool)
    for step in range(1, _REACH + 1):
        k = end[linked] + step
        alive &= w.right.stands(linked, k, -1)
        bits = w.right.bits(linked, k)
        passed = (bits & (Is.DETERMINER | Is.EARLY | Is.NUMBER)) != 0
        content = ~passed & ((bits & (Is.FUNCTION | Is.FINITE | Is.EMPTY)) == 0)
        noun = np.where(alive & content & (noun < 0), k, noun)
        alive &= passed
    chosen = noun >= 0
    linked, noun = linked[chosen], noun[chosen]
    if w.lexicon.language == "en":
        noun = _last_of_pile(w, linked, noun)
    noun_last = _whole_name(w, linked, noun)
    strict = w.right.stands(linked, end[linked], Is.LINK, BEFORE.PARAGRAPH)
    found = []
    for kept, rule in ((strict, "complement"), (~strict, "loose_complement")):
        place, to, of = linked[kept], noun_last[kept], noun[kept]
        first = w.right.token[place, end[place]]
        found.append(span(place, first, w.right.token[place, to], w.right.token[place, of], COMPLEMENT, rule))
    return join(found)


def _last_of_pile(w: Windows, mention: Int64, noun: Int64) -> Int64:
    """*with the fishing towns*: an English phrase names its noun last; a bare name ends it (*with Ruritania*)."""
    led = w.right.stands(mention, noun - 1, Is.DETERMINER, BEFORE.PARAGRAPH)
    alive = led | ~w.right.stands(mention, noun, Is.NAME, BEFORE.PARAGRAPH)
    for _ in range(2):
        follower = w.right.bits(mention, noun + 1)
        content = (
            follower & (Is.FUNCTION | Is.FINITE | Is.PARTICIPLE | Is.PRESENT_PARTICIPLE | Is.EMPTY)
        ) == 0
        alive = alive & content & w.right.stands(mention, noun + 1, -1, BEFORE.SPACE)
        noun = np.where(alive, noun + 1, noun)
    return noun


def _whole_name(w: Windows, mention: Int64, noun: Int64) -> Int64:
    """Follow a name to its last part: *avec Jeanne Martin*."""
    last, alive = noun.copy(), w.right.stands(mention, noun, Is.NAME)
    for _ in range(2):
        alive = alive & w.right.stands(mention, last + 1, Is.NAME, BEFORE.SPACE)
        last = np.where(alive, last + 1, last)
    return last


def fixed_complements(w: Windows, end: Int64) -> Attributes:
    """Find phrases whose preposition could as well belong to the verb: *sans précédent*, *à long terme*."""
    phrases, number = _phrases(w.lexicon)
    forms = _form_numbers(w, end)
    mention = np.arange(len(w))
    first = np.minimum(end, w.right.width - 1)
    found = []
    for phrase in phrases:
        fits = np.ones(len(w), dtype=bool)
        for step, word in enumerate(phrase):
            fits &= (forms[:, step] == number[word]) & w.right.stands(mention, end + step, -1, BEFORE.MARK)
        last = np.minimum(end + len(phrase) - 1, w.right.width - 1)[fits]
        place = w.right.token[mention[fits], last]
        found.append(
            span(
                mention[fits], w.right.token[fits, first[fits]], place, place, COMPLEMENT, "fixed_complement"
            )
        )
    return join(found)


def _phrases(lexicon: Lexicon) -> tuple[list[tuple[str, ...]], dict[str, int]]:
    """Return the fixed phrases, and a number for each of their words."""
    phrases = sorted(tuple(phrase.split()) for phrase in lexicon["fixed_complements"])
    words = sorted({word for phrase in phrases for word in phrase})
    return phrases, {word: i for i, word in enumerate(words, start=1)}


def phrase_words(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from a form to its number among the words of fixed phrases, 0 for all others."""
    number = _phrases(lexicon)[1]
    return lambda surface, _lemma: number.get(surface.lower(), 0)


def _form_numbers(w: Windows, end: Int64) -> Int64:
    """Numbers of the four forms from the end of the noun phrase on; 0 for words of no phrase."""
    place = np.minimum(end[:, None] + np.arange(4), w.right.width - 1)
    types = w.tokens.type[w.right.token[np.arange(len(w))[:, None], place]]
    return np.asarray(w.lexicon.values(phrase_words).among(w.tokens, types.ravel())[types])


def names(w: Windows) -> Attributes:
    """Find a name set right behind the head: *relations Nord-Sud*."""
    mention = np.arange(len(w))
    named = w.right.stands(mention, np.zeros_like(mention), Is.NAME, BEFORE.SPACE)
    named &= ~w.right.has(0, Is.FUNCTION | Is.ADJECTIVE | Is.PARTICIPLE)
    # two names in a row are a person in apposition to something else: "la porte-parole du gouvernement Jeanne Martin"
    named &= ~w.right.stands(mention, np.ones_like(mention), Is.NAME, BEFORE.SPACE)
    token = w.right.token[named, 0]
    return span(mention[named], token, token, token, COMPLEMENT, "name")


def without_repetition(attributes: Attributes) -> Attributes:
    """Of attributes of one mention found twice at one token keep the one that says more: the last category."""
    order = np.lexsort((-attributes.category, attributes.core, attributes.mention))
    ordered = keep(attributes, order)
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(ordered.mention) != 0) | (np.diff(ordered.core) != 0)
    return keep(ordered, new)


__all__ = ["agents", "complements", "join", "names", "without_repetition"]
