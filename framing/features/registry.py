"""Versioned names of extractors: an old config keeps its meaning when a better version comes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from framing.codebook import Codebook
from framing.errors import ExtractorError, Problem, nearest
from framing.features.agency import Agency
from framing.features.base import Extractor
from framing.features.cues import Cues
from framing.features.evidentials import Evidentials
from framing.features.fidelity import Fidelity
from framing.features.heads import Heads
from framing.features.lexical import Lexical
from framing.features.naming import Naming
from framing.features.reporting import Reporting
from framing.features.scare_quotes import ScareQuotes
from framing.features.sources import Sources
from framing.features.terms import Terms

REGISTRY: Final[Mapping[str, type[Extractor]]] = MappingProxyType(
    {
        "terms.v1": Terms,
        "cues.v1": Cues,
        "naming.v1": Naming,
        "heads.v1": Heads,
        "lexical.v1": Lexical,
        "reporting.v1": Reporting,
        "sources.v1": Sources,
        "scare_quotes.v1": ScareQuotes,
        "fidelity.v1": Fidelity,
        "evidentials.v1": Evidentials,
        "agency.v1": Agency,
    }
)


def create(name: str, language: str, codebooks: tuple[Codebook, ...] = ()) -> Extractor:
    """Return the extractor of that name.

    Parameters
    ----------
    name : str
        Versioned name, a key of `REGISTRY`.
    language : str
        ISO 639-1 code of the documents it will see.
    codebooks : tuple of Codebook
        Whatever the study uses; the extractor takes what it needs.

    Raises
    ------
    ExtractorError
        If the name is unknown; the message names the nearest known one.
    """
    if name not in REGISTRY:
        remedy = nearest(name, REGISTRY) or "see framing.features.REGISTRY"
        raise ExtractorError(Problem("extractors", f"one of {', '.join(REGISTRY)}", repr(name), remedy))
    return REGISTRY[name](language=language, codebooks=codebooks)
