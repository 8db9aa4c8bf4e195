"""Compared: all that is known of one claim – its outlets, its design, its estimates, its curve – side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from framing.report.labels import attribute_name
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.records import records
from framing.report.seen import HEADS, NAMING
from framing.report.wording import Run, capital, name
from framing.stats import benjamini_hochberg
from framing.study.config.families import FAMILIES

KEYS: Final = ("contrast", "family", "category", "referent", "voice")
Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Compared:
    """One claim and what stands beside it in the tables of a result.

    Attributes
    ----------
    claim : mapping
        A row of the claims with its gates parsed as ``checks``.
    reading : Reading
    """

    claim: Row
    reading: Reading

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """First and second outlet."""
        return contrast_sides(str(self.claim["contrast"]), self.reading)

    @cached_property
    def outlets(self) -> dict[str, Run]:
        """Their names, as sentences ask for them."""
        first, second = self.sides
        return {"first": name(first.label), "second": name(second.label)}

    @cached_property
    def design(self) -> Row:
        """What the contrast compares; of kind "none" where nothing is known of it."""
        found = records(self.reading.designs[self.reading.designs["contrast"] == self.claim["contrast"]])
        return found[0] if found else {"kind": "none"}

    @property
    def pooling(self) -> str:
        """How the effect is made: "pooled" over events, "within" topics and months, or a plain "effect"."""
        if self.design["kind"] == "matched":
            return "pooled"
        several = self.design["kind"] == "unmatched" and self.design.get("strata", 1) > 1
        return "within" if several else "effect"

    @property
    def strata(self) -> str:
        """Within what unmatched articles are compared: "month" and topic, topic in the study's "window", or "time" alone."""
        compared = self.reading.documents["side"].isin([side.key for side in self.sides])
        told = (self.reading.documents.loc[compared, "topic"] != "").any()
        return str(self.design.get("exchange", "all")) if told else "time"

    @property
    def is_share(self) -> bool:
        """Whether a share is claimed, not a rate."""
        return self.claim["family"] in (NAMING, HEADS, *FAMILIES)

    def counts(self, voice: str) -> Row:
        """Return the row of the estimates that a claim in that voice is about; empty where there is none."""
        return self.reading.effects.get((*(self.claim[key] for key in KEYS[:-1]), voice), {})

    def has_room(self, voice: str, x: str) -> bool:
        """Tell whether side a or b has what is counted over in a voice, and the thing existed there."""
        side, row = self.sides["ab".index(x)], self.counts(voice)
        counted = is_known(row.get(f"hits_{x}")) and row.get(f"opportunities_{x}", math.nan) > 0
        return bool(counted) and (self.claim["referent"], side.key) not in self.reading.impossible

    @cached_property
    def curve(self) -> Row:
        """The claim in all its universes; empty where they were not made."""
        curves = self.reading.curves.curves
        same = pd.Series(True, index=curves.index)
        for key in KEYS:
            same &= curves[key] == self.claim[key]
        found = records(curves[same])
        return found[0] if found else {}

    @property
    def facts(self) -> Row:
        """What gate G5 found out about the instrument."""
        found = [check.get("facts") for check in self.claim["checks"] if check["gate"] == "G5"]
        return (found[0] or {}) if found else {}

    @cached_property
    def q(self) -> float:
        """Benjamini and Hochberg's q over the declared claims of the language; NaN where it was not tested."""
        language = str(self.claim["contrast"]).partition(":")[0] + ":"
        declared = self.reading.claims[self.reading.claims["declared"].astype(bool)]
        held = [row for row in records(declared[list(KEYS)]) if str(row["contrast"]).startswith(language)]
        cells = [tuple(row[key] for key in KEYS) for row in held]
        tested = [self.reading.effects.get(cell, {}).get("p_value", math.nan) for cell in cells]
        found = dict(zip(cells, benjamini_hochberg(tested).tolist(), strict=True)) if cells else {}
        return float(found.get(tuple(self.claim[key] for key in KEYS), math.nan))


def claim_category(claim: Row, reading: Reading) -> str:
    """Return what a claim counts, by name: a category of cues, a variant of a name, an attribute of a head."""
    names = reading.names
    if claim["family"] == NAMING:
        return names.variant(claim["referent"], claim["category"])
    if claim["family"] == HEADS:
        return attribute_name(claim["category"], reading)
    return names.category(claim["family"], claim["category"])


def about(claim: Row, reading: Reading) -> str:
    """Return what a claim is about, by name: "Delegitimise → sanctions"."""
    of = f" → {reading.names.referent(claim['referent'])}" if claim["referent"] else ""
    return capital(claim_category(claim, reading)) + of


def is_known(value: Any) -> bool:
    """Tell whether a number can be printed."""
    return value is not None and math.isfinite(value)
