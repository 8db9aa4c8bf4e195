"""Scores of speech: found stretches against marked ones, the same way for every gold, tool and language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

Overlap = Callable[["Stretch", "Stretch"], bool]


class Stretch(NamedTuple):
    """A stretch of a document; offsets are code points, end exclusive."""

    doc_id: str
    start: int
    end: int
    kind: str
    speaker: str = ""


class Score(NamedTuple):
    """How many stretches were marked, found, and both; of those both, how many have the right speaker."""

    gold: int
    found: int
    hits: int
    hits_found: int
    speakers: int
    with_speaker: int

    @property
    def recall(self) -> float:
        """Share of the marked stretches that were found."""
        return self.hits / self.gold if self.gold else float("nan")

    @property
    def precision(self) -> float:
        """Share of the found stretches that were marked."""
        return self.hits_found / self.found if self.found else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.hits else 0.0

    @property
    def speaker_accuracy(self) -> float:
        """Share of the hits with a marked speaker whose speaker was found."""
        return self.speakers / self.with_speaker if self.with_speaker else float("nan")


def exact(one: Stretch, other: Stretch) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def overlapping(least: float) -> Overlap:
    """Return whether two stretches share more than a part of what either holds: over-long ones are penalised."""

    def overlap(one: Stretch, other: Stretch) -> bool:
        shared = min(one.end, other.end) - max(one.start, other.start)
        return shared > least * (max(one.end, other.end) - min(one.start, other.start))

    return overlap


def score(gold: Iterable[Stretch], found: Iterable[Stretch], overlap: Overlap, ignored: Iterable[Stretch] = ()) -> Score:
    """Match each marked stretch with one found stretch at most, nearest first.

    Found stretches that match nothing but one of `ignored` are left out of the count.
    """
    marked, seen = _by_document(gold), _by_document(found)
    left = _by_document(ignored)
    hits = speakers = with_speaker = n_found = 0
    for doc_id in set(marked) | set(seen):
        rest = list(seen.get(doc_id, ()))
        for stretch in marked.get(doc_id, ()):
            fitting = [f for f in rest if overlap(stretch, f)]
            if not fitting:
                continue
            best = min(fitting, key=lambda f, s=stretch: (abs(f.start - s.start) + abs(f.end - s.end), not same_speaker(s.speaker, f.speaker)))
            rest.remove(best)
            hits += 1
            if stretch.speaker not in ("", "?"):
                with_speaker += 1
                speakers += same_speaker(stretch.speaker, best.speaker)
        spare = [f for f in rest if any(overlap(i, f) for i in left.get(doc_id, ()))]
        n_found += len(seen.get(doc_id, ())) - len(spare)
    n_gold = sum(map(len, marked.values()))
    return Score(n_gold, n_found, hits, hits, speakers, with_speaker)


def _by_document(stretches: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    by: dict[str, list[Stretch]] = {}
    for stretch in sorted(set(stretches)):
        by.setdefault(stretch.doc_id, []).append(stretch)
    return by


_SMALL = frozenset(
    "le la les l un une des de du d et à au aux en ce cette ces son sa ses leur leurs qui the a an of and to in his her their m mme mr mrs".split()
)


def same_speaker(one: str, other: str) -> bool:
    """Say whether the words of one name (articles and prepositions aside) are among those of the other."""
    a, b = _words(one), _words(other)
    return bool(a and b and (a <= b or b <= a))


def _words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return {word for word in re.findall(r"\w+", plain) if word not in _SMALL}


def labels(length: int, stretches: Sequence[Stretch], layers: Sequence[Sequence[str]]) -> np.ndarray:
    """Label each character of a document by the kind that covers it, later layers over earlier ones; "" is none."""
    held = np.full(length, "", dtype=object)
    for kinds in layers:
        for stretch in stretches:
            if stretch.kind in kinds:
                held[stretch.start : stretch.end] = stretch.kind
    return held


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of a share (Wilson 1927)."""
    if n == 0:
        return float("nan"), float("nan")
    share, centre = hits / n, (hits + z * z / 2) / (n + z * z)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return float(centre - half), float(centre + half)
