"""Multiverse: every claim of a study in all its universes (statistics.md §7), from the bundle.

A universe is not a run but a column (`framing.study.multiverse.bases`): what could be counted is counted once, whatever the number of
universes, claims and contrasts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.curves import Labelled
from framing.study.comparison.copies import find_copies
from framing.study.comparison.existence import existence, possible_sides
from framing.study.comparison.specification import CellKey, Contrast, Specification
from framing.study.config.decisions import settle
from framing.study.measurement.measurements import Measurements
from framing.study.multiverse.arising import why_one_option
from framing.study.multiverse.bases import Base, Spoken, base_from, rows_of_family, spoken
from framing.study.multiverse.cache import DigestCache, digest_of
from framing.study.multiverse.curve_tables import CurveTables, Explored, tables_from
from framing.study.multiverse.curves import curve_from
from framing.study.multiverse.lemmas import without_each_lemma
from framing.study.multiverse.renditions import Rendition, departures, measured_decisions, open_renditions
from framing.study.multiverse.scopes import Scope, scope_of
from framing.study.multiverse.tiers import kind_of
from framing.study.multiverse.universe_counts import count_universes
from framing.study.multiverse.universes import Choices, expand
from framing.tables import digest

if TYPE_CHECKING:
    from framing.study.config.study import Study

Codes = NDArray[np.intp]
Departure = tuple[tuple[str, str], ...]
NO_CELLS: Mapping[str, Sequence[CellKey]] = {}
# Key of the remark that nobody can tell what the measure half's decisions would change: there is one bundle only.
ONE_BUNDLE = "one_bundle"


@dataclass(frozen=True, eq=False)
class Instrument:
    """One way in which the corpus was measured.

    Attributes
    ----------
    measurements : Measurements
    digest : str
        Of what is counted from.
    """

    measurements: Measurements
    digest: str


@dataclass(frozen=True, eq=False)
class Ground:
    """What all contrasts stand on.

    Attributes
    ----------
    instruments : mapping of departure to Instrument
        The study's own under ``()``.
    renditions : tuple of Rendition
    documents : Index of str
        Every document that any contrast can count; bases are counted over them.
    documents_digest : str
    cache : DigestCache
    """

    instruments: Mapping[Departure, Instrument]
    renditions: tuple[Rendition, ...]
    documents: pd.Index
    documents_digest: str
    cache: DigestCache

    @property
    def own(self) -> Measurements:
        """The study's own measurements."""
        return self.instruments[()].measurements

    def base(self, key: CellKey, departure: Departure = ()) -> Base:
        """Return the counts of a claim's family, category and referent; every voice is in them."""
        instrument = self.instruments[departure]
        known = (self.documents_digest, instrument.digest)
        family, category, referent, _ = key

        def make() -> Base:
            rows = self.cache.fetch("rows", (family, *known), lambda: self._rows(instrument, family))
            said = self.cache.fetch("spoken", known, lambda: self._spoken(instrument))
            kind = kind_of(instrument.measurements.settings, family)
            return base_from(rows, said, (family, category, referent), kind, len(self.documents))

        return self.cache.fetch("base", (family, category, referent, *known), make)

    def _rows(self, instrument: Instrument, family: str) -> pd.DataFrame:
        return rows_of_family(instrument.measurements.observations, self.documents, family)

    def _spoken(self, instrument: Instrument) -> Spoken:
        return spoken(instrument.measurements.exposure, self.documents)


def explore(
    measurements: Measurements,
    specification: Specification,
    study: Study,
    cells: Mapping[str, Sequence[CellKey]] = NO_CELLS,
    copies: pd.DataFrame | None = None,
    cache: DigestCache | None = None,
) -> CurveTables:
    """Return every declared claim, and the cells asked for, in all universes.

    Parameters
    ----------
    measurements : Measurements
        Those that were specified.
    specification : Specification
    study : Study
        Its ``multiverse`` says what is explored; the bundles named there are read here.
    cells : mapping of contrast to keys (family, category, referent, voice)
        Beside the declared claims.
    copies : DataFrame, optional
        As `framing.study.comparison.copies.find_copies` returns it, if it was called already.
    cache : DigestCache, optional
        What was counted before is not counted again.

    Raises
    ------
    FramingError
        Bundles that cannot be read, or are not of the same corpus.
    """
    contrasts = [c for c in specification if c.design.kind != "none" and _keys(c, cells)]
    renditions = open_renditions(study, measurements)
    printed = find_copies(measurements) if copies is None else copies
    scopes = [scope_of(c.design, measurements, printed, study.window) for c in contrasts]
    ground = _ground(measurements, renditions, scopes, cache or DigestCache())
    explored = [
        found
        for contrast, scope in zip(contrasts, scopes, strict=True)
        for found in _of_contrast(study, ground, contrast, scope, _keys(contrast, cells))
    ]
    return tables_from(explored, () if renditions else (ONE_BUNDLE,))


def _keys(contrast: Contrast, cells: Mapping[str, Sequence[CellKey]]) -> list[CellKey]:
    return sorted({*contrast.declared, *cells.get(contrast.design.contrast, ())})


def _ground(
    measurements: Measurements,
    renditions: tuple[Rendition, ...],
    scopes: Sequence[Scope],
    cache: DigestCache,
) -> Ground:
    documents = sorted({doc_id for scope in scopes for doc_id in scope.documents})
    instruments: dict[Departure, Instrument] = {(): _instrument(measurements)}
    for rendition in renditions:
        instruments[((rendition.decision, rendition.option),)] = _instrument(rendition.measurements)
    return Ground(instruments, renditions, pd.Index(documents, dtype="str"), digest_of(documents), cache)


def _instrument(measurements: Measurements) -> Instrument:
    parts = (digest(measurements.observations), digest(measurements.exposure))
    kinds = sorted((name, facts["kind"]) for name, facts in measurements.settings["codebooks"].items())
    return Instrument(measurements, digest_of([*parts, *(text for pair in kinds for text in pair)]))


def _of_contrast(
    study: Study, ground: Ground, contrast: Contrast, scope: Scope, keys: Sequence[CellKey]
) -> Iterator[Explored]:
    design = contrast.design
    published = ground.own.documents.set_index("doc_id")["published"].loc[list(design.documents)]
    referents = pd.Series([key[2] for key in keys], dtype="str")
    possible = possible_sides(published, design.in_a, referents, existence(ground.own.settings))
    labelled = Labelled(contrast.chance.labels.matrix)
    for key, exists in zip(keys, (possible[0] & possible[1]).tolist(), strict=True):
        yield _explored(study, ground, contrast, labelled, scope, key, exists)


def _explored(
    study: Study,
    ground: Ground,
    contrast: Contrast,
    labelled: Labelled,
    scope: Scope,
    key: CellKey,
    possible: bool,
) -> Explored:
    design, voice = contrast.design, key[3]
    rows = np.asarray(ground.documents.get_indexer(pd.Index(scope.documents)), dtype=np.intp)
    base = ground.base(key)
    known = {"sketched": len(ground.own.sketches) > 0, "by_window": design.exchange == "window"}
    why = why_one_option(base, rows, scope, voice, **known)
    decisions = settle(why, study.multiverse.asked, voice, matched=design.kind == "matched")
    decisions += measured_decisions(ground.renditions)
    expansion = expand(decisions, study.multiverse.most, lambda choices: len(departures(choices)) <= 1)

    def base_of(choices: Choices) -> tuple[Base, Codes]:
        return ground.base(key, departures(choices)), rows

    counts = count_universes(expansion.universes, base_of, scope, voice)
    curve = curve_from(
        expansion.universes, decisions, counts, design, labelled,
        share=base.is_share, possible=possible,
    )  # fmt: skip
    lemmas = without_each_lemma(base, rows[: scope.n_units], expansion.universes[0], counts, design, voice)
    if not possible:
        lemmas = lemmas.assign(estimate=np.nan, change=np.nan, turns=False)
    return Explored(
        contrast=design.contrast,
        key=key,
        is_declared=key in contrast.declared,
        statistic="share_difference" if base.is_share else "log_rate_ratio",
        decisions=decisions,
        expansion=expansion,
        counts=counts.table,
        curve=curve,
        lemmas=lemmas,
        labellings=contrast.chance.labels,
    )
