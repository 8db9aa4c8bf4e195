"""Camps: which side a speaker is counted for, as the study's config and the profiles of the outlets say.

A holder belongs to the camp whose pattern fits its name; of several fitting patterns those that name the most words
decide. Where they are of different camps, or none fits, the camp is "": it is not guessed. The study's patterns come
first, then those of the outlet's profile, which hold for its articles only (its own state's offices), then
``@anonymous``, for whom no words place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.columns import as_category, category_from, codes_of, words_of
from framing.errors import ConfigError, Problem
from framing.study.holders import ANONYMOUS, Matcher, pattern_fault, repeated_patterns
from framing.study.measurements import Measurements

if TYPE_CHECKING:
    from framing.study.config import Study

Patterns = Mapping[str, tuple[str, ...]]
HOLDER = ["doc_id", "holder"]


@dataclass(frozen=True)
class Camps:
    """The camps of a study.

    Attributes
    ----------
    study : mapping of camp to patterns
    outlets : mapping of outlet to (camp → patterns)
        From the profiles of the outlets that have any.
    labels : mapping of camp to (language → name)
        In the order of the config, then of those that only profiles have; the config's name counts.
    """

    study: Patterns
    outlets: Mapping[str, Patterns]
    labels: Mapping[str, Mapping[str, str]]

    @cached_property
    def matchers(self) -> dict[str, Matcher]:
        """Patterns made ready by outlet; those of the study under ""."""
        return {name: Matcher(patterns) for name, patterns in {**self.outlets, "": self.study}.items()}

    def camp_of(self, holder: str, outlet: str, anonymous: bool = False) -> str:
        """Return the camp of a holder in the articles of an outlet, "" for none or undecided."""
        if not holder:
            return ""
        for name in dict.fromkeys(("", outlet)):
            found = self.matchers[name].camps_of(holder) if name in self.matchers else ()
            if found:
                return found[0] if len(found) == 1 else ""
        sides = (self.study, self.outlets.get(outlet, {})) if anonymous else ()
        return next((c for side in sides for c, patterns in side.items() if ANONYMOUS in patterns), "")


def load_camps(study: Study) -> Camps:
    """Return the camps of a study's config and of the profiles that it uses.

    Raises
    ------
    ConfigError
        Naming every faulty or repeated pattern of a profile; those of the config are found when it is loaded.
    IngestError
        If a profile cannot be read.
    """
    from framing.ingest import load_profiles  # noqa: PLC0415 (readers and cleaning come with it)

    profiles = load_profiles([study.path(name) for name in study.profiles])
    with_camps = {outlet: profile.camps for outlet, profile in sorted(profiles.items()) if profile.camps}
    outlets = {outlet: {c.camp: c.holders for c in camps} for outlet, camps in with_camps.items()}
    problems = [p for outlet, patterns in outlets.items() for p in _problems(outlet, patterns)]
    if problems:
        raise ConfigError(problems)
    labels = {camp: {"fr": said.label.fr, "en": said.label.en} for camp, said in study.camps.items()}
    for camp in (camp for camps in with_camps.values() for camp in camps):
        labels.setdefault(camp.camp, {"fr": camp.fr, "en": camp.en})
    named = {name: outlet for outlet in outlets for name in (outlet, *profiles[outlet].names)}
    by_name = {name: outlets[outlet] for name, outlet in named.items()}
    return Camps({camp: said.holders for camp, said in study.camps.items()}, by_name, labels)


def assign_camps(measurements: Measurements, camps: Camps) -> Measurements:
    """Return the measurements with the camp of every attribution."""
    table = measurements.attributions
    if table.empty or not camps.labels:
        return measurements
    outlet_of = dict(zip(measurements.documents["doc_id"], measurements.documents["outlet"], strict=True))
    document, holder = as_category(table["doc_id"]), as_category(table["holder"])
    outlets, of_document = np.unique([outlet_of[d] for d in words_of(document)], return_inverse=True)
    holders = words_of(holder)
    keys = of_document[codes_of(document)] * len(holders) + codes_of(holder)
    pairs, place = np.unique(keys, return_inverse=True)
    nameless = _anonymous(measurements.observations)
    found = [
        camps.camp_of(holders[h], str(outlets[o]), holders[h] in nameless)
        for o, h in zip(*(part.tolist() for part in np.divmod(pairs, len(holders))), strict=True)
    ]
    names = sorted({"", *found})
    code = np.array([names.index(camp) for camp in found], dtype=np.int64)
    return replace(measurements, attributions=table.assign(camp=category_from(code[place], names)))


def with_camps(table: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Return observations or exposure with the camp of each holder as a further column.

    Parameters
    ----------
    table : DataFrame
        With the columns doc_id and holder.
    attributions : DataFrame
        With camps, as `assign_camps` leaves them: everybody who speaks in a document has a row there.
    """
    held = attributions.loc[attributions["camp"] != "", [*HOLDER, "camp"]].astype("str")
    known = held.drop_duplicates(HOLDER)
    joined = table[HOLDER].astype("str").merge(known, on=HOLDER, how="left")["camp"].fillna("")
    return table.assign(camp=joined.to_numpy())


def _anonymous(observations: pd.DataFrame) -> frozenset[str]:
    """Return the holders that ``sources.v1`` calls anonymous."""
    chosen = (observations["family"] == "sources") & (observations["category"] == ANONYMOUS.removeprefix("@"))
    return frozenset(observations.loc[chosen, "holder"].astype("str")) - {""}


def _problems(outlet: str, camps: Patterns) -> list[Problem]:
    where = f"profile {outlet}, camps"
    faults = [
        Problem(f"{where}.{camp}.holders[{n}]", expected, repr(text), remedy)
        for camp, patterns in camps.items()
        for n, text in enumerate(patterns)
        for expected, remedy in [pattern_fault(text)]
        if expected
    ]
    return faults + [
        Problem(
            f"{where}.{camp}.holders[{n}]",
            "each pattern once, in one camp",
            repr(camps[camp][n]),
            f"it stands in {first}, too: keep one of the two",
        )
        for camp, n, first, _ in repeated_patterns(camps)
    ]
