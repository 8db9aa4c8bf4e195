"""From pages to documents: boilerplate out, named and counted; every line given its position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd

from framing.ingest.batch import Cleaning, Habits, clean_texts
from framing.ingest.duplicates import Described, find_duplicates
from framing.ingest.profiles import GENERIC, Profile, profile_of
from framing.ingest.rules import compile_rules
from framing.ingest.sources import Remark, remarks_table
from framing.tables import CONTRACTS, check

# Texts are cleaned in batches of about this many code points, so that their lines stay in the cache
# and in little memory. Between 1 and 8 million the speed is the same.
_BATCH_CHARACTERS = 2_000_000


@dataclass(frozen=True, eq=False)
class Cleaned:
    """What cleaning made of pages.

    Attributes
    ----------
    documents : DataFrame
        Contract ``documents`` and two columns that never reach a bundle: text (cleaned) and layout
        (one letter per non-blank line: t title, h heading, l lead, b body, c caption); tokens and
        sentences are 0 until they are measured.
    removals, events : DataFrame
        Contracts of those names.
    set_aside : DataFrame, columns file and reason
        Pages on which nothing but boilerplate stood, and repetitions of a text of the same outlet.
    """

    documents: pd.DataFrame
    removals: pd.DataFrame
    events: pd.DataFrame
    set_aside: pd.DataFrame


def clean(pages: pd.DataFrame, profiles: Mapping[str, Profile]) -> Cleaned:
    """Clean pages into documents.

    Parameters
    ----------
    pages : DataFrame
        As `framing.ingest.read` returns; each doc_id once.
    profiles : mapping
        Outlet → profile, as `framing.ingest.load_profiles` returns.

    Returns
    -------
    Cleaned
        The cleaned text is the page without the spans in ``removals``, exactly; whole lines only.
    """
    ordered = pages.sort_values("doc_id", kind="stable", ignore_index=True)
    results = _clean_all(ordered, profiles)
    aside = _why_aside(ordered, results)
    kept = np.array([place not in aside for place in range(len(results))], dtype=bool)
    remarks = [Remark(str(ordered["file"][place]), reason) for place, reason in sorted(aside.items())]
    described = ordered.loc[kept].reset_index(drop=True)
    whole = [r for r, keep in zip(results, kept, strict=True) if keep]
    documents = _documents(described, whole)
    return Cleaned(
        documents, _removals(described["doc_id"], whole), _events(described), remarks_table(remarks)
    )


def _why_aside(pages: pd.DataFrame, results: Sequence[Cleaning]) -> dict[int, str]:
    """Return the places of pages that give no document, and why."""
    described = [Described(*row) for row in pages[list(Described._fields)].itertuples(index=False)]
    repeated = find_duplicates(described, [r.text for r in results])
    aside = {place: f"the same text as {pages['doc_id'][first]}" for place, first in repeated.items()}
    bare = [place for place, r in enumerate(results) if not any(c in "thlb" for c in r.layout)]
    return aside | dict.fromkeys(bare, "nothing but boilerplate")


def _clean_all(pages: pd.DataFrame, profiles: Mapping[str, Profile]) -> list[Cleaning]:
    """Clean every page with the rules of its outlet, in the order of the pages."""
    results: list[Cleaning | None] = [None] * len(pages)
    texts, titles = pages["text"].to_list(), pages["title"].to_list()
    outlets = pages["outlet"].to_list()
    known = {outlet: profile_of(outlet, profiles) for outlet in set(outlets)}
    keys = [
        (known[o].outlet, language) for o, language in zip(outlets, pages["language"].to_list(), strict=True)
    ]
    for name, language in sorted(set(keys)):
        profile = profiles[name]
        rules = compile_rules(profile) if name == GENERIC else compile_rules(profile, profiles[GENERIC])
        habits = Habits(rules, profile.title, language)
        group = [i for i, key in enumerate(keys) if key == (name, language)]
        for batch in _batches(group, texts):
            done = clean_texts([texts[i] for i in batch], [titles[i] for i in batch], habits)
            for i, cleaning in zip(batch, done, strict=True):
                results[i] = cleaning
    return [r for r in results if r is not None]


def _batches(group: Sequence[int], texts: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for index in group:
        batch.append(index)
        size += len(texts[index])
        if size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _documents(pages: pd.DataFrame, results: Sequence[Cleaning]) -> pd.DataFrame:
    texts = [r.text for r in results]
    copied = [c for c in CONTRACTS["documents"].columns if c in pages.columns and c != "label"]
    table = pages[copied].assign(
        label=[
            _label(*row) for row in pages[["label", "outlet", "published", "doc_id"]].itertuples(index=False)
        ],
        # with the text, so that whoever guesses a title from its words cannot prove the guess
        title_sha256=[_digest(f"{r.title}\0{r.text}") if r.title else "" for r in results],
        sha256=[r.sha256 for r in results],
        characters=[len(text) for text in texts],
        removed=[sum(r.end - r.start for r in result.removals) for result in results],
        tokens=0,
        sentences=0,
    )
    return check(table, "documents").assign(
        # in Arrow's memory: half as large as Python strings, and read by the scanner without a copy
        text=pd.Series(texts, dtype="str"),
        layout=pd.Series([r.layout for r in results], dtype="str"),
    )


def _label(label: str, outlet: str, published: str, doc_id: str) -> str:
    return label or f"{outlet} {published or 'undated'} · {doc_id}"


def _removals(doc_ids: pd.Series, results: Sequence[Cleaning]) -> pd.DataFrame:
    rows = [
        (doc_id, r.start, r.end, r.rule, r.reason, r.tokens)
        for doc_id, result in zip(doc_ids.to_list(), results, strict=True)
        for r in result.removals
    ]
    columns = list(CONTRACTS["removals"].columns)
    return check(pd.DataFrame(rows, columns=columns), "removals")


def _events(pages: pd.DataFrame) -> pd.DataFrame:
    told = pages.loc[pages["event"] != "", ["event", "doc_id"]].rename(columns={"event": "event_id"})
    return check(told.assign(how="catalogue", score=np.nan), "events")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
