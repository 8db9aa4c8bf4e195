"""Documents as extractors take them: a table, or plain texts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.errors import ExtractorError, Problem

COLUMNS = ("doc_id", "text", "layout", "language")


def prepared(documents: pd.DataFrame | Sequence[str], language: str) -> pd.DataFrame:
    """Return documents with the columns that annotation needs.

    Parameters
    ----------
    documents : DataFrame with doc_id and text; or list of str
        Without `layout` every line is a body paragraph, without `language` it is the extractor's.
        Plain texts are named by their place.
    language : str
        Language of the extractor.

    Returns
    -------
    DataFrame
        Columns doc_id, text, layout, language; index 0 … n − 1.

    Raises
    ------
    ExtractorError
        A missing column, an id used twice, or a document in another language; all at once.
    """
    table = documents if isinstance(documents, pd.DataFrame) else _numbered([str(text) for text in documents])
    missing = [c for c in ("doc_id", "text") if c not in table.columns]
    if missing:
        raise ExtractorError([Problem("documents", f"a column {c!r}", "none", "add it") for c in missing])
    if "language" not in table.columns:
        table = table.assign(language=language)
    if "layout" not in table.columns:
        table = table.assign(layout=[_all_body(text) for text in table["text"]])
    problems = _foreign(table, language) + _repeated(table)
    if problems:
        raise ExtractorError(problems)
    return table.loc[:, list(COLUMNS)].reset_index(drop=True)


def _numbered(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"{i:06d}" for i in range(len(texts))], "text": texts}, dtype="str")


def _all_body(text: str) -> str:
    """Return one mark for each line that is not blank."""
    return "b" * sum(1 for line in text.split("\n") if line.strip())


def _foreign(table: pd.DataFrame, language: str) -> list[Problem]:
    pairs = zip(table["doc_id"].tolist(), table["language"].tolist(), strict=True)
    return [
        Problem(f"document {doc_id}", f"language {language!r}", repr(found), "measure it apart")
        for doc_id, found in pairs
        if found != language
    ]


def _repeated(table: pd.DataFrame) -> list[Problem]:
    repeated = table.loc[table["doc_id"].duplicated(), "doc_id"].unique().tolist()
    return [Problem(f"document {doc_id}", "each id once", "it twice", "rename one") for doc_id in repeated]
