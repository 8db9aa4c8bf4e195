"""Pages: the articles of the truth are those of the catalogue, every event told by every outlet in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import product

import pandas as pd

from framing.classroom.truth import CATALOGUE, FILE, PAGES, Truth
from framing.errors import Problem


def read_pages(truth: Truth) -> dict[str, str]:
    """Return the text of every article whose page is there and is UTF-8."""
    pages = {}
    for doc_id, file in truth.articles[["doc_id", "file"]].to_numpy().tolist():
        try:
            pages[doc_id] = truth.page(file)
        except (OSError, ValueError):
            continue
    return pages


def page_problems(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with files, hashes, catalogue and design.

    Parameters
    ----------
    truth : Truth
    pages : mapping of doc_id to text
    """
    for doc_id, file, digest in truth.articles[["doc_id", "file", "sha256"]].to_numpy().tolist():
        if doc_id not in pages:
            yield problem(doc_id, f"a page {file} in UTF-8", "none", "restore it, or take the article out")
        elif sha256(pages[doc_id].encode()).hexdigest() != digest:
            yield problem(doc_id, f"the hash of {file}", "another", "mark the page again")
    yield from _catalogue_problems(truth)
    yield from _design_problems(truth)


def wire_copies(truth: Truth) -> set[str]:
    """Return the articles that the catalogue calls agency copy."""
    listed = _catalogue(truth)
    return set(listed.loc[listed["origin"] == "wire", "doc_id"])


def _catalogue(truth: Truth) -> pd.DataFrame:
    path = truth.folder / PAGES / CATALOGUE
    columns = ["doc_id", "file", "outlet", "language", "event", "sha256", "origin"]
    if not path.is_file():
        return pd.DataFrame(columns=columns, dtype=str)
    return pd.read_csv(path, dtype=str, keep_default_na=False).reindex(columns=columns, fill_value="")


def _catalogue_problems(truth: Truth) -> Iterator[Problem]:
    """Yield articles that the catalogue describes otherwise, and pages that only one of the two knows."""
    listed = {str(row["doc_id"]): row for row in _catalogue(truth).to_dict("records")}
    told = {str(row["doc_id"]): row for row in truth.articles.to_dict("records")}
    for doc_id in sorted(set(listed) ^ (set(told) | set(truth.repeated))):
        yield problem(f"{doc_id}", f"an article of both {FILE} and {CATALOGUE}", "in one of the two only")
    for doc_id in sorted(set(listed) & set(told)):
        row, article = listed[doc_id], told[doc_id]
        for column in ("file", "outlet", "language", "sha256"):
            if row[column] != article[column]:
                yield problem(f"{doc_id} {column}", repr(row[column]), repr(article[column]))
        if row["event"].partition("-")[0] != article["event"]:
            yield problem(f"{doc_id} event", repr(row["event"]), repr(article["event"]))


def _design_problems(truth: Truth) -> Iterator[Problem]:
    """Yield events that an outlet does not tell once in each language."""
    articles = truth.articles
    told = articles.groupby(["event", "outlet", "language"]).size().to_dict()
    events = [event.event for event in truth.events]
    every = product(events, sorted(articles["outlet"].unique()), sorted(articles["language"].unique()))
    for key in every:
        if told.get(key, 0) != 1:
            yield problem(" ".join(key), "one article", str(told.get(key, 0)))
    for event in sorted(set(articles["event"]) - set(events)):
        yield problem("event", f"one of {', '.join(sorted(events))}", repr(event))


def problem(where: str, expected: str, found: str, remedy: str = "correct the truth, or the text") -> Problem:
    """Return a problem of the truth file."""
    return Problem(f"{FILE} {where}", expected, found, remedy)
