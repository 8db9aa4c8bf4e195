"""Names: every name of a document, who it names in full, and the office that stands beside it (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.cues import NOBODY, Text, tied
from framing.annotate.speech.kinds import (
    ACCORDING,
    ACRONYM,
    BODY,
    DOMAIN,
    IS_ADJECTIVE,
    IS_CONTRACTED,
    IS_COORDINATOR,
    IS_DETERMINER,
    IS_FUNCTION,
    IS_NAME,
    IS_OF,
    IS_PREPOSITION,
    IS_SUBORDINATOR,
    LOWER,
    QUE,
    ROLE,
    SUBJECT,
    TITLED,
    VERB,
)  # fmt: skip
from framing.annotate.tokens import BEFORE

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# Longest name, in tokens: given names, particles, surnames.
LONGEST_NAME: Final = 5
# How far from a name its office may stand: "le ministre de l'Économie et des Finances, X".
_OFFICE_REACH: Final = 9
# What stands before a name, bits.
ARTICLE, HANGS, TITLE = 1, 2, 4
_FUNCTION: Final = IS_FUNCTION | IS_SUBORDINATOR | SUBJECT | QUE | ACCORDING


class Names(NamedTuple):
    """Names of a partition in the order of the text, arrays of length n_names.

    Attributes
    ----------
    first, last : int32 arrays
        Tokens.
    before : uint8 array
        ARTICLE, HANGS (on a preposition), TITLE.
    full : int32 array
        Number of the fullest name of the same document that ends in the same word.
    office : int32 array
        Token of the noun that says what the person is (ministre), −1 for none; known of one mention, known of the fullest name.
    """

    first: Int32
    last: Int32
    before: UInt8
    full: Int32
    office: Int32


@compiled
def find_names(text: Text, names: Names, limit: int) -> int:
    """Fill in first, last and before; returns the number of names (at most `limit`)."""
    n, i, size = 0, 0, len(text.word)
    while i < size and n < limit:
        if not _begins(text, i):
            i += 1
            continue
        last, before = _end_of_name(text, i), _what_precedes(text, i)
        if last - i == 2 and before & (ARTICLE | HANGS) and _office_near(text, i) and n + 1 < limit:
            names.first[n], names.last[n], names.before[n] = i, i, before  # "des Insoumis Jeanne Martin"
            n, i, before = n + 1, i + 1, 0
        names.first[n], names.last[n], names.before[n] = i, last, before
        n, i = n + 1, last + 1
    return n


@compiled
def _office_near(text: Text, i: int) -> bool:
    """Say whether an office stands shortly before a token."""
    k = i
    while k > 0 and i - k < 6 and tied(text, k):
        k -= 1
        if text.word[k] & ROLE and text.word[k] & LOWER:
            return True
    return False


@compiled
def _begins(text: Text, i: int) -> bool:
    word = text.word[i]
    if not word & IS_NAME:
        return False
    titled = i > 0 and tied(text, i) and text.word[i - 1] & TITLED
    return bool(titled) or not word & (_FUNCTION | TITLED | ROLE | BODY | DOMAIN)


@compiled
def _end_of_name(text: Text, i: int) -> int:
    last, k = i, i + 1
    while k < len(text.word) and k - i < LONGEST_NAME and tied(text, k):
        word = text.word[k]
        if text.word[last] & DOMAIN or (text.word[last] & ACRONYM and not word & ACRONYM):
            break
        if word & IS_NAME and not word & SUBJECT:
            last = k
        elif not (word & IS_OF and word & LOWER):
            break
        k += 1
    return last


@compiled
def _what_precedes(text: Text, i: int) -> int:
    found, k = 0, i - 1
    if k >= 0 and tied(text, i) and text.word[k] & TITLED:
        found |= TITLE
        k -= 1
    if k >= 0 and tied(text, k + 1):
        word = text.word[k]
        if word & IS_DETERMINER and not word & IS_OF:
            found |= ARTICLE
            k -= 1
            word = text.word[k] if k >= 0 and tied(text, k + 1) else 0
        if word & (IS_PREPOSITION | IS_CONTRACTED | IS_OF):
            found |= HANGS
    return found


@compiled
def complete_names(text: Text, kind: Int32, document: Int32, names: Names, n: int) -> None:
    """Fill in the fullest name of each, and its office.

    Parameters
    ----------
    text : Text
    kind : int32 array, length n_tokens
        Types.
    document : int32 array, length n_tokens
    names : Names
    n : int
    """
    begin = 0
    for k in range(n):
        if document[names.first[k]] != document[names.first[begin]]:
            begin = k
        names.full[k] = _fullest(kind, document, names, begin, k, n)
        names.office[k] = _office(text, names, k)
    for k in range(n):
        if names.office[k] != NOBODY and names.office[names.full[k]] == NOBODY:
            names.office[names.full[k]] = names.office[k]


@compiled
def _fullest(kind: Int32, document: Int32, names: Names, begin: int, k: int, n: int) -> int:
    """Return the longest name of the document that ends in the same word, the first of equals."""
    if names.before[k] & ARTICLE:
        return k
    best, j = k, begin
    of = document[names.first[k]]
    while j < n and document[names.first[j]] == of:
        longer = names.last[j] - names.first[j] > names.last[best] - names.first[best]
        if longer and not names.before[j] & ARTICLE and _ends_alike(kind, names, j, k):
            best = j
        j += 1
    return best


@compiled
def _is_another(text: Text, i: int) -> bool:
    """Say whether somebody else stands at a token: a name of two words, or "et la" with an office of its own."""
    pair = (
        text.word[i] & IS_NAME
        and text.word[i + 1] & IS_NAME
        and tied(text, i + 1)
        and not text.word[i] & (DOMAIN | IS_DETERMINER)
    )
    joined = (
        text.word[i] & IS_COORDINATOR and text.word[i + 1] & IS_DETERMINER and not text.word[i + 1] & IS_OF
    )
    return bool(pair or joined)


@compiled
def _ends_alike(kind: Int32, names: Names, long: int, short: int) -> bool:
    """Say whether a name ends in all the words of another: Jeanne Martin in Martin, but Paul Martin in no Jeanne Martin."""
    for i in range(names.last[short] - names.first[short] + 1):
        if kind[names.last[long] - i] != kind[names.last[short] - i]:
            return False
    return True


@compiled
def _office(text: Text, names: Names, k: int) -> int:
    """Return the token of the office before a name ("le ministre X") or behind it (X, ministre …)."""
    if names.before[k] & (ARTICLE | HANGS):
        return NOBODY
    i, found = names.first[k], NOBODY
    while (
        i > 0
        and names.first[k] - i < _OFFICE_REACH
        and (tied(text, i) or (i == names.first[k] and text.before[i] == BEFORE.COMMA))
    ):
        i -= 1
        word = text.word[i]
        if word & ROLE and word & LOWER:
            found = i
        if i + 1 < names.first[k] and _is_another(text, i):
            break
        if (
            word & (VERB | SUBJECT | QUE)
            and word & LOWER
            and not word & (IS_DETERMINER | IS_ADJECTIVE | IS_PREPOSITION | ROLE)
        ):
            break
    if found != NOBODY:
        return found
    i = names.last[k] + 1
    if names.last[names.full[k]] == names.first[names.full[k]]:
        return NOBODY
    if (
        i >= len(text.word)
        or text.before[i] not in (BEFORE.COMMA, BEFORE.BRACKET)
        or text.sentence[i] != text.sentence[i - 1]
    ):
        return NOBODY
    for j in range(i, min(i + 4, len(text.word))):
        if j > i and not tied(text, j):
            break
        if text.word[j] & ROLE and text.word[j] & LOWER:
            return j
    return NOBODY
