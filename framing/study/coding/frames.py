"""Frames: every sentence that could be coded, by stratum, and a sample of them with known probabilities.

A unit is one sentence × voice × question: this sentence, as far as it is said in this voice. The bundle's counts are the
frame: `exposure` says how many sentences of a voice each document has (captions left out), `observations` in which of them
something was found. Within a stratum – language, outlet, voice, question, and whether something was found – units are drawn
without replacement, so that each has the probability n/N, exactly, and the sum of 1/π over the drawn ones is N.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.study.coding.questions import Question, question_key
from framing.study.config.names import SHARES

CAPTION: Final = "caption"
STRATUM: Final = ["language", "outlet", "voice", "family", "referent", "has_find"]
Int64 = NDArray[np.int64]
# Streams of random numbers, apart from one another: the draw of a stratum, the order of a sheet.
DRAW, ORDER = 0, 1


def frame_from(
    documents: pd.DataFrame,
    exposure: pd.DataFrame,
    observations: pd.DataFrame,
    questions: Sequence[Question],
    voices: Sequence[str],
) -> pd.DataFrame:
    """Count the units of every document.

    Parameters
    ----------
    documents : DataFrame
        Those whose sentences may be drawn: doc_id, language, outlet.
    exposure, observations : DataFrame
        Contract tables.
    questions : sequence of Question
    voices : sequence of str

    Returns
    -------
    DataFrame
        `STRATUM`, doc_id, units (how many of the stratum the document has, at least 1); sorted.
    """
    spoken = _sentences(exposure, voices).merge(documents[["doc_id", "language", "outlet"]], on="doc_id")
    parts = [_units(spoken, observations, question) for question in questions]
    columns = [*STRATUM, "doc_id", "units"]
    if not parts:
        return pd.DataFrame(columns=columns)
    whole = pd.concat(parts, ignore_index=True)
    return whole.loc[whole["units"] > 0, columns].sort_values([*STRATUM, "doc_id"], ignore_index=True)


def finds(observations: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Return in which sentences something was found that a question asks for.

    Returns
    -------
    DataFrame
        doc_id, voice, sentence (number within the document), category; each once, sorted. Captions are left out.
    """
    rows = rows_asked(observations, question.family, question.referent)
    found = rows[["doc_id", "voice", "sentence", "category"]].astype({"doc_id": "str", "voice": "str"})
    found = found.assign(category=rows["category"].astype("str"))
    return found.drop_duplicates().sort_values([*found.columns], ignore_index=True)


def rows_asked(observations: pd.DataFrame, family: str, referent: str) -> pd.DataFrame:
    """Return the observations that a question asks for, captions left out."""
    chosen = (observations["family"] == family) & (observations["position"] != CAPTION)
    if family in SHARES:
        chosen &= observations["referent"] == referent
    return observations.loc[chosen]


def strata_of(frame: pd.DataFrame, found: int, others: int) -> pd.DataFrame:
    """Return the size of every stratum and how many of its units are drawn.

    Parameters
    ----------
    frame : DataFrame
        As `frame_from` returns it.
    found, others : int
        Asked of each stratum with, and of each without finds; one that has fewer is drawn whole.

    Returns
    -------
    DataFrame
        `STRATUM`, size, drawn, inclusion (drawn/size); one row a stratum, sorted.
    """
    sizes = frame.groupby(STRATUM, sort=True)["units"].sum().rename("size").reset_index()
    size = sizes["size"].to_numpy(dtype=np.int64)
    drawn = np.minimum(size, np.where(sizes["has_find"].to_numpy(dtype=bool), found, others))
    return sizes.assign(size=size, drawn=drawn, inclusion=drawn / size)


def draw_units(frame: pd.DataFrame, strata: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Draw units of every stratum without replacement.

    Parameters
    ----------
    frame : DataFrame
        As `frame_from` returns it.
    strata : DataFrame
        As `strata_of` returns it for this frame.
    seed : int
        The draw of a stratum depends on it, the stratum's name and its units, and on no other stratum.

    Returns
    -------
    DataFrame
        `STRATUM`, stratum (its name), size, drawn, inclusion, doc_id, place: the how-manieth of the document's
        units of that stratum, from 0.
    """
    ordered = frame.sort_values([*STRATUM, "doc_id"], ignore_index=True)
    edges = [0, *ordered.groupby(STRATUM, sort=True).size().cumsum().tolist()]
    units = [ordered["units"].to_numpy(dtype=np.int64)[a:b] for a, b in pairwise(edges)]
    names = [stratum_name(stratum) for stratum in strata.to_dict("records")]
    numbers = strata["drawn"].tolist()
    places = [
        _drawn(of, n, generator_of(seed, DRAW, name))
        for of, n, name in zip(units, numbers, names, strict=True)
    ]
    rows = np.concatenate(
        [[], *(start + row for start, (row, _) in zip(edges[:-1], places, strict=True))]
    ).astype(np.int64)
    drawn = ordered.loc[rows, [*STRATUM, "doc_id"]].reset_index(drop=True)
    of = np.repeat(np.arange(len(strata)), numbers)
    facts = {name: strata[name].to_numpy()[of] for name in ("size", "drawn", "inclusion")}
    place = np.concatenate([[], *(place for _, place in places)]).astype(np.int64)
    return drawn.assign(stratum=np.array([*names, ""], dtype=object)[of], **facts, place=place)


def stratum_name(stratum: Mapping[Any, Any]) -> str:
    """Return ``fr:gazette:own:naming/west:found``; ``%`` and ``:`` inside a name are written %25 and %3A."""
    asked = question_key(stratum["family"], stratum["referent"])
    names = (stratum["language"], stratum["outlet"], stratum["voice"], asked)
    written = (str(name).replace("%", "%25").replace(":", "%3A") for name in names)
    return ":".join((*written, "found" if stratum["has_find"] else "others"))


def generator_of(seed: int, purpose: int, name: str = "") -> np.random.Generator:
    """Return random numbers that depend on a seed, a purpose and a name, nothing else."""
    number = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:4], "big")
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(purpose, number)))


def _sentences(exposure: pd.DataFrame, voices: Collection[str]) -> pd.DataFrame:
    kept = exposure.loc[(exposure["position"] != CAPTION) & exposure["voice"].isin(list(voices))]
    plain = kept[["doc_id", "voice", "sentences"]].astype({"doc_id": "str", "voice": "str"})
    return plain.groupby(["doc_id", "voice"], sort=True)["sentences"].sum().reset_index()


def _units(spoken: pd.DataFrame, observations: pd.DataFrame, question: Question) -> pd.DataFrame:
    found = finds(observations, question).drop_duplicates(["doc_id", "voice", "sentence"])
    counts = found.groupby(["doc_id", "voice"]).size().rename("found").reset_index()
    own = spoken.loc[spoken["language"] == question.language]
    joined = own.merge(counts, on=["doc_id", "voice"], how="left").fillna({"found": 0})
    joined = joined.assign(found=joined["found"].astype("int64"), family=question.family)
    joined = joined.assign(referent=question.referent)
    return pd.concat(
        [
            joined.assign(has_find=True, units=joined["found"]),
            joined.assign(has_find=False, units=joined["sentences"] - joined["found"]),
        ],
        ignore_index=True,
    )


def _drawn(units: Int64, n: int, generator: np.random.Generator) -> tuple[Int64, Int64]:
    """Return n of a stratum's units: the row of the document of each, and its place there."""
    ends = units.cumsum()
    numbers = np.sort(generator.choice(int(ends[-1]), n, replace=False, shuffle=False))
    row = np.searchsorted(ends, numbers, side="right")
    return row, numbers - np.concatenate([[0], ends])[row]
