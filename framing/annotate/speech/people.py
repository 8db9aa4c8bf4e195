"""People: what is known of persons at large – the gender of given names, and who has held a high office – from YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import yaml

from framing.annotate.lemmas import is_word
from framing.annotate.speech.bits import (
    COMMON_BODY,
    HEAD_LAST,
    HELD_DIPLOMACY,
    HELD_GOVERNMENT,
    HELD_STATE,
    ORDINARY,
    POINTS,
    SAYS_CHIEF,
    SAYS_DIPLOMACY,
    SAYS_FIRST,
    SAYS_GOVERNMENT,
    SAYS_MINISTER,
    SAYS_PRESIDENT,
    SAYS_STATE,
)
from framing.annotate.speech.inventory import Inventory

_OF_WORDS: Mapping[str, int] = MappingProxyType(
    {
        "president": SAYS_PRESIDENT, "chief": SAYS_CHIEF, "state": SAYS_STATE, "first": SAYS_FIRST, "minister": SAYS_MINISTER,
        "government": SAYS_GOVERNMENT, "diplomacy": SAYS_DIPLOMACY,
    }
)  # fmt: skip
_OF_SURNAMES: Mapping[str, int] = MappingProxyType(
    {"state": HELD_STATE, "government": HELD_GOVERNMENT, "diplomacy": HELD_DIPLOMACY}
)
_OF_FORMS: Mapping[str, int] = MappingProxyType({"pointing": POINTS, "common_bodies": COMMON_BODY})
# Languages in which what specifies a noun stands before it.
_HEAD_LAST: Final = frozenset({"en"})
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class GivenNames(NamedTuple):
    """Given names, lower case; those that both genders bear are in neither."""

    male: frozenset[str]
    female: frozenset[str]


@cache
def load_given_names() -> GivenNames:
    """Return given names by gender."""
    content = _load("given_names.yaml")
    return GivenNames(frozenset(content["male"]), frozenset(content["female"]))


def telling_bits(inventory: Inventory) -> Callable[[str, str], int]:
    """Return the function from form and lemma to what a word tells of who is meant.

    Returns
    -------
    callable
        The last group of `framing.annotate.speech.bits`: words of a high office, surnames of those who have held one (with a
        capital only), lists of the inventory, and capitalised words that are ordinary ones.
    """
    words, surnames = _high_offices()
    listed = _joined({name: inventory.forms[name] for name in _OF_FORMS}, _OF_FORMS)
    every = HEAD_LAST if inventory.language in _HEAD_LAST else 0
    known, given = is_word(inventory.language), frozenset().union(*load_given_names())

    def bits(surface: str, _lemma: str) -> int:
        form = surface.lower()
        found = words.get(form, 0) | listed.get(form, 0) | every
        if form == surface:
            return found
        return found | surnames.get(form, 0) | (ORDINARY if known(form) and form not in given else 0)

    return bits


@cache
def _high_offices() -> tuple[Mapping[str, int], Mapping[str, int]]:
    content = _load("high_offices.yaml")
    words = _joined(content["words"], _OF_WORDS)
    return words, _joined(content["surnames"], _OF_SURNAMES)


def _joined(lists: Mapping[str, Iterable[str]], bits: Mapping[str, int]) -> dict[str, int]:
    """Return the bits of each form that stands in a list."""
    joined: dict[str, int] = {}
    for name, forms in lists.items():
        for form in forms:
            joined[form] = joined.get(form, 0) | bits[name]
    return joined


def _load(name: str) -> dict[str, Any]:
    file = resources.files("framing.annotate.speech") / name
    content: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    return content
