"""Section: length, diversity, readability – how long each outlet's articles, sentences and words are."""

from __future__ import annotations

from typing import Final

import pandas as pd

from framing.report import numbers
from framing.report.blocks import (
    Block,
    Cell,
    cell,
    column,
    missing,
    note,
    number,
    paragraph,
    section,
    table,
    terms,
)
from framing.report.reading import Reading, Side
from framing.report.wording import Runs, name, strong

VOICE: Final = "own"
# Quartiles of fewer articles are little more than these articles again.
QUARTILES_FROM: Final = 4
# What is shown of the table `measures`, with its decimals: what all have, then what only a text that is long
# enough has. The formula of the language comes last.
_LENGTH: Final = {"tokens": 0}
_DIVERSITY: Final = {"mtld": 0, "mattr_100": 2}
_READABILITY: Final = {"sentence_words": 1, "lix": 0}
_FORMULA: Final = {"en": "flesch", "fr": "kandel_moles"}


def lexical(reading: Reading) -> list[Block]:
    """Return the section, if anything of it was measured."""
    say, measures = reading.say, reading.measures
    own = measures[measures["voice"] == VOICE]
    languages = sorted({side.language for side in reading.sides if (own["side"] == side.key).any()})
    if not languages:
        return []
    blocks = [
        paragraph(say.say("lexical.intro", voice=say.template(f"voices.{VOICE}.long"))),
        note(say.say("lexical.caution"), "caution"),
        *[_table(language, own, reading) for language in languages],
        terms([_explained(measure, reading) for measure in _explained_in(languages)]),
    ]
    return [section("lexical", say.template("sections.lexical"), blocks)]


def _groups(language: str) -> dict[str, dict[str, int]]:
    """Return the measures shown of a language, by the head they stand under."""
    whole = {**_READABILITY, _FORMULA[language]: 0}
    return {"length": _LENGTH, "diversity": _DIVERSITY, "readability": whole}


def _table(language: str, own: pd.DataFrame, reading: Reading) -> Block:
    say, groups = reading.say, _groups(language)
    columns = [column(say.template("page.outlet"))]
    for group, measures in groups.items():
        labels = ["lexical.articles"] if measures is not _LENGTH else []
        labels += [f"lexical.measures.{m}.short" for m in measures]
        columns += [
            column(say.template(key), "number", say.template(f"lexical.groups.{group}")) for key in labels
        ]
    sides = [side for side in reading.sides if side.language == language]
    rows = [
        [cell(name(side.label)), *[c for m in groups.values() for c in _cells(side, m, own, reading)]]
        for side in sides
    ]
    caption = say.say("lexical.caption", language=say.template(f"languages.{language}"))
    notes = [say.say("lexical.note")]
    return table(f"lexical-{language}", caption, columns, rows, notes, wide=True)


def _cells(side: Side, measures: dict[str, int], own: pd.DataFrame, reading: Reading) -> list[Cell]:
    """Return median and quartiles of each measure, after the number of articles that have one if not all do."""
    rows = own[(own["side"] == side.key) & own["value"].notna()]
    values = [rows.loc[rows["measure"] == measure, "value"] for measure in measures]
    shown = [_quartiles(v, digits, reading) for v, digits in zip(values, measures.values(), strict=True)]
    if measures is _LENGTH:
        return shown
    n = max(map(len, values))
    return [number(n, numbers.integer(n, reading.language)), *shown]


def _quartiles(values: pd.Series, digits: int, reading: Reading) -> Cell:
    """Return "median (first quartile – third)"; where no article is long enough, that it is not estimable."""
    if values.empty:
        return missing(reading.say.template("page.not_estimable"))
    low, middle, high = values.quantile([0.25, 0.5, 0.75]).tolist()
    written = {
        key: numbers.decimal(value, digits, reading.language)
        for key, value in (("low", low), ("middle", middle), ("high", high))
    }
    whole = len(values) >= QUARTILES_FROM
    return number(middle, reading.say.plain("lexical.quartiles", **written) if whole else written["middle"])


def _explained_in(languages: list[str]) -> list[str]:
    """Return the measures that need a word, each once."""
    return [*_DIVERSITY, *(_FORMULA[language] for language in languages), "lix"]


def _explained(measure: str, reading: Reading) -> tuple[Runs, Runs]:
    say = reading.say
    return [strong(say.template(f"lexical.measures.{measure}.long"))], say.say(
        f"lexical.measures.{measure}.text"
    )
