"""Speakers: who is given how many words in which outlet, who speaks first, and in whose mouth a claim stands.

Tables for reading, made of measurements with camps (`framing.study.measurement.camps.assign_camps`). A holder or a camp "" is
unknown, or in no camp. Languages are never pooled. Words are tokens of speech – direct, fragments, reported –
outside titles and captions; attributions are counted wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from framing.study.comparison.cells import qualified
from framing.study.comparison.shares import SIDE, Resampling, shares
from framing.study.measurement.camps import with_camps
from framing.study.measurement.measurements import Measurements
from framing.tables import POSITIONS, VOICES

SPOKEN: Final = ("quoted", "fragment", "reported")
# Titles are not written by those who write the text, and captions belong to pictures.
COUNTED: Final = tuple(position for position in POSITIONS if position not in ("title", "caption"))
_FIRST: Final = ("first", "lone", "reply")
_KEYS = {"holder": ["holder", "camp"], "camp": ["camp"]}
_SHARES: Final = ("share", "low", "high")


def holder_shares(
    measurements: Measurements,
    by: Literal["holder", "camp"] = "holder",
    positions: Sequence[str] = COUNTED,
    resampling: Resampling | None = None,
) -> pd.DataFrame:
    """Return what part of the attributions and of the spoken words each holder, or each camp, has.

    Parameters
    ----------
    measurements : Measurements
        With camps.
    by : {"holder", "camp"}
    positions : sequence of str
        Where words are counted.
    resampling : Resampling, optional
        Of the intervals.

    Returns
    -------
    DataFrame
        outlet, language, holder ("" by camp), camp, attributions, words, share_of_attributions, share_of_words, each
        share with ``_low`` and ``_high``, and documents (with words or attributions of theirs).
    """
    keys = _KEYS[by]
    said = _attributed(measurements)
    heard = with_camps(_exposed(measurements, positions, SPOKEN), measurements.attributions)
    tables = {
        "attributions": said.groupby(["doc_id", *keys]).size().rename("n").reset_index(),
        "words": heard.groupby(["doc_id", *keys])["n"].sum().reset_index(),
    }
    counted = {
        name: shares(rows, keys, measurements.documents, resampling)
        .drop(columns="documents")
        .rename(columns={"n": name} | {c: f"share_of_{name}{_suffix(c)}" for c in _SHARES})
        for name, rows in tables.items()
    }
    joined = counted["attributions"].merge(counted["words"], on=[*SIDE, *keys], how="outer")
    joined = joined.merge(_documents(pd.concat(tables.values()), measurements, keys), on=[*SIDE, *keys])
    return _as_read(_with_zeros(joined), by)


def voice_shares(
    measurements: Measurements, positions: Sequence[str] = COUNTED, resampling: Resampling | None = None
) -> pd.DataFrame:
    """Return what part of an outlet's words stands in which voice.

    Returns
    -------
    DataFrame
        outlet, language, voice (every one, in the order of `framing.tables.VOICES`), tokens, share, low, high, documents.
    """
    heard = _exposed(measurements, positions, VOICES)
    ones = measurements.documents.drop_duplicates(SIDE)[["doc_id"]].astype("str")
    every = ones.merge(pd.DataFrame({"voice": VOICES}, dtype="str"), how="cross").assign(n=0)
    rows = pd.concat([heard[["doc_id", "voice", "n"]], every])
    table = shares(rows, ["voice"], measurements.documents, resampling).rename(columns={"n": "tokens"})
    place = table["voice"].map({voice: n for n, voice in enumerate(VOICES)})
    ordered = table.assign(place=place).sort_values([*SIDE, "place"], ignore_index=True)
    return ordered[["outlet", "language", "voice", "tokens", *_SHARES, "documents"]]


def first_sources(measurements: Measurements) -> pd.DataFrame:
    """Return in how many documents a camp speaks first, alone, or as the second (a reply).

    Returns
    -------
    DataFrame
        outlet, language, camp, first, lone, replies, and documents: those of the outlet in which somebody known speaks.
        No rows where ``sources.v1`` did not measure.
    """
    facts = measurements.observations
    facts = facts.loc[(facts["family"] == "sources") & facts["category"].isin(_FIRST)]
    seen = with_camps(facts[["doc_id", "category", "holder"]].astype("str"), measurements.attributions)
    sided = _sided(seen, measurements).drop_duplicates([*SIDE, "camp", "category", "doc_id"])
    counted = sided.groupby([*SIDE, "camp", "category"]).size().unstack(fill_value=0)
    wide = (
        counted.reindex(columns=list(_FIRST), fill_value=0).rename(columns={"reply": "replies"}).reset_index()
    )
    known = sided.loc[sided["category"] == "first"].groupby(SIDE)["doc_id"].nunique().rename("documents")
    joined = wide.merge(known.reset_index(), on=SIDE).rename_axis(columns=None)
    ordered = joined.sort_values(
        [*SIDE, "first", "camp"], ascending=[True, True, False, True], ignore_index=True
    )
    return ordered[["outlet", "language", "camp", "first", "lone", "replies", "documents"]]


def ledger(measurements: Measurements, family: str, category: str, referent: str = "") -> pd.DataFrame:
    """Return in whose mouth the hits of a claim stand, in every voice.

    Parameters
    ----------
    measurements : Measurements
        With camps.
    family, category, referent : str
        As in a claim: the referent "" is the whole category, of which a cue said of two things is one hit.

    Returns
    -------
    DataFrame
        outlet, language, voice, holder, camp, hits, documents; captions left out, as in the cells that are compared.
    """
    rows = _hits(measurements.observations, family, category, referent)
    keys = [*SIDE, "voice", "holder", "camp"]
    sided = _sided(with_camps(rows, measurements.attributions), measurements)
    counted = sided.groupby(keys)["doc_id"].agg(["size", "nunique"]).reset_index()
    table = counted.rename(columns={"size": "hits", "nunique": "documents"})
    table = table.assign(place=table["voice"].map({voice: n for n, voice in enumerate(VOICES)}))
    order = [*SIDE, "place", "hits", "holder"]
    table = table.sort_values(order, ascending=[True, True, True, False, True], ignore_index=True)
    return table[["outlet", "language", "voice", "holder", "camp", "hits", "documents"]]


def _hits(observations: pd.DataFrame, family: str, category: str, referent: str) -> pd.DataFrame:
    chosen = (observations["family"] == family) & (observations["position"] != "caption")
    texts = ["doc_id", "family", "category", "referent", "rule", "voice", "holder"]
    rows = observations.loc[chosen]
    rows = rows[texts].astype("str").join(rows[["start", "end", "sentence"]])
    if family == "heads":
        rows = qualified(rows.assign(document=rows["doc_id"]))
    rows = rows.loc[rows["category"] == category]
    rows = rows.loc[rows["referent"] == referent] if referent else rows
    return rows.drop_duplicates(["doc_id", "rule", "start", "end"])


def _attributed(measurements: Measurements) -> pd.DataFrame:
    """Return doc_id, holder and camp of the attributions; what stands inside another one of the same holder is none."""
    rows = measurements.attributions
    rows = rows.loc[rows["voice"].isin(SPOKEN), ["doc_id", "start", "end", "holder", "camp"]]
    rows = rows.astype({"doc_id": "str", "holder": "str", "camp": "str"})
    who = ["doc_id", "holder"]
    rows = rows.sort_values([*who, "start", "end"], ascending=[True, True, True, False], ignore_index=True)
    reached = rows.groupby(who)["end"].cummax()
    before = reached.groupby([rows["doc_id"], rows["holder"]]).shift(fill_value=-1)
    return rows.loc[before < rows["end"], ["doc_id", "holder", "camp"]]


def _exposed(measurements: Measurements, positions: Sequence[str], voices: Sequence[str]) -> pd.DataFrame:
    rows = measurements.exposure
    rows = rows.loc[rows["voice"].isin(list(voices)) & rows["position"].isin(list(positions))]
    texts = rows[["doc_id", "voice", "holder"]].astype("str")
    return texts.assign(n=rows["tokens"])


def _sided(rows: pd.DataFrame, measurements: Measurements) -> pd.DataFrame:
    return rows.merge(measurements.documents[["doc_id", *SIDE]].astype("str"), on="doc_id")


def _documents(rows: pd.DataFrame, measurements: Measurements, keys: list[str]) -> pd.DataFrame:
    counted = _sided(rows, measurements).groupby([*SIDE, *keys])["doc_id"].nunique()
    return counted.rename("documents").reset_index()


def _with_zeros(joined: pd.DataFrame) -> pd.DataFrame:
    """Give a holder of attributions without words a share of 0, unless the outlet has no word of anybody's."""
    filled = joined.fillna({"attributions": 0, "words": 0}).astype(
        {"attributions": "int64", "words": "int64"}
    )
    for name in ("attributions", "words"):
        spoken = filled.groupby(SIDE)[name].transform("sum") > 0
        share = filled[f"share_of_{name}"]
        filled = filled.assign(**{f"share_of_{name}": share.mask(share.isna() & spoken, 0.0)})
    return filled


def _as_read(table: pd.DataFrame, by: str) -> pd.DataFrame:
    named = table if by == "holder" else table.assign(holder="")
    order = [*SIDE, "words", "attributions", "holder", "camp"]
    ordered = named.sort_values(order, ascending=[True, True, False, False, True, True], ignore_index=True)
    parts = [f"share_of_{name}{_suffix(c)}" for name in ("attributions", "words") for c in _SHARES]
    return ordered[["outlet", "language", "holder", "camp", "attributions", "words", *parts, "documents"]]


def _suffix(column: str) -> str:
    return "" if column == "share" else f"_{column}"
