"""Keyness beyond pairs: each outlet against all others of a study, and against a list of frequencies.

Words alone are compared in these contrasts: nothing is claimed of them, and no cell is counted in them. Their keys end in
what no outlet's name does, for `contrast_key` writes the % of a name as %25.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

import numpy as np
import pandas as pd

from framing.study.comparison.designs import Design, contrast_key, inside_window, plan_designs
from framing.study.comparison.exchange import Chance
from framing.study.config.word_lists import WordList

REST = "%rest"
REFERENCE = "%reference"
# With two outlets the rest of one is the other: the contrast of the two says it already.
NEEDED_OUTLETS = 3
# Names of the two sides while such a contrast is planned; no document is looked up by them.
_ONE, _OTHERS = "one", "others"


@dataclass(frozen=True, eq=False)
class WordContrast:
    """A contrast of which words alone are compared.

    Attributes
    ----------
    design : Design
        Against a list it has documents on one side only.
    chance : Chance
    words : WordList or None
        What stands on the other side, where it is a list.
    """

    design: Design
    chance: Chance
    words: WordList | None = None


def plan_rests(
    documents: pd.DataFrame,
    events: pd.DataFrame,
    contrasts: Sequence[tuple[str, str]],
    *,
    languages: Sequence[str] = (),
    **settings: Any,
) -> tuple[Design, ...]:
    """Plan each outlet of a study against all its other outlets, in every language that has three of them.

    Parameters
    ----------
    documents, events : DataFrame
        Contract tables.
    contrasts : sequence of (outlet, outlet)
        Their outlets are those of the study, in this order.
    languages : sequence of str
        Default: those of the documents.
    **settings
        As `plan_designs` takes them: strata, matching and copies are as between two outlets.
    """
    named = _outlets(contrasts)
    own = documents.loc[documents["outlet"].isin(named)]
    inside = own.loc[inside_window(own["published"], settings.get("window"))]
    found = []
    for language in sorted(languages or set(documents["language"])):
        present = set(inside.loc[inside["language"] == language, "outlet"])
        if len(present) >= NEEDED_OUTLETS:
            told = [outlet for outlet in named if outlet in present]
            found += [_one_side(own, events, language, outlet, REST, settings) for outlet in told]
    return tuple(found)


def plan_against_list(
    documents: pd.DataFrame,
    events: pd.DataFrame,
    contrasts: Sequence[tuple[str, str]],
    *,
    languages: Sequence[str],
    **settings: Any,
) -> tuple[Design, ...]:
    """Plan each outlet of a study against a list, in the languages that the list has; parameters as in `plan_rests`."""
    named = _outlets(contrasts)
    planned = [
        _one_side(documents.loc[documents["outlet"] == outlet], events, language, outlet, REFERENCE, settings)
        for language in sorted(languages)
        for outlet in named
    ]
    return tuple(design for design in planned if design.n_a)


def sides_of(contrast: str) -> tuple[str, str, str]:
    """Return language and outlets of a key; the second is `REST` or `REFERENCE` where it ends in one.

    An outlet that is itself called so has its % written %25 in the key: ask the key, see `is_special`.
    """
    language, first, second = contrast.split(":")
    return language, unquote(first), second if is_special(contrast) else unquote(second)


def is_special(contrast: str) -> bool:
    """Tell whether the second side of a contrast is no outlet."""
    return contrast.rpartition(":")[2] in (REST, REFERENCE)


def _one_side(
    documents: pd.DataFrame, events: pd.DataFrame, language: str, outlet: str, other: str, settings: Any
) -> Design:
    sides = np.where(documents["outlet"] == outlet, _ONE, _OTHERS)
    renamed = documents.assign(outlet=pd.Series(sides, index=documents.index, dtype="str"))
    (design,) = plan_designs(renamed, events, [(_ONE, _OTHERS)], languages=[language], **settings)
    key = contrast_key(language, outlet, "") + other
    return replace(design, contrast=key, outlet_a=outlet, outlet_b=other)


def _outlets(contrasts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet for pair in contrasts for outlet in pair))
