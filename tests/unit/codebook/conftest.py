"""Hand-made tokens and codebook files, so that these tests need no annotation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from framing.annotate.tokens import Tokens


def build_tokens(sentences: list[str], lemmas: dict[str, str] | None = None) -> Tokens:
    """One document; words are parted by spaces; a lemma is the lower-case form unless given."""
    words = [word for sentence in sentences for word in sentence.split()]
    lengths = [len(sentence.split()) for sentence in sentences]
    surface = sorted(set(words))
    number = {form: i for i, form in enumerate(surface)}
    n = len(words)
    end = np.cumsum([len(word) + 1 for word in words], dtype=np.int32) - 1 if n else np.empty(0, np.int32)
    start = (end - [len(word) for word in words]).astype(np.int32) if n else end
    lemma = [(lemmas or {}).get(form, form.lower()) for form in surface]
    text = " ".join(words)
    return Tokens(
        language="fr",
        text=text,
        document_ids=("d",),
        document_start=np.array([0, len(text)], dtype=np.int32),
        document=np.zeros(n, dtype=np.int32),
        sentence=np.repeat(np.arange(len(sentences)), lengths).astype(np.int32),
        paragraph=np.zeros(n, dtype=np.int32),
        start=start,
        end=end,
        type=np.array([number[word] for word in words], dtype=np.int32),
        voice=np.zeros(n, dtype=np.uint8),
        position=np.zeros(n, dtype=np.uint8),
        holder=np.zeros(n, dtype=np.int32),
        before=np.ones(n, dtype=np.uint8),
        surface=np.array(surface, dtype=object),
        lemma=np.array(lemma, dtype=object),
        lemma_number=np.unique(lemma, return_inverse=True)[1].astype(np.int32),
    )


@pytest.fixture
def tokens_of() -> Callable[..., Tokens]:
    return build_tokens


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a codebook file into a study folder; returns the folder."""

    def write_file(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write_file
