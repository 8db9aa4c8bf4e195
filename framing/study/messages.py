"""Messages: what a command says of a corpus or a result, safe to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framing.study.config.needs import needs_unmet
from framing.study.config.study import Study
from framing.study.measurement.camps import assign_camps, idle_camps, load_camps
from framing.study.measurement.corpus import Corpus, absent_outlets, doubtful_outlets, outlets_of
from framing.study.measurement.measurements import Measurements

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
    """Return what is to be noted of an opened corpus: doubtful names, then what was changed while reading.

    Of texts it is not known who speaks before they are measured: what is said of camps is said by the run.
    """
    changed = [f"{row.file}: {row.reason}" for row in corpus.notes.itertuples()]
    measured = [bundle for _, bundle in corpus.bundles] if corpus.cleaned is None else []
    camps = load_camps(study) if measured else None
    heard = [assign_camps(part, camps) for part in measured] if camps else []
    return _doubtful_names(study, outlets_of(corpus), heard) + changed


def notes_on_result(study: Study, measurements: Measurements) -> list[str]:
    """Return what is to be noted of names in the config, once everything is measured and compared."""
    return _doubtful_names(study, measurements.documents["outlet"].unique(), [measurements])


def _doubtful_names(study: Study, outlets: Iterable[str], heard: Sequence[Measurements]) -> list[str]:
    named = doubtful_outlets(study, outlets) + absent_outlets(study, outlets)
    return named + needs_unmet(study) + idle_camps(study, heard)


def checked_text(config: object, set_aside: pd.DataFrame) -> str:
    """Return what `check` says of a config that can be run: first of all, which documents it would lose."""
    if set_aside.empty:
        return f"{config}: nothing to mend. {set_aside_text(set_aside)}"
    return f"{config}: warning: {set_aside_text(set_aside)}\nThe rest can be run: nothing else to mend."


def claims_text(claims: pd.DataFrame) -> str:
    """Return the grade of each declared claim; nothing if none is declared."""
    if claims.empty:
        return ""
    grades = [f"{row.grade:14} {plain_text(row.claim)}" for row in claims.itertuples()]
    return "\nDeclared claims:\n" + "\n".join(f"  {grade}" for grade in grades)


def _listed(lines: Iterable[str]) -> str:
    listed = list(lines)
    more = [f"and {len(listed) - MOST_ROWS} more"] if len(listed) > MOST_ROWS else []
    return "".join(f"\n  {plain_text(line)}" for line in [*listed[:MOST_ROWS], *more])
