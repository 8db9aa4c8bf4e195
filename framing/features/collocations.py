"""Collocates of a head: which lemmas stand within five tokens of it, in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import Tokens
from framing.features.rows import category_column
from framing.tables import POSITIONS, VOICES, empty

Int64 = NDArray[np.int64]

# Five tokens on either side is the span of Sinclair, Jones & Daley (1970), used since: collocates
# farther away add little.
SPAN = 5


def collocations(
    tokens: Tokens, heads: Sequence[str], head: Int64, first: Int64, last: Int64, span: int = SPAN
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
    terms, code = np.unique(tokens.lemma[tokens.type[token]].astype(str), return_inverse=True)
    shape = (len(tokens.document_ids), len(VOICES), len(heads), len(terms))
    columns = (tokens.document[token], tokens.voice[token], near_head, code)
    cell, n = np.unique(np.ravel_multi_index(columns, shape), return_counts=True)
    document, voice, referent, term = np.unravel_index(cell, shape)
    table = pd.DataFrame(
        {
            "doc_id": category_column(document, tokens.document_ids),
            "voice": category_column(voice, VOICES),
            "referent": category_column(referent, heads),
            "term": category_column(term, terms.tolist()),
            "n": n.astype(np.int64),
        }
    )
    return table.sort_values(["doc_id", "voice", "referent", "term"], kind="stable", ignore_index=True)


def _near(tokens: Tokens, head: Int64, first: Int64, last: Int64, span: int) -> tuple[Int64, Int64]:
    """Each (head, token) once, in order."""
    caption = POSITIONS.index("caption")
    steps = np.arange(1, span + 1)
    at = np.concatenate([first[:, None] - steps, last[:, None] + steps], axis=1)
    known = (at >= 0) & (at < len(tokens))
    at = np.where(known, at, 0)
    known &= tokens.sentence[at] == tokens.sentence[first][:, None]
    known &= tokens.position[at] != caption
    key = np.unique((head[:, None] * len(tokens) + at)[known])
    key = key[~np.isin(key, _own_tokens(len(tokens), head, first, last))]
    return key // max(len(tokens), 1), key % max(len(tokens), 1)


def _own_tokens(size: int, head: Int64, first: Int64, last: Int64) -> Int64:
    """The tokens the mentions consist of, as keys."""
    length = last - first + 1
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    return np.repeat(head * size + first, length) + offset
