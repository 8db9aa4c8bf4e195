"""Messages: what a command says of a corpus or a result, safe to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framing.study.config import Study
from framing.study.corpus import Corpus, doubtful_outlets, outlets_of

# Rows shown of a list that may have thousands; the JSON outcome and tables/ hold them all.
MOST_ROWS = 20


def plain_text(text: object) -> str:
    """Return text of a corpus without the control characters that a terminal would obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(text))


def set_aside_text(set_aside: pd.DataFrame) -> str:
    """Return how many documents were set aside, and why."""
    if set_aside.empty:
        return "No document was set aside."
    lines = [f"{row.file}: {row.reason}" for row in set_aside.itertuples()]
    many = "1 document was" if len(lines) == 1 else f"{len(lines)} documents were"
    return f"{many} set aside:{_listed(lines)}"


def notes_text(notes: Sequence[str]) -> str:
    """Return notes as a paragraph of its own; nothing if there are none."""
    return f"\nTo be noted:{_listed(notes)}" if notes else ""


def notes_on(study: Study, corpus: Corpus) -> list[str]:
    """Return what is to be noted of an opened corpus: doubtful outlets, then what was changed while reading."""
    changed = [f"{row.file}: {row.reason}" for row in corpus.notes.itertuples()]
    return doubtful_outlets(study, outlets_of(corpus)) + changed


def claims_text(claims: pd.DataFrame) -> str:
    """Return the grade of each declared claim."""
    grades = [f"{row.grade:14} {plain_text(row.claim)}" for row in claims.itertuples()]
    return "\nDeclared claims:\n" + "\n".join(f"  {grade}" for grade in grades)


def _listed(lines: Iterable[str]) -> str:
    listed = list(lines)
    more = [f"and {len(listed) - MOST_ROWS} more"] if len(listed) > MOST_ROWS else []
    return "".join(f"\n  {plain_text(line)}" for line in [*listed[:MOST_ROWS], *more])
