"""Holders: who each stretch of speech belongs to, by name."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.annotate.speech.acronyms import write_out
from framing.annotate.speech.bits import IS_NAME
from framing.annotate.speech.full_names import chains_for, complete_names
from framing.annotate.speech.mentions import UNKNOWN, Mentions
from framing.annotate.speech.names import Names, find_names
from framing.annotate.speech.scene import Scene, count_turns
from framing.annotate.speech.speakers import resolve
from framing.annotate.speech.text import NOBODY, Text
from framing.annotate.tokens import Tokens

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]

# Articles that open a holder, small wherever it stood in its sentence.
_ARTICLES: Final = frozenset(
    {
        "le", "la", "les", "un", "une", "des", "son", "sa", "ses", "leur", "leurs", "ce", "cette", "ces",
        "the", "a", "an", "his", "her", "their",
    }
)  # fmt: skip


# A name in marks goes without them.
_NO_MARKS: Final = dict.fromkeys(map(ord, '«»“”„‟"‹›'))


class Holders(NamedTuple):
    """Who speaks.

    Attributes
    ----------
    names : tuple of str
        All holders in their order, the unknown one ("") first.
    number : int32 array, length n_stretches
        Index into `names`.
    what : uint8 array, length n_stretches
        Code into `framing.annotate.tokens.HOLDERS`.
    """

    names: tuple[str, ...]
    number: Int32
    what: UInt8


def name_holders(tokens: Tokens, text: Text, mentions: Mentions, nobodys: NDArray[np.bool_]) -> Holders:
    """Return who speaks in each stretch.

    Parameters
    ----------
    tokens : Tokens
    text : Text
    mentions : Mentions
        One a stretch; filled in.
    nobodys : bool array, length n_stretches
        Stretches that belong to nobody: terms, words held at a distance.
    """
    names = _names(tokens, text)
    weight = np.zeros(len(names.first))
    scene = Scene(text, tokens.type, count_turns(text), names, weight, 0, 0)
    resolve(scene, tokens.document, mentions)
    known = (mentions.holder_first != NOBODY) & ~nobodys
    pairs = mentions.holder_first[known] * len(tokens) + mentions.holder_last[known]
    spans, place = np.unique(pairs, return_inverse=True)
    first, last = np.divmod(spans, len(tokens))
    starts, ends = tokens.start[first].tolist(), tokens.end[last].tolist()
    held = [tokens.text[a:b] for a, b in zip(starts, ends, strict=True)]
    written = {words: _name(words) for words in set(held)}
    words = [written[words] for words in held]
    holders = ("", *sorted(set(words)))
    numbers = {word: i for i, word in enumerate(holders)}
    number = np.zeros(len(known), np.int32)
    number[known] = np.array([numbers[word] for word in words], np.int32)[place]
    return Holders(holders, number, np.where(known, mentions.what, UNKNOWN).astype(np.uint8))


def _names(tokens: Tokens, text: Text) -> Names:
    room = int(np.count_nonzero(text.word & IS_NAME))
    names = Names._make(np.empty((len(Names._fields), room), np.int64))
    n = find_names(text, names, room)
    complete_names(text, tokens.type, tokens.document, names, n, chains_for(len(tokens.surface), n))
    return write_out(tokens, text, Names._make(column[:n] for column in names))


def _name(held: str) -> str:
    """Return the words of a holder with one blank between them, an article small."""
    words = (held if held.isascii() and '"' not in held else held.translate(_NO_MARKS)).split()
    if words and words[0].lower() in _ARTICLES:
        words[0] = words[0][:1].lower() + words[0][1:]
    return " ".join(words)
