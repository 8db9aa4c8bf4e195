"""Annotate: cleaned documents of one language → tokens, sentences, lemmas, direct speech.

The room in order of work: `characters`, `lexicon` and `letters` (what is known beforehand), `words` and
`sentences` (kernels), `scan` (these together), `numbering`, `lemmas` and `vocabulary` (types), `marks` and
`pairing` (kernels), `quotations` (direct speech), `annotation` (the whole), `tokens` (what leaves the room),
`type_values` (what others work out for a type), `diversity` and `places` (kernels for numbers of words).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.annotate.tokens import (
    BEFORE,
    HOLDERS,
    SPEECH,
    STANCES,
    Annotation,
    Before,
    Speech,
    Tokens,
    document_tokens,
)
from framing.annotate.type_values import TypeValues

if TYPE_CHECKING:
    from framing.annotate.vocabulary import Vocabulary

__all__ = [
    "BEFORE",
    "HOLDERS",
    "SPEECH",
    "STANCES",
    "Annotation",
    "Before",
    "Speech",
    "Tokens",
    "TypeValues",
    "annotate",
    "document_tokens",
    "malformed_paragraphs",
]

# numba takes half a second to load: whoever only compares tables never pays for it


def annotate(documents: pd.DataFrame, vocabulary: Vocabulary | None = None) -> Annotation:
    """Annotate documents of one language: see `framing.annotate.annotation.annotate`."""
    from framing.annotate.annotation import annotate as run  # noqa: PLC0415

    return run(documents, vocabulary)


def malformed_paragraphs(annotation: Annotation) -> pd.DataFrame:
    """Return the paragraphs whose marks do not add up: see `framing.annotate.quotations`."""
    from framing.annotate.quotations import malformed_paragraphs as run  # noqa: PLC0415

    return run(annotation)
