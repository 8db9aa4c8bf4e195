"""Instrument: gate G5, whether what counts the words finds them, and whose they are, equally well in both outlets.

Two things are asked. **Speech**: direct speech, marked by readers in articles of some outlets (`framing.study.grading.accuracy`), must be
found about as often in both, or quoted words end up in one outlet's own voice. **Codes**: coders of the study's own sentences
(`framing.study.grading.coded`) must agree, find the category where it was found, and not elsewhere – and find the voice right. The gate
passes where the codes speak for the instrument and nothing of speech against it; without codes it is open. Reasons, the first
that holds::

    speech_differs     recall of direct speech lies too far apart
    not_coded, …       what speaks against the instrument, or is not known (`framing.study.grading.coded.REASONS`)
    voice_wrong        coders found too many sentences in another voice than that of the claim
    speech_unknown     nobody marked speech or coded voices
    sound              none of these

A count over all voices does not depend on who speaks: of it only the codes are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import numpy as np
import pandas as pd

from framing.study.comparison.cells import ALL
from framing.study.comparison.designs import Design
from framing.study.grading.accuracy import WHAT, Accuracy, accuracy_of
from framing.study.grading.cases import Gate
from framing.study.grading.coded import LEAST_PRECISION, NOT_CODED, InstrumentFacts

DIRECT: Final = WHAT[0]
# No outlet's direct speech may be found this much more rarely than the other's: a difference in recall of a twentieth
# moves a twentieth of the quoted words into the outlet's own voice.
LARGEST_RECALL_DIFFERENCE: Final = 0.05
# The French gold has 33 articles and some 200 stretches for each paper: the interval of a recall of .9 is then ±.045.
NEEDED_ARTICLES: Final = 30
# A quarter of the voices wrong would be more than a difference between outlets that is worth telling.
LEAST_VOICE_RIGHT: Final = LEAST_PRECISION


def instrument(
    design: Design, voice: str, coded: InstrumentFacts = NOT_CODED, table: pd.DataFrame | None = None
) -> Gate:
    """Answer gate G5 for a cell.

    Parameters
    ----------
    design : Design
    voice : str
        Of the cell.
    coded : InstrumentFacts
        What codes say of the cell.
    table : DataFrame, optional
        Counts of marked speech; default those of `framing.study.grading.accuracy`.
    """
    speech = _speech(design, table)
    facts = {
        **coded.facts,
        **speech,
        "needed_articles": NEEDED_ARTICLES,
        "tolerance": LARGEST_RECALL_DIFFERENCE,
    }
    apart = speech["speech_difference"]
    if voice != ALL and apart is not None and apart > LARGEST_RECALL_DIFFERENCE:
        return Gate("G5", False, "speech_differs", facts)
    told = voice == ALL or apart is not None
    unknown = [] if told or _voices(coded.facts) else ["speech_unknown"]
    if coded.reasons:
        return Gate("G5", coded.passed, coded.reasons[0], facts | {"failures": [*coded.reasons, *unknown]})
    if voice != ALL and any(right < LEAST_VOICE_RIGHT for right in _voices(coded.facts)):
        return Gate("G5", False, "voice_wrong", facts)
    return Gate("G5", None, "speech_unknown", facts) if unknown else Gate("G5", True, "sound", facts)


def _voices(facts: Mapping[str, Any]) -> list[float]:
    """Return the shares of voices that are right, of both outlets; nothing where one is unknown."""
    right = [facts.get(f"voice_right_{side}") for side in "ab"]
    return [] if None in right else [float(share) for share in right if share is not None]


def _speech(design: Design, table: pd.DataFrame | None) -> dict[str, Any]:
    """Return recall of direct speech in both outlets and the distance between them; None where unknown."""
    outlets = (design.outlet_a, design.outlet_b)
    known = [
        _marked(outlet, design.language)
        if table is None
        else accuracy_of(outlet, design.language, DIRECT, table)
        for outlet in outlets
    ]
    facts: dict[str, Any] = {"unknown": [o for o, found in zip(outlets, known, strict=True) if found is None]}
    for side, accuracy in zip("ab", known, strict=True):
        facts |= {f"speech_{n}_{side}": _rounded(accuracy, n) for n in (*Accuracy._fields[2:], "marked")}
    recalls = [facts[f"speech_recall_{side}"] for side in "ab"]
    difference = None if None in recalls else round(abs(recalls[0] - recalls[1]), 4)
    return facts | {"speech_difference": difference}


@cache
def _marked(outlet: str, language: str) -> Accuracy | None:
    """Look it up once an outlet, for it is asked of every cell."""
    return accuracy_of(outlet, language, DIRECT)


def _rounded(accuracy: Accuracy | None, name: str) -> float | None:
    value = float("nan") if accuracy is None else float(getattr(accuracy, name))
    return None if np.isnan(value) else round(value, 4)
