"""Held-out documents: those that are set apart before anything is compared, so that claims meet texts no part of the study saw."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import ConfigError, Problem
from framing.study.comparison.copies import find_copies
from framing.study.comparison.designs import earliest, latest
from framing.study.measurement.measurements import Measurements, select_documents

if TYPE_CHECKING:
    from framing.study.config.parts import HeldOut
    from framing.study.config.study import Study


def hold_out(study: Study, measurements: Measurements) -> tuple[Measurements, Measurements | None]:
    """Divide measurements into those that the study compares and those that it holds out.

    Parameters
    ----------
    study : Study
    measurements : Measurements

    Returns
    -------
    compared : Measurements
        Everything, where the study holds nothing out.
    held : Measurements or None
        Documents published in the held-out window, without those that print a text which a compared document prints: what
        the study has seen is no new evidence.

    Raises
    ------
    ConfigError
        If the window holds no document, or every one.
    """
    if study.held_out is None:
        return measurements, None
    inside = is_held_out(measurements.documents["published"], study.held_out)
    if inside.all() or not inside.any():
        raise ConfigError(_useless(study, measurements.documents["published"], inside))
    doc_ids = measurements.documents["doc_id"]
    seen = _printed_before(measurements, doc_ids[~inside])
    fresh = doc_ids[inside & ~doc_ids.isin(seen)]
    return select_documents(measurements, doc_ids[~inside]), select_documents(measurements, fresh)


def compared_documents(study: Study, measurements: Measurements) -> Measurements:
    """Keep what the study compares: everything, but for the documents in its held-out window."""
    if study.held_out is None:
        return measurements
    inside = is_held_out(measurements.documents["published"], study.held_out)
    return select_documents(measurements, measurements.documents.loc[~inside, "doc_id"])


def is_held_out(published: pd.Series, window: HeldOut) -> pd.Series:
    """Tell which dates lie in a held-out window, whatever the day that a date of lower precision means.

    A document without a date is never held out, nor one whose month or year reaches beyond the window: it stays with
    the study, which may know it.

    Parameters
    ----------
    published : Series of str
        ISO dates of any precision, "" where none is known.
    window : HeldOut

    Returns
    -------
    Series of bool
    """
    begins = earliest(published) >= window.from_.isoformat()
    return (published != "") & begins & (latest(published) <= _end(window.to))


def _end(day: dt.date) -> str:
    """Return the last day as text; that of a month as its 31st, for `latest` gives every month as many."""
    is_last = (day + dt.timedelta(days=1)).month != day.month if day < dt.date.max else True
    return f"{day.isoformat()[:7]}-31" if is_last else day.isoformat()


def _printed_before(measurements: Measurements, compared: pd.Series) -> pd.Series:
    """Return the documents whose text a compared document prints."""
    copies = find_copies(measurements)
    known = copies.loc[copies["doc_id"].isin(compared), "copy"]
    return copies.loc[copies["copy"].isin(known), "doc_id"]


def _useless(study: Study, published: pd.Series, inside: pd.Series) -> Problem:
    dates = published[published != ""]
    ends = f"; dates run from {dates.min()} to {dates.max()}" if len(dates) else "; none has a date"
    if inside.all():
        expected, found = "a period that leaves documents to compare", f"all {len(inside)} documents in it"
    else:
        expected, found = "documents published in this period", f"none of {len(inside)}{ends}"
    return Problem(
        study.where("held_out"), expected, found, "move the window to a part of the corpus, or take it out"
    )
