"""Codebooks and texts made by hand for the tests of the extractors. No text is anybody's but ours."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from framing.annotate import Tokens, annotate
from framing.codebook import Category, Codebook, Entry, Head, Referent, Variant
from framing.features.documents import prepared

Annotate = Callable[..., Tokens]


@pytest.fixture(scope="session")
def tokens_of() -> Annotate:
    def tokens(*texts: str, language: str = "fr") -> Tokens:
        return annotate(prepared(list(texts), language)).tokens

    return tokens


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
