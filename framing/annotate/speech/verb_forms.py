"""Verb forms: which form of a verb that reports a word is, by its ending."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from framing.annotate.speech.bits import (
    BARE,
    FINITE,
    GERUND,
    HELPED,
    NOUN_TOO,
    NUMBER_SHIFT,
    OF_TAKES,
    OURS,
    PARTICIPLE,
)
from framing.annotate.speech.inventory import Inventory

# Infinitives end so; other words of the inventory (part, référence, garde) report by what stands before them.
_INFINITIVES: Final = ("er", "ir", "re")
_ENDINGS: Final = (
    "e", "es", "ent", "ons", "ez", "ait", "aient", "ant", "é", "ée", "és", "ées", "a", "èrent", "era", "eront", "erait", "eraient",
)  # fmt: skip
# Endings before which an e or é of the stem gets a grave accent: relève, répète.
_MUTE_ENDINGS: Final = ("e", "es", "ent", "era", "erait")
# Past participles of verbs not in -er …
_PAST: Final = ("dit", "crit", "mis", "u", "i", "vert", "int", "aint", "quis", "clus")
# … and those that are the present as well.
_PAST_AND_PRESENT: Final = (
    "dit", "redit", "écrit", "décrit", "garantit", "avertit", "réagit", "convertit",
)  # fmt: skip


def verb_bits(inventory: Inventory) -> Callable[[str, str], int]:
    """Return the function from form and lemma to the bits of a verb that reports.

    Parameters
    ----------
    inventory : Inventory

    Returns
    -------
    callable
        Takes a form and its lemma; gives 0 where the word reports nothing.
    """
    known, nouns_too = _bits_of_verbs(inventory), inventory.forms["nouns_too"]
    form_of = _FORM[inventory.language]
    regular = {form: verb for verb in inventory.verbs for form in _regular_forms(verb, inventory.language)}

    def bits(surface: str, lemma: str) -> int:
        form = surface.lower()
        meant = inventory.lemmas.get(form, lemma)
        if meant not in known:  # the dictionary prefers the noun or the adjective: annonce, rappelant
            meant = regular.get(form, meant)
        if meant not in known:
            return 0
        noun = form in nouns_too or (meant != lemma and not form.endswith("ant"))
        return known[meant] | form_of(form, meant) | (NOUN_TOO if noun else 0)

    return bits


def _bits_of_verbs(inventory: Inventory) -> dict[str, int]:
    """Return what each verb takes, and its number."""
    return {
        verb: (number + 1) << NUMBER_SHIFT
        | sum(bit for what, bit in OF_TAKES.items() if verb in inventory.takes[what])
        | (HELPED if verb in inventory.after else 0)
        for number, verb in enumerate(inventory.verbs)
    }


def _regular_forms(verb: str, language: str) -> Iterable[str]:
    """Return the forms of a regular verb in -er: the dictionary may know them as another word only."""
    if language != "fr" or not verb.endswith("er"):
        return ()
    stem = verb[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    forms = [(soft if ending[0] in "ao" else stem) + ending for ending in _ENDINGS]
    grave = re.sub("[eé]([^aeiouéè]+)$", r"è\1", stem)
    return [*forms, *(grave + ending for ending in _MUTE_ENDINGS if grave != stem)]


def _french_form(form: str, lemma: str) -> int:
    if not lemma.endswith(_INFINITIVES):
        return BARE | FINITE | PARTICIPLE
    if form == lemma:
        return BARE
    if form.endswith("ant"):
        return GERUND
    stem = form.removesuffix("s").removesuffix("e")
    if stem.endswith("é"):
        return PARTICIPLE
    if form.endswith("ons"):
        return FINITE | OURS
    return FINITE if lemma.endswith("er") else _french_form_not_in_er(form, stem)


def _french_form_not_in_er(form: str, stem: str) -> int:
    if form in _PAST_AND_PRESENT:
        return FINITE | PARTICIPLE
    return PARTICIPLE if stem.endswith(_PAST) else FINITE


def _english_form(form: str, lemma: str) -> int:
    if form.endswith("ing"):
        return GERUND
    if form == lemma:
        return BARE | FINITE
    return FINITE | PARTICIPLE if not form.endswith("s") else FINITE


_FORM: Mapping[str, Callable[[str, str], int]] = MappingProxyType({"fr": _french_form, "en": _english_form})
