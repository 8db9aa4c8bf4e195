"""Annotation: documents → Tokens and the spans in which somebody else speaks, step by step."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.annotate.characters import code_points
from framing.annotate.decoding import decoded
from framing.annotate.pairing import RULES
from framing.annotate.quotations import attributions_of, find_quotations, voices_of
from framing.annotate.scan import Scan, scan
from framing.annotate.speech.attribution import Quotations, attribute
from framing.annotate.tokens import Annotation, Tokens
from framing.annotate.vocabulary import Vocabulary
from framing.columns import arrow_text
from framing.errors import Problem, TableError
from framing.tables import POSITIONS

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

# Columns that `annotate` cannot do without; a layout is known only of pages that were read.
NEEDED = ("doc_id", "text", "language")
_LETTERS = np.full(256, 255, dtype=np.uint8)
_LETTERS[[ord(name[0]) for name in POSITIONS]] = range(len(POSITIONS))


def annotate(documents: pd.DataFrame, vocabulary: Vocabulary | None = None) -> Annotation:
    """Annotate documents of one language.

    Parameters
    ----------
    documents : DataFrame
        One row a document, with the columns

        - doc_id: a name of your choice, unique;
        - text: cleaned, as `framing.clean` leaves it;
        - language: a code, ``fr`` or ``en``, the same in every row;
        - layout, if known: one letter a non-blank line, t(itle) h(eading) l(ead) b(ody) c(aption).
          Left out, every line is body.
    vocabulary : Vocabulary, optional
        That of earlier partitions: it grows, and their words are not looked up again.

    Returns
    -------
    Annotation
        Tokens in the order of the rows; attributions by the contract. Neither depends on which
        documents share a partition, but for the numbers of types, sentences and paragraphs.

    Raises
    ------
    TableError
        What is no table or lacks a column, documents of several languages or not of the vocabulary's,
        or a layout that does not fit its text.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "language": ["fr"], "text": ["« Non », dit-il."]})
    >>> annotate(documents).tokens.document_ids
    ('a',)
    """
    _check_columns(documents)
    language = _language_of(documents, vocabulary)
    words = vocabulary if vocabulary is not None else Vocabulary(language)
    ids = tuple(documents["doc_id"].astype("str").tolist())
    text, codes, document_start = _joined(documents["text"])
    found = scan(codes, document_start, language)
    position = _positions(found, _layouts(documents, found), ids)
    spans = find_quotations(found, position, language)
    types = words.types_of(found.codes, found.start, found.end, found.keys)
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
        type=types,
        voice=voices_of(found.start, spans),
        position=position[found.paragraph],
        holder=np.zeros(len(found.start), dtype=np.int32),
        before=found.before,
        surface=words.surface,
        lemma=words.lemma,
        lemma_number=words.lemma_number,
        vocabulary=words.numbering,
    )
    paired = Quotations(spans.start, spans.end, np.array(RULES, dtype=object)[spans.rule])
    tokens = attribute(tokens, codes, paired)
    return Annotation(tokens, attributions_of(tokens))


def _check_columns(documents: object) -> None:
    example = 'pandas.DataFrame({"doc_id": ["a"], "language": ["fr"], "text": [text]})'
    if not isinstance(documents, pd.DataFrame):
        expected = f"a table with the columns {', '.join(NEEDED)}"
        found = f"a {type(documents).__name__}"
        raise TableError(Problem("documents", expected, found, f"put it in one: {example}"))
    present = ", ".join(map(str, documents.columns)) or "none"
    missing = [name for name in NEEDED if name not in documents]
    if missing:
        remedy = f"add it, as in {example}"
        raise TableError([Problem("documents", f"a column {m}", present, remedy) for m in missing])


def _layouts(documents: pd.DataFrame, found: Scan) -> list[str]:
    """Return the layout of each document: where none is told, every line is body."""
    if "layout" in documents:
        return documents["layout"].astype("str").tolist()
    lines = np.bincount(found.document, minlength=len(documents))
    return ["b" * n for n in lines.tolist()]


def _joined(texts: pd.Series) -> tuple[str, NDArray[np.uint32], Int32]:
    """Return the texts as one, its code points, and where each text begins.

    Text in Arrow's memory is decoded in one go; only other text can hold lone surrogates.
    """
    if texts.dtype != "str":
        parts = [str(text) for text in texts]
        text = "".join(parts)
        return text, code_points(text), np.cumsum([0, *map(len, parts)], dtype=np.int32)
    held = arrow_text(texts.fillna(""))
    starts = np.frombuffer(held.buffers()[1], np.int64)[held.offset : held.offset + len(held) + 1]
    held_bytes = np.frombuffer(held.buffers()[2] or b"", np.uint8)[starts[0] : starts[-1]]
    text, codes = str(held_bytes.data, "utf-8"), decoded(held_bytes)
    return text, codes, np.append(0, np.cumsum(pc.utf8_length(held).to_numpy())).astype(np.int32)


def _language_of(documents: pd.DataFrame, vocabulary: Vocabulary | None) -> str:
    languages = sorted({str(language) for language in documents["language"]})
    if len(languages) > 1:
        found = ", ".join(languages)
        raise TableError(Problem("documents", "one language", found, "annotate each language apart"))
    if languages and vocabulary is not None and vocabulary.language != languages[0]:
        expected = f"a Vocabulary({languages[0]!r})"
        raise TableError(Problem("documents", expected, repr(vocabulary), "keep one for each language"))
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
