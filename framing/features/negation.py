"""Whether what a match says is denied: *n'est pas illégal*, *sans menace*, *never agreed*."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, Tokens
from framing.annotate.wordclass.lexicon import Lexicon

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# "ne constitue pas une réelle menace", "does not pose a threat": a negator stands at most four tokens before what
# it denies. Of 40 cues marked as denied in
# French press about 34 were; English has not been counted. Re-read a sample when this number changes.
WINDOW = 4
# "ne menace pas", "n'a jamais menacé": the particle is at most three tokens before, the closer two after.
PARTICLE_WINDOW = 3
CLOSER_WINDOW = 2


def negated(
    tokens: Tokens, first: Int64, last: Int64, lexicon: Lexicon, window: int | NDArray[np.int64] = WINDOW
) -> Bool:
    """Tell which matches are denied.

    A negator (*pas, jamais, sans, not, without …*) at most `window` tokens before the match, in the same clause
    (no comma or stronger mark between), denies it, unless the next word undoes it (*pas seulement, sans doute, not
    only*), or a definite article points at what is there (*n'apaise pas les craintes*, but *ce n'est pas la menace*).
    In French *ne* before and *pas, jamais, plus …* after the match deny it too.

    Parameters
    ----------
    tokens : Tokens
    first, last : int64 arrays (n,)
    lexicon : Lexicon
    window : int or int64 array (n,)

    Returns
    -------
    bool array (n,)
    """
    if not len(first):
        return np.zeros(0, dtype=bool)
    before = np.maximum(first[:, None] - np.arange(1, WINDOW + 1), 0)
    after = np.minimum(last[:, None] + np.arange(1, CLOSER_WINDOW + 1), len(tokens) - 1)
    marks = _marks(tokens, np.concatenate([before.ravel(), after.ravel()]), lexicon)
    steps = np.arange(1, WINDOW + 1)
    within = _clause_before(tokens, first, before)
    denies = _has(marks, tokens, before, _NEGATOR) & ~_is_undone(marks, tokens, before)
    ahead = within & denies & (steps <= np.reshape(window, (-1, 1)))
    ahead &= ~_has(marks, tokens, before[:, :1], _DEFINITE) | _follow_copula(marks, tokens, before)
    opened = within & _has(marks, tokens, before, _PARTICLE) & (steps <= PARTICLE_WINDOW)
    closes = _has(marks, tokens, after, _CLOSER) & ~_is_undone(marks, tokens, after)
    closed = _clause_after(tokens, last, after) & closes
    return np.asarray(ahead.any(axis=1) | (opened.any(axis=1) & closed.any(axis=1)))


_NEGATOR, _PARTICLE, _CLOSER, _UNDONE, _DEFINITE, _COPULA = 1, 2, 4, 8, 16, 32
_BITS = {
    "negators": _NEGATOR,
    "negation_particles": _PARTICLE,
    "negation_closers": _CLOSER,
    "negation_undone": _UNDONE,
    "definites": _DEFINITE,
    "negated_copulas": _COPULA,
}


def _marks(tokens: Tokens, places: Int64, lexicon: Lexicon) -> Int64:
    """Bits of each type that stands at one of the places or just beside it."""
    near = [places, np.minimum(places + 1, len(tokens) - 1), np.maximum(places - 1, 0)]
    return lexicon.values(marker).among(tokens, tokens.type[np.concatenate(near)])


def marker(lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from a form to what it does in a negation."""
    bits = {word: 0 for name in _BITS for word in lexicon[name]}
    for name, value in _BITS.items():
        bits |= {word: bits[word] | value for word in lexicon[name]}
    endings = tuple(sorted(lexicon["negation_endings"]))

    def marks(surface: str, _lemma: str) -> int:
        form = surface.lower()
        return bits.get(form, 0) | (_NEGATOR if endings and form.endswith(endings) else 0)

    return marks


def _has(marks: Int64, tokens: Tokens, places: Int64, bit: int) -> Bool:
    return np.asarray((marks[tokens.type[places]] & bit) != 0)


def _is_undone(marks: Int64, tokens: Tokens, places: Int64) -> Bool:
    """Tell whether the next word undoes the negator, as in *pas seulement*."""
    follower = np.minimum(places + 1, len(tokens) - 1)
    is_next = tokens.sentence[follower] == tokens.sentence[places]
    return np.asarray(_has(marks, tokens, follower, _UNDONE) & is_next)


def _follow_copula(marks: Int64, tokens: Tokens, places: Int64) -> Bool:
    """Tell at which places a copula stands right before, or is one with its negation (*isn't*)."""
    is_copula = _has(marks, tokens, np.maximum(places - 1, 0), _COPULA)
    return np.asarray(is_copula | _has(marks, tokens, places, _COPULA))


def _clause_before(tokens: Tokens, first: Int64, places: Int64) -> Bool:
    """Tell which places to the left are reached without a comma or a stronger mark between."""
    free = tokens.before[np.minimum(places + 1, len(tokens) - 1)] < BEFORE.COMMA
    known = first[:, None] - np.arange(1, places.shape[1] + 1) >= 0
    return np.logical_and.accumulate(free & known, axis=1)


def _clause_after(tokens: Tokens, last: Int64, places: Int64) -> Bool:
    known = last[:, None] + np.arange(1, places.shape[1] + 1) < len(tokens)
    return np.logical_and.accumulate((tokens.before[places] < BEFORE.COMMA) & known, axis=1)
