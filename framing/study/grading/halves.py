"""Halves: one outlet cut in two at random, and whether a study declares anything between the two, where there is nothing.

The halves go through what two outlets go through: the rule of designs, the study's own claims, cues and words, the same
permutation test, the same division of the chance of a false alarm (statistics.md §9, A/A). They are cut within topic and month,
as outlets are exchanged where they share no event; which events an outlet's articles tell is left aside, for within one
outlet there are no two to be matched. Where hardly two documents share a topic and month they are cut across all (`undivided`):
nothing but chance puts a document in a half, so that here, other than between outlets, this too is a fair test.
`framing.study.grading.declarations` tests a cut, `framing.study.grading.splits` makes many of every outlet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.comparison.cells import Cells, cells_from, cells_with_hits
from framing.study.comparison.copies import set_apart
from framing.study.comparison.designs import Design, contrast_key, inside_window, plan_designs, windows
from framing.study.comparison.specification import CellKey
from framing.study.comparison.spending import Spending, spending_from
from framing.study.comparison.vocabulary import Vocabulary, vocabulary_from
from framing.study.measurement.measurements import TERMS, Measurements
from framing.tables import empty

if TYPE_CHECKING:
    from framing.study.config.study import Study

Flags = NDArray[np.bool_]

# Corrected p of words is ten times what permutation gives: 999 labellings leave .01, well below alpha, and 8 v 8 articles
# need not go through all their 12,870 divisions a hundred times.
MOST_LABELLINGS: Final = 999
# Names of the two halves while they are planned, and the end of a key that no outlet's name has (% is written %25).
_ONE, _OTHER, _HALVES = "one", "other", "%halves"


@dataclass(frozen=True, eq=False)
class Outlet:
    """One outlet's documents in one language, counted once for all cuts.

    Attributes
    ----------
    study : Study
    documents : DataFrame
        Contract ``documents``: each text once, within the study's window, sorted by doc_id.
    design : Design
        The outlet against nobody; it gives the seeds.
    cells : Cells
        With a hit, or claimed of the outlet in any contrast.
    declared : tuple of (family, category, referent, voice)
    vocabulary : Vocabulary or None
        None where the study compares no words.
    """

    study: Study
    documents: pd.DataFrame
    design: Design
    cells: Cells
    declared: tuple[CellKey, ...]
    vocabulary: Vocabulary | None

    @cached_property
    def strata(self) -> NDArray[np.int64]:
        """Within what halves are cut: topic and month, or topic alone where the rule of designs lets the window stand in."""
        months = windows(self.documents)
        planned = self.plan(cut(months, np.random.default_rng(0)), "")
        return windows(self.documents.assign(published="")) if planned.exchange == "window" else months

    @property
    def smallest_p(self) -> float:
        """Smallest p that two halves can reach, before any correction; the same for every cut, for all are alike in size."""
        return self.plan(cut(self.strata, np.random.default_rng(0)), "").smallest_p

    @property
    def spending(self) -> Spending:
        """How the study divides the chance of a false alarm."""
        return spending_from(self.study.extractors, declared=bool(self.study.claims))

    def plan(self, first: Flags, name: str) -> Design:
        """Return the design of one half against the other, by the rule of designs.

        Parameters
        ----------
        first : bool array, length n_documents
            Which documents are the first half.
        name : str
            Of the cut: its labellings depend on it.
        """
        halves = pd.Series(np.where(first, _ONE, _OTHER), index=self.documents.index, dtype="str")
        (design,) = plan_designs(
            self.documents.assign(outlet=halves), empty("events"), [(_ONE, _OTHER)],
            languages=[self.design.language], window=self.study.window, replicates=self.design.replicates,
        )  # fmt: skip
        return replace(design, contrast=self.design.contrast + name)


def count_outlet(
    study: Study, measurements: Measurements, copies: pd.DataFrame, language: str, outlet: str
) -> Outlet:
    """Count an outlet as the only side of a contrast.

    Parameters
    ----------
    study : Study
    measurements : Measurements
        What the study compares.
    copies : DataFrame
        As `framing.study.comparison.copies.find_copies` returns it; a text that the outlet prints again counts once.
    language, outlet : str
    """
    table = measurements.documents
    inside = inside_window(table["published"], study.window)
    own = table.loc[inside & (table["language"] == language) & (table["outlet"] == outlet)]
    documents = set_apart(own, own.iloc[:0], copies).sides[0].sort_values("doc_id", ignore_index=True)
    n = len(documents)
    design = Design(
        contrast=contrast_key(language, outlet, "") + _HALVES, language=language, outlet_a=outlet, outlet_b=outlet,
        documents=tuple(documents["doc_id"]), n_a=n, n_b=0, strata=np.zeros(n, dtype=np.int64),
        events=np.full(n, -1), first="", last="", kind="none",
        replicates=min(study.statistics.replicates, MOST_LABELLINGS),
    )  # fmt: skip
    claimed = {(c.family, c.category, c.referent, c.voice) for c in study.claims if outlet in c.contrast}
    declared = tuple(sorted(claimed))
    cells = cells_from(measurements, design, declared)
    cells = cells.take(cells_with_hits(cells) | cells.are(declared))
    words = vocabulary_from(measurements, design) if TERMS in measurements.settings["extractors"] else None
    return Outlet(study, documents, design, cells, declared, words)


def undivided(outlet: Outlet) -> Outlet:
    """Return the outlet as if its documents were of one topic and without a date."""
    return replace(outlet, documents=outlet.documents.assign(topic="", published=""))


def cut(strata: NDArray[np.int64], generator: np.random.Generator) -> Flags:
    """Cut documents in two halves at random, within every stratum as evenly as its number allows.

    Parameters
    ----------
    strata : int array, length n_documents
    generator : Generator

    Returns
    -------
    bool array
        True for the first half: every second document, in the order of the strata and at random within them.
    """
    order = np.lexsort((generator.permutation(len(strata)), strata))
    first = np.zeros(len(strata), dtype=np.bool_)
    first[order[::2]] = True
    return first
