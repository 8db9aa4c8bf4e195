"""A result read once for all sections: tables joined to their outlets, columns in one order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
import pandas as pd

from framing.report.names import Names, load_names
from framing.report.records import records, sizes_by, sums_by
from framing.report.seen import Seen, arrange, count_cells, count_cues, shown_rows
from framing.report.speaking import Speaking
from framing.report.typography import harmless
from framing.report.wording import Wording, wording
from framing.study.comparison.designs import inside_window
from framing.study.comparison.existence import precedes
from framing.study.comparison.keyness import is_special
from framing.study.measurement.camps import load_camps, with_camps
from framing.study.measurement.measurements import Measurements, select_documents

if TYPE_CHECKING:
    from framing.study.config.study import Study
    from framing.study.multiverse.curve_tables import CurveTables
    from framing.study.pipeline import Result

UNDATED = "9999"  # documents without a date come last


@dataclass(frozen=True)
class Side:
    """One column of the report: an outlet within one language (languages are not pooled)."""

    key: str
    outlet: str
    language: str
    label: str


@dataclass(frozen=True, eq=False)
class Reading:
    """What the sections read: documents within the study's window only, as the designs do.

    Attributes
    ----------
    say : Wording
    settings : mapping
        What of the study's config can change a result, as plain values; its digest is `digest`.
    study : Study
        The same as it was read: where its config and its reports lie.
    names : Names
        Display names of outlets, categories and referents.
    sides : tuple of Side
        Columns, in the order in which the contrasts name the outlets.
    documents, observations, exposure, counts, collocations, measures, attributions, removals : DataFrame
        As their contracts, with columns ``side`` and ``index`` (1 … n in order of date); captions
        left out of observations, exposure and counts.
        Observations and attributions say the ``camp`` of each holder.
    echoes : DataFrame
        As its contract; both documents are within the window.
    estimates, claims, designs : DataFrame
        Claims have their gates parsed as ``checks``.
    speaking : Speaking
        Who is given how many words, in whose mouth the declared claims stand, what their gaps are made of.
    texts : mapping of str to str
        doc_id → cleaned text, for documents measured in this run.
    set_aside : DataFrame, columns file and reason
        What was not taken in by this run.
    record : mapping
    labels : tuple of str
        Of the documents, in order.
    n_documents, left_out : mapping
        ``(side,)`` → number of documents: those read, and those dated outside the window.
    cells : mapping
        ``(family, member, side, key, voice)`` → number of observations.
    cues : mapping
        ``(family, category, side, voice)`` → number of cues, one said of two things counted once.
    rows : tuple of Seen
        Observations to be shown, in the order of the evidence.
    sentences : mapping
        ``(side, voice)`` → sentences: what cues are counted over; one that holds two voices counts in each.
    totals, near : mapping
        ``(side,)`` → term → tokens; ``(head, side)`` → term → tokens near that head.
    effects : mapping
        ``(contrast, family, category, referent, voice)`` → row of its rate ratio or share difference.
    keyness : mapping
        Contrast → its keyness table.
    curves : CurveTables
        The declared claims in all universes.
    replication : DataFrame
        The declared claims in what the study holds out; empty where it holds out nothing.
    rests : DataFrame
        Designs of each outlet against all others, of which words alone are compared; the others stand in `designs`.
    impossible : frozenset
        Referent and side where every document predates the referent (gate G10): structural zeros.
    event_effects : DataFrame
        The declared claims event by event, where events are matched.
    """

    say: Wording
    settings: Mapping[str, Any]
    study: Study
    digest: str
    names: Names
    sides: tuple[Side, ...]
    documents: pd.DataFrame
    observations: pd.DataFrame
    exposure: pd.DataFrame
    counts: pd.DataFrame
    collocations: pd.DataFrame
    measures: pd.DataFrame
    attributions: pd.DataFrame
    removals: pd.DataFrame
    events: pd.DataFrame
    echoes: pd.DataFrame
    estimates: pd.DataFrame
    claims: pd.DataFrame
    designs: pd.DataFrame
    speaking: Speaking
    texts: Mapping[str, str]
    set_aside: pd.DataFrame
    record: Mapping[str, Any]
    labels: tuple[str, ...]
    n_documents: Mapping[tuple[str, ...], int]
    left_out: Mapping[tuple[str, ...], int]
    cells: Mapping[tuple[str, ...], int]
    cues: Mapping[tuple[str, ...], int]
    rows: tuple[Seen, ...]
    sentences: Mapping[tuple[str, ...], int]
    totals: Mapping[tuple[str, ...], Mapping[str, int]]
    near: Mapping[tuple[str, ...], Mapping[str, int]]
    effects: Mapping[tuple[str, ...], Mapping[str, Any]]
    keyness: Mapping[str, pd.DataFrame]
    curves: CurveTables
    replication: pd.DataFrame
    rests: pd.DataFrame
    impossible: frozenset[tuple[str, str]]
    event_effects: pd.DataFrame

    @property
    def language(self) -> str:
        """Return the language of the report."""
        return self.say.language

    @cached_property
    def by_key(self) -> dict[str, Side]:
        """Columns by their key."""
        return {side.key: side for side in self.sides}


def contrast_sides(key: str, reading: Reading) -> tuple[Side, Side]:
    """Return first and second outlet of ``fr:presstv:wire`` (``%`` and ``:`` in a name are escaped there)."""
    language, *outlets = (unquote(part) for part in key.split(":"))
    first, second = (side_of(f"{language}:{outlet}", reading) for outlet in outlets)
    return first, second


def side_of(key: str, reading: Reading) -> Side:
    """Return a column by its key; an outlet without a document in the window has one too."""
    language, _, outlet = key.partition(":")
    return reading.by_key.get(key) or Side(key, outlet, language, reading.names.outlet(outlet))


def read(result: Result, language: str, other: Reading | None = None) -> Reading:
    """Return a result in the form the sections read.

    Parameters
    ----------
    result : Result
    language : str
        Language of the report, not of the corpus.
    other : Reading, optional
        The same result read in another language: its tables are taken over.
    """
    settings = result.study.content
    folders = [result.study.path(name) for name in settings["codebook_folders"]]
    camps = load_camps(result.study).labels
    names = load_names(settings, result.measurements.settings, language, folders, camps)
    if other is not None:
        sides = _sides(other.documents, settings, names)
        return replace(other, say=_say(language, other.attributions), names=names, sides=sides)
    return _read(result, language, settings, names)


def _say(language: str, attributions: pd.DataFrame) -> Wording:
    """Return the sentences for what was told apart: articles measured by marks alone have no other voice than quoted."""
    say = wording(language)
    told = attributions["voice"].isin(["fragment", "reported"]).any()
    return say if told else say.where_marks_alone_tell()


def _read(result: Result, language: str, settings: Mapping[str, Any], names: Names) -> Reading:
    m, left_out = _within(result.measurements, result.study)
    documents = _documents(m.documents)
    sides = _sides(documents, settings, names)
    keys = [side.key for side in sides]
    observations = arrange(with_camps(_plain(m.observations), m.attributions), documents, keys, m.texts)
    exposure, counts = (_body(_sided(t, documents, keys)) for t in (m.exposure, m.counts))
    collocations, estimates = _sided(m.collocations, documents, keys), _plain(result.estimates)
    designs = _plain(result.designs)
    special = designs["contrast"].map(is_special).astype(bool)
    return Reading(
        say=_say(language, _plain(m.attributions)), settings=settings, study=result.study, digest=str(result.study.digest), names=names, sides=sides,
        documents=documents, observations=observations, exposure=exposure, counts=counts,
        collocations=collocations,
        measures=_sided(m.measures, documents, keys),
        attributions=_sided(m.attributions, documents, keys),
        removals=_sided(m.removals, documents, keys),
        events=_plain(m.events),
        echoes=m.echoes[m.echoes["other_id"].isin(set(documents["doc_id"]))].reset_index(drop=True),
        estimates=estimates,
        claims=result.claims.assign(checks=[json.loads(g or "[]") for g in result.claims["gates"].astype(str)]),
        designs=designs.loc[~special],
        rests=designs.loc[special],
        speaking=Speaking(m, result.study),
        texts=dict(m.texts),
        set_aside=result.set_aside,
        record=dict(result.record),
        labels=tuple(documents["label"]),
        n_documents=sizes_by(documents, ["side"]),
        left_out=left_out,
        cells=count_cells(observations),
        cues=count_cues(observations),
        rows=shown_rows(observations),
        sentences=sums_by(exposure, ["side", "voice"], "sentences"),
        totals=_nested(counts, ["side"]),
        near=_nested(collocations, ["referent", "side"]),
        effects=_effects(estimates),
        keyness=result.keyness,
        curves=result.curves,
        replication=_plain(result.replication),
        impossible=_impossible(documents, names),
        event_effects=result.event_effects,
    )  # fmt: skip


def _within(measurements: Measurements, study: Study) -> tuple[Measurements, dict[tuple[str, ...], int]]:
    """Keep what the designs keep: documents that may lie in the study's window; count the others by outlet."""
    documents = measurements.documents
    inside = inside_window(documents["published"], study.window)
    if inside.all():
        return measurements, {}
    outside = _keyed(documents.loc[~inside])
    return select_documents(measurements, documents.loc[inside, "doc_id"]), sizes_by(outside, ["side"])


def _nested(table: pd.DataFrame, keys: list[str]) -> dict[tuple[str, ...], dict[str, int]]:
    """Return sums of ``n`` by the keys, then by term."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for (*key, term), n in sums_by(table, [*keys, "term"], "n").items():
        found.setdefault(tuple(key), {})[term] = n
    return found


def _effects(estimates: pd.DataFrame) -> dict[tuple[str, ...], dict[str, Any]]:
    rows = records(estimates[estimates["statistic"].isin(["rate_ratio", "share_difference"])])
    keys = ("contrast", "family", "category", "referent", "voice")
    return {tuple(str(row[key]) for key in keys): row for row in rows}


def _impossible(documents: pd.DataFrame, names: Names) -> frozenset[tuple[str, str]]:
    dates = {str(side): published for side, published in documents.groupby("side")["published"]}
    return frozenset(
        (referent, side)
        for referent, begun in names.exists.items()
        for side, published in dates.items()
        if precedes(published, begun)
    )


def _documents(table: pd.DataFrame) -> pd.DataFrame:
    plain = _keyed(table)
    dated = plain.assign(_date=plain["published"].where(plain["published"] != "", UNDATED))
    ordered = dated.sort_values(["_date", "doc_id"], kind="stable", ignore_index=True)
    return ordered.assign(
        index=np.arange(1, len(ordered) + 1),
        label=[
            harmless(label) or doc for label, doc in zip(ordered["label"], ordered["doc_id"], strict=True)
        ],
    ).drop(columns="_date")


def _keyed(documents: pd.DataFrame) -> pd.DataFrame:
    plain = _plain(documents)
    return plain.assign(side=plain["language"] + ":" + plain["outlet"])


def _sides(documents: pd.DataFrame, settings: Mapping[str, Any], names: Names) -> tuple[Side, ...]:
    named = [outlet for pair in settings["contrasts"] for outlet in pair]
    order = {outlet: rank for rank, outlet in reversed(list(enumerate(named)))}
    pairs = sorted(
        set(zip(documents["language"], documents["outlet"], strict=True)),
        key=lambda pair: (pair[0], order.get(pair[1], len(named)), pair[1]),
    )
    several = len({language for language, _ in pairs}) > 1
    return tuple(
        Side(f"{lang}:{o}", o, lang, f"{names.outlet(o)} ({lang})" if several else names.outlet(o))
        for lang, o in pairs
    )


def _sided(table: pd.DataFrame, documents: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    joined = _plain(table).merge(documents[["doc_id", "side", "index"]], on="doc_id")
    return joined.assign(side_rank=joined["side"].map({key: rank for rank, key in enumerate(keys)}))


def _body(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["position"] != "caption"].reset_index(drop=True)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Categories become text: a group of none must not appear as a row of zeros."""
    held = [c for c in table.columns if isinstance(table[c].dtype, pd.CategoricalDtype)]
    return table.astype(dict.fromkeys(held, "str"))
