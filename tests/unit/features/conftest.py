"""Codebooks and texts made by hand for the tests of the extractors. No text is anybody's but ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from framing.annotate import HOLDERS, SPEECH, STANCES, Speech, Tokens, annotate
from framing.codebook import Category, Codebook, Entry, Head, Referent, Variant
from framing.features.documents import prepared
from framing.tables import VOICES

Annotate = Callable[..., Tokens]
_VOICE_OF = {
    "direct": "quoted",
    "fragment": "fragment",
    "reported": "reported",
    "scare": "ambiguous",
    "undecided": "ambiguous",
    "term": "",
}


class Stretch(NamedTuple):
    """A stretch of speech by its words in the text, and the reporting word by its own."""

    words: str
    kind: str = "direct"
    holder: str = ""
    cue: str = ""
    stance: str = "neutral"
    what: str = "person"
    rule: str = "rule"
    confidence: float = 0.8


def _token(tokens: Tokens, words: str) -> tuple[int, int]:
    at = tokens.text.index(words)
    inside = np.flatnonzero((tokens.start >= at) & (tokens.end <= at + len(words)))
    return int(inside[0]), int(inside[-1])


def _speaking(tokens: Tokens, *stretches: Stretch) -> Tokens:
    """Give tokens hand-made speech instead of what the annotation finds: voices and holders are its own only."""
    holders = ("", *sorted({stretch.holder for stretch in stretches} - {""}))
    rules = tuple(sorted({stretch.rule for stretch in stretches}))
    spans = [_token(tokens, stretch.words) for stretch in stretches]
    voice, holder = np.zeros(len(tokens), np.uint8), np.zeros(len(tokens), np.int32)
    for stretch, (first, last) in zip(stretches, spans, strict=True):
        if said := _VOICE_OF[stretch.kind]:
            voice[first : last + 1] = VOICES.index(said)
            holder[first : last + 1] = holders.index(stretch.holder)
    cue = [_token(tokens, s.cue)[0] if s.cue else -1 for s in stretches]
    speech = Speech(
        start=np.array([tokens.text.index(s.words) for s in stretches], np.int32),
        end=np.array([tokens.text.index(s.words) + len(s.words) for s in stretches], np.int32),
        first=np.array([first for first, _ in spans], np.int32),
        last=np.array([last for _, last in spans], np.int32),
        kind=np.array([SPEECH.index(s.kind) for s in stretches], np.uint8),
        what=np.array([HOLDERS.index(s.what) if s.holder else 0 for s in stretches], np.uint8),
        stance=np.array([STANCES.index(s.stance) if s.cue else 0 for s in stretches], np.uint8),
        voice=np.array([VOICES.index(_VOICE_OF[s.kind] or "own") for s in stretches], np.uint8),
        rule=np.array([rules.index(s.rule) for s in stretches], np.uint8),
        holder=np.array([holders.index(s.holder) for s in stretches], np.int32),
        cue=np.array(cue, np.int32),
        confidence=np.array([s.confidence for s in stretches], np.float64),
        rules=rules,
    )
    return replace(tokens, speech=speech, voice=voice, holder=holder, holders=holders)


@pytest.fixture(scope="session")
def tokens_of() -> Annotate:
    def tokens(*texts: str, language: str = "fr") -> Tokens:
        return annotate(prepared(list(texts), language)).tokens

    return tokens


@pytest.fixture(scope="session")
def stretch() -> type[Stretch]:
    return Stretch


@pytest.fixture(scope="session")
def speaking() -> Annotate:
    return _speaking


def _referents() -> tuple[Referent, ...]:
    def referent(name: str, **variants: tuple[str, ...]) -> Referent:
        return Referent(name, {}, "", tuple(Variant(id=k, patterns=v) for k, v in variants.items()))

    return (
        referent("island", country=("Ruritanie",), republic=("république ruritanienne (~1 Ruritanie)?",)),
        referent("coast", country=("Syldavie",), capital=("Klow",)),
        referent("measures", sanctions=("sanction",)),
        referent("accord", any=("accord",)),
        referent("fishing_deal", named=('accord sur "la" pêche',)),
    )


@pytest.fixture(scope="session")
def books() -> tuple[Codebook, ...]:
    sets = _referents()
    targets = ("island", "coast", "measures", "accord", "fishing_deal")
    entries = {
        "illegal": ("illégal", "illegal"),
        "against_law": ("contraire ~1 droit",),
        "contrary": ("contraire",),
        "unjust": ("injuste", "unjust"),
        "worry": ("inquiéter", "inquiétant", "worry"),
    }
    blame = tuple(Entry(id=i, patterns=p) for i, p in entries.items())
    praise = (Entry(id="law", patterns=("droit", "law"), tier="extended"),)
    categories = (
        Category("blame", {}, (), targets, blame),
        Category("praise", {}, (), (), praise),
    )
    heads = (
        Head(id="sanctions", patterns=("sanction",), feminine=True),
        Head(id="accord", patterns=('"accord*"', "deal"), feminine=False),
        Head(id="relations", patterns=('"relations"',), feminine=True),
        Head(id="programme", patterns=("programme spatial",), feminine=False),
    )
    return tuple(
        book
        for language in ("fr", "en")
        for book in (
            Codebook("naming", language, 1, "naming", (), (), sets, (), sets, ""),
            Codebook("law", language, 1, "cues", (), categories, (), (), sets, ""),
            Codebook("heads", language, 1, "heads", (), (), (), heads, sets, ""),
        )
    )


@pytest.fixture(scope="session")
def surfaces_of() -> Callable[[pd.DataFrame], list[str]]:
    def surfaces(rows: pd.DataFrame, *columns: str) -> list[str]:
        return sorted(
            " ".join(map(str, row)) for row in rows[list(columns or ("surface",))].itertuples(index=False)
        )

    return surfaces
