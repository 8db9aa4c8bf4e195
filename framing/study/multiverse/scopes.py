"""Scopes: which documents a contrast can count in any universe, and what becomes of texts printed more than once.

A design leaves out of both outlets what both print, and of one outlet's documents what it prints again
(`framing.study.comparison.copies.set_apart`). A universe that keeps copies adds them to the document of the same text: the text stays
the unit that changes sides. What both print would change sides with itself, so it counts alike under every labelling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.comparison.designs import Design, inside_window
from framing.study.measurement.measurements import Measurements

if TYPE_CHECKING:
    from framing.study.config.parts import Window

Flags = NDArray[np.bool_]
Codes = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Scope:
    """Documents of one contrast: those of its design, in their order, then copies of texts.

    Attributes
    ----------
    documents : tuple of str
    n_units : int
        Documents of the design: what changes sides.
    unit : int array
        Document of the design that each one counts for; −1 of a text that both outlets print.
    text : int array
        Number of the text that both outlets print; −1 of all others.
    in_a, dated, repeated : bool arrays
        Of the first outlet; with a date; of a text that the outlet prints more than once.
    """

    documents: tuple[str, ...]
    n_units: int
    unit: Codes
    text: Codes
    in_a: Flags
    dated: Flags
    repeated: Flags

    @property
    def in_design(self) -> Flags:
        """Which are documents of the design."""
        return np.arange(len(self.documents)) < self.n_units

    @property
    def n_texts(self) -> int:
        """How many texts both outlets print."""
        return int(self.text.max(initial=-1)) + 1

    @property
    def has_copies(self) -> bool:
        """Whether any text is printed more than once."""
        return len(self.documents) > self.n_units

    def chosen(self, copies: str, undated: str) -> Flags:
        """Tell which documents count where copies and undated documents are treated so."""
        found = np.ones(len(self.documents), dtype=np.bool_) if copies == "kept" else self.in_design
        if copies == "dropped":
            found = found & ~self.repeated
        return found & self.dated if undated == "left_out" else found


def scope_of(
    design: Design, measurements: Measurements, copies: pd.DataFrame, window: Window | None
) -> Scope:
    """Return the documents that a contrast can count.

    Parameters
    ----------
    design : Design
    measurements : Measurements
    copies : DataFrame
        As `framing.study.comparison.copies.find_copies` returns it.
    window : Window or None
        The study's.
    """
    extra = _copies(design, measurements.documents, copies, window)
    documents = (*design.documents, *extra["doc_id"])
    published = measurements.documents.set_index("doc_id")["published"].loc[list(documents)]
    place = {doc_id: n for n, doc_id in enumerate(design.documents)}
    unit = np.array([place[doc_id] for doc_id in design.documents] + extra["unit"].tolist(), dtype=np.intp)
    nothing = np.full(len(design.documents), -1, dtype=np.intp)
    reprinted = set(unit[len(place) :][unit[len(place) :] >= 0].tolist())
    return Scope(
        documents=documents,
        n_units=len(place),
        unit=unit,
        text=np.concatenate([nothing, extra["text"].to_numpy(dtype=np.intp)]),
        in_a=np.concatenate([design.in_a, (extra["outlet"] == design.outlet_a).to_numpy()]),
        dated=(published != "").to_numpy(),
        repeated=np.array([n in reprinted for n in unit.tolist()], dtype=np.bool_),
    )


def _copies(
    design: Design, documents: pd.DataFrame, copies: pd.DataFrame, window: Window | None
) -> pd.DataFrame:
    """Documents beside those of the design that print a text of one of them, or one that both outlets print.

    Columns doc_id, outlet, unit, text.
    """
    known = documents.loc[
        documents["outlet"].isin([design.outlet_a, design.outlet_b])
        & (documents["language"] == design.language)
        & inside_window(documents["published"], window),
        ["doc_id", "outlet"],
    ].merge(copies[["doc_id", "copy"]], on="doc_id")
    in_both = known.groupby("copy")["outlet"].transform("nunique") > 1
    place = pd.Series(np.arange(len(design.documents)), index=list(design.documents), dtype="int64")
    own = known["doc_id"].map(place)
    of_text = own.groupby([known["copy"], known["outlet"]]).transform(
        "max"
    )  # the one that stays in the design
    known = known.assign(unit=of_text.fillna(-1).astype("int64").mask(in_both, -1))
    texts = {text: n for n, text in enumerate(sorted(set(known.loc[in_both, "copy"])))}
    known = known.assign(text=known["copy"].map(texts).fillna(-1).astype("int64"))
    chosen = own.isna() & ((known["unit"] >= 0) | (known["text"] >= 0))
    return known.loc[chosen].sort_values("doc_id", ignore_index=True)
