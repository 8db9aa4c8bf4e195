"""Vocabulary: how often each term is said in each document, in the outlet's own voice and in others.

Own voice is the voice ``own`` of the counts. Where only quotation marks are read it is what stands outside of them, as
everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from framing.columns import codes_of
from framing.study.comparison.designs import Design
from framing.study.measurement.measurements import Measurements
from framing.tables import VOICES

Floats = NDArray[np.float64]
OWN = "own"
OTHER_VOICES = tuple(voice for voice in VOICES if voice != OWN)
# A term seen less often on both sides together carries no contrast; it stays in the totals and the prior.
MINIMUM_COUNT = 3


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Counts of documents.

    Attributes
    ----------
    terms : object array of str, shape (n_terms,)
        By code point.
    counts : sparse array, shape (n_documents, n_terms)
        In the outlet's own voice.
    sizes : float array, shape (n_documents,)
        Tokens of each document in that voice, captions left out, terms that are left out here included.
    n_types : int
        Different terms in that voice, those that are left out here included; 0 for as many as `terms`.
    others : mapping of voice to (counts, sizes)
        The same of every other voice that anything is said in.
    """

    terms: NDArray[np.object_]
    counts: Any
    sizes: Floats
    n_types: int = 0
    others: Mapping[str, tuple[Any, Floats]] = field(default_factory=lambda: MappingProxyType({}))

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Vocabulary:
        """Keep some terms; the sizes stay."""
        others = {voice: (counts[:, chosen], sizes) for voice, (counts, sizes) in self.others.items()}
        return replace(self, terms=self.terms[chosen], counts=self.counts[:, chosen], others=others)


def vocabulary_from(measurements: Measurements, design: Design) -> Vocabulary:
    """Count the terms of a design that occur `MINIMUM_COUNT` times in the outlets' own voice."""
    whole = count_terms(measurements, design.documents)
    return whole.take(np.asarray(whole.counts.sum(axis=0)) >= MINIMUM_COUNT)


def count_terms(measurements: Measurements, documents: Sequence[str]) -> Vocabulary:
    """Count every term of the measurements in some documents, whatever its position, captions left out.

    Parameters
    ----------
    measurements : Measurements
    documents : sequence of str
        doc_id, in the order of the rows.

    Returns
    -------
    Vocabulary
        Of all terms that the measurements hold, also those that these documents do not.
    """
    counts = measurements.counts
    place = {doc_id: n for n, doc_id in enumerate(documents)}
    row_of = np.array([place.get(doc_id, -1) for doc_id in counts["doc_id"].cat.categories], dtype=np.int64)
    row = row_of[codes_of(counts["doc_id"])]
    kept = (row >= 0) & (counts["position"] != "caption").to_numpy()
    shape = (len(documents), len(counts["term"].cat.categories))
    voices = {voice: _matrix(counts, row, kept & _is(counts, voice), shape) for voice in VOICES}
    said = {voice: (matrix, np.asarray(matrix.sum(axis=1), dtype=float)) for voice, matrix in voices.items()}
    own, sizes = said.pop(OWN)
    names = np.asarray(counts["term"].cat.categories, dtype=object)
    n_types = int((np.asarray(own.sum(axis=0)) > 0).sum())
    return Vocabulary(names, own, sizes, n_types, {v: part for v, part in said.items() if part[0].nnz})


def _is(counts: pd.DataFrame, voice: str) -> NDArray[np.bool_]:
    return np.asarray((counts["voice"] == voice).to_numpy())


def _matrix(
    counts: pd.DataFrame, row: NDArray[np.int64], chosen: NDArray[np.bool_], shape: tuple[int, int]
) -> Any:
    places = (row[chosen], codes_of(counts["term"])[chosen].astype(np.int64))
    n = counts["n"].to_numpy(dtype=float)[chosen]
    return scipy.sparse.csr_array((n, places), shape=shape)
