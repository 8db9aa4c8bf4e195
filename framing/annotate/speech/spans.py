"""Spans: stretches of reported speech, and the rule by which each was found (kernels)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled

Int64 = NDArray[np.int64]

# How a reported span was found, codes into `RULES`.
RULES: Final = (
    "that", "infinitive", "question", "according", "inversion", "zero", "nominal", "heading", "anaphoric", "view", "passive",
)  # fmt: skip
THAT, INFINITE, ASKED, ACCORDANCE, INVERSION, ZERO, NOMINAL, HEADING, ANAPHORIC, VIEW, PASSIVE = range(
    len(RULES)
)


class Reported(NamedTuple):
    """Spans of reported speech, int64 arrays of length n_spans.

    Attributes
    ----------
    first, last : arrays
        Tokens.
    cue : array
        Number of the cue, −1 for a preposition of attribution or a heading.
    holder_first, holder_last : arrays
        Tokens of the speaker's mention.
    rule : array
        Codes into `RULES`.
    """

    first: Int64
    last: Int64
    cue: Int64
    holder_first: Int64
    holder_last: Int64
    rule: Int64


def room_for(n: int) -> Reported:
    """Return arrays with room for so many spans."""
    return Reported._make(np.empty((len(Reported._fields), n), np.int64))


def filled(out: Reported, n: int) -> Reported:
    """Return the first n spans, all that kernels filled in."""
    return Reported._make(column[:n] for column in out)


@compiled
def append(out: Reported, n: int, first: int, last: int, cue: int, a: int, b: int, rule: int) -> int:
    """Append a span, unless it holds no token; returns the number of spans.

    Parameters
    ----------
    out : Reported
    n : int
        How many spans `out` holds.
    first, last : int
    cue : int
    a, b : int
        The speaker's mention.
    rule : int
    """
    if last < first:
        return n
    out.first[n], out.last[n], out.cue[n] = first, last, cue
    out.holder_first[n], out.holder_last[n], out.rule[n] = a, b, rule
    return n + 1
