"""A result read once for all sections: tables joined to their outlets, columns in one order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
import pandas as pd

from framing.report.names import Names, load_names
from framing.report.typography import harmless
from framing.report.wording import Wording, wording
from framing.tables import POSITIONS, VOICES

if TYPE_CHECKING:
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
    """What the sections read.

    Attributes
    ----------
    say : Wording
    settings : mapping
        The study's config as plain values.
    names : Names
        Display names of outlets, categories and referents.
    sides : tuple of Side
        Columns, in the order in which the contrasts name the outlets.
    documents, observations, exposure, counts, collocations, attributions, removals : DataFrame
        As their contracts, with a column ``side``; captions left out of all but `removals`;
        documents in order of date, with `index` 1 … n.
    estimates, claims, designs : DataFrame
    texts : mapping of str to str
        doc_id → cleaned text, for documents measured in this run.
    record : mapping
    """

    say: Wording
    settings: Mapping[str, Any]
    names: Names
    sides: tuple[Side, ...]
    documents: pd.DataFrame
    observations: pd.DataFrame
    exposure: pd.DataFrame
    counts: pd.DataFrame
    collocations: pd.DataFrame
    attributions: pd.DataFrame
    removals: pd.DataFrame
    events: pd.DataFrame
    estimates: pd.DataFrame
    claims: pd.DataFrame
    designs: pd.DataFrame
    texts: Mapping[str, str]
    record: Mapping[str, Any]
    measured: Mapping[str, Any]
    digest: str

    @property
    def language(self) -> str:
        """Return the language of the report."""
        return self.say.language

    def side(self, language: str, outlet: str) -> Side | None:
        """Return the column of an outlet in a language."""
        return next((s for s in self.sides if (s.language, s.outlet) == (language, outlet)), None)


def read(result: Result, language: str) -> Reading:
    """Return a result in the form the sections read.

    Parameters
    ----------
    result : Result
    language : str
        Language of the report, not of the corpus.
    """
    say, m = wording(language), result.measurements
    settings = result.study.model_dump(mode="json", by_alias=True)
    digest = str(result.study.digest)
    documents = _documents(m.documents)
    folders = [result.study.path(name) for name in settings.get("codebook_folders", ())]
    names = load_names(settings, m.settings, language, folders)
    sides = _sides(documents, settings, names)
    where = documents.set_index("doc_id")["side"]
    return Reading(
        say=say,
        settings=settings,
        names=names,
        sides=sides,
        documents=documents,
        observations=_observations(m.observations, where),
        exposure=_body(_sided(m.exposure, where)),
        counts=_body(_sided(m.counts, where)),
        collocations=_sided(m.collocations, where),
        attributions=_sided(m.attributions, where),
        removals=_sided(m.removals, where),
        events=_plain(m.events),
        estimates=_plain(result.estimates),
        claims=result.claims.assign(
            checks=[json.loads(g or "[]") for g in result.claims["gates"].astype(str)]
        ),
        designs=_plain(result.designs),
        texts=dict(m.texts),
        record=dict(result.record),
        measured=dict(m.settings),
        digest=digest,
    )


def contrast_sides(key: str, reading: Reading) -> tuple[Side, Side]:
    """Return first and second outlet of ``fr:presstv:wire`` (``%`` and ``:`` in a name are escaped there)."""
    language, *outlets = (unquote(part) for part in key.split(":"))
    first, second = (
        reading.side(language, outlet)
        or Side(f"{language}:{outlet}", outlet, language, reading.names.outlet(outlet))
        for outlet in outlets
    )
    return first, second


def _documents(table: pd.DataFrame) -> pd.DataFrame:
    plain = _plain(table)
    dated = plain.assign(_date=plain["published"].where(plain["published"] != "", UNDATED))
    ordered = dated.sort_values(["_date", "doc_id"], kind="stable", ignore_index=True)
    return ordered.assign(
        index=np.arange(1, len(ordered) + 1),
        side=ordered["language"] + ":" + ordered["outlet"],
        label=[
            harmless(label) or doc for label, doc in zip(ordered["label"], ordered["doc_id"], strict=True)
        ],
    ).drop(columns="_date")


def _sides(documents: pd.DataFrame, settings: Mapping[str, Any], names: Names) -> tuple[Side, ...]:
    named = [outlet for pair in settings.get("contrasts", ()) for outlet in pair]
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


def _observations(table: pd.DataFrame, where: pd.Series) -> pd.DataFrame:
    rows = _body(_sided(table, where))
    rank = rows["voice"].map({voice: i for i, voice in enumerate(VOICES)})
    place = rows["position"].map({position: i for i, position in enumerate(POSITIONS)})
    return rows.assign(voice_rank=rank, position_rank=place)


def _sided(table: pd.DataFrame, where: pd.Series) -> pd.DataFrame:
    plain = _plain(table)
    return plain.assign(side=plain["doc_id"].map(where).fillna("").astype(str))


def _body(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["position"] != "caption"].reset_index(drop=True)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Categories become text: a group of none must not appear as a row of zeros."""
    held = [c for c in table.columns if isinstance(table[c].dtype, pd.CategoricalDtype)]
    return table.astype(dict.fromkeys(held, "str"))
