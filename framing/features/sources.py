"""sources.v1: who is quoted or reported, what kind of source that is, and whether a document hears more than one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.tokens import HOLDERS, SPEECH, Speech, Tokens
from framing.codebook import Matches
from framing.features.base import Extractor
from framing.features.rows import Found, Label, observations, surfaces
from framing.tables import POSITIONS, VOICES, empty

Int64 = NDArray[np.int64]

FAMILY: Final = "sources"
KINDS: Final = ("direct", "fragment", "reported")
# Facts of a document, each at most once in it.
FIRST, LONE, REPLY = "first", "lone", "reply"
FACTS: Final = (FIRST, LONE, REPLY)
CATEGORIES: Final = (*HOLDERS, *FACTS)
# "Lone" is less sure where somebody besides speaks of whom no name is known: it may be another.
PERHAPS_ANOTHER: Final = 0.5
_OWN: Final = VOICES.index("own")
_CAPTION: Final = POSITIONS.index("caption")
_KIND_CODES: Final = np.array([SPEECH.index(kind) for kind in KINDS])
_LABELS: Final = tuple(Label(FAMILY, category, "", kind) for category in CATEGORIES for kind in SPEECH)


class _Rows(NamedTuple):
    """Rows in the making: the stretch of each, its category (code into `CATEGORIES`), voice and confidence."""

    stretch: Int64
    category: Int64
    voice: Int64
    confidence: NDArray[np.float64]


class Sources(Extractor):
    """Attributions: one row for each stretch of direct, fragmentary or reported speech.

    Category: what the one who speaks is (person, body, role, anonymous, phrase, unknown). Rule: the kind of speech.
    ``holder`` and the surface are the name, as the document gives it; without one the surface is the first words of
    the stretch. The voice is that of the stretch. What stands inside a stretch of the same holder (a fragment in
    reported speech) is the same attribution and no row. How many words each holder speaks is in ``exposure``.

    Besides, facts of a document – not of camps, which a study assigns to holders later –, each at most once in it, at
    the stretch that shows it and in the outlet's own voice, for choosing whom to hear is the outlet's act: ``first``
    (the first attribution with a known holder), ``lone`` (where all of them have one holder; less confidence where
    unknown ones speak besides) and ``reply`` (where there are two or more holders: the first attribution of the
    second). Captions are left out of these.

    Counted over: kinds of holders over all attributions; facts over documents that have one.
    """

    table: ClassVar[str] = "observations"

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``observations``, family ``sources``; a row spans the words of its stretch."""
        speech = tokens.speech
        at = _attributions(speech)
        if not len(at):
            return {"observations": empty("observations")}
        rows = _joined(_kinds_of_holders(speech, at), _facts(tokens, at))
        return {"observations": observations(tokens, _LABELS, _found(tokens, rows))}

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        return [f"{FAMILY}.{category}" for category in CATEGORIES]

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        return self._named(rows, "family", "category")


def _attributions(speech: Speech) -> Int64:
    """Return the stretches in which somebody speaks, without those that another one of the same holder contains."""
    at = np.flatnonzero(np.isin(speech.kind, _KIND_CODES) & (speech.last >= speech.first))
    start, end, holder = (column[at].astype(np.int64) for column in (speech.start, speech.end, speech.holder))
    order = np.lexsort((at, -end, start, holder))
    # holders are told apart by adding more than any offset, so that one running maximum serves all of them
    reach = holder[order] * (int(end.max(initial=0)) + 1) + end[order]
    before = np.maximum.accumulate(np.append(-1, reach))[:-1]
    return np.asarray(np.sort(at[order[before < reach]]), dtype=np.int64)


def _kinds_of_holders(speech: Speech, at: Int64) -> _Rows:
    """Two voices that report the same words as the same kind of speech stand in one row: the key has no holder."""
    width = int(speech.last.max()) + 1
    what = speech.what[at].astype(np.int64)
    key = (speech.first[at].astype(np.int64) * width + speech.last[at]) * len(_LABELS)
    key += what * len(SPEECH) + speech.kind[at]
    once = np.sort(np.unique(key, return_index=True)[1])
    at, what = at[once], what[once]
    return _Rows(at, what, speech.voice[at].astype(np.int64), speech.confidence[at])


def _facts(tokens: Tokens, at: Int64) -> _Rows:
    """Return the first attribution of the first and of the second holder of each document."""
    speech = tokens.speech
    at = at[tokens.position[speech.first[at]] != _CAPTION]
    document, holder = tokens.document[speech.first[at]].astype(np.int64), speech.holder[at]
    known = np.flatnonzero(holder > 0)
    entry = known[_first_of_each(document[known] * len(tokens.holders) + holder[known])]
    n_holders = np.bincount(document[entry], minlength=len(tokens.document_ids))
    rank = np.arange(len(entry)) - np.searchsorted(document[entry], document[entry])
    lone = (rank == 0) & (n_holders[document[entry]] == 1)
    chosen = [entry[rank == 0], entry[lone], entry[rank == 1]]
    nameless = np.bincount(document[holder == 0], minlength=len(tokens.document_ids)) > 0
    sure = [np.ones(len(chosen[0])), np.where(nameless[document[chosen[1]]], PERHAPS_ANOTHER, 1.0)]
    stretch = at[np.concatenate(chosen)]
    category = np.repeat([CATEGORIES.index(fact) for fact in FACTS], [len(part) for part in chosen])
    confidence = speech.confidence[stretch] * np.concatenate([*sure, np.ones(len(chosen[2]))])
    return _Rows(stretch, category, np.full(len(stretch), _OWN), np.round(confidence, 3))


def _first_of_each(keys: Int64) -> Int64:
    """Return where each value stands first, in the order of the places."""
    return np.asarray(np.sort(np.unique(keys, return_index=True)[1]), dtype=np.int64)


def _joined(*parts: _Rows) -> _Rows:
    return _Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _found(tokens: Tokens, rows: _Rows) -> Found:
    speech = tokens.speech
    first, last = speech.first[rows.stretch], speech.last[rows.stretch]
    holder = speech.holder[rows.stretch]
    names = tokens.holders
    surface = np.array(names, dtype=object)[holder]
    unknown = holder == 0
    surface[unknown] = surfaces(tokens, first[unknown], last[unknown])
    return Found(
        label=rows.category * len(SPEECH) + speech.kind[rows.stretch],
        first=first,
        last=last,
        lemma=np.array([name.lower() for name in names], dtype=object)[holder],
        negated=np.zeros(len(first), dtype=bool),
        confidence=rows.confidence,
        voice=rows.voice,
        holder=holder,
        surface=surface,
    )
