"""Section: keyness – words that are more frequent on one side; exploratory, claims nothing."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from framing.report import numbers
from framing.report.blocks import (  # fmt: skip
    Block,
    Cell,
    cell,
    column,
    figure,
    heading,
    missing,
    note,
    number,
    paragraph,
    section,
    table,
)
from framing.report.counted import TERMS
from framing.report.evidence import Evidence, identity
from framing.report.labels import contrast_name
from framing.report.reading import Reading, contrast_sides
from framing.report.records import records
from framing.report.wording import flat, strong, words
from framing.study.designs import contrast_key
from framing.study.estimates import keyness_table

LISTED = 8  # words a side: what one page holds
ARTICLES_TO_LIST = 3  # statistics.md §3; fewer where an outlet has fewer articles
ALPHA = 0.05
_TESTED = ("p_value", "p_adjusted", "bh_q")


def keyness(reading: Reading, evidence: Evidence, wide: pd.DataFrame) -> Block:
    """Return the section on keyness from the rows that `wide_rows` returns."""
    say = reading.say
    blocks = [
        paragraph(say.say("keyness.intro")),
        *_banner(wide, reading),
        paragraph(say.say("keyness.ranking")),
    ]
    for contrast, rows in wide.groupby("contrast", sort=False):
        shown = listed_rows(rows)
        if len(shown):
            blocks += [
                heading(identity("keyness", str(contrast)), flat(contrast_name(str(contrast), reading)))
            ]
            blocks += [
                figure(dots(str(contrast), shown, reading, evidence)),
                _table(str(contrast), shown, reading, evidence),
            ]
    return section("keyness", say.template("sections.keyness"), blocks)


def wide_rows(reading: Reading) -> pd.DataFrame:
    """Return the keyness tables of all contrasts, in their order, one below the other with the column contrast.

    Within a contrast in the order of `framing.study.estimates.keyness_table`: by size of the score, then G²,
    then word.
    """
    order = [
        contrast_key(language, *pair)
        for language in reading.settings["languages"]
        for pair in reading.settings["contrasts"]
    ]
    rank = {key: i for i, key in enumerate(order)}
    found = sorted(reading.keyness, key=lambda key: (rank.get(key, len(rank)), key))
    tables = [reading.keyness[contrast].assign(contrast=contrast) for contrast in found]
    nothing = keyness_table(reading.estimates.iloc[:0], "").assign(contrast="")
    return pd.concat(tables or [nothing], ignore_index=True)


def listed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the words to list of one contrast: by side, those in enough articles, in the order of the rows.

    A word counts towards the side on which it is more frequent. It must stand in three articles of
    that side, or in all of them where there are fewer. The words of the first outlet come first.
    """
    sides = []
    for sign, column_of in ((1, "documents_a"), (-1, "documents_b")):
        floor = min(ARTICLES_TO_LIST, int(rows[column_of].max())) if len(rows) else 0
        mine = rows[(rows["log_ratio"] * sign > 0) & (rows[column_of] >= max(1, floor))]
        sides.append(mine.assign(side_sign=sign).head(LISTED))
    return pd.concat(sides, ignore_index=True)


def listed_terms(reading: Reading, wide: pd.DataFrame) -> pd.DataFrame:
    """Return every word that the section lists, with the outlets of its contrast: DataFrame[side, term]."""
    found = []
    for contrast, rows in wide.groupby("contrast", sort=False):
        terms = listed_rows(rows)["term"].tolist()
        found += [(side.key, term) for side in contrast_sides(str(contrast), reading) for term in terms]
    return pd.DataFrame(sorted(set(found)), columns=["side", "term"])


def _banner(wide: pd.DataFrame, reading: Reading) -> list[Block]:
    """Say what survives the correction; usually nothing does, and then a reader must know before reading on."""
    say = reading.say
    found = []
    for contrast, rows in wide.groupby("contrast", sort=False):
        survive = int((rows["p_adjusted"] < ALPHA).sum())
        naive = int((rows["g2"] > 3.841).sum())  # noqa: PLR2004 (χ² with one degree of freedom, p < .05)
        design = reading.designs[reading.designs["contrast"] == contrast]
        least = float(design["smallest_p"].iloc[0]) if len(design) else math.nan
        found.append(
            say.say(
                "keyness.survivors" if survive else "keyness.none",
                contrast=contrast_name(str(contrast), reading), tested=say.count(len(rows), "word"),
                survive=say.count(survive, "word"), naive=say.count(naive, "word"),
                least=numbers.probability(least, reading.language) or "–",
            )
        )  # fmt: skip
    if not found:
        return [note(say.say("keyness.not_run"), "caution")]
    return [{"type": "banner", "tone": "caution", "items": found}]


def dots(contrast: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> Block:
    """Return the figure of log ratios, outlet names at both ends of the axis, words in the order of the table."""
    say, language = reading.say, reading.language
    names = [run["text"] for run in contrast_name(contrast, reading) if run["kind"] == "name"]
    certain = rows["log_ratio_low"].notna().any()
    values = {"first": names[0], "second": names[1], "n": say.count(len(rows), "word")}
    return {
        "id": identity("dots", contrast), "chart": "dots",
        "title": say.plain("figures.dots.title", **values),
        "subtitle": say.plain("figures.dots.with" if certain else "figures.dots.without", **values),
        "source": say.plain("figures.source"), "alt": say.plain("figures.dots.alt", **values),
        "data": {
            "terms": rows["term"].tolist(), "ends": names,
            "values": [_finite(v) for v in rows["log_ratio"]],
            "low": [_finite(v) for v in rows["log_ratio_low"]],
            "high": [_finite(v) for v in rows["log_ratio_high"]],
            "marks": [
                f"{numbers.integer(a, language)} : {numbers.integer(b, language)}"
                for a, b in zip(rows["count_a"], rows["count_b"], strict=True)
            ],
        },
        "table": _dots_data(contrast, rows, names, reading, evidence),
    }  # fmt: skip


def _dots_data(
    contrast: str, rows: pd.DataFrame, names: list[str], reading: Reading, evidence: Evidence
) -> Block:
    say, language = reading.say, reading.language
    columns = [column(say.template("keyness.word")), *[column(n, "number") for n in names]]
    columns.append(column(say.template("keyness.log_ratio"), "number"))
    body = [
        [
            cell(words(row["term"], contrast.partition(":")[0])),
            *_counts(contrast, row, reading, evidence),
            number(row["log_ratio"], numbers.decimal(row["log_ratio"], 2, language)),
        ]
        for row in records(rows)
    ]
    caption = say.say("figures.dots.data", first=names[0], second=names[1])
    return table(identity("dots-data", contrast), caption, columns, body)


def _counts(contrast: str, row: dict[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    """Return how often a word stands on each side, linked to its articles and voices."""
    return [
        number(
            row[f"count_{x}"], numbers.integer(row[f"count_{x}"], reading.language),
            evidence.link(TERMS, side.key, str(row["term"])),
        )
        for x, side in zip("ab", contrast_sides(contrast, reading), strict=True)
    ]  # fmt: skip


def _finite(value: float) -> float | None:
    return round(float(value), 4) if math.isfinite(value) else None


def _table(contrast: str, rows: pd.DataFrame, reading: Reading, evidence: Evidence) -> Block:
    say = reading.say
    columns = [column(say.template("keyness.word"))]
    for side in contrast_sides(contrast, reading):
        columns += [
            column(say.template(f"keyness.{c}"), "number", side.label)
            for c in ("f", "per_10k", "articles", "dp")
        ]
    columns += [
        column(say.template(f"keyness.{c}"), "number")
        for c in ("log_ratio", "g2", "z", "score", "p", "p_adjusted", "q")
    ]
    body = [_row(contrast, row, reading, evidence) for row in records(rows)]
    caption = say.say("keyness.caption", contrast=strong(flat(contrast_name(contrast, reading))))
    notes = [say.say("keyness.order"), say.say("keyness.note")]
    return table(identity("keyness-of", contrast), caption, columns, body, notes, wide=True)


def _row(contrast: str, row: dict[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    language = reading.language
    cells = [cell(words(str(row["term"]), contrast.partition(":")[0]))]
    for x, count in zip("ab", _counts(contrast, row, reading, evidence), strict=True):
        per_10k, articles, dp = (row[f"{c}_{x}"] for c in ("per_10k", "documents", "dpnorm"))
        cells += [count, number(per_10k, numbers.decimal(per_10k, 1, language))]
        cells += [number(articles, numbers.integer(articles, language)), _decimal(dp, 2, language)]
    shown = (("log_ratio", 2), ("g2", 1), ("log_odds_z", 2), ("score_z", 2))
    cells += [_decimal(row[c], digits, language) for c, digits in shown]
    return cells + [_statistic(row[c], numbers.probability(row[c], language)) for c in _TESTED]


def _decimal(value: float, digits: int, language: str) -> Cell:
    return _statistic(value, numbers.decimal(value, digits, language))


def _statistic(value: float, shown: str) -> Cell:
    return number(value, shown) if shown else missing("–")
