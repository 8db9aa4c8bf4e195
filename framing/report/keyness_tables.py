"""Tables of the section on keyness: what a word's row says, what declares apart from what only describes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, missing, number, table
from framing.report.counted import TERMS
from framing.report.evidence import Evidence, identity
from framing.report.keyness_rows import kind_of, others_said, word_contrast_name, word_sides
from framing.report.reading import Reading, Side
from framing.report.records import records
from framing.report.wording import Runs, flat, strong, words
from framing.stats import rule_of_three
from framing.study.comparison.estimates import PER_10K
from framing.study.comparison.vocabulary import OTHER_VOICES, OWN

Row = dict[str, Any]


class Column(NamedTuple):
    """A column: its head, and what makes a cell of a row."""

    head: dict[str, str]
    cell: Callable[[Row], Cell]


class Tables:
    """Tables of one contrast.

    Parameters
    ----------
    contrast : str
    reading : Reading
    evidence : Evidence
    """

    def __init__(self, contrast: str, reading: Reading, evidence: Evidence) -> None:
        self._contrast, self._reading, self._evidence = contrast, reading, evidence
        self._say, self._language = reading.say, reading.language
        self._sides = word_sides(contrast, reading)

    def main(self, rows: pd.DataFrame) -> Block:
        """Return the table of listed words: counts of both sides, how far they differ, what permutation says."""
        shown = self._with_others(rows)
        columns = [self._word(), *self._counts("a", shown), *self._counts("b", shown), *self._effects(shown)]
        caption = self._caption("caption")
        notes = ["order", "note_list" if self._is_list else "note"]
        return self._table("keyness-of", caption, shown, columns, notes)

    def absent(self, rows: pd.DataFrame) -> Block:
        """Return the table of listed words that one side does not say, with a bound of what it may say."""
        shown = self._with_others(rows)
        columns = [
            self._word(),
            self._column("said_by", "text", lambda row: cell(self._by(row).label)),
        ]
        columns += [
            self._column("f", "number", lambda row: self._count(row, "a" if row["side_sign"] > 0 else "b")),
            self._column("per_10k", "number", lambda row: self._decimal(self._said(row, "per_10k"), 1)),
            self._column("articles", "number", lambda row: self._integer(self._said(row, "documents"))),
            self._column("at_most", "number", self._bound),
            self._column("others", "number", lambda row: self._integer(self._unsaid(row, "others"))),
        ]
        columns += [self._number("conservative_log_ratio", "lrc", 2), *self._probabilities()]
        return self._table("keyness-absent", self._caption("absent"), shown, columns, ["note_absent"])

    def as_if_independent(self, rows: pd.DataFrame) -> Block:
        """Return the measures that take words as independent: folded, for readers who know them."""
        columns = [
            self._word(), self._number("percent_diff", "percent_diff", 0), self._number("odds_ratio", "odds_ratio", 2),
            self._number("g2", "g2", 1), self._number("g2_two_cell", "g2_two_cell", 1),
            self._number("chi_squared", "chi_squared", 1), self._log10_p("fisher_log10_p", "fisher"),
            self._number("conservative_log_ratio", "lrc", 2),
            self._number("specificity", "specificity", 1), self._number("log_odds", "delta", 2),
            self._number("log_odds_z", "z", 2),
            self._bounds("log_odds_z_least", "log_odds_z_most", "priors"),
        ]  # fmt: skip
        return self._table(
            "keyness-tokens", self._caption("tokens"), rows, columns, ["note_tokens"], folded=True
        )

    def by_article(self, rows: pd.DataFrame) -> Block:
        """Return the measures that count by article, and the other voices one by one: folded."""
        columns = [
            self._word(), self._number("log_odds_z_clustered", "z_clustered", 2), self._number("rank_sum_z", "rank_z", 2),
            self._log10_p("rank_sum_log10_p", "rank_p"), self._number("text_dispersion_g2", "text_g2", 1),
            self._number("score_z", "score", 2), self._number("prevalence_z", "prevalence", 2), self._number("intensity_z", "intensity", 2),
            self._p("bh_q", "q"),
        ]  # fmt: skip
        columns += [self._pair(name, f"keyness.{name}", 2) for name in ("dp", "dpnorm", "dp_egbert")]
        said = [voice for voice in OTHER_VOICES if rows[[f"{voice}_a", f"{voice}_b"]].to_numpy().sum() > 0]
        columns += [self._pair(voice, f"voices.{voice}.short", 0) for voice in said]
        return self._table(
            "keyness-articles", self._caption("by_article"), rows, columns, ["note_articles"], folded=True
        )

    @property
    def _is_list(self) -> bool:
        return kind_of(self._contrast) == "reference"

    def _table(
        self, start: str, caption: Runs, rows: pd.DataFrame, columns: Sequence[Column], notes: Sequence[str],
        folded: bool = False,
    ) -> Block:  # fmt: skip
        body = [[one.cell(row) for one in columns] for row in records(rows)]
        said = [self._say.say(f"keyness.{note}", level=self._level()) for note in notes]
        heads = [one.head for one in columns]
        return table(identity(start, self._contrast), caption, heads, body, said, wide=True, folded=folded)

    def _caption(self, key: str) -> Runs:
        contrast = strong(flat(word_contrast_name(self._contrast, self._reading)))
        return self._say.say(f"keyness.{key}", contrast=contrast)

    def _level(self) -> str:
        return numbers.percent(float(self._reading.settings["statistics"]["interval"]), self._language)

    def _with_others(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(**{f"others_{side}": others_said(rows, side) for side in "ab"})

    def _column(self, label: str, kind: str, make: Callable[[Row], Cell], group: str = "") -> Column:
        return Column(column(self._say.template(f"keyness.{label}"), kind, group), make)

    def _word(self) -> Column:
        language = self._sides[0].language
        return self._column("word", "text", lambda row: cell(words(str(row["term"]), language)))

    def _counts(self, x: str, rows: pd.DataFrame) -> list[Column]:
        """Return the columns of one side; of a list it is not known in how many articles, nor in whose mouth."""
        group = self._sides["ab".index(x)].label
        known = bool(rows[f"documents_{x}"].notna().any())
        made = [
            self._column("f", "number", lambda row: self._count(row, x), group),
            self._column("per_10k", "number", lambda row: self._decimal(row[f"per_10k_{x}"], 1), group),
        ]
        if known:
            made += [
                self._column("articles", "number", lambda row: self._integer(row[f"documents_{x}"]), group),
                self._column("others", "number", lambda row: self._integer(row[f"others_{x}"]), group),
            ]
        return made

    def _effects(self, rows: pd.DataFrame) -> list[Column]:
        """Return how far a word differs, and the figure that it is ordered by: the interval, or where there is none."""
        made = [self._number("log_ratio", "log_ratio", 2)]
        if rows["log_ratio_low"].notna().any():
            made.append(self._bounds("log_ratio_low", "log_ratio_high", "interval"))
        else:
            made.append(self._number("conservative_log_ratio", "lrc", 2))
        if self._is_list:
            return [*made, self._number("g2", "g2", 1), self._number("log_odds_z", "z", 2)]
        return [*made, *self._probabilities()]

    def _probabilities(self) -> list[Column]:
        if self._is_list:
            return []
        return [self._p("p_value", "p"), self._p("p_adjusted", "p_adjusted")]

    def _number(self, name: str, label: str, digits: int) -> Column:
        return self._column(label, "number", lambda row: self._decimal(row[name], digits))

    def _bounds(self, low: str, high: str, label: str) -> Column:
        return self._column(label, "number", lambda row: self._range(row, low, high))

    def _p(self, name: str, label: str) -> Column:
        return self._column(label, "number", lambda row: self._probability(row[name]))

    def _log10_p(self, name: str, label: str) -> Column:
        return self._column(label, "number", lambda row: self._probability(10.0 ** row[name]))

    def _count(self, row: Row, x: str) -> Cell:
        """Return how often a side says a word in its own voice, linked to its articles."""
        side, value = self._sides["ab".index(x)], row[f"count_{x}"]
        href = self._evidence.link(TERMS, side.key, str(row["term"]), voice=OWN)
        return number(value, numbers.integer(value, self._language), href)

    def _by(self, row: Row) -> Side:
        return self._sides[0 if row["side_sign"] > 0 else 1]

    def _said(self, row: Row, name: str) -> float:
        return float(row[f"{name}_{'a' if row['side_sign'] > 0 else 'b'}"])

    def _unsaid(self, row: Row, name: str) -> float:
        return float(row[f"{name}_{'b' if row['side_sign'] > 0 else 'a'}"])

    def _bound(self, row: Row) -> Cell:
        return self._decimal(PER_10K * float(rule_of_three(self._unsaid(row, "tokens"), share=True)), 1)

    def _decimal(self, value: float, digits: int) -> Cell:
        return _shown(value, numbers.decimal(value, digits, self._language))

    def _integer(self, value: float) -> Cell:
        return _shown(value, numbers.integer(value, self._language))

    def _probability(self, value: float) -> Cell:
        return _shown(value, numbers.probability(value, self._language))

    def _range(self, row: Row, low: str, high: str) -> Cell:
        open_end = self._say.template("page.open_end")
        ends = [
            numbers.bound(row[name], numbers.decimal(row[name], 2, self._language), open_end)
            for name in (low, high)
        ]
        return _shown(
            row[low], self._say.plain("page.interval", low=ends[0], high=ends[1]) if all(ends) else ""
        )

    def _pair(self, name: str, label: str, digits: int) -> Column:
        """Return a column of the values of both sides, first : second."""
        return Column(column(self._say.template(label)), lambda row: self._both(row, name, digits))

    def _both(self, row: Row, name: str, digits: int) -> Cell:
        ends = [numbers.decimal(row[f"{name}_{side}"], digits, self._language) or "–" for side in "ab"]
        first = float(row[f"{name}_a"])
        return cell(" : ".join(ends), first if math.isfinite(first) else None)


def _shown(value: float, shown: str) -> Cell:
    return number(value, shown) if shown else missing("–")
