"""What stands to the left and to the right of each mention of a head, as arrays of word classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.annotate.tokens import BEFORE, Tokens
from framing.annotate.wordclass.bits import Is
from framing.annotate.wordclass.classifier import class_table
from framing.annotate.wordclass.lexicon import Lexicon

Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]

# Longest path a rule walks: from a subject to its copula ("l'accord de libre-échange entre l'Union et le Mercosur
# est …"), and from "qualifier" to its object. Chosen to span such subjects; not calibrated.
RIGHT = 14
LEFT = 8


@dataclass(frozen=True, eq=False)
class Side:
    """One side of n mentions, nearest token first; k tokens wide.

    Attributes
    ----------
    classes : int64 array (n, k)
        Bits of `Is`; 0 outside the sentence.
    join : uint8 array (n, k)
        What stands between a token and its neighbour nearer to the mention, a code of `BEFORE`;
        PARAGRAPH outside the sentence.
    token : int64 array (n, k)
        Index of the token; meaningless outside the sentence.
    """

    classes: Int64
    join: NDArray[np.uint8]
    token: Int64

    def has(self, k: int, bits: int) -> Bool:
        """Tell at which mentions the k-th token has one of the bits."""
        return np.asarray((self.classes[:, k] & bits) != 0)

    def tied(self, k: int) -> Bool:
        """Tell at which mentions no more than a space or a quotation mark stands before the k-th token."""
        return np.asarray(self.join[:, k] <= BEFORE.MARK)

    def bits(self, mention: Int64, k: Int64) -> Int64:
        """Return the classes of the k-th token of each mention given, 0 beyond the window."""
        known = (k >= 0) & (k < self.width)
        return np.where(known, self.classes[mention, np.where(known, k, 0)], 0)

    def stands(self, mention: Int64, k: Int64, bits: int, gap: int = BEFORE.MARK) -> Bool:
        """Tell where the k-th token has one of the bits and no more than `gap` before it."""
        known = (k >= 0) & (k < self.width)
        near = self.join[mention, np.where(known, k, 0)] <= gap
        return np.asarray(known & near & ((self.bits(mention, k) & bits) != 0))

    @property
    def width(self) -> int:
        """Number of tokens."""
        return int(self.classes.shape[1])


@dataclass(frozen=True, eq=False)
class Windows:
    """Both sides of n mentions, and the forms that agree with them.

    Attributes
    ----------
    first, last : int64 arrays (n,)
        The mention, token indices.
    right, left : Side
    forms : int64 array (n,)
        Bits of gender and number that an attribute of the mention must share one of.
    plural : bool array (n,)
    tokens : Tokens
    lexicon : Lexicon
    """

    first: Int64
    last: Int64
    right: Side
    left: Side
    forms: Int64
    plural: Bool
    tokens: Tokens
    lexicon: Lexicon

    def __len__(self) -> int:
        """Return the number of mentions."""
        return len(self.first)

    def agrees(self, side: Side, k: int) -> Bool:
        """Tell at which mentions the k-th token of a side has a form that agrees."""
        return np.asarray((side.classes[:, k] & self.forms) != 0)


def windows(tokens: Tokens, first: Int64, last: Int64, feminine: Bool, lexicon: Lexicon) -> Windows:
    """Return what stands around each mention.

    Parameters
    ----------
    tokens : Tokens
    first, last : int64 arrays (n,)
        Mentions, token indices, inclusive.
    feminine : bool array (n,)
        Gender of the head (French).
    lexicon : Lexicon
    """
    right = last[:, None] + np.arange(1, RIGHT + 1)
    left = first[:, None] - np.arange(1, LEFT + 1)
    inside = [_inside(tokens, first, at) for at in (right, left)]
    right, left = (np.clip(at, 0, len(tokens) - 1) for at in (right, left))
    table = class_table(tokens, tokens.type[np.concatenate([right.ravel(), left.ravel()])], lexicon)
    plural = _is_plural(tokens, first, last, lexicon)
    before_right, before_left = tokens.before[right], tokens.before[np.minimum(left + 1, len(tokens) - 1)]
    return Windows(
        first,
        last,
        _side(tokens, table, right, inside[0], before_right),
        _side(tokens, table, left, inside[1], before_left),
        _forms(feminine, plural, lexicon),
        plural,
        tokens,
        lexicon,
    )


def _inside(tokens: Tokens, first: Int64, at: Int64) -> Bool:
    known = (at >= 0) & (at < len(tokens))
    same = tokens.sentence[np.clip(at, 0, len(tokens) - 1)] == tokens.sentence[first][:, None]
    return np.asarray(known & same)


def _side(tokens: Tokens, table: Int64, at: Int64, inside: Bool, join: NDArray[np.uint8]) -> Side:
    classes = np.where(inside, table[tokens.type[at]], 0)
    return Side(classes, np.where(inside, join, np.uint8(BEFORE.PARAGRAPH)), at)


def _is_plural(tokens: Tokens, first: Int64, last: Int64, lexicon: Lexicon) -> Bool:
    """Tell which heads are plural, by their ending: its first word in French, its last in English."""
    noun = tokens.type[first if lexicon.language == "fr" else last]
    return np.asarray(lexicon.values(plural_ending).among(tokens, noun)[noun] == 1)


def plural_ending(_lexicon: Lexicon) -> Callable[[str, str], int]:
    """Return the function that tells forms that end as plurals do."""
    return lambda surface, lemma: int(surface.lower().endswith(("s", "x")) and surface.lower() != lemma)


def _forms(feminine: Bool, plural: Bool, lexicon: Lexicon) -> Int64:
    if lexicon.language != "fr":
        return np.full(len(plural), Is.ANY_FORM, dtype=np.int64)
    singular = np.where(feminine, Is.FEMININE_SINGULAR, Is.MASCULINE_SINGULAR)
    return np.where(plural, np.where(feminine, Is.FEMININE_PLURAL, Is.MASCULINE_PLURAL), singular)
