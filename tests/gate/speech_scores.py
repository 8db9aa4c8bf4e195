"""Scores of speech: found stretches against marked ones, the same way for every gold, tool and language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

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


def score(
    gold: Iterable[Stretch], found: Iterable[Stretch], overlap: Overlap, ignored: Iterable[Stretch] = ()
) -> Score:
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
            best = _nearest(stretch, fitting)
            rest.remove(best)
            hits += 1
            if stretch.speaker not in ("", "?"):
                with_speaker += 1
                speakers += same_speaker(stretch.speaker, best.speaker)
        spare = [f for f in rest if any(overlap(i, f) for i in left.get(doc_id, ()))]
        n_found += len(seen.get(doc_id, ())) - len(spare)
    n_gold = sum(map(len, marked.values()))
    return Score(n_gold, n_found, hits, hits, speakers, with_speaker)


def _nearest(stretch: Stretch, fitting: Sequence[Stretch]) -> Stretch:
    distance = [
        (
            abs(f.start - stretch.start) + abs(f.end - stretch.end),
            not same_speaker(stretch.speaker, f.speaker),
        )
        for f in fitting
    ]
    return fitting[distance.index(min(distance))]


def _by_document(stretches: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    by: dict[str, list[Stretch]] = {}
    for stretch in sorted(set(stretches)):
        by.setdefault(stretch.doc_id, []).append(stretch)
    return by


_SMALL = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "de",
        "du",
        "d",
        "et",
        "à",
        "au",
        "aux",
        "en",
        "ce",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "qui",
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "in",
        "his",
        "her",
        "their",
        "m",
        "mme",
        "mr",
        "mrs",
    ]
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


def found_stretches(attributions: pd.DataFrame) -> list[Stretch]:
    """Return the rows of the contract ``attributions`` as stretches; kinds as in the golds, ``ambiguous`` for malformed marks."""
    rows = attributions.astype({"doc_id": str, "holder": str, "rule": str})
    columns = (rows["doc_id"], rows["start"], rows["end"], rows["rule"].map(_kind), rows["holder"])
    return [Stretch(*row) for row in zip(*columns, strict=True)]


def _kind(rule: str) -> str:
    kind = rule.split(".", maxsplit=1)[0]
    if kind in ("direct", "fragment", "scare", "term", "undecided"):
        return kind
    if kind in ("unclosed_to_end", "heading_quoted"):
        return "direct"
    if kind in ("unclosed", "unopened"):
        return "ambiguous"
    return "nominal" if kind in ("nominal", "passive") else "reported"


class Scored(NamedTuple):
    """What is scored on every gold: quoted speech, and reported clauses – phrases neither asked for nor blamed."""

    quoted: Score
    reported: Score


def scored(gold: Sequence[Stretch], found: Sequence[Stretch]) -> Scored:
    """Score direct speech and fragments together (overlap > .8), and reported clauses (overlap > .5)."""
    speech = ("direct", "fragment")
    quoted = score(_of(gold, *speech), _of(found, *speech), overlapping(0.8))
    reported = score(
        _of(gold, "reported"), _of(found, "reported"), overlapping(0.5), ignored=_of(gold, "nominal")
    )
    return Scored(quoted, reported)


def _of(stretches: Iterable[Stretch], *kinds: str) -> list[Stretch]:
    return [stretch for stretch in stretches if stretch.kind in kinds]


def alpha(one: Sequence[object], other: Sequence[object]) -> float:
    """Return Krippendorff's α of two readers over nominal labels, none missing (Krippendorff 2011, *Computing α*)."""
    n = 2 * len(one)
    counts = Counter(one) + Counter(other)
    observed = sum(a != b for a, b in zip(one, other, strict=True)) / len(one)
    expected = 1 - sum(count * (count - 1) for count in counts.values()) / (n * (n - 1))
    return 1 - observed / expected
