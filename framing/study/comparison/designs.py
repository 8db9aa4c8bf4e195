"""Designs: which documents stand against which, and how fine a difference that can ever show.

A design names its unit (the document), its strata (documents that may exchange their outlet) and its
resolution: the smallest p it can reach, known before anything is counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats import ENUMERATION_LIMIT, count_labellings, smallest_p
from framing.study.comparison.copies import set_apart

if TYPE_CHECKING:
    from framing.study.config.parts import Window

Flags = NDArray[np.bool_]

# statistics.md §6, G2: below these a comparison is a description.
NEEDED_DOCUMENTS = 4
NEEDED_EVENTS = 6
COLUMNS = (
    "contrast", "language", "outlet_a", "outlet_b", "documents_a", "documents_b", "shared_events", "first",
    "last", "kind", "exchange", "strata", "labellings", "enumerated", "smallest_p", "shared_texts", "repeated_texts",
)  # fmt: skip
# Half a year: where documents of one outlet carry no date, the study's window stands in for the month in which they could
# be exchanged. In a longer one, what happened in the meantime would pass for a difference between outlets.
LONGEST_WINDOW = 184
NO_COPIES = pd.DataFrame({"doc_id": pd.Series([], dtype="str"), "copy": pd.Series([], dtype="str")})


@dataclass(frozen=True, eq=False)
class Design:
    """One contrast in one language.

    Attributes
    ----------
    contrast : str
        Key, see `contrast_key`.
    language, outlet_a, outlet_b : str
    documents : tuple of str
        doc_id of the first outlet's documents, then of the second's, each sorted.
    n_a, n_b : int
    strata : int array, length n_a + n_b
        Outlets are exchanged only among documents of one stratum (event; or window, see `windows`; or one).
    events : int array, length n_a + n_b
        The shared event of each document, −1 for none.
    first, last : str
        Earliest and latest known date, "" where none is.
    kind : {"none", "small", "unmatched", "matched"}
    replicates : int
        How many labellings are sampled where they are too many to enumerate.
    exchange : {"event", "month", "window", "all"}
        Within what outlets are exchanged: one event; one topic in one month; one topic in the study's window, which stands
        in where documents carry no date; all documents of a small design.
    shared_texts, repeated_texts : int
        Texts left out because both outlets print them, and documents because their outlet prints the text in another.
    """

    contrast: str
    language: str
    outlet_a: str
    outlet_b: str
    documents: tuple[str, ...]
    n_a: int
    n_b: int
    strata: NDArray[np.int64]
    events: NDArray[np.int64]
    first: str
    last: str
    kind: str
    replicates: int
    exchange: str = "all"
    shared_texts: int = 0
    repeated_texts: int = 0

    @property
    def in_a(self) -> NDArray[np.bool_]:
        """True for the documents of the first outlet."""
        return np.arange(self.n_a + self.n_b) < self.n_a

    @property
    def pools(self) -> NDArray[np.int64] | None:
        """Within what outlets are compared, before it is added up: events, or several topics and months; None in one stratum."""
        if self.kind == "matched":
            return self.events
        several = self.kind == "unmatched" and len(np.unique(self.strata)) > 1
        return self.strata if several else None

    @property
    def shared_events(self) -> int:
        """Number of events that both outlets report."""
        return len(np.unique(self.events[self.events >= 0]))

    @property
    def labellings(self) -> int:
        """Number of ways to give the documents to the outlets within strata."""
        return count_labellings(self.n_a, self.n_b, self.strata)

    @property
    def smallest_p(self) -> float:
        """Smallest two-sided p this design can reach; NaN without documents on both sides."""
        if not (self.n_a and self.n_b):
            return float("nan")
        return smallest_p(self.n_a, self.n_b, self.strata, self.replicates)

    def seed(self, root: int, purpose: int) -> np.random.SeedSequence:
        """Return a seed that depends on the study's seed, this contrast and a purpose, nothing else."""
        number = int.from_bytes(
            hashlib.sha256(self.contrast.encode("utf-8", "surrogatepass")).digest()[:4], "big"
        )
        return np.random.SeedSequence(root, spawn_key=(number, purpose))


def contrast_key(language: str, outlet_a: str, outlet_b: str) -> str:
    """Return ``fr:presstv:wire``; ``%`` and ``:`` inside a name are written %25 and %3A."""
    names = (name.replace("%", "%25").replace(":", "%3A") for name in (outlet_a, outlet_b))
    return ":".join((language, *names))


def plan_designs(
    documents: pd.DataFrame,
    events: pd.DataFrame,
    contrasts: Sequence[tuple[str, str]],
    *,
    languages: Sequence[str] = (),
    window: Window | None = None,
    replicates: int = 9999,
    copies: pd.DataFrame = NO_COPIES,
) -> tuple[Design, ...]:
    """Plan every contrast in every language.

    Parameters
    ----------
    documents, events : DataFrame
        Contract tables.
    contrasts : sequence of (outlet, outlet)
    languages : sequence of str
        Default: those of the documents. Languages are never pooled.
    window : Window, optional
        Documents dated wholly outside are left out; documents without a date are inside.
    replicates : int
    copies : DataFrame
        As `framing.study.comparison.copies.find_copies` returns it: a text that both outlets print stands on neither side, one that
        an outlet prints again counts once.

    Returns
    -------
    tuple of Design
        In the order of languages (sorted), then of contrasts.
    """
    inside = documents.loc[inside_window(documents["published"], window)]
    spoken = sorted(languages or set(documents["language"]))
    event_of = best_events(events)
    plan = _Plan(
        event_of, copies, replicates, window is not None and (window.to - window.from_).days <= LONGEST_WINDOW
    )
    return tuple(
        _design(inside.loc[inside["language"] == language], language, pair, plan)
        for language in spoken
        for pair in contrasts
    )


def table_from_designs(designs: Sequence[Design]) -> pd.DataFrame:
    """Return the designs as a table with the columns `COLUMNS`, one row each."""
    rows = [
        (d.contrast, d.language, d.outlet_a, d.outlet_b, d.n_a, d.n_b, d.shared_events, d.first, d.last, d.kind,
         d.exchange, float(len(np.unique(d.strata))), float(min(d.labellings, 10**300)),
         d.labellings <= ENUMERATION_LIMIT, d.smallest_p, d.shared_texts, d.repeated_texts)
        for d in designs
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def earliest(published: pd.Series) -> pd.Series:
    """Return the first day a date of reduced precision can mean ("2020-10" → "2020-10-01", "" → "")."""
    return published + published.str.len().map({4: "-01-01", 7: "-01"}).fillna("").astype("str")


def latest(published: pd.Series) -> pd.Series:
    """Return the last day it can mean, for comparison as text (so every month has 31 days)."""
    return published + published.str.len().map({4: "-12-31", 7: "-31"}).fillna("").astype("str")


def windows(documents: pd.DataFrame) -> NDArray[np.int64]:
    """Return the window of each document: its topic and the month in which it was published.

    A year alone is a window of its own, and so is no date at all: what is dated vaguely stands only beside
    what is dated as vaguely, and never in a month that it may not belong to.

    Parameters
    ----------
    documents : DataFrame
        With the columns topic and published.
    """
    window = documents["topic"] + "\0" + documents["published"].str.slice(0, len("2021-01"))
    return np.unique(window.to_numpy(dtype=object), return_inverse=True)[1].astype(np.int64)


def inside_window(published: pd.Series, window: Window | None) -> pd.Series:
    """Tell which dates may lie in a study's window: all but those wholly outside; one that is missing may.

    Parameters
    ----------
    published : Series of str
        ISO dates of any precision, "" where none is known.
    window : Window or None
        None: every date lies inside.

    Returns
    -------
    Series of bool
    """
    if window is None:
        return pd.Series(True, index=published.index)
    early, late = earliest(published), latest(published)
    fits = (early <= window.to.isoformat()) & (late >= window.from_.isoformat())
    return (published == "") | fits


def best_events(events: pd.DataFrame) -> dict[str, str]:
    """Map a document to its event; where it has several, to the best scored, then the first by name."""
    ordered = events.sort_values(["score", "event_id"], ascending=[False, True], kind="stable")
    first = ordered.drop_duplicates("doc_id")
    return dict(zip(first["doc_id"], first["event_id"], strict=True))


class _Plan(NamedTuple):
    """What all contrasts have in common."""

    event_of: Mapping[str, str]
    copies: pd.DataFrame
    replicates: int
    window_stands_in: bool


def _design(documents: pd.DataFrame, language: str, pair: tuple[str, str], plan: _Plan) -> Design:
    first, second = (documents.loc[documents["outlet"] == outlet].sort_values("doc_id") for outlet in pair)
    apart = set_apart(first, second, plan.copies)
    sides, event_of = list(apart.sides), plan.event_of
    shared = _shared([{event_of.get(doc_id, "") for doc_id in side["doc_id"]} for side in sides])
    kind = _kind(len(sides[0]), len(sides[1]), len(shared))
    if kind == "matched":
        sides = [side.loc[side["doc_id"].map(event_of).isin(shared)] for side in sides]
    chosen = pd.concat(sides, ignore_index=True)
    dates = chosen.loc[chosen["published"] != "", "published"]
    events = _codes([event_of.get(doc_id, "") for doc_id in chosen["doc_id"]], shared)
    in_a = np.arange(len(chosen)) < len(sides[0])
    strata, exchange = _strata(chosen, in_a, events, kind, plan.window_stands_in)
    facts: dict[str, Any] = {"language": language, "outlet_a": pair[0], "outlet_b": pair[1]}
    return Design(
        contrast=contrast_key(language, *pair),
        documents=tuple(chosen["doc_id"]),
        n_a=len(sides[0]),
        n_b=len(sides[1]),
        strata=strata,
        events=events,
        first=str(dates.min()) if len(dates) else "",
        last=str(dates.max()) if len(dates) else "",
        kind=kind,
        replicates=plan.replicates,
        exchange=exchange,
        shared_texts=apart.shared,
        repeated_texts=apart.repeated,
        **facts,
    )


def _shared(sides: list[set[str]]) -> list[str]:
    return sorted((sides[0] & sides[1]) - {""})


def _kind(n_a: int, n_b: int, shared: int) -> str:
    if not (n_a and n_b):
        return "none"
    if shared >= NEEDED_EVENTS:
        return "matched"
    return "unmatched" if min(n_a, n_b) >= NEEDED_DOCUMENTS else "small"


def _codes(names: Sequence[str], known: Sequence[str]) -> NDArray[np.int64]:
    place = {name: n for n, name in enumerate(known)}
    return np.array([place.get(name, -1) for name in names], dtype=np.int64)


def _strata(
    documents: pd.DataFrame, in_a: Flags, events: NDArray[np.int64], kind: str, window_stands_in: bool
) -> tuple[NDArray[np.int64], str]:
    """Events when matched; months when not, or the study's window; one stratum when too small to divide."""
    if kind == "matched":
        return events, "event"
    if kind != "unmatched":
        return np.zeros(len(documents), dtype=np.int64), "all"
    months = windows(documents)
    undated = (documents["published"] == "").to_numpy()
    if window_stands_in and undated.any() and min(by_side(meet(months, in_a), in_a)) < NEEDED_DOCUMENTS:
        return windows(documents.assign(published="")), "window"
    return months, "month"


def meet(strata: NDArray[np.int64], in_a: Flags) -> Flags:
    """Tell of each document whether its stratum holds documents of both outlets."""
    length = int(strata.max(initial=-1)) + 1
    held = [np.bincount(strata[side], minlength=length) > 0 for side in (in_a, ~in_a)]
    return np.asarray((held[0] & held[1])[strata], dtype=np.bool_)


def by_side(chosen: Flags, in_a: Flags) -> tuple[int, int]:
    """Count the chosen documents of the first outlet, and of the second."""
    return int((chosen & in_a).sum()), int((chosen & ~in_a).sum())
