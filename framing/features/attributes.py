"""Attributes in the making: what a rule found about a mention, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.features.windows import Side

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

CATEGORIES: Final = ("mention", "adjective", "participle", "complement", "predicate")
MENTION, ADJECTIVE, PARTICIPLE, COMPLEMENT, PREDICATE = range(len(CATEGORIES))

# Rule → confidence: an order by impression, not a count per rule. Over all rules about 141 of 148 French attributes
# and 145 of 155 English ones were right, read once by one person in the corpora the rules were refined on.
RULES: Final = {
    "mention": 1.0,
    "before_noun": 0.9,
    "after_noun": 0.9,
    "apposed": 0.6,
    "participle": 0.9,
    "present_participle": 0.6,
    "complement": 0.9,
    "loose_complement": 0.8,
    "fixed_complement": 0.9,
    "name": 0.8,
    "possessor": 0.9,
    "copula": 0.8,
    "copula_participle": 0.8,
    "judged": 0.9,
}
RULE_NAMES: Final = tuple(RULES)
RULE: Final = {name: code for code, name in enumerate(RULE_NAMES)}


class Attributes(NamedTuple):
    """Equal-length int64 arrays, one entry an attribute.

    Attributes
    ----------
    mention : index of the mention it belongs to
    first, last : tokens, inclusive
    core : the token whose lemma names the attribute
    category, rule : indices into `CATEGORIES` and `RULE_NAMES`
    """

    mention: Int64
    first: Int64
    last: Int64
    core: Int64
    category: Int64
    rule: Int64


def at(side: Side, where: Bool, k: int, category: int | Int64, rule: str) -> Attributes:
    """Return one attribute of one token for each marked mention, at the k-th token of a side."""
    mention = np.flatnonzero(where)
    token = side.token[mention, k]
    kind = np.broadcast_to(np.asarray(category, dtype=np.int64), where.shape)[mention]
    return Attributes(mention, token, token, token, kind, np.full(len(mention), RULE[rule], dtype=np.int64))


def span(mention: Int64, first: Int64, last: Int64, core: Int64, category: int, rule: str) -> Attributes:
    """Return one attribute of several tokens for each mention given."""
    n = len(mention)
    return Attributes(
        mention,
        first,
        last,
        core,
        np.full(n, category, dtype=np.int64),
        np.full(n, RULE[rule], dtype=np.int64),
    )


def join(parts: Iterable[Attributes]) -> Attributes:
    """Put attributes one after another."""
    none = Attributes(*(np.empty(0, dtype=np.int64) for _ in Attributes._fields))
    return Attributes(*(np.concatenate(column) for column in zip(none, *parts, strict=True)))


def keep(attributes: Attributes, chosen: Bool | Int64) -> Attributes:
    """Return those attributes only."""
    return Attributes(*(column[chosen] for column in attributes))
