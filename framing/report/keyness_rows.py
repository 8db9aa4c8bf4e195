"""Rows of the section on keyness: of which contrasts, under which names, and which words are listed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from framing.report.reading import Reading, Side, contrast_sides, side_of
from framing.report.wording import Runs, name, text
from framing.study.comparison.designs import contrast_key
from framing.study.comparison.estimates import keyness_table
from framing.study.comparison.keyness import REFERENCE, REST, is_special, sides_of
from framing.study.comparison.term_estimates import ARTICLES_TO_LIST
from framing.study.comparison.vocabulary import OTHER_VOICES

LISTED = 12  # words a side: what one page holds with their figure
ABSENT = 8  # words a side that the other does not say
ALPHA = 0.05
_KINDS = {REST: "rest", REFERENCE: "reference"}


def kind_of(contrast: str) -> str:
    """Return what a contrast compares: "pair" of outlets, an outlet and the "rest" of them, or a "reference" list."""
    return _KINDS[sides_of(contrast)[2]] if is_special(contrast) else "pair"


def word_sides(contrast: str, reading: Reading) -> tuple[Side, Side]:
    """Return both sides of a contrast of words; the second may be no outlet."""
    kind = kind_of(contrast)
    if kind == "pair":
        return contrast_sides(contrast, reading)
    language, outlet, other = sides_of(contrast)
    first = side_of(f"{language}:{outlet}", reading)
    label = reading.say.template(f"keyness.{kind}")
    several = first.label.removeprefix(
        reading.names.outlet(outlet)
    )  # " (fr)" where there are several languages
    return first, replace(first, key=f"{language}:{other}", outlet=other, label=label + several)


def word_contrast_name(contrast: str, reading: Reading) -> Runs:
    """Return a contrast of words for readers: first side – second side."""
    first, second = word_sides(contrast, reading)
    other = name(second.label) if kind_of(contrast) == "pair" else text(second.label)
    return [name(first.label), text(" – "), other]


def wide_rows(reading: Reading) -> pd.DataFrame:
    """Return the keyness tables of all contrasts, in their order, one below the other with the column contrast.

    Contrasts of outlets first, then each outlet against all others, then against a list. Within a contrast in the order
    of `framing.study.comparison.estimates.keyness_table`.
    """
    rank = {key: i for i, key in enumerate(_order(reading))}
    found = sorted(reading.keyness, key=lambda key: (rank.get(key, len(rank)), key))
    tables = [reading.keyness[contrast].assign(contrast=contrast) for contrast in found]
    nothing = keyness_table(reading.estimates.iloc[:0], "").assign(contrast="")
    return pd.concat(tables or [nothing], ignore_index=True)


def listed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the words to list of one contrast that both sides say, with `side_sign`; see `words_of_sides`."""
    both = (rows["count_a"] > 0) & (rows["count_b"] > 0)
    return words_of_sides(rows, both, LISTED)


def absent_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the words to list of one contrast that one side does not say, with `side_sign` of the other."""
    absent = (rows["count_a"] == 0) | (rows["count_b"] == 0)
    return words_of_sides(rows, absent, ABSENT)


def words_of_sides(rows: pd.DataFrame, chosen: pd.Series, room: int) -> pd.DataFrame:
    """Return chosen words that may be listed, those of the first side before those of the second, as they are ordered.

    A word is of the side on which it is more frequent. It may be listed where the table says so; where that side has
    fewer than `ARTICLES_TO_LIST` articles, where it stands in all of them and none of all articles decides its direction;
    of a list, which has no articles, where none of the outlet's does.
    Of each side there are `room` at most, first of all for words that survive correction.
    """
    sides = []
    for sign, column in ((1, "documents_a"), (-1, "documents_b")):
        most, is_list = rows[column].max(), rows[column].isna().all()
        all_of_few = (rows[column] == most) & (most < ARTICLES_TO_LIST)
        few = rows["sign_holds"] & (all_of_few | is_list)
        mine = rows[chosen & (rows["log_ratio"] * sign > 0) & (rows["listed"] | few)]
        first = np.argsort(~survives(mine).to_numpy(), kind="stable")[:room]
        sides.append(mine.iloc[np.sort(first)].assign(side_sign=sign))
    listed: pd.DataFrame = pd.concat(sides, ignore_index=True)
    return listed


def survives(rows: pd.DataFrame) -> pd.Series:
    """Tell which words survive correction over the vocabulary of their contrast."""
    return rows["p_adjusted"] < ALPHA


def listed_terms(reading: Reading, wide: pd.DataFrame) -> pd.DataFrame:
    """Return every word that the section lists, with the outlets of its contrast: DataFrame[side, term]."""
    found = set()
    for contrast, rows in wide.groupby("contrast", sort=False):
        terms = [*listed_rows(rows)["term"], *absent_rows(rows)["term"]]
        found |= {(side.key, term) for side in word_sides(str(contrast), reading) for term in terms}
    return pd.DataFrame(sorted(found), columns=["side", "term"])


def others_said(rows: pd.DataFrame, side: str) -> pd.Series:
    """Return how often each word stands in other voices than the outlet's own."""
    voices = [f"{voice}_{side}" for voice in OTHER_VOICES]
    return rows[voices].sum(axis=1, min_count=1).astype(np.float64)


def _order(reading: Reading) -> list[str]:
    pairs = [
        (language, pair)
        for language in reading.settings["languages"]
        for pair in reading.settings["contrasts"]
    ]
    outlets = dict.fromkeys((language, outlet) for language, pair in pairs for outlet in pair)
    return [contrast_key(language, *pair) for language, pair in pairs] + [
        contrast_key(language, outlet, "") + other
        for other in (REST, REFERENCE)
        for language, outlet in outlets
    ]
