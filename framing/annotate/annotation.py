"""Annotation: documents → Tokens and the spans in which somebody else speaks, step by step."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.lemmas import Lemmatizer
from framing.annotate.quotations import attributions_of, find_quotations, voices_of
from framing.annotate.scan import Scan, scan
from framing.annotate.tokens import Annotation, Tokens
from framing.errors import Problem, TableError
from framing.tables import POSITIONS

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

_LETTERS = np.full(256, 255, dtype=np.uint8)
_LETTERS[[ord(name[0]) for name in POSITIONS]] = range(len(POSITIONS))


def annotate(documents: pd.DataFrame, lemmatizer: Lemmatizer | None = None) -> Annotation:
    """Annotate documents of one language.

    Parameters
    ----------
    documents : DataFrame
        Columns doc_id, text (cleaned), layout (one letter of t h l b c a non-blank line), language.
    lemmatizer : Lemmatizer, optional
        One that has seen earlier partitions spares looking up their words again.

    Returns
    -------
    Annotation
        Tokens in the order of the rows; attributions by the contract. Neither depends on which
        documents share a partition, but for the numbers of types, sentences and paragraphs.

    Raises
    ------
    TableError
        Documents of several languages or not of the lemmatizer's, or a layout that does not fit its text.
    """
    language = _language_of(documents, lemmatizer)
    texts = [str(text) for text in documents["text"]]
    ids = tuple(str(doc_id) for doc_id in documents["doc_id"])
    text, document_start = "".join(texts), np.cumsum([0, *map(len, texts)], dtype=np.int32)
    found = scan(text, document_start, language)
    position = _positions(found, [str(layout) for layout in documents["layout"]], ids)
    spans = find_quotations(found, position, language)
    surface = np.empty(len(found.surface), dtype=object)
    surface[:] = found.surface
    tokens = Tokens(
        language=language,
        text=text,
        document_ids=ids,
        document_start=document_start,
        document=found.document[found.paragraph],
        sentence=found.sentence,
        paragraph=found.paragraph,
        start=found.start,
        end=found.end,
        type=found.type,
        voice=voices_of(found.start, spans),
        position=position[found.paragraph],
        holder=np.zeros(len(found.start), dtype=np.int32),
        before=found.before,
        surface=surface,
        lemma=(lemmatizer or Lemmatizer(language)).lemmas(found.surface),
    )
    return Annotation(tokens, attributions_of(spans, found.document, ids, document_start))


def _language_of(documents: pd.DataFrame, lemmatizer: Lemmatizer | None) -> str:
    languages = sorted({str(language) for language in documents["language"]})
    if len(languages) > 1:
        found = ", ".join(languages)
        raise TableError(Problem("documents", "one language", found, "annotate each language apart"))
    if languages and lemmatizer is not None and lemmatizer.language != languages[0]:
        expected = f"a Lemmatizer({languages[0]!r})"
        raise TableError(Problem("documents", expected, repr(lemmatizer), "keep one for each language"))
    return languages[0] if languages else ""


def _positions(found: Scan, layouts: list[str], ids: tuple[str, ...]) -> UInt8:
    """Return the position of each paragraph, code into `POSITIONS`."""
    expected = np.bincount(found.document, minlength=len(ids)).tolist()
    joined = "".join(layouts)
    codes = np.frombuffer(joined.encode("ascii", "replace"), dtype=np.uint8)
    position = _LETTERS[codes]
    if expected != [len(layout) for layout in layouts] or (position == len(_LETTERS) - 1).any():
        raise TableError(_problems(layouts, expected, ids))
    return position


def _problems(layouts: list[str], expected: list[int], ids: tuple[str, ...]) -> list[Problem]:
    letters = {name[0] for name in POSITIONS}
    remedy = "give one letter of t h l b c a non-blank line"
    return [
        Problem(
            f"document {doc_id}", f"a layout of {n} letters, one a non-blank line", repr(layout[:60]), remedy
        )
        for doc_id, layout, n in zip(ids, layouts, expected, strict=True)
        if len(layout) != n or not set(layout) <= letters
    ]
