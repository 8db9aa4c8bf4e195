"""Families that an extractor makes without a codebook: their categories, and what each is counted over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Family(NamedTuple):
    """A family whose referent is always "".

    Attributes
    ----------
    extractor : str
        Versioned name of what makes it.
    categories : tuple of str
        Counted over all rows of the family in these categories.
    facts : tuple of str
        Facts of a document, each at most once in it: counted over documents with a row in `categories`.
    """

    extractor: str
    categories: tuple[str, ...]
    facts: tuple[str, ...] = ()


# Written out, so that a run from a bundle need not import the extractors; a test compares the two.
FAMILIES: Final[Mapping[str, Family]] = MappingProxyType(
    {
        "fidelity": Family(
            "fidelity.v1", ("verbatim", "altered", "unsupported", "attribution_dropped", "stated")
        ),
        "reporting": Family("reporting.v1", ("neutral", "endorsing", "distancing", "confrontational")),
        "scare_quotes": Family("scare_quotes.v1", ("scare", "term", "undecided")),
        "sources": Family(
            "sources.v1",
            ("unknown", "person", "body", "role", "anonymous", "phrase"),
            ("first", "lone", "reply"),
        ),
    }
)


def families_of(extractors: Iterable[str]) -> dict[str, Family]:
    """Return the families that these extractors make, by name."""
    made = set(extractors)
    return {name: family for name, family in FAMILIES.items() if family.extractor in made}
