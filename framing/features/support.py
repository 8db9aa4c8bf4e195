"""Support: how much of a heading's words stands in which sentence of its body, and where word for word."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.annotate.type_values import TypeValues
from framing.columns import distinct_sorted
from framing.tables import POSITIONS

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]

# A word that no sentence has weighs as if half a sentence had it: finite, and more than one that one sentence has.
UNSEEN: Final = 0.5
# Most words are told from those sought by their remainder, a look-up where searching takes steps. A power of 2 whose
# flags stay in the processor's cache: with 2^23 the pass takes more than twice as long.
_REMAINDERS: Final = 2**20
_BODY: Final = (POSITIONS.index("lead"), POSITIONS.index("body"))


class Stretches(NamedTuple):
    """Words of headings that are looked for in the body of their document: first and last tokens, inclusive."""

    first: Int64
    last: Int64

    def where(self, chosen: Bool) -> Stretches:
        """Return some of them."""
        return Stretches(self.first[chosen], self.last[chosen])

    def words(self, n: int) -> slice:
        """Return the tokens of one."""
        return slice(int(self.first[n]), int(self.last[n]) + 1)


class Body(NamedTuple):
    """Leads and paragraphs of a partition.

    Attributes
    ----------
    at, type : integer arrays
        Their tokens, and the types of these.
    edges : int64 array, length n_documents + 1
        Those of document d are ``at[edges[d]:edges[d + 1]]``.
    n_sentences : int64 array, length n_documents
    """

    at: Int64
    type: NDArray[np.int32]
    edges: Int64
    n_sentences: Int64

    def of(self, document: int) -> NDArray[np.int32]:
        """Return the types in one document's body, word by word."""
        return self.type[self.edges[document] : self.edges[document + 1]]


class Support(NamedTuple):
    """What the body gives to each stretch; shares are of the weight of its content words.

    Attributes
    ----------
    n_words : int64 array, length n_stretches
        Different content words.
    found : float64 array, length n_stretches
        Share that the body has anywhere; 0 without a content word.
    stretch, sentence : int64 arrays, length n_pairs
        Which stretch has a content word in common with which sentence, in this order.
    shares : float64 array, n_masks × n_pairs
        Share that the sentence has in the tokens of each mask.
    """

    n_words: Int64
    found: Float64
    stretch: Int64
    sentence: Int64
    shares: Float64

    def best(self, mask: int) -> tuple[Int64, Float64]:
        """Return for each stretch the sentence with the greatest share in a mask, −1 for none, and that share."""
        n = len(self.n_words)
        order = np.lexsort((self.sentence, -self.shares[mask], self.stretch))
        order = order[changes(self.stretch[order])]
        sentence, share = np.full(n, -1, dtype=np.int64), np.zeros(n)
        sentence[self.stretch[order]] = self.sentence[order]
        share[self.stretch[order]] = self.shares[mask][order]
        return np.where(share > 0, sentence, -1), share


def body_of(tokens: Tokens) -> Body:
    """Return where the bodies of the documents stand."""
    is_body = np.isin(np.arange(len(POSITIONS)), _BODY)
    at = np.flatnonzero(is_body[tokens.position])
    documents = np.arange(len(tokens.document_ids) + 1, dtype=np.int32)  # of one kind, or the search copies
    edges = np.searchsorted(tokens.document[at], documents)
    opens = at[changes(tokens.sentence[at])]
    return Body(
        at, tokens.type[at], edges, np.bincount(tokens.document[opens], minlength=len(tokens.document_ids))
    )


def changes(values: NDArray[np.integer]) -> Bool:
    """Mark each value that differs from the one before it, the first one too."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def spread(stretches: Stretches) -> tuple[Int64, Int64]:
    """Return every token of the stretches, and the stretch each belongs to."""
    length = stretches.last - stretches.first + 1
    owner = np.repeat(np.arange(len(length)), length)
    return np.arange(length.sum()) - np.repeat(np.cumsum(length) - length - stretches.first, length), owner


def support(
    tokens: Tokens, body: Body, stretches: Stretches, numbers: TypeValues, masks: tuple[Bool, ...]
) -> Support:
    """Weigh the content words of each stretch and look for them in the sentences of its document.

    Parameters
    ----------
    tokens : Tokens
    body : Body
    stretches : Stretches
    numbers : TypeValues
        Number of each content word, 0 for a function word.
    masks : tuple of bool arrays, length n_tokens
        Tokens that count, once for each mask: all, those in quotation marks, …

    Notes
    -----
    The weight of a word is ln((N + 1) / (n + ½)), N sentences in the body, n of them with the word: inverse document
    frequency (Spärck Jones 1972) with the sentences of one document in the place of documents.
    """
    number = numbers.all(tokens)
    size, n = int(number.max(initial=0)) + 1, len(stretches.first)
    at, owner = spread(stretches)
    code = tokens.document[at].astype(np.int64) * size + number[tokens.type[at]]
    owner, code = owner[code % size > 0], code[code % size > 0]
    known = distinct_sorted(code)
    of, word = _both(distinct_sorted(owner * len(known) + np.searchsorted(known, code)), len(known))
    cells = _cells(tokens, body, number, known, masks)
    n_with = np.bincount(cells.word, minlength=len(known))
    weight = np.log((body.n_sentences[known // size] + 1) / (n_with + UNSEEN))
    total = np.maximum(np.bincount(of, weight[word], n), np.finfo(float).tiny)
    found = np.bincount(of, (weight * (n_with > 0))[word], n) / total
    return Support(np.bincount(of, minlength=n), found, *_pairs(of, word, weight, cells, total))


class _Cells(NamedTuple):
    """Which sentence of a body has which word of its headings, and whether in the tokens of each mask."""

    word: Int64
    sentence: Int64
    has: Bool


def _cells(tokens: Tokens, body: Body, number: Int64, known: Int64, masks: tuple[Bool, ...]) -> _Cells:
    """Find the words of headings, each numbered by its place in `known`, in the bodies of their documents."""
    at, word = find(tokens, body, number, known)
    sentences = int(tokens.sentence.max(initial=0)) + 1
    cell, inverse = np.unique(word * sentences + tokens.sentence[at], return_inverse=True)
    has = np.array([np.bincount(inverse, mask[at], len(cell)) > 0 for mask in masks])
    return _Cells(*_both(cell, sentences), has)


def find(tokens: Tokens, body: Body, number: Int64, known: Int64) -> tuple[Int64, Int64]:
    """Return the tokens of bodies whose document and number stand in `known`, and their places in it.

    Parameters
    ----------
    tokens : Tokens
    body : Body
    number : int64 array, length n_types
    known : int64 array, sorted
        document × (greatest number + 1) + number.
    """
    from framing.annotate.places import sift  # noqa: PLC0415 (numba loads when texts are read)

    size = int(number.max(initial=0)) + 1
    may = np.zeros(_REMAINDERS, dtype=bool)
    may[known & (_REMAINDERS - 1)] = True
    at, code = np.empty(len(body.at), dtype=np.int64), np.empty(len(body.at), dtype=np.int64)
    n = sift(body.at, body.type, tokens.document, number, size, may, at, code)
    at, code = at[:n], code[:n]
    place = np.searchsorted(known, code)
    hit = np.append(known, -1)[place] == code
    return at[hit], place[hit]


def word_for_word(
    tokens: Tokens, body: Body, stretches: Stretches, forms: TypeValues, mask: Bool
) -> tuple[Bool, Bool]:
    """Tell whether the words of each stretch stand in its body in the same order, and whether all in tokens of a mask.

    Parameters
    ----------
    tokens : Tokens
    body : Body
    stretches : Stretches
    forms : TypeValues
        Number of each form; marks, blanks and apostrophes are no part of a form.
    mask : bool array, length n_tokens
    """
    form = forms.all(tokens)
    stretch, begin = _beginnings(tokens, body, stretches, form)
    length = stretches.last - stretches.first + 1
    whole = begin + length[stretch] <= len(tokens)
    stretch, begin = stretch[whole], begin[whole]
    alive = np.arange(len(stretch))
    for step in range(1, int(length.max(initial=0))):
        open_ = alive[length[stretch[alive]] > step]
        there, here = begin[open_] + step, stretches.first[stretch[open_]] + step
        same = (form[tokens.type[there]] == form[tokens.type[here]]) & (
            tokens.document[there] == tokens.document[here]
        )
        alive = np.setdiff1d(alive, open_[~same], assume_unique=True)
    stretch, begin = stretch[alive], begin[alive]
    n_inside = np.append(0, np.cumsum(mask))
    inside = n_inside[begin + length[stretch]] - n_inside[begin] == length[stretch]
    stands, within = (
        np.bincount(stretch[chosen], minlength=len(length)) > 0 for chosen in (inside | True, inside)
    )
    return stands, within


def _beginnings(tokens: Tokens, body: Body, stretches: Stretches, form: Int64) -> tuple[Int64, Int64]:
    """Return every token of a body that is the first word of a stretch of its heading: stretch, token."""
    size = int(form.max(initial=0)) + 1
    code = tokens.document[stretches.first].astype(np.int64) * size + form[tokens.type[stretches.first]]
    known = distinct_sorted(code)
    at, place = find(tokens, body, form, known)
    order = np.argsort(place, kind="stable")
    edges = np.searchsorted(place[order], np.arange(len(known) + 1))
    own = np.searchsorted(known, code)
    chosen, stretch = spread(Stretches(edges[own], edges[own + 1] - 1))
    return stretch, at[order][chosen]


def _pairs(
    of: Int64, word: Int64, weight: Float64, cells: _Cells, total: Float64
) -> tuple[Int64, Int64, Float64]:
    """Sum the weights that each stretch and each sentence have in common."""
    edges = np.searchsorted(cells.word, np.arange(len(weight) + 1))
    row, cell = spread(Stretches(edges[word], edges[word + 1] - 1))[::-1]
    sentences = int(cells.sentence.max(initial=0)) + 1
    pair, inverse = np.unique(of[row] * sentences + cells.sentence[cell], return_inverse=True)
    stretch, sentence = _both(pair, sentences)
    gained = [np.bincount(inverse, weight[word[row]] * has[cell], len(pair)) for has in cells.has]
    return stretch, sentence, np.array(gained) / total[stretch]


def _both(pairs: Int64, width: int) -> tuple[Int64, Int64]:
    """Take two numbers apart that were packed into one."""
    first, second = np.divmod(pairs, max(1, width))
    return first, second
