"""lexical.v1: length, lexical diversity and readability of each document.

**What is read.** Lead and body. Titles and headings are left out: they are seldom sentences, somebody else wrote
many of them, and their number depends on the outlet's layout. Captions too: they are an agency's as often as not.

**What is a word.** A token with a syllable of its own (`framing.features.syllables`): no figure, no elided form
(*l'*, *qu'*), no *'s*; the formulas were fitted on words counted between blanks. For diversity, words that differ
by a capital only are one, and forms of one lemma are several, as in the published measures.

**Voice.** ``own`` and, under "", everybody together. Diversity takes the words of the voice in a row. A sentence has
a length only where it is whole: for ``own``, sentences, lengths and readability take those in which nobody else has
a word, and so leave out what the outlet writes around a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate import Tokens
from framing.codebook import Matches
from framing.columns import category_from
from framing.features.base import Extractor
from framing.features.documents import prepared
from framing.features.prose import Prose, Reader
from framing.features.readability import FORMULAS
from framing.features.rows import ranks
from framing.tables import empty

Int64 = NDArray[np.int64]
Floats = NDArray[np.float64]
# Value of each document, and the words (tokens) it was taken of.
Measured = tuple[NDArray[np.number], Int64]

# A text of fewer words has no diversity and no readability: Flesch (1948) and Kincaid et al. (1975) took samples
# of 100 words, and MTLD is stable from about 100 on (Koizumi & In'nami 2012, System 40(4): 554–564).
MINIMUM: Final = 100
# Window of MATTR. 500, as Covington & McFall (2010) use, suits books: of 899 articles of the French press 16 %
# have 500 words in their own voice, 85 % have 100.
WINDOW: Final = 100
MTLD: Final = "mtld"
MATTR: Final = f"mattr_{WINDOW}"
_VOICES: Final = ("", "own")  # in the order tables are sorted in


class Lexical(Extractor):
    """Measures of whole documents; `framing.features.lexical` says what is read.

    ``tokens`` and ``sentences`` are counts. ``sentence_words``, ``word_letters``, ``word_syllables`` and the
    formulas of the language (`framing.features.readability`), ``mtld`` and ``mattr_100``
    (`framing.annotate.diversity`) are missing, never 0, where the text has fewer than `MINIMUM` words.
    """

    table: ClassVar[str] = "measures"
    nothing: ClassVar[float] = float("nan")

    def tables(self, tokens: Tokens, matches: Matches) -> dict[str, pd.DataFrame]:
        """Return ``measures``: doc_id, voice, measure, value, and of how many words (tokens) it was taken."""
        read = self._reader().read(tokens)
        documents = np.flatnonzero(read[0].tokens)
        if not len(documents):
            return {"measures": empty("measures")}
        by_voice = [self._measured(prose) for prose in read]
        names = sorted(by_voice[0])
        value = np.array([[m[name][0][documents] for name in names] for m in by_voice], dtype=np.float64)
        taken_of = np.array([[m[name][1][documents] for name in names] for m in by_voice], dtype=np.int64)
        return {"measures": _rows(tokens, documents, names, value, taken_of)}

    def _reader(self) -> Reader:
        """Return what reads words, and remembers them while the vocabulary grows."""
        known: Reader | None = self.__dict__.get("_numbers")
        if known is None or known.language != self.language:
            known = self._numbers = Reader(self.language)
        return known

    def _measured(self, prose: Prose) -> dict[str, Measured]:
        """Return every measure of each document."""
        counts = prose.counts
        found: dict[str, Measured] = {
            name: (np.where(counts.words >= MINIMUM, formula(counts), np.nan), counts.words)
            for name, formula in FORMULAS[self.language].items()
        }
        found |= {"tokens": (prose.tokens, prose.tokens), "sentences": (counts.sentences, counts.words)}
        return found | _diversity(prose)

    def _learn(self, documents: pd.DataFrame | Sequence[str]) -> list[str]:
        """Return what can be estimated of at least one document."""
        rows = self.observe(self._annotated(prepared(documents, self.language)))
        return sorted(set(self._cells(rows[rows["value"].notna()])[0]))

    def _cells(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        voice = rows["voice"].astype("str").replace("", "all")
        return voice + "." + rows["measure"].astype("str"), rows["value"]


def _diversity(prose: Prose) -> dict[str, Measured]:
    # numba takes half a second to load: whoever measures has loaded it to read the text
    from framing.annotate.diversity import diversity  # noqa: PLC0415

    found, n = diversity(prose.form, prose.edges, WINDOW), np.diff(prose.edges)
    return {MTLD: (np.where(n >= MINIMUM, found.mtld, np.nan), n), MATTR: (found.mattr, n)}


def _rows(
    tokens: Tokens, documents: NDArray[np.intp], names: Sequence[str], value: Floats, taken_of: Int64
) -> pd.DataFrame:
    """Return the table from arrays by voice, measure and document; documents in the order of their ids."""
    order = np.argsort(ranks(tokens.document_ids)[documents], kind="stable")
    document, voice, measure = np.indices((len(documents), *value.shape[:2])).reshape(3, -1)
    return pd.DataFrame(
        {
            "doc_id": category_from(documents[order][document], tokens.document_ids),
            "voice": category_from(voice, _VOICES),
            "measure": category_from(measure, names),
            "value": np.moveaxis(value, 2, 0)[order].ravel(),
            "tokens": np.moveaxis(taken_of, 2, 0)[order].ravel(),
        }
    )
