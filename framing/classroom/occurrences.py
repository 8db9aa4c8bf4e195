"""Occurrences: every planted wording, device and fact of a corpus as one table, and its counts by event."""

from __future__ import annotations

import pandas as pd

from framing.classroom.truth import ALL, ANY, OWN, Feature, Truth

KEY = ("family", "category", "referent", "voice")
SCARE, REPORTING, OMISSIONS = "scare_quotes", "reporting", "omissions"


def occurrences(truth: Truth) -> pd.DataFrame:
    """Return what was planted, one row an occurrence.

    Parameters
    ----------
    truth : Truth

    Returns
    -------
    DataFrame, columns doc_id, start, end, family, category, referent, voice
        Cues and names with the voice they stand in; devices (family and category are their name and detail),
        scare quotes, verbs of speech by stance (``reporting``) and facts (``omissions``, by event and number)
        are the outlet's own.
    """
    spans = truth.spans
    speech = spans["speech"]
    event = spans["facts"]["doc_id"].map(truth.articles.set_index("doc_id")["event"])
    parts = [
        spans["cues"],
        spans["devices"].rename(columns={"device": "family", "detail": "category"}),
        speech[speech["kind"] == "scare"].assign(family=SCARE, category="scare"),
        spans["verbs"].rename(columns={"stance": "category"}).assign(family=REPORTING),
        spans["facts"].assign(family=OMISSIONS, category=event + "." + spans["facts"]["fact"]),
    ]
    columns = ["doc_id", "start", "end", *KEY]
    table = pd.concat([part.reindex(columns=columns) for part in parts], ignore_index=True)
    return table.fillna({"referent": "", "voice": OWN})


def counts_by_event(truth: Truth, language: str) -> pd.DataFrame:
    """Count every planted feature by outlet and event.

    Parameters
    ----------
    truth : Truth
    language : str
        ISO 639-1 code: languages are never added up.

    Returns
    -------
    DataFrame
        Index (feature, outlet), one column an event, in the order of the truth's; 0 where there is none.
    """
    articles = truth.articles[truth.articles["language"] == language]
    found = occurrences(truth).merge(articles[["doc_id", "outlet", "event"]], on="doc_id")
    events = [event.event for event in truth.events]
    keys = [(f, outlet) for f in truth.features for outlet in sorted(articles["outlet"].unique())]
    rows = [
        _of(f, found[found["outlet"] == outlet]).reindex(events, fill_value=0).to_list() for f, outlet in keys
    ]
    index = pd.MultiIndex.from_tuples([(f.feature, o) for f, o in keys], names=["feature", "outlet"])
    return pd.DataFrame(rows, index=index, columns=events)


def _of(feature: Feature, found: pd.DataFrame) -> pd.Series:
    mask = pd.Series(True, index=found.index)
    for name in KEY:
        value = getattr(feature, name)
        if (name, value) not in {("voice", ALL), ("category", ANY)}:
            mask &= found[name] == value
    return found[mask].groupby("event").size()
