"""Sentences with marks, and what is found in them: ``[speaker]`` and ``{what is said}``, which may stand in one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import resources
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from framing.annotate import HOLDERS, SPEECH, STANCES, Tokens, annotate
from framing.annotate.speech.full_names import chains_for, complete_names
from framing.annotate.speech.inventory import load_inventory
from framing.annotate.speech.kinds import Kinder
from framing.annotate.speech.names import Names, find_names
from framing.annotate.speech.scene import Scene, count_turns
from framing.annotate.speech.text import Text
from framing.annotate.wordclass.lexicon import load_lexicon
from framing.tables import VOICES

MARKS = '«»“”"‹›'


class Said(NamedTuple):
    """One stretch of speech; `words` as in the text, quotation marks and blanks at the edges aside."""

    kind: str
    rule: str
    who: str
    words: str
    cue: str
    what: str
    stance: str
    voice: str
    confidence: float


class Marked(NamedTuple):
    """A sentence without its marks, and the pairs of words and speaker that were marked in it."""

    text: str
    said: tuple[tuple[str, str], ...]


def bare(words: str) -> str:
    return " ".join(re.sub(f"[{MARKS}]", " ", words).split()).strip(" ,.!?…")


def tokens_of(texts: Sequence[str], language: str = "fr", ids: Sequence[str] = ()) -> Tokens:
    layouts = ["b" * sum(bool(line.strip()) for line in text.split("\n")) for text in texts]
    ids = ids or [f"d{k:03d}" for k in range(len(texts))]
    return annotate(
        pd.DataFrame({"doc_id": ids, "text": texts, "layout": layouts, "language": language})
    ).tokens


def said_in(tokens: Tokens) -> list[Said]:
    speech = tokens.speech
    return [
        Said(
            SPEECH[speech.kind[i]], speech.rules[speech.rule[i]], tokens.holders[speech.holder[i]],
            bare(tokens.text[speech.start[i] : speech.end[i]]),
            str(tokens.lemma[tokens.type[speech.cue[i]]]) if speech.cue[i] >= 0 else "",
            HOLDERS[speech.what[i]], STANCES[speech.stance[i]], VOICES[speech.voice[i]], float(speech.confidence[i]),
        )
        for i in range(len(speech))
    ]  # fmt: skip


def read_marks(sentence: str) -> Marked:
    """Take the marks out of a sentence; the k-th speaker says the k-th stretch, a lone one all of them, none nobody."""
    text, starts, speakers, said = "", [], [], []
    for character in sentence:
        if character in "[{":
            starts.append(len(text))
            said += [None] if character == "{" else []
        elif character == "]":
            speakers.append(text[starts.pop() :])
        elif character == "}":
            words = text[starts.pop() :]
            said[max(k for k, done in enumerate(said) if done is None)] = words
        else:
            text += character
    if len(speakers) <= 1:
        speakers = [*speakers, ""][:1] * len(said)
    return Marked(text, tuple((bare(words), who) for words, who in zip(said, speakers, strict=True)))


@pytest.fixture(scope="session")
def marked() -> Callable[[str], Marked]:
    """Return the function that reads a sentence with marks."""
    return read_marks


@pytest.fixture(scope="session")
def said() -> Callable[..., list[Said]]:
    """Return a function: text, language → stretches of speech in their order."""

    def find(text: str, language: str = "fr") -> list[Said]:
        return said_in(tokens_of([text], language))

    return find


@pytest.fixture(scope="session")
def tokens() -> Callable[..., Tokens]:
    """Return a function: texts, language, doc_ids → tokens."""
    return tokens_of


@pytest.fixture(scope="session")
def found() -> Callable[[Tokens], list[Said]]:
    """Return a function: tokens → stretches of speech in their order."""
    return said_in


@pytest.fixture(scope="session")
def text_of() -> Callable[..., tuple[Tokens, Text]]:
    """Return a function: sentence, language → tokens, and the same as the kernels read them; other texts behind it."""

    def read(sentence: str, language: str = "fr", *more: str) -> tuple[Tokens, Text]:
        tokens, inventory = tokens_of([sentence, *more], language), load_inventory(language)
        assert inventory is not None
        kinder = Kinder(inventory, load_lexicon(language))
        word = kinder.words(tokens, tokens.type)[tokens.type]
        verb = kinder.verbs(tokens).astype(np.int32)[tokens.type]
        quote = np.full(len(tokens), -1, np.int32)
        for q, i in enumerate(np.flatnonzero(tokens.speech.kind != SPEECH.index("reported"))):
            quote[tokens.speech.first[i] : tokens.speech.last[i] + 1] = q
        told = kinder.told(tokens).astype(np.int32)[tokens.type]
        place = tokens.before, tokens.sentence, tokens.paragraph, tokens.document
        return tokens, Text(word, verb, told, *place, quote)

    return read


@pytest.fixture(scope="session")
def scene_of(text_of: Callable) -> Callable[..., tuple[Scene, list[str]]]:
    """Return a function: sentence, language → the scene of it, and its words."""

    def read(sentence: str, language: str = "fr") -> tuple[Scene, list[str]]:
        tokens, text = text_of(sentence, language)
        names = Names(*(np.empty(len(tokens), np.int64) for _ in Names._fields))
        n = find_names(text, names, len(tokens))
        complete_names(text, tokens.type, tokens.document, names, n, chains_for(len(tokens.surface), n))
        names = Names._make(column[:n] for column in names)
        words = [tokens.text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
        return Scene(text, tokens.type, count_turns(text), names, np.zeros(n), 0, n), words

    return read


@pytest.fixture(scope="session")
def english() -> None:
    """Skip where there is no English inventory."""
    if not (resources.files("framing.annotate.speech") / "en.yaml").is_file():
        pytest.skip("no en.yaml")
