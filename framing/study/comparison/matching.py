"""Matching: which documents tell the same event – as their catalogue says, or those of one day."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from framing.study.measurement.measurements import Measurements
from framing.tables import check

CATALOGUE: Final = "catalogue"
DAY: Final = "day"
# Of an ISO date that is known to the day.
WHOLE_DATE: Final = 10


def match_events(measurements: Measurements, by: str) -> Measurements:
    """Return the measurements with the events that a study compares within.

    Parameters
    ----------
    measurements : Measurements
    by : {"catalogue", "day"}
        What tells that two documents belong together: the column ``event`` of their catalogue, or the day on which they were
        published – for daily papers on one matter, where nobody has said which articles tell the same event.
    """
    return replace(measurements, events=events_of_days(measurements.documents)) if by == DAY else measurements


def events_of_days(documents: pd.DataFrame) -> pd.DataFrame:
    """Return each day as an event; documents whose date is not known to the day belong to none.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``.

    Returns
    -------
    DataFrame
        Contract ``events``; a day is one event in each language, for languages are never pooled.
    """
    dated = documents.loc[documents["published"].str.len() == WHOLE_DATE]
    days = dated["language"] + ":" + dated["published"]
    return check(
        pd.DataFrame({"event_id": days, "doc_id": dated["doc_id"], "how": DAY, "score": np.nan}), "events"
    )
