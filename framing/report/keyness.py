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
from framing.report.evidence import Evidence, identity
from framing.report.reading import Reading, contrast_sides
from framing.report.records import records
from framing.report.vocabulary import contrast_name
from framing.report.wording import flat, strong, words

LISTED = 8  # words a side: what one page holds
ARTICLES_TO_LIST = 3  # statistics.md §3; fewer where an outlet has fewer articles
ALPHA = 0.05


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
                figure(dots(str(contrast), shown, reading)),
                _table(str(contrast), shown, reading, evidence),
            ]
    return section("keyness", say.template("sections.keyness"), blocks)


def wide_rows(reading: Reading) -> pd.DataFrame:
    """Return one row per contrast and term, a column per statistic, in the order of the contrasts."""
    rows = reading.estimates[(reading.estimates["family"] == "terms") & (reading.estimates["voice"] == "all")]
    keys = ["contrast", "term"]
    carried = ["hits_a", "hits_b", "opportunities_a", "opportunities_b", "documents_a", "documents_b"]
    values = rows.pivot_table(
        index=keys, columns="statistic", values="estimate", aggfunc="first", observed=True
    )
    base = rows.sort_values([*keys, "statistic"]).drop_duplicates(keys).set_index(keys)[carried]
    tested = rows[rows["statistic"] == "score_z"].set_index(keys)[["p_value", "p_adjusted"]]
    bounds = rows[rows["statistic"] == "log_ratio"].set_index(keys)[["low", "high"]]
    wide = base.join(values).join(tested).join(bounds).reset_index()
    needed = ("log_ratio", "log_odds_z", "g2", "dpnorm_a", "dpnorm_b", "bh_q")
    wide = wide.assign(**{c: math.nan for c in needed if c not in wide.columns})
    order = [
        f"{lang}:{a}:{b}" for lang in reading.settings["languages"] for a, b in reading.settings["contrasts"]
    ]
    rank = {key: i for i, key in enumerate(order)}
    return wide.assign(_rank=wide["contrast"].map(lambda c: rank.get(c, len(rank)))).sort_values(
        ["_rank", "contrast", "term"], ignore_index=True
    )


def listed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the words to list of one contrast: by side, those in enough articles, by log-odds z.

    A word counts towards the side on which it is more frequent. It must stand in three articles of
    that side, or in all of them where there are fewer. Ties end with the word itself.
    """
    floors = [
        min(ARTICLES_TO_LIST, int(rows[c].max())) if len(rows) else 0 for c in ("documents_a", "documents_b")
    ]
    sides = []
    for sign, column_of, floor in ((1, "documents_a", floors[0]), (-1, "documents_b", floors[1])):
        mine = rows[(rows["log_ratio"] * sign > 0) & (rows[column_of] >= max(1, floor))]
        ranked = mine.assign(_z=mine["log_odds_z"].abs().round(9), side_sign=sign)
        sides.append(ranked.sort_values(["_z", "term"], ascending=[False, True]).head(LISTED))
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


def dots(contrast: str, rows: pd.DataFrame, reading: Reading) -> Block:
    """Return the figure of log ratios, outlet names at both ends of the axis."""
    say, language = reading.say, reading.language
    names = [run["text"] for run in contrast_name(contrast, reading) if run["kind"] == "name"]
    ordered = rows.sort_values(["log_ratio", "term"], ascending=[False, True])
    certain = ordered["low"].notna().any()
    values = {"first": names[0], "second": names[1], "n": numbers.integer(len(rows), language)}
    return {
        "id": identity("dots", contrast), "chart": "dots",
        "title": say.plain("figures.dots.title", **values),
        "subtitle": say.plain("figures.dots.with" if certain else "figures.dots.without", **values),
        "source": say.plain("figures.source"), "alt": say.plain("figures.dots.alt", **values),
        "data": {
            "terms": ordered["term"].tolist(), "ends": names,
            "values": [_finite(v) for v in ordered["log_ratio"]],
            "low": [_finite(v) for v in ordered["low"]], "high": [_finite(v) for v in ordered["high"]],
            "marks": [
                f"{numbers.integer(a, language)} : {numbers.integer(b, language)}"
                for a, b in zip(ordered["hits_a"], ordered["hits_b"], strict=True)
            ],
        },
        "table": table(
            identity("dots-data", contrast), say.say("figures.dots.data", **values),
            [column(say.template("keyness.word")), *[column(n, "number") for n in names],
             column(say.template("keyness.log_ratio"), "number")],
            [
                [cell(words(r["term"], contrast[:2])),
                 *[number(r[c], numbers.integer(r[c], language)) for c in ("hits_a", "hits_b")],
                 number(r["log_ratio"], numbers.decimal(r["log_ratio"], 2, language))]
                for r in records(ordered)
            ],
        ),
    }  # fmt: skip


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
        for c in ("log_ratio", "g2", "z", "p", "p_adjusted", "q")
    ]
    body = [_row(contrast, row, reading, evidence) for row in records(rows)]
    caption = say.say("keyness.caption", contrast=strong(flat(contrast_name(contrast, reading))))
    return table(
        identity("keyness-of", contrast), caption, columns, body, [say.say("keyness.note")], wide=True
    )


def _row(contrast: str, row: dict[str, Any], reading: Reading, evidence: Evidence) -> list[Cell]:
    language, term = reading.language, str(row["term"])
    href = evidence.link("terms", term)
    cells = [cell(words(term, contrast.partition(":")[0]))]
    for x in "ab":
        hits, rate = row[f"hits_{x}"], 1e4 * row[f"hits_{x}"] / max(1.0, row[f"opportunities_{x}"])
        cells.append(number(hits, numbers.integer(hits, language), href))
        cells.append(number(rate, numbers.decimal(rate, 1, language)))
        cells.append(number(row[f"documents_{x}"], numbers.integer(row[f"documents_{x}"], language)))
        cells.append(_statistic(row[f"dpnorm_{x}"], numbers.decimal(row[f"dpnorm_{x}"], 2, language)))
    shown = (("log_ratio", 2), ("g2", 1), ("log_odds_z", 2))
    cells += [_statistic(row[c], numbers.decimal(row[c], digits, language)) for c, digits in shown]
    tested = ("p_value", "p_adjusted", "bh_q")
    return cells + [_statistic(row[c], numbers.probability(row[c], language)) for c in tested]


def _statistic(value: float, shown: str) -> Cell:
    return number(value, shown) if shown else missing("–")
