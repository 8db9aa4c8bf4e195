"""Annotate: cleaned documents of one language → tokens, sentences, lemmas, direct speech.

The room in order of work: `characters` and `lexicon` (what is known beforehand), `words`,
`vocabulary` and `sentences` (kernels), `scan` (these together), `marks` and `pairing` (kernels),
`quotations` (direct speech), `lemmas`, `annotation` (the whole), `tokens` (what leaves the room).
"""

from __future__ import annotations

import pandas as pd

from framing.annotate.lemmas import Lemmatizer
from framing.annotate.tokens import BEFORE, Annotation, Before, Tokens, document_tokens

__all__ = [
    "BEFORE",
    "Annotation",
    "Before",
    "Lemmatizer",
    "Tokens",
    "annotate",
    "document_tokens",
    "malformed_paragraphs",
]

# numba takes half a second to load: whoever only compares tables never pays for it


def annotate(documents: pd.DataFrame, lemmatizer: Lemmatizer | None = None) -> Annotation:
    """Annotate documents of one language: see `framing.annotate.annotation.annotate`."""
    from framing.annotate.annotation import annotate as run  # noqa: PLC0415

    return run(documents, lemmatizer)


def malformed_paragraphs(annotation: Annotation) -> pd.DataFrame:
    """Return the paragraphs whose marks do not add up: see `framing.annotate.quotations`."""
    from framing.annotate.quotations import malformed_paragraphs as run  # noqa: PLC0415

    return run(annotation)
