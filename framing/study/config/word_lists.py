"""Word lists: a reference corpus given as frequencies – a column of terms, a column of counts.

Terms are compared as `terms.v1` counts them: lemmas in lower case, with a straight apostrophe.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.errors import ConfigError, Problem
from framing.study.config.study import Study

if TYPE_CHECKING:
    from framing.study.config.word_files import Row

# Mistakes told of one list: a list in the wrong form has one in every line.
MOST_TOLD = 20


@dataclass(frozen=True, eq=False)
class WordList:
    """Frequencies of one language.

    Attributes
    ----------
    terms : object array of str
        By code point, each once.
    counts : float array
        Whole numbers above 0.
    """

    terms: NDArray[np.object_]
    counts: NDArray[np.float64]

    @property
    def total(self) -> float:
        """Size of the corpus behind the list: the sum of its counts."""
        return float(self.counts.sum())

    @property
    def digest(self) -> str:
        """SHA-256 of terms and counts."""
        rows = (f"{term}\t{n:.0f}\n" for term, n in zip(self.terms, self.counts, strict=True))
        return hashlib.sha256("".join(rows).encode("utf-8", "surrogatepass")).hexdigest()


def load_reference(study: Study) -> dict[str, WordList]:
    """Read the word list that a study names.

    Parameters
    ----------
    study : Study

    Returns
    -------
    dict of language to WordList
        Of the study's languages that the list has; empty without ``reference:``.

    Raises
    ------
    ConfigError
        Every mistake of the list at once, with its line, up to `MOST_TOLD` of them.
    """
    if study.reference is None:
        return {}
    from framing.study.config.word_files import read_rows  # noqa: PLC0415 (most studies have no list: only with one)

    rows, problems = read_rows(study.path(study.reference), study.reference, study.languages)
    held = {row.language for row in rows}
    if not problems and not held & set(study.languages):
        expected = f"words in {' or '.join(study.languages)}, the languages of the study"
        found = ", ".join(sorted(held)) or "no word"
        problems = [Problem(study.reference, expected, found, "name another list, or correct its language")]
    if problems:
        raise ConfigError(_told(problems, study.reference))
    return {language: _summed(rows, language) for language in study.languages if language in held}


def _summed(rows: Sequence[Row], language: str) -> WordList:
    """Sum what is one term in lower case."""
    sums: dict[str, int] = {}
    for row in rows:
        if row.language == language:
            sums[row.term] = sums.get(row.term, 0) + row.n
    terms = sorted(sums)
    return WordList(np.array(terms, dtype=object), np.array([sums[term] for term in terms], dtype=float))


def _told(problems: list[Problem], name: str) -> list[Problem]:
    if len(problems) <= MOST_TOLD:
        return problems
    more = Problem(name, "a list without mistakes", f"{len(problems) - MOST_TOLD} more", "mend these first")
    return [*problems[:MOST_TOLD], more]
