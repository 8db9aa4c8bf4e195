"""Spending: how the one chance in twenty of a false alarm is divided among all that a study tests.

A contrast tests three kinds of thing: the claims declared before looking, every other cell of its cues, and every word of
its vocabulary. If each kind had a chance of one in twenty of its own, a study of nothing would declare something in one
case of seven. So the chance is divided once, before anything is seen, and every corrected p is printed divided by the share
of its kind: compared with .05 it then speaks for the whole contrast. Most goes to the claims, which is what declaring them
early buys; a kind that a study does not have leaves its share to the others.

What is measured with it (`tests/benchmarks/calibration.py`): splits of one outlet in which any word, cue or claim comes out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# A claim is tested once, a vocabulary thousands of times by its most extreme word: a tenth costs exploration little that
# it had (a word must be that extreme in any case), and four fifths cost a claim less than the hundredth part of a p.
PARTS: Final = {"claims": 8, "cues": 1, "words": 1}
# Extractors that make no cells: a vocabulary, and measures of documents.
WITHOUT_CELLS: Final = ("terms.v1", "lexical.v1")


@dataclass(frozen=True)
class Spending:
    """Share of the chance of a false alarm that each kind of test has; those that a study has sum to 1.

    Attributes
    ----------
    claims, cues, words : float
        In (0, 1].
    """

    claims: float = 1.0
    cues: float = 1.0
    words: float = 1.0

    def raised(self, p: Floats, kind: str) -> Floats:
        """Return p-values corrected within their kind, divided by its share."""
        shares = {"claims": self.claims, "cues": self.cues, "words": self.words}
        return np.minimum(np.asarray(p) / shares[kind], 1.0)


UNDIVIDED: Final = Spending()


def spending_from(extractors: Collection[str], *, declared: bool) -> Spending:
    """Divide the chance among the kinds of test that a study has.

    Parameters
    ----------
    extractors : collection of str
        Versioned names.
    declared : bool
        Whether it declares any claim.
    """
    has = {
        "claims": declared,
        "cues": any(name not in WITHOUT_CELLS for name in extractors),
        "words": "terms.v1" in extractors,
    }
    whole = sum(PARTS[kind] for kind in PARTS if has[kind])
    return Spending(**{kind: PARTS[kind] / whole for kind in PARTS if has[kind]})
