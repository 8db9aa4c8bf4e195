"""Labels that several sections share: contrasts, families of cues and what is said of what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.report.names import NOT_CUES
from framing.report.reading import Reading, contrast_sides
from framing.report.wording import Runs, name, text
from framing.study.config.families import FAMILIES


def families(reading: Reading) -> list[tuple[str, list[str]]]:
    """Return each family of a codebook of cues with its categories: those searched, observed, declared or estimated."""
    tables = (reading.observations, reading.estimates, reading.claims)
    pairs = pd.concat([t[["family", "category"]].astype(str).drop_duplicates() for t in tables])
    known = {(family, c) for (_, family), categories in reading.names.searched.items() for c in categories}
    every = sorted(
        {(f, c) for f, c in {*map(tuple, pairs.to_numpy()), *known} if c and f not in (*NOT_CUES, *FAMILIES)}
    )
    return [(f, [c for g, c in every if g == f]) for f in dict.fromkeys(f for f, _ in every)]


def family_name(family: str, reading: Reading) -> str:
    """Return the name of a family for readers."""
    key = f"families.{family}"
    return reading.say.plain(key) if key in reading.say else name(family)["text"]


def contrast_name(key: str, reading: Reading) -> Runs:
    """Return a contrast for readers: first outlet – second outlet."""
    labels = [side.label for side in contrast_sides(key, reading)]
    return [run for i, label in enumerate(labels) for run in ([text(" – ")] if i else []) + [name(label)]]


def voice_name(claim: Mapping[str, Any], reading: Reading) -> str:
    """Return the voice of a claim as it stands beside the contrast: "in the outlet’s own voice"."""
    return reading.say.template(f"voices.{claim['voice']}.long")


def attribute_name(kind: str, reading: Reading) -> str:
    """Return what an attribute of a head is: an adjective, a complement."""
    key = f"attributes.{kind}"
    return reading.say.plain(key) if key in reading.say else name(kind)["text"]


def target_name(referent: str, reading: Reading) -> str:
    """Return what a cue is said of."""
    return reading.names.referent(referent) if referent else reading.say.template("vocabulary.no_target")
