"""Kinds: what each word can be where speech is reported, worked out once for each type."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.annotate.speech.bits import (
    ACRONYM,
    AGENTS,
    BASE,
    COUNTRY,
    DOMAIN,
    HER,
    HIS,
    INFINITIVE,
    IS_AUXILIARY,
    IS_COPULA,
    IS_FINITE,
    IS_FUNCTION,
    LOWER,
    OF_FORMS,
    ROLE,
    UNASKED,
    VERB,
)
from framing.annotate.speech.inventory import Inventory
from framing.annotate.speech.people import load_given_names, telling_bits
from framing.annotate.speech.verb_forms import verb_bits
from framing.annotate.tokens import Tokens
from framing.annotate.type_values import TypeValues
from framing.annotate.wordclass.classifier import classifier
from framing.annotate.wordclass.lexicon import Lexicon

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

# Endings of French words for those who do something: "l'académicien", "la politologue".
_TRADES: Final = ("icien", "icienne", "logue", "ateur", "atrice", "teur", "trice", "iste", "crate")
# … their beginnings: "l'ex-chargé de mission" …
_FORMER: Final = ("ex-", "co-président", "co-fondat")
# … and endings of adjectives that say from which country.
_COUNTRIES: Final = (
    "ien", "ienne", "iens", "iennes", "ais", "aise", "aises", "ois", "oise", "oises", "ain", "aine", "russe", "russes", "turc", "turque",
    "arabe", "belge",
)  # fmt: skip


class Kinder:
    """Tells the kinds of types, each worked out once for a vocabulary.

    Parameters
    ----------
    inventory : Inventory
    lexicon : Lexicon
        Closed classes of the same language.
    """

    def __init__(self, inventory: Inventory, lexicon: Lexicon) -> None:
        self._told = TypeValues(lambda forms, lemmas: map(telling_bits(inventory), forms, lemmas))
        self._verbs = TypeValues(lambda forms, lemmas: map(verb_bits(inventory), forms, lemmas))
        self._words = TypeValues(lambda forms, lemmas: map(word_bits(inventory, lexicon), forms, lemmas))

    def told(self, tokens: Tokens) -> Int64:
        """Return what every type tells of who is meant, length n_types."""
        return self._told.all(tokens)

    def verbs(self, tokens: Tokens) -> Int64:
        """Return the bits as a verb of every type, length n_types."""
        return self._verbs.all(tokens)

    def words(self, tokens: Tokens, types: Int32) -> Int64:
        """Return the bits of the types asked for, −1 for others, length n_types."""
        return self._words.among(tokens, types)


def word_bits(inventory: Inventory, lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function from form and lemma to the bits of a word.

    Parameters
    ----------
    inventory : Inventory
    lexicon : Lexicon
        Closed classes of the same language.

    Returns
    -------
    callable
        Takes a form and its lemma.
    """
    classes, closed, more = classifier(lexicon), _closed(inventory), _MORE[inventory.language]

    def bits(surface: str, lemma: str) -> int:
        form = surface.lower()
        found = classes(surface, lemma) & ~UNASKED | closed.get(form, 0) | _case(surface)
        return found | more(form, lemma, found)

    return bits


def _closed(inventory: Inventory) -> dict[str, int]:
    """Return the bits of each form that stands in a list of the inventory, or is a given name."""
    closed: dict[str, int] = {}
    for name, bit in OF_FORMS.items():
        for form in inventory.forms[name]:
            closed[form] = closed.get(form, 0) | bit
    for names, bit in zip(load_given_names(), (HIS, HER), strict=True):
        for form in names:
            closed[form] = closed.get(form, 0) | bit
    domains = inventory.forms["domains"]
    for form in domains.union(map(_without_accents, domains)):
        closed[form] = closed.get(form, 0) | DOMAIN
    return closed


def _without_accents(form: str) -> str:
    """Return a form as capitals often go: Etat, Economie."""
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def _case(surface: str) -> int:
    if surface[:1].islower():
        return LOWER
    return ACRONYM if surface.isupper() and len(surface) > 1 else 0


def _french(form: str, lemma: str, found: int) -> int:
    """Return what more a French word is, by its ending."""
    small = found & LOWER
    more = ROLE if small and (form.endswith(_TRADES) or form.startswith(_FORMER)) else 0
    agent = (found | more) & AGENTS
    if small and form.endswith(_COUNTRIES) and not (found | more) & (ROLE | IS_FUNCTION):
        more |= COUNTRY
    if found & IS_FINITE and form == lemma and not agent:
        more |= INFINITIVE
    return more | _finite(form, lemma, found | more)


def _english(form: str, lemma: str, found: int) -> int:
    """Return what more an English word is: a small one that is a verb behind "to", or by its -ed."""
    more = _finite(form, lemma, found)
    if not found & LOWER or found & (IS_FUNCTION | AGENTS):
        return more
    if form == lemma:
        return more | BASE
    return more | (VERB if form.endswith("ed") else 0)


def _finite(form: str, lemma: str, found: int) -> int:
    ending = found & IS_FINITE and form != lemma and not found & AGENTS
    return VERB if found & (IS_COPULA | IS_AUXILIARY) or ending else 0


_MORE: Mapping[str, Callable[[str, str, int], int]] = MappingProxyType({"fr": _french, "en": _english})
