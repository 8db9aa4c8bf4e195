"""Messages: what a command says of halves of outlets, safe to print."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from framing.errors import Problem
from framing.study.grading.declarations import KINDS
from framing.study.grading.splits import NEEDED
from framing.study.messages import plain_text

SHOWN = {"claims": "a claim", "cues": "a cue", "words": "a word", "any": "anything"}
VERDICTS = {
    "quiet": "passed",
    "above_bar": "above the bar, within what three standard errors allow",
    "alarms": "MISSED, beyond what three standard errors allow",
}


def splits_text(table: pd.DataFrame) -> str:
    """Return what halves of every outlet declared, a line each.

    Parameters
    ----------
    table : DataFrame
        As `framing.study.grading.splits.split_outlets` returns it.
    """
    if table.empty:
        return "No outlet of the contrasts has a document: nothing to cut in halves."
    return "\n".join([*_heading(table), *map(_line, _rows(table))])


def missed_problems(table: pd.DataFrame) -> list[Problem]:
    """Return what is to be said of outlets that are missed; parameters as in `splits_text`."""
    remedy = "what this study declares of it is no more certain than this: ask less of it, or look for texts that repeat"
    return [
        Problem(
            f"{row['outlet']} ({row['language']})",
            f"at most {_percent(row['limit'])} of the splits with anything declared",
            _percent(row["any"]),
            remedy,
        )
        for row in _rows(table.loc[table["missed"].astype(bool)])
    ]


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False, name=None)]


def _heading(table: pd.DataFrame) -> Iterator[str]:
    cut = table.loc[table["splits"] > 0]
    if len(cut):
        first = cut.iloc[0]
        yield (
            f"{first['splits']} splits of each outlet, half against half: share in which something was declared. "
            f"The bar is {_percent(first['bar'])} (nominal, and two standard errors of that many splits)."
        )


def _line(row: dict[str, Any]) -> str:
    named = f"  {row['language']}  {plain_text(row['outlet'])}, {row['documents']} articles"
    if not row["splits"]:
        return f"{named}: too few to be cut: halves of this size could declare nothing (from {NEEDED} articles on)."
    within = f" within {row['strata']} groups of topic and month" if row["strata"] > 1 else ""
    shares = ", ".join(f"{SHOWN[kind]} {_percent(row[kind])}" for kind in (*KINDS, "any"))
    return f"{named}{within}: {shares} – {VERDICTS[row['reason']]}"


def _percent(share: float) -> str:
    """Return a share in per cent; a dash where there is nothing that could be declared."""
    return "–" if math.isnan(share) else f"{100 * share:.1f} %"
