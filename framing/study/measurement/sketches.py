"""Sketches as a table: what documents have in common can be told from them where there is no text any more.

Nothing of the measure half is loaded here but by the one who measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from framing.stats.sketches import BITS, STEP, Sketches, sketch
from framing.tables import POSITIONS

if TYPE_CHECKING:
    from framing.annotate import Tokens, TypeValues

CAPTION: Final = POSITIONS.index("caption")
_DIGIT: Final = 4  # bits
_NUMBER: Final = 8  # bytes


def hashes_of(forms: Sequence[str], lemmas: Sequence[str]) -> list[int]:
    """Return a number below 2⁶³ for each form in lower case: the same in every run, on every machine."""
    digests = [
        blake2b(form.lower().encode("utf-8", "surrogatepass"), digest_size=_NUMBER).digest() for form in forms
    ]
    return [number >> 1 for number in np.frombuffer(b"".join(digests), "<u8").tolist()]


def sketches_from(tokens: Tokens, words: TypeValues) -> pd.DataFrame:
    """Sketch the documents of a partition, captions left out.

    Parameters
    ----------
    tokens : Tokens
    words : TypeValues
        Of `hashes_of`.

    Returns
    -------
    DataFrame
        doc_id, sketch (hexadecimal, a digit for four bits; "" where the text is too short); one row per document,
        in order.
    """
    counted = tokens.position != CAPTION
    numbers = words.all(tokens).view(np.uint64)[tokens.type[counted]]
    made = sketch(numbers, tokens.document[counted], len(tokens.document_ids))
    return pd.DataFrame({"doc_id": list(tokens.document_ids), "sketch": texts_of(made)})


def texts_of(sketches: Sketches) -> list[str]:
    """Write sketches in hexadecimal."""
    digits = sketches.bits.astype(">u8").tobytes().hex()
    wide = BITS // _DIGIT
    return [
        digits[n * wide : n * wide + length // _DIGIT] for n, length in enumerate(sketches.length.tolist())
    ]


def read_sketches(texts: Iterable[str]) -> Sketches:
    """Read what `texts_of` wrote."""
    held = list(texts)
    digits = "".join(text.ljust(BITS // _DIGIT, "0") for text in held)
    bits = np.frombuffer(bytes.fromhex(digits), ">u8").astype(np.uint64).reshape(-1, BITS // STEP)
    return Sketches(bits, np.array([len(text) * _DIGIT for text in held], dtype=np.int64))
