"""Attribution: quotations and cues of a partition → who says what, and the voice of every token."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.kernel import compiled
from framing.annotate.speech.assembling import assembled
from framing.annotate.speech.cues import Cues, find_cues
from framing.annotate.speech.inventory import load_inventory
from framing.annotate.speech.kinds import Kinder
from framing.annotate.speech.quoted import cover, judge_quotations, share_cues
from framing.annotate.speech.reading import Quotations, read
from framing.annotate.speech.reported import Reported, drop_quoted, filled, find_reported
from framing.annotate.speech.subjects import find_subjects
from framing.annotate.speech.text import Text
from framing.annotate.tokens import SPEECH, Tokens
from framing.annotate.wordclass.lexicon import load_lexicon

__all__ = ["Quotations", "attribute", "fill"]

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]
UInt32 = NDArray[np.uint32]

_REPORTED: Final = SPEECH.index("reported")
_TERM: Final = SPEECH.index("term")


def attribute(tokens: Tokens, codes: UInt32, paired: Quotations) -> Tokens:
    """Return the tokens with voice, holder and speech filled in.

    Parameters
    ----------
    tokens : Tokens
        Voice is that of the marks alone: it stays where no language of ours can tell more.
    codes : uint32 array
        Code points of their text.
    paired : Quotations
    """
    kinder = _kinder(tokens.language)
    if kinder is None or len(tokens) == 0:
        return tokens
    text, quoted = read(tokens, codes, paired, kinder)
    cues = _cues(text)
    a, b = _subjects(text, cues)
    reported = find_reported(text, cues, a, b)
    judge_quotations(text, quoted, cues, a, b, reported, _innermost(reported, len(tokens)))
    share_cues(text, quoted)
    left = filled(reported, drop_quoted(text, reported, len(reported.first)))
    speech, holders = assembled(tokens, paired, text, quoted, cues, left)
    voice, holder = np.zeros(len(tokens), np.uint8), np.zeros(len(tokens), np.int32)
    fill(speech.first, speech.last, speech.kind, speech.voice, speech.holder, voice, holder)
    return replace(tokens, voice=voice, holder=holder, holders=holders, speech=speech)


@cache
def _kinder(language: str) -> Kinder | None:
    inventory = load_inventory(language)
    return Kinder(inventory, load_lexicon(language)) if inventory else None


def _cues(text: Text) -> Cues:
    candidates = np.flatnonzero(text.verb)
    room = Cues._make(np.empty((len(Cues._fields), len(candidates)), np.int64))
    n = find_cues(text, candidates, room.token, room.first, room.clitic)
    return Cues._make(column[:n] for column in room)


def _subjects(text: Text, cues: Cues) -> tuple[Int64, Int64]:
    """Return the first and the last token of each cue's subject, −1 where there is none."""
    first, last = np.empty(len(cues.token), np.int64), np.empty(len(cues.token), np.int64)
    find_subjects(text, cues, first, last)
    return first, last


def _innermost(reported: Reported, n: int) -> Int64:
    """Return the innermost reported span of each of n tokens, −1 for none."""
    inside = np.empty(n, np.int64)
    cover(reported, np.argsort(reported.first - reported.last, kind="stable"), inside)
    return inside


@compiled
def fill(
    first: Int32, last: Int32, kind: UInt8, said: UInt8, who: Int32, voice: UInt8, holder: Int32
) -> None:
    """Write voice and holder of each token: reported speech first, quotations over it; terms keep what they stand in.

    Parameters
    ----------
    first, last, kind, said, who : arrays, length n_stretches
        Columns first, last, kind, voice and holder of `Speech`.
    voice, holder : arrays, length n_tokens
        Filled in.
    """
    for layer in range(2):
        for s in range(len(first)):
            if (kind[s] == _REPORTED) == (layer == 0) and (kind[s] != _TERM or said[s]):
                voice[first[s] : last[s] + 1] = said[s]
                holder[first[s] : last[s] + 1] = who[s]
