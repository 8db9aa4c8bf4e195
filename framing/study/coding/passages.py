"""Passages: a drawn unit found again in its text – the sentence, its words in one voice marked, and what stands around it.

A bundle counts sentences without a find and does not say where they stand, so the documents that were drawn from are
annotated once more. Partitions never change a result: the sentences are those that were counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.errors import Problem, TableError
from framing.tables import POSITIONS, VOICES

if TYPE_CHECKING:
    from framing.annotate import Tokens

# Round the words in question; those of the text itself are made plain brackets, so that a mark is always ours.
OPEN, CLOSE = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}", "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
_PLAIN: Final = str.maketrans({OPEN: "[", CLOSE: "]"})
CAPTION: Final = POSITIONS.index("caption")
_OPENING: Final = "«“‹„([‘"
# Marks that open as well as close: before a word only where a space, or nothing, stands before them.
_EITHER: Final = "\"'’–—-"
_SPACES: Final = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"

Int64 = NDArray[np.int64]


@dataclass(frozen=True)
class Passage:
    """A sentence, as far as it is said in one voice.

    Attributes
    ----------
    start, end : int
        Of the sentence, in code points of the cleaned document.
    parts : tuple of (str, bool)
        The sentence in stretches; True for words in the voice.
    before, after : str
        The sentences around it, "" where there is none.
    """

    start: int
    end: int
    parts: tuple[tuple[str, bool], ...]
    before: str
    after: str


def passages(units: pd.DataFrame, found: Mapping[tuple[str, str], Int64], tokens: Tokens) -> list[Passage]:
    """Find drawn units in the annotated text of their documents.

    Parameters
    ----------
    units : DataFrame
        doc_id, voice, has_find, place, all of one question; `place` counts the document's sentences of the voice
        with a find, or those without, from 0.
    found : mapping of (doc_id, voice) to int array
        Sentences with a find, numbered within their document, sorted.
    tokens : Tokens
        Of all documents of the units.

    Returns
    -------
    list of Passage
        In the order of the units.

    Raises
    ------
    TableError
        Where a document has no such sentence: it was measured otherwise than it was annotated.
    """
    reader = _Reader(tokens)
    rows = units[["doc_id", "voice", "has_find", "place"]].itertuples(index=False, name=None)
    return [
        reader.passage(doc_id, voice, reader.sentence(doc_id, voice, found, bool(has), int(place)))
        for doc_id, voice, has, place in rows
    ]


def marked(passage: Passage) -> str:
    """Return the sentence with marks round the words in its voice."""
    return "".join(
        f"{OPEN}{text.translate(_PLAIN)}{CLOSE}" if is_voice else text.translate(_PLAIN)
        for text, is_voice in passage.parts
    )


class _Reader:
    """Sentences of annotated documents by number, and the voices in them."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._document = {doc_id: n for n, doc_id in enumerate(tokens.document_ids)}
        self._first = np.searchsorted(tokens.document, np.arange(len(tokens.document_ids) + 1))
        counted = tokens.position != CAPTION
        keys = tokens.sentence[counted].astype(np.int64) * len(VOICES) + tokens.voice[counted]
        self._spoken = np.unique(keys)

    def sentence(
        self, doc_id: str, voice: str, found: Mapping[tuple[str, str], Int64], has_find: bool, place: int
    ) -> int:
        """Return the number, in the partition, of one of the document's sentences of a voice."""
        finds = found.get((doc_id, voice), np.empty(0, dtype=np.int64))
        first = self._first_sentence(doc_id)
        candidates = self._sentences(doc_id, voice)
        chosen = finds + first if has_find else np.setdiff1d(candidates, finds + first)
        if place >= len(chosen) or not np.isin(finds + first, candidates).all():
            expected = f"{place + 1} sentences in the voice {voice!r}"
            remedy = "measure the texts again, and draw anew"
            raise TableError(Problem(f"document {doc_id}", expected, f"{len(chosen)}", remedy))
        return int(chosen[place])

    def passage(self, doc_id: str, voice: str, sentence: int) -> Passage:
        """Return a sentence with what stands around it."""
        tokens, document = self._tokens, self._document[doc_id]
        first, last = self._range(sentence)
        start, end = self._bounds(first, last, document)
        said = tokens.voice[first : last + 1] == VOICES.index(voice)
        offset = int(tokens.document_start[document])
        parts = tuple(self._parts(first, said, start, end))
        around = [self._around(n, document) for n in (sentence - 1, sentence + 1)]
        return Passage(start - offset, end - offset, parts, *around)

    def _first_sentence(self, doc_id: str) -> int:
        return int(self._tokens.sentence[self._first[self._document[doc_id]]])

    def _sentences(self, doc_id: str, voice: str) -> Int64:
        document = self._document[doc_id]
        last = int(self._tokens.sentence[self._first[document + 1] - 1])
        low, high = np.array([self._first_sentence(doc_id), last + 1]) * len(VOICES)
        spoken = self._spoken[(self._spoken >= low) & (self._spoken < high)]
        return np.asarray(spoken[spoken % len(VOICES) == VOICES.index(voice)] // len(VOICES))

    def _range(self, sentence: int) -> tuple[int, int]:
        first, after = np.searchsorted(self._tokens.sentence, (sentence, sentence + 1))
        return int(first), int(after) - 1

    def _around(self, sentence: int, document: int) -> str:
        """Return a neighbouring sentence of the same document, "" for none and for a caption."""
        first, last = self._range(sentence)
        tokens = self._tokens
        if last < first or tokens.document[first] != document or tokens.position[first] == CAPTION:
            return ""
        start, end = self._bounds(first, last, document)
        return tokens.text[start:end].translate(_PLAIN)

    def _bounds(self, first: int, last: int, document: int) -> tuple[int, int]:
        """Return where a sentence begins and ends, with the marks that belong to it, in the partition."""
        tokens = self._tokens
        begins, ends = (int(tokens.document_start[document + n]) for n in (0, 1))
        before = int(tokens.end[first - 1]) if first > self._first[document] else begins
        after = int(tokens.start[last + 1]) if last + 1 < self._first[document + 1] else ends
        gap, rest = tokens.text[before : tokens.start[first]], tokens.text[tokens.end[last] : after]
        closing = rest[: _opening(rest)] if after < ends else rest
        return before + _opening(gap), int(tokens.end[last]) + len(closing.rstrip())

    def _parts(self, first: int, said: NDArray[np.bool_], start: int, end: int) -> Iterator[tuple[str, bool]]:
        """Yield the stretches of a sentence; one in the voice runs from its first word to its last."""
        tokens, at = self._tokens, start
        edges = np.flatnonzero(np.diff(np.concatenate([[False], said, [False]]).astype(np.int8)))
        for opens, closes in edges.reshape(-1, 2):
            begins, ends = int(tokens.start[first + opens]), int(tokens.end[first + closes - 1])
            yield tokens.text[at:begins], False
            yield tokens.text[begins:ends], True
            at = ends
        yield tokens.text[at:end], False


def _opening(gap: str) -> int:
    """Return where, in what stands between two sentences, the second begins: at its line, or with the marks that open it."""
    line, at = gap.rfind("\n") + 1, len(gap)
    if line:
        return line + len(gap[line:]) - len(gap[line:].lstrip())
    while True:
        mark = len(gap[:at].rstrip(_SPACES)) - 1
        if mark >= 0 and (gap[mark] in _OPENING or (gap[mark] in _EITHER and not gap[:mark][-1:].strip())):
            at = mark
        else:
            return at
