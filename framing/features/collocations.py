"""Collocates of a head: which lemmas stand within five tokens of it, in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.columns import category_from
from framing.features.ranked_lemmas import rank_lemmas
from framing.features.rows import distinct, ranks
from framing.tables import POSITIONS, VOICES, empty

Int64 = NDArray[np.int64]

# Five tokens on either side is the span of Sinclair, Jones & Daley (1970), used since: collocates
# farther away add little.
SPAN = 5


def collocations(
    tokens: Tokens,
    heads: Sequence[str],
    head: Int64,
    first: Int64,
    last: Int64,
    span: int = SPAN,
) -> pd.DataFrame:
    """Count the lemmas near mentions of heads.

    A token counts once for a head, however many of its mentions stand near; tokens of the mentions themselves and
    of captions do not count. No offset is kept, so running text cannot be rebuilt.

    Parameters
    ----------
    tokens : Tokens
    heads : sequence of str
        Names of the heads.
    head, first, last : int64 arrays (n,)
        Mentions: index into `heads`, first and last token.
    span : int
        Tokens on either side.

    Returns
    -------
    DataFrame
        Contract ``collocations``: doc_id, voice (of the collocate), referent (the head), term, n.
    """
    near_head, token = _near(tokens, head, first, last, span)
    if not len(token):
        return empty("collocations")
    terms, rank = rank_lemmas(tokens, tokens.type[token])
    orders = [sorted(names) for names in (tokens.document_ids, VOICES, heads)]
    columns = (
        ranks(tokens.document_ids)[tokens.document[token]],
        ranks(VOICES)[tokens.voice[token]],
        ranks(heads)[near_head],
        rank[tokens.type[token]],
    )
    shape = (*(len(names) for names in orders), len(terms))
    # ranks in the order of the key: sorted cells are the table in its order
    cell, n = distinct(np.ravel_multi_index(columns, shape))
    names = ("doc_id", "voice", "referent")
    *codes, term = np.unravel_index(cell, shape)
    columns_of = zip(names, codes, orders, strict=True)
    coded = {name: category_from(code, values) for name, code, values in columns_of}
    return pd.DataFrame(coded | {"term": pd.Categorical.from_codes(term, categories=terms), "n": n})


def _near(tokens: Tokens, head: Int64, first: Int64, last: Int64, span: int) -> tuple[Int64, Int64]:
    """Return each (head, token) once, in order."""
    caption = POSITIONS.index("caption")
    steps = np.arange(1, span + 1)
    at = np.concatenate([first[:, None] - steps, last[:, None] + steps], axis=1)
    known = (at >= 0) & (at < len(tokens))
    at = np.where(known, at, 0)
    known &= tokens.sentence[at] == tokens.sentence[first][:, None]
    known &= tokens.position[at] != caption
    key, _ = distinct((head[:, None] * len(tokens) + at)[known])
    key = key[~_are_among(key, _own_tokens(len(tokens), head, first, last))]
    return key // max(len(tokens), 1), key % max(len(tokens), 1)


def _are_among(keys: Int64, others: Int64) -> NDArray[np.bool_]:
    others = np.sort(others)
    place = np.minimum(np.searchsorted(others, keys), len(others) - 1)
    return np.asarray(others[place] == keys)


def _own_tokens(size: int, head: Int64, first: Int64, last: Int64) -> Int64:
    """Return the tokens the mentions consist of, as keys."""
    length = last - first + 1
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    return np.asarray(np.repeat(head * size + first, length) + offset)
