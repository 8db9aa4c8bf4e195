"""Camps: which side a speaker is counted for, as the study's config and the profiles of the outlets say.

A holder belongs to the camp whose pattern fits its name; of several fitting patterns those that name the most words
decide. Where they are of different camps, or none fits, the camp is "": it is not guessed. The study's patterns come
first, then those of the outlet's profile, which hold for its articles only (its own state's offices), then
``@anonymous``, for whom no words place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.columns import as_category, category_from, codes_of, words_of
from framing.study.config.holders import ANONYMOUS, Matcher
from framing.study.config.profiles import read_profiles
from framing.study.measurement.measurements import Measurements

if TYPE_CHECKING:
    from framing.study.config.parts import Camp
    from framing.study.config.study import Study

Patterns = Mapping[str, tuple[str, ...]]
HOLDER = ["doc_id", "holder"]


@dataclass(frozen=True)
class Camps:
    """The camps of a study.

    Attributes
    ----------
    study : mapping of camp to patterns
    outlets : mapping of outlet to (camp → patterns)
        From the profiles that have any; an outlet is looked up by its id or a name it signs with, in small letters.
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
        outlet = outlet.casefold()
        for name in dict.fromkeys(("", outlet)):
            found = self.matchers[name].camps_of(holder) if name in self.matchers else ()
            if found:
                return found[0] if len(found) == 1 else ""
        nameless = [camp for camp, patterns in self.study.items() if ANONYMOUS in patterns]
        return nameless[0] if anonymous and nameless else ""


def load_camps(study: Study) -> Camps:
    """Return the camps of a study's config and of the profiles that it uses.

    Raises
    ------
    ConfigError
        Naming everything that is wrong in a profile's camps; those of the config are checked when it is loaded.
    """
    outlets = read_profiles([study.path(name) for name in study.profiles])
    said = [study.camps, *(profile.camps for profile in outlets)]
    labels: dict[str, Mapping[str, str]] = {}
    for camp, facts in (pair for camps in said for pair in camps.items()):
        labels.setdefault(camp, {"fr": facts.label.fr, "en": facts.label.en})
    by_name = {name: _patterns(profile.camps) for profile in reversed(outlets) for name in profile.names}
    return Camps(_patterns(study.camps), by_name, labels)


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


def idle_camps(study: Study, measured: Sequence[Measurements]) -> list[str]:
    """Return a remark on the camps of the config that nobody who speaks was counted for.

    Parameters
    ----------
    study : Study
    measured : sequence of Measurements
        With camps, as `assign_camps` leaves them; without anybody who speaks nothing is said.
    """
    tables = [part.attributions for part in measured if len(part.attributions)]
    heard = {str(camp) for table in tables for camp in table["camp"].unique()}
    idle = [camp for camp in study.camps if camp not in heard] if tables else []
    where = study.where(f"camps.{idle[0]}" if len(idle) == 1 else "camps")
    return [f"{where}: nobody who speaks in the corpus is of {', '.join(idle)}"] * bool(idle)


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


def _patterns(camps: Mapping[str, Camp]) -> Patterns:
    return {camp: facts.holders for camp, facts in camps.items()}
