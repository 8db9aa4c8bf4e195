"""Places: where the tokens stand that somebody looks for (kernels). They see numbers of words, no text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled

Bool = NDArray[np.bool_]
Codes = NDArray[np.unsignedinteger]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Places = NDArray[np.intp]


@compiled
def encode(kind: Int32, code_of_type: Codes, code: Codes, n_of_code: Places) -> None:
    """Write the code of each token, and how many tokens each code has.

    Parameters
    ----------
    kind : int32 array, length n_tokens
        Types.
    code_of_type : unsigned array, length n_types
    code : array of the same kind, length n_tokens or longer
        Filled in.
    n_of_code : integer array, length n_codes
        Added to.
    """
    for i in range(len(kind)):
        c = code_of_type[kind[i]]
        code[i] = c
        n_of_code[c] += 1


@compiled
def invert(code: Codes, wanted: Bool, slot: Places, place: Places) -> None:
    """Write the tokens of each code that is wanted, in order.

    Parameters
    ----------
    code : unsigned array, length n_tokens
    wanted : bool array, length n_codes
    slot : integer array, length n_codes
        Where in `place` the first token of each code goes; moved on.
    place : integer array
        Filled in.
    """
    for i in range(len(code)):
        c = code[i]
        if wanted[c]:
            place[slot[c]] = i
            slot[c] += 1


@compiled
def sift(
    at: Int64, kind: Int32, document: Int32, number: Int64, size: int, may: Bool, kept: Int64, key: Int64
) -> int:
    """Write the tokens whose document and number may be sought, and the two packed into one; return how many.

    Parameters
    ----------
    at : int64 array, length n
        Tokens.
    kind : int32 array, length n
        Their types.
    document : int32 array, length n_tokens
    number : int64 array, length n_types
        Below `size`.
    size : int
    may : bool array, its length a power of 2
        Remainders of document × size + number that are sought.
    kept, key : int64 arrays, length n
        Filled in as far as is returned.
    """
    n, mask = 0, len(may) - 1
    for i in range(len(at)):
        packed = document[at[i]] * np.int64(size) + number[kind[i]]
        if may[packed & mask]:
            kept[n], key[n] = at[i], packed
            n += 1
    return n
