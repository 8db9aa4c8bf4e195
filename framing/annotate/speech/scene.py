"""Scene: one document with all that tells who is meant (what kernels of speakers take)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.names import Names
from framing.annotate.speech.text import NOBODY, Text

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


class Scene(NamedTuple):
    """Names of one document, in the texts of a partition.

    Attributes
    ----------
    text : Text
    kind : int32 array, length n_tokens
        Types.
    turn : int32 array, length n_tokens
        Number of the sentence among those that hold words of the journalist's; see `count_turns`.
    names : Names
        Those of the partition.
    weight : float64 array, length n_names
        Room for how salient each name is.
    begin, end : int
        The first name of the document, and the one after its last.
    """

    text: Text
    kind: Int32
    turn: Int32
    names: Names
    weight: Float64
    begin: int
    end: int


def count_turns(text: Text) -> Int32:
    """Return the number of each token's sentence among those that hold words outside quotation marks.

    Others count with the one before: quoted sentences do not lengthen the way back to who was named before them.
    """
    turn = np.empty(len(text.sentence), np.int32)
    _count(text, turn)
    return turn


@compiled
def _count(text: Text, turn: Int32) -> None:
    n, begin = 0, 0
    for i in range(len(turn)):
        if text.sentence[i] != text.sentence[begin]:
            begin = i
        if i == begin:
            j = i
            while j < len(turn) and text.sentence[j] == text.sentence[i] and text.quote[j] != NOBODY:
                j += 1
            n += j < len(turn) and text.sentence[j] == text.sentence[i]
        turn[i] = n


@compiled
def name_at(scene: Scene, first: int) -> int:
    """Return the name of the document that begins at a token, −1 for none."""
    k = scene.begin + int(np.searchsorted(scene.names.first[scene.begin : scene.end], first))
    return k if k < scene.end and scene.names.first[k] == first else NOBODY


@compiled
def times_named(scene: Scene, k: int) -> int:
    """Return how often the document names who a name stands for."""
    full, times = scene.names.full[k], 0
    for j in range(scene.begin, scene.end):
        times += scene.names.full[j] == full
    return times


@compiled
def stands_in(scene: Scene, i: int, low: int, high: int) -> bool:
    """Say whether the word at a token stands in a stretch."""
    for j in range(low, high):
        if scene.kind[j] == scene.kind[i]:
            return True
    return False
