"""What a codebook consists of: frozen, and the same whatever file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True)
class Rule:
    """Patterns under one name: what a matcher needs, and what tests them.

    Attributes
    ----------
    id : str
        Name within its category, referent or codebook.
    patterns : tuple of str
        A match of any of them is a match of the rule.
    not_after, not_before, not_inside : tuple of str
        Guards: patterns that must not end right before, begin right after, or contain a match.
    note : str
    examples, counterexamples : tuple of str
        Sentences that must, and that must not, hold a match.
    label : mapping of str to str
        Language → name for readers; empty when the file gives none.
    where : str
        File, line and path at which it stands, "" when it was made by hand.
    """

    id: str
    patterns: tuple[str, ...]
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_inside: tuple[str, ...] = ()
    note: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    label: Mapping[str, str] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True)
class Entry(Rule):
    """A cue of a category; `tier` is ``core`` or ``extended`` (an option of the multiverse)."""

    tier: str = "core"


@dataclass(frozen=True)
class Variant(Rule):
    """One way of naming a referent."""


@dataclass(frozen=True)
class Head(Rule):
    """A noun whose attributes are looked at; `feminine` helps agreement in French."""

    feminine: bool = False


@dataclass(frozen=True)
class Category:
    """Cues that say the same thing.

    Attributes
    ----------
    searched_on : tuple of str
        Camps on which its cues were looked for: what the symmetry audit reads.
    targets : tuple of str
        Referents it may be said of; empty for any.
    """

    id: str
    label: Mapping[str, str]
    searched_on: tuple[str, ...]
    targets: tuple[str, ...]
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True)
class Referent:
    """Something that can be named in several ways.

    Attributes
    ----------
    exists : str
        ISO date before which there was nothing to name, "" for always.
    """

    id: str
    label: Mapping[str, str]
    exists: str
    variants: tuple[Variant, ...]
    note: str = ""


class OwnedRule(NamedTuple):
    """A rule and the id of its category, referent or (for a head) itself."""

    owner: str
    rule: Rule


@dataclass(frozen=True)
class Codebook:
    """One file: a family of categories, of referents, or of heads, in one language.

    Attributes
    ----------
    kind : str
        A key of `framing.codebook.validation.CONTENT_OF_KIND`; only the part of that kind is not empty.
    sets : tuple of Referent
        All referents of the language's naming codebooks: what ``@name`` and targets may name.
    file : str
        Where it was read, "" when it was made by hand.
    """

    name: str
    language: str
    version: int
    kind: str
    sources: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    referents: tuple[Referent, ...] = ()
    heads: tuple[Head, ...] = ()
    sets: tuple[Referent, ...] = ()
    file: str = ""

    @property
    def rules(self) -> tuple[OwnedRule, ...]:
        """Every rule of the codebook with its owner, in the order of the file."""
        cues = [OwnedRule(c.id, entry) for c in self.categories for entry in c.entries]
        names = [OwnedRule(r.id, variant) for r in self.referents for variant in r.variants]
        return (*cues, *names, *(OwnedRule(head.id, head) for head in self.heads))
